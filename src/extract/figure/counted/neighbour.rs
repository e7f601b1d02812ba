//! The counted phrase of a figure, taken from another figure of the sentence.

use super::super::draft::{Draft, Line, Sort};
use super::Counted;
use super::noun_phrase::chunk;
use crate::extract::number::Form;
use crate::language::{Upos, Xpos};
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::{Aspect, FigureKind};
use crate::model::ids::{TokenId, TokenRange};

/// The phrase of the amount that this one converts: "30 inches (76 cm) of rain".
pub(super) fn converted(_: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let before = drafts.get(i.checked_sub(1)?).filter(|_| drafts[i].conversion)?;
    Some(Counted {
        aspect: Some(before.aspect),
        ..Counted::elsewhere(before.counted?)
    })
}

/// The phrase of the nearest count before a plain number; `None` while that has none.
fn counted_before(drafts: &[Draft], i: usize) -> Option<TokenRange> {
    let plain = drafts[i].is_bare() && drafts[i].form != Form::Fraction;
    let before = drafts[..i].iter().rev().filter(|_| plain);
    before.clone().find(|d| d.kind() == FigureKind::Count)?.counted
}

/// The phrase of the count before "of them": "Of 40 boats, 12 sank and three of them burned."
pub(super) fn of_them(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let end = drafts[i].core.end;
    let them = line.is(end, &["of"]) && line.is(end + 1, &["them", "those", "these", "whom", "which"]);
    counted_before(drafts, i)
        .filter(|_| them)
        .map(|phrase| Counted::elsewhere(phrase).part())
}

/// The phrase of the level before the change: "raised the toll from five people to six".
pub(super) fn to_level(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let before = &drafts[i.checked_sub(1)?];
    let from = line.is(before.tokens.start - 1, &["from"]);
    let to = line.is(before.tokens.end, &["to"]) && before.tokens.end + 1 == drafts[i].tokens.start;
    counted_before(drafts, i).filter(|_| from && to).map(Counted::elsewhere)
}

/// The phrase behind "number of", before a figure between commas: "the greatest number of women, 102, and of young
/// members".
pub(super) fn apposition(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    const FARTHEST: i32 = 4;
    let draft = &drafts[i];
    let comma = draft.tokens.start - 1;
    let between = line.is(comma, &[",", "("]) && line.is(draft.tokens.end, &[",", ")", ".", ";"]);
    let number = (1..=FARTHEST)
        .map(|n| comma.step(-n))
        .find(|t| line.is(*t, &["of"]) && line.is((*t) - 1, &["number"]))?;
    let phrase = chunk(line, number + 1, comma, false).filter(|p| p.end == comma)?;
    (draft.is_bare() && between).then(|| Counted::elsewhere(phrase))
}

/// The phrase of the figure before a rate: "22 burglaries, compared with an average of 20 per week".
pub(super) fn same_rate(_: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    counted_before(drafts, i)
        .filter(|_| drafts[i].aspect == Aspect::Rate)
        .map(Counted::elsewhere)
}

/// The phrase of what is gained or lost before: "gained 13 seats and the Greens lost 10".
pub(super) fn same_gain(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (draft, before) = (&drafts[i], &drafts[i.checked_sub(1)?]);
    let moves = |d: &Draft| {
        let verb = line.lower(d.tokens.start - 1);
        is(verb, List::Gains) || is(verb, List::Loses)
    };
    let end = draft.core.end;
    let ends = !line.has(end) || matches!(line.doc.token(end).upos, Upos::Punct | Upos::Cconj | Upos::Adp);
    let counts = before.kind() == FigureKind::Count && draft.is_bare() && !line.is_hyphen(end);
    before
        .counted
        .filter(|_| counts && ends && moves(draft) && moves(before))
        .map(Counted::elsewhere)
}

/// The phrase of what there is more or less of: "3 million cars, 40,000 fewer than last year".
pub(super) fn more_than_before(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let more = line.lower(drafts[i].core.end);
    let compared = line.is(drafts[i].core.end + 1, &["than"]) && (is(more, List::More) || is(more, List::Less));
    counted_before(drafts, i)
        .filter(|_| compared || more == "fewer")
        .map(Counted::elsewhere)
}

/// The phrase of the level that is compared with an earlier one: "$2 billion of debt, up from $1.6 billion".
pub(super) fn earlier_level(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (draft, before) = (&drafts[i], &drafts[i.checked_sub(1)?]);
    let from = draft.tokens.start - 1;
    let changed = line.is(from, &["from"]) && line.is(from - 1, &["up", "down"]);
    let compared = line.is(from, &["with", "to"]) && line.is(from - 1, &["compared"])
        || line.is(from, &["against", "versus", "vs", "vs."]);
    let same = before.unit.is_some() && before.unit == draft.unit && before.sort == draft.sort;
    before
        .counted
        .filter(|_| same && (changed || compared))
        .map(Counted::elsewhere)
}

/// The phrase of the figure before "a high of": "40 camps, down from a high of over 90".
pub(super) fn peak(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (of, after) = (drafts[i].tokens.start - 1, drafts[i].tokens.end);
    let peak = line.is(of, &["of"])
        && line.is(of - 1, &["peak", "high", "low", "record"])
        && (2..5).any(|n| line.is(of.step(-n), &["from", "to"]));
    let noun = !line.has(after) || matches!(line.doc.token(after).upos, Upos::Noun | Upos::Adj | Upos::Propn);
    counted_before(drafts, i)
        .filter(|_| peak && !noun)
        .map(Counted::elsewhere)
}

/// The phrase of the figure before, in a parallel clause: "40 in the north, 25 in the south", "twelve miners died and
/// 20 were rescued".
pub(super) fn parallel(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (before, after) = (drafts[i].tokens.start - 1, drafts[i].tokens.end);
    if !line.has(after) || !is(line.lower(before), List::Parallel) {
        return None;
    }
    let token = line.doc.token(after);
    let found = Counted::elsewhere(counted_before(drafts, i)?);
    match token.upos {
        Upos::Adp => is(line.lower(after), List::Behind).then_some(found),
        Upos::Aux | Upos::Verb => {
            matches!(token.xpos, Xpos::Vbd | Xpos::Vbp | Xpos::Vbz | Xpos::Md).then(|| found.part())
        }
        _ => None,
    }
}

/// The whole of the share before: "60% of voters backed it and 30% opposed it", "half of the officials were women, at
/// 50.8 percent", "0.5% of turnover, compared to 7% in Spain".
pub(super) fn same_whole(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let draft = &drafts[i];
    let share = |d: &Draft| matches!(d.kind(), FigureKind::Percent | FigureKind::Rate) && d.sort != Sort::Ratio;
    let before = drafts[..i]
        .iter()
        .rev()
        .find(|d| share(d) && d.aspect == Aspect::Part && d.counted.is_some())?;
    let after = draft.tokens.end;
    let joint = draft.tokens.start - 1;
    let compared = line.is(joint, &["to", "with"]) && line.is(joint - 1, &["compared"]);
    let again = line.is(joint, &["at"]) && line.is(joint - 1, &[","]);
    let verb = line.has(after) && matches!(line.doc.token(after).upos, Upos::Verb | Upos::Aux);
    let joined = is(line.lower(joint), List::Parallel) && verb || compared || again;
    let told = share(draft) && draft.aspect == Aspect::Total && joined;
    before
        .counted
        .filter(|_| told)
        .map(|phrase| Counted::elsewhere(phrase).part())
}

/// The phrase behind "among": "Among women in parliament, about 70 percent belong to the left."
pub(super) fn among(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    const FARTHEST: u32 = 14;
    let draft = &drafts[i];
    let first = line.tokens.start;
    let near = line.is(draft.tokens.start - 1, &[","]) && draft.tokens.start - first <= FARTHEST;
    let share = matches!(draft.kind(), FigureKind::Percent | FigureKind::Rate | FigureKind::Count);
    let bare = draft.is_bare() || draft.kind() != FigureKind::Count;
    if !(near && share && bare && line.is(first, &["among", "of"])) {
        return None;
    }
    let mut noun = first + 1;
    while line.has(noun) && matches!(line.doc.token(noun).upos, Upos::Det | Upos::Num) {
        noun += 1;
    }
    chunk(line, noun, draft.tokens.start, true).map(|phrase| Counted::elsewhere(phrase).part())
}

/// The phrase of the next figure, where only the last of several has one: "four-, five- and six-cylinder", "two or
/// maybe three teams", "grew from 200 to 340 clinics".
pub(super) fn of_next(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (draft, next) = (&drafts[i], drafts.get(i + 1)?);
    let end = draft.core.end;
    let hanging =
        line.is_hyphen(end) && line.joined_to_next(end - 1) && (!line.joined_to_next(end) || line.is(end + 1, &[","]));
    let beside = end + 1 == next.tokens.start;
    let or = beside && line.is(end, &["or"]);
    let to = beside && line.is(end, &["to"]) && line.is(draft.tokens.start - 1, &["from"]);
    let count = next.kind() == FigureKind::Count && (hanging || or || to);
    next.counted.filter(|_| count).map(Counted::elsewhere)
}

/// The noun that two figures with an adjective each share: "2,000 Thai and 74 Malaysian stores".
pub(super) fn behind_next(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (adjective, next) = (drafts[i].core.end, drafts.get(i + 1)?);
    let is_adjective = |t: TokenId| line.has(t) && line.doc.token(t).upos == Upos::Adj;
    let joined = line.is(adjective + 1, &["and", "or"]) && adjective + 2 == next.tokens.start;
    let phrase = next.counted.filter(|_| next.kind() == FigureKind::Count)?;
    let found = is_adjective(adjective) && joined && is_adjective(next.core.end) && phrase.start == next.core.end;
    let noun = TokenRange::one(phrase.end - 1);
    (found && phrase.len() > 1).then(|| Counted::elsewhere(noun))
}

/// The phrase of the figure behind "out of": "29 out of 30 charges".
pub(super) fn out_of_next(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (draft, next) = (&drafts[i], drafts.get(i + 1)?);
    let end = draft.core.end;
    let out_of = line.is(end, &["out"]) && line.is(end + 1, &["of"]);
    let near = next.kind() == FigureKind::Count && end + 5 > next.core.start;
    next.counted
        .filter(|_| out_of && near)
        .map(|phrase| Counted::elsewhere(phrase).part())
}

/// The phrase of the measure that is counted: "3 million 9-litre cases", "five of the three-ton lorries".
pub(super) fn measured_next(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (end, next) = (drafts[i].core.end, drafts.get(i + 1)?);
    let of = line.is(end, &["of"]) && (1..3).any(|n| end.step(n) == next.tokens.start);
    let noun = next.counted.filter(|noun| noun.start >= next.core.end)?;
    let beside = next.unit.is_some() && (of || end == next.tokens.start);
    let found = Counted::own(TokenRange::new(next.tokens.start, noun.end));
    beside.then(|| if of { found.part() } else { found })
}
