//! Appositions: "The mayor of Kesh, Ann Lee, said", "Ann Lee, a professor at Kesh, said".

use super::{Bearer, LONG, Role, before as previous, begins_phrase, is_named, role, title};
use crate::extract::actor::nominal;
use crate::language::{Deprel, Document, NameKind, Upos, Xpos, clause};
use crate::lexicon::actor_word::List;
use crate::model::facts::ActorKind;
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of descriptions in a list ("a veteran, activist and author").
const ITEMS: usize = 4;

/// The description before a name and its comma: "The mayor of Kesh" in "The mayor of Kesh, Ann Lee, said".
pub(super) fn before(bearer: &Bearer) -> Vec<Role> {
    find_before(bearer).into_iter().collect()
}

fn find_before(bearer: &Bearer) -> Option<Role> {
    let doc = bearer.doc;
    // "The study's author, doctor Ann Lee, said": titles may stand between.
    let titles = title::before(bearer).into_iter().map(|role| role.tokens.start);
    let front = titles.min().unwrap_or(bearer.name.start);
    let comma = previous(doc, front).filter(|t| doc.form(*t) == ",")?;
    let sentence = doc.sentence(doc.sentence_of(comma)).tokens;
    // The article that begins the description, with no word before it to which the description could belong.
    let earliest = comma.back(LONG).max(sentence.start);
    let end = aside(doc, comma).unwrap_or(comma);
    let inside = |t: &TokenId| is_phrase_word(doc, *t) || is_inner_comma(doc, *t);
    let words: Vec<TokenId> = TokenRange::new(earliest, end).iter().rev().take_while(inside).collect();
    let begins = |t: &TokenId| begins_phrase(doc, *t) || doc.token(*t).upos == Upos::Num;
    // "Winner of the race, Ann Lee, said": at the start of the sentence without an article.
    let opens = |t: &TokenId| *t == sentence.start && bearer.fits(*t) && doc.token(*t).xpos == Xpos::Nn;
    let begin = words
        .last()
        .copied()
        .filter(opens)
        .or_else(|| words.iter().copied().rfind(begins))?;
    let noun = core(doc, begin, end)?;
    let after = sentence.contains(bearer.name.end).then(|| doc.form(bearer.name.end));
    let closed = match after {
        None | Some("," | "." | ";" | "(" | ":") => true,
        Some("and") => nominal::is_plural(doc, noun),
        // "A member of the council, Ann Lee said": the description opens the sentence.
        _ => begin == sentence.start && bearer.kind == ActorKind::Person,
    };
    let person = bearer.kind == ActorKind::Person && bearer.fits(noun);
    // "In the port, Kesh Air": what a preposition leads is where.
    let led = previous(doc, begin).is_some_and(|t| doc.token(t).upos == Upos::Adp);
    let tells = bearer.fits(noun) || bearer.may_fit(noun) && is_appositive(doc, noun, bearer.head);
    (closed && tells && !is_named(doc, noun) && (person || !led))
        .then(|| role(doc, TokenRange::new(begin, end), noun))?
}

/// The start of a parenthesis that ends before a comma: "the leader of the Kesh Union | (a trade union), Ann Lee".
fn aside(doc: &Document, comma: TokenId) -> Option<TokenId> {
    let closes = previous(doc, comma).filter(|t| doc.form(*t) == ")")?;
    let before = std::iter::successors(previous(doc, closes), |t| previous(doc, *t)).take(LONG as usize);
    { before }.find(|t| doc.form(*t) == "(")
}

/// The descriptions behind a name and a comma: "a mayor of Kesh" in "Ann Lee, a mayor of Kesh, said", and what is
/// joined to it.
pub(super) fn after(bearer: &Bearer) -> Vec<Role> {
    let doc = bearer.doc;
    let mut roles = Vec::new();
    let mut comma = bearer.name.end;
    while let Some((item, end)) = item_after(bearer, comma, !roles.is_empty()) {
        roles.extend(split(bearer, item));
        if roles.len() >= ITEMS || doc.form(end) != "," {
            break;
        }
        comma = end;
    }
    roles
}

/// Returns whether a comma is part of the name of a place: "a resident of Kesh, Norland, Ann Lee said".
fn is_inner_comma(doc: &Document, token: TokenId) -> bool {
    let place = |t: Option<TokenId>| {
        t.and_then(|t| doc.name_at(t))
            .is_some_and(|n| n.kind == NameKind::Place)
    };
    doc.form(token) == "," && place(previous(doc, token)) && place(super::after(doc, token))
}

/// The description that begins behind a comma, and the token that closes it.
fn item_after(bearer: &Bearer, comma: TokenId, again: bool) -> Option<(Role, TokenId)> {
    let doc = bearer.doc;
    let sentence = doc.sentence(doc.sentence_of(bearer.name.start)).tokens.end;
    if comma >= sentence || !matches!(doc.form(comma), "," | "—" | "–") {
        return None;
    }
    let leads = |t: &TokenId| matches!(doc.lower(*t), "also" | "currently" | "previously" | "formerly");
    let begin = TokenRange::new(comma.next(), sentence).iter().find(|t| !leads(t))?;
    let latest = sentence.min(begin + LONG);
    let inside = |t: &TokenId| is_phrase_word(doc, *t);
    let words: Vec<TokenId> = TokenRange::new(begin, latest).iter().take_while(inside).collect();
    let end = words.last()?.next();
    let closed = end >= sentence
        || matches!(
            doc.form(end),
            "," | "." | ";" | ":" | "—" | "–" | ")" | "who" | "which" | "whose" | "that"
        );
    let article = begins_phrase(doc, begin);
    let noun = core(doc, begin, end)?;
    let next_is_name = doc.whole().contains(noun.next()) && is_named(doc, noun.next());
    // Without an article only a person's office is a description; other nouns are the next item of a list.
    let new = if article {
        !again
    } else {
        bearer.kind == ActorKind::Person
    };
    let listed = new && bearer.fits(noun);
    let open = || {
        let indefinite = matches!(doc.lower(begin), "a" | "an") && bearer.kind != ActorKind::Place;
        article && !again && bearer.may_fit(noun) && (indefinite || is_appositive(doc, noun, bearer.head))
    };
    let tells = (listed || open()) && !is_named(doc, noun) && !next_is_name && !nominal::is_plural(doc, noun);
    let told = (closed && tells).then(|| role(doc, TokenRange::new(begin, end), noun))??;
    Some((told, end.min(sentence - 1)))
}

/// Splits descriptions joined by "and" into a role each: "his wife and | the owner of the mill".
fn split(bearer: &Bearer, role: Role) -> Vec<Role> {
    let doc = bearer.doc;
    let whole = role.tokens;
    let joint = TokenRange::new(role.noun.next(), whole.end)
        .iter()
        .find(|t| doc.lower(*t) == "and");
    let second = joint.and_then(|joint| {
        let right = TokenRange::new(joint.next(), whole.end);
        let noun = core(doc, right.start, right.end)?;
        let office = bearer.kind == ActorKind::Person && bearer.fits(noun) && !is_named(doc, noun);
        office.then(|| super::role(doc, right, noun))?
    });
    match (joint, second) {
        (Some(joint), Some(second)) => {
            let tokens = TokenRange::new(whole.start, joint);
            vec![Role { tokens, ..role }, second]
        }
        _ => vec![role],
    }
}

/// The appositions in the dependency tree.
pub(super) fn by_tree(bearer: &Bearer) -> Vec<Role> {
    let (doc, head) = (bearer.doc, bearer.head);
    let joined = |c: TokenId| {
        let between = |t: TokenId| doc.token(t).deprel == Deprel::Conj && t < c;
        doc.children(head).any(between)
    };
    // "Ann Lee and Tom Berg, the mayor": it describes the second.
    let own = |c: &TokenId| {
        *c > head && doc.token(*c).deprel == Deprel::Appos && (!joined(*c) || nominal::is_plural(doc, *c))
    };
    let mut roles: Vec<Role> = doc
        .children(head)
        .filter(own)
        .filter_map(|c| described(bearer, c))
        .collect();
    if doc.token(head).deprel == Deprel::Appos
        && let Some(above) = doc.head(head).filter(|above| *above < head)
    {
        // "the bank and the developer | Kesh Homes": the second of them.
        let between = |c: &TokenId| doc.token(*c).deprel == Deprel::Conj && *c < head;
        let noun = doc.children(above).filter(between).last().unwrap_or(above);
        roles.extend(described(bearer, noun));
    }
    roles
}

/// The description in a relative clause: "Ann Lee, who was a mayor of Kesh, …". Read from the order of words, because
/// trees often attach the clause elsewhere.
pub(super) fn relative(bearer: &Bearer) -> Vec<Role> {
    let doc = bearer.doc;
    let sentence = doc.sentence_tokens(bearer.name.start);
    let comma = bearer.name.end;
    let (who, is, begin) = (comma.next(), comma.next().next(), comma.next().next().next());
    let opens = bearer.kind == ActorKind::Person
        && sentence.contains(begin)
        && doc.form(comma) == ","
        && doc.lower(who) == "who"
        && matches!(doc.lower(is), "is" | "was")
        && begins_phrase(doc, begin);
    if !opens {
        return Vec::new();
    }
    let latest = sentence.end.min(begin + LONG);
    let words = TokenRange::new(begin, latest).iter();
    let end = { words }.find(|t| !is_phrase_word(doc, *t)).unwrap_or(latest);
    let noun = core(doc, begin, end).filter(|noun| bearer.fits(*noun) && !is_named(doc, *noun));
    let told = noun.and_then(|noun| role(doc, TokenRange::new(begin, end), noun));
    told.into_iter().collect()
}

/// The noun before a participle of naming: "The attacker, identified as Ann Lee, fled", "A man named Ann Lee".
pub(super) fn identified(bearer: &Bearer) -> Vec<Role> {
    let (doc, head) = (bearer.doc, bearer.head);
    let found = || {
        let verb = doc
            .head(head)
            .filter(|v| List::Identify.has(doc.lemma(*v)) && *v < head)?;
        let noun = doc.head(verb).filter(|noun| {
            matches!(doc.token(verb).deprel, Deprel::Acl | Deprel::AclRelcl | Deprel::Amod) && *noun < verb
        })?;
        let person = bearer.kind == ActorKind::Person && doc.token(verb).xpos == Xpos::Vbn;
        let told = described(bearer, noun).filter(|_| person)?;
        let tokens = told.tokens.start.through(noun);
        Some(Role { tokens, ..told })
    };
    found().into_iter().collect()
}

/// The role of a noun phrase that describes the bearer: an apposition or a predicate.
pub(super) fn described(bearer: &Bearer, noun: TokenId) -> Option<Role> {
    let doc = bearer.doc;
    if !bearer.fits(noun) || is_named(doc, noun) {
        return None;
    }
    let phrase = clause::noun_phrase(doc, noun);
    let phrase = if phrase.len() > LONG as usize {
        phrase.start.through(noun)
    } else {
        phrase
    };
    role(doc, phrase, noun)
}

/// Returns whether the tree makes one word an apposition to the other.
fn is_appositive(doc: &Document, noun: TokenId, name: TokenId) -> bool {
    let to = |one: TokenId, other: TokenId| doc.token(one).deprel == Deprel::Appos && doc.head(one) == Some(other);
    to(noun, name) || to(name, noun)
}

/// The head noun of a phrase by position: the last noun before its first preposition.
fn core(doc: &Document, begin: TokenId, end: TokenId) -> Option<TokenId> {
    let preposition = |t: &TokenId| matches!(doc.token(*t).upos, Upos::Adp | Upos::Sconj | Upos::Cconj);
    let front = TokenRange::new(begin, end).iter().take_while(|t| !preposition(t));
    front
        .filter(|t| matches!(doc.token(*t).upos, Upos::Noun | Upos::Propn | Upos::Adj))
        .last()
}

/// Returns whether a token may be part of a description.
fn is_phrase_word(doc: &Document, token: TokenId) -> bool {
    let word = doc.token(token);
    matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det)
        || matches!(
            word.xpos,
            Xpos::Pos | Xpos::Hyph | Xpos::PrpPoss | Xpos::Afx | Xpos::OpenQuote | Xpos::CloseQuote
        )
        || matches!(
            doc.lower(token),
            "of" | "for" | "at" | "in" | "on" | "from" | "and" | "&" | "then" | "to" | "with" | "acting"
        )
}
