//! The article as the rules of dates see it: its times with the events they are attached to, and what has been decided so far.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::{Deprel, Document, Upos, clause};
use crate::lexicon::event::{self as lexicon, Scope};
use crate::link::time::days_of_event;
use crate::model::date::{Date, DateRange, Precision};
use crate::model::facts::{DateBasis, Event, EventDate, Status, TimeExpression};
use crate::model::ids::{SentenceId, TimeId, TokenId};
use crate::model::timex::{ToldBy, Value};
use crate::parse::SectionKind;

use super::host::{Triggers, host};
use super::{DEPTH, is_stated};

/// The times, events and decisions of an article.
pub(super) struct Story<'a> {
    pub(super) doc: &'a Document,
    pub(super) times: &'a [TimeExpression],
    pub(super) published: Option<Date>,
    pub(super) triggers: Triggers,
    /// The head word of each time.
    pub(super) time_heads: Vec<TokenId>,
    /// The event that each time is attached to.
    pub(super) host_of_time: Vec<Option<usize>>,
    /// The first sentence outside the headings that tells an event, if the article has a headline.
    pub(super) lead_sentence: Option<SentenceId>,
    /// The event that was dated last.
    pub(super) last_dated: Option<usize>,
    /// The first event with a day of its own outside the headings.
    pub(super) first_with_day: Option<usize>,
    /// The first three dated events outside the headings.
    pub(super) first_dated: Vec<usize>,
    /// The first dated telling of each stem.
    pub(super) first_of_stem: BTreeMap<&'a str, usize>,
    /// The stems of events that have no date.
    undated_stems: BTreeSet<&'a str>,
    /// The event that was dated last outside the headings.
    pub(super) last_dated_in_text: Option<usize>,
    /// The first day that the article states of something that happened.
    pub(super) first_day: Option<EventDate>,
    /// The day that the article states most often of something that happened.
    pub(super) commonest_day: Option<EventDate>,
    /// The number of different days that the article states of what happened.
    pub(super) distinct_days: u32,
    /// The event that was decided last, dated or not.
    pub(super) previous: Option<usize>,
    /// The numbers of events that were decided, and of those that have a date.
    pub(super) decided: (u32, u32),
}

impl<'a> Story<'a> {
    pub(super) fn new(
        doc: &'a Document,
        events: &[Event],
        times: &'a [TimeExpression],
        published: Option<Date>,
    ) -> Story<'a> {
        let triggers = Triggers::new(doc, events);
        let heads: Vec<TokenId> = times.iter().map(|t| doc.head_of(t.tokens)).collect();
        let hosts = heads.iter().map(|h| host(doc, &triggers, *h)).collect();
        let titled = doc.article.sections.iter().any(|s| s.kind == SectionKind::Headline);
        let first = events.iter().find(|e| !doc.is_heading(e.trigger.head));
        let mut story = Story {
            doc,
            times,
            published,
            triggers,
            time_heads: heads,
            host_of_time: hosts,
            lead_sentence: first.filter(|_| titled).map(|e| doc.sentence_of(e.trigger.head)),
            last_dated: None,
            first_with_day: None,
            first_dated: Vec::new(),
            first_of_stem: BTreeMap::new(),
            undated_stems: BTreeSet::new(),
            last_dated_in_text: None,
            first_day: None,
            commonest_day: None,
            distinct_days: 0,
            previous: None,
            decided: (0, 0),
        };
        story.count_days(events);
        story
    }

    /// Finds the first day that is stated of something that happened, and the commonest, the first of equals.
    fn count_days(&mut self, events: &[Event]) {
        let happened = |e: usize| {
            let event = &events[e];
            event.status == Status::Asserted && event.distant.is_none() && !is_tally(self.doc, event)
        };
        let of = |i: usize| {
            let date = self
                .event_days(i)
                .filter(|_| self.host_of_time[i].is_some_and(happened))?;
            (is_stated(&date) && date.days.precision == Precision::Day).then_some(date)
        };
        let dates: Vec<EventDate> = (0..self.times.len()).filter_map(of).collect();
        let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
        for date in &dates {
            *counts.entry(date.days.start).or_default() += 1;
        }
        let commonest = dates.iter().rev().max_by_key(|d| counts[&d.days.start]);
        (self.first_day, self.commonest_day) = (dates.first().copied(), commonest.copied());
        self.distinct_days = counts.len() as u32;
    }

    /// The order in which events are dated: within a sentence those with a time of their own first, then governors before
    /// what they govern; headings after all else.
    pub(super) fn order(&self, events: &[Event]) -> Vec<usize> {
        let mut own = vec![false; events.len()];
        for (time, host) in self.host_of_time.iter().enumerate() {
            if let Some(host) = host.filter(|_| self.event_days(time).is_some()) {
                own[host] = true;
            }
        }
        let key = |number: &usize| {
            let head = events[*number].trigger.head;
            let depth = std::iter::successors(Some(head), |t| self.doc.head(*t)).count();
            (
                self.doc.is_heading(head),
                self.doc.sentence_of(head),
                !own[*number],
                depth,
                head,
            )
        };
        let mut order: Vec<usize> = (0..events.len()).collect();
        order.sort_by_cached_key(key);
        order
    }

    /// Remembers what was decided for an event.
    pub(super) fn note(&mut self, events: &[Event], number: usize) {
        let event = &events[number];
        self.previous = Some(number);
        self.decided = (self.decided.0 + 1, self.decided.1 + u32::from(event.date.is_some()));
        if event.date.is_none() {
            self.undated_stems.insert(stem(self.doc, event));
        }
        let Some(date) = event.date.filter(|_| event.status == Status::Asserted) else {
            return;
        };
        if date.days.precision == Precision::Day && is_tally(self.doc, event) {
            return;
        }
        self.last_dated = Some(number);
        if !self.doc.is_heading(event.trigger.head) {
            self.last_dated_in_text = Some(number);
            if self.first_dated.len() < 3 {
                self.first_dated.push(number);
            }
            if self.first_with_day.is_none() && is_stated(&date) && date.days.precision == Precision::Day {
                self.first_with_day = Some(number);
            }
        }
        self.first_of_stem.entry(stem(self.doc, event)).or_insert(number);
    }

    /// Whether another telling of an event has a date: "dated", "undated", "both", or "-" where there is no other.
    pub(super) fn twin(&self, event: &Event) -> &'static str {
        let stem = stem(self.doc, event);
        match (self.first_of_stem.contains_key(stem), self.undated_stems.contains(stem)) {
            (true, true) => "both",
            (true, false) => "dated",
            (false, true) => "undated",
            (false, false) => "-",
        }
    }

    /// The times of a sentence, with their numbers.
    pub(super) fn times_of(&self, sentence: SentenceId) -> impl Iterator<Item = (usize, &'a TimeExpression)> + '_ {
        let span = self.doc.sentence(sentence).span;
        let first = self.times.partition_point(|t| t.span.start < span.start);
        (first..self.times.len())
            .map(|i| (i, &self.times[i]))
            .take_while(move |(_, t)| t.span.start < span.end)
    }

    /// The days that only a relative clause behind a comma tells: "crews were battling the blaze, which began on Monday" is
    /// not told of Monday. Days that another sentence gives an event are not among them.
    pub(super) fn days_beside(&self, events: &[Event], number: usize) -> Vec<DateRange> {
        let head = events[number].trigger.head;
        let sentence = self.doc.sentence_of(head);
        let elsewhere = |days: DateRange| {
            events
                .iter()
                .any(|e| self.doc.sentence_of(e.trigger.head) != sentence && e.date.is_some_and(|d| d.days == days))
        };
        self.times_of(sentence)
            .filter(|(i, _)| self.describes(self.time_heads[*i], head))
            .filter_map(|(i, _)| Some(self.event_days(i)?.days))
            .filter(|days| !elsewhere(*days))
            .collect()
    }

    /// Returns whether a word is in a relative clause behind a comma that is attached to another word or to what is
    /// attached to it.
    fn describes(&self, word: TokenId, main: TokenId) -> bool {
        let above = std::iter::successors(Some(word), |t| self.doc.head(*t).filter(|_| *t != main));
        let path: Vec<TokenId> = above.take(DEPTH * 2).collect();
        let is_comma = |t: TokenId| self.doc.lower(t) == ",";
        let comma = |start: TokenId| is_comma(start) || start.prev().is_some_and(is_comma);
        let relative = |t: &TokenId| self.doc.token(*t).deprel == Deprel::AclRelcl && comma(self.doc.subtree(*t).start);
        word != main && path.last() == Some(&main) && path[..path.len() - 1].iter().any(relative)
    }

    /// The days of a calendar time, as its own event has them: "since 2014" runs to the publication date.
    pub(super) fn event_days(&self, number: usize) -> Option<EventDate> {
        let time = &self.times[number];
        let days = days_of_event(self.doc, time, self.published)?;
        Some(EventDate {
            days,
            basis: basis(time),
            time: Some(TimeId(number as u32)),
        })
    }

    /// The event that governs another: the nearest trigger above it in the tree.
    pub(super) fn governor(&self, event: &Event) -> Option<usize> {
        let above = std::iter::successors(self.doc.head(event.trigger.head), |t| self.doc.head(*t));
        above.take(DEPTH).find_map(|t| self.triggers.at(t))
    }

    /// The event that is the subject of another: "Wednesday's quake damaged the port".
    pub(super) fn cause(&self, event: &Event) -> Option<usize> {
        self.triggers.at(clause::subject(self.doc, event.trigger.head)?)
    }

    /// The event in whose course another happened: "protested during Monday's session".
    pub(super) fn course(&self, event: &Event) -> Option<usize> {
        let within = |noun: &TokenId| {
            let preposition = clause::preposition(self.doc, *noun).map_or("-", |p| self.doc.lower(p));
            self.doc.token(*noun).deprel == Deprel::Obl && lexicon::has_scope(preposition, Scope::Within)
        };
        let mut nouns = self.doc.children(event.trigger.head).filter(within);
        nouns.find_map(|noun| self.triggers.at(noun))
    }

    /// The first day that is stated behind an event in its paragraph, of something that happened.
    pub(super) fn next_day(&self, events: &[Event], number: usize) -> Option<(usize, EventDate)> {
        let head = events[number].trigger.head;
        let paragraph = |t: TokenId| self.doc.paragraph_of(t);
        let first = self.time_heads.partition_point(|t| *t <= head);
        let here = (first..self.times.len()).take_while(|i| paragraph(self.time_heads[*i]) == paragraph(head));
        here.filter(|i| self.host_of_time[*i] != Some(number)).find_map(|i| {
            let host = self.host_of_time[i].filter(|h| events[*h].status == Status::Asserted)?;
            let date = self.event_days(i).filter(|d| d.days.precision == Precision::Day)?;
            Some((host, date))
        })
    }
}

/// The day of publication as a date.
pub(super) fn of_publication(day: Date) -> EventDate {
    EventDate {
        days: DateRange::day(day),
        basis: DateBasis::Publication,
        time: None,
    }
}

/// A date as another event inherits it.
pub(super) fn inherited(date: EventDate) -> EventDate {
    let basis = match date.basis {
        DateBasis::Publication => DateBasis::Publication,
        _ => DateBasis::Inherited,
    };
    EventDate { basis, ..date }
}

/// Returns whether a time is the present: "now", "to date", "currently".
pub(super) fn is_now(time: &TimeExpression) -> bool {
    matches!(time.value, Value::Reference(_))
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

/// The stem that two tellings of one event have in common ("announce", "announcement").
pub(super) fn stem<'d>(doc: &'d Document, event: &Event) -> &'d str {
    let lemma = doc.lemma(event.trigger.head);
    let end = lemma.char_indices().nth(5).map_or(lemma.len(), |(i, _)| i);
    &lemma[..end]
}

/// Returns whether an event is only that a count went on, whose day is that of nothing else: "the death toll of the
/// quake rose on Friday".
pub(super) fn is_tally(doc: &Document, event: &Event) -> bool {
    let head = event.trigger.head;
    doc.token(head).upos == Upos::Verb
        && clause::subject(doc, head).is_some_and(|s| lexicon::has_scope(doc.lemma(s), Scope::Tally))
}
