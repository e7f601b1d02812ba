//! Ids and ranges: numbers of tokens, sentences and facts, each with a type of its own.

use std::ops::{Add, AddAssign, Range, Sub, SubAssign};

/// The number of a token in its document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct TokenId(pub u32);

impl TokenId {
    /// The token to the right. Behind the last token it is the end of the document's token range.
    #[must_use]
    pub(crate) fn next(self) -> TokenId {
        TokenId(self.0.saturating_add(1))
    }

    /// The token to the left; `None` for the first of the document.
    pub(crate) fn prev(self) -> Option<TokenId> {
        self.before(1)
    }

    /// The token so many `steps` to the left; `None` before the first of the document.
    pub(crate) fn before(self, steps: u32) -> Option<TokenId> {
        self.0.checked_sub(steps).map(TokenId)
    }

    /// The token so many `steps` to the left, or the first of the document.
    #[must_use]
    pub(crate) fn back(self, steps: u32) -> TokenId {
        TokenId(self.0.saturating_sub(steps))
    }

    /// The range from this token to a last one, which it includes.
    pub(crate) fn through(self, last: TokenId) -> TokenRange {
        TokenRange::new(self, last.next())
    }

    /// The token so many `steps` to the right, or to the left if negative. To the left of the first token it is a number
    /// that no range contains: give it only to a [`Cursor`](crate::language::clause::Cursor).
    #[must_use]
    pub(crate) fn step(self, steps: i32) -> TokenId {
        TokenId(self.0.wrapping_add_signed(steps))
    }
}

/// The token that many steps to the right.
impl Add<u32> for TokenId {
    type Output = TokenId;

    fn add(self, steps: u32) -> TokenId {
        TokenId(self.0.wrapping_add(steps))
    }
}

/// The token that many steps to the left. For the left of the first token see [`TokenId::step`].
impl Sub<u32> for TokenId {
    type Output = TokenId;

    fn sub(self, steps: u32) -> TokenId {
        TokenId(self.0.wrapping_sub(steps))
    }
}

/// The number of steps from an earlier token; 0 from a later one.
impl Sub<TokenId> for TokenId {
    type Output = u32;

    fn sub(self, earlier: TokenId) -> u32 {
        self.0.saturating_sub(earlier.0)
    }
}

impl AddAssign<u32> for TokenId {
    fn add_assign(&mut self, steps: u32) {
        *self = *self + steps;
    }
}

impl SubAssign<u32> for TokenId {
    fn sub_assign(&mut self, steps: u32) {
        *self = *self - steps;
    }
}

/// The number of a sentence in its document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct SentenceId(pub u32);

impl SentenceId {
    /// The sentence behind it. Behind the last sentence no sentence has this number.
    #[must_use]
    pub(crate) fn next(self) -> SentenceId {
        SentenceId(self.0.saturating_add(1))
    }

    /// The sentence before it; `None` for the first of the document.
    pub(crate) fn prev(self) -> Option<SentenceId> {
        self.0.checked_sub(1).map(SentenceId)
    }
}

/// A half-open range of tokens.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct TokenRange {
    /// First token.
    pub start: TokenId,
    /// One past the last token.
    pub end: TokenId,
}

impl TokenRange {
    /// The range from one token to another, which is excluded. An end before the start gives an empty range.
    pub(crate) fn new(start: TokenId, end: TokenId) -> TokenRange {
        TokenRange {
            start,
            end: end.max(start),
        }
    }

    /// The range of one token.
    pub(crate) fn one(token: TokenId) -> TokenRange {
        TokenRange {
            start: token,
            end: token.next(),
        }
    }

    /// The tokens, in order.
    pub(crate) fn iter(self) -> impl DoubleEndedIterator<Item = TokenId> + ExactSizeIterator + Clone {
        (self.start.0..self.end.0).map(TokenId)
    }

    /// The last token; of an empty range the token before it.
    pub(crate) fn last(self) -> TokenId {
        self.end - 1
    }

    /// The number of tokens.
    pub(crate) fn len(self) -> usize {
        (self.end.0 - self.start.0) as usize
    }

    /// Returns whether it holds no token.
    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Returns whether the token is inside.
    pub(crate) fn contains(self, token: TokenId) -> bool {
        self.start <= token && token < self.end
    }

    /// The range as token numbers, for slicing.
    pub(crate) fn range(self) -> Range<usize> {
        self.start.0 as usize..self.end.0 as usize
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub(crate) struct $name(pub u32);

        impl std::fmt::Display for $name {
            /// Writes the id as in the output: 1-based, with its letter.
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
