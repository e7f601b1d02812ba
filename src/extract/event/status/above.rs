//! What the words say that an event stands under: the verbs, nouns and adjectives that govern it.

use super::own::{is_finite, is_infinitive, is_past, is_subjunctive, own_words, purpose};
use crate::language::clause::{Form, VerbGroup};
use crate::language::{Deprel, Document, Upos, Xpos, phrase};
use crate::lexicon::cue;
use crate::lexicon::event::{self, CueKind, Scope, status_cue};
use crate::model::facts::{EventClass, Status};
use crate::model::ids::TokenId;

/// How many governing words are asked.
const DEPTH: usize = 5;

/// What the verb right before a gerund says, wherever the tree hangs that: "who denies having taken bribes".
pub(super) fn behind_verb(doc: &Document, gerund: TokenId) -> Option<Status> {
    let group = doc.verb_group(gerund)?;
    let loose = matches!(doc.token(gerund).deprel, Deprel::Acl | Deprel::Advcl) && group.form == Form::Present;
    let verb = TokenId(group.start.0.checked_sub(1).filter(|_| loose)?);
    let lemma = doc.lemma(verb);
    (doc.token(verb).upos == Upos::Verb)
        .then(|| status_cue(lemma, CueKind::Verb).or_else(|| status_cue(lemma, CueKind::VerbOfClause)))
        .flatten()
}

/// What the words that an event stands under say, the nearest first.
pub(super) fn above(doc: &Document, top: TokenId) -> Option<Status> {
    let mut at = top;
    for _ in 0..DEPTH {
        let head = doc.head(at)?;
        if let Some(status) = said(doc, at, head) {
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

/// What the words beside a verb say of what depends on it: "would begin to withdraw", "could achieve a ceasefire", "will meet
/// him before leaving", "will resign and leave".
fn shared(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    let own = own_words(doc, head).or_else(|| purpose(doc, head))?;
    let negated = own == Status::Negated;
    let shares = match doc.token(at).deprel {
        Deprel::Xcomp | Deprel::Obj => true,
        Deprel::Advcl => is_attendant(doc, at) && !negated,
        // "did not attack or burn"; not "found nothing and left"
        Deprel::Conj => is_bare(doc, at, head) && (!negated || doc.verb_group(at).is_some_and(VerbGroup::is_negated)),
        _ => false,
    };
    shares.then_some(own)
}

/// A verb that has nothing of its own beside the one that it is joined to.
fn is_bare(doc: &Document, token: TokenId, head: TokenId) -> bool {
    let own = |c: TokenId| {
        matches!(
            doc.token(c).deprel,
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Mark | Deprel::Nsubj | Deprel::NsubjPass
        )
    };
    doc.token(token).upos == Upos::Verb
        && doc.token(token).xpos == doc.token(head).xpos
        && !doc.children(token).any(own)
}

/// What a verb of threatening, demanding or denying right above says, or one with a report between ("denied reports that he
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

/// What the governor says of the event below it, bent by the governor's own negation or mood.
fn said(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    untold(doc, at, head)
        .or_else(|| behind_object(doc, at, head).map(|(noun, status)| bend(doc, noun, status)))
        .or_else(|| Some(bend(doc, head, governed(doc, at, head)?)))
}

/// True if the status of the governor still concerns the event. What is spoken of with a verb that is no cue ("end the
/// war", "react to the fire") is there whatever becomes of the verb, unless the verb brings it about.
fn passes(doc: &Document, token: TokenId, head: TokenId) -> bool {
    match doc.token(token).deprel {
        Deprel::Xcomp | Deprel::Ccomp => true,
        Deprel::AclRelcl => is_content(doc, token),
        Deprel::Obj => event::has_scope(doc.lemma(head), Scope::Brings),
        Deprel::Obl | Deprel::OblAgent => is_joining(doc, head),
        Deprel::Conj => is_parallel(doc, token, head),
        // "a plan to leave"; "the truce introduced in May" was introduced, whatever becomes of the truce.
        Deprel::Acl => doc.token(token).upos == Upos::Verb && (!is_participle(doc, token) || is_joining(doc, token)),
        Deprel::Advcl => is_infinitive(doc, token) || is_attendant(doc, token) || is_joining(doc, token),
        Deprel::Nmod => {
            doc.token(head).upos == Upos::Noun
                && phrase::preposition(doc, token).is_some_and(|p| match doc.lower(p) {
                    "of" | "for" => true,
                    // "no truth to claims that"
                    "to" => phrase::is_none(doc, head),
                    _ => false,
                })
        }
        _ => false,
    }
}

/// "urged them to leave and met his team": what is told has the mood of the telling, and a verb is not joined to a noun.
fn is_parallel(doc: &Document, token: TokenId, head: TokenId) -> bool {
    let verb = |t: TokenId| doc.token(t).upos == Upos::Verb;
    match (verb(token), verb(head)) {
        (true, true) if doc.token(token).xpos == Xpos::Vbd => is_past(doc, head),
        (true, true) => !is_finite(doc, token) || is_finite(doc, head),
        (false, false) => true,
        _ => false,
    }
}

/// "before leaving", "by selling it", ", meeting the king": what goes with the main clause. "after losing" came before it.
fn is_attendant(doc: &Document, clause: TokenId) -> bool {
    let with = |mark: TokenId| matches!(doc.lower(mark), "before" | "by" | "while" | "when");
    doc.token(clause).deprel == Deprel::Advcl
        && doc.token(clause).xpos == Xpos::Vbg
        && doc.child(clause, Deprel::Mark).is_none_or(with)
}

/// "followed by talks"
fn is_joining(doc: &Document, verb: TokenId) -> bool {
    doc.token(verb).xpos == Xpos::Vbn && event::has_scope(doc.lemma(verb), Scope::Joins)
}

/// A clause that tells what the noun before it is about: "the claim that he left", "the plan to leave", also where the tree
/// takes "that" for a relative clause.
fn is_content(doc: &Document, clause: TokenId) -> bool {
    match doc.token(clause).deprel {
        Deprel::Acl | Deprel::Ccomp => true,
        Deprel::AclRelcl => doc.child(clause, Deprel::Mark).is_some_and(|m| doc.lower(m) == "that"),
        _ => false,
    }
}

/// "introduced in May" behind a noun; not "to be introduced".
fn is_participle(doc: &Document, verb: TokenId) -> bool {
    doc.token(verb).xpos == Xpos::Vbn && doc.child(verb, Deprel::Mark).is_none()
}

/// What the governor says of the event below it.
pub(super) fn governed(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    with_particle(doc, at, head)
        .or_else(|| behind_object(doc, at, head).map(|(_, status)| status))
        .or_else(|| listed(doc, at, head))
        .or_else(|| match doc.token(head).upos {
            Upos::Verb => by_verb(doc, at, head),
            Upos::Noun => by_noun(doc, at, head),
            Upos::Adj => by_adjective(doc, at, head),
            _ => None,
        })
}

fn by_verb(doc: &Document, at: TokenId, verb: TokenId) -> Option<Status> {
    // "analysts expect the party will lose": a clause right behind the verb, however the tree hangs it.
    let relation = match doc.token(at).deprel {
        Deprel::Parataxis if is_right_behind(doc, at, verb) => Deprel::Ccomp,
        relation => relation,
    };
    let below = matches!(
        relation,
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Obj | Deprel::NsubjPass | Deprel::Obl | Deprel::Csubj
    );
    let lemma = doc.lemma(verb);
    let of = || phrase::preposition(doc, at).is_some_and(|p| doc.lower(p) == "of");
    if (relation == Deprel::Obj || relation == Deprel::Obl && of())
        && doc.token(at).upos == Upos::Noun
        && let Some(status) = status_cue(lemma, CueKind::Object)
    {
        return Some(status);
    }
    let clause = matches!(relation, Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Csubj);
    let status = status_cue(lemma, CueKind::Verb).filter(|_| below);
    let status = status.or_else(|| status_cue(lemma, CueKind::VerbOfClause).filter(|_| clause))?;
    let fits = match relation {
        // "announced its choice": a thing of their own that is there; "announced the death": news.
        Deprel::Obj | Deprel::NsubjPass if status == Status::Planned => {
            !(relation == Deprel::Obj && phrase::owner(doc, at).is_some() || is_news(doc, at, lemma))
        }
        // "stopped paying"; who "stopped to help" helped.
        Deprel::Xcomp | Deprel::Advcl if status == Status::Negated && is_infinitive(doc, at) => {
            status_cue(lemma, CueKind::Verb).is_some()
        }
        // "has to sign"; who "had to land" did land.
        Deprel::Xcomp if lemma == "have" => is_infinitive(doc, at) && !is_past(doc, verb),
        Deprel::Advcl => is_infinitive(doc, at),
        // "for" and "on" lead to the thing wanted; other phrases are circumstances.
        Deprel::Obl => {
            let wanted =
                phrase::preposition(doc, at).is_some_and(|p| matches!(doc.lower(p), "for" | "to" | "against" | "from"));
            wanted && status != Status::Planned
        }
        // "demanded that he leave", not "told reporters that he had left".
        Deprel::Ccomp if status == Status::Demanded => is_subjunctive(doc, at),
        // "He believes that …" and "expected that" only where the clause is not a plain past.
        Deprel::Ccomp => status == Status::Denied || !is_past(doc, at),
        _ => true,
    };
    fits.then_some(status)
}

/// True if no punctuation stands between a verb and a word behind it.
fn is_right_behind(doc: &Document, word: TokenId, verb: TokenId) -> bool {
    verb < word && (verb.0..word.0).all(|t| doc.token(TokenId(t)).upos != Upos::Punct)
}

/// What befell somebody or was done is announced as news, not as a plan.
fn is_news(doc: &Document, noun: TokenId, verb: &str) -> bool {
    let class = event::noun(doc.lemma(noun)).last().map(|s| s.class);
    let befalls = matches!(
        class,
        Some(
            EventClass::Death
                | EventClass::Injury
                | EventClass::Accident
                | EventClass::Disaster
                | EventClass::Crime
                | EventClass::Coerce
                | EventClass::Assault
                | EventClass::Science
        )
    );
    befalls && cue::verb(verb).is_some()
}

/// "a plan to leave", "the threat of war"; not "talks held in Oslo", where the noun says nothing of its participle, nor "an
/// agreement after the attack".
fn by_noun(doc: &Document, at: TokenId, noun: TokenId) -> Option<Status> {
    let leads = match doc.token(at).deprel {
        _ if is_content(doc, at) => !is_participle(doc, at),
        Deprel::Nmod => phrase::preposition(doc, at).is_some_and(|p| leads(doc.lower(p))),
        Deprel::Appos => true,
        _ => false,
    };
    let clause = is_content(doc, at);
    let status = status_cue(doc.lemma(noun), CueKind::Noun)
        .or_else(|| status_cue(doc.lemma(noun), CueKind::NounOfClause).filter(|_| clause));
    let status = status.filter(|_| leads)?;
    // "a threat forcing people to flee" does force them; "a bill banning cars" is about the ban.
    if clause && doc.token(at).xpos == Xpos::Vbg && doc.child(at, Deprel::Mark).is_none() {
        return matches!(status, Status::Planned | Status::Proposed | Status::Demanded).then_some(status);
    }
    // "the pact, a deal to lease ships" names a deal that is there; "two obstacles, the disarmament and the withdrawal" do not.
    let named = doc.token(at).deprel == Deprel::Appos;
    (!named || matches!(status, Status::Demanded | Status::Possible)).then_some(status)
}

/// Prepositions behind a noun that lead to what it is about: the noun's others tell when, where and by whom.
fn leads(preposition: &str) -> bool {
    matches!(
        preposition,
        "of" | "for" | "to" | "on" | "against" | "at" | "toward" | "towards" | "including" | "such"
    )
}

fn by_adjective(doc: &Document, at: TokenId, adjective: TokenId) -> Option<Status> {
    let below = matches!(
        doc.token(at).deprel,
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::Advcl | Deprel::Nsubj
    );
    status_cue(doc.lower(adjective), CueKind::Modifier).filter(|_| below)
}

/// "made preparations for a return", "announced plans to leave": the phrase right behind an object belongs to it, also where
/// the tree hangs it on the verb. Returns the object and what it says.
fn behind_object(doc: &Document, at: TokenId, head: TokenId) -> Option<(TokenId, Status)> {
    let leader = match doc.token(at).deprel {
        Deprel::Obl => phrase::preposition(doc, at).filter(|p| leads(doc.lower(*p)))?,
        Deprel::Advcl => doc.child(at, Deprel::Mark).filter(|_| is_infinitive(doc, at))?,
        _ => return None,
    };
    // "demands that the town considers absurd, including a withdrawal"
    let listed = doc.lower(leader) == "including" && doc.token(head).upos == Upos::Verb;
    let described = doc
        .head(head)
        .filter(|noun| listed && doc.token(*noun).upos == Upos::Noun);
    let before = TokenId(leader.0.checked_sub(1)?);
    let noun = described.unwrap_or(before);
    let object = described.is_some() || doc.head(noun) == Some(head) && doc.token(noun).deprel == Deprel::Obj;
    let clause = doc.token(at).deprel == Deprel::Advcl;
    let said = || {
        status_cue(doc.lemma(noun), CueKind::Noun)
            .or_else(|| status_cue(doc.lemma(noun), CueKind::NounOfClause).filter(|_| clause))
    };
    object.then(said).flatten().map(|status| (noun, status))
}

/// "its demands include the release of prisoners", "an accord that includes a truce": what a demand or a plan holds is as
/// far as that.
fn listed(doc: &Document, at: TokenId, verb: TokenId) -> Option<Status> {
    let held = matches!(
        doc.token(at).deprel,
        Deprel::Obj | Deprel::Obl | Deprel::Advcl | Deprel::Xcomp
    ) && at > verb
        && doc.token(verb).upos == Upos::Verb
        && event::has_scope(doc.lemma(verb), Scope::Holds);
    let holder = phrase::subject(doc, verb).filter(|_| held)?;
    status_cue(doc.lemma(holder), CueKind::Noun)
}

/// "their main demand is the release of prisoners".
pub(super) fn held(doc: &Document, predicate: TokenId) -> Option<Status> {
    doc.child(predicate, Deprel::Cop)?;
    let subject = doc.child(predicate, Deprel::Nsubj)?;
    status_cue(doc.lemma(subject), CueKind::Noun)
}

/// "prevented them from leaving", "stopped short of banning it", "ruled out selling it", "acquitted of murder", "a lack of
/// progress".
fn with_particle(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    if at < head {
        return None;
    }
    let relation = doc.token(at).deprel;
    let leaders = || {
        doc.children(at)
            .filter(|c| matches!(doc.token(*c).deprel, Deprel::Mark | Deprel::Case))
    };
    let with = |word: TokenId, leader: TokenId| event::status_with(doc.lemma(word), doc.lower(leader));
    match doc.token(head).upos {
        Upos::Verb => {
            let below = matches!(
                relation,
                Deprel::Advcl | Deprel::Ccomp | Deprel::Xcomp | Deprel::Obl | Deprel::Obj
            );
            let after = doc.children(head).filter(|c| {
                matches!(doc.token(*c).deprel, Deprel::CompoundPrt | Deprel::Advmod) && *c > head && *c < at
            });
            let mut words = leaders().chain(after).filter(|_| below);
            words.find_map(|word| with(head, word)).or_else(|| {
                // "went on trial for poisoning": the noun between says what the clause is.
                let nouns = doc.children(head).filter(|c| {
                    matches!(doc.token(*c).deprel, Deprel::Obl | Deprel::Obj) && *c > head && *c < at && below
                });
                nouns
                    .flat_map(|noun| leaders().map(move |l| (noun, l)))
                    .find_map(|(noun, l)| with(noun, l))
            })
        }
        Upos::Noun | Upos::Propn if matches!(relation, Deprel::Nmod | Deprel::Acl) => {
            // "cleared the minister Jens Aldrup of taking bribes"
            let named = |t: &TokenId| matches!(doc.token(*t).deprel, Deprel::Appos | Deprel::Flat | Deprel::Compound);
            let noun = std::iter::successors(Some(head), |t| doc.head(*t).filter(|_| named(t))).last()?;
            let verb = doc
                .head(noun)
                .filter(|_| matches!(doc.token(noun).deprel, Deprel::Obj | Deprel::NsubjPass));
            leaders().find_map(|leader| {
                with(head, leader)
                    // "cleared the driver of stealing it": the tree hangs the clause on the object.
                    .or_else(|| with(verb?, leader).filter(|_| relation == Deprel::Acl || doc.lower(leader) == "of"))
            })
        }
        // "exempt from prosecution"
        Upos::Adj if matches!(relation, Deprel::Obl | Deprel::Advcl | Deprel::Nmod | Deprel::Ccomp) => {
            leaders().find_map(|leader| event::status_with(doc.lower(head), doc.lower(leader)))
        }
        _ => None,
    }
}

/// "never said that", "nobody has shown that", "no indication that", "no sign of": what was not said or shown may not have
/// happened.
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
            is_missing(doc, head).then_some(Status::Negated)
        }
        (Upos::Noun, Deprel::Nmod) if event::has_scope(doc.lemma(head), Scope::Evidence) && is_missing(doc, head) => {
            match doc.lower(phrase::preposition(doc, at)?) {
                "of" => Some(Status::Negated),
                // "gave no details on casualties"
                "on" | "about" | "regarding" => Some(Status::Possible),
                _ => None,
            }
        }
        _ => None,
    }
}

/// "no sign", "found not a sign": a noun of something that is not there.
fn is_missing(doc: &Document, noun: TokenId) -> bool {
    let unfound = || {
        let verb = doc.head(noun).filter(|_| doc.token(noun).deprel == Deprel::Obj);
        let evidence = event::has_scope(doc.lemma(noun), Scope::Evidence);
        verb.is_some_and(|v| evidence && own_words(doc, v) == Some(Status::Negated))
    };
    phrase::is_none(doc, noun) || unfound()
}

/// A negated or merely possible governor changes what it says: "did not agree to leave", "scrapped plans to leave" → negated.
fn bend(doc: &Document, governor: TokenId, status: Status) -> Status {
    // "has not announced any plans to leave": the negation of the verb reaches what its object says.
    let verb = doc.head(governor).filter(|_| doc.token(governor).deprel == Deprel::Obj);
    let own = own_words(doc, governor).or_else(|| own_words(doc, verb?).filter(|s| *s == Status::Negated));
    let own = if is_undone(doc, governor) {
        Some(Status::Negated)
    } else {
        own
    };
    match (own, status) {
        // "has not ruled out arson" leaves it open; who "did not fail to pay" paid.
        (Some(Status::Negated), Status::Negated) if doc.child(governor, Deprel::CompoundPrt).is_some() => {
            Status::Possible
        }
        (Some(Status::Negated), Status::Negated) => Status::Asserted,
        (Some(Status::Negated), Status::Denied) => Status::Possible,
        (
            Some(Status::Negated),
            Status::Planned | Status::Proposed | Status::Possible | Status::Predicted | Status::Asserted,
        ) => Status::Negated,
        (Some(bent @ (Status::Possible | Status::Conditional)), Status::Planned) => bent,
        _ => status,
    }
}

/// "called off plans", "abandoned the attempt", "the attempt failed": what was planned or tried came to nothing.
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
