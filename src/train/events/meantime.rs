//! Triggers and dates: MEANTIME, Wikinews articles whose first sentences (up to `annotated_until`) are annotated whole.
//!
//! **Triggers.** Asked are the mentions of class OTHER or MIX; speech and cognition, and what is merely grammatical
//! (aspect, copulas, light verbs), have classes of their own. Each place counts once, however many instances it mentions.
//! MEANTIME marks no states, so a second figure leaves them out by a rule that does not know what newsx finds: adjectives,
//! pronouns ("this", "which": they repeat an event without a word for it), stative verbs, and nouns for a condition or
//! quality rather than something that happens. A mention is found if the trigger of any telling of any event overlaps it.
//!
//! **Dates.** Asked are the instances (an instance has one or several mentions) that have a date, or both a begin and an
//! end, and of which an asked mention was found. An instance is right if the days of one of the found tellings are those
//! of the gold date. `2007-10-XX` means a day of October 2007 that is not told: the whole month is right, and so is a
//! day or a span in it; days that are less exact than the gold date are not.
//!
//! Many of these dates are no words of the text, but the day of the article, or were known from other articles. As newsx
//! dates an event by what the text says, and leaves it open otherwise, the figure is also given for the instances whose
//! date one of the time expressions tells that newsx read in the annotated text below the dateline.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use serde::Deserialize;

use super::{Telling, percent, read, tellings};
use crate::corpus;
use crate::language::{Document, Upos};
use crate::lexicon::list::{Words, load};
use crate::link::Report;
use crate::model::date::{Date, DateRange};
use crate::model::span::CharIndex;

/// Verbs and nouns that tell no event, by their kind and lemma.
static STATES: LazyLock<BTreeSet<(&str, &str)>> = LazyLock::new(|| {
    let rows = load::<(&str, Words)>("states.tsv", include_str!("states.tsv"));
    rows.flat_map(|(kind, words)| words.into_iter().map(move |word| (kind, word)))
        .collect()
});

/// Returns whether a lemma is a stative verb.
fn is_stative(lemma: &str) -> bool {
    STATES.contains(&("verb", lemma))
}

/// Returns whether a word is a noun for a condition, a quality, a duty or a thought.
fn is_condition(word: &str) -> bool {
    STATES.contains(&("noun", word))
}

#[derive(Deserialize)]
struct Text {
    id: String,
    dct: String,
    text: String,
    /// Code points up to which the text is annotated; the whole text where absent.
    annotated_until: Option<u32>,
    events: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    start: u32,
    end: u32,
    text: String,
    /// VERB, NOUN or OTHER; often empty.
    pos: Option<String>,
    /// OTHER, SPEECH_COGNITIVE, GRAMMATICAL or MIX.
    class: Option<String>,
    /// Instance that several mentions share.
    instance: Option<String>,
    date: Option<String>,
    date_begin: Option<String>,
    date_end: Option<String>,
}

impl Mention {
    fn is_asked(&self, until: u32) -> bool {
        self.start < until && matches!(self.class.as_deref(), Some("OTHER" | "MIX"))
    }

    /// Returns whether the mention tells what is so, or has no word of its own.
    fn is_state(&self, text: &str, doc: &Document) -> bool {
        let from = text.char_indices().nth(self.start as usize);
        let Some(first) = from.and_then(|(byte, _)| doc.token_at(byte as u32)) else {
            return false;
        };
        let last_word = self.text.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let lemma = doc.lemma(first);
        let unmarked = self.pos.as_deref().unwrap_or_default().is_empty();
        self.pos.as_deref() == Some("OTHER")
            || matches!(doc.token(first).upos, Upos::Pron | Upos::Det) && !self.text.contains(' ')
            || unmarked && doc.token(first).upos == Upos::Adj && !self.text.contains(' ')
            || self.pos.as_deref() != Some("NOUN") && is_stative(lemma)
            || is_condition(lemma)
            || is_condition(&last_word)
    }

    /// The days of the instance, if its date or both its ends are known.
    fn days(&self) -> Option<Days> {
        if let Some(date) = &self.date {
            return Days::read(date);
        }
        let begin = Days::read(self.date_begin.as_deref()?)?;
        let end = Days::read(self.date_end.as_deref()?)?;
        Some(Days {
            first: begin.first,
            last: end.last,
            open: false,
        })
    }
}

/// The days of a gold date.
#[derive(Clone, Copy, Debug)]
struct Days {
    first: Date,
    last: Date,
    /// True if it is one day or month of these that is not told: "2007-10-XX".
    open: bool,
}

impl Days {
    /// `2008-02-XX` → a day in February 2008.
    fn read(value: &str) -> Option<Days> {
        let mut parts = value.split('-').map(|part| part.parse::<u32>().ok());
        let year = parts.next()?? as i32;
        let (month, day) = (parts.next().flatten(), parts.next().flatten());
        let (first, last) = match (month, day) {
            (Some(month), Some(day)) => (Date::new(year, month, day)?, Date::new(year, month, day)?),
            (Some(month), None) => (Date::new(year, month, 1)?, Date::last_of_month(year, month)?),
            _ => (Date::new(year, 1, 1)?, Date::new(year, 12, 31)?),
        };
        Some(Days {
            first,
            last,
            open: first != last,
        })
    }

    fn fits(&self, found: DateRange) -> bool {
        let within = self.first <= found.start && found.end <= self.last;
        within && (self.open || (found.start, found.end) == (self.first, self.last))
    }

    fn overlaps(&self, found: DateRange) -> bool {
        found.start <= self.last && self.first <= found.end
    }
}

/// A total and the part of it that was found.
#[derive(Clone, Copy, Default)]
struct Share {
    of: usize,
    are: usize,
}

impl Share {
    fn add(&mut self, is: bool) {
        self.of += 1;
        self.are += usize::from(is);
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{:.1} % ({}/{})", percent(self.are, self.of), self.are, self.of)
    }
}

#[derive(Default)]
struct Figures {
    mentions: Share,
    no_states: Share,
    dated: Share,
    told: Share,
    /// Number of the gold mentions that are any mention, of whatever class.
    annotated: Share,
    kinds: BTreeMap<&'static str, usize>,
}

/// Prints the recall of triggers and, of the dated instances found, how many have the right date. With `errors`, each
/// difference.
pub(in crate::train) fn meantime(path: &Path, errors: bool) -> Result<()> {
    let mut figures = Figures::default();
    let texts: Vec<Text> = read(path)?;
    for text in &texts {
        let (doc, report) = corpus::report(&text.text, Date::parse_iso(&text.dct));
        let found = tellings(&text.text, &report);
        let lines = figures.triggers(text, &doc, &found);
        let dates = figures.dates(text, &report, &found);
        for line in lines.iter().chain(&dates).filter(|_| errors) {
            println!("{line}");
        }
    }
    println!(
        "triggers: recall {} without states, {} with them",
        figures.no_states, figures.mentions
    );
    println!("  {} of the tellings are annotated", figures.annotated);
    println!(
        "dated instances found: {} have the right date, {} where a time expression tells it",
        figures.dated, figures.told
    );
    println!("  wrong: {:?}", figures.kinds);
    Ok(())
}

impl Figures {
    fn triggers(&mut self, text: &Text, doc: &Document, tellings: &[Telling]) -> Vec<String> {
        let until = text.annotated_until.unwrap_or(u32::MAX);
        for telling in tellings.iter().filter(|t| t.start < until) {
            self.annotated
                .add(text.events.iter().any(|m| telling.overlaps(m.start, m.end)));
        }
        let mut seen = BTreeSet::new();
        let mut missed = Vec::new();
        for mention in text.events.iter().filter(|m| m.is_asked(until)) {
            if !seen.insert((mention.start, mention.end)) {
                continue;
            }
            let found = tellings.iter().any(|t| t.overlaps(mention.start, mention.end));
            let state = mention.is_state(&text.text, doc);
            self.mentions.add(found);
            if !state {
                self.no_states.add(found);
            }
            if !found {
                let kind = if state { "missed state" } else { "missed" };
                missed.push(format!("{kind}\t{}\t{}\t{}", text.id, mention.text, mention.start));
            }
        }
        missed
    }

    fn dates(&mut self, text: &Text, report: &Report, tellings: &[Telling]) -> Vec<String> {
        let until = text.annotated_until.unwrap_or(u32::MAX);
        let told = times_told(text, report, until);
        let mut instances: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
        for mention in text.events.iter().filter(|m| m.is_asked(until)) {
            if let Some(name) = &mention.instance {
                instances.entry(name).or_default().push(mention);
            }
        }
        let mut wrong = Vec::new();
        for mentions in instances.values() {
            let Some(expected) = mentions.iter().find_map(|m| m.days()) else {
                continue;
            };
            let of_it = |t: &&Telling| mentions.iter().any(|m| t.overlaps(m.start, m.end));
            let found: Vec<Option<DateRange>> = tellings
                .iter()
                .filter(of_it)
                .map(|t| t.event.date.map(|d| d.days))
                .collect();
            if found.is_empty() {
                continue;
            }
            let right = found.iter().flatten().any(|days| expected.fits(*days));
            let is_told = told.iter().any(|days| expected.fits(*days));
            self.dated.add(right);
            if is_told {
                self.told.add(right);
            }
            if right {
                continue;
            }
            let kind = match (found.iter().flatten().next(), is_told) {
                (None, true) => "no date, but one is told",
                (None, false) => "no date, and none is told",
                (Some(days), _) if expected.overlaps(*days) => "overlapping date",
                (Some(_), true) => "other date, the right one is told",
                (Some(_), false) => "other date, the right one is not told",
            };
            *self.kinds.entry(kind).or_default() += 1;
            let days: Vec<String> = found
                .iter()
                .map(|d| d.map_or("none".to_owned(), |d| format!("{}–{}", d.start, d.end)))
                .collect();
            wrong.push(format!(
                "{kind}\t{}\t{}\t{}\t{}–{}\t{}",
                text.id,
                mentions[0].text,
                mentions[0].start,
                expected.first,
                expected.last,
                days.join(" ")
            ));
        }
        wrong
    }
}

/// The days that the time expressions of the annotated text tell, those of a line with nothing but the article's day
/// left out.
fn times_told(text: &Text, report: &Report, until: u32) -> Vec<DateRange> {
    let index = CharIndex::new(&text.text);
    let dateline = |start: usize, end: usize| {
        let before = text.text[..start].ends_with('\n');
        before && text.text[end..].starts_with('\n')
    };
    report
        .times
        .iter()
        .filter(|t| index.code_point(t.span.start) < until)
        .filter(|t| !dateline(t.span.range().start, t.span.range().end))
        .filter_map(|t| t.days)
        .collect()
}
