//! The result of a frame of a reporting verb, before it becomes a draft.

use crate::model::ids::{TokenId, TokenRange};

/// The result of a frame: pieces of content, further words of the cue, the rule.
pub(super) struct Found {
    pub pieces: Vec<TokenRange>,
    /// A preposition or particle that belongs to the cue.
    pub particle: Option<TokenId>,
    /// The source, where the frame knows it better than the tree.
    pub source: Option<TokenRange>,
    pub rule: &'static str,
    /// True if the frame makes a quote only with a source: noun phrases and infinitives.
    pub needs_source: bool,
}

impl Found {
    pub(super) fn clause(piece: TokenRange, rule: &'static str) -> Found {
        Found {
            pieces: vec![piece],
            particle: None,
            source: None,
            rule,
            needs_source: false,
        }
    }

    pub(super) fn phrase(piece: TokenRange, particle: Option<TokenId>, rule: &'static str) -> Found {
        Found {
            pieces: vec![piece],
            particle,
            source: None,
            rule,
            needs_source: true,
        }
    }
}
