//! Quotes: who their speakers are, when they spoke, and on whose word everything else in the article stands.

mod chain;

pub use chain::Sayings;

use super::Report;
use crate::date::DateRange;
use crate::facts::{Quote, TimeExpression, TimeKind};
use crate::language::{Deprel, Document, TokenId, TokenRange, Upos};
use crate::span::Span;

/// How many words are climbed from a time to the cue that it dates.
const DEPTH: usize = 4;

/// Gives every quote its speaker and its date. Times and actors are linked.
pub(super) fn link(doc: &Document, report: &mut Report) {
    let mut quotes = std::mem::take(&mut report.quotes);
    for quote in &mut quotes {
        quote.speaker = quote.source.and_then(|s| report.index.of(doc, first_of_joint(doc, s)));
        quote.date = date(doc, quote, &report.times);
    }
    report.sayings = Sayings::new(doc, &quotes);
    report.quotes = quotes;
}

/// The first of joint speakers: "Ann Lee" in "Ann Lee and Tom Berg".
fn first_of_joint(doc: &Document, source: Span) -> Span {
    let tokens = doc.tokens_in(source);
    let joint = tokens
        .iter()
        .skip(1)
        .find(|t| doc.token(*t).upos == Upos::Cconj && doc.lower(*t) == "and");
    let Some(and) = joint else { return source };
    let first = TokenRange::new(tokens.start.0, and.0);
    // "the ministry of trade and industry" is one.
    let two = doc.token(and).deprel == Deprel::Cc
        && doc.head(and).is_some_and(|second| {
            doc.head(second)
                .is_some_and(|h| first.contains(h) && doc.head(h).is_none_or(|above| !tokens.contains(above)))
        });
    if two { doc.span(first) } else { source }
}

/// The days that a time beside the cue tells: "said on Friday", "On Friday, … said". What stands in the content dates
/// what is told, not the telling.
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

/// True if the tree leads from a time to the cue and past no other verb.
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
