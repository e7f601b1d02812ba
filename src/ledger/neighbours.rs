//! Articles about the same matter: looked up by their weightiest words, compared by all words.
//!
//! An article is compared only with the nearest in time under each of its keys, and keeps only the most similar: this
//! makes the merge linear.

use rustc_hash::FxHashMap as HashMap;

use super::days::Published;
use super::digest::Digest;
use super::types::Member;
use super::words::{Bag, Word, hash, words};
use crate::model::facts::ActorKind;

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
    /// True if both name people, and none in common.
    pub(super) other_people: bool,
}

impl Alike {
    /// An article and itself.
    pub(super) const SAME: Alike = Alike {
        words: 1.0,
        names: 1.0,
        other_people: false,
    };
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
        let sights: Vec<Sight> = digests.iter().map(Sight::of).collect();
        let mut under: HashMap<u32, Vec<u32>> = HashMap::default();
        let mut of: Vec<Vec<(u32, Alike)>> = vec![Vec::new(); sights.len()];
        let published = Published::new(digests.iter().map(|d| d.article.published.as_deref()));
        let near = |one: u32, other: u32| published.within(FAR, one, other);
        let mut shared: HashMap<u32, u32> = HashMap::default();
        for (number, sight) in (0..).zip(&sights) {
            shared.clear();
            for key in sight.bag.keys(KEYS) {
                let earlier = under.entry(key).or_default();
                for other in earlier.iter().rev().take(WINDOW).filter(|other| near(number, **other)) {
                    *shared.entry(*other).or_default() += 1;
                }
                earlier.push(number);
            }
            let mut candidates: Vec<u32> = shared.iter().filter(|(_, keys)| **keys >= 2).map(|(n, _)| *n).collect();
            candidates.sort_unstable();
            for other in candidates {
                if let Some(alike) = sight.alike(&sights[other as usize]) {
                    of[number as usize].push((other, alike));
                    of[other as usize].push((number, alike));
                }
            }
        }
        for list in &mut of {
            list.sort_unstable_by(|a, b| b.1.words.total_cmp(&a.1.words).then(a.0.cmp(&b.0)));
            list.truncate(NEAREST);
            list.shrink_to_fit();
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

/// An article as it is compared with others.
struct Sight {
    /// The words of its title, clauses and names.
    bag: Bag,
    /// The words of its names, in order of their hashes.
    names: Vec<Word>,
    /// The last words of its people's names, in order of their hashes.
    people: Vec<Word>,
}

impl Sight {
    fn of(digest: &Digest) -> Sight {
        let title = digest.article.title.as_deref();
        let clauses: Vec<String> = digest.events.iter().map(|e| e.telling.text).collect();
        let named: Vec<Member> = digest.actors.iter().filter(|a| a.named).collect();
        let names: Vec<&str> = named.iter().map(|a| &*a.name).collect();
        let texts = clauses.iter().map(|clause| &**clause).chain(names.iter().copied());
        let people = named.iter().filter(|a| a.kind == ActorKind::Person);
        let mut people: Vec<Word> = people.filter_map(|a| Some(hash(&words(&a.name).last()?))).collect();
        people.sort_unstable();
        people.dedup();
        Sight {
            bag: Bag::new(title.into_iter().chain(title).chain(texts)),
            names: words_of_names(&names),
            people,
        }
    }

    /// The similarity of two articles; `None` if they are not about one matter.
    fn alike(&self, other: &Sight) -> Option<Alike> {
        let words = self.bag.cosine(&other.bag);
        (words >= ALIKE).then(|| Alike {
            words,
            names: shared_names(&self.names, &other.names),
            other_people: strangers(&self.people, &other.people),
        })
    }
}

/// Returns whether two ordered lists have words, and none in common.
fn strangers(one: &[Word], other: &[Word]) -> bool {
    !one.is_empty() && !other.is_empty() && !one.iter().any(|word| other.binary_search(word).is_ok())
}

/// The words of names, in order of their hashes.
fn words_of_names(names: &[&str]) -> Vec<Word> {
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
