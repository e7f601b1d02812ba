//! Quotes: finds every [`Quote`] of a document, with content, cue and source.
//!
//! Three passes, from the surest to the least sure. `direct` starts at quotation marks and looks for a cue beside them.
//! `reported`, `noun`, `headline` and `according` start at cues and take their content from the dependency tree, in marks
//! or not: a clause (`clause`, `clause_start`), an infinitive or prepositional phrase (`complement`), a noun phrase
//! (`object`, `called`), or the sentence around the cue (`parenthetical`). `extent` and `further` find its end, `source`
//! and `phrase` the source. `block` reads block quotations, `without_cue` takes the remaining quotations that are speech by themselves,
//! `label` and `transcript` lines with the name of a speaker. At the end `nested` drops quotes inside others that are not
//! told as done. Everything else in quotation marks (titles, nicknames, scare quotes) is left alone.
//!
//! Attitudes and intentions ("hopes to", "believes") are no quotes.

mod according;
mod block;
mod called;
mod clause;
mod clause_start;
mod complement;
mod context;
mod direct;
mod draft;
mod extent;
mod found;
mod further;
mod headline;
mod label;
mod marks;
mod nested;
mod noun;
mod object;
mod parenthetical;
mod phrase;
mod reported;
mod source;
mod transcript;
mod without_cue;

use crate::language::Document;
use crate::model::facts::Quote;
use crate::parse::SectionKind;
use context::Context;
use draft::Draft;
use marks::Marks;

/// The quotes of a document, in order of position.
pub(crate) fn extract(doc: &Document, facts: &super::Facts) -> Vec<Quote> {
    let mut ctx = Context::new(doc, facts);
    ctx.misread = clause_start::misread_pasts(&ctx);
    let ctx = ctx;
    let marks = &ctx.marks;
    let mut direct = direct::find(&ctx);
    let mut drafts = std::mem::take(&mut direct.drafts);
    for sentence in doc.sentences() {
        for token in sentence.tokens.iter() {
            if !direct.used[token.0 as usize] {
                drafts.extend(reported::quote(&ctx, token));
            }
            drafts.extend(noun::quote(&ctx, token));
            drafts.extend(headline::quote(&ctx, token));
            drafts.extend(according::quote(&ctx, token));
        }
    }
    drafts.extend(block::find(&ctx));
    drafts.extend(label::find(doc, marks));
    drafts.extend(transcript::find(doc));
    drafts.extend(without_cue::find(doc, marks, &direct, &covered(doc, marks, &drafts)));
    nested::drop_unsaid(&ctx, &mut drafts);
    finish(doc, marks, drafts)
}

/// Whether each quotation is part of a content.
fn covered(doc: &Document, marks: &Marks, drafts: &[Draft]) -> Vec<bool> {
    let mut covered = vec![false; marks.all.len()];
    for span in drafts.iter().flat_map(|d| &d.content) {
        let tokens = doc.tokens_in(*span);
        // A quotation between the ends of a content is covered completely, so only the ends need a check.
        let mut at = tokens.start;
        while tokens.contains(at) {
            match marks.around(at) {
                Some(quoted) => {
                    covered[quoted] = true;
                    at = Marks::tokens(doc, &marks.all[quoted]).end;
                }
                None => at += 1,
            }
        }
    }
    covered
}

/// Turns drafts into quotes: in order of position, each content once, none outside the article's own text.
fn finish(doc: &Document, marks: &Marks, drafts: Vec<Draft>) -> Vec<Quote> {
    let quoted: Vec<bool> = doc.whole().iter().map(|t| marks.around(t).is_some()).collect();
    let mut quotes: Vec<Quote> = drafts.into_iter().map(|d| d.finish(doc, &quoted)).collect();
    quotes.retain(|q| {
        let kind = doc.section_at(q.span.start).map(|(_, s)| s.kind);
        !matches!(
            kind,
            Some(SectionKind::Boilerplate | SectionKind::Byline | SectionKind::Dateline)
        )
    });
    quotes.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end), q.content[0].start, q.rule));
    quotes.dedup_by(|later, first| later.content == first.content && later.source == first.source);
    quotes
}
