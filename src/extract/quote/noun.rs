//! Cues that are nouns: "the claim that …", "issued a warning about …", "Moscow's demands for …".

use super::context::Context;
use super::draft::{Draft, spans};
use super::{phrase, source};
use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::cue::{self, Frames};
use crate::model::facts::Confidence;
use crate::model::ids::{TokenId, TokenRange};

/// The quote of a noun, if it is a cue with content and source.
pub(super) fn quote(ctx: &Context, noun: TokenId) -> Option<Draft> {
    let (doc, marks) = (ctx.doc, &ctx.marks);
    if doc.token(noun).upos != Upos::Noun {
        return None;
    }
    let frames = cue::noun(doc.lemma(noun))?;
    let piece = content(doc, noun, frames)?;
    let (source, cue) = speaker(ctx, noun, piece)?;
    let content = spans(doc, marks, piece, noun);
    if content.is_empty() {
        return None;
    }
    Some(Draft {
        content,
        whole: false,
        cue: Some(cue),
        cue_head: Some(noun),
        source: Some(source),
        confidence: Confidence::Medium,
        rule: "quote.indirect.noun",
    })
}

fn content(doc: &Document, noun: TokenId, frames: &Frames) -> Option<TokenRange> {
    let light = doc
        .head(noun)
        .filter(|h| doc.token(noun).deprel == Deprel::Obj && cue::is_light(doc.lemma(*h)));
    // "issued warnings to both sides about …": beside the noun, below its verb, or below the one addressed.
    let mut places: Vec<TokenId> = doc.children(noun).filter(|c| *c > noun).collect();
    places.extend(
        light
            .into_iter()
            .flat_map(|verb| doc.children(verb))
            .filter(|c| *c > noun),
    );
    let below: Vec<TokenId> = places
        .iter()
        .filter(|p| clause::preposition(doc, **p).is_some_and(|m| matches!(doc.lower(m), "to" | "against")))
        .flat_map(|p| doc.children(*p).filter(|c| doc.token(*c).deprel == Deprel::Nmod))
        .collect();
    for child in places.into_iter().chain(below) {
        let marker = doc
            .children(child)
            .find(|m| *m < child && matches!(doc.token(*m).deprel, Deprel::Case | Deprel::Mark));
        let Some(marker) = marker else { continue };
        let word = doc.lower(marker);
        let all = doc.subtree(child);
        let found = match doc.token(child).deprel {
            Deprel::Acl | Deprel::Ccomp | Deprel::AclRelcl if word == "that" && frames.that => Some(all),
            Deprel::Acl if word == "to" && frames.infinitive => Some(all),
            Deprel::Nmod | Deprel::Acl | Deprel::Obl if frames.prepositions.contains(&word) => {
                Some(TokenRange::new(marker.next(), all.end))
            }
            _ => None,
        };
        if found.is_some_and(|f| f.end > f.start) {
            return found;
        }
    }
    None
}

/// The source and the words of the cue: the possessor, the phrase behind "by" or "from", or the subject of a light
/// verb.
fn speaker(ctx: &Context, noun: TokenId, content: TokenRange) -> Option<(TokenRange, TokenRange)> {
    let doc = ctx.doc;
    let alone = TokenRange::one(noun);
    if let Some(owner) = clause::owner(doc, noun) {
        let all = doc.subtree(owner);
        let end = if doc.token(all.last()).xpos == Xpos::Pos {
            all.last()
        } else {
            all.end
        };
        return Some((TokenRange::new(all.start, end.max(all.start.next())), alone));
    }
    let by = doc.children(noun).find(|c| {
        doc.token(*c).deprel == Deprel::Nmod
            && *c > noun
            && clause::preposition(doc, *c).is_some_and(|p| matches!(doc.lower(p), "by" | "from"))
            && !content.contains(*c)
    });
    if let Some(by) = by {
        return Some((phrase::whole(doc, by, noun), alone));
    }
    let verb = doc.head(noun)?;
    let object = matches!(doc.token(noun).deprel, Deprel::Obj) && cue::is_light(doc.lemma(verb));
    if !object || doc.token(verb).upos != Upos::Verb {
        return None;
    }
    let source = source::of_verb(ctx, verb)?;
    let apart = source.end <= content.start || source.start >= content.end;
    apart.then_some((source, if verb < noun { verb.through(noun) } else { alone }))
}
