//! The newsx document, schema 1.0: the serialised form of a report, with offsets in Unicode code points.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::date::Precision;
use crate::model::facts::{
    ActorKind, Aspect, Comparator, Confidence, DateBasis, EventClass, FigureKind, MentionKind, QuoteKind, Role, Status,
    TimeKind, TimeMod,
};
use crate::parse::SectionKind;
use crate::source::PublishedBasis;

/// Version of the schema: additions raise the second number and never rename or remove.
pub const SCHEMA_VERSION: &str = "1.0";
/// Name of the embedded models.
pub const MODEL: &str = "en-1";

/// One article's facts.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Always `1.0` in this version.
    pub schema_version: String,
    /// What wrote the record.
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
    /// What the reader should know.
    pub warnings: Vec<WarningRecord>,
    /// Why the article could not be read; then the lists are empty.
    pub error: Option<ErrorRecord>,
}

/// What wrote a record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Generator {
    pub name: String,
    pub version: String,
    pub model: String,
    /// The options that shaped the record beside its input (`skip=times`), for whoever compares two.
    #[serde(default)]
    pub options: Vec<String>,
}

impl Generator {
    /// This version, with these options.
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
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
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

/// A publication date and how it is known.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PublishedRecord {
    /// ISO 8601 day.
    pub value: String,
    /// How it is known.
    pub basis: PublishedBasis,
}

/// Text at a place: `text` = the document's text at code points `[start, end)`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SpanRecord {
    pub text: String,
    pub start: u32,
    pub end: u32,
}

/// A word with its lemma.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct LemmaRecord {
    pub text: String,
    pub lemma: String,
    pub start: u32,
    pub end: u32,
}

/// A section.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SectionRecord {
    pub id: String,
    pub kind: SectionKind,
    pub heading: Option<String>,
    pub level: u8,
    pub start: u32,
    pub end: u32,
}

/// A time expression, as TIMEX3.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct TimeRecord {
    pub id: String,
    pub text: String,
    pub start: u32,
    pub end: u32,
    #[serde(rename = "type")]
    pub kind: TimeKind,
    pub value: String,
    #[serde(rename = "mod")]
    pub modifier: Option<TimeMod>,
    pub quant: Option<String>,
    pub freq: Option<String>,
    /// Id of the time, or `published`, that it was resolved against.
    pub anchor: Option<String>,
    pub section: Option<String>,
    pub rule: String,
}

/// An actor.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ActorRecord {
    pub id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: ActorKind,
    pub aliases: Vec<String>,
    pub roles: Vec<String>,
    pub country: Option<String>,
    pub salience: f32,
    pub mentions: Vec<MentionRecord>,
}

/// A mention of an actor.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MentionRecord {
    pub text: String,
    pub start: u32,
    pub end: u32,
    pub kind: MentionKind,
}

/// An event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct EventRecord {
    pub id: String,
    pub text: String,
    pub start: u32,
    pub end: u32,
    pub trigger: LemmaRecord,
    pub class: EventClass,
    pub mentions: Vec<SpanRecord>,
    pub participants: Vec<ParticipantRecord>,
    pub place: Option<PlaceRecord>,
    pub date: Option<DateRecord>,
    /// Id of the time that tells when, also where it has no days: before Christ, or millions of years ago.
    pub time: Option<String>,
    pub figures: Vec<String>,
    pub status: Status,
    /// How much the event matters to the story of the article, 0 to 1: high for what a timeline of few lines would hold.
    pub importance: f32,
    pub attribution: Vec<AttributionRecord>,
    pub section: Option<String>,
    pub confidence: Confidence,
    pub rule: String,
}

/// A participant of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ParticipantRecord {
    pub role: Role,
    pub text: String,
    pub start: u32,
    pub end: u32,
    pub actor: Option<String>,
}

/// The place of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct PlaceRecord {
    pub text: String,
    pub start: u32,
    pub end: u32,
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
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DateRecord {
    pub start: String,
    pub end: String,
    pub precision: Precision,
    pub basis: DateBasis,
    pub time: Option<String>,
}

/// On whose word something is told.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AttributionRecord {
    pub actor: Option<String>,
    pub text: String,
    pub cue: String,
}

/// A figure.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct FigureRecord {
    pub id: String,
    pub text: String,
    pub start: u32,
    pub end: u32,
    pub kind: FigureKind,
    pub value: Option<Number>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub comparator: Comparator,
    pub unit: Option<String>,
    pub counted: Option<SpanRecord>,
    pub aspect: Aspect,
    pub event: Option<String>,
    pub as_of: Option<String>,
    pub attribution: Vec<AttributionRecord>,
    pub section: Option<String>,
    pub confidence: Confidence,
    pub rule: String,
}

/// A number that prints as an integer where it is one.
#[derive(Clone, Copy, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Above 2^53 not every integer has a double of its own.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// A quote.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct QuoteRecord {
    pub id: String,
    pub text: String,
    pub start: u32,
    pub end: u32,
    pub kind: QuoteKind,
    pub content: Vec<SpanRecord>,
    pub cue: Option<LemmaRecord>,
    pub source: Option<SpanRecord>,
    pub speaker: Option<String>,
    pub date: Option<QuoteDateRecord>,
    pub section: Option<String>,
    pub confidence: Confidence,
    pub rule: String,
}

/// The date of a saying: ISO 8601 days, both inclusive.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct QuoteDateRecord {
    pub start: String,
    pub end: String,
    pub precision: Precision,
}

/// A warning.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct WarningRecord {
    pub code: String,
    pub message: String,
}

/// An error.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ErrorRecord {
    pub code: String,
    pub message: String,
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
