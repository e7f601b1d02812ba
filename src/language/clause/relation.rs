//! Questions that a tag or a relation answers by itself.

use crate::language::{Deprel, Document, Upos, Xpos};
use crate::model::ids::TokenId;

/// Returns whether a tag carries tense: "attacks", "attacked", "would".
pub(crate) fn is_tensed(xpos: Xpos) -> bool {
    matches!(xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}

/// Returns whether a relation is that of a subject.
pub(crate) fn is_subject(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
}

/// Returns whether a token is a verb, or a noun or adjective with a copula or a subject.
pub(crate) fn is_predicate(doc: &Document, token: TokenId) -> bool {
    matches!(doc.token(token).upos, Upos::Verb | Upos::Aux)
        || matches!(
            doc.token(token).xpos,
            Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz
        )
        || doc
            .children(token)
            .any(|c| matches!(doc.token(c).deprel, Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass))
}
