//! The way through the tree from a trigger to a word that may take part in its event.

use crate::extract::event::features::{self, Path};
use crate::language::scorer::Value;
use crate::language::{Deprel, Document, Xpos, clause};
use crate::lexicon::table;
use crate::model::ids::TokenId;

/// A way through the tree.
#[derive(Clone, Copy, Default)]
pub(super) struct Way<'d> {
    pub(super) path: Path,
    /// A hash of the path with the prepositions on it.
    pub(super) worded: u32,
    /// The first relative clause or participle that it enters or leaves.
    pub(super) relative: Option<Relative<'d>>,
}

/// A clause that describes a noun.
#[derive(Clone, Copy)]
pub(super) struct Relative<'d> {
    /// The relative pronoun or adverb, or "-".
    pub(super) word: Value<'d>,
    /// What the noun is in the clause: the relation of the relative pronoun; without one "stated" where the clause has a subject
    /// of its own, else "open".
    pub(super) gap: Value<'d>,
}

impl<'d> Way<'d> {
    /// The way between two words; `None` where it is too long.
    pub(super) fn between(doc: &'d Document, from: TokenId, to: TokenId) -> Option<Way<'d>> {
        let steps = features::steps(doc, from, to)?;
        let mut worded = steps.path.hash;
        let mut relative = None;
        for &token in &steps.passed {
            match doc.token(token).deprel {
                Deprel::Obl | Deprel::Nmod => {
                    let preposition = clause::preposition(doc, token).map_or("-", |p| doc.lower(p));
                    worded = worded
                        .wrapping_mul(131)
                        .wrapping_add(table::hash(preposition.as_bytes()));
                }
                Deprel::Acl | Deprel::AclRelcl => {
                    relative.get_or_insert_with(|| Relative::of(doc, token));
                }
                _ => {}
            }
        }
        Some(Way {
            path: steps.path,
            worded,
            relative,
        })
    }
}

impl<'d> Relative<'d> {
    fn of(doc: &'d Document, verb: TokenId) -> Relative<'d> {
        let word = doc
            .children(verb)
            .find(|c| matches!(doc.token(*c).xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb));
        let subject = || {
            doc.child(verb, Deprel::Nsubj)
                .or_else(|| doc.child(verb, Deprel::NsubjPass))
        };
        let gap = match word {
            Some(word) => features::relation(doc, word),
            None if subject().is_some() => "stated",
            None => "open",
        };
        Relative {
            word: word.map_or("-", |w| doc.lower(w)).into(),
            gap: gap.into(),
        }
    }
}
