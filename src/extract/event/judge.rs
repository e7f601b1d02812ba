//! The scorers of events: which candidates are events, of which class and status.
//!
//! Each is a small model over named features ([`features`]), learnt from annotated articles (`train/README.md`).

use std::sync::LazyLock;

use super::content;
use super::features;
use super::status;
use super::trigger::{Candidate, Sight};
use crate::language::scorer::{Features, HingeScorer, Judgement, Scorer, Trace, UNIT};
use crate::language::{Document, clause};
use crate::model::facts::{Confidence, EventClass, Status};
use crate::model::ids::TokenId;

/// The number of classes.
const CLASSES: usize = EventClass::ALL.len();
/// The number of statuses.
const STATUSES: usize = Status::ALL.len();

/// The sums of the trigger scorer: the linear one and its hinges.
const SUMS: usize = 17;

static TRIGGER: LazyLock<HingeScorer<SUMS>> =
    LazyLock::new(|| HingeScorer::embedded(include_bytes!("../../language/models/event_trigger.bin"), *b"EVTR"));
static CLASS: LazyLock<Scorer<CLASSES>> =
    LazyLock::new(|| Scorer::embedded(include_bytes!("../../language/models/event_class.bin"), *b"EVCL"));
static STATUS: LazyLock<Scorer<STATUSES>> =
    LazyLock::new(|| Scorer::embedded(include_bytes!("../../language/models/event_status.bin"), *b"EVST"));
/// From this score a candidate is an event: who reads an event that is none is misled, who misses one reads on.
const LEAST: i32 = UNIT as i32 / 4;
/// The same if a rule vouches for it and it has a time of its own ("A dam gave way on Monday").
const VOUCHED: i32 = 0;
/// From this score an event is of high confidence.
const HIGH: i32 = UNIT as i32 * 3 / 2;
/// From this score an event is of medium confidence.
const MEDIUM: i32 = UNIT as i32 / 2;

/// Greater than every score: what the rules call denied or negated stays so.
const CERTAIN: i32 = UNIT as i32 * 1000;
/// Weight of the rules' word for a status that is not asserted: chosen by cross-validation on the training articles.
const HEAD_START: i32 = UNIT as i32;

/// Weight of the listed class: in cross-validation it makes the fewest classes that mislead at the same accuracy.
const LISTED: i32 = UNIT as i32 * 9 / 10;

/// Maximum number of reasons of a judgement that are kept for `newsx explain`.
const REASONS: usize = 6;

/// Score of a candidate that tells an event, log-odds times [`UNIT`]; `None` if it tells none. `found` are the features of its
/// [`clause`], and stay those.
pub(super) fn is_event(
    sight: &Sight,
    candidate: &Candidate,
    found: &mut Features<'_>,
    trace: &mut Trace,
) -> Option<i32> {
    let doc = sight.doc;
    let token = candidate.token;
    let shared = found.len();
    sight.features(candidate, found);
    let score = TRIGGER.score(found);
    let known = trace.is_trigger(doc.token(token).span);
    let least = if candidate.vouched && sight.dated(token) {
        VOUCHED
    } else {
        LEAST
    };
    let chosen = known.unwrap_or(score > least);
    trace.keep(|| {
        judgement(
            doc,
            "trigger",
            token,
            candidate.rule,
            (found, &[score], TRIGGER.reasons(found, REASONS)),
            chosen,
        )
    });
    found.truncate(shared);
    chosen.then_some(score)
}

/// Confidence in an event by the score of its trigger.
pub(super) fn confidence(score: i32) -> Confidence {
    match score {
        HIGH.. => Confidence::High,
        MEDIUM.. => Confidence::Medium,
        _ => Confidence::Low,
    }
}

/// The features of a candidate and its clause, which the scorers of triggers and of classes see.
pub(super) fn clause<'d>(sight: &Sight<'_, 'd>, candidate: &Candidate, trace: &Trace) -> Features<'d> {
    let (doc, token) = (sight.doc, candidate.token);
    let mut found = trace.features();
    found.flag("any", true);
    features::word(doc, token, &mut found);
    features::governors(doc, token, &mut found);
    features::dependents(doc, token, &mut found);
    features::neighbours(doc, token, &mut found);
    features::setting(doc, token, sight.spoken, &mut found);
    features::mood(doc, token, &mut found);
    arguments(doc, token, &mut found);
    if let Some(helper) = candidate.helper {
        found.add("helper", doc.lemma(helper));
    }
    found
}

/// The subject and object of a trigger, stated or understood.
fn arguments<'d>(doc: &'d Document, token: TokenId, to: &mut Features<'d>) {
    let found = [
        ("subject", clause::subject(doc, token)),
        ("object", clause::object(doc, token)),
        ("owner", clause::owner(doc, token)),
    ];
    for (name, argument) in found {
        if let Some(argument) = argument {
            to.pair("argument", name, doc.lemma(argument));
            features::cluster(doc, argument, name, to);
        }
    }
}

/// The class of an event: that of the lists, or "other" for a word that they lack, unless another is clearly likelier.
pub(super) fn class<'d>(
    sight: &Sight<'_, 'd>,
    candidate: &Candidate,
    mut found: Features<'d>,
    trace: &mut Trace,
) -> EventClass {
    let doc = sight.doc;
    let token = candidate.token;
    found.add("listed", candidate.class.label());
    found.pair("listed.rule", candidate.class.label(), candidate.rule);
    if let Some(about) = content::class(doc, token) {
        found.add("about", about.label());
    }
    let mut topics: Vec<&str> = sight.topics.beside(doc, token).collect();
    // Where no other word says what the text is about, the event does.
    if topics.is_empty() {
        topics.push(candidate.class.label());
    }
    for topic in topics {
        found.add("topic", topic);
        found.pair("topic.listed", topic, candidate.class.label());
        found.pair("topic.lemma", topic, doc.lemma(token));
    }
    let mut scores = CLASS.scores(&found);
    scores[candidate.class as usize] += LISTED;
    let best = Scorer::best(&scores);
    let name = EventClass::ALL[best];
    trace.keep(|| {
        judgement(
            doc,
            "class",
            token,
            name.label(),
            (&found, &scores, CLASS.reasons(&found, best, REASONS)),
            true,
        )
    });
    name
}

/// Status of an event: asserted, planned, denied and so on. What the rules say is denied or did not happen stays so; what
/// they say is planned, possible or the like has a head start over the other statuses.
pub(super) fn status(sight: &Sight, candidate: &Candidate, trace: &mut Trace) -> Status {
    let doc = sight.doc;
    let token = candidate.token;
    let rule = status::status(doc, token, candidate.helper);
    let mut found = trace.features();
    found.flag("any", true);
    status::describe(doc, token, candidate.helper, rule, &mut found);
    found.add("class", candidate.class.label());
    found.add("relation", features::relation(doc, token));
    features::setting(doc, token, sight.spoken, &mut found);
    found.flag("dated", sight.dated(token));
    found.add("lemma", doc.lemma(token));
    found.pair("class.rule", candidate.class.label(), rule.status.label());
    features::cluster(doc, token, "word", &mut found);
    let mut scores = STATUS.scores(&found);
    scores[rule.status as usize] += match rule.status {
        Status::Asserted => 0,
        Status::Denied | Status::Negated => CERTAIN,
        _ => HEAD_START,
    };
    let best = Scorer::best(&scores);
    let name = Status::ALL[best];
    trace.keep(|| {
        judgement(
            doc,
            "status",
            token,
            name.label(),
            (&found, &scores, STATUS.reasons(&found, best, REASONS)),
            true,
        )
    });
    name
}

/// A judgement of a trigger for the trace, with its features, scores and the reasons for its outcome.
fn judgement(
    doc: &Document,
    task: &'static str,
    token: TokenId,
    rule: &str,
    (features, scores, reasons): (&Features, &[i32], Vec<(String, i32)>),
    chosen: bool,
) -> Judgement {
    let span = doc.token(token).span;
    Judgement {
        task,
        trigger: span,
        candidate: span.of(doc.text()).to_owned(),
        span: Some(span),
        above: None,
        rule: rule.to_owned(),
        scores: scores.to_vec(),
        features: features.named().map(|f| (f.hash(), f.to_string())).collect(),
        reasons,
        chosen,
    }
}
