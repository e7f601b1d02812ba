//! Finds the verb groups of a document.
//!
//! Conjuncts without words of their own share those of the first: "was shot and killed", "did not attack or burn".

use super::DEPTH;
use super::cursor::Cursor;
use super::governor::above as governor;
use super::noun_phrase::{first_conjunct, preposition};
use super::relation::{is_predicate, is_subject, is_tensed};
use super::voice::is_passive;
use crate::language::verb_group::{Form, Negation, Tense, VerbGroup, VerbGroups, Voice};
use crate::language::{Deprel, Document, Xpos};
use crate::lexicon::clause::{Modality, Negator, Sense, modality, negator};
use crate::model::ids::TokenId;

/// Finds the verb groups of a document that has its tree.
pub(crate) fn find(doc: &Document) -> VerbGroups {
    let all = doc.whole();
    let heads = all.iter().filter(|t| is_predicate(doc, *t) && !is_auxiliary(doc, *t));
    let mut groups = VerbGroups::new(
        heads.map(|head| Words::of(doc, head).group()).collect(),
        doc.tokens().len(),
    );
    for number in 0..groups.all().len() {
        let group = groups.all()[number];
        let negation = own_negation(doc, group.head).or_else(|| inherited_negation(doc, &groups, &group));
        groups.negate(number, negation);
    }
    groups
}

/// The negation that a group has from the verb that it is joined to, or from its governor.
fn inherited_negation(doc: &Document, groups: &VerbGroups, group: &VerbGroup) -> Option<Negation> {
    let first = first_conjunct(doc, group.head);
    if first != group.head && shares(doc, group.head, first) {
        let joined = own_negation(doc, first).filter(|n| *n != Negation::Until)?;
        return (joined != Negation::Argument || no_subject(doc, first)).then_some(Negation::Conjunct);
    }
    is_prevented(doc, groups, group).then_some(Negation::Governor)
}

/// Returns whether a governor says that what is below it does not happen: "failed to leave", "did not want to leave".
fn is_prevented(doc: &Document, groups: &VerbGroups, group: &VerbGroup) -> bool {
    let (mut prevented, mut governor) = (false, group.governor);
    for _ in 0..DEPTH {
        let Some(above) = governor.filter(|g| matches!(g.relation, Deprel::Xcomp | Deprel::Acl)) else {
            break;
        };
        let negated = own_negation(doc, above.token).is_some_and(|n| n != Negation::Until);
        match above.sense {
            Some(Sense::Prevented) => prevented ^= !negated,
            Some(Sense::Linked) if negated => prevented = !prevented,
            Some(_) if !negated => {}
            _ => break,
        }
        governor = groups.get(above.token).and_then(|g| g.governor);
    }
    prevented
}

/// The negation by words beside a verb or in its arguments.
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

/// Returns whether a token negates as an adverb: "not", but not the one of "not only".
fn is_particle(doc: &Document, token: TokenId) -> bool {
    let next = Cursor::sentence(doc, token).lower(token.next());
    negator(doc.lower(token)) == Some(Negator::Particle) && negator(next) != Some(Negator::Restriction)
}

/// Returns whether a noun phrase holds nothing: "nothing", "no agreement", but not "no fewer than five".
pub(crate) fn is_none(doc: &Document, noun: TokenId) -> bool {
    let quantity = |no: TokenId| negator(Cursor::sentence(doc, no).lower(no.next())) == Some(Negator::Quantity);
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

/// Returns whether a verb is only put off: "will not meet until May", when they will meet.
fn waits(doc: &Document, verb: TokenId) -> bool {
    doc.children(verb).any(|c| {
        let word = match doc.token(c).deprel {
            Deprel::Obl => preposition(doc, c),
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
        let voice = if is_passive(doc, self.head) {
            Voice::Passive
        } else {
            Voice::Active
        };
        let governor = governor(doc, self.head);
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

    /// Returns whether the verb is an infinitive behind "going": "is going to leave".
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

fn is_auxiliary(doc: &Document, token: TokenId) -> bool {
    matches!(doc.token(token).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
}
