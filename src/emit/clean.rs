//! Sanitizing of untrusted text for tables, reports and terminals.
//!
//! An article, a file name or a record's id may hold characters that control a terminal (ESC, C1), break lines, or
//! change the direction of all text behind them. JSON escapes them; every other format removes them with the functions
//! of this module.

use std::borrow::Cow;

/// Returns whether a character is a control character: C0 without tab and line feed, DEL, C1.
pub fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n')
}

/// Returns whether a character changes the direction of the text behind it: the embeddings, overrides and isolates of
/// UAX #9, and their ends.
pub(crate) fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The text without control characters. Line breaks and tabs stay; CR and CRLF become LF.
pub(crate) fn without_controls(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(unix.chars().filter(|c| !is_control(*c)).collect())
}

/// The text on one line, without control characters: runs of spaces, tabs and line breaks become one space.
pub(crate) fn one_line(text: &str) -> String {
    let words = without_controls(text);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text as an isolated part of a page: without control characters, and with every change of direction closed.
pub(crate) fn isolated(text: &str) -> Cow<'_, str> {
    let text = without_controls(text);
    if !text.contains(is_direction) {
        return text;
    }
    let mut out = String::from('\u{2068}');
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push('\u{202C}'),
            // An end without beginning in this text would end something around it.
            '\u{2069}' | '\u{202C}' if open.last() != Some(&c) => continue,
            '\u{2069}' | '\u{202C}' => drop(open.pop()),
            _ => {}
        }
        out.push(c);
    }
    out.extend(open.into_iter().rev());
    out.push('\u{2069}');
    Cow::Owned(out)
}

/// The text for a line of a terminal, with U+FFFD for characters that control it or change its direction.
pub(crate) fn for_terminal(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' | '\n' => ' ',
        c if is_control(c) || is_direction(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(shown).collect()
}

/// The text for a cell of a table that a spreadsheet may open. A cell that would be read as a formula gets a leading
/// apostrophe, as OWASP advises (CSV injection); a number does not.
pub(crate) fn for_cell(text: &str) -> Cow<'_, str> {
    let text = without_controls(text);
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\n', '＝', '＋', '－', '＠']);
    match formula && text.parse::<f64>().is_err() {
        true => Cow::Owned(format!("'{text}")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_removed_and_line_breaks_kept() {
        assert_eq!(without_controls("a\tb\r\nc\rd\n"), "a\tb\nc\nd\n");
        assert_eq!(without_controls("\u{1b}]0;x\u{7}y\u{9b}31mz\u{7f}\0"), "]0;xy31mz");
        assert!(matches!(without_controls("naïve 🚀"), Cow::Borrowed(_)));
        assert_eq!(one_line(" a \r\n\tb\u{1b} "), "a b");
        assert_eq!(for_terminal("a\nb\u{1b}[31m\u{202e}x"), "a b\u{fffd}[31m\u{fffd}x");
    }

    #[test]
    fn directions_end_where_their_text_ends() {
        assert_eq!(isolated("plain\ttext"), "plain\ttext");
        assert_eq!(isolated("be\u{7}ll \u{1b}[31m\u{9b}"), "bell [31m");
        assert_eq!(isolated("a\u{202e}b"), "\u{2068}a\u{202e}b\u{202c}\u{2069}");
        assert_eq!(isolated("a\u{2069}b\u{202c}"), "\u{2068}ab\u{2069}");
        assert_eq!(
            isolated("\u{202e}\u{2066}b\u{2069}"),
            "\u{2068}\u{202e}\u{2066}b\u{2069}\u{202c}\u{2069}"
        );
        assert_eq!(
            isolated("\u{2067}a\u{202a}b"),
            "\u{2068}\u{2067}a\u{202a}b\u{202c}\u{2069}\u{2069}"
        );
    }

    #[test]
    fn formulas_are_text_and_numbers_are_numbers() {
        for formula in [
            "=1+1",
            "+1 234",
            "-5 per cent",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            "＝1",
            "--",
            "-",
        ] {
            assert!(for_cell(formula).starts_with('\''), "{formula:?}");
        }
        for plain in ["-5", "+1.5e3", "a=1", "5 per cent", ""] {
            assert_eq!(for_cell(plain), plain);
        }
    }
}
