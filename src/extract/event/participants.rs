//! Who does an event, to whom, and with what: the arguments of verbs and event nouns.

use super::trigger::Candidate;
use crate::facts::{EventClass, Participant, Role, Status, TimeExpression};
use crate::language::{Deprel, Document, NameKind, TokenId, TokenRange, Upos, Xpos, phrase};
use crate::lexicon::event;

/// The participants of an event, in order of position.
pub(super) fn participants(doc: &Document, candidate: &Candidate, times: &[TimeExpression]) -> Vec<Participant> {
    let mut found = Collector {
        doc,
        times,
        participants: Vec::new(),
    };
    if doc.token(candidate.token).upos == Upos::Verb {
        verb(&mut found, candidate.token, candidate.class);
    } else if doc.token(candidate.token).upos == Upos::Adj {
        if let Some(patient) = phrase::subject(doc, candidate.token) {
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
        for head in phrase::conjuncts(self.doc, head) {
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
                    head,
                    actor: None,
                });
            }
        }
    }

    fn is_dummy(&self, token: TokenId) -> bool {
        self.doc.token(token).deprel == Deprel::Expl
    }
}

/// The phrase of a noun up to the time that hangs on it: "the port" of "the port on Tuesday".
pub(super) fn without_time(doc: &Document, head: TokenId, times: &[TimeExpression]) -> TokenRange {
    let phrase = phrase::noun_phrase(doc, head);
    let inside = |t: &&TimeExpression| head < t.tokens.start && phrase.contains(t.tokens.start);
    let Some(time) = times.iter().find(inside) else {
        return phrase;
    };
    let before = TokenId(time.tokens.start.0 - 1);
    let preposition = before > head && doc.token(before).upos == Upos::Adp;
    TokenRange {
        start: phrase.start,
        end: if preposition { before } else { time.tokens.start },
    }
}

/// Verbs of these classes have a person as their object who is addressed, not acted upon.
fn addresses(class: EventClass) -> bool {
    matches!(
        class,
        EventClass::Request | EventClass::Consult | EventClass::Threaten | EventClass::Support | EventClass::Agree
    )
}

/// In events of the other classes "to", "for" and "with" lead to places, amounts and circumstances.
fn gives(class: EventClass) -> bool {
    !matches!(
        class,
        EventClass::Movement
            | EventClass::Retreat
            | EventClass::Economy
            | EventClass::Accident
            | EventClass::Disaster
            | EventClass::Death
            | EventClass::Injury
            | EventClass::Election
            | EventClass::Assault
    )
}

/// True for a passive verb, also where a headline leaves out its auxiliary ("Three killed in blast"); not for a perfect
/// ("has committed to"), whatever the tree says of its subject.
fn is_passive(doc: &Document, verb: TokenId) -> bool {
    let (mut perfect, mut active, mut object) = (false, false, false);
    for child in doc.children(verb) {
        match doc.token(child).deprel {
            Deprel::AuxPass => return true,
            Deprel::Nsubj => active = true,
            Deprel::Obj => object = true,
            Deprel::Aux if matches!(doc.lemma(child), "be" | "get") => return phrase::is_passive(doc, verb),
            Deprel::Aux => perfect |= doc.lemma(child) == "have",
            _ => {}
        }
    }
    // "forces destroyed aircraft" is no participle of the forces, whatever the tree says: they have an object.
    if active || object && doc.token(verb).deprel == Deprel::Acl {
        return false;
    }
    let sentence = doc.sentence(doc.sentence_of(verb));
    let heading = doc.article.paragraphs[sentence.paragraph as usize].heading;
    let past = matches!(doc.token(verb).xpos, Xpos::Vbn | Xpos::Vbd);
    let bare = heading && past && !event::is_unaccusative(doc.lemma(verb)) && !object;
    !perfect && (bare || phrase::is_passive(doc, verb))
}

fn verb(found: &mut Collector<'_>, verb: TokenId, class: EventClass) {
    let doc = found.doc;
    let subject = subject(doc, verb);
    let object = phrase::object(doc, verb);
    if is_passive(doc, verb) {
        if let Some(agent) = by_phrase(doc, verb) {
            found.add(Role::Agent, agent);
        }
        if let Some(patient) = subject {
            found.add(Role::Patient, patient);
        }
        if let Some(patient) = object {
            found.add(Role::Patient, patient);
        }
    } else {
        if let Some(subject) = subject {
            let undergoes = object.is_none() && event::is_unaccusative(doc.lemma(verb));
            found.add(if undergoes { Role::Patient } else { Role::Agent }, subject);
        }
        if let Some(object) = object.filter(|o| Some(*o) != subject) {
            let role = if addresses(class) {
                Role::Recipient
            } else {
                Role::Patient
            };
            found.add(role, object);
        }
    }
    if let Some(recipient) = doc.child(verb, Deprel::Iobj) {
        found.add(Role::Recipient, recipient);
    }
    if let Some(object) = object.filter(|o| doc.head(*o) == Some(verb) && gives(class)) {
        through_object(found, object);
    }
    for child in doc.children(verb).filter(|c| doc.token(*c).deprel == Deprel::Obl) {
        let Some(preposition) = phrase::preposition(doc, child) else {
            continue;
        };
        match doc.lower(preposition) {
            "with" if matches!(class, EventClass::Assault | EventClass::Death | EventClass::Injury) => {
                found.add(Role::Instrument, child);
            }
            "for" if doc.child(child, Deprel::Nummod).is_some() => {}
            "to" | "for" | "with" | "against" | "upon" if gives(class) => found.add(Role::Recipient, child),
            "on" if addresses(class) || matches!(class, EventClass::Assault | EventClass::Sanction) => {
                found.add(Role::Recipient, child);
            }
            _ => {}
        }
    }
}

/// "impose tariffs on Russia", "send an email to the firm": whom the act reaches hangs on its object.
fn through_object(found: &mut Collector<'_>, object: TokenId) {
    let doc = found.doc;
    for child in doc.children(object).filter(|c| doc.token(*c).deprel == Deprel::Nmod) {
        let leads =
            phrase::preposition(doc, child).is_some_and(|p| matches!(doc.lower(p), "to" | "on" | "against" | "with"));
        if leads && (named(doc, child) || doc.token(child).upos == Upos::Pron) {
            found.add(Role::Recipient, child);
        }
    }
}

/// The subject of a verb, stated or understood; of an infinitive that describes a noun, whoever has or is asked what
/// the noun says: the firms in "firms announced plans to leave", the residents in "urged residents to leave".
fn subject(doc: &Document, verb: TokenId) -> Option<TokenId> {
    phrase::subject(doc, verb).or_else(|| {
        let infinitive = doc.child(verb, Deprel::Mark).is_some_and(|m| doc.lower(m) == "to");
        let noun = doc.head(verb).filter(|_| infinitive)?;
        let governor = doc.head(noun)?;
        match doc.token(verb).deprel {
            Deprel::Acl if doc.token(governor).upos == Upos::Verb => {
                let asked = event::status_cue(doc.lemma(governor), event::CueKind::Verb) == Some(Status::Demanded);
                let object = doc.token(noun).deprel == Deprel::Obj;
                if asked && object {
                    Some(noun)
                } else {
                    phrase::subject(doc, governor)
                }
            }
            Deprel::Ccomp | Deprel::Advcl => doc
                .child(noun, Deprel::Obj)
                .filter(|_| event::status_cue(doc.lemma(noun), event::CueKind::Verb) == Some(Status::Demanded)),
            _ => None,
        }
    })
}

/// The agent of a passive: "by rebels".
fn by_phrase(doc: &Document, verb: TokenId) -> Option<TokenId> {
    doc.child(verb, Deprel::OblAgent).or_else(|| {
        doc.children(verb)
            .filter(|c| doc.token(*c).deprel == Deprel::Obl)
            .find(|c| phrase::preposition(doc, *c).is_some_and(|p| doc.lower(p) == "by"))
    })
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
    borrowed(found, candidate);
    if let Some(helper) = candidate.helper {
        helped(found, token, helper, class);
    } else if let Some(verb) = proposing_verb(doc, token) {
        // "Ukraine proposed talks with Russia": who asks for talks is to take part in them.
        if class == EventClass::Consult
            && let Some(subject) = phrase::subject(doc, verb).filter(|_| !phrase::is_passive(doc, verb))
        {
            found.add(Role::Agent, subject);
        }
    }
}

/// In "Russia's attack" the owner acts; in "the minister's death" it undergoes.
fn owner_role(doc: &Document, noun: TokenId, class: EventClass) -> Role {
    if event::noun(doc.lemma(noun)).is_some_and(|n| n.suffered) {
        // "the army's killing of civilians"
        let other = doc.children(noun).any(|c| {
            doc.token(c).deprel == Deprel::Nmod && phrase::preposition(doc, c).is_some_and(|p| doc.lower(p) == "of")
        });
        return if other { Role::Agent } else { Role::Patient };
    }
    match class {
        EventClass::Death | EventClass::Injury | EventClass::Disaster | EventClass::Economy => Role::Patient,
        _ => Role::Agent,
    }
}

fn of_noun(found: &mut Collector<'_>, class: EventClass, child: TokenId) {
    let doc = found.doc;
    let Some(preposition) = phrase::preposition(doc, child) else {
        return;
    };
    let role = match (doc.lower(preposition), class) {
        ("by", _) => Role::Agent,
        (
            "between" | "with" | "among",
            EventClass::Consult | EventClass::Agree | EventClass::Cooperate | EventClass::Assault,
        ) => Role::Agent,
        (
            "of",
            EventClass::Protest
            | EventClass::Movement
            | EventClass::Retreat
            | EventClass::Request
            | EventClass::Consult
            | EventClass::Threaten
            | EventClass::Agree,
        ) => Role::Agent,
        ("of" | "against" | "on", _) => Role::Patient,
        ("to" | "for" | "with", _) => Role::Recipient,
        _ => return,
    };
    found.add(role, child);
}

/// "Forces destroyed aircraft in attacks": who does the one does the other, where both are of one class.
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
        phrase::preposition(doc, candidate.token).is_some_and(|p| matches!(doc.lower(p), "in" | "during" | "with"));
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
        if let Some(agent) = by_phrase(doc, helper) {
            found.add(Role::Agent, agent);
        }
    } else if let Some(subject) = phrase::subject(doc, helper).filter(|s| *s != noun) {
        let undergoes = matches!(
            doc.lemma(helper),
            "suffer" | "sustain" | "undergo" | "face" | "receive" | "see" | "witness"
        );
        found.add(if undergoes { Role::Patient } else { Role::Agent }, subject);
    }
    for child in doc.children(helper).filter(|c| doc.token(*c).deprel == Deprel::Obl) {
        match phrase::preposition(doc, child).map(|p| doc.lower(p)) {
            Some("with") if class == EventClass::Consult => found.add(Role::Agent, child),
            Some("with" | "to" | "against" | "for") => found.add(Role::Recipient, child),
            _ => {}
        }
    }
}

/// The verb that asks for, plans or rejects the event that a noun tells.
fn proposing_verb(doc: &Document, noun: TokenId) -> Option<TokenId> {
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

/// True for a name before an event noun that may act in it: not the place of an accident ("Florida crash").
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
