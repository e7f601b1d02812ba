//! The newsx document, schema 1.0: the serialised form of a report, with offsets in Unicode code points.

#[cfg(test)]
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::model::date::Precision;
pub use crate::model::facts::{
    ActorKind, Aspect, Comparator, Confidence, DateBasis, EventClass, FigureKind, MentionKind, QuoteKind, Role, Status,
    TimeKind, TimeMod,
};
pub use crate::parse::SectionKind;
pub use crate::source::PublishedBasis;

/// Version of the schema: additions raise the second number and never rename or remove.
pub const SCHEMA_VERSION: &str = "1.0";
/// Name of the embedded models.
pub const MODEL: &str = "en-1";

/// One article's facts.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct Record {
    /// Always `1.0` in this version.
    pub schema_version: String,
    /// The program that wrote the record.
    pub generator: Generator,
    /// The article.
    pub document: DocumentRecord,
    /// The text that offsets point into; absent with `--no-text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its sections.
    pub sections: Vec<SectionRecord>,
    /// Its time expressions.
    pub times: Vec<TimeRecord>,
    /// Its actors.
    pub actors: Vec<ActorRecord>,
    /// Its events.
    pub events: Vec<EventRecord>,
    /// Its figures.
    pub figures: Vec<FigureRecord>,
    /// Its quotes.
    pub quotes: Vec<QuoteRecord>,
    /// Warnings for the reader.
    pub warnings: Vec<WarningRecord>,
    /// The error, if the article could not be read; then the lists are empty.
    pub error: Option<ErrorRecord>,
}

/// The program that wrote a record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct Generator {
    /// Name of the program: `newsx`.
    pub name: String,
    /// Version of the program.
    pub version: String,
    /// Name of the embedded models.
    pub model: String,
    /// The options that changed the record (`skip=times`).
    #[serde(default)]
    pub options: Vec<String>,
}

impl Generator {
    /// This version of newsx, with these options.
    pub fn current(options: Vec<String>) -> Generator {
        Generator {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: MODEL.to_owned(),
            options,
        }
    }
}

/// The article itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct DocumentRecord {
    /// The path as given, a record's own id, the WARC-Record-ID, or `-`.
    pub id: String,
    /// SHA-256 of the input bytes, lower-case hex.
    pub sha256: Option<String>,
    /// Media type of the input.
    pub media_type: String,
    /// Encoding of the input.
    pub encoding: Option<String>,
    /// Address of the article.
    pub url: Option<String>,
    /// Code points of `text`.
    pub chars: u32,
    /// Language of the text.
    pub lang: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Authors.
    pub authors: Vec<String>,
    /// Name of the site.
    pub site: Option<String>,
    /// Publication date.
    pub published: Option<PublishedRecord>,
}

/// A publication date with its basis.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct PublishedRecord {
    /// ISO 8601 day.
    pub value: String,
    /// Basis of the date.
    pub basis: PublishedBasis,
}

/// A span of text: `text` = the document's text at code points `[start, end)`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct SpanRecord {
    /// The document's text at code points `[start, end)`.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// A word with its lemma.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct LemmaRecord {
    /// The document's text at code points `[start, end)`.
    pub text: String,
    /// Dictionary form, lower case.
    pub lemma: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// A section.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct SectionRecord {
    /// Id, unique in the record (`s1`).
    pub id: String,
    /// Kind of the section.
    pub kind: SectionKind,
    /// Text of its heading, if it has one.
    pub heading: Option<String>,
    /// Depth of the heading: 1 for the headline, 2 below it; 0 without a heading.
    pub level: u8,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// A time expression, as TIMEX3.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct TimeRecord {
    /// Id, unique in the record (`t1`).
    pub id: String,
    /// The document's text at code points `[start, end)`.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// TIMEX3 value (ISO 8601 with the extensions of ISO-TimeML).
    pub value: String,
    /// TIMEX3 `mod`.
    #[serde(rename = "mod")]
    pub modifier: Option<TimeMod>,
    /// TIMEX3 `quant`, of sets (`EVERY`).
    pub quant: Option<String>,
    /// TIMEX3 `freq`, of sets (`2X`).
    pub freq: Option<String>,
    /// Id of the time, or `published`, that it was resolved against.
    pub anchor: Option<String>,
    /// Id of its section.
    pub section: Option<String>,
    /// Name of the rule that found it; `newsx explain RULE` describes it.
    pub rule: String,
}

/// An actor.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct ActorRecord {
    /// Id, unique in the record (`a1`).
    pub id: String,
    /// The fullest form of its name in the article; of an unnamed actor its description.
    pub name: String,
    /// Kind of actor.
    #[serde(rename = "type")]
    pub kind: ActorKind,
    /// Other names in the article.
    pub aliases: Vec<String>,
    /// Titles and descriptions, as written.
    pub roles: Vec<String>,
    /// ISO 3166-1 alpha-2 code of the country that it is or belongs to.
    pub country: Option<String>,
    /// For a group that stands for listed actors, their ids.
    #[serde(default)]
    pub members: Vec<String>,
    /// Share of the article's mentions of actors, 0 to 1, weighted by the kind of section.
    pub salience: f32,
    /// Every mention, in order of position.
    pub mentions: Vec<MentionRecord>,
    /// Confidence in the actor: high for a full or repeated name, low for a description.
    pub confidence: Confidence,
    /// Name of the rule that made it an actor.
    pub rule: String,
}

/// A mention of an actor.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct MentionRecord {
    /// The document's text at code points `[start, end)`.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Kind of mention.
    pub kind: MentionKind,
}

/// An event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct EventRecord {
    /// Id, unique in the record (`e1`).
    pub id: String,
    /// The clause that tells the event.
    pub text: String,
    /// First code point of the clause.
    pub start: u32,
    /// One past the last code point of the clause.
    pub end: u32,
    /// The verb or noun that tells the event.
    pub trigger: LemmaRecord,
    /// Category: of PLOVER where one fits.
    pub class: EventClass,
    /// All mentions of the event by their triggers, its own trigger first.
    pub mentions: Vec<SpanRecord>,
    /// Participants, in order of position.
    pub participants: Vec<ParticipantRecord>,
    /// The most specific stated place.
    pub place: Option<PlaceRecord>,
    /// The day or days on which it happened or is to happen.
    pub date: Option<DateRecord>,
    /// Id of the time of the event, also of one without days: before Christ, or millions of years ago.
    pub time: Option<String>,
    /// Ids of the figures that belong to it.
    pub figures: Vec<String>,
    /// Whether the article says that it happened.
    pub status: Status,
    /// Importance of the event for the story of the article, 0 to 1: high for the lines of a short timeline.
    pub importance: f32,
    /// The sources to which it is attributed, outermost first; empty in the article's own voice.
    pub attribution: Vec<AttributionRecord>,
    /// Id of its section.
    pub section: Option<String>,
    /// Confidence in the fact.
    pub confidence: Confidence,
    /// Name of the rule that found it; `newsx explain RULE` describes it.
    pub rule: String,
}

/// A participant of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct ParticipantRecord {
    /// Role in the event.
    pub role: Role,
    /// The document's text at code points `[start, end)`.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Id of the actor.
    pub actor: Option<String>,
}

/// The place of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct PlaceRecord {
    /// The document's text at code points `[start, end)`.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Id of the actor of type `place`.
    pub actor: Option<String>,
}

impl Record {
    /// Years before Christ of an event that has a time without days of the calendar; the far past counts from there, too.
    pub fn years_before_christ(&self, event: &EventRecord) -> Option<u64> {
        let id = event.time.as_ref().filter(|_| event.date.is_none())?;
        let value = &self.times.iter().find(|t| t.id == *id)?.value;
        if let Some(digits) = value.strip_prefix("BC") {
            let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
            // Two digits are a century, three a decade.
            return Some(digits.parse::<u64>().ok()? * 10u64.pow(4u32.saturating_sub(digits.len() as u32)));
        }
        value.strip_prefix('P')?.strip_suffix('Y')?.parse().ok()
    }
}

/// The date of an event: ISO 8601 days, both inclusive.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct DateRecord {
    /// First day, ISO 8601.
    pub start: String,
    /// Last day, ISO 8601, inclusive.
    pub end: String,
    /// Precision with which the days are stated.
    pub precision: Precision,
    /// Basis of the days.
    pub basis: DateBasis,
    /// Id of the time expression that states them.
    pub time: Option<String>,
}

/// A source to which a fact is attributed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct AttributionRecord {
    /// Id of the source's actor.
    pub actor: Option<String>,
    /// The source as written.
    pub text: String,
    /// First code point of the source.
    pub start: u32,
    /// One past the last code point of the source.
    pub end: u32,
    /// The reporting word or phrase; null where no word reports.
    pub cue: Option<SpanRecord>,
}

/// A figure.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct FigureRecord {
    /// Id, unique in the record (`f1`).
    pub id: String,
    /// The document's text at code points `[start, end)`: from the comparator to the counted noun.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Kind of amount.
    pub kind: FigureKind,
    /// The number; absent for ranges and vague amounts.
    pub value: Option<Number>,
    /// Lower bound, inclusive.
    pub low: Option<Number>,
    /// Upper bound, inclusive.
    pub high: Option<Number>,
    /// Way in which the stated number bounds the real one.
    pub comparator: Comparator,
    /// Unit: UCUM code, ISO 4217 currency, or `%`.
    pub unit: Option<String>,
    /// The unit as people write it behind the number: "miles", "percentage points", "US dollars a barrel".
    #[serde(default)]
    pub unit_name: Option<String>,
    /// The counted or measured noun phrase.
    pub counted: Option<SpanRecord>,
    /// The predicate of a number of people: "injured" in "five were injured".
    pub measure_of: Option<SpanRecord>,
    /// Part that the amount plays: total, part, change, rate.
    pub aspect: Aspect,
    /// Id of the event that it belongs to.
    pub event: Option<String>,
    /// First day, ISO 8601, on which the amount is said to hold.
    pub as_of: Option<String>,
    /// The sources to which it is attributed, outermost first; empty in the article's own voice.
    pub attribution: Vec<AttributionRecord>,
    /// Id of its section.
    pub section: Option<String>,
    /// Confidence in the fact.
    pub confidence: Confidence,
    /// Name of the rule that found it; `newsx explain RULE` describes it.
    pub rule: String,
}

/// A number that prints as an integer where it is one.
#[derive(Clone, Copy, PartialEq, Debug, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(transparent)]
#[non_exhaustive]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Above 2^53 not every integer has a double of its own.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if serializer.is_human_readable() && self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// A quote.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct QuoteRecord {
    /// Id, unique in the record (`q1`).
    pub id: String,
    /// The document's text at code points `[start, end)`: content, cue and source.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Kind of report: direct, indirect or mixed.
    pub kind: QuoteKind,
    /// The reported words in one or more pieces, without quotation marks, cue and source.
    pub content: Vec<SpanRecord>,
    /// The reporting word or phrase.
    pub cue: Option<LemmaRecord>,
    /// Name, noun phrase or pronoun of the source, as written.
    pub source: Option<SpanRecord>,
    /// Id of the actor that the source refers to.
    pub speaker: Option<String>,
    /// The day or days of the utterance.
    pub date: Option<QuoteDateRecord>,
    /// Id of its section.
    pub section: Option<String>,
    /// Confidence in the fact.
    pub confidence: Confidence,
    /// Name of the rule that found it; `newsx explain RULE` describes it.
    pub rule: String,
}

/// The date of an utterance: ISO 8601 days, both inclusive.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct QuoteDateRecord {
    /// First day, ISO 8601.
    pub start: String,
    /// Last day, ISO 8601, inclusive.
    pub end: String,
    /// Precision with which the days are stated.
    pub precision: Precision,
}

/// A warning.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct WarningRecord {
    /// Stable code (`date.no_reference`); `newsx explain CODE` describes it.
    pub code: String,
    /// Message for the reader.
    pub message: String,
}

/// An error.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[non_exhaustive]
pub struct ErrorRecord {
    /// Stable code (`encoding.invalid`); `newsx explain CODE` describes it.
    pub code: String,
    /// Message for the reader.
    pub message: String,
    /// Byte of the input at which it happened, if one can be named.
    pub byte: Option<u64>,
}

/// Bytes in lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a string");
            text
        })
}
