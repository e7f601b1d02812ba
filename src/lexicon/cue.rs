//! Words that report speech or writing, with the frames in which they do so.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::sync::LazyLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::list::{Words, load};

/// The frames in which a word reports, described in the lists.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Frames {
    /// A quotation in marks beside it: `"…," she said`.
    pub(crate) quoted: bool,
    /// A clause with "that".
    pub(crate) that: bool,
    /// A clause without "that".
    pub(crate) bare: bool,
    /// A clause with "whether", "how", "what" and the like.
    pub(crate) wh: bool,
    /// Behind or inside its content, without marks: "the road, officials said, was closed".
    pub(crate) parenthetical: bool,
    /// An infinitive: "threatened to leave".
    pub(crate) infinitive: bool,
    /// An object and an infinitive: "ordered them to leave".
    pub(crate) object_infinitive: bool,
    /// Its object is the addressee: "told the court".
    pub(crate) tell: bool,
    /// A noun phrase: "announced talks".
    pub(crate) noun_phrase: bool,
    /// A noun phrase where its source is a text: "the poll found wide support".
    pub(crate) text_phrase: bool,
    /// An object and "as": "described it as unfair".
    pub(crate) as_phrase: bool,
    /// An object and a complement: "called it a disgrace".
    pub(crate) object_complement: bool,
    /// True if its subject passes on the words of another: "was quoted as saying".
    pub(crate) quotes_another: bool,
    /// True if a noun phrase is its content only where it names an event: "ordered a trial", not "ordered tanks".
    pub(crate) happening: bool,
    /// True if it takes no object but its content.
    pub(crate) only: bool,
    /// True if only persons, organizations and texts report with it, not a trend.
    pub(crate) needs_speaker: bool,
    /// Prepositions whose phrase is the content.
    pub(crate) prepositions: Vec<&'static str>,
    /// Prepositions whose phrase, with the object before it, is the content.
    pub(crate) object_prepositions: Vec<&'static str>,
}

impl Frames {
    /// Adds a frame by its name in the lists; `None` if there is none of this name.
    fn add(&mut self, frame: &'static str) -> Option<()> {
        match frame {
            "q" => self.quoted = true,
            "that" => self.that = true,
            "bare" => self.bare = true,
            "wh" => self.wh = true,
            "paren" => self.parenthetical = true,
            "to" => self.infinitive = true,
            "oto" => self.object_infinitive = true,
            "tell" => self.tell = true,
            "np" => self.noun_phrase = true,
            "tnp" => self.text_phrase = true,
            "as" => self.as_phrase = true,
            "oc" => self.object_complement = true,
            "quote" => self.quotes_another = true,
            "act" => (self.noun_phrase, self.happening) = (true, true),
            "only" => self.only = true,
            "s" => self.needs_speaker = true,
            other => match other.split_once(':')? {
                ("p", preposition) => self.prepositions.push(preposition),
                ("op", preposition) => self.object_prepositions.push(preposition),
                _ => return None,
            },
        }
        Some(())
    }
}

impl Deserialize<'static> for Frames {
    fn deserialize<D: Deserializer<'static>>(column: D) -> Result<Frames, D::Error> {
        let mut frames = Frames::default();
        for frame in Words::deserialize(column)? {
            let known = frames.add(frame);
            known.ok_or_else(|| D::Error::custom(format_args!("no such frame: {frame}")))?;
        }
        Ok(frames)
    }
}

/// The words of a list of one column.
fn words(name: &str, list: &'static str) -> HashSet<&'static str> {
    load(name, list).map(|(word,): (&str,)| word).collect()
}

static VERBS: LazyLock<HashMap<&str, Frames>> = LazyLock::new(|| load("cues.tsv", include_str!("cues.tsv")).collect());
static NOUNS: LazyLock<HashMap<&str, Frames>> =
    LazyLock::new(|| load("cues_nouns.tsv", include_str!("cues_nouns.tsv")).collect());
static LIGHT: LazyLock<HashSet<&str>> = LazyLock::new(|| words("cues_light.tsv", include_str!("cues_light.tsv")));
static TEXTS: LazyLock<HashSet<&str>> = LazyLock::new(|| words("cues_texts.tsv", include_str!("cues_texts.tsv")));
static PAST: LazyLock<HashSet<&str>> = LazyLock::new(|| words("cues_past.tsv", include_str!("cues_past.tsv")));
static OCCASIONS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words("cues_occasions.tsv", include_str!("cues_occasions.tsv")));

static UNSAID: LazyLock<HashMap<&str, Words>> =
    LazyLock::new(|| load("cues_objects.tsv", include_str!("cues_objects.tsv")).collect());

static DEEDS: LazyLock<HashSet<&str>> = LazyLock::new(|| words("cues_deeds.tsv", include_str!("cues_deeds.tsv")));
static COMMENTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words("cues_comments.tsv", include_str!("cues_comments.tsv")));

/// Returns whether a participle behind a comma comments on a quote ("contradicting"), by its lower-cased form.
pub(crate) fn is_comment(form: &str) -> bool {
    COMMENTS.contains(form)
}

/// Returns whether a reporting verb with a noun as its object reports nothing ("noted the time"), by their lemmas.
pub(crate) fn is_unsaid(verb: &str, noun: &str) -> bool {
    UNSAID.get(verb).is_some_and(|nouns| nouns.0.contains(&noun))
}

/// Returns whether a verb is an act of persons ("left", "voiced"), by its lemma.
pub(crate) fn is_deed(verb: &str) -> bool {
    DEEDS.contains(verb)
}

/// Returns whether a noun is an occasion of speaking ("speech", "interview"), by its lemma.
pub(crate) fn is_occasion(lemma: &str) -> bool {
    OCCASIONS.contains(lemma)
}

/// Returns whether a form beside a quotation is the past tense of a cue, whatever its tag.
pub(crate) fn is_past(form: &str) -> bool {
    PAST.contains(form)
}

/// Returns whether a noun is a text that can be a source ("report", "poll"), by its lemma.
pub(crate) fn is_text(lemma: &str) -> bool {
    TEXTS.contains(lemma)
}

/// The frames of a reporting verb, by its lemma, or by a past tense that the tagger left unlemmatised.
pub(crate) fn verb(lemma: &str) -> Option<&'static Frames> {
    let past = |ending: &str| lemma.strip_suffix(ending).and_then(|stem| VERBS.get(stem));
    VERBS.get(lemma).or_else(|| past("ed")).or_else(|| past("d"))
}

/// The frames of a noun that is a cue, by its lemma.
pub(crate) fn noun(lemma: &str) -> Option<&'static Frames> {
    NOUNS.get(lemma)
}

/// Returns whether a verb is a cue together with a cue noun as its object ("issue a warning"), by its lemma.
pub(crate) fn is_light(lemma: &str) -> bool {
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
