//! Facts looked up by their keys: only facts that share one are compared, not each with each.

use super::neighbours::{Alike, Neighbours};

/// The keys of facts that stand article by article.
pub(super) struct Blocks {
    /// Each key with its fact, in order within an article.
    keys: Vec<(u32, u32)>,
    /// The place of the first key of each article and, last, of all keys.
    firsts: Vec<u32>,
}

impl Blocks {
    /// The blocks of facts; `firsts` has the number of the first fact of each article and, last, of all facts.
    pub(super) fn new<K: IntoIterator<Item = u32>>(firsts: &[u32], keys_of: impl Fn(u32) -> K) -> Blocks {
        let mut blocks = Blocks {
            keys: Vec::new(),
            firsts: vec![0],
        };
        for article in firsts.windows(2) {
            let start = blocks.keys.len();
            for fact in article[0]..article[1] {
                blocks.keys.extend(keys_of(fact).into_iter().map(|key| (key, fact)));
            }
            blocks.keys[start..].sort_unstable();
            blocks.firsts.push(blocks.keys.len() as u32);
        }
        blocks
    }

    fn of(&self, article: u32) -> &[(u32, u32)] {
        let article = article as usize;
        &self.keys[self.firsts[article] as usize..self.firsts[article + 1] as usize]
    }

    /// Every pair of facts with a common key within an article or of two neighbours, the earlier fact first, in order.
    pub(super) fn pairs(&self, neighbours: &Neighbours, mut each: impl FnMut(u32, u32, Alike)) {
        let mut found = Vec::new();
        for article in 0..self.firsts.len() as u32 - 1 {
            let earlier = neighbours.of(article).iter().filter(|(other, _)| *other < article);
            for (other, alike) in earlier.copied().chain([(article, Alike::SAME)]) {
                found.clear();
                common(self.of(other), self.of(article), &mut found);
                found.sort_unstable();
                found.dedup();
                found.iter().for_each(|(one, two)| each(*one, *two, alike));
            }
        }
    }
}

/// The pairs of facts with a common key, the lower number first, where both lists are in order.
fn common(mut here: &[(u32, u32)], mut there: &[(u32, u32)], found: &mut Vec<(u32, u32)>) {
    while let (Some((one, _)), Some((two, _))) = (here.first(), there.first()) {
        let end = |list: &[(u32, u32)], key: &u32| list.iter().take_while(|(k, _)| k == key).count();
        match one.cmp(two) {
            std::cmp::Ordering::Less => here = &here[1..],
            std::cmp::Ordering::Greater => there = &there[1..],
            std::cmp::Ordering::Equal => {
                let (ours, theirs) = (end(here, one), end(there, two));
                for (_, a) in &here[..ours] {
                    found.extend(there[..theirs].iter().filter(|(_, b)| a < b).map(|(_, b)| (*a, *b)));
                }
                (here, there) = (&here[ours..], &there[theirs..]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_with_a_common_key_are_found_once() {
        let (here, there) = ([(3, 0), (5, 0), (5, 1)], [(3, 2), (4, 3), (5, 2), (5, 4)]);
        let mut found = Vec::new();
        common(&here, &there, &mut found);
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, [(0, 2), (0, 4), (1, 2), (1, 4)]);

        let mut own = Vec::new();
        common(&here, &here, &mut own);
        assert_eq!(own, [(0, 1)]);
    }
}
