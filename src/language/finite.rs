//! A sentence tells with a finite verb: repairs pasts that were taken for participles.
//!
//! "The ministers met in Geneva" and "the ministers met by reporters" begin alike, and a tagger that reads from left to
//! right takes the one for the other. The rest of the sentence tells them apart: if no other verb of the main clause is
//! finite, the participle is the past. Headings are left alone: they leave out auxiliaries ("Three held after raid").

use super::{Token, Upos, Xpos};

/// Words that begin a clause of its own.
const SUBORDINATORS: &[&str] = &[
    "that", "which", "who", "whom", "whose", "when", "while", "as", "if", "because", "after", "before", "since",
    "until", "although", "though", "where", "whether", "how", "what", "why", "unless", "than",
];

/// Makes pasts of participles, in one sentence. `lower` gives the lower-cased form of a token.
pub(super) fn repair<'w>(tokens: &mut [Token], lower: impl Fn(&Token) -> &'w str) {
    let Some(last) = tokens.iter().rposition(|t| t.upos != Upos::Punct) else {
        return;
    };
    let stopped = tokens[last + 1..].iter().any(|t| matches!(lower(t), "." | "!"));
    if !stopped || main_finite(tokens, &lower) {
        return;
    }
    let bare = (1..=last).find(|i| is_bare(tokens, *i, &lower));
    if let Some(i) = bare {
        tokens[i].xpos = Xpos::Vbd;
    }
}

/// True for a participle after a noun or pronoun, without an auxiliary.
fn is_bare<'w>(tokens: &[Token], i: usize, lower: &impl Fn(&Token) -> &'w str) -> bool {
    let token = &tokens[i];
    if token.xpos != Xpos::Vbn || token.upos != Upos::Verb {
        return false;
    }
    let before = tokens[..i].iter().rev().find(|t| t.upos != Upos::Adv);
    let subject = before.is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num));
    let agent = tokens.get(i + 1).is_some_and(|t| lower(t) == "by");
    subject && !agent
}

/// True if the main clause has a finite verb: one that no subordinator governs, that is not merely joined to something
/// before it ("and agreed"), and does not report at the sentence's end (", officials said").
fn main_finite<'w>(tokens: &[Token], lower: &impl Fn(&Token) -> &'w str) -> bool {
    let mut below = false;
    let mut reporting_from = 0;
    for (i, token) in tokens.iter().enumerate() {
        let word = lower(token);
        if matches!(word, "," | ";" | ":" | "—" | "–") {
            below = false;
            reporting_from = i;
        } else if SUBORDINATORS.contains(&word) {
            below = true;
        } else if is_finite(token) {
            let joined = i > 0 && tokens[i - 1].xpos == Xpos::Cc;
            let reports =
                reporting_from > 0 && i - reporting_from <= 6 && matches!(word, "said" | "says" | "added" | "told");
            if !below && !joined && !reports {
                return true;
            }
        }
    }
    false
}

fn is_finite(token: &Token) -> bool {
    matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}
