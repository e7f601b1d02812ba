//! Phrases by which a block of text shows that it is not the article's own: `blocks.tsv`.

use std::sync::LazyLock;

use super::rows;

/// What a block is by its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// A line over teasers of other stories.
    Header,
    /// A teaser, a newsletter or share box.
    Related,
    /// A caption, credit, copyright or advert line.
    Boilerplate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Whole,
    Start,
    Heads,
    End,
    Inside,
}

struct Cue {
    phrase: &'static str,
    place: Place,
    kind: BlockKind,
}

/// Longer blocks are text, whatever they begin with.
const SHORT: usize = 320;

static CUES: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    let cue = |row: Vec<&'static str>| {
        let place = match *row.get(1)? {
            "whole" => Place::Whole,
            "start" => Place::Start,
            "heads" => Place::Heads,
            "end" => Place::End,
            _ => Place::Inside,
        };
        let kind = match *row.get(2)? {
            "header" => BlockKind::Header,
            "related" => BlockKind::Related,
            _ => BlockKind::Boilerplate,
        };
        let phrase = row[0];
        Some(Cue { phrase, place, kind })
    };
    rows(include_str!("blocks.tsv")).filter_map(cue).collect()
});

/// What a block is by its words; `None` for the article's own.
pub fn block_kind(block: &str) -> Option<BlockKind> {
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
    CUES.iter().find(fits).map(|cue| cue.kind)
}

/// True if a phrase at the start of a block does not end inside a word.
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
