//! References to present, past and future without a date: "now", "recently", "the near future", "to date".

use super::distance::ends_clause;
use super::found::Found;
use super::length;
use super::words::Words;
use crate::lexicon::time::Class;
use crate::model::ids::TokenId;
use crate::model::timex::Reference;

/// The reference that begins at a word: "now", "recently", "the future", "to date", "at the time".
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    let found = |end, reference| Some(Found::reference(end, reference, "time.reference"));
    let the = u32::from(w.is_a(i, Class::The));
    let at = i + the;
    match w.lower(at) {
        "now" | "currently" | "presently" | "nowadays" if the == 0 => found(at + 1, Reference::Present),
        "right" if w.is(at + 1, &["now"]) => found(at + 2, Reference::Present),
        "current" => found(at + 1, Reference::Present).filter(|_| the == 0),
        "present" if the == 1 && ends_clause(w, at + 1) => found(at + 1, Reference::Present),
        "time" if the == 1 && w.is(i - 1, &["at"]) && !w.is(at + 1, &["of", "when", "that", "-"]) => {
            found(at + 1, Reference::Past)
        }
        "that" if w.is(at + 1, &["time"]) && w.is(i - 1, &["at", "by", "since", "until"]) => {
            found(at + 2, Reference::Past)
        }
        "moment" if the == 1 && w.is(i - 1, &["at", "for"]) && !w.is(at + 1, &["of", "when", "that"]) => {
            found(at + 1, Reference::Present)
        }
        "this" if w.is(at + 1, &["time", "moment"]) && w.is(i - 1, &["at", "by"]) && !w.is(at + 2, &["of"]) => {
            found(at + 2, Reference::Present)
        }
        "these" if w.is(at + 1, &["days"]) => found(at + 2, Reference::Present),
        "this" if w.is(at + 1, &["day"]) && w.is(i - 1, &["to"]) && !w.is(at + 2, &["as"]) => {
            found(at + 2, Reference::Present)
        }
        "to" if w.is(at + 1, &["date"]) && the == 0 => found(at + 2, Reference::Present),
        "shortly"
            if the == 0
                && (!w.is(at + 1, &["before", "after", "afterwards", "afterward", "thereafter"]))
                && w.is(at - 1, &["very"]) =>
        {
            found(at + 1, Reference::Future)
        }
        "very" if w.is(at + 1, &["shortly"]) && !w.is(at + 2, &["before", "after", "afterwards", "thereafter"]) => {
            found(at + 2, Reference::Future)
        }
        "recently" | "lately" if the == 0 => found(at + 1, Reference::Past),
        "more" if w.is(at + 1, &["recently"]) => found(at + 2, Reference::Past),
        "recent" if w.is_a(at + 1, Class::Plural) && length::unit(w, at + 1).is_some() => {
            found(at + 2, Reference::Past)
        }
        "recent" if the == 0 && w.tagged && noun(w, at + 1) => found(at + 1, Reference::Past),
        "past" if the == 1 && !w.begins(at + 1) && !noun(w, at + 1) => found(at + 1, Reference::Past),
        "near" | "distant" | "foreseeable" | "immediate" if w.is(at + 1, &["future"]) => {
            found(at + 2, Reference::Future)
        }
        "near" | "short" | "long" if the == 1 && w.is(at + 1, &["term"]) && !noun(w, at + 2) => {
            found(at + 2, Reference::Future)
        }
        "past" if the == 0 && w.is_a(at + 1, Class::Plural) && w.is_a(at + 1, Class::Unit) => {
            found(at + 2, Reference::Past)
        }
        "future" if w.form(at) != "future" => None,
        "future" if !w.is(at + 1, &["of"]) && !w.is(at + 1, &["-"]) && (the == 1 || before_noun(w, at)) => {
            found(at + 1, Reference::Future)
        }
        _ => None,
    }
}

fn noun(w: &Words, i: TokenId) -> bool {
    use crate::language::Upos;
    matches!(w.upos(i), Upos::Noun | Upos::Propn | Upos::Adj)
}

fn before_noun(w: &Words, i: TokenId) -> bool {
    w.tagged && noun(w, i + 1) || matches!(w.lower(i - 1), "in" | "near")
}
