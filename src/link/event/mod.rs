//! Events of the whole article: actors, attribution, dates, and two tellings made one.

mod date;
mod inherit;
mod merge;

use crate::facts::{ActorKind, Event, EventClass, Place, Role};
use crate::language::Document;
use crate::link::Report;

/// Completes the report's events. Times must be resolved, quotes and actors linked.
pub(super) fn link(doc: &Document, report: &mut Report) {
    let published = doc.article.metadata.published.map(|p| p.date);
    let mut events: Vec<Event> = std::mem::take(&mut report.events);
    for event in &mut events {
        actors(doc, report, event);
    }
    date::date(doc, &mut events, &report.times, published);
    report.events = merge::merge(doc, events);
}

/// Gives an event the actors of its participants and of its place, and on whose word it is told.
fn actors(doc: &Document, report: &Report, event: &mut Event) {
    for participant in &mut event.participants {
        let head = report.index.at(participant.head);
        participant.actor = head.or_else(|| report.index.of(doc, participant.span));
    }
    if let Some(place) = &mut event.place {
        place.actor = report.index.of(doc, place.span);
    }
    if matches!(event.class, EventClass::Movement | EventClass::Retreat) {
        reached(report, event);
    }
    event.attribution = report.sayings.attribution(&report.quotes, event.trigger.head);
}

/// Whoever leaves or reaches a place does nothing to it: it is where the event happens.
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
