//! Irregular forms with their lemmas.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::rows;
use crate::model::tags::Xpos;

const LIST: &str = include_str!("lemmas.tsv");

/// The kinds of inflection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Class {
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
    pub fn of(xpos: Xpos) -> Class {
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

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let (mut classes, mut tags) = (HashMap::default(), HashMap::default());
    for row in rows(LIST) {
        let [kind, lemma, forms] = row[..] else {
            unreachable!("the tests read every row")
        };
        for form in forms.split(' ') {
            match kind {
                "noun" => drop(classes.insert((Class::Noun, form), lemma)),
                "verb" => drop(classes.insert((Class::Verb, form), lemma)),
                "grade" => drop(classes.insert((Class::Grade, form), lemma)),
                tag => drop(tags.insert((Xpos::parse(tag).unwrap_or_default(), form), lemma)),
            }
        }
    }
    Forms { classes, tags }
});

/// The lemma of an irregular lower-cased form.
pub fn irregular(form: &str, xpos: Xpos) -> Option<&'static str> {
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
    fn the_list_is_well_formed() {
        for row in rows(LIST) {
            assert_eq!(row.len(), 3, "{row:?}");
            let known = ["noun", "verb", "grade"].contains(&row[0]) || Xpos::parse(row[0]).is_some();
            assert!(known && !row[1].is_empty() && !row[2].is_empty(), "{row:?}");
        }
    }

    #[test]
    fn forms_are_found_by_tag_and_class() {
        assert_eq!(irregular("n’t", Xpos::Rb), Some("not"));
        assert_eq!(irregular("went", Xpos::Vbd), Some("go"));
        assert_eq!(irregular("best", Xpos::Rbs), Some("well"));
        assert_eq!(irregular("best", Xpos::Jjs), Some("good"));
        assert_eq!(irregular("went", Xpos::Nn), None);
    }
}
