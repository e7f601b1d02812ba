//! Numbers of dates that no time expression covers: years, days beside months, hours.

use super::super::amount::Amount;
use super::super::draft::Line;
use super::{is_bounded, is_digits};
use crate::extract::number::Form;
use crate::language::Upos;
use crate::lexicon::figure_word::{List, is};
use crate::model::ids::TokenId;

/// Numbers of four digits that may be years.
const YEARS: std::ops::Range<f64> = 1000.0..2100.0;
/// Years that are usual in news.
const LIKELY_YEARS: std::ops::Range<f64> = 1900.0..2060.0;

/// Returns whether an amount is a day beside its month, or a clock time: "May 6", "6 pm".
pub(super) fn is_date(line: Line, amount: &Amount) -> bool {
    let after = amount.tokens.end;
    let digits = amount.number.form == Form::Digits;
    let clock = is(line.lower(after), List::Clock) && (digits || !line.is(after, &["am"]));
    clock || digits && is_day(line, amount)
}

fn is_day(line: Line, amount: &Amount) -> bool {
    let (before, after) = (amount.tokens.start - 1, amount.tokens.end);
    let text = line.form(amount.tokens.start);
    if !is_digits(text) || text.len() > 2 {
        return false;
    }
    // In lower case only names that are no other word, and the others in a clear date ("on may 5,").
    let month = |at: TokenId, told: bool| {
        let lower = line.lower(at);
        is(lower, List::Month)
            && (line.form(at).starts_with(char::is_uppercase) || told || !matches!(lower, "may" | "march" | "mar"))
    };
    // "nov. 6": in lower case the full stop is a token of its own, and ends the sentence for all that is known.
    let doc = line.doc;
    let back = |steps: u32| amount.tokens.start.before(steps);
    let stop = back(1).is_some_and(|t| doc.lower(t) == ".");
    let abbreviated = back(2).is_some_and(|t| stop && is(doc.lower(t), List::Month) && doc.lower(t) != "may");
    let name = if abbreviated { before - 1 } else { before };
    let on = |at: TokenId| line.is(at, &["on", "since", "until"]);
    let told = line.is(after, &[","]) || on(name - 1);
    abbreviated || month(name, told) || month(after, on(before))
}

/// Returns whether an amount is a number of four digits with no sign that it counts.
pub(super) fn is_year(line: Line, amount: &Amount) -> bool {
    let (before, after) = (amount.tokens.start - 1, amount.tokens.end);
    let text = line.form(amount.tokens.start);
    let plain = amount.number.form == Form::Digits && text.len() == 4 && is_digits(text);
    if !plain || !YEARS.contains(&amount.value) || is_bounded(line, amount) {
        return false;
    }
    let likely = LIKELY_YEARS.contains(&amount.value);
    // "from 1000 to 2000 hires": the noun stands behind the other number.
    let other = line.is(after, &["to", "-", "–"]) && line.has(after + 1) && line.doc.token(after + 1).upos == Upos::Num;
    let thing = if other && line.has(after + 2) { after + 2 } else { after };
    let noun = line.has(thing) && line.doc.token(thing).upos == Upos::Noun && line.lower(thing).ends_with('s');
    // "2000 to 2500 homes": 2500 is no year.
    let beyond = |text: &str| text.len() == 4 && text.parse().is_ok_and(|n: f64| n > YEARS.end);
    if noun && other && beyond(line.form(after + 1)) {
        return false;
    }
    if noun && (!likely || line.is(before, &["around", "to", "of", "the", ""])) {
        return false;
    }
    // "a crowd of 1500"
    let crowd = line.is(before, &["of"]) && is(line.lower(before - 1), List::Crowd);
    likely || (is(line.lower(before), List::BeforeYear) || line.is_hyphen(before)) && !noun && !crowd
}
