//! [`Document`]: an article with its sentences, tokens, names and trees. It owns them; all else is a view.

use super::verb_group::{VerbGroup, VerbGroups};
use crate::model::ids::{SentenceId, TokenId, TokenRange};
use crate::model::span::Span;
use crate::model::tags::{Deprel, Upos, Xpos};
use crate::parse::{Article, Section};

/// A word, number, symbol or punctuation mark, cut as UD English cuts: clitics ("do" + "n't", "Zelensky" + "'s") and
/// the parts of hyphenated compounds are tokens of their own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Its bytes in the text.
    pub span: Span,
    /// Lower-cased form, in [`Document::words`].
    pub(crate) lower: Span,
    /// Lemma, in [`Document::words`].
    pub(crate) lemma: Span,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn part of speech.
    pub xpos: Xpos,
    /// The head in the dependency tree; a root is its own head.
    pub head: TokenId,
    /// The relation to the head.
    pub deprel: Deprel,
}

impl Token {
    /// A token of which nothing is known but its form.
    pub(crate) fn bare(span: Span, lower: Span, root: TokenId) -> Token {
        Token {
            span,
            lower,
            lemma: lower,
            upos: Upos::X,
            xpos: Xpos::Fw,
            head: root,
            deprel: Deprel::Dep,
        }
    }
}

/// A sentence, a heading, or a line without verb: a range of tokens with one tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence {
    /// The bytes from its first to its last token.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The paragraph it is in: index into [`Article::paragraphs`].
    pub paragraph: u32,
}

/// Kind of a named entity.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) enum NameKind {
    Person,
    Organization,
    Place,
    /// Nationals, religious and political groups (NORP).
    Group,
    Event,
    Product,
    Work,
    Law,
}

/// A named entity: a range of tokens without leading "the" and final "'s".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Name {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its kind.
    pub kind: NameKind,
}

/// An analysed article.
#[derive(Debug)]
pub(crate) struct Document {
    /// The article.
    pub article: Article,
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) names: Vec<Name>,
    /// Lower-cased forms and lemmas, one buffer for the whole article.
    pub(crate) words: String,
    /// The sentence of each token.
    pub(crate) sentence_of: Vec<SentenceId>,
    pub(crate) tree: Tree,
    pub(crate) verb_groups: VerbGroups,
}

/// Links that make the trees walkable in both directions without search.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// The first child of each token, or `u32::MAX`.
    first_child: Vec<u32>,
    /// The next sibling to the right, or `u32::MAX`.
    next_sibling: Vec<u32>,
    /// The leftmost and one past the rightmost token below each token, itself included.
    reach: Vec<(u32, u32)>,
}

const NONE: u32 = u32::MAX;

impl Tree {
    /// Builds the links from the heads. Heads must form trees inside each sentence.
    pub(crate) fn new(tokens: &[Token], sentences: &[Sentence]) -> Tree {
        let mut tree = Tree {
            first_child: vec![NONE; tokens.len()],
            next_sibling: vec![NONE; tokens.len()],
            reach: (0..tokens.len() as u32).map(|i| (i, i + 1)).collect(),
        };
        // From right to left, so that each list of children comes out from left to right.
        for i in (0..tokens.len()).rev() {
            let head = tokens[i].head.0 as usize;
            if head != i {
                tree.next_sibling[i] = tree.first_child[head];
                tree.first_child[head] = i as u32;
            }
        }
        let mut order = Vec::new();
        for sentence in sentences {
            for root in sentence.tokens.iter().filter(|t| tokens[t.0 as usize].head == *t) {
                tree.widen(root.0, &mut order);
            }
        }
        tree
    }

    /// Sets the reach of every token below `root`, children before their heads.
    fn widen(&mut self, root: u32, order: &mut Vec<u32>) {
        order.clear();
        order.push(root);
        let mut next = 0;
        while next < order.len() {
            let mut child = self.first_child[order[next] as usize];
            while child != NONE {
                order.push(child);
                child = self.next_sibling[child as usize];
            }
            next += 1;
        }
        for &token in order.iter().rev() {
            let (mut from, mut to) = self.reach[token as usize];
            let mut child = self.first_child[token as usize];
            while child != NONE {
                let (left, right) = self.reach[child as usize];
                (from, to) = (from.min(left), to.max(right));
                child = self.next_sibling[child as usize];
            }
            self.reach[token as usize] = (from, to);
        }
    }
}

impl Document {
    /// The article's text.
    #[inline]
    pub(crate) fn text(&self) -> &str {
        &self.article.text
    }

    /// All tokens, in order.
    #[inline]
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The range of all tokens.
    pub(crate) fn whole(&self) -> TokenRange {
        TokenRange::new(TokenId(0), TokenId(self.tokens.len() as u32))
    }

    /// All sentences, in order.
    pub(crate) fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All named entities, in order, not overlapping.
    pub(crate) fn names(&self) -> &[Name] {
        &self.names
    }

    /// One token.
    #[inline]
    pub(crate) fn token(&self, id: TokenId) -> &Token {
        &self.tokens[id.0 as usize]
    }

    /// The token's text as written.
    #[inline]
    pub(crate) fn form(&self, id: TokenId) -> &str {
        self.token(id).span.of(&self.article.text)
    }

    /// The token's lower-cased form.
    #[inline]
    pub(crate) fn lower(&self, id: TokenId) -> &str {
        self.token(id).lower.of(&self.words)
    }

    /// The token's lemma.
    #[inline]
    pub(crate) fn lemma(&self, id: TokenId) -> &str {
        self.token(id).lemma.of(&self.words)
    }

    /// The head of a token; `None` for a root.
    #[inline]
    pub(crate) fn head(&self, id: TokenId) -> Option<TokenId> {
        let head = self.token(id).head;
        (head != id).then_some(head)
    }

    /// The children of a token, from left to right.
    pub(crate) fn children(&self, id: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        let step = |n: u32| (n != NONE).then_some(TokenId(n));
        std::iter::successors(step(self.tree.first_child[id.0 as usize]), move |child| {
            step(self.tree.next_sibling[child.0 as usize])
        })
    }

    /// The first child with the relation.
    pub(crate) fn child(&self, id: TokenId, deprel: Deprel) -> Option<TokenId> {
        self.children(id).find(|c| self.token(*c).deprel == deprel)
    }

    /// The token with everything below it, from the leftmost to the rightmost.
    pub(crate) fn subtree(&self, id: TokenId) -> TokenRange {
        let (start, end) = self.tree.reach[id.0 as usize];
        TokenRange::new(TokenId(start), TokenId(end))
    }

    /// The sentence of a token.
    #[inline]
    pub(crate) fn sentence_of(&self, id: TokenId) -> SentenceId {
        self.sentence_of[id.0 as usize]
    }

    /// One sentence.
    #[inline]
    pub(crate) fn sentence(&self, id: SentenceId) -> &Sentence {
        &self.sentences[id.0 as usize]
    }

    /// The tokens of the sentence that a token is in.
    pub(crate) fn sentence_tokens(&self, id: TokenId) -> TokenRange {
        self.sentence(self.sentence_of(id)).tokens
    }

    /// The number of the paragraph that a token is in.
    pub(crate) fn paragraph_of(&self, id: TokenId) -> u32 {
        self.sentence(self.sentence_of(id)).paragraph
    }

    /// Returns whether a token is in a heading: the headline or a line that heads a section.
    pub(crate) fn is_heading(&self, id: TokenId) -> bool {
        self.article.paragraphs[self.paragraph_of(id) as usize].heading
    }

    /// The named entity that a token is part of.
    pub(crate) fn name_at(&self, id: TokenId) -> Option<&Name> {
        let i = self.names.partition_point(|n| n.tokens.end <= id);
        self.names.get(i).filter(|n| n.tokens.contains(id))
    }

    /// The head word of some tokens: the first whose head in the tree is outside of them.
    pub(crate) fn head_of(&self, tokens: TokenRange) -> TokenId {
        let outside = |t: &TokenId| self.head(*t).is_none_or(|head| !tokens.contains(head));
        tokens.iter().find(outside).unwrap_or(tokens.start)
    }

    /// The verb group with this head: a verb, or a noun or adjective with a copula.
    pub(crate) fn verb_group(&self, head: TokenId) -> Option<&VerbGroup> {
        self.verb_groups.get(head)
    }

    /// All verb groups, in the order of their heads.
    pub(crate) fn verb_groups(&self) -> &[VerbGroup] {
        self.verb_groups.all()
    }

    /// Returns whether a token heads a verb group in the passive.
    pub(crate) fn is_passive(&self, verb: TokenId) -> bool {
        self.verb_group(verb).is_some_and(VerbGroup::is_passive)
    }

    /// The bytes from the first to the last of some tokens.
    pub(crate) fn span(&self, tokens: TokenRange) -> Span {
        if tokens.is_empty() {
            return Span::default();
        }
        self.token(tokens.start).span.cover(self.token(tokens.last()).span)
    }

    /// The tokens that lie wholly inside a span.
    pub(crate) fn tokens_in(&self, span: Span) -> TokenRange {
        let start = self.tokens.partition_point(|t| t.span.start < span.start);
        let end = self.tokens.partition_point(|t| t.span.end <= span.end);
        TokenRange::new(TokenId(start as u32), TokenId(end as u32))
    }

    /// The token that holds a byte, if one does.
    pub(crate) fn token_at(&self, byte: u32) -> Option<TokenId> {
        let i = self.tokens.partition_point(|t| t.span.end <= byte);
        (self.tokens.get(i)?.span.start <= byte).then_some(TokenId(i as u32))
    }

    /// The section that a position belongs to: a heading belongs to the section that it heads.
    pub(crate) fn section_at(&self, byte: u32) -> Option<(usize, &Section)> {
        let paragraphs = &self.article.paragraphs;
        let i = paragraphs.partition_point(|p| p.span.end <= byte);
        let section = paragraphs.get(i).or(paragraphs.last())?.section as usize;
        Some((section, self.article.sections.get(section)?))
    }
}
