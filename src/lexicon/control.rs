//! Verbs that take a clause behind their object.

use rustc_hash::FxHashSet as HashSet;
use std::sync::LazyLock;

use super::list::{Words, load};

static VERBS: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let lists = load("control.tsv", include_str!("control.tsv"));
    lists
        .flat_map(|(marker, verbs): (&str, Words)| verbs.into_iter().map(move |verb| (marker, verb)))
        .collect()
});

/// Returns whether a clause that begins with `marker`, behind the object of this verb, belongs to the verb. The marker
/// `self` stands for an infinitive with the verb's own subject.
pub(crate) fn takes(marker: &str, lemma: &str) -> bool {
    VERBS.contains(&(marker, lemma))
}
