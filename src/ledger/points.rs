//! Arithmetic of points: the day for which one holds, its amount, and what two amounts can both mean.

use super::days::day;
use super::types::Point;
use crate::model::facts::Comparator;

/// The day for which a point holds.
pub(super) fn holds(point: &Point) -> Option<i32> {
    day(point.as_of.as_ref().or(point.published.as_ref())?)
}

/// The amount by which points are compared.
pub(super) fn amount(point: &Point) -> Option<f64> {
    point.value.or(point.low).or(point.high).map(|n| n.0)
}

/// Returns whether the bounds of two points leave a number that both can mean.
pub(super) fn can_be_one(one: &Point, other: &Point) -> bool {
    let range = |p: &Point| {
        let value = amount(p).unwrap_or(0.0);
        let slack = if p.comparator == Comparator::About {
            value * 0.1
        } else {
            0.0
        };
        match p.comparator {
            Comparator::AtLeast | Comparator::MoreThan => (value, f64::MAX),
            Comparator::AtMost | Comparator::LessThan => (0.0, value),
            Comparator::Between => (p.low.map_or(value, |n| n.0), p.high.map_or(value, |n| n.0)),
            Comparator::Vague => (p.low.map_or(0.0, |n| n.0), p.high.map_or(f64::MAX, |n| n.0)),
            Comparator::Exact | Comparator::About => (value - slack, value + slack),
        }
    };
    let ((low, high), (down, up)) = (range(one), range(other));
    low <= up && down <= high
}
