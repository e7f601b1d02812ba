//! Importance of an event to the story of its article, from 0 to 1.
//!
//! A score over what an editor looks at when picking the lines of a timeline: where the event is told, how often, with what
//! date, participants and figures, and whether it happened. Learnt from annotated articles (`train/README.md`): from 0.5
//! upwards an editor would more likely keep the event than not.

use std::sync::LazyLock;

use crate::extract::event::features;
use crate::language::scorer::{Features, Judgement, Scorer, Trace, UNIT};
use crate::language::{Deprel, Document};
use crate::link::Report;
use crate::model::facts::{Actor, Event, Role};
use crate::model::ids::TokenId;

static IMPORTANCE: LazyLock<Scorer<1>> =
    LazyLock::new(|| Scorer::embedded(include_bytes!("../../language/models/event_importance.bin"), *b"EVIM"));

/// Gives every event its importance. The events must be complete and merged.
pub(super) fn rate(doc: &Document, report: &mut Report) {
    let headline = headline(doc);
    let mut events = std::mem::take(&mut report.events);
    for event in &mut events {
        let mut features = report.trace.features();
        describe(doc, &report.actors, &headline, event, &mut features);
        let [score] = IMPORTANCE.scores(&features);
        let odds = score as f32 / UNIT + TRIGGER * (event.odds - USUAL);
        event.importance = in_hundredths(share(odds));
        keep(doc, event, &features, score, &mut report.trace);
    }
    report.events = events;
}

/// Share of the log-odds of the trigger that counts for the importance: what is hardly an event matters less.
const TRIGGER: f32 = 0.5;
/// Log-odds of the trigger at which the importance is that of the score alone.
const USUAL: f32 = 2.75;

/// Log-odds as a number from 0 to 1, 0.5 for even odds.
fn share(odds: f32) -> f32 {
    0.5 + 0.5 * odds / (1.0 + odds.abs())
}

fn in_hundredths(number: f32) -> f32 {
    (number * 100.0).round() / 100.0
}

/// The lemmas of the headline's nouns, names and verbs.
fn headline(doc: &Document) -> Vec<&str> {
    let tokens = doc.whole().iter();
    let titled = tokens.take_while(|t| features::section(doc, *t) == "headline");
    titled.map(|t| doc.lemma(t)).filter(|l| l.len() > 3).collect()
}

fn describe<'d>(doc: &'d Document, actors: &[Actor], headline: &[&str], event: &Event, to: &mut Features<'d>) {
    let token = event.trigger.head;
    to.flag("any", true);
    place(doc, token, to);
    let named = if headline.contains(&doc.lemma(token)) {
        "in headline"
    } else {
        "not in headline"
    };
    to.pair("headline", named, features::section(doc, token));
    to.add("status", event.status.label());
    let basis = event.date.map_or("none", |d| d.basis.label());
    to.add("basis", basis);
    to.pair("basis.section", basis, features::section(doc, token));
    to.add("attribution", (event.attribution.len() as u32).min(2));
    to.add("tellings", (event.mentions.len() as u32).min(4));
    to.add("figures", (event.figures.len() as u32).min(3));
    to.flag("place", event.place.is_some());
    for (name, roles) in [
        ("agent", &[Role::Agent][..]),
        ("patient", &[Role::Patient, Role::Recipient]),
    ] {
        to.pair("role", name, weight(event, actors, roles));
    }
    to.add("lemma", doc.lemma(token));
    to.add("relation", features::relation(doc, token));
    to.pair("tag", features::xpos(doc, token), features::relation(doc, token));
    features::cluster(doc, token, "word", to);
    if let Some(governor) = doc.head(token) {
        to.pair("governor", doc.lemma(governor), features::relation(doc, token));
        to.pair(
            "governor.tag",
            features::xpos(doc, governor),
            features::relation(doc, token),
        );
    }
}

/// Features of the event's position in the article and in its sentence.
fn place(doc: &Document, token: TokenId, to: &mut Features) {
    let sentence = doc.sentence_of(token);
    let depth = std::iter::successors(doc.head(token), |t| doc.head(*t)).count() as u32;
    let section = features::section(doc, token);
    to.add("section", section);
    to.add("depth", depth.min(6));
    to.pair("section.depth", section, depth.min(3));
    to.add("paragraph", doc.sentence(sentence).paragraph.min(12));
    let part = sentence.0 * 5 / (doc.sentences().len() as u32).max(1);
    to.pair("part", part, section);
    let within = doc.token(token).deprel == Deprel::Root;
    to.pair("part.root", part, if within { "root" } else { "below" });
}

/// Number of mentions in the article of the weightiest participant of some roles.
fn weight(event: &Event, actors: &[Actor], roles: &[Role]) -> &'static str {
    let own = event.participants.iter().filter(|p| roles.contains(&p.role));
    let mentions = own.map(|p| p.actor.map_or(0, |a| actors[a.0 as usize].mentions.len()));
    match mentions.max() {
        None => "none",
        Some(0) => "no actor",
        Some(1) => "once",
        Some(2..=3) => "few",
        Some(4..=9) => "many",
        Some(_) => "main",
    }
}

fn keep(doc: &Document, event: &Event, features: &Features, score: i32, trace: &mut Trace) {
    let span = event.trigger.span;
    trace.keep(|| Judgement {
        task: "importance",
        trigger: span,
        candidate: span.of(doc.text()).to_owned(),
        span: None,
        above: None,
        rule: String::new(),
        scores: vec![score],
        features: features.named().map(|f| (f.hash(), f.to_string())).collect(),
        reasons: IMPORTANCE.reasons(features, 0, 6),
        chosen: score > 0,
    });
}
