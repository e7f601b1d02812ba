//! Detection of copies: articles of which most word sequences are in an earlier one.

use rustc_hash::FxHashMap as HashMap;

use super::days::Published;
use super::digest::Digest;

/// Least share of an article's sampled sequences that a copy has.
const COPY: f32 = 0.8;
/// Least number of sampled sequences for a comparison.
const LEAST: usize = 8;
/// Maximum number of earlier articles looked up under one sequence; one in more articles is boilerplate.
const BLOCK: usize = 16;

/// Maximum number of days between an article and its copy.
const DAYS: i32 = 60;

/// For each article, in order of publication, the earliest article of which it is a copy.
pub(super) fn copies(digests: &[Digest]) -> Vec<Option<u32>> {
    let samples: Vec<Vec<u32>> = digests.iter().map(|d| sample(&d.article.fingerprint)).collect();
    let published = Published::new(digests.iter().map(|d| d.article.published.as_deref()));
    let near = |one: u32, other: u32| published.within(DAYS, one, other);
    let mut under: HashMap<u32, Vec<u32>> = HashMap::default();
    let mut copy_of: Vec<Option<u32>> = Vec::with_capacity(samples.len());
    let mut shared: HashMap<u32, u32> = HashMap::default();
    for (number, own) in (0..).zip(&samples) {
        shared.clear();
        for hash in own {
            let earlier = under.entry(*hash).or_default();
            earlier
                .iter()
                .filter(|o| near(number, **o))
                .for_each(|other| *shared.entry(*other).or_default() += 1);
            // The first of the near ones is enough.
            earlier.retain(|other| near(number, *other));
            if earlier.len() < BLOCK {
                earlier.push(number);
            }
        }
        let mut found: Vec<u32> = (shared.iter())
            .filter(|(other, shared)| {
                let shorter = own.len().min(samples[**other as usize].len());
                shorter >= LEAST && **shared as f32 >= COPY * shorter as f32
            })
            .map(|(other, _)| *other)
            .collect();
        found.sort_unstable();
        // The copy of a copy is a copy of the first.
        let first = found.first().map(|other| copy_of[*other as usize].unwrap_or(*other));
        copy_of.push(first);
    }
    copy_of
}

/// The hashes of a fingerprint.
fn sample(fingerprint: &str) -> Vec<u32> {
    let digits = fingerprint.as_bytes().chunks_exact(8);
    digits
        .filter_map(|eight| u32::from_str_radix(std::str::from_utf8(eight).ok()?, 16).ok())
        .collect()
}
