//! Irregular forms with their lemmas.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::list::{Words, load};
use crate::model::tags::Xpos;

/// The kinds of inflection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Class {
    /// Plurals.
    Noun,
    /// Inflected verbs and modals.
    Verb,
    /// Comparatives and superlatives.
    Grade,
    /// Words that are not inflected.
    Other,
}

impl Class {
    /// The class of a tag.
    pub(crate) fn of(xpos: Xpos) -> Class {
        match xpos {
            Xpos::Nns | Xpos::Nnps => Class::Noun,
            Xpos::Md | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbz => Class::Verb,
            Xpos::Jjr | Xpos::Jjs | Xpos::Rbr | Xpos::Rbs => Class::Grade,
            _ => Class::Other,
        }
    }
}

/// Lemmas by form, for a whole class and for single tags.
struct Forms {
    classes: HashMap<(Class, &'static str), &'static str>,
    tags: HashMap<(Xpos, &'static str), &'static str>,
}

/// The forms that a line applies to: all of a class, or those with one tag.
enum Kind {
    Class(Class),
    Tag(Xpos),
}

impl Deserialize<'static> for Kind {
    fn deserialize<D: Deserializer<'static>>(column: D) -> Result<Kind, D::Error> {
        Ok(match <&'static str>::deserialize(column)? {
            "noun" => Kind::Class(Class::Noun),
            "verb" => Kind::Class(Class::Verb),
            "grade" => Kind::Class(Class::Grade),
            tag => Kind::Tag(Xpos::parse(tag).ok_or_else(|| D::Error::custom(format_args!("no class or tag: {tag}")))?),
        })
    }
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let (mut classes, mut tags) = (HashMap::default(), HashMap::default());
    for (kind, lemma, forms) in load::<(Kind, &str, Words)>("lemmas.tsv", include_str!("lemmas.tsv")) {
        for form in forms {
            match kind {
                Kind::Class(class) => drop(classes.insert((class, form), lemma)),
                Kind::Tag(tag) => drop(tags.insert((tag, form), lemma)),
            }
        }
    }
    Forms { classes, tags }
});

/// The lemma of an irregular lower-cased form.
pub(crate) fn irregular(form: &str, xpos: Xpos) -> Option<&'static str> {
    let form = plain(form);
    let by_tag = FORMS.tags.get(&(xpos, form));
    let class = Class::of(xpos);
    let by_class = || FORMS.classes.get(&(class, form)).filter(|_| class != Class::Other);
    by_tag.or_else(by_class).copied()
}

/// Clitics with a typographic apostrophe, as the list writes them.
fn plain(form: &str) -> &str {
    match form {
        "’s" => "'s",
        "’m" => "'m",
        "’re" => "'re",
        "’ve" => "'ve",
        "’ll" => "'ll",
        "’d" => "'d",
        "n’t" => "n't",
        form => form,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_by_tag_and_class() {
        assert_eq!(irregular("n’t", Xpos::Rb), Some("not"));
        assert_eq!(irregular("went", Xpos::Vbd), Some("go"));
        assert_eq!(irregular("best", Xpos::Rbs), Some("well"));
        assert_eq!(irregular("best", Xpos::Jjs), Some("good"));
        assert_eq!(irregular("went", Xpos::Nn), None);
    }
}
