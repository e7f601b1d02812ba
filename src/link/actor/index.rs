//! Index from head words to actors, by which quotes, events and figures find theirs.

use crate::language::{Document, clause};
use crate::model::ids::{ActorId, TokenId};
use crate::model::span::Span;

use super::chain::head_of;

/// The heads of all mentions with the actor of each, in order of position.
pub(crate) type ActorIndex = Heads<ActorId>;

/// Heads with the id of what each mentions: an entity during linking, an actor in the report.
#[derive(Clone, Debug)]
pub(crate) struct Heads<Id>(Vec<(TokenId, Id)>);

impl<Id> Default for Heads<Id> {
    fn default() -> Self {
        Heads(Vec::new())
    }
}

impl<Id: Copy + Ord> Heads<Id> {
    pub(super) fn new(mut heads: Vec<(TokenId, Id)>) -> Heads<Id> {
        heads.sort_unstable();
        Heads(heads)
    }

    /// These heads and more.
    pub(super) fn with(mut self, more: Vec<(TokenId, Id)>) -> Heads<Id> {
        self.0.extend(more);
        Heads::new(self.0)
    }

    /// The same heads with other ids.
    pub(super) fn map<Other: Copy + Ord>(&self, other: impl Fn(Id) -> Option<Other>) -> Heads<Other> {
        let moved = |(head, id): &(TokenId, Id)| Some((*head, other(*id)?));
        Heads::new(self.0.iter().filter_map(moved).collect())
    }

    /// The id of the mention with this head.
    pub(crate) fn at(&self, head: TokenId) -> Option<Id> {
        let i = self.0.partition_point(|(h, _)| *h < head);
        self.0.get(i).filter(|(h, _)| *h == head).map(|(_, id)| *id)
    }

    /// The id of what a phrase mentions: by its head, else by the name in the same noun phrase ("Bill" in "President
    /// Bill Clinton", whichever word is the head). For joint phrases ("Ann and Bob") the first.
    pub(crate) fn of(&self, doc: &Document, span: Span) -> Option<Id> {
        let top = head_of(doc, span)?;
        self.at(top).or_else(|| {
            let part = |t: &TokenId| doc.head(*t) == Some(top) && clause::is_same_noun(doc, *t);
            let parts = || doc.tokens_in(span).iter().filter(part);
            // "Oslo-based grocer | Norfer"
            parts().filter(|t| *t > top).chain(parts()).find_map(|t| self.at(t))
        })
    }
}
