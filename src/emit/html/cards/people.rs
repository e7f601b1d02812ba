//! Actors: those who act or speak first, by their share of the article.

use std::fmt::Write;

use super::super::escape::Text;
use super::super::put;
use super::super::report::Report;
use super::{LOW, attributes, fold, open};
use crate::emit::cast::called;
use crate::emit::digest::Actors;
use crate::emit::record::ActorRecord;
use crate::emit::words::{self, many};
use crate::model::facts::ActorKind;

/// Number of actors that are not folded.
const OPEN: usize = 9;

pub(in crate::emit::html) fn write(report: &Report, out: &mut String, Actors { first, rest, other }: &Actors) {
    if report.record.actors.is_empty() {
        return;
    }
    let counts = Counts::of(report);
    open(report, "people", "People and organizations", out);
    let (top, more) = first.split_at(OPEN.min(first.len()));
    list(report, &counts, top, out);
    if !more.is_empty() {
        fold(out, &format!("{} more who act or are named", more.len()), "", |out| {
            list(report, &counts, more, out)
        });
    }
    if !rest.is_empty() {
        fold(out, &format!("{} and groups", many(rest.len(), "place")), "", |out| {
            list(report, &counts, rest, out)
        });
    }
    if !other.is_empty() {
        let title = format!("{} named in teasers of other stories", other.len());
        fold(out, &title, "", |out| list(report, &counts, other, out));
    }
    out.push_str("</section>\n");
}

/// Numbers of quotes and events of each actor.
struct Counts<'r>(std::collections::HashMap<&'r str, (usize, usize)>);

impl<'r> Counts<'r> {
    fn of(report: &Report<'r>) -> Counts<'r> {
        let mut counts = std::collections::HashMap::<&str, (usize, usize)>::new();
        for speaker in report.record.quotes.iter().filter_map(|q| q.speaker.as_deref()) {
            counts.entry(speaker).or_default().0 += 1;
        }
        for event in &report.record.events {
            let mut actors: Vec<&str> = event.participants.iter().filter_map(|p| p.actor.as_deref()).collect();
            actors.sort_unstable();
            actors.dedup();
            for actor in actors {
                counts.entry(actor).or_default().1 += 1;
            }
        }
        Counts(counts)
    }
}

fn list(report: &Report, counts: &Counts, actors: &[&ActorRecord], out: &mut String) {
    super::list("<ul class=\"actors\">", actors, out, |actor, out| {
        card(report, counts, actor, out)
    });
}

fn card(report: &Report, counts: &Counts, actor: &ActorRecord, out: &mut String) {
    let (p, id) = (&report.prefix, Text(&actor.id));
    let attributes = attributes(report, "a", "", Some(actor.confidence), [&*actor.id].into_iter());
    let role = role(report, actor);
    put!(
        out,
        "<li class=\"card actor\" id=\"c-{p}{id}\" {attributes}><div><p class=\"line\"><b>{}</b> <span class=\"role\">{}</span></p>",
        Text(&actor.name),
        Text(&role)
    );
    put!(
        out,
        "<p class=\"how\"><a class=\"ref\" href=\"#{p}{id}\">{}</a>",
        many(actor.mentions.len(), "mention")
    );
    let (says, acts) = counts.0.get(&*actor.id).copied().unwrap_or_default();
    for (n, what) in [(says, "statement"), (acts, "event")] {
        if n > 0 {
            put!(out, " · {}", many(n, what));
        }
    }
    if words::is_doubtful(actor) {
        put!(out, " · {LOW}");
    }
    out.push_str("</p></div></li>\n");
}

/// The description of an actor: its roles, or the members of a group.
fn role(report: &Report, actor: &ActorRecord) -> String {
    let members: Vec<&str> = actor
        .members
        .iter()
        .filter_map(|m| report.cast.get(Some(m)))
        .map(called)
        .collect();
    match (actor.roles.is_empty(), members.is_empty()) {
        (false, _) => words::roles(actor),
        (true, false) => members.join(" and "),
        (true, true) if actor.kind == ActorKind::Place && actor.country.is_some() => "place".to_owned(),
        (true, true) => words::kind(actor.kind).to_owned(),
    }
}
