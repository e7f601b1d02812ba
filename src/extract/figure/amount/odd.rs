//! Amounts of other shapes than a number and a unit: "a year and a half", "twice", "decades", "115USD".

use super::Amount;
use super::currency::Sign;
use crate::extract::number::{self, Form, Number};
use crate::extract::reader::Reader;
use crate::language::Upos;
use crate::lexicon;
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::number::Kind;
use crate::lexicon::unit;
use crate::model::ids::{TokenId, TokenRange};

impl Reader<'_> {
    /// A unit and a half: "a year and a half", "an hour and a half", "(the past) year and a half".
    pub(super) fn unit_and_a_half(&self, at: TokenId) -> Option<Amount> {
        let article = self.is(at, &["a", "an"]);
        let (found, end) = match self.lower(at) {
            "a" | "an" => self.unit_at(at + 1)?,
            "year" | "month" | "week" | "day" | "hour" | "mile" | "decade" => self.unit_at(at)?,
            _ => return None,
        };
        let half = self.is(end, &["and"]) && self.is(end + 1, &["a"]) && self.is(end + 2, &["half"]);
        if !half {
            return None;
        }
        let tokens = TokenRange::new(at, end + 3);
        let number = Number {
            tokens: if article { TokenRange::one(at) } else { tokens },
            value: 1.5,
            form: Form::Words,
        };
        Some(self.amount(at, tokens.end, number, found.factor, Some(found.unit)))
    }

    /// A height in feet and inches: "6'2" tall", "a 5'10" runner".
    pub(super) fn feet_and_inches(&self, at: TokenId) -> Option<Amount> {
        const INCHES: f64 = 12.0;
        let (feet, inches) = self.form(at).split_once(['\'', '’', '′'])?;
        let number = |text: &str| text.parse::<u8>().ok().map(f64::from).filter(|_| text.len() <= 2);
        let (whole, part) = (number(feet)?, number(inches).filter(|n| *n < INCHES)?);
        let mark = at + 1;
        let marked = self.is(mark, &["\"", "”", "″"]) && self.joined_to_prev(mark);
        let end = if marked { mark + 1 } else { mark };
        let token = TokenRange::one(at);
        let number = Number {
            tokens: token,
            value: number::rounded(whole + part / INCHES),
            form: Form::Digits,
        };
        let foot = unit::word("foot")?;
        let told = marked || is(self.lower(end), List::Extent);
        told.then(|| self.amount(at, end, number, 1.0, Some(foot.unit)))
    }

    /// An amount without a numeral: "decades", "twice", "absolute zero", "a single lane".
    pub(super) fn without_numeral(&self, at: TokenId) -> Option<Amount> {
        let token = TokenRange::one(at);
        let number = |tokens, value, form| Number { tokens, value, form };
        match self.lower(at) {
            "decades" | "centuries" => {
                let unit = unit::word(self.lower(at))?;
                Some(self.amount(
                    at,
                    token.end,
                    number(token, 2.0, Form::Many),
                    unit.factor,
                    Some(unit.unit),
                ))
            }
            "twice" | "thrice"
                if !self.is(
                    token.end,
                    &["as", "the", "that", "this", "its", "their", "what", "a", "-"],
                ) =>
            {
                let value = if self.is(at, &["twice"]) { 2.0 } else { 3.0 };
                Some(self.amount(at, token.end, number(token, value, Form::Words), 1.0, None))
            }
            // "fivefold", "tenfold"
            fold if fold.ends_with("fold") => {
                let times = fold.strip_suffix("fold")?;
                let (kind, worth) = lexicon::number::word(times)?;
                let counts = !matches!(kind, Kind::Many | Kind::Part | Kind::Parts);
                counts.then(|| self.amount(at, token.end, number(token, worth, Form::Words), 1.0, None))
            }
            "absolute" if self.is(token.end, &["zero"]) => {
                let kelvin = unit::word("kelvin")?;
                let zero = TokenRange::one(token.end);
                let number = number(zero, 0.0, Form::Words);
                Some(self.amount(at, zero.end, number, 1.0, Some(kelvin.unit)))
            }
            "a" if self.is(token.end, &["single"]) && at.0 > 0 && self.is(at - 1, &["only", "just"]) => {
                let tokens = TokenRange::new(at, at + 2);
                let noun =
                    tokens.end < self.tokens.end && matches!(self.doc.token(tokens.end).upos, Upos::Noun | Upos::Adj);
                noun.then(|| self.amount(at, tokens.end, number(tokens, 1.0, Form::Words), 1.0, None))
            }
            _ => None,
        }
    }

    /// Number and unit in one token: "115USD", "6kW", "2.14degF", "4km2", "USD115".
    pub(super) fn fused(&self, at: TokenId) -> Option<Amount> {
        let form = self.form(at);
        if !form.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let token = TokenRange::one(at);
        let of = |value: f64| Number {
            tokens: token,
            value,
            form: Form::Digits,
        };
        if form.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = form.find(|c: char| c.is_alphabetic())?;
            let (value, rest) = (number::digits(&form[..digits])?, &form[digits..]);
            let mut after = token.end;
            let spelled = || unit::word(&format!("{} {}", rest.to_lowercase(), self.lower(token.end)));
            if rest == "s" {
                return None; // "1960s"
            }
            // "3mil", "12.5mln euros"
            if rest.len() > 2 && crate::lexicon::number::letters(&rest.to_lowercase()).is_some() {
                return Some(self.with_unit(at, self.inside(at, 0)?));
            }
            let unit = spelled().inspect(|_| after = token.end + 1);
            if let Some(found) = unit
                .or_else(|| unit::symbol(rest, true).filter(|_| self.is_spoken_of(rest, token)))
                .or_else(|| self.code(rest))
            {
                // "6°C" is cut elsewhere; "2.14degF" is not.
                let unit = self.with_age(found.unit, &mut after);
                return Some(self.amount(at, after, of(value), found.factor, Some(unit)));
            }
            return None;
        }
        self.fused_money(at)
    }

    /// A currency and a number in one token: "USD115", "Rs500", "PS2.7m".
    fn fused_money(&self, at: TokenId) -> Option<Amount> {
        let form = self.form(at);
        let digits = form.find(|c: char| c.is_ascii_digit())?;
        let sign = &form[..digits];
        let currency = self.code(sign).or_else(|| unit::symbol(sign, true))?.currency()?;
        let number = self.inside(at, digits)?;
        let amount = self.money(at, number, Sign::of(currency, number.tokens.end));
        let value = number.value;
        // "PS5", "L20": a product or a code; "Rs5", "RM20" are nothing else.
        let sure = sign.len() > 2 || (sign.len() == 2 && sign != "PS");
        let large = value >= 100.0 || amount.number.tokens.len() > 1;
        (sure || large).then_some(amount)
    }
}
