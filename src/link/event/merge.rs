//! One event told twice is one event: same lemma, day, status and a participant in common.

use std::collections::BTreeMap;

use crate::language::Document;
use crate::model::date::Date;
use crate::model::facts::{Event, Role, Status};
use crate::model::ids::ActorId;

/// Tellings of one event agree in lemma, status and days.
type Key<'d> = (&'d str, Status, Option<(Date, Date)>);

/// How many earlier events of one verb and day are asked whether they are the same.
const RECENT: usize = 64;

/// Merges the tellings of one event into its first; the order stays that of the first tellings.
pub(super) fn merge(doc: &Document, events: Vec<Event>) -> Vec<Event> {
    let mut merged: Vec<Event> = Vec::with_capacity(events.len());
    let mut known: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for event in events {
        let key = (
            doc.lemma(event.trigger.head),
            event.status,
            event.date.map(|d| (d.days.start, d.days.end)),
        );
        let same = known.entry(key).or_default();
        // Undated events never agree; of many of one day the last ones are asked, so that long lists stay quick.
        let recent = &same[same.len().saturating_sub(RECENT)..];
        let told = recent
            .iter()
            .copied()
            .find(|i| event.date.is_some() && agree(&merged[*i], &event));
        match told {
            Some(first) => merged[first].mentions.extend(event.mentions),
            None => {
                same.push(merged.len());
                merged.push(event);
            }
        }
    }
    merged
}

/// True if two tellings can be of one event: dated alike, with an agent or patient in common and none against.
fn agree(a: &Event, b: &Event) -> bool {
    let (agents, patients) = (actors(a, Role::Agent), actors(a, Role::Patient));
    let (other_agents, other_patients) = (actors(b, Role::Agent), actors(b, Role::Patient));
    let dated = a.date.is_some() && b.date.is_some();
    let common = shares(&agents, &other_agents) || shares(&patients, &other_patients);
    dated
        && common
        && a.class == b.class
        && compatible(&agents, &other_agents)
        && compatible(&patients, &other_patients)
}

fn actors(event: &Event, role: Role) -> Vec<ActorId> {
    let mut actors: Vec<ActorId> = event
        .participants
        .iter()
        .filter(|p| p.role == role)
        .filter_map(|p| p.actor)
        .collect();
    actors.sort();
    actors
}

fn shares(a: &[ActorId], b: &[ActorId]) -> bool {
    a.iter().any(|x| b.contains(x))
}

fn compatible(a: &[ActorId], b: &[ActorId]) -> bool {
    a.is_empty() || b.is_empty() || a == b
}
