//! Blocks: what plain text and pages have in common once they are cut up. Sections and paragraphs are made of them.

use super::{Article, Paragraph, Section, SectionKind};
use crate::error::Warning;
use crate::source::Metadata;
use crate::span::Span;

/// A stretch of text between two breaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Block {
    pub(super) span: Span,
    pub(super) role: Role,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Headline,
    Byline,
    Dateline,
    /// With its depth: 2 for the first below the headline.
    Heading(u8),
    Text,
    /// The line over teasers, or the title of one.
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
    // Headings whose section has not begun yet.
    let mut pending = 0;
    let mut open = None;
    for block in blocks {
        let is_heading = matches!(block.role, Role::Heading(_));
        let paragraph = Paragraph {
            span: block.span,
            section: article.sections.len().saturating_sub(1) as u32,
            heading: is_heading || matches!(block.role, Role::Headline | Role::RelatedTitle),
        };
        article.paragraphs.push(paragraph);
        if let Role::Heading(level) = block.role {
            heading = Some((block.span, level));
            pending += 1;
            open = None;
            continue;
        }
        let kind = block.role.kind(heading.is_some());
        if open != Some(kind) {
            let (span, level) = match (kind, heading) {
                (SectionKind::Body, Some((span, level))) => (Some(span), level),
                // The line over teasers is one of them, and heads them.
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
        let from = article.paragraphs.len() - 1 - std::mem::take(&mut pending);
        for paragraph in &mut article.paragraphs[from..] {
            paragraph.section = number;
        }
    }
    if article.sections.is_empty() {
        // Headings alone: a text must belong somewhere.
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
