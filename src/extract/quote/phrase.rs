//! The extent of a source: the phrase of its noun without what belongs to the clause of the cue.

use super::context::Context;
use super::draft::trim;
use crate::language::clause::noun_phrase;
use crate::language::{Document, Upos, Xpos};
use crate::model::ids::{TokenId, TokenRange};

/// Maximum length of a source, in tokens; of a longer one, a sign of a parse error, only the core is taken.
const LONG: usize = 45;

/// The whole phrase of a noun with appositions, relative clauses and joined phrases, without its preposition.
pub(super) fn whole(doc: &Document, head: TokenId, cue: TokenId) -> TokenRange {
    let all = doc.subtree(head);
    if all.contains(cue) || all.len() > LONG || holds_clause(doc, all) {
        let range = noun_phrase(doc, head);
        // "a statement | calling the vote a farce"
        let end = if head < cue { range.end.min(cue) } else { range.end };
        return trim(doc, TokenRange::new(range.start, end));
    }
    trim(doc, from_phrase(doc, until_adjunct(doc, all, head), head))
}

/// A range without words before the phrase itself: "After the vote, Ann Lee", "Yesterday, the queen".
fn from_phrase(doc: &Document, range: TokenRange, head: TokenId) -> TokenRange {
    let comma = range.iter().rev().find(|t| *t < head && doc.form(*t) == ",");
    // "But in recent weeks, advisers"
    let joined = doc.token(range.start).upos == Upos::Cconj && range.len() > 1;
    let first = doc.token(range.start + u32::from(joined));
    let adjunct = matches!(first.upos, Upos::Adp | Upos::Adv | Upos::Sconj)
        || matches!(first.xpos, Xpos::Vbg | Xpos::Vbn)
        || comma == Some(range.start.next());
    match comma {
        Some(comma) if adjunct => TokenRange::new(comma.next(), range.end),
        _ => range,
    }
}

/// Returns whether a range holds a verb with tense outside relative clauses: a parse error that took in another clause.
fn holds_clause(doc: &Document, range: TokenRange) -> bool {
    let mut relative = false;
    for t in range.iter() {
        match doc.token(t).xpos {
            Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb => relative = true,
            Xpos::Vbd | Xpos::Vbz | Xpos::Md if !relative => return true,
            _ => {}
        }
    }
    false
}

/// A range without adjuncts of the cue at its end: "…, in a statement", "…, speaking in Oslo".
fn until_adjunct(doc: &Document, range: TokenRange, head: TokenId) -> TokenRange {
    let adjunct = |t: &TokenId| {
        let next = t.next();
        *t > head
            && doc.form(*t) == ","
            && range.contains(next)
            && (matches!(doc.token(next).upos, Upos::Adp | Upos::Sconj)
                || matches!(doc.token(next).xpos, Xpos::Vbg | Xpos::Vbn | Xpos::Wrb))
    };
    let end = range.iter().find(adjunct).unwrap_or(range.end);
    TokenRange::new(range.start, end)
}

/// A range without the time of the cue at its end: "Senator Lee (R) on Wednesday".
pub(super) fn without_time(ctx: &Context, range: TokenRange) -> TokenRange {
    let doc = ctx.doc;
    let mut end = range.end;
    while end > range.start.next() && ctx.is_time(end - 1) {
        end -= 1;
    }
    // "Lee, who has led the council for a decade": the time is of what describes the speaker.
    // "a report published on Monday": here too.
    let mut kept = TokenRange::new(range.start, end).iter();
    let related = kept.any(|t| matches!(doc.token(t).xpos, Xpos::Wdt | Xpos::Wp | Xpos::Vbn));
    // "posts from Friday": the time is theirs.
    let owned = end < range.end && matches!(doc.lower(end - 1), "from" | "of" | "for");
    let cut = end < range.end && !related && !owned;
    if cut && end > range.start.next() && doc.token(end - 1).upos == Upos::Adp {
        end -= 1;
    }
    if cut {
        trim(doc, TokenRange::new(range.start, end))
    } else {
        range
    }
}

/// Returns whether a phrase can be a source: a name, a pronoun for persons, or a noun.
pub(super) fn can_speak(doc: &Document, range: TokenRange) -> bool {
    range.iter().any(|t| {
        matches!(
            doc.token(t).upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det | Upos::Adj
        )
    })
}
