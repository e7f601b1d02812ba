//! Tellings of one happening become one event: words of one kind, on the same days, with somebody or something in common and
//! nobody against.
//!
//! A headline tells what the text tells again. In the text "a fire" is a new one, and "the fire" points back to the one that
//! has been told.

use std::collections::BTreeMap;

use super::date::is_stated;
use crate::language::{Deprel, Document, Upos, clause};
use crate::lexicon::event::happening;
use crate::model::facts::{Event, Participant, Role};
use crate::model::ids::{ActorId, TokenId};

/// Log-odds from which on a participant that only another telling names is taken over.
const SURE: f32 = 2.0;
/// Maximum number of earlier events of one kind that are compared.
const RECENT: usize = 64;

/// Merges the tellings of one event into its first; the order stays that of the first tellings.
pub(super) fn merge(doc: &Document, events: Vec<Event>) -> Vec<Event> {
    let mut merged: Vec<Event> = Vec::with_capacity(events.len());
    let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for event in events {
        let same = known.entry(kind(doc, &event)).or_default();
        // Of many of one kind the last ones are asked, so that long lists stay quick.
        let recent = &same[same.len().saturating_sub(RECENT)..];
        match told(doc, &merged, recent, &event) {
            Some(first) => join(doc, &mut merged[first], event),
            None => {
                same.push(merged.len());
                merged.push(event);
            }
        }
    }
    merged
}

/// The kind of happening that a word tells, else the beginning that verb and noun have in common ("announce",
/// "announcement").
fn kind<'d>(doc: &'d Document, event: &Event) -> &'d str {
    let lemma = doc.lemma(event.trigger.head);
    let end = lemma.char_indices().nth(5).map_or(lemma.len(), |(i, _)| i);
    happening(lemma).unwrap_or(&lemma[..end])
}

/// The earlier event that a telling is of.
fn told(doc: &Document, events: &[Event], earlier: &[usize], telling: &Event) -> Option<usize> {
    let again = earlier.iter().copied().find(|i| repeats(doc, &events[*i], telling));
    again.or_else(|| {
        // "the fire": of two fires it would be either.
        let mut fits = earlier.iter().copied().filter(|i| points_to(doc, &events[*i], telling));
        let only = fits.next().filter(|_| is_definite(doc, telling));
        only.filter(|_| fits.next().is_none())
    })
}

/// Returns whether two tellings of the same days are of one event: they have a participant in common, and either the
/// same word tells them or one of them is a noun or stands in a heading.
fn repeats(doc: &Document, event: &Event, telling: &Event) -> bool {
    let days = |e: &Event| e.date.map(|d| (d.days.start, d.days.end));
    let noun = |e: &Event| doc.token(e.trigger.head).upos != Upos::Verb;
    let alike = doc.lemma(event.trigger.head) == doc.lemma(telling.trigger.head)
        || noun(event)
        || noun(telling)
        || is_announced(doc, event);
    event.date.is_some()
        && days(event) == days(telling)
        && alike
        && agrees(doc, event, telling)
        && shares(doc, event, telling)
        && (is_announced(doc, event) || !is_new(doc, telling))
}

/// Returns whether a definite noun without days of its own may point to an event.
fn points_to(doc: &Document, event: &Event, telling: &Event) -> bool {
    let days = |e: &Event| e.date.map(|d| (d.days.start, d.days.end));
    let apart = doc.sentence_of(event.trigger.head) != doc.sentence_of(telling.trigger.head);
    apart && (telling.date.is_none() || days(event) == days(telling)) && agrees(doc, event, telling)
}

/// Returns whether nothing speaks against two tellings being of one event.
fn agrees(doc: &Document, a: &Event, b: &Event) -> bool {
    // "kills ten", "killed ten people": as many, whoever they are.
    let counted = |role| {
        let of = |e: &Event| {
            e.participants
                .iter()
                .find(|p| p.role == role)
                .and_then(|p| count(doc, p))
        };
        of(a).is_some_and(|n| of(b) == Some(n))
    };
    let compatible = |role| {
        let (x, y) = (actors(a, role), actors(b, role));
        x.is_empty() || y.is_empty() || x == y || counted(role)
    };
    a.class == b.class && a.status == b.status && compatible(Role::Agent) && compatible(Role::Patient)
}

fn actors(event: &Event, role: Role) -> Vec<ActorId> {
    let own = event.participants.iter().filter(|p| p.role == role);
    let mut actors: Vec<ActorId> = own.filter_map(|p| p.actor).collect();
    actors.sort();
    actors
}

/// Returns whether an actor, a thing or a number takes part in both in the same role.
fn shares(doc: &Document, a: &Event, b: &Event) -> bool {
    let same = |x: &Participant, y: &Participant| {
        let named = |p: &Participant| doc.token(p.head).upos == Upos::Noun && p.actor.is_none();
        x.role == y.role
            && (x.actor.is_some() && x.actor == y.actor
                || named(x) && named(y) && doc.lemma(x.head) == doc.lemma(y.head)
                || count(doc, x).is_some_and(|n| count(doc, y) == Some(n)))
    };
    a.participants.iter().any(|x| b.participants.iter().any(|y| same(x, y)))
}

/// The number of a participant that is counted: "ten" of "ten people" and of "ten".
fn count<'d>(doc: &'d Document, participant: &Participant) -> Option<&'d str> {
    let number = doc.child(participant.head, Deprel::Nummod).unwrap_or(participant.head);
    (doc.token(number).upos == Upos::Num).then(|| doc.lower(number))
}

/// Returns whether only headings have told an event.
fn is_announced(doc: &Document, event: &Event) -> bool {
    event.mentions.iter().all(|m| doc.is_heading(m.head))
}

/// Returns whether a noun phrase tells of an event that has not been told: "a fire", "another attack", "two crashes".
fn is_new(doc: &Document, event: &Event) -> bool {
    let head = event.trigger.head;
    let other = |c: TokenId| {
        matches!(doc.token(c).deprel, Deprel::Det | Deprel::Amod | Deprel::Nummod)
            && (matches!(
                doc.lower(c),
                "a" | "an" | "another" | "other" | "new" | "further" | "separate" | "similar"
            ) || doc.token(c).deprel == Deprel::Nummod)
    };
    doc.token(head).upos != Upos::Verb && doc.children(head).any(other)
}

/// Returns whether a noun phrase refers to a known event: "the fire", "this attack", "his death".
fn is_definite(doc: &Document, event: &Event) -> bool {
    let head = event.trigger.head;
    let definite = |d: TokenId| matches!(doc.lower(d), "the" | "this" | "that" | "these" | "those");
    doc.token(head).upos == Upos::Noun
        && !is_new(doc, event)
        && (doc.child(head, Deprel::Det).is_some_and(definite) || clause::owner(doc, head).is_some())
}

/// Adds a telling to an event: its place in the text, who takes part where the event does not tell, and the days if it states
/// what the event has from elsewhere.
fn join(doc: &Document, event: &mut Event, telling: Event) {
    event.mentions.extend(telling.mentions);
    let is_bare = |p: &Participant| doc.token(p.head).upos == Upos::Num;
    for role in [Role::Agent, Role::Patient] {
        // "two injured", told again as "injuring two crew members"
        if telling.participants.iter().any(|p| p.role == role && !is_bare(p)) {
            event.participants.retain(|p| p.role != role || !is_bare(p));
        }
        if event.participants.iter().all(|p| p.role != role) {
            let more = telling.participants.iter().filter(|p| p.role == role && p.odds > SURE);
            event.participants.extend(more.copied());
        }
    }
    event.place = event.place.take().or(telling.place);
    if let (Some(own), Some(told)) = (event.date, telling.date)
        && own.days == told.days
        && !is_stated(&own)
        && is_stated(&told)
    {
        event.date = telling.date;
    }
    event.participants.sort_by_key(|p| (p.span, p.role));
}
