//! Who takes part in an event: the rules of `participants` propose, every other noun of the sentence is a candidate too,
//! and a score decides who acts and whom it happens to.

use std::sync::LazyLock;

use super::features::{self, Path};
use super::participants::{self, without_time};
use super::trigger::Candidate;
use crate::language::scorer::{Features, Judgement, Scorer, Trace};
use crate::language::{Deprel, Document, phrase};
use crate::lexicon::event;
use crate::model::facts::{Participant, Role, TimeExpression};
use crate::model::ids::TokenId;

static ROLE: LazyLock<Scorer<3>> =
    LazyLock::new(|| Scorer::embedded(include_bytes!("../../language/models/event_role.bin"), *b"EVRO"));

/// The outcomes of the scorer.
const NONE: usize = 0;
const AGENT: usize = 1;
const PATIENT: usize = 2;

/// The participants of an event, in order of position.
pub(super) fn participants(
    doc: &Document,
    candidate: &Candidate,
    times: &[TimeExpression],
    trace: &mut Trace,
) -> Vec<Participant> {
    let proposed = participants::proposed(doc, candidate, times);
    let sentence = doc.sentence(doc.sentence_of(candidate.token)).tokens;
    let mut found: Vec<Participant> = Vec::new();
    for head in sentence.iter() {
        let rule = proposed.iter().find(|p| p.head == head);
        let Some(path) = candidate_path(doc, candidate, head, times, rule.is_some()) else {
            continue;
        };
        let role = rule.map(|r| r.role);
        let features = describe(doc, candidate, head, role, path);
        let scores = ROLE.scores(&features);
        let best = Scorer::best(&scores);
        trace.keep(|| judgement(doc, candidate, head, role, (&features, &scores, best)));
        let role = match (best, role) {
            (AGENT, _) => Role::Agent,
            (PATIENT, Some(Role::Recipient)) => Role::Recipient,
            (PATIENT, _) => Role::Patient,
            (_, Some(Role::Instrument)) => Role::Instrument,
            _ => continue,
        };
        let own = || Participant {
            role,
            span: doc.span(without_time(doc, head, times)),
            head,
            actor: None,
        };
        found.push(Participant {
            role,
            ..rule.copied().unwrap_or_else(own)
        });
    }
    found.sort_by_key(|p| (p.span, p.role));
    found
}

/// The way from the trigger to a word that may take part; `None` for a word that cannot.
fn candidate_path(
    doc: &Document,
    candidate: &Candidate,
    head: TokenId,
    times: &[TimeExpression],
    ruled: bool,
) -> Option<Path> {
    let whole = !matches!(
        doc.token(head).deprel,
        Deprel::Flat | Deprel::Fixed | Deprel::Det | Deprel::Nummod | Deprel::Goeswith | Deprel::Expl
    );
    let nominal = features::is_nominal(doc, head) && whole && head != candidate.token;
    let time = times.iter().any(|t| t.tokens.contains(head));
    if !ruled && (!nominal || time) {
        return None;
    }
    let path = features::path(doc, candidate.token, head);
    path.or_else(|| ruled.then(Path::default))
}

fn describe<'d>(
    doc: &'d Document,
    candidate: &Candidate,
    head: TokenId,
    rule: Option<Role>,
    path: Path,
) -> Features<'d> {
    let token = candidate.token;
    let class = candidate.class.label();
    let rule = rule.map_or("none", Role::label);
    let mut found = Features::default();
    found.flag("any", true);
    found.add("rule", rule);
    found.pair("rule.class", rule, class);
    found.pair("rule.lemma", rule, doc.lemma(token));
    found.pair("path.upos", path.hash, features::upos(doc, token));
    found.pair("path.xpos", path.hash, features::xpos(doc, token));
    found.pair("path.class", path.hash, class);
    found.pair("path.lemma", path.hash, doc.lemma(token));
    found.pair("path.rule", path.hash, rule);
    found.add("steps", path.steps);
    let grammar = grammar(doc, token, head);
    let voice = if phrase::is_passive(doc, token) {
        "passive"
    } else {
        "active"
    };
    found.pair("grammar.voice", grammar, voice);
    found.pair("grammar.rule", grammar, rule);
    found.pair("grammar.class", grammar, class);
    found.pair("grammar.lemma", grammar, doc.lemma(token));
    if let Some(preposition) = phrase::preposition(doc, phrase::first_conjunct(doc, head)) {
        let preposition = doc.lower(preposition);
        found.add("preposition", preposition);
        found.pair("preposition.class", preposition, class);
        found.pair("preposition.lemma", preposition, doc.lemma(token));
        found.pair("preposition.path", preposition, path.hash);
    }
    let kind = features::name_kind(doc, head).unwrap_or_else(|| features::upos(doc, head));
    found.pair("kind.path", kind, path.hash);
    found.pair("kind.rule", kind, rule);
    found.pair("kind.class", kind, class);
    found.add("head", doc.lemma(head));
    features::cluster(doc, head, "head", &mut found);
    found.add("relation", features::relation(doc, head));
    found.pair("tag", features::xpos(doc, token), features::relation(doc, token));
    found.pair(
        "side",
        if head < token { "before" } else { "after" },
        features::upos(doc, token),
    );
    found.add("distance", token.0.abs_diff(head.0).min(12));
    found.flag("event noun", !event::noun(doc.lemma(head)).is_empty());
    if let Some(helper) = candidate.helper.or(candidate.done) {
        let path = features::path(doc, helper, head).unwrap_or_default();
        found.pair("helper.path", path.hash, features::xpos(doc, helper));
        found.pair("helper.lemma", path.hash, doc.lemma(helper));
        found.pair("helper.class", path.hash, class);
    }
    if let Some(governor) = doc.head(token) {
        found.pair("governor.path", doc.lemma(governor), path.hash);
    }
    found
}

/// The grammatical function of a noun in the clause of an event, stated or understood.
fn grammar(doc: &Document, token: TokenId, head: TokenId) -> &'static str {
    let first = phrase::first_conjunct(doc, head);
    let is = |found: Option<TokenId>| found.is_some_and(|f| f == head || f == first);
    if is(phrase::subject(doc, token)) {
        "subject"
    } else if is(phrase::object(doc, token)) {
        "object"
    } else if is(phrase::owner(doc, token)) {
        "owner"
    } else {
        "other"
    }
}

fn judgement(
    doc: &Document,
    candidate: &Candidate,
    head: TokenId,
    role: Option<Role>,
    (features, scores, best): (&Features, &[i32; 3], usize),
) -> Judgement {
    let span = doc.token(head).span;
    Judgement {
        task: "role",
        trigger: doc.token(candidate.token).span,
        candidate: format!("{} as {}", span.of(doc.text()), ["none", "agent", "patient"][best]),
        span: Some(span),
        above: doc.head(head).map(|h| doc.token(h).span),
        rule: role.map_or("none", Role::label).to_owned(),
        scores: scores.to_vec(),
        features: features.iter().map(|f| (f.hash(), f.to_string())).collect(),
        reasons: ROLE.reasons(features, best, 6),
        chosen: best != NONE,
    }
}
