//! Inputs of the encoder for each token: word, letters, shape and clusters, each a row of one table.

use crate::language::Token;
use crate::language::tag::style::{Style, style};
use crate::lexicon::clusters;
use crate::lexicon::table::{self, Table};

/// Number of rows of a token.
pub(crate) const INPUTS: usize = 9;

/// The rows of a token; the first is that of the word itself.
pub(crate) type Rows = [u16; INPUTS];

// Where each kind's rows begin in the table. Words that are in no cluster share rows by their letters.
const SHAPES: u32 = 0;
const COARSE: u32 = SHAPES + 64;
const MIDDLE: u32 = COARSE + 64 + 16;
const FINE: u32 = MIDDLE + 512 + 128;
const ENDINGS_2: u32 = FINE + 2048 + 512;
const ENDINGS_3: u32 = ENDINGS_2 + 512;
const ENDINGS_4: u32 = ENDINGS_3 + 2048;
const STARTS: u32 = ENDINGS_4 + 2048;
/// The row of words that are not in the vocabulary.
pub(crate) const UNKNOWN: u32 = STARTS + 1024;
/// The row of the first word of the vocabulary.
pub(crate) const WORDS: u32 = UNKNOWN + 1;

/// The hash that the vocabulary knows a word by: all digits are alike.
pub(crate) fn key(lower: &str) -> u32 {
    let alike = |b: u8| if b.is_ascii_digit() { b'0' } else { b };
    table::finish(lower.bytes().fold(table::START, |h, b| table::feed(h, &[alike(b)])))
}

/// The rows of the tokens of a sentence.
pub(crate) fn rows<'a>(
    text: &'a str,
    words: &'a str,
    tokens: &'a [Token],
    vocabulary: &'a Table,
) -> impl Iterator<Item = Rows> {
    let style = style(tokens.iter().map(|t| t.span.of(text)));
    tokens.iter().enumerate().map(move |(i, token)| {
        let lower = token.lower.of(words);
        let word = vocabulary.get(key(lower)).map_or(UNKNOWN, |n| WORDS + n);
        look(token.span.of(text), lower, style, i == 0, word)
    })
}

fn look(form: &str, lower: &str, style: Style, first: bool, word: u32) -> Rows {
    let cluster = clusters::of(lower);
    let bytes = lower.as_bytes();
    let ending = |len: usize| table::hash(&bytes[bytes.len().saturating_sub(len)..]);
    let start = table::hash(&bytes[..bytes.len().min(3)]);
    let shape = capitals(form) + 8 * (2 * style as u32 + u32::from(first));
    let (end2, end3) = (ending(2), ending(3));
    let clustered = |n: Option<u32>, size: u32, hash: u32, spare: u32| n.unwrap_or(size + part(hash, spare));
    [
        word,
        SHAPES + shape,
        COARSE + clustered(cluster.map(|c| c.coarse.into()), 64, capitals(form), 16),
        MIDDLE + clustered(cluster.map(|c| c.middle.into()), 512, end2, 128),
        FINE + clustered(cluster.map(|c| c.fine.into()), 2048, end3, 512),
        ENDINGS_2 + part(end2, 512),
        ENDINGS_3 + part(end3, 2048),
        ENDINGS_4 + part(ending(4), 2048),
        STARTS + part(start, 1024),
    ]
    .map(|row| row as u16)
}

/// One of so many parts that a hash falls in.
fn part(hash: u32, parts: u32) -> u32 {
    ((u64::from(hash.wrapping_mul(0x9e37_79b9)) * u64::from(parts)) >> 32) as u32
}

/// Use of capitals and digits in a word, one of eight patterns.
fn capitals(form: &str) -> u32 {
    let mut chars = form.chars();
    let Some(first) = chars.next() else { return 7 };
    let (mut small, mut high, mut digits) = (false, false, first.is_numeric());
    for c in chars {
        small |= c.is_lowercase();
        high |= c.is_uppercase();
        digits |= c.is_numeric();
    }
    match (first.is_uppercase(), small, high) {
        _ if digits && !small && !high && !first.is_alphabetic() => 0,
        _ if digits => 1,
        (true, true, false) => 2,
        (true, true, true) => 3,
        (true, false, _) => 4,
        (false, _, true) => 5,
        _ if first.is_alphabetic() => 6,
        _ => 7,
    }
}
