//! Extent of a content that is a phrase and no clause.

use super::context::Context;
use super::further;
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::cue;
use crate::lexicon::quote_word::List;
use crate::model::ids::{TokenId, TokenRange};

/// Distance behind "as" within which its verb, or behind "in a" within which its noun is looked for, in tokens.
const NEAR: u32 = 6;

/// The tokens of the subtree of `top`, as far as they are on its side of the verb.
pub(super) fn beside(doc: &Document, top: TokenId, verb: TokenId) -> TokenRange {
    let all = doc.subtree(top);
    if top > verb {
        TokenRange::new(all.start.max(verb.next()), all.end)
    } else {
        TokenRange::new(all.start, all.end.min(verb))
    }
}

/// A phrase with what follows it in the clause of its cue, which trees often attach to the cue: "announced the closure | of
/// two plants in Norland, including the oldest". Times and media of the cue, relative clauses, participles and whatever
/// is said or done next end it.
pub(super) fn run_on(ctx: &Context, verb: TokenId, piece: TokenRange) -> TokenRange {
    let sentence = ctx.sentence(verb);
    let mut end = piece.end;
    while sentence.contains(end) && !stops(ctx, verb, end) {
        end = end.next();
    }
    let opens = |t: TokenId| {
        let token = ctx.doc.token(t);
        token.upos == Upos::Sconj || matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb)
    };
    // A verb with tense that no conjunction leads is that of a clause which the tree misses.
    let added = TokenRange::new(piece.end, end);
    let owed = piece.iter().chain(added.iter()).filter(|t| opens(*t)).count();
    let told = added.iter().filter(|t| ctx.doc.is_tensed(*t)).count();
    if told > owed {
        piece
    } else {
        TokenRange::new(piece.start, end)
    }
}

/// Returns whether a phrase of content ends before a token.
fn stops(ctx: &Context, verb: TokenId, token: TokenId) -> bool {
    let doc = ctx.doc;
    let home = ctx.marks.around(verb);
    let next = ctx.next(token);
    let of_cue = |t: TokenId| ctx.is_time(t) && doc.head(t).is_none_or(|h| h == verb || ctx.is_time(h));
    if home.is_some() && ctx.marks.around(token) != home || of_cue(token) {
        return true;
    }
    match (doc.form(token), next) {
        ("." | ";" | ":" | ")" | "!" | "?" | "\u{2014}" | "\u{2013}" | "--", _) => true,
        (",", Some(next)) => !(matches!(doc.lower(next), "including" | "with") || is_listed(ctx, next)),
        (",", None) => true,
        (_, Some(next)) => match doc.token(token).upos {
            Upos::Adp => of_cue(next) || is_medium(ctx, token),
            Upos::Cconj => doc.token(next).upos == Upos::Adv || ctx.doc.is_finite(next) || doc.lower(token) == "but",
            Upos::Sconj => matches!(
                doc.lower(token),
                "as" | "while" | "after" | "although" | "though" | "before" | "since" | "so"
            ),
            _ => false,
        },
        _ => false,
    }
}

/// Returns whether the next item of a list stands behind a comma: "schools, | clinics and roads".
fn is_listed(ctx: &Context, first: TokenId) -> bool {
    /// Maximum length of the items of a list, in tokens.
    const ITEMS: u32 = 12;
    let doc = ctx.doc;
    let nominal = |t: TokenId| {
        matches!(
            doc.token(t).upos,
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num
        ) || matches!(doc.token(t).xpos, Xpos::Pos | Xpos::Hyph | Xpos::PrpPoss)
            || matches!(doc.lower(t), "of" | "for" | ",")
    };
    let behind = |joint: TokenId| {
        ctx.next(joint)
            .is_some_and(|t| nominal(t) || doc.token(t).xpos == Xpos::Vbg)
    };
    let mut words = TokenRange::new(first, ctx.sentence(first).end.min(first + ITEMS)).iter();
    let last = words.find(|t| !nominal(*t));
    let starts = nominal(first) && doc.form(first) != "," || matches!(doc.lower(first), "and" | "or");
    starts && last.is_some_and(|t| matches!(doc.lower(t), "and" | "or") && behind(t))
}

/// Returns whether a preposition leads the medium, occasion or addressee of a saying: "in a statement", "on social media",
/// "at a rally", "to the police".
pub(super) fn is_medium(ctx: &Context, preposition: TokenId) -> bool {
    /// Maximum length of the phrase, in tokens.
    const PHRASE: usize = 9;
    let doc = ctx.doc;
    let word = doc.lower(preposition);
    if !matches!(word, "in" | "at" | "during" | "on" | "via" | "through" | "to") {
        return false;
    }
    let words = std::iter::successors(ctx.next(preposition), |t| ctx.next(*t)).take(PHRASE);
    let phrase = words.take_while(|t| {
        matches!(
            doc.token(*t).upos,
            Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num
        ) || matches!(doc.token(*t).xpos, Xpos::PrpPoss | Xpos::Pos)
    });
    let Some(noun) = { phrase }.last() else {
        return false;
    };
    let lemma = doc.lemma(noun);
    if word == "to" {
        return ctx.is_actor(noun) && ctx.next(preposition).is_some_and(|t| doc.token(t).xpos != Xpos::Vb);
    }
    cue::is_text(lemma) || cue::is_occasion(lemma) || List::Medium.has(doc.lower(noun))
}

/// The phrase up to a clause of time or cause about the main verb: "warned of floods as rain went on".
pub(super) fn until_aside(doc: &Document, piece: TokenRange) -> TokenRange {
    let heading = doc.article.paragraphs[doc.paragraph_of(piece.start) as usize].heading;
    let clause = |t: TokenId| {
        let mut near = TokenRange::new(t.next(), piece.end.min(t + NEAR)).iter();
        doc.lower(t) == "as" && near.any(|n| matches!(doc.token(n).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp))
    };
    let aside = |t: &TokenId| {
        *t > piece.start
            && (doc.token(*t).upos == Upos::Sconj || heading || clause(*t))
            && matches!(doc.lower(*t), "as" | "while" | "after" | "although" | "though")
    };
    TokenRange::new(piece.start, piece.iter().find(aside).unwrap_or(piece.end))
}

/// The phrase up to the next cue of the same speaker ("…, adding that") or the medium of the quote ("… in a letter").
pub(super) fn until_saying(ctx: &Context, verb: TokenId, piece: TokenRange) -> TokenRange {
    let doc = ctx.doc;
    let adding = |t: TokenId| {
        doc.form(t) == ","
            && TokenRange::new(t.next(), piece.end)
                .iter()
                .find(|n| doc.token(*n).upos != Upos::Adv)
                .is_some_and(|n| doc.token(n).xpos == Xpos::Vbg && cue::verb(doc.lemma(n)).is_some())
    };
    let in_text = |t: TokenId| {
        doc.token(t).upos == Upos::Adp
            && matches!(doc.lower(t), "in" | "at" | "during" | "on" | "via")
            && ctx.next(t).is_some_and(|a| matches!(doc.lower(a), "a" | "an"))
            && TokenRange::new(t + 2, piece.end.min(t + NEAR))
                .iter()
                .take_while(|n| matches!(doc.token(*n).upos, Upos::Adj | Upos::Noun | Upos::Propn))
                .any(|n| {
                    doc.token(n).upos == Upos::Noun && (cue::is_text(doc.lemma(n)) || cue::is_occasion(doc.lemma(n)))
                })
    };
    // "… across the strait on Twitter"
    let on_medium = |t: TokenId| {
        let named = |n: TokenId| doc.token(n).upos == Upos::Propn && List::Medium.has(doc.lower(n));
        matches!(doc.lower(t), "on" | "via") && ctx.next(t).is_some_and(named)
    };
    let another = |t: TokenId| further::is_next(ctx, verb, t) || further::is_another(ctx, verb, t);
    let ends =
        |t: &TokenId| *t > piece.start && *t > verb && (adding(*t) || in_text(*t) || on_medium(*t) || another(*t));
    TokenRange::new(piece.start, piece.iter().find(ends).unwrap_or(piece.end))
}

/// Returns whether the head of a phrase is more than a bare pronoun, which would be no content.
pub(super) fn phrase_says_something(doc: &Document, head: TokenId) -> bool {
    // "condemned what he called a farce"
    let free = doc.lower(head) == "what" && doc.children(head).any(|c| doc.token(c).deprel == Deprel::AclRelcl);
    free || !matches!(doc.token(head).upos, Upos::Pron | Upos::Det)
}
