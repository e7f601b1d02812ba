//! [`Arguments`]: who and what belongs to a verb, stated or understood.
//!
//! Universal Dependencies leaves much implicit: the second of two joined verbs has no subject of its own, nor has an
//! infinitive or a participle. These functions supply what a reader supplies. They look a few steps along the tree and
//! never search the sentence.

use super::DEPTH;
use super::cursor::Cursor;
use super::noun_phrase::{owner, predicate_of, preposition};
use super::relation::{is_predicate, is_subject};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::clause::{GovernorKind, Sense, governor};
use crate::lexicon::control;
use crate::model::ids::TokenId;

/// Way in which an argument was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Found {
    /// It is attached to the verb.
    Own,
    /// The noun that a relative clause describes: "the rebels who fled".
    Relative,
    /// The argument of the verb that it is joined to: "rebels attacked and fled".
    Conjunct,
    /// The subject of the clause that an adverbial clause belongs to: "fled after attacking".
    Clause,
    /// The object of the verb above: "urged residents to leave".
    ObjectControl,
    /// The subject of the verb above: "agreed to leave", "seemed to leave".
    SubjectControl,
    /// The noun that a participle describes: "rebels attacking the base", "the base attacked by rebels".
    Participle,
    /// The owner or maker of the noun that the verb describes: "Russia's decision to leave", "firms announced plans to leave".
    Owner,
}

/// The head of a noun phrase that is an argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Argument {
    /// The head of its noun phrase.
    pub head: TokenId,
    /// Way in which it was found.
    pub found: Found,
}

/// A noun phrase behind a preposition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Oblique {
    /// The preposition.
    pub preposition: TokenId,
    /// The head of the noun phrase.
    pub head: TokenId,
}

/// The arguments of a verb, by grammatical function.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Arguments {
    /// The subject; of a passive verb the one acted upon.
    pub subject: Option<Argument>,
    /// The direct object.
    pub object: Option<Argument>,
    /// The indirect object: "gave *them* food".
    pub indirect: Option<TokenId>,
    /// The agent of a passive: "by rebels".
    pub agent: Option<TokenId>,
    /// The phrases with a preposition that are attached to the verb, from left to right.
    pub obliques: Vec<Oblique>,
}

impl Arguments {
    /// The arguments of a verb or predicate.
    pub(crate) fn of(doc: &Document, verb: TokenId) -> Arguments {
        let oblique = |head: TokenId| {
            let relation = doc.token(head).deprel;
            let oblique = matches!(relation, Deprel::Obl | Deprel::OblAgent);
            let preposition = preposition(doc, head).filter(|_| oblique)?;
            Some(Oblique { preposition, head })
        };
        let object = find_object(doc, verb);
        Arguments {
            subject: find_subject(doc, verb),
            object,
            indirect: doc
                .child(verb, Deprel::Iobj)
                .filter(|i| object.is_none_or(|o| o.head != *i)),
            agent: agent(doc, verb).filter(|_| doc.is_passive(verb)),
            obliques: doc.children(verb).filter_map(oblique).collect(),
        }
    }
}

/// The head of the grammatical subject of a predicate, stated or understood. For a passive verb this is the one acted upon.
pub(crate) fn subject(doc: &Document, predicate: TokenId) -> Option<TokenId> {
    direct_subject(doc, predicate, DEPTH).map(|s| s.head)
}

/// The subject, also of an infinitive that describes a noun: whoever has or is asked what the noun says.
fn find_subject(doc: &Document, predicate: TokenId) -> Option<Argument> {
    direct_subject(doc, predicate, DEPTH).or_else(|| subject_through_noun(doc, predicate))
}

fn direct_subject(doc: &Document, predicate: TokenId, depth: usize) -> Option<Argument> {
    let own = doc.children(predicate).find(|c| is_subject(doc.token(*c).deprel));
    if let Some(own) = own {
        let relative = antecedent(doc, own, predicate);
        return Some(Argument {
            head: relative.unwrap_or(own),
            found: if relative.is_some() {
                Found::Relative
            } else {
                Found::Own
            },
        });
    }
    let head = doc.head(predicate)?;
    if depth == 0 {
        return None;
    }
    let found = |found: Found| move |argument: Argument| Argument { found, ..argument };
    let noun = |found: Found| move |head: TokenId| Argument { head, found };
    match doc.token(predicate).deprel {
        // "Lee worked for the paper, which closed, and said": behind a comma the main clause goes on.
        Deprel::Conj if is_past_relative(doc, predicate) => {
            let main = predicate_of(doc, doc.head(head)?);
            direct_subject(doc, main, depth - 1).map(found(Found::Conjunct))
        }
        // "made a second attempt, writing that …": behind a comma the participle is of the clause, not of the noun.
        Deprel::Acl if doc.token(predicate).xpos == Xpos::Vbg && is_behind_comma(doc, predicate) => {
            let main = predicate_of(doc, head);
            let subject = direct_subject(doc, main, depth - 1).filter(|s| s.head != predicate);
            let subject = subject.map(found(Found::Clause));
            subject.or(Some(noun(Found::Participle)(head)))
        }
        relation @ (Deprel::Conj | Deprel::Advcl | Deprel::Parataxis) if is_predicate(doc, head) => {
            let marked = relation == Deprel::Advcl;
            if marked && doc.is_passive(predicate) && doc.token(predicate).xpos != Xpos::Vbn {
                return None;
            }
            let way = if marked { Found::Clause } else { Found::Conjunct };
            direct_subject(doc, head, depth - 1).map(found(way))
        }
        Deprel::Xcomp => doc
            .child(head, Deprel::Obj)
            .or_else(|| doc.child(head, Deprel::Iobj))
            .filter(|_| !(doc.lemma(head) == "promise" && control::takes("self", "promise")))
            .map(noun(Found::ObjectControl))
            .or_else(|| direct_subject(doc, head, depth - 1).map(found(Found::SubjectControl))),
        // "the base attacked by rebels", "rebels attacking the base"; "the decision to leave" has its owner's.
        Deprel::Acl if doc.children(predicate).any(|c| doc.token(c).deprel == Deprel::Mark) => {
            owner(doc, head).map(noun(Found::Owner))
        }
        Deprel::Acl => Some(Argument {
            head,
            found: Found::Participle,
        }),
        // A relative clause without any subject speaks of the noun it describes.
        Deprel::AclRelcl => Some(Argument {
            head,
            found: Found::Relative,
        }),
        _ => None,
    }
}

/// Returns whether a comma stands right before a token.
fn is_behind_comma(doc: &Document, token: TokenId) -> bool {
    Cursor::sentence(doc, token).is(token.step(-1), &[","])
}

/// Returns whether the tree joins a verb to one in a relative clause that a comma has closed.
fn is_past_relative(doc: &Document, verb: TokenId) -> bool {
    let relative = doc.head(verb).is_some_and(|h| doc.token(h).deprel == Deprel::AclRelcl);
    let joined = verb.prev().filter(|p| doc.token(*p).upos == Upos::Cconj);
    relative && joined.is_some_and(|j| is_behind_comma(doc, j))
}

/// The firms in "firms announced plans to leave", the residents in "urged residents to leave".
fn subject_through_noun(doc: &Document, verb: TokenId) -> Option<Argument> {
    let infinitive = doc.child(verb, Deprel::Mark).is_some_and(|m| doc.lower(m) == "to");
    let noun = doc.head(verb).filter(|_| infinitive)?;
    let demands = |t: TokenId| governor(GovernorKind::Verb, doc.lemma(t)) == Some(Sense::Demanded);
    let above = doc.head(noun)?;
    let argument = |found: Found| move |head: TokenId| Argument { head, found };
    match doc.token(verb).deprel {
        Deprel::Acl if doc.token(above).upos == Upos::Verb => {
            if demands(above) && doc.token(noun).deprel == Deprel::Obj {
                return Some(Argument {
                    head: noun,
                    found: Found::ObjectControl,
                });
            }
            subject(doc, above).map(argument(Found::Owner))
        }
        Deprel::Ccomp | Deprel::Advcl => doc
            .child(noun, Deprel::Obj)
            .filter(|_| demands(noun))
            .map(argument(Found::ObjectControl)),
        _ => None,
    }
}

/// The noun that a relative pronoun stands for.
pub(crate) fn antecedent(doc: &Document, pronoun: TokenId, predicate: TokenId) -> Option<TokenId> {
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

/// The head of the direct object of a verb, or the noun that an object relative clause describes ("the base that rebels
/// attacked").
pub(crate) fn object(doc: &Document, verb: TokenId) -> Option<TokenId> {
    find_object(doc, verb).map(|o| o.head)
}

fn find_object(doc: &Document, verb: TokenId) -> Option<Argument> {
    if let Some(own) = doc.child(verb, Deprel::Obj) {
        let relative = antecedent(doc, own, verb);
        return Some(Argument {
            head: relative.unwrap_or(own),
            found: if relative.is_some() {
                Found::Relative
            } else {
                Found::Own
            },
        });
    }
    let addressed = || {
        doc.child(verb, Deprel::Iobj)
            .filter(|_| doc.child(verb, Deprel::Xcomp).is_some())
    };
    if let Some(head) = addressed().or_else(|| shared_object(doc, verb)) {
        let found = if doc.head(head) == Some(verb) {
            Found::Own
        } else {
            Found::Conjunct
        };
        return Some(Argument { head, found });
    }
    let subject =
        |c: TokenId| doc.token(c).deprel == Deprel::Nsubj && !matches!(doc.token(c).xpos, Xpos::Wdt | Xpos::Wp);
    let filled = |c: TokenId| matches!(doc.token(c).deprel, Deprel::Cop | Deprel::Ccomp | Deprel::Xcomp);
    let gap = doc.token(verb).deprel == Deprel::AclRelcl
        && doc.children(verb).any(subject)
        && !doc.children(verb).any(filled);
    Some(Argument {
        head: doc.head(verb).filter(|_| gap)?,
        found: Found::Relative,
    })
}

/// The object behind the last of joined verbs, which is attached to the first: "attacked and burned two ships".
fn shared_object(doc: &Document, verb: TokenId) -> Option<TokenId> {
    let first = doc.head(verb).filter(|_| doc.token(verb).deprel == Deprel::Conj)?;
    let own = |c: TokenId| matches!(doc.token(c).deprel, Deprel::Ccomp | Deprel::Xcomp | Deprel::Obl);
    let open = !doc.is_passive(verb) && !doc.children(verb).any(|c| c > verb && own(c));
    doc.child(first, Deprel::Obj).filter(|object| open && *object > verb)
}

/// The agent of a passive: "by rebels", also where it is attached to another of its phrases ("was hit in the leg by a guard",
/// "was shot dead by a guard").
pub(crate) fn agent(doc: &Document, verb: TokenId) -> Option<TokenId> {
    let by = |c: &TokenId| {
        let phrase = matches!(doc.token(*c).deprel, Deprel::Obl | Deprel::Nmod | Deprel::OblAgent);
        phrase && preposition(doc, *c).is_some_and(|p| doc.lower(p) == "by")
    };
    let phrase = |c: &TokenId| matches!(doc.token(*c).deprel, Deprel::Obl | Deprel::Xcomp | Deprel::Advmod);
    doc.child(verb, Deprel::OblAgent)
        .or_else(|| doc.children(verb).find(by))
        .or_else(|| {
            let phrases = doc.children(verb).filter(|c| *c > verb && phrase(c));
            let nominal = phrases.filter(|c| doc.token(*c).upos != Upos::Verb);
            nominal.flat_map(|c| doc.children(c)).find(by)
        })
}
