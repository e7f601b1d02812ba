//! Features of a proposed date, and of proposing none.

use crate::extract::event::features::{self as word, Path};
use crate::language::clause::Tense;
use crate::language::scorer::Features;
use crate::language::{Deprel, Document, clause};
use crate::lexicon::event as lexicon;
use crate::model::date::{Date, DateRange};
use crate::model::facts::{Event, Participant};
use crate::model::ids::{TimeId, TokenId, TokenRange};

use super::story::{Story, is_now};
use super::{Proposal, Proposals, is_stated};

/// The features of a proposal for an event, beside all proposals; of none, where there is no proposal.
pub(super) fn describe<'s>(
    story: &Story<'s>,
    events: &[Event],
    number: usize,
    (proposal, all): (Option<&Proposal>, &Proposals),
    to: &mut Features<'s>,
) {
    let event = &events[number];
    flow(story, events, number, proposal, to);
    let Some(proposal) = proposal else {
        none(story, event, all, to);
        return;
    };
    reasons(story, event, proposal, to);
    days(story, event, proposal, to);
    way(story, events, number, proposal, to);
    if let Some(source) = proposal.source.filter(|s| *s != number) {
        shared(story, event, &events[source], proposal, to);
    }
}

/// Features for no date at all: those of the event's own clause.
fn none<'s>(story: &Story<'s>, event: &Event, all: &Proposals, to: &mut Features<'s>) {
    let doc = story.doc;
    let head = event.trigger.head;
    let named = |reason: &str| all.0.iter().any(|p| p.reasons.contains(&reason));
    to.flag("none", true);
    to.add("none.lemma", doc.lemma(head));
    to.add("none.section", word::section(doc, head));
    to.pair("none.tag", word::xpos(doc, head), word::relation(doc, head));
    to.pair("none.mood", auxiliary(doc, head), word::xpos(doc, head));
    to.add("none.xpos", word::xpos(doc, head));
    to.flag("none.attributed", !event.attribution.is_empty());
    to.pair("none.class", event.class.label(), word::upos(doc, head));
    to.pair("none.status", event.status.label(), word::upos(doc, head));
    to.pair("none.tense", tense(doc, head), event.status.label());
    to.add("none.participants", event.participants.len().min(3) as u32);
    to.pair("none.twin", story.twin(event), word::upos(doc, head));
    to.pair("none.determiner", determiner(doc, head), word::xpos(doc, head));
    to.add("none.upos", word::upos(doc, head));
    word::cluster(doc, head, "none", to);
    for reason in [
        "own", "sentence", "governor", "telling", "cause", "course", "main", "last", "lead", "next", "ongoing",
    ] {
        to.pair("none.without", reason, if named(reason) { "no" } else { "yes" });
    }
    let days = story
        .times_of(doc.sentence_of(head))
        .filter(|(i, _)| story.event_days(*i).is_some());
    to.add("none.times", (days.count() as u32).min(3));
    to.add("none.sentence", doc.sentence_of(head).0.min(12));
    if let Some(governor) = doc.head(head) {
        to.pair("none.governor", doc.lemma(governor), word::relation(doc, head));
    }
}

/// Features of the flow of the story: whether the event that was decided before this one has these days, how many were
/// dated so far, and how many days the article states.
fn flow<'s>(story: &Story<'s>, events: &[Event], number: usize, proposal: Option<&Proposal>, to: &mut Features<'s>) {
    let doc = story.doc;
    let head = events[number].trigger.head;
    let reason = proposal.map_or("none", |p| p.reasons[0]);
    if let Some(previous) = story.previous {
        let other = events[previous].trigger.head;
        let place = if doc.sentence_of(other) == doc.sentence_of(head) {
            "sentence"
        } else if doc.paragraph_of(other) == doc.paragraph_of(head) {
            "paragraph"
        } else {
            "article"
        };
        let outcome = match (events[previous].date, proposal) {
            (None, None) => "both none",
            (None, Some(_)) => "only this",
            (Some(_), None) => "only that",
            (Some(date), Some(p)) if date.days == p.date.days => "same",
            (Some(_), Some(_)) => "other",
        };
        to.pair("flow", outcome, place);
        to.pair("flow.tenses", outcome, tense(doc, head));
        to.pair("flow.before", outcome, tense(doc, other));
        to.pair("flow.reason", outcome, reason);
        to.pair(
            "flow.class",
            outcome,
            if events[previous].class == events[number].class {
                "same"
            } else {
                "other"
            },
        );
    }
    let (decided, dated) = story.decided;
    let share = (dated * 4).checked_div(decided).unwrap_or(5);
    to.pair("share", share, if proposal.is_some() { "some" } else { "none" });
    to.pair("distinct", story.distinct_days.min(4), reason);
    for child in doc.children(head) {
        if doc.token(child).deprel == Deprel::Advmod {
            to.pair(
                "adverb",
                doc.lower(child),
                if proposal.is_some() { "some" } else { "none" },
            );
            to.pair("adverb.reason", doc.lower(child), reason);
        }
    }
}

/// Features of the rules that propose the days, with the kind of event.
fn reasons<'s>(story: &Story<'s>, event: &Event, proposal: &Proposal, to: &mut Features<'s>) {
    let doc = story.doc;
    let head = event.trigger.head;
    let mut together = 0u32;
    for &reason in &proposal.reasons {
        to.add("reason", reason);
        to.pair("reason.xpos", reason, word::xpos(doc, head));
        to.pair("reason.relation", reason, word::relation(doc, head));
        to.pair("reason.aux", reason, auxiliary(doc, head));
        to.pair("reason.section", reason, word::section(doc, head));
        to.pair("reason.determiner", reason, determiner(doc, head));
        to.pair("reason.class", reason, event.class.label());
        to.pair("reason.status", reason, event.status.label());
        to.pair("reason.tense", reason, tense(doc, head));
        to.pair("reason.twin", reason, story.twin(event));
        to.pair(
            "reason.attributed",
            reason,
            if event.attribution.is_empty() { "no" } else { "yes" },
        );
        together = together
            .wrapping_mul(31)
            .wrapping_add(reason.len() as u32 * 7 + u32::from(reason.as_bytes()[0]));
    }
    to.add("reasons", together);
    to.pair("reasons.xpos", together, word::xpos(doc, head));
    to.add("basis", proposal.date.basis.label());
}

/// Features of the days' position before or after the day of publication.
fn days<'s>(story: &Story<'s>, event: &Event, proposal: &Proposal, to: &mut Features<'s>) {
    let doc = story.doc;
    let days = proposal.date.days;
    let reason = proposal.reasons[0];
    let precision = precision(days);
    to.pair("precision", precision, reason);
    to.add("length", precision);
    let Some(published) = story.published else { return };
    let away = away(days, published);
    let head = event.trigger.head;
    to.pair("away", away, reason);
    to.add("days", away);
    to.pair("away.mood", away, auxiliary(doc, head));
    to.pair("away.xpos", away, word::xpos(doc, head));
}

fn precision(days: DateRange) -> u32 {
    match days.end.days_since(days.start) {
        0 => 0,
        1..=8 => 1,
        9..=31 => 2,
        32..=370 => 3,
        _ => 4,
    }
}

/// Distance of the first day before the publication, in steps.
fn away(days: DateRange, published: Date) -> &'static str {
    match published.days_since(days.start) {
        ..=-1 => "ahead",
        0 => "same day",
        1 => "day before",
        2..=7 => "week",
        8..=31 => "month",
        32..=370 => "year",
        _ => "long ago",
    }
}

/// Features of the way from the time of the proposal to the trigger, in the tree and in the order of words.
fn way<'s>(story: &Story<'s>, events: &[Event], number: usize, proposal: &Proposal, to: &mut Features<'s>) {
    let doc = story.doc;
    let trigger = events[number].trigger.head;
    let Some(TimeId(time)) = proposal.date.time else {
        to.flag("no time", true);
        return;
    };
    let (expression, head) = (&story.times[time as usize], story.time_heads[time as usize]);
    let (here, there) = (doc.sentence_of(trigger), doc.sentence_of(head));
    let reason = proposal.reasons[0];
    if here != there {
        to.pair("sentences", there.0.abs_diff(here.0).min(6), reason);
        to.flag("later", there > here);
        let paragraph = |s| doc.sentence(s).paragraph;
        to.pair("paragraphs", paragraph(here).abs_diff(paragraph(there)).min(4), reason);
        let own = story
            .times_of(here)
            .filter(|(i, _)| story.event_days(*i).is_some())
            .count();
        to.pair("other times here", (own as u32).min(2), reason);
        return;
    }
    let host = story.host_of_time[time as usize];
    let hosted = if host == Some(number) {
        "own"
    } else if host.is_some() {
        "other"
    } else {
        "nobody"
    };
    to.add("host", hosted);
    to.flag("now", is_now(expression));
    let preposition = clause::preposition(doc, head).map_or("-", |p| doc.lower(p));
    to.pair("preposition", preposition, hosted);
    to.pair("time kind", expression.kind.label(), hosted);
    let path = word::path(doc, trigger, head).unwrap_or(Path { hash: 0, steps: 6 });
    to.add("path", path.hash);
    to.pair("path.preposition", path.hash, preposition);
    to.pair("path.xpos", path.hash, word::xpos(doc, trigger));
    to.pair("steps", path.steps, hosted);
    let (from, until) = (trigger.min(head), trigger.max(head));
    let between = TokenRange::new(from.next(), until);
    let between = between.iter().filter(|t| story.triggers.at(*t).is_some());
    to.pair("events between", (between.count() as u32).min(3), hosted);
    to.pair("side", if head < trigger { "before" } else { "after" }, hosted);
    to.pair("distance", (until - from).min(20) / 3, hosted);
    let sentence = doc.sentence(here).tokens;
    to.pair("fronted", if head <= sentence.start + 3 { "yes" } else { "no" }, hosted);
    let times = story
        .times_of(here)
        .filter(|(i, _)| story.event_days(*i).is_some())
        .count() as u32;
    to.pair("times here", times.min(3), hosted);
    if let Some(verb) = doc.head(head) {
        to.pair("time.governor", doc.lemma(verb), hosted);
        let reports = lexicon::frame(doc.lemma(verb)).reporting;
        to.pair("time.reported", if reports { "yes" } else { "no" }, hosted);
    }
    to.pair("apart", apart(doc, trigger), hosted);
}

/// Features of the relation of the event to the one whose days are proposed.
fn shared<'s>(story: &Story<'s>, event: &Event, source: &Event, proposal: &Proposal, to: &mut Features<'s>) {
    let doc = story.doc;
    let (head, other) = (event.trigger.head, source.trigger.head);
    let reason = proposal.reasons[0];
    to.flag("shared", true);
    to.add("shared.reason", reason);
    to.pair("source.basis", source.date.map_or("-", |d| d.basis.label()), reason);
    to.pair("source.xpos", word::xpos(doc, other), word::xpos(doc, head));
    let same = |flag: bool| if flag { "same" } else { "other" };
    to.pair("lemma", same(doc.lemma(head) == doc.lemma(other)), reason);
    to.pair("class", same(event.class == source.class), reason);
    to.pair("classes", event.class.label(), source.class.label());
    to.pair("statuses", event.status.label(), source.status.label());
    to.pair("participants", same(take_part_in_both(doc, event, source)), reason);
    to.pair("tenses", tense(doc, head), tense(doc, other));
    to.flag("source.stated", source.date.is_some_and(|d| is_stated(&d)));
    if doc.sentence_of(head) == doc.sentence_of(other) {
        let path = word::path(doc, head, other).unwrap_or(Path { hash: 0, steps: 6 });
        to.pair("between", path.hash, reason);
        to.pair("between.mark", path.hash, apart(doc, head));
        to.pair("between.xpos", path.hash, word::xpos(doc, head));
        to.pair("together", path.steps, reason);
    } else {
        let away = doc.sentence_of(head).0.abs_diff(doc.sentence_of(other).0);
        to.pair("away from source", away.min(6), reason);
    }
    to.pair("headings", same(doc.is_heading(head) == doc.is_heading(other)), reason);
}

/// Tense and aspect of a verb; "-" for other words.
fn tense(doc: &Document, head: TokenId) -> &'static str {
    let Some(group) = doc.verb_group(head) else { return "-" };
    match (group.tense, group.perfect, group.progressive) {
        (None, ..) => "none",
        (Some(Tense::Past), false, false) => "past",
        (Some(Tense::Past), true, _) => "past perfect",
        (Some(Tense::Past), false, true) => "past progressive",
        (Some(Tense::Present), false, false) => "present",
        (Some(Tense::Present), true, _) => "perfect",
        (Some(Tense::Present), false, true) => "progressive",
        (Some(Tense::Future), ..) => "future",
    }
}

/// Returns whether a participant of one event, or the same words, takes part in another.
fn take_part_in_both(doc: &Document, event: &Event, other: &Event) -> bool {
    let same = |a: &Participant, b: &Participant| match (a.actor, b.actor) {
        (Some(a), Some(b)) => a == b,
        _ => doc.lemma(a.head) == doc.lemma(b.head),
    };
    event
        .participants
        .iter()
        .any(|a| other.participants.iter().any(|b| same(a, b)))
}

/// The first auxiliary of a word.
fn auxiliary(doc: &Document, token: TokenId) -> &str {
    let aux = |c: &TokenId| matches!(doc.token(*c).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
    doc.children(token).find(aux).map_or("-", |a| doc.lower(a))
}

/// The determiner or owner of a word.
fn determiner(doc: &Document, token: TokenId) -> &str {
    let det = |c: &TokenId| matches!(doc.token(*c).deprel, Deprel::Det | Deprel::NmodPoss);
    doc.children(token)
        .find(det)
        .map_or("-", |d| match doc.token(d).deprel {
            Deprel::Det => doc.lower(d),
            _ => "owner",
        })
}

/// The word that sets an event apart in time from the rest of its sentence: "after", "before", "since".
fn apart(doc: &Document, token: TokenId) -> &str {
    let mut at = token;
    for _ in 0..super::DEPTH {
        let mark = doc.child(at, Deprel::Mark).or_else(|| clause::preposition(doc, at));
        let word = mark.map_or("-", |m| doc.lower(m));
        if lexicon::has_scope(word, lexicon::Scope::Apart) {
            return word;
        }
        match doc.head(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    "-"
}
