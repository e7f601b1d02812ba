//! Headlines in title case ("Ukraine Announces New Talks"), where verbs are tagged as names: a cue in the third person
//! behind its source, and the content up to the end of the line or a further clause.

use super::context::Context;
use super::draft::{Draft, spans, trim};
use crate::language::{Document, NameKind, Upos};
use crate::lexicon::cue::{self, Frames};
use crate::model::facts::Confidence;
use crate::model::ids::{TokenId, TokenRange};

/// The quote of a cue in a heading that is tagged as a noun.
pub(super) fn quote(ctx: &Context, token: TokenId) -> Option<Draft> {
    let doc = ctx.doc;
    let sentence = ctx.sentence(token);
    if !matches!(doc.token(token).upos, Upos::Noun | Upos::Propn) || token == sentence.start || !ctx.is_heading(token) {
        return None;
    }
    let frames = cue::verb(base(doc.lower(token))?)?;
    // "United States"
    let i = doc.names().partition_point(|n| n.tokens.end <= token);
    if doc
        .names()
        .get(i)
        .is_some_and(|n| n.tokens.start < token && n.tokens.contains(token))
        && in_long_name(doc, i)
    {
        return None;
    }
    // "Inflation Fears Cool Down": feelings make no news by themselves.
    if !(frames.quoted || frames.noun_phrase || frames.infinitive || !frames.prepositions.is_empty()) {
        return None;
    }
    let before = token - 1;
    let start = TokenRange::new(sentence.start, token)
        .iter()
        .rev()
        .find(|t| matches!(doc.lower(*t), ":" | "," | "as" | "while" | "after" | ";"))
        .map_or(sentence.start, TokenId::next);
    if !matches!(doc.token(before).upos, Upos::Noun | Upos::Propn) || start >= token {
        return None;
    }
    let (piece, last) = content(ctx, token, frames)?;
    let content = spans(doc, &ctx.marks, piece, token);
    (!content.is_empty()).then_some(Draft {
        content,
        whole: true,
        cue: Some(token.through(last)),
        cue_head: Some(token),
        source: Some(trim(doc, TokenRange::new(start, token))),
        confidence: Confidence::Medium,
        rule: "quote.headline.verb",
    })
}

/// Returns whether a name is that of a place or an event; in those of persons and organizations the last word may be a
/// cue that was taken for a part of the name.
fn in_long_name(doc: &Document, number: usize) -> bool {
    !matches!(doc.names()[number].kind, NameKind::Person | NameKind::Organization)
}

/// The lemma of a third person: "announces" → "announce", "denies" → "deny".
fn base(third: &str) -> Option<&str> {
    let stem = third.strip_suffix('s').filter(|s| !s.ends_with('s'))?;
    if cue::verb(stem).is_some() {
        return Some(stem);
    }
    third.strip_suffix("es").filter(|s| cue::verb(s).is_some())
}

/// The content behind the cue, and the last token of the cue.
fn content(ctx: &Context, token: TokenId, frames: &Frames) -> Option<(TokenRange, TokenId)> {
    let doc = ctx.doc;
    let sentence = ctx.sentence(token);
    let next = ctx.next(token)?;
    let ends = |t: &TokenId| {
        *t > next
            && matches!(
                doc.lower(*t),
                "as" | "while" | "after" | "amid" | ";" | "\u{2013}" | "\u{2014}"
            )
    };
    let end = TokenRange::new(next, sentence.end)
        .iter()
        .find(ends)
        .unwrap_or(sentence.end);
    let preposition = frames.prepositions.contains(&doc.lower(next));
    let fits = match doc.token(next).upos {
        Upos::Part => frames.infinitive,
        Upos::Adp => preposition,
        Upos::Punct => false,
        // "Kesh protests continue": a noun.
        _ if ctx.doc.is_tensed(next) => false,
        _ => frames.noun_phrase || frames.bare,
    };
    let start = next + u32::from(preposition);
    (fits && end > start).then(|| (TokenRange::new(start, end), if preposition { next } else { token }))
}
