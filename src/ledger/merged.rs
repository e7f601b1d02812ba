//! The ledger of decisions, in order: entries are sorted by their first day, ids tell their places.

use rustc_hash::FxHashMap as HashMap;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::conflicts;
use super::days::day;
use super::decisions::Decisions;
use super::digest::Digest;
use super::entries::{Entries, Ids};
use super::types::*;
use crate::emit::record::Generator;

/// A ledger whose entries are made one by one, each when it is written, so that many articles fit into memory. It
/// writes the bytes that its [`Ledger`] writes.
pub struct Merged {
    pub(super) entries: Entries,
    pub(super) ids: Ids,
    /// The stories in order.
    pub(super) stories: Vec<u32>,
    /// The happenings in order.
    pub(super) events: Vec<u32>,
    /// For each happening its day, if it is news of one day.
    news: Vec<Option<i32>>,
    /// The series in order.
    pub(super) series: Vec<u32>,
    pub(super) conflicts: Vec<Conflict>,
    warnings: Vec<Notice>,
}

impl Merged {
    /// Makes all decisions on articles in order of publication.
    pub(super) fn new(digests: Vec<Digest>, warnings: Vec<Notice>) -> Merged {
        let decisions = Decisions::on(&digests);
        let entries = Entries { digests, decisions };
        let mut ids = Ids::default();
        let entities = 0..entries.decisions.actors.groups.len() as u32;
        ids.names = entities.map(|n| entries.entity(n).name.into()).collect();
        let stories = entries.order_of_stories();
        ids.stories = places(&stories);
        let mut merged = Merged {
            entries,
            ids,
            stories,
            events: Vec::new(),
            news: Vec::new(),
            series: Vec::new(),
            conflicts: Vec::new(),
            warnings,
        };
        // Each entry is made to know its place and its contradictions, and made again where it is written.
        merged.order_events();
        merged.order_series();
        let speakers = merged.entries.two_speakers().into_iter().map(conflicts::of_speakers);
        let mut contradictions: Vec<Conflict> = speakers.collect();
        contradictions.extend(merged.quotes().filter_map(|quote| conflicts::of_wordings(&quote)));
        merged.conflicts.extend(contradictions);
        merged.conflicts.sort_by_key(|conflict| conflict.kind);
        for (number, conflict) in (1..).zip(&mut merged.conflicts) {
            conflict.id = format!("X{number}");
        }
        merged
    }

    fn order_events(&mut self) {
        let mut order = Vec::new();
        let mut contradictions = Vec::new();
        let happenings = self.entries.decisions.happenings.len();
        self.ids.events = vec![0; happenings];
        for number in 0..happenings as u32 {
            let event = self.entries.happening(number, &self.ids);
            let date = event.date.as_ref().and_then(|d| Some((day(&d.start)?, day(&d.end)?)));
            let published = event.tellings[0].published.as_deref().and_then(day);
            let first = date.or(published.map(|day| (day, day)));
            order.push((first.is_none(), first, number));
            let one_day = date.filter(|(start, end)| start == end && event.importance > 0.5);
            self.news.push(one_day.map(|(day, _)| day));
            contradictions.extend(conflicts::of_event(&event).map(|conflict| (number, conflict)));
        }
        order.sort_unstable();
        self.events = order.into_iter().map(|(_, _, number)| number).collect();
        self.ids.events = places(&self.events);
        contradictions.sort_by_key(|(number, _)| self.ids.events[*number as usize]);
        let named = contradictions.into_iter().map(|(number, conflict)| Conflict {
            event: Some(self.ids.event(number)),
            ..conflict
        });
        self.conflicts.extend(named);
    }

    fn order_series(&mut self) {
        let mut order = Vec::new();
        let mut contradictions: HashMap<u32, Vec<Conflict>> = HashMap::default();
        let id = |article: u32| &*self.entries.digests[article as usize].article.id;
        let copies = (0..).zip(&self.entries.decisions.copies);
        let copies = copies.filter_map(|(copy, of)| Some((id(copy), id((*of)?)))).collect();
        for (number, row) in (0..).zip(&self.entries.decisions.rows) {
            let series = self.entries.series(number, &self.ids);
            let first = &series.points[0];
            let day = first.as_of.as_deref().or(first.published.as_deref()).and_then(day);
            order.push((day.is_none(), day, id(row.points[0].0), first.start, number));
            let found = conflicts::of_series(&series, &copies);
            if !found.is_empty() {
                contradictions.insert(number, found);
            }
        }
        order.sort_unstable();
        let order: Vec<u32> = order.into_iter().map(|(.., number)| number).collect();
        for (place, number) in order.iter().enumerate() {
            let found = contradictions.remove(number).unwrap_or_default();
            self.conflicts.extend(found.into_iter().map(|conflict| Conflict {
                series: Some(series_id(place)),
                ..conflict
            }));
        }
        self.series = order;
    }

    fn documents(&self) -> impl Iterator<Item = Article> + '_ {
        let numbers = 0..self.entries.digests.len() as u32;
        numbers.map(|number| self.entries.document(number, &self.ids))
    }

    pub(super) fn stories(&self) -> impl Iterator<Item = Story> + '_ {
        let mut events = self.entries.events_of_stories();
        self.stories.iter().map(move |number| {
            let events = std::mem::take(&mut events[*number as usize]);
            self.entries.story(*number, events, &self.ids, &self.news)
        })
    }

    fn actors(&self) -> impl Iterator<Item = Entity> + '_ {
        let numbers = 0..self.ids.names.len() as u32;
        numbers.map(|number| self.entries.entity(number))
    }

    fn events(&self) -> impl Iterator<Item = Happening> + '_ {
        (0..self.events.len() as u32).map(|place| self.event(place))
    }

    /// The happening at a place in the ledger.
    pub(super) fn event(&self, place: u32) -> Happening {
        let number = self.events[place as usize];
        Happening {
            id: self.ids.event(number),
            ..self.entries.happening(number, &self.ids)
        }
    }

    fn series(&self) -> impl Iterator<Item = Series> + '_ {
        (0..self.series.len() as u32).map(|place| self.series_at(place))
    }

    /// The series at a place in the ledger.
    pub(super) fn series_at(&self, place: u32) -> Series {
        Series {
            id: series_id(place as usize),
            ..self.entries.series(self.series[place as usize], &self.ids)
        }
    }

    fn quotes(&self) -> impl Iterator<Item = Saying> + '_ {
        let numbers = 0..self.entries.decisions.sayings.groups.len() as u32;
        numbers.map(|number| self.entries.saying(number, &self.ids))
    }

    /// The number of articles.
    pub fn count_documents(&self) -> usize {
        self.entries.digests.len()
    }

    /// The number of stories.
    pub fn count_stories(&self) -> usize {
        self.stories.len()
    }

    /// The number of happenings.
    pub fn count_events(&self) -> usize {
        self.events.len()
    }

    /// The contradictions.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Warnings about the input.
    pub fn warnings(&self) -> &[Notice] {
        &self.warnings
    }

    /// The whole ledger.
    pub fn ledger(&self) -> Ledger {
        Ledger {
            documents: self.documents().collect(),
            stories: self.stories().collect(),
            actors: self.actors().collect(),
            events: self.events().collect(),
            series: self.series().collect(),
            conflicts: self.conflicts.clone(),
            quotes: self.quotes().collect(),
            warnings: self.warnings.clone(),
            ..Ledger::empty()
        }
    }
}

/// The place of each number in an order.
fn places(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    (0..)
        .zip(order)
        .for_each(|(place, number)| places[*number as usize] = place);
    places
}

fn series_id(place: usize) -> String {
    format!("N{}", place + 1)
}

impl Serialize for Merged {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut ledger = serializer.serialize_struct("Ledger", 10)?;
        ledger.serialize_field("schema_version", SCHEMA_VERSION)?;
        ledger.serialize_field("generator", &Generator::current(Vec::new()))?;
        ledger.serialize_field("documents", &Each(|| self.documents()))?;
        ledger.serialize_field("stories", &Each(|| self.stories()))?;
        ledger.serialize_field("actors", &Each(|| self.actors()))?;
        ledger.serialize_field("events", &Each(|| self.events()))?;
        ledger.serialize_field("series", &Each(|| self.series()))?;
        ledger.serialize_field("conflicts", &self.conflicts)?;
        ledger.serialize_field("quotes", &Each(|| self.quotes()))?;
        ledger.serialize_field("warnings", &self.warnings)?;
        ledger.end()
    }
}

/// A list whose items are made while it is written.
struct Each<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
