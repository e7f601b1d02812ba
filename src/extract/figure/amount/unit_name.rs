//! Units behind a number: names, symbols, and words that only look like one.

use crate::model::ids::{TokenId, TokenRange};
use std::borrow::Cow;

use super::{Amount, spaced};
use crate::extract::number::{Form, Number, product};
use crate::extract::reader::Reader;
use crate::language::{Upos, Xpos};
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::number::Kind;
use crate::lexicon::unit::{self, Named};
use crate::model::unit::Unit;

/// Maximum number of tokens in the name of a unit ("parts per million").
const UNIT_WORDS: u32 = 4;

/// Distance from an amount, in tokens, within which a word decides between readings of its unit.
const NEAR: u32 = 12;

/// Distance before a sentence, in tokens, within which a quotation that it closes may have begun.
const QUOTED: u32 = 120;

impl Reader<'_> {
    /// The amount of a number without a currency sign, with the unit behind it.
    pub(super) fn with_unit(&self, start: TokenId, number: Number) -> Amount {
        let mut number = number;
        if let Some(scale) = self
            .letter_scale(number.tokens.end)
            .filter(|_| self.scales(number.tokens.end))
        {
            number.value = product(number.value, scale);
            number.tokens.end += 1;
        }
        let bare = number.tokens.end;
        if number.form == Form::Fraction && self.is(bare, &["of"]) {
            return self.amount(start, bare, number, 1.0, None);
        }
        // "half an hour", "a quarter of a mile", "two and a half million"
        let mut at = bare;
        if number.form == Form::Fraction || self.is(bare - 1, &["half", "quarters"]) {
            at = if self.is(at, &["a", "an"]) { at + 1 } else { at };
        } else if number.form == Form::Many && self.is(at, &["of"]) {
            at += 1;
        }
        if let Some((currency, scale, after)) = self.scaled_code(at) {
            return self.amount(start, after, number, scale, Some(Unit::money(currency)));
        }
        let Some((found, mut after)) = self.unit_at(self.past_bracket(at)) else {
            return self.amount(start, bare, number, 1.0, None);
        };
        if self.past_bracket(at) != at && self.is(after, &[")", "]", "}", ">"]) {
            after += 1;
        }
        let (factor, pound) = (found.factor, found.unit.open_family() == Some("pound"));
        let mut unit = self.with_age(found.unit, &mut after);
        if unit.ucum() == Some("deg")
            && let Some((code, end)) = self.on_scale(after)
        {
            (unit, after) = (Unit::Measure(Cow::Borrowed(code)), end);
        }
        if pound && self.is_weight(start, after, &number) {
            unit = Unit::Measure(Cow::Borrowed("[lb_av]"));
        }
        // "m/s^2"
        let power = self.form(after + 1);
        if let Unit::Measure(code) = &mut unit
            && self.is(after, &["^"])
            && matches!(power, "2" | "3")
        {
            code.to_mut().push_str(power);
            after += 2;
        }
        // "75 USD million"
        if let (Unit::Money { .. }, Some((Kind::Scale, worth))) = (&unit, self.number_word(after)) {
            return self.amount(start, after + 1, number, factor * worth, Some(unit));
        }
        self.amount(start, after, number, factor, Some(unit))
    }

    /// The unit of degrees that a phrase behind them names: "45 degrees on the Celsius scale".
    fn on_scale(&self, on: TokenId) -> Option<(&'static str, TokenId)> {
        let scale = on + 3;
        if !(self.is(on, &["on"]) && self.is(on + 1, &["the"]) && self.is(scale, &["scale"])) {
            return None;
        }
        match self.lower(on + 2) {
            "celsius" | "centigrade" => Some(("Cel", scale + 1)),
            "fahrenheit" => Some(("[degF]", scale + 1)),
            _ => None,
        }
    }

    /// Returns one past an opening bracket before a unit: "20 (kg)".
    pub(super) fn past_bracket(&self, at: TokenId) -> TokenId {
        let bracket = self.is(at, &["(", "[", "{", "<"]) && self.is(at + 2, &[")", "]", "}", ">"]);
        if bracket { at + 1 } else { at }
    }

    /// The unit whose name begins at a token, perhaps behind a hyphen, and one past its last token.
    pub(super) fn unit_at(&self, at: TokenId) -> Option<(Named, TokenId)> {
        let hyphen = self.is(at, &["-", "‐", "‑"]) && self.joined_to_prev(at) && self.joined_to_prev(at + 1);
        let first = if hyphen { at + 1 } else { at };
        if first >= self.tokens.end {
            return None;
        }
        let most = UNIT_WORDS.min(self.tokens.end - first);
        for len in (1..=most).rev() {
            let words = TokenRange::new(first, first + len);
            let text = self.text(words);
            let found = match len {
                1 => self.one_word(first),
                _ => unit::symbol(text, self.joined_to_prev(first)).or_else(|| unit::word(&spaced(self.doc, words))),
            };
            if let Some(found) = found.filter(|found| self.is_whole(words) && self.belongs(found, words)) {
                return Some((found, words.end));
            }
        }
        None
    }

    /// A unit of one token, or of an abbreviation that has kept its full stop.
    pub(super) fn one_word(&self, at: TokenId) -> Option<Named> {
        let (form, lower) = (self.doc.form(at), self.doc.lower(at));
        let quote = matches!(form, "\"" | "″");
        if quote && self.quoted(at) {
            return None;
        }
        // "20 J/kg": the stroke, too, tells that a letter is a unit.
        let glued = self.joined_to_prev(at) || self.is(at + 1, &["/"]) && self.joined_to_prev(at + 1);
        let found = unit::symbol(form, glued).or_else(|| unit::word(lower));
        let stripped = || unit::word(lower.strip_suffix('.')?).or_else(|| unit::symbol(form.strip_suffix('.')?, glued));
        found.or_else(stripped).or_else(|| self.inch(at))
    }

    /// An inch or a foot written as "in" or as a mark: "2 1/2 in thick", "10 " long", "14 in of snow", "it was 2 in,
    /// and", "6′ tall". Elsewhere "in" is a preposition, and the mark ends a quotation or is a minute of arc.
    pub(super) fn inch(&self, at: TokenId) -> Option<Named> {
        let after = at + 1;
        let extent = is(self.lower(after), List::Extent);
        let last = after >= self.tokens.end || self.is(after, &[".", ",", ";", ")"]);
        let fallen = self.is(after, &["of"]) && is(self.lower(after + 1), List::Fallen);
        // "Drifts of 20 in blocked the pass."
        let clause = || {
            let verb = matches!(self.doc.token(after).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
            verb && self.near(TokenRange::one(at), List::Depth)
        };
        let name = match self.doc.form(at) {
            "in" if extent || last || fallen || clause() => "inch",
            "\"" if extent => "inch",
            "′" | "'" if extent => "foot",
            _ => return None,
        };
        self.is_digit(at - 1).then(|| unit::word(name))?
    }

    /// Returns whether a quotation is open before the mark, so that the mark closes it and is no sign for inches.
    pub(super) fn quoted(&self, at: TokenId) -> bool {
        let sentence = self.doc.sentence(self.doc.sentence_of(at)).tokens;
        let before = TokenRange::new(sentence.start, at);
        // A quotation may have begun some sentences before.
        let earlier = TokenRange::new(sentence.start.back(QUOTED), sentence.start);
        let odd = |range: TokenRange| range.iter().filter(|t| self.doc.form(*t).contains('"')).count() % 2 == 1;
        let ends = self.is(at + 1, &[",", "."]) || crate::lexicon::abbreviation::is_cue(self.lower(at + 1));
        odd(before) != (ends && odd(earlier)) || before.iter().any(|t| self.doc.form(t) == "“")
    }

    /// Returns whether words are the name of a unit and do not only look like one: "two won", "five in", "20
    /// second-hand cars".
    pub(super) fn is_whole(&self, words: TokenRange) -> bool {
        let last = self.doc.lower(words.end - 1);
        if words.len() > 1 {
            return last != "-";
        }
        let hyphen = self.is(words.end, &["-"]) && self.joined_to_prev(words.end);
        match last {
            "won" => {
                let number = words.start - 1;
                self.is(number, &["thousand", "million", "billion", "trillion"])
                    || self.form(number).len() > 3
                        && !self.joined_to_prev(words.start)
                        && self.doc.token(words.start).upos != Upos::Verb
            }
            // "3 billion crowns", but "two crowns"
            "crowns" => {
                let number = words.start - 1;
                matches!(self.number_word(number), Some((Kind::Scale, _)))
                    || self.is_digit(number) && self.form(number).len() > 3
            }
            "in" => !hyphen, // "seven-in-ten"
            "second" | "quarter" => !hyphen || self.is(words.end + 1, &["long"]),
            _ => true,
        }
    }

    /// Returns whether a unit belongs to the number before it: not a currency sign of the number behind ("1 $10 bill"),
    /// nor letters that are a unit of temperature or money only beside words for it ("13F filing", "section 5c").
    fn belongs(&self, found: &Named, words: TokenRange) -> bool {
        let sign = found.unit.is_money() && !self.form(words.start).starts_with(char::is_alphabetic);
        if sign && self.is_digit(words.end) && self.joined_to_prev(words.end) && !self.joined_to_prev(words.start) {
            return false;
        }
        // "24703 L-202"
        let coded = self.text(words).len() == 1
            && self.is(words.end, &["-", "–"])
            && self.joined_to_prev(words.end)
            && self.joined_to_prev(words.end + 1)
            && self.is_digit(words.end + 1)
            && !self.joined_to_prev(words.start);
        !coded && self.is_spoken_of(self.text(words), words)
    }

    /// Returns whether a word nearby makes a letter a unit; true for other symbols.
    pub(super) fn is_spoken_of(&self, symbol: &str, words: TokenRange) -> bool {
        match symbol.strip_suffix('.').filter(|bare| *bare == "F").unwrap_or(symbol) {
            "C" if self.text(words).contains('.') => true,
            "F" | "C" => {
                let ends = self.is(words.end, &["(", ")", "/", ",", "."]) || words.end >= self.tokens.end;
                let glued = self.joined_to_prev(words.start) || self.is_digit(words.start);
                self.near(words, List::Heat) || glued && ends
            }
            // "8-K", but "(572 °F, 573.15K)"
            "K" => matches!(self.lower(words.start - 3), "°f" | "°c" | "f" | "c"),
            "c" => self.near(words, List::Price) || self.is(words.end, &["a", "per", "to"]),
            _ => true,
        }
    }

    /// Returns whether a word of a list stands nearby in the sentence.
    pub(super) fn near(&self, words: TokenRange, list: List) -> bool {
        let sentence = self.doc.sentence(self.doc.sentence_of(words.start)).tokens;
        let around = TokenRange::new(
            words.start.back(NEAR).max(sentence.start),
            (words.end + NEAR).min(self.tokens.end),
        );
        around.iter().any(|t| !words.contains(t) && is(self.doc.lower(t), list))
    }

    /// Turns a duration into an age before "old" and "of age": "years old", "-year-old", "years of age".
    pub(super) fn with_age(&self, unit: Unit, after: &mut TokenId) -> Unit {
        let Unit::Duration(code) = unit else { return unit };
        let at = if self.is(*after, &["-", "‐", "‑"]) {
            (*after) + 1
        } else {
            *after
        };
        if self.is(at, &["old", "olds"]) {
            *after = at + 1;
            return Unit::Age(code);
        }
        if self.is(at, &["of"]) && self.is(at + 1, &["age"]) {
            *after = at + 2;
            return Unit::Age(code);
        }
        unit
    }
}
