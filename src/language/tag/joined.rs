//! Repairs nouns that were tagged as verbs behind an adjective and "and": "explosive and decoy drones".

use crate::language::{Token, Upos, Xpos};

/// Makes nouns of such verbs, in one sentence.
pub(crate) fn repair(tokens: &mut [Token]) {
    for i in 2..tokens.len().saturating_sub(1) {
        let adjective = matches!(tokens[i - 2].xpos, Xpos::Jj) && tokens[i - 1].xpos == Xpos::Cc;
        let verb = matches!(tokens[i].xpos, Xpos::Vb | Xpos::Vbp);
        if adjective && verb && matches!(tokens[i + 1].xpos, Xpos::Nn | Xpos::Nns) {
            (tokens[i].xpos, tokens[i].upos) = (Xpos::Nn, Upos::Noun);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::TokenId;
    use crate::model::span::Span;

    #[test]
    fn a_noun_between_and_and_a_noun() {
        let tag = |tags: [Xpos; 4]| {
            let bare = |xpos| Token {
                xpos,
                ..Token::bare(Span::new(0, 1), Span::new(0, 1), TokenId(0))
            };
            let mut tokens = tags.map(bare);
            repair(&mut tokens);
            tokens[2].xpos
        };
        assert_eq!(tag([Xpos::Jj, Xpos::Cc, Xpos::Vb, Xpos::Nns]), Xpos::Nn);
        assert_eq!(tag([Xpos::Vb, Xpos::Cc, Xpos::Vb, Xpos::Nns]), Xpos::Vb);
        assert_eq!(tag([Xpos::Jj, Xpos::Cc, Xpos::Vb, Xpos::Dt]), Xpos::Vb);
    }
}
