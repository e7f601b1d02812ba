//! Amounts that belong together: ranges ("10-15", "between $5 and $7 billion"), scores and votes ("3-1", "52 to 48"),
//! ratios ("one in five"), dimensions ("10-by-12-metre"), and units that stand only at the last of several
//! ("eight or nine euros", "8- to 16-meter").

use super::amount::{Amount, Unit};
use super::draft::{Draft, Line, step};
use crate::extract::number::Form;
use crate::language::Upos;
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::{Aspect, Comparator, FigureKind};
use crate::model::ids::{TokenId, TokenRange};

/// How two amounts that stand beside each other are joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Joint {
    None,
    Range,
    Score,
    Ratio,
}

/// Joins what belongs together.
pub(super) fn drafts(line: Line, mut amounts: Vec<Amount>) -> Vec<Draft> {
    drop_denominators(line, &mut amounts);
    share_units(line, &mut amounts);
    let mut drafts: Vec<Draft> = Vec::with_capacity(amounts.len());
    let mut amounts = amounts.into_iter().peekable();
    while let Some(left) = amounts.next() {
        let joint = amounts.peek().map_or(Joint::None, |right| joint(line, &left, right));
        let mut draft = Draft::new(left);
        if joint != Joint::None
            && let Some(right) = amounts.next()
        {
            join(line, &mut draft, right, joint);
        }
        drafts.push(draft);
    }
    mark_conversions(line, &mut drafts);
    drafts
}

/// "four deaths per 100,000": the second number belongs to the rate of the first.
fn drop_denominators(line: Line, amounts: &mut Vec<Amount>) {
    for i in (1..amounts.len()).rev() {
        let per = line.is(step(amounts[i].tokens.start, -1), &["per"]);
        let direct = step(amounts[i - 1].tokens.end, 1) == amounts[i].tokens.start;
        if per && !direct && amounts[i].unit == Unit::None {
            amounts.remove(i);
            amounts[i - 1].rate = true;
        }
    }
}

fn join(line: Line, draft: &mut Draft, right: Amount, joint: Joint) {
    draft.to(right.tokens.end);
    draft.core = draft.tokens;
    draft.head = step(right.number.tokens.end, -1);
    match joint {
        Joint::Range => {
            draft.other = Some(right.value);
            draft.comparator = Comparator::Between;
            if right.unit != Unit::None {
                let (counted, rate) = (draft.counted, draft.rate || right.rate);
                let joined = Draft::new(Amount {
                    tokens: draft.tokens,
                    ..right
                });
                (draft.unit, draft.kind, draft.rule, draft.aspect) =
                    (joined.unit, joined.kind, joined.rule, joined.aspect);
                (draft.counted, draft.rate) = (counted, rate);
            }
            let between = step(draft.tokens.start, -1);
            if line.is(between, &["between"]) {
                draft.from(between);
            }
        }
        Joint::Score => {
            draft.other = Some(right.value);
            (draft.kind, draft.rule) = (FigureKind::Score, "figure.score");
        }
        Joint::Ratio => {
            draft.value /= right.value;
            draft.form = Form::Fraction;
            (draft.kind, draft.rule) = (FigureKind::Rate, "figure.ratio");
        }
        Joint::None => {}
    }
}

/// A range that stops short of the unit takes it from its right end.
fn share_units(line: Line, amounts: &mut [Amount]) {
    for i in (1..amounts.len()).rev() {
        let (left, right) = amounts.split_at_mut(i);
        let (left, right) = (&mut left[i - 1], &right[0]);
        let gap = Gap::of(line, left.tokens.end, right.tokens.start);
        if left.unit == Unit::None && right.unit != Unit::None && shares(line, left, right, gap) {
            left.unit = right.unit.clone();
            left.own_unit = false;
            let worth = right.value / right.number.value;
            if worth.is_finite() && worth > 0.0 {
                left.value *= worth;
            }
        }
        share_scale(left, right, gap);
    }
    same_letter(line, amounts);
    same_currency(line, amounts);
    for i in 1..amounts.len() {
        let (left, right) = amounts.split_at_mut(i);
        lend_unit(line, &left[i - 1], &mut right[0]);
    }
}

/// "2.3m units, compared with 2.1m": the letter means what it meant before.
fn same_letter(line: Line, amounts: &mut [Amount]) {
    let mut millions = false;
    for amount in amounts {
        let letter = line.is(step(amount.tokens.end, -1), &["m"]) && line.glued(step(amount.tokens.end, -2));
        let metres = matches!(&amount.unit, Unit::Measure(code) if code == "m");
        if millions && letter && metres {
            (amount.unit, amount.own_unit) = (Unit::None, false);
            (amount.value, amount.scaled, amount.scale) = (amount.value * 1e6, true, 1e6);
            amount.number.tokens.end = amount.tokens.end;
        }
        millions |=
            amount.unit == Unit::None && amount.scale == 1e6 && line.is(step(amount.number.tokens.end, -1), &["m"]);
    }
}

/// "a profit of $3 billion after a 2 billion loss": sums of money in a sentence whose currency is written once.
fn same_currency(line: Line, amounts: &mut [Amount]) {
    const SUMS: &[&str] = &[
        "loss",
        "losses",
        "profit",
        "profits",
        "deficit",
        "surplus",
        "turnover",
        "revenue",
        "shortfall",
    ];
    let Some(currency) = amounts.iter().find(|a| matches!(a.unit, Unit::Money(_))) else {
        return;
    };
    let unit = currency.unit.clone();
    for amount in amounts.iter_mut().filter(|a| a.unit == Unit::None && a.scale >= 1e6) {
        let before = amount.tokens.start;
        let of = line.is(step(before, -1), &["of"]) && line.is(step(before, -2), SUMS);
        if of || line.is(amount.tokens.end, SUMS) {
            (amount.unit, amount.own_unit) = (unit.clone(), false);
        }
    }
}

/// "from 21 mpg to 23", "between 5 kg and 10", "from 6% in May to 7": the right end takes the unit of the left.
fn lend_unit(line: Line, left: &Amount, right: &mut Amount) {
    const FAR: u32 = 6;
    const FARTHER: u32 = 12;
    let (start, end) = (right.tokens.start, right.tokens.end);
    let joint = step(start, -1);
    let opened = |word| (1..6).any(|i| line.is(step(left.tokens.start, -i), &[word]));
    let joined = line.is(joint, &["to"]) && opened("from") || line.is(joint, &["and"]) && opened("between");
    // "to 94 million euros from 31 million"
    let back = line.is(joint, &["from"]) && line.is(step(left.tokens.start, -1), &["to"]);
    let money = matches!(left.unit, Unit::Money(_)) && right.scaled && back;
    let measures = (money || matches!(left.unit, Unit::Measure(_) | Unit::Percent(_))) && left.own_unit;
    let year = (1900.0..2100.0).contains(&right.value);
    let noun = line.has(end)
        && (line.is_hyphen(end)
            || matches!(
                line.doc.token(end).upos,
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num
            ));
    let gap = start.0.saturating_sub(left.tokens.end.0);
    let near = gap <= FAR;
    // "1.4 degrees in May and 2.1 last year", "7.2 percent, up from 6.9 in April": decimals that are compared
    let compares = line.is(joint, &["and"])
        || line.is(joint, &["from"]) && line.is(step(joint, -1), &["up", "down"])
        || line.is(joint, &["with", "to"]) && line.is(step(joint, -1), &["compared"]);
    let told = line.is_date(end) || !line.has(end) || line.is(end, &["in", "on", "at", ".", ",", ";", ")"]);
    let decimal = line.form(start).contains('.') && right.number.tokens.len() == 1;
    if decimal && compares && told && gap <= FARTHER && right.unit == Unit::None && own_measure(left) {
        (right.unit, right.own_unit) = (left.unit.clone(), false);
        return;
    }
    let plain = right.unit == Unit::None && right.number.form != Form::Fraction;
    if plain && (joined || back) && measures && near && !year && !noun {
        (right.unit, right.own_unit) = (left.unit.clone(), false);
    }
}

/// An amount whose unit is written and is no scale ("5.4 percent", not "$5.4 million").
fn own_measure(amount: &Amount) -> bool {
    amount.own_unit && !amount.scaled && matches!(amount.unit, Unit::Measure(_) | Unit::Percent(_))
}

fn shares(line: Line, left: &Amount, right: &Amount, gap: Gap) -> bool {
    let sign_first = right.tokens.start != right.number.tokens.start;
    let plain = left.number.form != Form::Fraction && left.number.form != Form::Many;
    let year =
        left.number.form == Form::Digits && (1900.0..2100.0).contains(&left.value) && left.number.tokens.len() == 1;
    let joined = match gap {
        Gap::Dash | Gap::To | Gap::By => true,
        Gap::And | Gap::Or | Gap::Comma | Gap::Hanging => {
            !matches!(right.unit, Unit::Age(_) | Unit::Duration(_)) || gap != Gap::Comma
        }
        Gap::Other => false,
    };
    let to_other = gap == Gap::To
        && matches!(right.unit, Unit::Percent(_))
        && is(line.lower(step(left.tokens.start, -1)), List::Match);
    joined && plain && !sign_first && !year && !to_other
}

/// "between $5 and $7 billion", "five to six million": the scale, too, is said once.
fn share_scale(left: &mut Amount, right: &Amount, gap: Gap) {
    let same = left.unit == right.unit;
    if !matches!(gap, Gap::Dash | Gap::To | Gap::And | Gap::Or)
        || !same
        || !right.scaled
        || left.scaled
        || left.number.tokens.len() > 1
    {
        return;
    }
    let worth = right.scale;
    // The left end must be the smaller one: "two to five million", not "500 to two million".
    if left.value < right.number.value / worth && worth > 1.0 {
        left.value *= worth;
        left.number.value *= worth;
        (left.scaled, left.scale) = (true, worth);
    }
}

/// What stands between two amounts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Gap {
    Dash,
    To,
    And,
    Or,
    Comma,
    By,
    /// "8-, 10- and 12-inch"
    Hanging,
    Other,
}

impl Gap {
    fn of(line: Line, start: TokenId, end: TokenId) -> Gap {
        if start >= end || end.0 - start.0 > 4 {
            return Gap::Other;
        }
        let mut words: Vec<&str> = TokenRange { start, end }.iter().map(|t| line.lower(t)).collect();
        let hanging = line.is_hyphen(start) && line.glued(step(start, -1)) && words.len() > 1;
        if hanging {
            words.remove(0);
        }
        // "between 20 and about 30"
        if words.len() > 1 && words.last().is_some_and(|word| is(word, List::Nearly)) {
            words.pop();
        }
        match words[..] {
            ["-" | "–" | "—" | "‑" | "−"] if !hanging && start.0 + 1 == end.0 => {
                let spaced = !line.glued(start) && !line.glued(step(start, -1));
                if spaced && words[0] == "—" {
                    Gap::Other
                } else {
                    Gap::Dash
                }
            }
            ["to" | "through" | "till"] | ["to", "-"] | ["up", "to"] => Gap::To,
            [","] | [",", ","] => {
                if hanging {
                    Gap::Hanging
                } else {
                    Gap::Comma
                }
            }
            ["and"] | [",", "and"] => {
                if hanging {
                    Gap::Hanging
                } else {
                    Gap::And
                }
            }
            ["or"] | [",", "or"] => {
                if hanging {
                    Gap::Hanging
                } else {
                    Gap::Or
                }
            }
            ["by"] | ["by", "-"] | ["x" | "×"] => Gap::By,
            _ => Gap::Other,
        }
    }
}

fn joint(line: Line, left: &Amount, right: &Amount) -> Joint {
    if ratio(line, left, right) {
        return Joint::Ratio;
    }
    let gap = Gap::of(line, left.tokens.end, right.tokens.start);
    let before = before_bounds(line, left.tokens.start);
    let between = line.is(before, &["between"])
        || (line.is(before, &["of"])
            && line.is(step(before, -1), &["ages"])
            && line.is(step(before, -3), &["between"]));
    let compatible = compatible(left, right);
    match gap {
        Gap::And if between && compatible => Joint::Range,
        Gap::Dash | Gap::To if !compatible => Joint::None,
        Gap::Dash | Gap::To if score(line, left, right, gap) => Joint::Score,
        Gap::To if changes(line, left, right) => Joint::None,
        Gap::Dash | Gap::To if left.value < right.value || (left.value < 0.0 && right.value < 0.0) => Joint::Range,
        Gap::Or if compatible && neighbours(left, right) => Joint::Range,
        _ => Joint::None,
    }
}

/// "two or three days", "ten or fifteen people": an estimate.
fn neighbours(left: &Amount, right: &Amount) -> bool {
    let whole = left.value.fract() == 0.0 && right.value.fract() == 0.0;
    whole
        && left.value < right.value
        && right.value <= left.value * 2.0
        && right.value / right.scale <= 100.0
        && left.value > 0.0
}

fn compatible(left: &Amount, right: &Amount) -> bool {
    let plain = |a: &Amount| !matches!(a.number.form, Form::Fraction | Form::Many) || a.unit != Unit::None;
    (left.unit == right.unit
        || (right.unit == Unit::None && matches!(left.unit, Unit::Money(_)) && right.value > left.value * 0.5))
        && plain(left)
        && plain(right)
}

/// The token before the phrase that bounds an amount: "between" in "between about 20 and 30".
fn before_bounds(line: Line, start: TokenId) -> TokenId {
    let before = step(start, -1);
    if line.is(
        before,
        &["about", "around", "roughly", "approximately", "an", "estimated"],
    ) {
        step(before, -1)
    } else {
        before
    }
}

/// "one in five", "9 out of 10", "one of every three"
fn ratio(line: Line, left: &Amount, right: &Amount) -> bool {
    if left.unit != Unit::None || right.unit != Unit::None || left.value >= right.value || left.value <= 0.0 {
        return false;
    }
    let words: Vec<&str> = TokenRange {
        start: left.tokens.end,
        end: right.tokens.start,
    }
    .iter()
    .take(4)
    .map(|t| line.lower(t))
    .collect();
    match words[..] {
        ["in"] | ["-", "in", "-"] | ["in", "every"] => is_round(right.value) && left.value < 20.0,
        ["out", "of"] => is_round(right.value) && (right.value <= 10.0 || right.value >= 100.0),
        ["of", "every"] | ["out", "of", "every"] => true,
        // "seven per 100,000 people"
        ["per"] => right.value >= 10.0,
        _ => false,
    }
}

/// True for the numbers that shares are told of: up to ten, then those with one digit before the zeros, and a few more.
fn is_round(value: f64) -> bool {
    let mut leading = value;
    while leading >= 100.0 && leading % 10.0 == 0.0 {
        leading /= 10.0;
    }
    value.fract() == 0.0 && (2.0..=10.0).contains(&value)
        || matches!(leading, 10.0 | 12.0 | 15.0 | 20.0 | 25.0 | 30.0 | 40.0 | 50.0)
}

/// "3-1", "52 to 48": whole numbers that do not count and that could not be a range, or stand beside a word of matches
/// or votes.
fn score(line: Line, left: &Amount, right: &Amount, gap: Gap) -> bool {
    let whole = |a: &Amount| {
        a.unit == Unit::None
            && a.value.fract() == 0.0
            && (0.0..1000.0).contains(&a.value)
            && a.number.form != Form::Fraction
    };
    if !(whole(left) && whole(right)) {
        return false;
    }
    let after = right.tokens.end;
    let noun = line.has(after)
        && line.doc.token(after).upos == Upos::Noun
        && line.lower(after).ends_with('s')
        && !is(line.lower(after), List::Match);
    let near = |list| {
        (-6..0).any(|i| is(line.lower(step(left.tokens.start, i)), list))
            || (0..3).any(|i| is(line.lower(step(after, i)), list))
    };
    let falling = left.value >= right.value;
    match gap {
        Gap::Dash => !noun && (falling || near(List::Match) || near(List::Vote)),
        Gap::To => {
            (near(List::Vote) || near(List::Match) && falling)
                && !noun
                && !line.is(step(left.tokens.start, -1), &["from"])
        }
        _ => false,
    }
}

/// "rose from 240 to 273": two figures, what it was and what it is. "ranges from 7 to 10" is a range.
fn changes(line: Line, left: &Amount, right: &Amount) -> bool {
    let mut from = step(left.tokens.start, -1);
    for _ in 0..4 {
        if line.is(from, &["from"]) {
            break;
        }
        from = step(from, -1);
    }
    let verb = |at: TokenId| {
        let lower = line.lower(at);
        is(lower, List::Up) || is(lower, List::Down) || is(lower, List::Change)
    };
    let falls = left.value > right.value;
    let near = (1..7).any(|i| verb(step(from, -i)));
    let ranges = (0..4).any(|i| line.lower(step(from, -i)).starts_with("rang"));
    if ranges {
        return false;
    }
    // "went up by 20p to £3.20"
    let by = step(left.tokens.start, -1);
    let change = line.is(by, &["by"]) && (1..4).any(|i| verb(step(by, -i)));
    // "rose 3 cents to $4.02": so much that it cannot be a range
    let percent = matches!(left.unit, Unit::Percent(_));
    let far = right.value >= 3.0 * left.value && left.own_unit && right.own_unit && !percent;
    let level = far && verb(step(left.tokens.start, -1));
    change
        || level
        || (line.is(from, &["from"]) && (near || falls))
        || (falls && (1..5).any(|i| verb(step(left.tokens.start, -i))))
}

/// "more than 20 but fewer than 30 people", "above 5% and below 10%": two bounds of one figure.
pub(super) fn bounded(line: Line, drafts: &mut Vec<Draft>) {
    let lower = |d: &Draft| matches!(d.comparator, Comparator::MoreThan | Comparator::AtLeast);
    let upper = |d: &Draft| matches!(d.comparator, Comparator::LessThan | Comparator::AtMost);
    for i in (1..drafts.len()).rev() {
        let (left, right) = (&drafts[i - 1], &drafts[i]);
        let joint = left.tokens.end;
        let joined = line.is(joint, &["and", "but"]) && step(joint, 1) == right.tokens.start;
        let bounds = lower(left) && upper(right) && left.value < right.value
            || upper(left) && lower(right) && left.value > right.value;
        let same = left.unit == right.unit || left.is_bare();
        if joined && bounds && same && left.other.is_none() && right.other.is_none() {
            let right = drafts.remove(i);
            let left = &mut drafts[i - 1];
            left.to(right.tokens.end);
            left.core.end = right.core.end;
            left.other = Some(right.value);
            left.comparator = Comparator::Between;
            (left.unit, left.kind, left.rule, left.head) = (right.unit, right.kind, right.rule, right.head);
        }
    }
}

/// "10 to 13 foot (3 to 4 meter)", "30 inches (76 cm)", "$10 (£8)", "50 mph / 80 km/h"
fn mark_conversions(line: Line, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let (before, draft) = (&drafts[i - 1], &drafts[i]);
        let start = draft.tokens.start;
        let opened = line.is(step(start, -1), &["(", "["])
            || (line.is(step(start, -1), &["or", "about", "around"]) && line.is(step(start, -2), &["("]));
        let near = start.0.saturating_sub(before.tokens.end.0) <= 3;
        let closed = line.is(draft.tokens.end, &[")", "]", ";", ","]);
        let converts = before.kind == draft.kind
            && matches!(draft.kind, FigureKind::Measure | FigureKind::Money)
            && before.unit != draft.unit;
        let conversion = opened && near && closed && converts;
        drafts[i].conversion = conversion;
        // "C$6 (US$4.50) per share"
        let per = step(drafts[i].tokens.end, 1);
        if conversion && drafts[i].kind == FigureKind::Money && line.is(per, &["per"]) {
            for draft in &mut drafts[i - 1..=i] {
                (draft.rate, draft.aspect) = (true, Aspect::Rate);
            }
        }
    }
}
