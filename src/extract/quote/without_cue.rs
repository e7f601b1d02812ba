//! Quotations without a cue: a paragraph of speech near its speaker, `"…" – Ann Lee`, and answers of an interview.

use super::direct::{Direct, sentence_like};
use super::draft::{Draft, tidy, trim};
use super::marks::{Marks, Quoted};
use crate::language::{Deprel, Document, NameKind, Upos, clause};
use crate::model::facts::Confidence;
use crate::model::ids::{TokenId, TokenRange};
use crate::model::span::Span;
use crate::parse::SectionKind;

/// Maximum length of an attribution behind a dash or before a colon, in tokens.
const LABEL: usize = 14;

/// Quotations without a cue. `covered` is true for quotations in a content that was found otherwise.
pub(super) fn find(doc: &Document, marks: &Marks, direct: &Direct, covered: &[bool]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (number, quoted) in marks.all.iter().enumerate() {
        let tokens = Marks::tokens(doc, quoted);
        if quoted.nested || direct.taken[number] || covered[number] || tokens.is_empty() {
            continue;
        }
        let (source, rule) = if let Some(source) = after_dash(doc, tokens) {
            (Some(source), "quote.direct.dash")
        } else if let Some(source) = before_colon(doc, marks, tokens) {
            (Some(source), "quote.direct.colon")
        } else if let Some(source) = subject_before_colon(doc, marks, quoted, tokens) {
            (Some(source), "quote.direct.colon")
        } else if stands_alone(doc, quoted, tokens) {
            (named_before(doc, tokens.start), "quote.direct.free")
        } else {
            continue;
        };
        let content: Vec<Span> = quoted
            .inner
            .iter()
            .map(|s| tidy(doc, *s))
            .filter(|s| !s.is_empty())
            .collect();
        if content.is_empty() {
            continue;
        }
        drafts.push(Draft {
            content,
            whole: true,
            cue: None,
            cue_head: None,
            source,
            confidence: if source.is_some() {
                Confidence::Medium
            } else {
                Confidence::Low
            },
            rule,
        });
    }
    drafts
}

/// The source behind a dash, in the rest of the paragraph or in the next one: `"…" – Ann Lee, minister`.
fn after_dash(doc: &Document, tokens: TokenRange) -> Option<TokenRange> {
    let last = tokens.last();
    let sentence = doc.sentence_of(last);
    let mut rest = TokenRange::new(tokens.end, doc.sentence(sentence).tokens.end);
    if rest.is_empty() {
        rest = doc.sentences().get(sentence.0 as usize + 1)?.tokens;
    }
    let dash = matches!(doc.form(rest.start), "-" | "--" | "\u{2013}" | "\u{2014}" | "\u{2015}");
    let label = TokenRange::new(rest.start.next(), rest.end);
    (dash && is_label(doc, label)).then(|| trim(doc, label))
}

/// Returns whether a range is a short phrase with a name or a capital and without a verb.
fn is_label(doc: &Document, label: TokenRange) -> bool {
    !label.is_empty()
        && label.len() <= LABEL
        && label.iter().any(|t| doc.token(t).upos == Upos::Propn)
        && !label
            .iter()
            .any(|t| matches!(doc.token(t).upos, Upos::Verb | Upos::Aux) && doc.form(t).starts_with(char::is_lowercase))
}

/// The source before a colon: `Minister Ann Lee: "…"`.
fn before_colon(doc: &Document, marks: &Marks, tokens: TokenRange) -> Option<TokenRange> {
    let start = doc.sentence(doc.sentence_of(tokens.start)).tokens.start;
    let colon = tokens.start.prev()?;
    let label = TokenRange::new(start, colon);
    let plain = label.iter().all(|t| marks.around(t).is_none());
    (colon > start && doc.form(colon) == ":" && plain && is_label(doc, label)).then(|| trim(doc, label))
}

/// The source of a quotation behind a sentence about a person or body and a colon: `Ann Lee was blunt: "…"`.
fn subject_before_colon(doc: &Document, marks: &Marks, quoted: &Quoted, tokens: TokenRange) -> Option<TokenRange> {
    let start = doc.sentence(doc.sentence_of(tokens.start)).tokens.start;
    let colon = tokens.start.prev()?;
    let before = TokenRange::new(start, colon);
    let plain = before.iter().all(|t| marks.around(t).is_none());
    (colon > start && doc.form(colon) == ":" && plain && sentence_like(doc, quoted, tokens))
        .then(|| subject(doc, before, &[NameKind::Person, NameKind::Organization]))?
}

/// Returns whether a quotation holds whole sentences and is neither a title nor a word in scare quotes.
fn stands_alone(doc: &Document, quoted: &Quoted, tokens: TokenRange) -> bool {
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let last = tokens.last();
    let end = doc.sentence(doc.sentence_of(last)).tokens.end;
    let rest = TokenRange::new(tokens.end, end);
    let closes = rest.iter().all(|t| doc.token(t).upos == Upos::Punct);
    let section = doc.section_at(quoted.outer.start).map(|(_, s)| s.kind);
    let words = tokens.iter().filter(|t| doc.token(*t).upos != Upos::Punct).count();
    let verb = tokens
        .iter()
        .any(|t| matches!(doc.token(t).upos, Upos::Verb | Upos::Aux));
    sentence.start == tokens.start
        && closes
        && sentence_like(doc, quoted, tokens)
        && !quoted.single
        && (words > 4 || words > 1 && verb && in_paragraph_of_subject(doc, tokens.start))
        && !matches!(section, Some(SectionKind::Headline | SectionKind::Boilerplate))
}

/// The person who is the subject of the sentence before.
fn named_before(doc: &Document, token: TokenId) -> Option<TokenRange> {
    let sentence = doc.sentence_of(token).prev()?;
    subject(doc, doc.sentence(sentence).tokens, &[NameKind::Person])
}

/// Returns whether a person is the subject of the sentence before, in the same paragraph: `Ann Lee shook her head. "It
/// is over."`
fn in_paragraph_of_subject(doc: &Document, token: TokenId) -> bool {
    let own = doc.sentence_of(token);
    let before = own.prev();
    before.is_some_and(|s| doc.sentence(s).paragraph == doc.sentence(own).paragraph)
        && named_before(doc, token).is_some()
}

/// The subject within a range of tokens that names an actor of some kinds, or is "he" or "she".
fn subject(doc: &Document, tokens: TokenRange, kinds: &[NameKind]) -> Option<TokenRange> {
    let named = |t: TokenId| doc.name_at(t).is_some_and(|n| kinds.contains(&n.kind));
    let subject = tokens.iter().find(|t| {
        matches!(doc.token(*t).deprel, Deprel::Nsubj | Deprel::NsubjPass)
            && (named(*t) || doc.token(*t).upos == Upos::Pron && matches!(doc.lower(*t), "he" | "she"))
    })?;
    Some(clause::noun_phrase(doc, subject))
}
