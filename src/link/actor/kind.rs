//! The kind of a name: by the tagger, unless the words around it are evidence of another.
//!
//! The tagger judges a name by its form, and takes an unknown capitalised word for a person. Its context tells more:
//! companies have shareholders and are "it", towns have mayors, teams beat teams. Each of [`EVIDENCE`] reads one such
//! construction; evidence from one mention holds for all mentions of that form.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::chain::{Chains, Node, Position};
use super::words::words;
use crate::extract::actor::nominal;
use crate::language::{Document, NameKind, Upos, Xpos};
use crate::lexicon::actor;
use crate::lexicon::actor_word::List;
use crate::lexicon::country::{self, Form};
use crate::model::facts::{ActorKind, MentionKind};
use crate::model::ids::{TokenId, TokenRange};

/// Constructions that give the kind of a name tagged as a person, in order of precedence.
const EVIDENCE: [fn(&Document, &Node) -> Option<ActorKind>; 5] =
    [apposition, possessor, subject_of_its, opponent, noun_in_next_sentence];

/// Distance behind a name, in tokens, within which evidence of its kind is looked for.
const NEAR: u32 = 6;

/// Sets the kind of every named mention.
pub(super) fn tell(doc: &Document, chains: &mut Chains) {
    for node in chains.nodes.iter_mut().filter(|n| n.mention.kind == MentionKind::Name) {
        node.kind = Some(told(doc, node));
    }
    unlike_persons(doc, chains);
    short_companies(doc, chains);
    places_and_persons(doc, chains);
}

/// The kind by the tagger and the words beside the name ("airline Kesh Air", "Kesh Court").
fn told(doc: &Document, node: &Node) -> ActorKind {
    let tagged = node.kind.unwrap_or(ActorKind::Organization);
    let title = node.tokens.start.prev().and_then(|t| nominal::noun(doc, t));
    let last = doc.lower(node.tokens.end.step(-1));
    if is_dateline(doc, node.tokens) {
        return ActorKind::Place;
    }
    match (tagged, title.map(|n| n.kind)) {
        (ActorKind::Group, _) => tagged,
        (ActorKind::Person, Some(ActorKind::Organization)) => ActorKind::Organization,
        (ActorKind::Person | ActorKind::Place, _)
            if node.tokens.len() > 1 && List::Body.has(last) && !is_riverside(doc, node) =>
        {
            ActorKind::Organization
        }
        (ActorKind::Organization, Some(ActorKind::Person))
            if title.is_some_and(|n| n.title) && node.tokens.len() < 4 =>
        {
            let given = actor::given_name(doc.lower(node.tokens.start)).is_some();
            if given { ActorKind::Person } else { tagged }
        }
        _ => tagged,
    }
}

/// Returns whether a name in capitals stands before an agency in brackets and a dash: "KESH (AP) —".
fn is_dateline(doc: &Document, name: TokenRange) -> bool {
    let sentence = doc.sentence_tokens(name.start);
    let at = |t: TokenId, forms: &[&str]| sentence.contains(t) && forms.contains(&doc.form(t));
    let capitals = doc.span(name).of(doc.text()).chars().all(|c| !c.is_lowercase());
    sentence.start == name.start
        && capitals
        && at(name.end, &["("])
        && at(name.end + 2, &[")"])
        && at(name.end + 3, &["—", "–", "-", "--"])
}

/// Returns whether a name is that of a river bank: "the West Bank".
fn is_riverside(doc: &Document, node: &Node) -> bool {
    let sides = ["west", "east", "north", "south", "left", "right"];
    let (first, last) = (node.tokens.start, node.tokens.last());
    first.next() == last && doc.lower(last) == "bank" && sides.contains(&doc.lower(first))
}

/// Corrects names tagged as persons by the evidence of their contexts, in all their mentions.
fn unlike_persons(doc: &Document, chains: &mut Chains) {
    let mut kinds: HashMap<Vec<String>, ActorKind> = HashMap::default();
    for node in chains.nodes.iter().filter(|n| may_be_misread(doc, n)) {
        if let Some(kind) = EVIDENCE.iter().find_map(|evidence| evidence(doc, node)) {
            kinds.entry(words(node.mention.span.of(doc.text()))).or_insert(kind);
        }
    }
    if kinds.is_empty() {
        return;
    }
    // A person's full name is evidence that the surname is one.
    for node in chains.nodes.iter().filter(|n| is_person(n) && n.tokens.len() > 1) {
        if let Some(last) = words(node.mention.span.of(doc.text())).pop() {
            kinds.remove(&[last][..]);
        }
    }
    for node in chains.nodes.iter_mut().filter(|n| is_named(n)) {
        let kind = kinds.get(&words(node.mention.span.of(doc.text()))).copied();
        // An organization is corrected to a place only, since names of towns and councils look alike.
        node.kind = kind.filter(|k| is_person(node) || *k == ActorKind::Place).or(node.kind);
    }
}

/// Corrects lone names tagged as persons that are short for a company: "Kesh" where the article names "Kesh Airlines" and
/// no person called so.
fn short_companies(doc: &Document, chains: &mut Chains) {
    let written = |n: &Node| words(n.mention.span.of(doc.text()));
    let company = |n: &Node| {
        let [first, rest @ ..] = &written(n)[..] else {
            return None;
        };
        let kind = |w: &String| List::KindOfCompany.has(w) || List::LegalForm.has(w);
        let told = n.kind == Some(ActorKind::Organization) && !rest.is_empty() && rest.iter().all(kind);
        told.then(|| first.clone())
    };
    let companies: HashSet<String> = chains
        .nodes
        .iter()
        .filter(|n| is_named(n))
        .filter_map(company)
        .collect();
    let full = chains.nodes.iter().filter(|n| is_person(n) && n.tokens.len() > 1);
    let persons: HashSet<String> = full.flat_map(written).collect();
    let lone = |n: &Node| match &written(n)[..] {
        [one] => is_person(n) && may_be_misread(doc, n) && companies.contains(one) && !persons.contains(one),
        _ => false,
    };
    for node in chains.nodes.iter_mut().filter(|n| lone(n)) {
        node.kind = Some(ActorKind::Organization);
    }
}

fn is_named(node: &Node) -> bool {
    node.mention.kind == MentionKind::Name
}

fn is_person(node: &Node) -> bool {
    node.mention.kind == MentionKind::Name && node.kind == Some(ActorKind::Person)
}

/// Returns whether a name is a person's by its form alone, without given name, title or form of address.
fn may_be_misread(doc: &Document, node: &Node) -> bool {
    let first = node.tokens.start;
    let before = first.prev().filter(|t| doc.sentence_of(*t) == node.sentence);
    let title = before.is_some_and(|t| {
        let person = nominal::noun(doc, t).is_some_and(|n| n.kind == ActorKind::Person);
        person || actor::honorific(doc.lower(t)).is_some()
    });
    let unsure = is_person(node) || node.tokens.len() == 1 && node.kind != Some(ActorKind::Group);
    // "Al Hadd" is a team, "Al Berg" a person.
    let given = actor::given_name(doc.lower(first)).is_some() && !List::Particle.has(doc.lower(first));
    is_named(node) && unsure && !title && node.tokens.len() < 4 && !given
}

/// The kind in an apposition: "Brightpeak, a unit of …".
fn apposition(doc: &Document, node: &Node) -> Option<ActorKind> {
    let sentence = doc.sentence_tokens(node.tokens.start);
    let comma = node.tokens.end;
    let article = comma.next();
    let opens =
        sentence.contains(article) && doc.form(comma) == "," && matches!(doc.lower(article), "a" | "an" | "the");
    if !opens {
        return None;
    }
    let phrase = TokenRange::new(article.next(), sentence.end.min(article + NEAR)).iter();
    let phrase = phrase.take_while(|t| matches!(doc.token(*t).upos, Upos::Noun | Upos::Adj | Upos::Propn));
    let noun = phrase.filter(|t| doc.token(*t).upos == Upos::Noun).last()?;
    // "Pavel Orr, the town's mayor"
    let owns = sentence.contains(noun.next()) && doc.token(noun.next()).xpos == Xpos::Pos;
    let kind = nominal::noun(doc, noun).filter(|_| !owns)?.kind;
    matches!(kind, ActorKind::Organization | ActorKind::Place).then_some(kind)
}

/// The kind of a possessor, by nouns that only places or organizations have: "Schaerbeek's mayor", "Lockline's
/// shareholders".
fn possessor(doc: &Document, node: &Node) -> Option<ActorKind> {
    let pos = node.tokens.end;
    let sentence = doc.sentence_tokens(node.tokens.start);
    // At the start of a sentence the possessive ending may be tagged as "is".
    if !sentence.contains(pos) || !matches!(doc.lower(pos), "'s" | "’s" | "'" | "’") {
        return None;
    }
    let owned = TokenRange::new(pos.next(), sentence.end.min(pos + NEAR)).iter();
    let owned = owned.take_while(|t| matches!(doc.token(*t).upos, Upos::Noun | Upos::Adj | Upos::Propn));
    let noun = owned.filter(|t| doc.token(*t).upos == Upos::Noun).last()?;
    match doc.lemma(noun) {
        lemma if List::OfPlaces.has(lemma) => Some(ActorKind::Place),
        lemma if List::OfBodies.has(lemma) => Some(ActorKind::Organization),
        _ => None,
    }
}

/// The kind of a subject to which "its" right behind the verb refers, with no other candidate before: "Brightpeak has
/// sued its auditor".
fn subject_of_its(doc: &Document, node: &Node) -> Option<ActorKind> {
    if node.position != Position::Subject || !is_first_body(doc, node.tokens.start) {
        return None;
    }
    let sentence = doc.sentence_tokens(node.tokens.start);
    let mut behind = TokenRange::new(node.tokens.end, sentence.end.min(node.tokens.end + NEAR)).iter();
    let word = behind.find(|t| !matches!(doc.token(*t).upos, Upos::Verb | Upos::Aux | Upos::Adv | Upos::Part))?;
    let verb = doc.token(word.step(-1)).upos == Upos::Verb;
    (verb && doc.lower(word) == "its").then_some(ActorKind::Organization)
}

/// Returns whether no organization or place is named before a token.
fn is_first_body(doc: &Document, token: TokenId) -> bool {
    let mut before = doc.names().iter().take_while(|n| n.tokens.start < token);
    before.all(|n| n.kind == NameKind::Person)
}

/// The kind of the opponent of a team: "Al Hadd beat FC Brandal 3-0".
fn opponent(doc: &Document, node: &Node) -> Option<ActorKind> {
    let sentence = doc.sentence_tokens(node.tokens.start);
    let verb = node.tokens.end;
    let match_verb = sentence.contains(verb) && List::Match.has(doc.lemma(verb));
    let other = doc.name_at(Some(verb.next()).filter(|t| sentence.contains(*t))?)?;
    (match_verb && other.kind == NameKind::Organization).then_some(ActorKind::Organization)
}

/// The kind by a noun in the next sentence that has no other candidate: "Lockline has hired Berta Voss. The company
/// said …".
fn noun_in_next_sentence(doc: &Document, node: &Node) -> Option<ActorKind> {
    let sentence = doc.sentence_tokens(node.tokens.start);
    let opens = node.position == Position::Subject && node.tokens.start == sentence.start && node.tokens.len() == 1;
    let article = sentence.end;
    let noun = article.next();
    if !opens || !doc.whole().contains(noun) {
        return None;
    }
    let definite =
        doc.form(article) == "The" && doc.token(noun).upos == Upos::Noun && List::AnyCompany.has(doc.lemma(noun));
    (definite && is_first_body(doc, sentence.end)).then_some(ActorKind::Organization)
}

/// Decides between persons and places of the same name: after "Ann Washington", a "Washington" that acts is she; a
/// country or capital named before any person of that name is no person; where "Boston" is a town or "Lund" a person, "Samuel
/// Boston" and "Samuel Lund" are persons; and "Florence Wells" may visit "Florence".
fn places_and_persons(doc: &Document, chains: &mut Chains) {
    let named = |n: &&Node| n.mention.kind == MentionKind::Name;
    let lone = |kind: ActorKind| -> HashSet<String> {
        let lone = |n: &&Node| n.kind == Some(kind) && n.tokens.len() == 1;
        let nodes = chains.nodes.iter().filter(named).filter(lone);
        nodes.map(|n| doc.lower(n.tokens.start).to_owned()).collect()
    };
    let (lone_places, lone_persons) = (lone(ActorKind::Place), lone(ActorKind::Person));
    let full = chains.nodes.iter().filter(|n| is_person(n) && n.tokens.len() > 1);
    let full_persons: HashSet<Vec<String>> = full.map(|n| words(n.mention.span.of(doc.text()))).collect();
    let (mut surnames, mut given): (HashSet<String>, HashSet<String>) = Default::default();
    for node in chains.nodes.iter_mut().filter(|n| n.mention.kind == MentionKind::Name) {
        let words = words(node.mention.span.of(doc.text()));
        let alone = |word: &str| lone_places.contains(word) || lone_persons.contains(word);
        // "Paris Halden visited Paris"
        let acts = |first: &str, last: &str| {
            let kind = actor::noun(last).is_some() || List::KindOfPlace.has(last) || List::Body.has(last);
            node.position == Position::Subject && lone_places.contains(first) && !kind
        };
        if let ([first, last], Some(ActorKind::Place)) = (&words[..], node.kind)
            && (actor::given_name(first).is_some() && (alone(last) || acts(first, last))
                || full_persons.contains(&words))
        {
            node.kind = Some(ActorKind::Person);
        }
        match (&words[..], node.kind) {
            ([first, .., last], Some(ActorKind::Person)) => {
                surnames.insert(last.clone());
                given.insert(first.clone());
            }
            ([one], Some(ActorKind::Place)) if surnames.contains(one) => {
                node.surname = matches!(node.position, Position::Subject | Position::Possessor);
                if node.surname {
                    node.kind = Some(ActorKind::Person);
                }
            }
            ([one], Some(ActorKind::Person))
                if given.contains(one) && !surnames.contains(one) && is_visited(doc, node) =>
            {
                node.kind = Some(ActorKind::Place);
                node.surname = true;
            }
            ([one], Some(ActorKind::Person)) if !surnames.contains(one) && !given.contains(one) => {
                let place = country::lookup(node.mention.span.of(doc.text()));
                let address = node
                    .tokens
                    .start
                    .prev()
                    .is_some_and(|t| actor::honorific(doc.lower(t)).is_some());
                let person = address || actor::given_name(one).is_some();
                if !person && place.is_some_and(|c| matches!(c.form, Form::Name | Form::Capital)) {
                    node.kind = Some(ActorKind::Place);
                }
            }
            _ => {}
        }
    }
}

/// Returns whether a name is that of a visited place: "visited Florence", "in Florence".
fn is_visited(doc: &Document, node: &Node) -> bool {
    let before = node
        .tokens
        .start
        .prev()
        .filter(|t| doc.sentence_of(*t) == node.sentence);
    before.is_some_and(|t| doc.lemma(t) == "visit" || matches!(doc.lower(t), "in" | "near"))
}
