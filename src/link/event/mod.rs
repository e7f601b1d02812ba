//! Events of the whole article: actors, attribution, dates, and two tellings made one.

mod date;
mod merge;

use crate::facts::Event;
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
    event.attribution = report.sayings.attribution(&report.quotes, event.trigger.head);
}
