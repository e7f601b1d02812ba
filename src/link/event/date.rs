//! When events happen: each time expression finds the event it dates, then undated events inherit.
//!
//! An event's own time is the one that hangs on its trigger, on the light verb that helps it, or on a word between
//! them ("talks scheduled for Wednesday"). What has none inherits, in this order: from the event that its clause
//! depends on, from an earlier telling of the same event, from the accident or attack whose consequence it is. An
//! undated simple past stays undated: no date is better than a guessed one.

use crate::date::{Date, DateRange, Precision};
use crate::facts::{DateBasis, Event, EventClass, EventDate, Status, TimeExpression, TimeId, TimeKind};
use crate::language::{Deprel, Document, TokenId, TokenRange, Upos, Xpos, phrase};
use crate::lexicon::event as lexicon;

/// How many words are climbed from a time to its event.
const DEPTH: usize = 6;

/// Dates all events. `at` gives the events that a token triggers, by token number.
pub(super) fn date(doc: &Document, events: &mut Vec<Event>, times: &[TimeExpression], published: Option<Date>) {
    own_times(doc, events, times, published);
    present(doc, events, published);
    inherit_in_sentence(doc, events);
    inherit_in_article(doc, events);
}

/// The event of each trigger token.
fn by_trigger(events: &[Event], tokens: usize) -> Vec<u32> {
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

fn finer(a: Precision, b: Precision) -> bool {
    a == Precision::Day && b != Precision::Day
}

fn joined(doc: &Document, times: &[TimeExpression], first: EventDate, head: TokenId) -> bool {
    let Some(TimeId(time)) = first.time else { return false };
    let earlier = head_of(doc, times[time as usize].tokens);
    doc.token(head).deprel == Deprel::Conj && doc.head(head) == Some(earlier) && first.days.precision == Precision::Day
}

/// The token of a range that hangs on something outside it.
fn head_of(doc: &Document, tokens: TokenRange) -> TokenId {
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
                .find_map(event_at);
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

fn basis(time: &TimeExpression) -> DateBasis {
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

/// A clause without a time of its own happens when the clause it depends on does.
fn inherit_in_sentence(doc: &Document, events: &mut [Event]) {
    let index = by_trigger(events, doc.tokens().len());
    for number in 0..events.len() {
        if events[number].date.is_some() || !matches!(events[number].status, Status::Asserted | Status::Planned) {
            continue;
        }
        if let Some(date) = governor_date(doc, events, &index, number) {
            events[number].date = Some(inherited(date));
        }
    }
}

fn inherited(date: EventDate) -> EventDate {
    EventDate {
        basis: DateBasis::Inherited,
        ..date
    }
}

fn governor_date(doc: &Document, events: &[Event], index: &[u32], number: usize) -> Option<EventDate> {
    let mut at = events[number].trigger.head;
    for _ in 0..DEPTH {
        let head = doc.head(at)?;
        if !continues(doc, at, head) {
            return None;
        }
        let event = index[head.0 as usize];
        if event != u32::MAX {
            let governor = &events[event as usize];
            if governor.status == events[number].status
                && let Some(date) = governor.date
            {
                return Some(date);
            }
        }
        at = head;
    }
    None
}

/// True if what hangs on `head` by this relation happens with it.
fn continues(doc: &Document, at: TokenId, head: TokenId) -> bool {
    let token = doc.token(at);
    match token.deprel {
        Deprel::Conj => doc.token(head).xpos == token.xpos && !has_own_perfect(doc, at),
        Deprel::Advcl => doc
            .child(at, Deprel::Mark)
            .is_none_or(|m| matches!(doc.lower(m), "as" | "when" | "while" | "by")),
        Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass => token.upos == Upos::Noun,
        Deprel::Obl => {
            phrase::preposition(doc, at).is_some_and(|p| matches!(doc.lower(p), "in" | "during" | "with" | "at"))
        }
        Deprel::Acl => token.xpos == Xpos::Vbg,
        Deprel::Xcomp => true,
        _ => false,
    }
}

fn has_own_perfect(doc: &Document, verb: TokenId) -> bool {
    doc.children(verb)
        .any(|c| doc.token(c).deprel == Deprel::Aux && matches!(doc.lower(c), "had" | "has" | "have"))
}

/// The tellings of one event share its date, and consequences have that of their cause.
fn inherit_in_article(doc: &Document, events: &mut [Event]) {
    let mut tellings: std::collections::BTreeMap<(EventClass, &str), EventDate> = std::collections::BTreeMap::new();
    let mut cause: Option<EventDate> = None;
    for event in events.iter() {
        let Some(date) = event
            .date
            .filter(|d| d.basis != DateBasis::Publication && d.days.precision == Precision::Day)
        else {
            continue;
        };
        if event.status == Status::Asserted {
            tellings.entry((event.class, family(doc, event))).or_insert(date);
            if is_sudden(event.class) && cause.is_none() {
                cause = Some(date);
            }
        }
    }
    for event in events
        .iter_mut()
        .filter(|e| e.date.is_none() && e.status == Status::Asserted)
    {
        let definite = doc.token(event.trigger.head).upos != Upos::Verb && is_definite(doc, event.trigger.head);
        let heading = in_heading(doc, event.trigger.head);
        let known = tellings.get(&(event.class, family(doc, event))).copied();
        let date = match (known, definite || heading) {
            (Some(date), true) => Some(date),
            _ if is_sudden(event.class) && !has_own_perfect(doc, event.trigger.head) => cause,
            _ => None,
        };
        event.date = date.map(inherited);
    }
}

/// Events that come with others of their kind: crash, collision, killed, injured.
fn is_sudden(class: EventClass) -> bool {
    matches!(
        class,
        EventClass::Accident | EventClass::Disaster | EventClass::Death | EventClass::Injury
    )
}

fn family<'d>(doc: &'d Document, event: &Event) -> &'d str {
    doc.lemma(event.trigger.head)
}

fn is_definite(doc: &Document, noun: TokenId) -> bool {
    doc.children(noun).any(|c| {
        doc.token(c).deprel == Deprel::NmodPoss
            || (doc.token(c).deprel == Deprel::Det && matches!(doc.lower(c), "the" | "this" | "that"))
    })
}

fn in_heading(doc: &Document, token: TokenId) -> bool {
    let sentence = doc.sentence(doc.sentence_of(token));
    doc.article.paragraphs[sentence.paragraph as usize].heading
}
