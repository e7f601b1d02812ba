//! Links of quotes: their speakers and dates.

use super::actor::{EntityId, Heads};
use crate::language::{Deprel, Document, NameKind, Upos, Xpos, clause};
use crate::lexicon::{actor, cue};
use crate::model::date::DateRange;
use crate::model::facts::{ActorKind, Quote, TimeExpression, TimeKind};
use crate::model::ids::{TokenId, TokenRange};
use crate::model::span::Span;

/// Distance back, in tokens, within which the text that "the report" refers to is looked for.
const BACK: u32 = 300;
/// Maximum number of texts of one name that are looked at.
const TEXTS: usize = 4;
/// Maximum number of governors between a time and the cue that it dates.
const DEPTH: usize = 4;

/// The speaker of each quote among the entities that become actors.
pub(super) fn speakers(doc: &Document, quotes: &[Quote], index: &Heads<EntityId>) -> Vec<Option<EntityId>> {
    let of = |q: &Quote| q.source.and_then(|s| speaker(doc, index, first_of_joint(doc, s)));
    quotes.iter().map(of).collect()
}

/// Sets the date of every quote. Times must be resolved before.
pub(super) fn link_dates(doc: &Document, quotes: &mut [Quote], times: &[TimeExpression]) {
    for quote in quotes {
        quote.date = date(doc, quote, times);
    }
}

/// The actor of a source: the person named in it beside a role ("the prosecutor, Ann Lee", "team captain Tom Berg"),
/// else the actor of its head.
fn speaker(doc: &Document, index: &Heads<EntityId>, source: Span) -> Option<EntityId> {
    let tokens = doc.tokens_in(source);
    let first = doc.names().partition_point(|n| n.tokens.start < tokens.start);
    let named = doc.names()[first..]
        .iter()
        .take_while(|n| n.tokens.end <= tokens.end)
        .filter(|n| n.kind == NameKind::Person && !is_office(doc, n.tokens) && is_speaker(doc, tokens, n.tokens))
        .find_map(|n| n.tokens.iter().rev().find_map(|t| index.at(t)));
    let core = core(doc, tokens);
    named
        .or_else(|| author(doc, index, tokens, core))
        .or_else(|| index.of(doc, source))
        .or_else(|| index.of(doc, doc.span(core)))
        // "The Civil Guard service": the name before a noun that is no actor itself.
        .or_else(|| core.iter().rev().find_map(|t| index.at(t)))
}

/// Returns whether a name is an office that the tagger took for a name: "Assemblywoman, Ann Lee".
fn is_office(doc: &Document, name: TokenRange) -> bool {
    name.len() == 1 && actor::noun(doc.lower(name.start)).is_some()
}

/// The author of a text: "the tax office" in "the tax office's website", "Norsk Data" in "a report on Monday by Norsk
/// Data".
fn author(doc: &Document, index: &Heads<EntityId>, source: TokenRange, core: TokenRange) -> Option<EntityId> {
    let text = core.end.prev()?;
    let lemma = doc.lemma(text);
    if doc.token(text).upos != Upos::Noun || !cue::is_text(lemma) {
        return None;
    }
    // "the club's website" and "the Kesh Court website" are theirs; "the newspaper" is somebody by itself.
    if actor::noun(lemma).is_some() {
        let named = |t: TokenId| doc.token(t).xpos == Xpos::Pos || doc.name_at(t).is_some();
        let own = lemma == "website" && core.iter().any(named);
        return own.then(|| TokenRange::new(core.start, text).iter().rev().find_map(|t| index.at(t)))?;
    }
    let rest = TokenRange::new(core.end, source.end);
    let by = rest.iter().find(|t| matches!(doc.lower(*t), "by" | "from" | "of"));
    let named = |by: TokenId| {
        let first = doc.names().partition_point(|n| n.tokens.start <= by);
        let name = doc.names().get(first).filter(|n| n.tokens.end <= rest.end)?;
        name.tokens.iter().rev().find_map(|t| index.at(t))
    };
    by.and_then(named)
        .or_else(|| TokenRange::new(core.start, text).iter().rev().find_map(|t| index.at(t)))
        .or_else(|| publisher(doc, index, text))
        .or_else(|| author_of_last_text(doc, index, core.start, text))
}

/// The publisher of a text: the subject of "issued a statement", "published a report".
fn publisher(doc: &Document, index: &Heads<EntityId>, text: TokenId) -> Option<EntityId> {
    let verb = doc.head(text)?;
    let object = doc.token(text).deprel == Deprel::Obj && cue::is_light(doc.lemma(verb));
    let subject = doc.arguments(verb).subject.filter(|_| object)?;
    index.at(subject.head)
}

/// The author of "the report": that of the last text with this noun.
fn author_of_last_text(doc: &Document, index: &Heads<EntityId>, article: TokenId, text: TokenId) -> Option<EntityId> {
    let definite = matches!(doc.lower(article), "the" | "this" | "that");
    let same = |t: &TokenId| doc.lemma(*t) == doc.lemma(text) && doc.token(*t).upos == Upos::Noun;
    let earlier = TokenRange::new(text.back(BACK), text).iter().rev().filter(same);
    let told = |t: TokenId| {
        let owner = clause::owner(doc, t).and_then(|owner| index.at(owner));
        let by = || {
            let by = |c: &TokenId| clause::preposition(doc, *c).is_some_and(|p| matches!(doc.lower(p), "by" | "from"));
            doc.children(t).filter(|c| *c > t).find(by).and_then(|c| index.at(c))
        };
        owner.or_else(by).or_else(|| publisher(doc, index, t))
    };
    definite.then(|| earlier.take(TEXTS).find_map(told))?
}

/// Returns whether a person named in a source is its speaker, not part of the description of another: "Ann Lee's
/// lawyer", "a spokesman for Ann Lee", "a man who shot Ann Lee".
fn is_speaker(doc: &Document, source: TokenRange, name: TokenRange) -> bool {
    let owner =
        source.contains(name.end) && (doc.token(name.end).xpos == Xpos::Pos || doc.token(name.end).upos == Upos::Noun);
    let before = TokenRange::new(source.start, name.start);
    let mut of = false;
    for t in before.iter() {
        let token = doc.token(t);
        of = match token.upos {
            Upos::Adp => doc.lower(t) != "by",
            Upos::Punct if matches!(doc.form(t), "," | ")") => false,
            // "Department of Transportation | official Ann Lee", whatever the tag of "official"
            Upos::Adj | Upos::Propn | Upos::Verb
                if of
                    && doc.form(t).starts_with(char::is_lowercase)
                    && actor::noun(doc.lower(t)).is_some()
                    && doc.token(t - 1).upos == Upos::Propn =>
            {
                false
            }
            // "Department of Transportation | official Ann Lee", not "posts on the Kesh | site Norfer"
            Upos::Noun
                if of
                    && t > before.start
                    && doc.token(t - 1).upos == Upos::Propn
                    && actor::noun(doc.lemma(t)).is_some_and(|n| n.kind == ActorKind::Person) =>
            {
                false
            }
            // "director of Amnesty International | Ann Lee": a name right behind another.
            // "Secretary of State | Ann Lee": only a title before the name keeps it in the phrase.
            Upos::Propn if of && t.next() == name.start => !is_name_end(doc, t) && is_title(doc, t),
            _ => of || matches!(token.xpos, Xpos::Wp | Xpos::Wdt),
        };
    }
    !owner && !of
}

fn is_title(doc: &Document, token: TokenId) -> bool {
    let word = doc.lower(token);
    actor::noun(word).is_some_and(|n| n.title) || actor::honorific(word).is_some()
}

fn is_name_end(doc: &Document, token: TokenId) -> bool {
    let i = doc.names().partition_point(|n| n.tokens.end <= token);
    doc.names()
        .get(i)
        .is_some_and(|n| n.tokens.last() == token && matches!(n.kind, NameKind::Organization | NameKind::Place))
}

/// A source up to its first preposition, comma or relative pronoun.
fn core(doc: &Document, source: TokenRange) -> TokenRange {
    let ends = |t: &TokenId| {
        *t > source.start
            && (matches!(doc.token(*t).upos, Upos::Adp | Upos::Punct) && doc.form(*t) != "-"
                || matches!(doc.token(*t).xpos, Xpos::Wp | Xpos::Wdt))
    };
    TokenRange::new(source.start, source.iter().find(ends).unwrap_or(source.end))
}

/// The first of joint speakers: "Ann Lee" in "Ann Lee and Tom Berg".
fn first_of_joint(doc: &Document, source: Span) -> Span {
    let tokens = doc.tokens_in(source);
    let joint = tokens
        .iter()
        .skip(1)
        .find(|t| doc.token(*t).upos == Upos::Cconj && doc.lower(*t) == "and");
    let Some(and) = joint else { return source };
    let first = TokenRange::new(tokens.start, and);
    // "trade and industry commissioner Ann Lee", "singer and actor Tom Moss": nouns of one person.
    let noun = |t: TokenId| tokens.contains(t) && doc.token(t).xpos == Xpos::Nn;
    if noun(and - 1) && noun(and.next()) {
        return source;
    }
    // "the ministry of trade and industry" is one.
    let two = doc.token(and).deprel == Deprel::Cc
        && doc.head(and).is_some_and(|second| {
            doc.head(second)
                .is_some_and(|h| first.contains(h) && doc.head(h).is_none_or(|above| !tokens.contains(above)))
        });
    if two { doc.span(first) } else { source }
}

/// The days of a time beside the cue: "said on Friday", "On Friday, … said". A time in the content dates the reported
/// event, not the quote.
fn date(doc: &Document, quote: &Quote, times: &[TimeExpression]) -> Option<DateRange> {
    let cue = quote.cue.as_ref()?.head;
    let sentence = doc.sentence(doc.sentence_of(cue)).span;
    let first = times.partition_point(|t| t.span.start < sentence.start);
    times[first..]
        .iter()
        .take_while(|t| t.span.end <= sentence.end)
        .filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time))
        .filter(|t| !quote.content.iter().any(|c| c.overlaps(t.span)))
        .find(|t| hangs_on(doc, t.tokens, cue))
        .and_then(|t| t.days)
}

/// Returns whether a time is attached to the cue, with no other verb between.
fn hangs_on(doc: &Document, time: TokenRange, cue: TokenId) -> bool {
    let outside = |t: &TokenId| doc.head(*t).is_some_and(|h| !time.contains(h));
    let mut at = time.iter().find(outside);
    for _ in 0..DEPTH {
        match at.and_then(|t| doc.head(t)) {
            Some(head) if head == cue => return true,
            Some(head) if doc.token(head).upos != Upos::Verb => at = Some(head),
            _ => return false,
        }
    }
    false
}
