//! Articles about the same matter: looked up by their weightiest words, compared by all words.
//!
//! An article is compared only with the nearest in time under each of its keys, and keeps only the most similar: this
//! makes the merge linear.

use rustc_hash::FxHashMap as HashMap;

use super::days::Published;
use super::digest::Digest;
use super::words::{Bag, Word, hash, words};

/// Least similarity of neighbours.
const ALIKE: f32 = 0.1;
/// Maximum number of keys of an article.
const KEYS: usize = 32;
/// Maximum number of later articles under one key that an article is compared with.
const WINDOW: usize = 48;
/// Maximum number of neighbours of an article.
const NEAREST: usize = 32;

/// Similarity of two articles.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Alike {
    /// Cosine of their words, 0 to 1.
    pub(super) words: f32,
    /// The share of the names of one of them that are in the other, 0 to 1.
    pub(super) names: f32,
}

impl Alike {
    /// An article and itself.
    pub(super) const SAME: Alike = Alike { words: 1.0, names: 1.0 };
    /// Similarity of names where one of the articles has none.
    const UNNAMED: f32 = 0.3;
}

/// Maximum number of days between the publication of compared articles.
pub(super) const FAR: i32 = 300;

/// For each article its most similar articles, by number, with their similarity.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    of: Vec<Vec<(u32, Alike)>>,
}

impl Neighbours {
    /// Compares articles that are in order of publication.
    pub(super) fn find(digests: &[Digest]) -> Neighbours {
        let (bags, names): (Vec<Bag>, Vec<Vec<Word>>) = digests.iter().map(words_and_names).unzip();
        let mut under: HashMap<u32, Vec<u32>> = HashMap::default();
        let mut of: Vec<Vec<(u32, Alike)>> = vec![Vec::new(); bags.len()];
        let published = Published::new(digests.iter().map(|d| d.article.published.as_deref()));
        let near = |one: u32, other: u32| published.within(FAR, one, other);
        let mut shared: HashMap<u32, u32> = HashMap::default();
        for (number, bag) in (0..).zip(&bags) {
            shared.clear();
            for key in bag.keys(KEYS) {
                let earlier = under.entry(key).or_default();
                for other in earlier.iter().rev().take(WINDOW).filter(|other| near(number, **other)) {
                    *shared.entry(*other).or_default() += 1;
                }
                earlier.push(number);
            }
            let mut candidates: Vec<u32> = shared.iter().filter(|(_, keys)| **keys >= 2).map(|(n, _)| *n).collect();
            candidates.sort_unstable();
            for other in candidates {
                let words = bag.cosine(&bags[other as usize]);
                if words >= ALIKE {
                    let names = shared_names(&names[number as usize], &names[other as usize]);
                    let alike = Alike { words, names };
                    of[number as usize].push((other, alike));
                    of[other as usize].push((number, alike));
                }
            }
        }
        for list in &mut of {
            list.sort_unstable_by(|a, b| b.1.words.total_cmp(&a.1.words).then(a.0.cmp(&b.0)));
            list.truncate(NEAREST);
        }
        let mut neighbours = Neighbours { of };
        neighbours.mutual();
        neighbours
    }

    /// Makes the relation symmetric, in order of numbers.
    fn mutual(&mut self) {
        let pairs: Vec<(u32, u32, Alike)> = (0..)
            .zip(&self.of)
            .flat_map(|(one, list)| list.iter().map(move |(other, alike)| (*other, one, *alike)))
            .collect();
        for (one, other, alike) in pairs {
            self.of[one as usize].push((other, alike));
        }
        for list in &mut self.of {
            list.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.words.total_cmp(&a.1.words)));
            list.dedup_by_key(|(number, _)| *number);
        }
    }

    /// The neighbours of an article, by number.
    pub(super) fn of(&self, article: u32) -> &[(u32, Alike)] {
        &self.of[article as usize]
    }

    /// The similarity of two articles; `None` if they are no neighbours.
    pub(super) fn alike(&self, one: u32, other: u32) -> Option<Alike> {
        if one == other {
            return Some(Alike::SAME);
        }
        let list = self.of(one);
        let place = list.binary_search_by_key(&other, |(number, _)| *number).ok()?;
        Some(list[place].1)
    }
}

/// The words of an article's title, clauses and names; and those of its names alone.
fn words_and_names(digest: &Digest) -> (Bag, Vec<Word>) {
    let title = digest.article.title.as_deref();
    let clauses: Vec<String> = digest.events.iter().map(|e| e.telling.text).collect();
    let names: Vec<String> = digest.actors.iter().filter(|a| a.named).map(|a| a.name).collect();
    let texts = clauses.iter().chain(&names).map(|text| &**text);
    (
        Bag::new(title.into_iter().chain(title).chain(texts)),
        words_of_names(&names),
    )
}

/// The words of names, in order of their hashes.
fn words_of_names(names: &[String]) -> Vec<Word> {
    let words =
        (names.iter().flat_map(|name| words(name))).filter(|w| w.len() > 2 && !matches!(&**w, "the" | "and" | "for"));
    let mut names: Vec<Word> = words.map(|w| hash(&w)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The share of the names of the article with fewer that the other has too.
fn shared_names(one: &[Word], other: &[Word]) -> f32 {
    let shared = one.iter().filter(|w| other.binary_search(w).is_ok()).count();
    match one.len().min(other.len()) {
        0 => Alike::UNNAMED,
        least => shared as f32 / least as f32,
    }
}
