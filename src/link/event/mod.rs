//! Events of the whole article: dates, actors, attribution, and two tellings made one.

mod date;
mod merge;

use crate::facts::Event;
use crate::language::Document;
use crate::link::Report;

/// Completes the report's events. Times must be resolved, quotes and actors linked.
pub(super) fn link(doc: &Document, report: &mut Report) {
    let published = doc.article.metadata.published.map(|p| p.date);
    let mut events: Vec<Event> = std::mem::take(&mut report.events);
    date::date(doc, &mut events, &report.times, published);
    report.events = merge::merge(doc, events);
}
