//! How much an event matters to the story of its article, from 0 to 1.
//!
//! A sum of points for what an editor looks at when picking the lines of a timeline: where the event is told, how often,
//! with what date, participants and figures, and whether it happened.

use crate::language::{Deprel, Document};
use crate::model::facts::{Confidence, DateBasis, Event, Role, Status};
use crate::parse::SectionKind;

/// The points that make an importance of 1.
const FULL: f32 = 100.0;

/// Gives every event its importance. The events must be complete and merged.
pub(super) fn rate(doc: &Document, events: &mut [Event]) {
    for event in events {
        event.importance = points(doc, event).clamp(0, FULL as i32) as f32 / FULL;
    }
}

fn points(doc: &Document, event: &Event) -> i32 {
    let role = |role: Role| event.participants.iter().any(|p| p.role == role);
    let mut points = 25 + section(doc, event) + depth(doc, event);
    points += match event.date.map(|d| d.basis) {
        Some(DateBasis::Explicit | DateBasis::Relative) => 20,
        Some(DateBasis::Inherited) => 10,
        Some(DateBasis::Publication) => 5,
        None => 0,
    };
    points += 5 * i32::from(role(Role::Agent)) + 8 * i32::from(role(Role::Patient) || role(Role::Recipient));
    points += 8 * i32::from(event.mentions.len() > 1) + 5 * i32::from(!event.figures.is_empty());
    points += if event.status == Status::Asserted { 8 } else { -8 };
    points += 4 * i32::from(event.attribution.is_empty());
    points += match event.confidence {
        Confidence::High => 5,
        Confidence::Medium => 0,
        Confidence::Low => -10,
    };
    points
}

fn section(doc: &Document, event: &Event) -> i32 {
    match doc.section_at(event.trigger.span.start).map(|(_, s)| s.kind) {
        Some(SectionKind::Headline) => 25,
        Some(SectionKind::Lead) => 10,
        Some(SectionKind::Related | SectionKind::Boilerplate) => -30,
        _ => 0,
    }
}

/// The main clause of a sentence tells what matters in it.
fn depth(doc: &Document, event: &Event) -> i32 {
    match doc.token(event.trigger.head).deprel {
        Deprel::Root => 12,
        Deprel::Acl | Deprel::AclRelcl | Deprel::Nmod | Deprel::Amod => -5,
        _ => 0,
    }
}
