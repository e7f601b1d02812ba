//! Numbers that are names or part of one: codes, labels, models, addresses, "Boeing 737".

use super::super::amount::Amount;
use super::super::draft::Line;
use super::{is_bounded, is_digits};
use crate::extract::number::Form;
use crate::language::{Upos, Xpos};
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::{event, number, unit};
use crate::model::ids::TokenId;
use crate::model::unit::Unit;

/// Returns whether a number is part of a code: "F-16", "COVID-19", "Su-35", "8-K", "@user5". The right end of a range
/// has a number before its hyphen.
pub(super) fn is_part_of_code(line: Line, amount: &Amount) -> bool {
    let hyphen = amount.tokens.start - 1;
    let joined = line.is_hyphen(hyphen) && line.joined_to_next(hyphen) && line.joined_to_next(hyphen - 1);
    if joined && !joins_amounts(line, hyphen - 1) {
        return true;
    }
    let end = amount.tokens.end;
    if line.is_hyphen(end) && line.joined_to_next(end) && line.joined_to_next(end - 1) && amount.unit.is_none() {
        let after = line.form(end + 1);
        return after.len() <= 2 && after.starts_with(|c: char| c.is_ascii_uppercase());
    }
    false
}

/// Returns whether a number is that of a standard, behind the letters of its publisher: "ISO 4210-2".
pub(super) fn is_standard(line: Line, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    let dash = start - 1;
    let rest = line.is(dash, &["-", "–"]) && line.joined_to_next(dash) && line.joined_to_next(dash - 1);
    let first = if rest { start - 2 } else { start };
    let form = line.form(first - 1);
    let letters = form.len() >= 2 && form.bytes().all(|b| b.is_ascii_uppercase());
    let goes_on = rest || line.is(amount.tokens.end, &["-", "–"]) && line.joined_to_next(amount.tokens.end);
    let long = line.form(first).len() >= 3 && is_digits(line.form(first));
    letters && long && goes_on && unit::word(&form.to_lowercase()).is_none()
}

/// Returns whether the word before a hyphen and a number makes no code of them: "5-10", "mid-20", "5 km-10 km",
/// "5k-20k".
fn joins_amounts(line: Line, at: TokenId) -> bool {
    let (form, lower) = (line.form(at), line.lower(at));
    let numeric = form
        .chars()
        .all(|c| c.is_numeric() || matches!(c, '.' | ',' | '$' | '€' | '£'));
    let scale = matches!(form, "k" | "K" | "m" | "M" | "bn" | "b") && line.joined_to_next(at - 1);
    // "5 km-10 km", but not "LB-1"
    let counted = line.form(at - 1).ends_with(|c: char| c.is_ascii_digit()) || form == lower;
    let measured = counted && unit::word(lower).is_some();
    numeric || scale || is(lower, List::Hyphenated) || number::word(lower).is_some() || measured
}

/// Returns whether a number with a letter is a label behind a word such as "Number", so that the letter is no unit:
/// "Advisory Number 25A".
pub(super) fn is_lettered_label(line: Line, amount: &Amount) -> bool {
    let form = line.form(amount.tokens.start);
    let lettered = form.ends_with(|c: char| c.is_ascii_uppercase()) && form.starts_with(|c: char| c.is_ascii_digit());
    amount.tokens.len() == 1 && lettered && is(line.lower(amount.tokens.start - 1), List::Label)
}

/// Returns whether a number is inside a name that begins before it: "the Class of 92 Foundation".
pub(super) fn is_in_name(line: Line, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    let names = line.doc.names();
    let i = names.partition_point(|n| n.tokens.end <= start);
    let within = names
        .get(i)
        .is_some_and(|n| n.tokens.contains(start) && n.tokens.len() > 1 && n.tokens.start < start);
    within || line.is(start - 1, &["#"])
}

/// Returns whether a number before a single name is part of it: "the 787 Dreamliner", but not "235 Democrats".
pub(super) fn is_model(line: Line, amount: &Amount) -> bool {
    let name = amount.tokens.end;
    let proper = line.has(name)
        && matches!(line.doc.token(name).xpos, Xpos::Nnp | Xpos::Nn)
        && line.form(name).starts_with(char::is_uppercase);
    let after = name + 1;
    let goes_on = line.has(after)
        && matches!(
            line.doc.token(after).upos,
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj | Upos::Punct
        );
    let alone = !goes_on || line.is(after, &[".", ",", "\"", "”"]);
    amount.number.form == Form::Digits
        && line.form(amount.tokens.start).len() == 3
        && proper
        && (alone || is(line.lower(name), List::Model))
}

/// Returns whether a number calls a thing by its number: "the 486 chip", "a 747 jet crash", "a 911 call", "the 737-800",
/// or alone with a verb in the singular ("the 737 was grounded").
pub(super) fn is_product(line: Line, amount: &Amount) -> bool {
    let (start, noun) = (amount.tokens.start, amount.tokens.end);
    let form = line.form(start);
    let plain = is_digits(form) && (3..=4).contains(&form.len()) && amount.number.tokens.len() == 1;
    if !plain || is_bounded(line, amount) {
        return false;
    }
    let alone = line.is(noun, &["is", "was", "has"]) && line.is(start - 1, &["the"]);
    is_designation(line, start) || is_designation(line, start - 2) || alone || is_before_product(line, amount)
}

/// Returns whether two numbers of three digits are one name: "the 737-800", but not "the 250-300 range".
fn is_designation(line: Line, first: TokenId) -> bool {
    let (dash, rest) = (first + 1, first + 2);
    let three = |t: TokenId| line.form(t).len() == 3 && is_digits(line.form(t));
    let joined = line.is_hyphen(dash) && line.joined_to_next(first) && line.joined_to_next(dash);
    let after = rest + 1;
    let counts = line.has(after) && line.doc.token(after).upos == Upos::Noun && !is(line.lower(after), List::Product);
    line.is(first - 1, &["the", "a", "an"]) && three(first) && joined && three(rest) && !counts
}

/// Returns whether a number stands before a thing that is called by numbers, in the singular: "the 486 chip maker", but
/// not "a 300 plane fleet".
fn is_before_product(line: Line, amount: &Amount) -> bool {
    let noun = amount.tokens.end;
    let mut last = noun;
    while line.has(last + 1) && line.doc.token(last + 1).upos == Upos::Noun {
        last += 1;
    }
    let round = last > noun && amount.value % 10.0 == 0.0;
    is(line.lower(noun), List::Product) && line.doc.token(last).xpos == Xpos::Nn && !round
}

/// Returns whether a number and a unit with a capital letter are a title in a sentence of prose: "60 Minutes".
pub(super) fn is_title(line: Line, amount: &Amount) -> bool {
    let unit = line.form(amount.tokens.end - 1);
    let capital = unit.starts_with(char::is_uppercase) && unit.contains(char::is_lowercase);
    let duration = matches!(amount.unit, Some(Unit::Duration(_))) && is_digits(line.form(amount.tokens.start));
    let last = line
        .tokens
        .iter()
        .rev()
        .find(|t| line.doc.token(*t).upos != Upos::Punct || line.is(*t, &["."]));
    let prose = last.is_some_and(|t| line.is(t, &["."]));
    duration && capital && prose && line.has(amount.tokens.start - 1)
}

/// Returns whether a number is that of an address, before several words of a name in the singular: "36 Rue Blanche",
/// "10 Mill Street".
pub(super) fn is_address(line: Line, amount: &Amount) -> bool {
    let start = amount.tokens.end;
    let mut end = start;
    while line.has(end) && line.doc.token(end).xpos == Xpos::Nnp && line.form(end).starts_with(char::is_uppercase) {
        end += 1;
    }
    let goes_on = line.has(end)
        && matches!(
            line.doc.token(end).upos,
            Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj
        )
        || line.is_hyphen(end);
    let plain = amount.number.tokens.len() == 1 && is_digits(line.form(amount.tokens.start));
    let several = end - start >= 2 && !line.lower(end - 1).ends_with('s');
    plain && several && !goes_on && !is_bounded(line, amount)
}

/// Returns whether a number stands before capitals and ordinals that end in a word for a street: "9 E 61st St", "1600
/// Pennsylvania Avenue". The letter of a direction may have been read as a unit ("12 W 43rd St").
pub(super) fn is_street(line: Line, amount: &Amount) -> bool {
    const LONGEST: i32 = 5;
    let plain = amount.number.tokens.len() == 1 && is_digits(line.form(amount.tokens.start));
    let part = |t: &TokenId| {
        line.form(*t)
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    let mut words = (0..LONGEST).map(|i| amount.tokens.end.step(i)).take_while(part).skip(1);
    let unit = matches!(amount.unit, None | Some(Unit::Measure(_)));
    unit && plain && words.any(|t| is(line.lower(t), List::Street) && line.form(t).starts_with(char::is_uppercase))
}

/// Returns whether a capitalised number word in a sentence in lower case is part of a name: "the Seven Sisters", "Four
/// Corners".
pub(super) fn is_capital_name(line: Line, amount: &Amount) -> bool {
    let (start, after) = (amount.tokens.start, amount.tokens.end);
    let small = |t: TokenId| line.form(t).starts_with(char::is_lowercase);
    let capital = |t: TokenId| line.form(t).starts_with(char::is_uppercase);
    let prose = small(start - 1) && small(start - 2);
    amount.number.tokens.len() == 1 && prose && capital(start) && capital(after)
}

/// Returns whether a number is the label of the noun before it: "Category 5", "Route 66", "phase two".
pub(super) fn is_label(line: Line, amount: &Amount) -> bool {
    let before = amount.tokens.start - 1;
    may_name(line, amount) && is(line.lower(before), List::Label) && !labels_nothing(line, amount, before)
}

/// Returns whether a number may be a name: a plain one, behind a word.
fn may_name(line: Line, amount: &Amount) -> bool {
    let form = line.form(amount.tokens.start);
    let scaled = amount.number.tokens.len() > 1 && !form.starts_with(char::is_alphabetic);
    let whole = !matches!(amount.number.form, Form::Many | Form::Fraction) && !form.contains([',', '.']);
    line.has(amount.tokens.start - 1) && whole && !scaled
}

/// Returns whether the number is followed by a noun that it counts, so that it labels nothing: "the group 20 people
/// strong", but not "Day 5 saw" or "category 1 storms".
fn labels_nothing(line: Line, amount: &Amount, before: TokenId) -> bool {
    let after = amount.tokens.end;
    let plural = line.has(after) && line.doc.token(after).xpos == Xpos::Nns;
    plural && !is(line.lower(before), List::Grade) && line.form(before).starts_with(char::is_lowercase)
}

/// Returns whether a capitalised name stands before the number, without comma: "Boeing 737", "Voyager 2", "S&P 500".
pub(super) fn follows_name(line: Line, amount: &Amount) -> bool {
    let (start, before, after) = (amount.tokens.start, amount.tokens.start - 1, amount.tokens.end);
    if shares_name(line, amount) {
        return true;
    }
    if !may_name(line, amount) || is_side_of_score(line, amount) {
        return false;
    }
    let (token, form) = (line.doc.token(before), line.form(before));
    let capital = form.starts_with(char::is_uppercase);
    let first = before == line.tokens.start;
    if line.form(start).starts_with(char::is_alphabetic) {
        return token.upos == Upos::Propn
            && capital
            && line.form(start).starts_with(char::is_uppercase)
            && !counts_after_name(line, amount);
    }
    // "iPhone 12"
    let camel = form.contains(char::is_lowercase) && form.chars().skip(1).any(char::is_uppercase);
    // "Windows 10 needs an update"
    let verb = line.has(after) && matches!(line.doc.token(after).upos, Upos::Verb | Upos::Aux);
    let subject = first && verb && capital && token.upos == Upos::Noun;
    let noun = matches!(token.upos, Upos::Noun | Upos::Adj) && !first;
    let name = (token.upos == Upos::Propn || noun) && capital;
    camel || subject || name && !counts_after_name(line, amount)
}

/// Returns whether a number shares the name of the number before it: "Fedora 38 and 39".
fn shares_name(line: Line, amount: &Amount) -> bool {
    let (start, joint, first) = (amount.tokens.start, amount.tokens.start - 1, amount.tokens.start - 2);
    let name = first - 1;
    let plain = |t: TokenId| is_digits(line.form(t)) && !line.form(t).is_empty();
    let named = line.has(name)
        && line.doc.token(name).upos == Upos::Propn
        && line.form(name).starts_with(char::is_uppercase)
        && name != line.tokens.start;
    let after = amount.tokens.end;
    let counts = line.has(after) && matches!(line.doc.token(after).upos, Upos::Noun | Upos::Adj | Upos::Propn);
    line.is(joint, &["and", "or"]) && plain(first) && plain(start) && amount.tokens.len() == 1 && named && !counts
}

/// Returns whether a number is one side of a score: "Milan 3-1 Roma".
fn is_side_of_score(line: Line, amount: &Amount) -> bool {
    let other = line.form(amount.tokens.end + 1);
    line.is(amount.tokens.end, &["-", "–"])
        && other.starts_with(|c: char| c.is_ascii_digit())
        && !line.joined_to_next(amount.tokens.start - 1)
}

/// Returns whether a number counts although a capital stands before it, as in a headline: "Bus Crash Kills 5 Children".
fn counts_after_name(line: Line, amount: &Amount) -> bool {
    let before = amount.tokens.start - 1;
    let verb = !event::verb(line.doc.lemma(before)).is_empty();
    let after = amount.tokens.end;
    let plural = line.has(after) && line.doc.token(after).upos == Upos::Noun && line.lower(after).ends_with('s');
    (verb && plural) || line.is(after, &["times", "people"])
}
