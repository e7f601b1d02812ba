//! Shared view of a document for all passes: its quotation marks, time expressions and mentions.

use super::marks::Marks;
use crate::extract::Facts;
use crate::language::clause::{self, Cursor, Form};
use crate::language::{Document, Upos, Xpos};
use crate::lexicon::quote_word::List;
use crate::model::ids::{TokenId, TokenRange};

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

    /// Returns whether a verb is in the passive and no cue in the past.
    pub(super) fn is_passive(&self, verb: TokenId) -> bool {
        !self.misread[verb.0 as usize] && self.doc.is_passive(verb)
    }

    /// Returns whether what is tagged as a participle is a past tense, by its sentence or because it is a cue with its
    /// content behind it.
    pub(super) fn is_misread_past(&self, verb: TokenId) -> bool {
        self.misread[verb.0 as usize] || clause::is_past(self.doc, verb)
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

    /// Returns whether two verbs have the same tense, or none; a modal verb is a tense of its own.
    pub(super) fn is_same_tense(&self, one: TokenId, other: TokenId) -> bool {
        let tense = |verb: TokenId| {
            let group = self.doc.verb_group(verb).filter(|g| g.form == Form::Finite);
            group.map(|g| (g.tense, g.modality.is_some()))
        };
        tense(one) == tense(other)
    }

    /// The next token, if it is in the same sentence.
    pub(super) fn next(&self, token: TokenId) -> Option<TokenId> {
        self.cursor(token).next(token)
    }

    /// The previous token, if it is in the same sentence.
    pub(super) fn previous(&self, token: TokenId) -> Option<TokenId> {
        self.cursor(token).prev(token)
    }
}

/// Returns whether a token is tagged as a verb.
pub(super) fn is_verb(doc: &Document, token: TokenId) -> bool {
    doc.token(token).upos == Upos::Verb
}
