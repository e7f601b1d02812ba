//! An HTTP response as archives keep it: status, headers, body.

use std::io::Read;

use super::packed;
use crate::model::error::{Error, Result};

/// A response.
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
    pub(super) media_type: String,
    pub(super) charset: Option<String>,
}

/// The value of a header in lines of `Name: value`.
pub(super) fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// Media type and charset of a Content-Type header.
pub(super) fn content_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let media_type = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        key.trim().eq_ignore_ascii_case("charset").then(|| value.to_owned())
    });
    (media_type, charset)
}

/// The end of the headers in a block, and where the body begins.
fn split(block: &[u8]) -> Option<(usize, usize)> {
    let window = |mark: &[u8]| {
        block
            .windows(mark.len())
            .position(|w| w == mark)
            .map(|at| (at, at + mark.len()))
    };
    let (crlf, lf) = (window(b"\r\n\r\n"), window(b"\n\n"));
    match (crlf, lf) {
        (Some(a), Some(b)) => Some(if a.0 < b.0 { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// Reads a response.
///
/// # Errors
/// `warc.http` for bytes that are no response, or are compressed in a way that newsx does not support.
pub(super) fn response(block: &[u8], limit: u64) -> Result<Response> {
    let none = || Error::new("warc.http", "holds no HTTP response");
    let (end, start) = split(block).ok_or_else(none)?;
    let head = String::from_utf8_lossy(&block[..end]);
    let first = head.lines().next().unwrap_or_default();
    let status = first
        .starts_with("HTTP/")
        .then(|| first.split_whitespace().nth(1))
        .flatten();
    let status = status.and_then(|code| code.parse().ok()).ok_or_else(none)?;
    let mut body = block[start..].to_vec();
    if header(&head, "Transfer-Encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"))
        && let Some(whole) = dechunk(&body)
    {
        body = whole;
    }
    let packing = header(&head, "Content-Encoding")
        .unwrap_or_default()
        .to_ascii_lowercase();
    // Crawlers may unpack bodies and keep the header: the bytes decide.
    match (&*packing, &*body) {
        ("gzip" | "x-gzip", [0x1f, 0x8b, ..]) => {
            body = packed::read_all(&mut flate2::read::MultiGzDecoder::new(&body[..]), limit)?;
        }
        ("deflate", [0x78, ..]) => body = packed::read_all(&mut flate2::read::ZlibDecoder::new(&body[..]), limit)?,
        ("br" | "zstd", _)
            if std::str::from_utf8(&body[..body.len().min(512)]).is_err_and(|e| e.error_len().is_some()) =>
        {
            let message = format!("its body is packed with {packing}, which newsx does not unpack");
            return Err(Error::new("warc.http", message));
        }
        _ => {}
    }
    let (media_type, charset) = header(&head, "Content-Type").map_or_else(Default::default, content_type);
    Ok(Response {
        status,
        body,
        media_type,
        charset,
    })
}

/// A body without its chunk lengths; `None` if it has none, since crawlers remove them and keep the header.
fn dechunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().take(32).position(|b| *b == b'\n')?;
        let line = std::str::from_utf8(&body[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        let size = size.min(body.len());
        body.take(size as u64).read_to_end(&mut whole).ok()?;
        body = &body[size..];
        body = body
            .strip_prefix(b"\r\n")
            .or_else(|| body.strip_prefix(b"\n"))
            .unwrap_or(body);
        if body.is_empty() {
            return Some(whole);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_and_charsets() {
        let block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"ISO-8859-2\"\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>A\r\n6\r\n ferry\r\n0\r\n\r\n";
        let response = response(block, 99).unwrap();
        assert_eq!(
            (response.status, &*response.media_type, response.charset.as_deref()),
            (200, "text/html", Some("ISO-8859-2"))
        );
        assert_eq!(response.body, b"<p>A ferry");
        let plain = b"HTTP/1.1 200\nTransfer-Encoding: chunked\n\n<p>A ferry";
        assert_eq!(super::response(plain, 99).unwrap().body, b"<p>A ferry");
        assert!(super::response(b"", 99).is_err());
        assert!(super::response(b"GET / HTTP/1.1\r\n\r\n", 99).is_err());
    }
}
