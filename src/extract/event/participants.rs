//! Participants of events: the arguments of verbs and event nouns.

use super::trigger::Candidate;
use crate::language::{Deprel, Document, NameKind, Upos, Xpos, clause};
use crate::lexicon::role::{Anchor, Phrase, role};
use crate::lexicon::{actor, control, event};
use crate::model::facts::{EventClass, Participant, Role, Status, TimeExpression};
use crate::model::ids::{TokenId, TokenRange};

/// The participants that rules over the tree propose, in order of position.
pub(super) fn proposed(doc: &Document, candidate: &Candidate, times: &[TimeExpression]) -> Vec<Participant> {
    let mut found = Collector {
        doc,
        times,
        participants: Vec::new(),
    };
    if doc.token(candidate.token).upos == Upos::Verb {
        verb(&mut found, candidate.token, candidate.class);
    } else if doc.token(candidate.token).upos == Upos::Adj {
        if let Some(patient) = clause::subject(doc, candidate.token) {
            found.add(Role::Patient, patient);
        }
    } else {
        noun(&mut found, candidate);
    }
    let mut participants = found.participants;
    participants.sort_by_key(|p| (p.span, p.role));
    participants.dedup_by_key(|p| (p.span, p.role));
    participants
}

struct Collector<'d> {
    doc: &'d Document,
    /// The times of the sentence: no day takes part in anything.
    times: &'d [TimeExpression],
    participants: Vec<Participant>,
}

impl Collector<'_> {
    /// Adds a phrase and all that is joined to it.
    fn add(&mut self, role: Role, head: TokenId) {
        for head in clause::conjuncts(self.doc, head) {
            let nominal = matches!(
                self.doc.token(head).upos,
                Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det | Upos::Adj | Upos::X | Upos::Sym
            );
            let known = self.participants.iter().any(|p| p.head == head);
            let time = self.times.iter().any(|t| t.tokens.contains(head));
            if nominal && !known && !time && !matches!(self.doc.lower(head), "it" if self.is_dummy(head)) {
                let span = self.doc.span(without_time(self.doc, head, self.times));
                self.participants.push(Participant {
                    role,
                    span,
                    head: counted(self.doc, head),
                    odds: 0.0,
                    actor: None,
                });
            }
        }
    }

    fn is_dummy(&self, token: TokenId) -> bool {
        self.doc.token(token).deprel == Deprel::Expl
    }
}

/// The noun behind one that only counts: the senators of "a number of senators".
fn counted(doc: &Document, head: TokenId) -> TokenId {
    let container = doc.token(head).upos == Upos::Noun && event::frame(doc.lemma(head)).container;
    let of = |c: &TokenId| {
        doc.token(*c).deprel == Deprel::Nmod && clause::preposition(doc, *c).is_some_and(|p| doc.lower(p) == "of")
    };
    doc.children(head).filter(|_| container).find(of).unwrap_or(head)
}

/// The phrase of a noun up to the time that hangs on it: "the port" of "the port on Tuesday".
pub(super) fn without_time(doc: &Document, head: TokenId, times: &[TimeExpression]) -> TokenRange {
    let phrase = clause::noun_phrase(doc, head);
    let inside = |t: &&TimeExpression| head < t.tokens.start && phrase.contains(t.tokens.start);
    let Some(time) = times.iter().find(inside) else {
        return phrase;
    };
    let before = time.tokens.start - 1;
    let preposition = before > head && doc.token(before).upos == Upos::Adp;
    let end = if preposition { before } else { time.tokens.start };
    TokenRange::new(phrase.start, end)
}

/// The phrase of a noun as the list of roles sees it.
fn phrase_of(doc: &Document, head: TokenId, intransitive: bool) -> Phrase {
    Phrase {
        actor: is_actor(doc, head),
        intransitive,
        counted: doc.child(head, Deprel::Nummod).is_some(),
    }
}

/// Returns whether the subject of a verb undergoes what it tells: the verb is in the passive, also where a heading or a
/// conjunction leaves out its auxiliary.
fn is_passive(doc: &Document, verb: TokenId) -> bool {
    let bare = doc.child(verb, Deprel::Nsubj).is_none() && participle(doc, verb);
    bare || is_headline_passive(doc, verb) || doc.is_passive(verb)
}

/// Returns whether a heading leaves out the auxiliary of a passive: "Three killed in blast". A heading tells in the
/// present what is done, and in the past what somebody underwent.
fn is_headline_passive(doc: &Document, verb: TokenId) -> bool {
    let bare = doc.verb_group(verb).is_some_and(|g| g.start == verb);
    let past = matches!(doc.token(verb).xpos, Xpos::Vbn | Xpos::Vbd);
    let object = doc.child(verb, Deprel::Obj).is_some();
    let undergoes = !event::is_unaccusative(doc.lemma(verb)) && (!object || names(doc, verb));
    doc.is_heading(verb) && bare && past && undergoes
}

/// Returns whether a participle without an auxiliary is joined to what is no passive: "found abandoned", "was ill and
/// brought home", "the man, later identified as Lee".
fn participle(doc: &Document, verb: TokenId) -> bool {
    let bare = doc.token(verb).xpos == Xpos::Vbn && doc.child(verb, Deprel::Aux).is_none();
    let Some(head) = doc.head(verb).filter(|_| bare) else {
        return false;
    };
    match doc.token(verb).deprel {
        Deprel::Xcomp => true,
        Deprel::Conj => doc.token(head).upos != Upos::Verb || described(doc, verb).is_some(),
        _ => false,
    }
}

/// The object that a participle describes, which the tree joins to an active verb in the past.
fn described(doc: &Document, participle: TokenId) -> Option<TokenId> {
    let head = doc.head(participle)?;
    let joined = doc.token(participle).deprel == Deprel::Conj && doc.token(participle).xpos == Xpos::Vbn;
    let own = doc.children(participle).any(|c| {
        matches!(
            doc.token(c).deprel,
            Deprel::Aux | Deprel::AuxPass | Deprel::Obj | Deprel::Xcomp | Deprel::Ccomp | Deprel::Cc
        )
    });
    (joined && !own && doc.token(head).xpos == Xpos::Vbd)
        .then(|| doc.child(head, Deprel::Obj))
        .flatten()
}

/// Returns whether the object of a verb in a heading is what its subject has become: "Lee named coach".
fn names(doc: &Document, verb: TokenId) -> bool {
    doc.is_heading(verb) && matches!(doc.token(verb).xpos, Xpos::Vbn | Xpos::Vbd) && event::frame(doc.lemma(verb)).names
}

fn verb(found: &mut Collector<'_>, verb: TokenId, class: EventClass) {
    let doc = found.doc;
    let subject = described(doc, verb).or_else(|| subject(doc, verb));
    let object = clause::object(doc, verb);
    if let Some(owner) = doc.child(verb, Deprel::NmodPoss) {
        // "the prince's killing", tagged as a verb
        let suffered = event::noun(doc.lower(verb)).iter().any(|n| n.suffered) && object.is_none();
        found.add(if suffered { Role::Patient } else { Role::Agent }, owner);
    } else if is_passive(doc, verb) {
        if let Some(agent) = clause::agent(doc, verb) {
            found.add(Role::Agent, agent);
        }
        if let Some(patient) = subject {
            found.add(Role::Patient, patient);
        }
        if let Some(patient) = object.filter(|_| !names(doc, verb)) {
            found.add(Role::Patient, patient);
        }
    } else {
        if let Some(subject) = subject {
            // "lost their lives"
            let died = class == EventClass::Death && doc.lemma(verb) == "lose";
            let undergoes = died || object.is_none() && event::is_unaccusative(doc.lemma(verb));
            found.add(if undergoes { Role::Patient } else { Role::Agent }, subject);
        }
        if let Some(object) = object.filter(|o| Some(*o) != subject) {
            let role = role(Anchor::Verb, "object", class, Phrase::default());
            found.add(role.unwrap_or(Role::Patient), object);
        }
    }
    if let Some(recipient) = doc.child(verb, Deprel::Iobj) {
        found.add(Role::Recipient, recipient);
    }
    if let Some(object) = object.filter(|o| doc.head(*o) == Some(verb)) {
        through_object(found, object, class);
    }
    for child in doc.children(verb).filter(|c| doc.token(*c).deprel == Deprel::Obl) {
        let Some(preposition) = clause::preposition(doc, child) else {
            continue;
        };
        let phrase = phrase_of(doc, child, object.is_none());
        if let Some(role) = role(Anchor::Verb, doc.lower(preposition), class, phrase) {
            found.add(role, child);
        }
    }
}

/// Adds whom an act reaches through its object: "impose tariffs on Russia", "send an email to the firm", "questioned
/// the president's power".
fn through_object(found: &mut Collector<'_>, object: TokenId, class: EventClass) {
    let doc = found.doc;
    let speaks = matches!(class, EventClass::Request | EventClass::Accuse | EventClass::Threaten);
    let reaches = class == EventClass::Movement || role(Anchor::Verb, "to", class, Phrase::default()).is_some();
    for child in doc.children(object) {
        let leads = match doc.token(child).deprel {
            Deprel::NmodPoss => {
                let suffered = event::noun(doc.lemma(object)).iter().any(|n| n.suffered);
                speaks && !suffered && doc.token(child).upos != Upos::Pron
            }
            Deprel::Nmod => clause::preposition(doc, child).is_some_and(|p| match doc.lower(p) {
                "of" => speaks && !is_actor(doc, object),
                "for" => matches!(class, EventClass::Concede | EventClass::Justice),
                "to" | "on" | "against" | "with" => reaches,
                _ => false,
            }),
            _ => false,
        };
        if leads && is_actor(doc, child) {
            found.add(Role::Recipient, child);
        }
    }
}

/// Returns whether a token is a name, a pronoun, or a noun of persons, bodies or places.
fn is_actor(doc: &Document, token: TokenId) -> bool {
    named(doc, token) || doc.token(token).upos == Upos::Pron || actor::noun(doc.lemma(token)).is_some()
}

/// The subject of a verb, stated or understood; of an infinitive that describes a noun, whoever has or is asked what
/// the noun says: the firms in "firms announced plans to leave", the residents in "urged residents to leave".
fn subject(doc: &Document, verb: TokenId) -> Option<TokenId> {
    if let Some(culprit) = deed_of(doc, verb) {
        return Some(culprit);
    }
    // "fears the dam will burst": what the tree makes the object of the verb before.
    let beside = doc.token(verb).deprel == Deprel::Parataxis && doc.child(verb, Deprel::Nsubj).is_none();
    let before = doc
        .head(verb)
        .filter(|_| beside)
        .and_then(|h| doc.child(h, Deprel::Obj));
    let joined = |o: &TokenId| {
        *o < verb
            && TokenRange::new(*o, verb)
                .iter()
                .all(|t| doc.token(t).upos != Upos::Punct)
    };
    if let Some(object) = before.filter(joined) {
        return Some(object);
    }
    // "an agreement, signed in May": a participle behind its noun.
    if doc.token(verb).deprel == Deprel::Amod && doc.token(verb).xpos == Xpos::Vbn {
        return doc.head(verb).filter(|noun| *noun < verb);
    }
    doc.arguments(verb).subject.map(|s| s.head)
}

/// The agent of a deed that is told as a clause behind a preposition: the nurse in "acquitted a nurse of killing patients",
/// "he" in "he is accused of killing two guards".
fn deed_of(doc: &Document, verb: TokenId) -> Option<TokenId> {
    let gerund = doc.token(verb).xpos == Xpos::Vbg
        && doc.children(verb).any(|c| {
            matches!(doc.token(c).deprel, Deprel::Mark | Deprel::Case) && matches!(doc.lower(c), "of" | "for" | "with")
        });
    let head = doc.head(verb).filter(|_| gerund)?;
    // "found not guilty of stealing"
    let judge = if doc.token(head).upos == Upos::Verb {
        head
    } else {
        doc.head(head)?
    };
    if doc.token(judge).upos != Upos::Verb || !event::frame(doc.lemma(judge)).blames && judge == head {
        return None;
    }
    if is_passive(doc, judge) {
        clause::subject(doc, judge)
    } else {
        clause::object(doc, judge)
    }
}

fn noun(found: &mut Collector<'_>, candidate: &Candidate) {
    let doc = found.doc;
    let class = candidate.class;
    let token = candidate.token;
    for child in doc.children(token) {
        match doc.token(child).deprel {
            Deprel::NmodPoss => found.add(owner_role(doc, token, class), child),
            Deprel::Nmod => of_noun(found, class, child),
            Deprel::Compound | Deprel::Amod if acts(doc, child, class) => {
                found.add(owner_role(doc, token, class), child)
            }
            _ => {}
        }
    }
    if found.participants.is_empty() && doc.token(token).deprel == Deprel::Conj {
        shared(found, token, class);
    }
    borrowed(found, candidate);
    if let Some(helper) = candidate.helper {
        helped(found, token, helper, class);
    } else if let Some(verb) = proposing_verb(doc, token) {
        // "Ukraine proposed talks with Russia": who asks for talks is to take part in them; "promised protests": their own.
        let own = is_own_doing(doc.lemma(verb)) && !found.participants.iter().any(|p| p.role == Role::Agent);
        if (class == EventClass::Consult || own)
            && let Some(subject) = clause::subject(doc, verb).filter(|_| !clause::is_passive(doc, verb))
        {
            found.add(Role::Agent, subject);
        }
    } else if let Some(culprit) = culprit(doc, token, class) {
        found.add(Role::Agent, culprit);
    }
}

/// Returns whether what a verb speaks of is to be the subject's own act: "promised", "planned", "threatened".
fn is_own_doing(verb: &str) -> bool {
    let planned = matches!(
        event::status_cue(verb, event::CueKind::Verb),
        Some(Status::Planned | Status::Threatened)
    );
    planned && control::takes("self", verb) && event::status_cue(verb, event::CueKind::Object).is_none()
}

/// Adds the owner that a noun shares with the one that it is joined to: "his arrest and trial".
fn shared(found: &mut Collector<'_>, noun: TokenId, class: EventClass) {
    let doc = found.doc;
    let first = clause::first_conjunct(doc, noun);
    for child in doc.children(first) {
        match doc.token(child).deprel {
            Deprel::NmodPoss => found.add(owner_role(doc, first, class), child),
            Deprel::Nmod if clause::preposition(doc, child).is_some_and(|p| doc.lower(p) == "by") => {
                found.add(Role::Agent, child);
            }
            _ => {}
        }
    }
}

/// The agent of a deed of which a verb accuses, convicts or suspects somebody, or to which somebody confesses: "charged him
/// with murder", "pleaded guilty to two murders", "arrested on suspicion of murder".
fn culprit(doc: &Document, deed: TokenId, class: EventClass) -> Option<TokenId> {
    let crime = matches!(
        class,
        EventClass::Assault | EventClass::Crime | EventClass::Accident | EventClass::Coerce | EventClass::Death
    );
    let mut at = deed;
    for _ in 0..if crime { 3 } else { 0 } {
        let head = doc.head(at)?;
        let relation = doc.token(at).deprel;
        let frame = event::frame(doc.lemma(head));
        if doc.token(head).upos == Upos::Verb {
            if !(frame.blames || frame.confesses) || !matches!(relation, Deprel::Obl | Deprel::Xcomp | Deprel::Obj) {
                return None;
            }
            return if frame.blames && !is_passive(doc, head) {
                clause::object(doc, head).filter(|o| *o != at)
            } else {
                subject(doc, head)
            };
        }
        // "guilty of", "his guilt in", "responsibility for", "suspicion of"
        if !matches!(relation, Deprel::Nmod | Deprel::Obl) || doc.token(at).upos != Upos::Noun {
            return None;
        }
        at = head;
    }
    None
}

/// The role of a noun's owner: in "Russia's attack" it acts, in "the minister's death" it undergoes.
fn owner_role(doc: &Document, noun: TokenId, class: EventClass) -> Role {
    if event::noun(doc.lemma(noun)).iter().any(|n| n.suffered) {
        // "the army's killing of civilians"
        let other = doc.children(noun).any(|c| {
            doc.token(c).deprel == Deprel::Nmod && clause::preposition(doc, c).is_some_and(|p| doc.lower(p) == "of")
        });
        return if other { Role::Agent } else { Role::Patient };
    }
    role(Anchor::Noun, "owner", class, Phrase::default()).unwrap_or(Role::Agent)
}

fn of_noun(found: &mut Collector<'_>, class: EventClass, child: TokenId) {
    let doc = found.doc;
    let Some(preposition) = clause::preposition(doc, child) else {
        return;
    };
    if let Some(role) = role(Anchor::Noun, doc.lower(preposition), class, phrase_of(doc, child, true)) {
        found.add(role, child);
    }
}

/// Adds the agent of the verb to an event noun of the same class: "Forces destroyed aircraft in attacks".
fn borrowed(found: &mut Collector<'_>, candidate: &Candidate) {
    let doc = found.doc;
    let circumstance = doc.token(candidate.token).deprel == Deprel::Obl;
    let Some(verb) = doc
        .head(candidate.token)
        .filter(|_| circumstance && candidate.helper.is_none())
    else {
        return;
    };
    let inside =
        clause::preposition(doc, candidate.token).is_some_and(|p| matches!(doc.lower(p), "in" | "during" | "with"));
    let same = event::verb(doc.lemma(verb)).iter().any(|s| s.class == candidate.class);
    let agent = found.participants.iter().any(|p| p.role == Role::Agent);
    if inside
        && same
        && !agent
        && !is_passive(doc, verb)
        && let Some(subject) = subject(doc, verb)
    {
        found.add(Role::Agent, subject);
    }
}

/// The arguments of a light verb are those of its event noun.
fn helped(found: &mut Collector<'_>, noun: TokenId, helper: TokenId, class: EventClass) {
    let doc = found.doc;
    let passive = is_passive(doc, helper);
    if passive {
        if let Some(agent) = clause::agent(doc, helper) {
            found.add(Role::Agent, agent);
        }
    } else if let Some(subject) = clause::subject(doc, helper).filter(|s| *s != noun) {
        let undergoes = event::has_scope(doc.lemma(helper), event::Scope::Undergoes);
        found.add(if undergoes { Role::Patient } else { Role::Agent }, subject);
    }
    for child in doc.children(helper).filter(|c| doc.token(*c).deprel == Deprel::Obl) {
        let preposition = clause::preposition(doc, child).map_or("-", |p| doc.lower(p));
        if let Some(role) = role(Anchor::Helper, preposition, class, phrase_of(doc, child, true)) {
            found.add(role, child);
        }
    }
}

/// The verb that asks for, plans or rejects the event that a noun tells: "proposed talks", "proposed a round of talks".
fn proposing_verb(doc: &Document, noun: TokenId) -> Option<TokenId> {
    let above = doc.head(noun)?;
    let counted = doc.token(noun).deprel == Deprel::Nmod && event::frame(doc.lemma(above)).container;
    let noun = if counted { above } else { noun };
    let verb = doc.head(noun)?;
    let object = matches!(doc.token(noun).deprel, Deprel::Obj | Deprel::Obl);
    (object && event::status_cue(doc.lemma(verb), event::CueKind::Verb).is_some()).then_some(verb)
}

fn named(doc: &Document, token: TokenId) -> bool {
    kind(doc, token).is_some_and(|k| {
        matches!(
            k,
            NameKind::Person | NameKind::Organization | NameKind::Place | NameKind::Group
        )
    })
}

/// Returns whether a name before an event noun may act in it: not the place of an accident ("Florida crash").
fn acts(doc: &Document, token: TokenId, class: EventClass) -> bool {
    let befalls = matches!(class, EventClass::Accident | EventClass::Disaster | EventClass::Death);
    let of_event = kind(doc, token) == Some(NameKind::Event) && doc.token(token).upos == Upos::Propn;
    of_event || named(doc, token) && !(befalls && kind(doc, token) == Some(NameKind::Place))
}

fn kind(doc: &Document, token: TokenId) -> Option<NameKind> {
    let names = doc.names();
    let i = names.partition_point(|n| n.tokens.end <= token);
    names.get(i).filter(|n| n.tokens.contains(token)).map(|n| n.kind)
}
