//! Average-linkage clustering: the best pair first, and two groups become one only if their members fit on average. So
//! one good pair never chains two groups that otherwise differ.

use rustc_hash::FxHashMap as HashMap;

/// Score of a pair that was not compared.
const UNKNOWN: f32 = -0.2;
/// Maximum number of members of a group that are compared with another's.
const SAMPLE: usize = 24;

/// Pairs of numbers with a score above zero, which is evidence for joining them.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    good: Vec<(u32, u32, f32)>,
}

impl Pairs {
    /// Takes a pair with its score, the lower number first.
    pub(super) fn add(&mut self, one: u32, other: u32, score: f32) {
        if score > 0.0 {
            self.good.push((one, other, score));
        }
    }

    /// The groups of the numbers below `n`, in order of their lowest members. Two groups are joined if the average score
    /// of their pairs is above `least`. `score` gives the score of any pair, the lower number first; `None` if it is not
    /// compared. Few pairs are asked for, so that no scores are kept.
    pub(super) fn groups(self, n: u32, least: f32, score: impl Fn(u32, u32) -> Option<f32>) -> Vec<Vec<u32>> {
        let mut good = self.good;
        good.sort_unstable_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        let mut of: Vec<u32> = (0..n).collect();
        let mut groups: Vec<Vec<u32>> = of.iter().map(|n| vec![*n]).collect();
        // The sizes of two groups when they were last found not to fit: they fit no better until one has grown.
        let mut apart: HashMap<(u32, u32), (usize, usize)> = HashMap::default();
        for (one, other, _) in good {
            let (a, b) = (of[one as usize], of[other as usize]);
            let (low, high) = (a.min(b), a.max(b));
            let sizes = (groups[low as usize].len(), groups[high as usize].len());
            if low == high || apart.get(&(low, high)) == Some(&sizes) {
                continue;
            }
            if average(&groups[a as usize], &groups[b as usize], &score) > least {
                let moved = std::mem::take(&mut groups[high as usize]);
                moved.iter().for_each(|m| of[*m as usize] = low);
                groups[low as usize].extend(moved);
            } else {
                apart.insert((low, high), sizes);
            }
        }
        groups.retain(|g| !g.is_empty());
        groups.iter_mut().for_each(|g| g.sort_unstable());
        groups
    }
}

/// The average score of the pairs between two groups.
fn average(one: &[u32], other: &[u32], score: impl Fn(u32, u32) -> Option<f32>) -> f32 {
    let (mut sum, mut pairs) = (0.0, 0.0);
    for a in one.iter().take(SAMPLE) {
        for b in other.iter().take(SAMPLE) {
            sum += score(*a.min(b), *a.max(b)).unwrap_or(UNKNOWN);
            pairs += 1.0;
        }
    }
    sum / pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_good_pair_does_not_chain_two_groups() {
        let score = |one: u32, other: u32| match (one, other) {
            (0, 1) | (2, 3) => Some(3.0),
            (1, 2) => Some(0.5),
            (0, 2 | 3) | (1, 3) => Some(-4.0),
            _ => None,
        };
        let mut pairs = Pairs::default();
        for (one, other) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
            pairs.add(one, other, score(one, other).unwrap_or_default());
        }
        assert_eq!(pairs.groups(5, 0.0, score), [vec![0, 1], vec![2, 3], vec![4]]);
    }
}
