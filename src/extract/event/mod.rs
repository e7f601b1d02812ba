//! Events: what is told to have happened, to be happening, or to be going to happen ([`Event`]).
//!
//! `trigger` finds the words that tell events and their class, `participants` who takes part, `place` where,
//! `status` whether it happened. Dates, actors, attribution and the merging of two tellings are left to `link`,
//! which sees the whole article.

mod participants;
mod place;
mod status;
mod trigger;

use super::Facts;
use super::corpus::{Extractor, rendered};
use crate::facts::{Event, TimeExpression, Trigger};
use crate::language::{Deprel, Document, SentenceId, TokenId, TokenRange, Upos, phrase};

/// The events of a document, in order of position.
pub fn extract(doc: &Document, facts: &Facts) -> Vec<Event> {
    let mut events = Vec::new();
    let mut times = facts.times.as_slice();
    for (number, sentence) in (0..).zip(doc.sentences()) {
        let end = times.partition_point(|t| t.span.start < sentence.span.end);
        let (own, rest) = times.split_at(end);
        times = rest;
        sentence_events(doc, SentenceId(number), own, &mut events);
    }
    events
}

fn sentence_events(doc: &Document, sentence: SentenceId, times: &[TimeExpression], events: &mut Vec<Event>) {
    let heads: Vec<TokenId> = times.iter().map(|t| head(doc, t.tokens)).collect();
    let dated = |token: TokenId| heads.iter().any(|h| doc.head(*h) == Some(token));
    for token in doc.sentence(sentence).tokens.iter() {
        let inside_time = times.iter().any(|t| t.tokens.contains(token));
        if inside_time {
            continue;
        }
        if let Some(candidate) = trigger::candidate(doc, token, dated) {
            events.push(event(doc, &candidate));
        }
    }
}

fn event(doc: &Document, candidate: &trigger::Candidate) -> Event {
    let trigger = Trigger {
        span: doc.token(candidate.token).span,
        head: candidate.token,
    };
    let mut confidence = candidate.confidence;
    let participants = participants::participants(doc, candidate);
    if participants.is_empty() {
        confidence = confidence.min(crate::facts::Confidence::Medium);
    }
    Event {
        span: doc.span(clause(doc, candidate)),
        trigger,
        class: candidate.class,
        mentions: vec![trigger],
        participants,
        place: place::place(doc, candidate.token, candidate.helper),
        date: None,
        figures: Vec::new(),
        status: status::status(doc, candidate.token, candidate.helper),
        attribution: Vec::new(),
        confidence,
        rule: candidate.rule,
    }
}

/// The words that tell an event: its clause without the clauses joined to it.
fn clause(doc: &Document, candidate: &trigger::Candidate) -> TokenRange {
    let top = candidate.helper.unwrap_or(candidate.token);
    if doc.token(top).upos != Upos::Verb {
        return phrase::noun_phrase(doc, top);
    }
    let (mut start, mut end) = (top.0, top.0 + 1);
    for child in doc.children(top) {
        let reach = doc.subtree(child);
        match doc.token(child).deprel {
            Deprel::Conj | Deprel::Parataxis | Deprel::Punct | Deprel::Cc | Deprel::Mark | Deprel::Discourse => {}
            Deprel::Advcl if child < top => {}
            _ => {
                start = start.min(reach.start.0);
                end = end.max(reach.end.0);
            }
        }
    }
    TokenRange::new(start, end)
}

/// The token of a range that hangs on something outside it.
fn head(doc: &Document, tokens: TokenRange) -> TokenId {
    tokens
        .iter()
        .find(|t| doc.head(*t).is_none_or(|h| !tokens.contains(h)))
        .unwrap_or(tokens.start)
}

/// This extractor, for the corpora.
pub const EXTRACTOR: Extractor = Extractor {
    name: "event",
    corpus: include_str!("corpus.txt"),
    render: |_, report| rendered(&report.events, |e| format!("{:?} {:?}", e.class, e.status)),
};
