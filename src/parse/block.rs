//! Blocks: the common form of plain text and pages, of which sections and paragraphs are made.

use super::{Article, Paragraph, Section, SectionKind};
use crate::model::error::Warning;
use crate::model::span::Span;
use crate::source::Metadata;

/// A stretch of text between two breaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Block {
    pub(super) span: Span,
    pub(super) role: Role,
}

/// Kind of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Headline,
    Byline,
    Dateline,
    /// A heading with its depth: 2 for the first below the headline.
    Heading(u8),
    Text,
    /// The heading of teasers, or the title of one.
    RelatedTitle,
    Related,
    Boilerplate,
}

impl Role {
    /// The kind of section that holds blocks of this role; `under` if text stands under a heading.
    fn kind(self, under: bool) -> SectionKind {
        match self {
            Role::Headline => SectionKind::Headline,
            Role::Byline => SectionKind::Byline,
            Role::Dateline => SectionKind::Dateline,
            Role::Heading(_) | Role::Text if under => SectionKind::Body,
            Role::Heading(_) | Role::Text => SectionKind::Lead,
            Role::RelatedTitle | Role::Related => SectionKind::Related,
            Role::Boilerplate => SectionKind::Boilerplate,
        }
    }
}

/// Makes an article of a text and its blocks, which are in order and do not overlap.
pub(super) fn article(text: String, blocks: &[Block], metadata: Metadata, warnings: Vec<Warning>) -> Article {
    let mut article = Article {
        text,
        sections: Vec::new(),
        paragraphs: Vec::with_capacity(blocks.len()),
        metadata,
        warnings,
    };
    let mut heading: Option<(Span, u8)> = None;
    // True if the section of the last heading has not begun yet.
    let mut pending = false;
    let mut open = None;
    for block in blocks {
        let is_heading = matches!(block.role, Role::Heading(_));
        if let Some(above) = heading.filter(|_| is_heading && pending) {
            article.begin_bare(above);
        }
        let paragraph = Paragraph {
            span: block.span,
            section: article.sections.len().saturating_sub(1) as u32,
            heading: is_heading || matches!(block.role, Role::Headline | Role::RelatedTitle),
        };
        article.paragraphs.push(paragraph);
        if let Role::Heading(level) = block.role {
            heading = Some((block.span, level));
            pending = true;
            open = None;
            continue;
        }
        let kind = block.role.kind(heading.is_some());
        if open != Some(kind) {
            let (span, level) = match (kind, heading) {
                (SectionKind::Body, Some((span, level))) => (Some(span), level),
                // The heading of teasers belongs to their section.
                (SectionKind::Related, _) if block.role == Role::RelatedTitle => (Some(block.span), 2),
                _ => (None, 1),
            };
            article.sections.push(Section {
                kind,
                heading: span,
                level,
                span: block.span,
            });
            open = Some(kind);
        }
        let number = (article.sections.len() - 1) as u32;
        if let Some(section) = article.sections.last_mut() {
            section.span = section.span.cover(block.span);
        }
        let from = article.paragraphs.len() - 1 - usize::from(std::mem::take(&mut pending));
        for paragraph in &mut article.paragraphs[from..] {
            paragraph.section = number;
        }
    }
    if article.sections.is_empty() {
        // A text of headings only is one section.
        let whole = blocks.first().zip(blocks.last()).map(|(a, b)| a.span.cover(b.span));
        article.sections.extend(whole.map(|span| Section {
            kind: SectionKind::Lead,
            heading: None,
            level: 1,
            span,
        }));
    }
    article
}

impl Article {
    /// Begins the section of a heading right under which stands another one: it has no text, but it is a part of the
    /// article's outline.
    fn begin_bare(&mut self, (heading, level): (Span, u8)) {
        let number = self.sections.len() as u32;
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.section = number;
        }
        self.sections.push(Section {
            kind: SectionKind::Body,
            heading: Some(heading),
            level,
            span: Span {
                start: heading.end,
                end: heading.end,
            },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_right_over_another_has_a_section_without_text() {
        let text = "Storms\nThe coast\nIt rained.\nThe hills\nThe lowlands\nIt rained too.";
        let roles = [
            Role::Heading(2),
            Role::Heading(3),
            Role::Text,
            Role::Heading(3),
            Role::Heading(3),
            Role::Text,
        ];
        let mut at = 0;
        let blocks = text.lines().zip(roles).map(|(line, role)| {
            let start = at;
            at += line.len() + 1;
            let span = Span::new(start, start + line.len());
            Block { span, role }
        });
        let blocks: Vec<Block> = blocks.collect();
        let article = article(text.to_owned(), &blocks, Metadata::default(), Vec::new());
        let outline: Vec<(&str, &str)> = article
            .sections
            .iter()
            .map(|section| {
                (
                    section.heading.map_or("", |heading| heading.of(text)),
                    section.span.of(text),
                )
            })
            .collect();
        assert_eq!(
            outline,
            [
                ("Storms", ""),
                ("The coast", "It rained."),
                ("The hills", ""),
                ("The lowlands", "It rained too."),
            ]
        );
        let sections: Vec<u32> = article.paragraphs.iter().map(|paragraph| paragraph.section).collect();
        assert_eq!(sections, [0, 1, 1, 2, 3, 3]);
    }
}
