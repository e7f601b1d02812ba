//! Text that is not the article's own: teasers of other stories, captions, credits. Its facts are in records, marked by
//! their section, but not in tables and reports.

use std::collections::HashSet;

use super::record::Record;
use crate::parse::SectionKind;

/// The sections of a record that are not the article's own.
#[derive(Default)]
pub(super) struct Aside<'r>(HashSet<&'r str>);

impl<'r> Aside<'r> {
    pub(super) fn of(record: &'r Record) -> Aside<'r> {
        let aside = |kind| matches!(kind, SectionKind::Related | SectionKind::Boilerplate);
        let sections = record.sections.iter().filter(|s| aside(s.kind));
        Aside(sections.map(|s| &*s.id).collect())
    }

    /// Returns whether a section is not the article's own.
    pub(super) fn holds(&self, section: &Option<String>) -> bool {
        section.as_ref().is_some_and(|id| self.0.contains(&**id))
    }
}
