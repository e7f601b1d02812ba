//! [`Report`] → bytes: one file per format. The JSON Schemas, in [`mod@schema`], come from the types.
//!
//! Every format is made from the [`Record`], so that no two of them can disagree. A [`Page`] is a record with the
//! sentences of its article, which only the report for people (`markdown`) shows.
//!
//! A format writes an article without knowing of its neighbours: a run over many articles is [`Format::begin`], the
//! articles in any number, [`Format::end`]. That is what lets the command line work on several at once.

mod aside;
mod blocks;
mod build;
mod cast;
pub(crate) mod claims;
pub(crate) mod clean;
pub(crate) mod conllu;
mod digest;
mod exchange;
pub(crate) mod html;
pub(crate) mod json;
mod line;
mod markdown;
pub(crate) mod parquet;
mod reading;
pub mod record;
pub(crate) mod schema;
pub(crate) mod select;
pub(crate) mod slices;
mod table;
mod titles;
pub(crate) mod verify;
mod words;

pub(crate) use record::Record;

/// Escapes text for HTML: nothing in it is taken for a tag, a reference or the end of an attribute.
pub(crate) fn html_text(text: &str) -> String {
    html::escape::Text(text).to_string()
}

/// Escapes text for one line of Markdown: nothing in it is taken for emphasis, a link or HTML.
pub(crate) fn markdown_text(text: &str) -> String {
    markdown::escape::escape(text)
}

use std::ops::Range;

use crate::language::Document;
use crate::link::Report;
use crate::model::error::Error;
use crate::model::span::CharIndex;
use crate::source::Source;

/// Output format of an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// The record as indented JSON.
    Json,
    /// The record as JSON on one line.
    Jsonl,
    /// One flat JSON line per event, figure and quote.
    Claims,
    /// A report for people, in Markdown.
    Md,
    /// The claims as comma-separated values with a header line.
    Csv,
    /// The claims as tab-separated values with a header line.
    Tsv,
    /// One self-contained page.
    Html,
    /// The article's text alone, which offsets point into.
    Text,
    /// brat standoff annotations of that text.
    Brat,
    /// Label Studio tasks.
    LabelStudio,
    /// W3C Web Annotation, a page of annotations on each line.
    WebAnnotation,
}

impl Format {
    /// The file name extension.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Jsonl | Format::Claims => "jsonl",
            Format::Md => "md",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Html => "html",
            Format::Text => "txt",
            Format::Brat => "ann",
            Format::LabelStudio => "json",
            Format::WebAnnotation => "jsonld",
        }
    }

    /// The bytes before the first article.
    pub fn begin(self) -> Vec<u8> {
        match self {
            Format::Csv => table::header(b','),
            Format::Tsv => table::header(b'\t'),
            Format::LabelStudio => b"[\n".to_vec(),
            _ => Vec::new(),
        }
    }

    /// One article. Formats of claims hold nothing for an article that could not be read.
    pub fn write(self, page: &Page, view: &View) -> Vec<u8> {
        match self {
            Format::Json => json(&page.record, true),
            Format::Jsonl => json(&page.record, false),
            Format::Claims => claims::lines(&page.record, view),
            Format::Md => markdown::report(page, view).into_bytes(),
            Format::Csv => table::rows(&page.record, view, b','),
            Format::Tsv => table::rows(&page.record, view, b'\t'),
            Format::Html => html::article(page, view).into_bytes(),
            Format::Text => page.record.text.clone().unwrap_or_default().into_bytes(),
            Format::Brat => exchange::brat::write(&page.record).into_bytes(),
            Format::LabelStudio => {
                let comma = if view.number > 0 { ",\n" } else { "" };
                format!("{comma}{}", exchange::label_studio::task(&page.record)).into_bytes()
            }
            Format::WebAnnotation => format!("{}\n", exchange::web_annotation::page(&page.record)).into_bytes(),
        }
    }

    /// The bytes behind the last article.
    pub fn end(self) -> Vec<u8> {
        match self {
            Format::Html => html::end().into_bytes(),
            Format::LabelStudio => b"\n]\n".to_vec(),
            _ => Vec::new(),
        }
    }
}

/// Options of tables and reports. Records are always whole.
#[derive(Clone, Default, Debug)]
pub struct View {
    /// True to include facts of other stories (teasers, captions).
    pub related: bool,
    /// Number of articles before it in the same output.
    pub number: u32,
}

/// The record as JSON with a final line break.
fn json(record: &Record, pretty: bool) -> Vec<u8> {
    let mut out = serde_json::to_vec(record).expect("records have string keys and are written to memory");
    if pretty {
        out = json::indented(&out);
    }
    out.push(b'\n');
    out
}

/// An article's record with its sentences.
#[derive(Clone, Debug)]
pub struct Page {
    /// The record, with its text.
    pub record: Record,
    /// The sentences in code points, in order.
    pub sentences: Vec<Range<u32>>,
}

impl Page {
    /// The page of an article.
    pub(crate) fn new(source: &Source, doc: &Document, report: &Report) -> Page {
        let index = CharIndex::new(doc.text());
        let points = |span: crate::model::span::Span| index.code_point(span.start)..index.code_point(span.end);
        Page {
            record: Record::new(source, doc, report, true),
            sentences: doc.sentences().iter().map(|s| points(s.span)).collect(),
        }
    }

    /// The page of a stored record. Its text is split into sentences again.
    pub(crate) fn of(record: Record) -> Page {
        let sentences = record.text.as_deref().map(sentences).unwrap_or_default();
        Page { record, sentences }
    }

    /// The page of an article that was read but not analysed.
    pub(crate) fn refused(source: &Source, error: &Error) -> Page {
        Page {
            record: Record::refused(source, error),
            sentences: Vec::new(),
        }
    }

    /// The page of an input that could not be read.
    pub(crate) fn failed(id: String, error: &Error) -> Page {
        Page {
            record: Record::failed(id, error),
            sentences: Vec::new(),
        }
    }
}

/// The sentences of a text, in code points.
fn sentences(text: &str) -> Vec<Range<u32>> {
    let source = Source::text("", text).in_language("en");
    let Ok(article) = crate::parse::article(&source) else {
        return Vec::new();
    };
    if article.text != text {
        return Vec::new();
    }
    let index = CharIndex::new(text);
    let (_, sentences, _) = crate::language::steps::segment(&article);
    let points = |s: &crate::language::Sentence| index.code_point(s.span.start)..index.code_point(s.span.end);
    sentences.iter().map(points).collect()
}

/// The JSON Schema (2020-12) of the record.
pub fn schema() -> serde_json::Value {
    schema::RECORD.read()
}
