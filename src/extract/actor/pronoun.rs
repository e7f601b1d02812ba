//! Pronouns that stand for actors: person, number and gender of each form.

use crate::lexicon::actor::Gender;

/// Grammatical person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Person {
    /// The speaker: "I", "we".
    First,
    /// The addressee: "you".
    Second,
    /// Others: "she", "they".
    Third,
}

/// Case of a pronoun, as far as it matters for reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Case {
    /// "he", "him".
    Plain,
    /// "his", "hers".
    Possessive,
    /// "himself".
    Reflexive,
}

/// Grammatical features of a pronoun, told by its form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Pronoun {
    /// Grammatical person.
    pub(crate) person: Person,
    /// True for plural forms.
    pub(crate) plural: bool,
    /// Gender: known for "he" and "she" and their forms only.
    pub(crate) gender: Gender,
    /// True for "it".
    pub(crate) thing: bool,
    /// Case.
    pub(crate) case: Case,
}

/// The features of a personal pronoun, by its lower-cased form; `None` for other words.
pub(crate) fn pronoun(lower: &str) -> Option<Pronoun> {
    use Case::{Plain, Possessive, Reflexive};
    let case = match lower {
        "i" | "me" | "we" | "us" | "you" | "he" | "him" | "she" | "it" | "they" | "them" => Plain,
        "my" | "mine" | "our" | "ours" | "your" | "yours" | "his" | "her" | "hers" | "its" | "their" | "theirs" => {
            Possessive
        }
        "myself" | "ourselves" | "yourself" | "yourselves" | "himself" | "herself" | "itself" | "themselves" => {
            Reflexive
        }
        _ => return None,
    };
    let person = match lower.as_bytes() {
        [b'i'] | [b'm', ..] | [b'w', ..] | [b'u', ..] | [b'o', ..] => Person::First,
        [b'y', ..] => Person::Second,
        _ => Person::Third,
    };
    let gender = match lower {
        "he" | "him" | "his" | "himself" => Gender::Masculine,
        "she" | "her" | "hers" | "herself" => Gender::Feminine,
        _ => Gender::Unknown,
    };
    Some(Pronoun {
        person,
        plural: matches!(lower.as_bytes(), [b'w' | b'u' | b'o', ..] | [b't', b'h', ..]) || lower.ends_with("selves"),
        gender,
        thing: matches!(lower, "it" | "its" | "itself"),
        case,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_have_person_number_and_gender() {
        let she = pronoun("her").unwrap();
        assert!(she.gender == Gender::Feminine && she.case == Case::Possessive && !she.plural);
        let they = pronoun("themselves").unwrap();
        assert!(they.plural && they.person == Person::Third && they.case == Case::Reflexive);
        let we = pronoun("our").unwrap();
        assert!(we.plural && we.person == Person::First);
        assert!(!pronoun("i").unwrap().plural && pronoun("its").unwrap().thing);
        assert_eq!(pronoun("who"), None);
    }
}
