//! Words around numbers that tell what a number is, from `figure_words.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::rows;

macro_rules! lists {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// A list of words. The file tells what each is for.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs)]
        pub enum List { $($variant),+ }

        fn list(name: &str) -> Option<List> {
            match name { $($name => Some(List::$variant),)+ _ => None }
        }
    };
}

lists!(
    Label = "label",
    Month = "month",
    Clock = "clock",
    Up = "up",
    Down = "down",
    Change = "change",
    Rising = "rising",
    Falling = "falling",
    Index = "index",
    Quake = "quake",
    Match = "match",
    Vote = "vote",
    Within = "within",
    Price = "price",
    State = "state",
    Amount = "amount",
    Portion = "portion",
    Heat = "heat",
    Worth = "worth",
    Modifier = "modifier",
    Vague = "vague",
    Bound = "bound",
    Half = "half",
    Nearly = "nearly",
    Extent = "extent",
    Back = "back",
    Moved = "moved",
    Share = "share",
);

/// The lists that each word is on, one bit per list.
static WORDS: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let mut words = HashMap::default();
    for row in rows(include_str!("figure_words.tsv")) {
        let list = list(row[0]);
        debug_assert!(list.is_some(), "no such list: {}", row[0]);
        for word in row.get(1).into_iter().flat_map(|words| words.split(' ')) {
            *words.entry(word).or_default() |= list.map_or(0, |l| 1 << l as u32);
        }
    }
    words
});

/// True if the lower-cased word is on the list.
pub fn is(lower: &str, list: List) -> bool {
    WORDS.get(lower).is_some_and(|lists| lists & (1 << list as u32) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_on_several_lists() {
        assert!(is("rise", List::Up) && is("rise", List::Rising) && !is("rise", List::Down));
        assert!(is("category", List::Label) && !is("table-top", List::Label));
    }
}
