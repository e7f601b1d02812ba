//! Bytes → text. The encoding is, in order of trust: the user's, that of a byte order mark, the container's (HTTP, HTML
//! meta), strict UTF-8, else a guess with a warning.
//!
//! No character is replaced silently. A text in UTF-8 with some invalid bytes is damaged, and another encoding would
//! corrupt its valid letters: that is an error with its position. Pages are treated more leniently: an invalid byte
//! becomes U+FFFD, with a warning.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::model::error::{Error, Result, Warning};

/// A decoded text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// Label, lower case.
    pub encoding: &'static str,
    /// Warnings of a guessed encoding or replaced bytes.
    pub warnings: Vec<Warning>,
}

/// Finds an encoding by its label (`latin1`, `shift_jis`).
pub(crate) fn by_label(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes())
}

/// Decodes plain text. `told` is the encoding given by the user or the container.
///
/// # Errors
/// `encoding.invalid` with the first invalid byte, `input.binary` for bytes that are no text.
pub(crate) fn text(bytes: Vec<u8>, told: Option<&'static Encoding>) -> Result<Decoded> {
    if let Some((encoding, skip)) = Encoding::for_bom(&bytes) {
        return strict(&bytes[skip..], encoding, skip);
    }
    if let Some(encoding) = told.filter(|encoding| *encoding != UTF_8) {
        return strict(&bytes, encoding, 0);
    }
    let (bytes, at) = match String::from_utf8(bytes) {
        Ok(text) => return Ok(decoded(text, UTF_8)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (error.into_bytes(), at)
        }
    };
    if told.is_some() || is_damaged_utf8(&bytes) {
        return Err(invalid(UTF_8, at));
    }
    if let Some(encoding) = wide(&bytes) {
        return strict(&bytes, encoding, 0).map(|decoded| guessed(decoded, encoding));
    }
    if is_binary(&bytes) {
        return Err(Error::new(
            "input.binary",
            "is not text: it holds bytes that no text holds",
        ));
    }
    let encoding = guess(&bytes);
    strict(&bytes, encoding, 0).map(|decoded| guessed(decoded, encoding))
}

/// Decodes a page. `told` is the encoding given by the user, `http` the charset of its HTTP header.
///
/// # Errors
/// `input.binary` for bytes that are no text.
pub(crate) fn page(bytes: &[u8], told: Option<&'static Encoding>, http: Option<&'static Encoding>) -> Result<Decoded> {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return Ok(loose(&bytes[skip..], encoding));
    }
    if let Some(encoding) = told.or(http).or_else(|| meta(bytes)) {
        // Pages in UTF-8 that declare another encoding are common; the reverse is not.
        let is_utf8 = told.is_none() && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
        return Ok(loose(bytes, if is_utf8 { UTF_8 } else { encoding }));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(decoded(text.to_owned(), UTF_8)),
        Err(_) if is_damaged_utf8(bytes) => Ok(loose(bytes, UTF_8)),
        Err(_) => match wide(bytes) {
            Some(encoding) => Ok(guessed(loose(bytes, encoding), encoding)),
            None if is_binary(bytes) => Err(Error::new(
                "input.binary",
                "is not a page: it holds bytes that no text holds",
            )),
            None => {
                let encoding = guess(bytes);
                Ok(guessed(loose(bytes, encoding), encoding))
            }
        },
    }
}

/// The charset that a page declares in its first bytes: `<meta charset=…>` or the XML declaration.
fn meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(8192)];
    let mut at = 0;
    while let Some(found) = find(&head[at..], b"charset").or_else(|| find(&head[at..], b"encoding")) {
        at += found + 7;
        let rest = head[at..].trim_ascii_start();
        let rest = rest.strip_prefix(b"g").unwrap_or(rest).trim_ascii_start();
        let Some(value) = rest.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value
            .strip_prefix(b"\"")
            .or_else(|| value.strip_prefix(b"'"))
            .unwrap_or(value);
        let label = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.');
        let length = value.iter().take_while(|b| label(b)).count();
        if let Some(encoding) = Encoding::for_label(&value[..length]) {
            // A page with a meta element readable as ASCII is not UTF-16, whatever it declares.
            let ascii = !matches!(encoding.name(), "UTF-16LE" | "UTF-16BE");
            return Some(if ascii { encoding } else { UTF_8 });
        }
    }
    None
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes
        .windows(word.len())
        .position(|window| window.eq_ignore_ascii_case(word))
}

fn strict(bytes: &[u8], encoding: &'static Encoding, skip: usize) -> Result<Decoded> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(decoded(text.into_owned(), encoding)),
        None => Err(invalid(encoding, skip + first_invalid(bytes, encoding))),
    }
}

fn loose(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let mut decoded = decoded(text.into_owned(), encoding);
    if broken {
        let at = first_invalid(bytes, encoding);
        decoded.warnings.push(Warning {
            code: "encoding.replaced",
            message: format!(
                "bytes that are not {}, the first at byte {at}, are shown as U+FFFD",
                decoded.encoding
            ),
        });
    }
    decoded
}

fn decoded(text: String, encoding: &'static Encoding) -> Decoded {
    Decoded {
        text,
        encoding: label(encoding),
        warnings: Vec::new(),
    }
}

fn guessed(mut decoded: Decoded, encoding: &'static Encoding) -> Decoded {
    let message = format!("the encoding is a guess: {}; --encoding sets it", label(encoding));
    decoded.warnings.push(Warning {
        code: "encoding.guessed",
        message,
    });
    decoded
}

/// The name of an encoding in lower case.
pub(crate) fn label(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        "ISO-8859-2" => "iso-8859-2",
        "ISO-8859-5" => "iso-8859-5",
        "ISO-8859-7" => "iso-8859-7",
        "ISO-8859-15" => "iso-8859-15",
        "Shift_JIS" => "shift_jis",
        "EUC-JP" => "euc-jp",
        "EUC-KR" => "euc-kr",
        "ISO-2022-JP" => "iso-2022-jp",
        "Big5" => "big5",
        "GBK" => "gbk",
        "KOI8-R" => "koi8-r",
        "KOI8-U" => "koi8-u",
        other => other,
    }
}

fn invalid(encoding: &'static Encoding, at: usize) -> Error {
    let message = format!(
        "is not {}: byte {at} does not fit; --encoding tells what it is",
        label(encoding)
    );
    Error::new("encoding.invalid", message).at(at as u64)
}

/// The first byte that an encoding cannot read.
fn first_invalid(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0; 4096];
    let mut at = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&bytes[at..], &mut buffer, true);
        at += read;
        match result {
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::InputEmpty => return at,
            encoding_rs::DecoderResult::Malformed(length, after) => {
                return at.saturating_sub((length + after) as usize);
            }
        }
    }
}

/// Returns whether most of what is beyond ASCII is well-formed UTF-8: it was UTF-8 once.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// UTF-16 without byte order mark: every other byte of Latin text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match half {
        0..2 => None,
        _ if odd * 10 >= half * 7 && even * 10 < half => Some(UTF_16LE),
        _ if even * 10 >= half * 7 && odd * 10 < half => Some(UTF_16BE),
        _ => None,
    }
}

/// Returns whether bytes are no text in any encoding.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let control = |b: &&u8| matches!(b, 0..=8 | 14..=26 | 28..=31);
    head.contains(&0) || head.iter().filter(control).count() * 50 > head.len()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(_) => encoding,
        // Every byte means something in Windows-1252.
        None => WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str = "“The café in Łódź was naïve,” said Željko. ";

    fn encode(text: &str, label: &str) -> Vec<u8> {
        by_label(label).unwrap().encode(text).0.into_owned()
    }

    fn codes(decoded: &Decoded) -> Vec<&'static str> {
        decoded.warnings.iter().map(|w| w.code).collect()
    }

    #[test]
    fn known_encodings_give_no_warning() {
        let plain = text(NEWS.into(), None).unwrap();
        assert_eq!((&*plain.text, plain.encoding, plain.warnings.len()), (NEWS, "utf-8", 0));
        let marked = text(["\u{feff}", NEWS].concat().into(), None).unwrap();
        assert_eq!(&*marked.text, NEWS);
        let wide: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(NEWS.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let wide = text(wide, None).unwrap();
        assert_eq!((&*wide.text, wide.encoding, wide.warnings.len()), (NEWS, "utf-16le", 0));
        let told = text(encode("Łódź", "iso-8859-2"), by_label("latin2")).unwrap();
        assert_eq!((&*told.text, told.encoding), ("Łódź", "iso-8859-2"));
    }

    #[test]
    fn a_guess_gives_a_warning() {
        let english = "“It’s a disaster,” the mayor’s aide said. The café – naïvely – stayed open. ".repeat(4);
        let guessed = text(encode(&english, "windows-1252"), None).unwrap();
        assert_eq!((&*guessed.text, guessed.encoding), (&*english, "windows-1252"));
        assert_eq!(codes(&guessed), ["encoding.guessed"]);
        let wide: Vec<u8> = "The café is closed."
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let wide = text([&wide[..], &[0xd8, 0]].concat(), None);
        assert_eq!(wide.unwrap_err().code(), "encoding.invalid");
        let japanese = "フェリーがポートセルマの近くで座礁し、乗組員二人が負傷したと沿岸警備隊が発表した。".repeat(3);
        let guessed = text(encode(&japanese, "shift_jis"), None).unwrap();
        assert_eq!((&*guessed.text, guessed.encoding), (&*japanese, "shift_jis"));
    }

    #[test]
    fn invalid_bytes_are_an_error_with_position() {
        let mut bytes = NEWS.as_bytes().to_vec();
        bytes.insert(12, 0xff);
        let error = text(bytes, None).unwrap_err();
        assert_eq!((error.code(), error.byte()), ("encoding.invalid", Some(12)));
        let error = text(b"abc\xff".to_vec(), by_label("utf-8")).unwrap_err();
        assert_eq!((error.code(), error.byte()), ("encoding.invalid", Some(3)));
        let error = text(vec![0x89, b'P', b'N', b'G', 0, 0, 1, 0xff, 0xfe], None).unwrap_err();
        assert_eq!(error.code(), "input.binary");
    }

    #[test]
    fn pages_declare_their_encoding() {
        let html = |meta: &str, body: &str, label: &str| encode(&format!("<html><head>{meta}</head><p>{body}"), label);
        for (meta, body, label) in [
            ("<meta charset=windows-1252>", "café “x”", "windows-1252"),
            (
                "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>",
                "Łódź",
                "iso-8859-2",
            ),
            ("<meta charset=\"Shift_JIS\"/>", "フェリー", "shift_jis"),
        ] {
            let bytes = html(meta, body, label);
            let decoded = page(&bytes, None, None).unwrap();
            assert!(decoded.text.ends_with(body), "{}", decoded.text);
            assert_eq!(
                (decoded.encoding, decoded.warnings.len()),
                (super::label(by_label(label).unwrap()), 0)
            );
        }
        let bytes = html("<meta charset=utf-8>", "café", "windows-1252");
        assert_eq!(codes(&page(&bytes, None, None).unwrap()), ["encoding.replaced"]);
        let http = page(&bytes, None, by_label("windows-1252")).unwrap();
        assert!(http.text.ends_with("café") && http.warnings.is_empty());
    }
}
