//! Bounds on the size of one article, so that no input takes more memory than a machine has.
//!
//! The longest features have some 200 kB. An input beyond a bound is refused before any work on it, with the error
//! `input.too_large` that names the bound.

use super::{Content, Source};
use crate::model::error::{Error, Result};

/// Bytes of one article's input, unpacked: its file, page or record.
pub(crate) const INPUT: u64 = 32 << 20;
/// Bytes of one JSON record.
pub(crate) const RECORD: u64 = 8 << 20;
/// Values and names of one JSON record, each of which takes up to 300 bytes of memory.
pub(crate) const VALUES: usize = 500_000;
/// Columns of a table.
pub(crate) const COLUMNS: usize = 10_000;
/// Bytes of the text of one article, UTF-8.
pub(crate) const TEXT: usize = 2 << 20;
/// Words and marks of one text. A sentence has one of them at least.
pub(crate) const TOKENS: usize = 250_000;
/// Tags of one page, each of which makes a node of its tree, and the text after it another.
pub(crate) const TAGS: usize = 250_000;
/// Facts of one article: times, mentions of actors, events, participants, figures, quotes. A text within the bound on
/// words hardly ever has so many, so that none is analysed in vain.
pub(crate) const FACTS: usize = 400_000;
/// Bytes of text that the facts of one article repeat: an event, a figure and a quote hold the words they are told in.
pub(crate) const REPEATED: usize = 64 << 20;
/// Bytes of memory that all articles in work may take together, by [`weight`].
pub(crate) const JOBS: u64 = 600 << 20;

/// Bytes of memory for every byte of a text, at most: words, trees, facts, the record.
const PER_BYTE: u64 = 240;
/// Bytes of memory for every tag of a page, at most.
const PER_TAG: u64 = 1000;

/// The bounds in words, for help texts.
pub(crate) fn told() -> String {
    format!(
        "{} MB of input (unpacked), {} MB and {VALUES} values and names of a JSON record, {} MB of text, {TOKENS} words and marks, {TAGS} tags, {FACTS} facts; all articles in \
         work together {} MB of memory",
        INPUT >> 20,
        RECORD >> 20,
        TEXT >> 20,
        JOBS >> 20
    )
}

/// The error of an article that is beyond a bound.
pub(crate) fn too_large(most: impl std::fmt::Display, unit: &str) -> Error {
    let message = format!("has more than {most} {unit}, the most that one article may have");
    Error::new("input.too_large", message)
}

/// The bytes of memory that the work on an article takes at most.
pub(crate) fn weight(source: &Source) -> u64 {
    match &source.content {
        Content::Text(text) => text.len() as u64 * PER_BYTE,
        Content::Html(page) => page.len() as u64 * 4 + tags(page) as u64 * PER_TAG,
    }
}

/// Refuses a text that is too long, or has too many words and marks.
///
/// # Errors
/// `input.too_large`.
pub(crate) fn check_text(text: &str) -> Result<()> {
    if text.len() > TEXT {
        return Err(too_large(TEXT >> 20, "MB of text"));
    }
    // A text of fewer bytes than tokens allowed needs no counting.
    match text.len() > TOKENS && tokens(text) > TOKENS {
        true => Err(too_large(TOKENS, "words and marks")),
        false => Ok(()),
    }
}

/// Refuses a page that has too many tags.
///
/// # Errors
/// `input.too_large`.
pub(crate) fn check_page(page: &str) -> Result<()> {
    match page.len() > TAGS && tags(page) > TAGS {
        true => Err(too_large(TAGS, "tags")),
        false => Ok(()),
    }
}

/// Refuses a JSON record that has too many values and names.
///
/// # Errors
/// `input.too_large`.
pub(crate) fn check_record(record: &[u8]) -> Result<()> {
    match record.len() > VALUES && values(record) > VALUES {
        true => Err(too_large(VALUES, "values and names")),
        false => Ok(()),
    }
}

/// Refuses a number of facts.
///
/// # Errors
/// `input.too_large`.
pub(crate) fn check_facts(facts: usize) -> Result<()> {
    match facts > FACTS {
        true => Err(too_large(FACTS, "facts")),
        false => Ok(()),
    }
}

/// Refuses a number of bytes that facts repeat.
///
/// # Errors
/// `input.too_large`.
pub(crate) fn check_repeated(bytes: usize) -> Result<()> {
    match bytes > REPEATED {
        true => Err(too_large(REPEATED >> 20, "MB of text in its facts")),
        false => Ok(()),
    }
}

/// The number of words and marks: runs of letters and digits, and every other character but spaces.
fn tokens(text: &str) -> usize {
    let mut word = false;
    let begins = |c: char| {
        let before = std::mem::replace(&mut word, c.is_alphanumeric());
        !(c.is_whitespace() || word && before)
    };
    text.chars().map(begins).filter(|begins| *begins).count()
}

/// The values and names of a JSON record, by the marks between them.
fn values(record: &[u8]) -> usize {
    let (mut text, mut escaped) = (false, false);
    let parts = |byte: &&u8| {
        let quote = **byte == b'"' && !std::mem::take(&mut escaped);
        escaped = text && **byte == b'\\' && !escaped;
        text ^= quote;
        !text && matches!(**byte, b'{' | b'[' | b',' | b':')
    };
    record.iter().filter(parts).count()
}

fn tags(page: &str) -> usize {
    page.bytes().filter(|byte| *byte == b'<').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_exact() {
        assert_eq!(tokens("The ferry, no. 3, ran—aground!  "), 11);
        assert!(check_text(&"a ".repeat(TOKENS)).is_ok());
        for (text, bound) in [
            ("a ".repeat(TOKENS + 1), "250000 words and marks"),
            ("(".repeat(TOKENS + 1), "250000 words and marks"),
            ("a".repeat(TEXT + 1), "2 MB of text"),
        ] {
            let error = check_text(&text).unwrap_err();
            assert_eq!(error.code(), "input.too_large");
            assert!(error.to_string().contains(bound), "{error}");
        }
        assert!(check_page(&"<p>".repeat(TAGS)).is_ok());
        assert!(check_page(&"<p>".repeat(TAGS + 1)).is_err());
    }
}
