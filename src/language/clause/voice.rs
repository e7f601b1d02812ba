//! The voice of a verb: whether its subject acts or is acted upon.

use super::DEPTH;
use super::relation::{is_subject, is_tensed};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::model::ids::{TokenId, TokenRange};

/// Returns whether a verb is in the passive. The words beside a participle decide before the tree: behind "have" it is
/// active and behind "be" passive; a verb with tense of its own and a gerund are active.
pub(super) fn is_passive(doc: &Document, verb: TokenId) -> bool {
    let xpos = doc.token(verb).xpos;
    if xpos == Xpos::Vbn {
        match helper_before(doc, verb).map(|t| doc.lemma(t)) {
            Some("have") => return false,
            Some("be" | "get") => return true,
            _ => {}
        }
    }
    let tensed = is_tensed(xpos) && doc.child(verb, Deprel::AuxPass).is_none();
    let active = tensed || xpos == Xpos::Vbg || is_past(doc, verb);
    !active && by_tree(doc, verb, DEPTH)
}

/// The word before a participle, past adverbs and particles.
fn helper_before(doc: &Document, participle: TokenId) -> Option<TokenId> {
    /// Distance before a participle, in tokens, within which its auxiliary is looked for.
    const AUXILIARY: usize = 4;
    let before = TokenRange::new(doc.sentence_tokens(participle).start, participle);
    let mut before = before.iter().rev().take(AUXILIARY);
    before.find(|t| !matches!(doc.token(*t).upos, Upos::Adv | Upos::Part))
}

/// Returns whether what is tagged as a participle is a past tense: it has a subject right before it and no auxiliary
/// ("police | reported on Friday"), or its sentence has no other verb ("The opposition called for elections").
pub(crate) fn is_past(doc: &Document, verb: TokenId) -> bool {
    let token = doc.token(verb);
    if token.xpos != Xpos::Vbn || doc.is_heading(verb) {
        return false;
    }
    match token.deprel {
        Deprel::Acl | Deprel::Parataxis if is_only_verb(doc, verb) => true,
        Deprel::Conj | Deprel::Acl | Deprel::AclRelcl => false,
        _ => {
            let auxiliary = |c: TokenId| matches!(doc.token(c).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
            let subject =
                |c: TokenId| matches!(doc.token(c).deprel, Deprel::Nsubj | Deprel::NsubjPass) && c.next() == verb;
            !doc.children(verb).any(auxiliary) && doc.children(verb).any(subject)
        }
    }
}

/// Returns whether a participle hangs on a noun that nothing is above: the sentence has no other verb.
fn is_only_verb(doc: &Document, participle: TokenId) -> bool {
    doc.head(participle).is_some_and(|noun| {
        // "Ann Lee, head of the union, called for talks"
        let described = doc.token(noun).deprel == Deprel::Appos
            && participle.prev().is_some_and(|p| doc.form(p) == ",")
            && doc.head(noun).is_some_and(|name| doc.head(name).is_none());
        noun < participle && (doc.head(noun).is_none() || described)
    })
}

/// The voice by the tree alone.
fn by_tree(doc: &Document, verb: TokenId, depth: usize) -> bool {
    let token = doc.token(verb);
    let marked = |c: TokenId| {
        matches!(
            doc.token(c).deprel,
            Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass | Deprel::OblAgent
        )
    };
    if doc.children(verb).any(marked) {
        return true;
    }
    token.xpos == Xpos::Vbn
        && match token.deprel {
            Deprel::Acl | Deprel::Amod | Deprel::Advcl => true,
            // "was shot and killed": the voice of the first verb.
            Deprel::Conj if depth > 0 => {
                let own_subject = doc.children(verb).any(|c| is_subject(doc.token(c).deprel));
                !own_subject && doc.head(verb).is_some_and(|h| by_tree(doc, h, depth - 1))
            }
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    /// Returns whether the first token with this form is a passive verb.
    fn passive(text: &str, form: &str) -> bool {
        let (doc, _) = crate::corpus::report(text, None);
        let verb = doc.whole().iter().find(|t| doc.lower(*t) == form);
        doc.is_passive(verb.expect("the verb is in the text"))
    }

    #[test]
    fn words_beside_a_participle_decide_its_voice() {
        assert!(passive("The mine was quickly closed by the firm.", "closed"));
        assert!(passive("The mine closed by the firm was old.", "closed"));
        assert!(passive("The men got shot.", "shot"));
        assert!(!passive("The firm has since quietly closed two mines.", "closed"));
        assert!(!passive("Rebels closed the road.", "closed"));
        assert!(!passive("The firm was closing two mines.", "closing"));
    }
}
