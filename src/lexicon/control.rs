//! Verbs that a clause behind their object belongs to.

use rustc_hash::FxHashSet as HashSet;
use std::sync::LazyLock;

use super::rows;

static VERBS: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let lists = rows(include_str!("control.tsv"));
    lists
        .flat_map(|row| row[1].split(' ').map(move |verb| (row[0], verb)))
        .collect()
});

/// True if a clause that begins with `marker` and stands behind the object of this verb belongs to the verb.
pub fn takes(marker: &str, lemma: &str) -> bool {
    VERBS.contains(&(marker, lemma))
}
