//! [`Report`] → bytes: one file per format. The JSON Schema comes from the types in [`record`].
//!
//! Every format is made from the [`Record`], so that no two of them can disagree. A [`Page`] is a record with the
//! sentences of its article, which only the report for people ([`markdown`]) shows.
//!
//! A format writes an article without knowing of its neighbours: a run over many articles is [`Format::begin`], the
//! articles in any number, [`Format::end`]. That is what lets the command line work on several at once.

mod build;
pub mod claims;
pub mod clean;
pub mod conllu;
pub mod html;
pub mod markdown;
pub mod record;
pub mod select;
pub mod slices;
mod table;
pub mod verify;

pub use record::Record;

use std::ops::Range;

use crate::language::Document;
use crate::link::Report;
use crate::model::error::Error;
use crate::model::span::CharIndex;
use crate::source::Source;

/// What is written for an article.
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
        }
    }

    /// What comes before the first article.
    pub fn begin(self) -> Vec<u8> {
        match self {
            Format::Csv => table::header(b','),
            Format::Tsv => table::header(b'\t'),
            Format::Html => html::BEGIN.as_bytes().to_vec(),
            Format::Json | Format::Jsonl | Format::Claims | Format::Md => Vec::new(),
        }
    }

    /// One article. Formats of claims hold nothing for an article that could not be read.
    pub fn write(self, page: &Page) -> Vec<u8> {
        match self {
            Format::Json => json(&page.record, true),
            Format::Jsonl => json(&page.record, false),
            Format::Claims => claims::lines(&page.record),
            Format::Md => markdown::report(page).into_bytes(),
            Format::Csv => table::rows(&page.record, b','),
            Format::Tsv => table::rows(&page.record, b'\t'),
            Format::Html => html::article(&page.record).into_bytes(),
        }
    }

    /// What comes after the last article.
    pub fn end(self) -> &'static [u8] {
        match self {
            Format::Html => html::END.as_bytes(),
            _ => b"",
        }
    }
}

/// The record as JSON with a final line break.
fn json(record: &Record, pretty: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let written = match pretty {
        true => serde_json::to_writer_pretty(&mut out, record),
        false => serde_json::to_writer(&mut out, record),
    };
    written.expect("records have string keys and are written to memory");
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
    pub fn new(source: &Source, doc: &Document, report: &Report) -> Page {
        let index = CharIndex::new(doc.text());
        let points = |span: crate::model::span::Span| index.code_point(span.start)..index.code_point(span.end);
        Page {
            record: Record::new(source, doc, report, true),
            sentences: doc.sentences().iter().map(|s| points(s.span)).collect(),
        }
    }

    /// The page of an article that was read and is not analysed.
    pub fn refused(source: &Source, error: &Error) -> Page {
        Page {
            record: Record::refused(source, error),
            sentences: Vec::new(),
        }
    }

    /// The page of an input that could not be read.
    pub fn failed(id: String, error: &Error) -> Page {
        Page {
            record: Record::failed(id, error),
            sentences: Vec::new(),
        }
    }
}

/// The JSON Schema (2020-12) of the record.
pub fn schema() -> serde_json::Value {
    // The contract of writing: what is always written is required, also where it may be null.
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Record>().into()
}
