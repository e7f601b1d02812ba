//! The entry points of the library: records of texts, of pages and of whole inputs.

pub mod claims;

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::emit::Record;
use crate::emit::record::Generator;
use crate::model::date::Date;
use crate::model::error::{Error, Result};
use crate::pipeline::analyse;
use crate::source::{self, Item, Kind as InputKind, Source};

/// Metadata of an article beside its text. Begin with `Options::default()`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Name of the article in its record (`document.id`).
    pub id: String,
    /// Publication day, against which "yesterday" and "on Tuesday" are resolved. Without one, the day in
    /// the text's dateline is used; without that, such times stay unresolved.
    pub published: Option<Date>,
    /// Headline, if the text does not begin with it.
    pub title: Option<String>,
    /// Address of the article.
    pub url: Option<String>,
    /// Language of the text as an ISO 639-1 code (`en`), which spares its detection. Only English is analysed.
    pub lang: Option<String>,
    /// Number of threads that share the sentences of the text; 0 and 1 stand for the calling thread alone. The record is the
    /// same for any number.
    pub threads: usize,
}

/// Extracts the facts of one plain-text English news article.
///
/// Paragraphs are separated by line breaks or blank lines. Offsets in the record count the code points of
/// [`Record::text`], which is the text as analysed: line ends are normalized.
///
/// A text in another language gives a record with the warning `lang.unsupported` and without facts.
///
/// # Errors
/// `input.too_large` if the text or its facts are beyond a bound.
pub fn extract(text: &str, options: &Options) -> Result<Record> {
    record(&source(text, options), options)
}

/// Extracts the facts of one article from its HTML page.
///
/// The text, headline, authors and date are found in the page; what `options` say goes before them. Offsets count the
/// code points of [`Record::text`].
///
/// # Errors
/// As [`extract()`]. A page without an article gives a record with the warning `page.no_text`.
pub fn extract_page(html: &str, options: &Options) -> Result<Record> {
    record(&with_metadata(Source::page(&options.id, html), options), options)
}

/// Extracts every article of an input that `newsx extract` reads: text, page, JSON Lines, table or WARC archive, with gzip
/// or zstd or without. Each gives a record, in order; one that cannot be read gives a record with its `error`.
///
/// `options.id` is the name of the input, which tells its kind where `kind` does not. Articles are read as they are asked
/// for, so that an input of any size needs memory for one.
///
/// ```
/// use newsx::{InputKind, Options, extract_all};
///
/// let lines = r#"{"id": "a", "text": "A ferry sank off Selma on Monday.", "date": "2024-03-12"}
/// {"id": "b", "title": "No text"}"#;
/// let records: Vec<_> = extract_all(lines.as_bytes(), InputKind::Auto, &Options::default()).collect();
/// assert_eq!(records[0].events[0].trigger.text, "sank");
/// assert_eq!(records[1].error.as_ref().map(|error| error.code.as_str()), Some("json.no_text"));
/// ```
pub fn extract_all<R: Read + Send + 'static>(
    input: R,
    kind: InputKind,
    options: &Options,
) -> impl Iterator<Item = Record> + Send + use<R> {
    let reading = source::Options {
        kind,
        date: options.published,
        lang: options.lang.clone(),
        ..source::Options::default()
    };
    let options = options.clone();
    let items = source::read(&options.id, input, &Arc::new(reading)).items;
    items.map(move |item: Item| match item.source {
        Ok(source) => {
            let source = with_metadata(source, &options);
            let analysed = catch_unwind(AssertUnwindSafe(|| record(&source, &options)));
            let analysed = analysed.unwrap_or_else(|_| Err(Error::new("internal", INTERNAL)));
            analysed.unwrap_or_else(|error| Record::refused(&source, &error))
        }
        Err(error) => Record::failed(item.id, &error),
    })
}

/// What a record says of an article that made newsx panic.
pub(crate) const INTERNAL: &str = "newsx failed on this article, which is a bug; please report it with the article";

/// The text with its metadata.
pub(crate) fn source(text: &str, options: &Options) -> Source {
    with_metadata(Source::text(&options.id, text), options)
}

/// The article with what the options say of it.
fn with_metadata(source: Source, options: &Options) -> Source {
    let mut source = source;
    if options.published.is_some() {
        source = source.published(options.published);
    }
    let metadata = &mut source.metadata;
    for (known, option) in [
        (&mut metadata.title, &options.title),
        (&mut metadata.url, &options.url),
        (&mut metadata.lang, &options.lang),
    ] {
        if option.is_some() {
            known.clone_from(option);
        }
    }
    source
}

/// The record of an article, with the options that the command line would write into it.
fn record(source: &Source, options: &Options) -> Result<Record> {
    let (doc, report) = analyse(source, options.threads.max(1))?;
    let date = options.published.map(|date| format!("date={date}"));
    let lang = options.lang.as_ref().map(|lang| format!("lang={lang}"));
    Ok(Record {
        generator: Generator::current(date.into_iter().chain(lang).collect()),
        ..Record::new(source, &doc, &report, true)
    })
}
