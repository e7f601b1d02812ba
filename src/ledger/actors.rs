//! Joins the actors of different articles by name, kind and country. A surname alone is joined only among articles
//! about the same matter, where it has one bearer. A wrong join is worse than two entries.

use rustc_hash::FxHashMap as HashMap;
use std::ops::Range;

use super::digest::{Digest, number};
use super::groups::Groups;
use super::neighbours::Neighbours;
use super::numbers::place_of;
use super::types::Member;
use super::words::{weight, words};
use crate::lexicon::actor::is_short_for;
use crate::lexicon::actor_word::List;
use crate::lexicon::country::{Form, lookup};
use crate::model::facts::ActorKind;

/// Least similarity of articles about the same matter.
const MATTER: f32 = 0.18;

/// The entity behind each actor of each article.
#[derive(Debug)]
pub(super) struct Actors {
    /// The group of each actor, by its number over all articles.
    of: Vec<u32>,
    /// The number of the first actor of each article, and one more.
    first: Vec<u32>,
    /// The place of an actor in its article's list, by article and number of its id.
    places: HashMap<(u32, u32), u32>,
    /// The actors of each group.
    pub(super) groups: Vec<Vec<u32>>,
}

impl Actors {
    /// Joins the actors of articles.
    pub(super) fn join(digests: &[Digest], neighbours: &Neighbours) -> Actors {
        let mut first = vec![0];
        let mut places = HashMap::default();
        let mut names = Names::default();
        for (article, digest) in (0..).zip(digests) {
            for (place, member) in (0..).zip(digest.actors.iter()) {
                places.insert((article, number(&member.actor)), place);
                names.push(article, member);
            }
            first.push(names.bearers.len() as u32);
        }
        names.known = HashMap::default();
        let mut joiner = Joiner {
            groups: Groups::new(names.bearers.len()),
            names,
            neighbours,
        };
        joiner.by_name();
        // Full names first: a surname then has one bearer, not two spellings of him.
        joiner.by_matter(&first, false);
        joiner.by_matter(&first, true);
        let groups = joiner.groups.lists();
        let mut of = vec![0; joiner.names.bearers.len()];
        for (group, members) in (0..).zip(&groups) {
            members.iter().for_each(|m| of[*m as usize] = group);
        }
        Actors {
            of,
            first,
            places,
            groups,
        }
    }

    /// The article of an actor, and its place there.
    pub(super) fn place(&self, actor: u32) -> (u32, u32) {
        place_of(&self.first, actor)
    }

    /// The numbers of the actors of an article.
    pub(super) fn of_article(&self, article: u32) -> Range<u32> {
        self.first[article as usize]..self.first[article as usize + 1]
    }

    /// The entity of an article's actor.
    pub(super) fn entity(&self, article: u32, id: &str) -> Option<u32> {
        let place = self.places.get(&(article, number(id)))?;
        Some(self.of[(self.first[article as usize] + place) as usize])
    }
}

/// The names of all actors. Many actors have one name, which is kept once.
#[derive(Debug, Default)]
struct Names {
    /// Each actor with the number of its name.
    bearers: Vec<Bearer>,
    names: Vec<Name>,
    /// The number of each name, by all that it is made of.
    known: HashMap<Written, u32>,
}

#[derive(Debug)]
struct Bearer {
    article: u32,
    name: u32,
    named: bool,
}

/// A name as the record has it, with its kind, its country and its acronyms.
type Written = (String, ActorKind, Option<String>, Vec<String>);

impl Names {
    /// Takes the name of an article's actor.
    fn push(&mut self, article: u32, member: Member) {
        let named = member.named;
        let acronyms = acronyms(&member);
        let written = (member.name, member.kind, member.country, acronyms);
        let names = &mut self.names;
        let name = *self.known.entry(written).or_insert_with_key(|written| {
            names.push(Name::of(written));
            names.len() as u32 - 1
        });
        self.bearers.push(Bearer { article, name, named });
    }

    /// The name of an actor.
    fn of(&self, actor: u32) -> &Name {
        &self.names[self.bearers[actor as usize].name as usize]
    }

    fn is_named(&self, actor: u32) -> bool {
        self.bearers[actor as usize].named
    }
}

/// A name in its parts, as names are compared.
#[derive(Debug)]
struct Name {
    kind: ActorKind,
    country: Option<String>,
    /// The words of the name, without loose ones; for a country its code alone.
    words: Vec<String>,
    /// The words without those for a country; empty for a person.
    plain: Vec<String>,
    /// The first letters of the words.
    initials: String,
    /// Names of capitals alone.
    acronyms: Vec<String>,
    /// True if the name identifies its bearer by itself.
    full: bool,
}

impl Name {
    fn of((name, kind, country, acronyms): &Written) -> Name {
        let is_country = |name: &str| lookup(name).filter(|c| c.form == Form::Name).map(|c| c.code);
        let words = match is_country(name).filter(|_| *kind != ActorKind::Person) {
            Some(code) => vec![format!("={code}")],
            None => parts(name),
        };
        let rare = words.iter().any(|w| weight(w) > 1.0 || w.starts_with('='));
        let full = match kind {
            ActorKind::Person => words.len() > 1,
            _ => rare && (words.len() > 1 || *kind != ActorKind::Organization) || words[..] == ["un"],
        };
        let says_whose = |word: &str| lookup(word).is_some() || matches!(word, "united" | "states");
        let plain = match kind {
            ActorKind::Person => Vec::new(),
            _ => words.iter().filter(|word| !says_whose(word)).cloned().collect(),
        };
        Name {
            plain,
            initials: words.iter().filter_map(|word| word.chars().next()).collect(),
            kind: *kind,
            country: country.clone(),
            words,
            acronyms: acronyms.clone(),
            full,
        }
    }

    /// Returns true for one word that may be a person's surname.
    fn is_surname(&self) -> bool {
        self.kind == ActorKind::Person && self.words.len() == 1
    }

    fn last(&self) -> &str {
        self.words.last().map_or("", |word| word)
    }

    /// True unless both are known to belong to different countries.
    fn agrees(&self, other: &Name) -> bool {
        match (&self.country, &other.country) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
    }

    /// Returns whether both are of one type, where a place may act as an organisation.
    fn same_kind(&self, other: &Name) -> bool {
        let person = |name: &Name| name.kind == ActorKind::Person;
        person(self) == person(other)
    }

    /// Returns whether two names of one matter can be names of one bearer.
    fn matches(&self, other: &Name) -> bool {
        if !self.same_kind(other) {
            return false;
        }
        if self.words == other.words {
            return true;
        }
        if self.kind == ActorKind::Person {
            return self.words.len() > 1 && other.words.len() > 1 && self.same_person(other);
        }
        !self.plain.is_empty() && self.plain == other.plain && self.agrees(other)
            || self.words.len() > 1 && other.acronyms.contains(&self.initials)
            || other.words.len() > 1 && self.acronyms.contains(&other.initials)
    }

    /// Returns whether two names have the same surname and compatible given names.
    fn same_person(&self, other: &Name) -> bool {
        let (one, two) = (&*self.words[0], &*other.words[0]);
        let initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
        self.last() == other.last()
            && (one == two
                || is_short_for(one, two)
                || is_short_for(two, one)
                || initial(one, two)
                || initial(two, one))
    }
}

/// The names of an actor that are capitals alone, in lower case.
fn acronyms(member: &Member) -> Vec<String> {
    let capitals = |name: &&String| name.len() >= 2 && name.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    let names = member.aliases.iter().chain([&member.name]).filter(capitals);
    names.map(|name| name.replace('.', "").to_lowercase()).collect()
}

/// The words of a name, without loose ones.
fn parts(name: &str) -> Vec<String> {
    let all: Vec<String> = words(name).collect();
    let kept: Vec<String> = all.iter().filter(|w| !List::Loose.has(w)).cloned().collect();
    if kept.is_empty() { all } else { kept }
}

struct Joiner<'n> {
    groups: Groups,
    names: Names,
    neighbours: &'n Neighbours,
}

impl Joiner<'_> {
    /// Joins full names that are the same over all articles.
    fn by_name(&mut self) {
        let mut blocks: HashMap<(bool, String), Vec<u32>> = HashMap::default();
        for number in 0..self.names.bearers.len() as u32 {
            let name = self.names.of(number);
            if self.names.is_named(number) && name.full {
                let person = name.kind == ActorKind::Person;
                let key = match person {
                    true => format!("{} {}", name.words[0], name.last()),
                    false => name.words.join(" "),
                };
                blocks.entry((person, key)).or_default().push(number);
            }
        }
        #[allow(clippy::iter_over_hash_type, reason = "joining is free of order")]
        for block in blocks.values() {
            self.block(block);
        }
    }

    /// Joins the members of a block by country; those without one join the only country of the block.
    fn block(&mut self, block: &[u32]) {
        let countries = |joiner: &Joiner| {
            let mut list: Vec<String> = block
                .iter()
                .filter_map(|m| joiner.names.of(*m).country.clone())
                .collect();
            list.sort_unstable();
            list.dedup();
            list
        };
        let one = countries(self).len() <= 1;
        let mut by_country: HashMap<Option<String>, u32> = HashMap::default();
        for member in block {
            let country = self.names.of(*member).country.clone().filter(|_| !one);
            match by_country.get(&country) {
                Some(first) => self.groups.join(*first, *member),
                None => drop(by_country.insert(country, *member)),
            }
        }
    }

    /// Joins names of articles about the same matter: only surnames, or all others.
    fn by_matter(&mut self, first: &[u32], surnames: bool) {
        let mut joins = Vec::new();
        for article in 0..first.len() as u32 - 1 {
            for actor in first[article as usize]..first[article as usize + 1] {
                if self.names.is_named(actor) && self.names.of(actor).is_surname() == surnames {
                    self.matter(actor, first, &mut joins);
                }
            }
        }
        joins.into_iter().for_each(|(one, other)| self.groups.join(one, other));
    }

    fn matter(&mut self, actor: u32, first: &[u32], joins: &mut Vec<(u32, u32)>) {
        let mut bearers = Vec::new();
        let name = self.names.of(actor);
        let lone = name.is_surname();
        let own = self.names.bearers[actor as usize].article;
        for (article, alike) in self.neighbours.of(own) {
            if alike.words < MATTER {
                continue;
            }
            for other in first[*article as usize]..first[*article as usize + 1] {
                let candidate = self.names.of(other);
                if !self.names.is_named(other) || !candidate.same_kind(name) {
                    continue;
                }
                if lone && candidate.words.len() > 1 {
                    if candidate.last() == name.last() {
                        bearers.push(other);
                    }
                } else if name.matches(candidate) && *article < own {
                    joins.push((other, actor));
                }
            }
        }
        let mut roots: Vec<u32> = bearers.iter().map(|b| self.groups.root(*b)).collect();
        roots.sort_unstable();
        roots.dedup();
        if let [_] = roots[..] {
            joins.push((bearers[0], actor));
        }
    }
}
