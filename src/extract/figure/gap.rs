//! The words between two amounts: a dash, "to", "and", a comma.

use super::draft::Line;
use crate::lexicon::figure_word::{List, is};
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of tokens between two amounts that are read together.
const LONGEST: u32 = 4;

/// The kind of words between two amounts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gap {
    Dash,
    To,
    And,
    Or,
    Comma,
    /// "10 by 12", "10 × 12"
    By,
    /// A hanging hyphen, whose unit follows at the last amount: "8-, 10- and 12-inch".
    Hanging,
    Other,
}

impl Gap {
    /// The gap from the end of one amount to the start of the next.
    pub(super) fn of(line: Line, start: TokenId, end: TokenId) -> Gap {
        if start >= end || end - start > LONGEST {
            return Gap::Other;
        }
        let mut words: Vec<&str> = TokenRange::new(start, end).iter().map(|t| line.lower(t)).collect();
        let hanging = line.is_hyphen(start) && line.joined_to_next(start - 1) && words.len() > 1;
        if hanging {
            words.remove(0);
        }
        // "between 20 and about 30"
        if words.len() > 1 && words.last().is_some_and(|word| is(word, List::Nearly)) {
            words.pop();
        }
        match words[..] {
            ["-" | "–" | "—" | "‑" | "−"] if !hanging && start.next() == end => {
                let spaced = !line.joined_to_next(start) && !line.joined_to_next(start - 1);
                if spaced && words[0] == "—" {
                    Gap::Other
                } else {
                    Gap::Dash
                }
            }
            ["to" | "through" | "till"] | ["to", "-"] | ["up", "to"] => Gap::To,
            [","] | [",", ","] | ["and"] | [",", "and"] | ["or"] | [",", "or"] if hanging => Gap::Hanging,
            [","] | [",", ","] => Gap::Comma,
            ["and"] | [",", "and"] => Gap::And,
            ["or"] | [",", "or"] => Gap::Or,
            ["by"] | ["by", "-"] | ["x" | "×"] => Gap::By,
            _ => Gap::Other,
        }
    }
}
