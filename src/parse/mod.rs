//! [`Source`] → [`Article`]: headline, byline, dateline, sections, paragraphs, related and boilerplate blocks.

mod block;
mod byline;
mod dateline;
mod heading;
mod html;
mod language;
mod line;
mod plain;
mod published;

use block::{Block, Role};

use crate::model::error::{Result, Warning};
use crate::model::span::Span;
use crate::source::{Content, Metadata, Published, PublishedBasis, Source, limits};

/// Number of paragraphs at the start in which the publication date is looked for.
const LEAD: usize = 4;

/// An article: the text that every span points into, cut into sections and paragraphs.
#[derive(Clone, Debug)]
pub(crate) struct Article {
    /// The text. For plain text and JSON records exactly the input.
    pub text: String,
    /// The sections, in order, not overlapping. Heading lines lie between them.
    pub sections: Vec<Section>,
    /// The paragraphs, in order, not overlapping; headings and headlines are paragraphs too. A sentence never crosses their ends.
    pub paragraphs: Vec<Paragraph>,
    /// Title, authors, date and so on, completed from the text where the container was silent.
    pub metadata: Metadata,
    /// Warnings of this and earlier stages.
    pub warnings: Vec<Warning>,
}

/// A stretch of an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Section {
    /// Its kind.
    pub kind: SectionKind,
    /// The heading line that it stands under.
    pub heading: Option<Span>,
    /// Depth of the heading: 1 = the article's own, 2 = a subheading.
    pub level: u8,
    /// Its text, without the heading; empty if the next heading stands right under this one.
    pub span: Span,
}

/// Kind of a section.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SectionKind {
    /// The article's title.
    Headline,
    /// The authors' line.
    Byline,
    /// The line with place and day of writing.
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
pub(crate) struct Paragraph {
    /// Its text.
    pub span: Span,
    /// Index into [`Article::sections`]. A heading's paragraph names the section that it heads.
    pub section: u32,
    /// True for headlines and headings: Title Case, no full stop to be expected.
    pub heading: bool,
}

/// Cuts a source into an article.
///
/// A text that is not English keeps its sections and gets a warning; it has no paragraphs, so that no facts are found.
///
/// # Errors
/// `input.too_large` for a page or a text beyond a bound of [`limits`].
pub(crate) fn article(source: &Source) -> Result<Article> {
    let mut article = match &source.content {
        Content::Text(text) => {
            limits::check_text(text)?;
            text_article(source, text)
        }
        Content::Html(page) => {
            limits::check_page(page)?;
            page_article(source, page)
        }
    };
    limits::check_text(&article.text)?;
    let (lang, warning) = language::check(&article.text, article.metadata.lang.as_deref());
    article.metadata.lang = Some(lang);
    if let Some(warning) = warning {
        article.warnings.push(warning);
        article.paragraphs.clear();
    }
    Ok(article)
}

/// Makes the article of a page. Metadata of the container go before those of the page, and these before those of the
/// text.
fn page_article(source: &Source, page: &str) -> Article {
    let mut metadata = source.metadata.clone();
    let mut page = html::page(page, metadata.url.as_deref(), metadata.title.as_deref());
    metadata.url = metadata.url.or(page.url);
    metadata.title = metadata.title.or(page.title);
    metadata.site = metadata.site.or(page.site);
    if metadata.authors.is_empty() {
        metadata.authors = page.authors;
    }
    let of_page = page.published.map(|date| Published {
        date,
        basis: PublishedBasis::Metadata,
    });
    metadata.published = metadata.published.or(of_page);
    plain::split_dateline(&page.text, &mut page.blocks);
    complete(&page.text, &page.blocks, &mut metadata);
    let mut warnings = source.warnings.clone();
    if !page.blocks.iter().any(|block| block.role == Role::Text) {
        warnings.push(Warning {
            code: "page.no_text",
            message: "no article is found on the page".to_owned(),
        });
    } else if page.is_list {
        warnings.push(Warning {
            code: "page.list",
            message: "the page lists several stories, which are read as one article".to_owned(),
        });
    }
    block::article(page.text, &page.blocks, metadata, warnings)
}

fn text_article(source: &Source, text: &str) -> Article {
    let mut metadata = source.metadata.clone();
    let blocks = plain::blocks(text, metadata.title.as_deref());
    complete(text, &blocks, &mut metadata);
    let mut warnings = source.warnings.clone();
    if text.trim().is_empty() {
        warnings.push(Warning {
            code: "text.empty",
            message: "there is no text in the input".to_owned(),
        });
    }
    block::article(text.to_owned(), &blocks, metadata, warnings)
}

/// Completes the metadata from the text.
fn complete(text: &str, blocks: &[Block], metadata: &mut Metadata) {
    let of = |role: Role| {
        blocks
            .iter()
            .filter(move |block| block.role == role)
            .map(|block| block.span.of(text))
    };
    if metadata.title.is_none() {
        let headline = of(Role::Headline).next();
        metadata.title = headline.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    if metadata.authors.is_empty() {
        metadata.authors = of(Role::Byline).filter_map(byline::authors).flatten().collect();
    }
    if metadata.published.is_none() {
        metadata.published = published(text, blocks);
    }
}

/// The publication date in a dateline, else in the lead.
fn published(text: &str, blocks: &[Block]) -> Option<Published> {
    let of = |block: &Block| block.span.of(text);
    let lines = || {
        let top = blocks
            .iter()
            .filter(|block| matches!(block.role, Role::Dateline | Role::Byline));
        top.filter_map(|block| {
            let text = of(block);
            let updated = dateline::line(text).is_some_and(|line| line.updated);
            crate::model::date::read::first(text).map(|written| (updated, written.date))
        })
    };
    let line = lines().find(|(updated, _)| !updated).or_else(|| lines().next());
    let dateline = line.map(|(_, date)| (date, PublishedBasis::Dateline));
    let lead = || {
        let texts = blocks.iter().skip_while(|block| block.role != Role::Text);
        let texts = texts.take_while(|block| !matches!(block.role, Role::Heading(_)));
        let texts = texts.filter(|block| block.role == Role::Text);
        published::of_lead(texts.take(LEAD).map(of)).map(|date| (date, PublishedBasis::Text))
    };
    let (date, basis) = dateline.or_else(lead)?;
    Some(Published { date, basis })
}
