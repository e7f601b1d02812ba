//! Amounts that are no number with a unit behind it: "a year and a half", "twice", "decades", "115USD".

use super::currency::Sign;
use super::{Amount, Unit, unit_of};
use crate::extract::number::{self, Form, Number};
use crate::extract::reader::{Reader, next};
use crate::language::Upos;
use crate::lexicon::unit::{self, UnitKind};
use crate::model::ids::{TokenId, TokenRange};

impl Reader<'_> {
    /// "a year and a half", "an hour and a half", "(the past) year and a half"
    pub(super) fn unit_and_a_half(&self, at: TokenId) -> Option<Amount> {
        let article = self.is(at, &["a", "an"]);
        let (found, end) = match self.lower(at)? {
            "a" | "an" => self.unit_at(next(at))?,
            "year" | "month" | "week" | "day" | "hour" | "mile" | "decade" => self.unit_at(at)?,
            _ => return None,
        };
        let half = self.is(end, &["and"]) && self.is(next(end), &["a"]) && self.is(TokenId(end.0 + 2), &["half"]);
        if !half {
            return None;
        }
        let tokens = TokenRange {
            start: at,
            end: TokenId(end.0 + 3),
        };
        let number = Number {
            tokens: if article {
                TokenRange {
                    start: at,
                    end: next(at),
                }
            } else {
                tokens
            },
            value: 1.5,
            form: Form::Words,
        };
        Some(self.amount(at, tokens.end, number, found.factor, unit_of(&found)))
    }

    /// "decades", "twice", "absolute zero", "a single lane"
    pub(super) fn without_numeral(&self, at: TokenId) -> Option<Amount> {
        let token = TokenRange {
            start: at,
            end: next(at),
        };
        let number = |tokens, value, form| Number { tokens, value, form };
        match self.lower(at)? {
            "decades" | "centuries" => {
                let unit = unit::word(self.lower(at)?)?;
                Some(self.amount(
                    at,
                    token.end,
                    number(token, 2.0, Form::Many),
                    unit.factor,
                    unit_of(&unit),
                ))
            }
            "twice" | "thrice"
                if !self.is(
                    token.end,
                    &["as", "the", "that", "this", "its", "their", "what", "a", "-"],
                ) =>
            {
                let value = if self.is(at, &["twice"]) { 2.0 } else { 3.0 };
                Some(self.amount(at, token.end, number(token, value, Form::Words), 1.0, Unit::None))
            }
            "absolute" if self.is(token.end, &["zero"]) => {
                let kelvin = unit::word("kelvin")?;
                let zero = TokenRange::new(token.end.0, token.end.0 + 1);
                let number = number(zero, 0.0, Form::Words);
                Some(self.amount(at, zero.end, number, 1.0, unit_of(&kelvin)))
            }
            "a" if self.is(token.end, &["single"]) && at.0 > 0 && self.is(TokenId(at.0 - 1), &["only", "just"]) => {
                let tokens = TokenRange {
                    start: at,
                    end: TokenId(at.0 + 2),
                };
                let noun = tokens.end < self.end && matches!(self.doc.token(tokens.end).upos, Upos::Noun | Upos::Adj);
                noun.then(|| self.amount(at, tokens.end, number(tokens, 1.0, Form::Words), 1.0, Unit::None))
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
        let token = TokenRange {
            start: at,
            end: next(at),
        };
        let of = |value: f64| Number {
            tokens: token,
            value,
            form: Form::Digits,
        };
        if form.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = form.find(|c: char| c.is_alphabetic())?;
            let (value, rest) = (number::digits(&form[..digits])?, &form[digits..]);
            let mut after = token.end;
            let spelled = || unit::word(&format!("{} {}", rest.to_lowercase(), self.lower(token.end)?));
            if rest == "s" {
                return None; // "1960s"
            }
            let unit = spelled().inspect(|_| after = next(token.end));
            if let Some(found) = unit
                .or_else(|| unit::symbol(rest, true).filter(|_| self.is_spoken_of(rest, token)))
                .or_else(|| self.code(rest))
            {
                // "6°C" is cut elsewhere; "2.14degF" is not.
                let unit = self.aged(unit_of(&found), &mut after);
                return Some(self.amount(at, after, of(value), found.factor, unit));
            }
            return None;
        }
        self.fused_money(at)
    }

    /// "USD115", "Rs500", "PS2.7m"
    fn fused_money(&self, at: TokenId) -> Option<Amount> {
        let form = self.form(at);
        let digits = form.find(|c: char| c.is_ascii_digit())?;
        let sign = &form[..digits];
        let code = self.code(sign).or_else(|| unit::symbol(sign, true))?;
        let mut end = next(at);
        while self.is(end, &[",", "."]) && self.glued(end) && self.glued(next(end)) && self.digit(next(end)) {
            end = TokenId(end.0 + 2);
        }
        let tokens = TokenRange { start: at, end };
        let value = number::digits(self.text(tokens).get(digits..)?)?;
        let number = Number {
            tokens,
            value,
            form: Form::Digits,
        };
        let amount = self.money(at, number, Sign::of(code.code, end));
        // "PS5", "L20": a product or a code; "Rs5", "RM20" are nothing else.
        let sure = sign.len() > 2 || (sign.len() == 2 && sign != "PS");
        let large = value >= 100.0 || amount.number.tokens.len() > 1;
        (code.kind == UnitKind::Money && (sure || large)).then_some(amount)
    }
}
