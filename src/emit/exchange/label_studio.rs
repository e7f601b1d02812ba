//! Label Studio tasks with newsx's facts as predictions, for people to correct.
//!
//! Labels are those of `<Labels name="label" toName="text">` over `<Text name="text" value="$text"/>`. Label Studio runs
//! in a browser and counts UTF-16 code units.

use serde_json::{Value, json};

use super::spans;
use crate::emit::record::Record;

/// A task.
pub(in crate::emit) fn task(record: &Record) -> Value {
    let text = record.text.as_deref().unwrap_or_default();
    let units = units(text);
    let unit = |point: u32| units.get(point as usize).copied().unwrap_or(0);
    let regions = spans(record).into_iter().map(|span| {
        json!({
            "id": span.id, "from_name": "label", "to_name": "text", "type": "labels",
            "value": {"start": unit(span.start), "end": unit(span.end), "text": span.text, "labels": [span.label]},
        })
    });
    let mut result: Vec<Value> = regions.collect();
    for event in &record.events {
        for participant in &event.participants {
            let Some(actor) = record.actors.iter().find(|a| participant.actor.as_ref() == Some(&a.id)) else {
                continue;
            };
            let mention = actor.mentions.partition_point(|m| m.start < participant.start);
            if mention < actor.mentions.len() {
                result.push(json!({
                    "type": "relation", "from_id": event.id, "to_id": format!("{}.{}", actor.id, mention + 1),
                    "direction": "right", "labels": [format!("{:?}", participant.role).to_lowercase()],
                }));
            }
        }
    }
    let document = &record.document;
    json!({
        "data": {"text": text, "id": document.id, "title": document.title, "url": document.url},
        "predictions": [{
            "model_version": format!("{} {} ({})", record.generator.name, record.generator.version, record.generator.model),
            "result": result,
        }],
    })
}

/// The UTF-16 code unit at which every code point begins, and the end.
fn units(text: &str) -> Vec<u32> {
    let mut at = 0;
    let begin = text.chars().map(|c| {
        let begin = at;
        at += c.len_utf16() as u32;
        begin
    });
    let mut units: Vec<u32> = begin.collect();
    units.push(at);
    units
}
