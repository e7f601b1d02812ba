//! Digest of a record for the merge: its facts in the ledger's own types, packed, without the text.

use std::collections::BTreeMap;

use super::measure::{is_toll, measure};
use super::packed::Packed;
pub(super) use super::told::Told;
use super::types::{Article, Ledger, Member, Point, Quotation, Telling, Trigger};
use super::words::hash;
use super::{as_of, bare};
use crate::emit::record::{EventRecord, FigureRecord, QuoteRecord, Record, SpanRecord};
use crate::emit::slices::Slices;
use crate::model::facts::{EventClass, FigureKind, MentionKind, Status};
use crate::parse::SectionKind;

/// One article's facts. A digest is small, since many are in memory at once.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Digest {
    pub(super) article: Article,
    pub(super) actors: Packed<Member>,
    pub(super) events: Packed<Told>,
    pub(super) points: Packed<Point>,
    pub(super) quotes: Packed<Quotation>,
}

/// Sampling rate of a fingerprint: one in this many hashes of word sequences is kept.
const SAMPLE: u32 = 4;
/// Maximum number of hashes in a fingerprint: enough for 1,500 words, and for comparison of longer texts.
const MOST: usize = 384;
/// Number of words in a sequence.
const SEQUENCE: usize = 5;
/// Number of code points at the start of the lead that are news.
const NEWS: u32 = 400;

/// Number of code points of a figure's context on either side.
const AROUND: u32 = 90;

impl Digest {
    /// The digest of a record, without the facts in teasers and boilerplate.
    pub(super) fn of(record: &Record) -> Digest {
        let document = &record.document;
        let reader = Reader {
            record,
            slices: record.text.as_deref().map(Slices::new),
            published: document.published.as_ref().map(|p| p.value.clone()),
            news: news(record),
        };
        let facts = Facts {
            actors: reader.actors(),
            events: reader.events(),
            points: (record.figures.iter().filter(|f| reader.own(f.section.as_ref())))
                .map(|f| reader.point(f))
                .collect(),
            quotes: (record.quotes.iter().filter(|q| reader.own(q.section.as_ref())))
                .map(|q| reader.quote(q))
                .collect(),
        };
        facts.packed(Article {
            id: document.id.clone(),
            title: document.title.clone().or_else(|| first_line(record)),
            published: reader.published.clone(),
            site: document.site.clone(),
            url: document.url.clone(),
            copy_of: None,
            story: None,
            fingerprint: fingerprint(record),
        })
    }

    /// The bytes of its facts, kind by kind.
    pub(super) fn bytes(&self) -> [&[u8]; 4] {
        [
            self.actors.bytes(),
            self.events.bytes(),
            self.points.bytes(),
            self.quotes.bytes(),
        ]
    }

    /// The digests of the articles of which a ledger was made.
    pub(super) fn of_ledger(ledger: Ledger) -> Vec<Digest> {
        let mut facts: BTreeMap<String, Facts> = BTreeMap::new();
        for article in &ledger.documents {
            facts.insert(article.id.clone(), Facts::default());
        }
        let mut mentions = Vec::new();
        for telling in ledger.events.into_iter().flat_map(|e| e.tellings) {
            if telling.trigger.lemma.is_none() {
                mentions.push(telling);
            } else if let Some(facts) = facts.get_mut(&telling.document) {
                let mentions = Vec::new();
                facts.events.push(Told { telling, mentions });
            }
        }
        for Telling {
            document,
            event,
            trigger: Trigger { text, start, end, .. },
            ..
        } in mentions
        {
            let noun = bare::lemma_of(&text.to_lowercase());
            let of = |told: &&mut Told| {
                told.telling.event == event && (event.is_some() || told.telling.trigger.lemma == noun)
            };
            let told = facts.get_mut(&document).and_then(|f| f.events.iter_mut().find(of));
            if let Some(told) = told {
                told.mentions.push(SpanRecord { text, start, end });
            }
        }
        for member in ledger.actors.into_iter().flat_map(|a| a.members) {
            if let Some(facts) = facts.get_mut(&member.document) {
                facts.actors.push(member);
            }
        }
        for point in ledger.series.into_iter().flat_map(|s| s.points) {
            if let Some(facts) = facts.get_mut(&point.document) {
                facts.points.push(Point { copies: 0, ..point });
            }
        }
        for quote in ledger.quotes.into_iter().flat_map(|q| q.tellings) {
            if let Some(facts) = facts.get_mut(&quote.document) {
                facts.quotes.push(quote);
            }
        }
        let digest = |article: Article| {
            let mut facts = facts.remove(&article.id)?;
            facts.sort();
            Some(facts.packed(Article {
                copy_of: None,
                story: None,
                ..article
            }))
        };
        ledger.documents.into_iter().filter_map(digest).collect()
    }
}

/// The facts of one article before they are packed.
#[derive(Default)]
struct Facts {
    actors: Vec<Member>,
    events: Vec<Told>,
    points: Vec<Point>,
    quotes: Vec<Quotation>,
}

impl Facts {
    fn packed(self, article: Article) -> Digest {
        Digest {
            article,
            actors: Packed::new(&self.actors),
            events: Packed::new(&self.events),
            points: Packed::new(&self.points),
            quotes: Packed::new(&self.quotes),
        }
    }

    /// Puts the facts in the order of the record.
    fn sort(&mut self) {
        self.actors.sort_by_key(|a| number(&a.actor));
        let place = |told: &Told| told.telling.event.as_deref().map(number);
        self.events
            .sort_by_key(|e| (place(e).is_none(), place(e), e.telling.trigger.start));
        self.events.iter_mut().for_each(|e| e.mentions.sort_by_key(|m| m.start));
        self.points.sort_by_key(|p| number(&p.figure));
        self.quotes.sort_by_key(|q| number(&q.quote));
    }
}

/// The number in an id of a record.
pub(super) fn number(id: &str) -> u32 {
    id.get(1..).and_then(|n| n.parse().ok()).unwrap_or(0)
}

struct Reader<'r> {
    record: &'r Record,
    slices: Option<Slices<'r>>,
    published: Option<String>,
    /// Code point before which events are news in the article.
    news: u32,
}

impl Reader<'_> {
    fn own(&self, section: Option<&String>) -> bool {
        let kind = section.and_then(|id| self.record.sections.iter().find(|s| s.id == *id));
        !kind.is_some_and(|s| matches!(s.kind, SectionKind::Related | SectionKind::Boilerplate))
    }

    fn document(&self) -> String {
        self.record.document.id.clone()
    }

    fn actors(&self) -> Vec<Member> {
        let member = |actor: &crate::emit::record::ActorRecord| Member {
            document: self.document(),
            actor: actor.id.clone(),
            name: actor.name.clone(),
            kind: actor.kind,
            country: actor.country.clone(),
            aliases: actor.aliases.clone(),
            roles: actor.roles.clone(),
            named: actor.mentions.iter().any(|m| m.kind == MentionKind::Name),
        };
        self.record.actors.iter().map(member).collect()
    }

    /// The events of the article, with their bare mentions.
    fn events(&self) -> Vec<Told> {
        let own = self.record.events.iter().filter(|e| self.own(e.section.as_ref()));
        let mut events: Vec<Told> = own.map(|event| self.event(event)).collect();
        if let Some((text, slices)) = self.record.text.as_ref().zip(self.slices.as_ref()) {
            let taken = self.taken(slices.len() as usize);
            let taken = |start: u32, end: u32| taken[start as usize..end as usize].contains(&true);
            let background = |trigger, span, text, class| self.background(trigger, span, text, class);
            bare::add(text, &mut events, taken, background);
        }
        events
    }

    /// For each code point whether it tells an event, names somebody or is not the article's own.
    fn taken(&self, length: usize) -> Vec<bool> {
        let record = self.record;
        let mentions = record
            .events
            .iter()
            .flat_map(|event| &event.mentions)
            .map(|m| (m.start, m.end));
        let triggers = record
            .events
            .iter()
            .map(|event| (event.trigger.start, event.trigger.end));
        let names = record.actors.iter().flat_map(|actor| &actor.mentions);
        let names = names.filter(|m| m.kind == MentionKind::Name).map(|m| (m.start, m.end));
        let sections = record.sections.iter().filter(|section| !self.own(Some(&section.id)));
        let others = sections.map(|section| (section.start, section.end));
        let mut taken = vec![false; length];
        for (start, end) in mentions.chain(triggers).chain(names).chain(others) {
            if let Some(span) = taken.get_mut(start as usize..end as usize) {
                span.fill(true);
            }
        }
        taken
    }

    /// A telling of what the article only names: nothing is known of it but its noun.
    fn background(&self, trigger: Trigger, (start, end): (u32, u32), text: String, class: EventClass) -> Telling {
        Telling {
            document: self.document(),
            event: None,
            published: self.published.clone(),
            text,
            start,
            end,
            trigger,
            class,
            status: Status::Asserted,
            date: None,
            place: None,
            participants: Vec::new(),
            attribution: Vec::new(),
            importance: 0.0,
            news: false,
        }
    }

    fn event(&self, event: &EventRecord) -> Told {
        let trigger = &event.trigger;
        let further = event.mentions.iter().filter(|m| m.start != trigger.start);
        Told {
            telling: Telling {
                document: self.document(),
                event: Some(event.id.clone()),
                published: self.published.clone(),
                text: event.text.clone(),
                start: event.start,
                end: event.end,
                trigger: Trigger {
                    text: trigger.text.clone(),
                    lemma: Some(trigger.lemma.clone()),
                    start: trigger.start,
                    end: trigger.end,
                },
                class: event.class,
                status: event.status,
                date: event.date.clone(),
                place: event.place.clone(),
                participants: event.participants.clone(),
                attribution: event.attribution.clone(),
                importance: event.importance,
                news: trigger.start < self.news,
            },
            mentions: further.cloned().collect(),
        }
    }

    fn point(&self, figure: &FigureRecord) -> Point {
        // The day of the event is not the day of the count: a toll holds for the day of its publication.
        let event = figure.event.as_ref();
        let event = event.and_then(|id| self.record.events.iter().find(|e| e.id == *id));
        let happened = event.and_then(|e| e.date.as_ref()?.time.as_ref());
        let counted = figure.counted.as_ref().map(|c| &*c.text);
        let told = event.map(|e| (&*e.trigger.lemma, e.participants.iter().map(|p| &*p.text)));
        let toll = figure.kind == FigureKind::Count && is_toll(measure(&figure.text, counted, told));
        let as_of = figure.as_of.as_ref().filter(|id| !(toll && happened == Some(id)));
        let time = as_of.and_then(|id| self.record.times.iter().find(|t| t.id == *id));
        let slices = self.slices.as_ref().filter(|_| figure.as_of.is_none() && !toll);
        let time = time.or_else(|| as_of::told(&self.record.times, slices?, figure));
        Point {
            document: self.document(),
            figure: figure.id.clone(),
            event: figure.event.clone(),
            start: figure.start,
            end: figure.end,
            text: figure.text.clone(),
            kind: figure.kind,
            value: figure.value,
            low: figure.low,
            high: figure.high,
            comparator: figure.comparator,
            unit: figure.unit.clone(),
            counted: figure.counted.as_ref().map(|c| c.text.clone()),
            aspect: figure.aspect,
            context: self.context(figure),
            as_of: time.and_then(|time| as_of::day(time, self.published.as_deref())),
            published: self.published.clone(),
            attribution: figure.attribution.clone(),
            copies: 0,
        }
    }

    /// The words around a figure, of its own paragraph; without a text, the clause of its event.
    fn context(&self, figure: &FigureRecord) -> String {
        let Some(slices) = &self.slices else {
            let event = figure
                .event
                .as_ref()
                .and_then(|id| self.record.events.iter().find(|e| e.id == *id));
            return event.map_or(figure.text.clone(), |e| e.text.clone());
        };
        let before = slices
            .get(figure.start.saturating_sub(AROUND), figure.start)
            .unwrap_or_default();
        let after = slices
            .get(figure.end, (figure.end + AROUND).min(slices.len()))
            .unwrap_or_default();
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default();
        // Whole words only, unless the paragraph begins or ends there.
        let before = before
            .split_once(' ')
            .filter(|_| before.chars().count() == AROUND as usize)
            .map_or(before, |c| c.1);
        let after = after
            .rsplit_once(' ')
            .filter(|_| after.chars().count() == AROUND as usize)
            .map_or(after, |c| c.0);
        format!("{before}{}{after}", figure.text).trim().to_owned()
    }

    fn quote(&self, quote: &QuoteRecord) -> Quotation {
        let content: Vec<&str> = quote.content.iter().map(|c| &*c.text).collect();
        Quotation {
            document: self.document(),
            quote: quote.id.clone(),
            start: quote.start,
            end: quote.end,
            kind: quote.kind,
            text: content.join(" "),
            source: quote.source.as_ref().map(|s| s.text.clone()),
            speaker: quote.speaker.clone(),
            published: self.published.clone(),
        }
    }
}

/// The code point where the news ends: behind the headline and the first paragraphs of the text.
fn news(record: &Record) -> u32 {
    let first = record
        .sections
        .iter()
        .find(|s| matches!(s.kind, SectionKind::Lead | SectionKind::Body));
    first.map_or(NEWS, |s| s.start + NEWS)
}

/// The beginning of the text, for an article without a title.
fn first_line(record: &Record) -> Option<String> {
    let line = record.text.as_ref()?.lines().find(|line| !line.trim().is_empty())?;
    let short: String = line.trim().chars().take(100).collect();
    Some(short)
}

/// A sample of the hashes of the word sequences of the text, or of the clauses where the record has no text.
fn fingerprint(record: &Record) -> String {
    let clauses = || record.events.iter().map(|e| &*e.text).collect::<Vec<_>>().join("\n");
    let text = match &record.text {
        Some(text) => own_text(record, text),
        None => clauses(),
    };
    let words: Vec<String> = super::words::words(&text).collect();
    let sequences = words.windows(SEQUENCE).map(|w| hash(&w.join(" ")));
    let mut sample: Vec<u32> = sequences.filter(|hash| hash.is_multiple_of(SAMPLE)).collect();
    sample.sort_unstable();
    sample.dedup();
    sample.truncate(MOST);
    let bytes: Vec<u8> = sample.into_iter().flat_map(u32::to_be_bytes).collect();
    crate::emit::record::hex(&bytes)
}

/// The text without teasers and boilerplate.
fn own_text(record: &Record, text: &str) -> String {
    let slices = Slices::new(text);
    let own = record
        .sections
        .iter()
        .filter(|s| !matches!(s.kind, SectionKind::Related | SectionKind::Boilerplate));
    own.filter_map(|s| slices.get(s.start, s.end))
        .collect::<Vec<_>>()
        .join("\n")
}
