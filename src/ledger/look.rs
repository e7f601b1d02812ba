//! Features of a telling for comparison: hashed words, numbered days, entities.

use super::actors::Actors;
use super::days::Days;
use super::digest::Told;
use super::names::{Names, telling_words};
use super::words::{Bag, Bags, Word, family, hash, stem, words};
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
    /// The entities that take part, in order of their roles.
    pub(super) who: Box<[(Role, u32)]>,
    /// The bag of words of its participants.
    pub(super) parts: u32,
    pub(super) place: Option<u32>,
    /// The bag of words of its clause.
    pub(super) clause: u32,
    /// The bags of the people, places and years in its clause.
    pub(super) people: u32,
    pub(super) places: u32,
    pub(super) years: u32,
    /// The number of tellings with this stem in its article.
    pub(super) alike: u16,
    pub(super) news: bool,
}

impl Look {
    /// The look of a telling in an article with these names, whose words go into `bags`.
    pub(super) fn of(article: u32, told: &Told, actors: &Actors, names: &Names, bags: &mut Bags) -> Look {
        let telling = &told.telling;
        let lemma = telling
            .trigger
            .lemma
            .as_deref()
            .unwrap_or(&telling.trigger.text)
            .to_lowercase();
        let participants = &telling.participants;
        let entity = |id: &Option<String>| actors.entity(article, id.as_deref()?);
        let mut who: Vec<(Role, u32)> = (participants.iter())
            .filter_map(|p| Some((p.role, entity(&p.actor)?)))
            .collect();
        who.sort_unstable();
        who.dedup();
        let place = telling
            .place
            .as_ref()
            .map(|p| entity(&p.actor).unwrap_or_else(|| !head(&p.text)));
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
            who: who.into(),
            parts: bags.push(&Bag::new(participants.iter().map(|p| &*p.text))),
            place,
            clause: bags.push(&Bag::new([&*telling.text])),
            people: bags.list(named.people),
            places: bags.list(named.places),
            years: bags.list(years(&telling.text)),
            alike: 1,
            news: telling.news,
        }
    }
}

impl Look {
    /// The entities that take part in a role.
    pub(super) fn in_role(&self, role: Role) -> &[(Role, u32)] {
        let start = self.who.partition_point(|(before, _)| *before < role);
        let end = self.who.partition_point(|(before, _)| *before <= role);
        &self.who[start..end]
    }
}

/// The years in a text.
fn years(text: &str) -> Vec<Word> {
    let numbers = words(text)
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok());
    numbers.filter(|number| (1900..2100).contains(number)).collect()
}

/// The last word of a phrase, for a place that no actor stands for.
fn head(text: &str) -> Word {
    hash(&words(text).last().unwrap_or_default()) >> 1
}
