//! Word lists as `*.tsv` beside the code that looks words up in them.
//!
//! A list begins with `#` lines that tell its format and its source; then one entry a line, columns separated by tabs.

pub(crate) mod abbreviation;
pub(crate) mod actor;
pub(crate) mod actor_word;
pub(crate) mod article_word;
pub(crate) mod block;
pub(crate) mod clause;
pub(crate) mod clusters;
pub(crate) mod comparator;
pub(crate) mod control;
pub(crate) mod country;
pub(crate) mod cue;
pub(crate) mod event;
pub(crate) mod figure_word;
pub(crate) mod gazetteer;
pub(crate) mod lemma;
pub(crate) mod list;
pub(crate) mod number;
pub(crate) mod quote_word;
pub(crate) mod role;
mod sorted;
pub(crate) mod table;
pub(crate) mod time;
pub(crate) mod unit;

/// The entries of a list: the columns of every line that is neither empty nor a comment.
pub(crate) fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}
