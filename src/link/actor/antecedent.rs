//! Evidence for and against a mention being the antecedent of a pronoun: named features, each with weights.
//!
//! The weights are in `lexicon/pronoun_evidence.tsv`, learnt from texts in which pronouns have their antecedents. What
//! they weigh follows Lappin and Leass (1994) and Kameyama (1997): distance, grammatical position, frequency; besides
//! these the clauses of both, quotations, and what the words tell of gender and kind.

use std::sync::LazyLock;

use super::chain::{Entity, EntityId, Node, Position, position};
use super::walk::Walk;
use crate::extract::actor::pronoun::{Case, Pronoun};
use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::actor::Gender;
use crate::lexicon::cue;
use crate::lexicon::list::load;
use crate::model::facts::{ActorKind, MentionKind};
use crate::model::ids::TokenId;

/// Number of mentions beyond which further ones do not raise a score.
const OFTEN: usize = 20;
/// Maximum number of governors that are looked at.
const STEPS: usize = 12;

/// The features: each with its place in [`Features`] and its name in the list.
macro_rules! names {
    ($($name:ident $written:literal)*) => {
        #[derive(Clone, Copy, PartialEq, Debug)]
        #[expect(dead_code, reason = "those of the parts of a clause are reached by their number")]
        enum Feature { $($name,)* }
        /// The names of the features, in the order of [`Features`].
        pub(super) const NAMES: &[&str] = &[$($written,)*];
    };
}

names! {
    SameSentence "distance.same_sentence"
    OneBack "distance.one_sentence"
    TwoBack "distance.two_sentences"
    FurtherBack "distance.more_sentences"
    Tokens "distance.words"
    Mentions "distance.mentions"
    OtherParagraph "distance.other_paragraph"
    Between "between.entities"
    Nearest "between.none"
    SubjectsBetween "between.subjects"
    LastEntity "between.same_as_last"
    SubjectSubject "subject.for_subject"
    SubjectObject "subject.for_object"
    SubjectPossessive "subject.for_possessive"
    SubjectOther "subject.for_other"
    ObjectSubject "object.for_subject"
    ObjectObject "object.for_object"
    ObjectPossessive "object.for_possessive"
    ObjectOther "object.for_other"
    PossessorSubject "possessor.for_subject"
    PossessorObject "possessor.for_object"
    PossessorPossessive "possessor.for_possessive"
    PossessorOther "possessor.for_other"
    OtherSubject "other.for_subject"
    OtherObject "other.for_object"
    OtherPossessive "other.for_possessive"
    SamePlace "position.same"
    SubjectAgain "position.subject_again"
    PassiveSubject "position.passive_subject"
    Agent "position.agent"
    Preposition "position.preposition"
    Brackets "position.brackets"
    InsideNoun "position.inside_noun"
    Joined "position.joined"
    Appositive "position.apposition"
    After "position.after"
    AfterPossessive "position.after_possessive"
    FirstOfSentence "position.first_of_sentence"
    FirstOfParagraph "position.first_of_paragraph"
    Depth "clause.depth"
    Relative "clause.relative"
    Same "clause.same"
    SameSubject "clause.same_subject"
    Upper "clause.above"
    UpperSubject "clause.above_subject"
    Lower "clause.below"
    JoinedClause "clause.joined"
    JoinedSubject "clause.joined_subject"
    RootSubject "clause.root_subject"
    ParticipleSubject "clause.participle_subject"
    PossessiveInSubject "clause.possessive_in_subject"
    PossessiveInObject "clause.possessive_in_object"
    ObjectOfSaying "clause.object_of_saying"
    Opens "clause.pronoun_opens"
    OpensSubject "clause.pronoun_opens_subject"
    Often "entity.often"
    NamedOften "entity.named_often"
    Topic "entity.topic"
    Named "entity.named"
    PronounOften "entity.pronoun_often"
    NeverPronoun "entity.never_pronoun"
    PronounLast "entity.pronoun_last"
    GenderTold "entity.gender_told"
    FormAgrees "entity.form_agrees"
    FormDiffers "entity.form_differs"
    Place "entity.place"
    Body "entity.body"
    Several "entity.several"
    BodyForPlural "entity.body_for_plural"
    FullName "mention.full_name"
    OneWord "mention.one_word"
    Noun "mention.noun"
    Indefinite "mention.indefinite"
    SameForm "mention.same_form"
    OtherForm "mention.other_form"
    SourceAgain "quote.source_again"
    SourceOther "quote.source_other"
    QuoteBoth "quote.both"
    QuoteOut "quote.pronoun_inside"
    QuoteAcross "quote.across"
    ItAcross "it.across"
    ItNoSubject "it.no_subject"
    ItOfSaying "it.subject_of_saying"
}

/// The features of a candidate.
pub(super) type Features = [f32; NAMES.len()];

/// What lies between a pronoun and a candidate.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Between {
    /// Number of other entities with a nearer mention.
    pub(super) entities: usize,
    /// Number of mentions.
    pub(super) mentions: usize,
    /// Number of subjects among them.
    pub(super) subjects: usize,
}

/// A pronoun and a candidate for its antecedent.
pub(super) struct Pair<'p, 'd> {
    pub(super) walk: &'p Walk<'d>,
    pub(super) node: &'p Node,
    pub(super) pronoun: Pronoun,
    pub(super) other: &'p Node,
    pub(super) id: EntityId,
    pub(super) between: Between,
}

struct Found(Features);

impl Found {
    fn set(&mut self, name: Feature, value: f32) {
        self.0[name as usize] = value;
    }

    fn flag(&mut self, name: Feature, present: bool) {
        self.set(name, f32::from(u8::from(present)));
    }
}

/// A count on the scale of the features.
fn often(count: usize) -> f32 {
    (1.0 + count.min(OFTEN) as f32).ln()
}

impl Pair<'_, '_> {
    /// The features of the candidate.
    pub(super) fn features(&self) -> Features {
        let mut found = Found([0.0; NAMES.len()]);
        self.distance(&mut found);
        self.position(&mut found);
        self.clauses(&mut found);
        self.entity(&mut found);
        self.mention(&mut found);
        self.quotes(&mut found);
        found.0
    }

    /// The score of the candidate: the sum of its features with their weights.
    pub(super) fn score(&self, features: &Features) -> f32 {
        let possessive = f32::from(u8::from(self.is_possessive()));
        let feminine = f32::from(u8::from(self.pronoun.gender == Gender::Feminine));
        let weight = |w: &[f32; 3]| w[0] + possessive * w[1] + feminine * w[2];
        features
            .iter()
            .zip(WEIGHTS.iter())
            .map(|(value, w)| value * weight(w))
            .sum()
    }

    fn doc(&self) -> &Document {
        self.walk.doc
    }

    fn is_possessive(&self) -> bool {
        self.pronoun.case == Case::Possessive
    }

    fn is_subject(&self) -> bool {
        self.other.position == Position::Subject
    }

    fn is_after(&self) -> bool {
        self.other.mention.head > self.node.mention.head
    }

    fn distance(&self, found: &mut Found) {
        let between = self.between;
        let sentences = self.walk.distance(self.node, self.other);
        found.flag(Feature::SameSentence, sentences == 0);
        found.flag(Feature::OneBack, sentences == 1);
        found.flag(Feature::TwoBack, sentences == 2);
        found.flag(Feature::FurtherBack, sentences > 2);
        let (one, other) = (self.node.mention.head, self.other.mention.head);
        found.set(Feature::Tokens, (1.0 + (one.max(other) - one.min(other)) as f32).ln());
        found.set(Feature::Mentions, (1.0 + between.mentions as f32).ln());
        let paragraph = |n: &Node| self.doc().sentence(n.sentence).paragraph;
        found.flag(Feature::OtherParagraph, paragraph(self.node) != paragraph(self.other));
        found.set(Feature::Between, (1.0 + between.entities as f32).ln());
        found.flag(Feature::Nearest, between.entities == 0);
        found.set(Feature::SubjectsBetween, (1.0 + between.subjects as f32).ln());
        found.flag(Feature::LastEntity, self.walk.last_entity() == Some(self.id));
        let start = self.doc().sentence(self.node.sentence).tokens.start;
        let opens = start == self.node.mention.head && sentences == 1;
        found.flag(Feature::Opens, opens);
        found.flag(Feature::OpensSubject, opens && self.is_subject());
    }

    fn position(&self, found: &mut Found) {
        let (doc, other) = (self.doc(), self.other);
        let column = match self.node.position {
            _ if self.is_possessive() => 2,
            Position::Subject => 0,
            Position::Object => 1,
            Position::Possessor => 2,
            Position::Other => 3,
        };
        let row = match other.position {
            Position::Subject => 0,
            Position::Object => 1,
            Position::Possessor => 2,
            Position::Other => 3,
        };
        // What is neither for a pronoun that is neither has no feature.
        if let Some(cell) =
            found.0[Feature::SubjectSubject as usize..=Feature::OtherPossessive as usize].get_mut(4 * row + column)
        {
            *cell = 1.0;
        }
        let again = self.walk.distance(self.node, other) == 1 && self.node.position == Position::Subject;
        found.flag(Feature::SamePlace, other.position == self.node.position);
        found.flag(Feature::SubjectAgain, self.is_subject() && again);
        let deprel = doc.token(other.place).deprel;
        let first = doc.token(clause::first_conjunct(doc, other.place)).deprel;
        found.flag(Feature::PassiveSubject, first == Deprel::NsubjPass);
        let preposition = clause::preposition(doc, other.place).map(|p| doc.lower(p));
        let below_verb = doc.head(other.place).is_some_and(|v| doc.token(v).upos == Upos::Verb);
        found.flag(Feature::Agent, preposition == Some("by") && below_verb);
        found.flag(Feature::Preposition, preposition.is_some());
        let before = other.tokens.start.prev().map(|t| doc.form(t));
        found.flag(Feature::Brackets, matches!(before, Some("(" | "[")));
        found.flag(Feature::InsideNoun, deprel == Deprel::Nmod);
        found.flag(Feature::Joined, deprel == Deprel::Conj);
        found.flag(Feature::Appositive, deprel == Deprel::Appos);
        found.flag(Feature::After, self.is_after());
        found.flag(Feature::AfterPossessive, self.is_after() && self.is_possessive());
        found.flag(Feature::FirstOfSentence, self.walk.is_first_of_sentence(other));
        found.flag(Feature::FirstOfParagraph, self.walk.is_first_of_paragraph(other));
    }

    fn clauses(&self, found: &mut Found) {
        let (doc, subject) = (self.doc(), self.is_subject());
        let (word, place) = (self.node.mention.head, self.other.place);
        let (own, its) = (clause_of(doc, word), clause_of(doc, place));
        let (same, one_sentence) = (own == its, self.node.sentence == self.other.sentence);
        found.flag(Feature::Same, same);
        found.flag(Feature::SameSubject, same && subject);
        found.flag(Feature::Upper, one_sentence && !same && is_above(doc, its, own));
        found.flag(
            Feature::UpperSubject,
            one_sentence && subject && governs(doc, place, word),
        );
        found.flag(Feature::Lower, one_sentence && !same && is_above(doc, own, its));
        let joined = |first: TokenId, second: TokenId| {
            let joins = matches!(doc.token(second).deprel, Deprel::Conj | Deprel::Parataxis);
            joins && doc.head(second) == Some(first)
        };
        found.flag(Feature::JoinedClause, joined(its, own) || joined(own, its));
        found.flag(Feature::JoinedSubject, subject && joined(its, own));
        found.flag(Feature::RootSubject, subject && doc.head(its).is_none());
        let participle = matches!(doc.token(own).xpos, Xpos::Vbg | Xpos::Vbn) && doc.token(own).deprel == Deprel::Advcl;
        found.flag(
            Feature::ParticipleSubject,
            participle && subject && doc.head(own) == Some(its),
        );
        // "the bank said it would close"
        let said = doc.token(own).deprel == Deprel::Ccomp && doc.head(own) == Some(its);
        found.flag(Feature::ItOfSaying, self.pronoun.thing && subject && said);
        if self.is_possessive() {
            let owned = doc.head(word).map(|noun| position(doc, noun));
            let in_subject = owned == Some(Position::Subject);
            found.flag(Feature::PossessiveInSubject, same && in_subject);
            found.flag(Feature::PossessiveInObject, same && subject && !in_subject);
        }
        let object = self.other.position == Position::Object;
        found.flag(Feature::ObjectOfSaying, object && cue::verb(doc.lemma(its)).is_some());
        let mut above = std::iter::successors(Some(place), |t| doc.head(*t)).take(STEPS);
        found.set(Feature::Depth, above.clone().count() as f32 / 4.0);
        let relative = |t: TokenId| matches!(doc.token(t).deprel, Deprel::AclRelcl | Deprel::Acl);
        found.flag(Feature::Relative, above.any(relative));
    }

    fn entity(&self, found: &mut Found) {
        let (walk, pronoun) = (self.walk, self.pronoun);
        let entity = walk.chains.entity(self.id);
        let gendered = pronoun.gender != Gender::Unknown;
        found.set(Feature::Often, often(walk.spoken_of(self.id)));
        found.set(Feature::NamedOften, often(walk.named(self.id)));
        found.flag(Feature::Topic, walk.is_topic(self.id));
        found.flag(Feature::Named, entity.named);
        let (pronouns, last) = walk.pronouns(self.id);
        found.set(Feature::PronounOften, often(pronouns));
        found.flag(Feature::NeverPronoun, pronouns == 0);
        found.flag(Feature::PronounLast, last);
        found.flag(Feature::GenderTold, gendered && entity.gender != Gender::Unknown);
        if let Some(agrees) = self.form_agrees(entity) {
            found.flag(Feature::FormAgrees, agrees);
            found.flag(Feature::FormDiffers, !agrees);
        }
        found.flag(Feature::Place, gendered && entity.kind() == ActorKind::Place);
        found.flag(Feature::Body, gendered && entity.kind() == ActorKind::Organization);
        let several = entity.plural || entity.kind() == ActorKind::Group;
        let body = entity.kind() == ActorKind::Organization;
        found.flag(Feature::Several, pronoun.plural && several);
        found.flag(Feature::BodyForPlural, pronoun.plural && !several && body);
    }

    /// Whether the form of an unknown given name is that of the pronoun's gender.
    fn form_agrees(&self, entity: &Entity) -> Option<bool> {
        let name = self.other.mention.kind == MentionKind::Name && self.other.tokens.len() > 1;
        let given = self.doc().lower(self.other.tokens.start);
        let feminine = ["a", "ie", "lyn", "elle"].iter().any(|end| given.ends_with(end));
        match (entity.gender, self.pronoun.gender) {
            (Gender::Unknown, Gender::Feminine) if name => Some(feminine),
            (Gender::Unknown, Gender::Masculine) if name => Some(!feminine),
            _ => None,
        }
    }

    fn mention(&self, found: &mut Found) {
        let (doc, other) = (self.doc(), self.other);
        let kind = other.mention.kind;
        found.flag(Feature::FullName, kind == MentionKind::Name && other.tokens.len() > 1);
        found.flag(Feature::OneWord, kind == MentionKind::Name && other.tokens.len() == 1);
        found.flag(Feature::Noun, kind == MentionKind::Nominal);
        let article = matches!(doc.lower(other.tokens.start), "a" | "an" | "another");
        found.flag(Feature::Indefinite, kind == MentionKind::Nominal && article);
        let form = other.pronoun.map(|p| (p.gender, p.plural));
        let same = form == Some((self.pronoun.gender, self.pronoun.plural));
        found.flag(Feature::SameForm, same);
        found.flag(Feature::OtherForm, form.is_some() && !same);
    }

    fn quotes(&self, found: &mut Found) {
        let (walk, pronoun) = (self.walk, self.pronoun);
        if walk.is_source(self.node) {
            let again = walk.is_source(self.other);
            found.flag(Feature::SourceAgain, again);
            found.flag(Feature::SourceOther, !again);
        }
        let (own, its) = (walk.quote(self.node.mention.head), walk.quote(self.other.mention.head));
        found.flag(Feature::QuoteBoth, its.is_some() && its == own);
        found.flag(Feature::QuoteOut, own.is_some() && its.is_none());
        found.flag(Feature::QuoteAcross, its.is_some() && its != own);
        found.flag(Feature::ItAcross, pronoun.thing && !(self.is_subject() && its == own));
        let plain = pronoun.thing && pronoun.case == Case::Plain;
        found.flag(Feature::ItNoSubject, plain && self.node.position != Position::Subject);
    }
}

/// For each feature its weight, and what is added to it for possessives and for feminine pronouns.
static WEIGHTS: LazyLock<Vec<[f32; 3]>> = LazyLock::new(|| {
    let mut weights = vec![[0.0; 3]; NAMES.len()];
    let list = include_str!("../../lexicon/pronoun_evidence.tsv");
    for (name, all, possessive, feminine) in load::<(&str, f64, f64, f64)>("pronoun_evidence.tsv", list) {
        let place = NAMES.iter().position(|known| *known == name);
        let place = place.unwrap_or_else(|| panic!("src/lexicon/pronoun_evidence.tsv: no feature is called {name}"));
        weights[place] = [all, possessive, feminine].map(|weight| weight as f32);
    }
    weights
});

/// The predicate of the clause around a word; joined words have that of the first.
fn clause_of(doc: &Document, word: TokenId) -> TokenId {
    clause::predicate_of(doc, clause::first_conjunct(doc, word))
}

/// Returns whether a token is the subject of a clause that holds the other token.
pub(super) fn governs(doc: &Document, subject: TokenId, word: TokenId) -> bool {
    let clause = doc.head(clause::first_conjunct(doc, subject));
    clause.is_some_and(|c| doc.subtree(c).contains(word) && is_above(doc, c, word))
}

fn is_above(doc: &Document, top: TokenId, word: TokenId) -> bool {
    let mut above = std::iter::successors(Some(word), |t| doc.head(*t)).take(STEPS);
    above.any(|t| t == top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_name_of_its_own() {
        let mut names = NAMES.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), NAMES.len());
        assert_eq!(NAMES[Feature::ItNoSubject as usize], "it.no_subject");
        assert!(WEIGHTS.iter().flatten().any(|weight| *weight != 0.0));
    }
}
