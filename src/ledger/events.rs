//! Joins tellings of one happening. Pairs are compared only within an article and between neighbours.

use super::evidence::{comparable, features, score};
use super::linkage::Pairs;
use super::look::Look;
use super::neighbours::{Alike, Neighbours};
use super::words::Bags;

/// Every pair of facts within an article or of two neighbours, the earlier fact first, in order.
pub(super) fn pairs(firsts: &[u32], neighbours: &Neighbours, mut each: impl FnMut(u32, u32, Alike)) {
    for article in 0..firsts.len() as u32 - 1 {
        let own = firsts[article as usize]..firsts[article as usize + 1];
        let earlier = neighbours.of(article).iter().filter(|(other, _)| *other < article);
        for (other, alike) in earlier.copied().chain([(article, Alike::SAME)]) {
            for one in firsts[other as usize]..firsts[other as usize + 1] {
                for two in own.clone().filter(|two| one < *two) {
                    each(one, two, alike);
                }
            }
        }
    }
}

/// The tellings of each happening, in order of their first.
pub(super) fn join(looks: &[Look], bags: &Bags, neighbours: &Neighbours, firsts: &[u32]) -> Vec<Vec<u32>> {
    let mut good = Pairs::default();
    pairs(firsts, neighbours, |one, other, alike| {
        if let Some(score) = compared(&looks[one as usize], &looks[other as usize], bags, alike) {
            good.add(one, other, score);
        }
    });
    good.groups(looks.len() as u32, |one, other| {
        let (one, other) = (&looks[one as usize], &looks[other as usize]);
        compared(one, other, bags, neighbours.alike(one.article, other.article)?)
    })
}

/// The score of two tellings; `None` if they are not worth a look.
fn compared(one: &Look, other: &Look, bags: &Bags, alike: Alike) -> Option<f32> {
    comparable(one, other).then(|| score(&features(one, other, bags, alike)))
}
