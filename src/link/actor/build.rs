//! Entities → [`Actor`]s with names, aliases, roles, country and salience. Unnamed ones are listed only if they take
//! part in a fact.

use super::chain::{Chains, Entity, EntityId};
use super::index::{ActorIndex, Heads};
use super::words::words;
use crate::language::Document;
use crate::lexicon::country::{self, Form};
use crate::model::facts::{Actor, ActorKind, Confidence, Mention, MentionKind};
use crate::model::ids::{ActorId, TokenId, TokenRange};
use crate::parse::SectionKind;

/// Maximum number of roles listed for one actor.
const ROLES: usize = 12;
/// Maximum number of name forms that are compared for one actor.
const FORMS: usize = 32;
/// Maximum number of mentions of a place that are searched for its country.
const MENTIONS: usize = 20;

/// The heads of the mentions of all entities that become actors: named ones, and unnamed ones that take part in a fact.
/// Words that stand for an actor without being a mention are added to them.
pub(super) fn heads(chains: &Chains, facts: &[TokenId]) -> Heads<EntityId> {
    let takes_part = |n: &usize| facts.binary_search(&chains.nodes[*n].mention.head).is_ok();
    // An unnamed place is a location, not a participant.
    let acts = |e: &Entity| e.kind() != ActorKind::Place && e.nodes.iter().any(takes_part);
    let mut heads = Vec::new();
    for (number, entity) in (0..).zip(&chains.entities) {
        if entity.named || acts(entity) {
            let own = entity.nodes.iter().map(|n| chains.nodes[*n].mention.head);
            heads.extend(own.map(|head| (head, EntityId(number))));
        }
    }
    let mentions = Heads::new(heads.clone());
    let listed = |entity: EntityId| mentions.at(chains.nodes[*chains.entity(entity).nodes.first()?].mention.head);
    let stand_ins = chains.stand_ins.iter().filter(|(word, _)| mentions.at(*word).is_none());
    heads.extend(stand_ins.filter_map(|(word, entity)| Some((*word, listed(*entity)?))));
    Heads::new(heads)
}

/// Makes the actors in order of their first mention, which gives them their ids, with indices by entity and by head.
pub(super) fn actors(doc: &Document, chains: &Chains, heads: &Heads<EntityId>) -> Numbered {
    let listed = |entity: &Entity| heads.at(chains.nodes[*entity.nodes.first()?].mention.head);
    let mut made: Vec<(EntityId, Actor)> = chains
        .entities
        .iter()
        .filter_map(|entity| Some((listed(entity)?, actor(doc, chains, entity)?)))
        .collect();
    made.sort_by_key(|(_, a)| a.mentions.first().map(|m| m.span));
    let mut of_entity = vec![None; chains.entities.len()];
    for (number, (entity, _)) in (0..).zip(&made) {
        of_entity[entity.0 as usize] = Some(ActorId(number));
    }
    for (entity, actor) in &mut made {
        let members = chains.entity(*entity).members.iter();
        actor.members = members.filter_map(|member| of_entity[member.0 as usize]).collect();
    }
    let mut actors: Vec<Actor> = made.into_iter().map(|(_, actor)| actor).collect();
    weigh(doc, &mut actors);
    Numbered {
        actors,
        index: heads.map(|entity| of_entity[entity.0 as usize]),
        of_entity,
    }
}

/// Actors with their ids.
pub(super) struct Numbered {
    pub(super) actors: Vec<Actor>,
    pub(super) index: ActorIndex,
    /// The actor of each entity that is listed.
    pub(super) of_entity: Vec<Option<ActorId>>,
}

/// Weight of a mention in the headline for an actor's salience; elsewhere in the article it is 1.
const IN_HEADLINE: f32 = 3.0;
/// Weight of a mention in a byline, a teaser or boilerplate.
const ASIDE: f32 = 0.1;

/// Sets each actor's salience: its weighted share of all mentions, to three decimals.
fn weigh(doc: &Document, actors: &mut [Actor]) {
    let weight = |m: &Mention| match doc.section_at(m.span.start).map(|(_, s)| s.kind) {
        Some(SectionKind::Headline) => IN_HEADLINE,
        Some(SectionKind::Related | SectionKind::Boilerplate | SectionKind::Byline) => ASIDE,
        _ => 1.0,
    };
    let weights: Vec<f32> = actors.iter().map(|a| a.mentions.iter().map(weight).sum()).collect();
    let all: f32 = weights.iter().sum();
    for (actor, weight) in actors.iter_mut().zip(weights) {
        actor.salience = if all > 0.0 {
            (weight / all * 1000.0).round() / 1000.0
        } else {
            0.0
        };
    }
}

fn actor(doc: &Document, chains: &Chains, entity: &Entity) -> Option<Actor> {
    let text = |m: &Mention| m.span.of(doc.text());
    let mut mentions: Vec<Mention> = entity.nodes.iter().map(|n| chains.nodes[*n].mention).collect();
    mentions.sort_by_key(|m| (m.span.start, m.span.end));
    let first = mentions.first()?;
    let named = mentions.iter().filter(|m| m.kind == MentionKind::Name);
    let kind = entity.kind();
    let mut forms: Vec<&str> = Vec::new();
    for mention in named {
        if !forms.contains(&text(mention)) && forms.len() < FORMS {
            forms.push(text(mention));
        }
    }
    let name = fullest(&forms).unwrap_or(text(first));
    let own = words(name);
    let aliases = forms.iter().filter(|f| words(f) != own).map(|f| line(f)).collect();
    Some(Actor {
        name: line(name),
        kind,
        aliases,
        roles: roles(doc, &entity.roles),
        country: country(doc, chains, entity, &forms).map(str::to_owned),
        members: Vec::new(),
        salience: 0.0,
        confidence: confidence(&mentions, own.len()),
        rule: if entity.named {
            "actor.name"
        } else {
            "actor.description"
        },
        mentions,
    })
}

/// Confidence in an actor: high for a name of several words or a repeated one, less for a single word, low for a
/// description.
fn confidence(mentions: &[Mention], words: usize) -> Confidence {
    match mentions.iter().filter(|m| m.kind == MentionKind::Name).count() {
        0 => Confidence::Low,
        1 if words < 2 => Confidence::Medium,
        _ => Confidence::High,
    }
}

/// The fullest form of a name: a country's name before its capital's, more words before fewer, then the longer.
fn fullest<'t>(forms: &[&'t str]) -> Option<&'t str> {
    let rank = |form: &&&str| {
        let country = country::lookup(form).is_some_and(|c| c.form == Form::Name);
        (country, form.split_whitespace().count(), form.chars().count())
    };
    // The first of equals.
    forms.iter().rev().max_by_key(rank).copied()
}

/// The text on one line.
fn line(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The roles as written, each once.
fn roles(doc: &Document, tokens: &[TokenRange]) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    for role in tokens {
        let written = line(doc.span(*role).of(doc.text()));
        if !roles.iter().any(|known| known.eq_ignore_ascii_case(&written)) && roles.len() < ROLES {
            roles.push(written);
        }
    }
    roles
}

/// The country code of an actor: the country itself, or the one in its name, role or description.
fn country(doc: &Document, chains: &Chains, entity: &Entity, forms: &[&str]) -> Option<&'static str> {
    let told = forms
        .iter()
        .filter(|_| entity.kind() != ActorKind::Person)
        .find_map(|form| {
            country::lookup(form).or_else(|| {
                let mut words = form.split_whitespace();
                words.find_map(country::lookup)
            })
        });
    told.map(|c| c.code)
        .or(entity.country)
        .or_else(|| beside(doc, chains, entity))
}

/// The country named right behind a place: "Kesh, Norway".
fn beside(doc: &Document, chains: &Chains, entity: &Entity) -> Option<&'static str> {
    if entity.kind() != ActorKind::Place {
        return None;
    }
    entity.nodes.iter().take(MENTIONS).find_map(|n| {
        let after = chains.nodes[*n].tokens.end;
        let next = Some(after.next()).filter(|t| doc.whole().contains(*t))?;
        let comma = doc.form(after) == "," && doc.sentence_of(after) == chains.nodes[*n].sentence;
        let names = doc.names();
        let i = names.partition_point(|name| name.tokens.end <= after.next());
        let name = names.get(i).filter(|name| comma && name.tokens.start == next)?;
        country::lookup(doc.span(name.tokens).of(doc.text())).map(|c| c.code)
    })
}
