//! Block quotations: a paragraph without marks behind one that ends with a cue and a colon: "The judge rejected this
//! argument:", and then the words of the judge.

use super::context::{Context, is_verb};
use super::draft::{Draft, tidy};
use super::source;
use crate::lexicon::cue;
use crate::model::facts::Confidence;
use crate::model::ids::TokenRange;

/// Minimum length of the first sentence of a block quotation, in tokens: shorter ones are items of a list.
const SHORT: usize = 8;

/// The block quotations of a document.
pub(super) fn find(ctx: &Context) -> Vec<Draft> {
    let pairs = ctx.doc.sentences().windows(2);
    let apart = pairs.filter(|pair| pair[0].paragraph != pair[1].paragraph);
    apart
        .filter_map(|pair| quote(ctx, pair[0].tokens, pair[1].tokens))
        .collect()
}

/// The quotation that begins with the sentence `first`, behind the sentence `lead` with the cue.
fn quote(ctx: &Context, lead: TokenRange, first: TokenRange) -> Option<Draft> {
    let doc = ctx.doc;
    let colon = lead.iter().last().filter(|t| doc.form(*t) == ":")?;
    let verb = lead.iter().rev().find(|t| is_verb(doc, *t))?;
    cue::verb(doc.lemma(verb)).filter(|f| f.quoted || f.that || f.noun_phrase)?;
    // Nothing between, or a word for what follows: "rejected this argument:", "was reported as such:".
    let announces =
        |lemma: &str| matches!(lemma, "such" | "following") || cue::noun(lemma).is_some() || cue::is_text(lemma);
    let between = TokenRange::new(verb.next(), colon);
    let leads = between.is_empty() || between.iter().any(|t| announces(doc.lemma(t)));
    let plain = ctx.marks.around(first.start).is_none() && doc.form(first.start).starts_with(char::is_uppercase);
    let sentence = first.len() >= SHORT && first.iter().any(|t| ctx.doc.is_tensed(t));
    if !(leads && plain && sentence) || ctx.is_heading(verb) || ctx.is_heading(first.start) {
        return None;
    }
    let source = source::of_verb(ctx, verb)?;
    let paragraph = doc.paragraph_of(first.start) as usize;
    Some(Draft {
        content: vec![tidy(doc, doc.article.paragraphs[paragraph].span)],
        whole: true,
        cue: Some(TokenRange::one(verb)),
        cue_head: Some(verb),
        source: Some(source),
        confidence: Confidence::Medium,
        rule: "quote.direct.colon",
    })
}
