//! Joins tellings of one happening. Pairs are compared only within an article and between neighbours.

use super::blocks::Blocks;
use super::evidence::{comparable, features, score};
use super::linkage::Pairs;
use super::look::Look;
use super::neighbours::{Alike, Neighbours};
use super::words::Bags;

/// Least average score of the pairs between two groups of tellings that are joined.
const ON_THE_WHOLE: f32 = 0.0;

/// Least score of a pair in that average: one telling that is read wrongly must not keep two groups apart.
const WORST: f32 = -2.0;

/// The blocks of tellings: by the stems of their triggers, by families of words and by kindred words.
pub(super) fn blocks(looks: &[Look], firsts: &[u32]) -> Blocks {
    Blocks::new(firsts, |telling| {
        let look = &looks[telling as usize];
        // Where a number of a family is a hash, too, `comparable` tells them apart.
        let own = [Some(look.stem), look.family].into_iter().flatten();
        own.chain(look.kindred.iter().copied())
    })
}

/// The tellings of each happening, in order of their first.
pub(super) fn join(looks: &[Look], bags: &Bags, neighbours: &Neighbours, firsts: &[u32]) -> Vec<Vec<u32>> {
    let mut good = Pairs::default();
    blocks(looks, firsts).pairs(neighbours, |one, other, alike| {
        if let Some(score) = compared(&looks[one as usize], &looks[other as usize], bags, alike) {
            good.add(one, other, score);
        }
    });
    good.groups(looks.len() as u32, ON_THE_WHOLE, |one, other| {
        let (one, other) = (&looks[one as usize], &looks[other as usize]);
        let score = compared(one, other, bags, neighbours.alike(one.article, other.article)?);
        score.map(|score| score.max(WORST))
    })
}

/// The score of two tellings; `None` if they are not worth a look.
fn compared(one: &Look, other: &Look, bags: &Bags, alike: Alike) -> Option<f32> {
    comparable(one, other).then(|| score(&features(one, other, bags, alike)))
}
