//! Which numbers are years: the ranges and the turn of the century, in one place.

use std::ops::RangeInclusive;

/// Years that four digits alone may tell.
pub(super) const PLAUSIBLE: RangeInclusive<u32> = 1000..=2100;

/// Years that are taken for years also where an amount could stand.
pub(super) const NEAR: RangeInclusive<u32> = 1900..=2050;

/// Years of a financial year written with both ("2019/20").
pub(super) const FISCAL: RangeInclusive<i32> = 1900..=2099;

/// Years of a date in figures ("03/04/2020").
pub(super) const IN_FIGURES: RangeInclusive<i32> = 1000..=2999;

/// The first year that may describe a noun behind "the" ("the 1688 treaty"); earlier ones are taken for amounts.
pub(super) const DESCRIBES: u32 = 1500;

/// Years with an era ("480 BC") have at most four digits.
pub(super) const WITH_ERA: RangeInclusive<i32> = 1..=9999;

/// From how many years on a distance is too far for a year of the calendar ("66 million years ago").
pub(super) const FAR: f64 = 1000.0;

/// The first two digits behind an apostrophe that belong to the last century: "'39" is 2039, "'40" is 1940.
const APOSTROPHE_PIVOT: i32 = 40;

/// The same in a date in figures: "1/2/69" is 2069, "1/2/70" is 1970.
const FIGURES_PIVOT: i32 = 70;

/// The year of two digits behind an apostrophe.
pub(super) fn of_apostrophe(digits: i32) -> i32 {
    of_two_digits(digits, APOSTROPHE_PIVOT)
}

/// The year of two digits in a date in figures.
pub(super) fn of_figures(digits: i32) -> i32 {
    of_two_digits(digits, FIGURES_PIVOT)
}

fn of_two_digits(digits: i32, pivot: i32) -> i32 {
    digits + if digits < pivot { 2000 } else { 1900 }
}
