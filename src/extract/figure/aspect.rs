//! What part a figure plays in a change: how much something rose or fell, from what, to what.

use super::draft::{Draft, Line, step};
use crate::language::Upos;
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::{Aspect, FigureKind};
use crate::model::ids::TokenId;

/// How far before an amount the word of change may stand.
const NEAR: i32 = 8;

/// Sets the aspects of the figures of a sentence.
pub(super) fn mark(line: Line, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if matches!(drafts[i].aspect, Aspect::Rate | Aspect::Part) || drafts[i].kind == FigureKind::Duration {
            continue;
        }
        let said_again = i > 0 && says_again(line, &drafts[i - 1], &drafts[i]);
        let aspect = of(line, &drafts[i]).or_else(|| said_again.then(|| drafts[i - 1].aspect));
        if let Some(aspect) = aspect {
            drafts[i].aspect = aspect;
        } else if line.is(
            step(drafts[i].tokens.start, -1),
            &["including", "among", "comprising", "included"],
        ) || (i > 0 && lists_on(line, &drafts[i - 1], &drafts[i]))
        {
            drafts[i].aspect = Aspect::Part;
        }
    }
}

/// "grew by 500 jobs or 2 percent", "fell $3 (4%)": the same change in another unit.
fn says_again(line: Line, before: &Draft, draft: &Draft) -> bool {
    let near = step(before.tokens.end, 1) == draft.tokens.start;
    let changes = matches!(before.aspect, Aspect::Increase | Aspect::Decrease);
    changes && near && line.is(before.tokens.end, &["or", "("]) && before.unit != draft.unit
}

/// "including 70 schools, 40 houses and seven clinics": the parts go on.
fn lists_on(line: Line, before: &Draft, draft: &Draft) -> bool {
    let gap = draft.tokens.start.0.saturating_sub(before.tokens.end.0);
    let joined = line.is(step(draft.tokens.start, -1), &[",", "and"]) && gap <= 2;
    before.aspect == Aspect::Part
        && before.kind == draft.kind
        && joined
        && draft.counted.is_some()
        && before.counted != draft.counted
}

fn of(line: Line, draft: &Draft) -> Option<Aspect> {
    let start = draft.tokens.start;
    let (before, after) = (line.lower(step(start, -1)), line.lower(draft.core.end));
    let by_number = matches!(
        draft.kind,
        FigureKind::Percent | FigureKind::Money | FigureKind::Score | FigureKind::Measure
    );
    // "to exceed 90 percent" is no change to it.
    let verb = line.doc.token(start).upos == Upos::Verb && line.form(start).chars().all(char::is_alphabetic);
    let before = if verb && before == "to" { "" } else { before };
    match before {
        "to" if change_before(line, step(start, -1)).is_some() => return Some(Aspect::ChangeTo),
        "at" if closes(line, step(start, -1)) => return Some(Aspect::ChangeTo),
        "from" if change_before(line, step(start, -1)).is_some() || is(line.lower(step(start, -2)), List::Within) => {
            return Some(Aspect::ChangeFrom);
        }
        "from" if draft.kind != FigureKind::Duration && change_before_number(line, start) => {
            return Some(Aspect::ChangeFrom);
        }
        "by" => return change_before(line, step(start, -1)).and_then(direction),
        // "climbed to a two-year high of 48.3"
        "of" if line.is(step(start, -2), &["high", "low", "peak", "record"]) => return Some(Aspect::ChangeTo),
        // A loss of money is no decline.
        "of" if draft.kind == FigureKind::Money && line.lower(step(start, -2)).starts_with("loss") => return None,
        // "a storm surge of 3 feet" is how high it is.
        "of" if line.is(step(start, -3), &["storm", "tidal"]) => return None,
        "of" => return noun_of_change(line.lower(step(start, -2))),
        _ => {}
    }
    if draft.kind == FigureKind::Count && draft.counted.is_some() {
        // "lost 20 seats", "added two members"
        return if ["lost", "lose", "loses", "losing", "shed"].contains(&before) {
            Some(Aspect::Decrease)
        } else if ["added", "add", "adds", "adding", "gained", "gain", "gaining"].contains(&before) {
            Some(Aspect::Increase)
        } else {
            None
        };
    }
    if [
        "higher", "lower", "up", "down", "more", "less", "fewer", "cheaper", "faster",
    ]
    .contains(&after)
        && by_number
    {
        return Some(if ["higher", "up", "more", "faster"].contains(&after) {
            Aspect::Increase
        } else {
            Aspect::Decrease
        });
    }
    if by_number && let Some(counted) = draft.counted {
        let head = line.lower(step(counted.end, -1));
        if draft.kind == FigureKind::Percent && noun_of_change(head).is_some() {
            return noun_of_change(head);
        }
    }
    let raises = draft.kind == FigureKind::Money && before.starts_with("rais");
    let particle = ["up", "down"].contains(&before) && !tells_change(line, step(start, -1));
    (by_number && !raises && !particle).then(|| direction(before))?
}

/// False for the particle of another verb: "wrote down 40 kg".
fn tells_change(line: Line, particle: TokenId) -> bool {
    let verb = step(particle, -1);
    let lower = line.lower(verb);
    let changes = is(lower, List::Up) || is(lower, List::Down) || is(lower, List::Change);
    !line.has(verb) || line.doc.token(verb).upos != Upos::Verb || line.doc.lemma(verb) == "be" || changes
}

/// Up or down, for a verb, noun or adverb of change.
fn direction(lower: &str) -> Option<Aspect> {
    if is(lower, List::Up) {
        Some(Aspect::Increase)
    } else if is(lower, List::Down) {
        Some(Aspect::Decrease)
    } else {
        None
    }
}

fn noun_of_change(lower: &str) -> Option<Aspect> {
    if is(lower, List::Rising) {
        Some(Aspect::Increase)
    } else if is(lower, List::Falling) {
        Some(Aspect::Decrease)
    } else {
        None
    }
}

/// The nearest word of change before a token, not beyond a comma followed by a new clause.
fn change_before<'d>(line: Line<'d>, at: TokenId) -> Option<&'d str> {
    (1..=NEAR)
        .map(|i| line.lower(step(at, -i)))
        .take_while(|w| !w.is_empty() && !matches!(*w, ";" | "while" | "who" | "which" | "that"))
        .find(|w| is(w, List::Up) || is(w, List::Down) || is(w, List::Change))
}

/// "61.8 from 58": what it was before.
fn change_before_number(line: Line, start: TokenId) -> bool {
    let at = step(start, -2);
    line.lower(at).starts_with(|c: char| c.is_ascii_digit()) && change_before(line, at).is_some()
}

/// "closed at 1,478", "was down 0.4 per cent at 6120"
fn closes(line: Line, at: TokenId) -> bool {
    change_before(line, at).is_some_and(|w| {
        is(w, List::Up)
            || is(w, List::Down)
            || matches!(
                w,
                "close"
                    | "closed"
                    | "closes"
                    | "closing"
                    | "end"
                    | "ended"
                    | "ending"
                    | "finish"
                    | "finished"
                    | "settle"
                    | "settled"
                    | "stood"
                    | "stands"
            )
    })
}
