//! Comparators: the words around an amount that bound it.

use super::amount::Unit;
use super::draft::{Draft, Line, step};
use crate::extract::number::Form;
use crate::language::{Deprel, Upos, Xpos};
use crate::lexicon::comparator::{self, Bound, Phrase};
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::{Comparator, FigureKind};
use crate::model::ids::{TokenId, TokenRange};

/// How many phrases may stand before one amount: "only about", "up to an estimated".
const PHRASES: usize = 3;

/// Looks for bounds before and behind an amount.
pub(super) fn bound(line: Line, draft: &mut Draft) {
    if draft.kind == FigureKind::Duration && within_next(line, draft) {
        return;
    }
    let mut at = draft.tokens.start;
    if line.is(step(at, -1), &["the", "a", "an"]) && !line.is(step(at, -2), &["than"]) {
        // "over the 50 miles", "an over 300-page report"
        if !line.is(step(at, -2), &["about", "around", "over", "nearly", "almost"]) {
            return after(line, draft);
        }
    }
    for _ in 0..PHRASES {
        let Some(phrase) = before(line, at) else { break };
        let start = step(at, -(phrase.words.len() as i32));
        if !fits(line, draft, phrase, start) {
            break;
        }
        at = start;
        if phrase.bound != Bound::Same {
            set(draft, phrase.bound);
            draft.from(start);
        }
    }
    sub(line, draft);
    of_extreme(line, draft);
    after(line, draft);
}

fn before(line: Line, at: TokenId) -> Option<&'static Phrase> {
    let matches = |p: &&Phrase| {
        let start = p.words.len() as i32;
        p.words
            .iter()
            .enumerate()
            .all(|(i, word)| line.lower(step(at, i as i32 - start)) == *word)
    };
    comparator::ending_with(line.lower(step(at, -1))).iter().find(matches)
}

/// The first bound that is set is the nearest to the number; it stays, unless a farther one says more.
fn set(draft: &mut Draft, bound: Bound) {
    let new = match bound {
        Bound::AtLeast => Comparator::AtLeast,
        Bound::MoreThan => Comparator::MoreThan,
        Bound::AtMost => Comparator::AtMost,
        Bound::LessThan => Comparator::LessThan,
        Bound::About => Comparator::About,
        Bound::Same => return,
    };
    let weak = matches!(draft.comparator, Comparator::Exact | Comparator::About);
    if weak {
        draft.comparator = new;
    }
}

/// Words that bound numbers also do other things.
fn fits(line: Line, draft: &Draft, phrase: &Phrase, start: TokenId) -> bool {
    let before = line.lower(step(start, -1));
    let at_word = step(start, phrase.words.len() as i32 - 1);
    let word = line.doc.token(at_word);
    // "takes over about 7000 employees", "the website estimated 120 people were inside"
    let of_verb = line
        .doc
        .head(at_word)
        .is_some_and(|head| line.doc.token(head).upos == Upos::Verb);
    let particle = draft.kind != FigureKind::Duration
        && (word.xpos == Xpos::Rp && (word.deprel == Deprel::CompoundPrt || of_verb));
    if particle || (phrase.words == ["estimated"] && word.xpos == Xpos::Vbd) {
        return false;
    }
    if phrase.words == ["over"]
        && ["take", "takes", "took", "taken", "taking", "hand", "handed", "won"].contains(&before)
        && !matches!(draft.kind, FigureKind::Duration)
    {
        return false;
    }
    let duration = draft.kind == FigureKind::Duration;
    match phrase.words[..] {
        // "some 200 people", but not "some two"
        ["some"] => draft.value >= 10.0 || draft.unit != Unit::None,
        // "over 18 months", "over two weeks of talks": how long it took; "for over two years" bounds.
        ["over"] if duration && !matches!(draft.unit, Unit::Age(_)) => {
            let token = step(start, -1);
            [
                "for", "in", "after", "of", "to", "by", "is", "was", "were", "been", "just", "well", "within", "than",
                "since", "at",
            ]
            .contains(&before)
                || (line.has(token)
                    && line.doc.token(token).upos == Upos::Verb
                    && [
                        "took", "take", "takes", "taken", "taking", "spent", "spend", "lasted", "lasts", "lasting",
                        "waited", "waiting", "served", "spanning", "last",
                    ]
                    .contains(&before))
                || is_punctuation(line, token) && start == line.tokens.start
        }
        // "under two presidents", "above two others", "beyond 2 degrees"
        ["under" | "below" | "above" | "beyond"] => draft.kind != FigureKind::Count || draft.value >= 10.0,
        ["within"] => matches!(draft.kind, FigureKind::Duration | FigureKind::Measure),
        ["near"] => draft.kind != FigureKind::Count || draft.value >= 10.0,
        // "talked about 20 people" is rare; "about" after "how" or "what" is a preposition.
        ["about"] => !["how", "what", "worried", "concerned", "talk", "talked", "talking"].contains(&before),
        // "went up to 5%" tells where it went.
        ["up", "to"] => !is(before, List::Up) && !is(before, List::Change),
        ["maximum" | "minimum"] => draft.kind != FigureKind::Count,
        ["sub-"] => false,
        _ => true,
    }
}

fn is_punctuation(line: Line, at: TokenId) -> bool {
    !line.has(at) || line.doc.token(at).upos == Upos::Punct
}

/// "a minimum term of 25 years", "a maximum speed of 90 km/h"
fn of_extreme(line: Line, draft: &mut Draft) {
    let of = step(draft.tokens.start, -1);
    let bound = match line.lower(step(of, -2)) {
        "minimum" | "mandatory-minimum" => Bound::AtLeast,
        "maximum" => Bound::AtMost,
        _ => return,
    };
    if line.is(of, &["of"]) && draft.comparator == Comparator::Exact && line.has(step(of, -1)) {
        set(draft, bound);
        draft.counted = Some(TokenRange {
            start: step(of, -1),
            end: of,
        });
        draft.from(step(of, -2));
    }
}

/// "within the next 10 days"
fn within_next(line: Line, draft: &mut Draft) -> bool {
    let (next, the, within) = (
        step(draft.tokens.start, -1),
        step(draft.tokens.start, -2),
        step(draft.tokens.start, -3),
    );
    let found = line.is(next, &["next", "first", "coming", "following", "past", "last"])
        && line.is(the, &["the", "its", "his", "her", "their"])
        && line.is(within, &["within"]);
    if found {
        set(draft, Bound::AtMost);
        draft.from(within);
    }
    found
}

/// "sub-300 m", "a sub-two-hour marathon"
fn sub(line: Line, draft: &mut Draft) {
    let hyphen = step(draft.tokens.start, -1);
    if line.is_hyphen(hyphen) && line.is(step(hyphen, -1), &["sub"]) {
        set(draft, Bound::LessThan);
        draft.from(step(hyphen, -1));
    }
}

/// "500 or more", "20-plus", "30 people or so".
pub(super) fn after(line: Line, draft: &mut Draft) {
    for end in [draft.core.end, draft.tokens.end] {
        let at = if line.is_hyphen(end) { step(end, 1) } else { end };
        let matches = |p: &&Phrase| {
            p.words
                .iter()
                .enumerate()
                .all(|(i, word)| line.lower(step(at, i as i32)) == *word)
        };
        let Some(phrase) = comparator::beginning_with(line.lower(at)).iter().find(matches) else {
            continue;
        };
        let next = step(at, phrase.words.len() as i32);
        let adjective = line.has(next) && line.doc.token(next).xpos == Xpos::Jj;
        // "20 odd numbers", "one or more of", "two plus three"
        let reads_on = match phrase.words[..] {
            ["plus" | "+"] => line.has(next) && line.form(next).starts_with(|c: char| c.is_ascii_digit()),
            ["odd"] => adjective,
            // "above 1000 and below 1500"
            ["and", _] => line.has(next) && line.doc.token(next).upos == Upos::Num,
            ["at", "least" | "most" | "minimum"] | ["roughly"] | ["approximately"] => {
                line.has(next) && !is_punctuation(line, next)
            }
            _ => false,
        };
        if !reads_on {
            set(draft, phrase.bound);
            draft.to(next);
            draft.core.end = draft
                .core
                .end
                .max(if end == draft.core.end { next } else { draft.core.end });
            return;
        }
    }
}

/// The bounds that a comparator gives a value.
pub(super) fn limits(draft: &Draft) -> (Option<f64>, Option<f64>, Option<f64>) {
    let value = draft.value;
    if let Some(other) = draft.other {
        return (None, Some(value.min(other)), Some(value.max(other)));
    }
    if draft.form == Form::Many {
        return (None, Some(value), None);
    }
    match draft.comparator {
        Comparator::AtLeast | Comparator::MoreThan => (Some(value), Some(value), None),
        Comparator::AtMost | Comparator::LessThan => (Some(value), None, Some(value)),
        Comparator::Vague => (None, Some(value), None),
        _ => (Some(value), None, None),
    }
}
