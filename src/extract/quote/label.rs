//! Speech after a name and a colon without marks: headlines ("Lee: bridge to close") and answers in interviews.

use rustc_hash::FxHashMap as HashMap;

use super::draft::{Draft, tidy};
use super::marks::{Marks, Quoted};
use crate::language::{Document, NameKind, Upos};
use crate::lexicon::cue;
use crate::model::facts::Confidence;
use crate::model::ids::{TokenId, TokenRange};
use crate::model::span::Span;
use crate::parse::SectionKind;

/// Maximum length of a label, in tokens.
const LABEL: usize = 8;

/// The quotes of an article's labelled lines.
pub(super) fn find(doc: &Document, marks: &Marks) -> Vec<Draft> {
    let labels: Vec<(usize, TokenRange)> = first_sentences(doc)
        .filter_map(|number| Some((number, label(doc, marks, doc.sentences()[number].tokens)?)))
        .collect();
    let mut times: HashMap<&str, u32> = HashMap::default();
    for (_, label) in &labels {
        *times.entry(doc.span(*label).of(doc.text())).or_default() += 1;
    }
    let named = name_words(doc);
    let mut drafts = Vec::new();
    for (number, label) in labels {
        let sentence = &doc.sentences()[number];
        let kind = doc.section_at(sentence.span.start).map(|(_, s)| s.kind);
        let paragraph = doc.article.paragraphs[sentence.paragraph as usize].span;
        // A headline may end with a full stop, so that only its place tells it.
        let first = number == 0 && is_name(doc, label);
        let heading = kind == Some(SectionKind::Headline) || first;
        // "Lee: I was there." after "Captain Ann Lee spoke to us."
        let known = || {
            named
                .get(doc.form(label.start))
                .is_some_and(|first| *first < label.start)
        };
        let speaks = times[doc.span(label).of(doc.text())] > 1 || label.len() == 1 && known();
        let text = label.iter().any(|t| cue::is_text(doc.lemma(t)));
        if !(heading && (is_name(doc, label) || text) || !heading && speaks) {
            continue;
        }
        let from = doc.token(label.end).span.end;
        let content = tidy(doc, Span::new(from as usize, paragraph.end as usize).trim(doc.text()));
        let mut contents = vec![content];
        if !heading && is_mark(doc, sentence.tokens.start) {
            contents.extend(turn(doc, marks, sentence.paragraph));
        }
        let spoken = doc
            .tokens_in(content)
            .iter()
            .any(|t| matches!(doc.token(t).upos, Upos::Verb | Upos::Aux));
        if content.is_empty() || !spoken {
            continue;
        }
        drafts.push(Draft {
            content: contents,
            whole: true,
            cue: None,
            cue_head: None,
            source: Some(label),
            confidence: Confidence::Medium,
            rule: if heading {
                "quote.headline.colon"
            } else {
                "quote.interview"
            },
        });
    }
    drafts
}

/// The words of names, each with its first token.
fn name_words(doc: &Document) -> HashMap<&str, TokenId> {
    let mut words = HashMap::default();
    for name in doc.names() {
        for t in name.tokens.iter() {
            words.entry(doc.form(t)).or_insert(t);
        }
    }
    words
}

/// The first sentence of each paragraph.
fn first_sentences(doc: &Document) -> impl Iterator<Item = usize> + '_ {
    let sentences = doc.sentences();
    (0..sentences.len()).filter(move |i| *i == 0 || sentences[i - 1].paragraph != sentences[*i].paragraph)
}

/// The words before the first colon, if they can be a source and no quotation follows.
fn label(doc: &Document, marks: &Marks, sentence: TokenRange) -> Option<TokenRange> {
    let colon = sentence.iter().take(LABEL + 1).find(|t| doc.form(*t) == ":")?;
    // `"LEE: Is it open?`: a transcript, with an opening mark in each paragraph.
    let marked = is_mark(doc, sentence.start);
    let label = TokenRange::new(sentence.start + u32::from(marked), colon);
    let next = colon.next();
    let last = doc.article.paragraphs[doc.paragraph_of(colon) as usize].span.end;
    let more = doc.token(colon).span.end < last;
    let plain = label.iter().all(|t| {
        (marks.around(t).is_none() || marked && doc.form(t).chars().all(|c| !c.is_lowercase()))
            && !matches!(
                doc.token(t).upos,
                Upos::Verb | Upos::Aux | Upos::Punct | Upos::Num | Upos::Adp
            )
    });
    // `Reports: "quicker" trains to be built`: only a part is in marks.
    let whole = |q: &Quoted| q.outer.end + 2 >= last;
    let in_marks = |q: usize| whole(&marks.all[q]) || !doc.is_heading(colon);
    let quoted = !marked && sentence.contains(next) && marks.around(next).is_some_and(in_marks);
    let capital = doc.form(label.start.min(colon)).starts_with(char::is_uppercase);
    // "Q:" and "A:" are read by `transcript`.
    let turn = label.len() == 1 && matches!(doc.form(label.start), "Q" | "A");
    (!label.is_empty() && !turn && plain && capital && more && !quoted).then_some(label)
}

fn is_mark(doc: &Document, token: TokenId) -> bool {
    matches!(doc.form(token), "\"" | "\u{201c}" | "``")
}

/// The paragraphs in which a speaker of a transcript continues: each opens with a quotation mark and no new label.
fn turn(doc: &Document, marks: &Marks, paragraph: u32) -> Vec<Span> {
    let mut spans = Vec::new();
    let first = doc.sentences().partition_point(|s| s.paragraph <= paragraph);
    let mut at = paragraph;
    for sentence in &doc.sentences()[first..] {
        if sentence.paragraph == at {
            continue;
        }
        let aside = sentence.tokens.iter().nth(1).is_some_and(|t| doc.form(t) == "(");
        if !is_mark(doc, sentence.tokens.start) || aside || label(doc, marks, sentence.tokens).is_some() {
            break;
        }
        at = sentence.paragraph;
        spans.push(tidy(doc, doc.article.paragraphs[at as usize].span));
    }
    spans
}

fn is_name(doc: &Document, label: TokenRange) -> bool {
    let i = doc.names().partition_point(|n| n.tokens.end <= label.start);
    doc.names()
        .get(i)
        .is_some_and(|n| n.tokens.end == label.end && matches!(n.kind, NameKind::Person | NameKind::Organization))
}
