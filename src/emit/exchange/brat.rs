//! brat standoff: text-bound annotations, events with their participants, attributes.
//!
//! The `.ann` goes beside a `.txt` of the same name that holds the article's text: `-f brat,text -o DIR/` writes both.
//! Offsets are code points. A span over several lines is written in pieces, as brat wants it.

use std::collections::HashMap;
use std::fmt::Write;

use super::{Labelled, spans};
use crate::emit::record::Record;

/// The annotations of a record.
pub(in crate::emit) fn write(record: &Record) -> String {
    let (mut out, mut numbers) = (String::new(), HashMap::new());
    let mut first = 1;
    for span in spans(record) {
        text_bound(&mut out, &mut first, &span, &mut numbers);
    }
    for (n, event) in (1..).zip(&record.events) {
        let Some(trigger) = numbers.get(&*event.id) else {
            continue;
        };
        write!(out, "E{n}\t{:?}:T{trigger}", event.class).expect(MEMORY);
        let mut seen = HashMap::<String, u32>::new();
        for participant in &event.participants {
            let Some(mention) = participant
                .actor
                .as_ref()
                .and_then(|a| numbers.get(&mention(record, a, participant.start)?))
            else {
                continue;
            };
            let role = format!("{:?}", participant.role);
            // A role of its own for each: Agent, Agent2.
            let times = seen.entry(role.clone()).or_default();
            *times += 1;
            let number = if *times > 1 { times.to_string() } else { String::new() };
            write!(out, " {role}{number}:T{mention}").expect(MEMORY);
        }
        out.push('\n');
        let status = format!("{:?}", event.status);
        writeln!(out, "A{n}\tStatus E{n} {status}").expect(MEMORY);
    }
    out
}

const MEMORY: &str = "written to memory";

/// The id of an actor's mention inside a participant that begins at a place.
fn mention(record: &Record, actor: &str, start: u32) -> Option<String> {
    let actor = record.actors.iter().find(|a| a.id == actor)?;
    let place = actor.mentions.partition_point(|m| m.start < start);
    actor.mentions.get(place)?;
    Some(format!("{}.{}", actor.id, place + 1))
}

fn text_bound(out: &mut String, number: &mut u32, span: &Labelled, numbers: &mut HashMap<String, u32>) {
    let mut pieces = Vec::new();
    let mut at = span.start;
    for line in span.text.split_inclusive(['\n', '\r']) {
        let text = line.trim_end_matches(['\n', '\r']);
        if !text.is_empty() {
            pieces.push((at, at + text.chars().count() as u32, text));
        }
        at += line.chars().count() as u32;
    }
    if pieces.is_empty() {
        return;
    }
    let places: Vec<String> = pieces.iter().map(|(start, end, _)| format!("{start} {end}")).collect();
    let texts: Vec<&str> = pieces.iter().map(|(.., text)| *text).collect();
    // Control characters must not reach line-based readers.
    let text = texts.join(" ").replace(char::is_control, " ");
    writeln!(out, "T{number}\t{} {}\t{text}", span.label, places.join(";")).expect(MEMORY);
    numbers.insert(span.id.clone(), *number);
    *number += 1;
}
