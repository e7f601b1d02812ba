//! Rules that propose the days of an event. Every rule looks at one source of days and says nothing of how good they are.

use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::event::{self as lexicon, Scope};
use crate::model::date::{Date, DateRange, Precision};
use crate::model::facts::{DateBasis, Event, EventDate, Status, TimeExpression, TimeKind};
use crate::model::ids::{TimeId, TokenId, TokenRange};
use crate::parse::SectionKind;

use super::Proposals;
use super::length::{Reach, is_perfect, length, reach};
use super::story::{Story, inherited, is_tally, of_publication, stem};

/// A source of days.
pub(super) struct Rule {
    /// Shown as the reason.
    pub(super) name: &'static str,
    /// Adds what it proposes for the event of a number.
    pub(super) propose: fn(&Story, &[Event], usize, &'static str, &mut Proposals),
}

/// In the order in which they give basis and time of days that several propose.
pub(super) static RULES: &[Rule] = &[
    // "attacked on Tuesday": the time hangs on the event.
    Rule {
        name: "own",
        propose: own,
    },
    // "since 1988, when a landslide buried the town": the time right before "when" is that of its clause.
    Rule {
        name: "own",
        propose: when,
    },
    // "ten people were killed and others wounded on Tuesday": verbs that share their auxiliary share its time.
    Rule {
        name: "own",
        propose: elliptical,
    },
    // "between May 3 and May 5": from the one day to the other.
    Rule {
        name: "between",
        propose: between,
    },
    // "aired from 1968 to 2018", "was re-elected in 2014 and 2018": the whole period.
    Rule {
        name: "from",
        propose: from,
    },
    // "the driest month this year", "earlier this week": a period that is not over is told of up to the publication.
    Rule {
        name: "so far",
        propose: so_far,
    },
    // "has led the party since 2014"
    Rule {
        name: "since",
        propose: since,
    },
    // "within 50 days", "over the last four years"
    Rule {
        name: "length",
        propose: lengths,
    },
    // "two days after the vote"
    Rule {
        name: "gap",
        propose: gaps,
    },
    // "Wednesday's quake damaged the port": what the subject tells happened then.
    Rule {
        name: "cause",
        propose: |story, events, number, name, to| {
            share(story, events, story.cause(&events[number]), number, name, to);
        },
    },
    // "protested during Monday's session"
    Rule {
        name: "course",
        propose: |story, events, number, name, to| {
            share(story, events, story.course(&events[number]), number, name, to);
        },
    },
    // "attacked the port on Tuesday, burning two ships": the clause that it depends on.
    Rule {
        name: "governor",
        propose: |story, events, number, name, to| {
            share(story, events, story.governor(&events[number]), number, name, to);
        },
    },
    // "On May 3 officials reported that rebels had attacked": a day before the report is that of what is reported.
    Rule {
        name: "reported",
        propose: reported,
    },
    // Any other time of the sentence.
    Rule {
        name: "sentence",
        propose: sentence,
    },
    // The event that was dated before this one.
    Rule {
        name: "last",
        propose: |story, events, number, name, to| share(story, events, story.last_dated, number, name, to),
    },
    // Another telling of the same: the stem of the word.
    Rule {
        name: "telling",
        propose: |story, events, number, name, to| {
            share(
                story,
                events,
                story.first_of_stem.get(stem(story.doc, &events[number])).copied(),
                number,
                name,
                to,
            );
        },
    },
    // The last event that was dated outside the headings.
    Rule {
        name: "chain",
        propose: |story, events, number, name, to| share(story, events, story.last_dated_in_text, number, name, to),
    },
    // The next day of the paragraph.
    Rule {
        name: "next",
        propose: |story, events, number, name, to| {
            if let Some((source, date)) = story.next_day(events, number) {
                to.add(name, inherited(date), Some(source));
            }
        },
    },
    // The first event of the article with a day of its own.
    Rule {
        name: "main",
        propose: |story, events, number, name, to| share(story, events, story.first_with_day, number, name, to),
    },
    // The first day of the article, whether it stands before the event or after it.
    Rule {
        name: "opening",
        propose: |story, _, _, name, to| propose_inherited(story.first_day, name, to),
    },
    // The commonest day of the article.
    Rule {
        name: "commonest",
        propose: |story, _, _, name, to| propose_inherited(story.commonest_day, name, to),
    },
    // A headline tells what the first sentences date.
    Rule {
        name: "headline",
        propose: headline,
    },
    // "is looking", "the ongoing search"
    Rule {
        name: "ongoing",
        propose: |story, events, number, name, to| {
            publication(story, is_ongoing(story.doc, events[number].trigger.head), name, to);
        },
    },
    // The first sentence tells news.
    Rule {
        name: "lead",
        propose: |story, events, number, name, to| {
            let sentence = story.doc.sentence_of(events[number].trigger.head);
            publication(story, story.lead_sentence == Some(sentence), name, to);
        },
    },
    // Teasers of other stories are of the day.
    Rule {
        name: "related",
        propose: |story, events, number, name, to| {
            let section = story.doc.section_at(events[number].trigger.span.start);
            publication(
                story,
                section.is_some_and(|(_, s)| s.kind == SectionKind::Related),
                name,
                to,
            );
        },
    },
    // What is told in a heading, in the lead, among teasers or as going on.
    Rule {
        name: "publication",
        propose: |story, events, number, name, to| publication(story, is_current(story, &events[number]), name, to),
    },
];

/// The days of another event that has been dated. The day of publication is only shared within a sentence and by headings:
/// what is told as news there says nothing of what is told elsewhere.
fn share(
    story: &Story,
    events: &[Event],
    source: Option<usize>,
    number: usize,
    name: &'static str,
    to: &mut Proposals,
) {
    let Some(source) = source.filter(|s| *s != number) else {
        return;
    };
    let (here, there) = (events[number].trigger.head, events[source].trigger.head);
    let near = story.doc.sentence_of(here) == story.doc.sentence_of(there) || story.doc.is_heading(here);
    let date = events[source]
        .date
        .filter(|d| near || d.basis != DateBasis::Publication)
        .filter(|d| d.days.precision != Precision::Day || !is_tally(story.doc, &events[source]));
    if let Some(date) = date {
        to.add(name, inherited(date), Some(source));
    }
}

/// Returns whether an event may be of the day of publication.
fn is_current(story: &Story, event: &Event) -> bool {
    let head = event.trigger.head;
    let related = |(_, s): (usize, &crate::parse::Section)| s.kind == SectionKind::Related;
    tells_news(story.doc, head)
        || story.lead_sentence == Some(story.doc.sentence_of(head))
        || is_ongoing(story.doc, head)
        || story.doc.section_at(event.trigger.span.start).is_some_and(related)
}

fn propose_inherited(date: Option<EventDate>, name: &'static str, to: &mut Proposals) {
    if let Some(date) = date {
        to.add(name, inherited(date), None);
    }
}

/// Returns whether a word is in a headline, or a verb in any heading: a noun in the heading of a part ("Previous
/// negotiations") names what the part is about, whenever it was.
fn tells_news(doc: &Document, head: TokenId) -> bool {
    let title =
        || matches!(doc.section_at(doc.token(head).span.start), Some((_, s)) if s.kind == SectionKind::Headline);
    doc.is_heading(head) && (doc.token(head).upos == Upos::Verb || title())
}

fn publication(story: &Story, when: bool, name: &'static str, to: &mut Proposals) {
    if let Some(day) = story.published.filter(|_| when) {
        to.add(name, of_publication(day), None);
    }
}

fn own(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    let sentence = story.doc.sentence_of(events[number].trigger.head);
    for (i, _) in story.times_of(sentence) {
        if story.host_of_time[i] == Some(number)
            && let Some(date) = story.event_days(i)
        {
            to.add(name, date, None);
        }
    }
}

fn between(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    let doc = story.doc;
    let sentence = doc.sentence_of(events[number].trigger.head);
    let times: Vec<(usize, &TimeExpression)> = story.times_of(sentence).collect();
    for pair in times.windows(2) {
        let &[(i, first), (j, second)] = pair else { continue };
        let (and, before) = (first.tokens.end, first.tokens.start.prev());
        let joined = and.next() == second.tokens.start && doc.lower(and) == "and";
        let between = joined && before.is_some_and(|t| doc.lower(t) == "between");
        let hosted = [i, j].iter().any(|time| story.host_of_time[*time] == Some(number));
        let Some((from, until)) = story
            .event_days(i)
            .zip(story.event_days(j))
            .filter(|_| between && hosted)
        else {
            continue;
        };
        let days = range(from.days.start, until.days.end);
        to.add(name, EventDate { days, ..from }, None);
    }
}

/// Two times that bound one period: "from May to July", "from 1968 until his retirement in 2018"; years and months joined by
/// "and" are told as one period, too, while two joined days are two events.
fn from(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    /// Maximum number of tokens between the word that leads to the end of a period and the end.
    const APART: u32 = 5;
    let doc = story.doc;
    let sentence = doc.sentence_of(events[number].trigger.head);
    let times: Vec<(usize, &TimeExpression)> = story.times_of(sentence).collect();
    for pair in times.windows(2) {
        let &[(i, first), (_, second)] = pair else { continue };
        let link = first.tokens.end;
        if link >= second.tokens.start || story.host_of_time[i] != Some(number) {
            continue;
        }
        let Some((from, until)) = story.event_days(i).zip(second.days) else {
            continue;
        };
        let gap = second.tokens.start - link;
        let joined = match doc.lower(link) {
            "to" | "until" | "till" | "through" | "-" | "–" => gap <= APART,
            "and" => gap <= 2 && from.days.precision != Precision::Day,
            _ => false,
        };
        if joined && from.days.start < until.end {
            let days = range(from.days.start, until.end);
            to.add(name, EventDate { days, ..from }, None);
        }
    }
}

fn so_far(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    // "will grow this year": the whole of it.
    let happened = matches!(events[number].status, Status::Asserted | Status::Negated);
    let Some(told) = story.published.filter(|_| happened) else {
        return;
    };
    let this = |time: &TimeExpression| time.tokens.iter().any(|t| story.doc.lower(t) == "this");
    let sentence = story.doc.sentence_of(events[number].trigger.head);
    for (i, _) in story.times_of(sentence).filter(|(_, time)| this(time)) {
        let Some(date) = story.event_days(i).filter(|_| story.host_of_time[i] == Some(number)) else {
            continue;
        };
        if date.days.start < told && told < date.days.end {
            let days = range(date.days.start, told);
            to.add(name, EventDate { days, ..date }, None);
        }
    }
}

fn when(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    let doc = story.doc;
    let trigger = clause::first_conjunct(doc, events[number].trigger.head);
    let Some(when) = doc.children(trigger).find(|c| doc.lower(*c) == "when") else {
        return;
    };
    let ends = |time: &TimeExpression| {
        time.tokens.end == when || time.tokens.end.next() == when && doc.lower(time.tokens.end) == ","
    };
    for (i, time) in story.times_of(doc.sentence_of(trigger)).filter(|(_, t)| ends(t)) {
        if let Some(days) = time.days {
            let date = EventDate {
                days,
                basis: DateBasis::Explicit,
                time: Some(TimeId(i as u32)),
            };
            to.add(name, date, None);
        }
    }
}

fn elliptical(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    let doc = story.doc;
    let verb = events[number].trigger.head;
    let sentence = doc.sentence_of(verb);
    let aux = |verb: TokenId| {
        doc.children(verb)
            .any(|c| matches!(doc.token(c).deprel, Deprel::Aux | Deprel::AuxPass))
    };
    let own = |(i, _): &(usize, &TimeExpression)| story.host_of_time[*i] == Some(number);
    if !aux(verb) || story.times_of(sentence).any(|time| own(&time)) {
        return;
    }
    for (i, _) in story.times_of(sentence) {
        let Some(host) = story.host_of_time[i] else { continue };
        let other = events[host].trigger.head;
        let joined = doc.token(other).deprel == Deprel::Conj && doc.head(other) == Some(verb);
        let shares = doc.token(other).xpos == Xpos::Vbn && !aux(other) && story.time_heads[i] > other;
        if let Some(date) = story.event_days(i).filter(|_| joined && shares) {
            to.add(name, date, None);
        }
    }
}

fn reported(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    let doc = story.doc;
    let trigger = clause::first_conjunct(doc, events[number].trigger.head);
    let Some(verb) = doc.head(trigger).filter(|_| doc.token(trigger).deprel == Deprel::Ccomp) else {
        return;
    };
    if !lexicon::frame(doc.lemma(verb)).reporting {
        return;
    }
    for (i, time) in story.times_of(doc.sentence_of(trigger)) {
        let before = time.tokens.end <= verb && doc.head(story.time_heads[i]) == Some(verb);
        if let Some(date) = story
            .event_days(i)
            .filter(|_| before && story.host_of_time[i].is_none())
        {
            to.add(name, inherited(date), None);
        }
    }
}

fn sentence(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    let sentence = story.doc.sentence_of(events[number].trigger.head);
    for (i, _) in story.times_of(sentence) {
        let counted = |date: &EventDate| {
            date.days.precision == Precision::Day
                && story.host_of_time[i].is_some_and(|h| is_tally(story.doc, &events[h]))
        };
        if let Some(date) = story.event_days(i).filter(|d| !counted(d)) {
            to.add(name, inherited(date), story.host_of_time[i]);
        }
    }
}

fn since(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    let doc = story.doc;
    let trigger = events[number].trigger.head;
    if !is_perfect(doc, trigger) && doc.token(trigger).upos != Upos::Noun {
        return;
    }
    for (i, _) in story.times_of(doc.sentence_of(trigger)) {
        let head = story.time_heads[i];
        let word = clause::preposition(doc, head).or_else(|| doc.child(head, Deprel::Mark));
        // "the worst since 2014", "the first attack since 2014": no length of time.
        let best = |t: TokenId| doc.token(t).xpos == Xpos::Jjs || lexicon::has_scope(doc.lower(t), Scope::Ordinal);
        let compared = doc.head(head).is_some_and(|h| best(h) || doc.children(h).any(best));
        let since = word.is_some_and(|w| doc.lower(w) == "since") && !compared;
        let (Some(date), Some(published)) = (story.event_days(i), story.published) else {
            continue;
        };
        if since && date.days.start <= published {
            to.add(
                name,
                EventDate {
                    days: range(date.days.start, published),
                    ..date
                },
                None,
            );
        }
    }
}

fn range(a: Date, b: Date) -> DateRange {
    DateRange {
        start: a.min(b),
        end: a.max(b),
        precision: Precision::Range,
    }
}

fn lengths(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    let exact = |t: &TimeExpression| t.kind == TimeKind::Duration && t.modifier.is_none();
    let trigger = events[number].trigger.head;
    let sentence = story.doc.sentence_of(trigger);
    let Some(told) = story.published else { return };
    // "the third talks in four years": what the counting runs over is not how long the talks took.
    let ordinal = |c: TokenId| lexicon::has_scope(story.doc.lower(c), Scope::Ordinal);
    if story.doc.token(trigger).upos == Upos::Noun && story.doc.children(trigger).any(ordinal) {
        return;
    }
    for (i, time) in story.times_of(sentence).filter(|(_, t)| exact(t)) {
        let found = length(time).zip(reach(story.doc, time, story.time_heads[i]));
        let Some((moved, reach)) = found.filter(|_| story.host_of_time[i] == Some(number)) else {
            continue;
        };
        let other = moved(told, if reach == Reach::Ahead { 1 } else { -1 });
        to.add(name, relative(range(told, other), i), None);
    }
}

fn relative(days: DateRange, time: usize) -> EventDate {
    EventDate {
        days,
        basis: DateBasis::Relative,
        time: Some(TimeId(time as u32)),
    }
}

/// The one of two events around "after" or "before" that has a day dates the other.
fn gaps(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    let doc = story.doc;
    let sentence = doc.sentence_of(events[number].trigger.head);
    let tokens = doc.sentence(sentence).tokens;
    for (i, time) in story.times_of(sentence).filter(|(_, t)| t.kind == TimeKind::Duration) {
        let Some(moved) = length(time) else { continue };
        let word = time.tokens.end;
        let sign = match tokens.contains(word).then(|| doc.lower(word)) {
            Some("after") => 1,
            Some("before") => -1,
            _ => continue,
        };
        let after = behind(story, tokens, word);
        // "left a day after the quake struck": the tree may hang the length on either clause.
        let host = story.host_of_time[i];
        let above = |e: usize| story.governor(&events[e]);
        let Some(first) = host.and_then(|h| if after.contains(&h) { above(h) } else { Some(h) }) else {
            continue;
        };
        let Some(&second) = after.iter().find(|e| **e == number).or(after.first()) else {
            continue;
        };
        let day = |e: usize| {
            events[e]
                .date
                .filter(|d| d.days.precision == Precision::Day)
                .map(|d| d.days.start)
        };
        let other = match (first == number, second == number) {
            (true, false) => day(second).map(|d| moved(d, sign)),
            (false, true) => day(first).map(|d| moved(d, -sign)),
            _ => None,
        };
        if let Some(day) = other {
            to.add(name, relative(DateRange::day(day), i), None);
        }
    }
}

/// The events that a word like "after" leads to: that of the noun right behind it and that of its clause ("a day after the
/// quake struck the town").
fn behind(story: &Story, tokens: TokenRange, word: TokenId) -> Vec<usize> {
    let noun = tokens.iter().filter(|t| *t > word).find_map(|t| story.triggers.at(t));
    let clause = story.doc.head(word).and_then(|verb| story.triggers.at(verb));
    noun.into_iter().chain(clause).collect()
}

fn headline(story: &Story, events: &[Event], number: usize, name: &'static str, to: &mut Proposals) {
    if tells_news(story.doc, events[number].trigger.head) {
        for &source in &story.first_dated {
            share(story, events, Some(source), number, name, to);
        }
    }
}

/// Returns whether an event goes on at the time of the publication, as its own words or those of its verb tell: "is
/// serving a sentence", "has been funding searches".
pub(super) fn is_ongoing(doc: &Document, event: TokenId) -> bool {
    let verb = || {
        doc.head(event)
            .filter(|_| matches!(doc.token(event).deprel, Deprel::Obj | Deprel::Obl))
    };
    goes_on(doc, event)
        || is_awaited(doc, event)
        || doc.token(event).upos == Upos::Noun && verb().is_some_and(|verb| goes_on(doc, verb))
}

/// Returns whether a verb tells what has not happened so far: "has not conceded", "has yet to concede".
fn is_awaited(doc: &Document, verb: TokenId) -> bool {
    let not = |c: TokenId| matches!(doc.lower(c), "not" | "n't" | "n’t" | "yet");
    is_perfect(doc, verb) && doc.children(verb).any(not)
}

/// Returns whether a report in the past tense tells what goes on: "said that it was looking into the fire".
fn is_said_to_go_on(doc: &Document, verb: TokenId) -> bool {
    let was = |c: TokenId| doc.token(c).deprel == Deprel::Aux && matches!(doc.lower(c), "was" | "were");
    let told = doc.head(verb).filter(|_| doc.token(verb).deprel == Deprel::Ccomp);
    doc.children(verb).any(was) && told.is_some_and(|t| lexicon::frame(doc.lemma(t)).reporting)
}

/// Returns whether an event goes on: "is looking", "has been looking", "is still being looked at", "continues to look",
/// "the ongoing search", "the search continues", "the search is under way", "said that it was looking".
fn goes_on(doc: &Document, event: TokenId) -> bool {
    let is_going_on = |word: &str| lexicon::has_scope(word, Scope::GoingOn);
    let helped = |words: &[&str], relations: &[Deprel]| {
        doc.children(event)
            .any(|c| relations.contains(&doc.token(c).deprel) && words.contains(&doc.lower(c)))
    };
    let still = |relation: Deprel| {
        doc.children(event)
            .any(|c| doc.token(c).deprel == relation && is_going_on(doc.lower(c)))
    };
    let is = helped(
        &["is", "are", "'s", "’s", "'re", "’re"],
        &[Deprel::Aux, Deprel::AuxPass],
    );
    let has = helped(&["has", "have", "'ve", "’ve"], &[Deprel::Aux]);
    let continued = |head: TokenId| {
        doc.lemma(head) == "continue" && matches!(doc.token(head).xpos, Xpos::Vbz | Xpos::Vbp)
            || is_going_on(doc.lower(head))
                && doc
                    .child(head, Deprel::Cop)
                    .is_some_and(|c| matches!(doc.lower(c), "is" | "are"))
    };
    let head = doc.head(event);
    match doc.token(event).xpos {
        Xpos::Vbg => is || has && helped(&["been"], &[Deprel::Aux]) || is_said_to_go_on(doc, event),
        Xpos::Vbn => is && (helped(&["being"], &[Deprel::Aux, Deprel::AuxPass]) || still(Deprel::Advmod)),
        Xpos::Vb => doc.token(event).deprel == Deprel::Xcomp && head.is_some_and(continued),
        Xpos::Nn | Xpos::Nns => {
            still(Deprel::Amod) || doc.token(event).deprel == Deprel::Nsubj && head.is_some_and(continued)
        }
        _ => false,
    }
}
