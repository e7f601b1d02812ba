//! [`Article`] → [`Document`]: tokens, sentences, part-of-speech tags, lemmas, names, dependency trees.

pub mod clause;
mod document;
pub(crate) mod names;
mod parts;
pub mod scorer;
pub(crate) mod segment;
pub mod tables;
pub(crate) mod tag;
pub(crate) mod tree;
mod verb_group;

pub use crate::model::tags::{Deprel, Upos, Xpos};
pub use clause as phrase;
pub use document::{Document, Name, NameKind, Sentence, Token};
pub use segment::token::is_space;

use crate::model::ids::SentenceId;
use crate::parse::Article;
use tag::tagger::{self, Tagger};

/// The first steps of [`annotate`] alone, to be timed.
#[doc(hidden)]
pub mod steps {
    use super::tag::tagger;
    use super::{Article, Sentence, Token};

    pub fn segment(article: &Article) -> (Vec<Token>, Vec<Sentence>, String) {
        super::segment::segment(article)
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
    let (mut tokens, sentences, mut words) = segment::segment(&article);
    let parts = parts::of(&sentences, threads);
    parts::each_with(&parts, &mut tokens, |sentences, tokens| {
        analyse(&article, sentences, tokens, &words);
    });
    tag::lemma::lemmatise(&mut tokens, &mut words);
    for sentence in &sentences {
        let (start, tokens) = (sentence.tokens.start.0, &mut tokens[sentence.tokens.range()]);
        tree::control::repair(tokens, start, |t| t.lower.of(&words), |t| t.lemma.of(&words));
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
        verb_groups: verb_group::VerbGroups::default(),
    };
    doc.verb_groups = clause::find(&doc);
    doc
}

/// Gives the tokens of sentences their tags and trees. `tokens` are those of the sentences alone.
pub(crate) fn analyse(article: &Article, sentences: &[Sentence], mut tokens: &mut [Token], words: &str) {
    let models = tree::embedded();
    let (mut tagger, mut parser) = (Tagger::new(tagger::embedded()), tree::Parser::default());
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
        tag::finite::repair(tokens, |t| t.lower.of(words));
    }
}
