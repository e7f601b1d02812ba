//! Reading the trees: subjects, objects, voice, conjuncts and noun phrases, as the extractors ask for them.
//!
//! Universal Dependencies leaves much implicit: the second of two joined verbs has no subject of its own, nor has an
//! infinitive or a participle. These functions supply what a reader supplies. They look a few steps along the tree and
//! never search the sentence.

use super::{Deprel, Document, Upos, Xpos};
use crate::model::ids::{TokenId, TokenRange};

/// How far control and conjunction are followed; deeper nesting is a sign of a wrong tree.
const DEPTH: usize = 6;

/// The preposition of a noun phrase: its `case` child ("by" in "by rebels").
pub fn preposition(doc: &Document, noun: TokenId) -> Option<TokenId> {
    doc.child(noun, Deprel::Case)
        .filter(|c| doc.token(*c).xpos != Xpos::Pos)
}

/// True for a word that is one noun with its head: the rest of a name, a title, the first part of a compound.
pub fn is_same_noun(doc: &Document, token: TokenId) -> bool {
    matches!(
        doc.token(token).deprel,
        Deprel::Flat | Deprel::Compound | Deprel::NmodUnmarked
    )
}

/// A token and everything joined to it by "and", "or" or commas, itself first.
pub fn conjuncts(doc: &Document, token: TokenId) -> Vec<TokenId> {
    let mut all = vec![token];
    all.extend(doc.children(token).filter(|c| doc.token(*c).deprel == Deprel::Conj));
    all
}

/// The first of the conjuncts that a token is one of: itself where it is not joined to an earlier one.
pub fn first_conjunct(doc: &Document, mut token: TokenId) -> TokenId {
    for _ in 0..DEPTH {
        match doc.head(token) {
            Some(head) if doc.token(token).deprel == Deprel::Conj => token = head,
            _ => break,
        }
    }
    token
}

/// True for a verb in the passive: "was attacked", "the attacked base", "the base attacked by rebels".
pub fn is_passive(doc: &Document, verb: TokenId) -> bool {
    let token = doc.token(verb);
    let marked = |c: TokenId| {
        matches!(
            doc.token(c).deprel,
            Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass | Deprel::OblAgent
        )
    };
    if doc.children(verb).any(marked) {
        return true;
    }
    token.xpos == Xpos::Vbn
        && match token.deprel {
            Deprel::Acl | Deprel::Amod | Deprel::Advcl => true,
            // "was shot and killed": the voice of the first verb.
            Deprel::Conj => {
                let own_subject = doc.children(verb).any(|c| is_subject(doc.token(c).deprel));
                !own_subject && doc.head(verb).is_some_and(|h| is_passive(doc, h))
            }
            _ => false,
        }
}

fn is_subject(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
}

/// The grammatical subject of a predicate, stated or understood: that of the verb it is joined to, its controller, the
/// noun that a relative clause or a participle describes. For a passive verb this is the one acted upon.
pub fn subject(doc: &Document, predicate: TokenId) -> Option<TokenId> {
    subject_within(doc, predicate, DEPTH)
}

fn subject_within(doc: &Document, predicate: TokenId, depth: usize) -> Option<TokenId> {
    if let Some(own) = doc.children(predicate).find(|c| is_subject(doc.token(*c).deprel)) {
        return Some(antecedent(doc, own, predicate).unwrap_or(own));
    }
    let head = doc.head(predicate)?;
    if depth == 0 {
        return None;
    }
    match doc.token(predicate).deprel {
        Deprel::Conj | Deprel::Advcl | Deprel::Parataxis if is_predicate(doc, head) => {
            let marked = doc.token(predicate).deprel == Deprel::Advcl;
            if marked && is_passive(doc, predicate) && doc.token(predicate).xpos != Xpos::Vbn {
                return None;
            }
            // "urged them to leave and met his team": a verb with a tense is joined to one with a tense.
            let finite = doc.token(predicate).xpos == Xpos::Vbd && doc.token(predicate).deprel == Deprel::Conj;
            let above = std::iter::successors(Some(head), |t| doc.head(*t)).take(DEPTH);
            let head = if finite {
                above.clone().find(|t| is_finite_past(doc, *t)).unwrap_or(head)
            } else {
                head
            };
            subject_within(doc, head, depth - 1)
        }
        Deprel::Xcomp => doc
            .child(head, Deprel::Obj)
            .or_else(|| doc.child(head, Deprel::Iobj))
            .or_else(|| subject_within(doc, head, depth - 1)),
        // "the base attacked by rebels", "rebels attacking the base"; "the decision to leave" has its owner's.
        Deprel::Acl if doc.children(predicate).any(|c| doc.token(c).deprel == Deprel::Mark) => owner(doc, head),
        Deprel::Acl => Some(head),
        Deprel::AclRelcl => gap_is_subject(doc, predicate).then_some(head),
        _ => None,
    }
}

/// A verb in the past or with an auxiliary that is: "met", "has met", "was met".
fn is_finite_past(doc: &Document, verb: TokenId) -> bool {
    let aux = |c: TokenId| {
        matches!(doc.token(c).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
            && matches!(doc.token(c).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
    };
    matches!(doc.token(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) || doc.children(verb).any(aux)
}

/// A relative clause without any subject speaks of the noun it describes.
fn gap_is_subject(doc: &Document, predicate: TokenId) -> bool {
    !doc.children(predicate).any(|c| is_subject(doc.token(c).deprel))
}

fn is_predicate(doc: &Document, token: TokenId) -> bool {
    matches!(doc.token(token).upos, Upos::Verb | Upos::Aux)
        || doc
            .children(token)
            .any(|c| matches!(doc.token(c).deprel, Deprel::Cop | Deprel::Nsubj))
}

/// The noun that a relative pronoun stands for.
pub fn antecedent(doc: &Document, pronoun: TokenId, predicate: TokenId) -> Option<TokenId> {
    let relative = matches!(doc.token(pronoun).xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss);
    let mut clause = predicate;
    for _ in 0..DEPTH {
        match doc.token(clause).deprel {
            Deprel::AclRelcl if relative => return doc.head(clause),
            Deprel::Conj | Deprel::Xcomp | Deprel::Ccomp => clause = doc.head(clause)?,
            _ => return None,
        }
    }
    None
}

/// The direct object of a verb, or the noun that an object relative clause describes ("the base that rebels attacked").
pub fn object(doc: &Document, verb: TokenId) -> Option<TokenId> {
    if let Some(own) = doc.child(verb, Deprel::Obj) {
        return Some(antecedent(doc, own, verb).unwrap_or(own));
    }
    let gap = doc.token(verb).deprel == Deprel::AclRelcl
        && doc
            .children(verb)
            .any(|c| doc.token(c).deprel == Deprel::Nsubj && !matches!(doc.token(c).xpos, Xpos::Wdt | Xpos::Wp))
        && !doc
            .children(verb)
            .any(|c| matches!(doc.token(c).deprel, Deprel::Cop | Deprel::Ccomp | Deprel::Xcomp));
    if gap { doc.head(verb) } else { None }
}

/// The noun right before a time that says what something else is for, which is what the time tells of wherever the tree
/// hangs it: "talks" in "extended an invitation for talks on Wednesday".
pub fn purpose_before(doc: &Document, time: TokenId) -> Option<TokenId> {
    let noun = TokenId(preposition(doc, time)?.0.checked_sub(1)?);
    let aim = doc.token(noun).deprel == Deprel::Nmod && doc.token(noun).upos == Upos::Noun;
    (aim && doc.lower(preposition(doc, noun)?) == "for").then_some(noun)
}

/// Who a noun belongs to: "Russia" in "Russia's attack", "the attack by Russia" is not asked here.
pub fn owner(doc: &Document, noun: TokenId) -> Option<TokenId> {
    doc.child(noun, Deprel::NmodPoss)
}

/// The noun phrase of a head: what describes it, without relative clauses, appositions, joined phrases, and
/// without its own preposition, mark, or the punctuation at its ends.
pub fn noun_phrase(doc: &Document, head: TokenId) -> TokenRange {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for child in doc.children(head) {
        if child < head {
            left.push(child)
        } else {
            right.push(child)
        }
    }
    let mut start = head.0;
    for child in left.into_iter().rev() {
        match place(doc.token(child).deprel) {
            Place::Inside => start = doc.subtree(child).start.0.min(start),
            Place::Between => {}
            Place::Outside => break,
        }
    }
    let mut end = head.0 + 1;
    for child in right {
        match place(doc.token(child).deprel) {
            // "spent a million last year": a time behind a noun is the clause's.
            Place::Inside if doc.token(child).deprel == Deprel::NmodUnmarked => break,
            Place::Inside => end = doc.subtree(child).end.0.max(end),
            Place::Between => {}
            Place::Outside => break,
        }
    }
    trim(doc, start, end)
}

/// Where a child stands to the phrase of its head.
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
fn trim(doc: &Document, mut start: u32, mut end: u32) -> TokenRange {
    let loose = |t: u32| {
        let token = doc.token(TokenId(t));
        token.upos == Upos::Punct || matches!(token.deprel, Deprel::Cc) || token.xpos == Xpos::Pos
    };
    while end > start + 1 && loose(end - 1) {
        end -= 1;
    }
    while start + 1 < end && loose(start) {
        start += 1;
    }
    TokenRange::new(start, end)
}

/// The predicate that a token is said in: itself, or the nearest verb or copular predicate above it.
pub fn clause(doc: &Document, token: TokenId) -> TokenId {
    let mut at = token;
    while let Some(head) = doc.head(at) {
        if is_predicate(doc, at) && doc.token(at).deprel != Deprel::Amod {
            break;
        }
        at = head;
    }
    at
}
