//! Numbers that are no counts although no unit says so: magnitudes, index levels, ages.

use super::amount::Unit;
use super::draft::{Draft, Line, step};
use crate::extract::number::Form;
use crate::language::{Deprel, NameKind, Upos, Xpos};
use crate::lexicon::actor;
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::{ActorKind, Aspect, FigureKind};
use crate::model::ids::{TokenId, TokenRange};

/// "magnitude 6.3", "a magnitude of 4.0", "a 7.0-magnitude quake", "a 5.0 earthquake", "6.3 on the Richter scale"
pub(super) fn magnitude(line: Line, draft: &mut Draft) {
    if !draft.is_bare() || !(0.0..10.0).contains(&draft.value) {
        return;
    }
    let after = if line.is_hyphen(draft.core.end) {
        step(draft.core.end, 1)
    } else {
        draft.core.end
    };
    let before = step(draft.tokens.start, -1);
    let named_before = line.is(before, &["magnitude"]);
    let named_of = line.is(before, &["of"]) && line.is(step(before, -1), &["magnitude"]);
    let named_after = line.is(after, &["magnitude"]);
    let scale = line.is(after, &["on"]) && (1..5).any(|i| line.is(step(after, i), &["scale", "richter"]));
    let quake = line.form(draft.core.start).contains('.') && is(line.lower(after), List::Quake);
    if !(named_before || named_of || named_after || scale || quake || was(line, before)) {
        return;
    }
    (draft.kind, draft.rule) = (FigureKind::Score, "figure.magnitude");
    if named_before {
        draft.from(before);
    }
    if named_of {
        draft.from(step(before, -1));
    }
    let mut noun = after;
    if named_after {
        draft.to(step(after, 1));
        noun = step(after, 1);
    }
    if is(line.lower(noun), List::Quake) {
        draft.counted = Some(TokenRange {
            start: noun,
            end: step(noun, 1),
        });
        draft.to(step(noun, 1));
    } else {
        // "a strong tremor with an estimated magnitude 5.7"
        let near = (1..16)
            .map(|i| step(draft.tokens.start, -i))
            .find(|t| is(line.lower(*t), List::Quake));
        draft.counted = near.map(|start| TokenRange {
            start,
            end: step(start, 1),
        });
    }
}

/// "the tremor's magnitude was 5.9", "its magnitude at 6.4"
fn was(line: Line, before: TokenId) -> bool {
    line.is(before, &["was", "is", "at", "as", "measured", "to"])
        && (1..8).any(|i| line.is(step(before, -i), &["magnitude"]))
}

/// "Andrew Kinsman, 49, was", "aged nine, ten and 49", "when she was about 57", "at the age of fifteen"
pub(super) fn ages(line: Line, drafts: &mut [Draft]) {
    let mut listed = false;
    for draft in drafts.iter_mut() {
        let continues = listed
            && draft.is_bare()
            && line.is(step(draft.tokens.start, -1), &[",", "and", "or"])
            && !counts(line, draft);
        let age = draft.is_bare() && is_age(line, draft);
        if age || continues {
            (draft.kind, draft.unit, draft.rule) = (FigureKind::Duration, Unit::Age("a"), "figure.age");
        }
        let aged = age && !is_apposition(line, draft);
        listed = continues || aged;
    }
}

/// True if a noun or another word that makes it a number of things follows: "two aged fourteen".
fn counts(line: Line, draft: &Draft) -> bool {
    let after = draft.core.end;
    line.has(after)
        && matches!(
            line.doc.token(after).upos,
            Upos::Noun | Upos::Adj | Upos::Verb | Upos::Propn
        )
}

fn is_age(line: Line, draft: &Draft) -> bool {
    let plausible = draft.form != Form::Fraction && draft.value >= 0.0 && draft.value < 120.0;
    if !plausible {
        return false;
    }
    let before = step(draft.tokens.start, -1);
    match line.lower(before) {
        "aged" => true,
        "age" | "ages" => {
            !counts(line, draft) && !line.is(step(before, -1), &["average"]) || line.is(step(before, -1), &["at"])
        }
        "of" => line.is(step(before, -1), &["age", "ages"]),
        // "in ages from nine to 60"
        "from" => line.is(step(before, -1), &["age", "ages"]) && !counts(line, draft),
        "was" | "is" | "turned" | "turns" | "turning" | "am" | "were" => {
            let ends = line.is(draft.core.end, &["when", "at"])
                || !line.has(draft.core.end)
                || matches!(
                    line.doc.token(draft.core.end).upos,
                    Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Sconj
                );
            let person = line.is(step(before, -1), &["he", "she", "i", "who", "just", "only", "they"])
                || line.is(before, &["was", "is"]) && is_persons(line, draft);
            ends && person && draft.value < 110.0 && !line.is(draft.core.end, &["of"])
        }
        _ => is_apposition(line, draft),
    }
}

/// "Johnson was 68.", "The singer, a widow, was 91.": a plain number that ends what is said of one person.
fn is_persons(line: Line, draft: &Draft) -> bool {
    let doc = line.doc;
    let ends = !line.has(draft.core.end) || line.is(draft.core.end, &[".", ",", "when"]);
    let plain = draft.core.len() == 1 && draft.value.fract() == 0.0 && (14.0..110.0).contains(&draft.value);
    let subject = doc
        .children(draft.head)
        .find(|child| doc.token(*child).deprel == Deprel::Nsubj && line.has(*child));
    let person = |noun: TokenId| {
        let names = doc.names();
        let at = names.partition_point(|n| n.tokens.end <= noun);
        let named = names.get(at).filter(|n| n.tokens.contains(noun));
        named.is_some_and(|n| n.kind == NameKind::Person) || named.is_none() && is_person(line, noun)
    };
    ends && plain && subject.is_some_and(person)
}

/// ", 49," or "(49)" behind a name; ", now 49,".
fn is_apposition(line: Line, draft: &Draft) -> bool {
    let before = step(draft.tokens.start, -1);
    let now = line.is(before, &["now", "then"]);
    let before = if now { step(before, -1) } else { before };
    let digits = line.form(draft.core.start).starts_with(|c: char| c.is_ascii_digit());
    let open = line.is(before, &[",", "("]);
    let noun = step(before, -1);
    let name = line.has(noun) && (line.doc.token(noun).upos == Upos::Propn || is_person(line, noun));
    let closed = !line.has(draft.core.end) || line.is(draft.core.end, &[",", ")", ".", ";"]);
    digits
        && open
        && name
        && closed
        && (1.0..115.0).contains(&draft.value)
        && draft.value.fract() == 0.0
        && !line.form(draft.core.start).contains('.')
        && !listed(line, draft)
}

/// "the boy", "her sister": one person.
fn is_person(line: Line, noun: TokenId) -> bool {
    let person = || actor::noun(line.doc.lemma(noun)).is_some_and(|noun| noun.kind == ActorKind::Person);
    line.doc.token(noun).xpos == Xpos::Nn && person()
}

/// A list of numbers ("Smith, 49, 50, 51") holds no ages.
fn listed(line: Line, draft: &Draft) -> bool {
    line.form(step(draft.core.end, 1))
        .starts_with(|c: char| c.is_ascii_digit())
}

/// "rose to 61.8 from 58", "the index closed at 1,478": the level of something that has points of its own.
pub(super) fn indices(line: Line, drafts: &mut [Draft]) {
    // "rose 31.25 points to 2,210.40": the level is in points, too.
    let points = drafts.iter().any(|d| d.unit == Unit::Point);
    for draft in drafts.iter_mut() {
        let level = matches!(draft.aspect, Aspect::ChangeTo | Aspect::ChangeFrom);
        if !draft.is_bare() || draft.counted.is_some() && !level {
            continue;
        }
        let decimal = draft.value.fract() != 0.0 || line.form(draft.core.start).contains('.');
        let indexed = (1..25).any(|n| is(line.lower(step(draft.tokens.start, -n)), List::Index));
        if draft.counted.is_none() && level && (decimal || indexed) || (decimal && indexed && draft.counted.is_none()) {
            (draft.kind, draft.rule) = (FigureKind::Score, "figure.index");
            if points {
                draft.unit = Unit::Point;
            }
        }
    }
    // "to 61.8 from 58": the other level of the same.
    for i in 1..drafts.len() {
        let (left, right) = drafts.split_at_mut(i);
        let (left, right) = (&mut left[i - 1], &mut right[0]);
        let levels = |d: &Draft| matches!(d.aspect, Aspect::ChangeTo | Aspect::ChangeFrom);
        let pair = levels(left) && levels(right) && left.aspect != right.aspect;
        let (model, other) = if left.rule == "figure.index" {
            (left, right)
        } else {
            (right, left)
        };
        if pair && model.rule == "figure.index" && other.is_bare() && other.counted.is_none() {
            (other.kind, other.rule, other.unit) = (model.kind, model.rule, model.unit.clone());
        }
    }
}
