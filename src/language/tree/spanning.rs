//! The best tree over the words of a sentence, from the scores of its arcs.
//!
//! Each word takes its best governor; mostly that makes a tree without crossing arcs and with one root. Where it does not, the
//! dynamic programme of Eisner (1996) finds the best such tree: a span of words is headed at one of its ends, and is put
//! together from two spans that meet ([`Chart`]).

/// Scores of all arcs of a sentence.
#[derive(Default)]
pub(super) struct Scores {
    words: usize,
    /// Of each dependent: the score of each governor; of itself, that it is the root.
    scores: Vec<i32>,
}

impl Scores {
    /// Fills the scores for so many words; `score` is given dependent and governor, which are the same for the root.
    #[inline(always)]
    pub(super) fn fill(&mut self, words: usize, mut score: impl FnMut(usize, usize) -> i32) {
        self.words = words;
        self.scores.clear();
        for dependent in 0..words {
            self.scores
                .extend((0..words).map(|governor| score(dependent, governor)));
        }
    }

    fn of(&self, dependent: usize, governor: usize) -> i32 {
        self.scores[dependent * self.words + governor]
    }

    /// The best governor of a word; itself for the root.
    fn best(&self, dependent: usize) -> usize {
        let row = &self.scores[dependent * self.words..][..self.words];
        let mut best = 0;
        for (governor, &score) in row.iter().enumerate() {
            if score > row[best] {
                best = governor;
            }
        }
        best
    }
}

/// The working memory, kept from sentence to sentence.
#[derive(Default)]
pub(super) struct Chart {
    /// Best score of the words from the first to the second of a pair, by their number; see [`Half`].
    cells: [Vec<Cell>; 4],
    words: usize,
    /// Words whose way to the root has been walked.
    seen: Vec<u32>,
}

/// The part of a tree over a span of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    /// The last word governs the first, both sides still open.
    OpenLeft,
    /// The first word governs the last.
    OpenRight,
    /// All words are below the last.
    Left,
    /// All words are below the first.
    Right,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    score: i32,
    /// The token at which the span is put together from two.
    split: u32,
}

impl Chart {
    /// The governor of each word of the best tree; the root's is itself.
    pub(super) fn tree(&mut self, scores: &Scores, heads: &mut Vec<u32>) {
        heads.clear();
        heads.extend((0..scores.words).map(|word| scores.best(word) as u32));
        if !self.is_tree(heads) {
            self.fill(scores);
            self.read(scores, heads);
        }
    }

    /// Returns whether heads make one tree without crossing arcs.
    fn is_tree(&mut self, heads: &[u32]) -> bool {
        let mut roots = heads.iter().enumerate().filter(|(word, head)| **head == *word as u32);
        if roots.next().is_none() || roots.next().is_some() {
            return false;
        }
        self.seen.clear();
        self.seen.resize(heads.len(), u32::MAX);
        for word in 0..heads.len() {
            let mut at = word;
            while self.seen[at] == u32::MAX {
                self.seen[at] = word as u32;
                at = heads[at] as usize;
            }
            // A walk that ends on itself elsewhere than at the root has gone round.
            if self.seen[at] == word as u32 && heads[at] as usize != at {
                return false;
            }
        }
        heads.iter().enumerate().all(|(word, &head)| {
            let (from, to) = (word.min(head as usize), word.max(head as usize));
            let inside =
                |other: &usize| (from..=to).contains(&(heads[*other] as usize)) && heads[*other] as usize != *other;
            (from + 1..to).all(|other| inside(&other))
        })
    }

    fn at(&self, half: Half, from: usize, to: usize) -> Cell {
        self.cells[half as usize][from * self.words + to]
    }

    fn fill(&mut self, scores: &Scores) {
        let n = scores.words;
        self.words = n;
        for cells in &mut self.cells {
            cells.clear();
            cells.resize(n * n, Cell::default());
        }
        for length in 1..n {
            for from in 0..n - length {
                let to = from + length;
                let open = self.best(from..to, |c, k| {
                    c.at(Half::Right, from, k).score + c.at(Half::Left, k + 1, to).score
                });
                for (half, score) in [
                    (Half::OpenLeft, scores.of(from, to)),
                    (Half::OpenRight, scores.of(to, from)),
                ] {
                    let score = open.score + score;
                    self.cells[half as usize][from * n + to] = Cell { score, ..open };
                }
                let left = self.best(from..to, |c, k| {
                    c.at(Half::Left, from, k).score + c.at(Half::OpenLeft, k, to).score
                });
                self.cells[Half::Left as usize][from * n + to] = left;
                let right = self.best(from + 1..to + 1, |c, k| {
                    c.at(Half::OpenRight, from, k).score + c.at(Half::Right, k, to).score
                });
                self.cells[Half::Right as usize][from * n + to] = right;
            }
        }
    }

    /// The best of some splits, the first of several.
    fn best(&self, splits: std::ops::Range<usize>, score: impl Fn(&Chart, usize) -> i32) -> Cell {
        let mut best = Cell {
            score: i32::MIN,
            split: 0,
        };
        for split in splits {
            let score = score(self, split);
            if score > best.score {
                best = Cell {
                    score,
                    split: split as u32,
                };
            }
        }
        best
    }

    /// Reads the heads of the best tree from the chart.
    fn read(&mut self, scores: &Scores, heads: &mut [u32]) {
        let n = scores.words;
        let Some(last) = n.checked_sub(1) else { return };
        let of_root = |root: usize| {
            self.at(Half::Left, 0, root).score + self.at(Half::Right, root, last).score + scores.of(root, root)
        };
        let mut root = 0;
        for word in 1..n {
            if of_root(word) > of_root(root) {
                root = word;
            }
        }
        heads[root] = root as u32;
        let mut open = vec![(Half::Left, 0, root), (Half::Right, root, last)];
        while let Some((half, from, to)) = open.pop() {
            if from == to {
                continue;
            }
            let split = self.at(half, from, to).split as usize;
            match half {
                Half::OpenLeft | Half::OpenRight => {
                    let (dependent, governor) = if half == Half::OpenLeft { (from, to) } else { (to, from) };
                    heads[dependent] = governor as u32;
                    open.extend([(Half::Right, from, split), (Half::Left, split + 1, to)]);
                }
                Half::Left => open.extend([(Half::Left, from, split), (Half::OpenLeft, split, to)]),
                Half::Right => open.extend([(Half::OpenRight, from, split), (Half::Right, split, to)]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(rows: &[&[i32]]) -> Vec<u32> {
        let (mut scores, mut heads) = (Scores::default(), Vec::new());
        scores.fill(rows.len(), |dependent, governor| rows[dependent][governor]);
        Chart::default().tree(&scores, &mut heads);
        heads
    }

    #[test]
    fn the_best_governors_stand_where_they_make_a_tree() {
        assert_eq!(tree(&[&[0, 9, 1], &[1, 9, 1], &[1, 9, 0]]), [1, 1, 1]);
        assert_eq!(tree(&[]), [0u32; 0]);
        assert_eq!(tree(&[&[-5]]), [0]);
    }

    #[test]
    fn a_circle_is_cut_where_it_costs_least() {
        // The first two govern each other; the second is nearly as good as the root.
        assert_eq!(tree(&[&[0, 9, 1], &[9, 8, 1], &[1, 9, 0]]), [1, 1, 1]);
    }

    #[test]
    fn one_of_two_roots_is_given_up() {
        assert_eq!(tree(&[&[9, 1], &[2, 8]]), [0, 0]);
    }

    #[test]
    fn crossing_arcs_are_not_made() {
        // Each alone: 0 <- 2, 1 <- 3, 2 root, 3 <- 2: the arc to 1 crosses that to 0.
        let heads = tree(&[&[0, 3, 9, 0], &[0, 0, 7, 9], &[0, 0, 9, 0], &[0, 0, 9, 0]]);
        assert_eq!(heads, [2, 2, 2, 2]);
    }

    #[test]
    fn whatever_the_scores_the_outcome_is_a_tree() {
        let mut state = 1u32;
        for words in 1..12 {
            let (mut scores, mut heads, mut chart) = (Scores::default(), Vec::new(), Chart::default());
            scores.fill(words, |_, _| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 20) as i32
            });
            chart.tree(&scores, &mut heads);
            assert!(chart.is_tree(&heads), "{heads:?}");
        }
    }
}
