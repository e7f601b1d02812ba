//! Words for comparison: hashes, weights by rarity in English, stems and families.
//!
//! Rarity comes from a fixed list, not from the collection, so that decisions on two articles do not depend on others
//! that are merged with them.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::lists::Lists;
pub(super) use super::lists::Word;
use crate::lexicon::list::{Words, load};
use crate::lexicon::{clusters, table};

/// The hash of a text as it is.
pub(super) fn hash(text: &str) -> Word {
    table::hash(text.as_bytes())
}

/// The words of a text in lower case, without punctuation, possessives and points of abbreviations.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '.')))
        .filter_map(|word| {
            if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return (!word.is_empty()).then(|| word.to_ascii_lowercase());
            }
            let lower = word.to_lowercase().replace(['.', '’'], "'");
            let base = lower.trim_matches('\'');
            let base = base.strip_suffix("'s").unwrap_or(base).replace('\'', "");
            (!base.is_empty()).then_some(base)
        })
}

/// The weight of a word that two texts share, by its rarity; zero for numbers and the 500 most common words.
pub(super) fn weight(word: &str) -> f32 {
    if word.len() < 3 || word.starts_with(|c: char| c.is_ascii_digit()) {
        return 0.0;
    }
    match clusters::of(word).map_or(4, |c| c.rarity) {
        0 => 0.0,
        1 => 0.6,
        2 => 1.2,
        3 => 2.0,
        _ => 2.6,
    }
}

/// A weighted bag of words, sorted by their hashes.
#[derive(Clone, Default, Debug)]
pub(super) struct Bag {
    words: Box<[(Word, f32)]>,
    length: f32,
}

impl Bag {
    /// The bag of texts, a repeated word weighing little more than a single one.
    pub(super) fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Bag {
        let mut counted: HashMap<Word, (f32, u32)> = HashMap::default();
        for word in texts.into_iter().flat_map(words) {
            let weight = weight(&word);
            if weight > 0.0 {
                counted.entry(stem(&word)).or_insert((weight, 0)).1 += 1;
            }
        }
        let mut words: Vec<(Word, f32)> = (counted.into_iter())
            .map(|(word, (weight, count))| (word, weight * (1.0 + (count as f32).ln())))
            .collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        let length = words.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        Bag {
            words: words.into(),
            length,
        }
    }

    /// The cosine of two bags, 0 to 1.
    pub(super) fn cosine(&self, other: &Bag) -> f32 {
        cosine((&self.words, self.length), (&other.words, other.length))
    }

    /// The `n` weightiest words: the keys by which texts are looked up.
    pub(super) fn keys(&self, n: usize) -> Vec<Word> {
        let mut words = self.words.to_vec();
        words.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.into_iter().take(n).map(|(word, _)| word).collect()
    }
}

/// Bags in one piece of memory, by number.
#[derive(Default, Debug)]
pub(super) struct Bags {
    words: Vec<(Word, f32)>,
    /// The end of each bag in `words`, and its length.
    bags: Vec<(u32, f32)>,
    /// The names of clauses and articles.
    pub(super) lists: Lists,
}

impl Bags {
    /// Takes a bag, and gives its number.
    pub(super) fn push(&mut self, bag: &Bag) -> u32 {
        self.words.extend(&bag.words);
        self.bags.push((self.words.len() as u32, bag.length));
        self.bags.len() as u32 - 1
    }

    fn bag(&self, number: u32) -> (&[(Word, f32)], f32) {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.bags[before].0);
        let (end, length) = self.bags[number];
        (&self.words[start as usize..end as usize], length)
    }

    /// The cosine of two bags, 0 to 1.
    pub(super) fn cosine(&self, one: u32, other: u32) -> f32 {
        cosine(self.bag(one), self.bag(other))
    }

    /// The share of the lighter of two bags that is in the other, each without one word; `None` if nothing else is in
    /// one of them.
    pub(super) fn inside(&self, (one, skipped): (u32, Word), (other, passed): (u32, Word)) -> Option<f32> {
        let rest = |bag, word| self.bag(bag).0.iter().filter(move |(w, _)| *w != word);
        let sum = |bag, word| rest(bag, word).map(|(_, weight)| weight).sum::<f32>();
        let (here, there) = (sum(one, skipped), sum(other, passed));
        let ((light, omitted), (heavy, left_out)) = match here <= there {
            true => ((one, skipped), (other, passed)),
            false => ((other, passed), (one, skipped)),
        };
        let words = self.bag(heavy).0;
        let known = |word: &Word| *word != left_out && holds(words, *word);
        let shared: f32 = rest(light, omitted)
            .filter(|(word, _)| known(word))
            .map(|(_, weight)| weight)
            .sum();
        (here.min(there) > 0.0).then(|| shared / here.min(there))
    }
}

fn holds(words: &[(Word, f32)], word: Word) -> bool {
    words.binary_search_by_key(&word, |(word, _)| *word).is_ok()
}

/// The cosine of two lists of weighted words, each sorted and with its length.
fn cosine((one, length): (&[(Word, f32)], f32), (other, width): (&[(Word, f32)], f32)) -> f32 {
    let (mut a, mut b, mut sum) = (0, 0, 0.0);
    while let (Some((x, v)), Some((y, w))) = (one.get(a), other.get(b)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                sum += v * w;
                (a, b) = (a + 1, b + 1);
            }
        }
    }
    match length * width {
        0.0 => 0.0,
        lengths => sum / lengths,
    }
}

/// The endings of derived words by their last byte, the longest first.
static ENDINGS: LazyLock<HashMap<u8, Vec<&str>>> = LazyLock::new(|| {
    let list = include_str!("../lexicon/derived_endings.tsv");
    let mut endings: HashMap<u8, Vec<&str>> = HashMap::default();
    for (ending,) in load::<(&str,)>("derived_endings.tsv", list) {
        endings
            .entry(ending.as_bytes()[ending.len() - 1])
            .or_default()
            .push(ending);
    }
    #[allow(clippy::iter_over_hash_type, reason = "each list is sorted for itself")]
    for list in endings.values_mut() {
        list.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
    }
    endings
});

/// The hash of a word's stem, shared by derived words: "decide" and "decision", "elect" and "election".
pub(super) fn stem(word: &str) -> Word {
    let mut base = word;
    // A single letter must leave more: "meet" is no "mee".
    let least = |ending: &str| if ending.len() == 1 { 4 } else { 3 };
    // Several times: "appointments" is "appointment" is "appoint".
    for _ in 0..3 {
        let last = base.as_bytes().last();
        let shorter = (last.and_then(|last| ENDINGS.get(last)).into_iter().flatten())
            .find_map(|ending| base.strip_suffix(ending).filter(|b| b.len() >= least(ending)));
        match shorter {
            Some(shorter) => base = shorter,
            None => break,
        }
    }
    hash(base)
}

static FAMILIES: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let list = include_str!("../lexicon/happenings.tsv");
    let numbered = (0..).zip(load::<(&str, Words)>("happenings.tsv", list));
    let words = numbered.flat_map(|(number, (_, words))| words.into_iter().map(move |word| (word, number)));
    words.collect()
});

/// The lemmas of all families, with the number of their family.
pub(super) fn families() -> impl Iterator<Item = (&'static str, u32)> {
    FAMILIES.iter().map(|(word, family)| (*word, *family))
}

/// The number of a lemma's family: words for one kind of event.
pub(super) fn family(lemma: &str) -> Option<u32> {
    FAMILIES.get(lemma).copied()
}

static KINDRED: LazyLock<HashMap<&str, Vec<Word>>> = LazyLock::new(|| {
    let mut senses: HashMap<&str, Vec<Word>> = HashMap::default();
    for (name, words) in load::<(&str, Words)>("kindred.tsv", include_str!("../lexicon/kindred.tsv")) {
        for word in words {
            senses.entry(word).or_default().push(hash(name));
        }
    }
    senses
});

/// The senses in which a lemma tells the same as others.
pub(super) fn kindred(lemma: &str) -> &'static [Word] {
    KINDRED.get(lemma).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_words_share_a_stem() {
        for (one, other) in [
            ("decide", "decision"),
            ("elect", "elections"),
            ("appoint", "appointment"),
            ("declare", "declaration"),
            ("suspend", "suspension"),
            ("explode", "explosion"),
            ("investigate", "investigation"),
            ("announce", "announcements"),
            ("shoot", "shooting"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_ne!(stem("meet"), stem("merge"));
    }

    #[test]
    fn texts_are_alike_by_their_rare_words() {
        let bag = |text: &str| Bag::new([text]);
        let (one, two) = (bag("A landslide in Ardeval"), bag("the Ardeval landslide of last week"));
        assert!(one.cosine(&two) > 0.8);
        assert!(one.cosine(&bag("a new law in the capital")) < 0.1);
        assert_eq!(Bag::default().cosine(&one), 0.0);

        let mut bags = Bags::default();
        let numbers = [&one, &Bag::default(), &two].map(|bag| bags.push(bag));
        assert_eq!(numbers, [0, 1, 2]);
        assert_eq!(bags.cosine(0, 2), one.cosine(&two));
        assert_eq!(bags.cosine(0, 1), 0.0);
        assert_eq!(bags.inside((0, 0), (1, 0)), None);
        let (slide, ardeval) = (stem("landslide"), stem("ardeval"));
        assert_eq!(bags.inside((0, slide), (2, slide)), Some(1.0));
        assert_eq!(bags.inside((0, slide), (2, ardeval)), Some(0.0));
    }

    #[test]
    fn words_are_normalized() {
        let list: Vec<String> = words("The U.S.’s “plan”, 1,000 feet").collect();
        assert_eq!(list, ["the", "us", "plan", "1", "000", "feet"]);
    }
}
