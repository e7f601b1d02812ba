//! Content clauses behind their cue: "said that …", "said …", "asked whether …".
//!
//! The start is found by "that" or a question word, which are surer than the tree. The end is the end of the cue's own
//! clause, since in news nearly everything there is content; another quote ("…, adding that …", "… and called for …")
//! or a clause about the speaker ends it earlier.

use super::clause_start;
use super::context::Context;
use super::found::Found;
use super::further;
use crate::language::clause::is_none;
use crate::language::{Deprel, Upos, Xpos};
use crate::lexicon::cue::{self, Frames};
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of tokens between a cue and "that": an addressee, a place, a time.
const NEAR: u32 = 16;
/// Maximum distance of a question word from its cue, in tokens.
const QUESTION: u32 = 4;

/// The word that opens a clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opener {
    That,
    Question,
    None,
}

/// The content clause behind a verb.
pub(super) fn after(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<Found> {
    if !(frames.that || frames.bare || frames.wh) {
        return None;
    }
    let (start, opener, top) = opened(ctx, verb, frames).or_else(|| bare(ctx, verb, frames))?;
    let rule = match opener {
        Opener::That if frames.that => "quote.indirect.that",
        Opener::Question if frames.wh => "quote.indirect.question",
        Opener::None if frames.bare => "quote.indirect.bare",
        _ => return None,
    };
    let end = end(ctx, verb, top, start);
    (end > start.next()).then(|| Found::clause(TokenRange::new(start, end), rule))
}

/// The content clause without opener that begins at a token, whatever the tree says.
pub(super) fn from(ctx: &Context, verb: TokenId, start: TokenId) -> Option<Found> {
    let end = end(ctx, verb, None, start);
    (end > start.next()).then(|| Found::clause(TokenRange::new(start, end), "quote.indirect.bare"))
}

/// A clause that begins with "that", "whether", "how", … near the cue.
fn opened(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<(TokenId, Opener, Option<TokenId>)> {
    let doc = ctx.doc;
    let sentence = ctx.sentence(verb);
    let top = complement(ctx, verb);
    for t in TokenRange::new(verb.next(), sentence.end.min(verb + NEAR)).iter() {
        let token = doc.token(t);
        if ctx.marks.opens_at(t) {
            return None;
        }
        let ours = || {
            let clause = doc.head(t);
            t == verb.next() || clause.is_some_and(|c| Some(c) == top || doc.head(c) == Some(verb))
        };
        // "denied claims that …": the noun's clause.
        let of_noun = t > verb.next()
            && ctx.previous(t).is_some_and(|p| {
                doc.token(p).upos == Upos::Noun && (cue::noun(doc.lemma(p)).is_some() || is_none(doc, p))
            });
        if doc.lower(t) == "that" && frames.that && !of_noun && opens_clause(ctx, t) && (ours() || near(ctx, verb, t)) {
            return Some((t, Opener::That, top.filter(|c| *c > t).or_else(|| doc.head(t))));
        }
        // "said people who had fled": a relative clause
        let relative = t > verb.next()
            && matches!(token.xpos, Xpos::Wp | Xpos::WpPoss)
            && ctx
                .previous(t)
                .is_some_and(|p| matches!(doc.token(p).upos, Upos::Noun | Upos::Propn));
        let question = matches!(token.xpos, Xpos::Wrb | Xpos::Wp | Xpos::WpPoss)
            && (t <= verb + QUESTION || frames.tell && near(ctx, verb, t))
            && doc.lower(t) != "when"
            && !relative
            || token.upos == Upos::Sconj && matches!(doc.lower(t), "whether" | "if");
        if question && frames.wh && (t == verb.next() || top.is_some_and(|c| c > t && doc.subtree(c).start.next() >= t))
        {
            return Some((t, Opener::Question, top.filter(|c| *c > t)));
        }
        if ctx.doc.is_tensed(t) && token.upos != Upos::Adj {
            return None;
        }
    }
    None
}

/// Returns whether "that" opens a clause, whatever its tag: in "said that if …", but not in "said that much".
fn opens_clause(ctx: &Context, that: TokenId) -> bool {
    let doc = ctx.doc;
    let Some(next) = ctx.next(that) else { return false };
    match doc.token(that).upos {
        Upos::Sconj => true,
        Upos::Pron | Upos::Det => {
            ctx.marks.opens_at(next)
                || matches!(doc.token(next).upos, Upos::Pron | Upos::Det | Upos::Propn | Upos::Num)
                || doc.token(next).xpos == Xpos::Nns
                || doc.token(next).upos == Upos::Adj && doc.token(that).xpos != Xpos::Dt
        }
        _ => false,
    }
}

/// Returns whether only an addressee, adverbs, times and prepositional phrases stand between a cue and "that".
fn near(ctx: &Context, verb: TokenId, that: TokenId) -> bool {
    let between = TokenRange::new(verb.next(), that);
    let plain = between.iter().all(|t| {
        let token = ctx.doc.token(t);
        let joins = matches!(token.upos, Upos::Sconj | Upos::Cconj);
        let tells = token.upos == Upos::Verb && token.deprel != Deprel::Amod;
        !joins && !tells && !matches!(ctx.doc.form(t), ";" | ":" | "(")
    });
    plain && !ends_with_apposition(ctx, between)
}

/// Returns whether words end with a noun behind a comma, which "that" then describes: "in talks, a strategy that".
fn ends_with_apposition(ctx: &Context, words: TokenRange) -> bool {
    let doc = ctx.doc;
    let Some(comma) = words.iter().rev().find(|t| doc.form(*t) == ",") else {
        return false;
    };
    let phrase = TokenRange::new(comma.next(), words.end);
    let nominal = |t: TokenId| matches!(doc.token(t).upos, Upos::Det | Upos::Adj | Upos::Noun);
    phrase.len() > 1 && phrase.iter().all(nominal) && doc.token(phrase.last()).upos == Upos::Noun
}

/// The clause below a verb, by the tree.
fn complement(ctx: &Context, verb: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    doc.children(verb).find(|c| {
        *c > verb
            && match doc.token(*c).deprel {
                Deprel::Ccomp => true,
                Deprel::Parataxis => after_colon(ctx, *c, verb),
                _ => false,
            }
    })
}

fn after_colon(ctx: &Context, clause: TokenId, verb: TokenId) -> bool {
    let start = ctx.doc.subtree(clause).start;
    start > verb.next() && ctx.doc.form(start - 1) == ":" || ctx.doc.form(start) == ":"
}

/// A clause without opener. It must be in the tree, with a verb with tense and a subject.
fn bare(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<(TokenId, Opener, Option<TokenId>)> {
    let doc = ctx.doc;
    if !frames.bare {
        return None;
    }
    // "The road is safe, she said, though nobody came": what follows the comma comments on a saying told before.
    let comma = ctx.next(verb).filter(|c| doc.form(*c) == ",").and_then(|c| ctx.next(c));
    if comma.is_some_and(|t| matches!(doc.lower(t), "while" | "though" | "although" | "whereas" | "even")) {
        return None;
    }
    let Some(top) = complement(ctx, verb).filter(|c| is_clause(ctx, *c)) else {
        let stated = speaker_before(ctx, verb) && !is_what_is_reported(ctx, verb);
        let start = clause_start::start(ctx, verb, frames)
            .or_else(|| misread(ctx, verb).filter(|_| frames.only))
            .filter(|_| stated);
        return start.map(|start| (start, Opener::None, None));
    };
    let all = doc.subtree(top);
    // "told the court | he had slept"
    let addressed = if frames.tell {
        clause_start::start(ctx, verb, frames)
    } else {
        None
    };
    let mut start = all.start.max(verb.next());
    if let Some(subject) = addressed.filter(|s| *s > start && *s <= top) {
        start = subject;
    }
    // A time or place right behind the cue is an adjunct of it: "said on Monday the bridge was closed".
    while start < top && !ctx.is_word(start) {
        start += 1;
    }
    let timed = start + u32::from(doc.token(start).upos == Upos::Adp);
    if start == verb.next() && timed < top && ctx.is_time(timed) {
        let rest = TokenRange::new(timed, top).iter().find(|t| !ctx.is_time(*t));
        if let Some(rest) = rest.filter(|r| doc.form(*r) != ",") {
            start = rest;
        }
    }
    Some((start, Opener::None, Some(top)))
}

/// The clause that the tagger missed behind a cue which takes clauses only: "she said the new tax hits the poor", with
/// "hits" tagged as a noun.
fn misread(ctx: &Context, verb: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    let first = clause_start::past_adjuncts(ctx, verb)?;
    let begins = matches!(
        doc.token(first).upos,
        Upos::Pron | Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num
    ) && !matches!(
        doc.lower(first),
        "nothing" | "little" | "much" | "that" | "this" | "what"
    );
    let words = || TokenRange::new(first, ctx.sentence(verb).end).iter();
    let verbal =
        words().any(|t| matches!(doc.token(t).upos, Upos::Verb | Upos::Aux)) || complement(ctx, verb).is_some();
    let clause = begins && verbal && ctx.doc.is_finite(verb);
    (clause && words().take(2).all(|t| ctx.is_word(t) || ctx.marks.around(t).is_some())).then_some(first)
}

/// Returns whether the subject of a passive is what is reported: "Two boys were reported missing", but not "It was
/// reported two boys were missing".
fn is_what_is_reported(ctx: &Context, verb: TokenId) -> bool {
    let doc = ctx.doc;
    let empty = |c: TokenId| doc.token(c).deprel == Deprel::Expl || doc.lower(c) == "it";
    ctx.is_passive(verb) && !doc.children(verb).any(|c| c < verb && empty(c))
}

/// Returns whether the source stands before its cue: not in "…, said Ann Lee, who runs the clinic".
fn speaker_before(ctx: &Context, verb: TokenId) -> bool {
    let doc = ctx.doc;
    let mut subjects = doc
        .children(verb)
        .filter(|c| matches!(doc.token(*c).deprel, Deprel::Nsubj | Deprel::NsubjOuter));
    let behind = subjects.next().is_some_and(|first| first > verb);
    let nominal = ctx.previous(verb).is_some_and(|p| {
        matches!(
            doc.token(p).upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adv | Upos::Aux | Upos::Punct | Upos::Cconj
        )
    });
    !behind && nominal || doc.token(verb).xpos == Xpos::Vbg
}

/// Returns whether a verb heads a clause: it has tense and a subject of its own, or is "there is".
fn is_clause(ctx: &Context, top: TokenId) -> bool {
    let doc = ctx.doc;
    let relation = |c: TokenId| doc.token(c).deprel;
    let subject = doc.children(top).any(|c| {
        matches!(
            relation(c),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Csubj | Deprel::CsubjPass | Deprel::Expl
        )
    });
    doc.is_finite(top) && subject
}

/// One past the last token of a content that begins at `start`.
fn end(ctx: &Context, verb: TokenId, top: Option<TokenId>, start: TokenId) -> TokenId {
    let doc = ctx.doc;
    let reach = doc.subtree(verb).end;
    let sure = top.map_or(start.next(), |t| doc.subtree(t).end);
    let mut end = reach.max(sure);
    // Dependents of the cue behind its content: a further quote or act of the speaker ends it.
    for child in doc.children(verb).filter(|c| *c > start && Some(*c) != top) {
        let from = doc.subtree(child).start;
        if from <= start || from >= end {
            continue;
        }
        if ends(ctx, verb, child) || top.is_some_and(|top| is_deed(ctx, verb, top, child)) {
            end = from;
        }
    }
    // A further quote, a comment of the article or an act of the speaker ends it as well.
    let cut = |t: &TokenId| {
        let further = further::is_next(ctx, verb, *t) || further::is_another(ctx, verb, *t);
        further || is_comment(ctx, verb, start, *t) || is_deed_of_person(ctx, top, *t)
    };
    if let Some(cut) = TokenRange::new(start.next(), end).iter().find(cut) {
        end = cut;
    }
    trim_end(ctx, start, end)
}

/// Returns whether a second verb, which the tree joins to the cue behind a passive or a state, is an act of the
/// speaker: "confirmed that the list was sent and voiced hope".
fn is_deed(ctx: &Context, verb: TokenId, top: TokenId, child: TokenId) -> bool {
    let doc = ctx.doc;
    let state = doc
        .children(top)
        .any(|c| matches!(doc.token(c).deprel, Deprel::AuxPass | Deprel::Cop));
    let subject = doc
        .children(child)
        .any(|c| matches!(doc.token(c).deprel, Deprel::Nsubj | Deprel::NsubjPass));
    let joined = doc.token(child).deprel == Deprel::Conj && doc.token(child).xpos == doc.token(verb).xpos;
    joined && state && !subject && ctx.doc.is_tensed(child)
}

/// Returns whether a verb joined to a clause about a thing is an act of persons: "insisted that the tax was legal and
/// left the room".
fn is_deed_of_person(ctx: &Context, top: Option<TokenId>, joint: TokenId) -> bool {
    let doc = ctx.doc;
    let Some(top) = top.filter(|t| *t < joint && matches!(doc.lower(joint), "and" | "but")) else {
        return false;
    };
    let subject = doc.children(top).find(|c| {
        matches!(
            doc.token(*c).deprel,
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter
        )
    });
    let thing = subject.is_some_and(|s| !ctx.is_actor(s) && doc.token(s).upos == Upos::Noun);
    thing
        && ctx.next(joint).is_some_and(|deed| {
            let past = matches!(doc.token(deed).xpos, Xpos::Vbd | Xpos::Vbn);
            past && cue::is_deed(doc.lemma(deed))
        })
}

/// Returns whether a dependent of a cue ends its content. Trees attach much of the content to the cue, so only a plain
/// further quote counts: "…, and Moscow denied it".
fn ends(ctx: &Context, verb: TokenId, child: TokenId) -> bool {
    let doc = ctx.doc;
    let saying = || cue::verb(doc.lemma(child)).is_some_and(|f| f.quoted || f.that);
    let tense = || doc.token(child).xpos == doc.token(verb).xpos;
    match doc.token(child).deprel {
        Deprel::Conj => {
            let subject = doc.child(child, Deprel::Nsubj).is_some();
            let contrast = doc.child(child, Deprel::Cc).is_some_and(|c| doc.lower(c) == "but");
            ctx.doc.is_tensed(child) && (saying() && tense() || subject && contrast)
        }
        Deprel::Parataxis => ctx.doc.is_tensed(child) && doc.form(doc.subtree(child).start - 1) == ";",
        Deprel::Advcl => doc.token(child).xpos == Xpos::Vbg && cue::verb(doc.lemma(child)).is_some(),
        _ => false,
    }
}

/// Returns whether a semicolon, or a comma before "but", ends the content, because the tree attaches the rest to a word
/// before the content.
fn is_comment(ctx: &Context, verb: TokenId, start: TokenId, token: TokenId) -> bool {
    let doc = ctx.doc;
    if ctx.marks.around(token) != ctx.marks.around(verb) {
        return false;
    }
    match doc.form(token) {
        ";" => true,
        // "said that she left, contradicting the mayor"
        "," if ctx.next(token).is_some_and(|t| cue::is_comment(doc.lower(t))) => true,
        "," => ctx.next(token).is_some_and(|word| {
            matches!(doc.lower(word), "but" | "while" | "although" | "though")
                && doc
                    .head(word)
                    .is_some_and(|clause| doc.head(clause).is_none_or(|above| above < start))
        }),
        _ => false,
    }
}

/// The end without trailing commas, conjunctions and full stops.
fn trim_end(ctx: &Context, start: TokenId, mut end: TokenId) -> TokenId {
    while end > start && {
        let t = end - 1;
        ctx.doc.token(t).upos == Upos::Cconj
            || matches!(ctx.doc.form(t), "," | "." | ";" | "-" | "\u{2013}" | "\u{2014}")
    } {
        end -= 1;
    }
    end
}
