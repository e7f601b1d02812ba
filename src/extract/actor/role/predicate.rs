//! Predicates: "Ann Lee is the mayor", "who became mayor", "was elected mayor", "served as mayor".

use super::apposition::described;
use super::{Bearer, Role};
use crate::language::{Deprel, Document, phrase};
use crate::model::facts::ActorKind;
use crate::model::ids::{TokenId, TokenRange};

/// What the relative clauses of a name say.
pub(super) fn of_relative_clause(bearer: &Bearer) -> Vec<Role> {
    let doc = bearer.doc;
    let clause = |c: &TokenId| *c > bearer.head && doc.token(*c).deprel == Deprel::AclRelcl;
    let clauses = doc.children(bearer.head).filter(clause);
    clauses.filter_map(|c| predicate(bearer, c)).collect()
}

/// What the clause says of which the bearer is the subject.
pub(super) fn of_clause(bearer: &Bearer) -> Vec<Role> {
    let doc = bearer.doc;
    let subject = phrase::first_conjunct(doc, bearer.head);
    let is_subject = matches!(doc.token(subject).deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let told = doc
        .head(subject)
        .filter(|_| is_subject)
        .and_then(|p| predicate(bearer, p));
    told.map(|role| Role {
        stands_for: false,
        ..role
    })
    .into_iter()
    .collect()
}

/// What a clause says that its subject is, for a subject that is no name ("She is a professor").
pub(crate) fn of_subject(doc: &Document, subject: TokenId, kind: ActorKind) -> Option<Role> {
    let name = TokenRange::new(subject.0, subject.0 + 1);
    let bearer = Bearer {
        doc,
        name,
        head: subject,
        kind,
    };
    of_clause(&bearer).pop()
}

/// What a predicate says that its subject is.
fn predicate(bearer: &Bearer, predicate: TokenId) -> Option<Role> {
    let doc = bearer.doc;
    let negated = doc
        .children(predicate)
        .any(|c| matches!(doc.lower(c), "not" | "n't" | "n’t" | "never"));
    if negated {
        return None;
    }
    if doc.child(predicate, Deprel::Cop).is_some() {
        return described(bearer, predicate);
    }
    let as_phrase = |c: &TokenId| {
        doc.token(*c).deprel == Deprel::Obl && phrase::preposition(doc, *c).is_some_and(|p| doc.lower(p) == "as")
    };
    let complement = |c: &TokenId| matches!(doc.token(*c).deprel, Deprel::Xcomp | Deprel::Obj);
    let told = match doc.lemma(predicate) {
        "become" | "remain" => doc.children(predicate).find(complement),
        "elect" | "name" | "appoint" | "reelect" | "crown" if phrase::is_passive(doc, predicate) => {
            doc.children(predicate).find(|c| complement(c) || as_phrase(c))
        }
        "serve" | "work" | "act" | "swear" | "inaugurate" | "resign" => doc.children(predicate).find(as_phrase),
        _ => None,
    }?;
    described(bearer, told)
}
