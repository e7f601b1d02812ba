//! Continuations behind an amount: an amount in a smaller unit ("5 feet 4 inches"), and the denominator of a rate ("a
//! day").

use crate::model::ids::TokenId;
use std::borrow::Cow;

use super::Amount;
use crate::extract::number::{self, Form, Number, rounded};
use crate::extract::reader::Reader;
use crate::language::Upos;
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::unit;
use crate::model::unit::Unit;

/// Units that go on with a smaller one, and how many of the smaller make one. Years and months are left apart: a year
/// and six months are told as two.
const SMALLER: &[(&str, &str, f64)] = &[
    ("[yd_i]", "[ft_i]", 3.0),
    ("[ft_i]", "[in_i]", 12.0),
    ("m", "cm", 100.0),
    ("[stone_av]", "[lb_av]", 14.0),
    ("[lb_av]", "[oz_av]", 16.0),
    ("h", "min", 60.0),
    ("min", "s", 60.0),
];

impl Reader<'_> {
    /// Adds the parts in smaller units: "5 feet 4 inches", "six-foot-two", "2 hours 10 minutes and 4 seconds", "13
    /// dollars and 45 cents", "13 dollars 45".
    pub(super) fn compound(&self, amount: &mut Amount) {
        let first = match &amount.unit {
            Some(unit @ (Unit::Measure(_) | Unit::Duration(_))) => unit.ucum(),
            Some(Unit::Money { .. }) => return self.money_and_cents(amount),
            _ => None,
        };
        let Some(last) = first.and_then(|code| SMALLER.iter().find(|(larger, ..)| *larger == code)) else {
            return;
        };
        let (mut last, mut worth) = (last.0, 1.0);
        while let Some((smaller, ratio, part, end)) = self.smaller(last, amount.tokens.end) {
            (last, worth) = (smaller, worth * ratio);
            amount.value = rounded(amount.value + part / worth);
            amount.tokens.end = end;
        }
    }

    /// The part of an amount in a smaller unit that begins at a token: the unit's code, how many of it make one of the
    /// larger unit, its number, and one past its last token.
    fn smaller(&self, larger: &str, at: TokenId) -> Option<(&'static str, f64, f64, TokenId)> {
        let mut units = SMALLER.iter().filter(|(of, ..)| *of == larger).peekable();
        units.peek()?;
        let mut at = at;
        while self.is(at, &["-", "and"]) {
            at += 1;
        }
        let Some(part) = number::read(self.doc, at, self.tokens.end) else {
            // "6ft 4in"
            let fused = self.fused(at)?;
            let code = fused.unit.as_ref().and_then(Unit::ucum)?;
            let (_, code, ratio) = units.find(|(_, smaller, ratio)| *smaller == code && fused.value < *ratio)?;
            return Some((code, *ratio, fused.value, fused.tokens.end));
        };
        let end = part.tokens.end;
        let (_, code, ratio) = units.find(|(.., ratio)| part.value < *ratio)?;
        // "5 ft 2 in": elsewhere "in" is a preposition.
        let inch = self.is(end, &["in"]) && self.is(at - 1, &["ft"]);
        // "six-foot-two"
        let bare = larger == "[ft_i]" && self.joined_to_prev(at) && part.form == Form::Words;
        match self.unit_at(end) {
            Some((named, end)) if named.unit.ucum() == Some(code) && named.factor == 1.0 => {
                Some((code, *ratio, part.value, end))
            }
            None if inch => Some((code, *ratio, part.value, end + 1)),
            None if bare => Some((code, *ratio, part.value, end)),
            _ => None,
        }
    }

    /// Adds cents behind a sum of money: "13 dollars and 45 cents", "13 dollars 45".
    fn money_and_cents(&self, amount: &mut Amount) {
        let and = self.is(amount.tokens.end, &["and"]);
        let at = if and { amount.tokens.end + 1 } else { amount.tokens.end };
        let Some(part) = number::read(self.doc, at, self.tokens.end).filter(|n| n.value < 100.0) else {
            return;
        };
        let end = match self.unit_at(part.tokens.end) {
            Some((cent, end)) if cent.unit.is_money() && cent.factor == 0.01 => end,
            None if self.cents(amount, at, &part) => part.tokens.end,
            _ => return,
        };
        amount.value = rounded(amount.value + part.value / 100.0);
        amount.tokens.end = end;
    }

    /// Returns whether a number behind the name of a currency is cents: "15 dollars 50", "thirteen dollars and
    /// forty-five". It has two digits, and no noun follows.
    fn cents(&self, amount: &Amount, at: TokenId, part: &Number) -> bool {
        let name = self.form(amount.tokens.end - 1);
        let named = name.starts_with(char::is_alphabetic) && amount.tokens.start == amount.number.tokens.start;
        let two =
            part.value >= 10.0 && part.value.fract() == 0.0 && (part.form == Form::Words || self.form(at).len() == 2);
        let end = part.tokens.end;
        let ends = end >= self.tokens.end || self.doc.token(end).upos == Upos::Punct && !self.is(end, &["-", "–", "%"]);
        let clause = ends || self.is(end, &["more", "less", "for", "to", "per", "a", "each"]);
        let and = self.is(at - 1, &["and"]);
        let whole = amount.value.fract() == 0.0 && !amount.scaled;
        named && two && whole && if and { ends } else { clause }
    }

    /// Reads the denominator of a rate behind the unit: "per share", "a barrel", "an hour", "/kg".
    pub(super) fn per(&self, amount: &mut Amount) {
        let at = amount.tokens.end;
        if amount.unit.is_none() || amount.number.form == Form::Fraction {
            return;
        }
        let hyphen = self.is(at, &["-"]) && self.joined_to_prev(at);
        let at = if hyphen { at + 1 } else { at };
        let article = self.is(at, &["a", "an", "each", "every"]);
        if !(article || self.is(at, &["per", "/"])) {
            return;
        }
        let noun = if hyphen && self.is(at + 1, &["-"]) {
            at + 2
        } else {
            at + 1
        };
        let unit = self.denominator(noun);
        // "$900m a year earlier"
        let back = unit.as_ref().is_some_and(|(_, end)| is(self.lower(*end), List::Back));
        if article && back {
            return;
        }
        let end = match (&unit, article) {
            (Some((_, end)), _) => *end,
            (None, true) if is(self.lower(noun), List::Portion) => noun + 1,
            (None, false) if self.form(noun).starts_with(char::is_alphabetic) => noun + 1,
            _ => return,
        };
        amount.tokens.end = end;
        let per = unit.map(|(per, _)| per);
        match (&mut amount.unit, per) {
            // "10 metres a second" is a unit of its own, which says itself that it is a rate; "20 miles every day" too.
            (Some(Unit::Measure(code)), Some(per)) => {
                *code = Cow::Owned(format!("{code}/{per}"));
                // "3 J/m2 per year"
                self.per(amount);
            }
            // "$1.20 a barrel"
            (Some(Unit::Money { per: denominator, .. }), Some(per)) => {
                (*denominator, amount.rate) = (Some(per), true);
            }
            _ => amount.rate = true,
        }
    }

    /// The code of the unit in a denominator, with its power ("s2", "m^3"), and one past its last token.
    fn denominator(&self, at: TokenId) -> Option<(Cow<'static, str>, TokenId)> {
        if let Some((named, end)) = self.unit_at(at).filter(|(named, _)| !named.unit.is_money()) {
            let power = self.form(end + 1);
            if self.is(end, &["^"]) && matches!(power, "2" | "3") {
                return Some((Cow::Owned(format!("{}{power}", named.unit)), end + 2));
            }
            // "a decade": ten years
            let code = match named.factor {
                1.0 => named.unit.to_string(),
                factor => format!("({factor}.{})", named.unit),
            };
            return Some((Cow::Owned(code), end));
        }
        let form = self.form(at);
        let (power, symbol) = match form.chars().next_back()? {
            '2' | '²' => ('2', form.trim_end_matches(['2', '²'])),
            '3' | '³' => ('3', form.trim_end_matches(['3', '³'])),
            _ => return None,
        };
        let named = unit::symbol(symbol, true).filter(|named| !named.unit.is_money() && named.factor == 1.0)?;
        Some((Cow::Owned(format!("{}{power}", named.unit)), at + 1))
    }
}
