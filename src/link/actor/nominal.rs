//! Coreference of noun phrases: each mentions a known entity or a new one.

use super::chain::{Entity, EntityId};
use super::fact::is_text;
use super::group;
use super::walk::Walk;
use crate::extract::actor::nominal as mention;
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::actor;
use crate::lexicon::actor_word::List;
use crate::lexicon::country::{self, Form};
use crate::model::facts::ActorKind;
use crate::model::ids::TokenId;

/// Number of sentences back in which an antecedent by kind or age is looked for.
const SENTENCES: u32 = 4;
/// Number of mentions of an actor among which the name of a country is looked for.
const FORMS: usize = 5;

/// Definiteness of a noun phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Article {
    /// "the company", "this company", "its president": a known entity.
    Definite,
    /// "a company", "some companies", "three companies": a new entity.
    Indefinite,
    /// "officials", "police": no determiner.
    Bare,
}

/// The entity of a noun phrase; a new one where no known entity fits.
pub(super) fn resolve(walk: &mut Walk<'_>, number: usize) -> Option<EntityId> {
    let doc = walk.doc;
    let node = &walk.chains.nodes[number];
    let (head, plural) = (node.mention.head, node.plural);
    if walk.chains.is_stand_in(head) {
        return None;
    }
    let article = article(doc, head);
    let key = key(walk, number);
    let lemma = doc.lemma(head).to_owned();
    let body = body(walk, head, &lemma);
    let known = match article {
        // "Three men arrested", "Three men were arrested on Friday"
        Article::Indefinite => walk.phrases.get(&key).copied().filter(|id| only_in_heading(walk, *id)),
        _ if body.is_some() => body,
        Article::Definite => walk
            .phrases
            .get(&key)
            .copied()
            .or_else(|| capital(walk, head))
            .or_else(|| {
                if mention::is_aged(doc, head) {
                    of_age(walk, number)
                } else if mention::is_national(doc, head) {
                    of_nation(walk, number)
                } else {
                    None
                }
            })
            .or_else(|| {
                let told = described(walk, number, &lemma);
                let by_kind = || if plural { None } else { of_kind(walk, number, &lemma) };
                // "the network", where a headline has "Norwegian network": rather the one that is named since.
                match told.filter(|id| only_in_heading(walk, *id)) {
                    Some(heading) => by_kind().or(Some(heading)),
                    None => told.or_else(by_kind),
                }
            })
            .or_else(|| {
                if plural {
                    None
                } else {
                    only_person(walk, number, &lemma)
                }
            }),
        Article::Bare => {
            let repeats = !List::Anybody.has(&lemma) || key.trim_end().contains(' ');
            walk.phrases
                .get(&key)
                .copied()
                .filter(|_| repeats)
                .or_else(|| of_article(walk, number, &lemma))
        }
    };
    // A noun that is only the last word of a name mentions the bearer of that name, or is no mention.
    let ending =
        mention::noun(doc, head).is_none() && doc.token(head).xpos == Xpos::Nn && !mention::counts_persons(doc, head);
    if known.is_none() && ending && !is_text(doc, head) {
        return None;
    }
    let entity = known.unwrap_or_else(|| new(walk, number));
    walk.phrases.insert(key, entity);
    Some(entity)
}

fn new(walk: &mut Walk<'_>, number: usize) -> EntityId {
    let doc = walk.doc;
    let members = group::members(walk, number);
    let id = walk.chains.add_entity();
    let node = &walk.chains.nodes[number];
    let tokens = node.tokens;
    let head = node.mention.head;
    let entity = &mut walk.chains.entities[id.0 as usize];
    entity.members = members;
    entity.learn(doc, tokens, head);
    for token in tokens.iter().filter(|t| doc.token(*t).upos != Upos::Det) {
        let country = country::lookup(doc.form(token)).filter(|c| c.form != Form::Region);
        entity.country = entity.country.or(country.map(|c| c.code));
    }
    id
}

fn article(doc: &Document, head: TokenId) -> Article {
    if mention::is_aged(doc, head) {
        return Article::Definite;
    }
    for child in doc.children(head).filter(|c| *c < head) {
        match doc.token(child).deprel {
            Deprel::NmodPoss => return Article::Definite,
            Deprel::Nummod => return Article::Indefinite,
            Deprel::Det | Deprel::DetPredet => {
                return match List::Definite.has(doc.lower(child)) {
                    true => Article::Definite,
                    false => Article::Indefinite,
                };
            }
            _ => {}
        }
        if List::Indefinite.has(doc.lower(child)) {
            return Article::Indefinite;
        }
    }
    Article::Bare
}

/// The key by which the same phrase is recognised: its words up to the head without article, with the entity of its
/// possessor.
fn key(walk: &Walk<'_>, number: usize) -> String {
    let doc = walk.doc;
    let node = &walk.chains.nodes[number];
    let mut key = String::new();
    for token in node.tokens.iter().take_while(|t| *t <= node.mention.head) {
        let owner = walk
            .entity_at(token)
            .filter(|_| doc.token(token).deprel == Deprel::NmodPoss);
        if let Some(owner) = owner {
            key += &format!("{owner:?} ");
        } else if !matches!(doc.token(token).upos, Upos::Det | Upos::Part | Upos::Punct) {
            key += doc.lower(token);
            key.push(' ');
        }
    }
    key
}

/// The last entity with the noun in its titles, descriptions or name.
fn described(walk: &Walk<'_>, number: usize, lemma: &str) -> Option<EntityId> {
    let plural = walk.chains.nodes[number].plural;
    let fits = |id: &EntityId| {
        let entity = walk.chains.entity(*id);
        entity.plural == plural && agrees(walk, number, *id)
    };
    let mut fitting = walk.described_as(lemma).filter(fits);
    let last = fitting.next()?;
    // "the suspect", where two were arrested, is either.
    let alone = !List::AnyPerson.has(lemma) || fitting.next().is_none();
    alone.then_some(last)
}

/// The only body named by a noun before: "Kesh Police" for "police".
fn body(walk: &Walk<'_>, head: TokenId, lemma: &str) -> Option<EntityId> {
    let doc = walk.doc;
    let plain = doc.children(head).all(|c| {
        !matches!(
            doc.token(c).deprel,
            Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::Nmod | Deprel::AclRelcl | Deprel::Acl
        )
    });
    let mut named = walk.described_as(lemma).filter(|id| walk.chains.entity(*id).named);
    let only = named.next().filter(|_| named.next().is_none());
    only.filter(|_| plain && List::BareBody.has(lemma))
}

/// Returns whether an entity has no name and is mentioned in headings alone.
fn only_in_heading(walk: &Walk<'_>, id: EntityId) -> bool {
    let entity = walk.chains.entity(id);
    let heading = |n: &usize| walk.doc.is_heading(walk.chains.nodes[*n].mention.head);
    !entity.named && entity.nodes.iter().all(heading)
}

/// The only actor of the whole article with this office or description, for a headline: "Norwegian president resigns",
/// "Fiancée of pilot sues".
fn of_article(walk: &Walk<'_>, number: usize, lemma: &str) -> Option<EntityId> {
    let doc = walk.doc;
    let node = &walk.chains.nodes[number];
    let head = node.mention.head;
    let tells = mention::noun(doc, head).is_some_and(|n| n.title || n.kind == ActorKind::Person);
    let tells = tells && !List::AnyPerson.has(lemma);
    let modified = doc.children(head).any(|c| {
        matches!(
            doc.token(c).deprel,
            Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::Nmod
        )
    });
    if !(doc.is_heading(head) && tells && modified) || node.plural {
        return None;
    }
    let ids = (0..walk.chains.entities.len() as u32).map(EntityId);
    let mut fitting = ids.filter(|id| {
        let entity = walk.chains.entity(*id);
        entity.named && entity.nouns.iter().any(|w| w == lemma) && agrees(walk, number, *id) && is_of(walk, head, *id)
    });
    fitting.next().filter(|_| fitting.next().is_none())
}

/// Returns whether an actor belongs to the country in a phrase; true for a phrase without country.
fn is_of(walk: &Walk<'_>, head: TokenId, id: EntityId) -> bool {
    let doc = walk.doc;
    let country = |c: TokenId| country::lookup(doc.form(c)).filter(|c| c.form != Form::Region);
    let mut named = doc.children(head).filter_map(country);
    named.all(|c| walk.chains.entity(id).country == Some(c.code))
}

/// The last actor of the kind of the noun: a company, a country, a city.
fn of_kind(walk: &Walk<'_>, number: usize, lemma: &str) -> Option<EntityId> {
    let doc = walk.doc;
    let head = walk.chains.nodes[number].mention.head;
    let modified = doc.children(head).any(|c| {
        let adjective = doc.token(c).deprel == Deprel::Amod;
        // "the European nation", "the Catholic-majority country"
        let describes =
            List::AnyCountry.has(lemma) && !List::Apart.has(doc.lower(c)) && !List::Abroad.has(doc.lower(c));
        matches!(
            doc.token(c).deprel,
            Deprel::Compound | Deprel::NmodPoss | Deprel::Nmod | Deprel::AclRelcl
        ) || adjective && !describes && !matches!(doc.lower(c), "whole" | "entire" | "same")
    });
    if modified {
        return None;
    }
    let form = |id: EntityId| {
        let nodes = walk.chains.entity(id).nodes.iter().take(FORMS);
        let mut forms = nodes.filter_map(|n| country::lookup(walk.chains.nodes[*n].mention.span.of(doc.text())));
        forms.next().map(|c| c.form)
    };
    let fits = |id: &EntityId| {
        let entity = walk.chains.entity(*id);
        entity.named
            && match lemma {
                _ if List::AnyCompany.has(lemma) => entity.kind() == ActorKind::Organization,
                _ if List::AnyCountry.has(lemma) => entity.kind() == ActorKind::Place && form(*id) == Some(Form::Name),
                _ if List::AnyCity.has(lemma) => {
                    let country = matches!(form(*id), Some(Form::Name | Form::Demonym));
                    entity.kind() == ActorKind::Place && !country && !is_building(entity)
                }
                _ => false,
            }
    };
    // The most mentioned one, the last of equals: a country named in passing is not "the country", and one that sends
    // "Norland troops" there is another.
    let mut best: Option<((bool, usize), EntityId)> = None;
    for (node, id) in walk
        .before(number, SENTENCES)
        .filter(|n| !describes_other(walk, *n))
        .filter_map(|n| Some((n, walk.chains.nodes[n].entity?)))
        .filter(|(_, id)| fits(id) && agrees(walk, number, *id))
    {
        let compound = doc.token(walk.chains.nodes[node].place).deprel == Deprel::Compound;
        let rank = (!compound, walk.spoken_of(id));
        if best.is_none_or(|(most, _)| rank > most) {
            best = Some((rank, id));
        }
    }
    best.map(|(_, id)| id)
}

/// Returns whether a place is called by a noun for a building or the like: "Hotel Kesh Palace".
fn is_building(entity: &Entity) -> bool {
    let building = |w: &String| {
        let place = actor::noun(w).is_some_and(|n| n.kind == ActorKind::Place);
        place && !List::KindOfPlace.has(w) && !List::Settlement.has(w)
    };
    entity.nouns.iter().any(building)
}

/// The capital of a country named in the phrase: "the Indian capital".
fn capital(walk: &Walk<'_>, head: TokenId) -> Option<EntityId> {
    let doc = walk.doc;
    let lookup = |c: TokenId| country::lookup(doc.form(c)).filter(|c| c.form != Form::Region);
    let country = doc
        .children(head)
        .find_map(lookup)
        .filter(|_| doc.lemma(head) == "capital")?;
    let is_capital = |id: &EntityId| {
        let entity = walk.chains.entity(*id);
        let first = entity
            .nodes
            .first()
            .map(|n| walk.chains.nodes[*n].mention.span.of(doc.text()));
        let told = first.and_then(country::lookup);
        entity.named && told.is_some_and(|c| c.form == Form::Capital && c.code == country.code)
    };
    (0..walk.chains.entities.len() as u32).map(EntityId).find(is_capital)
}

/// Returns whether a name is only part of the description of another organization: "Harrow Group" in "Brightpeak, a
/// unit of Harrow Group" and "Brightpeak, owned by Harrow Group".
fn describes_other(walk: &Walk<'_>, number: usize) -> bool {
    const STEPS: usize = 4;
    let doc = walk.doc;
    let node = &walk.chains.nodes[number];
    let mut at = node.place;
    for _ in 0..STEPS {
        let Some(head) = doc.head(at) else { return false };
        let described = matches!(doc.token(at).deprel, Deprel::Appos | Deprel::Acl | Deprel::AclRelcl);
        let other = walk.node_at(head).map(|n| &walk.chains.nodes[n]);
        if described && other.is_some_and(|other| other.entity != node.entity) {
            return true;
        }
        at = head;
    }
    false
}

/// The person of an age in the last sentences: "the 45-year-old". The only one of this age, else the only one without
/// age.
fn of_age(walk: &Walk<'_>, number: usize) -> Option<EntityId> {
    let head = walk.chains.nodes[number].mention.head;
    let age = walk.doc.lower(head.before(4)?);
    let digits = |word: &String| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let persons = persons(walk, number);
    let so_old = |id: &&EntityId| walk.chains.entity(**id).knows(age);
    let untold = |id: &&EntityId| !walk.chains.entity(**id).words.iter().any(digits);
    match persons.iter().filter(so_old).collect::<Vec<_>>()[..] {
        [one] => Some(*one),
        [] => match persons.iter().filter(untold).collect::<Vec<_>>()[..] {
            [one] => Some(*one),
            _ => None,
        },
        _ => None,
    }
}

/// The named persons of the last sentences.
fn persons(walk: &Walk<'_>, number: usize) -> Vec<EntityId> {
    let before = walk.before(number, SENTENCES);
    let mut persons: Vec<EntityId> = before.filter_map(|n| walk.chains.nodes[n].entity).collect();
    persons.sort_unstable();
    persons.dedup();
    persons.retain(|id| {
        let entity = walk.chains.entity(*id);
        entity.kind() == ActorKind::Person && !entity.plural && entity.named
    });
    persons
}

/// The person of a country in the last sentences: "the Czech". The only one of this country, else the only one whose
/// country is not known.
fn of_nation(walk: &Walk<'_>, number: usize) -> Option<EntityId> {
    let country = country::lookup(walk.doc.form(walk.chains.nodes[number].mention.head))?.code;
    let known = |id: EntityId| walk.chains.entity(id).country;
    let persons = persons(walk, number);
    let one = |of: Option<&str>| match persons.iter().filter(|id| known(**id) == of).collect::<Vec<_>>()[..] {
        [one] => Some(*one),
        _ => None,
    };
    match persons.iter().any(|id| known(*id) == Some(country)) {
        true => one(Some(country)),
        false => one(None),
    }
}

/// The only person mentioned in the last sentences: "the man", "the attacker".
fn only_person(walk: &Walk<'_>, number: usize, lemma: &str) -> Option<EntityId> {
    let node = &walk.chains.nodes[number];
    if node.kind != Some(ActorKind::Person) || !List::AnyPerson.has(lemma) {
        return None;
    }
    let mut only = None;
    for id in walk.before(number, 2).filter_map(|n| walk.chains.nodes[n].entity) {
        let entity = walk.chains.entity(id);
        if entity.kind() != ActorKind::Person || entity.plural || !entity.gender.agrees(node.gender) || only == Some(id)
        {
            continue;
        }
        if only.is_some() || !agrees(walk, number, id) {
            return None;
        }
        only = Some(id);
    }
    only
}

/// Returns whether nothing in the phrase contradicts the entity: another country, another office, "the other".
fn agrees(walk: &Walk<'_>, number: usize, id: EntityId) -> bool {
    let doc = walk.doc;
    let entity = walk.chains.entity(id);
    let knows = |word: &str| entity.knows(word);
    let head = walk.chains.nodes[number].mention.head;
    doc.children(head).all(|child| {
        let word = doc.lower(child);
        match doc.token(child).deprel {
            Deprel::Det | Deprel::Case | Deprel::Punct => true,
            // "her teacher" is not she.
            Deprel::NmodPoss if walk.entity_at(child) == Some(id) => false,
            _ if List::Apart.has(word) => knows(word),
            Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::Nmod => {
                match country::lookup(doc.form(child)).filter(|c| c.form != Form::Region) {
                    Some(country) => entity.country.is_none_or(|code| code == country.code),
                    None if doc.token(child).deprel == Deprel::Amod => true,
                    None => {
                        // "governor of the state of Alabama"
                        let inside = |t: TokenId| doc.token(t).upos == Upos::Propn && knows(doc.lemma(t));
                        let known = knows(word) || knows(doc.lemma(child)) || walk.entity_at(child) == Some(id);
                        known || doc.subtree(child).iter().any(inside)
                    }
                }
            }
            _ => true,
        }
    })
}
