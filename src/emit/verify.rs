//! Verification of a record: every span sliced again, every id resolved, every list in order.
//!
//! Most of the schema is checked by the types: a record that does not deserialise is refused before.

use std::collections::HashSet;

use super::record::{AttributionRecord, Record, SpanRecord};
use super::slices::Slices;
use crate::model::date::Date;
use crate::model::facts::TimeKind;

/// The problems of a record, one line each; empty for a valid one. Spans of a record without text are checked for order
/// only.
pub fn check(record: &Record) -> Vec<String> {
    let mut check = Check {
        slices: record.text.as_deref().map(Slices::new),
        chars: record.document.chars,
        problems: Vec::new(),
    };
    if record.schema_version != super::record::SCHEMA_VERSION {
        check.say(format!("schema_version is {}, not 1.0", record.schema_version));
    }
    let chars = check.slices.as_ref().map_or(check.chars, Slices::len);
    if chars != check.chars && record.error.is_none() {
        check.say(format!("document.chars is {}, the text has {chars}", check.chars));
    }
    if let Some(published) = &record.document.published {
        check.day("document.published", &published.value);
    }
    check.spans(record);
    check.values(record);
    check.order(record);
    check.references(record);
    check.problems
}

struct Check<'r> {
    slices: Option<Slices<'r>>,
    chars: u32,
    problems: Vec<String>,
}

impl Check<'_> {
    fn say(&mut self, problem: String) {
        self.problems.push(problem);
    }

    /// Checks that the text at a span is the recorded one.
    fn span(&mut self, at: &str, text: &str, start: u32, end: u32) {
        if start > end || end > self.chars {
            return self.say(format!(
                "{at}: no such span {start}..{end} in {} characters",
                self.chars
            ));
        }
        let Some(slices) = &self.slices else { return };
        match slices.get(start, end) {
            Some(found) if found == text => {}
            found => {
                let found = found.unwrap_or_default();
                self.say(format!("{at}: the text at {start}..{end} is {found:?}, not {text:?}"));
            }
        }
    }

    fn part(&mut self, at: &str, span: Option<&SpanRecord>) {
        if let Some(span) = span {
            self.span(at, &span.text, span.start, span.end);
        }
    }

    fn attribution(&mut self, at: &str, chain: &[AttributionRecord]) {
        for source in chain {
            self.span(at, &source.text, source.start, source.end);
            self.part(at, source.cue.as_ref());
        }
    }

    fn day(&mut self, at: &str, day: &str) -> Option<Date> {
        let date = Date::parse_iso(day).filter(|date| date.to_string() == day);
        if date.is_none() {
            self.say(format!("{at}: {day:?} is not a calendar day"));
        }
        date
    }

    fn spans(&mut self, record: &Record) {
        for section in &record.sections {
            if section.start > section.end || section.end > self.chars {
                self.say(format!(
                    "{}: no such span {}..{}",
                    section.id, section.start, section.end
                ));
            }
        }
        for time in &record.times {
            self.span(&time.id, &time.text, time.start, time.end);
        }
        for actor in &record.actors {
            for mention in &actor.mentions {
                self.span(&actor.id, &mention.text, mention.start, mention.end);
            }
        }
        for event in &record.events {
            self.span(&event.id, &event.text, event.start, event.end);
            self.span(&event.id, &event.trigger.text, event.trigger.start, event.trigger.end);
            event.mentions.iter().for_each(|m| self.part(&event.id, Some(m)));
            for participant in &event.participants {
                self.span(&event.id, &participant.text, participant.start, participant.end);
            }
            if let Some(place) = &event.place {
                self.span(&event.id, &place.text, place.start, place.end);
            }
            if let Some(date) = &event.date {
                self.days(&event.id, &date.start, &date.end);
            }
            self.attribution(&event.id, &event.attribution);
        }
        for figure in &record.figures {
            self.span(&figure.id, &figure.text, figure.start, figure.end);
            self.part(&figure.id, figure.counted.as_ref());
            self.part(&figure.id, figure.measure_of.as_ref());
            self.attribution(&figure.id, &figure.attribution);
        }
        for quote in &record.quotes {
            self.span(&quote.id, &quote.text, quote.start, quote.end);
            quote.content.iter().for_each(|c| self.part(&quote.id, Some(c)));
            self.part(&quote.id, quote.source.as_ref());
            if let Some(cue) = &quote.cue {
                self.span(&quote.id, &cue.text, cue.start, cue.end);
            }
            if let Some(date) = &quote.date {
                self.days(&quote.id, &date.start, &date.end);
            }
        }
    }

    fn days(&mut self, at: &str, start: &str, end: &str) {
        let (first, last) = (self.day(at, start), self.day(at, end));
        if first.zip(last).is_some_and(|(first, last)| first > last) {
            self.say(format!("{at}: its date ends on {end}, before it starts on {start}"));
        }
    }

    /// Checks that values fit their kind.
    fn values(&mut self, record: &Record) {
        for time in &record.times {
            if !timex_value(time.kind, &time.value) {
                self.say(format!("{}: {:?} is no TIMEX3 value of its type", time.id, time.value));
            }
        }
        for figure in &record.figures {
            let bounds = figure.low.zip(figure.high);
            if bounds.is_some_and(|(low, high)| low.0 > high.0) {
                self.say(format!("{}: its low is above its high", figure.id));
            }
        }
        for actor in record.actors.iter().filter(|a| !(0.0..=1.0).contains(&a.salience)) {
            self.say(format!(
                "{}: a salience of {} is not between 0 and 1",
                actor.id, actor.salience
            ));
        }
        let facts = record.times.len() + record.actors.len() + record.events.len();
        if record.error.is_some() && facts + record.figures.len() + record.quotes.len() > 0 {
            self.say("an error and facts exclude each other".to_owned());
        }
    }

    /// Checks that ids ascend and facts are in order of position.
    fn order(&mut self, record: &Record) {
        self.list('s', record.sections.iter().map(|s| (&*s.id, s.start)));
        self.list('t', record.times.iter().map(|t| (&*t.id, t.start)));
        let first = |a: &super::record::ActorRecord| a.mentions.first().map_or(0, |m| m.start);
        self.list('a', record.actors.iter().map(|a| (&*a.id, first(a))));
        self.list('e', record.events.iter().map(|e| (&*e.id, e.trigger.start)));
        self.list('f', record.figures.iter().map(|f| (&*f.id, f.start)));
        self.list('q', record.quotes.iter().map(|q| (&*q.id, q.start)));
    }

    fn list<'a>(&mut self, letter: char, facts: impl Iterator<Item = (&'a str, u32)>) {
        let mut last = (0, 0);
        for (id, start) in facts {
            let number = id.strip_prefix(letter).and_then(|n| n.parse::<u32>().ok());
            match number {
                Some(number) if number > last.0 && start >= last.1 => last = (number, start),
                Some(_) => self.say(format!("{id}: out of order")),
                None => self.say(format!("{id}: not an id of its list")),
            }
        }
    }

    /// Checks that every id is that of a fact of the record, of the right kind.
    fn references(&mut self, record: &Record) {
        let known: HashSet<&str> = (record.sections.iter().map(|s| &*s.id))
            .chain(record.times.iter().map(|t| &*t.id))
            .chain(record.actors.iter().map(|a| &*a.id))
            .chain(record.events.iter().map(|e| &*e.id))
            .chain(record.figures.iter().map(|f| &*f.id))
            .collect();
        let mut dangling = Vec::new();
        let mut refer = |from: &str, letter: char, to: Option<&String>| {
            if let Some(id) = to.filter(|id| !id.starts_with(letter) || !known.contains(&***id)) {
                dangling.push(format!("{from}: refers to {id}, which is not in the record"));
            }
        };
        for time in &record.times {
            refer(
                &time.id,
                't',
                time.anchor.as_ref().filter(|anchor| *anchor != "published"),
            );
            refer(&time.id, 's', time.section.as_ref());
        }
        for actor in &record.actors {
            actor.members.iter().for_each(|m| refer(&actor.id, 'a', Some(m)));
        }
        for event in &record.events {
            let participants = event.participants.iter().map(|p| p.actor.as_ref());
            participants.for_each(|actor| refer(&event.id, 'a', actor));
            event.figures.iter().for_each(|f| refer(&event.id, 'f', Some(f)));
            refer(&event.id, 'a', event.place.as_ref().and_then(|p| p.actor.as_ref()));
            refer(&event.id, 't', event.date.as_ref().and_then(|d| d.time.as_ref()));
            refer(&event.id, 't', event.time.as_ref());
            refer(&event.id, 's', event.section.as_ref());
            attributed(&event.attribution, |to| refer(&event.id, 'a', to));
        }
        for figure in &record.figures {
            refer(&figure.id, 'e', figure.event.as_ref());
            refer(&figure.id, 't', figure.as_of.as_ref());
            refer(&figure.id, 's', figure.section.as_ref());
            attributed(&figure.attribution, |to| refer(&figure.id, 'a', to));
        }
        for quote in &record.quotes {
            refer(&quote.id, 'a', quote.speaker.as_ref());
            refer(&quote.id, 's', quote.section.as_ref());
        }
        self.problems.append(&mut dangling);
    }
}

fn attributed<'r>(chain: &'r [AttributionRecord], mut refer: impl FnMut(Option<&'r String>)) {
    chain.iter().for_each(|a| refer(a.actor.as_ref()));
}

/// Returns whether a value has the form that TIMEX3 gives its type: a length of time, a point of the calendar (its
/// unknown digits are X), or one of the three references.
fn timex_value(kind: TimeKind, value: &str) -> bool {
    let length = |value: &str| {
        let units = value.strip_prefix('P').unwrap_or_default();
        let known = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'X' | 'T') || "YQMWDECLHSNVAFIO".contains(c);
        units.ends_with(|c: char| c.is_ascii_uppercase()) && units.chars().all(known)
    };
    let point = |value: &str| {
        let rest = value.strip_prefix("BC").unwrap_or(value);
        let known =
            |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '-' | ':' | 'T' | '/' | '+' | '.');
        rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'X' | 'T')) && rest.chars().all(known)
    };
    let day = |value: &str| {
        let bytes = value.as_bytes();
        let whole = bytes.len() == 10 && bytes.iter().all(|b| b.is_ascii_digit() || *b == b'-');
        !whole || Date::parse_iso(value).is_some()
    };
    match kind {
        _ if matches!(value, "PRESENT_REF" | "PAST_REF" | "FUTURE_REF") => true,
        TimeKind::Duration | TimeKind::Set if value.starts_with('P') => length(value),
        TimeKind::Duration => false,
        // "66 million years ago" has no point of the calendar, only its distance.
        TimeKind::Date | TimeKind::Time if value.starts_with('P') => length(value),
        TimeKind::Date | TimeKind::Time | TimeKind::Set => point(value) && day(value),
    }
}
