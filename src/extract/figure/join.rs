//! Two amounts that are one figure: ranges ("10-15", "between $5 and $7 billion"), scores and votes ("3-1", "52 to 48"),
//! ratios ("one in five"). The ways to join are values in [`JOININGS`]; the first that fires decides.

use super::amount::Amount;
use super::draft::{Draft, Line, Sort};
use super::gap::Gap;
use crate::extract::number::{Form, Number, product};
use crate::language::{Upos, Xpos};
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::unit;
use crate::model::facts::{Comparator, FigureKind};
use crate::model::ids::{TokenId, TokenRange};
use crate::model::unit::Unit;

/// The figures that two neighbouring amounts make.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Joint {
    /// Two figures.
    Apart,
    Range,
    Score,
    Ratio,
}

/// A way to join two amounts.
struct Joining {
    name: &'static str,
    joint: Joint,
    fires: fn(&Pair) -> bool,
}

#[rustfmt::skip]
static JOININGS: &[Joining] = &[
    Joining { name: "ratio", joint: Joint::Ratio, fires: is_ratio },
    Joining { name: "between", joint: Joint::Range, fires: is_between },
    Joining { name: "two units", joint: Joint::Apart, fires: |pair| !pair.compatible },
    Joining { name: "score", joint: Joint::Score, fires: is_score },
    Joining { name: "from one level to another", joint: Joint::Apart, fires: is_change },
    Joining { name: "rising", joint: Joint::Range, fires: is_rising },
    Joining { name: "estimate", joint: Joint::Range, fires: is_estimate },
];

/// The names of the ways to join, in order of precedence.
pub(super) fn names() -> Vec<&'static str> {
    JOININGS.iter().map(|joining| joining.name).collect()
}

/// Two neighbouring amounts.
struct Pair<'a> {
    line: Line<'a>,
    left: &'a Amount,
    /// The right amount, in the unit of the left one where both have one dimension: "from six months to four years".
    right: Amount,
    gap: Gap,
    /// True if both have the same unit.
    compatible: bool,
}

impl<'a> Pair<'a> {
    fn new(line: Line<'a>, left: &'a Amount, right: &Amount) -> Pair<'a> {
        let right = converted(left, right).unwrap_or_else(|| right.clone());
        Pair {
            line,
            left,
            gap: Gap::of(line, left.tokens.end, right.tokens.start),
            compatible: compatible(left, &right),
            right,
        }
    }

    /// The first joining of [`JOININGS`] that fires.
    fn joining(&self) -> Option<&'static Joining> {
        JOININGS.iter().find(|joining| (joining.fires)(self))
    }
}

/// The figures of a sentence, in order, from its amounts.
pub(super) fn drafts(line: Line, mut amounts: Vec<Amount>) -> Vec<Draft> {
    drop_denominators(line, &mut amounts);
    share_denominators(line, &mut amounts);
    super::shared_unit::share(line, &mut amounts);
    let mut drafts: Vec<Draft> = Vec::with_capacity(amounts.len());
    let mut amounts = amounts.into_iter().peekable();
    while let Some(left) = amounts.next() {
        let pair = amounts.peek().map(|right| Pair::new(line, &left, right));
        let joint = pair.as_ref().and_then(Pair::joining).map(|joining| joining.joint);
        drafts.push(match (joint, pair) {
            (Some(joint), Some(pair)) if joint != Joint::Apart => {
                amounts.next();
                let counted = noun_in_ratio(&pair).filter(|_| joint == Joint::Ratio);
                Draft {
                    counted,
                    ..joined(line, &left, pair.right, joint)
                }
            }
            _ => Draft::new(left),
        });
    }
    mark_conversions(line, &mut drafts);
    drafts
}

/// Drops the denominators of rates, which are no figures: "four deaths per 100,000", "6 litres per 100 km".
fn drop_denominators(line: Line, amounts: &mut Vec<Amount>) {
    for i in (1..amounts.len()).rev() {
        let per = line.is(amounts[i].tokens.start - 1, &["per"]);
        let direct = amounts[i - 1].tokens.end + 1 == amounts[i].tokens.start;
        let measured = direct && amounts[i - 1].unit.is_some() && amounts[i].unit.is_some();
        if per && (measured || !direct && amounts[i].unit.is_none()) {
            let under = amounts.remove(i);
            amounts[i - 1].rate = true;
            if measured {
                divide(&mut amounts[i - 1], &under);
            }
        }
    }
}

/// Gives an amount and its conversion in brackets the denominator behind the bracket: "C$6 (US$4.50) per share", "$80 (€73) a
/// barrel".
fn share_denominators(line: Line, amounts: &mut [Amount]) {
    for i in 1..amounts.len() {
        let [left, right] = &mut amounts[i - 1..=i] else { return };
        let (open, close) = (left.tokens.end, right.tokens.end);
        let first = if line.is(open + 1, &["or", "about", "around"]) {
            open + 2
        } else {
            open + 1
        };
        let converts = left.unit.is_some() && right.unit.is_some() && left.unit != right.unit;
        if converts && line.is(open, &["("]) && first == right.tokens.start && line.is(close, &[")"]) {
            left.take_denominator(line.doc, close + 1, line.tokens.end);
            right.take_denominator(line.doc, close + 1, line.tokens.end);
        }
    }
}

/// Makes a measure one per a number of units: "6 litres per 100 km" is 6 `L/(100.km)`.
fn divide(amount: &mut Amount, under: &Amount) {
    amount.tokens.end = under.tokens.end;
    if let (Some(Unit::Measure(code)), Some(per)) = (&mut amount.unit, under.unit.as_ref().and_then(Unit::ucum)) {
        *code = format!("{code}/({}.{per})", under.value).into();
    }
}

/// One figure of two amounts.
fn joined(line: Line, left: &Amount, right: Amount, joint: Joint) -> Draft {
    let tokens = TokenRange::new(left.tokens.start, right.tokens.end);
    let (low, high) = (left.value, right.value);
    let mut draft = Draft::new(Amount {
        tokens,
        rate: left.rate || right.rate,
        unit: right.unit.or_else(|| left.unit.clone()),
        number: Number {
            tokens: right.number.tokens,
            ..left.number
        },
        ..left.clone()
    });
    match joint {
        Joint::Range => {
            (draft.other, draft.comparator) = (Some(high), Comparator::Between);
            let between = draft.tokens.start - 1;
            if line.is(between, &["between"]) {
                draft.from(between);
            }
        }
        Joint::Score => (draft.other, draft.sort) = (Some(high), Sort::Score),
        Joint::Ratio => (draft.value, draft.form, draft.sort) = (low / high, Form::Fraction, Sort::Ratio),
        Joint::Apart => {}
    }
    draft
}

/// Returns whether the two are a range behind "between": "between 5 and 10", "between the ages of 5 and 10".
fn is_between(pair: &Pair) -> bool {
    let line = pair.line;
    let before = before_bounds(line, pair.left.tokens.start);
    let between = line.is(before, &["between"])
        || (line.is(before, &["of"]) && line.is(before - 1, &["ages"]) && line.is(before - 3, &["between"]));
    pair.gap == Gap::And && between && pair.compatible
}

/// Returns whether the two are a range: "10-15", "10 to 15", "-5 to -10".
fn is_rising(pair: &Pair) -> bool {
    let (left, right) = (pair.left.value, pair.right.value);
    matches!(pair.gap, Gap::Dash | Gap::To) && (left < right || left < 0.0 && right < 0.0)
}

/// Returns whether the two are an estimate: "two or three days", "ten or fifteen people".
fn is_estimate(pair: &Pair) -> bool {
    /// Larger numbers beside "or" are alternatives.
    const LARGEST: f64 = 100.0;
    const RESPECTIVELY: i32 = 5;
    let (left, right) = (pair.left, &pair.right);
    let whole = left.value.fract() == 0.0 && right.value.fract() == 0.0;
    let end = right.tokens.end;
    let respectively = (0..RESPECTIVELY).any(|i| pair.line.is(end.step(i), &["respectively"]));
    pair.gap == Gap::Or
        && whole
        && !respectively
        && 0.0 < left.value
        && left.value < right.value
        && right.value <= left.value * 2.0
        && right.value / right.scale <= LARGEST
}

/// The right amount in the unit of the left one: "between 500 metres and 2 km".
fn converted(left: &Amount, right: &Amount) -> Option<Amount> {
    let (from, to) = (right.unit.as_ref()?, left.unit.as_ref()?);
    let ages = matches!(from, Unit::Age(_)) == matches!(to, Unit::Age(_));
    let ratio = unit::ratio(from.ucum()?, to.ucum()?).filter(|_| from != to && ages)?;
    Some(Amount {
        value: product(right.value, ratio),
        unit: left.unit.clone(),
        ..right.clone()
    })
}

fn compatible(left: &Amount, right: &Amount) -> bool {
    let plain = |a: &Amount| !matches!(a.number.form, Form::Fraction | Form::Many) || a.unit.is_some();
    let money = left.unit.as_ref().is_some_and(Unit::is_money);
    let same = left.unit == right.unit || right.unit.is_none() && money && right.value > left.value * 0.5;
    same && plain(left) && plain(right)
}

/// The token before the phrase that bounds an amount: "between" in "between about 20 and 30".
fn before_bounds(line: Line, start: TokenId) -> TokenId {
    let before = start - 1;
    if is(line.lower(before), List::Approximate) {
        before - 1
    } else {
        before
    }
}

/// Returns whether the two are a ratio: "one in five", "9 out of 10", "one of every three".
fn is_ratio(pair: &Pair) -> bool {
    let (left, right) = (pair.left, &pair.right);
    if left.unit.is_some() || right.unit.is_some() || left.value >= right.value || left.value <= 0.0 {
        return false;
    }
    let between = TokenRange::new(left.tokens.end, right.tokens.start);
    let words: Vec<&str> = between.iter().take(4).map(|t| pair.line.lower(t)).collect();
    match words[..] {
        // "one child in three", but not "one child in three families"
        [_, "in"] => left.value == 1.0 && is_round(right.value) && noun_in_ratio(pair).is_some(),
        ["in"] | ["-", "in", "-"] | ["in", "every"] => is_round(right.value) && left.value < 20.0,
        ["out", "of"] => is_round(right.value) && (right.value <= 10.0 || right.value >= 100.0),
        ["of", "every"] | ["out", "of", "every"] => true,
        // "seven per 100,000 people"
        ["per"] => right.value >= 10.0,
        _ => false,
    }
}

/// The noun between the numbers of "one child in three", where none follows.
fn noun_in_ratio(pair: &Pair) -> Option<TokenRange> {
    let (line, noun, end) = (pair.line, pair.left.tokens.end, pair.right.tokens.end);
    let of_things = line.has(noun) && line.doc.token(noun).xpos == Xpos::Nn && noun + 2 == pair.right.tokens.start;
    let ends = !line.has(end)
        || matches!(
            line.doc.token(end).upos,
            Upos::Verb | Upos::Aux | Upos::Punct | Upos::Adp | Upos::Adv
        ) && !line.is_hyphen(end);
    (of_things && ends).then(|| TokenRange::one(noun))
}

/// Returns whether a number is a usual denominator of a share: up to ten, then those with one digit before the zeros,
/// and a few more.
fn is_round(value: f64) -> bool {
    let mut leading = value;
    while leading >= 100.0 && leading % 10.0 == 0.0 {
        leading /= 10.0;
    }
    value.fract() == 0.0 && (2.0..=10.0).contains(&value)
        || matches!(leading, 10.0 | 12.0 | 15.0 | 20.0 | 25.0 | 30.0 | 40.0 | 50.0)
}

/// Returns whether the two are a score: whole numbers that count nothing and cannot be a range, or that stand beside a
/// word for matches or votes ("3-1", "52 to 48").
fn is_score(pair: &Pair) -> bool {
    const BEFORE: i32 = 6;
    const BEHIND: i32 = 3;
    let (line, left, right) = (pair.line, pair.left, &pair.right);
    let whole = |a: &Amount| {
        a.unit.is_none()
            && a.value.fract() == 0.0
            && (0.0..1000.0).contains(&a.value)
            && a.number.form != Form::Fraction
    };
    if !(whole(left) && whole(right)) {
        return false;
    }
    let (start, after) = (left.tokens.start, right.tokens.end);
    // "voters aged 18-24"
    if line.is(start - 1, &["aged", "ages", "age"]) || line.is(after, &["age", "ages"]) {
        return false;
    }
    let noun = line.has(after)
        && line.doc.token(after).upos == Upos::Noun
        && line.lower(after).ends_with('s')
        && !line.is(after, &["thanks"])
        && !is(line.lower(after), List::Match);
    let near = |list| {
        (1..=BEFORE).any(|i| is(line.lower(start.step(-i)), list))
            || (0..BEHIND).any(|i| is(line.lower(after.step(i)), list))
    };
    let falling = left.value >= right.value;
    match pair.gap {
        Gap::Dash => !noun && (falling || near(List::Match) || near(List::Vote)),
        Gap::To => {
            // "by 229-to-198": what falls is no range
            let tied = line.is_hyphen(left.tokens.end) && left.value > right.value;
            let result = tied || near(List::Vote) || near(List::Match) && falling;
            result && !noun && !line.is(start - 1, &["from"])
        }
        _ => false,
    }
}

/// Returns whether the two are levels before and after a change ("rose from 240 to 273") and no range ("ranges from 7
/// to 10").
fn is_change(pair: &Pair) -> bool {
    const FROM: i32 = 4;
    const VERB: i32 = 7;
    let (line, left, right) = (pair.line, pair.left, &pair.right);
    if pair.gap != Gap::To {
        return false;
    }
    let before = left.tokens.start - 1;
    let from = (0..=FROM).map(|i| before.step(-i)).find(|t| line.is(*t, &["from"]));
    let opening = from.unwrap_or(before.step(-FROM));
    let verb = |at: TokenId| is_of_change(line.lower(at));
    if (0..FROM).any(|i| line.lower(opening.step(-i)).starts_with("rang")) {
        return false;
    }
    let falls = left.value > right.value;
    // "went up by 20p to £3.20", but "fell by 2 to 2.5 degrees"
    let own = left.own_unit || left.unit.is_none();
    let by = own && line.is(before, &["by"]) && (1..FROM).any(|i| verb(before.step(-i)));
    // "rose 3 cents to $4.02": so much that it cannot be a range
    let percent = matches!(left.unit, Some(Unit::Percent(_)));
    let far = right.value >= 3.0 * left.value && left.own_unit && right.own_unit && !percent;
    let near = (1..VERB).any(|i| verb(opening.step(-i)));
    by || far && verb(before)
        || from.is_some() && (near || falls)
        || falls && (1..5).any(|i| verb(left.tokens.start.step(-i)))
}

/// Returns whether a word is a verb or noun of change.
fn is_of_change(lower: &str) -> bool {
    is(lower, List::Up) || is(lower, List::Down) || is(lower, List::Change)
}

/// Joins two bounds of one figure: "more than 20 but fewer than 30 people", "above 5% and below 10%".
pub(super) fn bounded(line: Line, drafts: &mut Vec<Draft>) {
    let lower = |d: &Draft| matches!(d.comparator, Comparator::MoreThan | Comparator::AtLeast);
    let upper = |d: &Draft| matches!(d.comparator, Comparator::LessThan | Comparator::AtMost);
    for i in (1..drafts.len()).rev() {
        let (left, right) = (&drafts[i - 1], &drafts[i]);
        let joint = left.tokens.end;
        let joined = line.is(joint, &["and", "but"]) && joint + 1 == right.tokens.start;
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
            (left.unit, left.sort, left.head) = (right.unit, right.sort, right.head);
        }
    }
}

/// Marks conversions into another unit: "10 to 13 foot (3 to 4 meter)", "30 inches (76 cm)", "$10 (£8)", "50 mph / 80
/// km/h".
fn mark_conversions(line: Line, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let (before, draft) = (&drafts[i - 1], &drafts[i]);
        let start = draft.tokens.start;
        let opened = line.is(start - 1, &["(", "["])
            || (line.is(start - 1, &["or", "about", "around"]) && line.is(start - 2, &["("]));
        let near = start - before.tokens.end <= 3;
        let closed = line.is(draft.tokens.end, &[")", "]", ";", ","]);
        let converts = before.sort == draft.sort
            && matches!(draft.kind(), FigureKind::Measure | FigureKind::Money)
            && before.unit != draft.unit;
        let conversion = opened && near && closed && converts;
        drafts[i].conversion = conversion;
    }
}
