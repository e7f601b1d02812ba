//! Bare mentions: definite nouns without content of their own, which are no events of a record ("the crash").
//!
//! Such a noun stands for the event of its article that is told by the same noun. What everybody knows of ("the
//! pandemic") may be named in an article that does not tell of it: then its first mention is a telling without an event.

use super::told::Told;
use super::types::{Telling, Trigger};
use super::words::words;
use crate::emit::record::SpanRecord;
use crate::lexicon::event::noun;
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::EventClass;

/// Maximum number of words between a definite word and its noun.
const MODIFIERS: usize = 3;

/// A word of a text, with its place in code points.
struct Spot<'t> {
    text: &'t str,
    start: u32,
    end: u32,
    /// True if punctuation or the end of a line stands before it.
    broken: bool,
    /// True if it ends with a genitive, which `text` leaves out.
    genitive: bool,
}

/// A definite noun: the places of its first modifier and of itself in the text's words.
struct Phrase {
    first: usize,
    noun: usize,
    lemma: String,
}

/// Adds the bare mentions in a text to the events of its article, but for those at places where `taken` is true.
/// `background` makes a telling of what the article does not tell of.
pub(super) fn add(
    text: &str,
    events: &mut Vec<Told>,
    taken: impl Fn(u32, u32) -> bool,
    background: impl Fn(Trigger, (u32, u32), String, EventClass) -> Telling,
) {
    let spots = spots(text);
    for phrase in phrases(&spots) {
        let spot = &spots[phrase.noun];
        if taken(spot.start, spot.end) {
            continue;
        }
        let modifiers: Vec<String> = spots[phrase.first..phrase.noun]
            .iter()
            .flat_map(|s| words(s.text))
            .collect();
        let mention = SpanRecord {
            text: spot.text.to_owned(),
            start: spot.start,
            end: spot.end,
        };
        match told_before(events, &phrase.lemma, spot.start, &modifiers) {
            Found::Telling(place) => events[place].mentions.push(mention),
            Found::Others => {}
            Found::Nothing if is(&phrase.lemma, List::Lasting) => {
                let text: Vec<&str> = spots[phrase.first..=phrase.noun].iter().map(|s| s.text).collect();
                let span = (spots[phrase.first].start, spot.end);
                let trigger = Trigger {
                    text: mention.text,
                    lemma: Some(phrase.lemma.clone()),
                    start: spot.start,
                    end: spot.end,
                };
                let class = noun(&phrase.lemma)
                    .last()
                    .map_or(EventClass::Other, |sense| sense.class);
                let telling = background(trigger, span, text.join(" "), class);
                let mentions = Vec::new();
                events.push(Told { telling, mentions });
            }
            Found::Nothing => {}
        }
    }
    events
        .iter_mut()
        .for_each(|told| told.mentions.sort_by_key(|m| m.start));
}

/// What a noun stands for.
enum Found {
    Telling(usize),
    /// Its article tells events by this noun, but others.
    Others,
    Nothing,
}

/// The telling by this noun that stands last before it, or else first, and says what its modifiers say.
fn told_before(events: &[Told], lemma: &str, start: u32, modifiers: &[String]) -> Found {
    let named = |told: &Told| lemma_of(&told.telling.trigger.text.to_lowercase()).is_some_and(|other| other == lemma);
    let mut same = (0..events.len()).filter(|n| named(&events[*n])).peekable();
    if same.peek().is_none() {
        return Found::Nothing;
    }
    let says = |n: &usize| {
        let clause: Vec<String> = words(&events[*n].telling.text).collect();
        events[*n].telling.event.is_none() || modifiers.iter().all(|word| clause.contains(word))
    };
    let place = |n: &usize| events[*n].telling.trigger.start;
    let fitting: Vec<usize> = same.filter(says).collect();
    let last = fitting.iter().filter(|n| place(n) < start).max_by_key(|n| place(n));
    last.or(fitting.iter().min_by_key(|n| place(n)))
        .map_or(Found::Others, |n| Found::Telling(*n))
}

/// The lemma of a noun that tells an event by itself, from its form.
pub(super) fn lemma_of(form: &str) -> Option<String> {
    let tells = |lemma: &str| is(lemma, List::Lasting) || noun(lemma).iter().any(|sense| sense.always);
    let singular = |ending: &str, with: &str| Some(format!("{}{with}", form.strip_suffix(ending)?));
    let forms = [
        Some(form.to_owned()),
        singular("ies", "y"),
        singular("es", ""),
        singular("s", ""),
    ];
    forms.into_iter().flatten().find(|lemma| tells(lemma))
}

/// The definite nouns in a text that are no part of a longer name: "the crash", "Tuesday's crash", not "the crash site".
fn phrases<'s>(spots: &'s [Spot]) -> impl Iterator<Item = Phrase> + 's {
    (0..spots.len()).filter_map(|place| {
        let lemma = lemma_of(&spots[place].text.to_lowercase())?;
        let next = spots
            .get(place + 1)
            .filter(|next| !next.broken && !spots[place].genitive);
        let ends = next.is_none_or(|next| {
            let lower = next.text.to_lowercase();
            is(&lower, List::PhraseEnd) || ["ed", "ing", "ly"].iter().any(|ending| lower.ends_with(ending))
        });
        let first = definite(spots, place).filter(|_| ends)?;
        let noun = place;
        Some(Phrase { first, noun, lemma })
    })
}

/// The first modifier of a noun that a definite word or a genitive stands before.
fn definite(spots: &[Spot], noun: usize) -> Option<usize> {
    for place in (noun.saturating_sub(MODIFIERS + 1)..noun).rev() {
        if spots[place + 1].broken {
            return None;
        }
        if is(&spots[place].text.to_lowercase(), List::Definite) {
            return Some(place + 1);
        }
        if spots[place].genitive {
            return Some(place);
        }
    }
    None
}

/// The words of a text.
fn spots(text: &str) -> Vec<Spot<'_>> {
    let mut spots: Vec<Spot> = Vec::new();
    let (mut broken, mut open) = (true, None);
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let end = text.chars().count() as u32;
    let letters = (0..)
        .zip(text.char_indices())
        .map(|(point, (byte, c))| (point, byte, c));
    for (point, byte, c) in letters.chain([(end, text.len(), '\n')]) {
        match open {
            None if inside(c) => open = Some((point, byte)),
            Some((start, from)) if !inside(c) => {
                spots.push(spot(&text[from..byte], start, broken));
                (broken, open) = (false, None);
            }
            _ => {}
        }
        broken |= open.is_none() && !matches!(c, ' ' | '\u{a0}');
    }
    spots
}

fn spot(word: &str, start: u32, broken: bool) -> Spot<'_> {
    let genitives = ["'s", "’s", "s'", "s’"];
    let genitive = genitives.iter().find(|ending| word.ends_with(**ending));
    let cut = genitive.map_or(0, |ending| ending.len() - usize::from(ending.starts_with('s')));
    let text = &word[..word.len() - cut];
    Spot {
        text,
        start,
        end: start + text.chars().count() as u32,
        broken,
        genitive: genitive.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nouns(text: &str) -> Vec<String> {
        let spots = spots(text);
        let told = |phrase: Phrase| {
            let words = spots[phrase.first..=phrase.noun].iter().map(|spot| spot.text);
            words.collect::<Vec<_>>().join(" ")
        };
        phrases(&spots).map(told).collect()
    }

    #[test]
    fn definite_nouns_are_found() {
        assert_eq!(nouns("After the crash, police came."), ["crash"]);
        assert_eq!(
            nouns("Tuesday’s crash was the first of the pandemic."),
            ["Tuesday crash", "pandemic"]
        );
        assert_eq!(nouns("The coronavirus pandemic spread."), Vec::<String>::new());
        assert_eq!(nouns("The coronavirus pandemic has spread"), ["coronavirus pandemic"]);
    }

    #[test]
    fn parts_of_names_and_indefinite_nouns_are_not() {
        for text in [
            "the crash site",
            "a crash in Kesh",
            "the town: crash",
            "crash",
            "the crash-landing",
        ] {
            assert!(nouns(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn words_have_their_places() {
        let spots = spots("Kesh’s “war”");
        let places: Vec<_> = spots
            .iter()
            .map(|s| (s.text, s.start, s.end, s.broken, s.genitive))
            .collect();
        assert_eq!(places, [("Kesh", 0, 4, true, true), ("war", 8, 11, true, false)]);
    }
}
