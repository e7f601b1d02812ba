//! Text that is not the article's own: teasers of other stories, captions, credits. Its facts are in records, marked by
//! their section, but not in tables and reports.

use std::collections::HashSet;

use super::record::{ActorRecord, Record};
use crate::parse::SectionKind;

/// The sections of a record that are not the article's own.
#[derive(Default)]
pub(super) struct Aside<'r> {
    ids: HashSet<&'r str>,
    spans: Vec<(u32, u32)>,
}

impl<'r> Aside<'r> {
    pub(super) fn of(record: &'r Record) -> Aside<'r> {
        let aside = |kind| matches!(kind, SectionKind::Related | SectionKind::Boilerplate);
        let sections = || record.sections.iter().filter(|s| aside(s.kind));
        Aside {
            ids: sections().map(|s| &*s.id).collect(),
            spans: sections().map(|s| (s.start, s.end)).collect(),
        }
    }

    /// Returns whether a section is not the article's own.
    pub(super) fn holds(&self, section: &Option<String>) -> bool {
        section.as_ref().is_some_and(|id| self.ids.contains(&**id))
    }

    /// Returns whether only such sections mention an actor.
    pub(super) fn only_mentions(&self, actor: &ActorRecord) -> bool {
        let inside = |at: u32| self.spans.iter().any(|(start, end)| (*start..*end).contains(&at));
        !actor.mentions.is_empty() && actor.mentions.iter().all(|m| inside(m.start))
    }
}
