//! Speech reported by a verb, over the dependency trees: clauses, infinitives, noun phrases, parentheses.
//!
//! A verb of the list reports only in its frames: "found that the road was closed" is a saying, "found the road" is not. The
//! content is what the tree hangs below the frame, without the clause of the cue where that stands in its midst.

use super::context::Context;
use super::draft::{Draft, spans};
use super::{aside, clause, source};
use crate::facts::Confidence;
use crate::language::{Deprel, Document, TokenId, TokenRange, Upos, Xpos, phrase};
use crate::lexicon::cue::{self, Frames};

/// What a frame gives: pieces of content, extra words of the cue, the rule.
pub(super) struct Found {
    pub pieces: Vec<TokenRange>,
    /// A preposition or particle that belongs to the cue.
    pub particle: Option<TokenId>,
    /// Who speaks, where the frame knows better than the tree.
    pub source: Option<TokenRange>,
    pub rule: &'static str,
    /// The frame says nothing unless somebody speaks: noun phrases and infinitives.
    pub needs_source: bool,
}

impl Found {
    pub(super) fn clause(piece: TokenRange, rule: &'static str) -> Found {
        Found {
            pieces: vec![piece],
            particle: None,
            source: None,
            rule,
            needs_source: false,
        }
    }

    pub(super) fn phrase(piece: TokenRange, particle: Option<TokenId>, rule: &'static str) -> Found {
        Found {
            pieces: vec![piece],
            particle,
            source: None,
            rule,
            needs_source: true,
        }
    }
}

/// The quote that a verb reports, if it does.
pub(super) fn quote(ctx: &Context, verb: TokenId) -> Option<Draft> {
    let (doc, marks) = (ctx.doc, &ctx.marks);
    let frames = cue::verb(doc.lemma(verb))?;
    if !is_verb(doc, verb) {
        return None;
    }
    let source = source::of_verb(ctx, verb).filter(|s| source::can_speak(doc, *s));
    if frames.needs_speaker && !source.is_some_and(|s| ctx.can_report(s)) {
        return None;
    }
    let found = frame(ctx, verb, frames, source)?;
    let source = found.source.or(source);
    if found.needs_source && (source.is_none() || is_unreal(doc, verb)) {
        return None;
    }
    let mut content = Vec::new();
    for piece in &found.pieces {
        content.extend(spans(doc, marks, *piece, verb));
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

pub(super) fn is_verb(doc: &Document, token: TokenId) -> bool {
    doc.token(token).upos == Upos::Verb
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
    let object = doc.child(verb, Deprel::Obj).filter(|o| *o > verb);
    if object.is_none() && !passive {
        // "what analysts describe as a defeat"
        return gap_as(doc, verb, frames);
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
            *c > verb
                && matches!(doc.token(*c).deprel, Deprel::Xcomp | Deprel::Obl | Deprel::OblUnmarked)
                && phrase::preposition(doc, *c).is_none()
                && !doc.children(*c).any(|m| doc.token(m).deprel == Deprel::Mark)
                && matches!(doc.token(*c).upos, Upos::Noun | Upos::Propn | Upos::Adj)
        });
        if let Some(complement) = complement {
            return Some(Found::phrase(
                from(object, doc.subtree(complement)),
                None,
                "quote.indirect.called",
            ));
        }
    }
    for child in doc.children(verb).filter(|c| *c > verb) {
        let marker = doc
            .children(child)
            .find(|m| *m < child && matches!(doc.token(*m).deprel, Deprel::Case | Deprel::Mark));
        let Some(marker) = marker else { continue };
        let word = doc.lower(marker);
        if word == "as" && frames.as_phrase {
            return Some(Found::phrase(
                from(object, beside(doc, child, verb)),
                None,
                "quote.indirect.as",
            ));
        }
        if frames.object_prepositions.contains(&word) {
            let piece = TokenRange::new(marker.0 + 1, doc.subtree(child).end.0);
            return Some(Found::phrase(piece, None, "quote.indirect.preposition"));
        }
    }
    None
}

/// The object stands before: "what analysts describe as a defeat", "the man, whom she described as calm".
fn gap_as(doc: &Document, verb: TokenId, frames: &Frames) -> Option<Found> {
    let next = TokenId(verb.0 + 1);
    let sentence = doc.sentence(doc.sentence_of(verb)).tokens;
    if !frames.as_phrase || !sentence.contains(next) || doc.lower(next) != "as" {
        return None;
    }
    let child = doc
        .children(verb)
        .find(|c| *c > next)
        .or_else(|| doc.head(next).filter(|h| *h > next))?;
    let piece = TokenRange::new(next.0 + 1, doc.subtree(child).end.0.max(next.0 + 2));
    Some(Found::phrase(until_aside(doc, piece), Some(next), "quote.indirect.as"))
}

/// A phrase ends where a clause of time or cause about the whole begins: "warned of floods as rain went on".
fn until_aside(doc: &Document, piece: TokenRange) -> TokenRange {
    let heading = doc.article.paragraphs[doc.sentence(doc.sentence_of(piece.start)).paragraph as usize].heading;
    let aside = |t: &TokenId| {
        *t > piece.start
            && (doc.token(*t).upos == Upos::Sconj || heading)
            && matches!(doc.lower(*t), "as" | "while" | "after" | "although" | "though")
    };
    TokenRange::new(piece.start.0, piece.iter().find(aside).unwrap_or(piece.end).0)
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
    let object = doc
        .child(verb, Deprel::Obj)
        .filter(|o| *o > verb)
        .or_else(|| phrase_behind(ctx, verb))?;
    // The content ends where a cue noun of its own begins: "repeated a warning that …" is read there.
    if !phrase_says_something(doc, object)
        || ctx.is_time(object)
        || cue::noun(doc.lemma(object)).is_some_and(|_| cue::is_light(doc.lemma(verb)))
    {
        return None;
    }
    let piece = until_aside(doc, with_complements(ctx, verb, beside(doc, object, verb)));
    Some(Found::phrase(piece, None, "quote.indirect.object"))
}

/// An object with the phrases that say more of it, which trees often hang on the verb: "announced the closure | of two
/// plants". Times and "in a statement" are of the saying.
fn with_complements(ctx: &Context, verb: TokenId, piece: TokenRange) -> TokenRange {
    let doc = ctx.doc;
    let mut end = piece.end;
    for child in doc.children(verb).filter(|c| *c > verb) {
        let all = doc.subtree(child);
        let of = all.start == end
            && matches!(
                doc.lower(all.start),
                "of" | "on" | "for" | "against" | "between" | "with" | "about" | "that" | "to"
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
    !matches!(doc.token(head).upos, Upos::Pron | Upos::Det)
}
