//! A look at the words of a document that ends at a token: what the readers of numbers and of amounts share.

use crate::language::Document;
use crate::lexicon::number::{Kind, word};
use crate::model::ids::{TokenId, TokenRange};

/// A view of a document up to a token: every look beyond it finds nothing.
#[derive(Clone, Copy)]
pub(super) struct Reader<'d> {
    pub(super) doc: &'d Document,
    pub(super) end: TokenId,
}

impl<'d> Reader<'d> {
    /// The lower-cased word at a token.
    pub(super) fn lower(&self, at: TokenId) -> Option<&'d str> {
        (at < self.end).then(|| self.doc.lower(at))
    }

    /// The word at a token as it is written.
    pub(super) fn form(&self, at: TokenId) -> &'d str {
        if at < self.end { self.doc.form(at) } else { "" }
    }

    /// The number word at a token.
    pub(super) fn word(&self, at: TokenId) -> Option<(Kind, f64)> {
        word(self.lower(at)?)
    }

    /// True if the word at a token is one of some.
    pub(super) fn is(&self, at: TokenId, words: &[&str]) -> bool {
        self.lower(at).is_some_and(|w| words.contains(&w))
    }

    /// True if the token begins with a digit.
    pub(super) fn digit(&self, at: TokenId) -> bool {
        self.form(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// True if no blank stands before the token.
    pub(super) fn glued(&self, at: TokenId) -> bool {
        at.0 > 0 && at < self.end && self.doc.token(TokenId(at.0 - 1)).span.end == self.doc.token(at).span.start
    }

    /// True for a hyphen with no blank on either side.
    pub(super) fn hyphen(&self, at: TokenId) -> bool {
        self.is(at, &["-", "‐", "‑"]) && self.glued(at) && self.glued(next(at))
    }

    /// The token behind a hyphen, or the token itself.
    pub(super) fn past_hyphen(&self, at: TokenId) -> TokenId {
        if self.hyphen(at) { next(at) } else { at }
    }

    /// The text of some tokens as it is written.
    pub(super) fn text(&self, tokens: TokenRange) -> &'d str {
        self.doc.span(tokens).of(self.doc.text())
    }
}

/// The token to the right.
pub(super) fn next(token: TokenId) -> TokenId {
    TokenId(token.0 + 1)
}

/// The token to the left; that of the text's first is itself.
pub(super) fn before(token: TokenId) -> TokenId {
    TokenId(token.0.saturating_sub(1))
}
