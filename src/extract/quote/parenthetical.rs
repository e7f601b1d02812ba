//! Cues behind or inside their content: "the bridge was closed, officials said", "the bridge, she said, was closed",
//! "as the minister noted, …". Commas set them off, so the content is the rest of the sentence.

use super::context::Context;
use super::found::Found;
use super::source;
use crate::language::{Deprel, Upos, Xpos};
use crate::lexicon::cue::{self, Frames};
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of tokens between the cue with its source and the comma or full stop: "said on Monday in a
/// statement".
const TAIL: u32 = 18;

/// The content around a verb with its source, if the two are set off by commas.
pub(super) fn around(ctx: &Context, verb: TokenId, frames: &Frames, source: TokenRange) -> Option<Found> {
    let doc = ctx.doc;
    // "…, asking for help" adds to a clause; it does not report it.
    let participle = doc.token(verb).xpos == Xpos::Vbg && !ctx.doc.is_finite(verb);
    if participle || !frames.parenthetical || source.iter().any(|t| is_relative(ctx, t)) && source.len() == 1 {
        return None;
    }
    // "drew his pistol, pointed it, and shot": an object.
    let object =
        source.start > verb && source.len() == 1 && matches!(doc.lower(source.start), "it" | "them" | "him" | "her");
    if object {
        return None;
    }
    if !stands_beside(ctx, source, verb) {
        return around_nearer(ctx, verb, frames, source);
    }
    let sentence = ctx.sentence(verb);
    let mut start = source.start.min(verb);
    let as_clause = start > sentence.start && doc.lower(start - 1) == "as";
    start -= u32::from(as_clause);
    let opens = start == sentence.start;
    let set_off = |t: TokenId| matches!(doc.form(t), "," | "\u{2014}" | "\u{2013}" | "--" | "-");
    if opens && !as_clause || !opens && !set_off(start - 1) {
        return None;
    }
    // "The gallery, Mr. Lee said, showed several of his paintings": what stands before the comma is itself such a cue.
    let cue_before = source.start > verb && !opens && start >= sentence.start + 2 && {
        let last = start - 2;
        ctx.doc.is_tensed(last) && cue::verb(doc.lemma(last)).is_some_and(|f| f.parenthetical)
    };
    if cue_before {
        return None;
    }
    let told = source.end.max(verb.next());
    if !closes(ctx, told, sentence, frames) {
        return None;
    }
    let end = tail(ctx, told, sentence.end)?;
    let before = TokenRange::new(sentence.start, if opens { start } else { start - 1 });
    // "A lorry came off the road; its load, officials said, caught fire": from the semicolon on.
    let apart = |t: &TokenId| doc.form(*t) == ";" && ctx.marks.around(*t) == ctx.marks.around(verb);
    let first = before.iter().rev().find(apart).map_or(before.start, TokenId::next);
    let before = TokenRange::new(first, before.end);
    let rest = TokenRange::new(end.next().min(sentence.end), sentence.end);
    let goes_on = !rest.is_empty() && set_off(end) && !starts_anew(ctx, verb, rest);
    let mut pieces = Vec::new();
    if before.iter().any(|t| ctx.is_word(t)) {
        pieces.push(before);
    }
    if goes_on && (has_verb(ctx, rest) || !has_verb(ctx, before)) && rest.iter().filter(|t| ctx.is_word(*t)).count() > 1
    {
        pieces.push(rest);
    }
    // A content without verb is one only in a headline: "Ferry firm to blame, minister says".
    let paragraph = doc.paragraph_of(verb) as usize;
    if !pieces.iter().any(|p| has_verb(ctx, *p)) && !doc.article.paragraphs[paragraph].heading {
        return None;
    }
    let words: usize = pieces.iter().map(|p| p.len()).sum();
    (words > 1 && (opens || !before.is_empty())).then_some(Found {
        pieces,
        particle: None,
        source: None,
        rule: if goes_on {
            "quote.indirect.parenthesis"
        } else {
            "quote.indirect.inverted"
        },
        needs_source: false,
    })
}

/// Returns whether only auxiliaries, adverbs and punctuation are between a source and its verb.
fn stands_beside(ctx: &Context, source: TokenRange, verb: TokenId) -> bool {
    let between = match source.end <= verb {
        true => TokenRange::new(source.end, verb),
        false => TokenRange::new(verb.next(), source.start),
    };
    let beside = |t: TokenId| matches!(ctx.doc.token(t).upos, Upos::Aux | Upos::Adv | Upos::Part | Upos::Punct);
    between.iter().all(beside)
}

/// The content around a verb with the phrase right beside it as the source, where the tree has the content's subject as
/// the source: "exports fell, | the ministry said".
fn around_nearer(ctx: &Context, verb: TokenId, frames: &Frames, source: TokenRange) -> Option<Found> {
    let nearer = source::phrase_before(ctx, verb).or_else(|| source::phrase_after(ctx, verb))?;
    let near = nearer.end <= verb || nearer.start == verb.next();
    let found = if near && nearer != source {
        around(ctx, verb, frames, nearer)?
    } else {
        return None;
    };
    Some(Found {
        source: found.source.or(Some(nearer)),
        ..found
    })
}

/// Returns whether no object stands behind the cue and its source, but a comma, a full stop, an adverb, a time or a
/// preposition. Only cues with an addressee have a noun there.
fn closes(ctx: &Context, next: TokenId, sentence: TokenRange, frames: &Frames) -> bool {
    if !sentence.contains(next) {
        return true;
    }
    let token = ctx.doc.token(next);
    matches!(token.upos, Upos::Punct | Upos::Adp | Upos::Adv)
        || ctx.is_time(next)
        || frames.tell
        || token.xpos == Xpos::Vbg
}

fn is_relative(ctx: &Context, token: TokenId) -> bool {
    matches!(ctx.doc.token(token).xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss)
}

fn has_verb(ctx: &Context, range: TokenRange) -> bool {
    range.iter().any(|t| ctx.doc.is_tensed(t))
}

/// The end of the cue's clause: the comma, dash or full stop behind it, if only a time, place or addressee is between.
fn tail(ctx: &Context, from: TokenId, end: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    for token in TokenRange::new(from, end.min(from + TAIL)).iter() {
        match doc.form(token) {
            "," | "." | ";" | "\u{2014}" | "\u{2013}" | "--" | "!" | "?" | ")" => return Some(token),
            ":" => return None,
            _ => {}
        }
        if ctx.doc.is_tensed(token) || ctx.marks.around(token).is_some() && ctx.marks.around(from - 1).is_none() {
            return None;
        }
        if doc.token(token).upos == Upos::Sconj && doc.lower(token) == "that" {
            return None;
        }
    }
    (end < from + TAIL).then_some(end)
}

/// Returns whether the words behind the cue are not part of the content: another quote, or words about the speaker.
fn starts_anew(ctx: &Context, verb: TokenId, rest: TokenRange) -> bool {
    let doc = ctx.doc;
    let first = rest.start;
    let token = doc.token(first);
    let participle =
        token.xpos == Xpos::Vbg && (doc.head(first) == Some(verb) || cue::verb(doc.lemma(first)).is_some());
    let relative = is_relative(ctx, first);
    let joined = doc
        .children(verb)
        .any(|c| doc.token(c).deprel == Deprel::Conj && rest.contains(c) && ctx.doc.is_tensed(c));
    // "…, she said, though nobody was hurt": the author's own.
    let word = |t: TokenId| doc.lower(t);
    let comment = matches!(word(first), "while" | "though" | "although" | "whereas" | "as" | "amid")
        || word(first) == "even" && ctx.next(first).is_some_and(|t| matches!(word(t), "as" | "though"));
    participle || relative || joined || comment
}
