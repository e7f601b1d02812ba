//! Numbers that are no figures: codes, telephone numbers, names, years, list numbers, "one" as a pronoun, ordinals.
//!
//! The reasons are values in [`EXCLUSIONS`], and the first that fires is given. Numbers inside time expressions are not
//! read as amounts in the first place.

mod date;
mod name;
mod part;

use super::amount::{self, Amount};
use super::draft::Line;
use crate::extract::number::Form;
use crate::lexicon::figure_word::{List, is};

/// A reason why a number is no figure.
struct Exclusion {
    name: &'static str,
    /// The numbers that it applies to.
    of: Of,
    fires: fn(Line, &Amount) -> bool,
}

/// The numbers that an exclusion applies to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    All,
    /// Numbers without unit, currency or percent sign.
    Bare,
}

#[rustfmt::skip]
static EXCLUSIONS: &[Exclusion] = &[
    Exclusion { name: "rest of a code or of years", of: Of::All, fires: is_fragment },
    Exclusion { name: "telephone number", of: Of::All, fires: is_telephone },
    Exclusion { name: "part of a code", of: Of::All, fires: name::is_part_of_code },
    Exclusion { name: "number of a standard", of: Of::All, fires: name::is_standard },
    Exclusion { name: "idiom with zero", of: Of::All, fires: part::is_idiom_of_zero },
    Exclusion { name: "one as a pronoun", of: Of::All, fires: part::is_pronoun },
    Exclusion { name: "label with a letter", of: Of::All, fires: name::is_lettered_label },
    Exclusion { name: "part of a name", of: Of::Bare, fires: name::is_in_name },
    Exclusion { name: "model before a name", of: Of::Bare, fires: name::is_model },
    Exclusion { name: "thing called by a number", of: Of::Bare, fires: name::is_product },
    Exclusion { name: "title", of: Of::All, fires: name::is_title },
    Exclusion { name: "address", of: Of::All, fires: name::is_street },
    Exclusion { name: "address", of: Of::Bare, fires: name::is_address },
    Exclusion { name: "star", of: Of::Bare, fires: |line, amount| is(line.lower(amount.tokens.end), List::Star) },
    Exclusion { name: "name in words", of: Of::Bare, fires: name::is_capital_name },
    Exclusion { name: "label", of: Of::Bare, fires: name::is_label },
    Exclusion { name: "name before the number", of: Of::Bare, fires: name::follows_name },
    Exclusion { name: "date", of: Of::Bare, fires: date::is_date },
    Exclusion { name: "year", of: Of::Bare, fires: date::is_year },
    Exclusion { name: "list number", of: Of::Bare, fires: is_list_number },
    Exclusion { name: "number of a caption", of: Of::Bare, fires: is_caption },
    Exclusion { name: "half of a match", of: Of::Bare, fires: part::is_half_of_time },
    Exclusion { name: "ordinal", of: Of::Bare, fires: part::is_ordinal },
];

/// The names of the reasons, in order of precedence.
pub(super) fn names() -> Vec<&'static str> {
    EXCLUSIONS.iter().map(|e| e.name).collect()
}

/// The amounts of a sentence that are figures, in order.
pub(super) fn amounts(line: Line) -> Vec<Amount> {
    let (mut found, mut at) = (Vec::new(), line.tokens.start);
    let mut dates = line.dates.iter().copied().peekable();
    while at < line.tokens.end {
        while dates.next_if(|d| d.end <= at).is_some() {}
        if let Some(date) = dates.peek().filter(|d| d.contains(at)) {
            at = date.end;
            continue;
        }
        match amount::read(line.doc, at, line.tokens.end) {
            Some(amount) => {
                at = amount.tokens.end.max(at + 1);
                if reason(line, &amount).is_none() {
                    found.push(amount);
                }
            }
            None => at += 1,
        }
    }
    found
}

/// The reason why a number is no figure; `None` for a figure.
fn reason(line: Line, amount: &Amount) -> Option<&'static str> {
    let bare = amount.unit.is_none();
    EXCLUSIONS
        .iter()
        .find(|e| (e.of == Of::All || bare) && (e.fires)(line, amount))
        .map(|e| e.name)
}

/// Returns whether an amount is the rest of a code ("J1149.5") or the power of a unit ("km s−1"), a paragraph of a law
/// ("401(k)"), digits with leading zeros ("007", "0401") or the second year of "2013-14".
fn is_fragment(line: Line, amount: &Amount) -> bool {
    let (start, before) = (amount.tokens.start, amount.tokens.start - 1);
    let text = line.form(start);
    let zero = text.len() > 1 && text.starts_with('0') && is_digits(text);
    let stuck = line.joined_to_next(before)
        && line
            .form(before)
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '_' | '.' | '^'));
    let power = line.is(before, &["−"])
        && line.joined_to_next(before)
        && line.joined_to_next(before - 1)
        && is_letters(line.form(before - 1));
    let open = amount.tokens.end;
    let paragraph = line.is(open, &["("])
        && line.joined_to_next(open - 1)
        && line.is(open + 2, &[")"])
        && line.form(open + 1).len() == 1
        && is_letters(line.form(open + 1));
    let dash = line.is(before, &["-", "–", "/"]) && line.joined_to_next(before) && line.joined_to_next(before - 1);
    let year = |text: &str| text.len() == 4 && is_digits(text) && (text.starts_with("19") || text.starts_with("20"));
    let of_years = dash && year(line.form(before - 1)) && amount.unit.is_none() && (text.len() == 2 || year(text));
    zero || power || paragraph || (stuck && amount.number.form == Form::Digits) || of_years
}

/// Returns whether an amount is part of a telephone number, groups of digits behind a plus sign: "+1-555-0100".
fn is_telephone(line: Line, amount: &Amount) -> bool {
    const MOST_GROUPS: usize = 10;
    let mut at = amount.tokens.start;
    for _ in 0..MOST_GROUPS {
        if line.form(at).starts_with('+') {
            let end = at + 1;
            return line.is_hyphen(end) && line.joined_to_next(at) && line.joined_to_next(end);
        }
        let before = at - 1;
        let digits = line
            .form(at)
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/'));
        if !(digits && line.joined_to_next(before)) {
            return false;
        }
        at = before;
    }
    false
}

/// Returns whether an amount numbers a list item: "1. First item", "2) Second item".
fn is_list_number(line: Line, amount: &Amount) -> bool {
    /// Distance before the number, in tokens, within which its bracket may open: "(figures from 2019 and 5)".
    const BRACKET: i32 = 8;
    let digits = amount.number.form == Form::Digits;
    let opened = (1..BRACKET).any(|i| line.is(amount.tokens.start.step(-i), &["("]));
    let closed = line.is(amount.tokens.end, &[")"]) && !opened;
    let first = amount.tokens.start == line.tokens.start && line.is(amount.tokens.end, &[".", ")", "]"]);
    digits && (closed || first)
}

/// Returns whether an amount is a small number alone in brackets ("The mayor (7) spoke"); the age of a child is a
/// figure.
fn is_caption(line: Line, amount: &Amount) -> bool {
    const LARGEST: f64 = 12.0;
    let before = amount.tokens.start - 1;
    let alone = line.is(before, &["("]) && line.is(amount.tokens.end, &[")"]);
    let small = amount.number.form == Form::Digits && (1.0..=LARGEST).contains(&amount.value);
    let child = is(line.lower(before - 1), List::Child);
    let again = line.lower(before - 1).starts_with(|c: char| c.is_ascii_digit());
    alone && small && !child && !again && amount.value.fract() == 0.0
}

/// Returns whether a text consists of letters.
fn is_letters(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphabetic)
}

/// Returns whether a text consists of ASCII digits.
fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Returns whether a comparator stands before the amount: "more than 2000".
fn is_bounded(line: Line, amount: &Amount) -> bool {
    is(line.lower(amount.tokens.start - 1), List::Bound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::report;

    /// The reasons against the numbers of a sentence, in order; "figure" where there is none.
    fn reasons(text: &str) -> Vec<&'static str> {
        let (doc, _) = report(text, None);
        let tokens = doc.sentences()[0].tokens;
        let line = Line::new(&doc, tokens, &[]);
        let (mut found, mut at) = (Vec::new(), tokens.start);
        while at < tokens.end {
            let amount = amount::read(&doc, at, tokens.end);
            at = amount.as_ref().map_or(at + 1, |a| a.tokens.end);
            found.extend(amount.map(|a| reason(line, &a).unwrap_or("figure")));
        }
        found
    }

    #[test]
    fn the_first_reason_is_given() {
        for (text, reason) in [
            ("The agent was called 007 by all.", "rest of a code or of years"),
            ("Call +1-555-0100 for help.", "telephone number"),
            ("The patrol saw an F-16 over the lake.", "part of a code"),
            ("The talks were a zero-sum game.", "idiom with zero"),
            ("No one was there.", "one as a pronoun"),
            ("The storm reached category 5 at night.", "label"),
            ("The budget of 2019 was late.", "year"),
            ("1. Boil the rice.", "list number"),
            ("The helmet meets ISO 3873-2 in full.", "number of a standard"),
            ("The crew flew a 737 Max over the lake.", "model before a name"),
            ("The 486 chip was sold out.", "thing called by a number"),
            ("It was told on 60 Minutes on Sunday.", "title"),
            ("She moved to 12 W 43rd St in May.", "address"),
            ("A star near 51 Pegasi dims.", "star"),
            ("The captain (9) lifts the cup.", "number of a caption"),
            ("They led in the first half.", "half of a match"),
            ("Four boats sank.", "figure"),
        ] {
            assert!(reasons(text).contains(&reason), "{text}: {:?}", reasons(text));
        }
    }
}
