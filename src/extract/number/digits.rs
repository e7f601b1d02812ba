//! Numbers in digits: separators of thousands and decimals, fractions, powers of ten.

use super::{Form, Number, product};
use crate::extract::reader::Reader;
use crate::lexicon::number;
use crate::model::ids::TokenId;

/// The value of a number in digits: one token's text.
pub(crate) fn digits(text: &str) -> Option<f64> {
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
        // "1.234,5": the stop parts thousands where a comma follows.
        (1, 1) if text.find('.') < text.find(',') => {
            let thousands = text.split(',').next().is_some_and(|whole| grouped(whole, b'.'));
            thousands.then(|| plain(text, '.', ','))?
        }
        // "1.234.567" and "1.234.567,8"
        (0 | 1, 2..) if grouped(text.split(',').next()?, b'.') => plain(text, '.', ','),
        (_, 0 | 1) if thousands(text.split('.').next()?) => plain(text, ',', '.'),
        (1, 0) if text.contains(',') => plain(text, ' ', ','),
        _ => None,
    }
}

/// Returns whether separators group digits by thousands: three digits in every group but the first, or two in the
/// middle ones, as in the Indian system.
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

/// The value of digits with a glyph: "½", "2½", "1’000".
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

/// The value of a proper fraction: "1/4"; not of "9/11" or "24/7".
fn slashed(text: &str) -> Option<f64> {
    let (over, under) = text.split_once('/')?;
    let (over, under): (u32, u32) = (over.parse().ok()?, under.parse().ok()?);
    let usual = matches!(under, 2..=6 | 8 | 10 | 16 | 20 | 32 | 40 | 64 | 100);
    (usual && 0 < over && over < under).then(|| f64::from(over) / f64::from(under))
}

/// Splits a text behind its leading digits and their separators.
fn leading_digits(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let part = |i: &usize| {
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        digit(*i) || matches!(bytes[*i], b'.' | b',') && *i > 0 && digit(*i + 1)
    };
    let len = (0..bytes.len()).take_while(part).count();
    text.split_at(len)
}

fn only_glyph(text: &str) -> Option<f64> {
    let mut chars = text.chars();
    let value = glyph(chars.next()?)?;
    chars.next().is_none().then_some(value)
}

impl Reader<'_> {
    pub(super) fn digits(&self, at: TokenId) -> Option<Number> {
        let form = self.doc.form(at);
        if let Some(value) = slashed(form) {
            return Some(Number::new(at, at + 1, value, Form::Fraction));
        }
        if let Some((value, after)) = self.fraction_slash(at) {
            return Some(Number::new(at, after, value, Form::Fraction));
        }
        if let Some((value, after)) = self.scientific(at) {
            return Some(Number::new(at, after, value, Form::Digits));
        }
        let mut value = digits(form)?;
        let mut end = at + 1;
        if !form.is_ascii() && value < 1.0 {
            return Some(self.scaled(at, end, value, Form::Fraction));
        }
        (value, end) = self.spaced_groups(at, value);
        if let Some((decimal, after)) = self.spaced_decimals(end) {
            let whole: f64 = value;
            value = format!("{whole}.{decimal}").parse().unwrap_or(whole);
            end = after;
        }
        // "10 1/2", "2 ½", "2-1/2"
        let part = self.past_hyphen(end);
        let glyph = self.lower(part);
        if let Some(fraction) = slashed(glyph).or_else(|| only_glyph(glyph)) {
            return Some(self.scaled(at, part + 1, value + fraction, Form::Digits));
        }
        if let Some((fraction, after)) = self.fraction_slash(part) {
            return Some(self.scaled(at, after, value + fraction, Form::Digits));
        }
        Some(self.scaled(at, end, value, Form::Digits))
    }

    /// The value of digits around a fraction slash: "1⁄4".
    fn fraction_slash(&self, at: TokenId) -> Option<(f64, TokenId)> {
        let (slash, under) = (at + 1, at + 2);
        if !(self.is(slash, &["⁄"]) && self.joined_to_prev(slash) && self.joined_to_prev(under)) {
            return None;
        }
        let (over, below): (u32, u32) = (self.form(at).parse().ok()?, self.form(under).parse().ok()?);
        (0 < over && over < below).then(|| (f64::from(over) / f64::from(below), under + 1))
    }

    /// The number in digits that begins `skip` bytes inside a token, with its scale.
    pub(in crate::extract) fn inside(&self, at: TokenId, skip: usize) -> Option<Number> {
        let rest = self.form(at).get(skip..)?;
        let (mut written, mut letters) = leading_digits(rest);
        let (mut text, mut end) = (written.to_owned(), at + 1);
        while letters.is_empty()
            && self.is(end, &[".", ","])
            && self.joined_to_prev(end)
            && self.joined_to_prev(end + 1)
        {
            (written, letters) = leading_digits(self.form(end + 1));
            if written.is_empty() {
                break;
            }
            text.push_str(self.form(end));
            text.push_str(written);
            end += 2;
        }
        let scale = match letters {
            "" => 1.0,
            letters => number::letters(&letters.to_lowercase())?,
        };
        Some(self.scaled(at, end, product(digits(&text)?, scale), Form::Digits))
    }

    /// A number in scientific notation: "2.4 × 10^6", "2.4x10-6", "2.4e6".
    fn scientific(&self, at: TokenId) -> Option<(f64, TokenId)> {
        let form = self.doc.form(at);
        let cut = form.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
        let (mantissa, rest) = form.split_at(cut.unwrap_or(form.len()));
        let mut at = at + 1;
        let power = match rest {
            "" if self.is(at, &["×", "x", "*"]) && self.is(at + 1, &["10"]) => {
                at += 2;
                self.exponent(at, self.is(at, &["^"]))
            }
            "x10" | "×10" => self.exponent(at, self.is(at, &["^"])),
            "e" | "E" => self.exponent(at, false),
            _ => {
                // "2.4e6": the exponent is part of the token. More than one digit before the stop is no such number.
                let power = rest.strip_prefix(['e', 'E'])?.parse().ok()?;
                Some((power, at)).filter(|_| mantissa.split('.').next().is_some_and(|whole| whole.len() == 1))
            }
        };
        let (power, end) = power.filter(|(power, _): &(i32, _)| power.abs() < 300)?;
        let value = format!("{}e{power}", digits(mantissa)?).parse().ok()?;
        Some((value, end))
    }

    /// The exponent of a power, "^6" or "-6": it needs a caret or a sign.
    fn exponent(&self, mut at: TokenId, caret: bool) -> Option<(i32, TokenId)> {
        at = if caret { at + 1 } else { at };
        let minus = self.is(at, &["-", "−", "–"]) && self.joined_to_prev(at);
        at = if minus { at + 1 } else { at };
        let power: i32 = self.lower(at).parse().ok().filter(|_| caret || minus)?;
        Some((if minus { -power } else { power }, at + 1))
    }

    /// Reads groups of three digits separated by blanks: "816 000", "80, 000", "1 414 021 100". An ordinary blank
    /// separates two numbers ("Flight 370 239 people") unless the second cannot stand alone ("000") or there are
    /// several groups.
    fn spaced_groups(&self, at: TokenId, mut value: f64) -> (f64, TokenId) {
        let mut end = at + 1;
        let form = self.doc.form(at);
        if form.len() > 3 || form.starts_with('0') || !form.bytes().all(|b| b.is_ascii_digit()) {
            return (value, end);
        }
        while let Some((group, after)) = self.group(end) {
            let blank = &self.doc.text()[self.doc.token(end - 1).span.end as usize..];
            let thin = blank.starts_with(['\u{A0}', '\u{202F}', '\u{2009}']);
            let several = end > at + 1 || self.group(after).is_some();
            let comma = after > end.next();
            if !(group == "000" || !comma && (thin || blank.starts_with(' ') && several)) {
                break;
            }
            value = value * 1000.0 + group.parse::<f64>().unwrap_or(0.0);
            end = after;
        }
        (value, end)
    }

    /// The decimals behind a full stop with blanks around it, as in tokenised text: "59 . 2".
    fn spaced_decimals(&self, stop: TokenId) -> Option<(&str, TokenId)> {
        let decimals = stop + 1;
        let apart = self.is(stop, &["."])
            && !self.joined_to_prev(stop)
            && decimals < self.tokens.end
            && !self.joined_to_prev(decimals);
        let form = self.form(decimals);
        let digits = (1..=3).contains(&form.len()) && form.bytes().all(|b| b.is_ascii_digit());
        (apart && digits && self.is_digit(stop - 1)).then(|| (form, decimals + 1))
    }

    /// A group of three digits, with decimals or without, perhaps behind a separate comma; and one past its last token.
    fn group(&self, at: TokenId) -> Option<(&str, TokenId)> {
        let comma = self.is(at, &[","]);
        let at = if comma { at + 1 } else { at };
        let group = self.form(at);
        let (whole, decimals) = group.split_once('.').unwrap_or((group, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        (whole.len() == 3 && digits(whole) && digits(decimals)).then(|| (group, at + 1))
    }
}
