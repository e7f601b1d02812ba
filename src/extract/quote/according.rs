//! "According to the ministry, …" and "reportedly": cues that are no verbs. What they stand with is the content.

use super::draft::{Draft, spans};
use super::marks::Marks;
use super::source;
use crate::facts::Confidence;
use crate::language::{Deprel, Document, TokenId, TokenRange, Upos, phrase};

/// The quote of an "according to" or of a hearsay adverb that begins at a token.
pub(super) fn quote(doc: &Document, marks: &Marks, token: TokenId) -> Option<Draft> {
    match doc.lower(token) {
        "according" => according(doc, marks, token),
        "reportedly" | "allegedly" | "purportedly" | "supposedly" => hearsay(doc, marks, token),
        _ => None,
    }
}

fn according(doc: &Document, marks: &Marks, token: TokenId) -> Option<Draft> {
    let sentence = doc.sentence(doc.sentence_of(token)).tokens;
    let to = TokenId(token.0 + 1);
    if !sentence.contains(to) || doc.lower(to) != "to" {
        return None;
    }
    let noun = noun_of(doc, token, sentence)?;
    let source = {
        let all = source::whole(doc, noun, token);
        TokenRange::new(all.start.0.max(to.0 + 1), all.end.0)
    };
    // The phrase with its commas; a source that ran away with the sentence is cut at the comma that ends an opening phrase.
    let source = if token == sentence.start {
        first_phrase(doc, source, sentence)
    } else {
        source
    };
    if source.is_empty() {
        return None;
    }
    let top = clause_above(doc, noun, token);
    let whole = match top {
        Some(top) => doc.subtree(top),
        None => sentence,
    };
    let before = TokenRange::new(whole.start.0, token.0.max(whole.start.0));
    let after = TokenRange::new(source.end.0.min(whole.end.0), whole.end.0);
    let mut content = Vec::new();
    for piece in [before, after].into_iter().filter(|p| p.start < p.end) {
        content.extend(spans(doc, marks, piece, token));
    }
    content.retain(|s| doc.tokens_in(*s).iter().any(|t| doc.token(t).upos != Upos::Punct));
    if content.is_empty() {
        return None;
    }
    Some(Draft {
        content,
        cue: Some(TokenRange::new(token.0, to.0 + 1)),
        cue_head: Some(token),
        source: Some(source),
        confidence: Confidence::High,
        rule: "quote.indirect.according",
    })
}

/// The noun that "according to" stands with: its head where it is a preposition, else what hangs below it.
fn noun_of(doc: &Document, token: TokenId, sentence: TokenRange) -> Option<TokenId> {
    let head = doc
        .head(token)
        .filter(|h| *h > token && doc.token(token).deprel.universal() == "case");
    let below = || {
        doc.children(token)
            .find(|c| c.0 > token.0 + 1 && matches!(doc.token(*c).upos, Upos::Noun | Upos::Propn | Upos::Pron))
    };
    let next = || {
        let after = TokenRange::new(token.0 + 2, sentence.end.0);
        after.iter().take(12).find(|t| {
            matches!(doc.token(*t).upos, Upos::Noun | Upos::Propn | Upos::Pron)
                && !matches!(doc.token(*t).deprel, Deprel::Compound | Deprel::NmodPoss | Deprel::Flat)
        })
    };
    head.or_else(below).or_else(next)
}

/// An opening phrase ends at the comma after which the clause begins.
fn first_phrase(doc: &Document, source: TokenRange, sentence: TokenRange) -> TokenRange {
    let comma = source.iter().find(|t| doc.form(*t) == ",");
    match comma {
        // "According to Ann Lee, the mayor, the road is closed": the parser's phrase may rightly hold a comma, but not
        // the verb of the sentence.
        Some(comma)
            if source.end >= sentence.end
                || source.iter().any(|t| t > comma && doc.token(t).deprel == Deprel::Root) =>
        {
            TokenRange::new(source.start.0, comma.0)
        }
        _ => source,
    }
}

/// The clause that the phrase is attached to.
fn clause_above(doc: &Document, noun: TokenId, token: TokenId) -> Option<TokenId> {
    let top = if doc.token(token).deprel.universal() == "case" {
        doc.head(noun)?
    } else {
        doc.head(token)?
    };
    let clause = phrase::clause(doc, top);
    (clause != noun).then_some(clause)
}

/// "The driver reportedly fled": said by somebody who is not named.
fn hearsay(doc: &Document, marks: &Marks, token: TokenId) -> Option<Draft> {
    let head = doc.head(token)?;
    let clause = phrase::clause(doc, head);
    if !matches!(
        doc.token(clause).upos,
        Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn
    ) || doc.token(head).deprel == Deprel::Amod
    {
        return None;
    }
    let whole = doc.subtree(clause);
    let mut content = Vec::new();
    for piece in [
        TokenRange::new(whole.start.0, token.0),
        TokenRange::new(token.0 + 1, whole.end.0),
    ] {
        if piece.start < piece.end {
            content.extend(spans(doc, marks, piece, token));
        }
    }
    content.retain(|s| doc.tokens_in(*s).iter().any(|t| doc.token(t).upos != Upos::Punct));
    (!content.is_empty()).then_some(Draft {
        content,
        cue: Some(TokenRange::new(token.0, token.0 + 1)),
        cue_head: Some(token),
        source: None,
        confidence: Confidence::Low,
        rule: "quote.indirect.hearsay",
    })
}
