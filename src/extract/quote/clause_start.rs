//! The start of the content behind a cue by the order of words, for clauses without "that" that the parser misses.
//!
//! Parsers often miss clauses without a conjunction. News sentences are regular there: behind the cue may stand
//! adjuncts of it (a time, "on Twitter", "to reporters", "citing a study"), then the addressee, then the clause, which
//! is a noun phrase and a verb with tense.

use super::context::Context;
use crate::language::{Upos, Xpos};
use crate::lexicon::cue::{self, Frames};
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of tokens in a clause before its verb.
const LONG: u32 = 40;
/// Maximum length of the addressee, in tokens.
const ADDRESSEE: u32 = 10;

/// The first token of the content clause behind a cue.
pub(super) fn start(ctx: &Context, verb: TokenId, frames: &Frames) -> Option<TokenId> {
    if !frames.bare {
        return None;
    }
    let first = past_adjuncts(ctx, verb)?;
    if frames.tell {
        return past_addressee(ctx, first).filter(|start| has_clause(ctx, *start, frames));
    }
    let relative = ctx.doc.is_tensed(first) && frames.parenthetical && relative_before(ctx, verb);
    (relative || opens(ctx, first) && has_clause(ctx, first, frames)).then_some(first)
}

/// The result of [`is_past`] for each token.
pub(super) fn misread_pasts(ctx: &Context) -> Vec<bool> {
    let tokens = ctx.doc.whole().iter();
    tokens.map(|t| is_past(ctx, t)).collect()
}

/// Returns whether a participle that the tree attaches to the noun before it is the past tense of a cue: "The service
/// indicated on Friday the girl was ill".
fn is_past(ctx: &Context, verb: TokenId) -> bool {
    let doc = ctx.doc;
    let noun = ctx.previous(verb).filter(|n| doc.head(verb) == Some(*n));
    let nominal = |t: TokenId| matches!(doc.token(t).upos, Upos::Noun | Upos::Propn);
    doc.token(verb).xpos == Xpos::Vbn
        && noun.is_some_and(nominal)
        && !ctx.is_heading(verb)
        && cue::verb(doc.lemma(verb)).is_some_and(|f| {
            let start = start(ctx, verb, f).filter(|_| !f.tell);
            start.is_some_and(|s| !matches!(doc.token(s).upos, Upos::Adp | Upos::Sconj))
        })
}

/// The first token behind a cue that is not part of an adjunct of the cue.
pub(super) fn past_adjuncts(ctx: &Context, verb: TokenId) -> Option<TokenId> {
    let mut at = ctx.next(verb)?;
    loop {
        let Some(behind) = past_adjunct(ctx, verb, at).filter(|t| ctx.sentence(verb).contains(*t)) else {
            return Some(at);
        };
        at = behind;
        if ctx.doc.form(at) == "," {
            at = ctx.next(at)?;
        }
    }
}

/// One past an adjunct of the cue that begins at a token.
fn past_adjunct(ctx: &Context, verb: TokenId, at: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    let next = ctx.next(at)?;
    if ctx.is_time(at) {
        return Some(next);
    }
    match doc.token(at).upos {
        Upos::Adv if doc.head(at) == Some(verb) && doc.form(next) != "," => {
            (doc.token(next).upos != Upos::Num).then_some(next)
        }
        Upos::Adp if ctx.is_time(next) => Some(next),
        Upos::Adp => past_phrase(ctx, at),
        Upos::Punct if doc.form(at) == "," => {
            let quoting = |t: TokenId| {
                doc.token(t).xpos == Xpos::Vbg && cue::verb(doc.lemma(t)).is_some_and(|f| f.quotes_another)
            };
            if ctx.is_time(next) || doc.token(next).upos == Upos::Adp {
                return past_adjunct(ctx, verb, next);
            }
            let words = TokenRange::new(next, ctx.sentence(at).end);
            quoting(next).then(|| words.iter().find(|t| doc.form(*t) == ","))?
        }
        _ => None,
    }
}

/// One past a phrase for the place, addressee or medium of a quote: "on Twitter", "in a statement", "to reporters", "at
/// the summit".
fn past_phrase(ctx: &Context, preposition: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    if !matches!(
        doc.lower(preposition),
        "in" | "on" | "at" | "via" | "to" | "through" | "during"
    ) {
        return None;
    }
    let sentence = ctx.sentence(preposition);
    let mut at = preposition.next();
    let mut noun = None;
    while sentence.contains(at) {
        if let Some(name) = doc.name_at(at).filter(|n| n.tokens.start == at) {
            // "to journalists | Berg was safe"
            return noun
                .is_none_or(|n: TokenId| doc.token(n).xpos != Xpos::Nns)
                .then_some(name.tokens.end)
                .or(noun.map(TokenId::next));
        }
        match doc.token(at).upos {
            Upos::Det if noun.is_some() => break,
            Upos::Det | Upos::Adj | Upos::Num => {}
            Upos::Pron if doc.token(at).xpos == Xpos::PrpPoss && noun.is_none() => {}
            Upos::Noun => {
                noun = Some(at);
                if doc.token(at).xpos == Xpos::Nns {
                    at = at.next();
                    break;
                }
            }
            _ => break,
        }
        at = at.next();
    }
    let noun = noun?;
    let lemma = doc.lemma(noun);
    (cue::is_text(lemma) || cue::is_occasion(lemma) || ctx.is_actor(noun)).then_some(at)
}

/// The start of a clause behind the addressee: "reporters | he was late", "the BBC | even one in ten was too much".
fn past_addressee(ctx: &Context, first: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    let sentence = ctx.sentence(first);
    let reach = TokenRange::new(first, sentence.end.min(first + ADDRESSEE));
    let addressee = |t: TokenId| {
        let related = matches!(doc.token(t).xpos, Xpos::Wp | Xpos::Wdt | Xpos::Wrb);
        let nominal = matches!(
            doc.token(t).upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Adj | Upos::Num
        );
        nominal && !related || ctx.is_time(t) || matches!(doc.form(t), "-" | "\u{2013}")
    };
    let begins = |t: TokenId| {
        let before = t.step(-1);
        let pronoun = matches!(doc.lower(t), "he" | "she" | "they" | "we" | "i" | "it" | "there");
        pronoun || doc.token(t).upos == Upos::Det && doc.token(before).upos != Upos::Det
    };
    let by_word = reach.iter().skip(1).take_while(|t| addressee(*t)).find(|t| begins(*t));
    by_word.or_else(|| behind_name(ctx, reach))
}

/// The start of a clause behind the name of an addressed organization: "told Kesh Radio | police were late".
fn behind_name(ctx: &Context, reach: TokenRange) -> Option<TokenId> {
    let doc = ctx.doc;
    let name = reach.iter().find_map(|t| doc.name_at(t))?;
    let plain = TokenRange::new(reach.start, name.tokens.start)
        .iter()
        .all(|t| matches!(doc.token(t).upos, Upos::Det | Upos::Noun | Upos::Adj) || doc.form(t) == "-");
    let next = Some(name.tokens.end).filter(|t| ctx.sentence(reach.start).contains(*t))?;
    let opens = matches!(doc.token(next).upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj)
        || matches!(doc.lower(next), "even" | "only" | "not");
    (plain && opens && doc.token(next).xpos != Xpos::Pos).then_some(next)
}

/// Returns whether a clause can begin at a token: with a noun phrase, a gerund, or a short phrase before its subject.
fn opens(ctx: &Context, first: TokenId) -> bool {
    let doc = ctx.doc;
    let token = doc.token(first);
    let related = matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb);
    let led = ctx
        .next(first)
        .is_some_and(|n| matches!(doc.token(n).upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num));
    let empty = related
        || matches!(doc.lower(first), "nothing" | "little" | "much" | "so")
        || matches!(doc.lower(first), "that" | "this") && !led;
    let nominal = matches!(
        token.upos,
        Upos::Pron | Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num
    );
    let grades = token.upos == Upos::Adv && doc.head(first).is_some_and(|h| h > first)
        || matches!(doc.lower(first), "even" | "only" | "not");
    let fronted = matches!(token.upos, Upos::Adp | Upos::Sconj)
        && matches!(
            doc.lower(first),
            "in" | "at" | "as" | "under" | "despite" | "among" | "within" | "if" | "unlike" | "because" | "while"
        );
    !empty && !ctx.marks.opens_at(first) && (nominal || grades || fronted || token.xpos == Xpos::Vbg)
}

/// Returns whether a clause begins at a token: a noun phrase and, behind its relative clauses, a verb with tense.
/// Behind a cue that takes clauses only, commas and joined phrases may come before the verb.
fn has_clause(ctx: &Context, first: TokenId, frames: &Frames) -> bool {
    let doc = ctx.doc;
    let sure = frames.only || frames.tell;
    let subjunctive = frames.infinitive || frames.object_infinitive;
    let stop = ctx.sentence(first).end.min(first + LONG);
    let pronoun = matches!(doc.lower(first), "he" | "she" | "they" | "we" | "i" | "it" | "there");
    let fronted = matches!(doc.token(first).upos, Upos::Adp | Upos::Sconj);
    let lenient = sure || pronoun || fronted;
    // Number of open relative clauses, each of which still needs its verb.
    let mut owed = u32::from(doc.token(first).upos == Upos::Sconj);
    let mut joined = false;
    for t in TokenRange::new(first.next(), stop).iter() {
        let token = doc.token(t);
        let before = doc.token(t.step(-1));
        let apart = matches!(doc.form(t), "," | ":");
        if apart
            && ctx
                .next(t)
                .is_some_and(|n| ctx.marks.opens_at(n) || doc.token(n).xpos == Xpos::Vbg)
        {
            return false;
        }
        if matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb) {
            owed += 1;
        } else if is_tensed(ctx, t, lenient) || subjunctive && is_subjunctive(ctx, t) {
            if owed == 0 {
                return before.upos != Upos::Cconj && (lenient || !joined);
            }
            owed -= 1;
        } else if matches!(doc.form(t), ";" | ":") {
            return false;
        } else if doc.form(t) == "," && !lenient && owed == 0 {
            let relative = ctx
                .next(t)
                .is_some_and(|n| matches!(doc.token(n).xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss));
            if !relative {
                return false;
            }
        } else if token.upos == Upos::Sconj || doc.lower(t) == "so" {
            if !lenient {
                return false;
            }
            owed += 1;
        } else if token.upos == Upos::Cconj {
            joined = true;
        }
    }
    false
}

/// Returns whether a token is a verb with tense, also one tagged as an infinitive ("police believe him") or a
/// participle ("it scheduled the cuts"; where a clause is not expected, not "radio accredited reporters").
fn is_tensed(ctx: &Context, token: TokenId, expected: bool) -> bool {
    let doc = ctx.doc;
    if ctx.doc.is_tensed(token) {
        return true;
    }
    let phrase_begins = ctx.next(token).is_some_and(|n| {
        let plural = matches!(doc.token(n).xpos, Xpos::PrpPoss | Xpos::Nns | Xpos::Nnps);
        plural || matches!(doc.token(n).upos, Upos::Det | Upos::Num | Upos::Pron | Upos::Adj)
    });
    if ctx.is_active_past(token) && (expected || phrase_begins) {
        return true;
    }
    let plural = ctx.previous(token).is_some_and(|p| {
        matches!(doc.token(p).xpos, Xpos::Nns | Xpos::Nnps) || matches!(doc.lower(p), "police" | "we" | "they" | "i")
    });
    doc.token(token).xpos == Xpos::Vb && plural
}

/// Returns whether a token is a subjunctive: "ordered the accused remain in custody", "requested the state declare an
/// emergency".
fn is_subjunctive(ctx: &Context, token: TokenId) -> bool {
    let doc = ctx.doc;
    let nominal = ctx
        .previous(token)
        .is_some_and(|p| matches!(doc.token(p).upos, Upos::Noun | Upos::Propn | Upos::Adj));
    matches!(doc.token(token).xpos, Xpos::Vb | Xpos::Vbp) && nominal
}

/// Returns whether a relative pronoun stands right before the phrase that ends before a verb: "which officials said".
fn relative_before(ctx: &Context, verb: TokenId) -> bool {
    /// Maximum number of tokens of the phrase and the pronoun.
    const PHRASE: usize = 6;
    let doc = ctx.doc;
    TokenRange::new(ctx.sentence(verb).start, verb)
        .iter()
        .rev()
        .take(PHRASE)
        .take_while(|t| !matches!(doc.token(*t).upos, Upos::Verb | Upos::Punct))
        .any(|t| matches!(doc.lower(t), "which" | "who" | "that" | "what"))
}
