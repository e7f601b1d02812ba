//! Noun phrases: their extent, preposition, owner and conjuncts, as read from the tree.

use super::DEPTH;
use super::relation::is_predicate;
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::clause::{GovernorKind, governor};
use crate::model::ids::{TokenId, TokenRange};

/// The preposition of a noun phrase: its `case` child ("by" in "by rebels").
pub(crate) fn preposition(doc: &Document, noun: TokenId) -> Option<TokenId> {
    doc.child(noun, Deprel::Case)
        .filter(|c| doc.token(*c).xpos != Xpos::Pos)
}

/// Returns whether a word forms one noun with its head: the rest of a name, a title, the first part of a compound.
pub(crate) fn is_same_noun(doc: &Document, token: TokenId) -> bool {
    matches!(
        doc.token(token).deprel,
        Deprel::Flat | Deprel::Compound | Deprel::NmodUnmarked
    )
}

/// A token and everything joined to it by "and", "or" or commas, itself first.
pub(crate) fn conjuncts(doc: &Document, token: TokenId) -> Vec<TokenId> {
    let mut all = vec![token];
    all.extend(doc.children(token).filter(|c| doc.token(*c).deprel == Deprel::Conj));
    all
}

/// The first of the conjuncts that a token is one of: itself where it is not joined to an earlier one.
pub(crate) fn first_conjunct(doc: &Document, mut token: TokenId) -> TokenId {
    for _ in 0..DEPTH {
        match doc.head(token) {
            Some(head) if doc.token(token).deprel == Deprel::Conj => token = head,
            _ => break,
        }
    }
    token
}

/// The noun right before a time that says what something else is for, which is what the time tells of wherever the tree
/// hangs it: "talks" in "extended an invitation for talks on Wednesday".
pub(crate) fn purpose_before(doc: &Document, time: TokenId) -> Option<TokenId> {
    let noun = preposition(doc, time)?.prev()?;
    let preposition = preposition(doc, noun)?;
    // The tree may hang the purpose of an invitation on the verb; that of a journey ("left for talks") is the verb's.
    let of_noun = || preposition.prev().is_some_and(|t| doc.token(t).upos == Upos::Noun);
    let aim = match doc.token(noun).deprel {
        Deprel::Nmod => true,
        Deprel::Obl => of_noun(),
        _ => false,
    };
    (aim && doc.token(noun).upos == Upos::Noun && doc.lower(preposition) == "for").then_some(noun)
}

/// The owner of a noun: "Russia" in "Russia's attack". "The attack by Russia" has none.
pub(crate) fn owner(doc: &Document, noun: TokenId) -> Option<TokenId> {
    doc.child(noun, Deprel::NmodPoss)
}

/// The noun phrase of a head: what describes it, without relative clauses, appositions, joined phrases, and
/// without its own preposition, mark, or the punctuation at its ends.
pub(crate) fn noun_phrase(doc: &Document, head: TokenId) -> TokenRange {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for child in doc.children(head) {
        if child < head {
            left.push(child)
        } else {
            right.push(child)
        }
    }
    let mut start = head;
    for child in left.into_iter().rev() {
        match place(doc.token(child).deprel) {
            Place::Inside => start = doc.subtree(child).start.min(start),
            Place::Between => {}
            Place::Outside => break,
        }
    }
    let mut end = head.next();
    for child in right {
        match place(doc.token(child).deprel) {
            Place::Inside if is_own_clause(doc, head, child) => break,
            // "spent a million last year": a time behind a noun is the clause's.
            Place::Inside if doc.token(child).deprel == Deprel::NmodUnmarked => break,
            Place::Inside => end = doc.subtree(child).end.max(end),
            Place::Between => {}
            Place::Outside => break,
        }
    }
    trim(doc, start, end)
}

/// Returns whether a clause behind a noun is no part of its phrase: "reports that it would close", "a law to ban bags". "An
/// attempt to buy the bank" and "a charge of lying" are one thing.
fn is_own_clause(doc: &Document, noun: TokenId, clause: TokenId) -> bool {
    doc.token(clause).deprel == Deprel::Acl
        && doc
            .child(clause, Deprel::Mark)
            .is_some_and(|mark| match doc.lower(mark) {
                "that" => true,
                "to" => governor(GovernorKind::Noun, doc.lemma(noun)).is_none(),
                _ => false,
            })
}

/// Position of a child relative to the phrase of its head.
enum Place {
    Inside,
    /// Part of the phrase only if more of it follows.
    Between,
    /// Ends the phrase.
    Outside,
}

fn place(deprel: Deprel) -> Place {
    match deprel {
        Deprel::Acl
        | Deprel::Advmod
        | Deprel::Amod
        | Deprel::Compound
        | Deprel::CompoundPrt
        | Deprel::Det
        | Deprel::DetPredet
        | Deprel::Fixed
        | Deprel::Flat
        | Deprel::Goeswith
        | Deprel::Nmod
        | Deprel::NmodPoss
        | Deprel::NmodUnmarked
        | Deprel::Nummod => Place::Inside,
        Deprel::Punct => Place::Between,
        _ => Place::Outside,
    }
}

/// Cuts punctuation off both ends, but keeps the brackets and quotation marks that enclose something.
fn trim(doc: &Document, mut start: TokenId, mut end: TokenId) -> TokenRange {
    let loose = |t: TokenId| {
        let token = doc.token(t);
        token.upos == Upos::Punct || matches!(token.deprel, Deprel::Cc) || token.xpos == Xpos::Pos
    };
    while end > start.next() && loose(end - 1) {
        end -= 1;
    }
    while start.next() < end && loose(start) {
        start += 1;
    }
    TokenRange::new(start, end)
}

/// The predicate that a token is said in: itself, or the nearest verb or copular predicate above it.
pub(crate) fn predicate_of(doc: &Document, token: TokenId) -> TokenId {
    let mut at = token;
    while let Some(head) = doc.head(at) {
        if is_predicate(doc, at) && doc.token(at).deprel != Deprel::Amod {
            break;
        }
        at = head;
    }
    at
}
