//! Which actor a word or phrase mentions: how quotes, events and figures find theirs.

use crate::facts::{Actor, ActorId};
use crate::language::{Document, TokenId, TokenRange, phrase};
use crate::span::Span;

/// The head words of all mentions with their actors, in order.
#[derive(Clone, Debug, Default)]
pub struct ActorIndex {
    heads: Vec<(TokenId, ActorId)>,
}

impl ActorIndex {
    /// Indexes the mentions of some actors, whose ids are their numbers.
    pub(super) fn new(actors: &[Actor]) -> ActorIndex {
        let mut heads = Vec::new();
        for (number, actor) in (0..).zip(actors) {
            heads.extend(actor.mentions.iter().map(|m| (m.head, ActorId(number))));
        }
        heads.sort_unstable();
        ActorIndex { heads }
    }

    /// The actor of the mention whose head word this is.
    pub fn at(&self, head: TokenId) -> Option<ActorId> {
        let i = self.heads.partition_point(|(h, _)| *h < head);
        self.heads.get(i).filter(|(h, _)| *h == head).map(|(_, actor)| *actor)
    }

    /// The actor that a phrase speaks of: that of its head word, else of the name that is part of the same noun ("Bill"
    /// in "President Bill Clinton", whichever of the words the tree makes the head). Of joint phrases ("Ann and Bob")
    /// the first.
    pub fn of(&self, doc: &Document, span: Span) -> Option<ActorId> {
        let tokens = doc.tokens_in(span);
        let top = head(doc, tokens)?;
        self.at(top).or_else(|| {
            let part = |t: &TokenId| doc.head(*t) == Some(top) && phrase::is_same_noun(doc, *t);
            tokens.iter().filter(part).find_map(|t| self.at(t))
        })
    }
}

/// The token of a range that hangs on something outside it.
fn head(doc: &Document, tokens: TokenRange) -> Option<TokenId> {
    tokens.iter().find(|t| doc.head(*t).is_none_or(|h| !tokens.contains(h)))
}
