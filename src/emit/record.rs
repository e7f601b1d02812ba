//! The newsx document, schema 1.0: the serialised form of a report, with offsets in Unicode code points.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::{DateRange, Precision};
use crate::error::Error;
use crate::facts::{
    self, ActorId, ActorKind, Anchor, Aspect, Comparator, Confidence, DateBasis, EventClass, EventId, FigureId,
    FigureKind, MentionKind, QuoteId, QuoteKind, Role, Status, TimeId, TimeKind, TimeMod,
};
use crate::language::Document;
use crate::link::Report;
use crate::parse::SectionKind;
use crate::source::{Published, PublishedBasis, Source};
use crate::span::{CharIndex, Span};

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
    pub figures: Vec<String>,
    pub status: Status,
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

impl Record {
    /// The record of an article. Its text stays out unless `with_text`.
    pub fn new(source: &Source, doc: &Document, report: &Report, with_text: bool) -> Record {
        let writer = Writer {
            doc,
            index: CharIndex::new(doc.text()),
        };
        let meta = &doc.article.metadata;
        let mut record = Record::empty(source.id.clone());
        record.document = DocumentRecord {
            id: source.id.clone(),
            sha256: Some(hex(&source.sha256)),
            media_type: source.media_type.to_owned(),
            encoding: Some(source.encoding.to_owned()),
            url: meta.url.clone(),
            chars: writer.index.len(),
            lang: meta.lang.clone(),
            title: meta.title.clone(),
            authors: meta.authors.clone(),
            site: meta.site.clone(),
            published: meta.published.map(published),
        };
        record.text = with_text.then(|| doc.text().to_owned());
        record.sections = writer.sections();
        record.times = ids(TimeId, &report.times, |id, t| writer.time(id, t));
        record.actors = ids(ActorId, &report.actors, |id, a| writer.actor(id, a));
        record.events = ids(EventId, &report.events, |id, e| writer.event(id, e));
        record.figures = ids(FigureId, &report.figures, |id, f| writer.figure(id, f));
        record.quotes = ids(QuoteId, &report.quotes, |id, q| writer.quote(id, q));
        record.warnings = report
            .warnings
            .iter()
            .map(|w| WarningRecord {
                code: w.code.to_owned(),
                message: w.message.clone(),
            })
            .collect();
        record
    }

    /// The record of an input that could not be read.
    pub fn failed(id: String, error: &Error) -> Record {
        let mut record = Record::empty(id);
        record.error = Some(ErrorRecord {
            code: error.code().to_owned(),
            message: error.to_string(),
            byte: error.byte(),
        });
        record
    }

    /// The record of an article that was read and is not analysed: what its container says of it, and why.
    pub fn refused(source: &Source, error: &Error) -> Record {
        let mut record = Record::failed(source.id.clone(), error);
        let meta = &source.metadata;
        record.document = DocumentRecord {
            sha256: Some(hex(&source.sha256)),
            media_type: source.media_type.to_owned(),
            encoding: Some(source.encoding.to_owned()),
            url: meta.url.clone(),
            lang: meta.lang.clone(),
            title: meta.title.clone(),
            authors: meta.authors.clone(),
            site: meta.site.clone(),
            published: meta.published.map(published),
            ..record.document
        };
        record
    }

    fn empty(id: String) -> Record {
        Record {
            schema_version: SCHEMA_VERSION.to_owned(),
            generator: Generator::current(Vec::new()),
            document: DocumentRecord {
                id,
                sha256: None,
                media_type: "text/plain".to_owned(),
                encoding: None,
                url: None,
                chars: 0,
                lang: None,
                title: None,
                authors: Vec::new(),
                site: None,
                published: None,
            },
            text: None,
            sections: Vec::new(),
            times: Vec::new(),
            actors: Vec::new(),
            events: Vec::new(),
            figures: Vec::new(),
            quotes: Vec::new(),
            warnings: Vec::new(),
            error: None,
        }
    }
}

/// Pairs every fact with its id.
fn ids<I, T, R>(make: fn(u32) -> I, facts: &[T], write: impl Fn(I, &T) -> R) -> Vec<R> {
    (0u32..).zip(facts).map(|(n, fact)| write(make(n), fact)).collect()
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

fn published(published: Published) -> PublishedRecord {
    PublishedRecord {
        value: published.date.to_string(),
        basis: published.basis,
    }
}

/// Turns byte spans into records.
struct Writer<'d> {
    doc: &'d Document,
    index: CharIndex<'d>,
}

impl Writer<'_> {
    fn text(&self, span: Span) -> String {
        span.of(self.doc.text()).to_owned()
    }

    fn points(&self, span: Span) -> (u32, u32) {
        (self.index.code_point(span.start), self.index.code_point(span.end))
    }

    fn span(&self, span: Span) -> SpanRecord {
        let (start, end) = self.points(span);
        SpanRecord {
            text: self.text(span),
            start,
            end,
        }
    }

    fn lemma(&self, span: Span, lemma: &str) -> LemmaRecord {
        let SpanRecord { text, start, end } = self.span(span);
        let lemma = lemma.to_owned();
        LemmaRecord {
            text,
            lemma,
            start,
            end,
        }
    }

    fn section(&self, span: Span) -> Option<String> {
        let (number, _) = self.doc.section_at(span.start)?;
        Some(format!("s{}", number + 1))
    }

    fn sections(&self) -> Vec<SectionRecord> {
        let sections = &self.doc.article.sections;
        (1..)
            .zip(sections)
            .map(|(number, section)| {
                let (start, end) = self.points(section.span);
                SectionRecord {
                    id: format!("s{number}"),
                    kind: section.kind,
                    heading: section.heading.map(|h| self.text(h)),
                    level: section.level,
                    start,
                    end,
                }
            })
            .collect()
    }

    fn time(&self, id: TimeId, time: &facts::TimeExpression) -> TimeRecord {
        let SpanRecord { text, start, end } = self.span(time.span);
        TimeRecord {
            id: id.to_string(),
            text,
            start,
            end,
            kind: time.kind,
            value: time.value.clone(),
            modifier: time.modifier,
            quant: time.quant.clone(),
            freq: time.freq.clone(),
            anchor: time.anchor.map(|anchor| match anchor {
                Anchor::Published => "published".to_owned(),
                Anchor::Time(id) => id.to_string(),
            }),
            section: self.section(time.span),
            rule: time.rule.to_owned(),
        }
    }

    fn actor(&self, id: ActorId, actor: &facts::Actor) -> ActorRecord {
        let mention = |m: &facts::Mention| {
            let SpanRecord { text, start, end } = self.span(m.span);
            MentionRecord {
                text,
                start,
                end,
                kind: m.kind,
            }
        };
        ActorRecord {
            id: id.to_string(),
            name: actor.name.clone(),
            kind: actor.kind,
            aliases: actor.aliases.clone(),
            roles: actor.roles.clone(),
            country: actor.country.clone(),
            salience: actor.salience,
            mentions: actor.mentions.iter().map(mention).collect(),
        }
    }

    fn event(&self, id: EventId, event: &facts::Event) -> EventRecord {
        let SpanRecord { text, start, end } = self.span(event.span);
        EventRecord {
            id: id.to_string(),
            text,
            start,
            end,
            trigger: self.lemma(event.trigger.span, self.doc.lemma(event.trigger.head)),
            class: event.class,
            mentions: event.mentions.iter().map(|m| self.span(m.span)).collect(),
            participants: event.participants.iter().map(|p| self.participant(p)).collect(),
            place: event.place.as_ref().map(|p| self.place(p)),
            date: event.date.map(date),
            figures: event.figures.iter().map(FigureId::to_string).collect(),
            status: event.status,
            attribution: self.attribution(&event.attribution),
            section: self.section(event.trigger.span),
            confidence: event.confidence,
            rule: event.rule.to_owned(),
        }
    }

    fn participant(&self, participant: &facts::Participant) -> ParticipantRecord {
        let SpanRecord { text, start, end } = self.span(participant.span);
        ParticipantRecord {
            role: participant.role,
            text,
            start,
            end,
            actor: participant.actor.map(|a| a.to_string()),
        }
    }

    fn place(&self, place: &facts::Place) -> PlaceRecord {
        let SpanRecord { text, start, end } = self.span(place.span);
        PlaceRecord {
            text,
            start,
            end,
            actor: place.actor.map(|a| a.to_string()),
        }
    }

    fn attribution(&self, chain: &[facts::Attribution]) -> Vec<AttributionRecord> {
        chain
            .iter()
            .map(|a| AttributionRecord {
                actor: a.actor.map(|a| a.to_string()),
                text: self.text(a.source),
                cue: self.text(a.cue),
            })
            .collect()
    }

    fn figure(&self, id: FigureId, figure: &facts::Figure) -> FigureRecord {
        let SpanRecord { text, start, end } = self.span(figure.span);
        FigureRecord {
            id: id.to_string(),
            text,
            start,
            end,
            kind: figure.kind,
            value: figure.value.map(Number),
            low: figure.low.map(Number),
            high: figure.high.map(Number),
            comparator: figure.comparator,
            unit: figure.unit.clone(),
            counted: figure.counted.map(|c| self.span(c)),
            aspect: figure.aspect,
            event: figure.event.map(|e| e.to_string()),
            as_of: figure.as_of.map(|t| t.to_string()),
            attribution: self.attribution(&figure.attribution),
            section: self.section(figure.span),
            confidence: figure.confidence,
            rule: figure.rule.to_owned(),
        }
    }

    fn quote(&self, id: QuoteId, quote: &facts::Quote) -> QuoteRecord {
        let SpanRecord { text, start, end } = self.span(quote.span);
        QuoteRecord {
            id: id.to_string(),
            text,
            start,
            end,
            kind: quote.kind,
            content: quote.content.iter().map(|c| self.span(*c)).collect(),
            cue: quote.cue.as_ref().map(|c| self.lemma(c.span, &c.lemma)),
            source: quote.source.map(|s| self.span(s)),
            speaker: quote.speaker.map(|s| s.to_string()),
            date: quote.date.map(quote_date),
            section: self.section(quote.span),
            confidence: quote.confidence,
            rule: quote.rule.to_owned(),
        }
    }
}

fn date(date: facts::EventDate) -> DateRecord {
    let DateRange { start, end, precision } = date.days;
    DateRecord {
        start: start.to_string(),
        end: end.to_string(),
        precision,
        basis: date.basis,
        time: date.time.map(|t| t.to_string()),
    }
}

fn quote_date(DateRange { start, end, precision }: DateRange) -> QuoteDateRecord {
    QuoteDateRecord {
        start: start.to_string(),
        end: end.to_string(),
        precision,
    }
}
