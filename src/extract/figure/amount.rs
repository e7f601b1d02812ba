//! Amounts: a number together with its currency, unit or percent sign, as one stretch of tokens.
//!
//! Nothing is decided here about what the amount is of, or whether it is a figure at all.

use std::borrow::Cow;

use crate::extract::number::{self, Form, Number};
use crate::language::{Document, TokenId, TokenRange, Upos, Xpos};
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::unit::{self, UnitKind};

/// What the number is a number of.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Unit {
    /// Things, or nothing that is told.
    None,
    /// ISO 4217 code, or a family that `link` chooses from.
    Money(&'static str),
    Percent(&'static str),
    /// UCUM code.
    Measure(Cow<'static, str>),
    Duration(&'static str),
    /// Years or months of age.
    Age(&'static str),
    /// Points of an index or a game.
    Point,
}

/// A number with its unit.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// From the currency sign or number to the unit.
    pub(super) tokens: TokenRange,
    /// The number alone.
    pub(super) number: Number,
    /// In the unit.
    pub(super) value: f64,
    pub(super) unit: Unit,
    /// The unit or currency is written at this amount, not taken over from a neighbour.
    pub(super) own_unit: bool,
    /// "per share", "a day", "an hour".
    pub(super) rate: bool,
    /// "million", "bn", "k" are part of the number.
    pub(super) scaled: bool,
}

/// The amount that begins at token `at` and ends before token `end`.
pub(super) fn read(doc: &Document, at: TokenId, end: TokenId) -> Option<Amount> {
    let reader = Reader { doc, end };
    if let Some(amount) = reader.unit_and_a_half(at).or_else(|| reader.without_numeral(at)) {
        return Some(amount);
    }
    let first = *doc.lower(at).as_bytes().first()?;
    let signs = !first.is_ascii_alphanumeric() || reader.is_sign_word(at);
    let (sign, mut start) = if signs { reader.currency_before(at) } else { (None, at) };
    let negative = reader.minus(start, sign.is_some());
    if negative {
        start = next(start);
        if reader.is(start, &["-"]) {
            start = next(start);
        }
    }
    if let Some(number) = number::read(doc, start, end) {
        let mut amount = match sign {
            Some(code) => reader.money(at, number, code),
            None => reader.with_unit(at, number),
        };
        if negative {
            amount.value = -amount.value;
        }
        reader.compound(&mut amount);
        reader.per(&mut amount);
        return Some(amount);
    }
    if sign.is_some() {
        return None;
    }
    let mut amount = reader.fused(start)?;
    if negative {
        (amount.tokens.start, amount.value) = (at, -amount.value);
    }
    reader.per(&mut amount);
    Some(amount)
}

/// How far from an amount a word of prices tells that it is money.
const PRICE: u32 = 12;

/// The most tokens that the name of a unit has ("parts per million").
const UNIT_WORDS: u32 = 4;

struct Reader<'d> {
    doc: &'d Document,
    end: TokenId,
}

impl<'d> Reader<'d> {
    fn lower(&self, at: TokenId) -> Option<&'d str> {
        (at < self.end).then(|| self.doc.lower(at))
    }

    fn digit(&self, at: TokenId) -> bool {
        at < self.end && self.doc.form(at).starts_with(|c: char| c.is_ascii_digit())
    }

    fn is(&self, at: TokenId, words: &[&str]) -> bool {
        self.lower(at).is_some_and(|w| words.contains(&w))
    }

    /// True if no blank stands before the token.
    fn glued(&self, at: TokenId) -> bool {
        at.0 > 0 && at < self.end && self.doc.token(TokenId(at.0 - 1)).span.end == self.doc.token(at).span.start
    }

    /// A letter or code that may be the first part of a currency sign ("c $", "USD", "Rs.").
    fn is_sign_word(&self, at: TokenId) -> bool {
        let form = self.doc.form(at);
        let near = next(at) < self.end && self.doc.form(next(at)).starts_with(|c: char| !c.is_alphabetic());
        near && form.len() <= 6 && form.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '$'))
    }

    /// A currency sign or code before a number, and where the number is to begin.
    fn currency_before(&self, at: TokenId) -> (Option<&'static str>, TokenId) {
        for len in [2, 1] {
            let after = TokenId(at.0 + len);
            if after >= self.end {
                continue;
            }
            let words = TokenRange { start: at, end: after };
            let text = self.doc.span(words).of(self.doc.text());
            let found = unit::symbol(text, false).or_else(|| match len {
                2 => unit::symbol(&spaced(self.doc, words), false),
                _ => self.code(text),
            });
            if let Some(found) = found.filter(|u| u.kind == UnitKind::Money && u.factor == 1.0) {
                // "US$ 5", "$ -5"
                return (Some(found.code), after);
            }
        }
        (None, at)
    }

    /// "USD", "EUR": a code in capitals.
    fn code(&self, text: &str) -> Option<unit::Unit> {
        let capitals = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
        capitals.then(|| unit::word(&text.to_ascii_lowercase()))?
    }

    /// A minus sign at a number: "−18", "-5", "minus 5", "minus-1.4", but not the hyphen of "F-16" or "10-15".
    fn minus(&self, at: TokenId, behind_sign: bool) -> bool {
        if self.is(at, &["minus"]) {
            return self.digit(next(at)) || (self.is(next(at), &["-"]) && self.digit(TokenId(at.0 + 2)));
        }
        let alone = behind_sign || !self.glued(at) || self.is(TokenId(at.0 - 1), &["(", "["]);
        self.is(at, &["-", "−", "–"]) && self.glued(next(at)) && alone && self.digit(next(at))
    }

    fn amount(&self, start: TokenId, end: TokenId, number: Number, factor: f64, unit: Unit) -> Amount {
        Amount {
            tokens: TokenRange { start, end },
            value: exact(number.value * factor, factor),
            number,
            own_unit: unit != Unit::None,
            unit,
            rate: false,
            scaled: number.tokens.len() > 1 && number.value >= 1000.0,
        }
    }

    /// Behind a currency sign: "100bn", "5k", "2.7m", and the currency said again ("$50 US", "€5 euros").
    fn money(&self, start: TokenId, number: Number, code: &'static str) -> Amount {
        let mut number = number;
        if let Some(scale) = self.letter_scale(number.tokens.end) {
            number.value = exact(number.value * scale, scale);
            number.tokens.end = next(number.tokens.end);
        }
        let mut end = number.tokens.end;
        let mut code = code;
        if let Some((again, after)) = self
            .unit_at(end)
            .filter(|(u, _)| u.kind == UnitKind::Money && u.factor == 1.0)
        {
            if code.starts_with('?') {
                code = again.code;
            }
            end = after;
        }
        self.amount(start, end, number, 1.0, Unit::Money(code))
    }

    /// "k", "M", "bn" that touch the number.
    fn letter_scale(&self, at: TokenId) -> Option<f64> {
        if !self.glued(at) {
            return None;
        }
        Some(match self.doc.form(at) {
            "k" | "K" => 1e3,
            "m" | "M" | "mm" | "MM" => 1e6,
            "b" | "B" => 1e9,
            "t" | "T" => 1e12,
            _ => return None,
        })
    }

    /// Behind a number without a currency sign.
    fn with_unit(&self, start: TokenId, number: Number) -> Amount {
        let mut number = number;
        if let Some(scale) = self
            .letter_scale(number.tokens.end)
            .filter(|_| self.scales(number.tokens.end))
        {
            number.value = exact(number.value * scale, scale);
            number.tokens.end = next(number.tokens.end);
        }
        let bare = number.tokens.end;
        if number.form == Form::Fraction && self.is(bare, &["of"]) {
            return self.amount(start, bare, number, 1.0, Unit::None);
        }
        // "half an hour", "a quarter of a mile", "two and a half million"
        let mut at = bare;
        if number.form == Form::Fraction || self.is(TokenId(bare.0 - 1), &["half", "quarters"]) {
            at = if self.is(at, &["a", "an"]) { next(at) } else { at };
        } else if number.form == Form::Many && self.is(at, &["of"]) {
            at = next(at);
        }
        if let Some((code, scale, after)) = self.scaled_code(at) {
            return self.amount(start, after, number, scale, Unit::Money(code));
        }
        let Some((found, mut after)) = self.unit_at(self.opened(at)) else {
            return self.amount(start, bare, number, 1.0, Unit::None);
        };
        if self.opened(at) != at && self.is(after, &[")", "]", "}", ">"]) {
            after = next(after);
        }
        let mut unit = self.aged(unit_of(&found), &mut after);
        if found.code == "?pound" && self.weighs(start, after, &number) {
            unit = Unit::Measure(Cow::Borrowed("[lb_av]"));
        }
        // "75 USD million"
        if let (Unit::Money(_), Some((crate::lexicon::number::Kind::Scale, worth))) =
            (&unit, self.lower(after).and_then(crate::lexicon::number::word))
        {
            return self.amount(start, next(after), number, found.factor * worth, unit);
        }
        self.amount(start, after, number, found.factor, unit)
    }

    /// A pound is money where the sum is large or the sentence speaks of prices, else a weight.
    fn weighs(&self, start: TokenId, after: TokenId, number: &Number) -> bool {
        let money = |t: TokenId| is(self.doc.lower(t), List::Price);
        let sentence = self.doc.sentence(self.doc.sentence_of(start)).tokens;
        let from = TokenId(start.0.saturating_sub(PRICE).max(sentence.start.0));
        let to = TokenId((after.0 + PRICE).min(self.end.0));
        let around = (TokenRange {
            start: from,
            end: start,
        })
        .iter()
        .chain((TokenRange { start: after, end: to }).iter());
        let of = self.is(after, &["of"]) && !self.is(next(after), &["debt", "damage", "aid", "investment", "savings"]);
        number.value < 10_000.0 && (of || !around.into_iter().any(money))
    }

    /// "20 (kg)": past the bracket.
    fn opened(&self, at: TokenId) -> TokenId {
        let bracket = self.is(at, &["(", "[", "{", "<"]) && self.is(TokenId(at.0 + 2), &[")", "]", "}", ">"]);
        if bracket { next(at) } else { at }
    }

    /// True if a letter behind a number is a scale and not a unit: "4.3M sales", "2.7m people", "10K", "8.5m euros",
    /// but "7.62mm", "48m", "100t".
    fn scales(&self, at: TokenId) -> bool {
        let after = next(at);
        match self.doc.form(at) {
            "K" | "k" | "M" | "B" => true,
            "m" => {
                let money = self.unit_at(after).is_some_and(|(u, _)| u.kind == UnitKind::Money);
                let plural = after < self.end && self.doc.token(after).xpos == Xpos::Nns;
                money || plural
            }
            _ => false,
        }
    }

    /// "50 MUSD", "120 MEUR"
    fn scaled_code(&self, at: TokenId) -> Option<(&'static str, f64, TokenId)> {
        let form = (at < self.end).then(|| self.doc.form(at))?;
        let (scale, code) = (form.get(..1)?, form.get(1..)?);
        let scale = match scale {
            "K" | "k" | "T" => 1e3,
            "M" => 1e6,
            "B" => 1e9,
            _ => return None,
        };
        Some((self.code(code)?.code, scale, next(at)))
    }

    /// The unit whose name begins at a token, a hyphen before it skipped, and where it ends.
    fn unit_at(&self, at: TokenId) -> Option<(unit::Unit, TokenId)> {
        let hyphen = self.is(at, &["-", "‐", "‑"]) && self.glued(at) && self.glued(next(at));
        let first = if hyphen { next(at) } else { at };
        if first >= self.end {
            return None;
        }
        let most = UNIT_WORDS.min(self.end.0 - first.0);
        for len in (1..=most).rev() {
            let words = TokenRange::new(first.0, first.0 + len);
            let text = self.doc.span(words).of(self.doc.text());
            let found = match len {
                1 => self.one_word(first),
                _ => unit::symbol(text, self.glued(first)).or_else(|| unit::word(&spaced(self.doc, words))),
            };
            if let Some(found) = found.filter(|_| self.is_whole(words)) {
                return Some((found, words.end));
            }
        }
        None
    }

    /// A unit of one word, or of one abbreviation that has kept its full stop.
    fn one_word(&self, at: TokenId) -> Option<unit::Unit> {
        let (form, lower) = (self.doc.form(at), self.doc.lower(at));
        let quote = matches!(form, "\"" | "″");
        if quote && self.quoted(at) {
            return None;
        }
        let found = unit::symbol(form, self.glued(at)).or_else(|| unit::word(lower));
        let stripped = || unit::word(lower.strip_suffix('.')?);
        found.or_else(stripped).or_else(|| self.inch(at))
    }

    /// "2 1/2 in thick": elsewhere "in" is a preposition.
    fn inch(&self, at: TokenId) -> Option<unit::Unit> {
        const EXTENT: &[&str] = &[
            "thick", "long", "wide", "high", "deep", "tall", "diagonal", "x", "×", "by",
        ];
        let inch = self.is(at, &["in"]) && self.digit(TokenId(at.0.saturating_sub(1))) && self.is(next(at), EXTENT);
        inch.then(|| unit::word("inch"))?
    }

    /// True if a quotation is open before the mark, so that the mark closes it and is no sign for inches.
    fn quoted(&self, at: TokenId) -> bool {
        let sentence = self.doc.sentence(self.doc.sentence_of(at)).tokens;
        let before = TokenRange {
            start: sentence.start,
            end: at,
        };
        before.iter().filter(|t| self.doc.form(*t).contains('"')).count() % 2 == 1
            || before.iter().any(|t| self.doc.form(t) == "“")
    }

    /// False for what only looks like the name of a unit: "two won", "five in", "20 second-hand cars".
    fn is_whole(&self, words: TokenRange) -> bool {
        let last = self.doc.lower(TokenId(words.end.0 - 1));
        if words.len() > 1 {
            return last != "-";
        }
        let hyphen = self.is(words.end, &["-"]) && self.glued(words.end);
        match last {
            "won" => {
                self.is(
                    TokenId(words.start.0.saturating_sub(1)),
                    &["thousand", "million", "billion", "trillion"],
                ) || self.doc.form(TokenId(words.start.0.saturating_sub(1))).len() > 3
                    && !self.glued(words.start)
                    && self.doc.token(words.start).upos != Upos::Verb
            }
            "second" | "quarter" => !hyphen || self.is(next(words.end), &["long"]),
            _ => true,
        }
    }

    /// "years old", "-year-old", "years of age" make an age of a duration.
    fn aged(&self, unit: Unit, after: &mut TokenId) -> Unit {
        let Unit::Duration(code) = unit else { return unit };
        let at = if self.is(*after, &["-", "‐", "‑"]) {
            next(*after)
        } else {
            *after
        };
        if self.is(at, &["old", "olds"]) {
            *after = next(at);
            return Unit::Age(code);
        }
        if self.is(at, &["of"]) && self.is(next(at), &["age"]) {
            *after = TokenId(at.0 + 2);
            return Unit::Age(code);
        }
        unit
    }

    /// A smaller unit that belongs to the same amount: "5 feet 4 inches", "six-foot-two", "13 dollars and 45 cents".
    fn compound(&self, amount: &mut Amount) {
        let feet = amount.unit == Unit::Measure(Cow::Borrowed("[ft_i]"));
        let money = matches!(amount.unit, Unit::Money(_));
        if !(feet || money) {
            return;
        }
        let mut at = amount.tokens.end;
        while self.is(at, &["-", "and"]) {
            at = next(at);
        }
        let Some(part) = number::read(self.doc, at, self.end).filter(|n| n.value < 100.0) else {
            return;
        };
        // "5 ft 2 in": elsewhere "in" is a preposition.
        if feet && self.is(part.tokens.end, &["in"]) && self.is(TokenId(at.0 - 1), &["ft"]) {
            amount.value = exact(amount.value + part.value / 12.0, 0.1);
            amount.tokens.end = next(part.tokens.end);
            return;
        }
        let unit = self.unit_at(part.tokens.end);
        let (share, end) = match unit {
            Some((u, end)) if feet && u.code == "[in_i]" => (part.value / 12.0, end),
            Some((u, end)) if money && u.kind == UnitKind::Money && u.factor == 0.01 => (part.value / 100.0, end),
            // "six-foot-two"
            None if feet && part.value < 12.0 && self.glued(at) && part.form == Form::Words => {
                (part.value / 12.0, part.tokens.end)
            }
            _ => return,
        };
        amount.value = exact(amount.value + share, 0.1);
        amount.tokens.end = end;
    }

    /// "per share", "a barrel", "an hour", "/kg" behind the unit.
    fn per(&self, amount: &mut Amount) {
        let at = amount.tokens.end;
        if amount.unit == Unit::None || amount.number.form == Form::Fraction {
            return;
        }
        let hyphen = self.is(at, &["-"]) && self.glued(at);
        let at = if hyphen { next(at) } else { at };
        let article = self.is(at, &["a", "an", "each", "every"]);
        if !(article || self.is(at, &["per", "/"])) {
            return;
        }
        let noun = if hyphen && self.is(next(at), &["-"]) {
            TokenId(at.0 + 2)
        } else {
            next(at)
        };
        let unit = self.unit_at(noun).filter(|(u, _)| u.kind != UnitKind::Money);
        let end = match (&unit, article) {
            (Some((_, end)), _) => *end,
            (None, true) if self.is(noun, PORTIONS) => next(noun),
            (None, false) if self.lower(noun).is_some_and(|w| w.starts_with(char::is_alphabetic)) => next(noun),
            _ => return,
        };
        if let (Unit::Measure(code), Some((per, _))) = (&amount.unit, &unit) {
            // "10 metres a second" is a unit of its own, "20 miles every day" too.
            amount.unit = Unit::Measure(Cow::Owned(format!("{code}/{}", per.code)));
        }
        // The unit of a speed or a flow says itself that it is a rate.
        amount.rate = !(matches!(amount.unit, Unit::Measure(_)) && unit.is_some());
        amount.tokens.end = end;
    }

    /// "a year and a half", "an hour and a half", "(the past) year and a half"
    fn unit_and_a_half(&self, at: TokenId) -> Option<Amount> {
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

    /// "decades", "twice", "a single lane"
    fn without_numeral(&self, at: TokenId) -> Option<Amount> {
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
    fn fused(&self, at: TokenId) -> Option<Amount> {
        let form = self.doc.form(at);
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
            if let Some(found) = unit.or_else(|| unit::symbol(rest, true)).or_else(|| self.code(rest)) {
                // "6°C" is cut elsewhere; "2.14degF" is not.
                let unit = self.aged(unit_of(&found), &mut after);
                return Some(self.amount(at, after, of(value), found.factor, unit));
            }
            return None;
        }
        let code = self.code(form.get(..3)?)?;
        let mut end = token.end;
        while self.is(end, &[",", "."]) && self.glued(end) && self.glued(next(end)) && self.digit(next(end)) {
            end = TokenId(end.0 + 2);
        }
        let tokens = TokenRange { start: at, end };
        let value = number::digits(self.doc.span(tokens).of(self.doc.text()).get(3..)?)?;
        Some(self.money(
            at,
            Number {
                tokens,
                value,
                form: Form::Digits,
            },
            code.code,
        ))
    }
}

/// What money is counted by, besides units: "$98 a share".
const PORTIONS: &[&str] = &[
    "share",
    "head",
    "person",
    "piece",
    "bottle",
    "ticket",
    "vote",
    "unit",
    "dozen",
    "night",
    "game",
    "seat",
    "copy",
    "visit",
    "student",
    "pupil",
    "plate",
    "pop",
    "meal",
    "throw",
    "time",
    "word",
    "page",
    "household",
    "family",
    "child",
    "class",
    "session",
    "ride",
    "trip",
    "match",
    "pack",
    "packet",
    "case",
    "bag",
    "box",
    "sheet",
];

fn unit_of(unit: &unit::Unit) -> Unit {
    match unit.kind {
        UnitKind::Measure => Unit::Measure(Cow::Borrowed(unit.code)),
        UnitKind::Duration => Unit::Duration(unit.code),
        UnitKind::Percent => Unit::Percent(unit.code),
        UnitKind::Point => Unit::Point,
        UnitKind::Money => Unit::Money(unit.code),
    }
}

/// Lower-cased words with single blanks, hyphens read as blanks.
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

/// Multiplying decimals leaves noise in the last digits (1.1 × 1,000,000): what was written has few digits.
fn exact(value: f64, factor: f64) -> f64 {
    if factor == 1.0 || !value.is_finite() {
        return value;
    }
    format!("{value:.12e}").parse().unwrap_or(value)
}

fn next(token: TokenId) -> TokenId {
    TokenId(token.0 + 1)
}
