//! [`Cursor`]: a range of tokens in which every look outside finds nothing.

use crate::language::{Document, Token, Upos, Xpos};
use crate::lexicon::number::{Kind, word};
use crate::model::ids::{TokenId, TokenRange};

/// A view of a range of a document's tokens, usually a sentence.
///
/// A token outside the range has the empty form, the tags [`Upos::X`] and [`Xpos::Fw`], and is joined to nothing, so that
/// a pattern may be tried anywhere without bounds checks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'d> {
    /// The document.
    pub doc: &'d Document,
    /// The tokens that can be seen.
    pub tokens: TokenRange,
}

impl<'d> Cursor<'d> {
    /// A view of some tokens.
    pub(crate) fn new(doc: &'d Document, tokens: TokenRange) -> Cursor<'d> {
        Cursor { doc, tokens }
    }

    /// A view of the sentence that a token is in.
    pub(crate) fn sentence(doc: &'d Document, token: TokenId) -> Cursor<'d> {
        Cursor::new(doc, doc.sentence_tokens(token))
    }

    /// A view of the whole document up to a token.
    pub(crate) fn until(doc: &'d Document, end: TokenId) -> Cursor<'d> {
        Cursor::new(doc, TokenRange::new(TokenId(0), end))
    }

    /// Returns whether the token can be seen.
    pub(crate) fn has(self, at: TokenId) -> bool {
        self.tokens.contains(at)
    }

    /// The token, if it can be seen.
    pub(crate) fn token(self, at: TokenId) -> Option<&'d Token> {
        self.has(at).then(|| self.doc.token(at))
    }

    /// The token to the right, if it can be seen.
    pub(crate) fn next(self, at: TokenId) -> Option<TokenId> {
        Some(at.next()).filter(|t| self.has(*t))
    }

    /// The token to the left, if it can be seen.
    pub(crate) fn prev(self, at: TokenId) -> Option<TokenId> {
        at.prev().filter(|t| self.has(*t))
    }

    /// The token's text as written; empty outside the view.
    pub(crate) fn form(self, at: TokenId) -> &'d str {
        if self.has(at) { self.doc.form(at) } else { "" }
    }

    /// The token's lower-cased form; empty outside the view.
    pub(crate) fn lower(self, at: TokenId) -> &'d str {
        if self.has(at) { self.doc.lower(at) } else { "" }
    }

    /// The token's lemma; empty outside the view.
    pub(crate) fn lemma(self, at: TokenId) -> &'d str {
        if self.has(at) { self.doc.lemma(at) } else { "" }
    }

    /// The token's universal part of speech; [`Upos::X`] outside the view.
    pub(crate) fn upos(self, at: TokenId) -> Upos {
        self.token(at).map_or(Upos::X, |t| t.upos)
    }

    /// The token's Penn part of speech; [`Xpos::Fw`] outside the view.
    pub(crate) fn xpos(self, at: TokenId) -> Xpos {
        self.token(at).map_or(Xpos::Fw, |t| t.xpos)
    }

    /// Returns whether the lower-cased form is one of some words.
    #[inline]
    pub(crate) fn is(self, at: TokenId, words: &[&str]) -> bool {
        self.has(at) && words.contains(&self.doc.lower(at))
    }

    /// Returns whether the token begins with an ASCII digit.
    pub(crate) fn is_digit(self, at: TokenId) -> bool {
        self.form(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// The kind and value of a number word ("seven", "million").
    pub(crate) fn number_word(self, at: TokenId) -> Option<(Kind, f64)> {
        word(self.token(at).map(|_| self.doc.lower(at))?)
    }

    /// Returns whether the next token follows without a blank and both can be seen.
    pub(crate) fn joined_to_next(self, at: TokenId) -> bool {
        self.next(at)
            .is_some_and(|next| self.has(at) && self.doc.token(at).span.end == self.doc.token(next).span.start)
    }

    /// Returns whether the previous token precedes without a blank and both can be seen.
    pub(crate) fn joined_to_prev(self, at: TokenId) -> bool {
        self.prev(at).is_some_and(|prev| self.joined_to_next(prev))
    }

    /// Returns whether the token is a hyphen, with or without blanks around it.
    pub(crate) fn is_hyphen(self, at: TokenId) -> bool {
        self.is(at, &["-", "‐", "‑"])
    }

    /// Returns whether the token is a hyphen with no blank on either side, as inside a compound.
    pub(crate) fn is_inner_hyphen(self, at: TokenId) -> bool {
        self.is_hyphen(at) && self.joined_to_prev(at) && self.joined_to_next(at)
    }

    /// The token behind an inner hyphen, or the token itself.
    #[must_use]
    pub(crate) fn past_hyphen(self, at: TokenId) -> TokenId {
        if self.is_inner_hyphen(at) { at.next() } else { at }
    }

    /// The text of some tokens as written.
    pub(crate) fn text(self, tokens: TokenRange) -> &'d str {
        self.doc.span(tokens).of(self.doc.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_outside_the_sentence_find_nothing() {
        let text = "The well-known firm left. Its rival stayed.";
        let (doc, _) = crate::corpus::report(text, None);
        let first = Cursor::sentence(&doc, TokenId(0));
        let stop = first.tokens.end - 1;
        assert_eq!((first.lower(stop), first.lower(stop.next())), (".", ""));
        assert_eq!((first.next(stop), first.prev(TokenId(0))), (None, None));
        assert_eq!(first.upos(TokenId(0).step(-1)), Upos::X);
        assert!(first.joined_to_prev(stop) && !first.joined_to_next(stop));
        assert!(first.is_inner_hyphen(TokenId(2)) && !first.joined_to_prev(TokenId(1)));
        assert_eq!(first.past_hyphen(TokenId(2)), TokenId(3));
    }
}
