//! Text that cannot reach beyond itself: controls of writing direction end where the text ends, other controls go.

use std::borrow::Cow;

const ISOLATE: char = '\u{2068}';
const END_OF_ISOLATE: char = '\u{2069}';
const END_OF_EMBEDDING: char = '\u{202c}';

fn opens(c: char) -> bool {
    matches!(
        c,
        '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}'
    )
}

fn steers(c: char) -> bool {
    opens(c) || matches!(c, END_OF_EMBEDDING | END_OF_ISOLATE)
}

/// True for what is never shown: controls but tabs and line breaks.
fn hidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

/// The text without controls, with its controls of direction closed inside it.
pub(super) fn tame(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| hidden(c) || steers(c)) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter(|c| !hidden(*c));
    if !text.chars().any(steers) {
        return Cow::Owned(shown.collect());
    }
    let mut out = String::from(ISOLATE);
    let mut open = Vec::new();
    for c in shown {
        match c {
            c if opens(c) => open.push(if c >= '\u{2066}' {
                END_OF_ISOLATE
            } else {
                END_OF_EMBEDDING
            }),
            c if steers(c) && open.last() != Some(&c) => continue,
            c if steers(c) => drop(open.pop()),
            _ => {}
        }
        out.push(c);
    }
    out.extend(open.into_iter().rev());
    out.push(END_OF_ISOLATE);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::tame;

    #[test]
    fn direction_ends_with_the_text() {
        assert_eq!(tame("plain\ttext"), "plain\ttext");
        assert_eq!(tame("be\u{7}ll \u{1b}[31m\u{9b}"), "bell [31m");
        assert_eq!(tame("a\u{202e}b"), "\u{2068}a\u{202e}b\u{202c}\u{2069}");
        assert_eq!(tame("a\u{2069}b"), "\u{2068}ab\u{2069}");
        assert_eq!(
            tame("\u{2067}a\u{202a}b"),
            "\u{2068}\u{2067}a\u{202a}b\u{202c}\u{2069}\u{2069}"
        );
    }
}
