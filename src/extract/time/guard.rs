//! What looks like a time and is none: verbs and names that are spelled like months, weekdays and seasons, and numbers
//! that are no years.

use super::words::Words;
use crate::language::{Upos, Xpos};
use crate::lexicon::time::Class;

/// Prepositions and other words that introduce a date.
const INTO: &[&str] = &[
    "in",
    "of",
    "since",
    "until",
    "till",
    "by",
    "during",
    "before",
    "after",
    "from",
    "to",
    "through",
    "for",
    "on",
    "last",
    "next",
    "this",
    "early",
    "late",
    "mid",
    "mid-",
    "between",
    "and",
    "or",
    "every",
    "that",
    "around",
    "throughout",
    "past",
    "as",
    "previous",
    "following",
    "coming",
    "same",
    "each",
    "than",
    "about",
    "circa",
];

fn introduced(w: &Words, i: usize) -> bool {
    w.before(i).is_some_and(|b| INTO.contains(&b.lower))
}

/// True if "the" or its like stands before a decade ("the sixties", "the early sixties", "his sixties" is an age).
pub(super) fn after_the(w: &Words, i: usize) -> bool {
    let early = w
        .before(i)
        .is_some_and(|b| matches!(b.lower, "early" | "late" | "mid" | "-"));
    let mut at = i;
    if early {
        at -= 1;
        if at > 0 && w.has(at - 1, Class::Mid) {
            at -= 1;
        }
    }
    w.before(at).is_some_and(|b| b.lower == "the")
}

/// True if a number counts what follows it: "5 people", "2000 men", "June 5 percent".
pub(super) fn counts(w: &Words, i: usize, end: usize) -> bool {
    if w.any(
        end,
        &["%", "percent", "per", "million", "billion", "trillion", "-", "°", "pct"],
    ) && w.at(end).is_some_and(|x| x.lower != "-" || x.glued)
    {
        // "June 5-7" goes on with a number.
        return !(w.is(end, "-") && (w.digits(end + 1).is_some() || w.month(end + 1).is_some()));
    }
    w.digits(i).is_some() && w.has(end, Class::Unit) && w.has(end, Class::Plural)
}

/// True for a weekday that is a name or part of one.
pub(super) fn weekday(w: &Words, i: usize) -> bool {
    let paper = [
        "times",
        "telegraph",
        "herald",
        "mirror",
        "express",
        "mail",
        "post",
        "sun",
        "star",
        "people",
        "world",
        "tribune",
        "age",
    ];
    let capital = |n: usize| w.form(n).starts_with(|c: char| c.is_ascii_uppercase());
    if capital(i + 1) && paper.contains(&w.lower(i + 1)) {
        return true;
    }
    person(w, i)
}

/// True inside a person's name, or behind a title, or before a verb that only persons can do as "'s" owners.
fn person(w: &Words, i: usize) -> bool {
    use crate::language::NameKind;
    let id = w.id(i);
    let names = w.doc.names();
    let at = names.partition_point(|n| n.tokens.end <= id);
    if let Some(name) = names.get(at).filter(|n| n.tokens.contains(id)) {
        let long = name.tokens.len() > 1;
        match name.kind {
            NameKind::Person => return true,
            NameKind::Work | NameKind::Organization | NameKind::Product | NameKind::Law if long => return true,
            _ => {}
        }
    }
    const TITLES: &[&str] = &[
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "dr",
        "dr.",
        "sir",
        "lord",
        "lady",
        "prof.",
        "professor",
        "sen.",
        "rep.",
        "gov.",
        "president",
        "minister",
        "judge",
        "captain",
        "sgt.",
        "theresa",
        "brian",
        "april",
        "jo",
    ];
    w.before(i)
        .is_some_and(|b| TITLES.contains(&b.lower) && b.form.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// True for a bare month that is a verb, a modal or a person.
pub(super) fn month(w: &Words, i: usize) -> bool {
    if person(w, i) {
        return true;
    }
    let lower = w.lower(i);
    if !w.month_is_weak(i) || introduced(w, i) && !(lower == "may" && starts_clause(w, i)) {
        return false;
    }
    if lower == "may" || lower == "march" {
        if w.tagged {
            return w
                .at(i)
                .is_some_and(|x| matches!(x.upos, Upos::Aux | Upos::Verb) || x.xpos == Xpos::Md)
                || i == 0 && !w.is(i + 1, ",");
        }
        return true;
    }
    // Three letters without a full stop: only with a number, which was looked for.
    if lower.len() == 3 {
        return true;
    }
    // "August", "June" and "April" are adjectives and women, too.
    false
}

/// "That May surprise": a modal behind "that".
fn starts_clause(w: &Words, i: usize) -> bool {
    w.before(i).is_some_and(|b| b.lower == "that" || b.lower == "this") && w.at(i).is_some_and(|x| x.xpos == Xpos::Md)
}

/// True for a season that is a verb, a source of water, a case of falling, or a name.
pub(super) fn season(w: &Words, i: usize) -> bool {
    const NAMES: &[&str] = &[
        "olympics",
        "olympic",
        "games",
        "paralympics",
        "palace",
        "street",
        "school",
    ];
    if NAMES.contains(&w.lower(i + 1)) {
        return true;
    }
    let before = w.before(i).map_or("", |b| b.lower);
    let in_time = matches!(
        before,
        "in" | "this"
            | "last"
            | "next"
            | "by"
            | "during"
            | "of"
            | "since"
            | "until"
            | "early"
            | "late"
            | "mid"
            | "that"
            | "each"
            | "every"
            | "previous"
            | "following"
            | "coming"
            | "past"
            | "same"
            | "for"
            | "through"
            | "mid-"
            | "-"
            | "and"
    );
    match w.lower(i) {
        "summer" | "winter" | "autumn" => !(in_time || before == "the"),
        // "the fall" may be one from a ladder, "the spring" one in a mattress.
        "fall" => {
            !(matches!(
                before,
                "this" | "last" | "next" | "early" | "late" | "mid" | "mid-" | "each" | "every" | "past" | "coming"
            )) && !(before == "the"
                && w.any(
                    i.wrapping_sub(2),
                    &["in", "by", "until", "since", "during", "throughout"],
                )
                && !w.is(i + 1, "of"))
        }
        _ => {
            let closed = w.any(i + 1, &[".", ",", "and", "", "or"]);
            let two =
                i >= 2 && before == "the" && (closed || w.any(i - 2, &["in", "by", "during", "of", "until", "since"]));
            !(in_time && before != "of" || two)
        }
    }
}

/// True for four digits that are no year: counts, codes, names of things.
pub(super) fn year(w: &Words, i: usize, end: usize) -> bool {
    if w.digits(i).is_none() || end > i + 1 {
        return false;
    }
    if code(w, i) || counts(w, i, end) {
        return true;
    }
    let number = w.digits(i).unwrap_or(0);
    let range = |n: usize| {
        w.digits(n)
            .is_some_and(|other| (1000..2100).contains(&other) && w.lower(n).len() == 4)
    };
    if w.hyphen(end) > end && range(end + 1) || i >= 2 && w.hyphen(i - 1) == i && range(i - 2) {
        return false;
    }
    let usual = (1900..=2050).contains(&number);
    let before = w.before(i).map_or("", |b| b.lower);
    if matches!(
        before,
        "roughly"
            | "nearly"
            | "almost"
            | "approximately"
            | "some"
            | "over"
            | "than"
            | "its"
            | "their"
            | "his"
            | "her"
            | "'"
    ) {
        return true;
    }
    let told = matches!(
        before,
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "during"
            | "before"
            | "after"
            | "from"
            | "between"
            | "early"
            | "late"
            | "of"
            | "the"
            | "mid"
            | "year"
            | "through"
            | "throughout"
            | "around"
            | "circa"
            | "c."
            | "and"
            | "to"
            | "–"
            | "-"
            | "summer"
            | "winter"
            | "spring"
            | "autumn"
            | "for"
            | ","
            | "or"
    );
    let plural = w.at(end).is_some_and(|x| matches!(x.xpos, Xpos::Nns | Xpos::Nnps));
    let noun = w.tagged && plural && !matches!(before, "in" | "since" | "the" | "of" | "by" | "until");
    if usual {
        return noun && !told;
    }
    let strong = matches!(
        before,
        "in" | "since"
            | "until"
            | "by"
            | "during"
            | "from"
            | "early"
            | "late"
            | "year"
            | "between"
            | "of"
            | "and"
            | "to"
            | "–"
            | "-"
            | "circa"
            | "through"
            | "after"
            | "before"
            | "as"
            | "for"
            | "throughout"
    ) || before == "the"
        && number >= 1500
        && w.at(end)
            .is_some_and(|x| matches!(x.xpos, Xpos::Nn | Xpos::Jj | Xpos::Nnp));
    !strong || plural || w.has(end, Class::Unit)
}

/// True behind what makes a number a code, an amount or a name: "No.", "$", "Flight", "Resolution", "Boeing", "version".
pub(super) fn code(w: &Words, i: usize) -> bool {
    const BEFORE: &[&str] = &[
        "$",
        "£",
        "€",
        "¥",
        "us$",
        "a$",
        "c$",
        "no.",
        "no",
        "nos.",
        "number",
        "flight",
        "resolution",
        "resolutions",
        "boeing",
        "airbus",
        "version",
        "route",
        "room",
        "bill",
        "section",
        "article",
        "page",
        "p.",
        "pp.",
        "chapter",
        "line",
        "channel",
        "#",
        "usd",
        "eur",
        "gbp",
        "rs",
        "rs.",
        "ext.",
        "extension",
        "unit",
        "apollo",
        "windows",
        "highway",
        "interstate",
        "phone",
        "telephone",
        "tel",
        "fax",
        "isbn",
        "pin",
        "postcode",
        "zip",
        "pm",
        "x",
        "+",
        "*",
        "=",
    ];
    w.before(i).is_some_and(|b| BEFORE.contains(&b.lower))
}

/// True for a holiday's name that is part of another: "Christmas Island", "Easter Island", "Labor Day weekend" is not.
pub(super) fn holiday(w: &Words, i: usize, end: usize) -> bool {
    const NAMES: &[&str] = &[
        "island",
        "islands",
        "carol",
        "rising",
        "road",
        "street",
        "massacre",
        "commission",
        "memorial",
        "attacks",
        "attack",
    ];
    NAMES.contains(&w.lower(end)) && w.form(end).starts_with(|c: char| c.is_ascii_uppercase()) && !w.is(i, "9/11")
}

/// True behind a currency sign: "$5-a-day".
pub(super) fn money(w: &Words, i: usize) -> bool {
    w.before(i)
        .is_some_and(|b| matches!(b.lower, "$" | "£" | "€" | "¥" | "us$"))
}

/// True for a noun or a number, which what stands before it may describe or count.
pub(super) fn noun(w: &Words, i: usize) -> bool {
    w.at(i).is_some_and(|x| {
        matches!(x.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
            && w.month(i).is_none()
            && w.digits(i).is_none_or(|n| n < 1000)
            || matches!(x.lower, "%" | "-" | "–" | "/")
    })
}

/// True for a score: "3:1" is no time of day.
pub(super) fn score(w: &Words, i: usize) -> bool {
    w.lower(i).split_once(':').is_some_and(|(_, after)| after.len() < 2)
}

/// True inside a longer name of something, or behind a mark that makes a number part of something else.
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

/// True for an adjective that is part of a name: "Daily Mail", "Weekly Standard".
pub(super) fn in_name(w: &Words, i: usize) -> bool {
    let capital = |n: usize| w.form(n).starts_with(|c: char| c.is_ascii_uppercase());
    capital(i) && (capital(i + 1) || i > 0 && capital(i - 1))
}

/// True for a bare plural that is no length: "the early days of", "years", "two more minutes".
pub(super) fn bare_plural(w: &Words, i: usize, end: usize) -> bool {
    let before = w.before(i).map_or("", |b| b.lower);
    let distant = w.any(end, &["ago", "later", "earlier", "before", "after"]);
    let lower = w.lower(i);
    if distant {
        return false;
    }
    // What is looked for: "for years", "took hours", "in months", "after decades".
    let lasting = matches!(
        before,
        "for"
            | "in"
            | "after"
            | "over"
            | "within"
            | "took"
            | "take"
            | "takes"
            | "taken"
            | "spent"
            | "spend"
            | "last"
            | "lasted"
            | "through"
            | "of"
            | "the"
            | "by"
            | "just"
            | "only"
            | "mere"
            | "following"
            | "despite"
            | "with"
            | "and"
    );
    match lower {
        "seconds" | "minutes" | "nights" | "weekends" => {
            before != "for" && before != "in" && before != "within" && before != "took"
        }
        "quarters" => true,
        _ => !lasting || before == "the" && !w.is(i.saturating_sub(2), "over") || before == "of" && lower == "days",
    }
}
