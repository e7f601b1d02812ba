//! The named features of a word in its clause: what every scorer of events looks at.

use crate::language::scorer::{Features, Value};
use crate::language::{Deprel, Document, NameKind, Upos, Xpos, clause};
use crate::lexicon::event;
use crate::lexicon::{clusters, cue};
use crate::model::ids::TokenId;
use crate::parse::SectionKind;

/// Maximum number of words climbed along a path between two words of a sentence.
const STEPS: usize = 5;

/// The word itself: lemma, clusters, tags, ending.
pub(crate) fn word<'d>(doc: &'d Document, token: TokenId, to: &mut Features<'d>) {
    let lemma = doc.lemma(token);
    to.add("lemma", lemma);
    to.pair("lemma.upos", lemma, upos(doc, token));
    cluster(doc, token, "word", to);
    to.pair("tag", xpos(doc, token), relation(doc, token));
    to.add("xpos", xpos(doc, token));
    to.add("relation", relation(doc, token));
    to.pair("ending", ending(doc.lower(token)), upos(doc, token));
}

/// The clusters of a word, at three granularities, under a name.
pub(crate) fn cluster<'d>(doc: &'d Document, token: TokenId, name: &'static str, to: &mut Features<'d>) {
    let name = Value::from(name);
    if let Some(kind) = name_kind(doc, token) {
        to.pair("name", name, kind);
    }
    if let Some(found) = clusters::of(doc.lemma(token)).or_else(|| clusters::of(doc.lower(token))) {
        to.pair("fine", name, u32::from(found.fine));
        to.pair("middle", name, u32::from(found.middle));
        to.pair("coarse", name, u32::from(found.coarse));
    }
}

/// Features of a word's governors, two steps up.
pub(crate) fn governors<'d>(doc: &'d Document, token: TokenId, to: &mut Features<'d>) {
    let Some(head) = doc.head(token) else {
        to.flag("root", true);
        return;
    };
    to.pair("governor", doc.lemma(head), relation(doc, token));
    to.pair("governor.tag", xpos(doc, head), relation(doc, token));
    cluster(doc, head, "governor", to);
    let frame = event::frame(doc.lemma(head));
    to.flag("governor.light", frame.light);
    to.flag("governor.aspectual", frame.aspectual);
    to.flag("governor.stative", frame.stative);
    to.flag(
        "governor.reporting",
        frame.reporting || cue::verb(doc.lemma(head)).is_some(),
    );
    if let Some(above) = doc.head(head) {
        to.pair("above", doc.lemma(above), relation(doc, head));
        to.pair("above.path", relation(doc, token), relation(doc, head));
    }
}

/// Features of a word's dependents.
pub(crate) fn dependents<'d>(doc: &'d Document, token: TokenId, to: &mut Features<'d>) {
    for child in doc.children(token) {
        let relation = relation(doc, child);
        match clause::preposition(doc, child) {
            Some(preposition) => to.pair("has", relation, doc.lower(preposition)),
            None => to.add("has", relation),
        }
        match doc.token(child).deprel {
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop => to.add("aux", doc.lower(child)),
            Deprel::Det | Deprel::Mark | Deprel::Case | Deprel::CompoundPrt => to.add("with", doc.lower(child)),
            Deprel::Advmod | Deprel::Amod | Deprel::Compound => {
                to.pair("dependent", relation, doc.lemma(child));
                cluster(doc, child, relation, to);
            }
            Deprel::Obj | Deprel::Xcomp | Deprel::Ccomp | Deprel::Obl | Deprel::Nmod => {
                to.pair("dependent", relation, doc.lemma(child));
            }
            _ => {}
        }
    }
}

/// The words before and after.
pub(crate) fn neighbours<'d>(doc: &'d Document, token: TokenId, to: &mut Features<'d>) {
    let tokens = doc.sentence(doc.sentence_of(token)).tokens;
    let beside = |step: i32| Some(token.step(step)).filter(|at| tokens.contains(*at));
    for (name, step) in [("word-2", -2), ("word-1", -1), ("word+1", 1), ("word+2", 2)] {
        match beside(step) {
            Some(at) => {
                to.add(name, doc.lower(at));
                if step.abs() == 1 {
                    to.pair("tag beside", name, xpos(doc, at));
                    cluster(doc, at, name, to);
                }
            }
            None => to.add(name, "-"),
        }
    }
}

/// Features of a word's position in the article.
pub(crate) fn setting<'d>(doc: &'d Document, token: TokenId, spoken: bool, to: &mut Features<'d>) {
    let section = section(doc, token);
    to.add("section", section);
    to.pair("section.tag", section, xpos(doc, token));
    to.flag("spoken", spoken);
    if spoken {
        to.pair("spoken.tag", xpos(doc, token), relation(doc, token));
    }
}

/// The tense and mood of the word's own verb group.
pub(crate) fn mood<'d>(doc: &'d Document, token: TokenId, to: &mut Features<'d>) {
    let first = doc
        .children(token)
        .find(|c| matches!(doc.token(*c).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop));
    let aux = first.map_or("-", |a| doc.lower(a));
    to.pair("mood", aux, xpos(doc, token));
    let not = |c: &TokenId| {
        doc.token(*c).deprel == Deprel::Advmod && matches!(doc.lower(*c), "not" | "n't" | "n’t" | "never")
    };
    to.flag("not", doc.children(token).any(|c| not(&c)));
}

/// The way through the tree from one word to another of its sentence: relations upwards, then downwards. `None` where it
/// is longer than five steps.
pub(crate) fn path(doc: &Document, from: TokenId, to: TokenId) -> Option<Path> {
    steps(doc, from, to).map(|s| s.path)
}

/// The same with the words passed, those climbed first; the word where both climbs meet is left out.
pub(crate) fn steps(doc: &Document, from: TokenId, to: TokenId) -> Option<Steps> {
    let mut passed: Vec<TokenId> = climb(doc, from).collect();
    let down: Vec<TokenId> = climb(doc, to).collect();
    let (i, j) = passed
        .iter()
        .enumerate()
        .find_map(|(i, t)| Some((i, down.iter().position(|d| d == t)?)))?;
    (i + j <= STEPS).then(|| {
        passed.truncate(i);
        passed.extend(down[..j].iter().rev());
        let mut path = Path::default();
        for (number, token) in passed.iter().enumerate() {
            path.push(number < i, doc.token(*token).deprel);
        }
        Steps { path, passed }
    })
}

fn climb(doc: &Document, token: TokenId) -> impl Iterator<Item = TokenId> + '_ {
    std::iter::successors(Some(token), |t| doc.head(*t)).take(STEPS + 1)
}

/// A way through the tree with its words.
#[derive(Debug)]
pub(crate) struct Steps {
    pub(crate) path: Path,
    /// The words, each with the relation to its head that is passed.
    pub(crate) passed: Vec<TokenId>,
}

/// A way through the tree, as one number and as its length.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Path {
    /// A hash of the relations and their directions.
    pub(crate) hash: u32,
    /// The number of steps.
    pub(crate) steps: u32,
}

impl Path {
    fn push(&mut self, up: bool, deprel: Deprel) {
        let step = deprel as u32 * 2 + u32::from(up) + 1;
        self.hash = self.hash.wrapping_mul(131).wrapping_add(step);
        self.steps += 1;
    }
}

/// The kind of the section of a word.
pub(crate) fn section(doc: &Document, token: TokenId) -> &'static str {
    match doc.section_at(doc.token(token).span.start).map(|(_, s)| s.kind) {
        Some(SectionKind::Headline) => "headline",
        Some(SectionKind::Lead) => "lead",
        Some(SectionKind::Related) => "related",
        Some(SectionKind::Boilerplate) => "boilerplate",
        Some(SectionKind::Byline | SectionKind::Dateline) => "line",
        Some(SectionKind::Body) | None => "body",
    }
}

/// The kind of the name that a word is part of.
pub(crate) fn name_kind(doc: &Document, token: TokenId) -> Option<&'static str> {
    let names = doc.names();
    let i = names.partition_point(|n| n.tokens.end <= token);
    let name = names.get(i).filter(|n| n.tokens.contains(token))?;
    Some(match name.kind {
        NameKind::Person => "person",
        NameKind::Organization => "organization",
        NameKind::Place => "place",
        NameKind::Group => "group",
        NameKind::Event => "event",
        NameKind::Product => "product",
        NameKind::Work => "work",
        NameKind::Law => "law",
    })
}

/// The relation of a word to its head.
pub(crate) fn relation(doc: &Document, token: TokenId) -> &'static str {
    doc.token(token).deprel.as_str()
}

/// The Penn part of speech of a word.
pub(crate) fn xpos(doc: &Document, token: TokenId) -> &'static str {
    doc.token(token).xpos.as_str()
}

/// The universal part of speech of a word.
pub(crate) fn upos(doc: &Document, token: TokenId) -> &'static str {
    doc.token(token).upos.as_str()
}

/// The last four letters.
fn ending(word: &str) -> &str {
    let start = word.char_indices().rev().nth(3).map_or(0, |(i, _)| i);
    &word[start..]
}

/// Returns whether a word may be the head of a phrase that takes part in something.
pub(crate) fn is_nominal(doc: &Document, token: TokenId) -> bool {
    matches!(
        doc.token(token).upos,
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::X
    ) || doc.token(token).upos == Upos::Adj && matches!(doc.token(token).xpos, Xpos::Jj)
        || doc.token(token).upos == Upos::Det
}
