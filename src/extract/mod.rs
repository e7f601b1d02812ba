//! [`Document`] → [`Facts`]: what the text alone says, underspecified. `link` resolves it.
//!
//! Each kind of fact has a folder: `mod.rs` with the entry point, and its rules. Their examples and counter-examples are
//! in `corpus/`.

pub mod actor;
pub mod event;
pub mod figure;
pub mod number;
pub mod quote;
mod reader;
pub mod time;

use crate::language::Document;
use crate::language::scorer::Trace;
use crate::model::facts::{Event, Figure, Mention, Quote, TimeExpression};

/// What the extractors found, each list in order of position.
#[derive(Debug, Default)]
pub struct Facts {
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
    /// What was judged on the way, if asked for.
    pub trace: Trace,
}

/// Runs every extractor. Later ones may look at what earlier ones found.
pub fn facts(doc: &Document) -> Facts {
    facts_traced(doc, Trace::default())
}

/// The same, and keeps what was judged on the way.
pub fn facts_traced(doc: &Document, mut trace: Trace) -> Facts {
    let mut facts = Facts {
        times: time::extract(doc),
        mentions: actor::extract(doc),
        ..Facts::default()
    };
    facts.figures = figure::extract(doc, &facts);
    facts.quotes = quote::extract(doc, &facts);
    facts.events = event::extract(doc, &facts, &mut trace);
    facts.trace = trace;
    facts
}
