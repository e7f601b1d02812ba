//! Classes: PLOVER's gold standard records, single sentences with one event each.
//!
//! A record is right if an event that newsx tells by one of the record's trigger words has the record's class. The
//! trigger words are the marked parts; where the marks do not fit the text, the words of `eventText` in the text.
//!
//! Counted are the records whose class newsx has. The records have the names of an early draft, so DEMAND is asked as
//! REQUEST, DISAPPROVE as ACCUSE and FIGHT as ASSAULT, which took them in; INVESTIGATE has no counterpart (newsx calls
//! it JUSTICE) and is left out. The first figure leaves the three renamed ones out too.
//!
//! PLOVER has no status. Its manual: "All cooperative actions reported in future tense are also taken to imply
//! intentions" (AGREE), and its records code what is hostile and to come as THREATEN, cooperation that is refused as REJECT
//! and cooperation that is demanded as DEMAND. newsx keeps the class of the action ("will visit"
//! is CONSULT) and tells the rest by its status. So each figure is given twice: by the class as newsx prints it, and by
//! the category that PLOVER gives to the class and the status together.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::{Telling, percent, read, tellings};
use crate::corpus;
use crate::model::date::Date;
use crate::model::facts::{Event, EventClass, Status};

#[derive(Deserialize)]
struct Text {
    dct: String,
    text: String,
    events: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    #[serde(rename = "event")]
    class: String,
    #[serde(rename = "eventText", default)]
    words: String,
    #[serde(default)]
    trigger_parts: Vec<Part>,
}

impl Gold {
    /// The record's class by its present name, if newsx has it.
    fn class(&self) -> Option<EventClass> {
        let name = match self.class.as_str() {
            "DEMAND" => "REQUEST",
            "DISAPPROVE" => "ACCUSE",
            "FIGHT" => "ASSAULT",
            name => name,
        };
        serde_json::from_value(name.into()).ok()
    }

    fn renamed(&self) -> bool {
        matches!(self.class.as_str(), "DEMAND" | "DISAPPROVE" | "FIGHT")
    }

    /// Returns whether the telling's trigger is one of the record's trigger words.
    fn tells(&self, telling: &Telling) -> bool {
        if self.trigger_parts.is_empty() {
            return self
                .words
                .split_whitespace()
                .any(|w| w.eq_ignore_ascii_case(telling.words));
        }
        self.trigger_parts.iter().any(|p| telling.overlaps(p.start, p.end))
    }
}

#[derive(Deserialize)]
struct Part {
    start: u32,
    end: u32,
}

/// Records, those with an event at the trigger, those of the right class, those right by class and status.
#[derive(Clone, Copy, Default)]
struct Count {
    records: usize,
    found: usize,
    right: usize,
    right_by_status: usize,
}

impl Count {
    fn add(&mut self, found: bool, right: bool, right_by_status: bool) {
        self.records += 1;
        self.found += usize::from(found);
        self.right += usize::from(right);
        self.right_by_status += usize::from(right_by_status);
    }
}

/// Prints for how many records of a class that newsx has an event at the record's trigger has that class. With `errors`,
/// the others.
pub(in crate::train) fn plover(path: &Path, errors: bool) -> Result<()> {
    let (mut all, mut same_name) = (Count::default(), Count::default());
    let mut classes: BTreeMap<&str, Count> = BTreeMap::new();
    let texts: Vec<Text> = read(path)?;
    for text in &texts {
        let (_, report) = corpus::report(&text.text, Date::parse_iso(&text.dct));
        let tellings = tellings(&text.text, &report);
        for gold in &text.events {
            let Some(class) = gold.class() else { continue };
            let at: Vec<&Event> = tellings.iter().filter(|t| gold.tells(t)).map(|t| t.event).collect();
            let right = at.iter().any(|e| e.class == class);
            let by_status = right || at.iter().any(|e| category(e) == class);
            all.add(!at.is_empty(), right, by_status);
            if !gold.renamed() {
                same_name.add(!at.is_empty(), right, by_status);
            }
            classes
                .entry(&gold.class)
                .or_default()
                .add(!at.is_empty(), right, by_status);
            if errors && !right {
                let found: Vec<String> = at.iter().map(|e| format!("{:?} {:?}", e.class, e.status)).collect();
                let note = if by_status { " (by status right)" } else { "" };
                println!("{}{note}\t{}\t{found:?}\t{}", gold.class, gold.words, text.text);
            }
        }
    }
    print("classes under the same name", &same_name);
    print("classes", &all);
    for (class, count) in classes {
        print(&format!("  {class:10}"), &count);
    }
    Ok(())
}

fn print(name: &str, count: &Count) {
    println!(
        "{name}: {:.1} % right ({}/{}), {:.1} % by class and status ({}), {} with an event at the trigger",
        percent(count.right, count.records),
        count.right,
        count.records,
        percent(count.right_by_status, count.records),
        count.right_by_status,
        count.found
    );
}

/// The category that PLOVER gives to an event of this class and status.
fn category(event: &Event) -> EventClass {
    use EventClass as C;
    let to_come = matches!(
        event.status,
        Status::Planned
            | Status::Proposed
            | Status::Threatened
            | Status::Predicted
            | Status::Possible
            | Status::Conditional
    );
    let refused = matches!(event.status, Status::Negated | Status::Denied);
    match event.class {
        C::Consult | C::Support | C::Concede | C::Cooperate | C::Aid | C::Retreat => match event.status {
            Status::Demanded => C::Request,
            _ if to_come => C::Agree,
            _ if refused => C::Reject,
            _ => event.class,
        },
        C::Protest | C::Sanction | C::Mobilize | C::Coerce | C::Assault | C::Reject if to_come => C::Threaten,
        class => class,
    }
}
