//! Whether an event happened: modals, negation, and the verbs, nouns and conjunctions that it stands under.
//!
//! The walk goes from the trigger towards the root. The first word that says anything decides, but for two cases:
//! a negation or a modal of the governing word bends what that word says ("did not plan to attack").

use super::features::{relation, xpos};
use crate::language::scorer::Features;
use crate::language::{Deprel, Document, Upos, Xpos, phrase};
use crate::lexicon::cue;
use crate::lexicon::event::{self, CueKind, status_cue};
use crate::model::facts::Status;
use crate::model::ids::TokenId;

/// How many governing words are asked.
const DEPTH: usize = 5;

/// The status of an event told by `trigger`, with the light verb that helps it.
pub(super) fn status(doc: &Document, trigger: TokenId, helper: Option<TokenId>) -> Status {
    let top = helper.unwrap_or(trigger);
    // "the hearing is scheduled", "the launch is planned"
    let helped = || governed(doc, trigger, helper?);
    let own = own_words(doc, trigger).or_else(|| own_words(doc, top));
    match own {
        // "threatened that he could impose": what is threatened, demanded or denied may stand in any mood.
        Some(Status::Possible | Status::Predicted | Status::Planned) => stronger(doc, top).or(own),
        Some(own) => Some(own),
        None => helped().or_else(|| above(doc, top)).or_else(|| purpose(doc, top)),
    }
    .unwrap_or(Status::Asserted)
}

/// What the status of an event is read from: what the rules say, the words of its own verb group and those of the words it
/// stands under.
pub(super) fn describe<'d>(
    doc: &'d Document,
    trigger: TokenId,
    helper: Option<TokenId>,
    rule: Status,
    to: &mut Features<'d>,
) {
    let rule = rule.label();
    let top = helper.unwrap_or(trigger);
    to.add("rule", rule);
    to.pair("rule.tag", rule, xpos(doc, top));
    to.pair("rule.relation", rule, relation(doc, top));
    verb_group(doc, top, "own", to);
    to.pair(
        "subject.determiner",
        determiner(doc, phrase::subject(doc, top)),
        xpos(doc, top),
    );
    to.pair(
        "object.determiner",
        determiner(doc, phrase::object(doc, top)),
        xpos(doc, top),
    );
    let mut at = top;
    for level in ["above1", "above2", "above3"] {
        let Some(head) = doc.head(at) else {
            to.add(level, "root");
            break;
        };
        let relation = relation(doc, at);
        to.pair(level, doc.lemma(head), relation);
        to.pair(level, xpos(doc, head), relation);
        if let Some(said) = governed(doc, at, head) {
            to.pair(level, said.label(), "says");
            to.pair("says", said.label(), rule);
        }
        if cue::verb(doc.lemma(head)).is_some() {
            to.pair(level, "reports", relation);
        }
        verb_group(doc, head, level, to);
        at = head;
    }
    let last = doc.sentence(doc.sentence_of(trigger)).tokens.iter().next_back();
    to.flag("question", last.is_some_and(|t| doc.lower(t) == "?"));
}

/// Auxiliaries, negations, conjunctions and determiners of a word, under the name of its level.
fn verb_group<'d>(doc: &'d Document, token: TokenId, level: &'static str, to: &mut Features<'d>) {
    for child in doc.children(token) {
        match doc.token(child).deprel {
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Mark | Deprel::Case | Deprel::Det => {
                to.pair(level, doc.lower(child), xpos(doc, token));
            }
            Deprel::Advmod | Deprel::Amod | Deprel::NmodPoss => to.pair(level, doc.lemma(child), "modifier"),
            _ => {}
        }
    }
}

/// The determiner of a noun, or what it is itself where it is a word like "nobody".
fn determiner(doc: &Document, noun: Option<TokenId>) -> &str {
    let Some(noun) = noun else { return "-" };
    match doc.child(noun, Deprel::Det) {
        Some(determiner) => doc.lower(determiner),
        None if is_none(doc, noun) => "no",
        None => "bare",
    }
}

/// What a verb of threatening, demanding or denying right above says.
fn stronger(doc: &Document, at: TokenId) -> Option<Status> {
    let head = doc.head(at)?;
    let status = governed(doc, at, head)?;
    // "forecast that prices will fall": foretold or feared, whatever the mood; "plans that will" are only planned.
    let stronger = matches!(
        status,
        Status::Threatened | Status::Demanded | Status::Denied | Status::Negated | Status::Predicted | Status::Possible
    );
    stronger.then(|| bend(doc, head, status))
}

/// What the words that an event stands under say, the nearest first.
fn above(doc: &Document, top: TokenId) -> Option<Status> {
    let mut at = top;
    for _ in 0..DEPTH {
        let head = doc.head(at)?;
        if let Some(status) = governed(doc, at, head) {
            return Some(bend(doc, head, status));
        }
        if !passes(doc, at, head) || at != top && doc.token(at).deprel == Deprel::Nmod {
            return None;
        }
        at = head;
    }
    None
}

/// True if the status of the governor still concerns the event. What is spoken of with a verb that is no cue ("end the
/// war", "react to the fire") is there whatever becomes of the verb.
fn passes(doc: &Document, token: TokenId, head: TokenId) -> bool {
    match doc.token(token).deprel {
        Deprel::Xcomp | Deprel::Ccomp => true,
        // "urged them to leave and met his team": what is told has the mood of the telling.
        Deprel::Conj => doc.token(token).xpos != Xpos::Vbd || is_past(doc, head),
        Deprel::Acl => doc.token(token).upos == Upos::Verb,
        Deprel::Advcl => is_infinitive(doc, token),
        Deprel::Nmod => {
            doc.token(head).upos == Upos::Noun
                && phrase::preposition(doc, token).is_some_and(|p| match doc.lower(p) {
                    "of" | "for" => true,
                    // "no truth to claims that"
                    "to" => is_none(doc, head),
                    _ => false,
                })
        }
        _ => false,
    }
}

/// What the words right beside an event say: its auxiliaries, adverbs, adjectives and conjunctions.
fn own_words(doc: &Document, token: TokenId) -> Option<Status> {
    // "if no peace is reached": a condition, whatever it says.
    if is_condition(doc, token) {
        return Some(Status::Conditional);
    }
    let mut found = None;
    for child in doc.children(token) {
        let lower = doc.lower(child);
        let said = match doc.token(child).deprel {
            Deprel::Aux => modal(doc, token, child),
            Deprel::Advmod if matches!(lower, "not" | "n't" | "n’t" | "never") && !is_not_only(doc, child) => {
                if is_delayed(doc, token) {
                    continue;
                }
                return Some(Status::Negated);
            }
            Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj if is_none(doc, child) => return Some(Status::Negated),
            // "due to": a cause, not a plan.
            Deprel::Case if lower == "due" => None,
            Deprel::Advmod | Deprel::Amod | Deprel::Case => status_cue(lower, CueKind::Modifier),
            Deprel::Det if lower == "no" => return Some(Status::Negated),
            Deprel::Mark => status_cue(lower, CueKind::Mark).or_else(|| scheduled(doc, token, lower)),
            _ => None,
        };
        if said == Some(Status::Negated) {
            return said;
        }
        found = found.or(said);
    }
    found
}

/// "not only": the word after a negation takes it back.
fn is_not_only(doc: &Document, not: TokenId) -> bool {
    let next = TokenId(not.0 + 1);
    (next.0 as usize) < doc.tokens().len() && matches!(doc.lower(next), "only" | "just" | "merely")
}

/// "will not meet until May": they will meet.
fn is_delayed(doc: &Document, verb: TokenId) -> bool {
    doc.children(verb).any(|c| {
        let word = match doc.token(c).deprel {
            Deprel::Obl => phrase::preposition(doc, c),
            Deprel::Advcl => doc.child(c, Deprel::Mark),
            _ => None,
        };
        word.is_some_and(|w| doc.lower(w) == "until")
    })
}

/// "found nothing", "no agreement was reached".
fn is_none(doc: &Document, noun: TokenId) -> bool {
    matches!(doc.lower(noun), "nothing" | "nobody" | "none" | "neither")
        || doc
            .child(noun, Deprel::Det)
            .is_some_and(|d| matches!(doc.lower(d), "no" | "neither"))
}

/// "Nordhaus to close its plant", "which he is to present": an infinitive that no other word asks for.
fn scheduled(doc: &Document, token: TokenId, mark: &str) -> Option<Status> {
    let infinitive = mark == "to" && doc.token(token).xpos == Xpos::Vb;
    let free = matches!(
        doc.token(token).deprel,
        Deprel::Root | Deprel::AclRelcl | Deprel::Parataxis
    );
    (infinitive && free).then_some(Status::Planned)
}

/// "troops came to protect the town", "a plan to be unveiled next week": a purpose is not yet an event.
fn purpose(doc: &Document, token: TokenId) -> Option<Status> {
    let marked = doc.child(token, Deprel::Mark).is_some_and(|m| doc.lower(m) == "to");
    let aim = match doc.token(token).deprel {
        Deprel::Advcl => doc.token(token).xpos == Xpos::Vb,
        Deprel::Acl => is_subjunctive(doc, token) && doc.token(token).xpos == Xpos::Vbn,
        _ => false,
    };
    (marked && aim).then_some(Status::Planned)
}

fn modal(doc: &Document, verb: TokenId, aux: TokenId) -> Option<Status> {
    let lemma = doc.lower(aux);
    let status = status_cue(lemma.trim_start_matches(['\'', '’']), CueKind::Modal)?;
    // "would" after a condition, and "will" of things that nobody decides.
    let conditional = doc
        .children(verb)
        .any(|c| doc.token(c).deprel == Deprel::Advcl && is_condition(doc, c));
    let unreal = matches!(lemma, "would" | "could" | "'d" | "’d")
        && doc
            .children(verb)
            .any(|c| doc.token(c).deprel == Deprel::Aux && doc.lower(c) == "have");
    if conditional || unreal {
        return Some(Status::Conditional);
    }
    if matches!(lemma, "could" | "might" | "may" | "can") {
        return Some(Status::Possible);
    }
    Some(status)
}

fn is_condition(doc: &Document, clause: TokenId) -> bool {
    doc.child(clause, Deprel::Mark)
        .is_some_and(|m| matches!(doc.lower(m), "if" | "unless"))
        || is_inverted(doc, clause)
}

/// "Had the brakes failed, …", "Should the talks collapse, …", "Were the bank to fail, …": a condition without a
/// conjunction, at the head of its sentence.
fn is_inverted(doc: &Document, clause: TokenId) -> bool {
    let tokens = doc.sentence(doc.sentence_of(clause)).tokens;
    let first = tokens.start;
    let fronted = doc.head(first) == Some(clause)
        && matches!(doc.token(first).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
        && matches!(doc.lower(first), "had" | "should" | "were");
    let question = tokens.iter().next_back().is_some_and(|t| doc.lower(t) == "?");
    fronted && !question
}

/// What the governor says of the event below it.
fn governed(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    let relation = doc.token(at).deprel;
    if let Some(status) = with_particle(doc, at, head).or_else(|| untold(doc, at, head)) {
        return Some(status);
    }
    match doc.token(head).upos {
        Upos::Verb => {
            let below = matches!(
                relation,
                Deprel::Xcomp
                    | Deprel::Ccomp
                    | Deprel::Advcl
                    | Deprel::Obj
                    | Deprel::NsubjPass
                    | Deprel::Obl
                    | Deprel::Csubj
            );
            let lemma = doc.lemma(head);
            let of = || phrase::preposition(doc, at).is_some_and(|p| doc.lower(p) == "of");
            if (relation == Deprel::Obj || relation == Deprel::Obl && of())
                && doc.token(at).upos == Upos::Noun
                && let Some(status) = status_cue(lemma, CueKind::Object)
            {
                return Some(status);
            }
            let status = status_cue(lemma, CueKind::Verb).filter(|_| below)?;
            // "announced its choice": a thing of their own that is there.
            if relation == Deprel::Obj && status == Status::Planned && phrase::owner(doc, at).is_some() {
                return None;
            }
            if relation == Deprel::Advcl && !is_infinitive(doc, at) {
                return None;
            }
            // "for" and "on" lead to the thing wanted; other phrases are circumstances.
            if relation == Deprel::Obl {
                let wanted = phrase::preposition(doc, at)
                    .is_some_and(|p| matches!(doc.lower(p), "for" | "to" | "against" | "from"));
                return (wanted && !matches!(status, Status::Planned)).then_some(status);
            }
            // "demanded that he leave", not "told reporters that he had left".
            if status == Status::Demanded && relation == Deprel::Ccomp && !is_subjunctive(doc, at) {
                return None;
            }
            // "He believes that …" and "expected that" only where the clause is not a plain past.
            if relation == Deprel::Ccomp && status != Status::Denied && is_past(doc, at) {
                return None;
            }
            Some(status)
        }
        // "a plan to leave"; not "talks held in Oslo", where the noun says nothing of its participle.
        Upos::Noun if relation == Deprel::Nmod || relation == Deprel::Acl && doc.token(at).xpos != Xpos::Vbn => {
            status_cue(doc.lemma(head), CueKind::Noun)
        }
        Upos::Adj
            if matches!(
                relation,
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::Advcl | Deprel::Nsubj
            ) =>
        {
            status_cue(doc.lower(head), CueKind::Modifier)
        }
        _ => None,
    }
}

/// "prevented them from leaving", "stopped short of banning it", "ruled out selling it", "acquitted of murder".
fn with_particle(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    let below = matches!(
        doc.token(at).deprel,
        Deprel::Advcl | Deprel::Ccomp | Deprel::Xcomp | Deprel::Obl | Deprel::Obj
    );
    if doc.token(head).upos != Upos::Verb || !below || at < head {
        return None;
    }
    let verb = doc.lemma(head);
    let before = doc
        .children(at)
        .filter(|c| matches!(doc.token(*c).deprel, Deprel::Mark | Deprel::Case));
    let after = doc
        .children(head)
        .filter(|c| matches!(doc.token(*c).deprel, Deprel::CompoundPrt | Deprel::Advmod) && *c > head && *c < at);
    before
        .chain(after)
        .find_map(|word| event::status_with(verb, doc.lower(word)))
}

/// "never said that", "nobody has shown that", "no indication that": what was not said or shown may not have happened.
fn untold(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    let clause = doc.token(at).upos == Upos::Verb;
    match (doc.token(head).upos, doc.token(at).deprel) {
        (Upos::Verb, Deprel::Ccomp) if cue::verb(doc.lemma(head)).is_some() => {
            (own_words(doc, head) == Some(Status::Negated)).then_some(Status::Possible)
        }
        (Upos::Noun, Deprel::Acl | Deprel::Ccomp) if clause && !is_infinitive(doc, at) => {
            is_none(doc, head).then_some(Status::Negated)
        }
        _ => None,
    }
}

fn is_infinitive(doc: &Document, verb: TokenId) -> bool {
    doc.token(verb).xpos == Xpos::Vb && doc.child(verb, Deprel::Mark).is_some_and(|m| doc.lower(m) == "to")
}

/// "that he leave", "that he be released"
fn is_subjunctive(doc: &Document, verb: TokenId) -> bool {
    let be = |c: TokenId| doc.token(c).deprel == Deprel::AuxPass && doc.lower(c) == "be";
    doc.token(verb).xpos == Xpos::Vb || doc.children(verb).any(be)
}

fn is_past(doc: &Document, verb: TokenId) -> bool {
    doc.token(verb).xpos == Xpos::Vbd
        || doc.children(verb).any(|c| {
            matches!(doc.token(c).deprel, Deprel::Aux | Deprel::AuxPass)
                && matches!(doc.lower(c), "had" | "was" | "were" | "has" | "have")
        })
}

/// A negated or merely possible governor changes what it says: "did not agree to leave" → negated.
fn bend(doc: &Document, governor: TokenId, status: Status) -> Status {
    // "has not announced any plans to leave": the negation of the verb reaches what its object says.
    let verb = doc.head(governor).filter(|_| doc.token(governor).deprel == Deprel::Obj);
    let own = own_words(doc, governor).or_else(|| own_words(doc, verb?).filter(|s| *s == Status::Negated));
    match (own, status) {
        (Some(Status::Negated), Status::Negated) => Status::Asserted,
        (Some(Status::Negated), Status::Planned | Status::Possible | Status::Predicted | Status::Asserted) => {
            Status::Negated
        }
        (Some(Status::Possible), Status::Planned) => Status::Possible,
        _ => status,
    }
}
