//! Titles before a name: "US President Donald Trump", "study co-author Ann Lee", "Secretary of State Ann Lee".

use super::{Bearer, LONG, Role, before as previous, is_named, name_at, role};
use crate::extract::actor::nominal;
use crate::language::{Deprel, Document, NameKind, Upos, Xpos};
use crate::lexicon::actor;
use crate::model::facts::ActorKind;
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of governors followed when two tokens are tested for being in one phrase.
const STEPS: usize = 6;
/// Maximum length of a parenthesis inside a title, in tokens: "the Free Party (FP) leader".
const ASIDE: u32 = 4;

/// The titles before a name.
pub(super) fn before(bearer: &Bearer) -> Vec<Role> {
    of_run(bearer, bearer.name, bearer.head)
}

/// The noun before "of" and the name of a place: "Greek island" before "of Samos".
pub(super) fn place_of(bearer: &Bearer) -> Vec<Role> {
    let doc = bearer.doc;
    let found = || {
        let of = previous(doc, bearer.name.start).filter(|of| doc.lower(*of) == "of")?;
        let noun = previous(doc, of)?;
        let place = nominal::noun(doc, noun).is_some_and(|n| n.kind == ActorKind::Place);
        let one = place && !nominal::is_plural(doc, noun) && bearer.kind == ActorKind::Place;
        one.then(|| role(doc, run_before(doc, of, noun), noun))?
    };
    found().into_iter().collect()
}

fn of_run(bearer: &Bearer, name: TokenRange, head: TokenId) -> Vec<Role> {
    ending_at(bearer, past_address(bearer, name.start), name, head)
}

/// The first token of a name together with "Mr" or the article of a band ("The"), which are no titles.
fn past_address(bearer: &Bearer, name: TokenId) -> TokenId {
    let doc = bearer.doc;
    let address = |t: &TokenId| match bearer.kind {
        ActorKind::Person => actor::courtesy(doc.lower(*t)),
        ActorKind::Organization => doc.form(*t) == "The",
        _ => false,
    };
    previous(doc, name).filter(address).unwrap_or(name)
}

/// The titles of a name that end at a token.
fn ending_at(bearer: &Bearer, end: TokenId, name: TokenRange, head: TokenId) -> Vec<Role> {
    let doc = bearer.doc;
    let run = run_before(doc, end, head);
    let Some(last) = previous(doc, end).filter(|_| !run.is_empty()) else {
        return Vec::new();
    };
    if is_title(bearer, last, name, head) || is_age(bearer, run) {
        return parts(doc, run);
    }
    let Some(role) = with_of(bearer, run, end) else {
        return Vec::new();
    };
    // "Secretary of State and | Senator from Kesh Ann Lee"
    let joint = previous(doc, role.tokens.start).filter(|t| is_list_word(doc, *t));
    let mut all = joint.map_or_else(Vec::new, |joint| ending_at(bearer, joint, name, head));
    all.push(role);
    all
}

/// The noun that says what an organization is, right behind its name: "the Kesh Press | news agency".
pub(super) fn behind(bearer: &Bearer) -> Vec<Role> {
    let doc = bearer.doc;
    let sentence = doc.sentence_tokens(bearer.name.start);
    let noun = TokenRange::new(bearer.name.end, sentence.end)
        .iter()
        .take(2)
        .find(|t| nominal::tells_name(doc, *t));
    let told = noun.filter(|_| bearer.kind == ActorKind::Organization);
    told.and_then(|noun| role(doc, TokenRange::new(bearer.name.end, noun.next()), noun))
        .into_iter()
        .collect()
}

/// Returns whether the word right before a name is a title of it.
fn is_title(bearer: &Bearer, last: TokenId, name: TokenRange, head: TokenId) -> bool {
    let doc = bearer.doc;
    let rank = bearer.kind == ActorKind::Person && actor::rank(doc.lower(last));
    // "YouTube personality | Ann Lee": a noun of no list that the tree makes one with the name.
    let one = || {
        let token = doc.token(last);
        let part = |t: TokenId, of: TokenId| {
            let relation = doc.token(t).deprel;
            doc.head(t) == Some(of)
                && matches!(
                    relation,
                    Deprel::Compound | Deprel::Flat | Deprel::Appos | Deprel::NmodUnmarked
                )
        };
        token.upos == Upos::Noun
            && doc.form(last).starts_with(char::is_lowercase)
            && bearer.may_fit(last)
            && (part(last, head) || name.contains(head) && part(head, last))
    };
    bearer.fits(last) || rank || one()
}

/// Returns whether a run of words is an age: "14-year-old" before "Zoe".
fn is_age(bearer: &Bearer, run: TokenRange) -> bool {
    let last = run.last();
    bearer.kind == ActorKind::Person && bearer.doc.lower(last) == "old" && run.len() > 2
}

/// A title that goes on before "of": "Secretary of | State", perhaps with an article behind the preposition.
fn with_of(bearer: &Bearer, run: TokenRange, end: TokenId) -> Option<Role> {
    let doc = bearer.doc;
    let mut of = previous(doc, run.start)?;
    if doc.lower(of) == "the" {
        of = previous(doc, of)?;
    }
    let noun = previous(doc, of).filter(|_| matches!(doc.lower(of), "of" | "for" | "to" | "from"))?;
    let fits = actor::noun(doc.lemma(noun)).is_some_and(|n| n.title) && bearer.kind == ActorKind::Person;
    let left = run_before(doc, of, noun);
    fits.then(|| role(doc, TokenRange::new(left.start, end), noun))?
}

/// Splits a run of words into roles: "businessman and | Trump loyalist", "study co-author | Professor".
fn parts(doc: &Document, run: TokenRange) -> Vec<Role> {
    let mut roles = Vec::new();
    let mut start = run.start;
    for t in run.iter() {
        let next = t.next();
        let ends = !run.contains(next) || is_list_word(doc, next) || is_cased_title(doc, t, next);
        if ends && start <= t && !is_list_word(doc, t) {
            roles.extend(role(doc, TokenRange::new(start, next), t));
            start = next;
        }
        if is_list_word(doc, t) {
            start = next;
        }
    }
    roles
}

/// Returns whether a token is a comma or conjunction between two titles, not one inside the name of an office
/// ("Security and Defence Council").
fn is_list_word(doc: &Document, token: TokenId) -> bool {
    doc.form(token) == "," || matches!(doc.lower(token), "and" | "&") && !is_inner_and(doc, token)
}

/// Returns whether a capitalised title follows a noun for a person: "chief | Lieutenant".
fn is_cased_title(doc: &Document, token: TokenId, next: TokenId) -> bool {
    let person = nominal::noun(doc, token).is_some_and(|n| n.kind == ActorKind::Person);
    person
        && doc.form(token).starts_with(char::is_lowercase)
        && doc.form(next).starts_with(char::is_uppercase)
        && (actor::noun(doc.lower(next)).is_some_and(|n| n.title) || actor::rank(doc.lower(next)))
}

/// The nouns, adjectives and possessors right before a token that belong to its phrase.
fn run_before(doc: &Document, end: TokenId, head: TokenId) -> TokenRange {
    // The word before the name is its title whatever the tree says; the others must belong to the title.
    let title = end.back(1);
    let mut start = end;
    while let Some(token) = previous(doc, start).filter(|t| end - *t <= LONG) {
        let step = if token == title {
            is_run_word(doc, token).then_some(token)
        } else {
            step(doc, token, start, head, title)
        };
        match step {
            Some(to) => start = to,
            None => break,
        }
    }
    // A run does not begin with a possessive ending or a conjunction.
    let loose = |t: TokenId| matches!(doc.token(t).xpos, Xpos::Pos | Xpos::Hyph) || is_list_word(doc, t);
    while start < end && loose(start) {
        start = start.next();
    }
    TokenRange::new(start, end)
}

/// The start of the run with the word `token` before `start`; none where the run ends.
fn step(doc: &Document, token: TokenId, start: TokenId, head: TokenId, title: TokenId) -> Option<TokenId> {
    let related = |t: TokenId| same_phrase(doc, t, head) || same_phrase(doc, t, title);
    if let Some(name) = name_at(doc, token).filter(|n| n.end == start) {
        let owner = doc.token(start).xpos == Xpos::Pos;
        return (owner || name.iter().any(related)).then_some(name.start);
    }
    if doc.form(token) == ")" {
        return TokenRange::new(token.back(ASIDE), token)
            .iter()
            .rev()
            .find(|t| doc.form(*t) == "(");
    }
    if is_list_word(doc, token) {
        return is_joint(doc, token, start).then_some(token);
    }
    let joined = doc.token(token).xpos == Xpos::Pos || is_inner_and(doc, token) || related(token);
    (joined && is_run_word(doc, token)).then_some(token)
}

/// Returns whether a token may be part of a title.
fn is_run_word(doc: &Document, token: TokenId) -> bool {
    let word = doc.token(token);
    let verbal = matches!(word.xpos, Xpos::Vbn | Xpos::Vbg);
    if verbal && !matches!(doc.lower(token), "acting" | "outgoing" | "incoming") {
        return is_attribute(doc, token, word.xpos);
    }
    matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
        || matches!(word.xpos, Xpos::Pos | Xpos::Hyph | Xpos::Afx)
        || matches!(doc.lower(token), "then" | "acting" | "former")
        || is_inner_and(doc, token)
}

/// Returns whether a participle modifies the title ("a leading banker") and is no verb of its own ("asked banker Ann
/// Lee", "photos showing banker Ann Lee", "fined for insulting banker Ann Lee").
fn is_attribute(doc: &Document, participle: TokenId, xpos: Xpos) -> bool {
    let Some(before) = previous(doc, participle) else {
        return true;
    };
    let word = doc.token(before);
    match word.upos {
        Upos::Det | Upos::Adj | Upos::Adv | Upos::Punct => true,
        Upos::Pron => word.xpos == Xpos::PrpPoss,
        Upos::Adp | Upos::Verb | Upos::Cconj => xpos == Xpos::Vbn,
        _ => false,
    }
}

/// Returns whether "and" stands between the capitalised words of one office ("Security and Defence Council Secretary"),
/// not behind the name of a person ("Mayor Ann Lee and Senator Tom Berg").
fn is_inner_and(doc: &Document, token: TokenId) -> bool {
    let capital = |t: TokenId| doc.whole().contains(t) && doc.form(t).starts_with(char::is_uppercase);
    let person = |t: TokenId| doc.name_at(t).is_some_and(|n| n.kind == NameKind::Person);
    let before = token.prev().filter(|_| matches!(doc.lower(token), "and" | "&"));
    before.is_some_and(|before| capital(before) && capital(token.next()) && !person(before))
}

/// Returns whether the words before a conjunction describe the same person: "singer, actor and | producer Ann Lee".
fn is_joint(doc: &Document, joint: TokenId, start: TokenId) -> bool {
    let Some(mut noun) = previous(doc, joint) else {
        return false;
    };
    if doc.form(noun) == "," {
        match previous(doc, noun) {
            Some(before) => noun = before,
            None => return false,
        }
    }
    let person = nominal::noun(doc, noun).is_some_and(|n| n.kind == ActorKind::Person);
    let joined = |t: TokenId| doc.token(t).deprel == Deprel::Conj && doc.head(t).is_some_and(|h| h < joint);
    let next_is_list = is_list_word(doc, start);
    let same = TokenRange::new(start, start + 5)
        .iter()
        .take_while(|t| doc.whole().contains(*t) && !is_named(doc, *t))
        .any(joined);
    // "former Kesh governor and | US Senator Ann Lee", not "the governor and Senator Ann Lee"
    let office = person && doc.token(start).upos != Upos::Det && {
        let words = std::iter::successors(previous(doc, noun), |t| previous(doc, *t)).take(LONG as usize);
        let edge = { words }.find(|t| !is_run_word(doc, *t));
        edge.is_none_or(|t| !matches!(doc.token(t).upos, Upos::Det | Upos::Pron | Upos::Cconj))
    };
    person
        && !nominal::is_plural(doc, noun)
        && doc.form(noun).starts_with(char::is_lowercase)
        && (same || next_is_list || office)
}

/// Returns whether one token governs the other, or both have the same governor.
fn same_phrase(doc: &Document, one: TokenId, other: TokenId) -> bool {
    let above = |from: TokenId, to: TokenId| {
        std::iter::successors(Some(from), |t| doc.head(*t))
            .take(STEPS)
            .any(|t| t == to)
    };
    let sisters = || {
        let above = doc.head(one);
        above.is_some_and(|h| Some(h) == doc.head(other) && doc.token(h).upos != Upos::Verb)
    };
    above(one, other) || above(other, one) || sisters()
}
