//! Actors: finds every [`Mention`] of a person, organization, place or group. `link` makes actors of them.

use super::corpus::{Extractor, rendered};
use crate::facts::{Mention, MentionKind};
use crate::language::{Document, NameKind, TokenId};

/// The mentions of a document, in order of position.
pub fn extract(doc: &Document) -> Vec<Mention> {
    let actor = |kind| {
        matches!(
            kind,
            NameKind::Person | NameKind::Organization | NameKind::Place | NameKind::Group
        )
    };
    let names = doc.names().iter().filter(|name| actor(name.kind));
    let mention = names.map(|name| Mention {
        span: doc.span(name.tokens),
        head: TokenId(name.tokens.end.0 - 1),
        kind: MentionKind::Name,
    });
    mention.collect()
}

/// This extractor, for the corpora.
pub const EXTRACTOR: Extractor = Extractor {
    name: "actor",
    corpus: include_str!("corpus.txt"),
    render: |_, report| rendered(&report.actors, |a| format!("{:?} {}", a.kind, a.name)),
};
