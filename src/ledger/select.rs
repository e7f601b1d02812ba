//! Parts of a ledger: a selection, and a ledger of each story. Entries keep their ids.

use std::collections::{BTreeMap, HashSet};

use rustc_hash::FxHashMap as HashMap;

use super::types::{Entity, Happening, Ledger, Member};
use crate::model::date::Date;
use crate::model::facts::EventClass;

/// Conditions on the entries that stay in a ledger; all by default.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Filter {
    /// The id of a story.
    pub story: Option<String>,
    /// Events on this day or later; without a date, those published then.
    pub since: Option<Date>,
    /// Events on this day or earlier; without a date, those published then.
    pub until: Option<Date>,
    /// An actor's name, one of its aliases in any case, or its id.
    pub actor: Option<String>,
    /// Events of this class.
    pub class: Option<EventClass>,
}

impl Filter {
    /// The ledger without the other entries, and without entries that only these refer to.
    pub(crate) fn apply(&self, mut ledger: Ledger) -> Ledger {
        if *self == Filter::default() {
            return ledger;
        }
        let actors = self.actors(&ledger);
        if let Some(story) = &self.story {
            ledger.stories.retain(|s| s.id == *story);
            let documents: HashSet<String> = ledger
                .stories
                .iter()
                .flat_map(|s| s.documents.iter().cloned())
                .collect();
            ledger
                .events
                .retain(|e| e.tellings.iter().any(|t| documents.contains(&t.document)));
            ledger
                .series
                .retain(|s| s.points.iter().any(|p| documents.contains(&p.document)));
            ledger
                .quotes
                .retain(|q| q.tellings.iter().any(|t| documents.contains(&t.document)));
        }
        ledger.events.retain(|e| self.wants(e, actors.as_ref()));
        let events: HashSet<&str> = ledger.events.iter().map(|e| &*e.id).collect();
        let narrowed = Filter {
            story: None,
            ..self.clone()
        } != Filter::default();
        ledger.series.retain(|s| match (&s.event, &s.actor, &actors) {
            (Some(event), _, _) => events.contains(&**event),
            (None, Some(actor), Some(wanted)) => wanted.contains(actor),
            _ => !narrowed,
        });
        let said = |published: Option<&String>| self.within(published, published);
        ledger.quotes.retain(|q| {
            let speaker = actors
                .as_ref()
                .is_none_or(|wanted| q.speaker.as_ref().is_some_and(|s| wanted.contains(s)));
            self.class.is_none() && speaker && said(q.tellings[0].published.as_ref())
        });
        drop_unused(&mut ledger);
        ledger
    }

    /// Says what the filter asks for by a name that the ledger does not have.
    pub(crate) fn unknown(&self, ledger: &Ledger) -> Vec<String> {
        let story = self
            .story
            .iter()
            .filter(|id| ledger.stories.iter().all(|s| s.id != **id));
        let actor = self
            .actor
            .iter()
            .filter(|_| self.actors(ledger).is_some_and(|found| found.is_empty()));
        let stories = story.map(|id| format!("no story has the id {id}"));
        stories
            .chain(actor.map(|name| format!("no actor is called {name}")))
            .collect()
    }

    fn actors(&self, ledger: &Ledger) -> Option<HashSet<String>> {
        let wanted = self.actor.as_ref()?.to_lowercase();
        let named = ledger.actors.iter().filter(|a| {
            let mut names = a.aliases.iter().chain([&a.id, &a.name]);
            names.any(|name| name.to_lowercase() == wanted)
        });
        Some(named.map(|a| a.id.clone()).collect())
    }

    fn wants(&self, event: &Happening, actors: Option<&HashSet<String>>) -> bool {
        let takes_part = |wanted: &HashSet<String>| {
            let parts = event.participants.iter().filter_map(|p| p.actor.as_ref());
            parts
                .chain(event.place.iter().filter_map(|p| p.actor.as_ref()))
                .any(|a| wanted.contains(a))
        };
        let published = event.tellings[0].published.as_ref();
        let (start, end) = match &event.date {
            Some(date) => (Some(&date.start), Some(&date.end)),
            None => (published, published),
        };
        self.class.is_none_or(|class| event.class == class) && actors.is_none_or(takes_part) && self.within(start, end)
    }

    /// Returns whether a stretch of days touches the days that are asked for.
    fn within(&self, start: Option<&String>, end: Option<&String>) -> bool {
        let day = |iso: Option<&String>| iso.and_then(|iso| Date::parse_iso(iso));
        let since = self.since.is_none_or(|since| day(end).is_some_and(|end| end >= since));
        since
            && self
                .until
                .is_none_or(|until| day(start).is_some_and(|start| start <= until))
    }
}

/// Takes out stories, articles, actors and conflicts of which nothing is left.
fn drop_unused(ledger: &mut Ledger) {
    let events: HashSet<String> = ledger.events.iter().map(|e| e.id.clone()).collect();
    let series: HashSet<String> = ledger.series.iter().map(|s| s.id.clone()).collect();
    let quotes: HashSet<String> = ledger.quotes.iter().map(|q| q.id.clone()).collect();
    let kept = |id: &Option<String>, list: &HashSet<String>| id.as_ref().is_none_or(|id| list.contains(id));
    ledger
        .conflicts
        .retain(|c| kept(&c.series, &series) && kept(&c.event, &events) && kept(&c.quote, &quotes));
    for story in &mut ledger.stories {
        story.events.retain(|e| events.contains(e));
        story.because.retain(|e| events.contains(e));
    }
    let mut documents: HashSet<String> = HashSet::new();
    documents.extend(
        ledger
            .events
            .iter()
            .flat_map(|e| &e.tellings)
            .map(|t| t.document.clone()),
    );
    documents.extend(ledger.series.iter().flat_map(|s| &s.points).map(|p| p.document.clone()));
    documents.extend(
        ledger
            .quotes
            .iter()
            .flat_map(|q| &q.tellings)
            .map(|t| t.document.clone()),
    );
    ledger
        .stories
        .retain(|s| s.documents.iter().any(|d| documents.contains(d)));
    let stories: HashSet<String> = ledger.stories.iter().map(|s| s.id.clone()).collect();
    ledger
        .documents
        .retain(|d| documents.contains(&d.id) || d.story.as_ref().is_some_and(|s| stories.contains(s)));
    let mut actors: HashSet<String> = HashSet::new();
    actors.extend(
        ledger
            .events
            .iter()
            .flat_map(|e| &e.participants)
            .filter_map(|p| p.actor.clone()),
    );
    actors.extend(ledger.events.iter().filter_map(|e| e.place.as_ref()?.actor.clone()));
    actors.extend(ledger.series.iter().filter_map(|s| s.actor.clone()));
    actors.extend(ledger.quotes.iter().filter_map(|q| q.speaker.clone()));
    ledger.actors.retain(|a| actors.contains(&a.id));
}

/// A ledger of each story, in order: its articles and entries. Only actors are in more than one of them, each with its
/// members there.
pub(crate) fn stories(ledger: &Ledger) -> Vec<Ledger> {
    let empty = |number: usize| Ledger {
        schema_version: ledger.schema_version.clone(),
        generator: ledger.generator.clone(),
        stories: vec![ledger.stories[number].clone()],
        ..Ledger::empty()
    };
    let mut parts: Vec<Ledger> = (0..ledger.stories.len()).map(empty).collect();
    let place: HashMap<&str, usize> = ledger.stories.iter().enumerate().map(|(n, s)| (&*s.id, n)).collect();
    let of: HashMap<&str, usize> = (ledger.documents.iter())
        .filter_map(|d| Some((&*d.id, *place.get(d.story.as_deref()?)?)))
        .collect();
    let (mut events, mut series, mut quotes) = (HashMap::default(), HashMap::default(), HashMap::default());
    for document in &ledger.documents {
        of.get(&*document.id)
            .into_iter()
            .for_each(|n| parts[*n].documents.push(document.clone()));
    }
    for event in &ledger.events {
        if let Some(n) = event.story.as_deref().and_then(|s| place.get(s)) {
            events.insert(&*event.id, *n);
            parts[*n].events.push(event.clone());
        }
    }
    for one in &ledger.series {
        let event = one.event.as_deref().and_then(|e| events.get(e));
        if let Some(n) = event.or_else(|| of.get(&*one.points[0].document)).copied() {
            series.insert(&*one.id, n);
            parts[n].series.push(one.clone());
        }
    }
    for quote in &ledger.quotes {
        if let Some(n) = of.get(&*quote.tellings[0].document).copied() {
            quotes.insert(&*quote.id, n);
            parts[n].quotes.push(quote.clone());
        }
    }
    for conflict in &ledger.conflicts {
        let look = |map: &HashMap<&str, usize>, id: &Option<String>| id.as_deref().and_then(|id| map.get(id).copied());
        let n = look(&series, &conflict.series)
            .or_else(|| look(&events, &conflict.event))
            .or_else(|| look(&quotes, &conflict.quote));
        n.into_iter().for_each(|n| parts[n].conflicts.push(conflict.clone()));
    }
    for actor in &ledger.actors {
        let mut own: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
        for member in &actor.members {
            let home = of.get(&*member.document);
            home.into_iter()
                .for_each(|n| own.entry(*n).or_default().push(member.clone()));
        }
        let bearer = Entity {
            members: Vec::new(),
            ..actor.clone()
        };
        for (n, members) in own {
            let bearer = bearer.clone();
            parts[n].actors.push(Entity { members, ..bearer });
        }
    }
    parts
}
