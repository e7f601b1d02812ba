//! Status by the words right beside an event: its auxiliaries, adverbs, adjectives and conjunctions.

use crate::language::clause::{Cursor, Form, Tense};
use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::event::{self, CueKind, Scope, status_cue};
use crate::model::facts::{EventClass, Status};
use crate::model::ids::TokenId;

/// Status by the words right beside an event.
pub(super) fn own_words(doc: &Document, token: TokenId) -> Option<Status> {
    // "if no peace is reached": a condition, whatever it says.
    if is_condition(doc, token) || depends_on_inverted(doc, token) || is_whoever(doc, token) || is_general(doc, token) {
        return Some(Status::Conditional);
    }
    let mut found = None;
    for child in doc.children(token) {
        let said = beside(doc, token, child);
        if said == Some(Status::Negated) {
            return said;
        }
        found = found.or(said);
    }
    found
}

fn beside(doc: &Document, token: TokenId, child: TokenId) -> Option<Status> {
    let lower = doc.lower(child);
    match doc.token(child).deprel {
        Deprel::Aux => modal(doc, token, child),
        Deprel::Advmod if is_negation(doc, child) => not(doc, token),
        Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj if clause::is_none(doc, child) => Some(Status::Negated),
        // "due to": a cause, but for a bare verb ("is due to resign").
        Deprel::Case if lower == "due" => (doc.token(token).xpos == Xpos::Vb).then_some(Status::Planned),
        // "ahead of the vote"; who struck "ahead of the attack" came before it.
        Deprel::Case if lower == "ahead" => (!event::befalls(doc.lemma(token))).then_some(Status::Planned),
        // "instead of a strike"
        Deprel::Case => status_cue(lower, CueKind::Modifier)
            .or_else(|| status_cue(lower, CueKind::Mark).filter(|s| *s == Status::Negated)),
        Deprel::Advmod | Deprel::Amod => {
            status_cue(lower, CueKind::Modifier).filter(|s| qualifies(doc, token, lower, *s))
        }
        Deprel::Det if clause::is_none(doc, token) => Some(Status::Negated),
        // "exchanges rather than progress"
        Deprel::Cc => status_cue(lower, CueKind::Mark).filter(|s| *s == Status::Negated),
        // "once the war was over", "until police came" told of the past: when, not whether.
        Deprel::Mark if matches!(lower, "once" | "until") && is_past(doc, token) => None,
        Deprel::Mark => status_cue(lower, CueKind::Mark).or_else(|| infinitive(doc, token, child)),
        _ => None,
    }
}

/// Returns whether an adverb or adjective gives a status and does not only describe: "false accounting" was done and
/// "failed talks" were held, "a failed bid to escape" came to nothing.
fn qualifies(doc: &Document, token: TokenId, word: &str, status: Status) -> bool {
    match status {
        Status::Denied | Status::Asserted => false,
        Status::Negated if event::has_scope(word, Scope::Undone) => {
            status_cue(doc.lemma(token), CueKind::Noun) == Some(Status::Planned)
        }
        _ => true,
    }
}

/// Returns whether an adverb negates: "not", "never", "no longer"; not the one of "not only", which the word after it
/// takes back.
fn is_negation(doc: &Document, adverb: TokenId) -> bool {
    let sentence = Cursor::sentence(doc, adverb);
    let (before, next) = (sentence.lower(adverb.step(-1)), sentence.lower(adverb.next()));
    match doc.lower(adverb) {
        "not" | "n't" | "n’t" | "never" => !matches!(next, "only" | "just" | "merely"),
        "longer" => before == "no",
        _ => false,
    }
}

/// Status by a negation: "will not meet until May" is a meeting in May, "will not stop until the law falls" a condition.
fn not(doc: &Document, verb: TokenId) -> Option<Status> {
    let until = |c: &TokenId| match doc.token(*c).deprel {
        Deprel::Obl => clause::preposition(doc, *c).is_some_and(|p| doc.lower(p) == "until"),
        Deprel::Advcl => doc.child(*c, Deprel::Mark).is_some_and(|m| doc.lower(m) == "until"),
        _ => false,
    };
    let ahead = || {
        doc.children(verb)
            .any(|c| doc.token(c).deprel == Deprel::Aux && modal(doc, verb, c).is_some())
    };
    match doc.children(verb).find(until) {
        Some(clause) if doc.token(clause).deprel == Deprel::Advcl && ahead() => Some(Status::Conditional),
        Some(_) => None,
        None => Some(Status::Negated),
    }
}

/// Status of an infinitive that no other word asks for: "Nordhaus to close its plant", "which he is to present", "are to be
/// retired" are arranged; "has yet to concede" did not happen.
fn infinitive(doc: &Document, token: TokenId, to: TokenId) -> Option<Status> {
    if doc.lower(to) != "to" {
        return None;
    }
    let before = to.prev();
    let before = before.filter(|t| doc.sentence_tokens(to).contains(*t));
    if before.is_some_and(|t| doc.lower(t) == "yet") {
        return Some(Status::Negated);
    }
    let is = |c: TokenId| c < to && doc.lemma(c) == "be";
    let arranged = doc
        .children(token)
        .any(|c| matches!(doc.token(c).deprel, Deprel::Cop | Deprel::Aux | Deprel::AuxPass) && is(c));
    let free = matches!(
        doc.token(token).deprel,
        Deprel::Root | Deprel::AclRelcl | Deprel::Parataxis
    );
    (is_subjunctive(doc, token) && (arranged || free)).then_some(Status::Planned)
}

/// The status of a purpose, which is not yet an event: "troops came to protect the town", "a law to ban it", "a plan to
/// be unveiled next week". "the first to reach the pole" did reach it, as did who failed "only to" try again.
pub(super) fn purpose(doc: &Document, token: TokenId) -> Option<Status> {
    let to = doc.child(token, Deprel::Mark).filter(|m| doc.lower(*m) == "to")?;
    let turn = to.prev().is_some_and(|t| doc.lower(t) == "only");
    let aim = match doc.token(token).deprel {
        Deprel::Advcl => is_subjunctive(doc, token) && !turn,
        Deprel::Acl => is_subjunctive(doc, token) && !doc.head(token).is_some_and(|noun| is_ordinal(doc, noun)),
        _ => false,
    };
    aim.then_some(Status::Planned)
}

/// Returns whether a verb has an auxiliary, a copula, a conjunction or a subject, none of which it shares with another verb.
pub(super) fn has_group_of_its_own(doc: &Document, verb: TokenId) -> bool {
    doc.children(verb).any(|c| {
        matches!(
            doc.token(c).deprel,
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Mark | Deprel::Nsubj | Deprel::NsubjPass
        )
    })
}

/// "Wash your hands", "leave the city and go north": what somebody is told to do.
pub(super) fn imperative(doc: &Document, verb: TokenId) -> Option<Status> {
    if doc.token(verb).xpos != Xpos::Vb || has_group_of_its_own(doc, verb) {
        return None;
    }
    let before = verb.prev().filter(|t| doc.sentence_tokens(verb).contains(*t));
    let opens = before.is_none_or(|t| doc.token(t).upos == Upos::Punct && !matches!(doc.lower(t), "," | ")"));
    let joined = || {
        let first = doc.head(verb).filter(|_| doc.token(verb).deprel == Deprel::Conj)?;
        imperative(doc, first)
    };
    if opens { Some(Status::Demanded) } else { joined() }
}

/// Returns whether a noun is one of an order: "the first", "the third official", "the only woman", "the oldest player".
fn is_ordinal(doc: &Document, noun: TokenId) -> bool {
    let ordinal = |t: TokenId| event::has_scope(doc.lower(t), Scope::Ordinal) || doc.token(t).xpos == Xpos::Jjs;
    ordinal(noun) || doc.children(noun).any(ordinal)
}

fn modal(doc: &Document, verb: TokenId, aux: TokenId) -> Option<Status> {
    let lemma = doc.lower(aux);
    let status = status_cue(lemma.trim_start_matches(['\'', '’']), CueKind::Modal)?;
    // "would" after a condition, and what would or should have been.
    let conditional = doc
        .children(verb)
        .any(|c| doc.token(c).deprel == Deprel::Advcl && is_condition(doc, c));
    let perfect = || {
        doc.children(verb)
            .any(|c| doc.token(c).deprel == Deprel::Aux && doc.lower(c) == "have")
    };
    let unreal = matches!(lemma, "would" | "could" | "'d" | "’d" | "should" | "ought") && perfect();
    // "a bill that would ban cars", also where it came to nothing
    let proposed = || {
        let noun = doc.head(verb).filter(|_| doc.token(verb).deprel == Deprel::AclRelcl)?;
        status_cue(doc.lemma(noun), CueKind::Noun).filter(|s| *s == Status::Proposed)
    };
    if lemma == "would" && !conditional && proposed().is_some() {
        return Some(Status::Proposed);
    }
    if conditional || unreal || lemma == "would" && is_asked(doc, verb) {
        return Some(Status::Conditional);
    }
    // "must have left": what somebody concludes.
    if matches!(lemma, "could" | "might" | "may" | "can") || lemma == "must" && perfect() {
        return Some(Status::Possible);
    }
    Some(if status == Status::Planned && is_foretold(doc, verb) {
        Status::Predicted
    } else {
        status
    })
}

/// Returns whether nobody decides what a verb with "will" tells, so that nothing is planned: "the storm will hit the
/// coast", "the party will lose".
fn is_foretold(doc: &Document, verb: TokenId) -> bool {
    if doc.is_passive(verb) || doc.token(verb).upos != Upos::Verb {
        return false;
    }
    let lemma = doc.lemma(verb);
    let befalls = event::has_scope(lemma, Scope::Befalls)
        && (doc.child(verb, Deprel::Obj).is_none() || !event::is_unaccusative(lemma));
    befalls || clause::subject(doc, verb).is_some_and(|s| is_force(doc, s))
}

/// A storm, a quake, an outbreak: what acts without a will.
fn is_force(doc: &Document, noun: TokenId) -> bool {
    let class = event::noun(doc.lemma(noun)).last().map(|s| s.class);
    doc.token(noun).upos == Upos::Noun && matches!(class, Some(EventClass::Disaster | EventClass::Accident))
}

fn is_condition(doc: &Document, clause: TokenId) -> bool {
    doc.child(clause, Deprel::Mark)
        .is_some_and(|m| matches!(doc.lower(m), "if" | "unless"))
}

/// Returns whether a sentence is a question: "whom would you appoint?"
fn is_asked(doc: &Document, word: TokenId) -> bool {
    doc.sentence_tokens(word)
        .iter()
        .next_back()
        .is_some_and(|t| doc.lower(t) == "?")
}

/// Returns whether a verb tells what anybody may do, about whom the main clause says what may follow: "those who break the
/// rule could be fined".
fn is_whoever(doc: &Document, verb: TokenId) -> bool {
    let Some(who) = doc.head(verb).filter(|_| doc.token(verb).deprel == Deprel::AclRelcl) else {
        return false;
    };
    let modal = |t: TokenId| doc.children(t).any(|c| doc.token(c).xpos == Xpos::Md);
    event::has_scope(doc.lower(who), Scope::Anybody)
        && matches!(doc.token(verb).xpos, Xpos::Vbz | Xpos::Vbp)
        && doc.head(who).is_some_and(modal)
}

/// Returns whether a participle behind "when" or "once" belongs to what is told in general: "works when applied to glass".
fn is_general(doc: &Document, verb: TokenId) -> bool {
    let bare = doc.token(verb).xpos == Xpos::Vbn && doc.token(verb).deprel == Deprel::Advcl;
    let opens = |c: TokenId| matches!(doc.lower(c), "when" | "once");
    let own = |c: TokenId| {
        matches!(
            doc.token(c).deprel,
            Deprel::Aux | Deprel::AuxPass | Deprel::Nsubj | Deprel::NsubjPass
        )
    };
    let present = |main: TokenId| {
        doc.verb_group(main)
            .is_some_and(|g| g.modality.is_some() || g.tense == Some(Tense::Present) && !g.perfect)
    };
    bare && doc.children(verb).any(opens) && !doc.children(verb).any(own) && doc.head(verb).is_some_and(present)
}

/// Returns whether a word is in a condition without a conjunction at the head of its sentence, or is told under it:
/// before the first comma, or with a modal verb behind it. "Had the brakes failed, …", "Should the talks collapse, the
/// union will strike".
fn depends_on_inverted(doc: &Document, token: TokenId) -> bool {
    let tokens = doc.sentence_tokens(token);
    let opens = |t: &TokenId| !matches!(doc.token(*t).upos, Upos::Punct | Upos::Cconj);
    let Some(first) = tokens.iter().find(opens) else {
        return false;
    };
    let subject = first + 1;
    let nominal = tokens.contains(subject)
        && matches!(
            doc.token(subject).upos,
            Upos::Det | Upos::Pron | Upos::Propn | Upos::Noun | Upos::Adj | Upos::Num
        );
    if !matches!(doc.lower(first), "had" | "should" | "were") || !nominal {
        return false;
    }
    let Some(comma) = tokens.iter().find(|t| doc.lower(*t) == ",") else {
        return false;
    };
    let modal = |t: TokenId| doc.token(t).xpos == Xpos::Md;
    let told = tokens.iter().any(|t| t > comma && modal(t)) && !tokens.iter().any(|t| doc.lower(t) == "?");
    told && (token < comma || doc.children(token).any(modal))
}

pub(super) fn is_infinitive(doc: &Document, verb: TokenId) -> bool {
    doc.verb_group(verb).is_some_and(|g| g.form == Form::Infinitive)
}

/// Returns whether a verb is a bare form, also where it was taken for a plural: "that he leave", "that he be released",
/// "that France leave".
pub(super) fn is_subjunctive(doc: &Document, verb: TokenId) -> bool {
    let be = |c: TokenId| doc.token(c).deprel == Deprel::AuxPass && doc.lower(c) == "be";
    let singular = || {
        let subject = doc.child(verb, Deprel::Nsubj);
        subject.is_some_and(|s| matches!(doc.token(s).xpos, Xpos::Nn | Xpos::Nnp) && !has_conjunct(doc, s))
    };
    match doc.token(verb).xpos {
        Xpos::Vb => true,
        Xpos::Vbp => singular(),
        _ => doc.children(verb).any(be),
    }
}

fn has_conjunct(doc: &Document, noun: TokenId) -> bool {
    doc.child(noun, Deprel::Conj).is_some()
}

/// A finite past or a perfect.
pub(super) fn is_past(doc: &Document, verb: TokenId) -> bool {
    doc.verb_group(verb)
        .is_some_and(|g| g.tense == Some(Tense::Past) || g.tense.is_some() && g.perfect)
}
