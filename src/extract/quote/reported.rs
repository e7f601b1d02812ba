//! Speech reported by a verb, over the dependency trees: clauses, infinitives, noun phrases, parentheses.
//!
//! A verb of the list reports only in its frames: "found that the road was closed" makes a quote, "found the road" does
//! not. Each of [`FRAMES`] reads one; the first that fits gives the content, which is the subtree of the frame without
//! the cue's own clause where that stands inside.

use super::context::{Context, is_verb};
use super::draft::{Draft, spans};
use super::extent::until_saying;
use super::found::Found;
use super::{called, clause, complement, object, parenthetical, phrase, source};
use crate::language::clause::{Form, Modality, Negation, VerbGroup};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::cue::{self, Frames};
use crate::lexicon::quote_word::List;
use crate::model::facts::Confidence;
use crate::model::ids::{TokenId, TokenRange};

/// A reporting verb, with its source as far as the tree has one.
struct Cue<'c, 'd> {
    ctx: &'c Context<'d>,
    verb: TokenId,
    frames: &'static Frames,
    source: Option<TokenRange>,
}

/// The frames that a verb may stand in, the surest first.
const FRAMES: [fn(&Cue) -> Option<Found>; 8] = [
    |cue| clause::after(cue.ctx, cue.verb, cue.frames),
    |cue| parenthetical::around(cue.ctx, cue.verb, cue.frames, cue.source?),
    |cue| complement::infinitive(cue.ctx, cue.verb, cue.frames),
    |cue| called::with_object(cue.ctx, cue.verb, cue.frames),
    |cue| called::as_behind(cue.ctx, cue.verb, cue.frames),
    |cue| complement::preposition(cue.ctx, cue.verb, cue.frames),
    |cue| object::object(cue.ctx, cue.verb, cue.frames, cue.source),
    |cue| complement::passive(cue.ctx, cue.verb, cue.frames, cue.source),
];

/// The quote that a verb reports, if it does.
pub(super) fn quote(ctx: &Context, verb: TokenId) -> Option<Draft> {
    let (doc, marks) = (ctx.doc, &ctx.marks);
    let frames = cue::verb(doc.lemma(verb))?;
    // "showed up", "called off"
    let particle = ctx
        .next(verb)
        .is_some_and(|t| doc.token(t).deprel == Deprel::CompoundPrt && matches!(doc.lower(t), "up" | "off" | "down"));
    // "Qaboos bin Said"
    let named = doc.name_at(verb).is_some();
    // "the state's 41 pledged delegates"
    let describes = doc.token(verb).xpos == Xpos::Vbn
        && ctx.previous(verb).is_some_and(|p| {
            let before = doc.token(p);
            matches!(before.upos, Upos::Num | Upos::Det) || matches!(before.xpos, Xpos::Pos | Xpos::PrpPoss)
        });
    if !is_verb(doc, verb) || particle || named || describes {
        return None;
    }
    let source = source::of_verb(ctx, verb).filter(|s| phrase::can_speak(doc, *s));
    if frames.needs_speaker && !source.is_some_and(|s| ctx.can_report(s)) {
        return None;
    }
    let cue = Cue {
        ctx,
        verb,
        frames,
        source,
    };
    let found = FRAMES.iter().find_map(|frame| frame(&cue))?;
    let source = found.source.or(source);
    if found.needs_source && (source.is_none() || is_asked(ctx, verb, source)) {
        return None;
    }
    if (found.needs_source || frames.needs_speaker) && is_intended(doc, verb) {
        return None;
    }
    // "did not say that …", "have not said who …": nobody has said it.
    if is_denied(ctx, verb) {
        return None;
    }
    let mut content = Vec::new();
    for piece in &found.pieces {
        let piece = if found.needs_source {
            until_saying(ctx, verb, *piece)
        } else {
            *piece
        };
        content.extend(spans(doc, marks, piece, verb));
    }
    content.retain(|s| !s.is_empty());
    if content.is_empty() {
        return None;
    }
    // Where source and content overlap, the source is wrong, not the content.
    let source = source.filter(|s| !content.iter().any(|c| c.overlaps(doc.span(*s))));
    // Without a source only the passive reports: "it was announced that …", not "it is fair to say that …".
    if source.is_none() && (found.needs_source || !ctx.is_passive(verb)) {
        return None;
    }
    let cue = match found.particle {
        Some(p) if p == verb.next() => verb.through(p),
        _ => TokenRange::one(verb),
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

/// Returns whether a cue is part of a question to its source: "How do you describe your work?"
fn is_asked(ctx: &Context, verb: TokenId, source: Option<TokenRange>) -> bool {
    let you = source.is_some_and(|s| s.len() == 1 && ctx.doc.lower(s.start) == "you");
    let last = ctx.sentence(verb).end.step(-1);
    you && [last, last.step(-1)].iter().any(|t| ctx.doc.form(*t) == "?")
}

/// Returns whether a cue is only intended: "hopes to announce", "wants to propose".
fn is_intended(doc: &Document, verb: TokenId) -> bool {
    let goes_on = doc.head(verb).is_some_and(|above| List::Phase.has(doc.lemma(above)));
    let intended = |g: &VerbGroup| match g.form {
        Form::Infinitive => !goes_on,
        _ => matches!(g.modality, Some(Modality::Possible | Modality::Necessary)),
    };
    doc.token(verb).xpos == Xpos::Vb && doc.verb_group(verb).is_some_and(intended)
}

/// Returns whether a cue is denied, prevented or absent: "did not say", "declined to say", "banned from claiming asylum",
/// "left without saying where". "Reported no change" reports it.
fn is_denied(ctx: &Context, verb: TokenId) -> bool {
    let denied = |g: &VerbGroup| g.is_negated() && g.negation != Some(Negation::Argument);
    ctx.doc.verb_group(verb).is_some_and(denied)
}
