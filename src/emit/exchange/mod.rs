//! Formats of other programs: annotation tools (brat, Label Studio) and the W3C's Web Annotation.
//!
//! Each holds the same spans with the same text; offsets are counted as that program counts.

pub(super) mod brat;
pub(super) mod label_studio;
pub(super) mod web_annotation;

use super::record::{Record, SpanRecord};

/// A labelled span of any kind of fact.
struct Labelled<'r> {
    /// Unique in the record.
    id: String,
    label: String,
    start: u32,
    end: u32,
    text: &'r str,
}

/// The labelled spans of a record: mentions of actors, times, figures, contents of quotes, triggers of events.
fn spans(record: &Record) -> Vec<Labelled<'_>> {
    let mut spans = Vec::new();
    let mut add = |id: String, label: String, start, end, text| {
        spans.push(Labelled {
            id,
            label,
            start,
            end,
            text,
        })
    };
    for actor in &record.actors {
        for (n, m) in (1..).zip(&actor.mentions) {
            add(
                format!("{}.{n}", actor.id),
                format!("{:?}", actor.kind),
                m.start,
                m.end,
                &*m.text,
            );
        }
    }
    for time in &record.times {
        add(
            time.id.clone(),
            format!("{:?}", time.kind),
            time.start,
            time.end,
            &*time.text,
        );
    }
    for figure in &record.figures {
        add(
            figure.id.clone(),
            "Figure".to_owned(),
            figure.start,
            figure.end,
            &*figure.text,
        );
    }
    for quote in &record.quotes {
        for (n, SpanRecord { text, start, end }) in (1..).zip(&quote.content) {
            add(format!("{}.{n}", quote.id), "Quote".to_owned(), *start, *end, &**text);
        }
    }
    for event in &record.events {
        let trigger = &event.trigger;
        add(
            event.id.clone(),
            format!("{:?}", event.class),
            trigger.start,
            trigger.end,
            &*trigger.text,
        );
    }
    spans.retain(|s| s.start < s.end);
    spans
}
