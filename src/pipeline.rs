//! The one way through the pipeline, for the library and the command line alike.

use crate::language::Document;
use crate::link::Report;
use crate::model::error::Result;
use crate::source::Source;
use crate::{extract, language, link, parse};

/// A step of the analysis of one article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stage {
    /// Source → article.
    Parse,
    /// Article → document.
    Language,
    /// Document → facts.
    Extract,
    /// Facts → report.
    Link,
}

/// Sees each stage run, to time it.
pub(crate) trait Observer {
    /// Runs a stage and returns its result.
    fn run<T>(&self, _stage: Stage, work: impl FnOnce() -> T) -> T {
        work()
    }
}

/// Runs the stages and does nothing else.
struct Unobserved;

impl Observer for Unobserved {}

/// Analyses one article on so many `threads`.
///
/// # Errors
/// As [`analyse_with`].
pub(crate) fn analyse(source: &Source, threads: usize) -> Result<(Document, Report)> {
    analyse_with(source, threads, &Unobserved)
}

/// Analyses one article, with so many `threads` for its sentences; their number does not change the result.
///
/// # Errors
/// `input.too_large` if the article is beyond a bound of [`crate::source::limits`].
pub(crate) fn analyse_with(source: &Source, threads: usize, observer: &impl Observer) -> Result<(Document, Report)> {
    let article = observer.run(Stage::Parse, || parse::article(source))?;
    let doc = observer.run(Stage::Language, || language::annotate(article, threads));
    let facts = observer.run(Stage::Extract, || extract::facts_within_bounds(&doc))?;
    let report = observer.run(Stage::Link, || link::link(&doc, facts));
    report.check_size()?;
    Ok((doc, report))
}
