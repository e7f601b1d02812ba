//! The ledger, schema 1.0: what many articles tell, each entry with the facts of the records that it was made of.
//!
//! A telling, a point, a saying and a member are facts of one record with the document they stand in; ids in them
//! (`e4`, `a3`) are ids of that document. Ids of the ledger's own begin with a capital (`E4`, `A3`). Since the entries
//! hold all that the merge looks at, a ledger can be merged again, with records or with other ledgers, and nothing is
//! decided differently for it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::emit::record::{AttributionRecord, DateRecord, Generator, Number, ParticipantRecord, PlaceRecord};
use crate::model::date::Precision;
use crate::model::facts::{ActorKind, Aspect, Comparator, DateBasis, EventClass, FigureKind, QuoteKind, Role, Status};

/// Version of the schema: additions raise the second number and never rename or remove.
pub const SCHEMA_VERSION: &str = "1.0";

/// What many articles tell.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Ledger {
    /// Always `1.0` in this version.
    pub schema_version: String,
    /// What wrote the ledger.
    pub generator: Generator,
    /// The articles, by publication day, then by id.
    pub documents: Vec<Article>,
    /// Articles that tell of one thing, the weightiest first.
    pub stories: Vec<Story>,
    /// Who and where, over all articles.
    pub actors: Vec<Entity>,
    /// What happened, each with all its tellings.
    pub events: Vec<Happening>,
    /// Figures of one thing, by the day for which they hold.
    pub series: Vec<Series>,
    /// What cannot both be right.
    pub conflicts: Vec<Conflict>,
    /// Who said what, each with all its tellings.
    pub quotes: Vec<Saying>,
    /// What the reader should know of the input.
    pub warnings: Vec<Notice>,
}

/// An article.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// The record's `document.id`.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// ISO 8601 day of publication.
    pub published: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// The earliest article that has nearly the same text.
    pub copy_of: Option<String>,
    /// The story it belongs to.
    pub story: Option<String>,
    /// A sample of the hashes of the text's five-word sequences, in hexadecimal digits, eight a hash.
    pub fingerprint: String,
}

/// Articles that share happenings.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// `s1`, `s2`, …
    pub id: String,
    /// The headline of the article that shares most with the others.
    pub title: String,
    /// Ids of its articles, by publication day.
    pub documents: Vec<String>,
    /// First day of its happenings, or of publication.
    pub start: Option<String>,
    /// Last day of its happenings, or of publication.
    pub end: Option<String>,
    /// Its happenings.
    pub events: Vec<String>,
    /// The happenings and actors that connect its articles.
    pub because: Vec<String>,
}

/// One person, organisation, place or group over all articles.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// `A1`, `A2`, …
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Titles and descriptions as written.
    pub roles: Vec<String>,
    /// The actors of the records that are this one.
    pub members: Vec<Member>,
}

/// An actor of one record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Member {
    pub document: String,
    /// Its id in the record.
    pub actor: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: ActorKind,
    pub country: Option<String>,
    pub aliases: Vec<String>,
    pub roles: Vec<String>,
    /// True if the record has a name of it, not only descriptions.
    pub named: bool,
}

/// Days, both inclusive.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Days {
    pub start: String,
    pub end: String,
    pub precision: Precision,
    pub basis: DateBasis,
}

/// One happening over all articles.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Happening {
    /// `E1`, `E2`, …
    pub id: String,
    /// The story it belongs to.
    pub story: Option<String>,
    /// The class that most tellings give it.
    pub class: EventClass,
    /// The most precise days that no other telling contradicts.
    pub date: Option<Days>,
    /// All days that are told of it, where they differ.
    pub dates: Vec<Days>,
    /// Whether it happened, by the latest that is told.
    pub status: Status,
    /// How the status changed.
    pub history: Vec<Turn>,
    /// Who takes part, by most tellings.
    pub participants: Vec<Part>,
    /// Where.
    pub place: Option<Place>,
    /// The highest importance that a telling has, 0 to 1.
    pub importance: f32,
    /// Articles that tell of it, copies not counted.
    pub sources: u32,
    /// Copies among the articles that tell of it.
    pub copies: u32,
    /// Every place where it is told, by publication day and position.
    pub tellings: Vec<Telling>,
}

/// The first telling of a status.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Turn {
    pub published: Option<String>,
    pub status: Status,
    /// Index in `tellings`.
    pub telling: u32,
}

/// Who takes part in a happening.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Part {
    pub role: Role,
    pub actor: Option<String>,
    pub text: String,
}

/// Where it happens.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Place {
    pub actor: Option<String>,
    pub text: String,
}

/// A place in a text where a happening is told.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Telling {
    /// The article.
    pub document: String,
    /// The event's id in the record.
    pub event: String,
    /// Day of publication.
    pub published: Option<String>,
    /// The clause.
    pub text: String,
    /// Its first code point.
    pub start: u32,
    /// Behind its last code point.
    pub end: u32,
    /// The word that tells it.
    pub trigger: Trigger,
    /// As in the record.
    pub class: EventClass,
    /// As in the record.
    pub status: Status,
    /// As in the record.
    pub date: Option<DateRecord>,
    /// As in the record.
    pub place: Option<PlaceRecord>,
    /// As in the record.
    pub participants: Vec<ParticipantRecord>,
    /// As in the record.
    pub attribution: Vec<AttributionRecord>,
    /// As in the record.
    pub importance: f32,
    /// True in the headline and the lead's first sentences: it is news in this article.
    pub news: bool,
}

/// The word that tells a happening. Only the telling that has the record's facts has a `lemma`; further mentions of the
/// same event in the same article have none.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Trigger {
    pub text: String,
    pub lemma: Option<String>,
    pub start: u32,
    pub end: u32,
}

/// Figures of one thing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// `N1`, `N2`, …
    pub id: String,
    /// The happening they belong to.
    pub event: Option<String>,
    /// The actor they belong to, without a happening.
    pub actor: Option<String>,
    /// What is counted, as the latest point has it.
    pub counted: Option<String>,
    /// What is told of the counted: the trigger's lemma ("kill").
    pub measure: Option<String>,
    /// As in records.
    pub unit: Option<String>,
    /// As in records.
    pub aspect: Aspect,
    /// By the day for which they hold, then by publication and position.
    pub points: Vec<Point>,
    /// How points follow from each other.
    pub links: Vec<Link>,
    /// Index of the latest point that tells the whole.
    pub latest: u32,
}

/// A figure of one record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Point {
    pub document: String,
    pub figure: String,
    /// The event in the record that it belongs to.
    pub event: Option<String>,
    pub start: u32,
    pub end: u32,
    pub text: String,
    pub kind: FigureKind,
    pub value: Option<Number>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub comparator: Comparator,
    pub unit: Option<String>,
    pub counted: Option<String>,
    pub aspect: Aspect,
    /// The words around it.
    pub context: String,
    /// ISO 8601 day for which it is told, else null: then it holds on the day of publication.
    pub as_of: Option<String>,
    pub published: Option<String>,
    pub attribution: Vec<AttributionRecord>,
    /// Copies of the article that have it too.
    pub copies: u32,
}

/// How a point follows from an earlier one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Link {
    /// Index of a point.
    pub from: u32,
    /// Index of a point.
    pub to: u32,
    pub relation: Relation,
}

/// What a later figure is to an earlier one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Both can be the same number.
    Same,
    /// The later is more exact ("about 20", then 18).
    Refines,
    /// More, later.
    UpdateUp,
    /// Fewer, later.
    UpdateDown,
    /// `from` is part of `to` ("two children" of "six dead").
    PartOf,
    /// They hold for one day and cannot both be right.
    Conflict,
    /// A source withdraws its own figure.
    Correction,
}

/// What cannot both be right.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Conflict {
    /// `X1`, `X2`, …
    pub id: String,
    pub kind: ConflictKind,
    pub series: Option<String>,
    pub event: Option<String>,
    pub quote: Option<String>,
    pub sides: Vec<Side>,
}

/// What the sides of a conflict differ in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// How many.
    Figure,
    /// When.
    Date,
    /// Whether it happened.
    Status,
    /// Who said it.
    Speaker,
    /// The words of a direct quote.
    Wording,
}

/// One side of a conflict.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Side {
    pub document: String,
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// The same words of one speaker.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Saying {
    /// `Q1`, `Q2`, …
    pub id: String,
    pub speaker: Option<String>,
    pub tellings: Vec<Quotation>,
    /// Its wordings, the earliest first.
    pub variants: Vec<String>,
}

/// A quote of one record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Quotation {
    pub document: String,
    pub quote: String,
    pub start: u32,
    pub end: u32,
    pub kind: QuoteKind,
    /// The content, its pieces joined by a space.
    pub text: String,
    /// The source as written.
    pub source: Option<String>,
    /// The speaker's id in the record.
    pub speaker: Option<String>,
    pub published: Option<String>,
}

/// What the reader should know.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Notice {
    /// The input or the document that it is about.
    pub document: String,
    pub code: String,
    pub message: String,
}

/// The JSON Schema (2020-12) of the ledger.
pub fn schema() -> serde_json::Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Ledger>().into()
}
