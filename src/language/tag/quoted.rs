//! Repairs verbs of saying that were tagged otherwise between a quotation and its speaker: "It is dry," grumbled Ann Lee.

use crate::language::{Token, Upos, Xpos};
use crate::lexicon::cue;

/// Makes pasts of such words, in one sentence. `lower` gives the lower-cased form of a token.
pub(crate) fn repair<'w>(tokens: &mut [Token], lower: impl Fn(&Token) -> &'w str) {
    for i in 1..tokens.len().saturating_sub(1) {
        let between = tokens[i - 1].xpos == Xpos::CloseQuote && matches!(tokens[i + 1].xpos, Xpos::Nnp | Xpos::Prp);
        let other = matches!(tokens[i].xpos, Xpos::Jj | Xpos::Nn | Xpos::Vbn);
        let word = lower(&tokens[i]);
        if between && other && word.ends_with("ed") && cue::verb(word).is_some() {
            (tokens[i].xpos, tokens[i].upos) = (Xpos::Vbd, Upos::Verb);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::TokenId;
    use crate::model::span::Span;

    #[test]
    fn a_word_of_saying_between_a_quotation_and_a_name() {
        let tag = |word: &'static str, mark: Xpos| {
            let bare = |xpos| Token {
                xpos,
                ..Token::bare(Span::new(0, 1), Span::new(0, 1), TokenId(0))
            };
            let mut tokens = [mark, Xpos::Jj, Xpos::Nnp].map(bare);
            repair(&mut tokens, |_| word);
            tokens[1].xpos
        };
        assert_eq!(tag("grumbled", Xpos::CloseQuote), Xpos::Vbd);
        assert_eq!(tag("wooded", Xpos::CloseQuote), Xpos::Jj);
        assert_eq!(tag("grumbled", Xpos::Comma), Xpos::Jj);
    }
}
