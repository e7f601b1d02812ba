//! The features of the event scorers, as the program itself computes them, and learnt weights as a model.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::json;

use crate::language::scorer::{Judgement, Known, Trace};
use crate::language::{annotate, tables};
use crate::model::date::Date;
use crate::model::span::{CharIndex, Span};
use crate::source::Source;

/// An annotated article.
#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    published: Option<String>,
    #[serde(default)]
    events: Vec<Annotated>,
}

#[derive(Deserialize)]
struct Annotated {
    trigger: Place,
    date: Option<Days>,
}

/// In code points.
#[derive(Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Days {
    start: String,
    end: String,
}

/// Prints every judgement on the articles of a file, with its features.
pub(crate) fn features(path: &Path, names: bool, free: bool) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for article in super::read::<Article>(path)? {
        let trace = if free {
            Trace::on()
        } else {
            Trace::training(known(&article))
        };
        let published = article.published.as_deref().and_then(Date::parse_iso);
        let source = Source::text(&article.id, &article.text)
            .in_language("en")
            .published(published);
        let doc = annotate(crate::parse::article(&source)?, 1);
        let report = crate::link::link(&doc, crate::extract::facts_traced(&doc, trace));
        let index = CharIndex::new(doc.text());
        for judgement in report.trace.judgements() {
            writeln!(out, "{}", line(&article.id, &index, judgement, names))?;
        }
    }
    out.flush()?;
    Ok(())
}

fn line(id: &str, index: &CharIndex, judged: &Judgement, names: bool) -> serde_json::Value {
    let points = |span: Span| [index.code_point(span.start), index.code_point(span.end)];
    let features: Vec<serde_json::Value> = judged
        .features
        .iter()
        .map(|(hash, name)| if names { json!(name) } else { json!(hash) })
        .collect();
    json!({
        "doc": id,
        "task": judged.task,
        "trigger": points(judged.trigger),
        "candidate": judged.candidate,
        "span": judged.span.map(points),
        "above": judged.above.map(points),
        "rule": judged.rule,
        "scores": judged.scores,
        "chosen": judged.chosen,
        "features": features,
    })
}

/// The annotated events, in order of position, in bytes.
fn known(article: &Article) -> Vec<Known> {
    let ends: Vec<usize> = article
        .text
        .char_indices()
        .map(|(i, _)| i)
        .chain([article.text.len()])
        .collect();
    let byte = |point: usize| ends.get(point).copied().unwrap_or(article.text.len());
    let days = |d: &Days| Some((Date::parse_iso(&d.start)?, Date::parse_iso(&d.end)?));
    let mut known: Vec<Known> = article
        .events
        .iter()
        .map(|e| Known {
            trigger: Span::new(byte(e.trigger.start), byte(e.trigger.end)),
            days: e.date.as_ref().and_then(days),
        })
        .collect();
    known.sort_by_key(|k| k.trigger);
    known
}

/// Writes a model from learnt weights.
pub(crate) fn weights(kind: &str, classes: usize, weights: &str, out: &str) -> Result<()> {
    let Ok(kind) = <[u8; 4]>::try_from(kind.as_bytes()) else {
        bail!("the kind of a model has four letters: {kind}");
    };
    let rows = super::read::<(u32, Vec<(u8, i8)>)>(weights.as_ref())?;
    std::fs::write(out, tables::write(kind, classes, &rows)).with_context(|| format!("cannot write {out}"))
}
