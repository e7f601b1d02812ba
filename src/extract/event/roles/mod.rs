//! Participants of an event, with roles: the rules of `participants` propose, every other noun of the sentence is a
//! candidate too, and a score decides who acts and whom it happens to.

mod description;
mod way;

use std::sync::LazyLock;

use self::description::Clause;
use self::way::Way;
use super::features;
use super::participants::{self, without_time};
use super::trigger::Candidate;
use crate::language::scorer::{Features, Judgement, Scorer, Trace, UNIT};
use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::event;
use crate::lexicon::event::CueKind;
use crate::model::facts::{EventClass, Participant, Role, Status, TimeExpression};
use crate::model::ids::TokenId;

static ROLE: LazyLock<Scorer<3>> =
    LazyLock::new(|| Scorer::embedded(include_bytes!("../../../language/models/event_role.bin"), *b"EVRO"));

/// The outcomes of the scorer: how much likelier a word is to have the role than nobody is.
const AGENT: usize = 0;
const PATIENT: usize = 1;
/// Another patient, beside the likeliest: what is given besides whom it is given to, the charge besides who is charged.
const SECOND: usize = 2;

/// How much likelier "nobody" may be than the best word for a role for it still to be taken.
const LEAST: i32 = UNIT as i32 / 2;
/// A word that may take part.
struct Choice<'d> {
    head: TokenId,
    /// The role that the rules give it.
    rule: Option<Participant>,
    way: Way<'d>,
}

/// A word that may take part, and how likely that is.
struct Judged {
    head: TokenId,
    rule: Option<Participant>,
    /// The first of the words joined to it.
    first: TokenId,
    /// Scores by outcome.
    scores: [i32; 3],
}

/// The participants of an event, in order of position.
pub(super) fn participants(
    doc: &Document,
    candidate: &Candidate,
    times: &[TimeExpression],
    trace: &mut Trace,
) -> Vec<Participant> {
    let judged = judged(doc, candidate, times, trace);
    let (agent, patient) = likeliest(&judged);
    let second = second(&judged, agent, patient);
    let phrase = patient.map(|p| clause::noun_phrase(doc, p.head));
    let mut found: Vec<Participant> = Vec::new();
    for judged in &judged {
        let joined = |best: Option<&Judged>| best.is_some_and(|b| b.head == judged.first);
        // "tariffs on Russia", "an email to the firm"
        let reached = || phrase.is_some_and(|p| p.contains(judged.head));
        let rule = judged.rule.map(|r| r.role);
        let role = if joined(agent) {
            Role::Agent
        } else if joined(patient) || joined(second) {
            rule.filter(|r| *r == Role::Recipient).unwrap_or(Role::Patient)
        } else if rule == Some(Role::Recipient) && reached() {
            Role::Recipient
        } else if rule == Some(Role::Instrument) {
            Role::Instrument
        } else {
            continue;
        };
        let outcome = if role == Role::Agent { AGENT } else { PATIENT };
        let own = || Participant {
            role,
            span: doc.span(without_time(doc, judged.head, times)),
            head: judged.head,
            odds: 0.0,
            actor: None,
        };
        found.push(Participant {
            role,
            odds: judged.scores[outcome] as f32 / UNIT,
            ..judged.rule.unwrap_or_else(own)
        });
    }
    found.sort_by_key(|p| (p.span, p.role));
    found
}

/// The likeliest agent and patient, not the same word, either of them nobody. Words joined by "and" take part together:
/// the first of them stands for all.
fn likeliest(judged: &[Judged]) -> (Option<&Judged>, Option<&Judged>) {
    let heads = || judged.iter().filter(|j| j.head == j.first);
    let score = |choice: Option<&Judged>, outcome: usize| choice.map_or(-LEAST, |j| j.scores[outcome]);
    let best = |outcome: usize, but: Option<&Judged>| {
        let others = heads().filter(|j| but.is_none_or(|b| b.head != j.head));
        let best = others.max_by_key(|j| (j.scores[outcome], std::cmp::Reverse(j.head)));
        best.filter(|j| j.scores[outcome] > -LEAST)
    };
    let (agent, patient) = (best(AGENT, None), best(PATIENT, None));
    if agent.map(|a| a.head) != patient.map(|p| p.head) {
        return (agent, patient);
    }
    let pairs = [(agent, best(PATIENT, agent)), (best(AGENT, patient), patient)];
    let sum = |(a, p): &(Option<&Judged>, Option<&Judged>)| score(*a, AGENT) + score(*p, PATIENT);
    if sum(&pairs[0]) >= sum(&pairs[1]) {
        pairs[0]
    } else {
        pairs[1]
    }
}

/// Another patient, if the event has one at all.
fn second<'j>(judged: &'j [Judged], agent: Option<&Judged>, patient: Option<&Judged>) -> Option<&'j Judged> {
    let free = |j: &&Judged| [agent, patient].iter().flatten().all(|taken| taken.head != j.head);
    let heads = judged.iter().filter(|j| j.head == j.first && j.scores[SECOND] > 0);
    let others = heads.filter(free).filter(|_| patient.is_some());
    others.max_by_key(|j| (j.scores[SECOND], std::cmp::Reverse(j.head)))
}

/// Every word that may take part, in order of position.
fn judged(doc: &Document, candidate: &Candidate, times: &[TimeExpression], trace: &mut Trace) -> Vec<Judged> {
    let choices = choices(doc, candidate, times);
    let sight = Clause::of(doc, candidate);
    let mut judged = Vec::with_capacity(choices.len());
    for (at, choice) in choices.iter().enumerate() {
        let mut features = trace.features();
        sight.describe(&choices, at, &mut features);
        let scores = ROLE.scores(&features);
        trace.keep(|| judgement(doc, candidate, choice, (&features, scores)));
        judged.push(Judged {
            head: choice.head,
            rule: choice.rule,
            first: first(doc, &choices, choice.head),
            scores,
        });
    }
    judged
}

/// The first of the words to which one is joined, as far as they may take part.
fn first(doc: &Document, choices: &[Choice], head: TokenId) -> TokenId {
    let known = |t: &TokenId| choices.binary_search_by_key(t, |c| c.head).is_ok();
    let above = |t: &TokenId| {
        let joined = doc.token(*t).deprel == Deprel::Conj;
        doc.head(*t).filter(|_| joined).filter(known)
    };
    std::iter::successors(Some(head), above).last().unwrap_or(head)
}

/// The words that may take part, in order of position.
fn choices<'d>(doc: &'d Document, candidate: &Candidate, times: &[TimeExpression]) -> Vec<Choice<'d>> {
    let proposed = participants::proposed(doc, candidate, times);
    let asker = asker(doc, candidate);
    let mut choices = Vec::new();
    for head in doc.sentence(doc.sentence_of(candidate.token)).tokens.iter() {
        let rule = proposed.iter().find(|p| p.head == head).copied();
        if rule.is_none() && (asker == Some(head) || !may_take_part(doc, candidate, head, times)) || asks(doc, head) {
            continue;
        }
        let way = Way::between(doc, candidate.token, head);
        let way = way.or_else(|| rule.map(|_| Way::default()));
        choices.extend(way.map(|way| Choice { head, rule, way }));
    }
    choices
}

/// Returns whether a word is the question word of a clause: "It is not known who attacked the convoy."
fn asks(doc: &Document, head: TokenId) -> bool {
    matches!(doc.token(head).xpos, Xpos::Wp | Xpos::Wdt)
}

/// Returns whether a word that no rule proposes may take part.
fn may_take_part(doc: &Document, candidate: &Candidate, head: TokenId, times: &[TimeExpression]) -> bool {
    let whole = !matches!(
        doc.token(head).deprel,
        Deprel::Flat | Deprel::Fixed | Deprel::Det | Deprel::Nummod | Deprel::Goeswith | Deprel::Expl
    );
    let time = times.iter().any(|t| t.tokens.contains(head));
    features::is_nominal(doc, head) && whole && head != candidate.token && !time
}

/// The one who demands an event and takes no part in it: whoever asks for an investigation or a release, but not for talks.
fn asker(doc: &Document, candidate: &Candidate) -> Option<TokenId> {
    let noun = clause::first_conjunct(doc, candidate.token);
    let verb = doc.head(noun).filter(|v| doc.token(*v).upos == Upos::Verb)?;
    let asked = matches!(doc.token(noun).deprel, Deprel::Obj | Deprel::Obl)
        && doc.token(candidate.token).upos == Upos::Noun
        && candidate.class != EventClass::Consult;
    let demands = event::status_cue(doc.lemma(verb), CueKind::Verb) == Some(Status::Demanded);
    clause::subject(doc, verb).filter(|_| asked && demands)
}

fn judgement(
    doc: &Document,
    candidate: &Candidate,
    choice: &Choice,
    (features, scores): (&Features, [i32; 3]),
) -> Judgement {
    let span = doc.token(choice.head).span;
    let likelier = usize::from(scores[PATIENT] > scores[AGENT]);
    let chosen = scores[likelier] > -LEAST;
    let outcome = if chosen { ["agent", "patient"][likelier] } else { "none" };
    Judgement {
        task: "role",
        trigger: doc.token(candidate.token).span,
        candidate: format!("{} as {outcome}", span.of(doc.text())),
        span: Some(span),
        above: doc.head(choice.head).map(|h| doc.token(h).span),
        rule: choice.rule.map_or("none", |r| r.role.label()).to_owned(),
        scores: scores.to_vec(),
        features: features.named().map(|f| (f.hash(), f.to_string())).collect(),
        reasons: ROLE.reasons(features, likelier, 6),
        chosen,
    }
}
