//! When events happen. For each event rules propose days, each with a reason (`rules`); days that only a relative clause beside
//! the event tells are dropped; a score chooses among the rest and none (`choose`). Then, for all events: doubtful days of
//! other events are withheld (`withhold`), times too distant for days are linked without a date (`distant`), two joined days make
//! two events (`twins`), and what is stated of a day after the publication is planned (`plan_what_lies_ahead`).
//!
//! Events are read in the order of the text, what governs before what is governed and headlines last, because a clause
//! may share the day of the event it depends on and a headline that of the sentences it announces.

mod features;
mod host;
mod length;
mod rules;
mod story;

use std::sync::LazyLock;

use crate::language::clause::Tense;
use crate::language::scorer::{Features, Judgement, Scorer, Trace, UNIT};
use crate::language::{Deprel, Document};
use crate::lexicon::event::{Scope, has_scope};
use crate::model::date::{Date, DateRange, Precision};
use crate::model::facts::{DateBasis, Event, EventDate, Status, TimeExpression};
use crate::model::ids::{TimeId, TokenId};
use crate::model::timex::Form;

use rules::RULES;
use story::Story;

static DATE: LazyLock<Scorer<1>> =
    LazyLock::new(|| Scorer::embedded(include_bytes!("../../../language/models/event_date.bin"), *b"EVDA"));

/// Margin by which the days of another event must be likelier than none to be shown: below it about half of them are wrong.
const DOUBT: i32 = UNIT as i32 * 9 / 8;

/// Maximum number of words climbed from a time to its event.
const DEPTH: usize = 6;

/// Maximum number of times behind that of an event that may be joined to it ("on Monday and Tuesday").
const JOINED: usize = 4;

/// Days that rules propose for an event.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    date: EventDate,
    /// The names of the rules that propose them, the first of which gave basis and time.
    reasons: Vec<&'static str>,
    /// The event whose days these are, if they are another's.
    source: Option<usize>,
}

/// The proposals for one event, no two of the same days.
#[derive(Debug, Default)]
pub(super) struct Proposals(Vec<Proposal>);

impl Proposals {
    /// Adds days for a reason.
    fn add(&mut self, reason: &'static str, date: EventDate, source: Option<usize>) {
        match self.0.iter_mut().find(|p| p.date.days == date.days) {
            Some(known) if known.reasons.contains(&reason) => {}
            Some(known) => known.reasons.push(reason),
            None => self.0.push(Proposal {
                date,
                reasons: vec![reason],
                source,
            }),
        }
    }
}

/// Dates all events.
pub(super) fn date(
    doc: &Document,
    events: &mut Vec<Event>,
    times: &[TimeExpression],
    published: Option<Date>,
    trace: &mut Trace,
) {
    let mut story = Story::new(doc, events, times, published);
    let mut leads = vec![0; events.len()];
    for number in story.order(events) {
        let mut proposals = Proposals::default();
        for rule in RULES {
            (rule.propose)(&story, events, number, rule.name, &mut proposals);
        }
        let beside = story.days_beside(events, number);
        proposals
            .0
            .retain(|p| p.reasons.contains(&"own") || !beside.contains(&p.date.days));
        (events[number].date, leads[number]) = choose(&story, events, number, &proposals, trace);
        story.note(events, number);
    }
    withhold(doc, events, &leads, trace);
    let hosts = story.host_of_time;
    distant(events, times, &hosts);
    twins(doc, events, times);
    plan_what_lies_ahead(doc, events, published);
}

/// Links times too distant for a day, without days: "struck 66 million years ago".
fn distant(events: &mut [Event], times: &[TimeExpression], hosts: &[Option<usize>]) {
    let far = |time: &TimeExpression| matches!(time.form, Form::Distant(_));
    for (number, (time, host)) in (0u32..).zip(times.iter().zip(hosts)) {
        if let Some(host) = host.filter(|_| far(time)) {
            events[host].date = None;
            events[host].distant = Some(TimeId(number));
        }
    }
}

/// Nothing has happened on a day after the publication of the article. What has such a day of its own is yet to come; a day
/// that comes from elsewhere, or that a verb in the past tense is said to have, is not its day.
fn plan_what_lies_ahead(doc: &Document, events: &mut [Event], published: Option<Date>) {
    for event in events.iter_mut().filter(|e| e.status == Status::Asserted) {
        let Some(date) = event.date.filter(|d| published.is_some_and(|p| d.days.start > p)) else {
            continue;
        };
        if is_stated(&date) && !is_past(doc, event.trigger.head) {
            event.status = Status::Planned;
        } else {
            event.date = None;
        }
    }
}

/// Returns whether a verb tells what is over: "guarded", "has cut", "had been fined".
fn is_past(doc: &Document, verb: TokenId) -> bool {
    doc.verb_group(verb)
        .is_some_and(|g| g.modality.is_none() && (g.tense == Some(Tense::Past) || g.tense.is_some() && g.perfect))
}

/// Withholds the days of other events that are hardly likelier than none, and those on which an event was only to end. Until
/// here they stand, because what has its days from such an event often has them rightly.
fn withhold(doc: &Document, events: &mut [Event], leads: &[i32], trace: &Trace) {
    let ended = |event: &Event| {
        let noun = event.trigger.head;
        let object = matches!(doc.token(noun).deprel, Deprel::Obj | Deprel::NsubjPass);
        object
            && doc
                .head(noun)
                .is_some_and(|verb| has_scope(doc.lemma(verb), Scope::Ends))
    };
    for (event, &lead) in events.iter_mut().zip(leads) {
        let inherited = event.date.is_some_and(|d| d.basis == DateBasis::Inherited);
        if inherited && (lead < DOUBT || ended(event)) && trace.days(event.trigger.span).is_none() {
            event.date = None;
        }
    }
}

/// The days with the highest score, `None` where none has that, and by how much they are likelier than none.
fn choose(
    story: &Story,
    events: &[Event],
    number: usize,
    proposals: &Proposals,
    trace: &mut Trace,
) -> (Option<EventDate>, i32) {
    let mut judged: Vec<(Option<&Proposal>, Features, i32)> = std::iter::once(None)
        .chain(proposals.0.iter().map(Some))
        .map(|proposal| {
            let mut features = trace.features();
            features::describe(story, events, number, (proposal, proposals), &mut features);
            let [score] = DATE.scores(&features);
            (proposal, features, score)
        })
        .collect();
    // The first of equals: none before all others, then in the order of the rules.
    let best = judged
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, j)| j.2)
        .map_or(0, |(i, _)| i);
    for (i, (proposal, features, score)) in judged.iter().enumerate() {
        let trigger = events[number].trigger.span;
        trace.keep(|| judgement(trigger, *proposal, features, *score, i == best));
    }
    let lead = judged[best].2 - judged[0].2;
    let chosen = judged.swap_remove(best).0.map(|p| p.date);
    let days = match trace.days(events[number].trigger.span) {
        Some(annotated) => annotated.map(|(start, end)| from_training(proposals, start, end)),
        None => chosen,
    };
    (days, lead)
}

/// The annotated days of an event, which the events that share its days see in training, with the time that tells them.
fn from_training(proposals: &Proposals, start: Date, end: Date) -> EventDate {
    let mut dates = proposals.0.iter().map(|p| p.date);
    if let Some(known) = dates.find(|d| d.days.start == start && d.days.end == end) {
        return known;
    }
    let precision = if start == end { Precision::Day } else { Precision::Range };
    EventDate {
        days: DateRange { start, end, precision },
        basis: DateBasis::Inherited,
        time: None,
    }
}

fn judgement(
    trigger: crate::model::span::Span,
    proposal: Option<&Proposal>,
    features: &Features,
    score: i32,
    chosen: bool,
) -> Judgement {
    let days = |p: &Proposal| format!("{}/{}", p.date.days.start, p.date.days.end);
    Judgement {
        task: "date",
        trigger,
        candidate: proposal.map_or("none".to_owned(), days),
        span: None,
        above: None,
        rule: proposal.map_or(String::new(), |p| p.reasons.join(" ")),
        scores: vec![score],
        features: features.named().map(|f| (f.hash(), f.to_string())).collect(),
        reasons: DATE.reasons(features, 0, 6),
        chosen,
    }
}

/// Adds the second of two events, which are never one interval: "on May 16 and June 2".
fn twins(doc: &Document, events: &mut Vec<Event>, times: &[TimeExpression]) {
    let heads: Vec<TokenId> = times.iter().map(|t| doc.head_of(t.tokens)).collect();
    let mut more = Vec::new();
    for event in events.iter() {
        let Some(date) = event
            .date
            .filter(|d| is_stated(d) && d.days.precision == Precision::Day)
        else {
            continue;
        };
        let Some(TimeId(first)) = date.time else { continue };
        for (number, time) in (0u32..).zip(times).skip(first as usize + 1).take(JOINED) {
            let head = heads[number as usize];
            let joined = doc.token(head).deprel == Deprel::Conj && doc.head(head) == Some(heads[first as usize]);
            if let Some(days) = time.days.filter(|_| joined) {
                let mut twin = event.clone();
                twin.date = Some(EventDate {
                    days,
                    basis: date.basis,
                    time: Some(TimeId(number)),
                });
                more.push(twin);
            }
        }
    }
    if !more.is_empty() {
        events.append(&mut more);
        events.sort_by_key(|e| (e.trigger.span, e.date.map(|d| d.days.start)));
    }
}

/// Returns whether days are those of the event's own words.
pub(super) fn is_stated(date: &EventDate) -> bool {
    matches!(date.basis, DateBasis::Explicit | DateBasis::Relative)
}
