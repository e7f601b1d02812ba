//! The counted or measured phrase: the noun phrase behind the amount ("340 explosive and decoy drones"), behind "of"
//! ("half of the seats"), before it ("the cost was $5 million"), or that of a neighbouring figure ("40 in the north, 25
//! in the south"). It holds neither number, comparator nor relative clauses.
//!
//! The places to look are values: [`BESIDE`] and [`AHEAD`] before the figures' aspects are known, [`CLAUSE`] after. In
//! each list the first place with a phrase decides.

mod behind;
mod clause;
mod neighbour;
mod noun_phrase;

use super::draft::{Draft, Line};
use crate::language::Upos;
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::unit::word;
use crate::model::facts::{Aspect, FigureKind};
use crate::model::ids::{TokenId, TokenRange};

/// A phrase that a figure counts or measures.
pub(super) struct Counted {
    phrase: TokenRange,
    /// True if the figure's span includes the phrase.
    reaches: bool,
    /// The aspect that this place implies, if any.
    aspect: Option<Aspect>,
}

impl Counted {
    /// A phrase inside the figure's span.
    fn own(phrase: TokenRange) -> Counted {
        Counted {
            reaches: true,
            ..Counted::elsewhere(phrase)
        }
    }

    /// A phrase outside the figure's span.
    fn elsewhere(phrase: TokenRange) -> Counted {
        Counted {
            phrase,
            reaches: false,
            aspect: None,
        }
    }

    fn part(self) -> Counted {
        Counted {
            aspect: Some(Aspect::Part),
            ..self
        }
    }
}

/// A place to look for the counted phrase of a figure, which is given by its number among those of its sentence.
struct Place {
    name: &'static str,
    find: fn(Line, &[Draft], usize) -> Option<Counted>,
}

#[rustfmt::skip]
static BESIDE: &[Place] = &[
    Place { name: "noun before \"or two\"", find: behind::or_two },
    Place { name: "behind a hyphen", find: behind::hyphenated },
    Place { name: "behind \"of\"", find: behind::of_phrase },
    Place { name: "behind \"in\"", find: behind::in_phrase },
    Place { name: "behind the amount", find: behind::direct },
];

#[rustfmt::skip]
static BEFORE: &[Place] = &[
    Place { name: "conversion", find: neighbour::converted },
    Place { name: "of them", find: neighbour::of_them },
    Place { name: "from and to", find: neighbour::to_level },
    Place { name: "number of them, 102,", find: neighbour::apposition },
    Place { name: "rate of the same", find: neighbour::same_rate },
    Place { name: "peak of the same", find: neighbour::peak },
    Place { name: "gained or lost before", find: neighbour::same_gain },
    Place { name: "more than before", find: neighbour::more_than_before },
    Place { name: "parallel", find: neighbour::parallel },
    Place { name: "same whole", find: neighbour::same_whole },
    Place { name: "among", find: neighbour::among },
];

static CONVERTED: &[Place] = &[Place {
    name: "conversion",
    find: neighbour::converted,
}];

#[rustfmt::skip]
static AHEAD: &[Place] = &[
    Place { name: "noun of the next", find: neighbour::of_next },
    Place { name: "noun behind the next and its adjective", find: neighbour::behind_next },
    Place { name: "out of the next", find: neighbour::out_of_next },
    Place { name: "measured things", find: neighbour::measured_next },
];

#[rustfmt::skip]
static CLAUSE: &[Place] = &[
    Place { name: "before \"rises to\"", find: clause::before_rise },
    Place { name: "before \"worth\"", find: clause::before_worth },
    Place { name: "noun before \"of\"", find: clause::noun_before },
    Place { name: "noun before a bound", find: clause::before_bound },
    Place { name: "level before", find: neighbour::earlier_level },
    Place { name: "subject or object", find: clause::subject },
    Place { name: "before the verb", find: clause::before_verb },
    Place { name: "parallel, after all", find: neighbour::parallel },
];

/// The names of the places to look, in order of precedence.
pub(super) fn names() -> Vec<&'static str> {
    let places = [BESIDE, BEFORE, AHEAD, CLAUSE];
    places.into_iter().flatten().map(|place| place.name).collect()
}

fn first(places: &[Place], line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    places.iter().find_map(|place| (place.find)(line, drafts, i))
}

fn set(draft: &mut Draft, found: Option<Counted>) {
    let Some(found) = found else { return };
    draft.counted = Some(found.phrase);
    draft.aspect = found.aspect.unwrap_or(draft.aspect);
    if found.reaches {
        draft.to(found.phrase.end);
    }
}

/// Finds the counted phrases beside the figures of a sentence. `drafts` are in order of position.
pub(super) fn beside(line: Line, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if drafts[i].counted.is_none() {
            let found = first(BESIDE, line, drafts, i);
            set(&mut drafts[i], found);
            rate(line, &mut drafts[i]);
        }
        if drafts[i].counted.is_none() {
            let found = first(BEFORE, line, drafts, i);
            set(&mut drafts[i], found);
        }
    }
    for i in (0..drafts.len().saturating_sub(1)).rev() {
        if drafts[i].counted.is_none() && drafts[i].is_bare() {
            let found = first(AHEAD, line, drafts, i);
            set(&mut drafts[i], found);
        }
    }
}

/// Finds the counted phrases of the other figures in their clauses.
pub(super) fn in_clause(line: Line, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if drafts[i].counted.is_none() {
            let places = if drafts[i].conversion { CONVERTED } else { CLAUSE };
            let found = first(places, line, drafts, i);
            set(&mut drafts[i], found);
        }
    }
}

/// The predicate of a number of people: "27 dead", "five were injured", "Hospitalised: 31".
pub(super) fn measure_of(line: Line, draft: &Draft) -> Option<TokenRange> {
    if draft.kind() != FigureKind::Count {
        return None;
    }
    let behind = draft.tokens.end;
    let mut at = behind;
    while line.has(at) && matches!(line.doc.token(at).upos, Upos::Aux | Upos::Adv) {
        at += 1;
    }
    let state = |at: TokenId| is(line.lower(at), List::State);
    let label = draft.tokens.start - 2;
    let labelled = line.is(label + 1, &[":"]) && state(label);
    let found = if state(at) { Some(at) } else { labelled.then_some(label) };
    found.map(|start| TokenRange::new(start, start + 1))
}

/// Reads a period behind the counted phrase: "15 people a year", "20 burglaries per week", "900 tons of copper a year".
fn rate(line: Line, draft: &mut Draft) {
    let at = draft.tokens.end;
    let unit = word(line.lower(at + 1)).filter(|named| named.is_duration());
    let later = is(line.lower(at + 2), List::Back);
    let told = draft.counted.is_some() || draft.is_bare();
    if told && unit.is_some() && !later && line.is(at, &["a", "an", "per", "every", "each"]) {
        draft.to(at + 2);
        draft.aspect = Aspect::Rate;
    }
}

/// The start of the next figure of the sentence, else the end of the sentence.
fn limit(line: Line, drafts: &[Draft], i: usize) -> TokenId {
    drafts.get(i + 1).map_or(line.tokens.end, |d| d.tokens.start)
}

/// Returns whether a token may begin a noun phrase.
fn nominal(line: Line, at: TokenId) -> bool {
    line.has(at)
        && matches!(
            line.doc.token(at).upos,
            Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn
        )
}
