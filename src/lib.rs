//! newsx reads news articles and writes what they claim as typed, grounded records.
//!
//! ```text
//! bytes ─source→ Source ─parse::article→ Article ─language::annotate→ Document
//!       ─extract::facts→ Facts ─link::link→ Report ─emit→ JSON, Markdown, …
//! ```

pub mod date;
pub mod emit;
pub mod error;
pub mod extract;
pub mod facts;
pub mod language;
pub mod lexicon;
pub mod link;
pub mod parse;
pub mod source;
pub mod span;
pub mod timex;
#[cfg(feature = "train")]
pub mod train;

/// Runs the whole pipeline on one source.
///
/// # Errors
/// If the source holds no article that newsx reads: a text that is too large.
pub fn analyse(source: &source::Source) -> error::Result<(language::Document, link::Report)> {
    let doc = language::annotate(parse::article(source)?, 1);
    let facts = extract::facts(&doc);
    let report = link::link(&doc, facts);
    Ok((doc, report))
}
