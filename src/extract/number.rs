//! Numbers as English writes them: digits with separators, words, fractions, and mixtures ("2.5 million").
//!
//! [`read`] takes the longest number that begins at a token. It knows nothing of units, currencies or bounds, and it
//! does not ask whether the number is part of a date or a name: its callers do.
//!
//! Digits follow English use ("1,500.5"); what cannot be English is read as elsewhere: "816 000", "1.234.567",
//! "1’000", "12,34,567" (lakhs) and "1,5" (a decimal comma).

use crate::language::{Document, TokenId, TokenRange};
use crate::lexicon::number::{Kind, word};

/// How a number is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// In digits alone.
    Digits,
    /// In words, or digits and words.
    Words,
    /// A part of something: "two-thirds", "a quarter", "half", "1/4".
    Fraction,
    /// A plural without number ("dozens", "tens of thousands"): the value is the least that it can mean.
    Many,
}

/// A number in a text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Number {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it is worth.
    pub value: f64,
    /// How it is written.
    pub form: Form,
}

impl Number {
    fn new(start: TokenId, end: TokenId, value: f64, form: Form) -> Number {
        Number {
            tokens: TokenRange { start, end },
            value,
            form,
        }
    }
}

/// The longest number that begins at token `at` and ends before token `end`.
pub fn read(doc: &Document, at: TokenId, end: TokenId) -> Option<Number> {
    let reader = Reader { doc, end };
    let c = *reader.lower(at)?.as_bytes().first()?;
    // Most words cannot begin a number.
    if c.is_ascii_digit() || c == b'.' || c == b'+' || c >= 0x80 {
        return reader.digits(at);
    }
    c.is_ascii_lowercase().then(|| reader.words(at))?
}

/// The value of a number in digits: one token's text.
pub fn digits(text: &str) -> Option<f64> {
    let text = text.strip_prefix('+').unwrap_or(text);
    if !text.is_ascii() {
        return with_glyph(text);
    }
    let bytes = text.as_bytes();
    if !bytes
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'\''))
    {
        return None;
    }
    let commas = bytes.iter().filter(|b| matches!(b, b',' | b'\'')).count();
    let stops = bytes.iter().filter(|b| **b == b'.').count();
    let thousands = |text: &str| grouped(text, b',') || grouped(text, b'\'');
    match (commas, stops) {
        (0, 0 | 1) => text.parse().ok(),
        // "1.234.567" and "1.234.567,8"
        (0 | 1, 2..) if grouped(text.split(',').next()?, b'.') => plain(text, '.', ','),
        (_, 0 | 1) if thousands(text.split('.').next()?) => plain(text, ',', '.'),
        (1, 0) => plain(text, ' ', ','),
        _ => None,
    }
}

/// True if every separator is followed by three digits, the last, or by two, as in the Indian system.
fn grouped(text: &str, separator: u8) -> bool {
    let mut groups = text.split(separator as char);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let digits = |g: &str| g.bytes().all(|b| b.is_ascii_digit());
    let Some((last, middle)) = rest.split_last() else {
        return false;
    };
    let width = if middle.iter().all(|g| g.len() == 3) { 3 } else { 2 };
    (1..=3).contains(&first.len())
        && last.len() == 3
        && middle.iter().all(|g| g.len() == width)
        && digits(first)
        && rest.iter().all(|g| digits(g))
}

fn plain(text: &str, group: char, decimal: char) -> Option<f64> {
    let kept: String = text
        .chars()
        .filter(|c| *c != group && *c != '\'')
        .map(|c| if c == decimal { '.' } else { c })
        .collect();
    kept.parse().ok()
}

/// "½", "2½", "1’000"
fn with_glyph(text: &str) -> Option<f64> {
    if text.contains('’') {
        return digits(&text.replace('’', "'"));
    }
    let last = text.chars().next_back()?;
    let before = &text[..text.len() - last.len_utf8()];
    let whole = if before.is_empty() { 0.0 } else { digits(before)? };
    Some(whole + glyph(last)?)
}

fn glyph(c: char) -> Option<f64> {
    let (over, under) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Some(f64::from(over) / f64::from(under))
}

/// "1/4": a proper fraction, as recipes and carpenters write them. "9/11" is a date, "24/7" a habit.
fn slashed(text: &str) -> Option<f64> {
    let (over, under) = text.split_once('/')?;
    let (over, under): (u32, u32) = (over.parse().ok()?, under.parse().ok()?);
    let usual = matches!(under, 2..=6 | 8 | 10 | 16 | 20 | 32 | 40 | 64 | 100);
    (usual && 0 < over && over < under).then(|| f64::from(over) / f64::from(under))
}

struct Reader<'d> {
    doc: &'d Document,
    end: TokenId,
}

impl<'d> Reader<'d> {
    fn lower(&self, at: TokenId) -> Option<&'d str> {
        (at < self.end).then(|| self.doc.lower(at))
    }

    fn word(&self, at: TokenId) -> Option<(Kind, f64)> {
        word(self.lower(at)?)
    }

    fn is(&self, at: TokenId, words: &[&str]) -> bool {
        self.lower(at).is_some_and(|w| words.contains(&w))
    }

    /// The token behind a hyphen, or the token itself.
    fn past_hyphen(&self, at: TokenId) -> TokenId {
        let hyphen = self.is(at, &["-", "‐", "‑"]);
        let glued = |a: TokenId, b: TokenId| self.doc.token(a).span.end == self.doc.token(b).span.start;
        if hyphen && at.0 > 0 && glued(TokenId(at.0 - 1), at) && self.lower(next(at)).is_some() && glued(at, next(at)) {
            next(at)
        } else {
            at
        }
    }

    fn digits(&self, at: TokenId) -> Option<Number> {
        let form = self.doc.form(at);
        if let Some(value) = slashed(form) {
            return Some(Number::new(at, next(at), value, Form::Fraction));
        }
        let mut value = digits(form)?;
        let mut end = next(at);
        if let Some((power, after)) = self.power_of_ten(end) {
            return Some(Number::new(at, after, value * power, Form::Digits));
        }
        if !form.is_ascii() && value < 1.0 {
            return Some(self.scaled(at, end, value, Form::Fraction));
        }
        (value, end) = self.spaced_groups(at, value);
        // "10 1/2", "2 ½", "2-1/2"
        let part = self.past_hyphen(end);
        if let Some(fraction) = self.lower(part).and_then(|t| slashed(t).or_else(|| only_glyph(t))) {
            return Some(self.scaled(at, next(part), value + fraction, Form::Digits));
        }
        Some(self.scaled(at, end, value, Form::Digits))
    }

    /// "×10−5", "x 10^6": scientific notation.
    fn power_of_ten(&self, times: TokenId) -> Option<(f64, TokenId)> {
        let ten = next(times);
        if !(self.is(times, &["×", "x", "*"]) && self.is(ten, &["10"])) {
            return None;
        }
        let mut at = next(ten);
        let caret = self.is(at, &["^"]);
        at = if caret { next(at) } else { at };
        let minus = self.is(at, &["-", "−", "–"]);
        at = if minus { next(at) } else { at };
        let exponent: i32 = self.lower(at).filter(|_| caret || minus)?.parse().ok()?;
        let sign = if minus { -1 } else { 1 };
        (exponent < 300).then(|| (10f64.powi(sign * exponent), next(at)))
    }

    /// "816 000": groups of three digits with a single blank between them. Two numbers that only stand beside each
    /// other ("Flight 370 239 people") are told apart by the blank, unless what follows cannot stand alone ("000").
    fn spaced_groups(&self, at: TokenId, mut value: f64) -> (f64, TokenId) {
        let mut end = next(at);
        let three = |text: &str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
        let form = self.doc.form(at);
        if form.len() > 3 || form.starts_with('0') || !form.bytes().all(|b| b.is_ascii_digit()) {
            return (value, end);
        }
        while let Some(group) = self.lower(end).filter(|g| three(g)) {
            let blank = &self.doc.text()[self.doc.token(TokenId(end.0 - 1)).span.end as usize..];
            let thin = blank.starts_with(['\u{A0}', '\u{202F}', '\u{2009}']);
            let joined = thin || (blank.starts_with(' ') && (group == "000" || end.0 > at.0 + 1));
            if !joined {
                break;
            }
            value = value * 1000.0 + group.parse::<f64>().unwrap_or(0.0);
            end = next(end);
        }
        (value, end)
    }

    /// Goes on with "and a half", "hundred", "million", "dozen".
    fn scaled(&self, start: TokenId, mut end: TokenId, mut value: f64, mut form: Form) -> Number {
        if let Some((fraction, after)) = self.and_part(end) {
            (value, end, form) = (value + fraction, after, Form::Words);
        }
        while let Some((kind, worth)) = self.word(self.past_hyphen(end)) {
            let dozen = kind == Kind::Each && worth == 12.0;
            if !(dozen || matches!(kind, Kind::Hundred | Kind::Scale)) {
                break;
            }
            (value, end, form) = (value * worth, next(self.past_hyphen(end)), Form::Words);
        }
        if form == Form::Words
            && let Some((fraction, after)) = self.and_part(end)
        {
            let last = self.word(TokenId(end.0 - 1));
            let worth = last.filter(|(k, _)| *k == Kind::Scale).map_or(1.0, |(_, worth)| worth);
            (value, end) = (value + fraction * worth, after);
        }
        Number::new(start, end, value, form)
    }

    /// "and a half", "-and-a-half", "and three-quarters", "and one-third"
    fn and_part(&self, at: TokenId) -> Option<(f64, TokenId)> {
        let at = self.past_hyphen(at);
        if !self.is(at, &["and", "&"]) {
            return None;
        }
        let over = self.past_hyphen(next(at));
        let under = self.past_hyphen(next(over));
        let above = match self.lower(over)? {
            "a" | "an" => 1.0,
            _ => match self.word(over)? {
                (Kind::Unit, n) if n > 0.0 => n,
                _ => return None,
            },
        };
        match self.word(under)? {
            (Kind::Part, n) if above == 1.0 && n <= 8.0 => Some((1.0 / n, next(under))),
            (Kind::Parts, n) if above > 1.0 => Some((above / n, next(under))),
            _ => None,
        }
    }

    fn words(&self, at: TokenId) -> Option<Number> {
        match self.lower(at)? {
            "a" | "an" => return self.article(at),
            "several" => return self.several(at, next(at)),
            _ => {}
        }
        match self.word(at)? {
            (Kind::Many, value) => Some(self.many(at, at, value)),
            (Kind::Part, 2.0) => self.half(at),
            (Kind::Part, 4.0) if self.lower(at)? == "quarter" => {
                let scale = self.past_hyphen(next(at));
                self.of_scale(at, scale, 0.25)
            }
            (Kind::Unit | Kind::Ten, _) => self.cardinal(at),
            // "hundred" and "thousand" alone, as in "a few hundred", are read with what stands before them.
            _ => None,
        }
    }

    /// "a hundred", "a dozen", "a million and a half", "a third", "a half", "a few hundred"
    fn article(&self, at: TokenId) -> Option<Number> {
        let noun = self.past_hyphen(next(at));
        match self.word(noun) {
            Some((Kind::Hundred, _) | (Kind::Scale, _)) => {
                let number = self.scaled(at, noun, 1.0, Form::Words);
                Some(self.below_scale(number))
            }
            Some((Kind::Each, 12.0)) => Some(Number::new(at, next(noun), 12.0, Form::Words)),
            Some((Kind::Part, n)) => match self.of_scale(at, next(noun), 1.0 / n) {
                Some(number) => Some(number),
                None => Some(Number::new(at, next(noun), 1.0 / n, Form::Fraction)),
            },
            _ if self.is(noun, &["few"]) => self.several(at, next(noun)),
            _ if self.is(noun, &["couple"]) => self.couple(at, noun),
            _ => None,
        }
    }

    /// "a couple of days", "a couple of hundred", "a couple hundred"
    fn couple(&self, at: TokenId, noun: TokenId) -> Option<Number> {
        let of = self.is(next(noun), &["of"]);
        let after = if of { TokenId(noun.0 + 2) } else { next(noun) };
        match self.word(after) {
            Some((Kind::Hundred | Kind::Scale | Kind::Each, _)) => {
                let number = self.scaled(at, after, 2.0, Form::Words);
                Some(Number {
                    form: Form::Many,
                    ..number
                })
            }
            _ if of && self.lower(after).is_some_and(|w| w.ends_with('s') && w != "yours") => {
                Some(Number::new(at, after, 2.0, Form::Words))
            }
            _ => None,
        }
    }

    /// "several hundred", "a few thousand", "several dozen": at least two of them.
    fn several(&self, at: TokenId, scale: TokenId) -> Option<Number> {
        match self.word(scale)? {
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

    /// "dozens", "hundreds of thousands", "tens of millions"
    fn many(&self, at: TokenId, last: TokenId, value: f64) -> Number {
        let next_many = TokenId(last.0 + 2);
        match self.word(next_many) {
            Some((Kind::Many, worth)) if self.is(next(last), &["of"]) => self.many(at, next_many, value * worth / 2.0),
            _ => Number::new(at, next(last), value, Form::Many),
        }
    }

    /// "half a million", "half-million", "half a dozen", else the fraction.
    fn half(&self, at: TokenId) -> Option<Number> {
        let article = self.past_hyphen(next(at));
        let scale = if self.is(article, &["a", "an"]) {
            self.past_hyphen(next(article))
        } else {
            article
        };
        self.of_scale(at, scale, 0.5)
            .or(Some(Number::new(at, next(at), 0.5, Form::Fraction)))
    }

    /// A part with the scale that it is a part of: "(a quarter) of a million", "(three quarters) billion".
    fn of_scale(&self, start: TokenId, mut at: TokenId, part: f64) -> Option<Number> {
        if self.is(at, &["of"]) && self.is(next(at), &["a", "an"]) {
            at = TokenId(at.0 + 2);
        }
        match self.word(at)? {
            (Kind::Scale, _) => Some(self.scaled(start, at, part, Form::Words)),
            (Kind::Each, 12.0) => Some(Number::new(start, next(at), part * 12.0, Form::Words)),
            _ => None,
        }
    }

    /// "twenty-five", "eleven hundred", "one hundred and five", "three million, two hundred and forty", "two and a
    /// half million", "two-thirds".
    fn cardinal(&self, at: TokenId) -> Option<Number> {
        let (value, end) = self.below_hundred(at)?;
        let under = self.past_hyphen(end);
        match self.word(under) {
            Some((Kind::Parts, n)) if value >= 1.0 => {
                let fraction = Number::new(at, next(under), value / n, Form::Fraction);
                return Some(self.of_scale(at, next(under), value / n).unwrap_or(fraction));
            }
            // "one third", "one-fifth"; "one second" is no fraction, nor is "one quarter" of a year told apart here.
            Some((Kind::Part, n)) if value == 1.0 && n <= 20.0 => {
                let fraction = Number::new(at, next(under), 1.0 / n, Form::Fraction);
                return Some(self.of_scale(at, next(under), 1.0 / n).unwrap_or(fraction));
            }
            _ => {}
        }
        let number = self.scaled(at, end, value, Form::Words);
        Some(self.below_scale(number))
    }

    /// Twenty to ninety with a unit, or a unit.
    fn below_hundred(&self, at: TokenId) -> Option<(f64, TokenId)> {
        match self.word(at)? {
            (Kind::Unit, n) => Some((n, next(at))),
            (Kind::Ten, tens) => {
                let unit = self.past_hyphen(next(at));
                match self.word(unit) {
                    Some((Kind::Unit, n)) if n < 10.0 && n > 0.0 => Some((tens + n, next(unit))),
                    _ => Some((tens, next(at))),
                }
            }
            _ => None,
        }
    }

    /// What may follow "hundred", "thousand", "million": smaller groups, with "and" or comma.
    fn below_scale(&self, number: Number) -> Number {
        let mut number = number;
        while let Some((Kind::Hundred | Kind::Scale, limit)) = self.word(TokenId(number.tokens.end.0 - 1)) {
            let mut at = self.past_hyphen(number.tokens.end);
            let comma = self.is(at, &[","]);
            if comma {
                at = next(at);
            }
            if self.is(at, &["and", "&"]) {
                at = self.past_hyphen(next(at));
            } else if comma && limit < 1_000_000.0 {
                break;
            }
            let Some((value, end)) = self.below_hundred(at) else {
                break;
            };
            let group = self.scaled(at, end, value, Form::Words);
            if group.value >= limit
                || (comma && group.value < 100.0)
                || self.is(self.past_hyphen(group.tokens.end), PARTS)
            {
                break;
            }
            number = Number {
                tokens: TokenRange {
                    start: number.tokens.start,
                    end: group.tokens.end,
                },
                value: number.value + group.value,
                form: number.form,
            };
        }
        number
    }
}

/// What makes the number before it the numerator of a fraction, not the end of a larger number.
const PARTS: &[&str] = &["half", "thirds", "quarters", "fifths", "percent", "per"];

fn only_glyph(text: &str) -> Option<f64> {
    let mut chars = text.chars();
    let value = glyph(chars.next()?)?;
    chars.next().is_none().then_some(value)
}

fn next(token: TokenId) -> TokenId {
    TokenId(token.0 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::corpus::report;

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
