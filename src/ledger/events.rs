//! Joins tellings of one happening. Pairs are compared only within an article and between neighbours.

use super::evidence::{comparable, features, score};
use super::linkage::Scores;
use super::look::Look;
use super::neighbours::{Alike, Neighbours};

/// The number of the first fact of each article and, last, of all facts, where `of` tells the article of a fact.
pub(super) fn firsts_of(articles: u32, facts: usize, of: impl Fn(usize) -> u32) -> Vec<u32> {
    let mut firsts = vec![0];
    let mut fact = 0;
    for article in 0..articles {
        while fact < facts && of(fact) == article {
            fact += 1;
        }
        firsts.push(fact as u32);
    }
    firsts
}

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
pub(super) fn join(looks: &[Look], neighbours: &Neighbours, firsts: &[u32]) -> Vec<Vec<u32>> {
    let mut scores = Scores::default();
    pairs(firsts, neighbours, |one, other, alike| {
        let (here, there) = (&looks[one as usize], &looks[other as usize]);
        if comparable(here, there) {
            scores.add(one, other, score(&features(here, there, alike)));
        }
    });
    scores.groups(looks.len() as u32)
}
