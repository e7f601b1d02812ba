//! Numbers in words, and in words behind digits: "twenty-five", "2.5 million", "half a dozen", "tens of thousands".

use super::{Form, Number, product};
use crate::extract::reader::Reader;
use crate::language::Upos;
use crate::lexicon::number::Kind;
use crate::model::ids::{TokenId, TokenRange};

impl Reader<'_> {
    /// Extends a number with "and a half", "hundred", "million", "dozen".
    pub(super) fn scaled(&self, start: TokenId, mut end: TokenId, mut value: f64, mut form: Form) -> Number {
        if let Some((fraction, after)) = self.and_part(end) {
            (value, end, form) = (value + fraction, after, Form::Words);
        }
        while let Some((kind, worth)) = self.number_word(self.past_hyphen(end)) {
            let dozen = kind == Kind::Each && worth == 12.0;
            if !(dozen || matches!(kind, Kind::Hundred | Kind::Scale)) {
                break;
            }
            (value, end, form) = (product(value, worth), self.past_hyphen(end) + 1, Form::Words);
        }
        if form == Form::Words
            && let Some((fraction, after)) = self.and_part(end)
        {
            let last = self.number_word(end - 1);
            let worth = last.filter(|(k, _)| *k == Kind::Scale).map_or(1.0, |(_, worth)| worth);
            (value, end) = (value + fraction * worth, after);
        }
        Number::new(start, end, value, form)
    }

    /// A fraction behind "and": "and a half", "-and-a-half", "and three-quarters", "and one-third".
    fn and_part(&self, at: TokenId) -> Option<(f64, TokenId)> {
        let at = self.past_hyphen(at);
        if !self.is(at, &["and", "&"]) {
            return None;
        }
        let over = self.past_hyphen(at + 1);
        let under = self.past_hyphen(over + 1);
        let above = match self.lower(over) {
            "a" | "an" => 1.0,
            _ => match self.number_word(over)? {
                (Kind::Unit, n) if n > 0.0 => n,
                _ => return None,
            },
        };
        match self.number_word(under)? {
            (Kind::Part, n) if above == 1.0 && n <= 8.0 => Some((1.0 / n, under + 1)),
            (Kind::Parts, n) if above > 1.0 => Some((above / n, under + 1)),
            _ => None,
        }
    }

    pub(super) fn words(&self, at: TokenId) -> Option<Number> {
        match self.lower(at) {
            "a" | "an" => return self.article(at),
            "several" => return self.several(at, at + 1),
            _ => {}
        }
        match self.number_word(at)? {
            // "she scores": no plural
            (Kind::Many, _) if self.doc.token(at).upos == Upos::Verb => None,
            (Kind::Many, value) => Some(self.many(at, at, value)),
            (Kind::Part, 2.0) => self.half(at),
            (Kind::Part, 4.0) if self.lower(at) == "quarter" => {
                let scale = self.past_hyphen(at + 1);
                self.of_scale(at, scale, 0.25)
            }
            (Kind::Unit | Kind::Ten, _) => self.cardinal(at),
            // "hundred" and "thousand" alone, as in "a few hundred", are read with what stands before them.
            _ => None,
        }
    }

    /// A number that begins with "a": "a hundred", "a dozen", "a million and a half", "a third", "a half", "a few
    /// hundred".
    fn article(&self, at: TokenId) -> Option<Number> {
        let noun = self.past_hyphen(at + 1);
        match self.number_word(noun) {
            Some((Kind::Hundred, _) | (Kind::Scale, _)) => {
                let (value, end) = self.hundreds(1.0, noun);
                let number = self.scaled(at, end, value, Form::Words);
                Some(self.below_scale(number))
            }
            Some((Kind::Each, 12.0)) => Some(Number::new(at, noun + 1, 12.0, Form::Words)),
            Some((Kind::Part, n)) => match self.of_scale(at, self.past_hyphen(noun + 1), 1.0 / n) {
                Some(number) => Some(number),
                None => Some(Number::new(at, noun + 1, 1.0 / n, Form::Fraction)),
            },
            _ if self.is(noun, &["few"]) => self.several(at, noun + 1),
            _ if self.is(noun, &["couple"]) => self.couple(at, noun),
            _ => None,
        }
    }

    /// A number with "couple": "a couple of days", "a couple of hundred", "a couple hundred".
    fn couple(&self, at: TokenId, noun: TokenId) -> Option<Number> {
        let of = self.is(noun + 1, &["of"]);
        let after = if of { noun + 2 } else { noun + 1 };
        match self.number_word(after) {
            Some((Kind::Hundred | Kind::Scale | Kind::Each, _)) => {
                let number = self.scaled(at, after, 2.0, Form::Words);
                Some(Number {
                    form: Form::Many,
                    ..number
                })
            }
            _ if of && self.lower(after).ends_with('s') && !self.is(after, &["yours"]) => {
                Some(Number::new(at, after, 2.0, Form::Words))
            }
            _ => None,
        }
    }

    /// A scale behind "several" or "few", taken twice: "several hundred", "a few thousand", "several dozen".
    fn several(&self, at: TokenId, scale: TokenId) -> Option<Number> {
        match self.number_word(scale)? {
            (Kind::Hundred | Kind::Scale | Kind::Each, _) => {
                let number = self.scaled(at, scale, 2.0, Form::Words);
                Some(Number {
                    form: Form::Many,
                    ..number
                })
            }
            _ => None,
        }
    }

    /// A plural scale, alone or with others: "dozens", "hundreds of thousands", "tens of millions".
    fn many(&self, at: TokenId, last: TokenId, value: f64) -> Number {
        let next_many = last + 2;
        match self.number_word(next_many) {
            Some((Kind::Many, worth)) if self.is(last + 1, &["of"]) => self.many(at, next_many, value * worth / 2.0),
            _ => Number::new(at, last + 1, value, Form::Many),
        }
    }

    /// A number that begins with "half": "half a million", "half-million", "half a dozen", else the fraction.
    fn half(&self, at: TokenId) -> Option<Number> {
        let article = self.past_hyphen(at + 1);
        let scale = if self.is(article, &["a", "an"]) {
            self.past_hyphen(article + 1)
        } else {
            article
        };
        self.of_scale(at, scale, 0.5)
            .or(Some(Number::new(at, at + 1, 0.5, Form::Fraction)))
    }

    /// A fraction of a scale: "(a quarter) of a million", "(three quarters) billion".
    fn of_scale(&self, start: TokenId, mut at: TokenId, part: f64) -> Option<Number> {
        if self.is(at, &["of"]) && self.is(at + 1, &["a", "an"]) {
            at += 2;
        }
        match self.number_word(at)? {
            (Kind::Scale, _) => Some(self.scaled(start, at, part, Form::Words)),
            (Kind::Each, 12.0) => Some(Number::new(start, at + 1, part * 12.0, Form::Words)),
            _ => None,
        }
    }

    /// A cardinal number or fraction: "twenty-five", "eleven hundred", "one hundred and five", "three million, two
    /// hundred and forty", "two and a half million", "two-thirds".
    fn cardinal(&self, at: TokenId) -> Option<Number> {
        let (value, end) = self.below_hundred(at)?;
        let under = self.past_hyphen(end);
        match self.number_word(under) {
            Some((Kind::Parts, n)) if value >= 1.0 => {
                let fraction = Number::new(at, under + 1, value / n, Form::Fraction);
                return Some(self.of_scale(at, under + 1, value / n).unwrap_or(fraction));
            }
            // "one third", "one-fifth"; "one second" is no fraction, nor is "one quarter" of a year told apart here.
            Some((Kind::Part, n)) if value == 1.0 && n <= 20.0 => {
                let fraction = Number::new(at, under + 1, 1.0 / n, Form::Fraction);
                return Some(self.of_scale(at, under + 1, 1.0 / n).unwrap_or(fraction));
            }
            _ => {}
        }
        if let Some((value, end)) = self.decimals(value, end) {
            return Some(self.scaled(at, end, value, Form::Words));
        }
        let (value, end) = self.hundreds(value, end);
        let number = self.scaled(at, end, value, Form::Words);
        Some(self.below_scale(number))
    }

    /// Extends a number of hundreds up to a scale, which multiplies all of it: "two hundred fifty-six" before
    /// "thousand".
    fn hundreds(&self, value: f64, end: TokenId) -> (f64, TokenId) {
        let hundred = self.past_hyphen(end);
        let mut rest = self.past_hyphen(hundred + 1);
        if self.is(rest, &["and"]) {
            rest = self.past_hyphen(rest + 1);
        }
        let scaled = |end: TokenId| matches!(self.number_word(self.past_hyphen(end)), Some((Kind::Scale, _)));
        match (self.number_word(hundred), self.below_hundred(rest)) {
            (Some((Kind::Hundred, worth)), Some((units, end))) if scaled(end) => (value * worth + units, end),
            _ => (value, end),
        }
    }

    /// Decimals said digit by digit: "two point five", "zero point one four".
    fn decimals(&self, whole: f64, point: TokenId) -> Option<(f64, TokenId)> {
        let digit = |at: TokenId| match self.number_word(at) {
            Some((Kind::Unit, n)) if n < 10.0 => Some(n),
            _ => None,
        };
        let mut at = point + 1;
        if !self.is(point, &["point"]) || digit(at).is_none() {
            return None;
        }
        let mut written = format!("{whole}.");
        while let Some(n) = digit(at) {
            written += &n.to_string();
            at += 1;
        }
        Some((written.parse().ok()?, at))
    }

    /// A number below a hundred: twenty to ninety with or without a unit, or a smaller number.
    fn below_hundred(&self, at: TokenId) -> Option<(f64, TokenId)> {
        match self.number_word(at)? {
            (Kind::Unit, n) => Some((n, at + 1)),
            (Kind::Ten, tens) => {
                let unit = self.past_hyphen(at + 1);
                match self.number_word(unit) {
                    Some((Kind::Unit, n)) if n < 10.0 && n > 0.0 => Some((tens + n, unit + 1)),
                    _ => Some((tens, at + 1)),
                }
            }
            _ => None,
        }
    }

    /// Adds the smaller groups behind "hundred", "thousand", "million", with "and" or comma.
    fn below_scale(&self, number: Number) -> Number {
        let mut number = number;
        while let Some((Kind::Hundred | Kind::Scale, limit)) = self.number_word(number.tokens.end - 1) {
            let mut at = self.past_hyphen(number.tokens.end);
            let comma = self.is(at, &[","]);
            if comma {
                at += 1;
            }
            if self.is(at, &["and", "&"]) {
                at = self.past_hyphen(at + 1);
            } else if comma && limit < 1_000_000.0 {
                break;
            }
            let Some((value, end)) = self.below_hundred(at) else {
                break;
            };
            let (value, end) = self.hundreds(value, end);
            let group = self.scaled(at, end, value, Form::Words);
            if group.value >= limit
                || (comma && group.value < 100.0)
                || self.is(self.past_hyphen(group.tokens.end), PARTS)
            {
                break;
            }
            number = Number {
                tokens: TokenRange::new(number.tokens.start, group.tokens.end),
                value: number.value + group.value,
                form: number.form,
            };
        }
        number
    }
}

/// Words that make the number before them a numerator or a rate, not the end of a larger number.
const PARTS: &[&str] = &["half", "thirds", "quarters", "fifths", "percent", "per"];
