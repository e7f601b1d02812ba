//! The tense that a time stands in: that of the verb that governs it.

use crate::language::{Deprel, Document, TokenId, TokenRange, Upos, Xpos};

/// Whether what is told lies before or after the telling.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tense {
    Past,
    Future,
    /// Present, or not to be told.
    Open,
}

/// True if the document has dependency trees.
pub(super) fn has_trees(doc: &Document) -> bool {
    doc.tokens()
        .iter()
        .any(|t| !matches!(t.deprel, Deprel::Dep | Deprel::Root))
}

/// The tense of a time expression.
pub(super) fn of(doc: &Document, tokens: TokenRange, trees: bool) -> Tense {
    if trees {
        by_tree(doc, tokens)
    } else {
        by_order(doc, tokens)
    }
}

/// How many words are climbed to a verb.
const DEPTH: usize = 8;

fn by_tree(doc: &Document, tokens: TokenRange) -> Tense {
    let outside = tokens.iter().find(|t| doc.head(*t).is_none_or(|h| !tokens.contains(h)));
    let mut at = outside.unwrap_or(tokens.start);
    for _ in 0..DEPTH {
        if !tokens.contains(at) {
            match verb(doc, at) {
                Some(tense) if tense != Tense::Open => return tense,
                _ => {}
            }
        }
        match doc.head(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    Tense::Open
}

/// The tense of a predicate by its own form and its auxiliaries; `None` if it is no predicate.
fn verb(doc: &Document, at: TokenId) -> Option<Tense> {
    let mut tense = match doc.token(at).xpos {
        Xpos::Vbd => Some(Tense::Past),
        Xpos::Vbz | Xpos::Vbp => Some(Tense::Open),
        Xpos::Vb => Some(Tense::Open),
        Xpos::Vbn | Xpos::Vbg => None,
        _ => None,
    };
    let is_verb = matches!(doc.token(at).upos, Upos::Verb | Upos::Aux);
    for child in doc.children(at) {
        let token = doc.token(child);
        let helps = matches!(token.deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
        match token.xpos {
            Xpos::Md if helps => {
                return Some(match doc.lower(child) {
                    "will" | "'ll" | "’ll" | "shall" | "wo" | "can" | "must" | "may" | "should" => Tense::Future,
                    _ => Tense::Open,
                });
            }
            Xpos::Vbd if helps => tense = Some(Tense::Past),
            Xpos::Vbz | Xpos::Vbp if helps => {
                let perfect =
                    matches!(doc.lower(child), "has" | "have" | "'ve" | "’ve") && doc.token(at).xpos == Xpos::Vbn;
                tense = tense.or(Some(if perfect { Tense::Past } else { Tense::Open }));
            }
            Xpos::To if token.deprel == Deprel::Mark && is_verb => return Some(Tense::Future),
            _ => {}
        }
    }
    tense
}

/// Without trees: the nearest verb before the time in its sentence, else the first behind it.
fn by_order(doc: &Document, tokens: TokenRange) -> Tense {
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let before = TokenRange {
        start: sentence.start,
        end: tokens.start,
    };
    let after = TokenRange {
        start: tokens.end,
        end: sentence.end,
    };
    let near = before.iter().rev().find_map(|t| finite(doc, t));
    near.or_else(|| after.iter().find_map(|t| finite(doc, t)))
        .unwrap_or(Tense::Past)
}

/// The tense that a word alone shows.
fn finite(doc: &Document, at: TokenId) -> Option<Tense> {
    match (doc.lower(at), doc.token(at).xpos) {
        ("will" | "'ll" | "’ll" | "shall" | "wo", _) => Some(Tense::Future),
        ("said" | "was" | "were" | "had" | "did", _) | (_, Xpos::Vbd) => Some(Tense::Past),
        ("to", Xpos::To) => Some(Tense::Future),
        _ => None,
    }
}
