//! Measures events against two annotated corpora: MEANTIME (triggers and dates) and the PLOVER gold standard (classes).
//!
//! Both are read as JSON Lines with the text, the document date `dct`, and `events` with code-point offsets.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::date::{Date, DateRange};
use crate::extract::corpus;
use crate::facts::Event;
use crate::link::Report;
use crate::span::CharIndex;

#[derive(Deserialize)]
struct Text {
    id: String,
    dct: String,
    text: String,
    /// Code points up to which the text is annotated; the whole text where absent.
    annotated_until: Option<u32>,
    events: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    /// Absent where the record names no word.
    start: Option<u32>,
    end: Option<u32>,
    #[serde(default)]
    text: String,
    /// MEANTIME: OTHER, SPEECH_COGNITIVE, GRAMMATICAL or MIX.
    class: Option<String>,
    /// MEANTIME: what several mentions have in common.
    instance: Option<String>,
    date: Option<String>,
    date_begin: Option<String>,
    date_end: Option<String>,
    /// PLOVER: its category.
    event: Option<String>,
    #[serde(default)]
    trigger_parts: Vec<Part>,
}

impl Gold {
    fn overlaps(&self, start: u32, end: u32) -> bool {
        matches!((self.start, self.end), (Some(s), Some(e)) if s < end && start < e)
    }
}

#[derive(Deserialize)]
struct Part {
    start: u32,
    end: u32,
}

fn read(path: &Path) -> Result<Vec<Text>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().filter(|l| !l.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).with_context(|| format!("not a record: {line:.60}")))
        .collect()
}

/// Every telling of every event: its place in code points, and the event.
fn tellings<'r>(text: &str, report: &'r Report) -> Vec<(u32, u32, &'r Event)> {
    let index = CharIndex::new(text);
    let point = |byte| index.code_point(byte);
    let mut all: Vec<(u32, u32, &Event)> = report
        .events
        .iter()
        .flat_map(|e| e.mentions.iter().map(move |m| (m.span, e)))
        .map(|(span, event)| (point(span.start), point(span.end), event))
        .collect();
    all.sort_by_key(|t| (t.0, t.1));
    all
}

/// The days of the tellings of one instance that were found.
type Found = BTreeSet<Option<(Date, Date)>>;

/// Prints the recall of triggers and, of the dated instances found, how many have the right date. With `errors`, each
/// difference.
pub(super) fn meantime(path: &Path, errors: bool) -> Result<()> {
    let (mut gold, mut found, mut system, mut claimed) = (0, 0, 0, 0);
    let (mut dated, mut right, mut kinds) = (0, 0, BTreeMap::<&str, usize>::new());
    for text in read(path)? {
        let (_, report) = corpus::report(&text.text, Date::parse_iso(&text.dct));
        let all = tellings(&text.text, &report);
        let until = text.annotated_until.unwrap_or(u32::MAX);
        system += all.iter().filter(|t| t.0 < until).count();
        claimed += all
            .iter()
            .filter(|t| t.0 < until && text.events.iter().any(|g| g.overlaps(t.0, t.1)))
            .count();
        let mut instances: BTreeMap<&str, (&Gold, Found)> = BTreeMap::new();
        for event in text.events.iter().filter(|e| wanted(e, until)) {
            let hit = all.iter().find(|t| event.overlaps(t.0, t.1));
            gold += 1;
            found += usize::from(hit.is_some());
            match hit {
                Some((_, _, telling)) => {
                    let days = telling.date.map(|d| (d.days.start, d.days.end));
                    let name = event.instance.as_deref().unwrap_or_default();
                    instances.entry(name).or_insert((event, Found::new())).1.insert(days);
                }
                None if errors => println!("missed\t{}\t{}\t{:?}", text.id, event.text, event.start),
                None => {}
            }
        }
        for (event, days) in instances.values() {
            let Some(expected) = expected(event) else { continue };
            dated += 1;
            let correct = days.contains(&Some((expected.start, expected.end)));
            right += usize::from(correct);
            if correct {
                continue;
            }
            let kind = match days.iter().flatten().next() {
                None => "no date",
                Some((start, end)) if *start <= expected.end && expected.start <= *end => "overlapping date",
                Some(_) => "other date",
            };
            *kinds.entry(kind).or_default() += 1;
            if errors {
                println!(
                    "{kind}\t{}\t{}\t{:?}\texpected {expected:?}\tfound {days:?}",
                    text.id, event.text, event.start
                );
            }
        }
    }
    println!(
        "triggers: recall {:.1} ({found}/{gold}), {claimed} of {system} found are annotated as any event",
        percent(found, gold)
    );
    println!(
        "dated instances found: {:.1} % with the right date ({right}/{dated}); wrong: {kinds:?}",
        percent(right, dated)
    );
    Ok(())
}

/// A mention of something that happens: not speech, not a state, not a mere phase.
fn wanted(event: &Gold, until: u32) -> bool {
    event.start.is_some_and(|start| start < until) && matches!(event.class.as_deref(), Some("OTHER" | "MIX"))
}

/// The days of an instance, if its date or both its ends are known.
fn expected(event: &Gold) -> Option<DateRange> {
    if let Some(date) = &event.date {
        return days(date);
    }
    let (begin, end) = (event.date_begin.as_deref()?, event.date_end.as_deref()?);
    let (begin, end) = (days(begin)?, days(end)?);
    Some(DateRange { end: end.end, ..begin })
}

/// `2008-02-XX` → the days of February 2008.
fn days(value: &str) -> Option<DateRange> {
    let mut parts = value.split('-').map(|part| part.parse::<u32>().ok());
    let year = parts.next()?? as i32;
    let (month, day) = (parts.next().flatten(), parts.next().flatten());
    let (start, end) = match (month, day) {
        (Some(month), Some(day)) => (Date::new(year, month, day)?, Date::new(year, month, day)?),
        (Some(month), None) => (Date::new(year, month, 1)?, Date::last_of_month(year, month)?),
        _ => (Date::new(year, 1, 1)?, Date::new(year, 12, 31)?),
    };
    Some(DateRange {
        start,
        end,
        ..DateRange::day(start)
    })
}

/// Prints for how many records of a class that newsx has an event at the record's trigger has that class.
pub(super) fn plover(path: &Path, errors: bool) -> Result<()> {
    let (mut records, mut found, mut right) = (0, 0, 0);
    let mut classes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for text in read(path)? {
        let (_, report) = corpus::report(&text.text, Date::parse_iso(&text.dct));
        let all = tellings(&text.text, &report);
        for event in &text.events {
            let Some(class) = event.event.as_deref().filter(|c| known(c)) else {
                continue;
            };
            let at: Vec<String> = all
                .iter()
                .filter(|t| {
                    let part = |p: &Part| p.start < t.1 && t.0 < p.end;
                    event.overlaps(t.0, t.1) || event.trigger_parts.iter().any(part)
                })
                .map(|t| format!("{:?}", t.2.class).to_uppercase())
                .collect();
            let correct = at.iter().any(|c| c == class);
            records += 1;
            found += usize::from(!at.is_empty());
            right += usize::from(correct);
            let count = classes.entry(class.to_owned()).or_default();
            count.0 += usize::from(correct);
            count.1 += 1;
            if errors && !correct {
                println!("{class}\t{}\t{at:?}\t{}", event.text, text.text);
            }
        }
    }
    println!(
        "classes: {:.1} % right ({right}/{records}), {found} with an event at the trigger",
        percent(right, records)
    );
    for (class, (right, all)) in classes {
        println!("  {class:10} {right}/{all}");
    }
    Ok(())
}

fn known(class: &str) -> bool {
    serde_json::from_value::<crate::facts::EventClass>(class.into()).is_ok()
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
