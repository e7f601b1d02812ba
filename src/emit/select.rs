//! Selection of the facts in a record: by kind, by confidence, and by conditions on events.
//!
//! Facts keep their ids, so that runs with different selections give the same fact the same id. References to removed
//! facts are set to null or taken out of their list: every id in a record is the id of something in it. Words stay
//! where only their fact was removed (a participant keeps its text when actors are skipped).
//!
//! With conditions on events, a figure stays with its event, and a quote if its content holds the trigger of an event
//! that stays. With an actor as the only condition, its quotes and attributed figures stay, too.

use std::collections::HashSet;

use super::record::{ActorRecord, EventRecord, Record};
use crate::model::facts::{Confidence, DateBasis, EventClass, Status};

/// A list of the record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Kind {
    /// Time expressions.
    Times,
    /// Actors.
    Actors,
    /// Events.
    Events,
    /// Figures.
    Figures,
    /// Quotes.
    Quotes,
}

impl Kind {
    /// Every list.
    pub const ALL: [Kind; 5] = [Kind::Times, Kind::Actors, Kind::Events, Kind::Figures, Kind::Quotes];
}

/// Conditions on the facts that stay in a record.
#[derive(Clone, PartialEq, Debug)]
pub struct Selection {
    /// The lists that stay.
    pub kinds: Vec<Kind>,
    /// Least confidence of events, figures and quotes.
    pub min_confidence: Confidence,
    /// Conditions on events.
    pub events: Wanted,
    /// True for events in order of date, undated ones last.
    pub by_date: bool,
}

/// Conditions on an event. The default is met by all.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Wanted {
    /// On this day or later, ISO 8601.
    pub since: Option<String>,
    /// On this day or earlier, ISO 8601.
    pub until: Option<String>,
    /// One of these classes; empty for any.
    pub classes: Vec<EventClass>,
    /// One of these statuses; empty for any.
    pub statuses: Vec<Status>,
    /// With an actor of this name, alias, id or part of a name, in any case of letters.
    pub actor: Option<String>,
    /// Least importance, 0 to 1.
    pub min_importance: f32,
    /// With a date.
    pub dated: bool,
    /// With a date by words of its own.
    pub explicit_dates: bool,
}

impl Default for Selection {
    fn default() -> Selection {
        Selection {
            kinds: Kind::ALL.to_vec(),
            min_confidence: Confidence::Low,
            events: Wanted::default(),
            by_date: false,
        }
    }
}

impl Selection {
    /// Removes the other facts from a record.
    pub fn apply(&self, record: &mut Record) {
        if *self == Selection::default() {
            return;
        }
        if self.events != Wanted::default() {
            self.events.apply(record);
        }
        let has = |kind| self.kinds.contains(&kind);
        let sure = |confidence| confidence >= self.min_confidence;
        record.times.retain(|_| has(Kind::Times));
        record.actors.retain(|_| has(Kind::Actors));
        record.events.retain(|e| has(Kind::Events) && sure(e.confidence));
        record.figures.retain(|f| has(Kind::Figures) && sure(f.confidence));
        record.quotes.retain(|q| has(Kind::Quotes) && sure(q.confidence));
        drop_dangling(record);
        if self.by_date {
            let key = |e: &EventRecord| e.date.as_ref().map(|d| (d.start.clone(), d.end.clone()));
            record.events.sort_by_cached_key(|e| (e.date.is_none(), key(e)));
        }
    }
}

impl Wanted {
    fn apply(&self, record: &mut Record) {
        let actors: Option<HashSet<String>> = self.actor.as_deref().map(|name| {
            let found = record.actors.iter().filter(|a| is_called(a, name));
            found.map(|a| a.id.clone()).collect()
        });
        let wanted = |id: &Option<String>| match (&actors, id) {
            (Some(actors), Some(id)) => actors.contains(id),
            _ => false,
        };
        let takes_part = |e: &EventRecord| {
            e.participants.iter().any(|p| wanted(&p.actor))
                || e.attribution.iter().any(|a| wanted(&a.actor))
                || e.place.as_ref().is_some_and(|p| wanted(&p.actor))
        };
        record
            .events
            .retain(|e| self.fits(e) && (actors.is_none() || takes_part(e)));
        let kept: HashSet<&str> = record.events.iter().map(|e| &*e.id).collect();
        let mut triggers: Vec<u32> = record.events.iter().map(|e| e.trigger.start).collect();
        triggers.sort_unstable();
        let only_actor = Wanted {
            actor: None,
            ..self.clone()
        } == Wanted::default();
        record.figures.retain(|f| {
            let of_event = f.event.as_ref().is_some_and(|e| kept.contains(&**e));
            of_event || (only_actor && f.attribution.iter().any(|a| wanted(&a.actor)))
        });
        record.quotes.retain(|q| {
            let tells = |(start, end): (u32, u32)| {
                triggers
                    .get(triggers.partition_point(|t| *t < start))
                    .is_some_and(|t| *t < end)
            };
            q.content.iter().any(|c| tells((c.start, c.end))) || (only_actor && wanted(&q.speaker))
        });
    }

    fn fits(&self, event: &EventRecord) -> bool {
        let any = |empty: bool, holds: bool| empty || holds;
        let date = event.date.as_ref();
        let told = |d: &super::record::DateRecord| matches!(d.basis, DateBasis::Explicit | DateBasis::Relative);
        any(self.classes.is_empty(), self.classes.contains(&event.class))
            && any(self.statuses.is_empty(), self.statuses.contains(&event.status))
            && event.importance >= self.min_importance
            && any(!self.dated, date.is_some())
            && any(!self.explicit_dates, date.is_some_and(told))
            && self
                .since
                .as_ref()
                .is_none_or(|day| date.is_some_and(|d| d.end >= *day))
            && self
                .until
                .as_ref()
                .is_none_or(|day| date.is_some_and(|d| d.start <= *day))
    }
}

/// Returns whether an actor goes by a name, or by part of it.
fn is_called(actor: &ActorRecord, name: &str) -> bool {
    let name = name.to_lowercase();
    let words = |text: &str| format!(" {} ", text.to_lowercase());
    let part = format!(" {name} ");
    actor.id == name || words(&actor.name).contains(&part) || actor.aliases.iter().any(|a| a.to_lowercase() == name)
}

/// Unsets every reference to a fact that is not in the record.
fn drop_dangling(record: &mut Record) {
    let ids: HashSet<String> = (record.times.iter().map(|t| &t.id))
        .chain(record.actors.iter().map(|a| &a.id))
        .chain(record.events.iter().map(|e| &e.id))
        .chain(record.figures.iter().map(|f| &f.id))
        .cloned()
        .collect();
    let keep = |id: &mut Option<String>| *id = id.take().filter(|id| ids.contains(id) || id == "published");
    for time in &mut record.times {
        keep(&mut time.anchor);
    }
    for actor in &mut record.actors {
        actor.members.retain(|m| ids.contains(m));
    }
    for event in &mut record.events {
        event.participants.iter_mut().for_each(|p| keep(&mut p.actor));
        event.place.iter_mut().for_each(|p| keep(&mut p.actor));
        event.date.iter_mut().for_each(|d| keep(&mut d.time));
        keep(&mut event.time);
        event.attribution.iter_mut().for_each(|a| keep(&mut a.actor));
        event.figures.retain(|f| ids.contains(f));
    }
    for figure in &mut record.figures {
        keep(&mut figure.event);
        keep(&mut figure.as_of);
        figure.attribution.iter_mut().for_each(|a| keep(&mut a.actor));
    }
    for quote in &mut record.quotes {
        keep(&mut quote.speaker);
    }
}
