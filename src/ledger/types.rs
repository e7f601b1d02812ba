//! The ledger, schema 1.0: the facts of many articles, each entry with the facts of the records that it was made of.
//!
//! A telling, a point, a saying and a member are facts of one record, with its document; ids in them (`e4`, `a3`) are
//! ids of that document. Ids of the ledger's own begin with a capital (`E4`, `A3`). Since the entries hold everything
//! that the merge looks at, a ledger can be merged again, with records or other ledgers, to the same result.

#[cfg(test)]
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::emit::record::{AttributionRecord, DateRecord, Generator, Number, ParticipantRecord, PlaceRecord};
use crate::model::date::Precision;
use crate::model::facts::{ActorKind, Aspect, Comparator, DateBasis, EventClass, FigureKind, QuoteKind, Role, Status};

/// Version of the schema: additions raise the second number and never rename or remove.
pub(crate) const SCHEMA_VERSION: &str = "1.0";

/// The facts of many articles.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Ledger {
    /// Always `1.0` in this version.
    pub schema_version: String,
    /// The program that wrote the ledger.
    pub generator: Generator,
    /// The articles, by publication day, then by id.
    pub documents: Vec<Article>,
    /// Groups of articles about the same events, the largest first.
    pub stories: Vec<Story>,
    /// Persons, organizations, places and groups over all articles.
    pub actors: Vec<Entity>,
    /// Events, each with all its tellings.
    pub events: Vec<Happening>,
    /// Series of figures of one quantity.
    pub series: Vec<Series>,
    /// Contradictions.
    pub conflicts: Vec<Conflict>,
    /// Quotes, each with all its tellings.
    pub quotes: Vec<Saying>,
    /// Warnings about the input.
    pub warnings: Vec<Notice>,
}

impl Ledger {
    /// A ledger without entries.
    pub(crate) fn empty() -> Ledger {
        Ledger {
            schema_version: SCHEMA_VERSION.to_owned(),
            generator: Generator::current(Vec::new()),
            documents: Vec::new(),
            stories: Vec::new(),
            actors: Vec::new(),
            events: Vec::new(),
            series: Vec::new(),
            conflicts: Vec::new(),
            quotes: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

/// An article.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
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
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
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

/// A person, organization, place or group over all articles.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Entity {
    /// `A1`, `A2`, …
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// Kind of actor.
    #[serde(rename = "type")]
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2 code of the country that it is or belongs to.
    pub country: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Titles and descriptions as written.
    pub roles: Vec<String>,
    /// The actors of the records that were joined.
    pub members: Vec<Member>,
}

/// An actor of one record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Member {
    /// Id of its document.
    pub document: String,
    /// Its id in the record.
    pub actor: String,
    /// The fullest form of its name in the article.
    pub name: String,
    /// Kind of actor.
    #[serde(rename = "type")]
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2 code of the country that it is or belongs to.
    pub country: Option<String>,
    /// Other names in the article.
    pub aliases: Vec<String>,
    /// Titles and descriptions, as written.
    pub roles: Vec<String>,
    /// True if the record has a name, not only descriptions.
    pub named: bool,
}

/// Days, both inclusive.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Days {
    /// First day, ISO 8601.
    pub start: String,
    /// Last day, ISO 8601, inclusive.
    pub end: String,
    /// Precision with which the days are stated.
    pub precision: Precision,
    /// Basis of the days.
    pub basis: DateBasis,
}

/// An event over all articles.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Happening {
    /// `E1`, `E2`, …
    pub id: String,
    /// The story it belongs to.
    pub story: Option<String>,
    /// The class that most tellings give it.
    pub class: EventClass,
    /// The most precise days that most other tellings do not contradict.
    pub date: Option<Days>,
    /// All different days in its tellings.
    pub dates: Vec<Days>,
    /// Its latest status: whether it happened.
    pub status: Status,
    /// The changes of its status.
    pub history: Vec<Turn>,
    /// Participants, those of most tellings first.
    pub participants: Vec<Part>,
    /// Its place in most tellings.
    pub place: Option<Place>,
    /// The highest importance among its tellings, 0 to 1.
    pub importance: f32,
    /// Number of articles with it, without copies.
    pub sources: u32,
    /// Number of copies among the articles with it.
    pub copies: u32,
    /// Every mention of it, by publication day and position.
    pub tellings: Vec<Telling>,
}

/// The first telling of a status.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Turn {
    /// Day of publication, ISO 8601, of the article that gives the status.
    pub published: Option<String>,
    /// The status.
    pub status: Status,
    /// Index in `tellings`.
    pub telling: u32,
}

/// A participant of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Part {
    /// Role in the event.
    pub role: Role,
    /// Id of the actor in the ledger (`A3`).
    pub actor: Option<String>,
    /// Its name, or the words of the article where it is no actor.
    pub text: String,
}

/// The place of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Place {
    /// Id of the actor in the ledger (`A3`).
    pub actor: Option<String>,
    /// Its name, or the words of the article where it is no actor.
    pub text: String,
}

/// A mention of an event in an article.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Telling {
    /// Id of its document.
    pub document: String,
    /// The event's id in the record; null where the article names what everybody knows of ("the pandemic") and the record
    /// has no event for it.
    pub event: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// The clause that tells the event.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The verb or noun that tells the event.
    pub trigger: Trigger,
    /// Class of the event.
    pub class: EventClass,
    /// Status of the event in the article.
    pub status: Status,
    /// Date of the event in the article.
    pub date: Option<DateRecord>,
    /// Place of the event, with the actor of the record.
    pub place: Option<PlaceRecord>,
    /// Participants, with the actors of the record.
    pub participants: Vec<ParticipantRecord>,
    /// The sources to which it is attributed, outermost first.
    pub attribution: Vec<AttributionRecord>,
    /// Importance of the event for the story of the article, 0 to 1.
    pub importance: f32,
    /// True if it is news in this article: told in the headline or the first paragraphs.
    pub news: bool,
}

/// The verb or noun that tells an event. Only the telling with the record's facts has a `lemma`; further mentions of
/// the same event in the same article have none.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Trigger {
    /// The document's text at code points `[start, end)`.
    pub text: String,
    /// Dictionary form, lower case.
    pub lemma: Option<String>,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// A series of figures of one quantity.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Series {
    /// `N1`, `N2`, …
    pub id: String,
    /// Id of the event that they belong to.
    pub event: Option<String>,
    /// Id of the actor that they belong to, where they have no event.
    pub actor: Option<String>,
    /// The counted or measured phrase of the latest point.
    pub counted: Option<String>,
    /// The lemma of the event's trigger ("kill").
    pub measure: Option<String>,
    /// Unit: UCUM code, ISO 4217 currency, or `%`.
    pub unit: Option<String>,
    /// Part that the amounts play: total, part, change, rate.
    pub aspect: Aspect,
    /// By the day for which they hold, then by publication and position.
    pub points: Vec<Point>,
    /// Relations between points.
    pub links: Vec<Link>,
    /// Index of the latest point that is a total.
    pub latest: u32,
}

/// A figure of one record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Point {
    /// Id of its document.
    pub document: String,
    /// The figure's id in the record.
    pub figure: String,
    /// The event in the record that it belongs to.
    pub event: Option<String>,
    /// First code point of the figure.
    pub start: u32,
    /// One past the last code point of the figure.
    pub end: u32,
    /// The figure as written.
    pub text: String,
    /// Kind of amount.
    pub kind: FigureKind,
    /// The number; null for ranges and vague amounts.
    pub value: Option<Number>,
    /// Lower bound, inclusive.
    pub low: Option<Number>,
    /// Upper bound, inclusive.
    pub high: Option<Number>,
    /// Way in which the stated number bounds the real one.
    pub comparator: Comparator,
    /// Unit: UCUM code, ISO 4217 currency, or `%`.
    pub unit: Option<String>,
    /// The counted or measured noun phrase.
    pub counted: Option<String>,
    /// Part that the amount plays: total, part, change, rate.
    pub aspect: Aspect,
    /// The text around the figure.
    pub context: String,
    /// ISO 8601 day on which it holds; null for the day of publication.
    pub as_of: Option<String>,
    /// Day of publication, ISO 8601.
    pub published: Option<String>,
    /// The sources to which it is attributed, outermost first; empty in the article's own voice.
    pub attribution: Vec<AttributionRecord>,
    /// Number of copies of the article with it.
    pub copies: u32,
}

/// The relation of a point to an earlier one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Link {
    /// Index of the earlier point; for `part_of`, of the part.
    pub from: u32,
    /// Index of the later point; for `part_of`, of the whole.
    pub to: u32,
    /// Relation of the later point to the earlier one.
    pub relation: Relation,
}

/// Relation of a later figure to an earlier one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Both can be the same number.
    Same,
    /// The later is more exact ("about 20", then 18).
    Refines,
    /// A later figure that is higher.
    UpdateUp,
    /// A later figure that is lower.
    UpdateDown,
    /// `from` is part of `to` ("two children" of "six dead").
    PartOf,
    /// Both hold for one day and contradict each other.
    Conflict,
    /// A source withdraws its own figure.
    Correction,
}

/// A contradiction.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Conflict {
    /// `X1`, `X2`, …
    pub id: String,
    /// The kind of contradiction.
    pub kind: ConflictKind,
    /// Id of the series, for figures in conflict.
    pub series: Option<String>,
    /// Id of the event: of the series, or with dates or statuses in conflict.
    pub event: Option<String>,
    /// Id of the quote whose speakers or wordings are in conflict.
    pub quote: Option<String>,
    /// The contradicting places.
    pub sides: Vec<Side>,
}

/// Kind of contradiction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// Different amounts.
    Figure,
    /// Different dates.
    Date,
    /// Happened or not.
    Status,
    /// Different speakers.
    Speaker,
    /// Different words of a direct quote.
    Wording,
}

/// One side of a contradiction.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Side {
    /// Id of its document.
    pub document: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The document's text at code points `[start, end)`.
    pub text: String,
}

/// A quote over all articles: the same words of one speaker.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Saying {
    /// `Q1`, `Q2`, …
    pub id: String,
    /// Id of the actor in the ledger (`A3`).
    pub speaker: Option<String>,
    /// The quotes of the records, by publication day.
    pub tellings: Vec<Quotation>,
    /// Its wordings, the earliest first.
    pub variants: Vec<String>,
}

/// A quote of one record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Quotation {
    /// Id of its document.
    pub document: String,
    /// The quote's id in the record.
    pub quote: String,
    /// First code point of the quote.
    pub start: u32,
    /// One past the last code point of the quote.
    pub end: u32,
    /// Kind of reported speech: direct, indirect or mixed.
    pub kind: QuoteKind,
    /// The content, its pieces joined by a space.
    pub text: String,
    /// The source as written.
    pub source: Option<String>,
    /// The speaker's id in the record.
    pub speaker: Option<String>,
    /// Day of publication, ISO 8601.
    pub published: Option<String>,
}

/// A warning about an input.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Notice {
    /// The input or the document that it is about.
    pub document: String,
    /// Stable code (`record.repeated`); `newsx explain CODE` describes it.
    pub code: String,
    /// Message for the reader.
    pub message: String,
}

/// The JSON Schema (2020-12) of the ledger.
pub fn schema() -> serde_json::Value {
    crate::emit::schema::LEDGER.read()
}
