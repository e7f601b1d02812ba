//! Named mentions: the tagger's names of persons, organizations, places and groups.
//!
//! A name before a noun mentions its actor ("U.S. troops"); an adjective does not ("Iraqi troops"), but gives the
//! country of the troops. Names of events, products, works and laws are no actors.

use rustc_hash::FxHashSet as HashSet;

use super::nominal;
use crate::language::{Deprel, Document, Name, NameKind, Upos, Xpos};
use crate::lexicon::actor::{self, Gender};
use crate::lexicon::actor_word::List;
use crate::lexicon::country::{self, Form};
use crate::lexicon::time;
use crate::model::facts::{Mention, MentionKind};
use crate::model::ids::{TokenId, TokenRange};
use crate::model::span::Span;

/// The named mentions, in order of position.
pub(super) fn names(doc: &Document) -> Vec<Mention> {
    let common = common_nouns(doc);
    let national = |name: &Name| name.tokens.len() == 1 && nominal::is_national(doc, name.tokens.start);
    let named = |name: &&Name| is_actor(doc, name) && !is_common(doc, name, &common) && !national(name);
    let actors = doc.names().iter().filter(named);
    let actors = actors.filter_map(|name| without_titles(doc, name));
    let actors = joined(doc, actors.collect());
    let titled = titled(doc, &actors);
    let mention = |name: &Name| Mention {
        span: with_article(doc, name, &titled),
        head: doc.head_of(name.tokens),
        kind: MentionKind::Name,
    };
    actors.iter().map(mention).chain(overlooked(doc)).collect()
}

/// Single words that the tagger takes for no name, although they are names: given names, and the last words of longer names
/// of the article ("Then Rita left", "the police held de la Tour", "The Trust will report").
fn overlooked(doc: &Document) -> impl Iterator<Item = Mention> + '_ {
    let last = |kind: NameKind| -> HashSet<&str> {
        let full = doc.names().iter().filter(|n| n.kind == kind && n.tokens.len() > 1);
        full.map(|n| doc.form(n.tokens.last())).collect()
    };
    let (persons, bodies) = (last(NameKind::Person), last(NameKind::Organization));
    let known = move |t: TokenId| match doc.child(t, Deprel::Det) {
        None => persons.contains(doc.form(t)) || is_given_name(doc, t) && doc.token(t).deprel != Deprel::Obl,
        Some(the) => doc.lower(the) == "the" && bodies.contains(doc.form(t)) && List::ShortForm.has(doc.lower(t)),
    };
    let tokens = (0..doc.tokens().len() as u32).map(TokenId);
    tokens.filter(move |t| is_alone(doc, *t) && known(*t)).map(|t| Mention {
        span: doc.span(particles(doc, t).through(t)),
        head: t,
        kind: MentionKind::Name,
    })
}

/// Returns whether a word is a given name and nothing else.
fn is_given_name(doc: &Document, token: TokenId) -> bool {
    let lower = doc.lower(token);
    let other = actor::noun(lower).is_some() || !time::entry(lower).is_empty();
    actor::given_name(lower).is_some() && !other && country::lookup(doc.form(token)).is_none()
}

/// The first of the particles in small letters before a family name: "de" in "de la Tour".
fn particles(doc: &Document, name: TokenId) -> TokenId {
    let start = doc.sentence_tokens(name).start;
    let particle = |t: &TokenId| List::Particle.has(doc.form(*t));
    let before = TokenRange::new(start, name);
    before.iter().rev().take_while(particle).last().unwrap_or(name)
}

/// Returns whether a word with a capital is an argument of its clause, outside all names and next to no other.
fn is_alone(doc: &Document, token: TokenId) -> bool {
    let is_name = |t: TokenId| doc.token(t).xpos == Xpos::Nnp;
    let sentence = doc.sentence_tokens(token);
    let short_form = doc.token(token).xpos == Xpos::Nn && List::ShortForm.has(doc.lower(token));
    let beside = |t: Option<TokenId>| t.is_some_and(|t| sentence.contains(t) && is_name(t));
    let form = doc.form(token);
    let argument = matches!(
        doc.token(token).deprel,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::NmodPoss | Deprel::Obl
    );
    (is_name(token) || short_form && token > sentence.start)
        && form.len() > 2
        && form.starts_with(char::is_uppercase)
        && form.chars().any(char::is_lowercase)
        && argument
        && doc.name_at(token).is_none()
        && !beside(particles(doc, token).prev())
        && !beside(Some(token.next()))
}

/// The names, with a given name and the family name right behind it as one, where the tagger takes the second for a
/// place: "Tilda | Paris".
fn joined(doc: &Document, names: Vec<Name>) -> Vec<Name> {
    let mut joined: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        match joined.last_mut() {
            Some(given) if is_family_name(doc, given, &name) => {
                given.tokens = TokenRange::new(given.tokens.start, name.tokens.end);
            }
            _ => joined.push(name),
        }
    }
    joined
}

/// Returns whether a name of one word is the family name of the person named by the word before.
fn is_family_name(doc: &Document, given: &Name, family: &Name) -> bool {
    let alone = |name: &Name| name.tokens.len() == 1;
    let flat = doc.token(family.tokens.start).deprel == Deprel::Flat
        && doc.head(family.tokens.start) == Some(given.tokens.start);
    let adjacent = given.tokens.end == family.tokens.start;
    let kinds = given.kind == NameKind::Person && family.kind == NameKind::Place;
    kinds && adjacent && flat && alone(given) && alone(family)
}

/// The nouns that the article writes without a capital.
fn common_nouns(doc: &Document) -> HashSet<&str> {
    let tokens = doc.whole().iter();
    let common = tokens.filter(|t| doc.token(*t).upos == Upos::Noun && doc.form(*t).starts_with(char::is_lowercase));
    common.map(|t| doc.form(t)).collect()
}

/// Returns whether a name is a common noun with the capital of a sentence or headline: "Drone strikes hit Kesh".
fn is_common(doc: &Document, name: &Name, common: &HashSet<&str>) -> bool {
    let first = name.tokens.start;
    name.kind == NameKind::Person
        && name.tokens.len() == 1
        && doc.sentence(doc.sentence_of(first)).tokens.start == first
        && common.contains(doc.lower(first))
}

/// The names that the article writes with a capital "The" inside a sentence: "in The Kesh Herald".
fn titled<'d>(doc: &'d Document, names: &[Name]) -> HashSet<&'d str> {
    let begins = |t: TokenId| doc.sentence(doc.sentence_of(t)).tokens.start == t;
    let inside = names
        .iter()
        .filter(|name| article(doc, name).is_some_and(|the| !begins(the)));
    inside.map(|name| doc.span(name.tokens).of(doc.text())).collect()
}

/// The article before an organization's name, where it is written with a capital ("The").
fn article(doc: &Document, name: &Name) -> Option<TokenId> {
    let before = name.tokens.start.prev()?;
    (name.kind == NameKind::Organization && doc.form(before) == "The").then_some(before)
}

/// The name with the article that belongs to it.
fn with_article(doc: &Document, name: &Name, titled: &HashSet<&str>) -> Span {
    let span = doc.span(name.tokens);
    let last = doc.lower(name.tokens.last());
    match article(doc, name).filter(|_| titled.contains(span.of(doc.text())) || List::Paper.has(last)) {
        Some(the) => doc.token(the).span.cover(span),
        None => span,
    }
}

/// The name of a person without titles, ranks and courtesies in front, which are roles; none where nothing else is left.
fn without_titles(doc: &Document, name: &Name) -> Option<Name> {
    if name.kind != NameKind::Person && name.tokens.len() > 1 {
        return Some(*name);
    }
    if name.tokens.len() < 2 {
        return (!is_office(doc, name.tokens)).then_some(*name);
    }
    let mut tokens = name.tokens;
    while !tokens.is_empty() && (is_title(doc, tokens.start) || tokens.len() > 1 && is_address(doc, tokens.start)) {
        tokens = TokenRange::new(tokens.start.next(), tokens.end);
    }
    (!tokens.is_empty()).then_some(Name { tokens, ..*name })
}

/// Returns whether a name of one word is an office behind a determiner or an adjective, which the tagger took for a name:
/// "a Norwegian Assemblywoman".
pub(super) fn is_office(doc: &Document, name: TokenRange) -> bool {
    let described = |c: TokenId| c < name.start && matches!(doc.token(c).deprel, Deprel::Det | Deprel::Amod);
    name.len() == 1
        && actor::noun(doc.lower(name.start)).is_some_and(|n| n.title && n.gender == Gender::Unknown)
        && doc.children(name.start).any(described)
}

fn is_title(doc: &Document, token: TokenId) -> bool {
    let word = doc.lower(token);
    let told = actor::noun(word).filter(|n| n.title || matches!(word, "democrat" | "republican"));
    // Kings and popes are called by their titles.
    told.is_some_and(|n| n.gender == Gender::Unknown && word != "pope") && actor::given_name(word).is_none()
}

/// Returns whether a token is a form of address ("Mrs", "Dr.", "Sgt"). Ranks of two letters are written in capitals,
/// unlike the particle of "Di Matteo".
fn is_address(doc: &Document, token: TokenId) -> bool {
    let form = doc.form(token);
    let capitals = form.chars().all(char::is_uppercase);
    match doc.lower(token) {
        // "Lady Gaga" and "Lord Byron" are called so, "St. John" is a name.
        "lady" | "lord" | "madam" | "st." => false,
        "dr" | "lt" | "mr" | "ms" | "mx" => true,
        word if word.len() == 2 => capitals && actor::rank(word),
        word => actor::honorific(word).is_some(),
    }
}

/// The name and the noun of an organization that is called after its leader: "Keller administration".
pub(super) fn led_by(doc: &Document, head: TokenId) -> Option<TokenRange> {
    if !matches!(doc.lemma(head), "administration" | "campaign") {
        return None;
    }
    let names = doc.names();
    let name = names.get(names.partition_point(|n| n.tokens.end < head))?;
    let before = name.tokens.end == head && name.kind == NameKind::Person;
    before.then(|| name.tokens.start.through(head))
}

fn is_actor(doc: &Document, name: &Name) -> bool {
    // A name has a capital, somewhere.
    if !doc.span(name.tokens).of(doc.text()).chars().any(char::is_uppercase) {
        return false;
    }
    match name.kind {
        NameKind::Person => true,
        NameKind::Organization | NameKind::Place => !is_adjective(doc, name) || !is_demonym(doc, name),
        NameKind::Group => !is_adjective(doc, name),
        NameKind::Event | NameKind::Product | NameKind::Work | NameKind::Law => false,
    }
}

fn is_demonym(doc: &Document, name: &Name) -> bool {
    country::lookup(doc.span(name.tokens).of(doc.text())).is_some_and(|c| c.form == Form::Demonym)
}

/// Returns whether a name modifies the noun behind it, or is no noun.
fn is_adjective(doc: &Document, name: &Name) -> bool {
    let head = doc.head_of(name.tokens);
    let token = doc.token(head);
    let describes = doc.head(head).is_some_and(|h| h > head)
        && matches!(token.deprel, Deprel::Amod | Deprel::Compound | Deprel::NmodUnmarked);
    let plural = matches!(token.xpos, Xpos::Nns | Xpos::Nnps);
    // "the British": an adjective that stands for a noun.
    let stands_alone = !describes && doc.child(head, Deprel::Det).is_some();
    match token.upos {
        Upos::Noun | Upos::Propn => describes && !plural,
        _ => !stands_alone,
    }
}
