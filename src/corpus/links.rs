//! Rendering of links between facts in the corpora: speakers, participants, sources, and the event and time of a
//! figure.

use super::{Extractor, Rendered};
use crate::language::Document;
use crate::link::Report;
use crate::model::facts::{Attribution, Event, Figure, Quote};
use crate::model::ids::ActorId;
use crate::model::span::Span;

/// The decisions of `link` about the facts of [`EXTRACTORS`](super::EXTRACTORS). Registering a corpus is one line.
pub(crate) static LINKS: &[Extractor] = &[
    // The speaker of a quote, in brackets around its content: `Ann Lee (she)`.
    Extractor {
        name: "speaker",
        corpus: include_str!("speaker.txt"),
        render: |doc, report| report.quotes.iter().map(|quote| speaker(doc, report, quote)).in_order(),
    },
    // The participants of an event and its place, in brackets around its trigger: `agent Ann Lee (she), patient - (the
    // tax)`.
    Extractor {
        name: "participant",
        corpus: include_str!("participant.txt"),
        render: |doc, report| {
            let events = report.events.iter();
            events.filter_map(|event| participants(doc, report, event)).in_order()
        },
    },
    // The sources of an event or a figure, outermost first: `Reuters (Reuters) reported, Ann Lee (she) said`.
    Extractor {
        name: "attribution",
        corpus: include_str!("attribution.txt"),
        render: |doc, report| {
            let events = report.events.iter().map(|e| (e.trigger.span, e.rule, &e.attribution));
            let figures = report.figures.iter().map(|f| (f.span, f.rule, &f.attribution));
            let facts = events.chain(figures).filter(|(_, _, sources)| !sources.is_empty());
            facts
                .map(|(span, rule, sources)| Rendered {
                    span,
                    rule,
                    text: attribution(doc, report, sources),
                })
                .in_order()
        },
    },
    // The event of a figure and the time at which it held: `killed, as of 2025-07-21`.
    Extractor {
        name: "as_of",
        corpus: include_str!("as_of.txt"),
        render: |doc, report| {
            let figures = report.figures.iter();
            figures.filter_map(|figure| as_of(doc, report, figure)).in_order()
        },
    },
];

/// Facts in order of their positions, longer ones first.
trait InOrder {
    fn in_order(self) -> Vec<Rendered>;
}

impl<I: Iterator<Item = Rendered>> InOrder for I {
    fn in_order(self) -> Vec<Rendered> {
        let mut facts: Vec<Rendered> = self.collect();
        facts.sort_by_key(|fact| (fact.span.start, std::cmp::Reverse(fact.span.end)));
        facts
    }
}

/// The name of an actor and the words that mention it: "Ann Lee (she)"; "-" where one is absent.
fn mentioned(doc: &Document, report: &Report, actor: Option<ActorId>, words: Option<Span>) -> String {
    let actor = actor.and_then(|id| report.actors.get(id.0 as usize));
    let name = actor.map_or("-", |actor| actor.name.as_str());
    format!("{name} ({})", words.map_or("-", |span| span.of(doc.text())))
}

fn speaker(doc: &Document, report: &Report, quote: &Quote) -> Rendered {
    Rendered {
        span: quote
            .content
            .iter()
            .skip(1)
            .fold(quote.content[0], |all, s| all.cover(*s)),
        rule: quote.rule,
        text: mentioned(doc, report, quote.speaker, quote.source),
    }
}

/// The participants and the place of an event; `None` if it has neither.
fn participants(doc: &Document, report: &Report, event: &Event) -> Option<Rendered> {
    let one = |role: &str, actor, span| format!("{role} {}", mentioned(doc, report, actor, Some(span)));
    let who = event.participants.iter();
    let who = who.map(|p| one(&p.role.label().to_lowercase(), p.actor, p.span));
    let place = event.place.iter().map(|place| one("at", place.actor, place.span));
    let all: Vec<String> = who.chain(place).collect();
    (!all.is_empty()).then(|| Rendered {
        span: event.trigger.span,
        rule: event.rule,
        text: all.join(", "),
    })
}

fn attribution(doc: &Document, report: &Report, sources: &[Attribution]) -> String {
    let one = |source: &Attribution| {
        let who = mentioned(doc, report, source.actor, Some(source.source));
        format!("{who} {}", source.cue.map_or("-", |cue| cue.of(doc.text())))
    };
    sources.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The event and the time of a figure; `None` if it has neither.
fn as_of(doc: &Document, report: &Report, figure: &Figure) -> Option<Rendered> {
    let event = figure
        .event
        .map(|id| report.events[id.0 as usize].trigger.span.of(doc.text()).to_owned());
    let time = figure
        .as_of
        .map(|id| format!("as of {}", report.times[id.0 as usize].value));
    (event.is_some() || time.is_some()).then(|| Rendered {
        span: figure.span,
        rule: figure.rule,
        text: event.into_iter().chain(time).collect::<Vec<_>>().join(", "),
    })
}
