//! What is asked of somebody is asked: hangs clauses behind an object on the verb that they belong to.
//!
//! "urged residents to leave" and "residents to leave" look alike to the parser, which sometimes makes the clause a part
//! of the object, or something that is done in order to leave. The verb decides ([`crate::lexicon::control`]).

use super::{Deprel, Token, Xpos};
use crate::lexicon::control;

/// Moves such clauses, in one sentence whose first token has the number `start`. `word` gives a token's lower-cased form,
/// `lemma` its lemma.
pub(super) fn repair<'w>(
    tokens: &mut [Token],
    start: u32,
    word: impl Fn(&Token) -> &'w str,
    lemma: impl Fn(&Token) -> &'w str,
) {
    let head = |tokens: &[Token], i: usize| (tokens[i].head.0 - start) as usize;
    for i in 2..tokens.len() {
        if !matches!(tokens[i].xpos, Xpos::Vb | Xpos::Vbg) || !matches!(tokens[i].deprel, Deprel::Acl | Deprel::Advcl) {
            continue;
        }
        let above = head(tokens, i);
        let (object, verb) = match tokens[i].deprel {
            Deprel::Acl => (Some(above), head(tokens, above)),
            _ => {
                let between = (above + 1).min(i)..i;
                let object = between
                    .rev()
                    .find(|o| head(tokens, *o) == above && tokens[*o].deprel == Deprel::Obj);
                (object, above)
            }
        };
        let Some(object) = object.filter(|o| verb < *o && *o < i && tokens[*o].deprel == Deprel::Obj) else {
            continue;
        };
        let marker =
            (object + 1..i).find(|m| head(tokens, *m) == i && matches!(tokens[*m].deprel, Deprel::Mark | Deprel::Case));
        let Some(marker) = marker.map(|m| word(&tokens[m])) else {
            continue;
        };
        if control::takes(marker, lemma(&tokens[verb])) {
            tokens[i].head.0 = start + verb as u32;
            tokens[i].deprel = if marker == "to" { Deprel::Xcomp } else { Deprel::Advcl };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{TokenId, Upos};
    use crate::span::Span;

    /// Tokens of (word, tag, head, relation), with the words as their lemmas.
    fn repaired(words: &[(&'static str, Xpos, u32, Deprel)]) -> Vec<(u32, Deprel)> {
        let token = |(i, word): (usize, &(&str, Xpos, u32, Deprel))| Token {
            span: Span::new(i, i + 1),
            lower: Span::new(i, i + 1),
            lemma: Span::new(i, i + 1),
            upos: Upos::X,
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
}
