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
        return called
            .map(|piece| Found::phrase(piece, None, "quote.indirect.called"))
            .or_else(|| gap_as(ctx, verb, frames));
    }
    let from = |object: Option<TokenId>, complement: TokenRange| match object {
        // "it" and "him" tell nothing of what was said.
        Some(o) if doc.token(o).upos != Upos::Pron => {
            TokenRange::new(doc.subtree(o).start.min(complement.start), complement.end)
        }
        _ => complement,
    };
    if frames.object_complement {
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
            let piece = from(object, doc.subtree(complement));
            return Some(Found::phrase(
                TokenRange::new(piece.start, last_mark(ctx, verb, piece.end)),
                None,
                "quote.indirect.called",
            ));
        }
        if let Some(object) = object.filter(|_| gap) {
            return Some(Found::phrase(beside(doc, object, verb), None, "quote.indirect.called"));
        }
        // "called the charges unfounded", which the tree hangs on the charges.
        let adjective =
            |c: &TokenId| matches!(doc.token(*c).deprel, Deprel::Acl | Deprel::Amod) && doc.token(*c).upos == Upos::Adj;
        let described = object.filter(|o| doc.children(*o).any(|c| c > *o && adjective(&c)));
        if let Some(object) = described {
            return Some(Found::phrase(beside(doc, object, verb), None, "quote.indirect.called"));
        }
        if let Some(piece) = name_in_marks(ctx, verb) {
            return Some(Found::phrase(piece, None, "quote.indirect.called"));
        }
    }
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
                && ctx.tense(child).is_some()
        };
        if word == "as" && frames.as_phrase && !clause() {
            return Some(Found::phrase(
                from(object, beside(doc, child, verb)),
                None,
                "quote.indirect.as",
            ));
        }
        if frames.object_prepositions.contains(&word) {
            let piece = TokenRange::new(marker.next(), doc.subtree(child).end);
            // "blamed the firm for the delay" says something of the firm, "accused the firm of lying" says it to the firm.
            let piece = match word {
                "for" | "on" => from(object, piece),
                _ => piece,
            };
            return Some(Found::phrase(piece, None, "quote.indirect.preposition"));
        }
    }
    behind_object(ctx, frames, object?)
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
