//! [`Article`] → [`Document`]: tokens, sentences, part-of-speech tags, lemmas, names, dependency trees.

mod document;
pub mod phrase;
pub mod tags;

pub use document::{Document, Name, NameKind, Sentence, SentenceId, Token, TokenId, TokenRange};
pub use tags::{Deprel, Upos, Xpos};

use crate::parse::Article;
use crate::span::Span;

/// Analyses an article.
pub fn annotate(article: Article) -> Document {
    // A stand-in: white space separates tokens, each paragraph is a sentence with a flat tree.
    let mut words = String::new();
    let (mut tokens, mut sentences, mut sentence_of) = (Vec::<Token>::new(), Vec::new(), Vec::new());
    for (number, paragraph) in article.paragraphs.iter().enumerate() {
        let text = paragraph.span.of(&article.text);
        let first = tokens.len() as u32;
        for word in text.split_whitespace() {
            let start = word.as_ptr() as usize - article.text.as_ptr() as usize;
            let at = words.len();
            words.push_str(&word.to_lowercase());
            let lower = Span::new(at, words.len());
            tokens.push(Token {
                span: Span::new(start, start + word.len()),
                lower,
                lemma: lower,
                upos: Upos::X,
                xpos: Xpos::Fw,
                head: TokenId(first),
                deprel: if tokens.len() as u32 == first {
                    Deprel::Root
                } else {
                    Deprel::Dep
                },
            });
            sentence_of.push(SentenceId(sentences.len() as u32));
        }
        let range = TokenRange::new(first, tokens.len() as u32);
        if !range.is_empty() {
            let span = tokens[range.range()][0].span.cover(tokens[tokens.len() - 1].span);
            sentences.push(Sentence {
                span,
                tokens: range,
                paragraph: number as u32,
            });
        }
    }
    let tree = document::Tree::new(&tokens, &sentences);
    Document {
        article,
        tokens,
        sentences,
        names: Vec::new(),
        words,
        sentence_of,
        tree,
    }
}
