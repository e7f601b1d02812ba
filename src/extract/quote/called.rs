//! Names, descriptions and charges given to somebody or something: a content with an object before it.

use super::context::Context;
use super::extent::{beside, until_aside};
use super::found::Found;
use super::marks::Marks;
use crate::language::{Deprel, Upos, Xpos, clause};
use crate::lexicon::cue::Frames;
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of tokens between "called" and the quotation that names its object.
const NAMED: u32 = 14;
/// Maximum number of tokens between "what" and the verb of its clause.
const WHAT: u32 = 4;

/// The content behind an object: "described it as unfair", "called it a disgrace", "accused him of theft".
pub(super) fn with_object(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
    let doc = ctx.doc;
    let passive = ctx.is_passive(verb);
    // "what she called | a farce": what is called so stands before.
    let gap = TokenRange::new(verb.back(WHAT), verb)
        .iter()
        .any(|t| matches!(doc.lower(t), "what" | "which"));
    let plain = |c: &TokenId| *c > verb && doc.token(*c).upos == Upos::Noun && clause::preposition(doc, *c).is_none();
    let name = || doc.child(verb, Deprel::Xcomp).filter(|c| gap && plain(c));
    let object = doc
        .child(verb, Deprel::Obj)
        .filter(|o| *o > verb && !passive)
        .or_else(name);
    if object.is_none() && !passive {
        let called = name_in_marks(ctx, verb).filter(|_| frames.object_complement);
        // "what analysts describe as a defeat"
        return called.map(named).or_else(|| gap_as(ctx, verb, frames));
    }
    let called = || {
        if frames.object_complement {
            complement(ctx, verb, object, gap)
        } else {
            None
        }
    };
    called()
        .map(named)
        .or_else(|| behind_marker(ctx, verb, frames, object))
        .or_else(|| behind_object(ctx, frames, object?))
}

/// The content with a name for an object.
fn named(piece: TokenRange) -> Found {
    Found::phrase(piece, None, "quote.indirect.called")
}

/// A content from the object on; "it" and "him" tell nothing of what was said.
fn from_object(ctx: &Context, object: Option<TokenId>, content: TokenRange) -> TokenRange {
    match object.filter(|o| ctx.doc.token(*o).upos != Upos::Pron) {
        Some(object) => TokenRange::new(ctx.doc.subtree(object).start.min(content.start), content.end),
        None => content,
    }
}

/// The name or judgement that an object is given, with the object: "called the plan a disgrace".
fn complement(ctx: &Context, verb: TokenId, object: Option<TokenId>, gap: bool) -> Option<TokenRange> {
    let doc = ctx.doc;
    let complement = doc.children(verb).find(|c| {
        *c > object.unwrap_or(verb)
            && matches!(
                doc.token(*c).deprel,
                Deprel::Xcomp | Deprel::Obl | Deprel::OblUnmarked | Deprel::Obj | Deprel::Advcl
            )
            && clause::preposition(doc, *c).is_none()
            && !doc.children(*c).any(|m| doc.token(m).deprel == Deprel::Mark)
            && matches!(doc.token(*c).upos, Upos::Noun | Upos::Propn | Upos::Adj)
            && !ctx.is_time(*c)
    });
    if let Some(complement) = complement {
        let piece = from_object(ctx, object, doc.subtree(complement));
        return Some(TokenRange::new(piece.start, last_mark(ctx, verb, piece.end)));
    }
    // "called the charges unfounded", which the tree hangs on the charges.
    let adjective =
        |c: &TokenId| matches!(doc.token(*c).deprel, Deprel::Acl | Deprel::Amod) && doc.token(*c).upos == Upos::Adj;
    let described = |o: TokenId| gap || doc.children(o).any(|c| c > o && adjective(&c));
    match object.filter(|o| described(*o)) {
        Some(object) => Some(beside(doc, object, verb)),
        None => name_in_marks(ctx, verb),
    }
}

/// The content behind "as" or another preposition: "described it as unfair", "accused him of theft".
fn behind_marker(ctx: &Context, verb: TokenId, frames: &Frames, object: Option<TokenId>) -> Option<Found> {
    let doc = ctx.doc;
    for child in doc.children(verb).filter(|c| *c > verb) {
        let marker = doc
            .children(child)
            .find(|m| *m < child && matches!(doc.token(*m).deprel, Deprel::Case | Deprel::Mark));
        let Some(marker) = marker else { continue };
        let word = doc.lower(marker);
        let clause = || {
            doc.token(child).deprel == Deprel::Advcl
                && doc
                    .children(child)
                    .any(|c| matches!(doc.token(c).deprel, Deprel::Nsubj | Deprel::NsubjPass))
                && ctx.doc.is_finite(child)
        };
        if word == "as" && frames.as_phrase && !clause() {
            let piece = from_object(ctx, object, beside(doc, child, verb));
            return Some(Found::phrase(piece, None, "quote.indirect.as"));
        }
        if frames.object_prepositions.contains(&word) {
            let piece = TokenRange::new(marker.next(), doc.subtree(child).end);
            // "blamed the firm for the delay" says something of the firm, "accused the firm of lying" says it to the firm.
            let piece = match word {
                "for" | "on" => from_object(ctx, object, piece),
                _ => piece,
            };
            return Some(Found::phrase(piece, None, "quote.indirect.preposition"));
        }
    }
    None
}

/// The charge that the tree attaches to the accused instead of the verb: "accused its leader, Tom Berg, of lying".
fn behind_object(ctx: &Context, frames: &Frames, object: TokenId) -> Option<Found> {
    let doc = ctx.doc;
    let charge = |t: &TokenId| {
        let plain = || {
            ctx.previous(*t).is_some_and(|p| doc.form(p) == ",")
                || ctx
                    .next(*t)
                    .is_some_and(|n| ctx.marks.opens_at(n) || doc.token(n).xpos == Xpos::Vbg)
        };
        matches!(doc.token(*t).deprel, Deprel::Case | Deprel::Mark)
            && frames.object_prepositions.contains(&doc.lower(*t))
            && plain()
    };
    let all = doc.subtree(object);
    let marker = TokenRange::new(object.next(), all.end).iter().find(charge)?;
    let end = doc.subtree(doc.head(marker)?).end.max(marker + 2);
    Some(Found::phrase(
        TokenRange::new(marker.next(), end),
        None,
        "quote.indirect.preposition",
    ))
}

/// The name in quotation marks behind an object, where the tree has one phrase: "called the vote \"a farce\"".
fn name_in_marks(ctx: &Context, verb: TokenId) -> Option<TokenRange> {
    let doc = ctx.doc;
    let sentence = ctx.sentence(verb);
    let first = ctx.next(verb)?;
    let of_phrase = |t: &TokenId| {
        matches!(
            doc.token(*t).upos,
            Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron | Upos::Adp | Upos::Part
        ) || matches!(doc.form(*t), "-" | "'")
    };
    let within = TokenRange::new(first, sentence.end.min(first + NAMED));
    let opening = within.iter().find(|t| ctx.marks.opens_at(*t))?;
    let object = TokenRange::new(first, opening);
    let article = object.iter().last().filter(|t| doc.token(*t).upos == Upos::Det);
    let head = ctx.previous(article.unwrap_or(opening))?;
    let named = head >= first && !matches!(doc.token(head).upos, Upos::Adp | Upos::Det | Upos::Adj);
    if object.is_empty() || !named || !object.iter().all(|t| of_phrase(&t)) || ctx.marks.around(verb).is_some() {
        return None;
    }
    // "it" and "him" tell nothing of what was said.
    let pronoun = doc.token(head).upos == Upos::Pron;
    let start = if pronoun { head.next() } else { first };
    Some(TokenRange::new(start, last_mark(ctx, verb, opening.next())))
}

/// The content behind an object and "as", where the tree has one phrase: "described the vote as \"a farce\"".
pub(super) fn as_behind(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
    let doc = ctx.doc;
    let sentence = ctx.sentence(verb);
    let first = ctx.next(verb).filter(|_| frames.as_phrase && !ctx.is_passive(verb))?;
    let of_phrase = |t: &TokenId| {
        let word = doc.token(*t);
        let nominal = matches!(
            word.upos,
            Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron | Upos::Part
        );
        nominal || matches!(doc.lower(*t), "of" | "-" | "in")
    };
    let within = TokenRange::new(first, sentence.end.min(first + NAMED));
    let marker = within
        .iter()
        .find(|t| !of_phrase(t))
        .filter(|t| doc.lower(*t) == "as")?;
    let start = marker.next();
    if marker == first || !sentence.contains(start) {
        return None;
    }
    let end = if ctx.marks.opens_at(start) {
        last_mark(ctx, verb, start.next())
    } else {
        let ends = |t: &TokenId| matches!(doc.form(*t), "," | ";" | "." | ":");
        let rest = TokenRange::new(start, sentence.end);
        rest.iter().find(ends).unwrap_or(sentence.end)
    };
    // "it" and "him" tell nothing of what was said.
    let pronoun = marker == first.next() && doc.token(first).upos == Upos::Pron;
    let from = if pronoun { start } else { first };
    (end > start).then(|| Found::phrase(TokenRange::new(from, end), None, "quote.indirect.as"))
}

/// One past a list of quotations that a content ends with: `a "rogue," a "cheat" and "unfit"`.
fn last_mark(ctx: &Context, verb: TokenId, end: TokenId) -> TokenId {
    let doc = ctx.doc;
    let last = end.back(1);
    let Some(quoted) = ctx.marks.around(last).filter(|_| ctx.marks.around(verb).is_none()) else {
        return end;
    };
    let mut end = Marks::tokens(doc, &ctx.marks.all[quoted]).end.max(end);
    let stop = ctx.sentence(verb).end;
    let links = |t: TokenId| matches!(doc.token(t).upos, Upos::Det | Upos::Cconj) || doc.form(t) == ",";
    loop {
        let next = TokenRange::new(end, stop).iter().find(|t| !links(*t));
        match next
            .filter(|t| ctx.marks.opens_at(*t))
            .and_then(|t| ctx.marks.around(t))
        {
            Some(more) => end = Marks::tokens(doc, &ctx.marks.all[more]).end.max(end.next()),
            None => return end.min(stop),
        }
    }
}

/// The content behind "as", with the object before the clause: "what analysts describe as a defeat", "the man, whom she
/// described as calm".
fn gap_as(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
    let doc = ctx.doc;
    let next = verb.next();
    let sentence = doc.sentence(doc.sentence_of(verb)).tokens;
    if !frames.as_phrase || !sentence.contains(next) || doc.lower(next) != "as" {
        return None;
    }
    let child = doc
        .children(verb)
        .find(|c| *c > next)
        .or_else(|| doc.head(next).filter(|h| *h > next))?;
    // `described as "rash" the mayor's plan`: the marks hold all of it.
    let marked = next.next();
    let end = match ctx.marks.around(marked).filter(|_| ctx.marks.opens_at(marked)) {
        Some(quoted) => Marks::tokens(doc, &ctx.marks.all[quoted]).end,
        None => doc.subtree(child).end.max(next + 2),
    };
    let piece = TokenRange::new(next.next(), end);
    Some(Found::phrase(until_aside(doc, piece), Some(next), "quote.indirect.as"))
}
