//! Questions and answers: lines that begin with "Q." and "A." or "Q:" and "A:".
//!
//! The source of the answers is the person named in the text before the first question. Questions claim nothing and
//! their source is seldom named, so only answers are quotes.

use super::draft::{Draft, tidy};
use crate::language::{Document, NameKind};
use crate::model::facts::Confidence;
use crate::model::ids::TokenRange;
use crate::model::span::Span;
use crate::parse::SectionKind;

/// The turn that a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Question,
    Answer,
}

/// The answers of an interview that is written as one.
pub(super) fn find(doc: &Document) -> Vec<Draft> {
    let paragraphs = &doc.article.paragraphs;
    let turns: Vec<Option<(Turn, usize)>> = paragraphs.iter().map(|p| turn(p.span.of(doc.text()))).collect();
    let first = turns.iter().position(|t| matches!(t, Some((Turn::Question, _))));
    let Some(speaker) = first.and_then(|first| interviewed(doc, paragraphs[first].span.start)) else {
        return Vec::new();
    };
    let last = turns.iter().rposition(|t| matches!(t, Some((Turn::Question, _))));
    let mut drafts: Vec<Draft> = Vec::new();
    let mut answering = false;
    for (number, (paragraph, turn)) in paragraphs.iter().zip(turns).enumerate() {
        let start = match turn {
            Some((Turn::Question, _)) => {
                answering = false;
                continue;
            }
            Some((Turn::Answer, label)) => paragraph.span.start as usize + label,
            None => paragraph.span.start as usize,
        };
        let content = tidy(doc, Span::new(start, paragraph.span.end as usize).trim(doc.text()));
        if turn.is_some() {
            answering = true;
            drafts.push(Draft {
                content: vec![content],
                whole: true,
                cue: None,
                cue_head: None,
                source: Some(speaker),
                confidence: Confidence::Medium,
                rule: "quote.interview",
            });
        } else if let Some(answer) = drafts.last_mut().filter(|_| answering && Some(number) < last) {
            // Behind the last answer the article's own text may follow.
            answer.content.push(content);
        }
    }
    drafts.retain(|draft| !draft.content[0].is_empty());
    drafts
}

/// The turn that a paragraph begins, and the length of its label in bytes.
fn turn(paragraph: &str) -> Option<(Turn, usize)> {
    const LABELS: [(&str, Turn); 6] = [
        ("Q. ", Turn::Question),
        ("Q: ", Turn::Question),
        ("Question: ", Turn::Question),
        ("A. ", Turn::Answer),
        ("A: ", Turn::Answer),
        ("Answer: ", Turn::Answer),
    ];
    let label = LABELS.iter().find(|(label, _)| paragraph.starts_with(label));
    label.map(|(label, turn)| (*turn, label.len()))
}

/// The first person whom the article's text names before the first question.
fn interviewed(doc: &Document, question: u32) -> Option<TokenRange> {
    let names = doc.names().iter();
    let mut persons = names
        .take_while(|n| doc.span(n.tokens).end <= question)
        .filter(|n| n.kind == NameKind::Person);
    let text = |start: u32| {
        let kind = doc.section_at(start).map(|(_, s)| s.kind);
        !matches!(kind, Some(SectionKind::Byline | SectionKind::Boilerplate))
    };
    persons.find(|n| text(doc.span(n.tokens).start)).map(|n| n.tokens)
}
