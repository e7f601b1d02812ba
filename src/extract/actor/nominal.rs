//! Nominal mentions: noun phrases whose head stands for a person, a group, an organization or a place.

use rustc_hash::FxHashSet as HashSet;

use super::pronoun::{self, Case};
use crate::language::{Deprel, Document, Name, NameKind, Upos, Xpos, clause};
use crate::lexicon::actor::{self, Gender, Noun};
use crate::lexicon::actor_word::List;
use crate::lexicon::country::{self, Form};
use crate::model::facts::ActorKind;
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of tokens on either side of the head; a longer phrase is a sign of a parse error.
const LONG: u32 = 12;

/// Last words of the names of organizations and places, in lower case: "hall" of "Kesh Town Hall".
pub(super) fn endings(doc: &Document) -> HashSet<&str> {
    let body = |n: &&Name| n.tokens.len() > 1 && matches!(n.kind, NameKind::Organization | NameKind::Place);
    let names = doc.names().iter().filter(body);
    names.map(|n| doc.lower(n.tokens.end.step(-1))).collect()
}

/// The noun phrase with this head, if it mentions an actor: its head is a noun of the lists, or it is "the hall" where
/// the article names a "Kesh Town Hall".
pub(super) fn phrase(doc: &Document, token: TokenId, endings: &HashSet<&str>) -> Option<TokenRange> {
    let word = doc.token(token);
    if is_aged(doc, token) {
        return Some((token - 5).through(token));
    }
    if !matches!(word.upos, Upos::Noun | Upos::Propn) || describes(doc, token) || tells_name(doc, token) {
        return None;
    }
    let named = || {
        let definite = doc.child(token, Deprel::Det).is_some_and(|d| doc.lower(d) == "the");
        definite && doc.form(token) == doc.lower(token) && endings.contains(doc.lower(token))
    };
    // "declared | themselves winners"
    let reflexive =
        |words: &TokenRange| pronoun::pronoun(doc.lower(words.start)).is_some_and(|p| p.case == Case::Reflexive);
    let words = (noun(doc, token).is_some() || named()).then(|| span(doc, token));
    words.filter(|words| words.len() == 1 || !reflexive(words))
}

/// The tokens of a noun phrase, from its determiner to its head and the "of" phrase behind it ("the mayor of Kesh"), or
/// the name of the place where it is ("the consulate in Kesh").
/// Other phrases and clauses behind the head are left out: they describe the actor but do not belong to the mention.
pub(crate) fn span(doc: &Document, head: TokenId) -> TokenRange {
    let whole = clause::noun_phrase(doc, head);
    let start = whole.start.max(head.back(LONG));
    let of = |c: &TokenId| {
        let preposition = clause::preposition(doc, *c).filter(|p| p.0 == head.0 + 1);
        doc.token(*c).deprel == Deprel::Nmod
            && *c > head
            && preposition.is_some_and(|p| match doc.lower(p) {
                "of" => true,
                "in" | "at" | "within" | "from" => doc.name_at(*c).is_some() && doc.token(*c).upos == Upos::Propn,
                _ => false,
            })
    };
    let end = doc
        .children(head)
        .find(of)
        .map_or(head.next(), |c| clause::noun_phrase(doc, c).end.max(c.next()));
    let end = if end > head + LONG { head.next() } else { end };
    TokenRange::new(start, end)
}

/// The description of an actor by a noun: from the list, else from the ending of nouns for those who do something.
pub(crate) fn noun(doc: &Document, token: TokenId) -> Option<Noun> {
    let lemma = doc.lemma(token);
    if is_aged(doc, token) || is_national(doc, token) {
        return actor::noun("person");
    }
    actor::noun(lemma)
        .or_else(|| actor::noun(doc.lower(token)))
        .or_else(|| {
            let agent = ["ist", "man", "woman", "men", "women"]
                .iter()
                .any(|end| lemma.ends_with(end));
            let gender = match lemma {
                _ if lemma.ends_with("woman") => Gender::Feminine,
                _ if lemma.ends_with("man") => Gender::Masculine,
                _ => Gender::Unknown,
            };
            (agent && lemma.len() > 5).then_some(Noun {
                kind: ActorKind::Person,
                gender,
                title: false,
                kin: false,
                body: false,
            })
        })
}

/// Returns whether "old" ends an age that stands for a person ("the 51-year-old"): no noun follows.
pub(crate) fn is_aged(doc: &Document, old: TokenId) -> bool {
    let word = |steps: u32| old.before(steps);
    let is = |back: u32, form: &str| word(back).is_some_and(|t| doc.lower(t) == form);
    let sentence = doc.sentence(doc.sentence_of(old)).tokens;
    let next = old.next();
    let alone = !sentence.contains(next) || !matches!(doc.token(next).upos, Upos::Noun | Upos::Propn | Upos::Adj);
    doc.lower(old) == "old"
        && is(1, "-")
        && is(2, "year")
        && is(3, "-")
        && is(5, "the")
        && alone
        && word(5).is_some_and(|t| sentence.contains(t))
}

/// Returns whether a word with "the" stands for one person of a country: "the Czech said", not "the British said".
pub(crate) fn is_national(doc: &Document, token: TokenId) -> bool {
    let word = doc.token(token);
    let singular = matches!(word.xpos, Xpos::Nn | Xpos::Nnp | Xpos::Jj);
    let both = ["ish", "ese", "ch", "ss", "s"]
        .iter()
        .any(|end| doc.lower(token).ends_with(end));
    let definite = doc.child(token, Deprel::Det).is_some_and(|d| doc.lower(d) == "the");
    let argument = matches!(
        word.deprel,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::NmodPoss
    );
    singular
        && definite
        && argument
        && (!both || doc.lower(token) == "czech")
        && country::lookup(doc.form(token)).is_some_and(|c| c.form == Form::Demonym)
}

/// Returns whether a noun describes an actor instead of mentioning it: a title, an apposition, a predicate, the first
/// part of a compound.
pub(crate) fn describes(doc: &Document, token: TokenId) -> bool {
    let word = doc.token(token);
    if is_title(doc, token) {
        return true;
    }
    match word.deprel {
        Deprel::Compound | Deprel::Flat | Deprel::Amod | Deprel::Appos | Deprel::NmodUnmarked | Deprel::Vocative => {
            true
        }
        // "President Keller": a title hangs on the name that follows, without a preposition.
        Deprel::Nmod => doc.head(token).is_some_and(|h| h > token) && clause::preposition(doc, token).is_none(),
        // "served as mayor"
        Deprel::Obl => clause::preposition(doc, token).is_some_and(|p| doc.lower(p) == "as"),
        // "is a surgeon and the owner of the mill"
        Deprel::Conj => doc.head(token).is_some_and(|h| doc.child(h, Deprel::Cop).is_some()),
        _ => doc.child(token, Deprel::Cop).is_some(),
    }
}

/// Returns whether a noun stands right before a name of its kind: "spokesman" before "Daniel Brooks", "airline" before
/// "Kesh Air".
fn is_title(doc: &Document, token: TokenId) -> bool {
    let names = doc.names();
    let next = token.next();
    let name = names
        .get(names.partition_point(|n| n.tokens.start < next))
        .filter(|n| n.tokens.start == next);
    let (Some(name), Some(noun)) = (name, noun(doc, token)) else {
        return false;
    };
    match name.kind {
        NameKind::Person => noun.kind == ActorKind::Person,
        NameKind::Organization => noun.body || !matches!(noun.kind, ActorKind::Person | ActorKind::Group),
        NameKind::Place => !matches!(noun.kind, ActorKind::Person | ActorKind::Group),
        _ => false,
    }
}

/// Returns whether a noun says what the organization named right before it is: "magazine" in "Kesh Weekly magazine", "news
/// agency" behind "Kesh Press".
pub(crate) fn tells_name(doc: &Document, token: TokenId) -> bool {
    let named = |t: TokenId| {
        let name = doc
            .name_at(t)
            .filter(|n| n.kind == NameKind::Organization && n.tokens.end == t.next());
        name.is_some_and(|n| doc.head(doc.head_of(n.tokens)) == Some(token))
    };
    let Some(before) = token.prev().filter(|_| doc.token(token).xpos == Xpos::Nn) else {
        return false;
    };
    match doc.lower(token) {
        "agency" => doc.lower(before) == "news" && before.prev().is_some_and(named),
        word => List::BehindName.has(word) && named(before),
    }
}

/// Returns whether a noun counts persons: "a number of senators".
pub(crate) fn counts_persons(doc: &Document, token: TokenId) -> bool {
    let persons = |c: TokenId| {
        let of = clause::preposition(doc, c).is_some_and(|p| doc.lower(p) == "of");
        of && noun(doc, c).is_some_and(|n| matches!(n.kind, ActorKind::Person | ActorKind::Group))
    };
    matches!(doc.lemma(token), "number" | "majority" | "minority" | "handful") && doc.children(token).any(persons)
}

/// Returns whether the head of a noun phrase is tagged as a plural.
pub(crate) fn is_plural(doc: &Document, token: TokenId) -> bool {
    matches!(doc.token(token).xpos, Xpos::Nns | Xpos::Nnps)
}
