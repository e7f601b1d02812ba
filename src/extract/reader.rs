//! The cursor that reads numbers and amounts.

use std::ops::Deref;

use crate::language::Document;
use crate::language::clause::Cursor;
use crate::model::ids::TokenId;

/// A [`Cursor`] with methods for numbers (in `number`) and amounts (in `figure::amount`).
#[derive(Clone, Copy)]
pub(super) struct Reader<'d>(Cursor<'d>);

impl<'d> Reader<'d> {
    /// A reader of a document up to a token.
    pub(super) fn until(doc: &'d Document, end: TokenId) -> Reader<'d> {
        Reader(Cursor::until(doc, end))
    }
}

impl<'d> Deref for Reader<'d> {
    type Target = Cursor<'d>;

    fn deref(&self) -> &Cursor<'d> {
        &self.0
    }
}
