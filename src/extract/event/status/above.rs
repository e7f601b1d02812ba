//! Status by the governors of an event: the verbs, nouns and adjectives above it.

use super::clause::{is_attendant, is_content, is_joining, is_participle};
use super::governor::{behind_object, governed};
use super::own::{has_group_of_its_own, is_infinitive, is_past, own_words, purpose};
use crate::language::clause::{Form, VerbGroup};
use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::cue;
use crate::lexicon::event::{self, CueKind, Scope, status_cue};
use crate::model::facts::Status;
use crate::model::ids::TokenId;

/// Maximum number of governors that are asked.
const DEPTH: usize = 5;

/// Status by the verb right before a gerund, wherever the tree attaches that: "who denies having taken bribes".
pub(super) fn behind_verb(doc: &Document, gerund: TokenId) -> Option<Status> {
    let group = doc.verb_group(gerund)?;
    let loose = matches!(doc.token(gerund).deprel, Deprel::Acl | Deprel::Advcl) && group.form == Form::Present;
    let verb = group.start.prev().filter(|_| loose)?;
    let lemma = doc.lemma(verb);
    (doc.token(verb).upos == Upos::Verb)
        .then(|| status_cue(lemma, CueKind::Verb).or_else(|| status_cue(lemma, CueKind::VerbOfClause)))
        .flatten()
        .map(|status| bend(doc, verb, status))
}

/// Status by the governors of an event, the nearest first.
pub(super) fn above(doc: &Document, top: TokenId) -> Option<Status> {
    let mut at = top;
    for _ in 0..DEPTH {
        let head = doc.head(at)?;
        // "called a strike": asserted, if the call is.
        let called = status_cue(doc.lemma(head), CueKind::Object) == Some(Status::Asserted);
        let open = |status: &Status| called && *status == Status::Asserted && doc.token(at).deprel == Deprel::Obj;
        if let Some(status) = said(doc, at, head).filter(|s| !open(s)) {
            return Some(status);
        }
        if !passes(doc, at, head) || at != top && doc.token(at).deprel == Deprel::Nmod {
            return None;
        }
        if let Some(own) = shared(doc, at, head) {
            return Some(own);
        }
        at = head;
    }
    None
}

/// Status by the words beside a governing verb: "would begin to withdraw", "could achieve a ceasefire", "will meet
/// him before leaving", "will resign and leave".
fn shared(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    let own = own_words(doc, head).or_else(|| purpose(doc, head))?;
    let negated = own == Status::Negated;
    let shares = match doc.token(at).deprel {
        Deprel::Xcomp | Deprel::Obj => true,
        Deprel::Obl => leads_to(doc, at, head),
        Deprel::Advcl => is_attendant(doc, at) && !negated,
        // "did not attack or burn"; not "found nothing and left"
        Deprel::Conj => is_bare(doc, at, head) && (!negated || doc.verb_group(at).is_some_and(VerbGroup::is_negated)),
        _ => false,
    };
    shares.then_some(own)
}

/// A verb that has nothing of its own beside the one that it is joined to, and may have its form.
fn is_bare(doc: &Document, token: TokenId, head: TokenId) -> bool {
    let modal = |c: TokenId| doc.token(c).xpos == Xpos::Md;
    let same = match (doc.token(token).xpos, doc.token(head).xpos) {
        (a, b) if a == b => true,
        // "can be built and tested", "can meet them, hug them and thank them": one form, whatever tag a later verb was given.
        (Xpos::Vbd, Xpos::Vbn) | (Xpos::Vbp, Xpos::Vb) => doc.children(head).any(modal),
        _ => false,
    };
    doc.token(token).upos == Upos::Verb && same && !has_group_of_its_own(doc, token)
}

/// Status by a verb of threatening, demanding or denying right above, or one with a report between ("denied reports that he
/// would leave").
pub(super) fn stronger(doc: &Document, at: TokenId) -> Option<Status> {
    let head = doc.head(at)?;
    let reported = || {
        let report = is_content(doc, at) && event::has_scope(doc.lemma(head), Scope::Evidence);
        said(doc, head, doc.head(head).filter(|_| report)?).filter(|s| *s == Status::Denied)
    };
    let status = said(doc, at, head).or_else(reported)?;
    // "forecast that prices will fall": foretold or feared, whatever the mood; "plans that will" are only planned.
    matches!(
        status,
        Status::Threatened | Status::Demanded | Status::Denied | Status::Negated | Status::Predicted | Status::Possible
    )
    .then_some(status)
}

/// Status by a governor, changed by the governor's own negation or mood.
fn said(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    untold(doc, at, head)
        .or_else(|| supposed(doc, at, head))
        .or_else(|| behind_object(doc, at, head).map(|(noun, status)| bend(doc, noun, status)))
        .or_else(|| {
            let status = governed(doc, at, head)?;
            let bent = bend(doc, head, status);
            Some(if status == Status::Negated {
                prevented(doc, at, head, bent)
            } else {
                bent
            })
        })
}

/// The status of what is only supposed for a moment: "executing him would not help", "a change would need approval".
fn supposed(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    let modal =
        |c: TokenId| doc.token(c).xpos == Xpos::Md && matches!(doc.lower(c), "would" | "could" | "may" | "might");
    doc.children(head).find(|c| modal(*c))?;
    let would = || doc.children(head).any(|c| doc.lower(c) == "would");
    let any = || {
        !doc.children(at)
            .any(|c| matches!(doc.token(c).deprel, Deprel::NmodPoss) || is_definite(doc, c))
    };
    match doc.token(at).deprel {
        Deprel::Csubj => Some(Status::Conditional),
        Deprel::Nsubj if doc.token(at).xpos == Xpos::Nn && any() && !event::frame(doc.lemma(head)).aspectual => {
            would().then_some(Status::Conditional)
        }
        _ => None,
    }
}

/// Returns whether a word is a determiner of something known: "the", "this"; not "a", "any".
fn is_definite(doc: &Document, word: TokenId) -> bool {
    doc.token(word).deprel == Deprel::Det && !matches!(doc.lower(word), "a" | "an" | "any" | "another" | "such")
}

/// The status of what is or may be prevented: what somebody wants to prevent may happen, what nobody could prevent did.
fn prevented(doc: &Document, at: TokenId, verb: TokenId, status: Status) -> Status {
    if status != Status::Negated || doc.token(verb).upos != Upos::Verb || is_infinitive(doc, at) {
        return status;
    }
    match own_words(doc, verb)
        .or_else(|| above(doc, verb))
        .or_else(|| purpose(doc, verb))
    {
        Some(Status::Negated | Status::Denied) => Status::Asserted,
        Some(Status::Asserted) | None => status,
        Some(_) => Status::Possible,
    }
}

/// Returns whether the status of the governor still concerns the event. What is spoken of with a verb that is no cue
/// ("end the war", "react to the fire") is there whatever becomes of the verb, unless the verb brings it about.
fn passes(doc: &Document, token: TokenId, head: TokenId) -> bool {
    match doc.token(token).deprel {
        Deprel::Xcomp | Deprel::Ccomp => true,
        Deprel::AclRelcl => is_content(doc, token),
        Deprel::Obj => event::has_scope(doc.lemma(head), Scope::Brings),
        Deprel::Obl | Deprel::OblAgent => is_joining(doc, head) || leads_to(doc, token, head),
        Deprel::Conj => is_parallel(doc, token, head),
        // "a plan to leave"; "the truce introduced in May" was introduced, whatever becomes of the truce.
        Deprel::Acl => doc.token(token).upos == Upos::Verb && (!is_participle(doc, token) || is_joining(doc, token)),
        Deprel::Advcl => is_infinitive(doc, token) || is_attendant(doc, token) || is_joining(doc, token),
        Deprel::Nmod => {
            doc.token(head).upos == Upos::Noun
                && clause::preposition(doc, token).is_some_and(|p| match doc.lower(p) {
                    "of" | "for" => true,
                    // "no truth to claims that"
                    "to" => clause::is_none(doc, head),
                    _ => false,
                })
        }
        _ => false,
    }
}

/// Returns whether a phrase tells what comes of a verb: "could lead to war", "would result in closures".
fn leads_to(doc: &Document, noun: TokenId, verb: TokenId) -> bool {
    event::has_scope(doc.lemma(verb), Scope::Leads)
        && clause::preposition(doc, noun).is_some_and(|p| matches!(doc.lower(p), "to" | "in"))
}

/// Returns whether a conjunct has the mood of the first: not what is told beside what is asked for ("urged them to
/// leave and met his team"), nor a verb joined to a noun.
fn is_parallel(doc: &Document, token: TokenId, head: TokenId) -> bool {
    let verb = |t: TokenId| doc.token(t).upos == Upos::Verb;
    match (verb(token), verb(head)) {
        (true, true) if doc.token(token).xpos == Xpos::Vbd => is_past(doc, head),
        (true, true) => !doc.is_finite(token) || doc.is_finite(head),
        (false, false) => true,
        _ => false,
    }
}

/// The status of what was not said or shown, which may not have happened: "never said that", "nobody has shown that",
/// "no indication that", "no sign of".
pub(super) fn untold(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    let clause = doc.token(at).upos == Upos::Verb;
    match (doc.token(head).upos, doc.token(at).deprel) {
        (Upos::Verb, Deprel::Ccomp) if own_words(doc, head) == Some(Status::Negated) => {
            let shows = event::has_scope(doc.lemma(head), Scope::Shows);
            let says = cue::verb(doc.lemma(head)).is_some();
            if shows {
                Some(Status::Negated)
            } else {
                says.then_some(Status::Possible)
            }
        }
        (Upos::Noun, _) if clause && is_content(doc, at) && !is_infinitive(doc, at) => {
            let open = doc.child(at, Deprel::Mark).is_some_and(|m| doc.lower(m) == "whether");
            // "no word whether he left" leaves it open.
            is_missing(doc, head).then_some(if open { Status::Possible } else { Status::Negated })
        }
        (Upos::Noun, Deprel::Nmod) if event::has_scope(doc.lemma(head), Scope::Evidence) && is_missing(doc, head) => {
            match doc.lower(clause::preposition(doc, at)?) {
                // "no sign of an attack", "no truth to claims that he left"
                "of" | "to" => Some(Status::Negated),
                // "gave no details on casualties"
                "on" | "about" | "regarding" => Some(Status::Possible),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Returns whether a noun is of something that is not there: "no sign", "found not a sign".
fn is_missing(doc: &Document, noun: TokenId) -> bool {
    let unfound = || {
        let verb = doc.head(noun).filter(|_| doc.token(noun).deprel == Deprel::Obj);
        let evidence = event::has_scope(doc.lemma(noun), Scope::Evidence);
        verb.is_some_and(|v| evidence && own_words(doc, v) == Some(Status::Negated))
    };
    clause::is_none(doc, noun) || unfound()
}

/// A negated or merely possible governor changes what it says: "did not agree to leave", "scrapped plans to leave" → negated.
fn bend(doc: &Document, governor: TokenId, status: Status) -> Status {
    // "has not announced any plans to leave": the negation of the verb reaches what its object says.
    let verb = doc.head(governor).filter(|_| doc.token(governor).deprel == Deprel::Obj);
    // "not prepared to risk losing", "refused to consider a sale"
    let infinitive = || doc.token(governor).deprel == Deprel::Xcomp && is_infinitive(doc, governor);
    let further = || match verb {
        Some(verb) => own_words(doc, verb),
        None => infinitive().then(|| above(doc, governor)).flatten(),
    };
    let own = own_words(doc, governor).or_else(|| further().filter(|s| *s == Status::Negated));
    let own = if is_undone(doc, governor) {
        Some(Status::Negated)
    } else {
        own
    };
    match (own, status) {
        // "pleaded not guilty to murder", "it is not true that he left"
        (Some(Status::Negated), Status::Asserted) => Status::Denied,
        // "has not ruled out arson" leaves it open; who "did not fail to pay" paid.
        (Some(Status::Negated), Status::Negated) if doc.child(governor, Deprel::CompoundPrt).is_some() => {
            Status::Possible
        }
        (Some(Status::Negated), Status::Negated) => Status::Asserted,
        (Some(Status::Negated), Status::Denied) => Status::Possible,
        (Some(Status::Negated), Status::Planned | Status::Proposed | Status::Possible | Status::Predicted) => {
            Status::Negated
        }
        (Some(bent @ (Status::Possible | Status::Conditional)), Status::Planned) => bent,
        // "a bill that would allow them to leave"
        (Some(Status::Proposed), Status::Possible) => Status::Proposed,
        _ => status,
    }
}

/// Returns whether what was planned or tried came to nothing: "called off plans", "abandoned the attempt", "the attempt
/// failed".
fn is_undone(doc: &Document, noun: TokenId) -> bool {
    let Some(verb) = doc.head(noun).filter(|v| doc.token(*v).upos == Upos::Verb) else {
        return false;
    };
    let undone = |kind| {
        matches!(
            status_cue(doc.lemma(verb), kind),
            Some(Status::Negated | Status::Denied)
        )
    };
    let object = matches!(doc.token(noun).deprel, Deprel::Obj | Deprel::NsubjPass);
    let with = || {
        doc.children(verb)
            .filter(|c| matches!(doc.token(*c).deprel, Deprel::CompoundPrt))
            .any(|c| event::status_with(doc.lemma(verb), doc.lower(c)) == Some(Status::Negated))
    };
    let failed = doc.token(noun).deprel == Deprel::Nsubj
        && doc.token(noun).upos == Upos::Noun
        && status_cue(doc.lemma(verb), CueKind::Verb) == Some(Status::Negated)
        && doc.child(verb, Deprel::Obj).is_none()
        && doc.child(verb, Deprel::Xcomp).is_none();
    let told = own_words(doc, verb).is_none();
    doc.token(noun).upos == Upos::Noun
        && told
        && (failed
            || object
                && (with()
                    || status_cue(doc.lemma(verb), CueKind::Object).is_none() && undone(CueKind::Verb)
                    || undone(CueKind::Object)))
}
