//! newsx reads news articles and writes what they claim as typed, grounded records.
//!
//! ```text
//! bytes ─source→ Source ─parse::article→ Article ─language::annotate→ Document
//!       ─extract::facts→ Facts ─link::link→ Report ─emit→ JSON, Markdown, …
//! ```

pub mod corpus;
pub mod emit;
pub mod extract;
pub mod language;
pub mod ledger;
pub mod lexicon;
pub mod link;
pub mod model;
pub mod parse;
pub mod source;
#[cfg(feature = "train")]
pub mod train;

/// Runs the whole pipeline on one source.
///
/// # Errors
/// `input.too_large` if the article is beyond a bound of [`source::limits`].
pub fn analyse(source: &source::Source) -> model::error::Result<(language::Document, link::Report)> {
    let doc = language::annotate(parse::article(source)?, 1);
    let facts = extract::facts(&doc);
    let report = link::link(&doc, facts);
    report.check_size()?;
    Ok((doc, report))
}
