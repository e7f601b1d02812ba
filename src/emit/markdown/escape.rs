//! Markdown escaping of an article's words.

use crate::emit::clean::isolated;

/// Escapes a text on one line: nothing in it is taken for emphasis, a link, strikethrough, code, mathematics or HTML.
pub(in crate::emit) fn escape(text: &str) -> String {
    let text = isolated(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        match c {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '~' | '$' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            // Addresses are made links without any mark: "http://", "www.", "name@place".
            ':' if next == Some('/') => out.push_str("\\:"),
            '.' if ends_with_www(&text[..at]) => out.push_str("\\."),
            '@' if next.is_some_and(char::is_alphanumeric) => out.push_str("@\u{2060}"),
            c if c.is_whitespace() && c != '\u{a0}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    text.get(text.len().saturating_sub(3)..)
        .is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// Escapes a text at the start of a line: also lists, headings and rules.
pub(super) fn escape_start(text: &str) -> String {
    let text = text.trim_start();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    match text.starts_with(['#', '-', '+', '=']) {
        true => format!("\\{text}"),
        false => text.to_owned(),
    }
}

/// Marked text for a cell of a table, which is one line; its bars are escaped already.
pub(super) fn cell(text: &str) -> String {
    text.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        for (text, escaped) in [
            ("a|b\r\n<i>*c*", "a\\|b \\<i\\>\\*c\\*"),
            ("see https://x.org/a_b", "see https\\://x.org/a\\_b"),
            ("at www.x.org or WWW.x.org", "at www\\.x.org or WWW\\.x.org"),
            ("ann@x.org, @ann", "ann@\u{2060}x.org, @\u{2060}ann"),
            ("~~gone~~ $1 and $2", "\\~\\~gone\\~\\~ \\$1 and \\$2"),
            ("[x](y) ![z](w)", "\\[x\\](y) !\\[z\\](w)"),
            ("red\u{1b}[31m", "red\\[31m"),
        ] {
            assert_eq!(escape(text), escaped);
        }
        assert_eq!(escape_start("2025. The year"), "2025\\. The year");
        assert_eq!(escape_start("- one"), "\\- one");
        assert_eq!(escape_start("3 of them"), "3 of them");
    }
}
