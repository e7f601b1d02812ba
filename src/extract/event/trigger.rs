//! Triggers: the words that tell events, with their classes.
//!
//! A verb tells one unless the lexicon knows it as a state, a reporting verb, or a mere helper of an event noun ("hold
//! talks", "the crash happened"). A noun tells one if the lexicon lists it: some always do ("earthquake"), others only
//! with a time, a helper or a participant of their own ("deal").

use std::collections::BTreeSet;

use super::topics::Topics;
use crate::language::clause::{Modality, Tense, VerbGroup};
use crate::language::scorer::Features;
use crate::language::{Deprel, Document, NameKind, Upos, Xpos, clause};
use crate::lexicon::event::{self, Frame, NounSense, Scope, VerbSense};
use crate::model::facts::{Confidence, EventClass};
use crate::model::ids::TokenId;

/// A word that tells an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) token: TokenId,
    pub(super) class: EventClass,
    /// For an event noun: the verb that helps it ("hold" in "hold talks").
    pub(super) helper: Option<TokenId>,
    /// For an event noun: the participle that says that it was done ("the talks held in Oslo").
    pub(super) done: Option<TokenId>,
    pub(super) confidence: Confidence,
    /// True if a rule vouches for it; false for any other verb or noun.
    pub(super) vouched: bool,
    pub(super) rule: &'static str,
}

/// Context in which a word is asked whether it tells an event.
pub(super) struct Sight<'s, 'd> {
    pub(super) doc: &'d Document,
    /// The head words of the sentence's time expressions.
    pub(super) times: &'s [TokenId],
    /// True inside a direct quote.
    pub(super) spoken: bool,
    /// The lemmas of the article's events so far.
    pub(super) told: &'s BTreeSet<&'d str>,
    /// The classes that the article is about.
    pub(super) topics: &'s Topics,
}

impl Sight<'_, '_> {
    /// The event told by a token, if it tells one.
    pub(super) fn candidate(&self, token: TokenId) -> Option<Candidate> {
        match self.doc.token(token).upos {
            Upos::Verb => self.verb(token),
            Upos::Noun | Upos::Propn if names_a_thing(self.doc, token) => None,
            Upos::Noun | Upos::Propn => self.noun(token),
            Upos::Adj => self.adjective(token),
            _ => None,
        }
    }

    /// A verb or noun that no rule vouches for: only its score can make it an event.
    pub(super) fn open(&self, token: TokenId) -> Option<Candidate> {
        let doc = self.doc;
        let relation = doc.token(token).deprel;
        let part = matches!(
            relation,
            Deprel::Case | Deprel::Mark | Deprel::Fixed | Deprel::Flat | Deprel::Aux | Deprel::AuxPass | Deprel::Cop
        );
        if part || in_name(doc, token) && !heads_an_event_name(doc, token) || names_a_thing(doc, token) {
            return None;
        }
        let (class, rule) = match doc.token(token).upos {
            Upos::Verb if self.helps(token) => return None,
            Upos::Verb => {
                let sense = fitting(doc, token, event::verb(doc.lemma(token)));
                (sense.map(|s| s.class), "event.verb.open")
            }
            Upos::Noun => (fitting_noun(doc, token).map(|s| s.class), "event.noun.open"),
            Upos::Propn if !in_name(doc, token) => (fitting_noun(doc, token).map(|s| s.class), "event.noun.open"),
            Upos::Adj => (event::adjective(doc.lower(token)), "event.adjective.open"),
            _ => return None,
        };
        let noun = doc.token(token).upos != Upos::Verb;
        Some(Candidate {
            token,
            class: class.unwrap_or(EventClass::Other),
            helper: helper(doc, token).filter(|_| noun),
            done: carried_out(doc, token).filter(|_| noun),
            confidence: Confidence::Low,
            vouched: false,
            rule,
        })
    }

    /// Returns whether a verb is the light verb of an event noun and has no reading of its own here.
    fn helps(&self, verb: TokenId) -> bool {
        let doc = self.doc;
        let frame = event::frame(doc.lemma(verb));
        let own = fitting(doc, verb, event::verb(doc.lemma(verb))).is_some_and(|s| s.particle.is_some());
        !own && (frame.light || frame.aspectual || occurs(doc, verb, frame)) && helps_an_event(doc, verb)
    }

    /// Findings of the rules on a word, as features.
    pub(super) fn features<'f>(&self, candidate: &Candidate, to: &mut Features<'f>) {
        let doc = self.doc;
        let token = candidate.token;
        to.add("rule", candidate.rule);
        to.pair("rule.sure", candidate.rule, candidate.confidence.label());
        to.flag("dated", self.dated(token));
        to.flag("told", self.told.contains(doc.lemma(token)));
        to.flag("helped", candidate.helper.is_some());
        to.flag("done", candidate.done.is_some());
        to.flag("generic", is_generic(doc, token));
        to.flag("quality", is_quality(doc, token));
        let frame = event::frame(doc.lemma(token));
        for (name, has) in [
            ("frame.light", frame.light),
            ("frame.aspectual", frame.aspectual),
            ("frame.stative", frame.stative),
            ("frame.reporting", frame.reporting),
            ("frame.weak", frame.weak),
            ("frame.occur", frame.occur),
            ("frame.container", frame.container),
            ("frame.lasting", frame.lasting),
            ("frame.content", frame.content),
            ("frame.preposition", frame.preposition),
        ] {
            to.flag(name, has);
        }
        if doc.token(token).upos == Upos::Verb {
            let listed = fitting(doc, token, event::verb(doc.lemma(token)));
            to.flag("listed", listed.is_some());
            to.flag(
                "specific",
                listed.is_some_and(|s| s.particle.is_some() || !s.arguments.is_empty()),
            );
            to.flag("subject", clause::subject(doc, token).is_some());
            to.flag("object", clause::object(doc, token).is_some());
        } else {
            let listed = fitting_noun(doc, token);
            to.flag("listed.noun", listed.is_some());
            to.flag("always", listed.is_some_and(|s| s.always));
            to.flag("points back", self.points_back(token));
            to.flag("participant", has_participant(doc, token));
        }
    }

    /// Returns whether a time expression is attached to the token, or to a noun that is ("cut rates on Thursday").
    pub(super) fn dated(&self, token: TokenId) -> bool {
        let doc = self.doc;
        let noun = |t: &TokenId| doc.token(*t).upos != Upos::Verb;
        self.times.iter().any(|h| {
            let direct = doc.head(*h);
            let through = direct.filter(noun).and_then(|d| doc.head(d));
            direct == Some(token) || through == Some(token) || clause::purpose_before(doc, *h) == Some(token)
        })
    }

    fn verb(&self, token: TokenId) -> Option<Candidate> {
        let doc = self.doc;
        let relation = doc.token(token).deprel;
        let modifier = matches!(
            relation,
            Deprel::Amod | Deprel::Case | Deprel::Mark | Deprel::Fixed | Deprel::Compound | Deprel::Flat | Deprel::Aux
        );
        if modifier || in_name(doc, token) || is_quality(doc, token) || is_noun(doc, token) {
            return None;
        }
        let lemma = doc.lemma(token);
        let frame = event::frame(lemma);
        let sense = fitting(doc, token, event::verb(lemma));
        let specific = sense.is_some_and(|s| s.particle.is_some() || !s.arguments.is_empty());
        let dated = self.dated(token);
        let helps = frame.light || frame.aspectual || occurs(doc, token, frame);
        // "launched an attack": the noun tells it, whatever the lexicon says of launching.
        if helps && sense.is_none_or(|s| s.particle.is_none()) && helps_an_event(doc, token) {
            return None;
        }
        if !specific && (frame.reporting || frame.stative) && sense.is_none() {
            return None;
        }
        if sense.is_none() && (frame.aspectual || occurs(doc, token, frame)) && !dated {
            return None;
        }
        let listed = sense.is_some();
        let weak = !listed || frame.weak && !specific;
        if !dated
            && (is_generic(doc, token) || self.spoken && is_bare(doc, token) || weak && !is_told(doc, token, listed))
        {
            return None;
        }
        Some(Candidate {
            token,
            class: sense.map_or(EventClass::Other, |s| s.class),
            helper: None,
            done: None,
            confidence: if weak { Confidence::Low } else { Confidence::High },
            vouched: true,
            rule: if listed { "event.verb" } else { "event.verb.other" },
        })
    }

    /// The event of an adjective for what became of people: "left five dead", "three were injured".
    fn adjective(&self, token: TokenId) -> Option<Candidate> {
        let doc = self.doc;
        let class = event::adjective(doc.lower(token))?;
        let said = doc.token(token).deprel != Deprel::Amod && doc.token(token).deprel != Deprel::Compound;
        (said && !in_name(doc, token)).then_some(Candidate {
            token,
            class,
            helper: None,
            done: None,
            confidence: Confidence::Medium,
            vouched: true,
            rule: "event.adjective",
        })
    }

    fn noun(&self, token: TokenId) -> Option<Candidate> {
        let doc = self.doc;
        let lemma = doc.lemma(token);
        if event::noun(lemma).is_empty() {
            return self.headline_verb(token);
        }
        let sense = fitting_noun(doc, token)?;
        let relation = doc.token(token).deprel;
        if matches!(relation, Deprel::Compound | Deprel::Flat) && !heads_an_event_name(doc, token) {
            return None;
        }
        if doc.token(token).upos == Upos::Propn && in_name(doc, token) && !heads_an_event_name(doc, token) {
            return None;
        }
        let helper = helper(doc, token);
        let done = carried_out(doc, token);
        let dated = self.dated(token) || helper.or(done).is_some_and(|h| self.dated(h));
        if !dated && self.points_back(token) {
            return None;
        }
        let certain = sense.always || !sense.arguments.is_empty() || helper.or(done).is_some() || dated;
        if !certain && !has_participant(doc, token) {
            return None;
        }
        Some(Candidate {
            token,
            class: sense.class,
            helper,
            done,
            confidence: if sense.always {
                Confidence::High
            } else {
                Confidence::Medium
            },
            vouched: true,
            rule: "event.noun",
        })
    }

    /// The event of a verb that was taken for a plural, as happens in headlines: "Blast kills five".
    fn headline_verb(&self, token: TokenId) -> Option<Candidate> {
        let doc = self.doc;
        // The tree knows no arguments here, so that only the reading without conditions is safe.
        let sense = event::verb(doc.lemma(token)).last()?;
        if sense.particle.is_some() || !sense.arguments.is_empty() {
            return None;
        }
        let plural = doc.token(token).xpos == Xpos::Nns && doc.lower(token).ends_with('s');
        (plural && doc.is_heading(token) && !in_name(doc, token)).then_some(Candidate {
            token,
            class: sense.class,
            helper: None,
            done: None,
            confidence: Confidence::Low,
            vouched: true,
            rule: "event.verb",
        })
    }

    /// Returns whether a noun refers to what has been told before: "the crash", "this decision" without anything of its
    /// own.
    fn points_back(&self, noun: TokenId) -> bool {
        let doc = self.doc;
        let mut definite = false;
        for child in doc.children(noun) {
            match doc.token(child).deprel {
                Deprel::Det => definite |= matches!(doc.lower(child), "the" | "this" | "that" | "these" | "those"),
                Deprel::Case | Deprel::Punct | Deprel::Cc | Deprel::Conj | Deprel::Mark => {}
                _ => return false,
            }
        }
        let helper = helper(doc, noun);
        // "The announcement came in an evening address": something new is told of it.
        let more = helper.is_some_and(|h| {
            doc.children(h)
                .any(|c| doc.token(c).deprel == Deprel::Obl && doc.token(c).upos != Upos::Pron)
        });
        definite && (helper.is_none() || !more && self.told.contains(doc.lemma(noun)))
    }
}

/// Returns whether a noun only says which thing is meant: "the port of entry", "the date of birth", "a press release".
fn names_a_thing(doc: &Document, noun: TokenId) -> bool {
    let bare = doc.token(noun).xpos == Xpos::Nn
        && doc
            .children(noun)
            .all(|c| matches!(doc.token(c).deprel, Deprel::Case | Deprel::Punct));
    let of = || clause::preposition(doc, noun).is_some_and(|p| doc.lower(p) == "of");
    let named = |head: TokenId| event::has_scope(doc.lemma(head), Scope::Naming);
    let written =
        |c: TokenId| doc.token(c).deprel == Deprel::Compound && event::has_scope(doc.lemma(c), Scope::Released);
    bare && of() && doc.head(noun).is_some_and(named) || doc.lemma(noun) == "release" && doc.children(noun).any(written)
}

/// Returns whether a verb is in the simple present outside headlines, which tells what is so, not what happened.
fn is_generic(doc: &Document, token: TokenId) -> bool {
    let simple = |g: &VerbGroup| g.start == token && g.tense == Some(Tense::Present);
    doc.verb_group(token).is_some_and(simple) && !doc.is_heading(token)
}

/// Returns whether a participle does not tell an event: "particularly striking", "following the summit".
fn is_quality(doc: &Document, token: TokenId) -> bool {
    let degree = |c: TokenId| doc.token(c).deprel == Deprel::Advmod && event::has_scope(doc.lower(c), Scope::Degree);
    match doc.token(token).xpos {
        Xpos::Vbg => event::frame(doc.lower(token)).preposition || doc.children(token).any(degree),
        _ => false,
    }
}

/// Returns whether a participle names people: "the deceased", "the injured".
fn is_noun(doc: &Document, token: TokenId) -> bool {
    doc.child(token, Deprel::Det).is_some() && doc.token(token).xpos == Xpos::Vbn
}

/// Returns whether a verb has no tense or is in the simple present: in speech, what somebody says should be or is so.
fn is_bare(doc: &Document, token: TokenId) -> bool {
    matches!(doc.token(token).xpos, Xpos::Vb | Xpos::Vbz | Xpos::Vbp)
}

/// Returns whether a verb tells what took place or will: a finite form, a perfect or a passive, a future, or a
/// participle joined to one; for verbs that the lexicon lists also the purpose of something ("to build") and its manner
/// ("building"); not a mere possibility.
fn is_told(doc: &Document, token: TokenId, listed: bool) -> bool {
    let relation = doc.token(token).deprel;
    // "Ministers to give evidence", as a heading
    let planned = relation == Deprel::Root && doc.child(token, Deprel::Mark).is_some() && doc.is_heading(token);
    let modality = doc.verb_group(token).and_then(|g| g.modality);
    let future = planned || modality == Some(Modality::Future);
    let possible = !future && modality.is_some();
    match doc.token(token).xpos {
        Xpos::Vbd | Xpos::Vbn => !possible,
        Xpos::Vbg => listed || matches!(relation, Deprel::Root | Deprel::Ccomp),
        Xpos::Vb => future || !possible && (listed || relation == Deprel::Xcomp),
        Xpos::Vbz | Xpos::Vbp => true,
        _ => false,
    }
}

/// The first sense whose particle and arguments are there.
fn fitting(doc: &Document, verb: TokenId, senses: &'static [VerbSense]) -> Option<&'static VerbSense> {
    if senses.is_empty() {
        return None;
    }
    let words = argument_words(doc, verb);
    let follows = |particle: &str| words.particles.iter().any(|p| doc.lower(*p) == particle);
    let fits = |sense: &&VerbSense| {
        sense.particle.is_none_or(follows)
            && (sense.arguments.is_empty() || words.arguments.iter().any(|a| sense.arguments.contains(&doc.lemma(*a))))
    };
    senses.iter().find(fits)
}

/// The first sense of a noun whose arguments are there.
fn fitting_noun(doc: &Document, noun: TokenId) -> Option<&'static NounSense> {
    let has = |words: &[&str]| {
        doc.children(noun).any(|c| {
            let preposition = clause::preposition(doc, c).map(|p| doc.lower(p));
            words.contains(&doc.lemma(c)) || preposition.is_some_and(|p| words.contains(&p))
        })
    };
    let senses = event::noun(doc.lemma(noun));
    senses.iter().find(|s| s.arguments.is_empty() || has(&s.arguments))
}

struct ArgumentWords {
    particles: Vec<TokenId>,
    arguments: Vec<TokenId>,
}

fn argument_words(doc: &Document, verb: TokenId) -> ArgumentWords {
    let mut words = ArgumentWords {
        particles: Vec::new(),
        arguments: Vec::new(),
    };
    for child in doc.children(verb) {
        match doc.token(child).deprel {
            Deprel::CompoundPrt => words.particles.push(child),
            Deprel::Advmod | Deprel::Xcomp => {
                words.particles.push(child);
                words.arguments.push(child);
            }
            Deprel::Obl | Deprel::OblAgent => {
                words.particles.extend(clause::preposition(doc, child));
                words.arguments.push(child);
            }
            Deprel::Obj | Deprel::Iobj | Deprel::Nsubj | Deprel::NsubjPass => words.arguments.push(child),
            _ => {}
        }
    }
    words.arguments.extend(clause::subject(doc, verb));
    words.arguments.extend(clause::object(doc, verb));
    // "a series of attacks" is about attacks.
    let contents: Vec<TokenId> = words
        .arguments
        .iter()
        .flat_map(|a| doc.children(*a))
        .filter(|c| matches!(doc.token(*c).deprel, Deprel::Nmod | Deprel::Conj | Deprel::Compound))
        .collect();
    words.arguments.extend(contents);
    words
}

/// Returns whether a light, aspectual or occurrence verb has an event noun or an event verb that it helps.
fn helps_an_event(doc: &Document, verb: TokenId) -> bool {
    let frame = event::frame(doc.lemma(verb));
    let event_noun = |t: TokenId| doc.token(t).upos == Upos::Noun && fitting_noun(doc, t).is_some();
    // "held two rounds of talks"
    let counted = |t: TokenId| {
        event::frame(doc.lemma(t)).container
            && doc
                .children(t)
                .any(|c| doc.token(c).deprel == Deprel::Nmod && event_noun(c))
    };
    let noun = |t: TokenId| event_noun(t) || counted(t);
    let described = doc.head(verb).filter(|_| doc.token(verb).deprel == Deprel::Acl);
    if frame.light && described.is_some_and(noun) {
        return true;
    }
    let object = clause::object(doc, verb);
    let subject = clause::subject(doc, verb);
    if (frame.light || frame.aspectual) && object.is_some_and(noun) {
        return true;
    }
    let passive_subject = subject.filter(|_| clause::is_passive(doc, verb));
    if (frame.light || frame.aspectual) && passive_subject.is_some_and(noun) {
        return true;
    }
    if (occurs(doc, verb, frame) || frame.aspectual) && subject.is_some_and(noun) {
        return true;
    }
    frame.aspectual
        && doc
            .children(verb)
            .any(|c| doc.token(c).deprel == Deprel::Xcomp && doc.token(c).upos == Upos::Verb)
}

/// Returns whether a verb only says that something took place: "The crash happened", "the crash took place".
fn occurs(doc: &Document, verb: TokenId, frame: Frame) -> bool {
    let with = |object: &str| doc.child(verb, Deprel::Obj).is_some_and(|o| doc.lemma(o) == object);
    frame.occur || frame.occur_with.is_some_and(with)
}

/// The light, aspectual or occurrence verb that an event noun depends on.
fn helper(doc: &Document, noun: TokenId) -> Option<TokenId> {
    let mut first = clause::first_conjunct(doc, noun);
    let mut verb = doc.head(first)?;
    if doc.token(first).deprel == Deprel::Nmod && event::frame(doc.lemma(verb)).container {
        first = clause::first_conjunct(doc, verb);
        verb = doc.head(first)?;
    }
    let frame = event::frame(doc.lemma(verb));
    let relation = doc.token(first).deprel;
    let helps = match relation {
        Deprel::Obj | Deprel::NsubjPass => frame.light || frame.aspectual,
        Deprel::Nsubj => occurs(doc, verb, frame) || frame.aspectual,
        Deprel::Obl => frame.light && doc.child(verb, Deprel::Obj).is_none(),
        _ => false,
    };
    (helps && doc.token(verb).upos == Upos::Verb).then_some(verb)
}

/// The light verb behind an event noun: "the talks held in Oslo", "an attack carried out by rebels".
fn carried_out(doc: &Document, noun: TokenId) -> Option<TokenId> {
    doc.children(noun).find(|c| {
        let token = doc.token(*c);
        token.deprel == Deprel::Acl && token.xpos == Xpos::Vbn && event::frame(doc.lemma(*c)).light
    })
}

/// Returns whether an owner, an agent, a named partner or a topic is attached to the noun.
fn has_participant(doc: &Document, noun: TokenId) -> bool {
    doc.children(noun).any(|c| match doc.token(c).deprel {
        Deprel::NmodPoss => true,
        // "a deal to lease ships"
        Deprel::Acl => doc.token(c).xpos == Xpos::Vb,
        Deprel::Nmod => clause::preposition(doc, c).is_some_and(|p| event::has_scope(doc.lower(p), Scope::Participant)),
        Deprel::Amod | Deprel::Compound => in_name(doc, c),
        _ => false,
    })
}

fn in_name(doc: &Document, token: TokenId) -> bool {
    doc.name_at(token).is_some()
}

/// Returns whether a token is the last word of an event's name, which tells the event: "2019 NATO summit".
fn heads_an_event_name(doc: &Document, token: TokenId) -> bool {
    doc.name_at(token)
        .is_some_and(|n| n.kind == NameKind::Event && n.tokens.end == token + 1)
}
