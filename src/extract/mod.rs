//! [`Document`] → [`Facts`]: mentions of facts as the words have them, underspecified. `link` resolves them.
//!
//! Each kind of fact has a folder: `mod.rs` with the entry point, and its rules. Their examples and counter-examples are
//! in `corpus/`.

pub(crate) mod actor;
pub(crate) mod event;
pub(crate) mod figure;
pub(crate) mod number;
pub(crate) mod quote;
mod reader;
pub(crate) mod time;

use std::convert::Infallible;

use crate::language::Document;
use crate::language::scorer::Trace;
use crate::model::error::Error;
use crate::model::facts::{Event, Figure, Mention, Quote, TimeExpression};
use crate::source::limits;

type Result<T, E = Error> = std::result::Result<T, E>;

/// The results of the extractors, each list in order of position.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// Time expressions, not yet resolved.
    pub times: Vec<TimeExpression>,
    /// Mentions of actors, not yet linked.
    pub mentions: Vec<Mention>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Quotes, without speakers.
    pub quotes: Vec<Quote>,
    /// Events, without dates and actors.
    pub events: Vec<Event>,
    /// Candidates and scores of the event scorers, if asked for.
    pub trace: Trace,
}

impl Facts {
    fn len(&self) -> usize {
        self.times.len() + self.mentions.len() + self.figures.len() + self.quotes.len() + self.events.len()
    }
}

/// Runs every extractor. Later ones may use the facts of earlier ones.
pub(crate) fn facts(doc: &Document) -> Facts {
    facts_traced(doc, Trace::default())
}

/// The same, with candidates and scores kept in the trace.
pub(crate) fn facts_traced(doc: &Document, trace: Trace) -> Facts {
    let Ok(facts) = run(doc, trace, |_| Ok::<_, Infallible>(()));
    facts
}

/// The same within the bounds of one article: stops at the first extractor that exceeds them.
///
/// # Errors
/// `input.too_large`.
pub(crate) fn facts_within_bounds(doc: &Document) -> Result<Facts> {
    run(doc, Trace::default(), limits::check_facts)
}

/// Runs the extractors; after each, the number of facts so far is checked.
fn run<E>(doc: &Document, mut trace: Trace, check: impl Fn(usize) -> Result<(), E>) -> Result<Facts, E> {
    let mut facts = Facts {
        times: time::extract(doc),
        ..Facts::default()
    };
    check(facts.len())?;
    facts.mentions = actor::extract(doc);
    check(facts.len())?;
    facts.figures = figure::extract(doc, &facts);
    check(facts.len())?;
    facts.quotes = quote::extract(doc, &facts);
    check(facts.len())?;
    facts.events = event::extract(doc, &facts, &mut trace);
    check(facts.len())?;
    facts.trace = trace;
    Ok(facts)
}
