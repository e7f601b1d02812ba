//! The article's text with its facts marked.
//!
//! Marks nest where they can and are cut where they cross. Each kind has a style of its own (a line, a box, a
//! background), so that all are visible. Every piece of text is one link at most, to the card of the innermost fact
//! there.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::fmt::Write;
use std::ops::Range;

use super::escape::Text;
use super::put;
use crate::emit::blocks::Blocks;
use crate::emit::digest;
use crate::emit::record::Record;
use crate::emit::slices::Slices;
use crate::model::facts::{MentionKind, Status};

/// Kind of a mark; where several cover the same words, the first is outermost.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    /// The article's own quotation mark, the handle of a quote.
    Opening,
    Quote,
    Time,
    Actor,
    Figure,
    Event,
}

/// A piece of text that belongs to a fact.
#[derive(Clone, Debug)]
pub(in crate::emit) struct Mark<'r> {
    start: u32,
    end: u32,
    kind: Kind,
    fact: &'r str,
    class: &'static str,
    /// True for the place that the fact's card leads to.
    first: bool,
    /// True if the text leads to the card.
    link: bool,
    title: Option<&'r str>,
}

/// The marks of a record, in order of text.
pub(in crate::emit) fn marks<'r>(record: &'r Record, blocks: &Blocks, slices: &Slices) -> Vec<Mark<'r>> {
    let mut marks = Vec::new();
    let mark = |start, end, kind, fact, class| Mark {
        start,
        end,
        kind,
        fact,
        class,
        first: false,
        link: true,
        title: None,
    };
    for quote in &record.quotes {
        for (i, content) in quote.content.iter().enumerate() {
            let before = content.start.checked_sub(1);
            let opening = before.filter(|b| slices.get(*b, content.start).is_some_and(|c| matches!(c, "\"" | "“")));
            let words = mark(content.start, content.end, Kind::Quote, &*quote.id, "m q");
            marks.push(Mark {
                first: i == 0 && opening.is_none(),
                link: false,
                ..words
            });
            if let (0, Some(opening)) = (i, opening) {
                let sign = mark(opening, content.start, Kind::Opening, &quote.id, "qm");
                marks.push(Mark { first: true, ..sign });
            }
        }
    }
    for time in &record.times {
        let words = mark(time.start, time.end, Kind::Time, &*time.id, "m t");
        marks.push(Mark { first: true, ..words });
    }
    for figure in &record.figures {
        let words = mark(figure.start, figure.end, Kind::Figure, &*figure.id, "m f");
        marks.push(Mark { first: true, ..words });
    }
    for event in &record.events {
        let class = match (event.status == Status::Asserted, event.importance < digest::SMALL) {
            (true, false) => "m e",
            (true, true) => "m e minor",
            (false, false) => "m e yet",
            (false, true) => "m e yet minor",
        };
        for mention in &event.mentions {
            let words = mark(mention.start, mention.end, Kind::Event, &*event.id, class);
            let first = mention.start == event.trigger.start;
            marks.push(Mark { first, ..words });
        }
    }
    for actor in &record.actors {
        let mut seen = HashSet::new();
        for (i, mention) in actor.mentions.iter().enumerate() {
            let link = mention.kind != MentionKind::Pronoun && seen.insert(blocks.index(mention.start));
            let class = if link { "m a name" } else { "m a" };
            let words = mark(mention.start, mention.end, Kind::Actor, &*actor.id, class);
            marks.push(Mark {
                first: i == 0,
                link,
                title: Some(&*actor.name).filter(|name| *name != mention.text),
                ..words
            });
        }
    }
    marks.retain(|m| m.start < m.end);
    marks.sort_by_key(|m| (m.start, Reverse(m.end), m.kind));
    marks
}

/// Writes text with its marks, from the beginning to the end.
pub(in crate::emit) struct Marker<'r> {
    slices: &'r Slices<'r>,
    marks: &'r [Mark<'r>],
    /// Prefix of every id.
    prefix: &'r str,
    /// The first mark that was not reached yet, and those that may go on.
    next: usize,
    open: Vec<&'r Mark<'r>>,
}

/// The part of a mark inside a piece of text.
#[derive(Clone)]
struct Part<'r> {
    mark: &'r Mark<'r>,
    start: u32,
    end: u32,
    /// True if it is not where the mark begins.
    rest: bool,
}

impl<'r> Marker<'r> {
    pub(in crate::emit) fn new(slices: &'r Slices<'r>, marks: &'r [Mark<'r>], prefix: &'r str) -> Marker<'r> {
        Marker {
            slices,
            marks,
            prefix,
            next: 0,
            open: Vec::new(),
        }
    }

    /// Writes the text of a span, which lies behind all that was written before.
    pub(in crate::emit) fn write(&mut self, out: &mut String, span: &Range<u32>) {
        self.open.retain(|m| m.end > span.start);
        while let Some(mark) = self.marks.get(self.next).filter(|m| m.start < span.end) {
            self.next += 1;
            if mark.end > span.start {
                self.open.push(mark);
            }
        }
        let parts = self.open.iter().map(|mark| Part {
            mark,
            start: mark.start.max(span.start),
            end: mark.end.min(span.end),
            rest: mark.start < span.start,
        });
        let mut parts: Vec<Part> = parts.collect();
        parts.sort_by_key(order);
        self.nest(out, span, parts, None);
    }

    /// Writes a span with the parts of marks inside it, in order; `link` is the fact that bare text belongs to.
    fn nest(&self, out: &mut String, span: &Range<u32>, mut parts: Vec<Part<'r>>, link: Option<&'r str>) {
        let mut at = span.start;
        while !parts.is_empty() {
            let first = parts.remove(0);
            self.bare(out, at, first.start, link);
            let (mut inside, mut later) = (Vec::new(), Vec::new());
            for part in parts {
                if part.start >= first.end {
                    later.push(part);
                } else if part.end <= first.end {
                    inside.push(part);
                } else {
                    inside.push(Part {
                        end: first.end,
                        ..part.clone()
                    });
                    later.push(Part {
                        start: first.end,
                        rest: true,
                        ..part
                    });
                }
            }
            later.sort_by_key(order);
            at = first.end;
            self.element(out, &first, inside, link);
            parts = later;
        }
        self.bare(out, at, span.end, link);
    }

    fn bare(&self, out: &mut String, start: u32, end: u32, link: Option<&str>) {
        let text = self.slices.get(start, end).unwrap_or_default();
        match link.filter(|_| !text.trim().is_empty()) {
            Some(fact) => put!(out, "<a href=\"#c-{}{}\">{}</a>", self.prefix, Text(fact), Text(text)),
            None => put!(out, "{}", Text(text)),
        }
    }

    fn element(&self, out: &mut String, part: &Part<'r>, inside: Vec<Part<'r>>, link: Option<&'r str>) {
        let (mark, p, fact) = (part.mark, self.prefix, Text(part.mark.fact));
        let begins = mark.first && !part.rest;
        let span = part.start..part.end;
        if mark.kind == Kind::Opening {
            let sign = Text(self.slices.get(span.start, span.end).unwrap_or_default());
            put!(
                out,
                "<a class=\"qm\" id=\"{p}{fact}\" href=\"#c-{p}{fact}\" aria-label=\"Quotation\">{sign}</a>"
            );
            return;
        }
        let mut id = String::new();
        if begins && mark.kind == Kind::Quote {
            put!(
                out,
                "<a class=\"qm para\" id=\"{p}{fact}\" href=\"#c-{p}{fact}\" aria-label=\"Quotation\"></a>"
            );
        } else if begins {
            put!(id, " id=\"{p}{fact}\"");
        }
        if let Some(title) = mark.title {
            put!(id, " title=\"{}\"", Text(title));
        }
        let class = mark.class;
        if inside.is_empty() && mark.link {
            put!(
                out,
                "<a class=\"{class}\"{id} data-f=\"{p}{fact}\" href=\"#c-{p}{fact}\">"
            );
            self.bare(out, span.start, span.end, None);
            out.push_str("</a>");
        } else {
            put!(out, "<span class=\"{class}\"{id} data-f=\"{p}{fact}\">");
            self.nest(out, &span, inside, if mark.link { Some(mark.fact) } else { link });
            out.push_str("</span>");
        }
    }
}

fn order(part: &Part) -> (u32, Reverse<u32>, Kind) {
    (part.start, Reverse(part.end), part.mark.kind)
}
