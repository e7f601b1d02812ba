//! Extent of a content that is a phrase and no clause.

use super::context::Context;
use super::further;
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::cue;
use crate::model::ids::{TokenId, TokenRange};

/// Distance behind "as" within which its verb, or behind "in a" within which its noun is looked for, in tokens.
const NEAR: u32 = 6;

/// The tokens of the subtree of `top`, as far as they are on its side of the verb.
pub(super) fn beside(doc: &Document, top: TokenId, verb: TokenId) -> TokenRange {
    let all = doc.subtree(top);
    if top > verb {
        TokenRange::new(all.start.0.max(verb.0 + 1), all.end.0)
    } else {
        TokenRange::new(all.start.0, all.end.0.min(verb.0))
    }
}

/// The phrase up to a clause of time or cause about the main verb: "warned of floods as rain went on".
pub(super) fn until_aside(doc: &Document, piece: TokenRange) -> TokenRange {
    let heading = doc.article.paragraphs[doc.sentence(doc.sentence_of(piece.start)).paragraph as usize].heading;
    let clause = |t: TokenId| {
        let mut near = (t.0 + 1..piece.end.0.min(t.0 + NEAR)).map(TokenId);
        doc.lower(t) == "as" && near.any(|n| matches!(doc.token(n).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp))
    };
    let aside = |t: &TokenId| {
        *t > piece.start
            && (doc.token(*t).upos == Upos::Sconj || heading || clause(*t))
            && matches!(doc.lower(*t), "as" | "while" | "after" | "although" | "though")
    };
    TokenRange::new(piece.start.0, piece.iter().find(aside).unwrap_or(piece.end).0)
}

/// The phrase up to the next cue of the same speaker ("…, adding that") or the medium of the quote ("… in a letter").
pub(super) fn until_saying(ctx: &Context, verb: TokenId, piece: TokenRange) -> TokenRange {
    let doc = ctx.doc;
    let adding = |t: TokenId| {
        doc.form(t) == ","
            && (t.0 + 1..piece.end.0)
                .map(TokenId)
                .find(|n| doc.token(*n).upos != Upos::Adv)
                .is_some_and(|n| doc.token(n).xpos == Xpos::Vbg && cue::verb(doc.lemma(n)).is_some())
    };
    let in_text = |t: TokenId| {
        doc.token(t).upos == Upos::Adp
            && matches!(doc.lower(t), "in" | "at" | "during" | "on" | "via")
            && ctx.next(t).is_some_and(|a| matches!(doc.lower(a), "a" | "an"))
            && (t.0 + 2..piece.end.0.min(t.0 + NEAR))
                .map(TokenId)
                .take_while(|n| matches!(doc.token(*n).upos, Upos::Adj | Upos::Noun | Upos::Propn))
                .any(|n| {
                    doc.token(n).upos == Upos::Noun && (cue::is_text(doc.lemma(n)) || cue::is_occasion(doc.lemma(n)))
                })
    };
    let another = |t: TokenId| further::is_next(ctx, verb, t) || further::is_another(ctx, verb, t);
    let ends = |t: &TokenId| *t > piece.start && *t > verb && (adding(*t) || in_text(*t) || another(*t));
    TokenRange::new(piece.start.0, piece.iter().find(ends).unwrap_or(piece.end).0)
}

/// Returns whether the head of a phrase is more than a bare pronoun, which would be no content.
pub(super) fn phrase_says_something(doc: &Document, head: TokenId) -> bool {
    // "condemned what he called a farce"
    let free = doc.lower(head) == "what" && doc.children(head).any(|c| doc.token(c).deprel == Deprel::AclRelcl);
    free || !matches!(doc.token(head).upos, Upos::Pron | Upos::Det)
}
