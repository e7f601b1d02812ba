//! Events of the whole article: actors, attribution, dates, and two tellings made one.

mod date;
mod importance;
mod merge;

use std::collections::BTreeMap;

use crate::language::{Deprel, Document, Upos, clause};
use crate::lexicon::event::CueKind;
use crate::lexicon::{country, event};
use crate::link::Report;
use crate::model::facts::{ActorKind, Event, EventClass, MentionKind, Place, Role, Status};
use crate::model::ids::{ActorId, TokenId};

/// Maximum number of words climbed from an event to the cue of what it is told in.
const DEPTH: usize = 8;

/// Completes the report's events. Times must be resolved, quotes and actors linked.
pub(super) fn link(doc: &Document, report: &mut Report) {
    let published = doc.article.metadata.published.map(|p| p.date);
    let mut events: Vec<Event> = std::mem::take(&mut report.events);
    let countries = countries(report);
    for event in &mut events {
        actors(doc, report, &countries, event);
    }
    date::date(doc, &mut events, &report.times, published, &mut report.trace);
    report.events = merge::merge(doc, events);
}

/// Gives every event its importance. Figures must be linked.
pub(super) fn rate(doc: &Document, report: &mut Report) {
    importance::rate(doc, report);
}

/// The actors that are countries, by code.
fn countries(report: &Report) -> BTreeMap<&'static str, ActorId> {
    let mut countries = BTreeMap::new();
    for (number, actor) in (0..).zip(&report.actors) {
        if let Some(country) = country::lookup(&actor.name).filter(|c| c.form == country::Form::Name) {
            countries.entry(country.code).or_insert(ActorId(number));
        }
    }
    countries
}

/// Gives an event the actors of its participants and of its place, and its attribution.
fn actors(doc: &Document, report: &Report, countries: &BTreeMap<&'static str, ActorId>, event: &mut Event) {
    let violent = matches!(
        event.class,
        EventClass::Assault | EventClass::Disaster | EventClass::Coerce
    );
    for participant in &mut event.participants {
        let token = doc.token(participant.head);
        let named = || match token.upos {
            Upos::Propn => report.index.of(doc, participant.span),
            // "the Ukrainian withdrawal"
            Upos::Adj => {
                let country = country::lookup(token.span.of(doc.text()))?;
                countries.get(country.code).copied()
            }
            _ => None,
        };
        let of = |head| report.index.at(head);
        let actor = of(participant.head)
            .or_else(named)
            .or_else(|| of(described(doc, participant.head)?));
        participant.actor = actor.filter(|a| participant.role == Role::Agent || !is_thing(report, *a) || violent);
    }
    if let Some(place) = &mut event.place {
        place.actor = report.index.of(doc, place.span);
    }
    if matches!(event.class, EventClass::Movement | EventClass::Retreat) {
        reached(report, event);
    }
    event.attribution = report.sayings.attribution(&report.quotes, event.trigger.head);
    if is_presupposed(doc, report, event) {
        event.attribution.pop();
    }
}

/// Returns whether an event happened in a relative clause of what is only asked for, promised or threatened: who "demands
/// recognition of land it occupied in 2014" does not report that it was occupied.
fn is_presupposed(doc: &Document, report: &Report, event: &Event) -> bool {
    let head = event.trigger.head;
    let quote = report.sayings.at(head).map(|q| &report.quotes[q.0 as usize]);
    let cue = quote.and_then(|q| q.cue.as_ref().filter(|_| q.source.is_some()));
    let Some(cue) = cue.map(|c| c.head) else {
        return false;
    };
    let asks = matches!(
        event::status_cue(doc.lemma(cue), CueKind::Verb),
        Some(Status::Demanded | Status::Planned | Status::Proposed | Status::Threatened)
    );
    let mut up = std::iter::successors(Some(head), |t| doc.head(*t).filter(|h| *h != cue)).take(DEPTH);
    asks && event.status == Status::Asserted && up.any(|t| doc.token(t).deprel == Deprel::AclRelcl)
}

/// The noun that a word that is no actor itself speaks of: the one counted in "a number of senators", "most of the
/// residents", and the one that an apposition describes ("Lee, a rapporteur who …").
fn described(doc: &Document, head: TokenId) -> Option<TokenId> {
    let token = doc.token(head);
    let counts =
        matches!(token.upos, Upos::Adj | Upos::Det | Upos::Num | Upos::Pron) || event::frame(doc.lemma(head)).container;
    let of = |c: &TokenId| {
        doc.token(*c).deprel == Deprel::Nmod && clause::preposition(doc, *c).is_some_and(|p| doc.lower(p) == "of")
    };
    doc.children(head)
        .filter(|_| counts)
        .find(of)
        .or_else(|| doc.head(head).filter(|_| token.deprel == Deprel::Appos))
}

/// Buildings and stretches of land without a name suffer events as things do, not as actors.
fn is_thing(report: &Report, actor: ActorId) -> bool {
    let actor = &report.actors[actor.0 as usize];
    actor.kind == ActorKind::Place && actor.mentions.iter().all(|m| m.kind != MentionKind::Name)
}

/// Turns a place that is left or reached into the place of the event: nothing is done to it.
fn reached(report: &Report, event: &mut Event) {
    let is_place = |actor| matches!(actor, Some(id) if report.actors[id as usize].kind == ActorKind::Place);
    let goal = event
        .participants
        .iter()
        .position(|p| matches!(p.role, Role::Patient | Role::Recipient) && is_place(p.actor.map(|a| a.0)));
    if let Some(goal) = goal {
        let place = event.participants.remove(goal);
        event.place.get_or_insert(Place {
            span: place.span,
            actor: place.actor,
        });
    }
}
