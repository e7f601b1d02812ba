//! Joins quotes of the same words: of one speaker in several articles, or attributed to two.

use rustc_hash::FxHashMap as HashMap;

use super::actors::Actors;
use super::days::Published;
use super::digest::Digest;
use super::groups::Groups;
use super::neighbours::FAR;
use super::words::{Bag, Word, hash, words};
use crate::model::facts::QuoteKind;

/// Maximum number of words by which a quote is looked up.
const KEYS: usize = 6;
/// Maximum number of earlier quotes under one key that a quote is compared with.
const WINDOW: usize = 32;
/// Least number of words of a joined quote; shorter ones may be anybody's.
const LEAST: usize = 4;

/// A quote as it is compared with others.
pub(super) struct Words {
    pub(super) article: u32,
    /// Its place in the article's list.
    pub(super) place: u32,
    pub(super) speaker: Option<u32>,
    pub(super) direct: bool,
    /// Its words, in order, each once.
    all: Box<[Word]>,
}

/// Joined quotes, and pairs of groups that attribute one quote to two speakers.
pub(super) struct Sayings {
    pub(super) quotes: Vec<Words>,
    pub(super) groups: Vec<Vec<u32>>,
    pub(super) two_speakers: Vec<(u32, u32)>,
}

impl Sayings {
    /// The article of the first quote of a group.
    pub(super) fn article(&self, group: u32) -> u32 {
        self.quotes[self.groups[group as usize][0] as usize].article
    }
}

/// Joins the quotes of articles.
pub(super) fn join(digests: &[Digest], actors: &Actors) -> Sayings {
    let mut quotes = Vec::new();
    let mut keys = Vec::new();
    for (article, digest) in (0..).zip(digests) {
        for (place, quote) in (0..).zip(digest.quotes.iter()) {
            quotes.push(Words {
                article,
                place,
                speaker: quote.speaker.as_deref().and_then(|id| actors.entity(article, id)),
                direct: quote.kind == QuoteKind::Direct,
                all: hashes(&quote.text),
            });
            keys.push(Bag::new([&*quote.text]).keys(KEYS));
        }
    }
    let published = Published::new(digests.iter().map(|d| d.article.published.as_deref()));
    let mut groups = Groups::new(quotes.len());
    let mut two_speakers = Vec::new();
    let mut under: HashMap<Word, Vec<u32>> = HashMap::default();
    for (number, keys) in (0_u32..).zip(&keys) {
        let mut candidates: Vec<u32> = Vec::new();
        let article = quotes[number as usize].article;
        for key in keys {
            let earlier = under.entry(*key).or_default();
            // They are in order of publication.
            let near = |other: &&u32| published.within(FAR, article, quotes[**other as usize].article);
            candidates.extend(earlier.iter().rev().take(WINDOW).take_while(near));
            earlier.push(number);
        }
        candidates.sort_unstable();
        candidates.dedup();
        for other in candidates {
            let (one, two) = (&quotes[other as usize], &quotes[number as usize]);
            if one.article == two.article || !same_words(one, two) {
            } else if one.speaker == two.speaker || one.speaker.is_none() || two.speaker.is_none() {
                groups.join(other, number);
            } else if one.direct && two.direct {
                two_speakers.push((other, number));
            }
        }
    }
    Sayings {
        quotes,
        groups: groups.lists(),
        two_speakers,
    }
}

/// The hashes of the words of a text, in order, each once.
fn hashes(text: &str) -> Box<[Word]> {
    let mut hashes: Vec<Word> = words(text).map(|word| hash(&word)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.into()
}

/// Returns whether most words of the shorter are in the longer, in quotes of like length; a paraphrase must be nearer
/// than the words themselves.
fn same_words(one: &Words, other: &Words) -> bool {
    let (short, long) = match one.all.len() <= other.all.len() {
        true => (one, other),
        false => (other, one),
    };
    let shared = short.all.iter().filter(|w| long.all.binary_search(w).is_ok()).count() as f32;
    let direct = one.direct && other.direct;
    let (inside, like) = if direct { (0.8, 0.35) } else { (0.85, 0.6) };
    short.all.len() >= LEAST && shared >= inside * short.all.len() as f32 && shared >= like * long.all.len() as f32
}
