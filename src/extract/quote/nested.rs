//! Quotes inside quotes: "He said the mayor had told him that …" gives two, each with its own source.
//!
//! Inside a content, a phrase is a quote of its own only if its cue is in a past or perfect tense: "she said they
//! should call for help" reports no call, "she said they had called for help" does. Inside quotation marks that holds
//! for clauses, too: "they say you can't", "if you claim that …" are turns of phrase.

use super::context::Context;
use super::draft::Draft;
use crate::language::{Document, Upos, Xpos};
use crate::model::ids::{TokenId, TokenRange};

/// Distance before a participle, in tokens, within which "have" is looked for.
const AUXILIARY: u32 = 3;

/// Drops quotes inside others that are not told as done.
pub(super) fn drop_unsaid(ctx: &Context, drafts: &mut Vec<Draft>) {
    let in_content = in_content(ctx.doc, drafts);
    drafts.retain(|draft| match draft.cue_head {
        Some(cue) if ctx.marks.around(cue).is_some() => draft.whole && is_done(ctx, cue, draft),
        Some(cue) if in_content[cue.0 as usize] => draft.whole || is_done(ctx, cue, draft),
        _ => true,
    });
}

/// Whether each token is part of the content of a quote.
fn in_content(doc: &Document, drafts: &[Draft]) -> Vec<bool> {
    let mut steps = vec![0_i32; doc.tokens().len() + 1];
    for span in drafts.iter().flat_map(|d| &d.content) {
        let tokens = doc.tokens_in(*span);
        steps[tokens.start.0 as usize] += 1;
        steps[tokens.end.0 as usize] -= 1;
    }
    let mut depth = 0;
    let mut in_content: Vec<bool> = steps
        .iter()
        .map(|step| {
            depth += step;
            depth > 0
        })
        .collect();
    in_content.pop();
    in_content
}

/// Returns whether a cue is told as done: "said", "has told", not "says", "would say", "to say", nor with the source
/// "you".
fn is_done(ctx: &Context, cue: TokenId, draft: &Draft) -> bool {
    let doc = ctx.doc;
    // "had issued a warning"
    let cue = draft
        .cue
        .filter(|c| doc.token(c.start).upos == Upos::Verb)
        .map_or(cue, |c| c.start);
    if doc.lower(cue) == "according" {
        return true;
    }
    let past = match doc.token(cue).xpos {
        Xpos::Vbd => true,
        Xpos::Vbn => TokenRange::new(cue.back(AUXILIARY), cue)
            .iter()
            .any(|t| doc.lemma(t) == "have"),
        _ => false,
    };
    let you = draft
        .source
        .is_none_or(|s| s.len() == 1 && matches!(doc.lower(s.start), "you" | "it" | "that"));
    past && !you
}
