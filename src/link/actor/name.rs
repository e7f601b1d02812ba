//! Named mentions → entities.

use rustc_hash::FxHashMap as HashMap;

use super::chain::{Chains, EntityId, Position, position};
use super::form::{self, Forms};
use super::kind;
use super::walk::ROLES;
use super::words::words;
use crate::extract::actor::role;
use crate::language::{Deprel, Document};
use crate::lexicon::actor::{self, Gender};
use crate::lexicon::actor_word::{self, List};
use crate::lexicon::country::{self, Form};
use crate::model::facts::{ActorKind, MentionKind};
use crate::model::ids::{TokenId, TokenRange};

/// Links every named mention to its entity.
pub(super) fn link(doc: &Document, chains: &mut Chains) {
    kind::tell(doc, chains);
    let (forms, form_of) = forms(doc, chains);
    let mut forms = Forms::link(forms);
    for (long, short) in bracketed(doc, chains, &form_of) {
        forms.join(long, short);
    }
    let mut entity_of: HashMap<usize, EntityId> = HashMap::default();
    for (node, form) in form_of {
        let root = match forms.ambiguous.get(&form) {
            Some(candidates) => {
                let known = candidates
                    .iter()
                    .filter_map(|c| Some((*c, *entity_of.get(&forms.root(*c))?)));
                one_of(doc, chains, node, &known.collect::<Vec<_>>()).unwrap_or(form)
            }
            None => forms.root(form),
        };
        let entity = *entity_of.entry(root).or_insert_with(|| chains.add_entity());
        describe(doc, chains, node, entity);
        chains.assign(node, entity);
        let named = &forms.forms[form];
        let known = chains.entity_mut(entity);
        for word in &named.words {
            if !known.words.contains(word) && known.words.len() < 40 {
                known.words.push(word.clone());
            }
            if named.kind != ActorKind::Person {
                known.call(word);
            }
        }
    }
    for entity in chains
        .entities
        .iter_mut()
        .filter(|e| e.gender == Gender::Unknown && e.kind() == ActorKind::Person)
    {
        if let [word] = &entity.words[..] {
            entity.gender = actor::lone_name(word);
        }
    }
    merge_seats(doc, chains);
}

/// Pairs of forms of which the second is the short form in brackets: "Norges Vassdragsvesen (Norvas)".
fn bracketed(doc: &Document, chains: &Chains, form_of: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for two in form_of.windows(2) {
        let (long, short) = (&chains.nodes[two[0].0], &chains.nodes[two[1].0]);
        let (open, close) = (long.tokens.end, short.tokens.end);
        let enclosed = short.tokens.start == open.next()
            && doc.whole().contains(close)
            && doc.form(open) == "("
            && doc.form(close) == ")";
        let persons = [long, short].iter().any(|n| n.kind == Some(ActorKind::Person));
        let letters = short.mention.span.of(doc.text()).to_lowercase();
        let written = long.mention.span.of(doc.text()).to_lowercase();
        // "KESH (AP)": an agency in a dateline.
        let initial = long.tokens.len() > 1 || letters.chars().next() == written.chars().next();
        if enclosed && !persons && initial && two[0].1 != two[1].1 && short.tokens.len() == 1 {
            let mut rest = written.chars();
            if letters.chars().all(|c| rest.any(|w| w == c)) {
                pairs.push((two[0].1, two[1].1));
            }
        }
    }
    pairs
}

/// Links a capital or seat of power that acts to its country: "Moscow said", "the Kremlin's decision".
fn merge_seats(doc: &Document, chains: &mut Chains) {
    let form = |chains: &Chains, id: usize| {
        let first = *chains.entities[id].nodes.first()?;
        country::lookup(chains.nodes[first].mention.span.of(doc.text()))
    };
    let mut countries: HashMap<&str, EntityId> = HashMap::default();
    for id in 0..chains.entities.len() {
        if let Some(country) = form(chains, id).filter(|c| c.form == Form::Name)
            && chains.entities[id].kind() == ActorKind::Place
        {
            countries.entry(country.code).or_insert(EntityId(id as u32));
        }
    }
    for id in 0..chains.entities.len() {
        let seat = form(chains, id).filter(|c| matches!(c.form, Form::Capital | Form::Seat));
        let Some(target) = seat.and_then(|c| countries.get(c.code).copied()) else {
            continue;
        };
        let acts = |n: &usize| matches!(chains.nodes[*n].position, Position::Subject | Position::Possessor);
        let entity = &chains.entities[id];
        if target.0 as usize != id && entity.kind() != ActorKind::Person && entity.nodes.iter().all(acts) {
            for node in std::mem::take(&mut chains.entities[id].nodes) {
                chains.nodes[node].entity = Some(target);
                chains.entity_mut(target).nodes.push(node);
            }
        }
    }
}

/// The forms of all names, and the form of each named node.
fn forms(doc: &Document, chains: &Chains) -> (Vec<form::Form>, Vec<(usize, usize)>) {
    let mut forms: Vec<form::Form> = Vec::new();
    let mut votes: Vec<[u32; 4]> = Vec::new();
    let mut by_words: HashMap<(Vec<String>, Gender, bool), usize> = HashMap::default();
    let mut form_of = Vec::new();
    for (number, node) in chains.nodes.iter().enumerate() {
        if node.mention.kind != MentionKind::Name {
            continue;
        }
        let written = node.mention.span.of(doc.text());
        let words = words(written);
        let kind = node.kind.unwrap_or(ActorKind::Organization);
        let person = kind == ActorKind::Person;
        let told = address(doc, node.tokens.start).filter(|_| person).unwrap_or_default();
        let given = words
            .first()
            .filter(|w| person && words.len() > 1 && !List::Particle.has(w));
        let gender = told.or(given.and_then(|w| actor::given_name(w)).unwrap_or_default());
        let key = (words.clone(), told, node.surname);
        let form = *by_words.entry(key).or_insert_with(|| {
            forms.push(form::Form {
                words,
                written: written.to_owned(),
                kind,
                gender,
                count: 0,
            });
            votes.push([0; 4]);
            forms.len() - 1
        });
        forms[form].count += 1;
        votes[form][super::chain::kind_number(kind)] += 1;
        form_of.push((number, form));
    }
    for (form, votes) in forms.iter_mut().zip(votes) {
        form.kind = super::chain::Entity {
            votes,
            ..Default::default()
        }
        .kind();
    }
    (forms, form_of)
}

/// The candidate that an ambiguous short form stands for: the one whose gender fits the form of address, else the one
/// mentioned last; `None` before the first mention of any.
fn one_of(doc: &Document, chains: &Chains, node: usize, known: &[(usize, EntityId)]) -> Option<usize> {
    let gender = address(doc, chains.nodes[node].tokens.start).unwrap_or(Gender::Unknown);
    let fits = |id: EntityId| gender.agrees(chains.entity(id).gender);
    let last = |id: EntityId| chains.entity(id).nodes.last().copied();
    let fitting = known.iter().filter(|(_, id)| fits(*id));
    fitting.max_by_key(|(_, id)| last(*id)).map(|(form, _)| *form)
}

/// The gender by a form of address before a name.
fn address(doc: &Document, name: TokenId) -> Option<Gender> {
    let before = name.prev()?;
    actor::honorific(doc.lower(before))
}

/// Adds the roles, gender and country beside a name to its entity.
fn describe(doc: &Document, chains: &mut Chains, number: usize, entity: EntityId) {
    let node = &chains.nodes[number];
    let kind = node.kind.unwrap_or(ActorKind::Organization);
    let (tokens, head) = (node.tokens, node.mention.head);
    let mut gender = Gender::Unknown;
    if kind == ActorKind::Person {
        let given = actor::given_name(doc.lower(tokens.start)).filter(|_| tokens.len() > 1);
        gender = address(doc, tokens.start)
            .unwrap_or_default()
            .or(given.unwrap_or_default());
    }
    let roles = role::roles(doc, tokens, head, kind);
    for role in roles {
        if kind == ActorKind::Person {
            let told = actor::noun(doc.lemma(role.noun)).map_or(Gender::Unknown, |n| n.gender);
            gender = told.or(gender);
        }
        if role.stands_for {
            chains.stand_ins.push((role.noun, entity));
            let node = &mut chains.nodes[number];
            if role.noun < head && doc.subtree(role.noun).contains(head) {
                node.place = role.noun;
                node.position = position(doc, role.noun);
            }
        }
        let country = role.tokens.iter().find_map(|t| country::lookup(doc.form(t)));
        let known = chains.entity_mut(entity);
        known.country = known.country.or(country.map(|c| c.code));
        if known.roles.len() < ROLES {
            known.roles.push(role.tokens);
            known.learn(doc, role.tokens, role.noun);
        }
    }
    // "Ann Lee was arrested" is "the suspect".
    if kind == ActorKind::Person && is_accused(doc, head) {
        let accused = chains.entity_mut(entity);
        accused.call(SUSPECT);
        actor_word::synonyms(SUSPECT).iter().for_each(|noun| accused.call(noun));
    }
    // "Ann Lee, 34,"
    if kind == ActorKind::Person
        && let Some(age) = age(doc, tokens)
    {
        chains.entity_mut(entity).words.push(age);
    }
    chains.nodes[number].gender = gender;
    // "Ann Lee, who": the relative pronoun's place is the name's own.
    if chains.nodes[number].position == Position::Other {
        chains.nodes[number].position = position(doc, chains.nodes[number].place);
    }
}

/// The noun for a person who is arrested, charged or tried.
const SUSPECT: &str = "suspect";

/// Returns whether a token is the subject of a passive of arrest, charge or trial.
fn is_accused(doc: &Document, subject: TokenId) -> bool {
    let verb = doc
        .head(subject)
        .filter(|_| doc.token(subject).deprel == Deprel::NsubjPass);
    verb.is_some_and(|v| List::Accused.has(doc.lemma(v)) && doc.verb_group(v).is_none_or(|g| !g.is_negated()))
}

/// The age between commas or in brackets behind a name.
fn age(doc: &Document, name: TokenRange) -> Option<String> {
    let sentence = doc.sentence(doc.sentence_of(name.start)).tokens;
    let number = name.end.next();
    let apart = sentence.contains(number) && matches!(doc.form(name.end), "," | "(");
    let written = apart.then(|| doc.form(number))?;
    (written.len() <= 3 && written.bytes().all(|b| b.is_ascii_digit())).then(|| written.to_owned())
}
