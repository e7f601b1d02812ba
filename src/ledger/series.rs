//! Series of figures of one quantity, and the relation of each to an earlier one.

use rustc_hash::FxHashMap as HashMap;

use super::actors::Actors;
use super::blocks::Blocks;
use super::days::day;
use super::digest::{Digest, number};
use super::linkage::Pairs;
use super::look::Look;
use super::neighbours::{Alike, Neighbours};
use super::numbers::firsts_of;
use super::types::{Link, Member, Point, Relation};
use super::words::{Bag, Word, hash, stem, words};
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::{ActorKind, Aspect, Comparator, FigureKind};

/// Features of a figure for comparison.
struct Amount {
    article: u32,
    /// The figure without what it is not compared by.
    point: Point,
    /// The telling that it belongs to.
    event: Option<u32>,
    counted: Option<Word>,
    context: Bag,
    about: Bag,
    /// The entity whose name stands nearest before it.
    subject: Option<u32>,
}

/// Figures of one quantity: their numbers over all articles, in order, with the telling that most of them belong to.
pub(super) struct Row {
    pub(super) points: Vec<(u32, u32)>,
    pub(super) event: Option<u32>,
    pub(super) links: Vec<Link>,
    pub(super) latest: u32,
}

/// Earlier decisions that the series depend on.
pub(super) struct Known<'k> {
    pub(super) digests: &'k [Digest],
    pub(super) neighbours: &'k Neighbours,
    pub(super) actors: &'k Actors,
    pub(super) looks: &'k [Look],
    /// The happening of each telling.
    pub(super) happening: &'k [u32],
    /// The telling of an article's event.
    pub(super) telling: &'k HashMap<(u32, u32), u32>,
}

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
    let lists = good.groups(amounts.len() as u32, |one, other| {
        let (one, other) = (&amounts[one as usize], &amounts[other as usize]);
        known.compared(one, other, known.neighbours.alike(one.article, other.article)?)
    });
    lists
        .into_iter()
        .map(|list| row(list, &amounts, known, &firsts))
        .collect()
}

fn amounts(known: &Known) -> Vec<Amount> {
    let mut amounts = Vec::new();
    for (article, digest) in (0..).zip(known.digests) {
        if digest.points.len() == 0 {
            continue;
        }
        let actors: Vec<Member> = digest.actors.iter().collect();
        for point in digest.points.iter() {
            let event = point
                .event
                .as_ref()
                .and_then(|id| known.telling.get(&(article, number(id))));
            amounts.push(Amount {
                article,
                event: event.copied(),
                counted: point.counted.as_deref().map(counted),
                context: Bag::new([&*point.context]),
                about: Bag::new([point.counted.as_deref().unwrap_or_default()]),
                subject: subject(&actors, &point).and_then(|id| known.actors.entity(article, id)),
                point: Point {
                    document: String::new(),
                    figure: String::new(),
                    event: None,
                    text: String::new(),
                    counted: None,
                    context: String::new(),
                    attribution: Vec::new(),
                    ..point
                },
            });
        }
    }
    amounts
}

/// The named actor, no place, whose last word stands nearest before a figure in its context.
fn subject<'a>(actors: &'a [Member], point: &Point) -> Option<&'a str> {
    let before = point.context.split(&*point.text).next().unwrap_or_default();
    let named = actors.iter().filter(|a| a.named && a.kind != ActorKind::Place);
    let place = |a: &Member| before.rfind(a.name.rsplit(' ').next().filter(|word| word.len() > 2)?);
    let nearest = named
        .filter_map(|a| Some((place(a)?, a)))
        .max_by_key(|(place, _)| *place);
    nearest.map(|(_, actor)| &*actor.actor)
}

/// The word for a counted phrase; one word for all people.
fn counted(phrase: &str) -> Word {
    let head = words(phrase.split(" of ").next().unwrap_or(phrase))
        .last()
        .unwrap_or_default();
    stem(if is(&head, List::People) { "people" } else { &head })
}

impl Amount {
    /// The key of the figures that it is compared with.
    fn kind(&self) -> Word {
        let point = &self.point;
        hash(&format!("{:?} {:?} {}", point.kind, point.unit, change(point.aspect)))
    }

    /// Returns whether two figures may be of one thing.
    fn comparable(&self, other: &Amount) -> bool {
        let (a, b) = (&self.point, &other.point);
        let exact = matches!(a.kind, FigureKind::Duration | FigureKind::Measure);
        a.kind == b.kind
            && a.unit == b.unit
            && change(a.aspect) == change(b.aspect)
            && (!exact || self.counted == other.counted)
    }
}

impl Known<'_> {
    /// The score of two figures; `None` if they cannot be of one thing.
    fn compared(&self, one: &Amount, other: &Amount, alike: Alike) -> Option<f32> {
        one.comparable(other).then(|| self.one(one, other, alike))
    }

    /// The evidence that two figures are of one thing.
    fn one(&self, one: &Amount, other: &Amount, alike: Alike) -> f32 {
        let (a, b) = (&one.point, &other.point);
        let tells_one = self.tell_one(one, other);
        let same_value = a.value.is_some() && a.value == b.value;
        let large = a.value.is_some_and(|v| v.0 >= 20.0 || v.0.fract() != 0.0);
        let counted = match (one.counted, other.counted) {
            (Some(x), Some(y)) if x == y => 1.2 + one.about.cosine(&other.about),
            (Some(_), Some(_)) if tells_one => -0.3,
            (Some(_), Some(_)) => -1.5,
            _ => 0.0,
        };
        let value = match (same_value, one.article == other.article) {
            (true, _) => {
                if large {
                    2.0
                } else {
                    0.8
                }
            }
            // One article gives one amount of one quantity, except for changes.
            (false, true) if holds(a) == holds(b) && a.kind != FigureKind::Count && !can_be_one(a, b) => -2.5,
            (false, true) if holds(a) == holds(b) && !tells_one => -1.0,
            (false, _) => near(a, b),
        };
        let subject = match (one.subject, other.subject) {
            (Some(x), Some(y)) if x == y => 0.8,
            (Some(_), Some(_)) => -1.0,
            _ => 0.0,
        };
        let articles = if one.article == other.article {
            0.0
        } else {
            2.0 * (alike.words - 0.2)
        };
        -2.5 + counted + value + subject + articles + self.events(one, other) + 2.5 * one.context.cosine(&other.context)
    }

    /// Returns whether both figures belong to one kind of happening.
    fn tell_one(&self, one: &Amount, other: &Amount) -> bool {
        let (Some(a), Some(b)) = (one.event, other.event) else {
            return false;
        };
        let (x, y) = (&self.looks[a as usize], &self.looks[b as usize]);
        x.stem == y.stem || x.family.is_some() && x.family == y.family
    }

    fn events(&self, one: &Amount, other: &Amount) -> f32 {
        let (Some(a), Some(b)) = (one.event, other.event) else {
            return 0.0;
        };
        let (x, y) = (&self.looks[a as usize], &self.looks[b as usize]);
        let mut sum = 0.0;
        if self.happening[a as usize] == self.happening[b as usize] {
            sum += 2.0;
        } else if self.tell_one(one, other) {
            sum += 1.5;
        } else if x.class != y.class {
            sum -= 0.7;
        }
        if x.days
            .zip(y.days)
            .is_some_and(|(d, e)| d.sure && e.sure && d.gap(e) > 1)
        {
            sum -= 0.5;
        }
        let shared = x.who.iter().filter(|part| y.who.contains(part)).count();
        let differ = !x.who.is_empty() && !y.who.is_empty() && shared == 0;
        sum + 0.7 * shared.min(2) as f32 - if differ { 1.0 } else { 0.0 }
    }
}

/// Evidence from two different amounts being close, as those of one quantity on two days are.
fn near(one: &Point, other: &Point) -> f32 {
    match (amount(one), amount(other)) {
        (Some(a), Some(b)) if a > 0.0 && b > 0.0 => 0.6 - 6.0 * (a / b).ln().abs().min(0.1) as f32,
        _ => 0.0,
    }
}

fn change(aspect: Aspect) -> u8 {
    match aspect {
        Aspect::Increase => 1,
        Aspect::Decrease => 2,
        Aspect::Rate => 3,
        Aspect::Total | Aspect::Part | Aspect::ChangeFrom | Aspect::ChangeTo => 0,
    }
}

/// The day for which a point holds.
pub(super) fn holds(point: &Point) -> Option<i32> {
    day(point.as_of.as_ref().or(point.published.as_ref())?)
}

fn row(mut list: Vec<u32>, amounts: &[Amount], known: &Known, firsts: &[u32]) -> Row {
    list.sort_by_key(|n| {
        let amount = &amounts[*n as usize];
        let day = holds(&amount.point);
        (day.is_none(), day, amount.article, amount.point.start)
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

/// The amount by which points are compared.
fn amount(point: &Point) -> Option<f64> {
    point.value.or(point.low).or(point.high).map(|n| n.0)
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
            earlier.document != one.document && amount(earlier).is_some() && amount(earlier) == amount(one)
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

/// For each point whether it is part of a total in the series: smaller, and of a narrower kind.
fn parts(points: &[Point]) -> Vec<bool> {
    let narrow = |p: &Point| {
        let counted = p.counted.as_deref().map(counted);
        p.kind == FigureKind::Count && (p.aspect == Aspect::Part || counted.is_some_and(|c| c != stem("people")))
    };
    let told: Vec<bool> = points.iter().map(narrow).collect();
    let kinds = |p: &Point| p.counted.as_deref().map(counted);
    let part = |(n, point): (usize, &Point)| {
        told[n]
            && points.iter().zip(&told).any(|(other, narrow)| {
                !narrow && kinds(other) != kinds(point) && holds(other) <= holds(point) && amount(other) > amount(point)
            })
    };
    points.iter().enumerate().map(part).collect()
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
    match b > a {
        _ if same_day && one.document != other.document => Relation::Conflict,
        _ if corrects && source(one) == source(other) => Relation::Correction,
        true => Relation::UpdateUp,
        false => Relation::UpdateDown,
    }
}

fn source(point: &Point) -> Option<&str> {
    point.attribution.first().map(|a| &*a.text)
}

/// Returns whether the bounds of two points leave a number that both can mean.
fn can_be_one(one: &Point, other: &Point) -> bool {
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
