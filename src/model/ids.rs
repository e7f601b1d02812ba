//! Ids and ranges: numbers of tokens, sentences and facts, as types of their own so that none is taken for another.

use std::ops::Range;

/// The number of a token in its document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TokenId(pub u32);

/// The number of a sentence in its document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SentenceId(pub u32);

/// A half-open range of tokens.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TokenRange {
    /// First token.
    pub start: TokenId,
    /// One past the last token.
    pub end: TokenId,
}

impl TokenRange {
    /// From token numbers.
    pub fn new(start: u32, end: u32) -> TokenRange {
        TokenRange {
            start: TokenId(start),
            end: TokenId(end),
        }
    }

    /// The tokens, in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = TokenId> + ExactSizeIterator + Clone {
        (self.start.0..self.end.0).map(TokenId)
    }

    /// The number of tokens.
    pub fn len(self) -> usize {
        (self.end.0 - self.start.0) as usize
    }

    /// True if it holds no token.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// True if the token is inside.
    pub fn contains(self, token: TokenId) -> bool {
        self.start <= token && token < self.end
    }

    /// As token numbers, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start.0 as usize..self.end.0 as usize
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub struct $name(pub u32);

        impl std::fmt::Display for $name {
            /// As in the output: 1-based, with its letter.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}{}", $prefix, self.0 + 1)
            }
        }
    };
}

id!(
    /// Index into [`Report::times`](crate::link::Report::times).
    TimeId, "t");
id!(
    /// Index into [`Report::actors`](crate::link::Report::actors).
    ActorId, "a");
id!(
    /// Index into [`Report::figures`](crate::link::Report::figures).
    FigureId, "f");
id!(
    /// Index into [`Report::quotes`](crate::link::Report::quotes).
    QuoteId, "q");
id!(
    /// Index into [`Report::events`](crate::link::Report::events).
    EventId, "e");
