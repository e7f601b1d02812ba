//! Actors: finds every [`Mention`] of a person, organization, place or group. `link` makes actors of them.
//!
//! Three kinds of mention, each with its file: `name` (the tagger's names without adjectives), `nominal` (noun phrases
//! whose head stands for a person, an organization or a place), `pronoun`. A noun phrase that only describes an actor
//! (a title, an apposition, a predicate) is no mention but a role: `role` reads those.

mod name;
pub(crate) mod nominal;
pub(crate) mod pronoun;
pub(crate) mod role;

use crate::language::{Document, Upos};
use crate::model::facts::{Mention, MentionKind};

/// The mentions of a document, in order of position.
pub(crate) fn extract(doc: &Document) -> Vec<Mention> {
    let mut mentions = name::names(doc);
    let mut in_name = vec![false; doc.tokens().len()];
    for mention in &mentions {
        in_name[doc.tokens_in(mention.span).range()].fill(true);
    }
    for name in doc.names().iter().filter(|name| name.tokens.len() > 1) {
        in_name[name.tokens.range()].fill(true);
    }
    let endings = nominal::endings(doc);
    for token in doc.whole().iter() {
        if in_name[token.0 as usize] {
            continue;
        }
        // "IT" and "US" are no pronouns.
        let spelt = doc.form(token).len() == 2 && doc.form(token).bytes().all(|b| b.is_ascii_uppercase());
        if pronoun::pronoun(doc.lower(token)).is_some() && doc.token(token).upos != Upos::Noun && !spelt {
            mentions.push(Mention {
                span: doc.token(token).span,
                head: token,
                kind: MentionKind::Pronoun,
            });
        } else if let Some(tokens) = name::led_by(doc, token) {
            mentions.push(Mention {
                span: doc.span(tokens),
                head: token,
                kind: MentionKind::Name,
            });
        } else if let Some(tokens) = nominal::phrase(doc, token, &endings) {
            mentions.push(Mention {
                span: doc.span(tokens),
                head: token,
                kind: MentionKind::Nominal,
            });
        }
    }
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    mentions
}
