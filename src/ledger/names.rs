//! Names in clauses: the words of the people and places that a clause names.

use rustc_hash::FxHashMap as HashMap;

use super::types::Member;
use super::words::{Word, hash, weight, words};
use crate::model::facts::ActorKind;

/// The names in an article, looked up by their first words.
#[derive(Default)]
pub(super) struct Names {
    /// For a first word the rest of each name that begins with it, and the number of its bearer.
    under: HashMap<Word, Vec<Rest>>,
    bearers: Vec<Bearer>,
}

/// The words of a name behind the first, and the number of its bearer.
type Rest = (Box<[Word]>, usize);

struct Bearer {
    id: String,
    kind: ActorKind,
    words: Vec<Word>,
}

/// The telling words of each of the people and places that a clause names, and of all names in it.
#[derive(Default)]
pub(super) struct Named {
    pub(super) people: Vec<Vec<Word>>,
    pub(super) places: Vec<Vec<Word>>,
    pub(super) all: Vec<Vec<Word>>,
}

impl Names {
    /// The words of all names, with their other forms.
    pub(super) fn words(&self) -> Vec<Word> {
        let own = self.bearers.iter().flat_map(|bearer| &bearer.words).copied();
        let forms = self.under.iter().flat_map(|(first, rests)| {
            let rests = rests.iter().flat_map(|(rest, _)| rest.iter().copied());
            std::iter::once(*first).chain(rests)
        });
        let mut words: Vec<Word> = own.chain(forms).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The telling words of each of the actors with these ids: of all, and of the people among them.
    pub(super) fn bearers<'i>(&self, ids: impl Iterator<Item = &'i str>) -> (Vec<Vec<Word>>, Vec<Vec<Word>>) {
        let (mut all, mut people) = (Vec::new(), Vec::new());
        for bearer in ids.filter_map(|id| self.bearers.iter().find(|bearer| bearer.id == id)) {
            all.push(bearer.words.clone());
            if bearer.kind == ActorKind::Person {
                people.push(bearer.words.clone());
            }
        }
        (all, people)
    }

    /// The names of an article's actors.
    pub(super) fn of(members: impl Iterator<Item = Member>) -> Names {
        let mut names = Names::default();
        for member in members.filter(|m| m.named) {
            for name in member.aliases.iter().chain([&member.name]) {
                let mut sequence = words(name).map(|word| hash(&word));
                if let Some(first) = sequence.next() {
                    let rest = sequence.collect();
                    names.under.entry(first).or_default().push((rest, names.bearers.len()));
                }
            }
            names.bearers.push(Bearer {
                words: telling_words(&member.name),
                kind: member.kind,
                id: member.actor,
            });
        }
        names
    }

    /// What a clause names, with the actors of these ids that have names.
    pub(super) fn within<'i>(&self, clause: &str, ids: impl Iterator<Item = &'i str>) -> Named {
        let clause: Vec<Word> = words(clause).map(|word| hash(&word)).collect();
        let mut found: Vec<usize> = Vec::new();
        let mut place = 0;
        while let Some(word) = clause.get(place) {
            place += 1;
            let names = self.under.get(word).into_iter().flatten();
            let here = || names.clone().filter(|(rest, _)| clause[place..].starts_with(rest));
            // "Falk" in "Oskar Falk" is no name of Ada Falk.
            if let Some(longest) = here().map(|(rest, _)| rest.len()).max() {
                let whole = here().filter(|(rest, _)| rest.len() == longest);
                found.extend(whole.map(|(_, bearer)| *bearer));
                place += longest;
            }
        }
        for id in ids {
            found.extend(self.bearers.iter().position(|bearer| bearer.id == id));
        }
        let mut named = Named::default();
        for bearer in found.into_iter().map(|bearer| &self.bearers[bearer]) {
            match bearer.kind {
                ActorKind::Person => named.people.push(bearer.words.clone()),
                ActorKind::Place => named.places.push(bearer.words.clone()),
                _ => {}
            }
            named.all.push(bearer.words.clone());
        }
        named
    }
}

/// The words of a name that tell its bearer from others; of a name without such words, the whole.
pub(super) fn telling_words(name: &str) -> Vec<Word> {
    let rare: Vec<Word> = words(name).filter(|w| weight(w) > 0.0).map(|w| hash(&w)).collect();
    if rare.is_empty() {
        vec![hash(&name.to_lowercase())]
    } else {
        rare
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A named actor.
    pub(in crate::ledger) fn member(id: &str, name: &str, kind: ActorKind, aliases: &[&str]) -> Member {
        Member {
            document: String::new(),
            actor: id.to_owned(),
            name: name.to_owned(),
            kind,
            country: None,
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
            roles: Vec::new(),
            named: true,
        }
    }

    #[test]
    fn a_clause_names_people_and_places() {
        let members = [
            member("a1", "Vera Holm", ActorKind::Person, &["Holm"]),
            member("a2", "New Halden", ActorKind::Place, &[]),
            member("a3", "Josef Lindt", ActorKind::Person, &[]),
        ];
        let names = Names::of(members.into_iter());
        let named = names.within("Holm was arrested in New Halden", ["a9"].into_iter());
        assert_eq!(named.people, [telling_words("Vera Holm")]);
        assert_eq!(named.places, [[hash("halden")]]);
        assert_eq!(named.all.len(), 2);

        let other = names.within("he was arrested", ["a3"].into_iter());
        assert_eq!(other.people, [telling_words("Josef Lindt")]);
        assert!(other.places.is_empty());
        assert_eq!(
            names.bearers(["a2"].into_iter()),
            (vec![vec![hash("halden")]], Vec::new())
        );
    }
}
