//! Quotes before they are finished: ranges of tokens that become spans.

use super::marks::Marks;
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::model::facts::{Confidence, Cue, Quote, QuoteKind};
use crate::model::ids::{TokenId, TokenRange};
use crate::model::span::Span;

/// The result of a rule.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Spans of the content, in order, without quotation marks.
    pub content: Vec<Span>,
    /// The cue.
    pub cue: Option<TokenRange>,
    /// The head of the cue.
    pub cue_head: Option<TokenId>,
    /// The source.
    pub source: Option<TokenRange>,
    /// True if the content is a clause or a quotation, not a phrase ("a call for talks").
    pub whole: bool,
    pub confidence: Confidence,
    pub rule: &'static str,
}

/// The spans of a piece of content, widened to quotations that it cuts. A quotation around the cue as well limits the
/// piece: there the quoted speaker reports the words of another.
pub(super) fn spans(doc: &Document, marks: &Marks, piece: TokenRange, cue: TokenId) -> Vec<Span> {
    let piece = edges(doc, piece);
    if piece.is_empty() {
        return Vec::new();
    }
    let mut span = doc.span(piece);
    let home = marks.around(cue);
    if let Some(home) = home {
        let inside = |inner: &Span| inner.overlaps(span);
        return match marks.all[home].inner.iter().find(|i| inside(i)) {
            Some(inner) => {
                span.start = span.start.max(inner.start);
                span.end = span.end.min(inner.end);
                vec![tidy(doc, span)]
            }
            None => Vec::new(),
        };
    }
    let last = piece.last();
    let mut more = Vec::new();
    if let Some(first) = marks.around(piece.start) {
        let quoted = &marks.all[first];
        span.start = span.start.min(quoted.inner[0].start);
    }
    if let Some(last) = marks.around(last) {
        let quoted = &marks.all[last];
        if quoted.outer.end > span.end {
            let at = quoted.inner.iter().position(|i| i.end >= span.end).unwrap_or(0);
            span.end = span.end.max(quoted.inner[at].end);
            more.extend(quoted.inner[at + 1..].iter().copied());
        }
    }
    let mut all = vec![tidy(doc, span)];
    all.extend(more.into_iter().map(|s| tidy(doc, s)));
    all.retain(|s| !s.is_empty());
    all
}

/// A range without punctuation at its ends, except for quotation marks around its own words.
fn edges(doc: &Document, piece: TokenRange) -> TokenRange {
    let (mut start, mut end) = (piece.start, piece.end);
    let loose =
        |t: TokenId| doc.token(t).upos == Upos::Punct && !matches!(doc.form(t), "?" | "!" | ")" | "(" | "[" | "]");
    while end > start && loose(end - 1) {
        end -= 1;
    }
    while start < end && (loose(start) || matches!(doc.form(start), "?" | "!" | ")" | "]")) {
        start += 1;
    }
    TokenRange::new(start, end)
}

/// A range without punctuation, prepositions and conjunctions at its ends; brackets stay.
pub(super) fn trim(doc: &Document, range: TokenRange) -> TokenRange {
    let (mut start, mut end) = (range.start, range.end);
    let mark = |t: TokenId| {
        let token = doc.token(t);
        token.upos == Upos::Punct && !matches!(token.xpos, Xpos::Lrb | Xpos::Rrb)
    };
    while end > start.next() && (mark(end - 1) || doc.token(end - 1).xpos == Xpos::Pos) {
        end -= 1;
    }
    let leading = |t: TokenId| {
        let token = doc.token(t);
        mark(t)
            || matches!(token.deprel, Deprel::Case | Deprel::Cc) && token.xpos != Xpos::Pos
            || token.upos == Upos::Sconj
            || token.upos == Upos::Cconj
    };
    while start.next() < end && leading(start) {
        start += 1;
    }
    TokenRange::new(start, end)
}

/// A span without white space, quotation marks and commas at its ends.
pub(super) fn tidy(doc: &Document, span: Span) -> Span {
    let text = span.of(doc.text());
    let is_mark = |c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}');
    let front = text.trim_start_matches(|c: char| {
        c.is_whitespace() || is_mark(c) || matches!(c, ',' | ':' | ';' | '\u{2014}' | '\u{2013}')
    });
    let start = span.start as usize + (text.len() - front.len());
    let back = front.trim_end_matches(|c: char| {
        c.is_whitespace() || is_mark(c) || matches!(c, ',' | ';' | '\u{2014}' | '\u{2013}')
    });
    let mut end = start + back.len();
    // `the plan was "dead"`: a mark that closes what is opened inside belongs to the content.
    let rest = &doc.text()[end..];
    if let Some(mark) = rest.chars().next().filter(|c| is_mark(*c) || *c == ',')
        && let Some(closing) = rest.chars().find(|c| *c != ',')
        && is_mark(closing)
        && is_open(back, closing)
    {
        end += mark.len_utf8() + if mark == closing { 0 } else { closing.len_utf8() };
    }
    Span::new(start, end)
}

/// Returns whether a text opens a quotation that a closing mark behind it would end.
fn is_open(text: &str, closing: char) -> bool {
    let count = |mark: char| text.matches(mark).count();
    match closing {
        '"' => count('"') % 2 == 1,
        '\u{201d}' => count('\u{201c}') > count('\u{201d}'),
        '\u{bb}' => count('\u{ab}') > count('\u{bb}'),
        _ => false,
    }
}

impl Draft {
    /// The finished quote. Its kind depends on how much of the content is in quotation marks.
    pub(super) fn finish(self, doc: &Document, quoted: &[bool]) -> Quote {
        let (mut inside, mut all) = (0, 0);
        for span in &self.content {
            for token in doc
                .tokens_in(*span)
                .iter()
                .filter(|t| doc.token(*t).upos != Upos::Punct)
            {
                all += 1;
                inside += usize::from(quoted[token.0 as usize]);
            }
        }
        let kind = match (inside, all) {
            (0, _) => QuoteKind::Indirect,
            (inside, all) if inside * 10 >= all * 9 => QuoteKind::Direct,
            _ => QuoteKind::Mixed,
        };
        let source = self.source.map(|s| doc.span(trim(doc, s)));
        let cue = self.cue.zip(self.cue_head).map(|(range, head)| Cue {
            span: doc.span(range),
            head,
            lemma: if range.len() > 1 && (doc.token(head).upos != Upos::Verb || doc.lower(head) == "according") {
                doc.span(range).of(doc.text()).to_lowercase()
            } else {
                doc.lemma(head).to_owned()
            },
        });
        let mut span = self.content[0];
        for part in &self.content {
            span = span.cover(*part);
        }
        if let Some(cue) = &cue {
            span = span.cover(cue.span);
        }
        // A source in another sentence ("Ann Lee arrived. 'We are late.'") is outside the quote's span.
        let near = |s: &Span| {
            let sentence = |byte: u32| doc.token_at(byte).map(|t| doc.sentence_of(t));
            let source = sentence(s.start);
            [span.start, cue.as_ref().map_or(span.end - 1, |c| c.span.start)]
                .map(sentence)
                .contains(&source)
        };
        if let Some(source) = source.filter(near) {
            span = span.cover(source);
        }
        Quote {
            span,
            kind,
            content: self.content,
            cue,
            source,
            speaker: None,
            date: None,
            confidence: self.confidence,
            rule: self.rule,
        }
    }
}
