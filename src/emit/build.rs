//! Report → [`Record`]: ids, and positions in code points.

use super::record::{
    ActorRecord, AttributionRecord, DateRecord, DocumentRecord, ErrorRecord, EventRecord, FigureRecord, Generator,
    LemmaRecord, MentionRecord, Number, ParticipantRecord, PlaceRecord, PublishedRecord, QuoteDateRecord, QuoteRecord,
    Record, SCHEMA_VERSION, SectionRecord, SpanRecord, TimeRecord, WarningRecord, hex,
};
use crate::language::Document;
use crate::lexicon::unit;
use crate::link::Report;
use crate::model::date::DateRange;
use crate::model::error::Error;
use crate::model::facts::{self, Anchor};
use crate::model::ids::{ActorId, EventId, FigureId, QuoteId, TimeId};
use crate::model::span::{CharIndex, Span};
use crate::source::{Published, Source};

impl Record {
    /// The record of an article. Its text stays out unless `with_text`.
    pub(crate) fn new(source: &Source, doc: &Document, report: &Report, with_text: bool) -> Record {
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

    /// The record of an article that was read but not analysed: the metadata of its container, and the error.
    pub(crate) fn refused(source: &Source, error: &Error) -> Record {
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
            value: time.value.to_string(),
            modifier: time.modifier,
            quant: time.quant.map(|quant| quant.to_string()),
            freq: time.freq.map(|times| format!("{times}X")),
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
            members: actor.members.iter().map(ActorId::to_string).collect(),
            salience: actor.salience,
            mentions: actor.mentions.iter().map(mention).collect(),
            confidence: actor.confidence,
            rule: actor.rule.to_owned(),
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
            // The years before Christ have no days of ISO 8601's four digits.
            date: event.date.filter(|d| d.days.start.year() >= 1).map(date),
            time: event.date.and_then(|d| d.time).or(event.distant).map(|t| t.to_string()),
            figures: event.figures.iter().map(FigureId::to_string).collect(),
            status: event.status,
            importance: event.importance,
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
                start: self.index.code_point(a.source.start),
                end: self.index.code_point(a.source.end),
                cue: a.cue.map(|cue| self.span(cue)),
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
            unit: figure.unit.as_ref().map(ToString::to_string),
            unit_name: figure
                .unit
                .as_ref()
                .and_then(|unit| unit::name(&unit.to_string(), figure.value == Some(1.0))),
            counted: figure.counted.map(|c| self.span(c)),
            measure_of: figure.measure_of.map(|word| self.span(word)),
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
            date: quote.date.filter(|days| days.start.year() >= 1).map(quote_date),
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
