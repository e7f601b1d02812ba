//! The state of the walk over an article's mentions: the mentions linked so far, and look-ups from a mention backwards.
//!
//! Looks go back over a bounded window, so the walk is linear.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::chain::{Chains, EntityId, Node, Position};
use crate::extract::actor::{nominal, role};
use crate::language::{Document, Upos};
use crate::lexicon::actor::{self, Gender};
use crate::link::Report;
use crate::model::facts::{ActorKind, MentionKind, QuoteKind};
use crate::model::ids::{TokenId, TokenRange};
use crate::parse::SectionKind;

/// Number of mentions that a look-up goes back.
const WINDOW: usize = 60;
/// Maximum number of actors remembered for one description.
const REMEMBERED: usize = 12;

/// Maximum number of descriptions kept for one actor.
pub(super) const ROLES: usize = 40;

/// The state of the walk.
pub(super) struct Walk<'d> {
    pub(super) doc: &'d Document,
    pub(super) chains: Chains,
    /// Linked mentions, in order.
    pub(super) seen: Vec<usize>,
    /// Number of named mentions of each entity; entities without one come last.
    named: Vec<usize>,
    /// Number of mentions of each entity that the walk has passed.
    counts: Vec<usize>,
    /// Descriptions as written, with the entity that each mentioned last.
    pub(super) phrases: HashMap<String, EntityId>,
    /// Nouns, with the entities that they describe, the last seen at the end.
    nouns: HashMap<String, Vec<EntityId>>,
    /// For each token in direct speech its quote.
    quote_of: Vec<Option<u32>>,
    /// The head of each quote's source.
    sources: Vec<Option<TokenId>>,
    /// The same as a set.
    speaks: HashSet<TokenId>,
    /// For each entity the number of its pronouns that the walk has passed, and whether its last mention is one.
    pronouns: Vec<(usize, bool)>,
    /// The node that each token of the tree represents.
    node_at: HashMap<TokenId, usize>,
    /// For each mention, whether it is outside the article's own text: in teasers or captions.
    apart: Vec<bool>,
    /// For each sentence, the number of sentences up to it that are not entirely direct speech.
    told: Vec<u32>,
}

impl<'d> Walk<'d> {
    pub(super) fn new(doc: &'d Document, report: &Report, chains: Chains) -> Walk<'d> {
        let mut quote_of = vec![None; doc.tokens().len()];
        for (number, quote) in (0..).zip(&report.quotes) {
            if quote.kind != QuoteKind::Indirect {
                for span in &quote.content {
                    quote_of[doc.tokens_in(*span).range()].fill(Some(number));
                }
            }
        }
        let source = |span| super::chain::head_of(doc, span);
        let holds = |n: &Node| n.mention.kind == MentionKind::Name || !chains.is_stand_in(n.place);
        let places = chains.nodes.iter().enumerate().filter(|(_, n)| holds(n));
        let node_at = places.map(|(i, n)| (n.place, i)).collect();
        let apart = |node: &Node| {
            let section = doc.section_at(node.mention.span.start).map(|(_, section)| section.kind);
            matches!(section, Some(SectionKind::Related | SectionKind::Boilerplate))
        };
        let mut count = 0;
        let told = doc.sentences().iter().map(|sentence| {
            let words = sentence.tokens.iter().filter(|t| doc.token(*t).upos != Upos::Punct);
            count += u32::from(!{ words }.all(|t| quote_of[t.0 as usize].is_some()));
            count
        });
        let told = told.collect();
        let sources: Vec<Option<TokenId>> = report.quotes.iter().map(|q| q.source.and_then(source)).collect();
        Walk {
            speaks: sources.iter().flatten().copied().collect(),
            pronouns: vec![(0, false); chains.entities.len()],
            doc,
            told,
            seen: Vec::with_capacity(chains.nodes.len()),
            named: chains.entities.iter().map(|e| e.nodes.len()).collect(),
            counts: vec![0; chains.entities.len()],
            phrases: HashMap::default(),
            nouns: HashMap::default(),
            quote_of,
            sources,
            node_at,
            apart: chains.nodes.iter().map(apart).collect(),
            chains,
        }
    }

    /// Records the entity of a mention.
    pub(super) fn note(&mut self, number: usize, entity: EntityId) {
        if self.chains.nodes[number].entity.is_none() {
            self.chains.assign(number, entity);
        }
        self.seen.push(number);
        self.counts.resize(self.chains.entities.len(), 0);
        self.counts[entity.0 as usize] += 1;
        let pronoun = self.chains.nodes[number].mention.kind == MentionKind::Pronoun;
        self.pronouns.resize(self.chains.entities.len(), (0, false));
        let (count, last) = &mut self.pronouns[entity.0 as usize];
        *count += usize::from(pronoun);
        *last = pronoun;
        self.describe(number, entity);
        if self.chains.nodes[number].mention.kind == MentionKind::Pronoun {
            return;
        }
        let node = &self.chains.nodes[number];
        let named = node.mention.kind == MentionKind::Name && node.kind != Some(ActorKind::Person);
        // "the hall" for "Kesh Town Hall"
        let ending = (named && node.tokens.len() > 1).then(|| self.doc.lower(node.tokens.end.step(-1)));
        for word in &self.chains.entities[entity.0 as usize].nouns {
            if actor::noun(word).is_some() || Some(&**word) == ending {
                let known = self.nouns.entry(word.clone()).or_default();
                known.retain(|e| *e != entity);
                known.push(entity);
                if known.len() > REMEMBERED {
                    known.remove(0);
                }
            }
        }
    }

    /// Adds the description in a later mention of a named entity: "the detained suspect", "she is a professor".
    fn describe(&mut self, number: usize, entity: EntityId) {
        let node = &self.chains.nodes[number];
        let known = &self.chains.entities[entity.0 as usize];
        if !known.named || known.roles.len() >= ROLES || self.apart[number] {
            return;
        }
        let (doc, head) = (self.doc, node.mention.head);
        let role = match node.mention.kind {
            MentionKind::Name => None,
            MentionKind::Pronoun => {
                let subject = node.position == Position::Subject && node.gender != Gender::Unknown;
                subject
                    .then(|| role::of_subject(doc, head, known.kind()))
                    .flatten()
                    .map(|role| role.tokens)
            }
            MentionKind::Nominal => {
                let first = node.tokens.iter().find(|t| doc.token(*t).upos != Upos::Det);
                let words = first.map(|first| TokenRange::new(first, node.tokens.end));
                let title = nominal::noun(doc, head).is_some_and(|n| n.title);
                words.filter(|words| !node.plural && (words.len() > 1 || title))
            }
        };
        if let Some(tokens) = role {
            self.chains.entities[entity.0 as usize].roles.push(tokens);
        }
    }

    /// The entities that a noun describes, the last seen first.
    pub(super) fn described_as(&self, noun: &str) -> impl Iterator<Item = EntityId> + '_ {
        self.nouns.get(noun).into_iter().flatten().rev().copied()
    }

    /// Number of mentions of an entity so far.
    pub(super) fn spoken_of(&self, id: EntityId) -> usize {
        self.counts[id.0 as usize]
    }

    /// Number of named mentions of an entity in the whole article.
    pub(super) fn named(&self, id: EntityId) -> usize {
        self.named.get(id.0 as usize).copied().unwrap_or(0)
    }

    /// Linked mentions before this one within so many sentences, the nearest first.
    pub(super) fn before(&self, number: usize, sentences: u32) -> impl Iterator<Item = usize> + '_ {
        let node = &self.chains.nodes[number];
        let apart = self.apart[number];
        let place = |n: &Node| self.told[n.sentence.0 as usize];
        let within = move |n: &usize| place(&self.chains.nodes[*n]) + sentences >= place(node);
        let near = move |n: &usize| self.distance(node, &self.chains.nodes[*n]) <= sentences;
        let candidates = self.seen.iter().rev().take(WINDOW).copied();
        candidates
            .take_while(within)
            .filter(move |n| self.apart[*n] == apart && near(n))
    }

    /// Number of sentences between two mentions. Between mentions outside direct speech, sentences of direct speech do
    /// not count: behind a long quotation "she said" refers to the person named before it.
    pub(super) fn distance(&self, one: &Node, other: &Node) -> u32 {
        let own = |n: &Node| self.quote(n.mention.head).is_none();
        if own(one) && own(other) {
            let place = |n: &Node| self.told[n.sentence.0 as usize];
            place(one).abs_diff(place(other))
        } else {
            one.sentence.0.abs_diff(other.sentence.0)
        }
    }

    /// Returns whether no mention of its sentence comes before.
    pub(super) fn is_first_of_sentence(&self, node: &Node) -> bool {
        self.mention_before(node).is_none_or(|n| n.sentence != node.sentence)
    }

    /// Returns whether no mention of its paragraph comes before.
    pub(super) fn is_first_of_paragraph(&self, node: &Node) -> bool {
        let paragraph = |n: &Node| self.doc.sentence(n.sentence).paragraph;
        self.mention_before(node)
            .is_none_or(|n| paragraph(n) != paragraph(node))
    }

    /// The mention that begins last before another.
    fn mention_before(&self, node: &Node) -> Option<&Node> {
        let nodes = &self.chains.nodes;
        let count = nodes.partition_point(|n| n.mention.span.start < node.mention.span.start);
        nodes[..count].last()
    }

    /// Returns whether an entity is named in the first sentence or headline.
    pub(super) fn is_topic(&self, id: EntityId) -> bool {
        let first = self.chains.entity(id).nodes.first();
        first.is_some_and(|n| self.chains.nodes[*n].sentence.0 == 0)
    }

    /// Returns whether a mention is the source of a quote.
    pub(super) fn is_source(&self, node: &Node) -> bool {
        self.speaks.contains(&node.mention.head) || self.speaks.contains(&node.place)
    }

    /// Number of pronouns of an entity so far, and whether its last mention is one.
    pub(super) fn pronouns(&self, id: EntityId) -> (usize, bool) {
        self.pronouns.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The entity of the last linked mention.
    pub(super) fn last_entity(&self) -> Option<EntityId> {
        self.chains.nodes[*self.seen.last()?].entity
    }

    /// The entity of the mention that a token represents, if it is linked.
    pub(super) fn entity_at(&self, token: TokenId) -> Option<EntityId> {
        self.chains.nodes[*self.node_at.get(&token)?].entity
    }

    /// The mention that a token represents.
    pub(super) fn node_at(&self, token: TokenId) -> Option<usize> {
        self.node_at.get(&token).copied()
    }

    /// The number of the quote with a token in its direct speech.
    pub(super) fn quote(&self, token: TokenId) -> Option<u32> {
        self.quote_of[token.0 as usize]
    }

    /// The speaker of a quote, if already linked.
    pub(super) fn speaker(&self, quote: u32) -> Option<EntityId> {
        self.entity_at(self.sources[quote as usize]?)
    }
}
