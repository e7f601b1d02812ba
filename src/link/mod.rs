//! [`Facts`] → [`Report`]: resolved dates, coreference, speakers, participants, attribution.

mod actor;
mod attribution;
mod event;
mod figure;
mod quote;
mod time;

pub(crate) use actor::ActorIndex;
pub(crate) use attribution::Sayings;

use crate::extract::Facts;
use crate::language::Document;
use crate::language::scorer::Trace;
use crate::model::error::{Result, Warning};
use crate::model::facts::{Actor, Event, Figure, Quote, TimeExpression};
use crate::model::span::Span;
use crate::source::limits;

/// All facts of an article, linked. The lists are in order of position; ids are indices into them.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// Time expressions.
    pub times: Vec<TimeExpression>,
    /// Actors, by first mention.
    pub actors: Vec<Actor>,
    /// The actor that each word or phrase mentions.
    pub index: ActorIndex,
    /// Events.
    pub events: Vec<Event>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Quotes.
    pub quotes: Vec<Quote>,
    /// The quotes around each token, for attribution.
    pub sayings: Sayings,
    /// Warnings for the reader of the record.
    pub warnings: Vec<Warning>,
    /// Candidates and scores of the event scorers, if asked for.
    pub trace: Trace,
}

impl Report {
    /// Refuses a report that is too large to be written.
    ///
    /// # Errors
    /// `input.too_large`.
    pub(crate) fn check_size(&self) -> Result<()> {
        let mentions = self.actors.iter().map(|a| a.mentions.len());
        let events = self.events.iter().map(|e| 1 + e.participants.len() + e.mentions.len());
        let facts = self.times.len() + self.figures.len() + self.quotes.len();
        limits::check_facts(facts + mentions.sum::<usize>() + events.sum::<usize>())?;
        let spans = (self.events.iter().map(|e| e.span))
            .chain(self.figures.iter().map(|f| f.span))
            .chain(self.quotes.iter().map(|q| q.span));
        limits::check_repeated(spans.map(Span::len).sum())
    }
}

/// Links the facts of a document.
pub(crate) fn link(doc: &Document, facts: Facts) -> Report {
    let mut report = Report {
        times: facts.times,
        events: facts.events,
        figures: facts.figures,
        quotes: facts.quotes,
        warnings: doc.article.warnings.clone(),
        trace: facts.trace,
        ..Report::default()
    };
    time::link(doc, &mut report);
    let mut trace = std::mem::take(&mut report.trace);
    let actors = actor::link(doc, &report, facts.mentions, &mut trace);
    report.trace = trace;
    let speakers = quote::speakers(doc, &report.quotes, &actors.heads);
    actor::finish(doc, &mut report, actors, &speakers);
    quote::link_dates(doc, &mut report.quotes, &report.times);
    report.sayings = Sayings::new(doc, &report.quotes);
    event::link(doc, &mut report);
    figure::link(doc, &mut report);
    event::rate(doc, &mut report);
    report
}

/// Resolves times alone: the first step of [`link`], for callers without other facts, and for benchmarks.
pub(crate) fn resolve(doc: &Document, times: Vec<TimeExpression>) -> Vec<TimeExpression> {
    let mut report = Report {
        times,
        ..Report::default()
    };
    time::link(doc, &mut report);
    report.times
}
