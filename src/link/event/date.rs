//! When events happen: each time expression finds the event it dates, then undated events inherit.
//!
//! An event's own time is the one that hangs on its trigger, on the light verb that helps it, or on a word between
//! them ("talks scheduled for Wednesday"). What has none inherits (`inherit`).

use crate::language::{Deprel, Document, Upos, Xpos, phrase};
use crate::lexicon::event as lexicon;
use crate::model::date::{Date, DateRange, Precision};
use crate::model::facts::{DateBasis, Event, EventDate, Status, TimeExpression, TimeKind};
use crate::model::ids::{TimeId, TokenId, TokenRange};
use crate::model::timex::{Form, ToldBy, Value};

use super::{inherit, story};

/// How many words are climbed from a time to its event.
pub(super) const DEPTH: usize = 6;

/// Dates all events. `at` gives the events that a token triggers, by token number.
pub(super) fn date(doc: &Document, events: &mut Vec<Event>, times: &[TimeExpression], published: Option<Date>) {
    own_times(doc, events, times, published);
    stretches(doc, events, times, published);
    present(doc, events, published);
    story::lead(doc, events, times, published);
    inherit::inherit(doc, events, times);
    gaps(doc, events, times);
    story::scenes(doc, events, times);
    story::mentioned_again(doc, events);
    story::teasers(doc, events, published);
    story::headlines(doc, events);
    distant(doc, events, times);
    ahead(events, published);
}

/// "struck 66 million years ago": the time is linked, and no day is given.
fn distant(doc: &Document, events: &mut [Event], times: &[TimeExpression]) {
    let index = by_trigger(events, doc.tokens().len());
    let far = |time: &TimeExpression| matches!(time.form, Form::Distant(_));
    for (number, time) in (0u32..).zip(times).filter(|(_, time)| far(time)) {
        if let Some(host) = host(doc, &index, head_of(doc, time.tokens)) {
            events[host].date = None;
            events[host].distant = Some(TimeId(number));
        }
    }
}

/// What has a day after the publication of the article is yet to come.
fn ahead(events: &mut [Event], published: Option<Date>) {
    for event in events.iter_mut().filter(|e| e.status == Status::Asserted) {
        if event.date.zip(published).is_some_and(|(d, p)| d.days.start > p) {
            event.status = Status::Planned;
        }
    }
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
    matches!(time.value, Value::Reference(_))
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
    if let Some(event) = phrase::purpose_before(doc, time).and_then(event_at) {
        return Some(event);
    }
    let Some(first) = doc.head(time) else {
        return below(doc, index, time);
    };
    // "the 2019 prize": the year tells which, not when.
    let modifier = matches!(
        doc.token(time).deprel,
        Deprel::Nummod | Deprel::Compound | Deprel::Amod | Deprel::NmodUnmarked
    );
    if modifier && time < first && doc.token(time).upos == Upos::Num && event_at(first).is_none() {
        return None;
    }
    let mut at = time;
    for _ in 0..DEPTH {
        let head = doc.head(at)?;
        if let Some(event) = event_at(head) {
            return Some(event);
        }
        let frame = lexicon::frame(doc.lemma(head));
        if doc.token(head).upos == Upos::Verb {
            // What a light or occurrence verb is dated by dates its event noun, as does a verb that tells nothing.
            let helped = doc
                .children(head)
                .filter(|_| frame.light || frame.aspectual || frame.occur || !frame.reporting)
                .filter(|c| match doc.token(*c).deprel {
                    Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass => true,
                    Deprel::Obl => phrase::preposition(doc, *c).is_some_and(|p| doc.lower(p) == "in"),
                    _ => false,
                })
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

/// The event nearest below a time that the tree makes the root of its sentence ("On Sunday, …").
fn below(doc: &Document, index: &[u32], time: TokenId) -> Option<usize> {
    let depth = |token: TokenId| {
        let mut at = token;
        (1..=DEPTH).find(|_| {
            at = doc.head(at).unwrap_or(at);
            at == time
        })
    };
    let tokens = doc.sentence(doc.sentence_of(time)).tokens;
    let events = tokens.iter().filter(|t| index[t.0 as usize] != u32::MAX);
    let nearest = events.filter_map(|t| Some((depth(t)?, t))).min()?;
    Some(index[nearest.1.0 as usize] as usize)
}

/// What a noun that only counts events counts: "two rounds of talks".
fn contained(doc: &Document, noun: TokenId) -> impl Iterator<Item = TokenId> + '_ {
    let container = lexicon::frame(doc.lemma(noun)).container;
    doc.children(noun)
        .filter(move |c| container && doc.token(*c).deprel == Deprel::Nmod)
}

/// Which way a length of time leads from the day that it is told on.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// "within 50 days", "in the next ten days".
    Ahead,
    /// "over the last four years", and "for four years" with a present perfect.
    Back,
}

fn reach(doc: &Document, time: &TimeExpression, head: TokenId) -> Option<Reach> {
    let says = |words: &[&str]| time.tokens.iter().any(|t| words.contains(&doc.lower(t)));
    let preposition = phrase::preposition(doc, head).map(|p| doc.lower(p));
    if preposition == Some("within") || says(&["within", "next", "coming"]) {
        return Some(Reach::Ahead);
    }
    let perfect = || {
        std::iter::successors(Some(head), |t| doc.head(*t))
            .take(3)
            .any(|t| is_perfect(doc, t))
    };
    (says(&["last", "past"]) || preposition == Some("for") && perfect()).then_some(Reach::Back)
}

/// "within 50 days": from the day that it is said to the last day of the term; "for ten years": up to that day.
fn stretches(doc: &Document, events: &mut [Event], times: &[TimeExpression], published: Option<Date>) {
    let index = by_trigger(events, doc.tokens().len());
    let exact = |t: &TimeExpression| t.kind == TimeKind::Duration && t.modifier.is_none();
    for (number, time) in (0u32..).zip(times).filter(|(_, t)| exact(t)) {
        let head = head_of(doc, time.tokens);
        let Some((moved, reach)) = length(time).zip(reach(doc, time, head)) else {
            continue;
        };
        let Some(host) = host(doc, &index, head).filter(|h| events[*h].date.is_none()) else {
            continue;
        };
        if (events[host].status == Status::Asserted) != (reach == Reach::Back) {
            continue;
        }
        let Some(told) = told_on(doc, events, host).or(published) else {
            continue;
        };
        let other = moved(told, if reach == Reach::Ahead { 1 } else { -1 });
        events[host].date = Some(EventDate {
            days: DateRange {
                start: told.min(other),
                end: told.max(other),
                precision: Precision::Range,
            },
            basis: DateBasis::Relative,
            time: Some(TimeId(number)),
        });
    }
}

/// The day of what happened in the sentence of an event; for a headline that of the first sentence with a day.
fn told_on(doc: &Document, events: &[Event], host: usize) -> Option<Date> {
    let head = events[host].trigger.head;
    let sentence = doc.sentence_of(head);
    let heading = inherit::in_heading(doc, head);
    events
        .iter()
        .filter(|e| e.status == Status::Asserted && (heading || doc.sentence_of(e.trigger.head) == sentence))
        .find_map(|e| e.date)
        .filter(|d| d.days.precision == Precision::Day)
        .map(|d| d.days.start)
}

/// "two days after the vote": the one event dates the other.
fn gaps(doc: &Document, events: &mut [Event], times: &[TimeExpression]) {
    let index = by_trigger(events, doc.tokens().len());
    for (number, time) in (0u32..).zip(times).filter(|(_, t)| t.kind == TimeKind::Duration) {
        let Some(moved) = length(time) else { continue };
        let word = time.tokens.end;
        let tokens = doc.sentence(doc.sentence_of(time.tokens.start)).tokens;
        let sign = match tokens.contains(word).then(|| doc.lower(word)) {
            Some("after") => 1,
            Some("before") => -1,
            _ => continue,
        };
        let mut behind = tokens.iter().filter(|t| *t > word && index[t.0 as usize] != u32::MAX);
        let (Some(first), Some(second)) = (host(doc, &index, head_of(doc, time.tokens)), behind.next()) else {
            continue;
        };
        let second = index[second.0 as usize] as usize;
        let day = |e: &Event| {
            e.date
                .map(|d| d.days)
                .filter(|d| d.precision == Precision::Day)
                .map(|d| d.start)
        };
        let open = |e: &Event| e.date.is_none_or(|d| d.basis == DateBasis::Inherited);
        let (to, date) = match (day(&events[first]), day(&events[second])) {
            (Some(day), _) if open(&events[second]) => (second, moved(day, -sign)),
            (None, Some(day)) => (first, moved(day, sign)),
            _ => continue,
        };
        if first != second {
            events[to].date = Some(EventDate {
                days: DateRange::day(date),
                basis: DateBasis::Relative,
                time: Some(TimeId(number)),
            });
        }
    }
}

/// Moves a day by a length of whole days, weeks, months or years ("50 days"), forward or back.
fn length(time: &TimeExpression) -> Option<impl Fn(Date, i32) -> Date + use<>> {
    let (days, months) = time.value.length()?.days_and_months()?;
    Some(move |day: Date, sign: i32| day.plus_months(sign * months).plus_days(i64::from(sign * days)))
}

fn basis(time: &TimeExpression) -> DateBasis {
    if is_now(time) {
        return DateBasis::Publication;
    }
    let resolved = matches!(time.value, Value::Calendar(..));
    if resolved && time.anchor.is_none() || time.form.told_by() == ToldBy::Calendar {
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
        "since" if (is_perfect(doc, trigger) || is_noun(doc, trigger)) && days.start <= published => DateRange {
            start: days.start,
            end: published,
            precision: Precision::Range,
        },
        _ => days,
    }
}

fn is_noun(doc: &Document, token: TokenId) -> bool {
    doc.token(token).upos == Upos::Noun
}

pub(super) fn is_perfect(doc: &Document, verb: TokenId) -> bool {
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
        if is_ongoing(doc, event.trigger.head) {
            event.date = Some(EventDate {
                days: DateRange::day(published),
                basis: DateBasis::Publication,
                time: None,
            });
        }
    }
}

/// True for what goes on: "is looking", "has been looking", "is still being looked at", "continues to look", "the ongoing
/// search", "the search continues", "the search is under way".
pub(super) fn is_ongoing(doc: &Document, event: TokenId) -> bool {
    let helped = |words: &[&str], relations: &[Deprel]| {
        doc.children(event)
            .any(|c| relations.contains(&doc.token(c).deprel) && words.contains(&doc.lower(c)))
    };
    let is = helped(
        &["is", "are", "'s", "’s", "'re", "’re"],
        &[Deprel::Aux, Deprel::AuxPass],
    );
    let has = helped(&["has", "have", "'ve", "’ve"], &[Deprel::Aux]);
    let continued = |head: TokenId| {
        doc.lemma(head) == "continue" && matches!(doc.token(head).xpos, Xpos::Vbz | Xpos::Vbp)
            || GOING_ON.contains(&doc.lower(head))
                && doc
                    .child(head, Deprel::Cop)
                    .is_some_and(|c| matches!(doc.lower(c), "is" | "are"))
    };
    let head = doc.head(event);
    match doc.token(event).xpos {
        Xpos::Vbg => is || has && helped(&["been"], &[Deprel::Aux]),
        Xpos::Vbn => is && (helped(&["being"], &[Deprel::Aux, Deprel::AuxPass]) || helped(GOING_ON, &[Deprel::Advmod])),
        Xpos::Vb => doc.token(event).deprel == Deprel::Xcomp && head.is_some_and(continued),
        Xpos::Nn | Xpos::Nns => {
            helped(GOING_ON, &[Deprel::Amod]) || doc.token(event).deprel == Deprel::Nsubj && head.is_some_and(continued)
        }
        _ => false,
    }
}

/// Words for what has begun and is not over.
const GOING_ON: &[&str] = &[
    "ongoing",
    "underway",
    "current",
    "currently",
    "continuing",
    "still",
    "now",
    "presently",
];
