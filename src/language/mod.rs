//! [`Article`] → [`Document`]: tokens, sentences, part-of-speech tags, lemmas, names, dependency trees.

pub(crate) mod clause;
mod document;
pub(crate) mod encoder;
pub(crate) mod names;
mod parts;
pub(crate) mod scorer;
pub(crate) mod segment;
pub(crate) mod tables;
pub(crate) mod tag;
pub(crate) mod tree;
mod verb_group;

pub(crate) use crate::model::tags::{Deprel, Upos, Xpos};
pub(crate) use document::{Document, Name, NameKind, Sentence, Token};

use crate::model::ids::SentenceId;
use crate::parse::Article;
use tag::tags::PAIRS;

/// The first step of [`annotate`] alone, to be timed.
#[doc(hidden)]
pub(crate) mod steps {
    use super::{Article, Sentence, Token};

    pub(crate) fn segment(article: &Article) -> (Vec<Token>, Vec<Sentence>, String) {
        super::segment::segment(article)
    }

    pub(crate) fn analyse(article: &Article, sentences: &[Sentence], tokens: &mut [Token], words: &str) {
        super::analyse(article, sentences, tokens, words);
    }
}

/// Analyses an article. So many threads share the sentences of one that is long enough; the outcome is the same.
pub(crate) fn annotate(article: Article, threads: usize) -> Document {
    let (mut tokens, sentences, mut words) = segment::segment(&article);
    let parts = parts::of(&sentences, threads);
    parts::each_with(&parts, &mut tokens, |sentences, tokens| {
        analyse(&article, sentences, tokens, &words);
    });
    tag::lemma::lemmatise(&mut tokens, &mut words);
    for sentence in &sentences {
        let (start, tokens) = (sentence.tokens.start.0, &mut tokens[sentence.tokens.range()]);
        tree::repair::repair(tokens, start, |t| t.lower.of(&words), |t| t.lemma.of(&words));
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
    let mut analyser = Analyser::new(encoder::embedded(), tree::embedded());
    for sentence in sentences {
        let (own, rest) = tokens.split_at_mut(sentence.tokens.range().len());
        tokens = rest;
        analyser.analyse(&article.text, (sentence.tokens.start.0, own), words);
        repair(article, sentence, own, words);
    }
}

/// Tags and parses sentence after sentence, in the same memory.
pub(crate) struct Analyser<'m> {
    network: &'m encoder::Network<'m>,
    marks: &'m tables::Model<'m>,
    vectors: encoder::Vectors,
    /// Classes of the tags.
    tags: Vec<u8>,
    parser: tree::Parser,
}

impl<'m> Analyser<'m> {
    pub(crate) fn new(network: &'m encoder::Network<'m>, marks: &'m tables::Model<'m>) -> Analyser<'m> {
        Analyser {
            network,
            marks,
            vectors: encoder::Vectors::default(),
            tags: Vec::new(),
            parser: tree::Parser::default(),
        }
    }

    /// Gives the tokens of a sentence their tags, heads and relations. `words` holds the lower-cased forms, `start` is the
    /// number of the first token.
    pub(crate) fn analyse(&mut self, text: &str, (start, tokens): (u32, &mut [Token]), words: &str) {
        let rows = encoder::inputs::rows(text, words, tokens, &self.network.vocabulary);
        self.network.encode(rows, &mut self.vectors);
        self.network.tags(&mut self.vectors, &mut self.tags);
        for (token, &class) in tokens.iter_mut().zip(&self.tags) {
            (token.xpos, token.upos) = PAIRS[usize::from(class)];
        }
        let (network, marks, vectors) = (self.network, self.marks, &self.vectors);
        self.parser.parse(network, marks, vectors, (start, tokens), words);
    }
}

/// Mends tags that the rest of the sentence rules out.
fn repair(article: &Article, sentence: &Sentence, tokens: &mut [Token], words: &str) {
    tag::joined::repair(tokens);
    tag::quoted::repair(tokens, |t| t.lower.of(words));
    if !article.paragraphs[sentence.paragraph as usize].heading {
        tag::finite::repair(tokens, |t| t.lower.of(words));
    }
}
