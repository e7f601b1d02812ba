//! Word lists as `*.tsv` beside the code that looks words up in them.
//!
//! A list begins with `#` lines that tell its format and its source; then one entry a line, columns separated by tabs.

pub mod abbreviation;
pub mod actor;
pub mod actor_word;
pub mod article_word;
pub mod block;
pub mod clause;
pub mod clusters;
pub mod comparator;
pub mod control;
pub mod country;
pub mod cue;
pub mod event;
pub mod figure_word;
pub mod gazetteer;
pub mod lemma;
pub(crate) mod list;
pub mod number;
pub mod quote_word;
pub mod role;
mod sorted;
pub mod table;
pub mod time;
pub mod unit;

/// The entries of a list: the columns of every line that is neither empty nor a comment.
pub fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}
