//! Present, past and future without a date: "now", "recently", "the near future", "to date".

use super::distance::ends_clause;
use super::found::Found;
use super::length;
use super::words::Words;
use crate::lexicon::time::Class;
use crate::model::facts::TimeKind;

/// "now", "recently", "the future", "to date", "at the time".
pub(super) fn find(w: &Words, i: usize) -> Option<Found> {
    let value = |end, value: &str| Some(Found::value(end, TimeKind::Date, value, "time.reference"));
    let the = usize::from(w.has(i, Class::The));
    let at = i + the;
    match w.lower(at) {
        "now" | "currently" | "presently" | "nowadays" if the == 0 => value(at + 1, "PRESENT_REF"),
        "right" if w.is(at + 1, "now") => value(at + 2, "PRESENT_REF"),
        "current" => value(at + 1, "PRESENT_REF").filter(|_| the == 0),
        "present" if the == 1 && ends_clause(w, at + 1) => value(at + 1, "PRESENT_REF"),
        "time" if the == 1 && i > 0 && w.is(i - 1, "at") && !w.any(at + 1, &["of", "when", "that", "-"]) => {
            value(at + 1, "PAST_REF")
        }
        "that" if w.is(at + 1, "time") && i > 0 && w.any(i - 1, &["at", "by", "since", "until"]) => {
            value(at + 2, "PAST_REF")
        }
        "moment" if the == 1 && i > 0 && w.any(i - 1, &["at", "for"]) && !w.any(at + 1, &["of", "when", "that"]) => {
            value(at + 1, "PRESENT_REF")
        }
        "this" if w.any(at + 1, &["time", "moment"]) && i > 0 && w.any(i - 1, &["at", "by"]) && !w.is(at + 2, "of") => {
            value(at + 2, "PRESENT_REF")
        }
        "these" if w.is(at + 1, "days") => value(at + 2, "PRESENT_REF"),
        "to" if w.is(at + 1, "date") && the == 0 => value(at + 2, "PRESENT_REF"),
        "shortly"
            if the == 0
                && (at == 0 || !w.any(at + 1, &["before", "after", "afterwards", "afterward", "thereafter"]))
                && w.is(at.wrapping_sub(1), "very") =>
        {
            value(at + 1, "FUTURE_REF")
        }
        "very" if w.is(at + 1, "shortly") && !w.any(at + 2, &["before", "after", "afterwards", "thereafter"]) => {
            value(at + 2, "FUTURE_REF")
        }
        "recently" | "lately" if the == 0 => value(at + 1, "PAST_REF"),
        "more" if w.is(at + 1, "recently") => value(at + 2, "PAST_REF"),
        "recent" if w.has(at + 1, Class::Plural) && length::unit(w, at + 1).is_some() => value(at + 2, "PAST_REF"),
        "recent" if the == 0 && w.tagged && noun(w, at + 1) => value(at + 1, "PAST_REF"),
        "past" if the == 1 && !w.begins(at + 1) && !noun(w, at + 1) => value(at + 1, "PAST_REF"),
        "near" | "distant" | "foreseeable" | "immediate" if w.is(at + 1, "future") => value(at + 2, "FUTURE_REF"),
        "near" | "short" | "long" if the == 1 && w.is(at + 1, "term") && !noun(w, at + 2) => {
            value(at + 2, "FUTURE_REF")
        }
        "past" if the == 0 && w.has(at + 1, Class::Plural) && w.has(at + 1, Class::Unit) => value(at + 2, "PAST_REF"),
        "future" if i > 0 && w.form(at) != "future" => None,
        "future" if !w.is(at + 1, "of") && !w.is(at + 1, "-") && (the == 1 || before_noun(w, at)) => {
            value(at + 1, "FUTURE_REF")
        }
        _ => None,
    }
}

fn noun(w: &Words, i: usize) -> bool {
    use crate::language::Upos;
    w.at(i)
        .is_some_and(|x| matches!(x.upos, Upos::Noun | Upos::Propn | Upos::Adj))
}

fn before_noun(w: &Words, i: usize) -> bool {
    w.tagged && noun(w, i + 1) || w.before(i).is_some_and(|b| matches!(b.lower, "in" | "near"))
}
