//! Cues that are prepositions: "According to the ministry, …". The rest of their sentence is the content.
//!
//! "Reportedly" names no source, so it makes no quote.

use super::context::Context;
use super::draft::{Draft, spans, trim};
use super::phrase;
use crate::language::{Deprel, Upos, Xpos};
use crate::lexicon::cue;
use crate::model::facts::Confidence;
use crate::model::ids::{TokenId, TokenRange};

/// Distance behind "by", in tokens, within which the noun for a report is looked for.
const PHRASE: usize = 5;
/// Maximum length of an apposition to a source, in tokens.
const APPOSITION: usize = 14;
/// Maximum length of a source, in tokens.
const LONG: u32 = 30;

/// The quote of an "according to", "per" or "by" that begins at a token.
pub(super) fn quote(ctx: &Context, token: TokenId) -> Option<Draft> {
    match ctx.doc.lower(token) {
        "according" => according(ctx, token),
        "per" => per(ctx, token),
        "by" => by(ctx, token),
        _ => None,
    }
}

/// The quote of "by" with a noun for a report, set off by commas: "By most accounts, the road is closed", "…, by its
/// own report".
fn by(ctx: &Context, token: TokenId) -> Option<Draft> {
    let doc = ctx.doc;
    let set_off = ctx.previous(token).is_none_or(|p| doc.form(p) == ",");
    let words = TokenRange::new(token.next(), ctx.sentence(token).end)
        .iter()
        .take(PHRASE);
    let noun = words
        .take_while(|t| doc.token(*t).upos != Upos::Punct)
        .find(|t| doc.token(*t).upos == Upos::Noun)?;
    let told = matches!(doc.lemma(noun), "report" | "account" | "estimate" | "tradition");
    let opens = ctx.previous(token).is_none();
    let closes = ctx.next(noun).is_none_or(|t| doc.form(t) == ".");
    (set_off && told && (opens || closes))
        .then(|| reported(ctx, token, token))
        .flatten()
}

fn according(ctx: &Context, token: TokenId) -> Option<Draft> {
    let to = ctx.next(token).filter(|t| ctx.doc.lower(*t) == "to")?;
    reported(ctx, token, to)
}

/// The quote of "per" at the start of a sentence or behind a comma, with a source that can speak: "Per the ministry,
/// the road is closed".
fn per(ctx: &Context, token: TokenId) -> Option<Draft> {
    let doc = ctx.doc;
    let set_off = ctx.previous(token).is_none_or(|p| doc.form(p) == ",");
    let next = ctx.next(token)?;
    let source = TokenRange::new(next, ctx.sentence(token).end.min(next + PHRASE as u32));
    let text = source
        .iter()
        .take_while(|t| doc.token(*t).upos != Upos::Punct)
        .any(|t| cue::is_text(doc.lemma(t)));
    let speaks =
        doc.token(next).upos == Upos::Propn || doc.lower(next) == "the" || text && ctx.previous(token).is_none();
    (set_off && speaks).then(|| reported(ctx, token, token)).flatten()
}

/// The quote of a cue from `token` to `last`, with the source behind it.
fn reported(ctx: &Context, token: TokenId, last: TokenId) -> Option<Draft> {
    let doc = ctx.doc;
    let sentence = ctx.sentence(token);
    let source = source(ctx, token, TokenRange::new(last.next(), sentence.end))?;
    let before = TokenRange::new(sentence.start, token);
    let after = TokenRange::new(source.end, sentence.end);
    let told = |piece: TokenRange| piece.iter().any(|t| ctx.is_word(t));
    let mut pieces = Vec::new();
    let (before, opened) = without_opening(ctx, start_of(ctx, before));
    if told(before) {
        pieces.push(before);
    }
    // "…, according to the poll, but voters …" goes on in the article's own voice; what continues the clause does not.
    let first = after.iter().find(|t| ctx.is_word(*t));
    let anew = first.is_some_and(|f| {
        matches!(
            doc.lower(f),
            "but" | "though" | "although" | "while" | "even" | "or" | "who" | "which"
        )
    });
    let after = until_contrast(ctx, after);
    let apart = opened || doc.form(after.start.min(sentence.end.step(-1))) == ";";
    let relative = source.iter().any(|t| matches!(doc.token(t).xpos, Xpos::Wp | Xpos::Wdt));
    if told(after) && !((anew || apart || relative) && told(before)) {
        pieces.push(after);
    }
    let content: Vec<_> = pieces
        .into_iter()
        .flat_map(|piece| spans(doc, &ctx.marks, piece, token))
        .filter(|s| doc.tokens_in(*s).iter().any(|t| ctx.is_word(t)))
        .collect();
    (!content.is_empty()).then_some(Draft {
        content,
        whole: true,
        cue: Some(token.through(last)),
        cue_head: Some(token),
        source: Some(source),
        confidence: Confidence::High,
        rule: "quote.indirect.according",
    })
}

/// The content before the cue, without conjunctions; and whether it is a subordinate clause that ends with the cue:
/// "While half of them came according to police, the mayor stayed away".
fn without_opening(ctx: &Context, before: TokenRange) -> (TokenRange, bool) {
    let doc = ctx.doc;
    let last = before.iter().rev().find(|t| ctx.is_word(*t));
    // "…, and, according to the paper, was left alone", "…, including, according to police, a child"
    if last.is_some_and(|t| doc.token(t).upos == Upos::Cconj || doc.lower(t) == "including") {
        return (TokenRange::new(before.end, before.end), false);
    }
    let opens = before
        .iter()
        .next()
        .filter(|t| matches!(doc.lower(*t), "while" | "although" | "though" | "whereas"));
    let one = !before.iter().any(|t| doc.form(t) == ",");
    match opens {
        Some(first) if one => (TokenRange::new(first.next(), before.end), true),
        _ => (before, false),
    }
}

/// The piece up to a semicolon, or a clause with a cue of its own, which is another quote: "…, but his mother says he
/// cannot speak".
fn until_contrast(ctx: &Context, piece: TokenRange) -> TokenRange {
    let doc = ctx.doc;
    let contrast = |t: &TokenId| {
        let says = |v: &TokenId| {
            let cue = ctx.doc.is_tensed(*v) && cue::verb(doc.lemma(*v)).is_some_and(|f| f.that && f.quoted);
            cue && doc.child(*v, Deprel::Nsubj).is_some_and(|s| s > *t)
        };
        *t > piece.start
            && doc.lower(*t) == "but"
            && ctx.previous(*t).is_some_and(|p| doc.form(p) == ",")
            && TokenRange::new(t.next(), piece.end).iter().any(|v| says(&v))
    };
    let apart = |t: &TokenId| *t > piece.start && doc.form(*t) == ";" && ctx.marks.around(*t).is_none();
    let mut tokens = piece.iter();
    let end = tokens.find(|t| contrast(t) || apart(t)).unwrap_or(piece.end);
    TokenRange::new(piece.start, end)
}

/// The start of the content before the cue: behind a semicolon, or at the relative clause around the cue ("boats which,
/// according to aid workers, were turned back").
fn start_of(ctx: &Context, before: TokenRange) -> TokenRange {
    let doc = ctx.doc;
    let semicolon = before.iter().rev().find(|t| doc.form(*t) == ";");
    let which = before.iter().rev().find(|t| doc.lower(*t) == "which").filter(|which| {
        let rest = TokenRange::new(which.next(), before.end);
        let apart = ctx.previous(*which).is_some_and(|p| doc.form(p) == ",");
        let commas = rest.iter().rev().skip(1).any(|t| doc.form(t) == ",");
        rest.iter().all(|t| !ctx.is_word(t)) || apart && !commas
    });
    let start = which.or(semicolon.map(TokenId::next));
    TokenRange::new(start.unwrap_or(before.start), before.end)
}

/// One past the first name in a phrase, if a new phrase begins there.
fn end_of_name(ctx: &Context, phrase: TokenRange) -> Option<TokenId> {
    let doc = ctx.doc;
    let from = doc.names().partition_point(|n| n.tokens.start < phrase.start);
    let name = doc.names().get(from).filter(|n| phrase.contains(n.tokens.end))?;
    let next = doc.token(name.tokens.end);
    let anew =
        matches!(next.upos, Upos::Num | Upos::Det | Upos::Adv | Upos::Pron) || doc.lower(name.tokens.end) == "over";
    (anew && !matches!(next.xpos, Xpos::Wp | Xpos::Wdt | Xpos::WpPoss)).then_some(name.tokens.end)
}

/// The source: the noun phrase behind the cue with its modifiers, up to a comma, dash or full stop; an apposition
/// between commas is part of it.
fn source(ctx: &Context, token: TokenId, rest: TokenRange) -> Option<TokenRange> {
    let doc = ctx.doc;
    let ends = |t: &TokenId| {
        matches!(
            doc.form(*t),
            "," | "." | ";" | ":" | "\u{2014}" | "\u{2013}" | "--" | ")" | "!" | "?"
        ) || ctx.marks.opens_at(*t) && *t > rest.start
            || *t > rest.start + LONG
    };
    let end = rest.iter().find(ends).unwrap_or(rest.end);
    let first = TokenRange::new(rest.start, end);
    if !phrase::can_speak(doc, first) {
        return None;
    }
    let opens = ctx.previous(token).is_none();
    // "According to the Coast Guard over 40 ships are waiting": no comma, but a name with its end.
    // "… and according to the ministry he died at home": here too.
    let relative = first.iter().any(|t| matches!(doc.token(t).xpos, Xpos::Wp | Xpos::Wdt));
    if (opens || !relative)
        && first.iter().any(|t| ctx.doc.is_tensed(t))
        && let Some(end) = end_of_name(ctx, first)
    {
        return Some(trim(doc, TokenRange::new(first.start, end)));
    }
    let second = rest.iter().filter(|t| *t > end).find(ends);
    // "According to Ann Lee, the mayor, the road …": short, no verb, and a comma after it. Behind the content an
    // apposition may end the sentence too.
    let apposition = (doc.form(end.min(rest.last())) == ",")
        .then_some(second)
        .flatten()
        .filter(|second| {
            let middle = TokenRange::new(end.next(), *second);
            let nominal = middle.iter().next().is_some_and(|t| {
                matches!(doc.token(t).upos, Upos::Det | Upos::Noun | Upos::Propn) || doc.lower(t) == "who"
            });
            let verbs = middle.iter().any(|t| ctx.doc.is_tensed(t))
                && middle.iter().next().is_none_or(|t| doc.lower(t) != "who");
            let closes = if opens { doc.form(*second) == "," } else { true };
            nominal
                && !verbs
                && closes
                && middle.len() <= APPOSITION
                && first.iter().any(|t| doc.token(t).upos == Upos::Propn)
        });
    let end = apposition.unwrap_or(end);
    Some(trim(doc, TokenRange::new(rest.start, end)))
}
