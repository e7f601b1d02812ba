//! What nouns and given names tell of an actor: its kind, its gender, whether they are titles.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::{rows, sorted};
use crate::model::facts::ActorKind;

/// The grammatical gender that an actor's pronouns have, where words tell it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Gender {
    /// "he".
    Masculine,
    /// "she".
    Feminine,
    /// Not told, or told both ways.
    #[default]
    Unknown,
}

impl Gender {
    fn parse(written: &str) -> Gender {
        match written {
            "m" => Gender::Masculine,
            "f" => Gender::Feminine,
            _ => Gender::Unknown,
        }
    }

    /// False if both are told and differ.
    pub fn agrees(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }

    /// This gender, or the other where this is not told.
    pub fn or(self, other: Gender) -> Gender {
        if self == Gender::Unknown { other } else { self }
    }
}

/// What a noun says of the actor that it describes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Noun {
    /// The kind of actor.
    pub kind: ActorKind,
    /// Its gender.
    pub gender: Gender,
    /// Can stand as a title before a person's name.
    pub title: bool,
    /// A relative of somebody.
    pub kin: bool,
}

static NOUNS: LazyLock<HashMap<&str, Noun>> = LazyLock::new(|| {
    let mut nouns = HashMap::default();
    for row in rows(include_str!("actor_nouns.tsv")) {
        let &[list, gender, words] = &row[..] else { continue };
        let kind = match list {
            "title" | "person" | "kin" => ActorKind::Person,
            "group" => ActorKind::Group,
            "organization" => ActorKind::Organization,
            "place" => ActorKind::Place,
            _ => continue,
        };
        for word in words.split(' ') {
            let noun = nouns.entry(word).or_insert(Noun {
                kind,
                gender: Gender::parse(gender),
                title: false,
                kin: false,
            });
            noun.title |= list == "title";
            noun.kin |= list == "kin";
            if noun.gender == Gender::Unknown && noun.kind == ActorKind::Person {
                noun.gender = Gender::parse(gender);
            }
        }
    }
    nouns
});

static HONORIFICS: LazyLock<HashMap<&str, Gender>> = LazyLock::new(|| {
    let lists = rows(include_str!("actor_nouns.tsv")).filter(|row| row[0] == "honorific");
    lists
        .flat_map(|row| row[2].split(' ').map(move |word| (word, Gender::parse(row[1]))))
        .collect()
});

static GIVEN: &str = include_str!("given_names.tsv");

/// The gender of a given name, and whether it is a family name as often.
fn given(word: &str) -> Option<(Gender, bool)> {
    let mut columns = sorted::find(GIVEN, word)?;
    Some((Gender::parse(columns.next()?), columns.next().is_some()))
}

static SHORT: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    rows(include_str!("nicknames.tsv"))
        .map(|row| (row[0], row[1].split(' ').collect()))
        .collect()
});

/// What a noun says of an actor, by its lemma.
pub fn noun(lemma: &str) -> Option<Noun> {
    NOUNS.get(lemma).copied().or_else(|| {
        // "vice-president", "co-chair", "ex-minister": what the last part says.
        let (_, last) = lemma.rsplit_once('-')?;
        NOUNS.get(last).copied()
    })
}

/// The gender that a form of address tells, by its lower-cased form ("mr."); `None` for other words.
pub fn honorific(word: &str) -> Option<Gender> {
    HONORIFICS.get(word).copied()
}

/// The gender of a given name, by its lower-cased form; `None` for words that are not known as given names.
pub fn given_name(word: &str) -> Option<Gender> {
    given(word).map(|(gender, _)| gender)
}

/// The gender that a given name tells when it stands alone: none for names that are family names as often ("Kelly").
pub fn lone_name(word: &str) -> Gender {
    given(word)
        .filter(|(_, family)| !family)
        .map_or(Gender::Unknown, |(gender, _)| gender)
}

/// True if one given name is a short form of the other ("joe", "joseph").
pub fn is_short_for(one: &str, other: &str) -> bool {
    let lists = |short: &str, long: &str| SHORT.get(short).is_some_and(|names| names.contains(&long));
    lists(one, other) || lists(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_sorted() {
        assert!(rows(GIVEN).map(|row| row[0]).is_sorted());
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
