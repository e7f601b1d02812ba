//! What a figure measures: the dead, the injured, cases, delegates. Counts of people are told apart by their events.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::words::{Word, families, family, stem, words};
use crate::lexicon::figure_word::{List, all, is};

/// The families of events that happen to the people they count.
static TOLLS: LazyLock<Vec<u32>> = LazyLock::new(|| all(List::Toll).filter_map(family).collect());
/// The families of tolls by the stems of their words.
static FORMS: LazyLock<HashMap<Word, u32>> = LazyLock::new(|| {
    let tolls = families().filter(|(_, family)| TOLLS.contains(family));
    tolls.map(|(word, family)| (stem(word), family)).collect()
});
/// The families of change, which measure what their participants name.
static CHANGES: LazyLock<Vec<u32>> = LazyLock::new(|| ["rise", "fall"].into_iter().filter_map(family).collect());

/// The noun of a counted phrase; one word for all people.
pub(super) fn noun(phrase: &str) -> String {
    let phrase = phrase.split(" of ").next().unwrap_or(phrase);
    let last = words(phrase).last().unwrap_or_default();
    if is(&last, List::People) {
        "people".to_owned()
    } else {
        last
    }
}

/// The family of words that tells what a figure measures: that of its noun, or else, for people, that of its event, with
/// the event's lemma and the texts of its participants.
pub(super) fn measure<'p>(
    figure: &str,
    counted: Option<&str>,
    event: Option<(&str, impl Iterator<Item = &'p str> + Clone)>,
) -> Option<u32> {
    let noun = counted.map(noun).filter(|noun| noun != "people");
    if let Some(named) = noun.as_deref().and_then(family_of_noun) {
        return Some(named);
    }
    let (lemma, participants) = event?;
    let told = family(lemma);
    let counts = || participants.clone().any(|text| text.contains(figure));
    if noun.is_some() && !(is_toll(told) && counts()) {
        return None;
    }
    told.filter(|told| !CHANGES.contains(told)).or_else(|| {
        let mut named = participants.flat_map(words);
        named.find_map(|word| family_of_noun(&word)).or(told)
    })
}

/// Returns whether a measure counts people to whom something happened.
pub(super) fn is_toll(measure: Option<u32>) -> bool {
    measure.is_some_and(|measure| TOLLS.contains(&measure))
}

/// The measure of people to whom something happened that a word tells in any of its forms: "killed", "dead", "injuring".
pub(super) fn toll_of(word: &str) -> Option<u32> {
    FORMS.get(&stem(word)).copied()
}

/// The family of a noun, also in the plural.
fn family_of_noun(word: &str) -> Option<u32> {
    let singular = |ending| word.strip_suffix(ending).and_then(family);
    family(word).or_else(|| singular("s")).or_else(|| singular("es"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(figure: &str, counted: Option<&str>, lemma: &str, participants: &[&str]) -> Option<u32> {
        measure(figure, counted, Some((lemma, participants.iter().copied())))
    }

    #[test]
    fn counts_of_people_are_told_apart_by_their_events() {
        let (dead, hurt) = (family("die"), family("injure"));
        assert_eq!(of("ten", None, "kill", &["ten"]), dead);
        assert_eq!(of("ten people", Some("people"), "injure", &["ten people"]), hurt);
        assert_eq!(of("12 miners", Some("miners"), "kill", &["12 miners"]), dead);
        assert_eq!(
            of("22 people", Some("people"), "rise", &["the death toll", "22 people"]),
            dead
        );
        assert_eq!(of("4,600 deaths", Some("deaths"), "death", &[]), dead);
        assert_eq!(of("12 shops", Some("shops"), "close", &["12 shops"]), None);
        assert!(is_toll(dead) && !is_toll(family("vote")) && !is_toll(None));
    }
}
