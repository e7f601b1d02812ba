//! Coreference of pronouns: candidates in a window of sentences, excluded by agreement and binding, ranked by salience.
//!
//! The weights follow Lappin and Leass (1994) and Kameyama (1997): subjects before objects, near before far, the same
//! grammatical position, frequent mention. Gender counts only where words give it (titles, given names, an earlier
//! pronoun); a name without gender agrees with both "he" and "she".

use super::chain::{EntityId, Node, Position};
use super::walk::Walk;
use crate::extract::actor::pronoun::{Case, Person, Pronoun};
use crate::language::{Deprel, Upos, Xpos, clause};
use crate::lexicon::actor::Gender;
use crate::lexicon::actor_word::List;
use crate::model::facts::{ActorKind, MentionKind};
use crate::model::ids::{TokenId, TokenRange};

/// Number of sentences back in which candidates are looked for.
const SENTENCES: u32 = 3;
/// Least lead of the best candidate's score over the next; with less the pronoun stays unresolved.
const TIE: f32 = 0.05;
/// Maximum number of governors that binding looks up.
const STEPS: usize = 12;
/// Least score of an antecedent of "he", "she" and "they".
const LEAST: f32 = 1.0;
/// Least score of an antecedent of "it", which may refer to anything.
const LEAST_OF_IT: f32 = 6.0;
/// Least score of an antecedent of "its".
const LEAST_OF_ITS: f32 = 5.0;
/// Number of mentions beyond which further ones do not raise a score.
const OFTEN: usize = 20;

/// The entity of a third-person pronoun. First and second persons are linked after the speakers.
pub(super) fn resolve(walk: &Walk<'_>, number: usize) -> Option<EntityId> {
    let node = &walk.chains.nodes[number];
    let pronoun = node.pronoun.filter(|p| p.person == Person::Third)?;
    if pronoun.thing && is_dummy(walk, node) {
        return None;
    }
    if pronoun.case == Case::Reflexive {
        return reflexive(walk, node);
    }
    if let Some(object) = object_above(walk, node, pronoun) {
        return walk.entity_at(object).filter(|id| agrees(walk, node, pronoun, *id));
    }
    let mut best: Vec<(EntityId, f32)> = Vec::new();
    let behind = name_behind(walk, node, pronoun).or_else(|| after_comma(walk, number, pronoun));
    for candidate in behind.into_iter().chain(walk.before(number, SENTENCES)) {
        let other = &walk.chains.nodes[candidate];
        if let Some(id) = other.entity.filter(|id| agrees(walk, node, pronoun, *id))
            && !excluded_by_binding(walk, node, pronoun, other)
        {
            let known = best.iter().position(|(e, _)| *e == id);
            let score = score(walk, node, pronoun, other, id, known.unwrap_or(best.len()));
            match known {
                Some(known) => best[known].1 = best[known].1.max(score),
                None => best.push((id, score)),
            }
        }
    }
    best.retain(|(id, _)| !excluded(walk, node, pronoun, *id));
    best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let (id, top) = *best.first()?;
    let tied = best.get(1).is_some_and(|(_, next)| top - next < TIE);
    let enough = match pronoun.thing {
        true if pronoun.case == Case::Possessive => LEAST_OF_ITS,
        true => LEAST_OF_IT,
        false => LEAST,
    };
    (!tied && top >= enough).then_some(id)
}

fn agrees(walk: &Walk<'_>, node: &Node, pronoun: Pronoun, id: EntityId) -> bool {
    let entity = walk.chains.entity(id);
    let kind = entity.kind();
    if pronoun.gender != Gender::Unknown {
        return kind == ActorKind::Person && !entity.plural && entity.gender.agrees(node.gender);
    }
    if pronoun.thing {
        return matches!(kind, ActorKind::Organization | ActorKind::Place) && !entity.plural;
    }
    entity.plural || matches!(kind, ActorKind::Group | ActorKind::Organization)
}

/// Features of a candidate with their weights.
const WEIGHTS: [(&str, f32); 28] = [
    ("same sentence", 3.3),
    ("one sentence back", 2.0),
    ("two sentences back", 0.9),
    ("further back", 0.2),
    ("subject", 1.1),
    ("object", 0.5),
    ("possessor", 0.2),
    ("same place in the clause", 0.35),
    ("often spoken of", 0.3),
    ("name", 0.95),
    ("pronoun of the same form", 0.1),
    ("other pronoun", -0.5),
    ("subject above", 0.2),
    ("subject above a possessive", -0.1),
    ("gender told", 0.45),
    ("across a quotation", -0.65),
    ("other paragraph", -0.2),
    ("persons between", -0.4),
    ("named often in the article", 0.8),
    ("subject again", 0.4),
    ("the nearest", 0.15),
    ("inside a noun's phrase", -0.25),
    ("joined", -0.75),
    ("after the pronoun", 0.15),
    ("several for a plural", 0.4),
    ("organization for a plural", -0.6),
    ("no subject, or across a quotation, for \"it\"", -1.2),
    ("\"it\" as no subject", -0.6),
];

/// The score of a candidate, with `between` other persons nearer than it.
fn score(walk: &Walk<'_>, node: &Node, pronoun: Pronoun, other: &Node, id: EntityId, between: usize) -> f32 {
    let features = features(walk, node, pronoun, other, id, between);
    let weighted = features.iter().zip(WEIGHTS);
    weighted.map(|(value, (_, weight))| value * weight).sum()
}

/// The features of a candidate, in the order of [`WEIGHTS`].
fn features(walk: &Walk<'_>, node: &Node, pronoun: Pronoun, other: &Node, id: EntityId, between: usize) -> [f32; 28] {
    let doc = walk.doc;
    let entity = walk.chains.entity(id);
    let is = |yes: bool| f32::from(u8::from(yes));
    let distance = walk.distance(node, other);
    let subject = other.position == Position::Subject;
    let again = other.mention.kind == MentionKind::Pronoun;
    let same_form = other
        .pronoun
        .is_some_and(|p| p.gender == pronoun.gender && p.plural == pronoun.plural);
    let above = distance == 0 && subject && governs(walk, other.place, node.mention.head);
    let quote = walk.quote(other.mention.head);
    let paragraph = |n: &Node| doc.sentence(n.sentence).paragraph;
    let several = entity.plural || entity.kind() == ActorKind::Group;
    let often = |mentions: usize| (1.0 + mentions.min(OFTEN) as f32).ln();
    [
        is(distance == 0),
        is(distance == 1),
        is(distance == 2),
        is(distance > 2),
        is(subject),
        is(other.position == Position::Object),
        is(other.position == Position::Possessor),
        is(other.position == node.position),
        often(walk.spoken_of(id)),
        is(entity.named),
        is(again && same_form),
        is(again && !same_form),
        is(above),
        is(above && pronoun.case == Case::Possessive),
        is(entity.gender != Gender::Unknown && pronoun.gender != Gender::Unknown),
        is(quote.is_some() && quote != walk.quote(node.mention.head)),
        is(paragraph(node) != paragraph(other)),
        (1.0 + between as f32).ln(),
        often(walk.named(id)),
        is(subject && node.position == Position::Subject && distance == 1),
        is(between == 0),
        is(doc.token(other.place).deprel == Deprel::Nmod),
        is(doc.token(other.place).deprel == Deprel::Conj),
        is(other.mention.head > node.mention.head),
        is(pronoun.plural && several),
        is(pronoun.plural && !several && entity.kind() == ActorKind::Organization),
        is(pronoun.thing && !(subject && quote == walk.quote(node.mention.head))),
        is(pronoun.thing && pronoun.case == Case::Plain && node.position != Position::Subject),
    ]
}

/// Returns whether a token is the subject of a clause that holds the other token.
fn governs(walk: &Walk<'_>, subject: TokenId, word: TokenId) -> bool {
    let doc = walk.doc;
    let clause = doc.head(clause::first_conjunct(doc, subject));
    clause.is_some_and(|c| doc.subtree(c).contains(word) && above(walk, c, word))
}

fn above(walk: &Walk<'_>, top: TokenId, word: TokenId) -> bool {
    let up = std::iter::successors(Some(word), |t| walk.doc.head(*t)).take(STEPS);
    up.into_iter().any(|t| t == top)
}

/// Returns whether binding excludes a candidate: it is an argument of the same verb ("Berg saw him"), or the pronoun is
/// part of its phrase ("his brother" is not him).
fn excluded_by_binding(walk: &Walk<'_>, node: &Node, pronoun: Pronoun, other: &Node) -> bool {
    let doc = walk.doc;
    if node.sentence != other.sentence {
        return false;
    }
    let (word, place) = (node.mention.head, clause::first_conjunct(doc, other.place));
    if pronoun.case == Case::Plain && doc.head(word).is_some() {
        let own = clause::first_conjunct(doc, word);
        let same_verb = doc.head(own) == doc.head(place) && doc.head(own).is_some();
        let possessor = other.position == Position::Possessor;
        if same_verb && !possessor {
            return true;
        }
    }
    // "his brother" is not him; "Berg and his brother", "Berg with his brother" may be.
    let owned = pronoun.case == Case::Possessive && doc.head(word) == Some(other.place);
    owned || other.mention.kind == MentionKind::Nominal && inside(walk, word, other.place)
}

/// Returns whether a token is inside a noun's phrase, with no clause or joined phrase between.
fn inside(walk: &Walk<'_>, word: TokenId, noun: TokenId) -> bool {
    let mut at = word;
    for _ in 0..STEPS {
        let own = matches!(
            walk.doc.token(at).deprel,
            Deprel::AclRelcl | Deprel::Acl | Deprel::Appos | Deprel::Parataxis | Deprel::Conj
        );
        match walk.doc.head(at).filter(|_| !own) {
            Some(head) if head == noun => return true,
            Some(head) => at = head,
            None => break,
        }
    }
    false
}

/// Returns whether an entity is excluded for all its mentions: the speaker of the quotation around the pronoun, or
/// another argument of the pronoun's verb.
fn excluded(walk: &Walk<'_>, node: &Node, pronoun: Pronoun, id: EntityId) -> bool {
    let doc = walk.doc;
    let speaker = walk.quote(node.mention.head).and_then(|q| walk.speaker(q));
    if speaker == Some(id) {
        return true;
    }
    if pronoun.case != Case::Plain {
        return false;
    }
    let Some(verb) = doc.head(node.mention.head) else {
        return false;
    };
    let argument = |c: &TokenId| {
        matches!(
            doc.token(*c).deprel,
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj
        ) && *c != node.mention.head
    };
    doc.children(verb)
        .filter(argument)
        .any(|c| walk.entity_at(c) == Some(id))
}

/// The object of the verb above an infinitive such as "to make them safe", to which the pronoun refers.
fn object_above(walk: &Walk<'_>, node: &Node, pronoun: Pronoun) -> Option<TokenId> {
    let doc = walk.doc;
    let verb = doc.head(node.mention.head)?;
    let makes = matches!(doc.lemma(verb), "make" | "keep" | "render" | "leave");
    let becomes = doc
        .child(verb, Deprel::Xcomp)
        .is_some_and(|c| doc.token(c).upos == Upos::Adj);
    let purpose = doc.token(verb).xpos == Xpos::Vb && doc.token(verb).deprel == Deprel::Advcl;
    if !(makes && becomes && purpose && pronoun.case == Case::Plain && node.position == Position::Object) {
        return None;
    }
    let object = doc.child(doc.head(verb)?, Deprel::Obj)?;
    let plural = matches!(doc.token(object).xpos, Xpos::Nns | Xpos::Nnps);
    (object < node.mention.head && plural == pronoun.plural).then_some(object)
}

/// The antecedent of a reflexive ("himself"): the subject of its clause.
fn reflexive(walk: &Walk<'_>, node: &Node) -> Option<EntityId> {
    let doc = walk.doc;
    let clause = clause::predicate_of(doc, node.mention.head);
    let subject = clause::subject(doc, clause)?;
    let id = walk.entity_at(subject)?;
    agrees(walk, node, node.pronoun?, id).then_some(id)
}

/// The name behind a pronoun that stands in a phrase before the clause: "In her speech, Keller said".
fn name_behind(walk: &Walk<'_>, node: &Node, pronoun: Pronoun) -> Option<usize> {
    let doc = walk.doc;
    let mut at = node.mention.head;
    for _ in 0..STEPS {
        let head = doc.head(at)?;
        if matches!(doc.token(at).deprel, Deprel::Advcl | Deprel::Obl) && head > at {
            let subject = doc
                .children(head)
                .find(|c| matches!(doc.token(*c).deprel, Deprel::Nsubj | Deprel::NsubjPass))?;
            let other = walk.node_at(subject).filter(|_| subject > node.mention.head)?;
            // Names are linked before the walk; nouns that come later are not known yet.
            let id = walk.chains.nodes[other].entity?;
            return agrees(walk, node, pronoun, id).then_some(other);
        }
        at = head;
    }
    None
}

/// The same by the order of words, where the tree lacks it: the first name behind the comma after the opening phrase.
fn after_comma(walk: &Walk<'_>, number: usize, pronoun: Pronoun) -> Option<usize> {
    /// Distance of the pronoun from the start of the sentence, in tokens.
    const OPENING: u32 = 12;
    /// Number of mentions behind the pronoun among which the name is looked for.
    const MENTIONS: usize = 8;
    /// Maximum number of tokens between the comma and the name.
    const BEFORE_NAME: usize = 6;
    let doc = walk.doc;
    let node = &walk.chains.nodes[number];
    let start = doc.sentence(node.sentence).tokens.start;
    let opening = doc.token(start);
    let opens = matches!(opening.upos, Upos::Adp | Upos::Sconj) || opening.xpos == Xpos::Vbg;
    if !opens || node.mention.head > start + OPENING {
        return None;
    }
    let after = walk.chains.nodes[number + 1..]
        .iter()
        .take(MENTIONS)
        .take_while(|n| n.sentence == node.sentence);
    let (step, other) = after
        .enumerate()
        .find(|(_, n)| n.mention.kind == MentionKind::Name && n.kind == Some(ActorKind::Person))?;
    let is_comma = |t: TokenId| doc.form(t) == ",";
    let between = TokenRange::new(node.mention.head.next(), other.tokens.start);
    let comma = between.iter().rev().take(BEFORE_NAME).find(|t| is_comma(*t))?;
    let earlier = TokenRange::new(start, comma).iter().any(is_comma);
    let fits = !earlier && other.entity.is_some_and(|id| agrees(walk, node, pronoun, id));
    fits.then_some(number + 1 + step)
}

/// Returns whether "it" is an expletive: "it rained", "it is clear that".
fn is_dummy(walk: &Walk<'_>, node: &Node) -> bool {
    let doc = walk.doc;
    let word = node.mention.head;
    if doc.token(word).deprel == Deprel::Expl {
        return true;
    }
    let Some(clause) = doc.head(word).filter(|_| node.position == Position::Subject) else {
        return false;
    };
    let clausal = |c: TokenId| {
        matches!(doc.token(c).deprel, Deprel::Csubj | Deprel::CsubjPass)
            || (matches!(
                doc.token(c).deprel,
                Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl | Deprel::AclRelcl
            ) && doc.child(clause, Deprel::Cop).is_some())
    };
    doc.children(clause).any(clausal) || List::Expletive.has(doc.lemma(clause))
}
