//! Dates of events that have no time of their own.
//!
//! In this order: from the event that the clause depends on; from the one dated event of the sentence; from another
//! telling of the same event; from the paragraph. What the article as a whole dates follows (`story`). An undated simple
//! past stays undated otherwise: no date is better than a guessed one.

use std::collections::BTreeMap;

use crate::language::{Deprel, Document, Upos, Xpos, phrase};
use crate::model::date::Precision;
use crate::model::facts::{DateBasis, Event, EventClass, EventDate, Role, Status, TimeExpression, TimeKind};
use crate::model::ids::{ActorId, TokenId};

use super::date::{DEPTH, by_trigger, head_of, is_now, is_ongoing};
use crate::lexicon::event as lexicon;

/// Gives undated events the dates of others.
pub(super) fn inherit(doc: &Document, events: &mut [Event], times: &[TimeExpression]) {
    from_governors(doc, events);
    in_sentences(doc, events, times);
    from_tellings(doc, events);
    in_paragraphs(doc, events, times);
}

/// A clause without a time of its own happens when the clause it depends on does.
fn from_governors(doc: &Document, events: &mut [Event]) {
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

pub(super) fn inherited(date: EventDate) -> EventDate {
    EventDate {
        basis: DateBasis::Inherited,
        ..date
    }
}

fn governor_date(doc: &Document, events: &[Event], index: &[u32], number: usize) -> Option<EventDate> {
    let mut at = events[number].trigger.head;
    // "Wednesday's quake damaged the port"
    let cause = phrase::subject(doc, at)
        .map(|s| index[s.0 as usize])
        .filter(|e| *e != u32::MAX);
    if let Some(date) = cause.and_then(|e| events[e as usize].date).filter(is_stated) {
        return Some(date);
    }
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
        // "an attack which halved output"
        Deprel::AclRelcl => token.xpos == Xpos::Vbd && doc.token(head).upos == Upos::Noun,
        Deprel::Xcomp => true,
        _ => false,
    }
}

pub(super) fn has_own_perfect(doc: &Document, verb: TokenId) -> bool {
    doc.children(verb)
        .any(|c| doc.token(c).deprel == Deprel::Aux && matches!(doc.lower(c), "had" | "has" | "have"))
}

/// True for what is told of the past without a perfect: it happens when the things told around it do.
pub(super) fn in_line(doc: &Document, token: TokenId) -> bool {
    match doc.token(token).xpos {
        Xpos::Vbd | Xpos::Vbn => !has_own_perfect(doc, token),
        Xpos::Vbg | Xpos::Jj => true,
        Xpos::Nn | Xpos::Nns => !is_definite(doc, token),
        _ => false,
    }
}

/// An undated event of a sentence with one dated day happens on that day, unless it stands behind "after" or "before".
fn in_sentences(doc: &Document, events: &mut [Event], times: &[TimeExpression]) {
    let mut from = 0;
    while from < events.len() {
        let sentence = doc.sentence_of(events[from].trigger.head);
        let to = from + events[from..].partition_point(|e| doc.sentence_of(e.trigger.head) == sentence);
        let own = &events[from..to];
        let days: Vec<EventDate> = own
            .iter()
            .filter(|e| e.status == Status::Asserted && e.date.is_some_and(|d| is_stated(&d) || is_news(doc, e, &d)))
            .filter_map(|e| e.date)
            .collect();
        let reported = reported_day(doc, sentence, times);
        let said = reported.filter(|_| is_reported(doc, sentence, times));
        let one = days.first().copied().or(reported);
        let one = one.filter(|d| days.iter().all(|o| o.days == d.days));
        if let Some(day) = said.or(one) {
            for event in &mut events[from..to] {
                let open = event.date.is_none() && event.status == Status::Asserted;
                let told = in_line(doc, event.trigger.head) || reported.is_some() && event.attribution.len() == 1;
                if open && told && !is_apart(doc, event.trigger.head) {
                    event.date = Some(day_of(day));
                }
            }
        }
        from = to;
    }
}

/// What the lead tells has the day of publication, not what is going on then.
fn is_news(doc: &Document, event: &Event, date: &EventDate) -> bool {
    let past = matches!(doc.token(event.trigger.head).xpos, Xpos::Vbd | Xpos::Vbn);
    date.basis == DateBasis::Publication && past && !is_ongoing(doc, event.trigger.head)
}

fn day_of(date: EventDate) -> EventDate {
    match date.basis {
        DateBasis::Publication => date,
        _ => inherited(date),
    }
}

pub(super) fn is_stated(date: &EventDate) -> bool {
    matches!(date.basis, DateBasis::Explicit | DateBasis::Relative)
}

/// "On July 19, the army reported that rebels had attacked": the day that begins a sentence is that of the news, also
/// where it hangs on the reporting verb.
fn reported_day(
    doc: &Document,
    sentence: crate::model::ids::SentenceId,
    times: &[TimeExpression],
) -> Option<EventDate> {
    let span = doc.sentence(sentence).span;
    let first = times.partition_point(|t| t.span.start < span.start);
    let number = (first..times.len()).find(|i| times[*i].kind == TimeKind::Date)?;
    let time = &times[number];
    let fronted = time.span.end <= span.end && time.tokens.start.0 <= doc.sentence(sentence).tokens.start.0 + 1;
    let days = time.days.filter(|d| fronted && d.precision == Precision::Day)?;
    Some(EventDate {
        days,
        basis: DateBasis::Inherited,
        time: Some(crate::model::ids::TimeId(number as u32)),
    })
}

/// True if the first time of a sentence hangs on a verb of reporting.
fn is_reported(doc: &Document, sentence: crate::model::ids::SentenceId, times: &[TimeExpression]) -> bool {
    let span = doc.sentence(sentence).span;
    let first = times.partition_point(|t| t.span.start < span.start);
    let verb = times.get(first).and_then(|t| doc.head(head_of(doc, t.tokens)));
    verb.is_some_and(|v| lexicon::frame(doc.lemma(v)).reporting)
}

/// True behind a word that sets an event apart in time from the rest of the sentence.
fn is_apart(doc: &Document, token: TokenId) -> bool {
    let mut at = token;
    for _ in 0..DEPTH {
        let mark = doc.child(at, Deprel::Mark).or_else(|| phrase::preposition(doc, at));
        if mark.is_some_and(|m| {
            matches!(
                doc.lower(m),
                "after" | "before" | "since" | "until" | "following" | "despite"
            )
        }) {
            return true;
        }
        match doc.head(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    false
}

/// In a paragraph that names one day and no other time, what is told in the simple past happened on that day.
fn in_paragraphs(doc: &Document, events: &mut [Event], times: &[TimeExpression]) {
    let paragraph = |e: &Event| doc.sentence(doc.sentence_of(e.trigger.head)).paragraph;
    let mut from = 0;
    while from < events.len() {
        let number = paragraph(&events[from]);
        let to = from + events[from..].partition_point(|e| paragraph(e) == number);
        let span = doc.article.paragraphs[number as usize].span;
        let first = times.partition_point(|t| t.span.start < span.start);
        let last = times.partition_point(|t| t.span.start < span.end);
        let mut days = times[first..last].iter().filter(|t| !is_now(t)).filter_map(|t| t.days);
        let one = days.next().filter(|d| days.all(|o| o == *d));
        let dated = events[from..to]
            .iter()
            .filter(|e| e.status == Status::Asserted)
            .find_map(|e| e.date.filter(|d| is_stated(d) && Some(d.days) == one));
        if let Some(day) = dated.filter(|d| d.days.precision == Precision::Day) {
            for event in &mut events[from..to] {
                let open = event.date.is_none() && event.status == Status::Asserted;
                if open && in_line(doc, event.trigger.head) && !is_apart(doc, event.trigger.head) {
                    event.date = Some(inherited(day));
                }
            }
        }
        from = to;
    }
}

/// What two tellings of one event have in common: the stem of their word ("announce", "announcement").
fn stem<'d>(doc: &'d Document, event: &Event) -> &'d str {
    let lemma = doc.lemma(event.trigger.head);
    let end = lemma.char_indices().nth(5).map_or(lemma.len(), |(i, _)| i);
    &lemma[..end]
}

/// The person or thing that a violent event happens to: there is one death of each.
fn victim(event: &Event) -> Option<ActorId> {
    let fatal = matches!(event.class, EventClass::Death | EventClass::Assault | EventClass::Crime);
    let patient = event.participants.iter().find(|p| p.role == Role::Patient);
    patient.filter(|_| fatal)?.actor
}

pub(super) fn agents(event: &Event) -> Vec<ActorId> {
    let agents = event.participants.iter().filter(|p| p.role == Role::Agent);
    agents.filter_map(|p| p.actor).collect()
}

/// False if two tellings name different agents.
fn compatible(a: &[ActorId], b: &[ActorId]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|x| b.contains(x))
}

/// The tellings of one event share its date.
fn from_tellings(doc: &Document, events: &mut [Event]) {
    let mut words: BTreeMap<&str, (EventDate, Vec<ActorId>)> = BTreeMap::new();
    let mut victims: BTreeMap<ActorId, EventDate> = BTreeMap::new();
    for event in events.iter().filter(|e| e.status == Status::Asserted) {
        let Some(date) = event.date.filter(|d| d.basis != DateBasis::Publication) else {
            continue;
        };
        words.entry(stem(doc, event)).or_insert_with(|| (date, agents(event)));
        if let Some(victim) = victim(event) {
            victims.entry(victim).or_insert(date);
        }
    }
    for event in events
        .iter_mut()
        .filter(|e| e.date.is_none() && e.status == Status::Asserted)
    {
        let head = event.trigger.head;
        let noun = doc.token(head).upos != Upos::Verb && is_definite(doc, head);
        let same = words.get(stem(doc, event)).filter(|_| noun || in_heading(doc, head));
        let same = same.filter(|(_, others)| {
            let own = agents(event);
            // A heading says too little to tell one announcement from another, but by who makes it.
            let named = noun && !in_heading(doc, head) || own.iter().any(|a| others.contains(a));
            named && compatible(&own, others)
        });
        let known = victim(event)
            .and_then(|v| victims.get(&v))
            .or(same.map(|(date, _)| date));
        event.date = known.copied().map(inherited);
    }
}

pub(super) fn is_definite(doc: &Document, noun: TokenId) -> bool {
    doc.children(noun).any(|c| {
        doc.token(c).deprel == Deprel::NmodPoss
            || (doc.token(c).deprel == Deprel::Det && matches!(doc.lower(c), "the" | "this" | "that"))
    })
}

pub(super) fn in_heading(doc: &Document, token: TokenId) -> bool {
    let sentence = doc.sentence(doc.sentence_of(token));
    doc.article.paragraphs[sentence.paragraph as usize].heading
}
