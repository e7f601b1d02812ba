//! Coreference of pronouns: candidates in a window of sentences, excluded by agreement and binding, ranked by their
//! evidence (`antecedent`).
//!
//! Gender counts only where words give it (titles, given names, an earlier pronoun); a name without gender agrees with
//! both "he" and "she".

use super::antecedent::{Between, Features, NAMES, Pair, governs};
use super::chain::{Entity, EntityId, Node, Position};
use super::walk::Walk;
use crate::extract::actor::pronoun::{Case, Person, Pronoun};
use crate::language::scorer::{Judgement, Trace, UNIT};
use crate::language::{Deprel, Upos, Xpos, clause};
use crate::lexicon::actor::{self, Gender};
use crate::lexicon::actor_word::List;
use crate::lexicon::{country, gazetteer};
use crate::model::facts::{ActorKind, MentionKind};
use crate::model::ids::{TokenId, TokenRange};

/// Number of sentences back in which candidates are looked for.
const SENTENCES: u32 = 3;
/// Least lead of the best candidate's score over the next; with less the pronoun stays unresolved.
const TIE: f32 = 0.05;
/// Maximum number of governors that binding looks up.
const STEPS: usize = 12;
/// Least score of an antecedent of "it", which may refer to anything.
const LEAST_OF_IT: f32 = 1.5;
/// Least score of an antecedent of "its".
const LEAST_OF_ITS: f32 = 1.0;

/// The entity of a third-person pronoun. First and second persons are linked after the speakers.
pub(super) fn resolve(walk: &Walk<'_>, number: usize, trace: &mut Trace) -> Option<EntityId> {
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
    let candidates = candidates(walk, number, pronoun);
    let mut best: Vec<(EntityId, f32)> = Vec::new();
    for candidate in &candidates {
        match best.iter_mut().find(|(id, _)| *id == candidate.id) {
            Some((_, score)) => *score = score.max(candidate.score),
            None => best.push((candidate.id, candidate.score)),
        }
    }
    best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let (id, top) = *best.first()?;
    let tied = best.get(1).is_some_and(|(_, next)| top - next < TIE);
    let least = match pronoun.case {
        Case::Possessive => LEAST_OF_ITS,
        _ => LEAST_OF_IT,
    };
    let enough = !pronoun.thing || top >= least;
    let found = (!tied && enough).then_some(id);
    for candidate in candidates {
        trace.keep(|| judgement(walk, node, &candidate, found));
    }
    found
}

/// A mention that a pronoun may refer to.
struct Candidate {
    /// Its place among the mentions.
    mention: usize,
    id: EntityId,
    features: Features,
    score: f32,
}

/// The mentions that a pronoun may refer to, by agreement and binding.
fn candidates(walk: &Walk<'_>, number: usize, pronoun: Pronoun) -> Vec<Candidate> {
    let node = &walk.chains.nodes[number];
    let mut found: Vec<Candidate> = Vec::new();
    let mut entities: Vec<EntityId> = Vec::new();
    let mut between = Between::default();
    for mention in behind(walk, number, pronoun)
        .into_iter()
        .chain(walk.before(number, SENTENCES))
    {
        let other = &walk.chains.nodes[mention];
        let fits = |id: &EntityId| agrees(walk, node, pronoun, *id) && !excluded_by_binding(walk, node, pronoun, other);
        if let Some(id) = other.entity.filter(fits) {
            between.entities = entities.iter().position(|e| *e == id).unwrap_or(entities.len());
            if between.entities == entities.len() {
                entities.push(id);
            }
            if !excluded(walk, node, pronoun, id) {
                let pair = Pair {
                    walk,
                    node,
                    pronoun,
                    other,
                    id,
                    between,
                };
                let features = pair.features();
                let score = pair.score(&features);
                found.push(Candidate {
                    mention,
                    id,
                    features,
                    score,
                });
            }
        }
        between.mentions += 1;
        between.subjects += usize::from(other.position == Position::Subject);
    }
    found
}

/// The record of a candidate, for the trainer.
fn judgement(walk: &Walk<'_>, node: &Node, candidate: &Candidate, found: Option<EntityId>) -> Judgement {
    let span = walk.chains.nodes[candidate.mention].mention.span;
    let present = (0..).zip(candidate.features).filter(|(_, value)| *value != 0.0);
    Judgement {
        task: "antecedent",
        trigger: node.mention.span,
        candidate: candidate.id.0.to_string(),
        span: Some(span),
        above: None,
        rule: String::new(),
        scores: vec![(candidate.score * UNIT) as i32],
        features: present
            .map(|(i, value)| (i, format!("{}={value}", NAMES[i as usize])))
            .collect(),
        reasons: Vec::new(),
        chosen: found == Some(candidate.id),
    }
}

fn agrees(walk: &Walk<'_>, node: &Node, pronoun: Pronoun, id: EntityId) -> bool {
    let entity = walk.chains.entity(id);
    let kind = entity.kind();
    if pronoun.gender != Gender::Unknown {
        let person = kind == ActorKind::Person || may_be_person(walk, entity);
        return person && !entity.plural && entity.gender.agrees(node.gender);
    }
    if pronoun.thing {
        return matches!(kind, ActorKind::Organization | ActorKind::Place) && !entity.plural;
    }
    entity.plural || matches!(kind, ActorKind::Group | ActorKind::Organization)
}

/// Returns whether a name that was taken for a place or a body may be a person's: "Warda", "Hamilton".
fn may_be_person(walk: &Walk<'_>, entity: &Entity) -> bool {
    let doc = walk.doc;
    let name = |n: &usize| {
        let node = &walk.chains.nodes[*n];
        let (first, written) = (node.tokens.start, node.mention.span.of(doc.text()));
        let short = node.tokens.len() == 1 || node.tokens.len() == 2 && actor::given_name(doc.lower(first)).is_some();
        let before = first.prev().filter(|t| doc.sentence_of(*t) == node.sentence);
        let placed = before.is_some_and(|t| doc.token(t).upos == Upos::Det || List::Locative.has(doc.lower(t)));
        let capitals = written.chars().all(|c| !c.is_lowercase());
        short && !placed && !capitals && gazetteer::is_person(doc.lower(first)) && country::lookup(written).is_none()
    };
    entity.named && entity.members.is_empty() && entity.nodes.iter().all(name)
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

/// The names behind a pronoun to which it may refer: subjects of the clauses around it ("In her speech, Keller said").
fn behind(walk: &Walk<'_>, number: usize, pronoun: Pronoun) -> Vec<usize> {
    /// Number of mentions behind the pronoun among which names are looked for.
    const MENTIONS: usize = 8;
    let node = &walk.chains.nodes[number];
    let after = walk.chains.nodes[number + 1..].iter().take(MENTIONS);
    let names = after.enumerate().take_while(|(_, n)| n.sentence == node.sentence);
    let subject = |n: &Node| {
        // Names are linked before the walk; nouns that come later are not known yet.
        let id = n
            .entity
            .filter(|_| n.mention.kind == MentionKind::Name && n.position == Position::Subject);
        id.is_some_and(|id| agrees(walk, node, pronoun, id)) && governs(walk.doc, n.place, node.mention.head)
    };
    let found = names.filter(|(_, n)| subject(n)).map(|(step, _)| number + 1 + step);
    let mut found: Vec<usize> = found.collect();
    if found.is_empty() {
        found.extend(after_comma(walk, number, pronoun));
    }
    found
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
    let person = |n: &Node| n.mention.kind == MentionKind::Name && n.kind == Some(ActorKind::Person);
    let is_comma = |t: TokenId| doc.form(t) == ",";
    let comma = |n: &Node| {
        let between = TokenRange::new(node.mention.head.next(), n.tokens.start);
        between.iter().rev().take(BEFORE_NAME).find(|t| is_comma(*t))
    };
    let mut persons = after.enumerate().filter(|(_, n)| person(n));
    let (step, other, comma) = persons.find_map(|(step, n)| Some((step, n, comma(n)?)))?;
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
