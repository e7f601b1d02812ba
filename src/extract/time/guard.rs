//! Words that look like a time and are none: verbs and names spelled like months, weekdays and seasons, and numbers
//! that are no years. The words beside them that decide are in `lexicon/time_context.tsv`.

use super::words::Words;
use super::years;
use crate::language::{NameKind, Upos, Xpos};
use crate::lexicon::time::{Class, Context, speaks};
use crate::model::ids::TokenId;

/// Returns whether the word before stands in a context.
fn behind(w: &Words, i: TokenId, context: Context) -> bool {
    speaks(w.lower(i - 1), context)
}

fn capital(w: &Words, i: TokenId) -> bool {
    w.form(i).starts_with(|c: char| c.is_ascii_uppercase())
}

/// Returns whether "the" stands before a decade ("the sixties", "the early sixties"), not a possessive ("his sixties").
pub(super) fn after_the(w: &Words, i: TokenId) -> bool {
    let mut at = i;
    while matches!(w.lower(at - 1), "early" | "late" | "mid" | "mid-" | "-") {
        at -= 1;
    }
    w.is(at - 1, &["the"])
}

/// Returns whether a number counts what follows it: "5 percent", "June 5 years" has no day.
pub(super) fn counts(w: &Words, i: TokenId, end: TokenId) -> bool {
    if w.hyphen(end) > end {
        // "June 5-7" goes on with a number.
        return w.digits(end + 1).is_none() && w.month(end + 1).is_none();
    }
    speaks(w.lower(end), Context::Counted)
        || w.digits(i).is_some() && w.is_a(end, Class::Unit) && w.is_a(end, Class::Plural)
}

/// Returns whether a weekday is a name or part of one: "the Sunday Times", "Bloody Sunday".
pub(super) fn weekday(w: &Words, i: TokenId) -> bool {
    let named = behind(w, i, Context::NamedDay) && capital(w, i - 1);
    capital(w, i + 1) && speaks(w.lower(i + 1), Context::Paper) || named || programme(w, i) || person(w, i)
}

/// Returns whether a weekday and a part of the day are the name of a programme or a paper: "Saturday Night Live", "CBS
/// Sunday Morning".
fn programme(w: &Words, i: TokenId) -> bool {
    let part = i + 1;
    let longer = capital(w, part + 1) || behind_name(w, i);
    w.is_a(part, Class::Part) && capital(w, part) && longer && w.is_prose()
}

/// Returns whether a word with a capital letter, which is not the first of the sentence, stands before a word.
fn behind_name(w: &Words, i: TokenId) -> bool {
    w.has(i - 2) && w.tokens.start < i - 1 && capital(w, i - 1)
}

/// Returns whether "today" or "noon" is part of a name, with a capital letter behind another one in a sentence of prose:
/// "USA Today", "High Noon".
pub(super) fn named(w: &Words, i: TokenId) -> bool {
    in_title_case(w, i) && w.tokens.start < i && capital(w, i - 1) && w.weekday(i - 1).is_none() && w.is_prose()
}

/// Returns whether a word has a capital letter and small ones.
fn in_title_case(w: &Words, i: TokenId) -> bool {
    capital(w, i) && w.form(i).contains(|c: char| c.is_ascii_lowercase())
}

/// Returns whether a word is part of the name of a person or thing, or stands behind a title.
fn person(w: &Words, i: TokenId) -> bool {
    let names = w.doc.names();
    let at = names.partition_point(|n| n.tokens.end <= i);
    let named = names
        .get(at)
        .filter(|n| n.tokens.contains(i))
        .is_some_and(|name| match name.kind {
            NameKind::Person => true,
            NameKind::Work | NameKind::Organization | NameKind::Product | NameKind::Law => name.tokens.len() > 1,
            _ => false,
        });
    named || behind(w, i, Context::Title) && capital(w, i - 1)
}

/// Returns whether a bare month is a verb, a modal or a person.
pub(super) fn month(w: &Words, i: TokenId) -> bool {
    if person(w, i) {
        return true;
    }
    let lower = w.lower(i);
    if speaks(w.lower(i + 1), Context::Kin) {
        return true;
    }
    // "August Wilson wrote": a name that the tagger has missed.
    let surname = w.xpos(i + 1) == Xpos::Nnp && !w.begins(i + 1) && !behind(w, i, Context::Date);
    if surname && matches!(lower, "april" | "may" | "june" | "august" | "jan" | "march") {
        return true;
    }
    let modal = w.xpos(i) == Xpos::Md;
    let clause = matches!(w.lower(i - 1), "that" | "this");
    if behind(w, i, Context::Date) && !(modal && clause) {
        return false;
    }
    match lower {
        "may" | "march" if !w.tagged => true,
        "march" if demonstration(w, i) => true,
        "may" | "march" => {
            let verb = matches!(w.upos(i), Upos::Aux | Upos::Verb);
            modal || verb || !w.has(i - 1) && !w.is(i + 1, &[","])
        }
        // Three letters without a full stop are a month only beside a number, which was tried before.
        _ => lower.len() == 3,
    }
}

/// Returns whether "March" is a demonstration: "the Long March", "a March for Life".
fn demonstration(w: &Words, i: TokenId) -> bool {
    let next = w.token(i + 1).map(|x| x.upos);
    let before = i - 1;
    let described = matches!(w.upos(before), Upos::Det | Upos::Adj | Upos::Propn) && w.month(before).is_none();
    let named = described || w.is(before, &["'s", "’s"]);
    next == Some(Upos::Adp) || named && !matches!(next, Some(Upos::Noun | Upos::Propn | Upos::Adj))
}

/// Returns whether a season is a verb, a source of water, a case of falling, or a name.
pub(super) fn season(w: &Words, i: TokenId) -> bool {
    if speaks(w.lower(i + 1), Context::SeasonName) {
        return true;
    }
    let the = w.is(i - 1, &["the"]);
    let in_the = the && speaks(w.lower(i - 2), Context::ArticleSeason);
    match w.lower(i) {
        "summer" | "winter" | "autumn" => !(the || behind(w, i, Context::Season)),
        // "the fall" may be one from a ladder, "the spring" one in a mattress.
        "fall" => !(behind(w, i, Context::Fall) || in_the && !w.is(i + 1, &["of"])),
        _ => {
            let closed = the && (!w.has(i + 1) || w.is(i + 1, &[".", ",", "and", "or"]));
            let of = w.is(i - 1, &["of"]);
            !(behind(w, i, Context::Season) && !of || in_the || closed && behind(w, i - 1, Context::ArticleSeason))
        }
    }
}

/// Returns whether four digits are no year: amounts, codes, names of things.
pub(super) fn year(w: &Words, i: TokenId, end: TokenId) -> bool {
    let Some(number) = w.digits(i).filter(|_| end == i + 1) else {
        // "'11" behind a name is its version.
        return w.lower(i).starts_with(['\'', '’']) && !behind(w, i, Context::Year);
    };
    // "the Assembly (1789)"
    if w.is(i - 1, &["("]) && w.is(end, &[")"]) {
        return number < 1000;
    }
    if code(w, i) || counts(w, i, end) || ranges(w, i, end) || titled(w, i, end) {
        return true;
    }
    let year = |n: TokenId| w.lower(n).len() == 4 && w.digits(n).is_some_and(|y| years::PLAUSIBLE.contains(&y));
    if w.hyphen(end) > end && year(end + 1) || w.hyphen(i - 1) == i && year(i - 2) {
        return false;
    }
    let tag = w.token(end).map(|x| x.xpos);
    let plural = matches!(tag, Some(Xpos::Nns | Xpos::Nnps));
    let the = w.is(i - 1, &["the"]);
    if behind(w, i, Context::Amount) || plural && w.is(i - 1, &["than"]) {
        return true;
    }
    if years::NEAR.contains(&number) {
        return plural && !behind(w, i, Context::Year);
    }
    let described = the && number >= years::DESCRIBES && matches!(tag, Some(Xpos::Nn | Xpos::Jj | Xpos::Nnp));
    !(behind(w, i, Context::OldYear) || described) || plural || w.is_a(end, Class::Unit)
}

/// Returns whether a number is the last word of a title in quotation marks: “Harbour 2030”.
fn titled(w: &Words, i: TokenId, end: TokenId) -> bool {
    let closes = w.is(end, &["\"", "”", "’", "'", "''", "»"]);
    let words = (1..=5).find(|n| !capital(w, i - *n));
    closes && words.is_some_and(|n| n > 1 && w.is(i - n, &["\"", "“", "‘", "'", "``", "«"]))
}

/// Returns whether a number ends a range of round numbers that counts the noun behind it: "from 1000 to 2000 hires",
/// but not "from 1990 to 2000 sales fell".
fn ranges(w: &Words, i: TokenId, end: TokenId) -> bool {
    let round = |n: TokenId| w.lower(n).len() == 4 && w.digits(n).is_some_and(|y| y % 100 == 0);
    let (left, right) = if w.is(end, &["to"]) && round(end + 1) {
        (i, end + 1)
    } else if w.is(i - 1, &["to"]) && round(i - 2) {
        (i - 2, i)
    } else {
        return false;
    };
    // "grew from 1900 to 2000 members", but not "From 1900 to 2000 members paid"
    let from = w.is(left - 1, &["from"]);
    let verb = w.upos(left - 2) == Upos::Verb;
    if from && !verb {
        return false;
    }
    let plural = w.xpos(right + 1) == Xpos::Nns;
    let clause = matches!(w.upos(right + 2), Upos::Verb | Upos::Aux);
    // 2500 is no year.
    let beyond = w.digits(right).is_some_and(|y| !years::PLAUSIBLE.contains(&y));
    round(i) && plural && (beyond || !clause) && !w.is_a(right + 1, Class::Unit)
}

/// Returns whether the word before makes a number a code or a name: "No.", "Flight", "Resolution", "Boeing", "version".
pub(super) fn code(w: &Words, i: TokenId) -> bool {
    behind(w, i, Context::Code)
}

/// Returns whether a day without a year names an event: "the September 11th attacks".
pub(super) fn names_event(w: &Words, i: TokenId, end: TokenId, month: u8, day: u8) -> bool {
    let known = || speaks(&format!("{month:02}-{day:02}"), Context::EventDay);
    speaks(w.lower(end), Context::DayEvent) && w.is(i - 1, &["the"]) && known()
}

/// Returns whether a feast is part of the name of something else: "Christmas Island".
pub(super) fn holiday(w: &Words, i: TokenId, end: TokenId) -> bool {
    speaks(w.lower(end), Context::FeastName) && capital(w, end) && !w.is(i, &["9/11"])
}

/// Returns whether the word before is a currency sign: "$5-a-day".
pub(super) fn money(w: &Words, i: TokenId) -> bool {
    matches!(w.lower(i - 1), "$" | "£" | "€" | "¥" | "us$")
}

/// Returns whether a word is a noun or number that the word before it may describe or count.
pub(super) fn noun(w: &Words, i: TokenId) -> bool {
    w.token(i).is_some_and(|x| {
        matches!(x.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
            && w.month(i).is_none()
            && w.digits(i).is_none_or(|n| n < 1000)
            || w.is(i, &["%", "-", "–", "/"])
    })
}

/// Returns whether a unit belongs to a title, because it has a capital letter in a sentence of prose: on "This Week",
/// "The Last Days of", "60 Minutes".
pub(super) fn title(w: &Words, last: TokenId) -> bool {
    w.has(last - 1) && w.is_a(last, Class::Unit) && in_title_case(w, last) && w.is_prose()
}

/// Returns whether digits are a score: "3:1" is no time of day.
pub(super) fn score(w: &Words, i: TokenId) -> bool {
    w.lower(i).split_once(':').is_some_and(|(_, after)| after.len() < 2)
}

/// Returns whether a word is inside a longer name, or behind a mark that makes a number part of something else.
pub(super) fn inside(w: &Words, i: TokenId) -> bool {
    // "F-16", "COVID-19", "G-7": a number glued to a word by a hyphen.
    w.digits(i).is_some_and(|n| !(1000..2100).contains(&n))
        && w.joined_to_prev(i)
        && w.joined_to_prev(i - 1)
        && w.is(i - 1, &["-"])
        && w.month(i - 2).is_none()
        && w.digits(i - 2).is_none()
}

/// Returns whether an adjective is part of a name: "Daily Mail", "Weekly Standard".
pub(super) fn in_name(w: &Words, i: TokenId) -> bool {
    capital(w, i) && (capital(w, i + 1) || capital(w, i - 1))
}

/// Returns whether "daily" or "weekly" is a newspaper: the noun, or what introduces its name ("the daily Le Soir").
pub(super) fn newspaper(w: &Words, i: TokenId) -> bool {
    let noun = w.upos(i) == Upos::Noun;
    let paper = matches!(w.lower(i), "daily" | "weekly" | "monthly" | "quarterly");
    let mut end = i + 1;
    while capital(w, end) {
        end += 1;
    }
    let name = end > i + 1 && w.token(end).is_none_or(|x| x.upos != Upos::Noun);
    paper && (noun || name)
}

/// Returns whether "quarterly" or "annual" names the period of an account, not how often something happens:
/// "the quarterly loss", "annual sales".
pub(super) fn account(w: &Words, i: TokenId) -> bool {
    let at = w.skip(i + 1, &["net", "cash", "pretax", "operating"]);
    w.is(i, &["quarterly", "annual", "yearly"]) && speaks(w.lower(at), Context::Account)
}

/// Returns whether a bare plural is no length: it is one only in "for years", "took hours", "in months" and the like.
pub(super) fn bare_plural(w: &Words, i: TokenId, end: TokenId) -> bool {
    if w.is(end, &["ago", "later", "earlier", "before", "after"]) {
        return false;
    }
    let before = w.lower(i - 1);
    match w.lower(i) {
        "seconds" | "minutes" | "nights" | "weekends" => !speaks(before, Context::LastingShort),
        "quarters" => true,
        lower => {
            let the = before == "the" && !w.is(i - 2, &["over"]);
            !speaks(before, Context::Lasting) || the || before == "of" && lower == "days"
        }
    }
}
