//! The blocks of an article's text: headline, headings and numbered paragraphs, with their sentences.

use std::ops::Range;

use super::Page;
use super::slices::Slices;
use crate::parse::SectionKind;

/// Role of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Headline,
    Heading,
    /// A paragraph with its number, counted from 1.
    Paragraph(usize),
    /// Byline, dateline.
    Line(SectionKind),
}

/// A block of the text.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) span: Range<u32>,
    pub(super) role: Role,
    /// True for teasers of other stories.
    pub(super) other: bool,
    /// True for captions and credits.
    pub(super) boilerplate: bool,
    /// Its sentences: all of its text but the blanks between them.
    pub(super) sentences: Vec<Range<u32>>,
}

/// The blocks of a text.
pub(super) struct Blocks(pub(super) Vec<Block>);

impl Blocks {
    /// The blocks of a page, whose text `slices` holds. A block is a line, or several that a sentence joins.
    pub(super) fn of(page: &Page, slices: &Slices) -> Blocks {
        let (record, sentences) = (&page.record, &page.sentences);
        let (mut blocks, mut paragraphs, mut section, mut sentence) = (Vec::new(), 0, 0, 0);
        for span in lines(record.text.as_deref().unwrap_or_default(), sentences) {
            while record.sections.get(section).is_some_and(|s| s.end <= span.start) {
                section += 1;
            }
            // The heading of a section may stand before the section, or begin it.
            let near = record.sections.get(section);
            let text = slices.get(span.start, span.end).unwrap_or_default();
            // A dateline may begin the line of a paragraph: the section at the end of the line decides.
            let within = record.sections[section..].iter().take_while(|s| s.start < span.end);
            let inside = within.filter(|s| s.end > s.start).last();
            let kind = inside.map_or(SectionKind::Lead, |s| s.kind);
            let heads = near.is_some_and(|s| s.heading.as_deref() == Some(text));
            let role = match kind {
                _ if heads => Role::Heading,
                SectionKind::Headline => Role::Headline,
                SectionKind::Byline | SectionKind::Dateline => Role::Line(kind),
                SectionKind::Lead | SectionKind::Body | SectionKind::Related | SectionKind::Boilerplate => {
                    paragraphs += 1;
                    Role::Paragraph(paragraphs)
                }
            };
            let of = |kind| {
                if heads {
                    near.is_some_and(|s| s.kind == kind)
                } else {
                    inside.is_some_and(|s| s.kind == kind)
                }
            };
            blocks.push(Block {
                other: of(SectionKind::Related),
                boilerplate: of(SectionKind::Boilerplate),
                sentences: cut(&span, sentences, &mut sentence),
                span,
                role,
            });
        }
        Blocks(blocks)
    }

    /// The block at a place, counted from 0.
    pub(super) fn index(&self, at: u32) -> usize {
        self.0.partition_point(|b| b.span.end <= at)
    }

    /// A position in words: "¶3", "headline".
    pub(super) fn place(&self, at: u32) -> Place {
        match self.0.get(self.index(at)).map(|b| b.role) {
            Some(Role::Paragraph(number)) => Place::Paragraph(number),
            Some(Role::Headline) => Place::Word("headline"),
            Some(Role::Heading) => Place::Word("heading"),
            Some(Role::Line(SectionKind::Byline)) => Place::Word("byline"),
            Some(Role::Line(_)) => Place::Word("dateline"),
            None => Place::Word("text"),
        }
    }

    /// The sentence at a place, or its block.
    pub(super) fn sentence(&self, at: u32) -> Option<Range<u32>> {
        let block = self.0.get(self.index(at))?;
        let sentence = block.sentences.partition_point(|s| s.end <= at);
        Some(block.sentences.get(sentence).unwrap_or(&block.span).clone())
    }
}

/// Position of a fact.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Paragraph(usize),
    Word(&'static str),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Paragraph(number) => write!(f, "¶{number}"),
            Place::Word(word) => f.write_str(word),
        }
    }
}

/// The lines that are not blank, without blanks at their ends; lines with a common sentence are joined.
fn lines(text: &str, sentences: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut lines: Vec<Range<u32>> = Vec::new();
    let (mut first, mut last, mut sentence) = (None, 0, 0);
    let mut close = |first: &mut Option<u32>, last: u32| {
        let Some(start) = first.take() else { return };
        while sentences.get(sentence).is_some_and(|s| s.end <= start) {
            sentence += 1;
        }
        let joined = sentences.get(sentence).is_some_and(|s| s.start < start);
        match lines.last_mut().filter(|_| joined) {
            Some(line) => line.end = last,
            None => lines.push(start..last),
        }
    };
    for (at, c) in (0u32..).zip(text.chars()) {
        if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
            close(&mut first, last);
        } else if !c.is_whitespace() {
            first.get_or_insert(at);
            last = at + 1;
        }
    }
    close(&mut first, last);
    lines
}

/// The sentences of a block; text outside sentences belongs to the one before it.
fn cut(block: &Range<u32>, sentences: &[Range<u32>], next: &mut usize) -> Vec<Range<u32>> {
    let mut cut: Vec<Range<u32>> = Vec::new();
    while let Some(sentence) = sentences.get(*next).filter(|s| s.start < block.end) {
        *next += 1;
        let sentence = sentence.start.max(block.start)..sentence.end.min(block.end);
        if sentence.start < sentence.end {
            cut.push(sentence);
        }
    }
    match (cut.first_mut(), block.start) {
        (Some(first), start) => first.start = start,
        (None, _) => cut.push(block.clone()),
    }
    if let Some(last) = cut.last_mut() {
        last.end = block.end;
    }
    cut
}
