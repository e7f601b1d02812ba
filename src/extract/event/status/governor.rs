//! Status by one governing verb, noun or adjective.

use super::clause::{is_content, is_joining, is_participle};
use super::own::{is_infinitive, is_past, is_subjunctive};
use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::cue;
use crate::lexicon::event::{self, CueKind, Scope, status_cue};
use crate::model::facts::Status;
use crate::model::ids::{TokenId, TokenRange};

/// Status of the event below the governor.
pub(super) fn governed(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    with_particle(doc, at, head)
        .or_else(|| behind_object(doc, at, head).map(|(_, status)| status))
        .or_else(|| listed(doc, at, head))
        .or_else(|| match doc.token(head).upos {
            // "was due to convene", of which the tagger makes a participle
            Upos::Verb => by_verb(doc, at, head).or_else(|| {
                let predicate = doc.token(at).deprel == Deprel::Xcomp && doc.child(head, Deprel::Cop).is_some();
                predicate.then(|| by_adjective(doc, at, head)).flatten()
            }),
            Upos::Noun => by_noun(doc, at, head),
            Upos::Adj => by_adjective(doc, at, head),
            _ => None,
        })
}

fn by_verb(doc: &Document, at: TokenId, verb: TokenId) -> Option<Status> {
    // "analysts expect the party will lose": a clause right behind the verb, however the tree hangs it.
    let relation = match doc.token(at).deprel {
        Deprel::Parataxis if is_right_behind(doc, at, verb) => Deprel::Ccomp,
        // "want a ceasefire, followed by talks"
        Deprel::Advcl if is_joining(doc, at) => Deprel::Obj,
        relation => relation,
    };
    let below = matches!(
        relation,
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Obj | Deprel::NsubjPass | Deprel::Obl | Deprel::Csubj
    );
    let lemma = doc.lemma(verb);
    let of = || clause::preposition(doc, at).is_some_and(|p| doc.lower(p) == "of");
    if (relation == Deprel::Obj || relation == Deprel::Obl && of())
        && doc.token(at).upos == Upos::Noun
        && let Some(status) = status_cue(lemma, CueKind::Object)
    {
        return Some(status);
    }
    let clause = matches!(relation, Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Csubj);
    let status = status_cue(lemma, CueKind::Verb).filter(|_| below);
    let status = status.or_else(|| status_cue(lemma, CueKind::VerbOfClause).filter(|_| clause))?;
    // "20 votes are needed to win"
    if lemma == "need" && is_infinitive(doc, at) && doc.is_passive(verb) {
        return Some(Status::Conditional);
    }
    let fits = match relation {
        // "declined an offer": it was made.
        Deprel::Obj | Deprel::NsubjPass if is_refused_request(doc, at, status) => false,
        // "announced its choice": a thing of their own that is there; "announced the death": news.
        Deprel::Obj | Deprel::NsubjPass if status == Status::Planned => {
            !(relation == Deprel::Obj && clause::owner(doc, at).is_some() || is_news(doc, at, lemma))
        }
        // "stopped paying"; who "stopped to help" helped.
        Deprel::Xcomp | Deprel::Advcl if status == Status::Negated && is_infinitive(doc, at) => {
            status_cue(lemma, CueKind::Verb).is_some()
        }
        // "is going to sign"; who "went to sign" is not told of by it. "let's talk"; who is let go goes.
        _ if lemma == "go" => relation == Deprel::Xcomp && doc.token(verb).xpos == Xpos::Vbg,
        _ if lemma == "let" => lets_us(doc, verb),
        // "called it a breach": what it was called.
        Deprel::Xcomp if doc.token(at).upos == Upos::Noun => false,
        // "has to sign"; who "had to land" did land.
        Deprel::Xcomp if lemma == "have" => is_infinitive(doc, at) && !is_past(doc, verb),
        Deprel::Advcl => is_infinitive(doc, at),
        // "for" and "on" lead to the thing wanted; other phrases are circumstances.
        Deprel::Obl => {
            let wanted =
                clause::preposition(doc, at).is_some_and(|p| matches!(doc.lower(p), "for" | "to" | "against" | "from"));
            wanted && status != Status::Planned
        }
        // "demanded that he leave", not "told reporters that he had left".
        Deprel::Ccomp if status == Status::Demanded => is_subjunctive(doc, at),
        // "expected that" only where the clause is not a plain past; what is believed or feared may be wrong in any tense.
        Deprel::Ccomp => matches!(status, Status::Denied | Status::Possible) || !is_past(doc, at),
        _ => true,
    };
    fits.then_some(status)
}

/// Returns whether the verb "let" opens a proposal: "let's talk".
fn lets_us(doc: &Document, verb: TokenId) -> bool {
    doc.child(verb, Deprel::Obj)
        .is_some_and(|c| matches!(doc.lower(c), "us" | "'s" | "’s"))
}

/// Returns whether a noun of asking or offering is the object of a verb of refusing.
fn is_refused_request(doc: &Document, noun: TokenId, status: Status) -> bool {
    matches!(status, Status::Negated | Status::Denied)
        && matches!(
            status_cue(doc.lemma(noun), CueKind::Noun),
            Some(Status::Demanded | Status::Proposed)
        )
}

/// Returns whether no punctuation stands between a verb and a word behind it.
fn is_right_behind(doc: &Document, word: TokenId, verb: TokenId) -> bool {
    verb < word
        && TokenRange::new(verb, word)
            .iter()
            .all(|t| doc.token(t).upos != Upos::Punct)
}

/// Returns whether an announcement reports an event instead of a plan: one that befell somebody or was done.
fn is_news(doc: &Document, noun: TokenId, verb: &str) -> bool {
    event::befalls(doc.lemma(noun)) && cue::verb(verb).is_some()
}

/// The status by the noun above: "a plan to leave", "the threat of war"; not "talks held in Oslo", where the noun says
/// nothing of its participle, nor "an agreement after the attack".
fn by_noun(doc: &Document, at: TokenId, noun: TokenId) -> Option<Status> {
    let leads = match doc.token(at).deprel {
        _ if is_content(doc, at) => !is_participle(doc, at),
        Deprel::Nmod => clause::preposition(doc, at).is_some_and(|p| event::has_scope(doc.lower(p), Scope::About)),
        Deprel::Appos => true,
        _ => false,
    };
    let clause = is_content(doc, at);
    let gerund = clause && doc.token(at).xpos == Xpos::Vbg && doc.child(at, Deprel::Mark).is_none();
    // "a time to talk"; not "had a hard time talking".
    let status = noun_cue(doc, noun, clause && !gerund).filter(|_| leads)?;
    // "a threat forcing people to flee" does force them; "a bill banning cars" is about the ban.
    if gerund {
        return matches!(status, Status::Planned | Status::Proposed | Status::Demanded).then_some(status);
    }
    // "the pact, a deal to lease ships" names a deal that is there; "two obstacles, the disarmament and the withdrawal" do not.
    let named = doc.token(at).deprel == Deprel::Appos;
    (!named || matches!(status, Status::Demanded | Status::Possible)).then_some(status)
}

/// Status by a noun, of the phrase or the clause behind it.
fn noun_cue(doc: &Document, noun: TokenId, clause: bool) -> Option<Status> {
    let lemma = doc.lemma(noun);
    status_cue(lemma, CueKind::Noun).or_else(|| status_cue(lemma, CueKind::NounOfClause).filter(|_| clause))
}

fn by_adjective(doc: &Document, at: TokenId, adjective: TokenId) -> Option<Status> {
    let below = matches!(
        doc.token(at).deprel,
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::Advcl | Deprel::Nsubj
    );
    status_cue(doc.lower(adjective), CueKind::Modifier).filter(|_| below)
}

/// The object, or the adjective, right before a phrase, and what it says of the phrase, also where the tree attaches the phrase to the
/// verb: "made preparations for a return", "announced plans to leave".
pub(super) fn behind_object(doc: &Document, at: TokenId, head: TokenId) -> Option<(TokenId, Status)> {
    let leader = match doc.token(at).deprel {
        Deprel::Obl => clause::preposition(doc, at).filter(|p| event::has_scope(doc.lower(*p), Scope::About))?,
        Deprel::Advcl => doc.child(at, Deprel::Mark).filter(|_| is_infinitive(doc, at))?,
        _ => return None,
    };
    // "demands that the town considers absurd, including a withdrawal"
    let listed = doc.lower(leader) == "including" && doc.token(head).upos == Upos::Verb;
    let described = doc
        .head(head)
        .filter(|noun| listed && doc.token(*noun).upos == Upos::Noun);
    let before = leader.prev()?;
    // "pleaded not guilty to murder"
    let adjective = || doc.token(before).deprel == Deprel::Xcomp && doc.head(before) == Some(head);
    if let Some(status) = event::status_with(doc.lower(before), doc.lower(leader)).filter(|_| adjective()) {
        return Some((before, status));
    }
    let noun = described.unwrap_or(before);
    let object = described.is_some() || doc.head(noun) == Some(head) && doc.token(noun).deprel == Deprel::Obj;
    let clause = doc.token(at).deprel == Deprel::Advcl;
    object
        .then(|| noun_cue(doc, noun, clause))
        .flatten()
        .map(|status| (noun, status))
}

/// The status of what a demand or a plan contains: "its demands include the release of prisoners", "an accord that
/// includes a truce".
fn listed(doc: &Document, at: TokenId, verb: TokenId) -> Option<Status> {
    let held = matches!(
        doc.token(at).deprel,
        Deprel::Obj | Deprel::Obl | Deprel::Advcl | Deprel::Xcomp
    ) && at > verb
        && doc.token(verb).upos == Upos::Verb
        && event::has_scope(doc.lemma(verb), Scope::Holds);
    let holder = clause::subject(doc, verb).filter(|_| held)?;
    status_cue(doc.lemma(holder), CueKind::Noun)
}

/// The status of what a demand or a plan is: "their main demand is the release of prisoners".
pub(super) fn held(doc: &Document, predicate: TokenId) -> Option<Status> {
    doc.child(predicate, Deprel::Cop)?;
    let subject = doc.child(predicate, Deprel::Nsubj)?;
    status_cue(doc.lemma(subject), CueKind::Noun)
}

/// The status by a governor with its particle or preposition: "prevented them from leaving", "stopped short of banning
/// it", "ruled out selling it", "acquitted of murder", "a lack of progress".
fn with_particle(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    let relation = doc.token(at).deprel;
    if at < head {
        // "the strike was called off"
        let particle = doc
            .child(head, Deprel::CompoundPrt)
            .filter(|_| relation == Deprel::NsubjPass)?;
        return event::status_with(doc.lemma(head), doc.lower(particle));
    }
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
                // "went on trial for poisoning", "came close to closing": the word between says what the clause is.
                let between = doc.children(head).filter(|c| {
                    matches!(doc.token(*c).deprel, Deprel::Obl | Deprel::Obj | Deprel::Advmod)
                        && *c > head
                        && *c < at
                        && below
                });
                between
                    .flat_map(|word| leaders().map(move |l| (word, l)))
                    .find_map(|(word, l)| with(word, l))
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
        // "exempt from prosecution", "close to collapse"
        Upos::Adj | Upos::Adv
            if matches!(
                relation,
                Deprel::Obl | Deprel::Advcl | Deprel::Nmod | Deprel::Ccomp | Deprel::Xcomp
            ) =>
        {
            leaders().find_map(|leader| event::status_with(doc.lower(head), doc.lower(leader)))
        }
        _ => None,
    }
}
