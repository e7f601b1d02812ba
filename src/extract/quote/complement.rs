//! Infinitives, prepositional phrases and subjects of passives as content.

use super::context::Context;
use super::extent::{beside, phrase_says_something, until_aside};
use super::found::Found;
use crate::language::{Deprel, Xpos, phrase};
use crate::lexicon::cue::Frames;
use crate::model::ids::{TokenId, TokenRange};

/// The infinitive behind a cue: "threatened to leave", "ordered them to leave", "was told to leave".
pub(super) fn infinitive(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
    let doc = ctx.doc;
    let open = |c: &TokenId| {
        *c > verb
            && matches!(
                doc.token(*c).deprel,
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Acl
            )
            && doc.children(*c).any(|m| doc.token(m).xpos == Xpos::To && m < *c)
    };
    let object = doc
        .child(verb, Deprel::Obj)
        .or_else(|| doc.child(verb, Deprel::Iobj))
        .filter(|o| *o > verb);
    let of_object = || object.and_then(|o| doc.children(o).find(|c| doc.token(*c).deprel == Deprel::Acl && open(c)));
    let below = doc
        .children(verb)
        .find(|c| open(c) && doc.token(*c).deprel != Deprel::Acl)
        .or_else(|| if frames.object_infinitive { of_object() } else { None })?;
    let piece = beside(doc, below, verb);
    let adverbial = doc.token(below).deprel == Deprel::Advcl;
    match object {
        Some(object) if frames.object_infinitive => {
            let from = if frames.tell {
                piece.start
            } else {
                doc.subtree(object).start
            };
            Some(Found::phrase(
                TokenRange::new(from.0.max(verb.0 + 1), piece.end.0),
                None,
                "quote.indirect.infinitive",
            ))
        }
        None if frames.object_infinitive && ctx.is_passive(verb) => {
            Some(Found::phrase(piece, None, "quote.indirect.infinitive"))
        }
        // "called on them to leave", "appealed for them to stay".
        None if frames.object_infinitive => {
            let oblique = doc.children(verb).find(|c| {
                doc.token(*c).deprel == Deprel::Obl
                    && *c < below
                    && *c > verb
                    && phrase::preposition(doc, *c)
                        .is_some_and(|p| matches!(doc.lower(p), "on" | "upon" | "for" | "to" | "with"))
            })?;
            let particle = phrase::preposition(doc, oblique);
            let from = particle.map_or(doc.subtree(oblique).start.0, |p| p.0 + 1);
            Some(Found::phrase(
                TokenRange::new(from, piece.end.0),
                particle,
                "quote.indirect.infinitive",
            ))
        }
        None if frames.infinitive && !adverbial && !ctx.is_passive(verb) => {
            Some(Found::phrase(piece, None, "quote.indirect.infinitive"))
        }
        _ => None,
    }
}

/// The prepositional phrase behind a cue: "warned of delays", "called for talks", "complained about being late".
pub(super) fn preposition(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
    let doc = ctx.doc;
    if frames.prepositions.is_empty() {
        return None;
    }
    let wanted = |m: &TokenId| {
        matches!(doc.token(*m).deprel, Deprel::Case | Deprel::Mark) && frames.prepositions.contains(&doc.lower(*m))
    };
    for child in doc.children(verb).filter(|c| *c > verb) {
        if !matches!(
            doc.token(child).deprel,
            Deprel::Obl | Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp | Deprel::Nmod
        ) {
            continue;
        }
        let Some(marker) = doc.children(child).find(wanted) else {
            continue;
        };
        // "called on Tuesday", "spoke for an hour".
        if ctx.is_time(child) {
            continue;
        }
        if doc.lower(marker) == "on" && doc.lemma(verb) == "call" {
            continue;
        }
        let piece = TokenRange::new(marker.0 + 1, doc.subtree(child).end.0.max(marker.0 + 1));
        if phrase_says_something(doc, child) {
            return Some(Found::phrase(
                until_aside(doc, piece),
                Some(marker),
                "quote.indirect.preposition",
            ));
        }
    }
    None
}

/// The subject of a passive, with its infinitive: "The closure was announced by the mayor", "he was reported to be
/// safe".
pub(super) fn passive(ctx: &Context, verb: TokenId, frames: &Frames, source: Option<TokenRange>) -> Option<Found> {
    let doc = ctx.doc;
    if !ctx.is_passive(verb) || !frames.bare {
        return None;
    }
    let subject = doc.child(verb, Deprel::NsubjPass).filter(|s| *s < verb)?;
    let told = beside(doc, subject, verb);
    let infinitive = doc.children(verb).find(|c| {
        let open = matches!(doc.token(*c).deprel, Deprel::Xcomp | Deprel::Ccomp) && *c > verb;
        open && doc.children(*c).any(|m| doc.token(m).xpos == Xpos::To && m < *c)
    });
    let says = phrase_says_something(doc, subject);
    let mut pieces = Vec::from_iter(says.then_some(told));
    match infinitive {
        Some(infinitive) => pieces.push(beside(doc, infinitive, verb)),
        None if !says || !frames.noun_phrase || source.is_none() => return None,
        None => {}
    }
    Some(Found {
        pieces,
        particle: None,
        source: None,
        rule: "quote.indirect.passive",
        needs_source: infinitive.is_none(),
    })
}
