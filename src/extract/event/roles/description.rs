//! What the scorer of roles sees of a word that may take part in an event.

use super::Choice;
use super::way::Way;
use crate::extract::event::features::{self, Path};
use crate::extract::event::trigger::Candidate;
use crate::language::scorer::{Features, Value};
use crate::language::{Document, Upos, clause};
use crate::lexicon::{actor, clusters, event};
use crate::model::facts::{ActorKind, Role};
use crate::model::ids::TokenId;

/// Maximum number of words that are counted between the trigger and a word.
const BETWEEN: usize = 4;

/// What the scorer sees of the clause of an event, whoever may take part in it.
pub(super) struct Clause<'d> {
    doc: &'d Document,
    token: TokenId,
    functions: Functions,
    /// The verb that helps an event noun.
    helper: Option<TokenId>,
    class: Value<'d>,
    lemma: Value<'d>,
    upos: Value<'d>,
    xpos: Value<'d>,
    relation: Value<'d>,
    voice: Value<'d>,
    /// The form of the trigger: "passive", else its part of speech.
    form: Value<'d>,
    taken: Value<'d>,
    governor: Option<Value<'d>>,
    clusters: Option<clusters::Clusters>,
}

impl<'d> Clause<'d> {
    pub(super) fn of(doc: &'d Document, candidate: &Candidate) -> Clause<'d> {
        let token = candidate.token;
        let functions = Functions::of(doc, token);
        let passive = clause::is_passive(doc, token);
        let xpos = Value::from(features::xpos(doc, token));
        Clause {
            doc,
            token,
            helper: candidate.helper.or(candidate.done),
            class: candidate.class.label().into(),
            lemma: doc.lemma(token).into(),
            upos: features::upos(doc, token).into(),
            xpos,
            relation: features::relation(doc, token).into(),
            voice: if passive { "passive" } else { "active" }.into(),
            form: if passive { "passive".into() } else { xpos },
            taken: functions.taken().into(),
            governor: doc.head(token).map(|governor| doc.lemma(governor).into()),
            clusters: clusters::of(doc.lemma(token)).or_else(|| clusters::of(doc.lower(token))),
            functions,
        }
    }

    /// The features of one of the words that may take part.
    pub(super) fn describe(&self, choices: &[Choice<'d>], at: usize, found: &mut Features<'d>) {
        let choice = &choices[at];
        let (head, path) = (choice.head, choice.way.path);
        let rule = Value::from(choice.rule.map_or("none", |r| r.role.label()));
        let grammar = Value::from(self.functions.of_noun(self.doc, head));
        let kind = Value::from(kind(self.doc, head));
        found.flag("any", true);
        found.add("rule", rule);
        found.add("steps", path.steps);
        self.by_path(path, rule, found);
        self.by_function(grammar, rule, found);
        self.by_word(head, path, grammar, found);
        self.by_kind(kind, path, (grammar, rule), found);
        self.by_way(&choice.way, kind, found);
        self.beside(choices, at, (kind, grammar, rule), found);
        self.by_others(head, found);
    }

    fn by_path(&self, path: Path, rule: Value<'d>, found: &mut Features<'d>) {
        found.pair("path.upos", path.hash, self.upos);
        found.pair("path.xpos", path.hash, self.xpos);
        found.pair("path.class", path.hash, self.class);
        found.pair("path.lemma", path.hash, self.lemma);
        found.pair("path.rule", path.hash, rule);
        found.pair("path.taken", path.hash, self.taken);
        if let Some(governor) = self.governor {
            found.pair("governor.path", governor, path.hash);
        }
    }

    fn by_function(&self, grammar: Value<'d>, rule: Value<'d>, found: &mut Features<'d>) {
        found.pair("rule.class", rule, self.class);
        found.pair("rule.lemma", rule, self.lemma);
        found.pair("grammar.voice", grammar, self.voice);
        found.pair("grammar.rule", grammar, rule);
        found.pair("grammar.class", grammar, self.class);
        found.pair("grammar.lemma", grammar, self.lemma);
        found.pair("grammar.taken", grammar, self.taken);
    }

    /// The word itself and its preposition.
    fn by_word(&self, head: TokenId, path: Path, grammar: Value<'d>, found: &mut Features<'d>) {
        let doc = self.doc;
        if let Some(cluster) = clusters::of(doc.lemma(head)) {
            found.pair("coarse.grammar", u32::from(cluster.coarse), grammar);
            found.pair("coarse.path", u32::from(cluster.coarse), path.hash);
            found.pair("coarse.class", u32::from(cluster.coarse), self.class);
            found.pair("middle.class", u32::from(cluster.middle), self.class);
        }
        if let Some(preposition) = clause::preposition(doc, clause::first_conjunct(doc, head)) {
            let preposition = Value::from(doc.lower(preposition));
            found.add("preposition", preposition);
            found.pair("preposition.class", preposition, self.class);
            found.pair("preposition.lemma", preposition, self.lemma);
            found.pair("preposition.path", preposition, path.hash);
        }
        found.add("head", doc.lemma(head));
        features::cluster(doc, head, "head", found);
        found.add("relation", features::relation(doc, head));
        found.pair("tag", self.xpos, self.relation);
        found.pair("side", self.side(head), self.upos);
        found.add("distance", self.token.0.abs_diff(head.0).min(12));
        found.flag("event noun", !event::noun(doc.lemma(head)).is_empty());
    }

    fn side(&self, head: TokenId) -> &'static str {
        if head < self.token { "before" } else { "after" }
    }

    fn by_kind(&self, kind: Value<'d>, path: Path, (grammar, rule): (Value<'d>, Value<'d>), found: &mut Features<'d>) {
        found.add("kind", kind);
        found.pair("kind.path", kind, path.hash);
        found.pair("kind.rule", kind, rule);
        found.pair("kind.class", kind, self.class);
        found.pair("kind.grammar", kind, grammar);
        found.pair("kind.lemma", kind, self.lemma);
        if let Some(clusters) = self.clusters {
            found.pair("kind.middle", kind, u32::from(clusters.middle));
        }
    }

    /// The way through the tree with its prepositions, and the relative clause that it enters or leaves.
    fn by_way(&self, way: &Way<'d>, kind: Value<'d>, found: &mut Features<'d>) {
        found.pair("way.form", way.worded, self.form);
        found.pair("way.lemma", way.worded, self.lemma);
        found.pair("way.kind", way.worded, kind);
        if let Some(clusters) = self.clusters {
            found.pair("way.fine", way.worded, u32::from(clusters.fine));
            found.pair("way.middle", way.worded, u32::from(clusters.middle));
        }
        if let Some(relative) = way.relative {
            found.pair("relative.path", relative.word, way.path.hash);
            found.pair("gap.path", relative.gap, way.path.hash);
            found.pair("gap.form", relative.gap, self.form);
        }
    }

    /// The other words that may take part.
    fn beside(
        &self,
        choices: &[Choice<'d>],
        at: usize,
        (kind, grammar, rule): (Value<'d>, Value<'d>, Value<'d>),
        found: &mut Features<'d>,
    ) {
        let path = choices[at].way.path.hash;
        let others = || choices.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c);
        let taken = |role| others().any(|c| c.rule.is_some_and(|r| r.role == role));
        let proposed = match (taken(Role::Agent), taken(Role::Patient)) {
            (true, true) => "both",
            (true, false) => "agent",
            (false, true) => "patient",
            (false, false) => "neither",
        };
        found.pair("beside.path", proposed, path);
        found.pair("beside.rule", proposed, rule);
        found.pair("beside.kind", proposed, kind);
        found.pair("beside.grammar", proposed, grammar);
        let earlier = choices[..at].iter().filter(|c| c.way.path.hash == path).count();
        found.pair("earlier.path", earlier.min(2) as u32, path);
        let (from, to) = (self.token.min(choices[at].head), self.token.max(choices[at].head));
        let between = choices.iter().filter(|c| from < c.head && c.head < to).count();
        found.pair("between.side", between.min(BETWEEN) as u32, self.side(choices[at].head));
        found.pair("between.path", between.min(2) as u32, path);
    }

    fn by_others(&self, head: TokenId, found: &mut Features<'d>) {
        let Some(helper) = self.helper else { return };
        let path = features::path(self.doc, helper, head).unwrap_or_default();
        found.pair("helper.path", path.hash, features::xpos(self.doc, helper));
        found.pair("helper.lemma", path.hash, self.doc.lemma(helper));
        found.pair("helper.class", path.hash, self.class);
    }
}

/// The kind of thing that a word speaks of: that of a name, of a pronoun, of a noun for actors, else its part of speech.
fn kind(doc: &Document, head: TokenId) -> &'static str {
    if let Some(name) = features::name_kind(doc, head) {
        return name;
    }
    if doc.token(head).upos == Upos::Pron {
        return match doc.lower(head) {
            "it" | "its" | "itself" => "it",
            "they" | "them" | "their" => "they",
            _ => "pronoun",
        };
    }
    match actor::noun(doc.lemma(head)) {
        Some(noun) if noun.kin => "relative",
        Some(noun) if noun.title => "office",
        Some(noun) => match noun.kind {
            ActorKind::Person => "a person",
            ActorKind::Organization => "an organization",
            ActorKind::Place => "a place",
            _ => "a group",
        },
        None => features::upos(doc, head),
    }
}

/// The nouns with a grammatical function in the clause of an event, stated or understood.
struct Functions {
    subject: Option<TokenId>,
    object: Option<TokenId>,
    owner: Option<TokenId>,
}

impl Functions {
    fn of(doc: &Document, token: TokenId) -> Functions {
        Functions {
            subject: clause::subject(doc, token),
            object: clause::object(doc, token),
            owner: clause::owner(doc, token),
        }
    }

    /// The functions that are filled: those that are leave less for other words.
    fn taken(&self) -> &'static str {
        match (self.subject.is_some(), self.object.is_some()) {
            (true, true) => "both",
            (true, false) => "subject",
            (false, true) => "object",
            (false, false) => "neither",
        }
    }

    /// The function of a noun.
    fn of_noun(&self, doc: &Document, head: TokenId) -> &'static str {
        let first = clause::first_conjunct(doc, head);
        let is = |found: Option<TokenId>| found.is_some_and(|f| f == head || f == first);
        if is(self.subject) {
            "subject"
        } else if is(self.object) {
            "object"
        } else if is(self.owner) {
            "owner"
        } else {
            "other"
        }
    }
}
