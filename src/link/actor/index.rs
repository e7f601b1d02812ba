//! Which actor a word or phrase mentions: how quotes, events and figures find theirs.

use crate::language::{Document, phrase};
use crate::model::facts::Actor;
use crate::model::ids::{ActorId, TokenId};
use crate::model::span::Span;

use super::chain::head_of;

/// The head words of all mentions with their actors, in order.
#[derive(Clone, Debug, Default)]
pub struct ActorIndex {
    heads: Vec<(TokenId, ActorId)>,
    /// Words that mention an actor without being a mention: "mayor" in "Kesh's mayor, Ann Lee, said".
    stand_ins: Vec<(TokenId, ActorId)>,
}

impl ActorIndex {
    /// Indexes the mentions of some actors, whose ids are their numbers.
    pub(super) fn new(actors: &[Actor], stand_ins: Vec<(TokenId, ActorId)>) -> ActorIndex {
        let mut heads = Vec::new();
        for (number, actor) in (0..).zip(actors) {
            heads.extend(actor.mentions.iter().map(|m| (m.head, ActorId(number))));
        }
        heads.extend(&stand_ins);
        heads.sort_unstable();
        ActorIndex { heads, stand_ins }
    }

    /// The words that mention without being mentions.
    pub(super) fn stand_ins(&self) -> &[(TokenId, ActorId)] {
        &self.stand_ins
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
        let top = head_of(doc, span)?;
        self.at(top).or_else(|| {
            let part = |t: &TokenId| doc.head(*t) == Some(top) && phrase::is_same_noun(doc, *t);
            let parts = || doc.tokens_in(span).iter().filter(part);
            // "Oslo-based grocer | Norfer"
            parts().filter(|t| *t > top).chain(parts()).find_map(|t| self.at(t))
        })
    }
}
