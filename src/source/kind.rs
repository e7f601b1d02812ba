//! Kind of an input, by its name or by its first bytes.

use std::io::BufRead;

use super::Kind;

/// Kind of an input by the extension of its name, without `.gz` or `.zst`.
pub(super) fn by_name(name: &str) -> Option<Kind> {
    let name = name.to_ascii_lowercase();
    let plain = [".gz", ".zst"]
        .iter()
        .find_map(|packed| name.strip_suffix(packed))
        .unwrap_or(&name);
    let (_, extension) = plain.rsplit_once('.')?;
    Some(match extension {
        "txt" | "text" | "md" | "markdown" => Kind::Text,
        "html" | "htm" | "xhtml" | "shtml" => Kind::Html,
        "json" | "jsonl" | "ndjson" => Kind::Json,
        "warc" => Kind::Warc,
        "csv" => Kind::Csv,
        "tsv" | "tab" => Kind::Tsv,
        _ => return None,
    })
}

/// Kind of an input by its first bytes, unpacked.
pub(super) fn by_content(head: &[u8]) -> Kind {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins = |mark: &str| {
        head.get(..mark.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(mark.as_bytes()))
    };
    if begins("WARC/") {
        return Kind::Warc;
    }
    let next = |skip: usize| head.get(skip..).and_then(|rest| rest.trim_ascii_start().first());
    let json = match head.first() {
        Some(b'{') => matches!(next(1), Some(b'"' | b'}')),
        Some(b'[') => matches!(next(1), Some(b'{')),
        _ => false,
    };
    let html = [
        "<!doctype",
        "<html",
        "<head",
        "<body",
        "<?xml",
        "<!--",
        "<meta",
        "<div",
        "<article",
        "<p>",
        "<h1",
    ];
    match (json, html.iter().any(|mark| begins(mark))) {
        (true, _) => Kind::Json,
        (_, true) => Kind::Html,
        _ => Kind::Text,
    }
}

/// Returns whether a stream begins as gzip does.
pub(super) fn is_gzip(input: &mut super::packed::Bytes) -> bool {
    input.fill_buf().is_ok_and(|head| head.starts_with(b"\x1f\x8b"))
}

/// Name of a file format that people take for text (PDF, Word).
pub(super) fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP file or an office document"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"{\\rtf", "a rich text document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x7fELF", "a program"),
    ];
    MARKS
        .iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_name_and_by_content() {
        assert_eq!(by_name("a/b.TXT"), Some(Kind::Text));
        assert_eq!(by_name("crawl.warc.gz"), Some(Kind::Warc));
        assert_eq!(by_name("a.jsonl.zst"), Some(Kind::Json));
        assert_eq!(by_name("-"), None);
        for (head, kind) in [
            ("{\"id\": 1}", Kind::Json),
            ("[\n{", Kind::Json),
            ("{{text", Kind::Text),
            ("[Updated] A ferry", Kind::Text),
            ("\u{feff} <!DOCTYPE html>", Kind::Html),
            ("WARC/1.0\r\n", Kind::Warc),
            ("A ferry", Kind::Text),
            ("", Kind::Text),
        ] {
            assert_eq!(by_content(head.as_bytes()), kind, "{head}");
        }
    }
}
