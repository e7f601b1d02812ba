//! Quotation marks of every style, and the text between them.
//!
//! Straight, curly, low-high and angled double marks, doubled single ones, and single marks with apostrophes told apart
//! (`'The workers' union,' she said, 'isn't ready'`). Marks pair inside a paragraph. An opening mark without partner runs to
//! the paragraph's end, and on into the next paragraph if that begins with an opening mark too: the newspaper's
//! way to set a quotation of several paragraphs. A closing mark without partner is ignored. So an odd number of marks is
//! never an error.

use crate::language::Document;
use crate::lexicon::quote_word::List;
use crate::model::ids::{TokenId, TokenRange};
use crate::model::span::Span;

/// Text between quotation marks, over one or more paragraphs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Quoted {
    /// The span with its marks, from the first opening to the last closing one.
    pub outer: Span,
    /// The spans without the marks, one for each paragraph.
    pub inner: Vec<Span>,
    /// True if another quotation is around it.
    pub nested: bool,
    /// True between single marks.
    pub single: bool,
    /// True if a closing mark was found.
    pub closed: bool,
}

/// All quoted text of an article, in order of its opening marks.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) all: Vec<Quoted>,
    /// For each token the outermost quotation that it is in.
    of_token: Vec<Option<u32>>,
}

impl Marks {
    /// Pairs the marks of a document.
    pub(super) fn find(doc: &Document) -> Marks {
        let mut all: Vec<Quoted> = Vec::new();
        for paragraph in &doc.article.paragraphs {
            let found = pair(doc.text(), paragraph.span);
            let mut found = found.into_iter();
            // The previous paragraph left its quotation open, and this one begins with a mark: they are one quotation.
            let open = all.iter().rposition(|q| !q.nested).filter(|i| !all[*i].closed);
            if let Some(open) = open {
                let begins = |q: &Quoted| q.outer.start == paragraph.span.start && !q.single;
                match found.next() {
                    Some(first) if begins(&first) => {
                        let before = &mut all[open];
                        before.outer = before.outer.cover(first.outer);
                        before.inner.extend(first.inner);
                        before.closed = first.closed;
                    }
                    first => {
                        all[open].closed = true;
                        all.extend(first);
                    }
                }
            }
            all.extend(found);
        }
        all.retain(|q| q.inner.iter().any(|s| !s.is_empty()));
        let of_token = outermost(doc, &all);
        Marks { all, of_token }
    }

    /// The outermost quotation around a token.
    pub(super) fn around(&self, token: TokenId) -> Option<usize> {
        self.of_token[token.0 as usize].map(|i| i as usize)
    }

    /// Returns whether a quotation begins with this token.
    pub(super) fn opens_at(&self, token: TokenId) -> bool {
        let before = token.0.checked_sub(1).and_then(|t| self.of_token[t as usize]);
        let here = self.of_token[token.0 as usize];
        here.is_some() && here != before
    }

    /// The tokens of a quotation, marks included.
    pub(super) fn tokens(doc: &Document, quoted: &Quoted) -> TokenRange {
        doc.tokens_in(quoted.outer)
    }
}

fn outermost(doc: &Document, all: &[Quoted]) -> Vec<Option<u32>> {
    let mut of_token = vec![None; doc.tokens().len()];
    for (number, quoted) in all.iter().enumerate().filter(|(_, q)| !q.nested) {
        for token in Marks::tokens(doc, quoted).iter() {
            of_token[token.0 as usize] = Some(number as u32);
        }
    }
    of_token
}

/// The styles of marks; a closing mark must fit the one that opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    Straight,
    Curly,
    Low,
    Angled,
    Doubled,
    Single,
    StraightSingle,
}

/// The function of a quotation mark at its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mark {
    Open(Style),
    Close(Style),
    /// Either, as its neighbours do not tell.
    Either(Style),
}

struct Open {
    style: Style,
    start: usize,
    inner: usize,
    /// Its index in the list of quotations found.
    slot: usize,
}

/// Pairs the marks of one paragraph.
fn pair(text: &str, paragraph: Span) -> Vec<Quoted> {
    let (from, to) = (paragraph.start as usize, paragraph.end as usize);
    let mut found: Vec<Option<Quoted>> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let mut at = from;
    while let Some(c) = text[at..to].chars().next() {
        let (mark, len) = read(text, from, at, to, c);
        match mark {
            None => {}
            // Some writers close „low marks“ with a mark that others open with.
            Some(Mark::Open(Style::Curly)) if stack.iter().any(|o| o.style == Style::Low) => {
                close(&mut stack, &mut found, Style::Low, at, len)
            }
            // “So do others“: the opening mark behind a word.
            Some(Mark::Open(Style::Curly))
                if stack.iter().any(|o| o.style == Style::Curly) && ends(text, from, at, len, to) =>
            {
                close(&mut stack, &mut found, Style::Curly, at, len)
            }
            Some(Mark::Open(style)) => open(text, &mut stack, &mut found, style, at, len),
            // ”We lost,” he said: the closing mark at the start of a paragraph.
            Some(Mark::Close(Style::Curly)) if at == from => open(text, &mut stack, &mut found, Style::Curly, at, len),
            Some(Mark::Close(style)) => {
                let style = partner(&stack, style);
                close(&mut stack, &mut found, style, at, len);
            }
            Some(Mark::Either(style)) if stack.iter().any(|o| o.style == partner(&stack, style)) => {
                let style = partner(&stack, style);
                close(&mut stack, &mut found, style, at, len);
            }
            Some(Mark::Either(style)) => open(text, &mut stack, &mut found, style, at, len),
        }
        at += len;
    }
    for left in stack {
        // A single mark that nothing closes was an apostrophe; a double one runs to the end of the paragraph.
        if !is_single(left.style) {
            found[left.slot] = Some(Quoted {
                outer: Span::new(left.start, to),
                inner: vec![Span::new(left.inner, to)],
                nested: false,
                single: false,
                closed: false,
            });
        }
    }
    let mut found: Vec<Quoted> = found.into_iter().flatten().collect();
    let mut end = 0;
    for quoted in &mut found {
        quoted.nested = quoted.outer.start < end;
        end = end.max(quoted.outer.end);
    }
    found
}

/// The style of the open mark that a closing one may end, also where a writer closes with another style of double
/// marks.
fn partner(stack: &[Open], style: Style) -> Style {
    let open = |style: Style| stack.iter().any(|o| o.style == style);
    match style {
        Style::Straight if !open(Style::Straight) && open(Style::Curly) => Style::Curly,
        Style::Curly if !open(Style::Curly) && open(Style::Straight) => Style::Straight,
        style => style,
    }
}

/// Returns whether a mark has a word before it and none behind it.
fn ends(text: &str, from: usize, at: usize, len: usize, to: usize) -> bool {
    let before = text[from..at].chars().next_back();
    let after = text[at + len..to].chars().next();
    before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric())
}

fn is_single(style: Style) -> bool {
    matches!(style, Style::Single | Style::StraightSingle)
}

fn open(text: &str, stack: &mut Vec<Open>, found: &mut Vec<Option<Quoted>>, style: Style, at: usize, len: usize) {
    // A second opening mark of one style: the closing mark of the first is missing, and its quotation is one sentence.
    if let Some(place) = stack.iter().position(|o| o.style == style && !is_single(style)) {
        for lost in stack.drain(place..).filter(|o| !is_single(o.style)).take(1) {
            let inner = Span::new(lost.inner, at);
            let end = first_sentence(inner.of(text)).unwrap_or(inner.len()) + lost.inner;
            found[lost.slot] = Some(Quoted {
                outer: Span::new(lost.start, end),
                inner: vec![Span::new(lost.inner, end)],
                nested: false,
                single: false,
                closed: true,
            });
        }
    }
    stack.push(Open {
        style,
        start: at,
        inner: at + len,
        slot: found.len(),
    });
    found.push(None);
}

/// The end of the first sentence of a text, in bytes.
fn first_sentence(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (1..bytes.len()).find(|&i| matches!(bytes[i - 1], b'.' | b'!' | b'?') && bytes[i] == b' ')
}

fn close(stack: &mut Vec<Open>, found: &mut [Option<Quoted>], style: Style, at: usize, len: usize) {
    let Some(place) = stack.iter().rposition(|o| o.style == style) else {
        return;
    };
    let opened = stack.drain(place..).next();
    if let Some(opened) = opened {
        found[opened.slot] = Some(Quoted {
            outer: Span::new(opened.start, at + len),
            inner: vec![Span::new(opened.inner, at)],
            nested: false,
            single: is_single(style),
            closed: true,
        });
    }
}

/// The function of the character at a position, and its length in bytes, doubled marks together.
fn read(text: &str, from: usize, at: usize, to: usize, c: char) -> (Option<Mark>, usize) {
    let before = text[from..at].chars().next_back();
    let len = c.len_utf8();
    let after = text[at + len..to].chars().next();
    let doubled = after == Some(c) && matches!(c, '\'' | '`');
    let mark = match c {
        '"' => either(Style::Straight, before, after),
        '\u{201c}' => Some(Mark::Open(Style::Curly)),
        '\u{201d}' => Some(Mark::Close(Style::Curly)),
        '\u{201e}' => Some(Mark::Open(Style::Low)),
        '\u{ab}' => Some(Mark::Open(Style::Angled)),
        '\u{bb}' => Some(Mark::Close(Style::Angled)),
        '`' if doubled => return (Some(Mark::Open(Style::Doubled)), 2),
        '\'' if doubled => {
            let after = text[at + 2..to].chars().next();
            return (either(Style::Doubled, before, after), 2);
        }
        '\u{2018}' => opens(before, after).then_some(Mark::Open(Style::Single)),
        '\u{2019}' => closes(text, at, len, to, before, after).then_some(Mark::Close(Style::Single)),
        '\'' | '`' if opens(before, after) && !is_elision(&text[at + len..to]) => {
            Some(Mark::Open(Style::StraightSingle))
        }
        '\'' => closes(text, at, len, to, before, after).then_some(Mark::Close(Style::StraightSingle)),
        _ => None,
    };
    (mark, len)
}

/// The function of a mark that opens and closes alike, by its neighbours.
fn either(style: Style, before: Option<char>, after: Option<char>) -> Option<Mark> {
    let space =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '\u{2014}' | '\u{2013}'));
    let left = space(before);
    let right = after.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ']' | ',' | '.' | ';' | ':' | '!' | '?'));
    // An inch mark: 5'10", 24" wheels.
    if style == Style::Straight
        && before.is_some_and(|c| c.is_ascii_digit())
        && after.is_some_and(char::is_alphanumeric)
    {
        return None;
    }
    Some(match (left, right) {
        (true, false) => Mark::Open(style),
        (false, true) => Mark::Close(style),
        _ => Mark::Either(style),
    })
}

fn opens(before: Option<char>, after: Option<char>) -> bool {
    let left = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '!' | '?' | ')'));
    left && after
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | '$' | '\u{a3}' | '\u{2026}' | '"' | '\u{201c}'))
}

/// Returns whether a single mark closes a quotation and is no apostrophe of a clitic or possessive plural.
fn closes(text: &str, at: usize, len: usize, to: usize, before: Option<char>, after: Option<char>) -> bool {
    if before.is_none_or(char::is_whitespace) || after.is_some_and(char::is_alphanumeric) {
        return false;
    }
    let plural = before == Some('s') && after == Some(' ');
    if !plural {
        return true;
    }
    // "the workers' union": a better place to close follows in the same sentence.
    let rest = &text[at + len..to];
    let mut previous = ' ';
    for (i, c) in rest.char_indices().take(WINDOW) {
        let next = rest[i + c.len_utf8()..].chars().next();
        let after_word = previous.is_alphanumeric() || matches!(previous, '.' | ',' | '!' | '?');
        match c {
            '\'' | '\u{2019}' if after_word && next.is_none_or(|n| !n.is_alphanumeric()) => return false,
            '\'' | '\u{2018}' if previous == ' ' => return true,
            '\n' => return true,
            _ => {}
        }
        previous = c;
    }
    true
}

/// Distance, in characters, within which a better closing mark is looked for: about a sentence.
const WINDOW: usize = 160;

/// Returns whether a text begins with a shortened word: "'90s", "'em", "'til".
fn is_elision(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let decade =
        word.len() <= 3 && word.starts_with(|c: char| c.is_ascii_digit()) && word.trim_end_matches('s').len() == 2;
    decade || List::Elision.has(&word.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        pair(text, Span::new(0, text.len()))
            .iter()
            .map(|q| q.inner[0].of(text))
            .collect()
    }

    #[test]
    fn every_style() {
        for text in [
            "He said \"go on\" twice.",
            "He said “go on” twice.",
            "He said «go on» twice.",
            "He said „go on“ twice.",
            "He said ``go on'' twice.",
            "He said ''go on'' twice.",
            "He said 'go on' twice.",
            "He said ‘go on’ twice.",
        ] {
            assert_eq!(inner(text), ["go on"], "{text}");
        }
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(inner("It's the workers' fault, isn't it? The '90s ended."), [""; 0]);
        assert_eq!(
            inner("'The workers' union isn't ready,' she said."),
            ["The workers' union isn't ready,"]
        );
        assert_eq!(
            inner("‘The workers’ union isn’t ready,’ she said."),
            ["The workers’ union isn’t ready,"]
        );
    }

    #[test]
    fn nested() {
        let text = "\"She said, 'Go home,' and left,\" he said.";
        assert_eq!(inner(text), ["She said, 'Go home,' and left,", "Go home,"]);
    }

    #[test]
    fn odd_numbers() {
        assert_eq!(inner("\"It never came, he said."), ["It never came, he said."]);
        assert_eq!(
            inner("\"One is lost. He left. \"Two,\" he said."),
            ["One is lost.", "Two,"]
        );
        assert_eq!(inner("It never came,” he said."), [""; 0]);
        assert_eq!(
            inner("“It came,\" he said. \"So it did,” she said."),
            ["It came,", "So it did,"]
        );
        assert_eq!(inner("the “late“ and the “lost“ ones"), ["late", "lost"]);
        assert_eq!(inner("He is 6'2\" tall."), [""; 0]);
    }
}
