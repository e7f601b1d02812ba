//! What words tell events, of which class, and which say whether an event happened.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::rows;
use crate::model::facts::{EventClass, Status};

/// One reading of an event verb.
#[derive(Clone, Debug)]
pub struct VerbSense {
    /// A particle or preposition that must follow.
    pub particle: Option<&'static str>,
    /// The class of the event.
    pub class: EventClass,
    /// Lemmas of which one must be an argument; empty for any.
    pub arguments: Vec<&'static str>,
}

/// One reading of an event noun.
#[derive(Clone, Debug)]
pub struct NounSense {
    /// The class of the event.
    pub class: EventClass,
    /// True if it is eventive wherever it is not part of a compound.
    pub always: bool,
    /// True if it happens to its owner: "the mayor's murder".
    pub suffered: bool,
    /// Lemmas (or prepositions) of which one must hang on it; empty for any.
    pub arguments: Vec<&'static str>,
}

/// How a verb that is no event of its own behaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[allow(missing_docs)]
pub struct Frame {
    pub stative: bool,
    pub reporting: bool,
    pub light: bool,
    pub aspectual: bool,
    pub occur: bool,
    /// An event only where it is told as one: finite, or with a time of its own.
    pub weak: bool,
    /// Its class is that of what it is about.
    pub content: bool,
    /// A participle that is used as a preposition ("following the summit").
    pub preposition: bool,
    /// A noun that only counts or bundles the event below it ("a series of attacks").
    pub container: bool,
    /// Says that its object did the deed behind its preposition ("charged him with murder").
    pub blames: bool,
    /// Says that its subject did the deed ("pleaded guilty to murder").
    pub confesses: bool,
    /// Gives its object an office or a title ("named her coach").
    pub names: bool,
    /// A noun of something that goes on for long ("the war"): no day of another event is its day.
    pub lasting: bool,
    /// The object with which its subject is the event ("the crash took place").
    pub occur_with: Option<&'static str>,
}

/// What kind of word says whether an event happened.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CueKind {
    /// A verb with the event below it.
    Verb,
    /// A verb with a noun of an event as its object, or behind "of"; goes before `Verb`.
    Object,
    /// A noun with the event below it.
    Noun,
    /// An adjective or adverb beside the event.
    Modifier,
    /// A modal verb.
    Modal,
    /// A subordinating conjunction.
    Mark,
}

static VERBS: LazyLock<HashMap<&str, Vec<VerbSense>>> = LazyLock::new(|| {
    let mut verbs: HashMap<&str, Vec<VerbSense>> = HashMap::default();
    for row in rows(include_str!("event_verbs.tsv")) {
        let [lemma, particle, class, arguments] = row[..] else {
            continue;
        };
        verbs.entry(lemma).or_default().push(VerbSense {
            particle: (particle != "-").then_some(particle),
            class: parse_class(class),
            arguments: arguments.split(' ').filter(|a| *a != "-").collect(),
        });
    }
    verbs
});

static NOUNS: LazyLock<HashMap<&str, Vec<NounSense>>> = LazyLock::new(|| {
    let mut nouns: HashMap<&str, Vec<NounSense>> = HashMap::default();
    for row in rows(include_str!("event_nouns.tsv")) {
        let [lemma, class, strength, ref more @ ..] = row[..] else {
            continue;
        };
        nouns.entry(lemma).or_default().push(NounSense {
            class: parse_class(class),
            always: strength == "always",
            suffered: more.first() == Some(&"patient"),
            arguments: more.get(1).map_or_else(Vec::new, |words| words.split(' ').collect()),
        });
    }
    nouns
});

static ADJECTIVES: LazyLock<HashMap<&str, EventClass>> = LazyLock::new(|| {
    let adjective = |row: Vec<&'static str>| Some((*row.first()?, parse_class(row.get(1)?)));
    rows(include_str!("event_adjectives.tsv"))
        .filter_map(adjective)
        .collect()
});

static FRAMES: LazyLock<HashMap<&str, Frame>> = LazyLock::new(|| {
    let mut frames: HashMap<&str, Frame> = HashMap::default();
    for row in rows(include_str!("verb_frames.tsv")) {
        let [lemma, behaviour, ref more @ ..] = row[..] else {
            continue;
        };
        let frame = frames.entry(lemma).or_default();
        match behaviour {
            "stative" => frame.stative = true,
            "reporting" => frame.reporting = true,
            "light" => frame.light = true,
            "aspectual" => frame.aspectual = true,
            "occur" if !more.is_empty() => frame.occur_with = more.first().copied(),
            "occur" => frame.occur = true,
            "weak" => frame.weak = true,
            "content" => frame.content = true,
            "preposition" => frame.preposition = true,
            "container" => frame.container = true,
            "blames" => frame.blames = true,
            "confesses" => frame.confesses = true,
            "names" => frame.names = true,
            "lasting" => frame.lasting = true,
            _ => {}
        }
    }
    frames
});

static CUES: LazyLock<HashMap<(&str, CueKind), Status>> = LazyLock::new(|| {
    let cue = |row: Vec<&'static str>| {
        let [lemma, kind, status] = row[..] else { return None };
        let kind = match kind {
            "v" => CueKind::Verb,
            "o" => CueKind::Object,
            "n" => CueKind::Noun,
            "a" => CueKind::Modifier,
            "m" => CueKind::Modal,
            _ => CueKind::Mark,
        };
        Some(((lemma, kind), parse_status(status)))
    };
    rows(include_str!("status_cues.tsv")).filter_map(cue).collect()
});

static UNACCUSATIVE: LazyLock<rustc_hash::FxHashSet<&str>> =
    LazyLock::new(|| rows(include_str!("unaccusative_verbs.tsv")).map(|row| row[0]).collect());

fn parse_class(name: &str) -> EventClass {
    serde_json::from_value(name.into()).unwrap_or(EventClass::Other)
}

fn parse_status(name: &str) -> Status {
    serde_json::from_value(name.into()).unwrap_or(Status::Asserted)
}

/// The readings of a verb, the one without conditions last; empty for verbs that are not listed.
pub fn verb(lemma: &str) -> &'static [VerbSense] {
    VERBS.get(lemma).map_or(&[], Vec::as_slice)
}

/// The readings of a noun as an event, the one without conditions last; empty for nouns that are not listed.
pub fn noun(lemma: &str) -> &'static [NounSense] {
    NOUNS.get(lemma).map_or(&[], Vec::as_slice)
}

/// The class of what an adjective tells of people or things ("dead").
pub fn adjective(lower: &str) -> Option<EventClass> {
    ADJECTIVES.get(lower).copied()
}

/// How a verb behaves that is no event of its own; all false for others.
pub fn frame(lemma: &str) -> Frame {
    FRAMES.get(lemma).copied().unwrap_or_default()
}

/// What a word says of the event beside or below it.
pub fn status_cue(lemma: &str, kind: CueKind) -> Option<Status> {
    CUES.get(&(lemma, kind)).copied()
}

/// True if the verb's subject, where it has no object, is what the event happens to.
pub fn is_unaccusative(lemma: &str) -> bool {
    UNACCUSATIVE.contains(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_and_status_is_known() {
        for (list, column) in [
            (include_str!("event_verbs.tsv"), 2),
            (include_str!("event_nouns.tsv"), 1),
        ] {
            for row in rows(list) {
                let known = serde_json::from_value::<EventClass>(row[column].into());
                assert!(known.is_ok(), "{row:?}");
            }
        }
        for row in rows(include_str!("status_cues.tsv")) {
            assert!(serde_json::from_value::<Status>(row[2].into()).is_ok(), "{row:?}");
        }
    }

    #[test]
    fn senses_depend_on_arguments() {
        assert!(
            verb("lose")
                .iter()
                .any(|s| s.class == EventClass::Election && s.arguments.contains(&"election"))
        );
        assert!(noun("earthquake").iter().any(|n| n.always));
        assert!(frame("hold").light && frame("say").reporting);
    }
}
