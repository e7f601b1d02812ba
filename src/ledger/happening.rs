//! Makes one happening of its tellings: class, days, status with its history, participants and place.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::actors::Actors;
use super::days::day;
use super::types::{Days, Part, Place, Telling, Turn};
use crate::model::date::Precision;
use crate::model::facts::{DateBasis, EventClass, Role, Status};

/// Maximum number of participants listed for a happening; its tellings have all.
const PARTS: usize = 8;

/// A telling that has a record's facts, with the number of its article.
pub(super) type Told<'t> = (u32, &'t Telling);

/// The class that most tellings give.
pub(super) fn class(tellings: &[Told]) -> EventClass {
    let mut times: BTreeMap<EventClass, u32> = BTreeMap::new();
    // A specific class counts twice as much as OTHER.
    for (_, telling) in tellings {
        *times.entry(telling.class).or_default() += if telling.class == EventClass::Other { 1 } else { 2 };
    }
    let most = times.into_iter().max_by_key(|(class, times)| (*times, Reverse(*class)));
    most.map_or(EventClass::Other, |(class, _)| class)
}

/// All days in the tellings, the earliest first, each once.
pub(super) fn dates(tellings: &[Told]) -> Vec<Days> {
    let days = |t: &Told| {
        let date = t.1.date.as_ref()?;
        Some(Days {
            start: date.start.clone(),
            end: date.end.clone(),
            precision: date.precision,
            basis: date.basis,
        })
    };
    let mut all: Vec<Days> = tellings.iter().filter_map(days).collect();
    all.sort_by(|a, b| (&a.start, &a.end, strength(a.basis)).cmp(&(&b.start, &b.end, strength(b.basis))));
    all.dedup_by(|later, first| later.start == first.start && later.end == first.end);
    all
}

/// Rank of a basis, the best first.
fn strength(basis: DateBasis) -> u8 {
    match basis {
        DateBasis::Explicit => 0,
        DateBasis::Relative => 1,
        DateBasis::Inherited => 2,
        DateBasis::Publication => 3,
    }
}

/// The most precise days that most other tellings do not contradict.
pub(super) fn date(dates: &[Days], tellings: &[Told]) -> Option<Days> {
    let range = |start: &str, end: &str| Some((day(start)?, day(end)?));
    let told: Vec<(i32, i32)> = tellings
        .iter()
        .filter_map(|(_, t)| t.date.as_ref())
        .filter_map(|d| range(&d.start, &d.end))
        .collect();
    let best = dates.iter().min_by_key(|days| {
        let (start, end) = range(&days.start, &days.end).unwrap_or_default();
        let against = told.iter().filter(|(s, e)| *s > end || start > *e).count();
        let open = days.basis == DateBasis::Publication;
        (open, against, end - start, strength(days.basis), start)
    });
    best.cloned()
}

/// Returns whether two days cannot both be the day of one happening.
pub(super) fn contradict(one: &Days, other: &Days) -> bool {
    let own = |d: &Days| matches!(d.basis, DateBasis::Explicit | DateBasis::Relative) && d.precision == Precision::Day;
    own(one) && own(other) && (one.start > other.end || other.start > one.end)
}

/// Rank of a status by its distance from having happened; an article's status is the nearest of its tellings.
fn rank(status: Status) -> u8 {
    match status {
        Status::Asserted => 0,
        Status::Denied => 1,
        Status::Negated => 2,
        Status::Planned => 3,
        Status::Predicted => 4,
        Status::Proposed => 5,
        Status::Threatened => 6,
        Status::Demanded => 7,
        Status::Possible => 8,
        Status::Conditional => 9,
    }
}

/// The changes of status from article to article: the first telling of each. `tellings` are in order.
pub(super) fn history(tellings: &[Told], places: &[u32]) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut articles: Vec<(u32, Vec<usize>)> = Vec::new();
    for (place, (article, _)) in tellings.iter().enumerate() {
        match articles.iter_mut().find(|(a, _)| a == article) {
            Some((_, list)) => list.push(place),
            None => articles.push((*article, vec![place])),
        }
    }
    for (_, list) in articles {
        let best = list.iter().min_by_key(|n| (rank(tellings[**n].1.status), **n));
        let Some(best) = best.copied() else { continue };
        let telling = tellings[best].1;
        // An asserted event changes its status only by a telling that it did not happen.
        let known = turns.iter().any(|t| rank(t.status) == 0) && rank(telling.status) > 2;
        if turns.last().is_none_or(|t| t.status != telling.status) && !known {
            turns.push(Turn {
                published: telling.published.clone(),
                status: telling.status,
                telling: places[best],
            });
        }
    }
    turns
}

/// Participants by number of tellings, agents first.
pub(super) fn participants(tellings: &[Told], actors: &Actors, name: impl Fn(u32) -> (String, String)) -> Vec<Part> {
    let mut entities: BTreeMap<(Role, u32), u32> = BTreeMap::new();
    let mut texts: BTreeMap<(Role, String), u32> = BTreeMap::new();
    for (article, telling) in tellings {
        for part in &telling.participants {
            match part.actor.as_deref().and_then(|id| actors.entity(*article, id)) {
                Some(entity) => *entities.entry((part.role, entity)).or_default() += 1,
                None => *texts.entry((part.role, part.text.clone())).or_default() += 1,
            }
        }
    }
    let mut parts: Vec<(Role, Reverse<u32>, Part)> = Vec::new();
    for ((role, entity), times) in &entities {
        let (id, text) = name(*entity);
        let actor = Some(id);
        parts.push((
            *role,
            Reverse(*times),
            Part {
                role: *role,
                actor,
                text,
            },
        ));
    }
    for role in [Role::Agent, Role::Patient, Role::Recipient, Role::Instrument] {
        let most = texts
            .iter()
            .filter(|((r, _), _)| *r == role)
            .max_by_key(|((_, text), times)| (**times, Reverse(text.len()), Reverse(text.clone())));
        if let Some(((_, text), times)) = most.filter(|_| !entities.keys().any(|(r, _)| *r == role)) {
            let text = text.clone();
            parts.push((
                role,
                Reverse(*times),
                Part {
                    role,
                    actor: None,
                    text,
                },
            ));
        }
    }
    parts.sort_by(|a, b| (a.0, &a.1, &a.2.text).cmp(&(b.0, &b.1, &b.2.text)));
    parts.truncate(PARTS);
    parts.into_iter().map(|(_, _, part)| part).collect()
}

/// The place in most tellings.
pub(super) fn place(tellings: &[Told], actors: &Actors, name: impl Fn(u32) -> (String, String)) -> Option<Place> {
    let mut places: BTreeMap<(Option<u32>, String), (u32, usize)> = BTreeMap::new();
    for (order, (article, telling)) in tellings.iter().enumerate() {
        let Some(place) = &telling.place else { continue };
        let entity = place.actor.as_deref().and_then(|id| actors.entity(*article, id));
        let text = if entity.is_some() {
            String::new()
        } else {
            place.text.clone()
        };
        places.entry((entity, text)).or_insert((0, order)).0 += 1;
    }
    let ((entity, text), _) = places
        .into_iter()
        .max_by_key(|(_, (times, order))| (*times, Reverse(*order)))?;
    Some(match entity.map(name) {
        Some((id, text)) => Place { actor: Some(id), text },
        None => Place { actor: None, text },
    })
}
