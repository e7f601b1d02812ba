//! Triggers of events with their classes, and cues of an event's status.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::list::{Words, load};
use crate::model::facts::{EventClass, Status};
use serde::Deserialize;

/// One reading of an event verb.
#[derive(Clone, Debug)]
pub(crate) struct VerbSense {
    /// A particle or preposition that must follow.
    pub(crate) particle: Option<&'static str>,
    /// The class of the event.
    pub(crate) class: EventClass,
    /// Lemmas of which one must be an argument; empty for any.
    pub(crate) arguments: Vec<&'static str>,
}

/// One reading of an event noun.
#[derive(Clone, Debug)]
pub(crate) struct NounSense {
    /// The class of the event.
    pub(crate) class: EventClass,
    /// True if it is eventive wherever it is not part of a compound.
    pub(crate) always: bool,
    /// True if it happens to its owner: "the mayor's murder".
    pub(crate) suffered: bool,
    /// Lemmas (or prepositions) of which one must be attached to it; empty for any.
    pub(crate) arguments: Vec<&'static str>,
}

/// Behaviour of a verb that is no event of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Frame {
    /// A state, a relation or an opinion: no event.
    pub(crate) stative: bool,
    /// A reporting verb: a quote, no event.
    pub(crate) reporting: bool,
    /// Carries no event of its own beside an event noun ("hold talks").
    pub(crate) light: bool,
    /// A phase of the event below it ("begin talks").
    pub(crate) aspectual: bool,
    /// Its subject is the event ("the crash happened").
    pub(crate) occur: bool,
    /// An event only where it is finite or has a time of its own.
    pub(crate) weak: bool,
    /// Its class is that of its complement.
    pub(crate) content: bool,
    /// A participle that is used as a preposition ("following the summit").
    pub(crate) preposition: bool,
    /// A noun that only counts or bundles the event below it ("a series of attacks").
    pub(crate) container: bool,
    /// Its object is the agent of the event behind its preposition ("charged him with murder").
    pub(crate) blames: bool,
    /// Its subject is the agent of that event ("pleaded guilty to murder").
    pub(crate) confesses: bool,
    /// Gives its object an office or a title ("named her coach").
    pub(crate) names: bool,
    /// A noun of something that goes on for long ("the war"): no day of another event is its day.
    pub(crate) lasting: bool,
    /// The object with which its subject is the event ("the crash took place").
    pub(crate) occur_with: Option<&'static str>,
}

/// Kind of a word that gives an event its status.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
pub(crate) enum CueKind {
    /// A verb with the event below it.
    #[serde(rename = "v")]
    Verb,
    /// A verb with a clause below it, not with a noun.
    #[serde(rename = "vc")]
    VerbOfClause,
    /// A verb with a noun of an event as its object, or behind "of"; goes before `Verb`.
    #[serde(rename = "o")]
    Object,
    /// A noun with the event below it.
    #[serde(rename = "n")]
    Noun,
    /// A noun with a clause below it, not with a noun.
    #[serde(rename = "nc")]
    NounOfClause,
    /// An adjective or adverb beside the event.
    #[serde(rename = "a")]
    Modifier,
    /// A modal verb.
    #[serde(rename = "m")]
    Modal,
    /// A subordinating conjunction.
    #[serde(rename = "k")]
    Mark,
}

/// Kind of a word that says how the events beside or below it are to be read, as `event_scopes.tsv` defines it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Scope {
    Befalls,
    Brings,
    Ends,
    Joins,
    Holds,
    Evidence,
    Shows,
    MadeUp,
    Tally,
    Naming,
    Released,
    Ordinal,
    Undone,
    About,
    Attends,
    Degree,
    GoingOn,
    Participant,
    Undergoes,
    Where,
    Leads,
    Anybody,
    Within,
    Apart,
}

/// Condition under which a noun tells an event.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Strength {
    Always,
    Weak,
}

/// Role of the possessor of an event noun.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Owner {
    Agent,
    Patient,
}

/// A row of `event_nouns.tsv`.
#[derive(Deserialize)]
struct NounRow {
    lemma: &'static str,
    class: EventClass,
    strength: Strength,
    #[serde(default)]
    owner: Option<Owner>,
    #[serde(default)]
    arguments: Words,
}

/// Behaviour of a word, as `verb_frames.tsv` defines it.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Behaviour {
    Stative,
    Reporting,
    Light,
    Aspectual,
    Occur,
    Weak,
    Content,
    Preposition,
    Container,
    Blames,
    Confesses,
    Names,
    Lasting,
}

/// A row of `verb_frames.tsv`.
#[derive(Deserialize)]
struct FrameRow {
    lemma: &'static str,
    behaviour: Behaviour,
    #[serde(default)]
    object: Option<&'static str>,
}

impl Frame {
    fn set(&mut self, behaviour: Behaviour, object: Option<&'static str>) {
        let flag = match behaviour {
            Behaviour::Occur if object.is_some() => {
                self.occur_with = object;
                return;
            }
            Behaviour::Stative => &mut self.stative,
            Behaviour::Reporting => &mut self.reporting,
            Behaviour::Light => &mut self.light,
            Behaviour::Aspectual => &mut self.aspectual,
            Behaviour::Occur => &mut self.occur,
            Behaviour::Weak => &mut self.weak,
            Behaviour::Content => &mut self.content,
            Behaviour::Preposition => &mut self.preposition,
            Behaviour::Container => &mut self.container,
            Behaviour::Blames => &mut self.blames,
            Behaviour::Confesses => &mut self.confesses,
            Behaviour::Names => &mut self.names,
            Behaviour::Lasting => &mut self.lasting,
        };
        *flag = true;
    }
}

static VERBS: LazyLock<HashMap<&str, Vec<VerbSense>>> = LazyLock::new(|| {
    let mut verbs: HashMap<&str, Vec<VerbSense>> = HashMap::default();
    let rows = load::<(&str, Option<&str>, EventClass, Words)>("event_verbs.tsv", include_str!("event_verbs.tsv"));
    for (lemma, particle, class, arguments) in rows {
        verbs.entry(lemma).or_default().push(VerbSense {
            particle,
            class,
            arguments: arguments.0,
        });
    }
    verbs
});

static NOUNS: LazyLock<HashMap<&str, Vec<NounSense>>> = LazyLock::new(|| {
    let mut nouns: HashMap<&str, Vec<NounSense>> = HashMap::default();
    for row in load::<NounRow>("event_nouns.tsv", include_str!("event_nouns.tsv")) {
        nouns.entry(row.lemma).or_default().push(NounSense {
            class: row.class,
            always: row.strength == Strength::Always,
            suffered: row.owner == Some(Owner::Patient),
            arguments: row.arguments.0,
        });
    }
    nouns
});

static ADJECTIVES: LazyLock<HashMap<&str, EventClass>> =
    LazyLock::new(|| load("event_adjectives.tsv", include_str!("event_adjectives.tsv")).collect());

static FRAMES: LazyLock<HashMap<&str, Frame>> = LazyLock::new(|| {
    let mut frames: HashMap<&str, Frame> = HashMap::default();
    for row in load::<FrameRow>("verb_frames.tsv", include_str!("verb_frames.tsv")) {
        frames.entry(row.lemma).or_default().set(row.behaviour, row.object);
    }
    frames
});

static CUES: LazyLock<HashMap<(&str, CueKind), Status>> = LazyLock::new(|| {
    let rows = load("status_cues.tsv", include_str!("status_cues.tsv"));
    rows.map(|(lemma, kind, status): (&str, CueKind, Status)| ((lemma, kind), status))
        .collect()
});

static PARTICLES: LazyLock<HashMap<(&str, &str), Status>> = LazyLock::new(|| {
    let rows = load("status_particles.tsv", include_str!("status_particles.tsv"));
    rows.map(|(verb, word, status): (&str, &str, Status)| ((verb, word), status))
        .collect()
});

static SCOPES: LazyLock<rustc_hash::FxHashSet<(Scope, &str)>> = LazyLock::new(|| {
    let rows = load::<(Scope, Words)>("event_scopes.tsv", include_str!("event_scopes.tsv"));
    rows.flat_map(|(scope, lemmas)| lemmas.into_iter().map(move |lemma| (scope, lemma)))
        .collect()
});

static HAPPENINGS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = load::<(&str, Words)>("happenings.tsv", include_str!("happenings.tsv"));
    rows.flat_map(|(kind, lemmas)| lemmas.into_iter().map(move |lemma| (lemma, kind)))
        .collect()
});

static UNACCUSATIVE: LazyLock<rustc_hash::FxHashSet<&str>> = LazyLock::new(|| {
    let rows = load("unaccusative_verbs.tsv", include_str!("unaccusative_verbs.tsv"));
    rows.map(|(verb,): (&str,)| verb).collect()
});

/// The readings of a verb, the one without conditions last; empty for verbs that are not listed.
pub(crate) fn verb(lemma: &str) -> &'static [VerbSense] {
    VERBS.get(lemma).map_or(&[], Vec::as_slice)
}

/// The readings of a noun as an event, the one without conditions last; empty for nouns that are not listed.
pub(crate) fn noun(lemma: &str) -> &'static [NounSense] {
    NOUNS.get(lemma).map_or(&[], Vec::as_slice)
}

/// Returns whether an event noun tells what befell somebody or was done, and not what is arranged ("the attack", not "the
/// summit").
pub(crate) fn befalls(lemma: &str) -> bool {
    let class = noun(lemma).last().map(|sense| sense.class);
    matches!(
        class,
        Some(
            EventClass::Death
                | EventClass::Injury
                | EventClass::Accident
                | EventClass::Disaster
                | EventClass::Crime
                | EventClass::Coerce
                | EventClass::Assault
                | EventClass::Science
        )
    )
}

/// The class of an adjective that tells an event ("dead").
pub(crate) fn adjective(lower: &str) -> Option<EventClass> {
    ADJECTIVES.get(lower).copied()
}

/// Behaviour of a verb that is no event of its own; all false for others.
pub(crate) fn frame(lemma: &str) -> Frame {
    FRAMES.get(lemma).copied().unwrap_or_default()
}

/// Status that a word gives to the event beside or below it.
pub(crate) fn status_cue(lemma: &str, kind: CueKind) -> Option<Status> {
    CUES.get(&(lemma, kind)).copied()
}

/// Returns the status that a verb with a preposition or particle gives to the event below it: "prevented them from
/// leaving".
pub(crate) fn status_with(verb: &str, word: &str) -> Option<Status> {
    PARTICLES.get(&(verb, word)).copied()
}

/// Returns whether a word is of a kind of `event_scopes.tsv`, by its lemma.
pub(crate) fn has_scope(lemma: &str, scope: Scope) -> bool {
    SCOPES.contains(&(scope, lemma))
}

/// The kind of happening that a word tells ("attack" for "raid"), by its lemma; none for words that are not listed.
pub(crate) fn happening(lemma: &str) -> Option<&'static str> {
    HAPPENINGS.get(lemma).copied()
}

/// Returns whether the subject of the verb without object is the patient of the event.
pub(crate) fn is_unaccusative(lemma: &str) -> bool {
    UNACCUSATIVE.contains(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

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
