//! Mentions and the entities that they are linked to, while linking goes on.

use crate::extract::actor::nominal;
use crate::extract::actor::pronoun::{self, Case, Pronoun};
use crate::language::{Deprel, Document, NameKind, Upos, Xpos, clause};
use crate::lexicon::actor::Gender;
use crate::lexicon::actor_word;
use crate::lexicon::cue;
use crate::model::facts::{ActorKind, Mention, MentionKind};
use crate::model::ids::{SentenceId, TokenId, TokenRange};

/// The number of an entity.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(in crate::link) struct EntityId(pub(super) u32);

/// Grammatical position of a mention in its clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Position {
    Subject,
    Object,
    Possessor,
    Other,
}

/// A mention with its features.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) mention: Mention,
    pub(super) tokens: TokenRange,
    /// Kind by the tagger or the noun; `None` for pronouns.
    pub(super) kind: Option<ActorKind>,
    pub(super) pronoun: Option<Pronoun>,
    pub(super) gender: Gender,
    pub(super) plural: bool,
    /// True for the name of a place that is the surname of a person named before: "Washington" after "Ann Washington".
    pub(super) surname: bool,
    pub(super) sentence: SentenceId,
    /// The token that represents the mention in the tree: its head, or the noun that it is an apposition to.
    pub(super) place: TokenId,
    pub(super) position: Position,
    pub(super) entity: Option<EntityId>,
}

/// One real-world entity.
#[derive(Clone, Debug, Default)]
pub(super) struct Entity {
    /// Its mentions, in order of linking.
    pub(super) nodes: Vec<usize>,
    /// Number of mentions of each kind, by [`kind_number`].
    pub(super) votes: [u32; 4],
    pub(super) gender: Gender,
    pub(super) plural: bool,
    pub(super) named: bool,
    pub(super) country: Option<&'static str>,
    /// Words of its roles, names and descriptions, with which later phrases must agree.
    pub(super) words: Vec<String>,
    /// Possessors and complements in its roles and descriptions, which are other entities: "club" in "the club's
    /// coach", "board" in "member of the board".
    pub(super) owners: Vec<String>,
    /// Nouns that may mention it: the heads of its roles and descriptions, and the nouns in names of organizations and
    /// places.
    pub(super) nouns: Vec<String>,
    /// Titles and descriptions, in the order in which they were found.
    pub(super) roles: Vec<TokenRange>,
    /// For a group, the actors that it stands for.
    pub(super) members: Vec<EntityId>,
}

impl Entity {
    /// Returns whether a word is one of its name, roles or descriptions.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words.iter().chain(&self.owners).any(|w| w == word)
    }

    /// Adds the words of a role or description, up to a maximum number.
    pub(super) fn learn(&mut self, doc: &Document, tokens: TokenRange, head: TokenId) {
        const KEPT: usize = 80;
        let own = tokens.iter().rfind(|t| *t < head && doc.token(*t).xpos == Xpos::Pos);
        for token in tokens.iter().filter(|t| doc.token(*t).upos != Upos::Det) {
            let owned = own.is_some_and(|pos| token <= pos) || token > head;
            let list = if owned { &mut self.owners } else { &mut self.words };
            let lemma = doc.lemma(token);
            if list.len() < KEPT && !list.iter().any(|w| w == lemma) {
                list.push(lemma.to_owned());
            }
        }
        // "the CEO" for "the chief executive"
        let noun = doc.lemma(head);
        let pair = head.prev().map(|t| format!("{} {noun}", doc.lower(t)));
        let same = actor_word::synonyms(noun)
            .iter()
            .chain(pair.iter().flat_map(|p| actor_word::synonyms(p)));
        self.words.extend(same.clone().cloned());
        for called in same.map(String::as_str).chain([noun]) {
            self.call(called);
        }
    }

    /// Adds a noun that may mention it.
    pub(super) fn call(&mut self, noun: &str) {
        const KEPT: usize = 60;
        if self.nouns.len() < KEPT && !self.nouns.iter().any(|known| known == noun) {
            self.nouns.push(noun.to_owned());
        }
    }

    pub(super) fn kind(&self) -> ActorKind {
        // "the two countries"
        if !self.members.is_empty() {
            return ActorKind::Group;
        }
        const KINDS: [ActorKind; 4] = [
            ActorKind::Person,
            ActorKind::Organization,
            ActorKind::Place,
            ActorKind::Group,
        ];
        // The first of equals: persons before organizations before places.
        let most = (0..4).max_by_key(|i| (self.votes[*i], 4 - i)).unwrap_or(0);
        KINDS[most]
    }
}

pub(super) fn kind_number(kind: ActorKind) -> usize {
    match kind {
        ActorKind::Person => 0,
        ActorKind::Organization => 1,
        ActorKind::Place => 2,
        ActorKind::Group => 3,
    }
}

/// All mentions, in order of position, and all entities.
#[derive(Debug, Default)]
pub(super) struct Chains {
    pub(super) nodes: Vec<Node>,
    pub(super) entities: Vec<Entity>,
    /// Nouns that stand for a named actor in the tree ("mayor" in "Kesh's mayor, Ann Lee, said").
    pub(super) stand_ins: Vec<(TokenId, EntityId)>,
}

impl Chains {
    pub(super) fn new(doc: &Document, mentions: &[Mention]) -> Chains {
        Chains {
            nodes: mentions.iter().map(|m| node(doc, m)).collect(),
            ..Chains::default()
        }
    }

    pub(super) fn add_entity(&mut self) -> EntityId {
        self.entities.push(Entity::default());
        EntityId(self.entities.len() as u32 - 1)
    }

    pub(super) fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    pub(super) fn entity_mut(&mut self, id: EntityId) -> &mut Entity {
        &mut self.entities[id.0 as usize]
    }

    /// Returns whether a noun stands for a named actor, as a role without a mention of its own.
    pub(super) fn is_stand_in(&self, word: TokenId) -> bool {
        let i = self.stand_ins.partition_point(|(t, _)| *t < word);
        self.stand_ins.get(i).is_some_and(|(t, _)| *t == word)
    }

    /// Links a mention to an entity.
    pub(super) fn assign(&mut self, node: usize, id: EntityId) {
        let at = &mut self.nodes[node];
        at.entity = Some(id);
        let entity = &mut self.entities[id.0 as usize];
        entity.nodes.push(node);
        entity.named |= at.mention.kind == MentionKind::Name;
        entity.gender = entity.gender.or(at.gender);
        // "Warda … she": a name that was taken for a place or a body.
        if entity.named && at.pronoun.is_some_and(|p| p.gender != Gender::Unknown) && entity.kind() != ActorKind::Person
        {
            entity.votes[kind_number(ActorKind::Person)] = 1 + entity.votes.iter().sum::<u32>();
        }
        let named_already = entity.named && at.mention.kind != MentionKind::Name;
        if let Some(kind) = at.kind.filter(|_| !named_already) {
            entity.votes[kind_number(kind)] += 1;
            entity.plural |= at.plural && at.mention.kind != MentionKind::Name || kind == ActorKind::Group;
        }
    }
}

fn node(doc: &Document, mention: &Mention) -> Node {
    let tokens = doc.tokens_in(mention.span);
    let mut node = Node {
        mention: *mention,
        tokens,
        kind: None,
        pronoun: None,
        gender: Gender::Unknown,
        plural: false,
        surname: false,
        sentence: doc.sentence_of(mention.head),
        place: mention.head,
        position: position(doc, mention.head),
        entity: None,
    };
    match mention.kind {
        MentionKind::Name => node.kind = Some(name_kind(doc, mention.head)),
        MentionKind::Nominal => {
            let noun = nominal::noun(doc, mention.head);
            node.plural = nominal::is_plural(doc, mention.head);
            node.gender = noun.map_or(Gender::Unknown, |n| n.gender);
            node.kind = Some(match noun.map(|n| n.kind) {
                // A plural of countries can act like a group; a plural of buildings cannot.
                Some(ActorKind::Place)
                    if node.plural && !matches!(doc.lemma(mention.head), "country" | "nation" | "state") =>
                {
                    ActorKind::Place
                }
                Some(_) if node.plural => ActorKind::Group,
                Some(kind) => kind,
                None if nominal::counts_persons(doc, mention.head) => ActorKind::Group,
                // "the study", which speaks for a body
                None if cue::is_text(doc.lemma(mention.head)) && !node.plural => ActorKind::Organization,
                // "the hall", which a name ends with
                None if doc.token(mention.head).xpos == Xpos::Nn => ActorKind::Place,
                None => ActorKind::Group,
            });
            node.plural |= node.kind == Some(ActorKind::Group);
        }
        MentionKind::Pronoun => {
            node.pronoun = pronoun::pronoun(doc.lower(mention.head));
            // "her" is both.
            let owner =
                doc.token(mention.head).deprel == Deprel::NmodPoss || doc.token(mention.head).xpos == Xpos::PrpPoss;
            if let Some(pronoun) = node
                .pronoun
                .as_mut()
                .filter(|_| doc.lower(mention.head) == "her" && !owner)
            {
                pronoun.case = Case::Plain;
            }
            node.gender = node.pronoun.map_or(Gender::Unknown, |p| p.gender);
            node.plural = node.pronoun.is_some_and(|p| p.plural);
        }
    }
    node
}

/// The kind of a name, by its head.
fn name_kind(doc: &Document, head: TokenId) -> ActorKind {
    let names = doc.names();
    let i = names.partition_point(|n| n.tokens.end <= head);
    match names.get(i).filter(|n| n.tokens.contains(head)).map(|n| n.kind) {
        Some(NameKind::Person) => ActorKind::Person,
        Some(NameKind::Place) => ActorKind::Place,
        Some(NameKind::Group) => ActorKind::Group,
        None if doc.token(head).xpos == Xpos::Nnp && !actor_word::List::ShortForm.has(doc.lower(head)) => {
            ActorKind::Person
        }
        _ => ActorKind::Organization,
    }
}

/// Grammatical position of a token in its clause; joined tokens have the position of the first.
pub(super) fn position(doc: &Document, word: TokenId) -> Position {
    match doc.token(clause::first_conjunct(doc, word)).deprel {
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => Position::Subject,
        Deprel::Obj | Deprel::Iobj => Position::Object,
        Deprel::NmodPoss => Position::Possessor,
        _ => Position::Other,
    }
}

/// The head of a span.
pub(super) fn head_of(doc: &Document, span: crate::model::span::Span) -> Option<TokenId> {
    let tokens = doc.tokens_in(span);
    (!tokens.is_empty()).then(|| doc.head_of(tokens))
}
