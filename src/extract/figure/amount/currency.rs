//! Money: signs, codes and names of currencies before and behind a number, and scale letters.

use super::{Amount, spaced};
use crate::extract::number::{Number, product};
use crate::extract::reader::Reader;
use crate::language::{Upos, Xpos};
use crate::lexicon;
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::unit::{self, Named};
use crate::model::ids::{TokenId, TokenRange};
use crate::model::unit::{Currency, Unit};

/// A sign, code or name of a currency before its number.
#[derive(Clone, Copy)]
pub(super) struct Sign {
    currency: Currency,
    /// Factor of the number: a million for "MUSD".
    scale: f64,
    /// First token of the number.
    pub(super) end: TokenId,
    /// True for a name in letters ("Rupees 500", "usd 5"), which need not belong to the number.
    pub(super) is_name: bool,
}

impl Sign {
    /// A currency sign that ends where the number begins.
    pub(super) fn of(currency: Currency, end: TokenId) -> Sign {
        Sign {
            currency,
            scale: 1.0,
            end,
            is_name: false,
        }
    }
}

impl Reader<'_> {
    /// The currency before a number: "$", "c $", "USD", "usd$", "Rs.", "MUSD", "Rupees".
    pub(super) fn currency_before(&self, at: TokenId) -> Option<Sign> {
        if !self.may_be_sign(at) {
            return None;
        }
        for len in [2, 1] {
            let end = at + len;
            let words = TokenRange::new(at, end);
            if end >= self.tokens.end {
                continue;
            }
            let text = self.text(words);
            let found = unit::symbol(text, false).or_else(|| match len {
                2 if self.is(at + 1, &["$"]) && self.form(at).starts_with(char::is_alphabetic) => self
                    .coded_dollar(at)
                    .or_else(|| unit::symbol(&spaced(self.doc, words), false)),
                2 => None,
                _ => self.code(text),
            });
            if let Some(currency) = found.as_ref().and_then(whole) {
                return Some(Sign::of(currency, end));
            }
            if len == 1 && self.is_digit(end) {
                if let Some((currency, scale, _)) = self.scaled_code(at) {
                    return Some(Sign {
                        scale,
                        ..Sign::of(currency, end)
                    });
                }
                return self.named_before(at).map(|currency| Sign {
                    is_name: true,
                    ..Sign::of(currency, end)
                });
            }
        }
        None
    }

    /// A dollar sign, the letters of its country and the number, without blanks: "$US85 million", "$A3m".
    pub(super) fn sign_before_country(&self, at: TokenId) -> Option<(Sign, Number)> {
        let form = self.form(at + 1);
        let digits = form.find(|c: char| c.is_ascii_digit()).filter(|len| *len > 0)?;
        if !(self.is(at, &["$"]) && self.joined_to_prev(at + 1)) {
            return None;
        }
        let currency = unit::symbol(&["$", &form[..digits]].concat(), true)?.currency()?;
        let number = self.inside(at + 1, digits)?;
        Some((Sign::of(currency, number.tokens.end), number))
    }

    /// Returns whether a token may be a currency sign: a sign, or a short word before one or before a digit.
    fn may_be_sign(&self, at: TokenId) -> bool {
        let form = self.doc.form(at);
        if !form.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return true;
        }
        let near = self.lower(at + 1).starts_with(|c: char| !c.is_alphabetic());
        near && form.len() <= 9 && form.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '$'))
    }

    /// A currency code before a dollar sign: "usd$", "MXN $".
    fn coded_dollar(&self, at: TokenId) -> Option<Named> {
        self.code(&self.doc.form(at).to_ascii_uppercase())
    }

    /// A currency name before a number, unless a number, article or preposition stands before it: "Rupees 500", "usd
    /// 20".
    fn named_before(&self, at: TokenId) -> Option<Currency> {
        let currency = unit::word(self.doc.lower(at)).as_ref().and_then(whole)?;
        // "rmb 10 usd 20"
        let listed = || unit::word(self.lower(at - 2)).is_some_and(|named| named.unit.is_money());
        let counted = at.0 > 0 && self.is_digit(at - 1) && !listed();
        let taken = counted || at.0 > 0 && self.is(at - 1, &["the", "in", "a", "per", "into"]);
        let noun = self.doc.token(at).upos != Upos::Verb && !self.is(at, &["won", "p"]);
        (noun && !taken).then_some(currency)
    }

    /// Returns whether a number counts the noun behind it: "pays in dollars 20 workers", "the euro 20 years ago".
    pub(super) fn counts(&self, after: TokenId) -> bool {
        match self.unit_at(after) {
            Some((named, _)) => !named.unit.is_money(),
            None => after < self.tokens.end && matches!(self.doc.token(after).xpos, Xpos::Nns | Xpos::Nnps),
        }
    }

    /// The currency of a code in capitals: "USD", "EUR".
    pub(super) fn code(&self, text: &str) -> Option<Named> {
        let capitals = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
        capitals.then(|| unit::word(&text.to_ascii_lowercase()))?
    }

    /// The amount behind a currency sign, with its scale letters ("100bn", "5k", "2.7m") and the currency said again
    /// ("$50 US", "€5 euros").
    pub(super) fn money(&self, start: TokenId, number: Number, sign: Sign) -> Amount {
        let mut number = number;
        if let Some(scale) = self.letter_scale(number.tokens.end) {
            number.value = product(number.value, scale);
            number.tokens.end += 1;
        }
        let mut end = number.tokens.end;
        let mut currency = sign.currency;
        let again = self
            .unit_at(end)
            .and_then(|(named, after)| Some((whole(&named)?, after)));
        if let Some((again, after)) = again.filter(|(_, after)| !self.is_digit(*after)) {
            if matches!(currency, Currency::Open(_)) {
                currency = again;
            }
            end = after;
        } else if currency == Currency::Open("dollar")
            && self.is(end, &["us", "u.s."])
            && self.form(end).starts_with('U')
        {
            (currency, end) = (Currency::Known("USD"), end + 1);
        }
        self.amount(start, end, number, sign.scale, Some(Unit::money(currency)))
    }

    /// Factor of the scale letters right behind a number: "k", "M", "bn".
    pub(super) fn letter_scale(&self, at: TokenId) -> Option<f64> {
        if !self.joined_to_prev(at) {
            return None;
        }
        lexicon::number::letters(self.doc.lower(at))
    }

    /// Returns whether a letter behind a number is a scale and not a unit: "4.3M sales", "2.7m people", "10K", "8.5m
    /// euros", but not "7.62mm", "48m", "100t".
    pub(super) fn scales(&self, at: TokenId) -> bool {
        let after = at + 1;
        match self.doc.form(at) {
            // "(572 °F, 573.15K)" is a temperature.
            "K" => !self.is(at - 3, &["°f", "°c"]) && !self.is(at - 3, &["f", "c"]),
            "k" | "M" | "B" => true,
            "m" => {
                let money = self.unit_at(after).is_some_and(|(named, _)| named.unit.is_money());
                let plural = |at: TokenId| at < self.tokens.end && self.doc.token(at).xpos == Xpos::Nns;
                let owned = after + 1 < self.tokens.end && self.doc.token(after + 1).xpos == Xpos::PrpPoss;
                // "2.4m of its customers"
                let of = self.is(after, &["of"]) && (owned || self.is(after + 1, &["them", "those", "these", "us"]));
                // "raised 12.5m from investors", "a 12.5m fund", but not "was raised 12.5m"
                let noun = after + u32::from(self.is(after, &["in"]));
                let sum = is(self.lower(noun), List::Price);
                let number = at - 1;
                let paid = is(self.lower(number - 1), List::Price)
                    && matches!(self.doc.token(number - 1).upos, Upos::Verb)
                    && !matches!(self.lower(number - 2), "was" | "were" | "been" | "be" | "is" | "are");
                money || plural(after) || of || sum || paid
            }
            _ => false,
        }
    }

    /// A currency code with a scale letter before it: "50 MUSD", "120 MEUR".
    pub(super) fn scaled_code(&self, at: TokenId) -> Option<(Currency, f64, TokenId)> {
        let form = self.form(at);
        let (scale, code) = (form.get(..1)?, form.get(1..)?);
        let scale = match scale {
            "K" | "k" | "T" => 1e3,
            "M" => 1e6,
            "B" => 1e9,
            _ => return None,
        };
        Some((self.code(code)?.currency()?, scale, at + 1))
    }

    /// Returns whether a pound is a weight: it is money where the sum is large or the sentence speaks of prices.
    pub(super) fn is_weight(&self, start: TokenId, after: TokenId, number: &Number) -> bool {
        let money = |t: TokenId| is(self.lower(t), List::Price);
        // "a ten-pound note", "a twenty-pound bag"
        let hyphen = self.is_inner_hyphen(number.tokens.end);
        let of = self.is(after, &["of"]) && !is(self.lower(after + 1), List::PoundsOf);
        let light = number.value < 10_000.0;
        // "a twenty pound bag": in the singular before a noun
        let singular = number.value != 1.0 && self.is(after - 1, &["pound"]);
        let noun = after < self.tokens.end && self.doc.token(after).upos == Upos::Noun;
        if hyphen || singular && noun {
            return light && !money(after) && !self.is(after, &["note", "coin", "-"]);
        }
        light && (of || !self.near(TokenRange::new(start, after), List::Price))
    }
}

/// The currency of a name or sign that stands for the whole currency, not for its hundredth.
fn whole(named: &Named) -> Option<Currency> {
    named.currency().filter(|_| named.factor == 1.0)
}
