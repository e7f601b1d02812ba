//! Roles: what the text says an actor is, by titles, appositions, predicates and relative clauses.
//!
//! A role is kept as written, without its leading article. It names a noun ("president" in "the former US president"),
//! by which later phrases find their actor: "the president".
//!
//! Each of [`RULES`] reads one construction; a noun that two of them read is one role, of the first.

mod apposition;
mod joint;
mod predicate;
mod title;

pub(crate) use predicate::of_subject;

use super::name::is_office;
use super::nominal;
use crate::language::{Document, Upos, Xpos};
use crate::lexicon::actor::{self, Noun};
use crate::model::facts::ActorKind;
use crate::model::ids::{TokenId, TokenRange};

/// A title or description of an actor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Role {
    /// Its tokens, without leading article.
    pub(crate) tokens: TokenRange,
    /// The noun that says what the actor is.
    pub(crate) noun: TokenId,
    /// True for titles and appositions: the noun is no mention of its own. Where the tree has it in the place of the
    /// name ("Kesh's mayor, Ann Lee, said"), its governor and dependents are those of the name.
    pub(crate) stands_for: bool,
}

/// A mention whose roles are looked for.
pub(super) struct Bearer<'d> {
    doc: &'d Document,
    /// The words of the mention.
    name: TokenRange,
    /// Its head word.
    head: TokenId,
    /// The kind of actor that it mentions.
    kind: ActorKind,
}

/// The constructions that give a role, in order of precedence.
const RULES: [fn(&Bearer) -> Vec<Role>; 12] = [
    title::before,
    title::behind,
    joint::shared,
    joint::example,
    title::place_of,
    apposition::before,
    apposition::after,
    apposition::by_tree,
    apposition::identified,
    apposition::relative,
    predicate::of_relative_clause,
    predicate::of_clause,
];

/// Maximum length of a role, in tokens.
const LONG: u32 = 20;

/// The roles beside a mention of an actor, in order of precedence. The mention is given by its tokens, its head and the
/// kind of actor.
///
/// Titles and appositions are read from the tags and the order of words: commas and articles are surer signs of them
/// than trees. Predicates need the tree.
pub(crate) fn roles(doc: &Document, name: TokenRange, head: TokenId, kind: ActorKind) -> Vec<Role> {
    let bearer = Bearer { doc, name, head, kind };
    let mut roles: Vec<Role> = Vec::new();
    for role in RULES.iter().flat_map(|rule| rule(&bearer)) {
        let overlap = |known: &Role| known.tokens.start < role.tokens.end && role.tokens.start < known.tokens.end;
        if !roles.iter().any(overlap) {
            roles.push(role);
        }
    }
    roles
}

impl Bearer<'_> {
    /// Returns whether a noun of the lists can describe the bearer.
    fn fits(&self, noun: TokenId) -> bool {
        let token = self.doc.token(noun);
        let nominal = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj);
        let body = self.kind == ActorKind::Organization;
        let may_be = |told: Noun| told.title || self.may_be(told.kind) || told.body && body;
        nominal && nominal::noun(self.doc, noun).is_some_and(may_be)
    }

    /// Returns whether a noun can describe the bearer where the construction allows no other reading: a noun of the
    /// lists that fits, or one of no list.
    fn may_fit(&self, noun: TokenId) -> bool {
        let common = self.doc.token(noun).upos == Upos::Noun;
        self.fits(noun) || common && nominal::noun(self.doc, noun).is_none()
    }

    fn may_be(&self, told: ActorKind) -> bool {
        use ActorKind::{Group, Organization, Person, Place};
        match self.kind {
            Person => told == Person,
            Group => matches!(told, Person | Group | Organization),
            Organization | Place => matches!(told, Organization | Place | Group),
        }
    }
}

/// Returns whether a token is part of a name.
fn is_named(doc: &Document, token: TokenId) -> bool {
    name_at(doc, token).is_some()
}

/// The words of the name that a token is part of.
fn name_at(doc: &Document, token: TokenId) -> Option<TokenRange> {
    let name = doc.name_at(token)?.tokens;
    (!is_office(doc, name)).then_some(name)
}

/// The token before, in the same sentence.
fn before(doc: &Document, token: TokenId) -> Option<TokenId> {
    let first = doc.sentence(doc.sentence_of(token)).tokens.start;
    (token > first).then(|| token - 1)
}

/// The token after, in the same sentence.
fn after(doc: &Document, token: TokenId) -> Option<TokenId> {
    let next = token.next();
    doc.sentence(doc.sentence_of(token))
        .tokens
        .contains(next)
        .then_some(next)
}

/// Returns whether a phrase begins at a token: an article, a possessive, a possessor.
fn begins_phrase(doc: &Document, token: TokenId) -> bool {
    let opens = matches!(
        doc.lower(token),
        "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "my" | "then"
    );
    opens || after(doc, token).is_some_and(|t| doc.token(t).xpos == Xpos::Pos)
}

/// A role of these tokens without leading article; `None` where nothing is left.
fn role(doc: &Document, tokens: TokenRange, noun: TokenId) -> Option<Role> {
    let mut start = tokens.start;
    let leads = |word: &str| {
        matches!(
            word,
            "the" | "a" | "an" | "," | "then" | "this" | "also" | "currently" | "previously" | "formerly"
        )
    };
    // "then-mayor" keeps its "then".
    let joined = |t: TokenId| doc.token(t).xpos == Xpos::Hyph || doc.form(t) == "-";
    while tokens.contains(start) && leads(doc.lower(start)) && !(tokens.contains(start.next()) && joined(start.next()))
    {
        start += 1;
    }
    // "Mr." is no role, "Dr." is one.
    let courtesy = tokens.end == start.next() && actor::courtesy(doc.lower(start));
    (start < tokens.end && start <= noun && !courtesy).then_some(Role {
        tokens: TokenRange::new(start, tokens.end),
        noun,
        stands_for: true,
    })
}
