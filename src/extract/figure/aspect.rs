//! The aspect of a figure: the amount of a rise or fall, the level before or after a change, or a part of a whole.
//!
//! The rules are values in [`RULES`]; the first that returns an aspect decides. [`Aspect::Total`] stands for a figure
//! of no change, whatever stands beside it.

use super::draft::{Draft, Line, Sort};
use crate::language::Upos;
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::{Aspect, FigureKind};
use crate::model::ids::TokenId;

/// Distance before an amount, in tokens, within which a word of change is looked for.
const NEAR: i32 = 8;

/// A rule: returns the aspect of a figure, given by its number among the figures of its sentence.
struct Rule {
    name: &'static str,
    aspect: fn(Line, &[Draft], usize) -> Option<Aspect>,
}

#[rustfmt::skip]
static RULES: &[Rule] = &[
    Rule { name: "some of them", aspect: of_them },
    Rule { name: "to a level", aspect: to_level },
    Rule { name: "closing level", aspect: closing_level },
    Rule { name: "from a level", aspect: from_level },
    Rule { name: "by how much", aspect: by_change },
    Rule { name: "high of", aspect: high_of },
    Rule { name: "change of", aspect: change_of },
    Rule { name: "gained or lost", aspect: gained },
    Rule { name: "more or less", aspect: more_behind },
    Rule { name: "noun of change", aspect: noun_behind },
    Rule { name: "verb of change", aspect: verb_before },
    Rule { name: "same change again", aspect: same_again },
    Rule { name: "including", aspect: included },
    Rule { name: "list of parts", aspect: in_list },
];

/// The names of the rules, in order of precedence.
pub(super) fn names() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.name).collect()
}

/// Sets the aspects of the figures of a sentence that are neither rates nor known to be parts.
pub(super) fn decide(line: Line, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if matches!(drafts[i].aspect, Aspect::Rate | Aspect::Part) || drafts[i].kind() == FigureKind::Duration {
            continue;
        }
        if let Some(aspect) = RULES.iter().find_map(|rule| (rule.aspect)(line, drafts, i)) {
            drafts[i].aspect = aspect;
        }
    }
}

/// The word before a figure; nothing before an infinitive ("to exceed 90 percent" is no change to it).
fn before<'d>(line: Line<'d>, draft: &Draft) -> &'d str {
    let start = draft.tokens.start;
    let verb = line.doc.token(start).upos == Upos::Verb && line.form(start).chars().all(char::is_alphabetic);
    let word = line.lower(start - 1);
    if verb && word == "to" { "" } else { word }
}

/// Returns whether a change of this kind of figure may be told by the amount alone.
fn is_quantity(draft: &Draft) -> bool {
    matches!(
        draft.kind(),
        FigureKind::Percent | FigureKind::Money | FigureKind::Score | FigureKind::Measure | FigureKind::Rate
    )
}

/// A part of things named before: "three of them", "12 of the deceased".
fn of_them(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    const THERE: i32 = 4;
    let (draft, of) = (&drafts[i], drafts[i].core.end);
    let whole = of + 1;
    let definite = line.has(whole) && matches!(line.doc.token(whole).upos, Upos::Det | Upos::Pron);
    // "There were fifteen of them."
    let all = (1..THERE).any(|n| line.is(draft.tokens.start.step(-n), &["there"]));
    (draft.is_bare() && line.is(of, &["of"]) && definite && !all).then_some(Aspect::Part)
}

/// The level after a change: "rose to 273".
fn to_level(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let at = drafts[i].tokens.start - 2;
    let to = before(line, &drafts[i]) == "to" && !line.is(at, &["compared"]);
    (to && change_before(line, drafts[i].tokens.start - 1).is_some()).then_some(Aspect::ChangeTo)
}

/// The level at which something closed: "closed at 1,478", "was down 0.4 per cent at 6120".
fn closing_level(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let verb = change_before(line, drafts[i].tokens.start - 1)?;
    let closes = is(verb, List::Up) || is(verb, List::Down) || is(verb, List::Closing);
    (before(line, &drafts[i]) == "at" && closes).then_some(Aspect::ChangeTo)
}

/// The level before a change: "from 240", "61.8 from 58".
fn from_level(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let start = drafts[i].tokens.start;
    let from = start - 1;
    let number = line.lower(from - 1).starts_with(|c: char| c.is_ascii_digit());
    let changes = change_before(line, from).is_some()
        || is(line.lower(from - 1), List::Within)
        || number && change_before(line, from - 1).is_some();
    (before(line, &drafts[i]) == "from" && changes).then_some(Aspect::ChangeFrom)
}

/// The amount of a change behind "by": "rose by 5%".
fn by_change(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let by = before(line, &drafts[i]) == "by";
    let change = change_before(line, drafts[i].tokens.start - 1).and_then(direction);
    by.then(|| change.unwrap_or(Aspect::Total))
}

/// The level behind "high of" and "low of": "climbed to a two-year high of 48.3".
fn high_of(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let noun = drafts[i].tokens.start - 2;
    let high = before(line, &drafts[i]) == "of" && line.is(noun, &["high", "low", "peak", "record"]);
    high.then_some(Aspect::ChangeTo)
}

/// The amount behind a noun of change: "a rise of 5%". A loss of money is no decline, and "a storm surge of 3 feet" is
/// a height.
fn change_of(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let (draft, noun) = (&drafts[i], drafts[i].tokens.start - 2);
    let loss = draft.sort == Sort::Money && line.lower(noun).starts_with("loss");
    let surge = line.is(noun - 1, &["storm", "tidal"]);
    let change = noun_of_change(line.lower(noun)).filter(|_| !loss && !surge);
    (before(line, draft) == "of").then(|| change.unwrap_or(Aspect::Total))
}

/// The number of things gained or lost: "lost 20 seats", "added two members".
fn gained(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let draft = &drafts[i];
    if draft.kind() != FigureKind::Count || draft.counted.is_none() {
        return None;
    }
    let verb = before(line, draft);
    if is(verb, List::Loses) {
        Some(Aspect::Decrease)
    } else {
        is(verb, List::Gains).then_some(Aspect::Increase)
    }
}

/// The amount before a comparative: "5% higher", "$3 less", "4,000 fewer than".
fn more_behind(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let after = line.lower(drafts[i].core.end);
    let aspect = if is(after, List::More) {
        Aspect::Increase
    } else if is(after, List::Less) {
        Aspect::Decrease
    } else {
        return None;
    };
    let compared = drafts[i].is_bare() && line.is(drafts[i].core.end + 1, &["than"]);
    (is_quantity(&drafts[i]) || compared).then_some(aspect)
}

/// The amount before a noun of change: "a 5% rise".
fn noun_behind(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let draft = &drafts[i];
    let head = draft.counted?.end - 1;
    noun_of_change(line.lower(head)).filter(|_| draft.kind() == FigureKind::Percent)
}

/// The amount right behind a verb or particle of change: "fell 5%", "up $3", but not "raised $3 million" or "wrote down
/// 40 kg".
fn verb_before(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let draft = &drafts[i];
    let word = before(line, draft);
    let raises = draft.sort == Sort::Money && word.starts_with("rais");
    let particle = ["up", "down"].contains(&word) && !tells_change(line, draft.tokens.start - 1);
    direction(word).filter(|_| is_quantity(draft) && !raises && !particle)
}

/// The same change in another unit: "grew by 500 jobs or 2 percent", "fell $3 (4%)".
fn same_again(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let (before, draft) = (&drafts[i.checked_sub(1)?], &drafts[i]);
    let near = before.tokens.end + 1 == draft.tokens.start;
    let changes = matches!(before.aspect, Aspect::Increase | Aspect::Decrease);
    let again = changes && near && line.is(before.tokens.end, &["or", "("]) && before.unit != draft.unit;
    again.then_some(before.aspect)
}

/// A part behind "including": "including 70 schools".
fn included(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let including = is(line.lower(drafts[i].tokens.start - 1), List::Including);
    including.then_some(Aspect::Part)
}

/// A further part of such a list: "including 70 schools, 40 houses and seven clinics".
fn in_list(line: Line, drafts: &[Draft], i: usize) -> Option<Aspect> {
    let (before, draft) = (&drafts[i.checked_sub(1)?], &drafts[i]);
    let gap = draft.tokens.start - before.tokens.end;
    let joined = line.is(draft.tokens.start - 1, &[",", "and"]) && gap <= 2;
    let goes_on = before.aspect == Aspect::Part
        && before.kind() == draft.kind()
        && joined
        && draft.counted.is_some()
        && before.counted != draft.counted;
    goes_on.then_some(Aspect::Part)
}

/// Returns whether a particle tells a change, not the particle of another verb: "wrote down 40 kg".
fn tells_change(line: Line, particle: TokenId) -> bool {
    let verb = particle - 1;
    let lower = line.lower(verb);
    let changes = is(lower, List::Up) || is(lower, List::Down) || is(lower, List::Change);
    !line.has(verb) || line.doc.token(verb).upos != Upos::Verb || line.doc.lemma(verb) == "be" || changes
}

/// The direction of a verb, noun or adverb of change.
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
        .map(|i| line.lower(at.step(-i)))
        .take_while(|w| !w.is_empty() && !matches!(*w, ";" | "while" | "who" | "which" | "that"))
        .find(|w| is(w, List::Up) || is(w, List::Down) || is(w, List::Change))
}
