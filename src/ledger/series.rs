//! Series of figures of one quantity, and the relation of each to an earlier one.

use rustc_hash::FxHashMap as HashMap;

use super::amounts::{Amount, Known, amounts};
use super::blocks::Blocks;
use super::linkage::Pairs;
use super::measure::noun;
use super::numbers::firsts_of;
use super::points::{amount, can_be_one, holds};
use super::types::{Link, Point, Relation};
use crate::model::facts::{Aspect, Comparator, FigureKind};

/// Figures of one quantity: their numbers over all articles, in order, with the telling that most of them belong to.
pub(super) struct Row {
    pub(super) points: Vec<(u32, u32)>,
    pub(super) event: Option<u32>,
    pub(super) links: Vec<Link>,
    pub(super) latest: u32,
}

/// Least average score of the pairs between two groups of figures that are joined.
const ON_THE_WHOLE: f32 = -0.2;

/// The rows of all figures.
pub(super) fn rows(known: &Known) -> Vec<Row> {
    let amounts = amounts(known);
    let firsts = firsts_of(known.digests.len() as u32, amounts.len(), |n| amounts[n].article);
    let mut good = Pairs::default();
    let blocks = Blocks::new(&firsts, |n| [amounts[n as usize].kind()]);
    blocks.pairs(known.neighbours, |one, other, alike| {
        if let Some(score) = known.compared(&amounts[one as usize], &amounts[other as usize], alike) {
            good.add(one, other, score);
        }
    });
    let lists = good.groups(amounts.len() as u32, ON_THE_WHOLE, |one, other| {
        let (one, other) = (&amounts[one as usize], &amounts[other as usize]);
        known.compared(one, other, known.neighbours.alike(one.article, other.article)?)
    });
    lists
        .into_iter()
        .map(|list| row(list, &amounts, known, &firsts))
        .collect()
}

fn row(mut list: Vec<u32>, amounts: &[Amount], known: &Known, firsts: &[u32]) -> Row {
    list.sort_by_key(|n| {
        let amount = &amounts[*n as usize];
        let day = holds(&amount.point);
        // What it was before comes first: "rose to 18 from 14", "16 people, not 17".
        let now = amount.point.aspect != Aspect::ChangeFrom && !amount.rejected;
        (day.is_none(), day, amount.article, now, amount.point.start)
    });
    let mut told: HashMap<u32, u32> = HashMap::default();
    for event in list.iter().filter_map(|n| amounts[*n as usize].event) {
        *told.entry(known.happening[event as usize]).or_default() += 1;
    }
    let mut told: Vec<(u32, u32)> = told.into_iter().collect();
    told.sort_unstable_by_key(|(event, times)| (std::cmp::Reverse(*times), *event));
    let place = |n: &u32| {
        let article = amounts[*n as usize].article;
        (article, n - firsts[article as usize])
    };
    let places: Vec<(u32, u32)> = list.iter().map(place).collect();
    let point = |(article, place): &(u32, u32)| known.digests[*article as usize].points.get(*place);
    let points: Vec<Point> = places.iter().map(point).collect();
    let (links, latest) = links(&points);
    Row {
        points: places,
        event: told.first().map(|(event, _)| *event),
        links,
        latest,
    }
}

/// The relation of each point to the total before it, and the latest total.
fn links(points: &[Point]) -> (Vec<Link>, u32) {
    let mut links = Vec::new();
    let parts = parts(points);
    let wholes: Vec<usize> = (0..points.len()).filter(|n| !parts[*n]).collect();
    for (place, one) in wholes.iter().enumerate().skip(1) {
        let before = wholes[place - 1];
        let follows = relation(&points[before], &points[*one]);
        // A repeated amount follows from its earlier mention, whatever stands between.
        let repeats = |earlier: &&usize| {
            let (earlier, one) = (&points[**earlier], &points[*one]);
            // A rate may come to an earlier level again.
            let again = one.kind == FigureKind::Percent && holds(earlier) != holds(one);
            let amounts = (amount(earlier), amount(one));
            earlier.document != one.document && !again && amounts.0.is_some() && amounts.0 == amounts.1
        };
        match wholes[..place].iter().rev().find(repeats) {
            Some(earlier) if follows != Relation::Same => {
                if follows == Relation::Conflict {
                    links.push(link(before, *one, follows));
                }
                links.push(link(*earlier, *one, Relation::Same));
            }
            _ => links.push(link(before, *one, follows)),
        }
    }
    for part in (0..points.len()).filter(|n| parts[*n]) {
        let whole = wholes.iter().rev().find(|w| **w < part).or(wholes.first());
        if let Some(whole) = whole {
            links.push(link(part, *whole, Relation::PartOf));
        }
    }
    links.sort_by_key(|l| (l.from.max(l.to), l.from.min(l.to)));
    (links, wholes.last().map_or(0, |n| *n as u32))
}

fn link(from: usize, to: usize, relation: Relation) -> Link {
    Link {
        from: from as u32,
        to: to as u32,
        relation,
    }
}

/// For each point whether it is part of a total in the series: smaller, and of a narrower kind, or much smaller in the
/// article that gives the total.
fn parts(points: &[Point]) -> Vec<bool> {
    let narrow = |p: &Point| {
        let counted = p.counted.as_deref().map(noun);
        p.kind == FigureKind::Count && (p.aspect == Aspect::Part || counted.is_some_and(|noun| noun != "people"))
    };
    let told: Vec<bool> = points.iter().map(narrow).collect();
    let kinds = |p: &Point| p.counted.as_deref().map(noun);
    let part = |(n, point): (usize, &Point)| {
        points.iter().zip(&told).any(|(other, narrow)| {
            let smaller = holds(other) <= holds(point) && amount(other) > amount(point);
            smaller && (told[n] && !narrow && kinds(other) != kinds(point) || !narrow && is_fraction(point, other))
        })
    };
    points.iter().enumerate().map(part).collect()
}

/// Returns whether an article gives a total and, for the same day, less than half of it: a part, since it knows both.
fn is_fraction(point: &Point, total: &Point) -> bool {
    let one_day = point.document == total.document && holds(point) == holds(total);
    let changes = [point, total]
        .iter()
        .any(|p| !matches!(p.aspect, Aspect::Total | Aspect::Part));
    let half = amount(point)
        .zip(amount(total))
        .is_some_and(|(part, whole)| 2.0 * part < whole);
    point.kind == FigureKind::Count && one_day && !changes && half
}

/// The relation of a later point to an earlier one.
fn relation(one: &Point, other: &Point) -> Relation {
    let (Some(a), Some(b)) = (amount(one), amount(other)) else {
        return Relation::Same;
    };
    let rough = |p: &Point| !matches!(p.comparator, Comparator::Exact);
    if a == b {
        return Relation::Same;
    }
    let same_day = holds(one) == holds(other);
    if can_be_one(one, other) && (same_day || rough(one) && !rough(other) && (a - b).abs() <= a * 0.2) {
        return if rough(one) && !rough(other) {
            Relation::Refines
        } else {
            Relation::Same
        };
    }
    let corrects = ["correct", "revised", "retract", "withdr"]
        .iter()
        .any(|w| other.context.to_lowercase().contains(w));
    let vague = |p: &Point| p.comparator == Comparator::Vague;
    if same_day && (vague(one) || vague(other)) {
        // "Dozens" contradicts no number.
        return Relation::Same;
    }
    let rivals = source(one)
        .zip(source(other))
        .is_some_and(|(here, there)| here != there);
    match b > a {
        _ if same_day && (one.document != other.document || rivals) => Relation::Conflict,
        _ if corrects && source(one) == source(other) => Relation::Correction,
        true => Relation::UpdateUp,
        false => Relation::UpdateDown,
    }
}

fn source(point: &Point) -> Option<&str> {
    point.attribution.first().map(|a| &*a.text)
}
