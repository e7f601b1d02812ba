//! What every pass over a document needs at hand: the document, its quotation marks, and which words are times.

use super::marks::Marks;
use crate::extract::Facts;
use crate::language::{Document, TokenId, TokenRange, Upos, Xpos};

/// A document as the passes see it.
pub(super) struct Context<'d> {
    pub doc: &'d Document,
    pub marks: Marks,
    /// Tokens of time expressions.
    timed: Vec<bool>,
}

impl<'d> Context<'d> {
    pub(super) fn new(doc: &'d Document, facts: &Facts) -> Context<'d> {
        let mut timed = vec![false; doc.tokens().len()];
        for time in &facts.times {
            timed[time.tokens.range()].fill(true);
        }
        Context {
            doc,
            marks: Marks::find(doc),
            timed,
        }
    }

    /// The tokens of the sentence that a token is in.
    pub(super) fn sentence(&self, token: TokenId) -> TokenRange {
        self.doc.sentence(self.doc.sentence_of(token)).tokens
    }

    /// True for a word of a time expression.
    pub(super) fn is_time(&self, token: TokenId) -> bool {
        self.timed[token.0 as usize]
    }

    /// True for a word that is no punctuation.
    pub(super) fn is_word(&self, token: TokenId) -> bool {
        self.doc.token(token).upos != Upos::Punct
    }

    /// The token after, if it is in the same sentence.
    pub(super) fn next(&self, token: TokenId) -> Option<TokenId> {
        let next = TokenId(token.0 + 1);
        self.sentence(token).contains(next).then_some(next)
    }

    /// The token before, if it is in the same sentence.
    pub(super) fn previous(&self, token: TokenId) -> Option<TokenId> {
        let previous = TokenId(token.0.checked_sub(1)?);
        self.sentence(token).contains(previous).then_some(previous)
    }

    /// A verb or auxiliary that carries tense: "said", "has", "would".
    pub(super) fn is_finite(&self, token: TokenId) -> bool {
        matches!(self.doc.token(token).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    }
}
