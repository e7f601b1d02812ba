//! Words that look like a time and are none: verbs and names that are spelled like months, weekdays and seasons, and numbers
//! that are no years. The words that tell are in `lexicon/time_context.tsv`.

use super::words::Words;
use super::years;
use crate::language::{NameKind, Upos, Xpos};
use crate::lexicon::time::{Class, speaks};

/// Returns whether the word before stands in a context.
fn behind(w: &Words, i: usize, context: &str) -> bool {
    w.before(i).is_some_and(|b| speaks(b.lower, context))
}

fn capital(w: &Words, i: usize) -> bool {
    w.form(i).starts_with(|c: char| c.is_ascii_uppercase())
}

/// Returns whether "the" stands before a decade, not a possessive ("the sixties", "the early sixties"; "his sixties" are an age).
pub(super) fn after_the(w: &Words, i: usize) -> bool {
    let mut at = i;
    while w
        .before(at)
        .is_some_and(|b| matches!(b.lower, "early" | "late" | "mid" | "mid-" | "-"))
    {
        at -= 1;
    }
    w.before(at).is_some_and(|b| b.lower == "the")
}

/// Returns whether a number counts what follows it: "5 percent", "June 5 years" has no day.
pub(super) fn counts(w: &Words, i: usize, end: usize) -> bool {
    if w.hyphen(end) > end {
        // "June 5-7" goes on with a number.
        return w.digits(end + 1).is_none() && w.month(end + 1).is_none();
    }
    speaks(w.lower(end), "counted") || w.digits(i).is_some() && w.has(end, Class::Unit) && w.has(end, Class::Plural)
}

/// Returns whether a weekday is a name or part of one: "the Sunday Times", "Bloody Sunday".
pub(super) fn weekday(w: &Words, i: usize) -> bool {
    let named = behind(w, i, "named_day") && capital(w, i - 1);
    capital(w, i + 1) && speaks(w.lower(i + 1), "paper") || named || person(w, i)
}

/// Returns whether a word is part of the name of a person or thing, or stands behind a title.
fn person(w: &Words, i: usize) -> bool {
    let id = w.id(i);
    let names = w.doc.names();
    let at = names.partition_point(|n| n.tokens.end <= id);
    let named = names
        .get(at)
        .filter(|n| n.tokens.contains(id))
        .is_some_and(|name| match name.kind {
            NameKind::Person => true,
            NameKind::Work | NameKind::Organization | NameKind::Product | NameKind::Law => name.tokens.len() > 1,
            _ => false,
        });
    named || behind(w, i, "title") && capital(w, i - 1)
}

/// Returns whether a bare month is a verb, a modal or a person.
pub(super) fn month(w: &Words, i: usize) -> bool {
    if person(w, i) {
        return true;
    }
    let lower = w.lower(i);
    // "August Wilson wrote": a name that the tagger has missed.
    let surname = w.at(i + 1).is_some_and(|x| x.xpos == Xpos::Nnp) && !w.begins(i + 1) && !behind(w, i, "date");
    if surname && matches!(lower, "april" | "may" | "june" | "august" | "jan" | "march") {
        return true;
    }
    let modal = w.at(i).is_some_and(|x| x.xpos == Xpos::Md);
    let clause = w.before(i).is_some_and(|b| matches!(b.lower, "that" | "this"));
    if behind(w, i, "date") && !(modal && clause) {
        return false;
    }
    match lower {
        "may" | "march" if !w.tagged => true,
        "march" if demonstration(w, i) => true,
        "may" | "march" => {
            let verb = w.at(i).is_some_and(|x| matches!(x.upos, Upos::Aux | Upos::Verb));
            modal || verb || i == 0 && !w.is(i + 1, ",")
        }
        // Three letters without a full stop: only with a number, which was looked for.
        _ => lower.len() == 3,
    }
}

/// Returns whether "March" is a demonstration: "the Long March", "a March for Life".
fn demonstration(w: &Words, i: usize) -> bool {
    let next = w.at(i + 1).map(|x| x.upos);
    let named = w.before(i).is_some_and(|b| {
        matches!(b.upos, Upos::Det | Upos::Adj | Upos::Propn) && w.month(i - 1).is_none()
            || b.lower == "'s"
            || b.lower == "’s"
    });
    next == Some(Upos::Adp) || named && !matches!(next, Some(Upos::Noun | Upos::Propn | Upos::Adj))
}

/// Returns whether a season is a verb, a source of water, a case of falling, or a name.
pub(super) fn season(w: &Words, i: usize) -> bool {
    if speaks(w.lower(i + 1), "season_name") {
        return true;
    }
    let the = w.before(i).is_some_and(|b| b.lower == "the");
    let in_the = the && i >= 2 && speaks(w.lower(i - 2), "article_season");
    match w.lower(i) {
        "summer" | "winter" | "autumn" => !(the || behind(w, i, "season")),
        // "the fall" may be one from a ladder, "the spring" one in a mattress.
        "fall" => !(behind(w, i, "fall") || in_the && !w.is(i + 1, "of")),
        _ => {
            let closed = the && w.any(i + 1, &[".", ",", "and", "", "or"]);
            let of = w.before(i).is_some_and(|b| b.lower == "of");
            !(behind(w, i, "season") && !of || in_the || closed && behind(w, i - 1, "article_season"))
        }
    }
}

/// Returns whether four digits are no year: amounts, codes, names of things.
pub(super) fn year(w: &Words, i: usize, end: usize) -> bool {
    let Some(number) = w.digits(i).filter(|_| end == i + 1) else {
        // "'11" behind a name is its version.
        return w.lower(i).starts_with(['\'', '’']) && !behind(w, i, "year");
    };
    // "the Assembly (1789)"
    if w.before(i).is_some_and(|b| b.lower == "(") && w.is(end, ")") {
        return number < 1000;
    }
    if code(w, i) || counts(w, i, end) || ranges(w, i, end) || titled(w, i, end) {
        return true;
    }
    let year = |n: usize| w.lower(n).len() == 4 && w.digits(n).is_some_and(|y| years::PLAUSIBLE.contains(&y));
    if w.hyphen(end) > end && year(end + 1) || i >= 2 && w.hyphen(i - 1) == i && year(i - 2) {
        return false;
    }
    let tag = w.at(end).map(|x| x.xpos);
    let plural = matches!(tag, Some(Xpos::Nns | Xpos::Nnps));
    let the = w.before(i).is_some_and(|b| b.lower == "the");
    if behind(w, i, "amount") || plural && w.before(i).is_some_and(|b| b.lower == "than") {
        return true;
    }
    if years::NEAR.contains(&number) {
        return plural && !behind(w, i, "year");
    }
    let described = the && number >= years::DESCRIBES && matches!(tag, Some(Xpos::Nn | Xpos::Jj | Xpos::Nnp));
    !(behind(w, i, "old_year") || described) || plural || w.has(end, Class::Unit)
}

/// Returns whether a number is the last word of a title in quotation marks: “Harbour 2030”.
fn titled(w: &Words, i: usize, end: usize) -> bool {
    let closes = w.any(end, &["\"", "”", "’", "'", "''", "»"]);
    let words = (1..=i.min(5)).find(|n| !capital(w, i - n));
    closes && words.is_some_and(|n| n > 1 && w.any(i - n, &["\"", "“", "‘", "'", "``", "«"]))
}

/// Returns whether a number ends a range of round numbers that counts what follows: "from 1000 to 2000 hires", but not "from 1990
/// to 2000 sales fell".
fn ranges(w: &Words, i: usize, end: usize) -> bool {
    let round = |n: usize| w.lower(n).len() == 4 && w.digits(n).is_some_and(|y| y % 100 == 0);
    let (left, right) = if w.is(end, "to") && round(end + 1) {
        (i, end + 1)
    } else if i >= 2 && w.is(i - 1, "to") && round(i - 2) {
        (i - 2, i)
    } else {
        return false;
    };
    // "grew from 1900 to 2000 members", but not "From 1900 to 2000 members paid"
    let from = w.before(left).is_some_and(|b| b.lower == "from");
    let verb = left >= 2 && w.at(left - 2).is_some_and(|x| x.upos == Upos::Verb);
    if from && !verb {
        return false;
    }
    let plural = w.at(right + 1).is_some_and(|x| x.xpos == Xpos::Nns);
    let clause = w
        .at(right + 2)
        .is_some_and(|x| matches!(x.upos, Upos::Verb | Upos::Aux));
    // 2500 is no year.
    let beyond = w.digits(right).is_some_and(|y| !years::PLAUSIBLE.contains(&y));
    round(i) && plural && (beyond || !clause) && !w.has(right + 1, Class::Unit)
}

/// Returns whether the word before makes a number a code or a name: "No.", "Flight", "Resolution", "Boeing", "version".
pub(super) fn code(w: &Words, i: usize) -> bool {
    behind(w, i, "code")
}

/// Returns whether a day without a year names an event: "the September 11th attacks".
pub(super) fn names_event(w: &Words, i: usize, end: usize, month: u8, day: u8) -> bool {
    let known = || speaks(&format!("{month:02}-{day:02}"), "event_day");
    speaks(w.lower(end), "day_event") && w.before(i).is_some_and(|b| b.lower == "the") && known()
}

/// Returns whether a feast is part of the name of something else: "Christmas Island".
pub(super) fn holiday(w: &Words, i: usize, end: usize) -> bool {
    speaks(w.lower(end), "feast_name") && capital(w, end) && !w.is(i, "9/11")
}

/// Returns whether the word before is a currency sign: "$5-a-day".
pub(super) fn money(w: &Words, i: usize) -> bool {
    w.before(i)
        .is_some_and(|b| matches!(b.lower, "$" | "£" | "€" | "¥" | "us$"))
}

/// Returns whether a word is a noun or number that the word before it may describe or count.
pub(super) fn noun(w: &Words, i: usize) -> bool {
    w.at(i).is_some_and(|x| {
        matches!(x.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
            && w.month(i).is_none()
            && w.digits(i).is_none_or(|n| n < 1000)
            || matches!(x.lower, "%" | "-" | "–" | "/")
    })
}

/// Returns whether a unit belongs to a name, because it has a capital letter in a sentence of prose: on "This Week", "The Last Days of".
pub(super) fn title(w: &Words, last: usize) -> bool {
    last > 0 && w.has(last, Class::Unit) && capital(w, last) && w.is_prose()
}

/// Returns whether digits are a score: "3:1" is no time of day.
pub(super) fn score(w: &Words, i: usize) -> bool {
    w.lower(i).split_once(':').is_some_and(|(_, after)| after.len() < 2)
}

/// Returns whether a word is inside a longer name, or behind a mark that makes a number part of something else.
pub(super) fn inside(w: &Words, i: usize) -> bool {
    // "F-16", "COVID-19", "G-7": a number glued to a word by a hyphen.
    let glued = |n: usize| w.at(n).is_some_and(|x| x.glued);
    i >= 2
        && w.digits(i).is_some_and(|n| !(1000..2100).contains(&n))
        && glued(i)
        && glued(i - 1)
        && w.is(i - 1, "-")
        && w.month(i - 2).is_none()
        && w.digits(i - 2).is_none()
}

/// Returns whether an adjective is part of a name: "Daily Mail", "Weekly Standard".
pub(super) fn in_name(w: &Words, i: usize) -> bool {
    capital(w, i) && (capital(w, i + 1) || i > 0 && capital(w, i - 1))
}

/// Returns whether "daily" or "weekly" is a newspaper: the noun, or what introduces its name ("the daily Le Soir").
pub(super) fn newspaper(w: &Words, i: usize) -> bool {
    let noun = w.at(i).is_some_and(|x| x.upos == Upos::Noun);
    let paper = matches!(w.lower(i), "daily" | "weekly" | "monthly" | "quarterly");
    let mut end = i + 1;
    while capital(w, end) {
        end += 1;
    }
    let name = end > i + 1 && w.at(end).is_none_or(|x| x.upos != Upos::Noun);
    paper && (noun || name)
}

/// Returns whether "quarterly" or "annual" names the period of an account, not how often something happens:
/// "the quarterly loss", "annual sales".
pub(super) fn account(w: &Words, i: usize) -> bool {
    let at = w.skip(i + 1, &["net", "cash", "pretax", "operating"]);
    w.any(i, &["quarterly", "annual", "yearly"]) && speaks(w.lower(at), "account")
}

/// Returns whether a bare plural is no length: what is looked for is "for years", "took hours", "in months".
pub(super) fn bare_plural(w: &Words, i: usize, end: usize) -> bool {
    if w.any(end, &["ago", "later", "earlier", "before", "after"]) {
        return false;
    }
    let before = w.before(i).map_or("", |b| b.lower);
    match w.lower(i) {
        "seconds" | "minutes" | "nights" | "weekends" => !speaks(before, "lasting_short"),
        "quarters" => true,
        lower => {
            let the = before == "the" && !w.is(i.saturating_sub(2), "over");
            !speaks(before, "lasting") || the || before == "of" && lower == "days"
        }
    }
}
