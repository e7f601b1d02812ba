//! Sentences of a treebank as the tokens that the taggers work on.

use crate::language::{Deprel, Sentence, Token};
use crate::model::ids::{TokenId, TokenRange};
use crate::model::span::Span;

use super::conllu;

/// Sentences with their gold tokens, without tags; tokens are apart by single spaces in the text.
#[derive(Default)]
pub(super) struct Gold {
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) words: String,
}

impl Gold {
    /// The sentences, one behind the other. Each is its own paragraph.
    pub(super) fn new<'t>(sentences: impl Iterator<Item = &'t conllu::Sentence>) -> Gold {
        let mut gold = Gold::default();
        for sentence in sentences {
            gold.add(sentence.words.iter().map(|w| w.form.as_str()));
        }
        gold
    }

    /// Adds a sentence.
    pub(super) fn add<'t>(&mut self, forms: impl Iterator<Item = &'t str>) {
        let first = self.tokens.len();
        for form in forms {
            let token = self.token(form, TokenId(first as u32));
            self.tokens.push(token);
        }
        if first == self.tokens.len() {
            return;
        }
        self.tokens[first].deprel = Deprel::Root;
        let span = self.tokens[first].span.cover(self.tokens[self.tokens.len() - 1].span);
        let paragraph = self.sentences.len() as u32;
        self.sentences.push(Sentence {
            span,
            tokens: TokenRange::new(TokenId(first as u32), TokenId(self.tokens.len() as u32)),
            paragraph,
        });
    }

    fn token(&mut self, form: &str, root: TokenId) -> Token {
        let start = self.text.len();
        self.text.push_str(form);
        let span = Span::new(start, self.text.len());
        self.text.push(' ');
        let start = self.words.len();
        self.words.extend(form.chars().flat_map(char::to_lowercase));
        Token::bare(span, Span::new(start, self.words.len()), root)
    }
}
