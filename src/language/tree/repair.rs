//! Repairs of trees: clauses are attached to the verb that takes them, and what a verb of saying stands between is put together.
//!
//! "urged residents to leave" and "residents to leave" look alike to the parser, which sometimes makes the clause a part
//! of the object, or something that is done in order to leave. The verb decides ([`crate::lexicon::control`]). So does
//! it in ", said Ann Lee": right behind a verb of saying that follows a comma, a name is its subject, and so is a bare noun
//! (", said police") if what is said stands before the verb. And a past that is joined to an infinitive or a participle ("refused
//! to leave and blamed the council") is joined to the verb with a tense above that. A noun with an article that is joined to
//! one without is joined to the noun with an article above that. A relative clause that tells of deaths describes the attack, not
//! the town ("the strike on the town, which killed nine people").

use crate::language::{Deprel, Token, Upos, Xpos};
use crate::lexicon::{control, cue, event};
use crate::model::facts::EventClass;
use crate::model::ids::TokenId;

/// Maximum number of words climbed from a joined past to the verb that it is joined to.
const BETWEEN: usize = 3;

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
        if let Some(inserted) = tree.inserted(i) {
            inserted.take_out(tokens, start);
        } else if let Some(verb) = tree.own_verb_of_subject(i - 1) {
            tokens[i - 1].head.0 = start + verb as u32;
        } else if tree.is_rest_of_name(i) {
            tokens[i].head.0 = start + i as u32 - 1;
            tokens[i].deprel = Deprel::Flat;
        } else if tree.is_inverted(i) {
            tokens[i].deprel = Deprel::Nsubj;
        } else if let Some(noun) = tree.parallel(i) {
            tokens[i].head.0 = start + noun as u32;
            tokens[i].deprel = Deprel::Conj;
        } else if let Some(noun) = tree.harmful(i) {
            tokens[i].head.0 = start + noun as u32;
        } else if let Some(verb) = tree.joined_past(i) {
            tokens[i].head.0 = start + verb as u32;
            tokens[i].xpos = Xpos::Vbd;
        } else if let Some((verb, deprel)) = tree.own_verb(i).or_else(|| tree.verb_of_object(i)) {
            tokens[i].head.0 = start + verb as u32;
            tokens[i].deprel = deprel;
        }
    }
}

/// A report inside a sentence: its verb and speaker, and the subject and the verb of what is said.
struct Inserted {
    verb: usize,
    speaker: usize,
    subject: usize,
    clause: usize,
}

impl Inserted {
    /// Makes what is said the main clause.
    fn take_out(&self, tokens: &mut [Token], start: u32) {
        let id = |t: usize| TokenId(start + t as u32);
        let (head, deprel) = (tokens[self.verb].head, tokens[self.verb].deprel);
        let is_root = head == id(self.verb);
        tokens[self.clause].head = if is_root { id(self.clause) } else { head };
        tokens[self.clause].deprel = deprel;
        tokens[self.verb].head = id(self.clause);
        tokens[self.verb].deprel = Deprel::Parataxis;
        tokens[self.speaker].head = id(self.verb);
        tokens[self.speaker].deprel = Deprel::Nsubj;
        tokens[self.subject].head = id(self.clause);
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
        let named = matches!(self.xpos(i), Xpos::Nnp | Xpos::Prp);
        self.deprel(i) == Deprel::Obj
            && (named || matches!(self.xpos(i), Xpos::Nn | Xpos::Nns) && self.has(verb, &[Deprel::Ccomp]))
            && verb + 1 == i
            && verb > 0
            && matches!(self.xpos(verb), Xpos::Vbd | Xpos::Vbz)
            && matches!(self.word(verb - 1), "," | "”" | "\"" | "''" | "’")
            && cue::verb(self.lemma(verb)).is_some()
            && !self.has(verb, &[Deprel::Nsubj])
    }

    /// Returns whether token `i` and the one before are two halves of a name that were parsed as two objects.
    fn is_rest_of_name(&self, i: usize) -> bool {
        let noun = matches!(
            self.deprel(i),
            Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obl | Deprel::Nmod
        );
        let same = self.head(i) == self.head(i - 1) && self.deprel(i) == self.deprel(i - 1);
        noun && same && self.xpos(i) == Xpos::Nnp && self.xpos(i - 1) == Xpos::Nnp
    }

    /// The report that token `i` is the verb of, if it was parsed as the main clause of the sentence that it stands in:
    /// "The man, police said, had been drinking."
    fn inserted(&self, i: usize) -> Option<Inserted> {
        let comma = |t: usize| t < self.tokens.len() && self.word(t) == ",";
        let speaker = i - 1;
        let subject = self.head(speaker);
        let apart = comma(i + 1) && (subject + 1..speaker).any(comma) && self.deprel(speaker) == Deprel::Appos;
        if !apart
            || self.head(subject) != i
            || self.deprel(subject) != Deprel::Nsubj
            || cue::verb(self.lemma(i)).is_none()
        {
            return None;
        }
        let clause = (i + 2..self.tokens.len()).find(|t| self.head(*t) == i && self.deprel(*t) == Deprel::Ccomp)?;
        Some(Inserted {
            verb: i,
            speaker,
            subject,
            clause,
        })
    }

    /// The verb that a subject belongs to, if it was attached to that of the clause told or of the telling, which has one of its
    /// own: "A ferry ran aground, the coast guard said"; "The levee held," Ann Lee told reporters.
    fn own_verb_of_subject(&self, subject: usize) -> Option<usize> {
        let verb = self.head(subject);
        let is_subject = |t: usize| matches!(self.deprel(t), Deprel::Nsubj | Deprel::NsubjPass);
        let lacks_subject = |t: usize| !self.has(t, &[Deprel::Nsubj, Deprel::NsubjPass]);
        if !is_subject(subject) {
            return None;
        }
        if verb < subject {
            let telling = self.head(verb);
            let told = self.deprel(verb) == Deprel::Ccomp && telling > subject;
            let other = (0..verb).any(|t| self.head(t) == verb && is_subject(t));
            return (told && other && lacks_subject(telling)).then_some(telling);
        }
        let other = (subject + 1..verb).find(|t| self.head(*t) == verb && is_subject(*t))?;
        let mut told = subject + 1..other;
        told.find(|t| {
            let clause = self.head(*t) == verb && matches!(self.deprel(*t), Deprel::Ccomp | Deprel::Parataxis);
            clause && lacks_subject(*t)
        })
    }

    /// The noun that token `i` is joined to, where the parser has joined it to a noun in that one's phrase. Like is joined to
    /// like: nouns with "the" to each other ("the exchange of prisoners, the return of children and the release of
    /// civilians"; of 44 such nouns in English treebanks, EWT and GUM, 36 are joined so), and event nouns with an article
    /// ("the resignation of the governor, an investigation of the police and the release of prisoners"; 13 of 14).
    fn parallel(&self, i: usize) -> Option<usize> {
        let article = |noun: usize, words: &[&str]| {
            (0..noun).any(|t| self.head(t) == noun && self.deprel(t) == Deprel::Det && words.contains(&self.word(t)))
        };
        let has_the = |noun: usize| article(noun, &["the"]);
        let has_article = |noun: usize| article(noun, &["the", "a", "an"]);
        let tells = |noun: usize| !event::noun(self.lemma(noun)).is_empty();
        let mut at = self.head(i);
        let further = |t: usize| [at, i].contains(&self.head(t)) && self.deprel(t) == Deprel::Conj && has_article(t);
        let listed = match self.deprel(i) {
            Deprel::Conj => true,
            Deprel::Appos => (i + 1..self.tokens.len()).any(further),
            _ => false,
        };
        if !listed || at >= i || !has_article(i) {
            return None;
        }
        let mut bare = true;
        for _ in 0..BETWEEN {
            if self.deprel(at) != Deprel::Nmod || tells(i) && tells(at) {
                return None;
            }
            bare &= !self.has(at, &[Deprel::Det]);
            at = self.head(at);
            if tells(i) && tells(at) || bare && has_the(i) && has_the(at) {
                return (at < i).then_some(at);
            }
        }
        None
    }

    /// The attack or flood that the relative clause of token `i` describes, where the parser has attached it to the place or the
    /// victim between: "the strike on the town, which killed nine people".
    fn harmful(&self, i: usize) -> Option<usize> {
        let harm = |class| matches!(class, EventClass::Death | EventClass::Injury);
        let harms = event::verb(self.lemma(i)).iter().any(|sense| harm(sense.class));
        let attack = |t: usize| event::befalls(self.lemma(t)) || event::happening(self.lemma(t)) == Some("attack");
        let subject = |t: usize| self.head(t) == i && self.deprel(t) == Deprel::Nsubj;
        let thing = (0..i).any(|t| subject(t) && matches!(self.word(t), "which" | "that"));
        if self.deprel(i) != Deprel::AclRelcl || !harms || !thing {
            return None;
        }
        let mut at = self.head(i);
        for _ in 0..BETWEEN {
            let doer = (0..at).any(|t| self.head(t) == at && self.word(t) == "by");
            if self.deprel(at) != Deprel::Nmod || doer || attack(at) {
                return None;
            }
            at = self.head(at);
            if attack(at) {
                return Some(at);
            }
        }
        None
    }

    /// The verb with a tense that a past is joined to, where the parser has joined it to the infinitive or the participle
    /// between: "refused to leave and blamed the council", "was accused of stealing and fled".
    fn joined_past(&self, i: usize) -> Option<usize> {
        let mut at = self.head(i);
        let between = match self.xpos(i) {
            Xpos::Vbd => matches!(self.xpos(at), Xpos::Vb | Xpos::Vbg),
            Xpos::Vbn => self.xpos(at) == Xpos::Vb,
            _ => false,
        };
        let own_auxiliary = self.has(i, &[Deprel::Aux, Deprel::AuxPass, Deprel::OblAgent]);
        if self.deprel(i) != Deprel::Conj || !between || self.has_tense(at) || own_auxiliary {
            return None;
        }
        for _ in 0..BETWEEN {
            at = self.head(at);
            match self.xpos(at) {
                _ if self.has_tense(at) => return Some(at),
                Xpos::Vb | Xpos::Vbg | Xpos::Nn | Xpos::Nns => {}
                _ => return None,
            }
        }
        None
    }

    /// Returns whether a verb has a tense of its own or of an auxiliary: "met", "has met", "was met".
    fn has_tense(&self, verb: usize) -> bool {
        let tensed = |t: usize| matches!(self.xpos(t), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
        let auxiliary = |t: usize| matches!(self.deprel(t), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
        tensed(verb) || (0..self.tokens.len()).any(|t| self.head(t) == verb && auxiliary(t) && tensed(t))
    }

    /// Returns whether a token has a dependent with one of some relations.
    fn has(&self, head: usize, relations: &[Deprel]) -> bool {
        (0..self.tokens.len()).any(|t| self.head(t) == head && relations.contains(&self.deprel(t)))
    }

    /// The verb and relation of an infinitive that says what the subject of the verb before it is to do ("agreed on
    /// Monday to leave"), attached to it in another way.
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
    fn a_report_between_two_commas_is_no_main_clause() {
        let sentence = |verb| {
            repaired(&[
                ("man", Xpos::Nn, 3, Deprel::Nsubj),
                (",", Xpos::Comma, 2, Deprel::Punct),
                ("police", Xpos::Nns, 0, Deprel::Appos),
                (verb, Xpos::Vbd, 3, Deprel::Root),
                (",", Xpos::Comma, 3, Deprel::Punct),
                ("drinking", Xpos::Vbg, 3, Deprel::Ccomp),
            ])
        };
        let said = sentence("say");
        assert_eq!(said[0], (5, Deprel::Nsubj));
        assert_eq!(said[2], (3, Deprel::Nsubj));
        assert_eq!(said[3], (5, Deprel::Parataxis));
        assert_eq!(said[5], (5, Deprel::Root));
        assert_eq!(sentence("hit")[3], (3, Deprel::Root));
    }

    #[test]
    fn of_two_subjects_the_first_is_that_of_the_clause_told() {
        let sentence = |second| {
            repaired(&[
                ("ferry", Xpos::Nn, 3, Deprel::Nsubj),
                ("sink", Xpos::Vbd, 3, Deprel::Ccomp),
                ("guard", Xpos::Nn, 3, second),
                ("say", Xpos::Vbd, 3, Deprel::Root),
            ])[0]
        };
        assert_eq!(sentence(Deprel::Nsubj), (1, Deprel::Nsubj));
        assert_eq!(sentence(Deprel::Obl), (3, Deprel::Nsubj));
    }

    #[test]
    fn who_stands_behind_the_clause_told_tells_it() {
        let sentence = |first| {
            repaired(&[
                ("levee", Xpos::Nn, 1, first),
                ("hold", Xpos::Vbd, 3, Deprel::Ccomp),
                ("Lee", Xpos::Nnp, 1, Deprel::Nsubj),
                ("tell", Xpos::Vbd, 3, Deprel::Root),
            ])[2]
        };
        assert_eq!(sentence(Deprel::Nsubj), (3, Deprel::Nsubj));
        assert_eq!(sentence(Deprel::Obl), (1, Deprel::Nsubj));
    }

    #[test]
    fn a_past_is_not_joined_to_an_infinitive() {
        let sentence = |tag| {
            repaired(&[
                ("refuse", Xpos::Vbd, 0, Deprel::Root),
                ("leave", Xpos::Vb, 0, Deprel::Xcomp),
                ("and", Xpos::Cc, 3, Deprel::Cc),
                ("blame", tag, 1, Deprel::Conj),
            ])[3]
        };
        assert_eq!(sentence(Xpos::Vbd), (0, Deprel::Conj));
        assert_eq!(sentence(Xpos::Vb), (1, Deprel::Conj));
    }

    #[test]
    fn a_past_is_joined_to_a_verb_with_an_auxiliary() {
        let sentence = |auxiliary| {
            repaired(&[
                ("be", auxiliary, 1, Deprel::AuxPass),
                ("accuse", Xpos::Vbn, 1, Deprel::Root),
                ("of", Xpos::In, 3, Deprel::Mark),
                ("steal", Xpos::Vbg, 1, Deprel::Advcl),
                ("and", Xpos::Cc, 5, Deprel::Cc),
                ("flee", Xpos::Vbd, 3, Deprel::Conj),
            ])[5]
        };
        assert_eq!(sentence(Xpos::Vbd), (1, Deprel::Conj));
        assert_eq!(sentence(Xpos::Vbg), (3, Deprel::Conj));
    }

    #[test]
    fn nouns_with_an_article_are_joined_to_one_another() {
        let sentence = |article| {
            repaired(&[
                ("the", Xpos::Dt, 1, Deprel::Det),
                ("exchange", Xpos::Nn, 1, Deprel::Root),
                ("of", Xpos::In, 3, Deprel::Case),
                ("prisoners", Xpos::Nns, 1, Deprel::Nmod),
                ("and", Xpos::Cc, 6, Deprel::Cc),
                (article, Xpos::Dt, 6, Deprel::Det),
                ("return", Xpos::Nn, 3, Deprel::Conj),
            ])[6]
        };
        assert_eq!(sentence("the"), (1, Deprel::Conj));
        assert_eq!(sentence("some"), (3, Deprel::Conj));
    }

    #[test]
    fn two_halves_of_a_name_are_one() {
        let sentence = |tag| {
            repaired(&[
                ("see", Xpos::Vbd, 0, Deprel::Root),
                ("Ann", Xpos::Nnp, 0, Deprel::Obj),
                ("Lee", tag, 0, Deprel::Obj),
            ])[2]
        };
        assert_eq!(sentence(Xpos::Nnp), (1, Deprel::Flat));
        assert_eq!(sentence(Xpos::Nns), (0, Deprel::Obj));
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
