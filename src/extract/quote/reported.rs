//! Speech reported by a verb, over the dependency trees: clauses, infinitives, noun phrases, parentheses.
//!
//! A verb of the list reports only in its frames: "found that the road was closed" is a saying, "found the road" is not. The
//! content is what the tree hangs below the frame, without the clause of the cue where that stands in its midst.

use super::context::{Context, is_verb};
use super::draft::{Draft, spans};
use super::found::Found;
use super::marks::Marks;
use super::{aside, clause, source};
use crate::language::{Deprel, Document, NameKind, Upos, Xpos, phrase};
use crate::lexicon::cue::{self, Frames};
use crate::model::facts::Confidence;
use crate::model::ids::{TokenId, TokenRange};

/// How many words what is called something has at most before the quotation that it is called.
const NAMED: u32 = 14;

/// The quote that a verb reports, if it does.
pub(super) fn quote(ctx: &Context, verb: TokenId) -> Option<Draft> {
    let (doc, marks) = (ctx.doc, &ctx.marks);
    let frames = cue::verb(doc.lemma(verb))?;
    // "showed up", "called off"
    let particle = ctx
        .next(verb)
        .is_some_and(|t| doc.token(t).deprel == Deprel::CompoundPrt && matches!(doc.lower(t), "up" | "off" | "down"));
    if !is_verb(doc, verb) || particle {
        return None;
    }
    let source = source::of_verb(ctx, verb).filter(|s| source::can_speak(doc, *s));
    if frames.needs_speaker && !source.is_some_and(|s| ctx.can_report(s)) {
        return None;
    }
    let found = frame(ctx, verb, frames, source)?;
    let source = found.source.or(source);
    if found.needs_source && source.is_none() {
        return None;
    }
    if (found.needs_source || frames.needs_speaker) && is_unreal(doc, verb) || is_kept_from(ctx, verb) {
        return None;
    }
    // "did not say that …", "have not said who …": nobody has said it.
    if is_denied(ctx, verb) {
        return None;
    }
    let mut content = Vec::new();
    for piece in &found.pieces {
        let piece = if found.needs_source {
            until_saying(ctx, *piece)
        } else {
            *piece
        };
        content.extend(spans(doc, marks, piece, verb));
    }
    content.retain(|s| !s.is_empty());
    if content.is_empty() {
        return None;
    }
    // Where the parser took words of the source for content, the source is wrong, not the content.
    let source = source.filter(|s| !content.iter().any(|c| c.overlaps(doc.span(*s))));
    // Without a source only the passive reports: "it was announced that …", not "it is fair to say that …".
    if source.is_none() && (found.needs_source || !ctx.is_passive(verb)) {
        return None;
    }
    let cue = match found.particle {
        Some(p) if p.0 == verb.0 + 1 => TokenRange::new(verb.0, p.0 + 1),
        _ => TokenRange::new(verb.0, verb.0 + 1),
    };
    Some(Draft {
        content,
        whole: !found.needs_source,
        cue: Some(cue),
        cue_head: Some(verb),
        confidence: match (source, found.needs_source) {
            (Some(_), false) => Confidence::High,
            (Some(_), true) => Confidence::Medium,
            _ => Confidence::Low,
        },
        source,
        rule: found.rule,
    })
}

/// "hopes to announce", "wants to propose": nothing has been said.
fn is_unreal(doc: &Document, verb: TokenId) -> bool {
    let to = doc.children(verb).any(|c| doc.token(c).xpos == Xpos::To);
    let modal = doc
        .children(verb)
        .any(|c| doc.token(c).xpos == Xpos::Md && !matches!(doc.lower(c), "will" | "would" | "'d" | "'ll"));
    let above = doc.head(verb).map(|h| doc.lemma(h));
    let goes_on = matches!(above, Some("continue" | "begin" | "start" | "go" | "proceed" | "come"));
    (to && !goes_on || modal) && doc.token(verb).xpos == Xpos::Vb
}

/// "banned from claiming asylum", "left without saying where".
fn is_kept_from(ctx: &Context, verb: TokenId) -> bool {
    let before = ctx.previous(verb).map(|t| ctx.doc.lower(t));
    ctx.doc.token(verb).xpos == Xpos::Vbg && matches!(before, Some("from" | "without" | "against"))
}

/// "did not say", "has never said", "declined to say".
fn is_denied(ctx: &Context, verb: TokenId) -> bool {
    let doc = ctx.doc;
    let denies = |t: TokenId| matches!(doc.lower(t), "not" | "n't" | "n’t" | "never");
    (ctx.sentence(verb).start.0..verb.0)
        .rev()
        .map(TokenId)
        .take(3)
        .take_while(|t| matches!(doc.token(*t).upos, Upos::Adv | Upos::Part | Upos::Aux))
        .any(denies)
        || doc.token(verb).deprel == Deprel::Xcomp
            && doc
                .head(verb)
                .is_some_and(|h| matches!(doc.lemma(h), "decline" | "refuse" | "fail"))
}

/// The frame that a verb stands in, the surest first.
fn frame(ctx: &Context, verb: TokenId, frames: &Frames, source: Option<TokenRange>) -> Option<Found> {
    clause::after(ctx, verb, frames)
        .or_else(|| aside::around(ctx, verb, frames, source?))
        .or_else(|| infinitive(ctx, verb, frames))
        .or_else(|| with_object(ctx, verb, frames))
        .or_else(|| preposition(ctx, verb, frames))
        .or_else(|| object(ctx, verb, frames))
}

/// From the first token below `top` to its last, on one side of the verb.
fn beside(doc: &Document, top: TokenId, verb: TokenId) -> TokenRange {
    let all = doc.subtree(top);
    if top > verb {
        TokenRange::new(all.start.0.max(verb.0 + 1), all.end.0)
    } else {
        TokenRange::new(all.start.0, all.end.0.min(verb.0))
    }
}

/// "threatened to leave", "ordered them to leave", "was told to leave".
fn infinitive(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
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

/// "described it as unfair", "called it a disgrace", "accused him of theft".
fn with_object(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
    let doc = ctx.doc;
    let passive = ctx.is_passive(verb);
    let object = doc.child(verb, Deprel::Obj).filter(|o| *o > verb && !passive);
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
            TokenRange::new(doc.subtree(o).start.0.min(complement.start.0), complement.end.0)
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
                && phrase::preposition(doc, *c).is_none()
                && !doc.children(*c).any(|m| doc.token(m).deprel == Deprel::Mark)
                && matches!(doc.token(*c).upos, Upos::Noun | Upos::Propn | Upos::Adj)
                && !ctx.is_time(*c)
        });
        if let Some(complement) = complement {
            let piece = from(object, doc.subtree(complement));
            return Some(Found::phrase(
                TokenRange::new(piece.start.0, last_mark(ctx, verb, piece.end)),
                None,
                "quote.indirect.called",
            ));
        }
        // "what she called | a farce": what is called so stands before.
        let gap = (verb.0.saturating_sub(4)..verb.0).any(|t| matches!(doc.lower(TokenId(t)), "what" | "which"));
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
            let piece = TokenRange::new(marker.0 + 1, doc.subtree(child).end.0);
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

/// "accused its leader, Tom Berg, of lying": the charge that the tree hangs below the one accused.
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
    let marker = (object.0 + 1..all.end.0).map(TokenId).find(charge)?;
    let end = doc.subtree(doc.head(marker)?).end.0.max(marker.0 + 2);
    Some(Found::phrase(
        TokenRange::new(marker.0 + 1, end),
        None,
        "quote.indirect.preposition",
    ))
}

/// "called the vote \"a farce\"" where the tree does not see two phrases: the marks begin the second.
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
    let within = TokenRange::new(first.0, sentence.end.0.min(first.0 + NAMED));
    let opening = within.iter().find(|t| ctx.marks.opens_at(*t))?;
    let object = TokenRange::new(first.0, opening.0);
    let article = object.iter().last().filter(|t| doc.token(*t).upos == Upos::Det);
    let head = ctx.previous(article.unwrap_or(opening))?;
    let named = head >= first && !matches!(doc.token(head).upos, Upos::Adp | Upos::Det | Upos::Adj);
    if object.is_empty() || !named || !object.iter().all(|t| of_phrase(&t)) || ctx.marks.around(verb).is_some() {
        return None;
    }
    // "it" and "him" tell nothing of what was said.
    let pronoun = doc.token(head).upos == Upos::Pron;
    let start = if pronoun { head.0 + 1 } else { first.0 };
    Some(TokenRange::new(start, last_mark(ctx, verb, TokenId(opening.0 + 1))))
}

/// One past a list of quotations that a content ends with: `a "rogue," a "cheat" and "unfit"`.
fn last_mark(ctx: &Context, verb: TokenId, end: TokenId) -> u32 {
    let doc = ctx.doc;
    let last = TokenId(end.0.saturating_sub(1));
    let Some(quoted) = ctx.marks.around(last).filter(|_| ctx.marks.around(verb).is_none()) else {
        return end.0;
    };
    let mut end = Marks::tokens(doc, &ctx.marks.all[quoted]).end.0.max(end.0);
    let stop = ctx.sentence(verb).end.0;
    let links = |t: TokenId| matches!(doc.token(t).upos, Upos::Det | Upos::Cconj) || doc.form(t) == ",";
    loop {
        let next = (end..stop).map(TokenId).find(|t| !links(*t));
        match next
            .filter(|t| ctx.marks.opens_at(*t))
            .and_then(|t| ctx.marks.around(t))
        {
            Some(more) => end = Marks::tokens(doc, &ctx.marks.all[more]).end.0.max(end + 1),
            None => return end.min(stop),
        }
    }
}

/// The object stands before: "what analysts describe as a defeat", "the man, whom she described as calm".
fn gap_as(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
    let doc = ctx.doc;
    let next = TokenId(verb.0 + 1);
    let sentence = doc.sentence(doc.sentence_of(verb)).tokens;
    if !frames.as_phrase || !sentence.contains(next) || doc.lower(next) != "as" {
        return None;
    }
    let child = doc
        .children(verb)
        .find(|c| *c > next)
        .or_else(|| doc.head(next).filter(|h| *h > next))?;
    // `described as "rash" the mayor's plan`: the marks hold all of it.
    let marked = TokenId(next.0 + 1);
    let end = match ctx.marks.around(marked).filter(|_| ctx.marks.opens_at(marked)) {
        Some(quoted) => Marks::tokens(doc, &ctx.marks.all[quoted]).end.0,
        None => doc.subtree(child).end.0.max(next.0 + 2),
    };
    let piece = TokenRange::new(next.0 + 1, end);
    Some(Found::phrase(until_aside(doc, piece), Some(next), "quote.indirect.as"))
}

/// A phrase ends where a clause of time or cause about the whole begins: "warned of floods as rain went on".
fn until_aside(doc: &Document, piece: TokenRange) -> TokenRange {
    let heading = doc.article.paragraphs[doc.sentence(doc.sentence_of(piece.start)).paragraph as usize].heading;
    let clause = |t: TokenId| {
        let mut near = (t.0 + 1..piece.end.0.min(t.0 + 6)).map(TokenId);
        doc.lower(t) == "as" && near.any(|n| matches!(doc.token(n).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp))
    };
    let aside = |t: &TokenId| {
        *t > piece.start
            && (doc.token(*t).upos == Upos::Sconj || heading || clause(*t))
            && matches!(doc.lower(*t), "as" | "while" | "after" | "although" | "though")
    };
    TokenRange::new(piece.start.0, piece.iter().find(aside).unwrap_or(piece.end).0)
}

/// A phrase ends where the speaker says the next thing ("…, adding that") and before where it was said ("… in a letter").
fn until_saying(ctx: &Context, piece: TokenRange) -> TokenRange {
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
            && (t.0 + 2..piece.end.0.min(t.0 + 6))
                .map(TokenId)
                .take_while(|n| matches!(doc.token(*n).upos, Upos::Adj | Upos::Noun | Upos::Propn))
                .any(|n| {
                    doc.token(n).upos == Upos::Noun && (cue::is_text(doc.lemma(n)) || cue::is_occasion(doc.lemma(n)))
                })
    };
    let ends = |t: &TokenId| *t > piece.start && (adding(*t) || in_text(*t));
    TokenRange::new(piece.start.0, piece.iter().find(ends).unwrap_or(piece.end).0)
}

/// "warned of delays", "called for talks", "complained about being late".
fn preposition(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
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

/// "announced a new round of talks".
fn object(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
    let doc = ctx.doc;
    if !frames.noun_phrase || ctx.is_passive(verb) {
        return None;
    }
    // "proposes doing away with the levy"
    let gerund = ctx
        .next(verb)
        .filter(|t| doc.token(*t).xpos == Xpos::Vbg && doc.head(*t) == Some(verb) && !ctx.marks.opens_at(*t));
    let object = doc
        .child(verb, Deprel::Obj)
        .filter(|o| *o > verb)
        .or_else(|| phrase_behind(ctx, verb))
        .or(gerund)?;
    // The content ends where a cue noun of its own begins: "repeated a warning that …" is read there.
    // "Police questioned the driver": whom one questions is no content.
    // "mocked Ann Lee": a person is no content.
    let person = doc.lemma(verb) == "question" && ctx.is_actor(object) || is_person_name(doc, object);
    // "denied him entry"
    let refused = doc.lemma(verb) == "deny" && ctx.next(verb).is_some_and(|t| doc.token(t).xpos == Xpos::Prp);
    if person
        || refused
        || !phrase_says_something(doc, object)
        || ctx.is_time(object)
        || cue::noun(doc.lemma(object)).is_some_and(|_| cue::is_light(doc.lemma(verb)))
    {
        return None;
    }
    let object = beside(doc, object, verb);
    // "claims the order | did not cover the channel": what has a verb behind it is no object.
    let verb_behind = |t: TokenId| ctx.is_finite(t) || object.len() < 4 && ctx.is_active_past(t);
    if frames.bare && ctx.sentence(verb).contains(object.end) && verb_behind(object.end) {
        return clause::from(ctx, verb, object.start);
    }
    let piece = until_aside(doc, with_complements(ctx, verb, object));
    Some(Found::phrase(piece, None, "quote.indirect.object"))
}

/// Returns whether a token is part of a person's name.
fn is_person_name(doc: &Document, token: TokenId) -> bool {
    let names = doc.names();
    let name = names.get(names.partition_point(|n| n.tokens.end <= token));
    name.is_some_and(|n| n.tokens.contains(token) && n.kind == NameKind::Person)
}

/// An object with the phrases that say more of it, which trees often hang on the verb: "announced the closure | of two
/// plants". Times and "in a statement" are of the saying.
fn with_complements(ctx: &Context, verb: TokenId, piece: TokenRange) -> TokenRange {
    let doc = ctx.doc;
    let mut end = piece.end;
    for child in doc.children(verb).filter(|c| *c > verb) {
        let all = doc.subtree(child);
        // "tweets | attacking the mayor", "pay, | including bonuses"
        let describes = all.start == end && doc.token(end).xpos == Xpos::Vbg
            || all.start.0 == end.0 + 1 && doc.form(end) == "," && doc.lower(all.start) == "including";
        if describes {
            end = all.end;
            continue;
        }
        let of = all.start == end
            && matches!(
                doc.lower(all.start),
                "of" | "on" | "for" | "against" | "between" | "with" | "about" | "over" | "like" | "that" | "to"
            )
            && doc.token(child).upos != Upos::Punct
            && !ctx.is_time(child);
        if of {
            end = all.end;
        }
    }
    TokenRange::new(piece.start.0, end.0)
}

/// The head of the noun phrase right behind a verb that the tree has hung elsewhere: "have openly | questioned its value".
fn phrase_behind(ctx: &Context, verb: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    let mut at = ctx.next(verb)?;
    let begins = matches!(
        doc.token(at).upos,
        Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num
    ) || doc.token(at).xpos == Xpos::PrpPoss;
    if !begins || !ctx.is_finite(verb) && doc.token(verb).deprel != Deprel::Amod {
        return None;
    }
    while let Some(head) = doc.head(at).filter(|h| *h > verb) {
        at = head;
    }
    matches!(doc.token(at).upos, Upos::Noun | Upos::Propn).then_some(at)
}

/// A bare pronoun carries no content.
fn phrase_says_something(doc: &Document, head: TokenId) -> bool {
    // "condemned what he called a farce"
    let free = doc.lower(head) == "what" && doc.children(head).any(|c| doc.token(c).deprel == Deprel::AclRelcl);
    free || !matches!(doc.token(head).upos, Upos::Pron | Upos::Det)
}
