//! Participants of an event, with roles: the rules of `participants` propose, every other noun of the sentence is a
//! candidate too, and a score decides who acts and whom it happens to.

use std::sync::LazyLock;

use super::features::{self, Path};
use super::participants::{self, without_time};
use super::trigger::Candidate;
use crate::language::scorer::{Features, Judgement, Scorer, Trace, UNIT, Value};
use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::event::CueKind;
use crate::lexicon::{clusters, event};
use crate::model::facts::{EventClass, Participant, Role, Status, TimeExpression};
use crate::model::ids::TokenId;

static ROLE: LazyLock<Scorer<3>> =
    LazyLock::new(|| Scorer::embedded(include_bytes!("../../language/models/event_role.bin"), *b"EVRO"));

/// The outcomes of the scorer.
const NONE: usize = 0;
const AGENT: usize = 1;
const PATIENT: usize = 2;

/// Margin by which "none" may be likelier than a role for the best candidate of that role still to be taken: most events have one
/// agent and one patient, so that the candidates stand for each other.
const BEST: i32 = UNIT as i32 * 3 / 5;
/// The same where the rules give a verb's own subject or object that role: grammar leaves little doubt.
const RULED: i32 = UNIT as i32 * 3 / 2;
/// Margin by which a role must be likelier than "none" for any other candidate.
const OTHERS: i32 = UNIT as i32 * 4 / 5;

/// A word that may take part, and how likely that is.
struct Judged {
    head: TokenId,
    /// The role that the rules give it.
    rule: Option<Participant>,
    /// Scores by outcome.
    scores: [i32; 3],
}

impl Judged {
    /// Margin by which a role is likelier than none.
    fn lead(&self, outcome: usize) -> i32 {
        self.scores[outcome] - self.scores[NONE]
    }

    /// The likelier of the two roles.
    fn role(&self) -> usize {
        if self.lead(AGENT) >= self.lead(PATIENT) {
            AGENT
        } else {
            PATIENT
        }
    }
}

/// The participants of an event, in order of position.
pub(super) fn participants(
    doc: &Document,
    candidate: &Candidate,
    times: &[TimeExpression],
    trace: &mut Trace,
) -> Vec<Participant> {
    let judged = judged(doc, candidate, times, trace);
    let best = |outcome: usize| {
        let own = judged.iter().filter(|j| j.role() == outcome);
        own.max_by_key(|j| (j.lead(outcome), std::cmp::Reverse(j.head)))
            .map(|j| j.head)
    };
    let best = [None, best(AGENT), best(PATIENT)];
    let functions = Functions::of(doc, candidate.token);
    let mut found: Vec<Participant> = Vec::new();
    for judged in &judged {
        let outcome = judged.role();
        let rule = judged.rule.map(|r| r.role);
        let core = || functions.of_noun(doc, judged.head) != "other" && doc.token(candidate.token).upos == Upos::Verb;
        let ruled = matches!(
            (outcome, rule),
            (AGENT, Some(Role::Agent)) | (PATIENT, Some(Role::Patient))
        );
        let least = match best[outcome] == Some(judged.head) {
            true if ruled && core() => -RULED,
            true => -BEST,
            false => OTHERS,
        };
        let role = match (judged.lead(outcome) > least, outcome, rule) {
            (true, AGENT, _) => Role::Agent,
            (true, _, Some(Role::Recipient)) => Role::Recipient,
            (true, ..) => Role::Patient,
            (false, _, Some(Role::Instrument)) => Role::Instrument,
            (false, ..) => continue,
        };
        let own = || Participant {
            role,
            span: doc.span(without_time(doc, judged.head, times)),
            head: judged.head,
            actor: None,
        };
        found.push(Participant {
            role,
            ..judged.rule.unwrap_or_else(own)
        });
    }
    found.sort_by_key(|p| (p.span, p.role));
    found
}

/// Every word that may take part, in order of position.
fn judged(doc: &Document, candidate: &Candidate, times: &[TimeExpression], trace: &mut Trace) -> Vec<Judged> {
    let proposed = participants::proposed(doc, candidate, times);
    let clause = Clause::of(doc, candidate);
    let asker = asker(doc, candidate);
    let mut judged = Vec::new();
    for head in doc.sentence(doc.sentence_of(candidate.token)).tokens.iter() {
        let rule = proposed.iter().find(|p| p.head == head).copied();
        let Some(path) = candidate_path(doc, candidate, head, times, rule.is_some()) else {
            continue;
        };
        if rule.is_none() && asker == Some(head) {
            continue;
        }
        let role = rule.map(|r| r.role);
        let mut features = trace.features();
        clause.describe(head, role, path, &mut features);
        let scores = ROLE.scores(&features);
        let best = Scorer::best(&scores);
        trace.keep(|| judgement(doc, candidate, head, role, (&features, &scores, best)));
        judged.push(Judged { head, rule, scores });
    }
    judged
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
    // "It is not known who attacked the convoy."
    if matches!(doc.token(head).xpos, Xpos::Wp | Xpos::Wdt) {
        return None;
    }
    if !ruled && (!nominal || time) {
        return None;
    }
    let path = features::path(doc, candidate.token, head);
    path.or_else(|| ruled.then(Path::default))
}

/// What the scorer sees of the clause of an event, whoever may take part in it.
struct Clause<'d> {
    doc: &'d Document,
    token: TokenId,
    functions: Functions,
    /// The verb that helps an event noun.
    helper: Option<TokenId>,
    class: Value<'d>,
    lemma: Value<'d>,
    upos: Value<'d>,
    xpos: Value<'d>,
    relation: Value<'d>,
    voice: Value<'d>,
    taken: Value<'d>,
    governor: Option<Value<'d>>,
}

impl<'d> Clause<'d> {
    fn of(doc: &'d Document, candidate: &Candidate) -> Clause<'d> {
        let token = candidate.token;
        let functions = Functions::of(doc, token);
        let passive = clause::is_passive(doc, token);
        Clause {
            doc,
            token,
            helper: candidate.helper.or(candidate.done),
            class: candidate.class.label().into(),
            lemma: doc.lemma(token).into(),
            upos: features::upos(doc, token).into(),
            xpos: features::xpos(doc, token).into(),
            relation: features::relation(doc, token).into(),
            voice: if passive { "passive" } else { "active" }.into(),
            taken: functions.taken().into(),
            governor: doc.head(token).map(|governor| doc.lemma(governor).into()),
            functions,
        }
    }

    /// The features of a word that may take part, with the role that the rules give it.
    fn describe(&self, head: TokenId, rule: Option<Role>, path: Path, found: &mut Features<'d>) {
        let (doc, class, lemma, upos) = (self.doc, self.class, self.lemma, self.upos);
        let rule = Value::from(rule.map_or("none", Role::label));
        found.flag("any", true);
        found.add("rule", rule);
        found.pair("rule.class", rule, class);
        found.pair("rule.lemma", rule, lemma);
        found.pair("path.upos", path.hash, upos);
        found.pair("path.xpos", path.hash, self.xpos);
        found.pair("path.class", path.hash, class);
        found.pair("path.lemma", path.hash, lemma);
        found.pair("path.rule", path.hash, rule);
        found.add("steps", path.steps);
        let grammar = Value::from(self.functions.of_noun(doc, head));
        found.pair("grammar.voice", grammar, self.voice);
        found.pair("grammar.rule", grammar, rule);
        found.pair("grammar.class", grammar, class);
        found.pair("grammar.lemma", grammar, lemma);
        found.pair("grammar.taken", grammar, self.taken);
        found.pair("path.taken", path.hash, self.taken);
        if let Some(cluster) = clusters::of(doc.lemma(head)) {
            found.pair("coarse.grammar", u32::from(cluster.coarse), grammar);
            found.pair("coarse.path", u32::from(cluster.coarse), path.hash);
            found.pair("coarse.class", u32::from(cluster.coarse), class);
            found.pair("middle.class", u32::from(cluster.middle), class);
        }
        if let Some(preposition) = clause::preposition(doc, clause::first_conjunct(doc, head)) {
            let preposition = Value::from(doc.lower(preposition));
            found.add("preposition", preposition);
            found.pair("preposition.class", preposition, class);
            found.pair("preposition.lemma", preposition, lemma);
            found.pair("preposition.path", preposition, path.hash);
        }
        let kind = features::name_kind(doc, head).unwrap_or_else(|| features::upos(doc, head));
        let kind = Value::from(kind);
        found.pair("kind.path", kind, path.hash);
        found.pair("kind.rule", kind, rule);
        found.pair("kind.class", kind, class);
        found.add("head", doc.lemma(head));
        features::cluster(doc, head, "head", found);
        found.add("relation", features::relation(doc, head));
        found.pair("tag", self.xpos, self.relation);
        found.pair("side", if head < self.token { "before" } else { "after" }, upos);
        found.add("distance", self.token.0.abs_diff(head.0).min(12));
        found.flag("event noun", !event::noun(doc.lemma(head)).is_empty());
        if let Some(helper) = self.helper {
            let path = features::path(doc, helper, head).unwrap_or_default();
            found.pair("helper.path", path.hash, features::xpos(doc, helper));
            found.pair("helper.lemma", path.hash, doc.lemma(helper));
            found.pair("helper.class", path.hash, class);
        }
        if let Some(governor) = self.governor {
            found.pair("governor.path", governor, path.hash);
        }
    }
}

/// The nouns with a grammatical function in the clause of an event, stated or understood.
struct Functions {
    subject: Option<TokenId>,
    object: Option<TokenId>,
    owner: Option<TokenId>,
}

impl Functions {
    fn of(doc: &Document, token: TokenId) -> Functions {
        Functions {
            subject: clause::subject(doc, token),
            object: clause::object(doc, token),
            owner: clause::owner(doc, token),
        }
    }

    /// The functions that are filled: those that are leave less for other words.
    fn taken(&self) -> &'static str {
        match (self.subject.is_some(), self.object.is_some()) {
            (true, true) => "both",
            (true, false) => "subject",
            (false, true) => "object",
            (false, false) => "neither",
        }
    }

    /// The function of a noun.
    fn of_noun(&self, doc: &Document, head: TokenId) -> &'static str {
        let first = clause::first_conjunct(doc, head);
        let is = |found: Option<TokenId>| found.is_some_and(|f| f == head || f == first);
        if is(self.subject) {
            "subject"
        } else if is(self.object) {
            "object"
        } else if is(self.owner) {
            "owner"
        } else {
            "other"
        }
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
        features: features.named().map(|f| (f.hash(), f.to_string())).collect(),
        reasons: ROLE.reasons(features, best, 6),
        chosen: best != NONE,
    }
}
