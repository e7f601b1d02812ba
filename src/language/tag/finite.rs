//! Repairs past tenses that were tagged as participles or nouns, in sentences that would have no finite verb otherwise.
//!
//! "The ministers met in Geneva" and "the ministers met by reporters" begin alike, and a tagger that reads from left to
//! right takes the one for the other. The rest of the sentence tells them apart: if no other verb of the main clause is
//! finite, the participle is the past. Headings are left alone: they leave out auxiliaries ("Three held after raid").

use crate::language::{Token, Upos, Xpos};
use crate::lexicon::article_word::{List, is};
use crate::lexicon::lemma;

/// Makes pasts of participles, in one sentence. `lower` gives the lower-cased form of a token.
pub(crate) fn repair<'w>(tokens: &mut [Token], lower: impl Fn(&Token) -> &'w str) {
    let Some(last) = tokens.iter().rposition(|t| t.upos != Upos::Punct) else {
        return;
    };
    let stopped = tokens[last + 1..].iter().any(|t| matches!(lower(t), "." | "!"));
    if !stopped || main_finite(tokens, &lower) {
        return;
    }
    let bare = (1..=last).find(|i| is_bare(tokens, *i, &lower) || is_misread(tokens, *i, &lower));
    if let Some(i) = bare {
        tokens[i].xpos = Xpos::Vbd;
        tokens[i].upos = Upos::Verb;
    }
}

/// Returns whether a noun after a noun has the form of an irregular past: "A ferry sank off Orsk."
fn is_misread<'w>(tokens: &[Token], i: usize, lower: &impl Fn(&Token) -> &'w str) -> bool {
    let after_noun = matches!(tokens[i - 1].upos, Upos::Noun | Upos::Propn);
    let form = lower(&tokens[i]);
    // "cost", "hit": the same as the noun.
    let past = || lemma::irregular(form, Xpos::Vbd).is_some_and(|lemma| lemma != form);
    tokens[i].xpos == Xpos::Nn && after_noun && past()
}

/// Returns whether the token is a participle after a noun or pronoun, without an auxiliary.
fn is_bare<'w>(tokens: &[Token], i: usize, lower: &impl Fn(&Token) -> &'w str) -> bool {
    let token = &tokens[i];
    if token.xpos != Xpos::Vbn || token.upos != Upos::Verb {
        return false;
    }
    let before = tokens[..i].iter().rev().find(|t| t.upos != Upos::Adv);
    let subject = before.is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num));
    let agent = tokens.get(i + 1).is_some_and(|t| lower(t) == "by");
    subject && !agent
}

/// Returns whether the main clause has a finite verb: one that no subordinator governs, that is not merely joined to something
/// before it ("and agreed"), and does not report at the sentence's end (", officials said").
fn main_finite<'w>(tokens: &[Token], lower: &impl Fn(&Token) -> &'w str) -> bool {
    let mut below = false;
    let mut reporting_from = 0;
    for (i, token) in tokens.iter().enumerate() {
        let word = lower(token);
        if matches!(word, "," | ";" | ":" | "—" | "–") {
            below = false;
            reporting_from = i;
        } else if is(word, List::Subordinator) {
            below = true;
        } else if is_finite(token) {
            let joined = i > 0 && tokens[i - 1].xpos == Xpos::Cc;
            let reports =
                reporting_from > 0 && i - reporting_from <= 6 && matches!(word, "said" | "says" | "added" | "told");
            if !below && !joined && !reports {
                return true;
            }
        }
    }
    false
}

fn is_finite(token: &Token) -> bool {
    matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Deprel;
    use crate::model::ids::TokenId;
    use crate::model::span::Span;

    /// The tag of "met" in a sentence of words with their tags.
    fn met(words: &[(&'static str, Xpos, Upos)]) -> Xpos {
        let token = |(i, word): (usize, &(&str, Xpos, Upos))| Token {
            xpos: word.1,
            upos: word.2,
            deprel: Deprel::Dep,
            ..Token::bare(Span::new(i, i + 1), Span::new(i, i + 1), TokenId(0))
        };
        let mut tokens: Vec<Token> = words.iter().enumerate().map(token).collect();
        let word = |t: &Token| words[t.span.start as usize].0;
        repair(&mut tokens, word);
        let met = words.iter().position(|w| w.0 == "met").expect("the word");
        tokens[met].xpos
    }

    const MINISTERS: (&str, Xpos, Upos) = ("ministers", Xpos::Nns, Upos::Noun);
    const MET: (&str, Xpos, Upos) = ("met", Xpos::Vbn, Upos::Verb);
    const STOP: (&str, Xpos, Upos) = (".", Xpos::Period, Upos::Punct);

    #[test]
    fn a_past_read_as_a_noun() {
        let misread = ("met", Xpos::Nn, Upos::Noun);
        assert_eq!(met(&[MINISTERS, misread, STOP]), Xpos::Vbd);
        assert_eq!(met(&[("the", Xpos::Dt, Upos::Det), misread, STOP]), Xpos::Nn);
    }

    #[test]
    fn a_sentence_has_a_finite_verb() {
        let there = ("there", Xpos::Rb, Upos::Adv);
        assert_eq!(met(&[MINISTERS, MET, there, STOP]), Xpos::Vbd);
        let clause = [
            ("when", Xpos::Wrb, Upos::Adv),
            ("it", Xpos::Prp, Upos::Pron),
            ("rained", Xpos::Vbd, Upos::Verb),
        ];
        assert_eq!(met(&[MINISTERS, MET, clause[0], clause[1], clause[2], STOP]), Xpos::Vbd);
    }

    #[test]
    fn participles_stay_where_another_verb_is_finite_or_none_is_wanted() {
        let left = ("left", Xpos::Vbd, Upos::Verb);
        let by = ("by", Xpos::In, Upos::Adp);
        assert_eq!(met(&[MINISTERS, MET, by, MINISTERS, left, STOP]), Xpos::Vbn);
        assert_eq!(met(&[MINISTERS, MET, by, MINISTERS, STOP]), Xpos::Vbn);
        // No full stop: a caption or a headline.
        assert_eq!(met(&[MINISTERS, MET]), Xpos::Vbn);
        let were = ("were", Xpos::Vbd, Upos::Aux);
        assert_eq!(met(&[MINISTERS, were, MET, STOP]), Xpos::Vbn);
    }
}
