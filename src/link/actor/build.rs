//! Entities → [`Actor`]s: names, aliases, roles, country, salience, and which are listed at all.

use super::chain::{Chains, Entity, EntityId};
use super::index::ActorIndex;
use super::words::words;
use crate::language::Document;
use crate::lexicon::country::{self, Form};
use crate::model::facts::{Actor, ActorKind, Mention, MentionKind};
use crate::model::ids::{ActorId, TokenId, TokenRange};
use crate::parse::SectionKind;

/// The most roles listed for one actor.
const ROLES: usize = 12;

/// The actors of an article, by first mention: all named ones, and the unnamed ones that take part in a fact. And the
/// words that stand for one without being a mention.
pub(super) fn actors(doc: &Document, chains: &Chains, facts: &[TokenId]) -> (Vec<Actor>, Vec<(TokenId, ActorId)>) {
    let takes_part = |n: &usize| facts.binary_search(&chains.nodes[*n].mention.head).is_ok();
    // A place without a name is where something is, not who takes part.
    let acts = |e: &Entity| e.kind() != ActorKind::Place && e.nodes.iter().any(takes_part);
    let listed = chains.entities.iter().filter(|e| e.named || acts(e));
    let mut actors: Vec<Actor> = listed.filter_map(|entity| actor(doc, chains, entity)).collect();
    order(doc, &mut actors);
    let index = ActorIndex::new(&actors, Vec::new());
    let stand_in = |(word, entity): &(TokenId, EntityId)| {
        let first = *chains.entity(*entity).nodes.first()?;
        Some((*word, index.at(chains.nodes[first].mention.head)?))
    };
    let stand_ins = chains.stand_ins.iter().filter(|(word, _)| index.at(*word).is_none());
    (actors, stand_ins.filter_map(stand_in).collect())
}

/// Puts actors in order of their first mention and weighs them.
pub(super) fn order(doc: &Document, actors: &mut [Actor]) {
    for actor in actors.iter_mut() {
        actor.mentions.sort_by_key(|m| (m.span.start, m.span.end));
    }
    actors.sort_by_key(|a| a.mentions.first().map(|m| m.span));
    let weigh = |m: &Mention| match doc.section_at(m.span.start).map(|(_, s)| s.kind) {
        Some(SectionKind::Headline) => 3.0,
        Some(SectionKind::Related | SectionKind::Boilerplate | SectionKind::Byline) => 0.1,
        _ => 1.0,
    };
    let weights: Vec<f32> = actors.iter().map(|a| a.mentions.iter().map(weigh).sum()).collect();
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
        if !forms.contains(&text(mention)) && forms.len() < 32 {
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
        salience: 0.0,
        mentions,
    })
}

/// The fullest form of a name: the country's own before its capital's, more words before fewer, then the longer.
fn fullest<'t>(forms: &[&'t str]) -> Option<&'t str> {
    let rank = |form: &&&str| {
        let country = country::lookup(form).is_some_and(|c| c.form == Form::Name);
        (country, form.split_whitespace().count(), form.chars().count())
    };
    // The first of equals.
    forms.iter().rev().max_by_key(rank).copied()
}

/// On one line, whatever the text's line breaks.
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

/// Where an actor belongs: the country itself, the country that its name, role or description tells.
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

/// "Kesh, Norway": the country named right after a place.
fn beside(doc: &Document, chains: &Chains, entity: &Entity) -> Option<&'static str> {
    if entity.kind() != ActorKind::Place {
        return None;
    }
    entity.nodes.iter().take(20).find_map(|n| {
        let after = chains.nodes[*n].tokens.end;
        let next = doc.tokens().get(after.0 as usize + 1)?;
        let comma = doc.form(after) == "," && doc.sentence_of(after) == chains.nodes[*n].sentence;
        let names = doc.names();
        let i = names.partition_point(|name| name.tokens.end <= TokenId(after.0 + 1));
        let name = names
            .get(i)
            .filter(|name| comma && doc.token(name.tokens.start).span == next.span)?;
        country::lookup(doc.span(name.tokens).of(doc.text())).map(|c| c.code)
    })
}
