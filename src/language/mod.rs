//! [`Article`] → [`Document`]: tokens, sentences, part-of-speech tags, lemmas, names, dependency trees.

pub mod clause;
mod control;
mod document;
mod finite;
pub(crate) mod lemma;
pub mod model;
pub(crate) mod names;
pub(crate) mod parser;
mod parts;
mod sentence;
pub(crate) mod tagger;
mod token;

pub use crate::model::tags::{Deprel, Upos, Xpos};
pub use clause as phrase;
pub use document::{Document, Name, NameKind, Sentence, Token};
pub use token::is_space;

use crate::model::ids::{SentenceId, TokenId, TokenRange};
use crate::model::span::Span;
use crate::parse::Article;

/// The first steps of [`annotate`] alone, to be timed.
#[doc(hidden)]
pub mod steps {
    use super::{Article, Sentence, Token, tagger};

    pub fn segment(article: &Article) -> (Vec<Token>, Vec<Sentence>, String) {
        super::segment(article)
    }

    pub fn tag(text: &str, sentences: &[Sentence], tokens: &mut [Token], words: &str) {
        let mut tagger = tagger::Tagger::new(tagger::embedded());
        for sentence in sentences {
            tagger.tag(text, &mut tokens[sentence.tokens.range()], words);
        }
    }
}

/// Analyses an article. So many threads share the sentences of one that is long enough; the outcome is the same.
pub fn annotate(article: Article, threads: usize) -> Document {
    let (mut tokens, sentences, mut words) = segment(&article);
    let parts = parts::of(&sentences, threads);
    parts::each_with(&parts, &mut tokens, |sentences, tokens| {
        analyse(&article, sentences, tokens, &words);
    });
    lemma::lemmatise(&mut tokens, &mut words);
    for sentence in &sentences {
        let (start, tokens) = (sentence.tokens.start.0, &mut tokens[sentence.tokens.range()]);
        control::repair(tokens, start, |t| t.lower.of(&words), |t| t.lemma.of(&words));
    }
    let text = names::Text {
        text: &article.text,
        tokens: &tokens,
        words: &words,
    };
    let names = names::find(text, &parts);
    let mut sentence_of = Vec::with_capacity(tokens.len());
    for (number, sentence) in sentences.iter().enumerate() {
        sentence_of.resize(sentence.tokens.end.0 as usize, SentenceId(number as u32));
    }
    let tree = document::Tree::new(&tokens, &sentences);
    let mut doc = Document {
        article,
        tokens,
        sentences,
        names,
        words,
        sentence_of,
        tree,
        verb_groups: clause::VerbGroups::default(),
    };
    doc.verb_groups = clause::VerbGroups::of(&doc);
    doc
}

/// Gives the tokens of sentences their tags and trees. `tokens` are those of the sentences alone.
pub(crate) fn analyse(article: &Article, sentences: &[Sentence], mut tokens: &mut [Token], words: &str) {
    let models = parser::embedded();
    let (mut tagger, mut parser) = (tagger::Tagger::new(tagger::embedded()), parser::Parser::default());
    for sentence in sentences {
        let (own, rest) = tokens.split_at_mut(sentence.tokens.range().len());
        tokens = rest;
        tagger.tag(&article.text, own, words);
        repair(article, sentence, own, words);
        let start = sentence.tokens.start.0;
        parser.parse(models, &article.text, (start, own), words, &tagger.rankings);
        // The parser had a second say in the tags.
        repair(article, sentence, own, words);
    }
}

/// Makes pasts of participles where a sentence would have no finite verb.
fn repair(article: &Article, sentence: &Sentence, tokens: &mut [Token], words: &str) {
    if !article.paragraphs[sentence.paragraph as usize].heading {
        finite::repair(tokens, |t| t.lower.of(words));
    }
}

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
                tokens: TokenRange::new(first + start as u32, first + end as u32),
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

/// A token that hangs on the first of its sentence, without tags.
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
