//! Nouns and given names that describe actors: kind, gender, whether they are titles.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::sync::LazyLock;

use super::list::{Words, load};
use super::sorted;
use crate::model::facts::ActorKind;
use serde::Deserialize;

/// The gender of an actor's pronouns, where words give it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize)]
pub(crate) enum Gender {
    /// "he".
    #[serde(rename = "m")]
    Masculine,
    /// "she".
    #[serde(rename = "f")]
    Feminine,
    /// Not known, or contradictory.
    #[default]
    #[serde(rename = "-")]
    Unknown,
}

impl Gender {
    /// Returns false if both are known and differ.
    pub(crate) fn agrees(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }

    /// This gender, or the other where this is not known.
    pub(crate) fn or(self, other: Gender) -> Gender {
        if self == Gender::Unknown { other } else { self }
    }
}

/// Description of an actor by a noun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Noun {
    /// The kind of actor.
    pub(crate) kind: ActorKind,
    /// Its gender.
    pub(crate) gender: Gender,
    /// True if it can be a title before a person's name.
    pub(crate) title: bool,
    /// True for a relative of somebody.
    pub(crate) kin: bool,
    /// True if it names organizations, perhaps besides persons: "developer", "broadcaster".
    pub(crate) body: bool,
}

/// The lists of `actor_nouns.tsv`, described there.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum List {
    Title,
    Person,
    Kin,
    Group,
    Organization,
    Place,
    Honorific,
    Rank,
}

impl List {
    /// The kind of actor that its words name; `None` for forms of address.
    fn kind(self) -> Option<ActorKind> {
        match self {
            List::Title | List::Person | List::Kin => Some(ActorKind::Person),
            List::Group => Some(ActorKind::Group),
            List::Organization => Some(ActorKind::Organization),
            List::Place => Some(ActorKind::Place),
            List::Honorific | List::Rank => None,
        }
    }
}

fn lists() -> impl Iterator<Item = (List, Gender, Words)> {
    load("actor_nouns.tsv", include_str!("actor_nouns.tsv"))
}

static NOUNS: LazyLock<HashMap<&str, Noun>> = LazyLock::new(|| {
    let mut nouns = HashMap::default();
    for (list, gender, words) in lists() {
        let Some(kind) = list.kind() else { continue };
        for word in words {
            let noun = nouns.entry(word).or_insert(Noun {
                kind,
                gender,
                title: false,
                kin: false,
                body: false,
            });
            noun.title |= list == List::Title;
            noun.kin |= list == List::Kin;
            noun.body |= list == List::Organization;
            if noun.gender == Gender::Unknown && noun.kind == ActorKind::Person {
                noun.gender = gender;
            }
        }
    }
    nouns
});

static HONORIFICS: LazyLock<HashMap<&str, Gender>> = LazyLock::new(|| {
    let honorifics = lists().filter(|(list, ..)| matches!(list, List::Honorific | List::Rank));
    honorifics
        .flat_map(|(_, gender, words)| words.into_iter().map(move |word| (word, gender)))
        .collect()
});

static RANKS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let ranks = lists().filter(|(list, ..)| *list == List::Rank);
    ranks.flat_map(|(.., words)| words).collect()
});

static GIVEN: &str = include_str!("given_names.tsv");

/// The gender of a given name, and whether it is a family name as often.
fn given(word: &str) -> Option<(Gender, bool)> {
    let mut columns = sorted::find(GIVEN, word)?;
    let gender = match columns.next()? {
        "m" => Gender::Masculine,
        "f" => Gender::Feminine,
        _ => Gender::Unknown,
    };
    Some((gender, columns.next().is_some()))
}

static SHORT: LazyLock<HashMap<&str, Words>> =
    LazyLock::new(|| load("nicknames.tsv", include_str!("nicknames.tsv")).collect());

/// Description of an actor by a noun, by its lemma.
pub(crate) fn noun(lemma: &str) -> Option<Noun> {
    NOUNS.get(lemma).copied().or_else(|| {
        // "vice-president", "co-chair", "ex-minister": what the last part says.
        let (_, last) = lemma.rsplit_once('-')?;
        NOUNS.get(last).copied()
    })
}

/// The gender of a form of address, by its lower-cased form ("mr."); `None` for other words.
pub(crate) fn honorific(word: &str) -> Option<Gender> {
    HONORIFICS.get(word).copied()
}

/// Returns whether a lower-cased form is a rank or academic title that stands before names ("dr.", "sgt").
pub(crate) fn rank(word: &str) -> bool {
    RANKS.contains(word)
}

/// Returns whether a lower-cased form is a form of address without office ("mr.").
pub(crate) fn courtesy(word: &str) -> bool {
    honorific(word).is_some() && !rank(word)
}

/// The gender of a given name, by its lower-cased form; `None` for words that are not known as given names.
pub(crate) fn given_name(word: &str) -> Option<Gender> {
    given(word).map(|(gender, _)| gender)
}

/// The gender of a given name that stands alone: unknown for names that are surnames as often ("Kelly").
pub(crate) fn lone_name(word: &str) -> Gender {
    given(word)
        .filter(|(_, family)| !family)
        .map_or(Gender::Unknown, |(gender, _)| gender)
}

/// Returns whether one given name is a short form of the other ("joe", "joseph").
pub(crate) fn is_short_for(one: &str, other: &str) -> bool {
    let lists = |short: &str, long: &str| SHORT.get(short).is_some_and(|names| names.0.contains(&long));
    lists(one, other) || lists(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_sorted() {
        let entries = || GIVEN.lines().filter(|line| !line.starts_with('#'));
        assert!(entries().map(|line| line.split('\t').next()).is_sorted());
        let known = |line: &str| matches!(line.split('\t').nth(1), Some("m" | "f" | "u"));
        assert!(entries().all(known));
    }

    #[test]
    fn nouns_tell_kind_gender_and_title() {
        let president = noun("president").unwrap();
        assert!(president.title && president.kind == ActorKind::Person);
        assert_eq!(noun("queen").unwrap().gender, Gender::Feminine);
        assert!(noun("brother").unwrap().kin);
        assert_eq!(noun("company").unwrap().kind, ActorKind::Organization);
        assert_eq!(noun("ex-president").unwrap().kind, ActorKind::Person);
        assert_eq!(noun("table"), None);
    }

    #[test]
    fn given_names_and_honorifics_tell_gender() {
        assert_eq!(given_name("maria"), Some(Gender::Feminine));
        assert_eq!(given_name("volodymyr"), Some(Gender::Masculine));
        assert_eq!(given_name("robin"), Some(Gender::Unknown));
        assert_eq!(
            (lone_name("rachel"), lone_name("johnson")),
            (Gender::Feminine, Gender::Unknown)
        );
        assert_eq!(honorific("mrs."), Some(Gender::Feminine));
        assert_eq!(honorific("keller"), None);
        assert!(is_short_for("william", "bill") && !is_short_for("bill", "joe"));
    }
}
