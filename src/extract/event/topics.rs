//! Topics of an article, by the classes of its words.

use crate::language::{Document, Upos};
use crate::lexicon::event;
use crate::model::facts::EventClass;
use crate::model::ids::TokenId;

/// The number of classes.
const CLASSES: usize = EventClass::ALL.len();

/// Topics of an article: the number of its words that have each class in the lists.
pub(super) struct Topics([u32; CLASSES]);

impl Topics {
    pub(super) fn of(doc: &Document) -> Topics {
        let mut counts = [0; CLASSES];
        for class in doc.whole().iter().filter_map(|t| listed(doc, t)) {
            counts[class as usize] += 1;
        }
        Topics(counts)
    }

    /// The commonest two classes of the words beside a word: it is no witness to its own class.
    pub(super) fn beside(&self, doc: &Document, token: TokenId) -> impl Iterator<Item = &'static str> {
        let mut counts = self.0;
        if let Some(class) = listed(doc, token) {
            counts[class as usize] -= 1;
        }
        let mut order: Vec<usize> = (0..CLASSES).filter(|i| counts[*i] > 0).collect();
        order.sort_by_key(|i| std::cmp::Reverse(counts[*i]));
        order.into_iter().take(2).map(|i| EventClass::ALL[i].label())
    }
}

/// The class of a word by itself, in its part of speech; none for the rest.
fn listed(doc: &Document, token: TokenId) -> Option<EventClass> {
    let lemma = doc.lemma(token);
    let class = match doc.token(token).upos {
        Upos::Verb => event::verb(lemma).last().map(|s| s.class),
        Upos::Noun => event::noun(lemma).last().map(|s| s.class),
        _ => None,
    };
    class.filter(|c| *c != EventClass::Other)
}
