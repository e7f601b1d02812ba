//! The entry point of the library: extracts the record of a text.

use crate::emit::Record;
use crate::model::date::Date;
use crate::model::error::Result;
use crate::pipeline::analyse;
use crate::source::Source;

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
    let source = source(text, options);
    let (doc, report) = analyse(&source, options.threads.max(1))?;
    Ok(Record::new(&source, &doc, &report, true))
}

/// The text with its metadata.
pub(crate) fn source(text: &str, options: &Options) -> Source {
    let mut source = Source::text(&options.id, text).published(options.published);
    source.metadata.title = options.title.clone();
    source.metadata.url = options.url.clone();
    source.metadata.lang = options.lang.clone();
    source
}
