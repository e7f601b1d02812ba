//! Days that a length of time leads to: "within 50 days", "for ten years", "two days after the vote".

use crate::language::Document;
use crate::language::clause::{self, Tense};
use crate::model::date::Date;
use crate::model::facts::TimeExpression;
use crate::model::ids::TokenId;

/// Maximum number of words climbed from a length of time to a verb in the perfect.
const DEPTH: usize = 3;

/// Direction of a length of time from the day that it is told on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Reach {
    /// "within 50 days", "in the next ten days".
    Ahead,
    /// "over the last four years", and "for four years" with a present perfect.
    Back,
}

/// The way of a length whose head word is `head`.
pub(super) fn reach(doc: &Document, time: &TimeExpression, head: TokenId) -> Option<Reach> {
    let says = |words: &[&str]| time.tokens.iter().any(|t| words.contains(&doc.lower(t)));
    let preposition = clause::preposition(doc, head).map(|p| doc.lower(p));
    if preposition == Some("within") || says(&["within", "next", "coming"]) {
        return Some(Reach::Ahead);
    }
    let perfect = || {
        std::iter::successors(Some(head), |t| doc.head(*t))
            .take(DEPTH)
            .any(|t| is_perfect(doc, t))
    };
    (says(&["last", "past"]) || preposition == Some("for") && perfect()).then_some(Reach::Back)
}

/// Returns whether a verb is in the present perfect.
pub(super) fn is_perfect(doc: &Document, verb: TokenId) -> bool {
    doc.verb_group(verb)
        .is_some_and(|g| g.perfect && g.tense == Some(Tense::Present))
}

/// Moves a day by a length of whole days, weeks, months or years ("50 days"), forward or back.
pub(super) fn length(time: &TimeExpression) -> Option<impl Fn(Date, i32) -> Date + use<>> {
    let (days, months) = time.value.length()?.days_and_months()?;
    Some(move |day: Date, sign: i32| day.plus_months(sign * months).plus_days(i64::from(sign * days)))
}
