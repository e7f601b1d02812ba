//! Roles of phrases beside an event, by the event's class and the preposition (`event_roles.tsv`).

use std::sync::LazyLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::list::load;
use crate::model::facts::{EventClass, Role};

/// The governor of a phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Anchor {
    /// A verb that tells an event.
    Verb,
    /// A noun that tells an event.
    Noun,
    /// The light verb of an event noun.
    Helper,
}

/// Condition of a line of the list on a phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum When {
    Actor,
    Bare,
    Counted,
}

/// Features of a phrase that the list uses.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Phrase {
    /// True if it names or describes persons, organizations or places.
    pub(crate) actor: bool,
    /// True if its verb has no object.
    pub(crate) intransitive: bool,
    /// True if it has a number.
    pub(crate) counted: bool,
}

/// A line of the list.
#[derive(Deserialize)]
struct Line {
    anchor: Anchor,
    relation: &'static str,
    classes: Classes,
    when: Option<When>,
    role: Option<Role>,
}

/// The classes in a column: those named, or all but those named.
struct Classes {
    named: Vec<EventClass>,
    except: bool,
}

impl Classes {
    fn contains(&self, class: EventClass) -> bool {
        self.named.contains(&class) != self.except
    }
}

impl Deserialize<'static> for Classes {
    fn deserialize<D: Deserializer<'static>>(column: D) -> Result<Classes, D::Error> {
        let column = <&'static str>::deserialize(column)?;
        let (except, names) = match column.strip_prefix('!') {
            Some(names) => (true, names),
            None if column == "*" => (true, ""),
            None => (false, column),
        };
        let class = |name: &str| serde_json::from_value(name.into()).map_err(D::Error::custom);
        let named = names.split_whitespace().map(class).collect::<Result<_, _>>()?;
        Ok(Classes { named, except })
    }
}

static LINES: LazyLock<Vec<Line>> =
    LazyLock::new(|| load("event_roles.tsv", include_str!("event_roles.tsv")).collect());

/// The role of a phrase that an event of a class governs, by its preposition, or as "object" or "owner".
pub(crate) fn role(anchor: Anchor, relation: &str, class: EventClass, phrase: Phrase) -> Option<Role> {
    let fits = |line: &&Line| {
        line.anchor == anchor
            && line.relation == relation
            && line.classes.contains(class)
            && match line.when {
                None => true,
                Some(When::Actor) => phrase.actor,
                Some(When::Bare) => phrase.actor && phrase.intransitive,
                Some(When::Counted) => phrase.counted,
            }
    };
    LINES.iter().find(fits)?.role
}

#[cfg(test)]
mod tests {
    use super::*;

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
