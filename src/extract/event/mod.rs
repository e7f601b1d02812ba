//! Events: what is told to have happened, to be happening, or to be going to happen ([`Event`]).
//!
//! `trigger` proposes the words that tell events and `judge` scores them, their class and status; `participants` proposes who
//! takes part and `roles` scores it; `place` finds where, `status` whether it happened. Dates, actors, attribution and the
//! merging of two tellings are left to `link`, which sees the whole article.

mod content;
pub(crate) mod features;
mod judge;
mod made_up;
mod participants;
mod place;
mod roles;
mod status;
mod topics;
mod trigger;

use super::Facts;
use crate::language::scorer::{Features, Trace, UNIT};
use crate::language::{Deprel, Document, Upos, clause};
use crate::lexicon::event::{self as lexicon, Scope};
use crate::model::facts::{Event, QuoteKind, Status, TimeExpression, Trigger};
use crate::model::ids::{SentenceId, TokenId, TokenRange};
use crate::model::span::Span;
use trigger::Candidate;

/// The events of a document, in order of position.
pub(crate) fn extract(doc: &Document, facts: &Facts, trace: &mut Trace) -> Vec<Event> {
    let mut events = Vec::new();
    let mut times = facts.times.as_slice();
    let mut article = Article {
        doc,
        topics: topics::Topics::of(doc),
        spoken: Spoken::new(facts),
        told: Told::new(),
        trace,
    };
    for (number, sentence) in (0..).zip(doc.sentences()) {
        let end = times.partition_point(|t| t.span.start < sentence.span.end);
        let (own, rest) = times.split_at(end);
        times = rest;
        article.sentence(SentenceId(number), own, &mut events);
    }
    events
}

/// The event nouns of the article so far: a bare "the crash" points back to one of them.
type Told<'d> = std::collections::BTreeSet<&'d str>;

/// State of the article while its sentences are read one after the other.
struct Article<'d, 't> {
    doc: &'d Document,
    topics: topics::Topics,
    spoken: Spoken,
    told: Told<'d>,
    trace: &'t mut Trace,
}

impl Article<'_, '_> {
    fn sentence(&mut self, sentence: SentenceId, times: &[TimeExpression], events: &mut Vec<Event>) {
        let doc = self.doc;
        let heads: Vec<TokenId> = times.iter().map(|t| doc.head_of(t.tokens)).collect();
        for token in doc.sentence(sentence).tokens.iter() {
            if times.iter().any(|t| t.tokens.contains(token)) {
                continue;
            }
            let sight = trigger::Sight {
                doc,
                times: &heads,
                spoken: self.spoken.at(doc.token(token).span.start),
                told: &self.told,
                topics: &self.topics,
            };
            let candidate = sight.candidate(token).or_else(|| sight.open(token));
            let Some(candidate) = candidate.filter(|c| !made_up::is_made_up(doc, c)) else {
                continue;
            };
            let mut clause = judge::clause(&sight, &candidate, self.trace);
            if let Some(score) = judge::is_event(&sight, &candidate, &mut clause, self.trace) {
                let judged = (&candidate, clause, score);
                events.push(event(&sight, judged, times, self.trace));
                self.told.insert(doc.lemma(token));
            }
        }
    }
}

/// Walks along the contents of direct quotes.
struct Spoken {
    contents: Vec<Span>,
    next: usize,
}

impl Spoken {
    fn new(facts: &Facts) -> Spoken {
        let direct = facts.quotes.iter().filter(|q| q.kind == QuoteKind::Direct);
        let mut contents: Vec<Span> = direct.flat_map(|q| q.content.iter().copied()).collect();
        contents.sort();
        Spoken { contents, next: 0 }
    }

    /// Returns whether the byte is inside a direct quote. To be asked from left to right.
    fn at(&mut self, byte: u32) -> bool {
        while self.contents.get(self.next).is_some_and(|c| c.end <= byte) {
            self.next += 1;
        }
        self.contents.get(self.next).is_some_and(|c| c.start <= byte)
    }
}

fn event<'d>(
    sight: &trigger::Sight<'_, 'd>,
    (candidate, features, score): (&Candidate, Features<'d>, i32),
    times: &[TimeExpression],
    trace: &mut Trace,
) -> Event {
    let doc = sight.doc;
    let trigger = Trigger {
        span: doc.token(candidate.token).span,
        head: candidate.token,
    };
    let class = judge::class(sight, candidate, features, trace);
    // "did not stop the attack": the verb tells of the end of the event, so that its mood is not that of the event and its subject
    // no agent, but where it "ends its siege".
    let ends = |verb: TokenId| lexicon::has_scope(doc.lemma(verb), Scope::Ends);
    let alone = Candidate {
        helper: None,
        ..*candidate
    };
    let is_ended = candidate.helper.is_some_and(ends);
    let told = if is_ended { &alone } else { candidate };
    let by_its_agent = || clause::owner(doc, candidate.token).is_some_and(|owner| doc.token(owner).upos == Upos::Pron);
    let happened = || status::status(doc, candidate.token, candidate.helper).status == Status::Asserted;
    let whole = !is_ended || happened();
    let acting = if is_ended && by_its_agent() { candidate } else { told };
    Event {
        span: doc.span(clause(doc, if whole { candidate } else { told })),
        trigger,
        class,
        mentions: vec![trigger],
        participants: roles::participants(doc, acting, times, trace),
        place: place::place(doc, candidate.token, candidate.helper.or(candidate.done), times),
        date: None,
        distant: None,
        figures: Vec::new(),
        status: judge::status(sight, told, trace),
        importance: 0.0,
        odds: score as f32 / UNIT,
        attribution: Vec::new(),
        confidence: judge::confidence(score),
        rule: candidate.rule,
    }
}

/// The words that tell an event: its clause without the clauses joined to it.
fn clause(doc: &Document, candidate: &Candidate) -> TokenRange {
    let top = candidate.helper.unwrap_or(candidate.token);
    if doc.token(top).upos != Upos::Verb {
        return clause::noun_phrase(doc, top);
    }
    let (mut start, mut end) = (top, top.next());
    for child in doc.children(top) {
        let reach = doc.subtree(child);
        match doc.token(child).deprel {
            Deprel::Conj | Deprel::Parataxis | Deprel::Punct | Deprel::Cc | Deprel::Mark | Deprel::Discourse => {}
            Deprel::Advcl if child < top => {}
            _ => {
                start = start.min(reach.start);
                end = end.max(reach.end);
            }
        }
    }
    TokenRange::new(start, end)
}
