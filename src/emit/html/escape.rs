//! HTML escaping: the only way in which words of an article reach a page.

use std::fmt::{self, Display, Write};

use serde::Serialize;

use crate::emit::clean::isolated;

/// Displays a text with HTML escapes: nothing in it is taken for a tag, a reference or the end of an attribute.
#[derive(Clone, Copy)]
pub(in crate::emit) struct Text<'t>(pub(in crate::emit) &'t str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&html_escape::encode_quoted_attribute(&isolated(self.0)))
    }
}

/// JSON for use inside `<script>`: no tag, comment or line separator in it ends or breaks the element.
pub(in crate::emit) fn json(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("records have string keys and are written to memory");
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7f}'..='\u{9f}' => {
                write!(out, "\\u{:04x}", u32::from(c)).expect("written to memory");
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_element() {
        assert_eq!(
            Text("<b onclick='x'>\"&\0").to_string(),
            "&lt;b onclick=&#x27;x&#x27;&gt;&quot;&amp;"
        );
        assert_eq!(
            json(&"</script><!--\u{2028}\u{9b}"),
            r#""\u003c/script\u003e\u003c!--\u2028\u009b""#
        );
    }
}
