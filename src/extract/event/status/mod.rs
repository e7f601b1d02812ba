//! Status of an event, from modals, negation, and the verbs, nouns and conjunctions above it.
//!
//! The walk goes from the trigger towards the root. The first word that says anything decides, but for two cases:
//! a negation or a modal of the governing word bends what that word says ("did not plan to attack").
//! [`own`] reads the words beside the event, [`above`] walks along those that it stands under, [`governor`] tells what one of
//! these says.

mod above;
mod clause;
mod governor;
mod own;

use super::features::{cluster, relation, xpos};
use crate::language::clause::{Tense, is_none, object, subject};
use crate::language::scorer::Features;
use crate::language::{Deprel, Document};
use crate::lexicon::cue;
use crate::model::facts::Status;
use crate::model::ids::TokenId;

use above::{above, behind_verb, stronger, untold};
use governor::{governed, held};
use own::{imperative, own_words, purpose};

/// A status by the rules, with the name of the rule that says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruled {
    pub(super) status: Status,
    by: &'static str,
}

/// The status of an event told by `trigger`, with the light verb that helps it.
pub(super) fn status(doc: &Document, trigger: TokenId, helper: Option<TokenId>) -> Ruled {
    let top = helper.unwrap_or(trigger);
    let by = |by: &'static str| move |status| Ruled { status, by };
    // "the hearing is scheduled", "the launch is planned"
    let helped = || governed(doc, trigger, helper?);
    match own_words(doc, trigger).or_else(|| own_words(doc, top)) {
        // "threatened that he could impose": what is threatened, demanded or denied may stand in any mood.
        Some(own @ (Status::Possible | Status::Predicted | Status::Planned)) => Some(match stronger(doc, top) {
            Some(status) => by("stronger")(status),
            None => by("own")(own),
        }),
        Some(own) => Some(by("own")(own)),
        None => (helped().map(by("helper")))
            .or_else(|| held(doc, top).map(by("subject")))
            .or_else(|| above(doc, top).map(by("above")))
            .or_else(|| behind_verb(doc, top).map(by("verb")))
            .or_else(|| purpose(doc, top).map(by("purpose")))
            .or_else(|| imperative(doc, top).map(by("imperative"))),
    }
    .unwrap_or(by("none")(Status::Asserted))
}

/// Evidence for the status of an event: what the rules say, the words of its own verb group and those of the words it
/// stands under.
pub(super) fn describe<'d>(
    doc: &'d Document,
    trigger: TokenId,
    helper: Option<TokenId>,
    ruled: Ruled,
    to: &mut Features<'d>,
) {
    let rule = ruled.status.label();
    let top = helper.unwrap_or(trigger);
    to.add("rule", rule);
    to.pair("rule.by", rule, ruled.by);
    to.pair("rule.tag", rule, xpos(doc, top));
    to.pair("rule.relation", rule, relation(doc, top));
    verb_group(doc, top, "own", to);
    to.pair("subject.determiner", determiner(doc, subject(doc, top)), xpos(doc, top));
    to.pair("object.determiner", determiner(doc, object(doc, top)), xpos(doc, top));
    let mut at = top;
    for level in ["above1", "above2", "above3"] {
        let Some(head) = doc.head(at) else {
            to.add(level, "root");
            break;
        };
        let relation = relation(doc, at);
        to.pair(level, doc.lemma(head), relation);
        to.pair(level, xpos(doc, head), relation);
        if let Some(said) = untold(doc, at, head).or_else(|| governed(doc, at, head)) {
            to.pair(level, said.label(), "says");
            to.pair("says", said.label(), rule);
        }
        if level == "above1" {
            governor(doc, top, head, to);
        }
        if cue::verb(doc.lemma(head)).is_some() {
            to.pair(level, "reports", relation);
        }
        verb_group(doc, head, level, to);
        at = head;
    }
    tense(doc, top, "own", to);
    if let Some(subject) = subject(doc, top) {
        to.pair("subject", doc.lemma(subject), xpos(doc, top));
    }
    let last = doc.sentence(doc.sentence_of(trigger)).tokens.iter().next_back();
    to.flag("question", last.is_some_and(|t| doc.lower(t) == "?"));
}

/// The word right above an event: the kind of word, its tense and what the rules say of it.
fn governor<'d>(doc: &'d Document, token: TokenId, head: TokenId, to: &mut Features<'d>) {
    let relation = relation(doc, token);
    cluster(doc, head, relation, to);
    tense(doc, head, "above1", to);
    to.pair("above1.rule", status(doc, head, None).status.label(), relation);
}

/// The tense, aspect and mood of a verb group, under the name of its level.
fn tense<'d>(doc: &'d Document, token: TokenId, level: &'static str, to: &mut Features<'d>) {
    let Some(group) = doc.verb_group(token) else { return };
    let name = match (group.tense, group.modality.is_some()) {
        (_, true) => "modal",
        (Some(Tense::Past), _) => "past",
        (Some(Tense::Present), _) => "present",
        (Some(Tense::Future), _) => "future",
        (None, _) => "none",
    };
    let aspect = match (group.perfect, group.progressive) {
        (true, _) => "perfect",
        (_, true) => "progressive",
        _ => "simple",
    };
    to.pair(level, name, aspect);
}

/// Auxiliaries, negations, conjunctions and determiners of a word, under the name of its level.
fn verb_group<'d>(doc: &'d Document, token: TokenId, level: &'static str, to: &mut Features<'d>) {
    for child in doc.children(token) {
        match doc.token(child).deprel {
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Mark | Deprel::Case | Deprel::Det => {
                to.pair(level, doc.lower(child), xpos(doc, token));
            }
            Deprel::Advmod | Deprel::Amod | Deprel::NmodPoss => to.pair(level, doc.lemma(child), "modifier"),
            _ => {}
        }
    }
}

/// The determiner of a noun, or what it is itself where it is a word like "nobody".
fn determiner(doc: &Document, noun: Option<TokenId>) -> &str {
    let Some(noun) = noun else { return "-" };
    match doc.child(noun, Deprel::Det) {
        Some(determiner) => doc.lower(determiner),
        None if is_none(doc, noun) => "no",
        None => "bare",
    }
}
