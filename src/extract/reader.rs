//! What the readers of numbers and of amounts share.

use std::ops::Deref;

use crate::language::Document;
use crate::language::clause::Cursor;
use crate::model::ids::TokenId;

/// A [`Cursor`] that reads numbers and amounts; their modules add how.
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
