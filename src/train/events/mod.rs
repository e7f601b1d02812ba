//! Measures events against two annotated corpora: MEANTIME (triggers and dates) and PLOVER's records (classes).
//!
//! Both are read as JSON Lines: a text with its day `dct` and its `events`, whose places are code points of the text.

mod features;
mod meantime;
mod plover;

pub(super) use features::{features, weights};
pub(super) use meantime::meantime;
pub(super) use plover::plover;

use std::path::Path;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;

use crate::link::Report;
use crate::model::facts::Event;
use crate::model::span::CharIndex;

fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().filter(|l| !l.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).with_context(|| format!("not a record: {line:.60}")))
        .collect()
}

/// A telling of an event: where its trigger is, in code points, the trigger's words, and the event.
#[derive(Clone, Copy)]
struct Telling<'r> {
    start: u32,
    end: u32,
    words: &'r str,
    event: &'r Event,
}

impl Telling<'_> {
    fn overlaps(&self, start: u32, end: u32) -> bool {
        start < self.end && self.start < end
    }
}

/// Every telling of every event, in the order of the text.
fn tellings<'r>(text: &'r str, report: &'r Report) -> Vec<Telling<'r>> {
    let index = CharIndex::new(text);
    let mut all: Vec<Telling> = report
        .events
        .iter()
        .flat_map(|event| event.mentions.iter().map(move |m| (m.span, event)))
        .map(|(span, event)| Telling {
            start: index.code_point(span.start),
            end: index.code_point(span.end),
            words: span.of(text),
            event,
        })
        .collect();
    all.sort_by_key(|t| (t.start, t.end));
    all
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
