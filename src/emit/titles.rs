//! Positions of the headline and the headings, whose facts the text below them repeats.

use super::record::{EventRecord, Record};
use super::slices::Slices;
use crate::parse::SectionKind;

/// The stretches of headline and headings, in order.
#[derive(Default)]
pub(super) struct Titles(Vec<(u32, u32)>);

impl Titles {
    pub(super) fn of(record: &Record) -> Titles {
        let slices = Slices::new(record.text.as_deref().unwrap_or_default());
        let (mut titles, mut before) = (Vec::new(), 0);
        for section in &record.sections {
            let heading = section.heading.as_deref().unwrap_or_default();
            let behind = section.start + heading.chars().count() as u32;
            // A heading begins its section, or stands between it and the one before.
            let begins = slices.get(section.start, behind) == Some(heading);
            match (section.kind, heading.is_empty()) {
                (SectionKind::Headline, _) => titles.push((section.start, section.end)),
                (_, true) => {}
                (_, false) if begins => titles.push((section.start, behind)),
                (_, false) => titles.push((before, section.start)),
            }
            before = section.end;
        }
        Titles(titles)
    }

    /// Returns whether no other words tell an event.
    pub(super) fn tell(&self, event: &EventRecord) -> bool {
        let inside = |at: u32| self.0.iter().any(|(start, end)| (*start..*end).contains(&at));
        inside(event.trigger.start) && event.mentions.iter().all(|m| inside(m.start))
    }
}
