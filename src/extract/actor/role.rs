//! What the text says an actor is: titles before the name, appositions, predicates, relative clauses, parentheses.
//!
//! A role is kept as written, without its leading article. It names a noun ("president" in "the former US president"),
//! by which later phrases find their actor: "the president".

use crate::facts::ActorKind;
use crate::language::{Deprel, Document, TokenId, TokenRange, Upos, Xpos, phrase};
use crate::lexicon::actor;

use super::nominal;

/// A title or description of an actor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Role {
    /// Its words, without leading article.
    pub(crate) tokens: TokenRange,
    /// The noun that says what the actor is.
    pub(crate) noun: TokenId,
    /// True where the described noun stands in the sentence's structure instead of the name: "Kesh's mayor, Ann Lee,
    /// said". Then whatever is said of the noun is said of the actor.
    pub(crate) stands_for: bool,
}

/// The longest description taken as a role, in words.
const LONG: usize = 14;
/// How far a chain of heads is followed when two words are asked to be of one phrase.
const STEPS: usize = 6;

/// The roles told beside a mention of an actor: its words, its head word and what it names. In order of reading.
pub(crate) fn roles(doc: &Document, name: TokenRange, head: TokenId, kind: ActorKind) -> Vec<Role> {
    let mut roles = Vec::new();
    roles.extend(title(doc, name, head, kind));
    for child in doc.children(head).filter(|c| *c > head) {
        match doc.token(child).deprel {
            Deprel::Appos => roles.extend(described(doc, child, kind)),
            Deprel::AclRelcl => roles.extend(predicate_of(doc, child, kind)),
            _ => {}
        }
    }
    if let Some(above) = doc.head(head) {
        match doc.token(head).deprel {
            Deprel::Appos => roles.extend(described(doc, above, kind).map(|role| Role {
                stands_for: above < head,
                ..role
            })),
            Deprel::Nsubj | Deprel::NsubjPass => roles.extend(predicate_of(doc, above, kind)),
            _ => {}
        }
    }
    roles
}

/// "US President" before "Donald Trump", "Secretary of State" before "Ann Lee".
fn title(doc: &Document, name: TokenRange, head: TokenId, kind: ActorKind) -> Option<Role> {
    let last = name.start.0.checked_sub(1).map(TokenId)?;
    let run = run_before(doc, name.start, head);
    if run.is_empty() {
        return None;
    }
    if fits(doc, last, kind) {
        return role(doc, run, last).map(|role| Role {
            stands_for: is_above(doc, last, head),
            ..role
        });
    }
    // "of State": the title stands before the preposition, perhaps with an article after it.
    let mut of = run.start.0.checked_sub(1)?;
    if doc.lower(TokenId(of)) == "the" {
        of = of.checked_sub(1)?;
    }
    if !matches!(doc.lower(TokenId(of)), "of" | "for") {
        return None;
    }
    let noun = TokenId(of.checked_sub(1)?);
    let fits_title = actor::noun(doc.lemma(noun)).is_some_and(|n| n.title);
    if !fits_title || kind != ActorKind::Person {
        return None;
    }
    let left = run_before(doc, TokenId(of), noun);
    role(doc, TokenRange::new(left.start.0, name.start.0), noun)
}

/// The nouns, adjectives and possessors that stand immediately before a word and belong to its phrase.
fn run_before(doc: &Document, before: TokenId, head: TokenId) -> TokenRange {
    let sentence = doc.sentence(doc.sentence_of(head)).tokens;
    let mut start = before.0;
    while start > sentence.start.0 {
        let token = TokenId(start - 1);
        let word = doc.token(token);
        let nominal = matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
            || matches!(word.xpos, Xpos::Pos | Xpos::Hyph | Xpos::Vbn | Xpos::Vbg)
            || matches!(word.xpos, Xpos::Afx)
            || doc.lower(token) == "then"
            || is_inner_and(doc, token);
        if !nominal || !(same_phrase(doc, token, head) || word.xpos == Xpos::Pos) {
            break;
        }
        start -= 1;
    }
    // A possessive ending without its owner is no beginning.
    while start < before.0 && matches!(doc.token(TokenId(start)).xpos, Xpos::Pos | Xpos::Hyph) {
        start += 1;
    }
    TokenRange::new(start, before.0)
}

/// "and" between the capitalised words of one office: "Security and Defence Council Secretary".
fn is_inner_and(doc: &Document, token: TokenId) -> bool {
    let capital = |t: u32| {
        doc.tokens().get(t as usize).is_some_and(|_| {
            let form = doc.form(TokenId(t));
            form.starts_with(char::is_uppercase)
        })
    };
    matches!(doc.lower(token), "and" | "&") && token.0 > 0 && capital(token.0 - 1) && capital(token.0 + 1)
}

/// True for a title that the tree takes for the head of its name.
fn is_above(doc: &Document, title: TokenId, name: TokenId) -> bool {
    doc.head(name) == Some(title)
}

/// True if one of the words is above the other, or both hang on one noun.
fn same_phrase(doc: &Document, one: TokenId, other: TokenId) -> bool {
    let above = |from: TokenId, to: TokenId| {
        std::iter::successors(Some(from), |t| doc.head(*t))
            .take(STEPS)
            .any(|t| t == to)
    };
    above(one, other)
        || above(other, one)
        || doc
            .head(one)
            .is_some_and(|h| Some(h) == doc.head(other) && doc.token(h).upos != Upos::Verb)
}

/// A noun phrase that describes the actor: an apposition or a predicate.
fn described(doc: &Document, noun: TokenId, kind: ActorKind) -> Option<Role> {
    if !fits(doc, noun, kind) || is_named(doc, noun) {
        return None;
    }
    let phrase = phrase::noun_phrase(doc, noun);
    let phrase = if phrase.len() > LONG {
        TokenRange::new(phrase.start.0, noun.0 + 1)
    } else {
        phrase
    };
    role(doc, phrase, noun)
}

/// What a predicate says that its subject is: "is the mayor", "became mayor", "was elected mayor", "served as mayor".
fn predicate_of(doc: &Document, predicate: TokenId, kind: ActorKind) -> Option<Role> {
    let negated = doc
        .children(predicate)
        .any(|c| matches!(doc.lower(c), "not" | "n't" | "never"));
    if negated {
        return None;
    }
    if doc.child(predicate, Deprel::Cop).is_some() {
        return described(doc, predicate, kind);
    }
    let passive = phrase::is_passive(doc, predicate);
    let as_phrase = |c: &TokenId| {
        doc.token(*c).deprel == Deprel::Obl && phrase::preposition(doc, *c).is_some_and(|p| doc.lower(p) == "as")
    };
    let complement = match doc.lemma(predicate) {
        "become" | "remain" => {
            let complement = |c: &TokenId| matches!(doc.token(*c).deprel, Deprel::Xcomp | Deprel::Obj);
            doc.children(predicate).find(complement)
        }
        "elect" | "name" | "appoint" | "reelect" | "crown" if passive => {
            let complement = |c: &TokenId| matches!(doc.token(*c).deprel, Deprel::Xcomp | Deprel::Obj) || as_phrase(c);
            doc.children(predicate).find(complement)
        }
        "serve" | "work" | "act" | "swear" | "inaugurate" | "resign" => doc.children(predicate).find(as_phrase),
        _ => None,
    }?;
    described(doc, complement, kind)
}

/// True for a noun that can say what an actor of this kind is.
fn fits(doc: &Document, noun: TokenId, kind: ActorKind) -> bool {
    if !matches!(doc.token(noun).upos, Upos::Noun | Upos::Propn | Upos::Adj) {
        return false;
    }
    let Some(told) = nominal::noun(doc, noun) else {
        return false;
    };
    match kind {
        ActorKind::Person => told.kind == ActorKind::Person || told.title,
        ActorKind::Group => matches!(
            told.kind,
            ActorKind::Person | ActorKind::Group | ActorKind::Organization
        ),
        ActorKind::Organization | ActorKind::Place => {
            matches!(told.kind, ActorKind::Organization | ActorKind::Place | ActorKind::Group)
        }
    }
}

fn is_named(doc: &Document, token: TokenId) -> bool {
    let names = doc.names();
    let i = names.partition_point(|n| n.tokens.end <= token);
    names.get(i).is_some_and(|n| n.tokens.contains(token))
}

/// The role without leading article; none where nothing is left.
fn role(doc: &Document, tokens: TokenRange, noun: TokenId) -> Option<Role> {
    let mut start = tokens.start.0;
    while start < tokens.end.0 && matches!(doc.lower(TokenId(start)), "the" | "a" | "an" | "," | "then" | "this") {
        start += 1;
    }
    // A form of address is no role.
    let address = tokens.end.0 == start + 1 && actor::honorific(doc.lower(TokenId(start))).is_some();
    (start < tokens.end.0 && !address).then_some(Role {
        tokens: TokenRange::new(start, tokens.end.0),
        noun,
        stands_for: false,
    })
}
