//! Ranges of years and pivots of two-digit years.

use std::ops::RangeInclusive;

/// Years that four digits may stand for.
pub(super) const PLAUSIBLE: RangeInclusive<u32> = 1000..=2100;

/// Years that are read as such also where an amount could stand.
pub(super) const NEAR: RangeInclusive<u32> = 1900..=2050;

/// Years of a financial year written with both ("2019/20").
pub(super) const FISCAL: RangeInclusive<i32> = 1900..=2099;

/// Years of a numeric date ("03/04/2020").
pub(super) const IN_FIGURES: RangeInclusive<i32> = 1000..=2999;

/// The first year that may modify a noun behind "the" ("the 1688 treaty"); smaller numbers are taken for amounts.
pub(super) const DESCRIBES: u32 = 1500;

/// Years with an era ("480 BC") have at most four digits.
pub(super) const WITH_ERA: RangeInclusive<i32> = 1..=9999;

/// The least distance, in years, that is too far for a calendar year ("66 million years ago").
pub(super) const FAR: f64 = 1000.0;

/// Pivot of two digits behind an apostrophe: from here on they are in the 20th century ("'39" is 2039, "'40" is 1940).
const APOSTROPHE_PIVOT: i32 = 40;

/// Pivot of two digits in a numeric date: "1/2/69" is 2069, "1/2/70" is 1970.
const FIGURES_PIVOT: i32 = 70;

/// The year of two digits behind an apostrophe.
pub(super) fn of_apostrophe(digits: i32) -> i32 {
    of_two_digits(digits, APOSTROPHE_PIVOT)
}

/// The year of two digits in a numeric date.
pub(super) fn of_figures(digits: i32) -> i32 {
    of_two_digits(digits, FIGURES_PIVOT)
}

fn of_two_digits(digits: i32, pivot: i32) -> i32 {
    digits + if digits < pivot { 2000 } else { 1900 }
}
