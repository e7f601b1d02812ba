//! Who speaks, as written: the source of a cue.

use crate::language::phrase;
use crate::language::{Deprel, Document, TokenId, TokenRange, Upos, Xpos};

/// A phrase longer than this is a sign of a wrong tree; only its core is taken.
const LONG: usize = 45;

/// The source of a reporting verb: its subject with all that describes it; the agent of a passive.
pub(super) fn of_verb(doc: &Document, verb: TokenId) -> Option<TokenRange> {
    if phrase::is_passive(doc, verb) {
        return agent(doc, verb);
    }
    let own = doc
        .children(verb)
        .find(|c| matches!(doc.token(*c).deprel, Deprel::Nsubj | Deprel::NsubjOuter));
    let head = own.or_else(|| controller(doc, verb))?;
    if is_empty(doc, head) {
        return None;
    }
    Some(whole(doc, head, verb))
}

/// The subject that a verb shares with another. An adjunct clause is not asked for where its verb is the first word of
/// a conditional or of a purpose.
fn controller(doc: &Document, verb: TokenId) -> Option<TokenId> {
    let mut at = verb;
    // "was quoted as saying": the one quoted is the subject of the passive above.
    for _ in 0..4 {
        match doc.token(at).deprel {
            Deprel::Acl | Deprel::AclRelcl => return doc.head(at),
            Deprel::Conj | Deprel::Advcl | Deprel::Xcomp | Deprel::Parataxis | Deprel::Ccomp => at = doc.head(at)?,
            _ => break,
        }
        let subject = |c: &TokenId| matches!(doc.token(*c).deprel, Deprel::Nsubj | Deprel::NsubjPass);
        if doc.token(at).deprel != Deprel::Xcomp
            && let Some(object) = doc.child(at, Deprel::Obj)
            && doc.token(verb).deprel == Deprel::Xcomp
            && object < verb
        {
            return Some(object);
        }
        if let Some(subject) = doc.children(at).find(subject) {
            return Some(subject);
        }
    }
    None
}

/// "by the ministry" beside a passive.
fn agent(doc: &Document, verb: TokenId) -> Option<TokenRange> {
    let by = |c: &TokenId| {
        matches!(doc.token(*c).deprel, Deprel::OblAgent | Deprel::Obl)
            && phrase::preposition(doc, *c).is_some_and(|p| doc.lower(p) == "by")
            && matches!(doc.token(*c).upos, Upos::Propn | Upos::Noun | Upos::Pron)
    };
    let head = doc.children(verb).find(by)?;
    Some(whole(doc, head, verb))
}

/// "it" and "there" that stand for nobody, and question words.
fn is_empty(doc: &Document, head: TokenId) -> bool {
    doc.token(head).deprel == Deprel::Expl
        || doc.token(head).xpos == Xpos::Ex
        || matches!(doc.lower(head), "what" | "whatever" | "nothing")
}

/// The whole phrase of a noun: appositions, relative clauses and joined phrases too, without its preposition.
pub(super) fn whole(doc: &Document, head: TokenId, cue: TokenId) -> TokenRange {
    let all = doc.subtree(head);
    if all.contains(cue) || all.len() > LONG {
        return phrase::noun_phrase(doc, head);
    }
    trim(doc, all)
}

/// Without punctuation, prepositions and conjunctions at its ends; an opening or closing bracket stays.
pub(super) fn trim(doc: &Document, range: TokenRange) -> TokenRange {
    let (mut start, mut end) = (range.start.0, range.end.0);
    let mark = |t: u32| {
        let token = doc.token(TokenId(t));
        token.upos == Upos::Punct && !matches!(token.xpos, Xpos::Lrb | Xpos::Rrb)
    };
    while end > start + 1 && mark(end - 1) {
        end -= 1;
    }
    let leading = |t: u32| {
        let token = doc.token(TokenId(t));
        mark(t) || matches!(token.deprel, Deprel::Case | Deprel::Cc) && token.xpos != Xpos::Pos
    };
    while start + 1 < end && leading(start) {
        start += 1;
    }
    TokenRange::new(start, end)
}

/// True for a phrase that can speak: a name, a pronoun for persons, or a noun.
pub(super) fn can_speak(doc: &Document, range: TokenRange) -> bool {
    range.iter().any(|t| {
        matches!(
            doc.token(t).upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det | Upos::Adj
        )
    })
}
