//! Numbers as English writes them: digits with separators, words, fractions, and mixtures ("2.5 million").
//!
//! [`read`] takes the longest number that begins at a token. Units, currencies and bounds, and whether the number is
//! part of a date or a name, are left to its callers.
//!
//! Digits follow English use ("1,500.5"); what cannot be English is read as elsewhere: "816 000", "1.234.567",
//! "1’000", "12,34,567" (lakhs) and "1,5" (a decimal comma).

mod digits;
mod words;

pub(crate) use digits::digits;

use crate::extract::reader::Reader;
use crate::language::Document;
use crate::model::ids::{TokenId, TokenRange};

/// The notation of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// In digits alone.
    Digits,
    /// In words, or digits and words.
    Words,
    /// A part of something: "two-thirds", "a quarter", "half", "1/4".
    Fraction,
    /// A plural without number ("dozens", "tens of thousands"): its value is the least that it can mean.
    Many,
}

/// A number in a text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Number {
    /// Its tokens.
    pub(crate) tokens: TokenRange,
    /// Its value.
    pub(crate) value: f64,
    /// Its notation.
    pub(crate) form: Form,
}

impl Number {
    fn new(start: TokenId, end: TokenId, value: f64, form: Form) -> Number {
        Number {
            tokens: TokenRange::new(start, end),
            value,
            form,
        }
    }
}

/// A product rounded to [`rounded`]'s digits, without the noise of multiplied decimals (1.1 × 1,000,000).
pub(crate) fn product(value: f64, factor: f64) -> f64 {
    if factor == 1.0 { value } else { rounded(value * factor) }
}

/// A value rounded to thirteen significant digits.
pub(crate) fn rounded(value: f64) -> f64 {
    if value.fract() == 0.0 || !value.is_finite() {
        return value;
    }
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// The number in digits that begins inside a token, `skip` bytes from its start, with the letters and words that scale
/// it: "EUR3.4bn", "GBP20m", "USD115 million".
pub(crate) fn read_inside(doc: &Document, at: TokenId, skip: usize, end: TokenId) -> Option<Number> {
    Reader::until(doc, end).inside(at, skip)
}

/// The longest number that begins at token `at` and ends before token `end`.
pub(crate) fn read(doc: &Document, at: TokenId, end: TokenId) -> Option<Number> {
    let reader = Reader::until(doc, end);
    let c = *reader.lower(at).as_bytes().first()?;
    // Most words cannot begin a number.
    if c.is_ascii_digit() || c == b'.' || c == b'+' || c >= 0x80 {
        return reader.digits(at);
    }
    c.is_ascii_lowercase().then(|| reader.words(at))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::report;

    fn first(text: &str) -> Option<(String, f64, Form)> {
        let (doc, _) = report(text, None);
        let end = TokenId(doc.tokens().len() as u32);
        let number = read(&doc, TokenId(0), end)?;
        Some((
            doc.span(number.tokens).of(doc.text()).to_owned(),
            number.value,
            number.form,
        ))
    }

    fn check(text: &str, number: &str, value: f64, form: Form) {
        let found = first(text).unwrap_or_else(|| panic!("no number in {text}"));
        assert_eq!((&*found.0, found.2), (number, form), "{text}");
        assert!((found.1 - value).abs() <= 1e-9 * value.abs(), "{text}: {}", found.1);
    }

    #[test]
    fn digits_of_many_styles() {
        for (text, value) in [
            ("1,500 men", 1500.0),
            ("61.8 points", 61.8),
            ("1.234.567 votes", 1_234_567.0),
            ("1.234.567,5 votes", 1_234_567.5),
            ("12,34,567 rupees", 1_234_567.0),
            ("1,5 litres", 1.5),
            ("816 000 tonnes", 816_000.0),
            ("816\u{A0}250 tonnes", 816_250.0),
            ("1’000 francs", 1000.0),
            ("2½ years", 2.5),
            ("10 1/2 miles", 10.5),
            (".5 miles", 0.5),
            ("1.234,5 votes", 1234.5),
            ("1 234 567 votes", 1_234_567.0),
            ("1 234 567.5 votes", 1_234_567.5),
            ("80, 000 seats", 80_000.0),
            ("3e6 cells", 3e6),
            ("1.2e-3 volts", 0.0012),
            ("4.5x10^6 cells", 4.5e6),
            ("2.5 × 10−7 metres", 2.5e-7),
        ] {
            let number = text.rsplit_once(' ').unwrap().0;
            check(text, number, value, Form::Digits);
        }
        check("1/4 mile", "1/4", 0.25, Form::Fraction);
        for text in [
            "9/11 attacks",
            "24/7 news",
            "10:30 am",
            "22nd floor",
            "5G nets",
            "192.168.1.2 it is",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn words_and_mixtures() {
        for (text, number, value) in [
            ("eleven hundred men", "eleven hundred", 1100.0),
            ("twenty-five men", "twenty-five", 25.0),
            ("one hundred and five men", "one hundred and five", 105.0),
            ("two and a half million people", "two and a half million", 2.5e6),
            ("three-and-a-half-year war", "three-and-a-half", 3.5),
            ("a million and a half people", "a million and a half", 1.5e6),
            ("half a million people", "half a million", 5e5),
            ("a half-million people", "a half-million", 5e5),
            ("a quarter of a million people", "a quarter of a million", 2.5e5),
            ("a dozen eggs", "a dozen", 12.0),
            ("half a dozen eggs", "half a dozen", 6.0),
            ("2.5 million people", "2.5 million", 2.5e6),
            ("35 lakh rupees", "35 lakh", 3.5e6),
            (
                "three million, two hundred and forty votes",
                "three million, two hundred and forty",
                3_000_240.0,
            ),
            ("twenty thousand and one nights", "twenty thousand and one", 20_001.0),
            ("a couple of days", "a couple of", 2.0),
            (
                "four hundred and twelve thousand people",
                "four hundred and twelve thousand",
                412e3,
            ),
            ("a hundred and five thousand men", "a hundred and five thousand", 105e3),
            (
                "six million one hundred forty thousand three hundred people",
                "six million one hundred forty thousand three hundred",
                6_140_300.0,
            ),
            ("two point four million people", "two point four million", 2.4e6),
            ("zero point zero eight percent", "zero point zero eight", 0.08),
            ("five or six men", "five", 5.0),
            ("five, six or more", "five", 5.0),
        ] {
            check(text, number, value, Form::Words);
        }
    }

    #[test]
    fn parts_and_plurals() {
        check("two-thirds of it", "two-thirds", 2.0 / 3.0, Form::Fraction);
        check("a third of it", "a third", 1.0 / 3.0, Form::Fraction);
        check("half of it", "half", 0.5, Form::Fraction);
        check("one fifth of it", "one fifth", 0.2, Form::Fraction);
        check("dozens of men", "dozens", 24.0, Form::Many);
        check(
            "hundreds of thousands of men",
            "hundreds of thousands",
            200_000.0,
            Form::Many,
        );
        check("tens of thousands marched", "tens of thousands", 20_000.0, Form::Many);
        check("several hundred men", "several hundred", 200.0, Form::Many);
        check("a few thousand men", "a few thousand", 2000.0, Form::Many);
    }
}
