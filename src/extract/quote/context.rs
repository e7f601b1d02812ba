//! Shared view of a document for all passes: its quotation marks, time expressions and mentions.

use super::marks::Marks;
use crate::extract::Facts;
use crate::language::clause::Cursor;
use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::quote_word::List;
use crate::model::ids::{TokenId, TokenRange};

/// Tense of a verb group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tense {
    Past,
    Present,
    /// "would", "may".
    Modal,
}

/// A document with what the passes look up per token.
pub(super) struct Context<'d> {
    pub doc: &'d Document,
    pub marks: Marks,
    /// For each token whether it is part of a time expression.
    timed: Vec<bool>,
    /// For each token whether it is the head of a mention of an actor.
    actors: Vec<bool>,
    /// For each token whether it is the past tense of a cue that is tagged as a participle of the noun before.
    pub misread: Vec<bool>,
}

impl<'d> Context<'d> {
    pub(super) fn new(doc: &'d Document, facts: &Facts) -> Context<'d> {
        let mut timed = vec![false; doc.tokens().len()];
        for time in &facts.times {
            timed[time.tokens.range()].fill(true);
        }
        let mut actors = vec![false; doc.tokens().len()];
        for mention in &facts.mentions {
            actors[mention.head.0 as usize] = true;
        }
        Context {
            doc,
            actors,
            marks: Marks::find(doc),
            misread: vec![false; doc.tokens().len()],
            timed,
        }
    }

    /// A cursor over the sentence of a token.
    pub(super) fn cursor(&self, token: TokenId) -> Cursor<'d> {
        Cursor::sentence(self.doc, token)
    }

    /// The tokens of the sentence of a token.
    pub(super) fn sentence(&self, token: TokenId) -> TokenRange {
        self.doc.sentence_tokens(token)
    }

    /// Returns whether a token is a word of a headline or heading.
    pub(super) fn is_heading(&self, token: TokenId) -> bool {
        self.doc.is_heading(token)
    }

    /// Returns whether a token is the head of a mention of an actor.
    pub(super) fn is_actor(&self, token: TokenId) -> bool {
        self.actors[token.0 as usize]
    }

    /// Returns whether a token is part of a time expression.
    pub(super) fn is_time(&self, token: TokenId) -> bool {
        self.timed[token.0 as usize]
    }

    /// Returns whether a phrase mentions an actor or a text.
    pub(super) fn can_report(&self, source: TokenRange) -> bool {
        let outside = |t: &TokenId| self.doc.head(*t).is_none_or(|h| !source.contains(h));
        let core = |t: TokenId| {
            self.actors[t.0 as usize]
                || crate::lexicon::cue::is_text(self.doc.lemma(t))
                || matches!(self.doc.token(t).xpos, Xpos::Prp | Xpos::Wp)
                || matches!(self.doc.lemma(t), "percent" | "percentage" | "%")
        };
        let until = source
            .iter()
            .find(|t| self.doc.token(*t).upos == Upos::Adp || self.doc.token(*t).xpos == Xpos::Pos)
            .unwrap_or(source.end);
        source.iter().filter(outside).any(core)
            || TokenRange::new(source.start, until).iter().any(core)
                && !self
                    .doc
                    .tokens()
                    .get(until.0 as usize)
                    .is_some_and(|t| t.xpos == Xpos::Pos && source.contains(until))
    }

    /// Returns whether a token is no punctuation.
    pub(super) fn is_word(&self, token: TokenId) -> bool {
        self.doc.token(token).upos != Upos::Punct
    }

    /// Returns whether a verb is passive. Behind "have" a participle is active and behind "be" passive, whatever the
    /// tree; with a subject and no auxiliary it is a past tense.
    pub(super) fn is_passive(&self, verb: TokenId) -> bool {
        /// Distance before a participle, in tokens, within which its auxiliary is looked for.
        const AUXILIARY: usize = 4;
        let doc = self.doc;
        if doc.token(verb).xpos == Xpos::Vbn {
            let before = TokenRange::new(self.sentence(verb).start, verb).iter().rev();
            let helper = before
                .take(AUXILIARY)
                .find(|t| !matches!(doc.token(*t).upos, Upos::Adv | Upos::Part));
            match helper.map(|t| doc.lemma(t)) {
                Some("have") => return false,
                Some("be" | "get") => return true,
                _ => {}
            }
        }
        let finite = self.is_finite(verb) && doc.child(verb, Deprel::AuxPass).is_none();
        let active = finite || doc.token(verb).xpos == Xpos::Vbg || self.is_misread_past(verb);
        !active && clause::is_passive(doc, verb)
    }

    /// Returns whether a participle is a past tense because the sentence has no other verb: "The opposition called for
    /// elections".
    pub(super) fn is_misread_past(&self, verb: TokenId) -> bool {
        let doc = self.doc;
        let token = doc.token(verb);
        self.misread[verb.0 as usize]
            || self.is_bare_past(verb)
            || token.xpos == Xpos::Vbn
                && matches!(token.deprel, Deprel::Acl | Deprel::Parataxis)
                && !self.is_heading(verb)
                && doc.head(verb).is_some_and(|noun| {
                    // "Ann Lee, head of the union, called for talks"
                    let described = doc.token(noun).deprel == Deprel::Appos
                        && self.previous(verb).is_some_and(|p| doc.form(p) == ",")
                        && doc.head(noun).is_some_and(|name| doc.head(name).is_none());
                    noun < verb && (doc.head(noun).is_none() || described)
                })
    }

    /// Returns whether a participle is a past tense because it has a subject right before it and no auxiliary: "police |
    /// reported on Friday".
    fn is_bare_past(&self, verb: TokenId) -> bool {
        let doc = self.doc;
        let auxiliary = |c: TokenId| matches!(doc.token(c).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
        let subject = |c: TokenId| matches!(doc.token(c).deprel, Deprel::Nsubj | Deprel::NsubjPass) && c.next() == verb;
        doc.token(verb).xpos == Xpos::Vbn
            && !matches!(doc.token(verb).deprel, Deprel::Conj | Deprel::Acl | Deprel::AclRelcl)
            && !self.is_heading(verb)
            && !doc.children(verb).any(auxiliary)
            && doc.children(verb).any(subject)
    }

    /// Returns whether a participle is a past tense because an object stands behind it and a noun before it: "The
    /// agency reported the firm | closed two mines".
    pub(super) fn is_active_past(&self, verb: TokenId) -> bool {
        let doc = self.doc;
        let (Some(before), Some(after)) = (self.previous(verb), self.next(verb)) else {
            return false;
        };
        let object = matches!(
            doc.token(after).upos,
            Upos::Det | Upos::Propn | Upos::Noun | Upos::Num | Upos::Adj
        ) || matches!(doc.token(after).xpos, Xpos::PrpPoss | Xpos::Prp);
        doc.token(verb).xpos == Xpos::Vbn
            && object
            && !self.is_time(after)
            && !List::Naming.has(doc.lemma(verb))
            && (matches!(doc.token(before).upos, Upos::Noun | Upos::Propn | Upos::Num)
                || doc.token(before).xpos == Xpos::Prp)
    }

    /// The tense of a verb or of its auxiliary: "says", "is saying" and "has said" are present.
    pub(super) fn tense(&self, verb: TokenId) -> Option<Tense> {
        let helper = |c: &TokenId| {
            *c < verb && matches!(self.doc.token(*c).deprel, Deprel::Aux | Deprel::AuxPass) && self.is_finite(*c)
        };
        let carrier = if self.is_finite(verb) {
            verb
        } else {
            self.doc.children(verb).find(helper)?
        };
        Some(match self.doc.token(carrier).xpos {
            Xpos::Vbd => Tense::Past,
            Xpos::Md => Tense::Modal,
            _ => Tense::Present,
        })
    }

    /// The next token, if it is in the same sentence.
    pub(super) fn next(&self, token: TokenId) -> Option<TokenId> {
        self.cursor(token).next(token)
    }

    /// The previous token, if it is in the same sentence.
    pub(super) fn previous(&self, token: TokenId) -> Option<TokenId> {
        self.cursor(token).prev(token)
    }

    /// Returns whether a token is a verb or auxiliary with tense: "said", "has", "would".
    pub(super) fn is_finite(&self, token: TokenId) -> bool {
        matches!(self.doc.token(token).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    }
}

/// Returns whether a token is tagged as a verb.
pub(super) fn is_verb(doc: &Document, token: TokenId) -> bool {
    doc.token(token).upos == Upos::Verb
}
