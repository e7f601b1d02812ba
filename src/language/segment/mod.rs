//! Text → tokens and sentences, without tags or trees.

mod sentence;
pub(crate) mod token;

use crate::language::{Deprel, Sentence, Token};
use crate::model::ids::{TokenId, TokenRange};
use crate::model::span::Span;
use crate::parse::Article;

/// The tokens and sentences of an article, with the lower-cased forms, and no tags or trees yet.
pub(crate) fn segment(article: &Article) -> (Vec<Token>, Vec<Sentence>, String) {
    let text = &article.text;
    let mut words = String::with_capacity(text.len() + text.len() / 4);
    let (mut tokens, mut sentences) = (Vec::with_capacity(text.len() / 5), Vec::new());
    let (mut spans, mut ends) = (Vec::new(), Vec::new());
    for (number, paragraph) in article.paragraphs.iter().enumerate() {
        spans.clear();
        ends.clear();
        token::cut(text, paragraph.span, &mut spans);
        sentence::ends(text, &spans, &mut ends);
        let first = tokens.len() as u32;
        let mut start = 0;
        for &end in &ends {
            sentences.push(Sentence {
                span: spans[start].cover(spans[end - 1]),
                tokens: TokenRange::new(TokenId(first + start as u32), TokenId(first + end as u32)),
                paragraph: number as u32,
            });
            let root = TokenId(first + start as u32);
            tokens.extend(spans[start..end].iter().map(|span| bare(text, *span, root, &mut words)));
            tokens[root.0 as usize].deprel = Deprel::Root;
            start = end;
        }
    }
    (tokens, sentences, words)
}

/// The lower-cased tokens of a short text.
#[cfg(feature = "train")]
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut spans = Vec::new();
    token::cut(text, Span::new(0, text.len()), &mut spans);
    spans.iter().map(|span| span.of(text).to_lowercase()).collect()
}

/// A token that is attached to the first of its sentence, without tags.
fn bare(text: &str, span: Span, root: TokenId, words: &mut String) -> Token {
    let form = span.of(text);
    let start = words.len();
    if form.is_ascii() {
        words.push_str(form);
        words[start..].make_ascii_lowercase();
    } else {
        words.extend(form.chars().flat_map(char::to_lowercase));
    }
    Token::bare(span, Span::new(start, words.len()), root)
}
