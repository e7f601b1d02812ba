//! Phrases of blocks that are not the article's own text, from `blocks.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::list::load;
use serde::Deserialize;

/// Kind of a block by its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BlockKind {
    /// A line over teasers of other stories.
    Header,
    /// A teaser, a newsletter or share box.
    Related,
    /// A caption, credit, copyright or advert line.
    Boilerplate,
}

/// Position of a phrase in its block.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    Whole,
    Start,
    Heads,
    End,
    Inside,
}

struct Cue {
    /// Its place in the list.
    number: usize,
    phrase: &'static str,
    place: Place,
    kind: BlockKind,
}

/// Maximum length of a block with such a phrase, in bytes; longer blocks are text.
const SHORT: usize = 320;

/// The phrases, indexed so that a block is compared with few of them.
struct Cues {
    /// Phrases that begin a block, by their first byte.
    starts: HashMap<u8, Vec<Cue>>,
    /// Phrases that end a block or stand inside of it.
    others: Vec<Cue>,
    /// The bytes of the shortest of `others`.
    shortest: usize,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut starts: HashMap<u8, Vec<Cue>> = HashMap::default();
    let mut others = Vec::new();
    let rows = load::<(&str, Place, BlockKind)>("blocks.tsv", include_str!("blocks.tsv"));
    for (number, (phrase, place, kind)) in rows.enumerate() {
        let list = match place {
            Place::End | Place::Inside => &mut others,
            _ => starts.entry(phrase.as_bytes()[0]).or_default(),
        };
        list.push(Cue {
            number,
            phrase,
            place,
            kind,
        });
    }
    let shortest = others.iter().map(|cue| cue.phrase.len()).min().unwrap_or(0);
    Cues {
        starts,
        others,
        shortest,
    }
});

/// Kind of a block by its words; `None` for the article's own.
pub(crate) fn block_kind(block: &str) -> Option<BlockKind> {
    if block.len() > SHORT {
        return None;
    }
    let block = block.trim().to_lowercase();
    let line = block.trim_end_matches([':', '.', '…', '»', '>', ' ']);
    let fits = |cue: &&Cue| match cue.place {
        Place::Whole => line == cue.phrase,
        Place::Start => block.starts_with(cue.phrase) && ends_word(&block, cue.phrase),
        Place::Heads => block.starts_with(cue.phrase) && ends_word(&block, cue.phrase) && !block.ends_with('.'),
        Place::End => block.ends_with(cue.phrase),
        Place::Inside => block.contains(cue.phrase),
    };
    let starts = CUES.starts.get(block.as_bytes().first()?);
    let start = starts.and_then(|cues| cues.iter().find(fits));
    let long = block.len() >= CUES.shortest;
    let other = long.then(|| CUES.others.iter().find(fits)).flatten();
    // The first of the list decides.
    start
        .into_iter()
        .chain(other)
        .min_by_key(|cue| cue.number)
        .map(|cue| cue.kind)
}

/// Returns whether a phrase at the start of a block does not end inside a word.
fn ends_word(block: &str, phrase: &str) -> bool {
    let inside = phrase.ends_with(char::is_alphanumeric)
        && block[phrase.len()..].chars().next().is_some_and(char::is_alphanumeric);
    !inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_by_their_words() {
        for (block, kind) in [
            ("Discover More", Some(BlockKind::Header)),
            ("Read also:", Some(BlockKind::Header)),
            ("Read also: Ferry runs aground", Some(BlockKind::Related)),
            ("Sign up for our newsletter.", Some(BlockKind::Related)),
            ("© 2024 The Selma Post", Some(BlockKind::Boilerplate)),
            (
                "The nave before the fire. Image: Ana Prates.",
                Some(BlockKind::Boilerplate),
            ),
            ("ADVERTISEMENT", Some(BlockKind::Boilerplate)),
            ("Related parties must tell the court who they are.", None),
            ("Copyrighted songs were played at the rally.", None),
            ("Watching the vote, he smiled.", None),
            ("Share prices fell.", None),
            ("More from the harbour", Some(BlockKind::Header)),
            ("More from the fund will be paid in June.", None),
        ] {
            assert_eq!(block_kind(block), kind, "{block}");
        }
    }
}
