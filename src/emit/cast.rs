//! The actors of a record by id, and the names that readers know them by.

use std::collections::HashMap;

use super::record::{ActorRecord, Record};
use crate::model::facts::{ActorKind, MentionKind};

/// The actors of a record.
pub(super) struct Cast<'r>(HashMap<&'r str, &'r ActorRecord>);

impl<'r> Cast<'r> {
    pub(super) fn of(record: &'r Record) -> Cast<'r> {
        Cast(record.actors.iter().map(|a| (&*a.id, a)).collect())
    }

    /// The actor of an id.
    pub(super) fn get(&self, id: Option<&str>) -> Option<&'r ActorRecord> {
        id.and_then(|id| self.0.get(id)).copied()
    }

    /// The shortest unambiguous name of an actor, or the words of the mention where no actor is known.
    pub(super) fn called(&self, id: Option<&str>, words: &str) -> String {
        self.get(id).map_or(words.to_owned(), |actor| called(actor).to_owned())
    }

    /// Returns whether the article names an actor.
    pub(super) fn has_name(&self, id: Option<&str>) -> bool {
        let named = |actor: &ActorRecord| actor.mentions.iter().any(|m| m.kind == MentionKind::Name);
        self.get(id).is_some_and(named)
    }

    /// The kind of mention of an actor at a position.
    pub(super) fn mention(&self, id: Option<&str>, start: u32) -> Option<MentionKind> {
        let mentions = &self.get(id)?.mentions;
        let at = mentions.binary_search_by_key(&start, |m| m.start).ok()?;
        Some(mentions[at].kind)
    }

    /// Returns whether an actor is mentioned by a pronoun.
    pub(super) fn is_pronoun(&self, id: Option<&str>, start: u32, words: &str) -> bool {
        self.mention(id, start) == Some(MentionKind::Pronoun) || is_pronoun(words)
    }

    /// The words as written, with the actor's name in brackets where they are no name.
    pub(super) fn as_told(&self, id: Option<&str>, words: &str) -> String {
        let Some(actor) = self.get(id) else {
            return words.to_owned();
        };
        let name = called(actor);
        let is_name = |m: &super::record::MentionRecord| m.kind == MentionKind::Name && words.contains(&*m.text);
        let named = words.contains(name) || words.contains(&*actor.name) || actor.mentions.iter().any(is_name);
        if named || !self.has_name(id) || actor.name.eq_ignore_ascii_case(words) {
            // What stands behind a comma describes the name once more.
            let short = words.split_once(',').map_or(words, |(short, _)| short);
            return if short.contains(name) { short } else { words }.to_owned();
        }
        match actor.name.contains(words) {
            true => format!("[{name}]"),
            false => format!("{words} [{name}]"),
        }
    }
}

/// The surname of a person that the article uses, else the whole name.
pub(super) fn called(actor: &ActorRecord) -> &str {
    let surname = |alias: &&String| actor.name.ends_with(&***alias) && !alias.is_empty();
    match actor.kind {
        ActorKind::Person => actor.aliases.iter().find(surname).map_or(&actor.name, |alias| alias),
        _ => &actor.name,
    }
}

fn is_pronoun(words: &str) -> bool {
    const PRONOUNS: [&str; 16] = [
        "he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "which", "we", "i", "us", "that",
    ];
    PRONOUNS.iter().any(|pronoun| pronoun.eq_ignore_ascii_case(words))
}
