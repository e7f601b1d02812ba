//! Whom a pronoun stands for: candidates in a window of sentences, ruled out by agreement and binding, ranked by
//! where they stand.
//!
//! The weights follow what is long known of English (Lappin and Leass 1994, Kameyama 1997): subjects before objects,
//! near before far, the same place in the clause, what is spoken of often. Gender counts only where words tell it
//! (titles, given names, an earlier pronoun); for a name that tells none, "he" and "she" are equally welcome.

use super::chain::{EntityId, Node, Position};
use super::walk::Walk;
use crate::extract::actor::pronoun::{Case, Person, Pronoun};
use crate::facts::{ActorKind, MentionKind};
use crate::language::{Deprel, TokenId, phrase};
use crate::lexicon::actor::Gender;

/// How many sentences back a candidate may be.
const SENTENCES: u32 = 3;
/// Candidates that are closer than this to the best one leave the pronoun unresolved.
const TIE: f32 = 0.05;
/// How many steps up a tree binding looks.
const STEPS: usize = 12;

/// The entity of a third-person pronoun. First and second persons wait for their speakers.
pub(super) fn resolve(walk: &Walk<'_>, number: usize) -> Option<EntityId> {
    let node = &walk.chains.nodes[number];
    let pronoun = node.pronoun.filter(|p| p.person == Person::Third)?;
    if pronoun.thing && is_dummy(walk, node) {
        return None;
    }
    if pronoun.case == Case::Reflexive {
        return reflexive(walk, node);
    }
    let mut best: Vec<(EntityId, f32)> = Vec::new();
    let mut consider = |id: EntityId, score: f32| match best.iter_mut().find(|(e, _)| *e == id) {
        Some((_, known)) => *known = known.max(score),
        None => best.push((id, score)),
    };
    for candidate in walk.before(number, SENTENCES) {
        let other = &walk.chains.nodes[candidate];
        if let Some(id) = other.entity.filter(|id| agrees(walk, node, pronoun, *id))
            && !bound(walk, node, pronoun, other)
        {
            consider(id, score(walk, node, pronoun, other, id));
        }
    }
    if let Some((id, score)) = ahead(walk, node, pronoun) {
        consider(id, score);
    }
    best.retain(|(id, _)| !excluded(walk, node, pronoun, *id));
    best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let (id, top) = *best.first()?;
    let tied = best.get(1).is_some_and(|(_, next)| top - next < TIE);
    let enough = if pronoun.thing { 3.9 } else { 1.0 };
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

/// How well a candidate's place fits.
fn score(walk: &Walk<'_>, node: &Node, pronoun: Pronoun, other: &Node, id: EntityId) -> f32 {
    let doc = walk.doc;
    let entity = walk.chains.entity(id);
    let distance = node.sentence.0.abs_diff(other.sentence.0);
    let mut score = [3.0, 2.2, 1.0, 0.2][distance.min(3) as usize];
    score += match other.position {
        Position::Subject => 1.4,
        Position::Object => 0.5,
        Position::Possessor => 0.4,
        Position::Other => 0.0,
    };
    if other.position == node.position {
        score += 0.4;
    }
    let before = entity
        .nodes
        .iter()
        .take_while(|n| walk.chains.nodes[**n].mention.head < node.mention.head);
    score += 0.35 * (1.0 + before.take(20).count() as f32).ln();
    if entity.named {
        score += 0.3;
    }
    if other.mention.kind == MentionKind::Pronoun {
        score += if other
            .pronoun
            .is_some_and(|p| p.gender == pronoun.gender && p.plural == pronoun.plural)
        {
            0.6
        } else {
            -0.5
        };
    }
    // "Berg said he": the subject of the clause above; "Berg lost his": the subject of the same clause.
    if distance == 0 && other.position == Position::Subject && governs(walk, other.place, node.mention.head) {
        score += 0.8;
    }
    if pronoun.plural {
        score += match entity.kind() {
            ActorKind::Group => 0.4,
            _ if entity.plural => 0.4,
            ActorKind::Organization => -0.6,
            _ => 0.0,
        };
    }
    // "it" may stand for anything: only what stands out is taken for it.
    if pronoun.thing {
        let inside = walk.quote(node.mention.head);
        if inside != walk.quote(other.mention.head) || other.position != Position::Subject {
            score -= 1.2;
        }
        if pronoun.case == Case::Plain && node.position != Position::Subject {
            score -= 0.6;
        }
    }
    // Who is spoken of inside a quotation is seldom who is spoken of outside.
    if walk.quote(other.mention.head) != walk.quote(node.mention.head) && walk.quote(other.mention.head).is_some() {
        score -= 0.8;
    }
    if doc.sentence(node.sentence).paragraph != doc.sentence(other.sentence).paragraph {
        score -= 0.2;
    }
    score
}

/// True if the word is the subject of a clause that the other word is in.
fn governs(walk: &Walk<'_>, subject: TokenId, word: TokenId) -> bool {
    let doc = walk.doc;
    let clause = doc.head(phrase::first_conjunct(doc, subject));
    clause.is_some_and(|c| doc.subtree(c).contains(word) && above(walk, c, word))
}

fn above(walk: &Walk<'_>, top: TokenId, word: TokenId) -> bool {
    let up = std::iter::successors(Some(word), |t| walk.doc.head(*t)).take(STEPS);
    up.into_iter().any(|t| t == top)
}

/// Rules a candidate out: it is an argument of the same verb ("Berg saw him"), or the pronoun is part of its phrase
/// ("his brother" is not him).
fn bound(walk: &Walk<'_>, node: &Node, pronoun: Pronoun, other: &Node) -> bool {
    let doc = walk.doc;
    if node.sentence != other.sentence {
        return false;
    }
    let (word, place) = (node.mention.head, phrase::first_conjunct(doc, other.place));
    if pronoun.case == Case::Plain && doc.head(word).is_some() {
        let own = phrase::first_conjunct(doc, word);
        let same_verb = doc.head(own) == doc.head(place) && doc.head(own).is_some();
        let possessor = other.position == Position::Possessor;
        if same_verb && !possessor {
            return true;
        }
    }
    // Inside its phrase, unless a clause of its own lies between.
    let mut at = word;
    for _ in 0..STEPS {
        if at == other.place {
            return true;
        }
        if matches!(
            doc.token(at).deprel,
            Deprel::AclRelcl | Deprel::Acl | Deprel::Appos | Deprel::Parataxis
        ) {
            return false;
        }
        match doc.head(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    false
}

/// Rules out entities wherever they are mentioned: the speaker of the quotation that the pronoun is in, and whoever
/// else is an argument of the pronoun's verb.
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

/// "himself": the subject of its clause.
fn reflexive(walk: &Walk<'_>, node: &Node) -> Option<EntityId> {
    let doc = walk.doc;
    let clause = phrase::clause(doc, node.mention.head);
    let subject = phrase::subject(doc, clause)?;
    let id = walk.entity_at(subject)?;
    agrees(walk, node, node.pronoun?, id).then_some(id)
}

/// "In her speech, Keller said": a name that comes after the pronoun, when that stands in a phrase before the clause.
fn ahead(walk: &Walk<'_>, node: &Node, pronoun: Pronoun) -> Option<(EntityId, f32)> {
    let doc = walk.doc;
    let mut at = node.mention.head;
    for _ in 0..STEPS {
        let head = doc.head(at)?;
        if matches!(doc.token(at).deprel, Deprel::Advcl | Deprel::Obl) && head > at {
            let subject = doc
                .children(head)
                .find(|c| matches!(doc.token(*c).deprel, Deprel::Nsubj | Deprel::NsubjPass))?;
            let other = walk.node_at(subject).filter(|_| subject > node.mention.head)?;
            let other = &walk.chains.nodes[other];
            // Names are linked before the walk; nouns that come later are not known yet.
            let id = other.entity.filter(|id| agrees(walk, node, pronoun, *id))?;
            return Some((id, 4.2));
        }
        at = head;
    }
    None
}

/// "it" that stands for nothing: "it rained", "it is clear that".
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
    doc.children(clause).any(clausal)
        || matches!(
            doc.lemma(clause),
            "rain" | "snow" | "seem" | "appear" | "emerge" | "happen" | "take" | "turn"
        )
}
