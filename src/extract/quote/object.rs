//! Noun phrases as content: "announced a new round of talks".

use super::clause;
use super::context::Context;
use super::extent::{beside, is_medium, phrase_says_something, run_on, until_aside};
use super::found::Found;
use crate::language::clause::is_none;
use crate::language::{Deprel, Document, NameKind, Upos, Xpos};
use crate::lexicon::actor;
use crate::lexicon::cue::{self, Frames};
use crate::lexicon::event;
use crate::lexicon::quote_word::List;
use crate::model::ids::{TokenId, TokenRange};

/// The object of a cue as its content: "announced a new round of talks", and for some only that of a text: "the poll found
/// wide support".
pub(super) fn object(ctx: &Context, verb: TokenId, frames: &Frames, source: Option<TokenRange>) -> Option<Found> {
    let doc = ctx.doc;
    let text = || source.is_some_and(|s| cue::is_text(doc.lemma(doc.head_of(s))));
    if !(frames.noun_phrase || frames.text_phrase && text()) || ctx.is_passive(verb) {
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
    // The content ends where a cue noun begins ("repeated a warning that …"), which makes its own quote.
    // "Police questioned the driver": whom one questions is no content.
    // "mocked Ann Lee": a person is no content.
    // "citing the police", "citing a report": whose word it is, not what they say.
    let described = doc
        .children(object)
        .any(|c| c > object && doc.token(c).upos == Upos::Verb);
    let text = ctx.is_actor(object) || cue::is_text(doc.lemma(object));
    let cited = frames.quotes_another && text && !described;
    let person = cited || doc.lemma(verb) == "question" && ctx.is_actor(object) || is_person_name(doc, object);
    // "denied him entry"
    let refused = doc.lemma(verb) == "deny" && ctx.next(verb).is_some_and(|t| doc.token(t).xpos == Xpos::Prp);
    if person
        || refused
        || !phrase_says_something(doc, object)
        || is_pointed_at(doc, object)
        || frames.happening && event::noun(doc.lemma(object)).is_empty()
        || cue::is_unsaid(doc.lemma(verb), doc.lemma(object)) && !is_none(doc, object)
        || is_only_time(ctx, object)
        || cue::noun(doc.lemma(object)).is_some_and(|_| cue::is_light(doc.lemma(verb)))
    {
        return None;
    }
    let object = with_nouns(ctx, beside(doc, object, verb));
    // "claims the order | did not cover the channel", "reports police, after a search, found him": what has a verb behind it
    // is no object.
    let verb_behind = |t: TokenId| ctx.doc.is_tensed(t) || object.len() < 4 && ctx.is_active_past(t);
    let behind = past_aside(ctx, object.end);
    if frames.bare && ctx.sentence(verb).contains(behind) && verb_behind(behind) {
        return clause::from(ctx, verb, object.start);
    }
    let object = without_addressee(ctx, verb, object);
    let piece = run_on(ctx, verb, with_complements(ctx, verb, object));
    let piece = until_aside(doc, piece);
    Some(Found::phrase(piece, None, "quote.indirect.object"))
}

/// One past an aside between commas that begins at a token, without a verb with tense; the token itself where there is none.
fn past_aside(ctx: &Context, comma: TokenId) -> TokenId {
    /// Maximum length of an aside, in tokens.
    const ASIDE: usize = 12;
    let doc = ctx.doc;
    let sentence = ctx.sentence(comma.back(1));
    if !sentence.contains(comma) || doc.form(comma) != "," {
        return comma;
    }
    let mut words = TokenRange::new(comma.next(), sentence.end).iter().take(ASIDE);
    let closing = words.find(|t| doc.form(*t) == "," || ctx.doc.is_tensed(*t));
    closing.filter(|t| doc.form(*t) == ",").map_or(comma, TokenId::next)
}

/// Returns whether an object only points back at something told before: "rejected this argument".
fn is_pointed_at(doc: &Document, object: TokenId) -> bool {
    let mut children = doc.children(object);
    let [one, other] = [children.next(), children.next()];
    other.is_none() && one.is_some_and(|c| matches!(doc.lower(c), "this" | "these"))
}

/// Returns whether an object is a time and nothing else: "said Monday", not "announced three days of mourning".
fn is_only_time(ctx: &Context, object: TokenId) -> bool {
    let of = |c: TokenId| ctx.doc.token(c).deprel == Deprel::Nmod && c > object && !ctx.is_time(c);
    ctx.is_time(object) && !ctx.doc.children(object).any(of)
}

/// An object with the nouns right behind it, which trees often separate: "the health | risks of the mine".
fn with_nouns(ctx: &Context, piece: TokenRange) -> TokenRange {
    let doc = ctx.doc;
    let noun = |t: TokenId| matches!(doc.token(t).upos, Upos::Noun | Upos::Propn) && !ctx.is_time(t);
    let mut end = piece.end;
    while ctx.sentence(piece.start).contains(end) && noun(end.step(-1)) && noun(end) {
        let all = doc.subtree(end);
        end = if all.start >= end { all.end } else { end.next() };
    }
    TokenRange::new(piece.start, end)
}

/// Returns whether a token is part of a person's name.
fn is_person_name(doc: &Document, token: TokenId) -> bool {
    let names = doc.names();
    let name = names.get(names.partition_point(|n| n.tokens.end <= token));
    name.is_some_and(|n| n.tokens.contains(token) && n.kind == NameKind::Person)
}

/// An object with its complements, which trees often attach to the verb: "announced the closure | of two plants". Times
/// and "in a statement" belong to the verb.
fn with_complements(ctx: &Context, verb: TokenId, piece: TokenRange) -> TokenRange {
    let doc = ctx.doc;
    let mut end = piece.end;
    for child in doc.children(verb).filter(|c| *c > verb) {
        let all = doc.subtree(child);
        // "tweets | attacking the mayor", "pay, | including bonuses"
        let describes = all.start == end && doc.token(end).xpos == Xpos::Vbg
            || all.start == end.next() && doc.form(end) == "," && doc.lower(all.start) == "including";
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
            && !ctx.is_time(child)
            && !is_medium(ctx, all.start)
            // "reported the theft to police"
            && !(doc.lower(all.start) == "to" && ctx.is_actor(child));
        if of {
            end = all.end;
        }
    }
    TokenRange::new(piece.start, end)
}

/// An object without the addressee behind it: "the theft | to police". "a threat to police" is one thing.
fn without_addressee(ctx: &Context, verb: TokenId, object: TokenRange) -> TokenRange {
    let doc = ctx.doc;
    if !List::Addressing.has(doc.lemma(verb)) {
        return object;
    }
    let addressed = |t: &TokenId| {
        let noun = doc.head(*t).filter(|n| n > t && object.contains(*n));
        let people = noun.filter(|n| doc.token(*n).upos == Upos::Noun && actor::noun(doc.lemma(*n)).is_some());
        doc.lower(*t) == "to" && people.is_some_and(|n| doc.subtree(n).end >= object.end)
    };
    let to = object.iter().skip(1).find(addressed);
    let to = to.filter(|t| !List::Aimed.has(doc.lemma(*t - 1)));
    TokenRange::new(object.start, to.unwrap_or(object.end))
}

/// The head of the noun phrase right behind a verb that the tree attaches elsewhere: "have openly | questioned its
/// value".
fn phrase_behind(ctx: &Context, verb: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    let mut at = ctx.next(verb)?;
    let begins = matches!(
        doc.token(at).upos,
        Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num
    ) || doc.token(at).xpos == Xpos::PrpPoss;
    if !begins || !ctx.doc.is_tensed(verb) && doc.token(verb).deprel != Deprel::Amod {
        return None;
    }
    while let Some(head) = doc.head(at).filter(|h| *h > verb) {
        at = head;
    }
    matches!(doc.token(at).upos, Upos::Noun | Upos::Propn).then_some(at)
}
