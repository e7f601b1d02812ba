//! [`Source`] → [`Article`]: headline, byline, dateline, sections, paragraphs, related and boilerplate blocks.

use crate::error::Warning;
use crate::source::{Content, Metadata, Source};
use crate::span::Span;

/// An article: the text that every span points into, cut into sections and paragraphs.
#[derive(Clone, Debug)]
pub struct Article {
    /// The text. For plain text and JSON records exactly the input.
    pub text: String,
    /// In order, not overlapping. Heading lines lie between sections.
    pub sections: Vec<Section>,
    /// In order, not overlapping; headings and headlines are paragraphs too. A sentence never crosses one.
    pub paragraphs: Vec<Paragraph>,
    /// Title, authors, date and so on, completed from the text where the container was silent.
    pub metadata: Metadata,
    /// What happened on parsing.
    pub warnings: Vec<Warning>,
}

/// A stretch of an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// The heading line that it stands under.
    pub heading: Option<Span>,
    /// Depth of the heading: 1 = the article's own, 2 = a subheading.
    pub level: u8,
    /// Its text, without the heading.
    pub span: Span,
}

/// What a section is.
#[derive(
    Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum SectionKind {
    /// The article's title.
    Headline,
    /// Who wrote it.
    Byline,
    /// Where and when it was written.
    Dateline,
    /// Text before the first heading.
    Lead,
    /// Text under a heading.
    Body,
    /// Teasers of other stories, newsletter and share boxes.
    Related,
    /// Captions, credits, copyright and advert lines.
    Boilerplate,
}

/// A block of running text that belongs to one section.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// Its text.
    pub span: Span,
    /// Index into [`Article::sections`]. A heading's paragraph names the section that it heads.
    pub section: u32,
    /// True for headlines and headings: Title Case, no full stop to be expected.
    pub heading: bool,
}

/// Cuts a source into an article.
pub fn article(source: &Source) -> Article {
    let text = match &source.content {
        Content::Text(text) | Content::Html(text) => text.clone(),
    };
    let span = Span::new(0, text.len());
    let sections = vec![Section {
        kind: SectionKind::Lead,
        heading: None,
        level: 1,
        span,
    }];
    let paragraphs = vec![Paragraph {
        span,
        section: 0,
        heading: false,
    }];
    Article {
        text,
        sections,
        paragraphs,
        metadata: source.metadata.clone(),
        warnings: source.warnings.clone(),
    }
}
