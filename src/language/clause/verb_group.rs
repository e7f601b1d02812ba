//! [`VerbGroup`]: what a verb with its auxiliaries says beside its meaning, decided once per verb.
//!
//! The tree is asked first. Where a tagger or parser is known to err (an auxiliary that hangs elsewhere, a past tense taken
//! for a participle), the order of the words decides. Conjuncts without words of their own share those of the first:
//! "was shot and killed", "did not attack or burn".

use super::governor::{self, Governor};
use super::{DEPTH, first_conjunct};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::clause::{Modality, Negator, Sense, modality, negator};
use crate::model::ids::{TokenId, TokenRange};

/// Whether the subject acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Voice {
    /// "attacked the base".
    Active,
    /// "was attacked", "the attacked base", "the base attacked by rebels".
    Passive,
}

/// The tense of a finite verb group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tense {
    /// "attacked", "was attacking", "had attacked".
    Past,
    /// "attacks", "has attacked", "may attack".
    Present,
    /// "will attack", "is going to attack".
    Future,
}

/// Whether a verb group makes a sentence, and of what shape it is if not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// With a tense: "attacks", "had attacked", "would attack".
    Finite,
    /// "to attack", "to have attacked".
    Infinitive,
    /// The bare form: "made them leave", "demanded that he leave".
    Bare,
    /// "attacking", "having attacked".
    Present,
    /// "attacked" without an auxiliary.
    Past,
}

/// What negates a verb group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Negation {
    /// "not", "never" beside the verb.
    Particle,
    /// "no" at a subject or object, or "nobody", "nothing".
    Argument,
    /// "without leaving".
    Preposition,
    /// The negation of the verb that it is joined to, or whose subject it shares.
    Conjunct,
    /// The word that it stands under: "failed to leave", "did not agree to leave".
    Governor,
    /// "did not leave until May": it left in May.
    Until,
}

/// A verb with its auxiliaries, or a predicate with its copula.
#[derive(Clone, Copy, Debug)]
pub struct VerbGroup {
    /// The verb that carries the meaning; for a copula the noun or adjective.
    pub head: TokenId,
    /// The first auxiliary, or the head: where the group begins.
    pub start: TokenId,
    /// Whether the subject acts.
    pub voice: Voice,
    /// Whether it has a tense.
    pub form: Form,
    /// The tense; `None` if it is not finite.
    pub tense: Option<Tense>,
    /// "has attacked", "had attacked".
    pub perfect: bool,
    /// "is attacking", "was attacking".
    pub progressive: bool,
    /// What its modal verb says.
    pub modality: Option<Modality>,
    /// What negates it; `None` if nothing does.
    pub negation: Option<Negation>,
    /// The word that it stands under.
    pub governor: Option<Governor>,
}

impl VerbGroup {
    /// Returns whether the group says that it does not happen. "Did not leave until May" does not.
    pub fn is_negated(&self) -> bool {
        !matches!(self.negation, None | Some(Negation::Until))
    }

    /// Returns whether the group is in the passive.
    pub fn is_passive(&self) -> bool {
        self.voice == Voice::Passive
    }
}

/// The verb groups of a document and where each token's is.
#[derive(Debug, Default)]
pub(crate) struct VerbGroups {
    groups: Vec<VerbGroup>,
    /// For each head its number in `groups`, for others `NONE`.
    numbers: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl VerbGroups {
    /// Finds the verb groups of a document that has its tree.
    pub(crate) fn of(doc: &Document) -> VerbGroups {
        let mut all = VerbGroups {
            groups: Vec::with_capacity(doc.tokens().len() / 6),
            numbers: vec![NONE; doc.tokens().len()],
        };
        for token in TokenRange::new(0, doc.tokens().len() as u32).iter() {
            if is_predicate(doc, token) && !is_auxiliary(doc, token) {
                all.numbers[token.0 as usize] = all.groups.len() as u32;
                all.groups.push(Words::of(doc, token).group());
            }
        }
        for number in 0..all.groups.len() {
            all.groups[number].negation = all.negation(doc, number);
        }
        all
    }

    /// The group with this head.
    pub(crate) fn get(&self, head: TokenId) -> Option<&VerbGroup> {
        self.groups.get(*self.numbers.get(head.0 as usize)? as usize)
    }

    /// All groups, in the order of their heads.
    pub(crate) fn all(&self) -> &[VerbGroup] {
        &self.groups
    }

    /// What negates a group, its own words first, then those of the verb that it is joined to, then its governor.
    fn negation(&self, doc: &Document, number: usize) -> Option<Negation> {
        let group = &self.groups[number];
        own_negation(doc, group.head).or_else(|| self.inherited_negation(doc, group))
    }

    fn inherited_negation(&self, doc: &Document, group: &VerbGroup) -> Option<Negation> {
        let first = first_conjunct(doc, group.head);
        if first != group.head && shares(doc, group.head, first) {
            let joined = own_negation(doc, first).filter(|n| *n != Negation::Until)?;
            return (joined != Negation::Argument || no_subject(doc, first)).then_some(Negation::Conjunct);
        }
        self.governed(doc, group).then_some(Negation::Governor)
    }

    /// Returns whether a governor says that what is below it does not happen: "failed to leave", "did not want to leave".
    fn governed(&self, doc: &Document, group: &VerbGroup) -> bool {
        let (mut negated, mut governor) = (false, group.governor);
        for _ in 0..DEPTH {
            let Some(above) = governor.filter(|g| g.relation == Deprel::Xcomp || g.relation == Deprel::Acl) else {
                break;
            };
            let own = own_negation(doc, above.token).is_some_and(|n| n != Negation::Until);
            match above.sense {
                Some(Sense::Prevented) => negated ^= !own,
                Some(
                    Sense::Planned
                    | Sense::Wanted
                    | Sense::Attempted
                    | Sense::Begun
                    | Sense::Done
                    | Sense::Possible
                    | Sense::Expected,
                ) if own => negated = !negated,
                Some(_) if !own => {}
                _ => break,
            }
            governor = self.get(above.token).and_then(|g| g.governor);
        }
        negated
    }
}

/// What the words beside a verb and its arguments negate.
fn own_negation(doc: &Document, verb: TokenId) -> Option<Negation> {
    let mut found = None;
    for child in doc.children(verb) {
        match doc.token(child).deprel {
            Deprel::Advmod | Deprel::CcPreconj if is_particle(doc, child) => {
                return Some(if waits(doc, verb) {
                    Negation::Until
                } else {
                    Negation::Particle
                });
            }
            Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj if is_none(doc, child) => {
                found = Some(Negation::Argument);
            }
            Deprel::Mark | Deprel::Case if negator(doc.lower(child)) == Some(Negator::Preposition) => {
                found = Some(Negation::Preposition);
            }
            _ => {}
        }
    }
    found
}

/// "not", but not the one of "not only".
fn is_particle(doc: &Document, token: TokenId) -> bool {
    let next = super::Cursor::sentence(doc, token).lower(token.next());
    negator(doc.lower(token)) == Some(Negator::Particle) && negator(next) != Some(Negator::Restriction)
}

/// Returns whether a noun phrase holds nothing: "nothing", "no agreement", but not "no fewer than five".
pub fn is_none(doc: &Document, noun: TokenId) -> bool {
    let quantity = |no: TokenId| negator(super::Cursor::sentence(doc, no).lower(no.next())) == Some(Negator::Quantity);
    negator(doc.lower(noun)) == Some(Negator::Pronoun)
        || doc
            .child(noun, Deprel::Det)
            .is_some_and(|no| negator(doc.lower(no)) == Some(Negator::Determiner) && !quantity(no))
}

/// Returns whether the subject of a verb holds nothing: "no ships".
fn no_subject(doc: &Document, verb: TokenId) -> bool {
    doc.children(verb)
        .any(|c| is_subject(doc.token(c).deprel) && is_none(doc, c))
}

/// "will not meet until May": they will meet.
fn waits(doc: &Document, verb: TokenId) -> bool {
    doc.children(verb).any(|c| {
        let word = match doc.token(c).deprel {
            Deprel::Obl => super::preposition(doc, c),
            Deprel::Advcl => doc.child(c, Deprel::Mark),
            _ => None,
        };
        word.is_some_and(|w| doc.lower(w) == "until")
    })
}

/// The words of a group, read once.
struct Words<'d> {
    doc: &'d Document,
    head: TokenId,
    /// The first word of the group.
    start: TokenId,
    /// The auxiliary that carries the tense.
    finite: Option<TokenId>,
    have: bool,
    be: bool,
    bare_be: bool,
    modal: Option<Modality>,
    to: bool,
}

impl<'d> Words<'d> {
    fn of(doc: &'d Document, head: TokenId) -> Words<'d> {
        let mut words = Words {
            doc,
            head,
            start: head,
            finite: None,
            have: false,
            be: false,
            bare_be: false,
            modal: None,
            to: false,
        };
        words.add_all(head);
        let first = first_conjunct(doc, head);
        if words.start == head && first != head && shares(doc, head, first) {
            words.add_all(first);
            words.start = head;
        }
        words
    }

    fn add_all(&mut self, verb: TokenId) {
        let doc = self.doc;
        for child in doc.children(verb) {
            match doc.token(child).deprel {
                Deprel::Aux | Deprel::AuxPass | Deprel::Cop => self.add(child),
                Deprel::Mark if doc.token(child).xpos == Xpos::To => self.to = true,
                _ => {}
            }
        }
    }

    fn add(&mut self, auxiliary: TokenId) {
        let (xpos, lemma) = (self.doc.token(auxiliary).xpos, self.doc.lemma(auxiliary));
        self.start = self.start.min(auxiliary);
        if is_tensed(xpos) {
            self.finite = self.finite.or(Some(auxiliary));
        }
        self.have |= lemma == "have";
        self.be |= matches!(lemma, "be" | "get");
        self.bare_be |= lemma == "be" && xpos == Xpos::Vb;
        self.modal = self.modal.or_else(|| modality(self.doc.lower(auxiliary)));
    }

    fn group(&self) -> VerbGroup {
        let doc = self.doc;
        let xpos = doc.token(self.head).xpos;
        let form = self.form(xpos);
        let voice = if is_passive(doc, self.head, DEPTH) {
            Voice::Passive
        } else {
            Voice::Active
        };
        let governor = governor::above(doc, self.head);
        VerbGroup {
            head: self.head,
            start: self.start,
            voice,
            form,
            tense: self.tense(xpos, form),
            perfect: self.have,
            progressive: self.be && xpos == Xpos::Vbg,
            modality: self.modal,
            negation: None,
            governor,
        }
    }

    fn form(&self, xpos: Xpos) -> Form {
        let finite = self.finite.is_some() || self.modal.is_some() || is_tensed(xpos);
        match xpos {
            _ if finite => Form::Finite,
            _ if self.to => Form::Infinitive,
            _ if self.bare_be => Form::Bare,
            Xpos::Vbg => Form::Present,
            Xpos::Vbn if self.have || self.be => Form::Present,
            Xpos::Vbn => Form::Past,
            _ => Form::Bare,
        }
    }

    fn tense(&self, xpos: Xpos, form: Form) -> Option<Tense> {
        if form != Form::Finite {
            return self.is_going().then_some(Tense::Future);
        }
        if self.modal == Some(Modality::Future) {
            return Some(Tense::Future);
        }
        let carrier = self.finite.map_or(xpos, |t| self.doc.token(t).xpos);
        Some(if carrier == Xpos::Vbd {
            Tense::Past
        } else {
            Tense::Present
        })
    }

    /// "is going to leave".
    fn is_going(&self) -> bool {
        let doc = self.doc;
        doc.token(self.head).deprel == Deprel::Xcomp
            && self.to
            && doc.head(self.head).is_some_and(|go| {
                doc.lower(go) == "going" && doc.children(go).any(|c| doc.token(c).deprel == Deprel::Aux)
            })
    }
}

/// Returns whether a conjunct shares the auxiliaries and the negation of the first: it has none of its own, nor a subject,
/// and its form fits ("was shot and killed", not "did not resign but apologised").
fn shares(doc: &Document, verb: TokenId, first: TokenId) -> bool {
    let own = |c: TokenId| {
        let relation = doc.token(c).deprel;
        is_subject(relation)
            || matches!(relation, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
            || relation == Deprel::Mark
            || relation == Deprel::Cc && doc.lower(c) == "but"
    };
    doc.token(verb).xpos == doc.token(first).xpos && !doc.children(verb).any(own)
}

/// Returns whether a tag carries tense: "attacks", "attacked", "would".
pub fn is_tensed(xpos: Xpos) -> bool {
    matches!(xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}

/// Returns whether a relation is that of a subject.
pub fn is_subject(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
}

fn is_auxiliary(doc: &Document, token: TokenId) -> bool {
    matches!(doc.token(token).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
}

/// Returns whether a token is a verb, or a noun or adjective with a copula or a subject.
pub fn is_predicate(doc: &Document, token: TokenId) -> bool {
    matches!(doc.token(token).upos, Upos::Verb | Upos::Aux)
        || matches!(
            doc.token(token).xpos,
            Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz
        )
        || doc
            .children(token)
            .any(|c| matches!(doc.token(c).deprel, Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass))
}

/// The voice of a verb, by its tree alone.
fn is_passive(doc: &Document, verb: TokenId, depth: usize) -> bool {
    let token = doc.token(verb);
    let marked = |c: TokenId| {
        matches!(
            doc.token(c).deprel,
            Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass | Deprel::OblAgent
        )
    };
    if doc.children(verb).any(marked) {
        return true;
    }
    token.xpos == Xpos::Vbn
        && match token.deprel {
            Deprel::Acl | Deprel::Amod | Deprel::Advcl => true,
            // "was shot and killed": the voice of the first verb.
            Deprel::Conj if depth > 0 => {
                let own_subject = doc.children(verb).any(|c| is_subject(doc.token(c).deprel));
                !own_subject && doc.head(verb).is_some_and(|h| is_passive(doc, h, depth - 1))
            }
            _ => false,
        }
}
