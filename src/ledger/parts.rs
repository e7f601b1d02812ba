//! A ledger of each story, made one by one, so that many articles fit into memory: what `select::stories` takes out of a
//! whole ledger.

use rustc_hash::FxHashMap as HashMap;

use super::merged::Merged;
use super::types::{Conflict, Entity, Ledger};

/// Number of members from which an entity is made once for all stories.
const MANY: usize = 64;

/// The entries of each story, by number: places in the lists of the ledger.
struct Places {
    events: Vec<Vec<u32>>,
    series: Vec<Vec<u32>>,
    quotes: Vec<Vec<u32>>,
    conflicts: Vec<Vec<u32>>,
    actors: Vec<Vec<u32>>,
}

impl Merged {
    /// A ledger of each story, in order: its articles and entries, of actors those members that are in it. Entries keep
    /// their ids.
    pub fn parts(&self) -> impl Iterator<Item = Ledger> + '_ {
        let places = Places::of(self);
        let groups = (0..).zip(&self.entries.decisions.actors.groups);
        let many = groups.filter(|(_, members)| members.len() >= MANY);
        let many: HashMap<u32, Entity> = many.map(|(number, _)| (number, self.bearer(number))).collect();
        self.stories().zip(&self.stories).map(move |(story, number)| {
            let of = |lists: &[Vec<u32>]| lists[*number as usize].clone().into_iter();
            let articles = &self.entries.decisions.stories.articles[*number as usize];
            let actor = |number: u32| Entity {
                members: self.members(number, articles),
                ..many.get(&number).cloned().unwrap_or_else(|| self.bearer(number))
            };
            Ledger {
                documents: articles.iter().map(|a| self.entries.document(*a, &self.ids)).collect(),
                stories: vec![story],
                actors: of(&places.actors).map(actor).collect(),
                events: of(&places.events).map(|place| self.event(place)).collect(),
                series: of(&places.series).map(|place| self.series_at(place)).collect(),
                conflicts: of(&places.conflicts)
                    .map(|n| self.conflicts[n as usize].clone())
                    .collect(),
                quotes: of(&places.quotes).map(|n| self.entries.saying(n, &self.ids)).collect(),
                warnings: Vec::new(),
                ..Ledger::empty()
            }
        })
    }

    /// An entity without its members.
    fn bearer(&self, number: u32) -> Entity {
        Entity {
            members: Vec::new(),
            ..self.entries.entity(number)
        }
    }

    /// The members of an entity in these articles.
    fn members(&self, number: u32, articles: &[u32]) -> Vec<super::types::Member> {
        let actors = &self.entries.decisions.actors;
        let group = &actors.groups[number as usize];
        let mut members = Vec::new();
        for article in articles {
            let own = actors.of_article(*article);
            let first = group.partition_point(|actor| *actor < own.start);
            let inside = group[first..].iter().take_while(|actor| own.contains(actor));
            let digest = &self.entries.digests[*article as usize];
            members.extend(inside.map(|actor| digest.actors.get(actor - own.start)));
        }
        members
    }
}

impl Places {
    fn of(merged: &Merged) -> Places {
        let decisions = &merged.entries.decisions;
        let story = |article: u32| decisions.stories.of[article as usize];
        let empty = || vec![Vec::new(); decisions.stories.articles.len()];
        let mut places = Places {
            events: empty(),
            series: empty(),
            quotes: empty(),
            conflicts: empty(),
            actors: empty(),
        };
        let event = |place: usize| decisions.stories.home[merged.events[place] as usize];
        let series = |place: usize| {
            let row = &decisions.rows[merged.series[place] as usize];
            let home = row.event.map(|event| decisions.stories.home[event as usize]);
            home.unwrap_or_else(|| story(row.points[0].0))
        };
        let quote = |place: usize| story(decisions.sayings.article(place as u32));
        let home = |conflict: &Conflict| {
            let place = |id: &Option<String>| Some(super::digest::number(id.as_deref()?) as usize - 1);
            let found = place(&conflict.series).map(series);
            found
                .or_else(|| place(&conflict.event).map(event))
                .or_else(|| place(&conflict.quote).map(quote))
        };
        (0..merged.events.len()).for_each(|n| places.events[event(n) as usize].push(n as u32));
        (0..merged.series.len()).for_each(|n| places.series[series(n) as usize].push(n as u32));
        (0..decisions.sayings.groups.len()).for_each(|n| places.quotes[quote(n) as usize].push(n as u32));
        for (number, conflict) in (0..).zip(&merged.conflicts) {
            home(conflict)
                .into_iter()
                .for_each(|s| places.conflicts[s as usize].push(number));
        }
        for (number, members) in (0..).zip(&decisions.actors.groups) {
            let mut stories: Vec<u32> = members.iter().map(|m| story(decisions.actors.place(*m).0)).collect();
            stories.sort_unstable();
            stories.dedup();
            stories.into_iter().for_each(|s| places.actors[s as usize].push(number));
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use crate::ledger::{Merger, select};
    use crate::{Date, Options, extract};

    #[test]
    fn parts_are_those_of_the_whole_ledger() {
        let texts = [
            "Mayor Vera Holm was in Kesh. A bomb killed nine people in Kesh on Saturday, Vera Holm said.",
            "Saturday's bombing in Kesh killed eleven people, Vera Holm said. \"We will never forget them here,\" she said.",
            "A flood killed ten people in Ardeval on Tuesday, police said. Mayor Vera Holm will go there.",
        ];
        let mut merger = Merger::new();
        for (id, text) in ["a", "b", "c"].into_iter().zip(texts) {
            let options = Options {
                id: id.to_owned(),
                published: Date::parse_iso("2025-07-21"),
                ..Options::default()
            };
            merger.record(&extract(text, &options).expect("a text"));
        }
        let merged = merger.merge();
        let parts: Vec<_> = merged.parts().collect();
        assert!(parts.len() > 1);
        assert_eq!(parts, select::stories(&merged.ledger()));
    }
}
