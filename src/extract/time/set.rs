//! Times that recur: "every Tuesday", "twice a month", "annual", "on Sundays", "$5 million a year".

use super::found::Found;
use super::words::Words;
use super::{guard, length};
use crate::language::{Upos, Xpos};
use crate::lexicon::time::Class;
use crate::model::facts::TimeKind;
use crate::model::timex::Unit;

/// The set that begins at a word.
pub(super) fn find(w: &Words, i: usize) -> Option<Found> {
    every(w, i)
        .or_else(|| adverb(w, i))
        .or_else(|| times_a(w, i))
        .or_else(|| rate(w, i))
        .or_else(|| plural(w, i))
}

fn set(end: usize, value: impl Into<String>, rule: &'static str) -> Found {
    Found::value(end, TimeKind::Set, value, rule)
}

/// "every Tuesday", "each year", "every two weeks", "every other day", "every morning".
fn every(w: &Words, i: usize) -> Option<Found> {
    let quant = match (w.has(i, Class::Every), w.has(i, Class::Each)) {
        (true, _) => "EVERY",
        (_, true) => "EACH",
        _ => return None,
    };
    let quantified = |found: Found| Found {
        quant: Some(quant),
        ..found
    };
    let rule = "time.set.every";
    if let Some(found) = recurring(w, i + 1, rule) {
        return Some(quantified(found));
    }
    let (at, factor) = match w.ordinal(i + 1) {
        Some((end, n)) => (end, f64::from(n)),
        None if w.is(i + 1, "other") => (i + 2, 2.0),
        None if w.any(i + 1, &["single", "passing", "few"]) => (i + 2, 1.0),
        None => (i + 1, 1.0),
    };
    if let Some(unit) = length::unit(w, at) {
        let amount = length::Amount {
            end: at + 1,
            count: (!w.is(i + 1, "few")).then_some(factor),
            unit,
            hyphen: false,
            counted: true,
            range: false,
            rest: None,
        };
        return Some(quantified(set(at + 1, length::value(&amount), rule)));
    }
    let amount = length::amount(w, i + 1).filter(|a| a.counted)?;
    Some(quantified(set(amount.end, length::value(&amount), rule)))
}

/// A weekday, month, season or part of the day as what recurs.
fn recurring(w: &Words, at: usize, rule: &'static str) -> Option<Found> {
    if let Some(day) = w.weekday(at) {
        if let Some(part) = w.get(at + 1, Class::Part) {
            let part = super::relative::day_part(part).code();
            return Some(set(at + 2, format!("XXXX-WXX-{day}T{part}"), rule));
        }
        return Some(set(at + 1, format!("XXXX-WXX-{day}"), rule));
    }
    if let Some(month) = w.month(at) {
        return Some(set(at + 1, format!("XXXX-{month:02}"), rule));
    }
    if let Some(season) = w.get(at, Class::Season) {
        let code = ["SP", "SU", "FA", "WI"][(season.clamp(1, 4) - 1) as usize];
        return Some(set(at + 1, format!("XXXX-{code}"), rule));
    }
    let part = w.get(at, Class::Part)?;
    let code = super::relative::day_part(part).code();
    Some(set(at + 1, format!("XXXX-XX-XXT{code}"), rule))
}

/// "daily", "weekly", "annual", "annually".
fn adverb(w: &Words, i: usize) -> Option<Found> {
    let value = match w.get(i, Class::FixedSet)? {
        3 => "PT1H",
        4 => "P1D",
        5 => "P1W",
        6 => "P1M",
        7 => "P3M",
        8 => "P1Y",
        14 => "XXXX-XX-XXTNI",
        20 => "P2Y",
        _ => "P2W",
    };
    let none = guard::in_name(w, i) || guard::newspaper(w, i) || guard::account(w, i);
    (!none).then(|| set(i + 1, value, "time.set.adverb"))
}

/// "twice a month", "once every four years", "three times a day", "five days a week".
fn times_a(w: &Words, i: usize) -> Option<Found> {
    let (at, times) = match w.get(i, Class::Times) {
        Some(times) => (i + 1, f64::from(times)),
        None => {
            let (end, count) = w.number(i)?;
            if !w.is(end, "times") {
                return None;
            }
            (end + 1, count)
        }
    };
    let freq = Some(format!("{times}X"));
    if let Some(every) = every(w, at) {
        return Some(Found { freq, ..every });
    }
    if !w.any(at, &["a", "an", "per", "each"]) {
        return None;
    }
    let amount = length::one(w, at + 1)?;
    Some(Found {
        freq,
        ..set(amount.end, length::value(&amount), "time.set.times")
    })
}

/// "per day", and "a year" behind an amount: "$5 million a year", "40 people a day".
fn rate(w: &Words, i: usize) -> Option<Found> {
    let per = w.has(i, Class::Per);
    if !per && !w.has(i, Class::Article) {
        return None;
    }
    let unit = length::unit(w, i + 1).filter(|u| *u >= Unit::Day && !w.has(i + 1, Class::Plural))?;
    let amount = length::one(w, i + 1).filter(|a| a.end == i + 2)?;
    if !per {
        let before = w.before(i)?;
        let number = before.xpos == Xpos::Cd
            || before.lower.ends_with(|c: char| c.is_ascii_digit())
            || w.cardinal(i - 1).is_some()
            || matches!(
                before.lower,
                "million" | "billion" | "thousand" | "hundred" | "percent" | "%"
            );
        let counted = before.upos == Upos::Noun && before.xpos == Xpos::Nns && unit != Unit::Century;
        let alone = !w.any(
            i + 2,
            &["ago", "earlier", "later", "before", "after", "and", "-", "old"],
        );
        if !(number || counted) || !alone {
            return None;
        }
    }
    Some(set(i + 2, length::value(&amount), "time.set.rate"))
}

/// "on Sundays", "weekends", "at nights".
fn plural(w: &Words, i: usize) -> Option<Found> {
    if !w.has(i, Class::PluralDay) {
        return None;
    }
    let rule = "time.set.plural";
    let before = w.before(i).map_or("", |b| b.lower);
    let on = matches!(
        before,
        "on" | "at" | "in" | "most" | "and" | "during" | "for" | "only" | "," | "or" | "through" | "to"
    );
    if let Some(day) = w.weekday(i).filter(|_| on) {
        return Some(set(i + 1, format!("XXXX-WXX-{day}"), rule));
    }
    let value = match w.lower(i) {
        "weekends" => "XXXX-WXX-WE",
        "weekdays" => "XXXX-WXX-WD",
        "mornings" => "XXXX-XX-XXTMO",
        "afternoons" => "XXXX-XX-XXTAF",
        "evenings" => "XXXX-XX-XXTEV",
        _ => return None,
    };
    on.then(|| set(i + 1, value, rule))
}
