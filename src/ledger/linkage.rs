//! Average-linkage clustering: the best pair first, and two groups become one only if their members fit on average. So
//! one good pair never chains two groups that otherwise differ.

use rustc_hash::FxHashMap as HashMap;

/// Score of a pair that was not compared.
const UNKNOWN: f32 = -0.2;
/// Least average score of the pairs between two groups that are joined.
const ON_THE_WHOLE: f32 = -0.2;
/// Maximum number of members of a group that are compared with another's.
const SAMPLE: usize = 24;

/// Scores of pairs of numbers, the lower number first; a score above zero is evidence for joining.
#[derive(Debug, Default)]
pub(super) struct Scores {
    of: HashMap<(u32, u32), f32>,
    good: Vec<(u32, u32, f32)>,
}

impl Scores {
    /// Scores a pair, the lower number first.
    pub(super) fn add(&mut self, one: u32, other: u32, score: f32) {
        self.of.insert((one, other), score);
        if score > 0.0 {
            self.good.push((one, other, score));
        }
    }

    /// The groups of the numbers below `n`, in order of their lowest members.
    pub(super) fn groups(mut self, n: u32) -> Vec<Vec<u32>> {
        let mut good = std::mem::take(&mut self.good);
        good.sort_unstable_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        let mut of: Vec<u32> = (0..n).collect();
        let mut groups: Vec<Vec<u32>> = of.iter().map(|n| vec![*n]).collect();
        for (one, other, _) in good {
            let (a, b) = (of[one as usize], of[other as usize]);
            if a != b && self.together(&groups[a as usize], &groups[b as usize]) {
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

    /// Returns whether the pairs between two groups speak for joining them.
    fn together(&self, one: &[u32], other: &[u32]) -> bool {
        let (mut sum, mut pairs) = (0.0, 0.0);
        for a in one.iter().take(SAMPLE) {
            for b in other.iter().take(SAMPLE) {
                sum += self.of.get(&(*a.min(b), *a.max(b))).copied().unwrap_or(UNKNOWN);
                pairs += 1.0;
            }
        }
        sum / pairs > ON_THE_WHOLE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_good_pair_does_not_chain_two_groups() {
        let mut scores = Scores::default();
        for (one, other, score) in [
            (0, 1, 3.0),
            (2, 3, 3.0),
            (1, 2, 0.5),
            (0, 2, -4.0),
            (0, 3, -4.0),
            (1, 3, -4.0),
        ] {
            scores.add(one, other, score);
        }
        assert_eq!(scores.groups(5), [vec![0, 1], vec![2, 3], vec![4]]);
    }
}
