//! Predicates: "Ann Lee is the mayor", "who became mayor", "was elected mayor", "served as mayor", "made Ann Lee mayor".

use super::apposition::described;
use super::{Bearer, Role};
use crate::extract::actor::nominal;
use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::actor_word::List;
use crate::model::facts::ActorKind;
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of joined or adverbial clauses without own subject that are read below one clause.
const CLAUSES: usize = 6;

/// Roles from the relative clauses of a name.
pub(super) fn of_relative_clause(bearer: &Bearer) -> Vec<Role> {
    let doc = bearer.doc;
    let clause = |c: &TokenId| *c > bearer.head && doc.token(*c).deprel == Deprel::AclRelcl;
    let clauses = doc.children(bearer.head).filter(clause);
    clauses.flat_map(|c| predicate(bearer, c)).collect()
}

/// Roles from the clauses in which the bearer is subject or object.
pub(super) fn of_clause(bearer: &Bearer) -> Vec<Role> {
    let doc = bearer.doc;
    let argument = clause::first_conjunct(doc, bearer.head);
    let Some(verb) = doc.head(argument) else {
        return Vec::new();
    };
    let told: Vec<Role> = match doc.token(argument).deprel {
        Deprel::Nsubj | Deprel::NsubjPass => {
            let clauses = sharing(doc, verb);
            clauses.into_iter().flat_map(|c| predicate(bearer, c)).collect()
        }
        Deprel::Obj => object(bearer, verb).into_iter().collect(),
        _ => Vec::new(),
    };
    let apart = |role| Role {
        stands_for: false,
        ..role
    };
    told.into_iter().map(apart).collect()
}

/// A clause with the clauses that share its subject: "ruled the country, | serving as its premier and | then as
/// president".
fn sharing(doc: &Document, clause: TokenId) -> Vec<TokenId> {
    let mut all = vec![clause];
    let mut next = 0;
    while next < all.len() && all.len() < CLAUSES {
        let shares = |c: &TokenId| {
            let token = doc.token(*c);
            let joined = token.deprel == Deprel::Conj;
            // "Known as a maverick, Lee won"
            let opens = token.xpos == Xpos::Vbn && *c < clause && doc.lemma(*c) == "know";
            let participle =
                matches!(token.deprel, Deprel::Advcl | Deprel::Xcomp) && (token.xpos == Xpos::Vbg || opens);
            let verbal = token.upos == Upos::Verb || doc.child(*c, Deprel::Cop).is_some();
            let subject = |s: TokenId| matches!(doc.token(s).deprel, Deprel::Nsubj | Deprel::NsubjPass);
            verbal && (joined || participle) && !doc.children(*c).any(subject)
        };
        all.extend(doc.children(all[next]).filter(shares));
        next += 1;
    }
    all
}

/// The role that a clause gives its subject, where that is no name ("She is a professor").
pub(crate) fn of_subject(doc: &Document, subject: TokenId, kind: ActorKind) -> Option<Role> {
    let name = TokenRange::one(subject);
    let bearer = Bearer {
        doc,
        name,
        head: subject,
        kind,
    };
    of_clause(&bearer).into_iter().next()
}

/// The roles that a predicate gives its subject: "is a poet and the mayor".
fn predicate(bearer: &Bearer, predicate: TokenId) -> Vec<Role> {
    let doc = bearer.doc;
    if is_negated(doc, predicate) {
        return Vec::new();
    }
    let Some(noun) = predicate_noun(bearer, predicate) else {
        return Vec::new();
    };
    let copula = noun == predicate;
    let first = described(bearer, noun).or_else(|| if copula { profession(bearer, noun) } else { None });
    let joined = |c: &TokenId| doc.token(*c).deprel == Deprel::Conj && doc.token(*c).upos == Upos::Noun;
    let joined = doc.children(noun).filter(joined).filter_map(|c| described(bearer, c));
    first.into_iter().chain(joined).collect()
}

/// The noun of a predicate that says what its subject is.
fn predicate_noun(bearer: &Bearer, predicate: TokenId) -> Option<TokenId> {
    let doc = bearer.doc;
    if doc.child(predicate, Deprel::Cop).is_some() {
        return Some(predicate);
    }
    let passive = clause::is_passive(doc, predicate);
    let complement = |c: &TokenId| matches!(doc.token(*c).deprel, Deprel::Xcomp | Deprel::Obj);
    let mut children = doc.children(predicate);
    match doc.lemma(predicate) {
        "become" | "remain" => children.find(complement),
        lemma if passive && List::Appoint.has(lemma) => children.find(|c| complement(c) || is_as_phrase(doc, *c)),
        lemma if passive || List::ActAs.has(lemma) || doc.child(predicate, Deprel::Obj).is_none() => {
            let opinion = List::Opine.has(lemma);
            children.find(|c| !opinion && is_as_phrase(doc, *c))
        }
        _ => None,
    }
}

/// The role that a verb gives its object: "named Ann Lee as mayor", "made her the first mayor".
fn object(bearer: &Bearer, verb: TokenId) -> Option<Role> {
    let doc = bearer.doc;
    if is_negated(doc, verb) || !List::Appoint.has(doc.lemma(verb)) {
        return None;
    }
    let complement = |c: &TokenId| doc.token(*c).deprel == Deprel::Xcomp || is_as_phrase(doc, *c);
    let told = doc
        .children(verb)
        .find(|c| *c > bearer.head && complement(c) && doc.token(*c).upos == Upos::Noun)?;
    described(bearer, told)
}

/// The role of a noun of no list with the ending of a profession: "Ann Lee is a veterinarian".
fn profession(bearer: &Bearer, noun: TokenId) -> Option<Role> {
    let doc = bearer.doc;
    let lemma = doc.lemma(noun);
    let doer = ["ian", "eer", "er", "or", "ant"].iter().any(|end| lemma.ends_with(end));
    let article = doc
        .child(noun, Deprel::Det)
        .is_some_and(|d| matches!(doc.lower(d), "a" | "an"));
    let common = doc.token(noun).upos == Upos::Noun && nominal::noun(doc, noun).is_none();
    let person = bearer.kind == ActorKind::Person && doer && article && common && lemma.len() > 5;
    person.then(|| super::role(doc, clause::noun_phrase(doc, noun), noun))?
}

fn is_negated(doc: &Document, predicate: TokenId) -> bool {
    doc.verb_group(predicate).is_some_and(|g| g.is_negated())
}

/// Returns whether a noun stands behind "as": "as mayor".
fn is_as_phrase(doc: &Document, noun: TokenId) -> bool {
    matches!(doc.token(noun).deprel, Deprel::Obl | Deprel::Nmod)
        && clause::preposition(doc, noun).is_some_and(|p| doc.lower(p) == "as")
}
