//! Functions and types of the stages for the binaries, tests, benches and fuzz targets of this repository. They may
//! change in any version.

use std::io::Cursor;
use std::sync::Arc;

#[cfg(feature = "cli")]
pub use crate::cli::{command, look, run};
pub use crate::corpus::checked as corpora;
pub use crate::emit::clean::is_control;
pub use crate::emit::select::{Kind as List, Selection};
pub use crate::emit::verify::check as verify;
pub use crate::emit::{Format, Page, View};
pub use crate::ledger::{Ledger, Merged, Merger, schema as ledger_schema};
pub use crate::source::Kind;
#[cfg(feature = "train")]
pub use crate::train::run as train;

use crate::extract::{self, Facts, figure, time};
use crate::language::{self, Document, Sentence, Token, steps};
use crate::model::error::Result;
use crate::parse::{self, Article};
use crate::pipeline;
use crate::source::{self, Item};
use crate::{Options, api, link};

/// Maximum length of an article in a [`page`] of the functions here, in bytes.
const LIMIT: u64 = 1 << 20;

/// Analyses a text as [`extract`](crate::extract()) does, and keeps its sentences beside the record.
///
/// # Errors
/// As [`extract`](crate::extract()).
pub fn page(text: &str, options: &Options) -> Result<Page> {
    let source = api::source(text, options);
    let (doc, report) = pipeline::analyse(&source, options.threads.max(1))?;
    Ok(Page::new(&source, &doc, &report))
}

/// Reads the articles in a file of English articles, one by one, and analyses those that are no longer than `analysed`,
/// in bytes, and those of plain text. An article that cannot be read gives a page with its error.
///
/// # Panics
/// If the paragraphs of an article are out of order, empty, or without a section.
pub fn pages(bytes: &[u8], kind: Kind, analysed: usize) -> impl Iterator<Item = Page> {
    let options = Arc::new(source::Options {
        kind,
        lang: Some("en".to_owned()),
        limit: LIMIT,
        ..source::Options::default()
    });
    let items = source::read("input", Cursor::new(bytes.to_vec()), &options).items;
    items.filter_map(move |item: Item| {
        let source = match item.source {
            Ok(source) => source,
            Err(error) => return Some(Page::failed(item.id, &error)),
        };
        let article = match parse::article(&source) {
            Ok(article) => article,
            Err(error) => return Some(Page::refused(&source, &error)),
        };
        check_parts(&article);
        if kind != Kind::Text && article.text.len() > analysed {
            return None;
        }
        let (doc, report) = pipeline::analyse(&source, 1).ok()?;
        Some(Page::new(&source, &doc, &report))
    })
}

/// Checks the paragraphs and sections of an article.
fn check_parts(article: &Article) {
    let mut end = 0;
    for paragraph in &article.paragraphs {
        assert!(end <= paragraph.span.start && !paragraph.span.of(&article.text).is_empty());
        assert!((paragraph.section as usize) < article.sections.len());
        end = paragraph.span.end;
    }
    for section in &article.sections {
        let _within = section.span.of(&article.text);
    }
}

/// An article to time stages on. Each method runs one stage and returns the number of what it found.
#[derive(Debug)]
pub struct Bench {
    article: Article,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    words: String,
    doc: Document,
    facts: Facts,
}

impl Bench {
    /// Prepares a text.
    ///
    /// # Panics
    /// If the text is not one that newsx analyses.
    pub fn new(text: &str, options: &Options) -> Bench {
        let article = parse::article(&api::source(text, options)).expect("an article");
        let (tokens, sentences, words) = steps::segment(&article);
        let doc = language::annotate(article.clone(), 1);
        let facts = Facts {
            times: time::extract(&doc),
            ..Facts::default()
        };
        Bench {
            article,
            tokens,
            sentences,
            words,
            doc,
            facts,
        }
    }

    /// Text → tokens and sentences.
    pub fn segment(&self) -> usize {
        steps::segment(&self.article).0.len()
    }

    /// Tokens → tags and trees.
    pub fn analyse(&mut self) -> usize {
        steps::analyse(&self.article, &self.sentences, &mut self.tokens, &self.words);
        self.tokens.len()
    }

    /// Text → document.
    pub fn annotate(&self) -> usize {
        language::annotate(self.article.clone(), 1).tokens().len()
    }

    /// Document → resolved times.
    pub fn times(&self) -> usize {
        link::resolve(&self.doc, time::extract(&self.doc)).len()
    }

    /// Document → figures.
    pub fn figures(&self) -> usize {
        figure::extract(&self.doc, &self.facts).len()
    }

    /// Document → all facts.
    pub fn facts(&self) -> usize {
        extract::facts(&self.doc).events.len()
    }
}
