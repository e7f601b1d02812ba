//! Words that report speech or writing, with the frames in which they do so.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::sync::LazyLock;

use super::rows;

/// The frames in which a word reports. The lists tell what each means.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[allow(missing_docs)]
pub struct Frames {
    pub quoted: bool,
    pub that: bool,
    pub bare: bool,
    pub wh: bool,
    pub parenthetical: bool,
    pub infinitive: bool,
    pub object_infinitive: bool,
    pub tell: bool,
    pub noun_phrase: bool,
    pub as_phrase: bool,
    pub object_complement: bool,
    /// The word passes on the words of another: "was quoted as saying".
    pub quotes_another: bool,
    /// It takes no object but what is said: whatever stands behind it is that.
    pub only: bool,
    /// Only persons, organisations and texts report with it: what a trend shows is not said.
    pub needs_speaker: bool,
    /// Prepositions whose phrase is the content.
    pub prepositions: Vec<&'static str>,
    /// Prepositions whose phrase, with the object before it, is the content.
    pub object_prepositions: Vec<&'static str>,
}

impl Frames {
    fn parse(written: &'static str) -> Frames {
        let mut frames = Frames::default();
        for frame in written.split_whitespace() {
            match frame {
                "q" => frames.quoted = true,
                "that" => frames.that = true,
                "bare" => frames.bare = true,
                "wh" => frames.wh = true,
                "paren" => frames.parenthetical = true,
                "to" => frames.infinitive = true,
                "oto" => frames.object_infinitive = true,
                "tell" => frames.tell = true,
                "np" => frames.noun_phrase = true,
                "as" => frames.as_phrase = true,
                "oc" => frames.object_complement = true,
                "quote" => frames.quotes_another = true,
                "only" => frames.only = true,
                "s" => frames.needs_speaker = true,
                other => {
                    if let Some(preposition) = other.strip_prefix("p:") {
                        frames.prepositions.push(preposition);
                    } else if let Some(preposition) = other.strip_prefix("op:") {
                        frames.object_prepositions.push(preposition);
                    } else {
                        debug_assert!(false, "no such frame: {other}");
                    }
                }
            }
        }
        frames
    }
}

fn read(list: &'static str) -> HashMap<&'static str, Frames> {
    rows(list)
        .filter_map(|row| Some((*row.first()?, Frames::parse(row.get(1)?))))
        .collect()
}

static VERBS: LazyLock<HashMap<&str, Frames>> = LazyLock::new(|| read(include_str!("cues.tsv")));
static NOUNS: LazyLock<HashMap<&str, Frames>> = LazyLock::new(|| read(include_str!("cues_nouns.tsv")));
static LIGHT: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("cues_light.tsv"))
        .filter_map(|row| row.first().copied())
        .collect()
});

static TEXTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("cues_texts.tsv"))
        .filter_map(|row| row.first().copied())
        .collect()
});

static OCCASIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("cues_occasions.tsv"))
        .filter_map(|row| row.first().copied())
        .collect()
});

/// Returns whether a noun is an occasion of speaking ("speech", "interview"), by its lemma.
pub fn is_occasion(lemma: &str) -> bool {
    OCCASIONS.contains(lemma)
}

/// Returns whether a form is a past tense that is nothing but a cue beside a quotation, whatever its tag.
pub fn is_past(form: &str) -> bool {
    matches!(
        form,
        "said" | "wrote" | "told" | "added" | "replied" | "asked" | "explained" | "tweeted" | "insisted" | "argued"
    )
}

/// Returns whether a noun is a thing that speaks as a text does ("report", "poll"), by its lemma.
pub fn is_text(lemma: &str) -> bool {
    TEXTS.contains(lemma)
}

/// The frames of a reporting verb, by its lemma. A past tense that a tagger has not seen as one stands for its verb.
pub fn verb(lemma: &str) -> Option<&'static Frames> {
    let past = |ending: &str| lemma.strip_suffix(ending).and_then(|stem| VERBS.get(stem));
    VERBS.get(lemma).or_else(|| past("ed")).or_else(|| past("d"))
}

/// The frames of a noun that stands for a saying, by its lemma.
pub fn noun(lemma: &str) -> Option<&'static Frames> {
    NOUNS.get(lemma)
}

/// Returns whether a verb with a cue noun as its object is a saying ("issue a warning"), by its lemma.
pub fn is_light(lemma: &str) -> bool {
    LIGHT.contains(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read() {
        assert!(verb("say").is_some_and(|f| f.quoted && f.that && f.parenthetical && !f.infinitive));
        assert!(verb("warn").is_some_and(|f| f.prepositions.contains(&"of")));
        assert!(noun("claim").is_some_and(|f| f.that));
        assert!(is_light("issue") && verb("run").is_none());
    }
}
