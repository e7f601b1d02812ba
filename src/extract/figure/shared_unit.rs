//! Units, scales and currencies that are written at one amount and meant for its neighbour too: "eight or nine euros",
//! "8- to 16-meter", "between $5 and $7 billion", "from 21 mpg to 23".

use super::amount::Amount;
use super::draft::Line;
use super::gap::Gap;
use crate::extract::number::Form;
use crate::language::Upos;
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::unit;
use crate::model::unit::{Currency, Unit};

/// Numbers of four digits without unit that may be years.
const YEARS: std::ops::Range<f64> = 1900.0..2100.0;

/// The largest number that takes "percent" from its neighbour.
const MOST_PERCENT: f64 = 100.0;

/// Gives amounts without unit those of their neighbours: first from right to left, then sums of one currency, then from
/// left to right. An amount with a unit keeps it.
pub(super) fn share(line: Line, amounts: &mut [Amount]) {
    for i in (1..amounts.len()).rev() {
        let (left, right) = amounts.split_at_mut(i);
        to_left(line, &mut left[i - 1], &mut right[0]);
    }
    same_letter(line, amounts);
    same_currency(line, amounts);
    for i in 1..amounts.len() {
        let (left, right) = amounts.split_at_mut(i);
        to_right(line, &left[i - 1], &mut right[0]);
    }
}

/// Copies unit and scale to the left, in a range or list with them at its last amount only.
fn to_left(line: Line, left: &mut Amount, right: &mut Amount) {
    let gap = Gap::of(line, left.tokens.end, right.tokens.start);
    same_dollar(left, right, gap);
    if left.unit.is_none() && right.unit.is_some() && is_of_sum(line, left, right) {
        lend(left, right);
    } else if left.unit.is_none() && right.unit.is_some() && is_shared(line, left, right, gap) {
        lend(left, right);
        let worth = right.value / right.number.value;
        if worth.is_finite() && worth > 0.0 {
            left.value *= worth;
        }
    }
    share_scale(left, right, gap);
}

fn lend(to: &mut Amount, of: &Amount) {
    (to.unit, to.own_unit) = (of.unit.clone(), false);
}

/// Gives a bare dollar sign the currency of its neighbour: "US$89 to $93 million".
fn same_dollar(left: &mut Amount, right: &mut Amount, gap: Gap) {
    let of = |unit: &Option<Unit>| match unit {
        Some(Unit::Money { currency, .. }) => Some(*currency),
        _ => None,
    };
    let ranges = matches!(gap, Gap::Dash | Gap::To | Gap::And | Gap::Or);
    let (bare, known, code, family) = match (of(&left.unit), of(&right.unit)) {
        (Some(Currency::Known(code)), Some(Currency::Open(family))) => (right, left, code, family),
        (Some(Currency::Open(family)), Some(Currency::Known(code))) => (left, right, code, family),
        _ => return,
    };
    if ranges && unit::family(family).iter().any(|member| member.code == code) {
        bare.unit = known.unit.clone();
    }
}

/// Returns whether the left amount is part of the right one, in the same currency or time: "180 million of the 1.4
/// billion shekels", "10 of 12 years".
fn is_of_sum(line: Line, left: &Amount, right: &Amount) -> bool {
    let of = left.tokens.end;
    let article = i32::from(line.is(of + 1, &["the", "its", "their", "a", "that", "his", "her"]));
    let beside = line.is(of, &["of"]) && of.step(1 + article) == right.tokens.start;
    let sums = left.scaled && right.scaled && right.unit.as_ref().is_some_and(Unit::is_money);
    let after = right.tokens.end;
    let noun = line.has(after) && line.doc.token(after).upos == Upos::Noun;
    let lasts = matches!(right.unit, Some(Unit::Duration(_)))
        && line.lower(after - 1).ends_with('s')
        && !line.is_hyphen(after - 2)
        && !noun;
    let times = lasts && left.value < right.value && left.number.form != Form::Fraction;
    beside && (sums || times) && left.number.form != Form::Many
}

fn is_shared(line: Line, left: &Amount, right: &Amount, gap: Gap) -> bool {
    let sign_first = right.tokens.start != right.number.tokens.start;
    // "7 or $8 million", "between 5 and $10"
    let money = matches!(gap, Gap::Or | Gap::To | Gap::Dash) && left.value < right.number.value / right.scale.max(1.0);
    let plain = left.number.form != Form::Fraction && left.number.form != Form::Many;
    let year = left.number.form == Form::Digits && YEARS.contains(&left.value) && left.number.tokens.len() == 1;
    let joined = match gap {
        Gap::Other => false,
        // "three, five years later": a list of times is told one by one.
        Gap::Comma => !matches!(right.unit, Some(Unit::Age(_) | Unit::Duration(_))),
        _ => true,
    };
    // "won 52 to 48 percent"
    let vote = gap == Gap::To
        && matches!(right.unit, Some(Unit::Percent(_)))
        && is(line.lower(left.tokens.start - 1), List::Match);
    // "16,700, 15 per cent above last year": a comma joins no sum and percentage.
    let percent = matches!(right.unit, Some(Unit::Percent(_)));
    let beyond = gap == Gap::Comma && percent && (left.value > MOST_PERCENT || compares(line, right));
    joined && plain && (!sign_first || money) && !year && !vote && !beyond
}

/// Returns whether a comparative follows: "15 per cent above".
fn compares(line: Line, amount: &Amount) -> bool {
    let after = line.lower(amount.tokens.end);
    is(after, List::More) || is(after, List::Less) || matches!(after, "above" | "below")
}

/// Copies a scale that is said once: "between $5 and $7 billion", "five to six million".
fn share_scale(left: &mut Amount, right: &Amount, gap: Gap) {
    let ranges = matches!(gap, Gap::Dash | Gap::To | Gap::And | Gap::Or);
    let unscaled = right.scaled && !left.scaled && left.number.tokens.len() == 1;
    // The left end must be the smaller one: "two to five million", not "500 to two million".
    let smaller = left.value < right.number.value / right.scale && right.scale > 1.0;
    if ranges && left.unit == right.unit && unscaled && smaller {
        left.value *= right.scale;
        left.number.value *= right.scale;
        (left.scaled, left.scale) = (true, right.scale);
    }
}

/// Gives a scale letter the reading that it has earlier in the sentence: "2.3m units, compared with 2.1m".
fn same_letter(line: Line, amounts: &mut [Amount]) {
    let mut millions = false;
    for amount in amounts {
        let letter = line.is(amount.tokens.end - 1, &["m"]) && line.joined_to_next(amount.tokens.end - 2);
        let metres = matches!(&amount.unit, Some(Unit::Measure(code)) if code == "m");
        if millions && letter && metres {
            (amount.unit, amount.own_unit) = (None, false);
            (amount.value, amount.scaled, amount.scale) = (amount.value * 1e6, true, 1e6);
            amount.number.tokens.end = amount.tokens.end;
        }
        millions |= amount.unit.is_none() && amount.scale == 1e6 && line.is(amount.number.tokens.end - 1, &["m"]);
    }
}

/// Copies a currency that is written once in a sentence: "a profit of $3 billion after a 2 billion loss".
fn same_currency(line: Line, amounts: &mut [Amount]) {
    let currency = amounts.iter().find_map(|a| a.unit.clone().filter(Unit::is_money));
    let Some(currency) = currency else { return };
    for amount in amounts.iter_mut().filter(|a| a.unit.is_none() && a.scale >= 1e6) {
        let before = amount.tokens.start;
        let of = line.is(before - 1, &["of"]) && is(line.lower(before - 2), List::Sum);
        if of || is(line.lower(amount.tokens.end), List::Sum) {
            (amount.unit, amount.own_unit) = (Some(currency.clone()), false);
        }
    }
}

/// Copies the unit of the left amount to the right: "from 21 mpg to 23", "between 5 kg and 10", "from 6% in May to 7",
/// "7.2 percent, up from 6.9".
fn to_right(line: Line, left: &Amount, right: &mut Amount) {
    let plain = right.unit.is_none() && right.number.form != Form::Fraction;
    if plain && (compares_decimals(line, left, right) || ends_range(line, left, right)) {
        lend(right, left);
    }
}

/// Returns whether two decimals are compared: "1.4 degrees in May and 2.1 last year", "7.2 percent, up from 6.9 in
/// April".
fn compares_decimals(line: Line, left: &Amount, right: &Amount) -> bool {
    const FARTHEST: u32 = 12;
    let (start, end) = (right.tokens.start, right.tokens.end);
    let joint = start - 1;
    let compares = line.is(joint, &["and"])
        || line.is(joint, &["from"]) && line.is(joint - 1, &["up", "down"])
        || line.is(joint, &["with", "to"]) && line.is(joint - 1, &["compared"]);
    let told = line.is_date(end) || !line.has(end) || line.is(end, &["in", "on", "at", ".", ",", ";", ")"]);
    let decimal = line.form(start).contains('.') && right.number.tokens.len() == 1;
    decimal && compares && told && distance(left, right) <= FARTHEST && own_measure(left)
}

/// Returns whether the right amount ends a range or change that the left begins: "from 21 mpg to 23", "between 5 kg and
/// 10", "from 12 years to eight", "to 94 million euros from 31 million".
fn ends_range(line: Line, left: &Amount, right: &Amount) -> bool {
    const FARTHEST: u32 = 6;
    const OPENED: i32 = 6;
    let (joint, end) = (right.tokens.start - 1, right.tokens.end);
    let opened = |word| (1..OPENED).any(|i| line.is(left.tokens.start.step(-i), &[word]));
    let joined = line.is(joint, &["to"]) && opened("from") || line.is(joint, &["and"]) && opened("between");
    let back = line.is(joint, &["from"]) && line.is(left.tokens.start - 1, &["to"]);
    let lends = match &left.unit {
        // "to 15 dollars an hour from 12"
        Some(Unit::Money { .. }) => back,
        Some(Unit::Measure(_) | Unit::Percent(_) | Unit::Duration(_)) => true,
        _ => false,
    };
    let noun = line.has(end)
        && (line.is_hyphen(end)
            || matches!(
                line.doc.token(end).upos,
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num
            ));
    let near = distance(left, right) <= FARTHEST;
    (joined || back) && lends && left.own_unit && near && !YEARS.contains(&right.value) && !noun
}

/// Number of tokens between two amounts.
fn distance(left: &Amount, right: &Amount) -> u32 {
    right.tokens.start - left.tokens.end
}

/// Returns whether an amount has a unit of its own and no scale ("5.4 percent", not "$5.4 million").
fn own_measure(amount: &Amount) -> bool {
    amount.own_unit && !amount.scaled && matches!(amount.unit, Some(Unit::Measure(_) | Unit::Percent(_)))
}
