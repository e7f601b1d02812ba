//! Leaving facts out of a record: `--only`, `--skip`, `--min-confidence`.
//!
//! What stays keeps its id, so that two runs with different selections still name the same fact alike. What points to
//! a fact that went is set to null or taken out of its list: every id in a record is the id of something in it. The
//! words stay where only their fact went (a participant keeps its text when actors are skipped).

use std::collections::HashSet;

use super::record::Record;
use crate::model::facts::Confidence;

/// A list of the record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the names of the lists
pub enum Kind {
    Times,
    Actors,
    Events,
    Figures,
    Quotes,
}

impl Kind {
    /// Every list.
    pub const ALL: [Kind; 5] = [Kind::Times, Kind::Actors, Kind::Events, Kind::Figures, Kind::Quotes];
}

/// What stays in a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Selection {
    /// The lists that stay.
    pub kinds: Vec<Kind>,
    /// Events, figures and quotes below it go.
    pub min_confidence: Confidence,
}

impl Default for Selection {
    fn default() -> Selection {
        Selection {
            kinds: Kind::ALL.to_vec(),
            min_confidence: Confidence::Low,
        }
    }
}

impl Selection {
    /// Takes out of a record what is not selected.
    pub fn apply(&self, record: &mut Record) {
        if *self == Selection::default() {
            return;
        }
        let has = |kind| self.kinds.contains(&kind);
        let sure = |confidence| confidence >= self.min_confidence;
        record.times.retain(|_| has(Kind::Times));
        record.actors.retain(|_| has(Kind::Actors));
        record.events.retain(|e| has(Kind::Events) && sure(e.confidence));
        record.figures.retain(|f| has(Kind::Figures) && sure(f.confidence));
        record.quotes.retain(|q| has(Kind::Quotes) && sure(q.confidence));
        drop_dangling(record);
    }
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
