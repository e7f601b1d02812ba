//! Infinitives, prepositional phrases and subjects of passives as content.

use super::context::Context;
use super::extent::{beside, phrase_says_something, run_on, until_aside};
use super::found::Found;
use crate::language::{Deprel, NameKind, Upos, Xpos, clause};
use crate::lexicon::cue::Frames;
use crate::model::ids::{TokenId, TokenRange};

/// The infinitive behind a cue: "threatened to leave", "ordered them to leave", "was told to leave", "asked they leave".
pub(super) fn infinitive(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
    let doc = ctx.doc;
    if let Some(piece) = subjunctive(ctx, verb).filter(|_| frames.object_infinitive) {
        return Some(Found::phrase(piece, None, "quote.indirect.infinitive"));
    }
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
                TokenRange::new(from.max(verb.next()), piece.end),
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
                    && clause::preposition(doc, *c)
                        .is_some_and(|p| matches!(doc.lower(p), "on" | "upon" | "for" | "to" | "with"))
            })?;
            let particle = clause::preposition(doc, oblique);
            let from = particle.map_or(doc.subtree(oblique).start, TokenId::next);
            Some(Found::phrase(
                TokenRange::new(from, piece.end),
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

/// The clause with a bare infinitive behind a noun phrase: "asked | the court delay the trial".
fn subjunctive(ctx: &Context, verb: TokenId) -> Option<TokenRange> {
    let doc = ctx.doc;
    let bare = |c: &TokenId| {
        let helped = |m: TokenId| m < *c && matches!(doc.token(m).deprel, Deprel::Aux | Deprel::Mark | Deprel::Cop);
        *c > verb
            && doc.token(*c).xpos == Xpos::Vb
            && matches!(doc.token(*c).deprel, Deprel::Xcomp | Deprel::Ccomp)
            && !doc.children(*c).any(helped)
    };
    let clause = doc.children(verb).find(bare)?;
    let object = doc
        .children(verb)
        .find(|c| *c > verb && *c < clause && matches!(doc.token(*c).deprel, Deprel::Obj | Deprel::Iobj))?;
    let nominal = matches!(doc.token(object).upos, Upos::Noun | Upos::Propn);
    let start = doc.subtree(object).start.max(verb.next());
    nominal.then(|| TokenRange::new(start, doc.subtree(clause).end))
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
        // "referred to the plan as a farce": only what stands behind "as" is content.
        if frames.as_phrase {
            let as_ = TokenRange::new(marker, ctx.sentence(verb).end)
                .iter()
                .find(|t| doc.lower(*t) == "as")?;
            let end = doc
                .head(as_)
                .filter(|h| *h > as_)
                .map_or(as_.next(), |h| doc.subtree(h).end);
            let piece = run_on(ctx, verb, TokenRange::new(as_.next(), end));
            return (!piece.is_empty()).then(|| Found::phrase(piece, Some(marker), "quote.indirect.as"));
        }
        let piece = TokenRange::new(marker.next(), doc.subtree(child).end);
        if is_bare(ctx, piece, frames) {
            continue;
        }
        if phrase_says_something(doc, child) {
            return Some(Found::phrase(
                until_aside(doc, run_on(ctx, verb, piece)),
                Some(marker),
                "quote.indirect.preposition",
            ));
        }
    }
    None
}

/// Returns whether a phrase says of what one spoke and not what one said: "spoke of Ann Lee", "spoke about the vote", but
/// not "complained about the noise".
fn is_bare(ctx: &Context, piece: TokenRange, frames: &Frames) -> bool {
    let doc = ctx.doc;
    let neutral = !(frames.quoted || frames.that || frames.noun_phrase);
    let name = doc.name_at(piece.start).filter(|n| n.kind == NameKind::Person);
    neutral && (piece.len() == 2 && doc.lower(piece.start) == "the" || name.is_some_and(|n| n.tokens == piece))
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
