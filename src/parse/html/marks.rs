//! Kind of an element by its class, id and role: `lexicon/page_marks.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde::Deserialize;

use crate::lexicon::list::load;

/// Kind of an element by its class, id and role.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Holds {
    /// The article's text.
    pub(super) body: bool,
    /// Anything else.
    pub(super) cruft: bool,
    /// The caption or credit of a picture.
    pub(super) caption: bool,
}

/// Way in which a mark is compared.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Compared {
    Word,
    Part,
    Class,
}

/// Content of an element with a mark.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Content {
    Body,
    Cruft,
    Caption,
}

#[derive(Default)]
struct Marks {
    words: HashMap<&'static str, Holds>,
    classes: HashMap<&'static str, Holds>,
    parts: Vec<(Finder<'static>, Holds)>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    let mut marks = Marks::default();
    let list = include_str!("../../lexicon/page_marks.tsv");
    for (mark, compared, content) in load::<(&str, Compared, Content)>("page_marks.tsv", list) {
        let holds = Holds {
            body: content == Content::Body,
            cruft: content == Content::Cruft,
            caption: content == Content::Caption,
        };
        match compared {
            Compared::Word => drop(marks.words.insert(mark, holds)),
            Compared::Class => drop(marks.classes.insert(mark, holds)),
            Compared::Part => marks.parts.push((Finder::new(mark), holds)),
        }
    }
    marks
});

/// Classifies marks, with a cache: a page repeats a few hundred.
#[derive(Default)]
pub(super) struct Reader<'t> {
    seen: HashMap<&'t str, Holds>,
}

impl<'t> Reader<'t> {
    pub(super) fn read(&mut self, marks: &'t str) -> Holds {
        if marks.is_empty() {
            return Holds::default();
        }
        *self.seen.entry(marks).or_insert_with(|| holds(marks))
    }
}

fn holds(marks: &str) -> Holds {
    let mut all = Holds::default();
    let mut add = |holds: &Holds| {
        all.body |= holds.body;
        all.cruft |= holds.cruft;
        all.caption |= holds.caption;
    };
    // Utility classes ("md:grid-cols-2") say nothing.
    for class in marks.split_ascii_whitespace().filter(|class| class.len() < 80) {
        MARKS.classes.get(class).into_iter().for_each(&mut add);
        for word in class.split(['-', '_', ':', '.']) {
            MARKS.words.get(word).into_iter().for_each(&mut add);
        }
    }
    MARKS
        .parts
        .iter()
        .filter(|(part, _)| part.find(marks.as_bytes()).is_some())
        .for_each(|(_, holds)| add(holds));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_all_their_forms() {
        let read = |marks| Reader::default().read(marks);
        assert!(read(" article-body__content").body);
        assert!(read(" story-related-links").cruft);
        assert!(read(" ad-slot").cruft);
        assert!(read(" wp-caption-text").caption);
        assert_eq!(read(" headline gradient"), Holds::default());
        assert_eq!(read(""), Holds::default());
    }
}
