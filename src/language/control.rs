//! What the verb decides: hangs clauses on the verb that they belong to, and subjects that stand behind theirs.
//!
//! "urged residents to leave" and "residents to leave" look alike to the parser, which sometimes makes the clause a part
//! of the object, or something that is done in order to leave. The verb decides ([`crate::lexicon::control`]). So does
//! it in ", said Ann Lee": who stands right behind a verb of saying, behind a comma, says it.

use super::{Deprel, Token, Upos, Xpos};
use crate::lexicon::{control, cue};

/// Moves such clauses, in one sentence whose first token has the number `start`. `word` gives a token's lower-cased form,
/// `lemma` its lemma.
pub(super) fn repair<'w>(
    tokens: &mut [Token],
    start: u32,
    word: impl Fn(&Token) -> &'w str,
    lemma: impl Fn(&Token) -> &'w str,
) {
    let head = |tokens: &[Token], i: usize| (tokens[i].head.0 - start) as usize;
    for i in 1..tokens.len() {
        if is_inverted(tokens, start, i, &word, &lemma) {
            tokens[i].deprel = Deprel::Nsubj;
        }
        if belongs_to_own_verb(tokens, start, i, &word, &lemma) {
            tokens[i].deprel = Deprel::Xcomp;
            continue;
        }
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

/// True for the one that speaks in ", said Ann Lee", taken for what is said.
fn is_inverted<'w>(
    tokens: &[Token],
    start: u32,
    i: usize,
    word: &impl Fn(&Token) -> &'w str,
    lemma: &impl Fn(&Token) -> &'w str,
) -> bool {
    let verb = (tokens[i].head.0 - start) as usize;
    let named = matches!(tokens[i].xpos, Xpos::Nnp | Xpos::Prp);
    tokens[i].deprel == Deprel::Obj
        && named
        && verb + 1 == i
        && verb > 0
        && matches!(tokens[verb].xpos, Xpos::Vbd | Xpos::Vbz)
        && matches!(word(&tokens[verb - 1]), "," | "”" | "\"" | "''" | "’")
        && cue::verb(lemma(&tokens[verb])).is_some()
        && !tokens
            .iter()
            .any(|t| (t.head.0 - start) as usize == verb && t.deprel == Deprel::Nsubj)
}

/// True for an infinitive that says what the subject of the verb before it is to do, hung on it in another way.
fn belongs_to_own_verb<'w>(
    tokens: &[Token],
    start: u32,
    i: usize,
    word: &impl Fn(&Token) -> &'w str,
    lemma: &impl Fn(&Token) -> &'w str,
) -> bool {
    let verb = (tokens[i].head.0 - start) as usize;
    let below = |t: &Token, head: usize| (t.head.0 - start) as usize == head;
    if tokens[i].xpos != Xpos::Vb || !matches!(tokens[i].deprel, Deprel::Acl | Deprel::Advcl) || verb + 1 >= i {
        return false;
    }
    let between = &tokens[verb + 1..i];
    tokens[verb].upos == Upos::Verb
        && between.iter().any(|t| word(t) == "to" && below(t, i))
        && !between
            .iter()
            .any(|t| below(t, verb) && matches!(t.deprel, Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp))
        && !between.iter().any(|t| word(t) == ",")
        && control::takes("self", lemma(&tokens[verb]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::TokenId;
    use crate::span::Span;

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
