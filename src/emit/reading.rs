//! An article prepared for reports: the record with look-ups and derived lists.

use std::collections::HashMap;

use super::aside::Aside;
use super::blocks::Blocks;
use super::cast::Cast;
use super::digest::Events;
use super::record::{EventRecord, QuoteRecord, Record};
use super::slices::Slices;
use super::{Page, View};

/// A page with its look-ups.
pub(super) struct Reading<'p> {
    pub(super) record: &'p Record,
    pub(super) slices: Slices<'p>,
    pub(super) blocks: Blocks,
    pub(super) cast: Cast<'p>,
    /// The sections that are not the article's own.
    pub(super) aside: Aside<'p>,
    pub(super) events: Events<'p>,
    /// The day of publication.
    pub(super) published: Option<&'p str>,
    by_id: HashMap<&'p str, &'p EventRecord>,
}

impl<'p> Reading<'p> {
    pub(super) fn of(page: &'p Page, view: &View) -> Reading<'p> {
        let record = &page.record;
        let slices = Slices::new(record.text.as_deref().unwrap_or_default());
        let aside = if view.related {
            Aside::default()
        } else {
            Aside::of(record)
        };
        Reading {
            record,
            blocks: Blocks::of(page, &slices),
            slices,
            cast: Cast::of(record),
            events: Events::of(record, &aside),
            aside,
            published: record.document.published.as_ref().map(|p| &*p.value),
            by_id: record.events.iter().map(|e| (&*e.id, e)).collect(),
        }
    }

    /// The text of the article at code points `[start, end)`.
    pub(super) fn slice(&self, start: u32, end: u32) -> &'p str {
        self.slices.get(start, end).unwrap_or_default()
    }

    /// The event of an id.
    pub(super) fn event(&self, id: Option<&str>) -> Option<&'p EventRecord> {
        self.by_id.get(id?).copied()
    }

    /// The words of an event's time, where it has no days of the calendar.
    pub(super) fn time_told(&self, event: &EventRecord) -> &'p str {
        let id = event.time.as_ref().filter(|_| event.date.is_none());
        let time = id.and_then(|id| self.record.times.iter().find(|t| t.id == *id));
        time.map_or("", |time| &time.text)
    }

    /// The name of a quote's speaker, or the source as written.
    pub(super) fn speaker(&self, quote: &'p QuoteRecord) -> &'p str {
        let words = quote.source.as_ref().map_or("Not named", |s| &*s.text);
        self.cast
            .get(quote.speaker.as_deref())
            .map_or(words, |actor| &*actor.name)
    }

    /// Quotes grouped by speaker, the largest group first.
    pub(super) fn by_speaker(&self, quotes: &[&'p QuoteRecord]) -> Vec<(&'p str, Vec<&'p QuoteRecord>)> {
        let mut speakers: Vec<(&str, Vec<&QuoteRecord>)> = Vec::new();
        let mut known = HashMap::new();
        for quote in quotes {
            let name = self.speaker(quote);
            let place = *known.entry((quote.speaker.as_deref(), name)).or_insert(speakers.len());
            match speakers.get_mut(place) {
                Some((_, quotes)) => quotes.push(quote),
                None => speakers.push((name, vec![quote])),
            }
        }
        speakers.sort_by_key(|(_, quotes)| std::cmp::Reverse(quotes.len()));
        speakers
    }
}
