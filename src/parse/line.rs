//! Lines of plain text, joined where the text was wrapped in the middle of a sentence.

use crate::model::span::Span;

/// Maximum length of a wrapped line, in characters.
const WIDEST: usize = 120;

/// A line that is not blank, without white space at its ends.
#[derive(Clone, Copy, Debug)]
struct Line {
    span: Span,
    /// True if an empty line, or no line, is before it.
    apart: bool,
}

/// Cuts a text into blocks: lines, joined where a line break lies inside a sentence or a wrapped paragraph.
pub(super) fn blocks(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let width = width(text, &lines);
    let mut blocks: Vec<Span> = Vec::with_capacity(lines.len());
    let mut before: Option<Span> = None;
    for line in &lines {
        match (before, blocks.last_mut()) {
            (Some(last), Some(block)) if !line.apart && goes_on(text, last, line.span, width) => {
                *block = block.cover(line.span);
            }
            _ => blocks.push(line.span),
        }
        before = Some(line.span);
    }
    blocks
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut apart) = (0, true);
    let bytes = text.as_bytes();
    while start <= bytes.len() {
        let length = bytes[start..].iter().position(|b| matches!(b, b'\n' | b'\r'));
        let end = length.map_or(bytes.len(), |n| start + n);
        let span = Span::new(start, end).trim(text);
        match span.is_empty() {
            true => apart = true,
            false => {
                lines.push(Line { span, apart });
                apart = false;
            }
        }
        let crlf = bytes.get(end..end + 2) == Some(b"\r\n");
        start = end + if crlf { 2 } else { 1 };
    }
    lines
}

/// The width at which the text is wrapped, in characters; `None` if it is not. In wrapped text most lines inside a
/// paragraph are so long that the first word of the next one would not fit.
fn width(text: &str, lines: &[Line]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| chars(line.span.of(text))).collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len() * 9 / 10)?;
    if !(40..=WIDEST).contains(&width) {
        return None;
    }
    let inside = lines.windows(2).filter(|pair| !pair[1].apart);
    let (mut pairs, mut full) = (0, 0);
    for pair in inside {
        pairs += 1;
        full += usize::from(is_full(text, pair[0].span, pair[1].span, width));
    }
    (pairs >= 3 && full * 10 >= pairs * 6).then_some(width)
}

/// Returns whether the first word of the next line would not fit on this line.
fn is_full(text: &str, line: Span, next: Span, width: usize) -> bool {
    let word = next.of(text).split_whitespace().next().unwrap_or_default();
    chars(line.of(text)) + 1 + chars(word) > width
}

fn goes_on(text: &str, line: Span, next: Span, width: Option<usize>) -> bool {
    let (line_text, next_text) = (line.of(text), next.of(text));
    let first = next_text.chars().next().unwrap_or(' ');
    let bullet = matches!(first, '•' | '*' | '·' | '#') || next_text.starts_with("- ");
    if bullet || line_text.starts_with('#') {
        return false;
    }
    let open = !line_text.ends_with(['.', '!', '?', ':', '"', '”', '…']);
    width.is_some_and(|width| is_full(text, line, next, width))
        || (open && first.is_lowercase())
        || line_text.ends_with(',')
}

fn chars(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.chars().count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        blocks(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn every_line_is_a_block_where_nothing_is_wrapped() {
        assert_eq!(cut("One.\nTwo.\r\n\r\n  Three. \n"), ["One.", "Two.", "Three."]);
        assert_eq!(cut("A\rB\r\rC"), ["A", "B", "C"]);
        assert_eq!(cut(""), Vec::<&str>::new());
        assert_eq!(cut(" \n\u{a0}\n"), Vec::<&str>::new());
    }

    #[test]
    fn wrapped_lines_are_joined_with_their_breaks() {
        let text = "Harbour to be closed\n\n\
            The harbour of Port Selma will be closed to all ships\n\
            from Monday, the mayor said. Ferries will sail to the\n\
            Old Quay instead, which has not been used since the\n\
            storm of last year.\n\
            What It Costs\n\
            The city has set aside four million euros for the work\n\
            and expects another two million from the government.";
        let blocks = cut(text);
        assert_eq!(blocks.len(), 4, "{blocks:#?}");
        assert_eq!(blocks[2], "What It Costs");
        assert!(blocks[3].starts_with("The city"));
    }

    #[test]
    fn a_line_break_inside_a_sentence() {
        assert_eq!(
            cut("He said that\nshe had left.\nNobody knew."),
            ["He said that\nshe had left.", "Nobody knew."]
        );
        assert_eq!(
            cut("Three things:\n- bread\n- milk"),
            ["Three things:", "- bread", "- milk"]
        );
    }
}
