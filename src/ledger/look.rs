//! Features of a telling for comparison: hashed words and numbered days.

use super::days::{Days, day};
use super::digest::Told;
use super::names::{Names, telling_words};
use super::types::Telling;
use super::words::{Bag, Bags, Word, family, hash, kindred, stem, words};
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::{EventClass, Role, Status};

/// A telling as it is compared with others.
#[derive(Debug)]
pub(super) struct Look {
    /// The number of its article.
    pub(super) article: u32,
    /// The stem of the trigger's lemma, shared with words derived from it.
    pub(super) stem: Word,
    pub(super) family: Option<u32>,
    /// The senses in which its lemma tells the same as others.
    pub(super) kindred: &'static [Word],
    /// True if everybody knows of what its word tells: "the pandemic".
    pub(super) lasting: bool,
    pub(super) class: EventClass,
    pub(super) days: Option<Days>,
    /// True if it is asserted.
    pub(super) asserted: bool,
    /// The bag of words of its participants.
    pub(super) parts: u32,
    /// The bag of words of its clause.
    pub(super) clause: u32,
    /// The lists of the people, places, years and other numbers in its clause, and of its words that tell one of several.
    pub(super) people: u32,
    pub(super) places: u32,
    pub(super) years: u32,
    pub(super) numbers: u32,
    pub(super) order: u32,
    /// The list of all names in its clause, and of those in its article.
    pub(super) names: u32,
    pub(super) article_names: u32,
    /// True if it is said to be another than the one told so far: "a second fire".
    pub(super) is_other: bool,
    /// The lists of the names of its agents and of its patients.
    pub(super) named: [Party; 2],
    /// The day of publication.
    pub(super) published: Option<i32>,
    /// The number of tellings with this stem in its article.
    pub(super) alike: u16,
    pub(super) news: bool,
}

/// The lists of the names of those who take part in one role: of all, and of the people among them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Party {
    pub(super) all: u32,
    pub(super) people: u32,
}

impl Look {
    /// The look of a telling in an article with these names, which are also a list in `bags`; its words go there.
    pub(super) fn of(article: u32, told: &Told, names: &Names, article_names: u32, bags: &mut Bags) -> Look {
        let telling = &told.telling;
        let lemma = telling
            .trigger
            .lemma
            .as_deref()
            .unwrap_or(&telling.trigger.text)
            .to_lowercase();
        let participants = &telling.participants;
        let ids = participants.iter().filter_map(|p| p.actor.as_deref());
        let mut named = names.within(&telling.text, ids);
        if let Some(place) = &telling.place {
            named.places.push(telling_words(&place.text));
        }
        Look {
            article,
            stem: stem(&lemma),
            family: family(&lemma),
            kindred: kindred(&lemma),
            lasting: is(&lemma, List::Lasting),
            class: telling.class,
            days: telling.date.as_ref().and_then(Days::of),
            asserted: telling.status == Status::Asserted,
            parts: bags.push(&Bag::new(participants.iter().map(|p| &*p.text))),
            clause: bags.push(&Bag::new([&*telling.text])),
            people: bags.lists.names(named.people),
            places: bags.lists.names(named.places),
            years: bags.lists.words(years(&telling.text)),
            numbers: bags.lists.words(numbers(&telling.text)),
            order: bags.lists.words(in_list(&telling.text, List::Order)),
            names: bags.lists.names(named.all),
            article_names,
            is_other: is_other(telling),
            named: [Role::Agent, Role::Patient].map(|role| {
                let ids = participants
                    .iter()
                    .filter(|p| p.role == role)
                    .filter_map(|p| p.actor.as_deref());
                let (all, people) = names.bearers(ids);
                Party {
                    all: bags.lists.names(all),
                    people: bags.lists.names(people),
                }
            }),
            published: telling.published.as_deref().and_then(day),
            alike: 1,
            news: telling.news,
        }
    }
}

/// The words of a text that are on a list.
fn in_list(text: &str, list: List) -> Vec<Word> {
    words(text)
        .filter(|word| is(word, list))
        .map(|word| hash(&word))
        .collect()
}

/// Number of words before a trigger among which one says that it tells another happening.
const BEFORE: usize = 4;

/// Returns whether the words before a trigger say that it tells another happening than the one told so far.
fn is_other(telling: &Telling) -> bool {
    let before = telling.trigger.start.saturating_sub(telling.start) as usize;
    let before: String = telling.text.chars().take(before).collect();
    let before: Vec<String> = words(&before).collect();
    before.iter().rev().take(BEFORE).any(|word| is(word, List::Other))
}

/// The years in a text.
fn years(text: &str) -> Vec<Word> {
    words(text).filter_map(|word| year(&word)).collect()
}

fn year(word: &str) -> Option<Word> {
    let number = word.parse().ok().filter(|_| word.len() == 4)?;
    (1900..2100).contains(&number).then_some(number)
}

/// The numbers in a text that are no years.
fn numbers(text: &str) -> Vec<Word> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')));
    let numbers = parts.map(|part| part.trim_matches([',', '.']));
    let counts = numbers.filter(|number| !number.is_empty() && year(number).is_none());
    counts.map(hash).collect()
}
