//! Roles of phrases beside an event, by the event's class and the preposition (`roles.tsv`).

use std::sync::LazyLock;

use super::rows;
use crate::model::facts::{EventClass, Role};

/// The governor of a phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// A verb that tells an event.
    Verb,
    /// A noun that tells an event.
    Noun,
    /// The light verb of an event noun.
    Helper,
}

/// Condition of a line of the list on a phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum When {
    Always,
    Actor,
    Bare,
    Counted,
}

/// Features of a phrase that the list uses.
#[derive(Clone, Copy, Debug, Default)]
pub struct Phrase {
    /// True if it names or describes persons, organizations or places.
    pub actor: bool,
    /// True if its verb has no object.
    pub intransitive: bool,
    /// True if it has a number.
    pub counted: bool,
}

struct Line {
    anchor: Anchor,
    relation: &'static str,
    /// The classes named, and whether these are the excluded ones.
    classes: Vec<EventClass>,
    except: bool,
    when: When,
    role: Option<Role>,
}

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| rows(include_str!("roles.tsv")).filter_map(line).collect());

fn line(row: Vec<&'static str>) -> Option<Line> {
    let [anchor, relation, classes, when, role] = row[..] else {
        return None;
    };
    let anchor = match anchor {
        "verb" => Anchor::Verb,
        "noun" => Anchor::Noun,
        "helper" => Anchor::Helper,
        _ => return None,
    };
    let when = match when {
        "-" => When::Always,
        "actor" => When::Actor,
        "bare" => When::Bare,
        "counted" => When::Counted,
        _ => return None,
    };
    let role = match role {
        "none" => None,
        role => Some(serde_json::from_value(role.into()).ok()?),
    };
    let (except, names) = match classes.strip_prefix('!') {
        Some(names) => (true, names),
        None if classes == "*" => (true, ""),
        None => (false, classes),
    };
    let classes = names.split_whitespace().map(|c| serde_json::from_value(c.into()).ok());
    Some(Line {
        anchor,
        relation,
        classes: classes.collect::<Option<_>>()?,
        except,
        when,
        role,
    })
}

/// The role of a phrase that an event of a class governs, by its preposition, or as "object" or "owner".
pub fn role(anchor: Anchor, relation: &str, class: EventClass, phrase: Phrase) -> Option<Role> {
    let fits = |line: &&Line| {
        line.anchor == anchor
            && line.relation == relation
            && line.classes.contains(&class) != line.except
            && match line.when {
                When::Always => true,
                When::Actor => phrase.actor,
                When::Bare => phrase.actor && phrase.intransitive,
                When::Counted => phrase.counted,
            }
    };
    LINES.iter().find(fits)?.role
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_understood() {
        for row in rows(include_str!("roles.tsv")) {
            assert!(line(row.clone()).is_some(), "{row:?}");
        }
    }

    #[test]
    fn the_first_line_that_fits_decides() {
        let phrase = Phrase::default();
        let bare = Phrase {
            actor: true,
            intransitive: true,
            ..phrase
        };
        assert_eq!(
            role(Anchor::Verb, "with", EventClass::Assault, bare),
            Some(Role::Recipient)
        );
        assert_eq!(
            role(Anchor::Verb, "with", EventClass::Assault, phrase),
            Some(Role::Instrument)
        );
        assert_eq!(role(Anchor::Verb, "to", EventClass::Movement, phrase), None);
        assert_eq!(role(Anchor::Noun, "of", EventClass::Protest, phrase), Some(Role::Agent));
    }
}
