//! Which tellings are of one happening. Pairs are looked at only within an article and between neighbours; the best
//! evidence is used first, and two groups become one only if, on the whole, their members belong together.

use rustc_hash::FxHashMap as HashMap;

use super::evidence::{comparable, features, score};
use super::look::Look;
use super::neighbours::Neighbours;

/// What a pair that was not compared counts against joining two groups.
const UNKNOWN: f32 = -1.0;
/// The members of a group that are compared with another's.
const SAMPLE: usize = 24;

/// Two tellings and what their evidence adds up to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) one: u32,
    pub(super) other: u32,
    pub(super) score: f32,
}

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

/// Every pair that is worth a look, in order.
pub(super) fn pairs(looks: &[Look], neighbours: &Neighbours, articles: u32, mut each: impl FnMut(u32, u32, f32)) {
    let firsts = firsts_of(articles, looks.len(), |n| looks[n].article);
    for article in 0..articles {
        let own = firsts[article as usize]..firsts[article as usize + 1];
        let earlier = neighbours.of(article).iter().filter(|(other, _)| *other < article);
        for (other, alike) in earlier.copied().chain([(article, 1.0)]) {
            for one in firsts[other as usize]..firsts[other as usize + 1] {
                for two in own.clone() {
                    if one < two && comparable(&looks[one as usize], &looks[two as usize]) {
                        each(one, two, alike);
                    }
                }
            }
        }
    }
}

/// The tellings of each happening, in order of their first.
pub(super) fn join(looks: &[Look], neighbours: &Neighbours, articles: u32) -> Vec<Vec<u32>> {
    let mut scores: HashMap<(u32, u32), f32> = HashMap::default();
    let mut good = Vec::new();
    pairs(looks, neighbours, articles, |one, other, alike| {
        let score = score(&features(&looks[one as usize], &looks[other as usize], alike));
        scores.insert((one, other), score);
        if score > 0.0 {
            good.push(Pair { one, other, score });
        }
    });
    good.sort_unstable_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then((a.one, a.other).cmp(&(b.one, b.other)))
    });
    let mut of: Vec<u32> = (0..looks.len() as u32).collect();
    let mut groups: Vec<Vec<u32>> = of.iter().map(|n| vec![*n]).collect();
    for pair in good {
        let (a, b) = (of[pair.one as usize], of[pair.other as usize]);
        if a != b && together(&groups[a as usize], &groups[b as usize], &scores) {
            let (low, high) = (a.min(b), a.max(b));
            let moved = std::mem::take(&mut groups[high as usize]);
            moved.iter().for_each(|m| of[*m as usize] = low);
            groups[low as usize].extend(moved);
        }
    }
    groups.retain(|g| !g.is_empty());
    groups.iter_mut().for_each(|g| g.sort_unstable());
    groups
}

/// True if the pairs between two groups speak for joining them.
fn together(one: &[u32], other: &[u32], scores: &HashMap<(u32, u32), f32>) -> bool {
    let (mut sum, mut pairs) = (0.0, 0.0);
    for a in one.iter().take(SAMPLE) {
        for b in other.iter().take(SAMPLE) {
            sum += scores.get(&(*a.min(b), *a.max(b))).copied().unwrap_or(UNKNOWN);
            pairs += 1.0;
        }
    }
    sum / pairs > 0.0
}
