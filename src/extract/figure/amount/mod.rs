//! Amounts: a number together with its currency, unit or percent sign, as one stretch of tokens.
//!
//! The counted phrase, and whether the amount is a figure at all, are decided elsewhere.

mod compound;
mod currency;
mod odd;
mod unit_name;

use crate::extract::number::{self, Number, product};
use crate::extract::reader::Reader;
use crate::language::Document;
use crate::lexicon::number::Kind;
use crate::model::ids::{TokenId, TokenRange};
use crate::model::unit::Unit;

/// A number with its unit.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// From the currency sign or number to the unit.
    pub(super) tokens: TokenRange,
    /// The number alone.
    pub(super) number: Number,
    /// Value in the unit.
    pub(super) value: f64,
    /// Its unit; `None` for counts of things, and where no unit is told.
    pub(super) unit: Option<Unit>,
    /// True if the unit or currency is written at this amount, not taken over from a neighbour.
    pub(super) own_unit: bool,
    /// True with a denominator: "per share", "a day", "an hour".
    pub(super) rate: bool,
    /// True if a scale is part of the number: "million", "bn", "k".
    pub(super) scaled: bool,
    /// Factor of that scale.
    pub(super) scale: f64,
}

impl Amount {
    /// Divides the unit by the denominator that begins at token `at`, if there is one; the amount's tokens stay.
    pub(super) fn take_denominator(&mut self, doc: &Document, at: TokenId, end: TokenId) {
        let tokens = self.tokens;
        self.tokens.end = at;
        Reader::until(doc, end).per(self);
        self.tokens = tokens;
    }
}

/// The amount that begins at token `at` and ends before token `end`.
pub(super) fn read(doc: &Document, at: TokenId, end: TokenId) -> Option<Amount> {
    let reader = Reader::until(doc, end);
    let odd = reader.unit_and_a_half(at).or_else(|| reader.without_numeral(at));
    if let Some(amount) = odd.or_else(|| reader.feet_and_inches(at)) {
        return Some(amount);
    }
    let mut sign = reader.currency_before(at);
    let mut start = sign.map_or(at, |sign| sign.end);
    let negative = reader.minus(start, sign.is_some());
    if negative {
        start = reader.past_hyphen(start + 1);
        // "-$1.31", "minus $500"
        if sign.is_none() {
            sign = reader.currency_before(start);
            start = sign.map_or(start, |sign| sign.end);
        }
    }
    let country = sign.and_then(|_| reader.sign_before_country(start - 1));
    sign = country.map(|(sign, _)| sign).or(sign);
    let number = country
        .map(|(_, number)| number)
        .or_else(|| number::read(doc, start, end));
    // "S$3mil", "$3.4b": the letters are part of the token.
    let Some(mut number) = number.or_else(|| number::read_inside(doc, start, 0, end).filter(|_| sign.is_some())) else {
        let mut amount = sign.is_none().then(|| reader.fused(start))??;
        if negative {
            (amount.tokens.start, amount.value) = (at, -amount.value);
        }
        reader.per(&mut amount);
        return Some(amount);
    };
    reader.repeated_in_brackets(&mut number);
    if sign.is_some_and(|sign| sign.is_name) && reader.counts(number.tokens.end) {
        return None;
    }
    let mut amount = match sign {
        Some(sign) => reader.money(at, number, sign),
        None => reader.with_unit(at, number),
    };
    if negative && !reader.negates(at, &amount) {
        return None;
    }
    if negative {
        amount.value = -amount.value;
    }
    reader.tolerance(&mut amount);
    reader.compound(&mut amount);
    reader.per(&mut amount);
    Some(amount)
}

impl Reader<'_> {
    /// Returns whether a token is a minus sign: "−18", "-5", "minus 5", "minus-1.4", but not the hyphen of "F-16" or
    /// "10-15".
    fn minus(&self, at: TokenId, behind_sign: bool) -> bool {
        if self.is(at, &["minus", "negative"]) {
            // "plus or minus 3 points" is no number below zero.
            return !(self.is(at - 1, &["or"]) && self.is(at - 2, &["plus"]));
        }
        // "a 75 -300 mm lens" has no number below zero.
        let range = self.is_digit(at - 1) && !self.is_digit(at - 2);
        let apart = !self.joined_to_prev(at) && !range;
        let alone = behind_sign || apart || self.is(at - 1, &["(", "["]);
        let number = at + 1;
        let money = || {
            self.currency_before(number)
                .is_some_and(|sign| !sign.is_name && self.is_digit(sign.end))
        };
        self.is(at, &["-", "−", "–"])
            && self.joined_to_prev(number)
            && alone
            && (self.is_digit(number) || !behind_sign && money())
    }

    /// Returns whether the word "minus" or "negative" makes a number below zero: "minus twenty degrees", but not
    /// "tested negative 10 times" or "five minus two times".
    fn negates(&self, minus: TokenId, amount: &Amount) -> bool {
        !self.is(minus, &["negative"]) || amount.unit.is_some()
    }

    /// Extends a number over itself in brackets: "five (5) days".
    fn repeated_in_brackets(&self, number: &mut Number) {
        let open = number.tokens.end;
        if !self.is(open, &["("]) {
            return;
        }
        let again = number::read(self.doc, open + 1, self.tokens.end);
        if let Some(again) = again.filter(|n| n.value == number.value && self.is(n.tokens.end, &[")"])) {
            number.tokens.end = again.tokens.end + 1;
        }
    }

    /// Reads a tolerance and the unit behind it: "2,000.4±0.1 pounds", "52 +/- 3 percent".
    fn tolerance(&self, amount: &mut Amount) {
        let at = amount.tokens.end;
        let sign = if self.is(at, &["±"]) {
            1
        } else if self.is(at, &["+"]) && self.is(at + 1, &["/"]) && self.is(at + 2, &["-", "−", "–"]) {
            3
        } else {
            return;
        };
        let Some(tolerance) = number::read(self.doc, at + sign, self.tokens.end) else {
            return;
        };
        let unit = self.with_unit(at + sign, tolerance);
        amount.tokens.end = unit.tokens.end;
        if amount.unit.is_none() {
            (amount.unit, amount.own_unit) = (unit.unit, unit.own_unit);
        }
    }

    /// Factor of the last word or letter of a number.
    fn scale_of(&self, number: &Number) -> f64 {
        let last = number.tokens.end - 1;
        match self.number_word(last) {
            Some((Kind::Scale, worth)) => worth,
            // "five to six hundred"
            Some((Kind::Hundred, worth)) if number.tokens.len() > 1 => worth,
            // "tens or hundreds of thousands"
            Some((Kind::Many, least)) if number.tokens.len() > 1 => least / 2.0,
            _ if number.tokens.len() > 1 => self.letter_scale(last).unwrap_or(1.0),
            _ => 1.0,
        }
    }

    fn amount(&self, start: TokenId, end: TokenId, number: Number, factor: f64, unit: Option<Unit>) -> Amount {
        Amount {
            tokens: TokenRange::new(start, end),
            value: product(number.value, factor),
            number,
            own_unit: unit.is_some(),
            unit,
            rate: false,
            scaled: number.tokens.len() > 1 && (number.value >= 1000.0 || self.is(number.tokens.end - 1, &["hundred"])),
            scale: self.scale_of(&number),
        }
    }
}

/// Lower-cased words joined by single blanks, with hyphens as blanks.
fn spaced(doc: &Document, words: TokenRange) -> String {
    let mut text = String::new();
    for token in words.iter() {
        let word = doc.lower(token);
        if word == "-" {
            continue;
        }
        if !text.is_empty() && !word.starts_with('/') && !text.ends_with('/') {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}
