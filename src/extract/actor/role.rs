//! What the text says an actor is: titles before the name, appositions, predicates, relative clauses, parentheses.
//!
//! A role is kept as written, without its leading article. It names a noun ("president" in "the former US president"),
//! by which later phrases find their actor: "the president".

use crate::language::{Deprel, Document, Upos, Xpos, phrase};
use crate::lexicon::actor;
use crate::model::facts::ActorKind;
use crate::model::ids::{TokenId, TokenRange};

use super::nominal;

/// A title or description of an actor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Role {
    /// Its words, without leading article.
    pub(crate) tokens: TokenRange,
    /// The noun that says what the actor is.
    pub(crate) noun: TokenId,
    /// True for titles and appositions: the noun is no mention of its own, and where it stands in the sentence's structure
    /// instead of the name ("Kesh's mayor, Ann Lee, said"), what is said of it is said of the actor.
    pub(crate) stands_for: bool,
}

/// The longest description taken as a role, in words.
const LONG: usize = 14;
/// How far a chain of heads is followed when two words are asked to be of one phrase.
const STEPS: usize = 6;

/// The roles told beside a mention of an actor: its words, its head word and what it names. In order of reading.
///
/// Titles and appositions are read off the words, by their tags: commas and articles tell them more surely than trees,
/// which often lose them. Predicates need the tree.
pub(crate) fn roles(doc: &Document, name: TokenRange, head: TokenId, kind: ActorKind) -> Vec<Role> {
    let mut roles = Vec::new();
    roles.extend(title(doc, name, head, kind).or_else(|| place_of(doc, name, kind)));
    roles.extend(described_before(doc, name, kind));
    roles.extend(described_after(doc, name, kind));
    for child in doc.children(head).filter(|c| *c > head) {
        match doc.token(child).deprel {
            Deprel::Appos => roles.extend(described(doc, child, kind)),
            Deprel::AclRelcl => roles.extend(predicate_of(doc, child, kind)),
            _ => {}
        }
    }
    if doc.token(head).deprel == Deprel::Appos
        && let Some(above) = doc.head(head).filter(|above| *above < head)
    {
        roles.extend(described(doc, above, kind));
    }
    let subject = phrase::first_conjunct(doc, head);
    if let Some(predicate) = doc.head(subject)
        && matches!(doc.token(subject).deprel, Deprel::Nsubj | Deprel::NsubjPass)
    {
        roles.extend(predicate_of(doc, predicate, kind).map(|role| Role {
            stands_for: false,
            ..role
        }));
    }
    let mut nouns = Vec::new();
    roles.retain(|role| !nouns.contains(&role.noun) && (nouns.push(role.noun), true).1);
    roles
}

/// "US President" before "Donald Trump", "Secretary of State" before "Ann Lee", "14-year-old" before "Zoe".
fn title(doc: &Document, name: TokenRange, head: TokenId, kind: ActorKind) -> Option<Role> {
    let last = before(doc, name.start)?;
    let run = run_before(doc, name.start, head);
    if run.is_empty() {
        return None;
    }
    let aged = kind == ActorKind::Person && doc.lower(last) == "old" && run.len() > 2;
    if fits(doc, last, kind) || aged {
        return role(doc, run, last);
    }
    // "of State": the title stands before the preposition, perhaps with an article after it.
    let mut of = before(doc, run.start)?;
    if doc.lower(of) == "the" {
        of = before(doc, of)?;
    }
    if !matches!(doc.lower(of), "of" | "for" | "to") {
        return None;
    }
    let noun = before(doc, of)?;
    let fits_title = actor::noun(doc.lemma(noun)).is_some_and(|n| n.title);
    if !fits_title || kind != ActorKind::Person {
        return None;
    }
    let left = run_before(doc, of, noun);
    role(doc, TokenRange::new(left.start.0, name.start.0), noun)
}

/// "Greek island" before "of Samos".
fn place_of(doc: &Document, name: TokenRange, kind: ActorKind) -> Option<Role> {
    let of = before(doc, name.start).filter(|of| doc.lower(*of) == "of" && kind == ActorKind::Place)?;
    let noun = before(doc, of)?;
    let place = nominal::noun(doc, noun).is_some_and(|n| n.kind == ActorKind::Place);
    if !place || nominal::is_plural(doc, noun) {
        return None;
    }
    role(doc, run_before(doc, of, noun), noun)
}

/// "The mayor of Kesh" in "The mayor of Kesh, Ann Lee, said".
fn described_before(doc: &Document, name: TokenRange, kind: ActorKind) -> Option<Role> {
    let comma = before(doc, name.start).filter(|t| doc.form(*t) == ",")?;
    let after = doc.tokens().get(name.end.0 as usize).map(|_| doc.form(name.end))?;
    if !matches!(after, "," | "." | ";" | "(") {
        return None;
    }
    // The article that begins the description, with nothing before it that the description could belong to.
    let sentence = doc.sentence(doc.sentence_of(comma)).tokens.start;
    let earliest = comma.0.saturating_sub(LONG as u32).max(sentence.0);
    let inside = |t: &TokenId| is_phrase_word(doc, *t);
    let words: Vec<TokenId> = (earliest..comma.0).rev().map(TokenId).take_while(inside).collect();
    let begin = words.iter().copied().rfind(|t| begins_phrase(doc, *t))?;
    if before(doc, begin).is_some_and(|t| doc.token(t).upos == Upos::Adp) {
        return None;
    }
    let noun = core(doc, begin, comma)?;
    (fits(doc, noun, kind) && !is_named(doc, noun)).then(|| role(doc, TokenRange::new(begin.0, comma.0), noun))?
}

/// "a mayor of Kesh" in "Ann Lee, a mayor of Kesh, said".
fn described_after(doc: &Document, name: TokenRange, kind: ActorKind) -> Option<Role> {
    let sentence = doc.sentence(doc.sentence_of(name.start)).tokens.end;
    let comma = name.end;
    if comma >= sentence || !matches!(doc.form(comma), "," | "—" | "–") {
        return None;
    }
    let latest = sentence.0.min(comma.0 + 1 + LONG as u32);
    let inside = |t: &TokenId| is_phrase_word(doc, *t);
    let words: Vec<TokenId> = (comma.0 + 1..latest).map(TokenId).take_while(inside).collect();
    let end = TokenId(words.last()?.0 + 1);
    let closed = end >= sentence
        || matches!(
            doc.form(end),
            "," | "." | ";" | "—" | "–" | ")" | "who" | "which" | "whose"
        );
    let begin = TokenId(comma.0 + 1);
    // Without an article only a person's office is told, not the next of a list.
    let article = begins_phrase(doc, begin) || kind == ActorKind::Person;
    let noun = core(doc, begin, end)?;
    let next_is_name = doc.tokens().get(noun.0 as usize + 1).is_some() && is_named(doc, TokenId(noun.0 + 1));
    let tells = fits(doc, noun, kind) && !is_named(doc, noun) && !next_is_name;
    (closed && article && tells && !nominal::is_plural(doc, noun))
        .then(|| role(doc, TokenRange::new(begin.0, end.0), noun))?
}

/// The noun that a phrase is about: the last one before its first preposition.
fn core(doc: &Document, begin: TokenId, end: TokenId) -> Option<TokenId> {
    let preposition = |t: &TokenId| matches!(doc.token(*t).upos, Upos::Adp | Upos::Sconj | Upos::Cconj);
    let front = (begin.0..end.0).map(TokenId).take_while(|t| !preposition(t));
    front
        .filter(|t| matches!(doc.token(*t).upos, Upos::Noun | Upos::Propn | Upos::Adj))
        .last()
}

fn begins_phrase(doc: &Document, token: TokenId) -> bool {
    matches!(
        doc.lower(token),
        "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "then"
    ) || doc.tokens().get(token.0 as usize + 1).is_some() && doc.token(TokenId(token.0 + 1)).xpos == Xpos::Pos
}

/// Words that a description is made of.
fn is_phrase_word(doc: &Document, token: TokenId) -> bool {
    let word = doc.token(token);
    matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det)
        || matches!(word.xpos, Xpos::Pos | Xpos::Hyph | Xpos::PrpPoss | Xpos::Afx)
        || matches!(
            doc.lower(token),
            "of" | "for" | "at" | "in" | "and" | "&" | "then" | "to" | "with"
        )
}

fn before(doc: &Document, token: TokenId) -> Option<TokenId> {
    let first = doc.sentence(doc.sentence_of(token)).tokens.start;
    (token > first).then(|| TokenId(token.0 - 1))
}

/// The nouns, adjectives and possessors that stand immediately before a word and belong to its phrase.
fn run_before(doc: &Document, end: TokenId, head: TokenId) -> TokenRange {
    let mut start = end;
    while let Some(token) = before(doc, start) {
        let word = doc.token(token);
        let nominal = matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
            || matches!(word.xpos, Xpos::Pos | Xpos::Hyph | Xpos::Vbn | Xpos::Vbg | Xpos::Afx)
            || matches!(doc.lower(token), "then" | "acting")
            || is_inner_and(doc, token);
        // The word before the name is its title whatever the tree says; the others must belong to the title.
        let title = TokenId(end.0 - 1);
        let joined =
            token == title || word.xpos == Xpos::Pos || same_phrase(doc, token, head) || same_phrase(doc, token, title);
        if !nominal || !joined {
            break;
        }
        start = token;
    }
    // A possessive ending without its owner is no beginning.
    while start < end && matches!(doc.token(start).xpos, Xpos::Pos | Xpos::Hyph) {
        start = TokenId(start.0 + 1);
    }
    TokenRange::new(start.0, end.0)
}

/// "and" between the capitalised words of one office: "Security and Defence Council Secretary".
fn is_inner_and(doc: &Document, token: TokenId) -> bool {
    let capital = |t: u32| (t as usize) < doc.tokens().len() && doc.form(TokenId(t)).starts_with(char::is_uppercase);
    matches!(doc.lower(token), "and" | "&") && token.0 > 0 && capital(token.0 - 1) && capital(token.0 + 1)
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
        stands_for: true,
    })
}
