//! The summary of a record: its most important events in a few lines, and the order of the others.

use super::aside::Aside;
use super::record::{ActorRecord, DateRecord, EventRecord, Record};
use super::titles::Titles;
use crate::model::facts::{ActorKind, Confidence};

/// Importance below which an event is folded away.
pub(super) const SMALL: f32 = 0.35;
/// Least importance of an event in the summary: with a date, without one.
const KEY_DATED: f32 = 0.4;
const KEY_UNDATED: f32 = 0.5;
/// Maximum number of lines in the summary, and the number up to which undated events fill it.
const KEY_MOST: usize = 8;
const KEY_LEAST: usize = 5;

/// The events of a record by date and importance.
pub(super) struct Events<'r> {
    /// Events of the timeline, by date.
    pub(super) dated: Vec<&'r EventRecord>,
    /// Important events without a date, in order of text.
    pub(super) undated: Vec<&'r EventRecord>,
    /// Less important events, in order of text.
    pub(super) small: Vec<&'r EventRecord>,
    /// Events of other stories, in order of text.
    pub(super) other: Vec<&'r EventRecord>,
    titles: Titles,
}

impl<'r> Events<'r> {
    pub(super) fn of(record: &'r Record, aside: &Aside) -> Events<'r> {
        let (other, own): (Vec<_>, Vec<_>) = record.events.iter().partition(|e| aside.holds(&e.section));
        let matters = |e: &&EventRecord| match e.date {
            Some(_) => e.importance >= SMALL,
            None if record.years_before_christ(e).is_some() => e.importance >= SMALL,
            None => e.importance >= KEY_UNDATED && e.confidence != Confidence::Low,
        };
        let (large, small): (Vec<_>, Vec<_>) = own.into_iter().partition(matters);
        let (mut dated, undated): (Vec<_>, Vec<_>) = large
            .into_iter()
            .partition(|e| e.date.is_some() || record.years_before_christ(e).is_some());
        dated.sort_by(by_date);
        // Events before Christ, which have no day, come first, the earliest of them foremost.
        dated.sort_by_cached_key(|e| {
            let before = record.years_before_christ(e).map(std::cmp::Reverse);
            (before.is_none(), before)
        });
        Events {
            dated,
            undated,
            small,
            other,
            titles: Titles::of(record),
        }
    }

    /// The lines of the summary: the most important events in order of date, those of one clause together. What only
    /// headline and headings tell stands above the text already.
    pub(super) fn key(&self) -> Vec<KeyLine<'r>> {
        let lines = self.key_of(|event| !self.titles.tell(event));
        if lines.is_empty() { self.key_of(|_| true) } else { lines }
    }

    fn key_of(&self, wanted: impl Fn(&EventRecord) -> bool) -> Vec<KeyLine<'r>> {
        let of = |events: &[&'r EventRecord], least| {
            let mut sure = sure(events, least);
            sure.retain(|event| wanted(event));
            apart(sure)
        };
        let mut dated = of(&self.dated, KEY_DATED);
        let mut undated = of(&self.undated, KEY_UNDATED);
        dated.truncate(KEY_MOST);
        undated.truncate(KEY_LEAST.saturating_sub(dated.len()));
        dated.sort_by(by_date);
        undated.sort_by_key(|e| e.trigger.start);
        let mut lines: Vec<KeyLine> = Vec::new();
        for event in dated.into_iter().chain(undated) {
            let same = |line: &&mut KeyLine| (line.event.start, line.event.end) == (event.start, event.end);
            match (lines.iter_mut().find(same), &event.date) {
                (Some(line), Some(date)) => {
                    if !line
                        .dates
                        .iter()
                        .any(|d| (&d.start, &d.end) == (&date.start, &date.end))
                    {
                        line.dates.push(date);
                    }
                }
                (None, date) => lines.push(KeyLine {
                    event,
                    dates: date.iter().collect(),
                }),
                (Some(_), None) => {}
            }
        }
        lines
    }
}

/// A line of the summary.
pub(super) struct KeyLine<'r> {
    pub(super) event: &'r EventRecord,
    /// The dates of all events that its clause tells.
    pub(super) dates: Vec<&'r DateRecord>,
}

/// Events of enough importance and confidence, the most important first.
fn sure<'r>(events: &[&'r EventRecord], least: f32) -> Vec<&'r EventRecord> {
    let mut sure: Vec<&EventRecord> = events.to_vec();
    sure.retain(|e| e.importance >= least && e.confidence != Confidence::Low);
    sure.sort_by(|a, b| b.importance.total_cmp(&a.importance).then(a.start.cmp(&b.start)));
    sure
}

/// Events without those whose clause is part of another event's of the same date.
fn apart(events: Vec<&EventRecord>) -> Vec<&EventRecord> {
    let days = |e: &EventRecord| e.date.as_ref().map(|d| (d.start.clone(), d.end.clone()));
    let says = |a: &EventRecord, b: &EventRecord| a.start <= b.start && b.end <= a.end && days(a) == days(b);
    let mut apart: Vec<&EventRecord> = Vec::new();
    for event in events {
        if !apart.iter().any(|kept| says(kept, event)) {
            let place = apart.iter().position(|kept| says(event, kept));
            apart.retain(|kept| !says(event, kept));
            apart.insert(place.unwrap_or(apart.len()), event);
        }
    }
    apart
}

fn by_date(a: &&EventRecord, b: &&EventRecord) -> std::cmp::Ordering {
    let key = |e: &EventRecord| e.date.as_ref().map(|d| (d.start.clone(), d.end.clone()));
    key(a).cmp(&key(b)).then(a.trigger.start.cmp(&b.trigger.start))
}

/// The actors of a record by importance to a reader.
pub(super) struct Actors<'r> {
    /// Actors that act, speak or are named.
    pub(super) first: Vec<&'r ActorRecord>,
    /// Other places and groups.
    pub(super) rest: Vec<&'r ActorRecord>,
    /// Actors of other stories.
    pub(super) other: Vec<&'r ActorRecord>,
}

/// The actors of a record, each list in order of weight.
pub(super) fn actors<'r>(record: &'r Record, aside: &Aside) -> Actors<'r> {
    let mut busy = std::collections::HashMap::<&str, usize>::new();
    let events = record
        .events
        .iter()
        .filter(|e| !aside.holds(&e.section) && e.importance >= SMALL);
    let acting = events.flat_map(|e| e.participants.iter().filter_map(|p| p.actor.as_deref()));
    let quotes = record.quotes.iter().filter(|q| !aside.holds(&q.section));
    for id in acting.chain(quotes.filter_map(|q| q.speaker.as_deref())) {
        *busy.entry(id).or_default() += 1;
    }
    let does = |a: &ActorRecord| busy.get(&*a.id).copied().unwrap_or(0);
    let named = |a: &ActorRecord| {
        a.mentions
            .iter()
            .any(|m| m.kind == crate::model::facts::MentionKind::Name)
    };
    let leads = |a: &&ActorRecord| match a.kind {
        ActorKind::Person | ActorKind::Organization => named(a) || does(a) > 0,
        ActorKind::Place => does(a) > 0,
        ActorKind::Group => does(a) > 1,
    };
    let (other, own): (Vec<_>, Vec<_>) = record.actors.iter().partition(|a| aside.only_mentions(a));
    let (mut first, mut rest): (Vec<_>, Vec<_>) = own.into_iter().partition(leads);
    let idle = |a: &ActorRecord| does(a) == 0 && a.mentions.len() < 3;
    let start = |a: &ActorRecord| a.mentions.first().map_or(0, |m| m.start);
    let order = |a: &&ActorRecord, b: &&ActorRecord| {
        (idle(a).cmp(&idle(b)))
            .then(b.salience.total_cmp(&a.salience))
            .then(start(a).cmp(&start(b)))
    };
    first.sort_by(order);
    rest.sort_by(order);
    Actors { first, rest, other }
}
