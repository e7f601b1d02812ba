//! Repairs of trees by what the verb takes: attaches clauses to the verb that they belong to, and subjects that stand behind it.
//!
//! "urged residents to leave" and "residents to leave" look alike to the parser, which sometimes makes the clause a part
//! of the object, or something that is done in order to leave. The verb decides ([`crate::lexicon::control`]). So does
//! it in ", said Ann Lee": a name right behind a verb of saying that follows a comma is its subject.

use crate::language::{Deprel, Token, Upos, Xpos};
use crate::lexicon::{control, cue};

/// Moves such clauses, in one sentence whose first token has the number `start`. `word` gives a token's lower-cased form,
/// `lemma` its lemma.
pub(crate) fn repair<'w>(
    tokens: &mut [Token],
    start: u32,
    word: impl Fn(&Token) -> &'w str,
    lemma: impl Fn(&Token) -> &'w str,
) {
    for i in 1..tokens.len() {
        let tree = Tree {
            tokens: &*tokens,
            start,
            word: &word,
            lemma: &lemma,
        };
        if tree.is_inverted(i) {
            tokens[i].deprel = Deprel::Nsubj;
        } else if let Some((verb, deprel)) = tree.own_verb(i).or_else(|| tree.verb_of_object(i)) {
            tokens[i].head.0 = start + verb as u32;
            tokens[i].deprel = deprel;
        }
    }
}

/// A sentence with its tree.
struct Tree<'t, W, L> {
    tokens: &'t [Token],
    start: u32,
    word: W,
    lemma: L,
}

impl<'w, W: Fn(&Token) -> &'w str, L: Fn(&Token) -> &'w str> Tree<'_, W, L> {
    fn head(&self, i: usize) -> usize {
        (self.tokens[i].head.0 - self.start) as usize
    }

    fn deprel(&self, i: usize) -> Deprel {
        self.tokens[i].deprel
    }

    fn xpos(&self, i: usize) -> Xpos {
        self.tokens[i].xpos
    }

    fn word(&self, i: usize) -> &'w str {
        (self.word)(&self.tokens[i])
    }

    fn lemma(&self, i: usize) -> &'w str {
        (self.lemma)(&self.tokens[i])
    }

    /// Returns whether token `i` is a clause that the parser may have attached wrongly.
    fn is_loose(&self, i: usize) -> bool {
        matches!(self.deprel(i), Deprel::Acl | Deprel::Advcl)
    }

    /// Returns whether token `i` is a speaker behind the verb (", said Ann Lee") that was parsed as its object.
    fn is_inverted(&self, i: usize) -> bool {
        let verb = self.head(i);
        self.deprel(i) == Deprel::Obj
            && matches!(self.xpos(i), Xpos::Nnp | Xpos::Prp)
            && verb + 1 == i
            && verb > 0
            && matches!(self.xpos(verb), Xpos::Vbd | Xpos::Vbz)
            && matches!(self.word(verb - 1), "," | "”" | "\"" | "''" | "’")
            && cue::verb(self.lemma(verb)).is_some()
            && !(0..self.tokens.len()).any(|t| self.head(t) == verb && self.deprel(t) == Deprel::Nsubj)
    }

    /// The verb and relation of an infinitive that says what the subject of the verb before it is to do ("agreed on
    /// Monday to leave"), hung on it in another way.
    fn own_verb(&self, i: usize) -> Option<(usize, Deprel)> {
        let verb = self.head(i);
        if self.xpos(i) != Xpos::Vb || !self.is_loose(i) || verb + 1 >= i || self.tokens[verb].upos != Upos::Verb {
            return None;
        }
        let mut between = verb + 1..i;
        let object = |t| self.head(t) == verb && matches!(self.deprel(t), Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp);
        let takes = between.clone().any(|t| self.word(t) == "to" && self.head(t) == i)
            && !between.any(|t| object(t) || self.word(t) == ",")
            && control::takes("self", self.lemma(verb));
        takes.then_some((verb, Deprel::Xcomp))
    }

    /// The verb and relation of a clause behind an object, which says what the object is to do or has done ("urged
    /// residents to leave", "accused the firm of hiding it").
    fn verb_of_object(&self, i: usize) -> Option<(usize, Deprel)> {
        if !matches!(self.xpos(i), Xpos::Vb | Xpos::Vbg) || !self.is_loose(i) {
            return None;
        }
        let above = self.head(i);
        let is_object = |t: usize| self.deprel(t) == Deprel::Obj;
        let (object, verb) = match self.deprel(i) {
            Deprel::Acl => (above, self.head(above)),
            _ => {
                let mut between = ((above + 1).min(i)..i).rev();
                (between.find(|t| self.head(*t) == above && is_object(*t))?, above)
            }
        };
        if !(verb < object && object < i && is_object(object)) {
            return None;
        }
        let marks = |t: usize| self.head(t) == i && matches!(self.deprel(t), Deprel::Mark | Deprel::Case);
        let marker = self.word((object + 1..i).find(|t| marks(*t))?);
        let deprel = if marker == "to" { Deprel::Xcomp } else { Deprel::Advcl };
        control::takes(marker, self.lemma(verb)).then_some((verb, deprel))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::TokenId;
    use crate::model::span::Span;

    /// Tokens of (word, tag, head, relation), with the words as their lemmas.
    fn repaired(words: &[(&'static str, Xpos, u32, Deprel)]) -> Vec<(u32, Deprel)> {
        let token = |(i, word): (usize, &(&str, Xpos, u32, Deprel))| Token {
            span: Span::new(i, i + 1),
            lower: Span::new(i, i + 1),
            lemma: Span::new(i, i + 1),
            upos: if word.1 == Xpos::Vbd { Upos::Verb } else { Upos::X },
            xpos: word.1,
            head: TokenId(word.2),
            deprel: word.3,
        };
        let mut tokens: Vec<Token> = words.iter().enumerate().map(token).collect();
        let word = |t: &Token| words[t.span.start as usize].0;
        repair(&mut tokens, 0, word, word);
        tokens.iter().map(|t| (t.head.0, t.deprel)).collect()
    }

    #[test]
    fn what_is_asked_belongs_to_the_asking() {
        let sentence = |verb, relation| {
            repaired(&[
                (verb, Xpos::Vbd, 0, Deprel::Root),
                ("residents", Xpos::Nns, 0, Deprel::Obj),
                ("to", Xpos::To, 3, Deprel::Mark),
                ("leave", Xpos::Vb, if relation == Deprel::Acl { 1 } else { 0 }, relation),
            ])[3]
        };
        assert_eq!(sentence("urge", Deprel::Acl), (0, Deprel::Xcomp));
        assert_eq!(sentence("order", Deprel::Advcl), (0, Deprel::Xcomp));
        assert_eq!(sentence("reject", Deprel::Acl), (1, Deprel::Acl));
    }

    #[test]
    fn a_charge_belongs_to_the_charging() {
        let sentence = |verb| {
            repaired(&[
                (verb, Xpos::Vbd, 0, Deprel::Root),
                ("firm", Xpos::Nn, 0, Deprel::Obj),
                ("of", Xpos::In, 3, Deprel::Mark),
                ("hiding", Xpos::Vbg, 1, Deprel::Acl),
            ])[3]
        };
        assert_eq!(sentence("accuse"), (0, Deprel::Advcl));
        assert_eq!(sentence("discuss"), (1, Deprel::Acl));
    }

    #[test]
    fn what_is_agreed_belongs_to_the_agreeing() {
        let sentence = |verb| {
            repaired(&[
                (verb, Xpos::Vbd, 0, Deprel::Root),
                ("Monday", Xpos::Nnp, 0, Deprel::Obl),
                ("to", Xpos::To, 3, Deprel::Mark),
                ("leave", Xpos::Vb, 0, Deprel::Advcl),
            ])[3]
        };
        assert_eq!(sentence("agree"), (0, Deprel::Xcomp));
        assert_eq!(sentence("rise"), (0, Deprel::Advcl));
    }

    #[test]
    fn who_stands_behind_the_saying_says_it() {
        let sentence = |verb| {
            repaired(&[
                ("rain", Xpos::Nn, 0, Deprel::Root),
                (",", Xpos::Comma, 2, Deprel::Punct),
                (verb, Xpos::Vbd, 0, Deprel::Parataxis),
                ("Lee", Xpos::Nnp, 2, Deprel::Obj),
            ])[3]
        };
        assert_eq!(sentence("say"), (2, Deprel::Nsubj));
        assert_eq!(sentence("hit"), (2, Deprel::Obj));
    }
}
