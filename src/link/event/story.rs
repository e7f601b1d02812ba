//! Dates that the article as a whole gives: its lead, the scene that it tells of, and its headline.
//!
//! News tells in its first sentence what is new; where that names no day, it is the day of publication. A story of an
//! accident, an attack or a vote then tells what else happened there without naming the day again. The headline repeats
//! the lead.

use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::event as lexicon;
use crate::model::date::{Date, DateRange, Precision};
use crate::model::facts::{DateBasis, Event, EventClass, EventDate, Status, TimeExpression, TimeKind};
use crate::model::ids::{SentenceId, TokenId};
use crate::parse::SectionKind;

use super::date::{DEPTH, is_now};
use super::inherit::{agents, in_heading, in_line, inherited, is_definite, is_stated};

fn published(day: Date) -> EventDate {
    EventDate {
        days: DateRange::day(day),
        basis: DateBasis::Publication,
        time: None,
    }
}

fn kind_at(doc: &Document, event: &Event) -> Option<SectionKind> {
    doc.section_at(event.trigger.span.start).map(|(_, s)| s.kind)
}

/// What the first sentence tells as news happened on the day of publication where it names no other.
pub(super) fn lead(doc: &Document, events: &mut [Event], times: &[TimeExpression], day: Option<Date>) {
    let Some(day) = day else { return };
    let undated = |e: &Event| e.date.is_none() && e.status == Status::Asserted;
    // Without a headline it is no article, and its first sentence no lead.
    if !doc.article.sections.iter().any(|s| s.kind == SectionKind::Headline) {
        return;
    }
    let told = |e: &&Event| e.status == Status::Asserted && !in_heading(doc, e.trigger.head);
    let Some(first) = events.iter().find(told).map(|e| doc.sentence_of(e.trigger.head)) else {
        return;
    };
    let own = |e: &Event| doc.sentence_of(e.trigger.head) == first;
    if events.iter().any(|e| own(e) && e.date.is_some()) || names_day(doc, first, times) {
        return;
    }
    for event in events.iter_mut().filter(|e| own(e) && undated(e)) {
        if is_news(doc, event.trigger.head) {
            event.date = Some(published(day));
        }
    }
}

/// What teasers of other stories tell is of the day.
pub(super) fn teasers(doc: &Document, events: &mut [Event], day: Option<Date>) {
    let Some(day) = day else { return };
    for event in events
        .iter_mut()
        .filter(|e| e.date.is_none() && e.status == Status::Asserted)
    {
        if kind_at(doc, event) == Some(SectionKind::Related) {
            event.date = Some(published(day));
        }
    }
}

fn names_day(doc: &Document, sentence: SentenceId, times: &[TimeExpression]) -> bool {
    let span = doc.sentence(sentence).span;
    let first = times.partition_point(|t| t.span.start < span.start);
    times[first..]
        .iter()
        .take_while(|t| t.span.start < span.end)
        .any(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time) && !is_now(t))
}

/// True for the main verb of its sentence, or that of what is announced there, in the simple past or present perfect.
fn is_news(doc: &Document, verb: TokenId) -> bool {
    let mut at = verb;
    for _ in 0..DEPTH {
        match (doc.token(at).deprel, doc.head(at)) {
            (Deprel::Root, _) | (_, None) => break,
            (Deprel::Ccomp | Deprel::Xcomp | Deprel::Conj | Deprel::Parataxis, Some(head)) => at = head,
            _ => return false,
        }
    }
    let pluperfect = doc
        .children(verb)
        .any(|c| doc.token(c).deprel == Deprel::Aux && doc.lower(c) == "had");
    matches!(doc.token(verb).xpos, Xpos::Vbd | Xpos::Vbn) && !pluperfect
}

/// What the main event of a story is, and when.
struct Scene {
    date: EventDate,
    sentence: SentenceId,
}

/// Events that a story goes on to tell from: what else was there happened on the same day.
fn is_scene(class: EventClass) -> bool {
    matches!(
        class,
        EventClass::Accident
            | EventClass::Disaster
            | EventClass::Death
            | EventClass::Injury
            | EventClass::Assault
            | EventClass::Protest
            | EventClass::Election
    )
}

/// Events that belong to a scene where it is told, as those of speech, science and business do not.
fn is_part(class: EventClass) -> bool {
    is_scene(class)
        || matches!(
            class,
            EventClass::Aid
                | EventClass::Movement
                | EventClass::Coerce
                | EventClass::Reject
                | EventClass::Economy
                | EventClass::Other
        )
}

/// The scene of an article: the first event with a day of its own outside the headings, if it is of that kind or has one
/// joined to it ("went on a spree, killing four").
fn scene(doc: &Document, events: &[Event]) -> Option<Scene> {
    let told = |e: &&Event| e.status == Status::Asserted && !in_heading(doc, e.trigger.head);
    let main = events.iter().filter(told).find(|e| {
        e.date
            .is_some_and(|d| is_stated(&d) && d.days.precision == Precision::Day)
    })?;
    let date = main.date?;
    let sentence = doc.sentence_of(main.trigger.head);
    let shown = events
        .iter()
        .filter(told)
        .filter(|e| doc.sentence_of(e.trigger.head) == sentence && e.date.is_some_and(|d| d.days == date.days))
        .any(|e| is_scene(e.class) && is_joined(doc, e.trigger.head, main.trigger.head));
    shown.then_some(Scene { date, sentence })
}

/// True if a word belongs to the clauses of another, not to what is only spoken of there ("admitted his guilt in a murder").
fn is_joined(doc: &Document, token: TokenId, main: TokenId) -> bool {
    let mut at = token;
    for _ in 0..DEPTH {
        if at == main {
            return true;
        }
        match (doc.token(at).deprel, doc.head(at)) {
            (Deprel::Nmod | Deprel::NmodPoss | Deprel::AclRelcl | Deprel::Ccomp, _) | (_, None) => return false,
            (_, Some(head)) => at = head,
        }
    }
    false
}

/// In a story of an accident, an attack or a vote, what is told in the simple past is part of it, until its paragraph
/// turns to another time.
pub(super) fn scenes(doc: &Document, events: &mut [Event], times: &[TimeExpression]) {
    let Some(scene) = scene(doc, events) else { return };
    for event in events
        .iter_mut()
        .filter(|e| e.date.is_none() && e.status == Status::Asserted && is_part(e.class))
    {
        let head = event.trigger.head;
        let sentence = doc.sentence_of(head);
        let told = simple(doc, head) || is_scene(event.class) && reached(doc, head);
        let noun = doc.token(head).upos == Upos::Noun;
        let casualty = matches!(event.class, EventClass::Death | EventClass::Injury);
        let here = if casualty {
            !names_other(doc, doc.sentence(sentence).span.start, sentence, times, &scene.date)
        } else {
            !turned(doc, sentence, times, &scene.date) && (!noun || is_scene(event.class))
        };
        if told && here && sentence >= scene.sentence {
            event.date = Some(inherited(scene.date));
        }
    }
}

/// The simple past, and nouns that are new.
fn simple(doc: &Document, token: TokenId) -> bool {
    let generic = doc
        .children(token)
        .any(|c| doc.token(c).deprel == Deprel::AuxPass && matches!(doc.lower(c), "is" | "are" | "be"));
    in_line(doc, token) && !generic
}

/// The present perfect tells what became of things: "the roof has collapsed".
fn reached(doc: &Document, verb: TokenId) -> bool {
    doc.token(verb).xpos == Xpos::Vbn
        && doc
            .children(verb)
            .any(|c| doc.token(c).deprel == Deprel::Aux && matches!(doc.lower(c), "has" | "have"))
        || doc.token(verb).upos == Upos::Adj
}

/// True if the paragraph has named another time up to and in this sentence.
fn turned(doc: &Document, sentence: SentenceId, times: &[TimeExpression], date: &EventDate) -> bool {
    let paragraph = doc.sentence(sentence).paragraph;
    let start = doc.article.paragraphs[paragraph as usize].span.start;
    names_other(doc, start, sentence, times, date)
}

/// True if another time is named between a place and the end of a sentence.
fn names_other(doc: &Document, start: u32, sentence: SentenceId, times: &[TimeExpression], date: &EventDate) -> bool {
    let end = doc.sentence(sentence).span.end;
    times[times.partition_point(|t| t.span.start < start)..]
        .iter()
        .take_while(|t| t.span.start < end)
        .filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time) && !is_now(t))
        .any(|t| t.days != Some(date.days))
}

/// "the wreck", "his decision": an event that has been told; it has the day of the last of its class, if one of the same
/// agent, else of any.
pub(super) fn mentioned_again(doc: &Document, events: &mut [Event]) {
    for number in 0..events.len() {
        let (earlier, rest) = events.split_at_mut(number);
        let event = &mut rest[0];
        let head = event.trigger.head;
        let noun = doc.token(head).upos == Upos::Noun && doc.token(head).xpos == Xpos::Nn;
        let again = noun && is_definite(doc, head) && event.date.is_none() && event.status == Status::Asserted;
        if !again || event.class == EventClass::Other || lexicon::frame(doc.lemma(head)).lasting {
            continue;
        }
        let told =
            |e: &&Event| e.class == event.class && e.status == Status::Asserted && !in_heading(doc, e.trigger.head);
        let own = agents(event);
        let shared = |e: &&Event| !own.is_empty() && agents(e).iter().any(|a| own.contains(a));
        let last = earlier.iter().rev().filter(told);
        let date = last
            .clone()
            .find(shared)
            .or_else(|| last.clone().next())
            .and_then(|e| e.date);
        event.date = date.filter(|d| d.basis != DateBasis::Publication).map(inherited);
    }
}

/// A headline tells what the first sentences date: the event of the same class, else the first.
pub(super) fn headlines(doc: &Document, events: &mut [Event]) {
    let lead = |e: &Event| {
        let date = e.date?;
        (e.status == Status::Asserted && !in_heading(doc, e.trigger.head)).then_some((e.class, date))
    };
    let dated: Vec<(EventClass, EventDate)> = events.iter().filter_map(lead).take(3).collect();
    for event in events
        .iter_mut()
        .filter(|e| e.date.is_none() && e.status == Status::Asserted)
    {
        if kind_at(doc, event) != Some(SectionKind::Headline) {
            continue;
        }
        let same = dated.iter().find(|(class, _)| *class == event.class);
        event.date = same.or(dated.first()).map(|(_, date)| match date.basis {
            DateBasis::Publication => *date,
            _ => inherited(*date),
        });
    }
}
