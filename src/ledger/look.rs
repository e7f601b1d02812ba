//! Features of a telling for comparison: hashed words and numbered days.

use super::days::{Days, day};
use super::digest::Told;
use super::names::{Names, telling_words};
use super::words::{Bag, Bags, Word, family, hash, stem, words};
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
    pub(super) class: EventClass,
    pub(super) days: Option<Days>,
    /// True if it is asserted.
    pub(super) asserted: bool,
    /// The bag of words of its participants.
    pub(super) parts: u32,
    /// The bag of words of its clause.
    pub(super) clause: u32,
    /// The bags of the people, places and years in its clause, and of its words that tell one of several.
    pub(super) people: u32,
    pub(super) places: u32,
    pub(super) years: u32,
    pub(super) order: u32,
    /// The bags of the names of its agents and of its patients.
    pub(super) named: [Party; 2],
    /// The day of publication.
    pub(super) published: Option<i32>,
    /// The number of tellings with this stem in its article.
    pub(super) alike: u16,
    pub(super) news: bool,
}

/// The bags of the names of those who take part in one role: of all, and of the people among them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Party {
    pub(super) all: u32,
    pub(super) people: u32,
}

impl Look {
    /// The look of a telling in an article with these names, whose words go into `bags`.
    pub(super) fn of(article: u32, told: &Told, names: &Names, bags: &mut Bags) -> Look {
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
            named.places.extend(telling_words(&place.text));
        }
        Look {
            article,
            stem: stem(&lemma),
            family: family(&lemma),
            class: telling.class,
            days: telling.date.as_ref().and_then(Days::of),
            asserted: telling.status == Status::Asserted,
            parts: bags.push(&Bag::new(participants.iter().map(|p| &*p.text))),
            clause: bags.push(&Bag::new([&*telling.text])),
            people: bags.list(named.people),
            places: bags.list(named.places),
            years: bags.list(years(&telling.text)),
            order: bags.list(in_list(&telling.text, List::Order)),
            named: [Role::Agent, Role::Patient].map(|role| {
                let ids = participants
                    .iter()
                    .filter(|p| p.role == role)
                    .filter_map(|p| p.actor.as_deref());
                let (all, people) = names.bearers(ids);
                Party {
                    all: bags.list(all),
                    people: bags.list(people),
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

/// The years in a text.
fn years(text: &str) -> Vec<Word> {
    let numbers = words(text)
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok());
    numbers.filter(|number| (1900..2100).contains(number)).collect()
}
