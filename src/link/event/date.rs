//! When events happen: each time expression finds the event it dates, then undated events inherit.
//!
//! An event's own time is the one that hangs on its trigger, on the light verb that helps it, or on a word between
//! them ("talks scheduled for Wednesday"). What has none inherits (`inherit`).

use crate::date::{Date, DateRange, Precision};
use crate::facts::{DateBasis, Event, EventDate, Status, TimeExpression, TimeId, TimeKind};
use crate::language::{Deprel, Document, TokenId, TokenRange, Upos, Xpos, phrase};
use crate::lexicon::event as lexicon;

use super::inherit;

/// How many words are climbed from a time to its event.
pub(super) const DEPTH: usize = 6;

/// Dates all events. `at` gives the events that a token triggers, by token number.
pub(super) fn date(doc: &Document, events: &mut Vec<Event>, times: &[TimeExpression], published: Option<Date>) {
    own_times(doc, events, times, published);
    deadlines(doc, events, times, published);
    present(doc, events, published);
    inherit::inherit(doc, events, times);
}

/// The event of each trigger token.
pub(super) fn by_trigger(events: &[Event], tokens: usize) -> Vec<u32> {
    let mut index = vec![u32::MAX; tokens];
    for (number, event) in (0u32..).zip(events) {
        index[event.trigger.head.0 as usize] = number;
    }
    index
}

fn own_times(doc: &Document, events: &mut Vec<Event>, times: &[TimeExpression], published: Option<Date>) {
    let index = by_trigger(events, doc.tokens().len());
    let mut more = Vec::new();
    for (number, time) in (0u32..).zip(times) {
        let Some(days) = time
            .days
            .filter(|_| matches!(time.kind, TimeKind::Date | TimeKind::Time))
        else {
            continue;
        };
        let head = head_of(doc, time.tokens);
        let Some(host) = host(doc, &index, head) else { continue };
        // "to date" and "now" are no days on which something took place.
        if is_now(time) && !goes_on(doc, events[host].trigger.head) {
            continue;
        }
        let dated = EventDate {
            days: widened(doc, head, events[host].trigger.head, days, published),
            basis: basis(time),
            time: Some(TimeId(number)),
        };
        match events[host].date {
            None => events[host].date = Some(dated),
            // "on May 16 and June 2": two events, never one interval.
            Some(first) if joined(doc, times, first, head) => {
                let mut twin = events[host].clone();
                twin.date = Some(dated);
                more.push(twin);
            }
            // The more exact of two: "last year, on June 4".
            Some(first) if finer(days.precision, first.days.precision) && first.days.start <= days.start => {
                events[host].date = Some(dated);
            }
            Some(_) => {}
        }
    }
    if !more.is_empty() {
        events.append(&mut more);
        events.sort_by_key(|e| (e.trigger.span, e.date.map(|d| d.days.start)));
    }
}

/// "now", "to date", "currently".
pub(super) fn is_now(time: &TimeExpression) -> bool {
    time.value.ends_with("_REF")
}

/// True for a verb that tells what is going on.
fn goes_on(doc: &Document, verb: TokenId) -> bool {
    matches!(doc.token(verb).xpos, Xpos::Vbg | Xpos::Vbz | Xpos::Vbp)
}

fn finer(a: Precision, b: Precision) -> bool {
    a == Precision::Day && b != Precision::Day
}

fn joined(doc: &Document, times: &[TimeExpression], first: EventDate, head: TokenId) -> bool {
    let Some(TimeId(time)) = first.time else { return false };
    let earlier = head_of(doc, times[time as usize].tokens);
    doc.token(head).deprel == Deprel::Conj && doc.head(head) == Some(earlier) && first.days.precision == Precision::Day
}

/// The token of a range that hangs on something outside it.
pub(super) fn head_of(doc: &Document, tokens: TokenRange) -> TokenId {
    tokens
        .iter()
        .find(|t| doc.head(*t).is_none_or(|h| !tokens.contains(h)))
        .unwrap_or(tokens.start)
}

/// The event that a time hangs on.
fn host(doc: &Document, index: &[u32], time: TokenId) -> Option<usize> {
    let event_at = |t: TokenId| (index[t.0 as usize] != u32::MAX).then_some(index[t.0 as usize] as usize);
    let mut at = time;
    for _ in 0..DEPTH {
        let head = doc.head(at)?;
        if let Some(event) = event_at(head) {
            return Some(event);
        }
        let frame = lexicon::frame(doc.lemma(head));
        if doc.token(head).upos == Upos::Verb {
            // What a light or occurrence verb is dated by dates its event noun.
            let helped = [Deprel::Obj, Deprel::Nsubj, Deprel::NsubjPass]
                .into_iter()
                .filter(|_| frame.light || frame.aspectual || frame.occur || !frame.reporting)
                .filter_map(|relation| doc.child(head, relation))
                .find_map(|noun| event_at(noun).or_else(|| contained(doc, noun).find_map(event_at)));
            if helped.is_some() {
                return helped;
            }
            if frame.reporting {
                return None;
            }
        }
        at = head;
    }
    None
}

/// What a noun that only counts events counts: "two rounds of talks".
fn contained(doc: &Document, noun: TokenId) -> impl Iterator<Item = TokenId> + '_ {
    let container = lexicon::frame(doc.lemma(noun)).container;
    doc.children(noun)
        .filter(move |c| container && doc.token(*c).deprel == Deprel::Nmod)
}

/// "within 50 days": from the day that it is said to the last day of the term.
fn deadlines(doc: &Document, events: &mut [Event], times: &[TimeExpression], published: Option<Date>) {
    let index = by_trigger(events, doc.tokens().len());
    for (number, time) in (0u32..).zip(times).filter(|(_, t)| t.kind == TimeKind::Duration) {
        let head = head_of(doc, time.tokens);
        let within = phrase::preposition(doc, head).is_some_and(|p| doc.lower(p) == "within")
            || doc.lower(time.tokens.start) == "within";
        let Some(term) = length(&time.value).filter(|_| within) else {
            continue;
        };
        let Some(host) = host(doc, &index, head).filter(|h| events[*h].date.is_none()) else {
            continue;
        };
        if events[host].status == Status::Asserted {
            continue;
        }
        let sentence = doc.sentence_of(head);
        let said = events
            .iter()
            .filter(|e| e.status == Status::Asserted && doc.sentence_of(e.trigger.head) == sentence)
            .find_map(|e| e.date)
            .filter(|d| d.days.precision == Precision::Day)
            .map(|d| d.days.start);
        let Some(start) = said.or(published) else { continue };
        events[host].date = Some(EventDate {
            days: DateRange {
                start,
                end: term(start),
                precision: Precision::Range,
            },
            basis: DateBasis::Relative,
            time: Some(TimeId(number)),
        });
    }
}

/// Adds a length of whole days, weeks, months or years (`P50D`) to a day.
fn length(value: &str) -> Option<impl Fn(Date) -> Date + use<>> {
    let (number, unit) = value.strip_prefix('P')?.split_at_checked(value.len() - 2)?;
    let number: i32 = number.parse().ok().filter(|n| (1..=10_000).contains(n))?;
    let (days, months) = match unit {
        "D" => (number, 0),
        "W" => (7 * number, 0),
        "M" => (0, number),
        "Y" => (0, 12 * number),
        _ => return None,
    };
    Some(move |day: Date| day.plus_months(months).plus_days(i64::from(days)))
}

fn basis(time: &TimeExpression) -> DateBasis {
    if is_now(time) {
        return DateBasis::Publication;
    }
    let named = time.value.starts_with(|c: char| c.is_ascii_digit()) && time.anchor.is_none();
    let deictic = time.rule.contains("deictic") || time.rule.contains("relative") || time.rule.contains("anaphoric");
    if named || !deictic {
        DateBasis::Explicit
    } else {
        DateBasis::Relative
    }
}

/// "since 2014" runs to the publication date, "until May" from it.
fn widened(doc: &Document, time: TokenId, trigger: TokenId, days: DateRange, published: Option<Date>) -> DateRange {
    let Some(preposition) = phrase::preposition(doc, time).or_else(|| doc.child(time, Deprel::Mark)) else {
        return days;
    };
    let Some(published) = published else { return days };
    match doc.lower(preposition) {
        "since" if is_perfect(doc, trigger) && days.start <= published => DateRange {
            start: days.start,
            end: published,
            precision: Precision::Range,
        },
        _ => days,
    }
}

fn is_perfect(doc: &Document, verb: TokenId) -> bool {
    doc.children(verb).any(|c| {
        doc.token(c).deprel == Deprel::Aux && matches!(doc.lower(c), "has" | "have" | "'ve" | "’ve" | "'s" | "’s")
    })
}

/// What is told as going on now has the publication date, on the lowest confidence.
fn present(doc: &Document, events: &mut [Event], published: Option<Date>) {
    let Some(published) = published else { return };
    for event in events
        .iter_mut()
        .filter(|e| e.date.is_none() && e.status == Status::Asserted)
    {
        let verb = event.trigger.head;
        let progressive = doc.token(verb).xpos == Xpos::Vbg
            && doc.children(verb).any(|c| {
                doc.token(c).deprel == Deprel::Aux && matches!(doc.lower(c), "is" | "are" | "'s" | "’s" | "'re" | "’re")
            });
        if progressive {
            event.date = Some(EventDate {
                days: DateRange::day(published),
                basis: DateBasis::Publication,
                time: None,
            });
        }
    }
}
