//! All decisions on articles: which are copies, which facts are one, what belongs to a story.

use rustc_hash::FxHashMap as HashMap;

use super::actors::Actors;
use super::amounts::Known;
use super::digest::{Digest, number};
use super::look::Look;
use super::names::Names;
use super::neighbours::Neighbours;
use super::numbers::firsts_of;
use super::quotes::Sayings;
use super::series::{Row, rows};
use super::stories::Stories;
use super::words::{Bags, Word};
use super::{copies, events, quotes, stories};

/// The decisions on articles in order of publication. Articles, facts and groups of facts are numbers.
pub(super) struct Decisions {
    /// For each article the one of which it is a copy.
    pub(super) copies: Vec<Option<u32>>,
    pub(super) actors: Actors,
    /// The number of the first telling of each article and, last, of all tellings.
    pub(super) firsts: Vec<u32>,
    /// The tellings of each happening.
    pub(super) happenings: Vec<Vec<u32>>,
    pub(super) stories: Stories,
    pub(super) rows: Vec<Row>,
    pub(super) sayings: Sayings,
}

impl Decisions {
    /// Decides on articles in order of publication.
    pub(super) fn on(digests: &[Digest]) -> Decisions {
        let copies = copies::copies(digests);
        let neighbours = Neighbours::find(digests);
        let actors = Actors::join(digests, &neighbours);
        let (looks, bags, telling) = looks(digests);
        let firsts = firsts_of(digests.len() as u32, looks.len(), |n| looks[n].article);
        let happenings = events::join(&looks, &bags, &neighbours, &firsts);
        drop(bags);
        let mut happening = vec![0; looks.len()];
        for (number, tellings) in (0..).zip(&happenings) {
            tellings.iter().for_each(|t| happening[*t as usize] = number);
        }
        let stories = stories::join(&looks, &happenings, &neighbours, &copies);
        let rows = rows(&Known {
            digests,
            neighbours: &neighbours,
            actors: &actors,
            looks: &looks,
            happening: &happening,
            telling: &telling,
        });
        let sayings = quotes::join(digests, &actors);
        Decisions {
            copies,
            actors,
            firsts,
            happenings,
            stories,
            rows,
            sayings,
        }
    }
}

/// The looks of all tellings, article by article, with their words; and the number of each by article and event.
pub(super) fn looks(digests: &[Digest]) -> (Vec<Look>, Bags, HashMap<(u32, u32), u32>) {
    let tellings: u32 = digests.iter().map(|d| d.events.len()).sum();
    let (mut looks, mut bags) = (Vec::with_capacity(tellings as usize), Bags::default());
    let mut telling = HashMap::default();
    for (article, digest) in (0..).zip(digests) {
        let names = Names::of(digest.actors.iter());
        bags.lists.forget();
        let article_names = bags.lists.words(names.words());
        let first = looks.len();
        for told in digest.events.iter() {
            if let Some(event) = &told.telling.event {
                telling.insert((article, number(event)), looks.len() as u32);
            }
            looks.push(Look::of(article, &told, &names, article_names, &mut bags));
        }
        count_alike(&mut looks[first..]);
    }
    (looks, bags, telling)
}

/// Counts for each telling of an article those with its stem.
fn count_alike(looks: &mut [Look]) {
    let mut stems: HashMap<Word, u16> = HashMap::default();
    for look in &*looks {
        *stems.entry(look.stem).or_default() += 1;
    }
    looks.iter_mut().for_each(|look| look.alike = stems[&look.stem]);
}
