//! records → [`Ledger`]: the facts of many articles, merged.
//!
//! A [`Merger`] takes records and ledgers in any order and keeps a digest of each article (`digest`). At the end it
//! finds, in this order: copies (`copies`), articles about the same matter (`neighbours`), actors that are one
//! (`actors`), tellings of one happening (`look`, `evidence`, `events`, `linkage`), stories (`stories`), series of
//! figures (`series`), repeated quotes (`quotes`), and contradictions (`conflicts`). `decisions` calls them, `entries`
//! makes entries of what they found, `merged` puts these in order. Digests are packed, and entries are made when they
//! are written, so that 10,000 articles take 400 MB.
//!
//! Decisions depend on pairs with a common key and on fixed lists, never on frequencies in the collection: the same
//! articles in any order, and in ledgers merged before, give the same bytes. No step is worse than linear in the
//! articles, up to sorting, since no article has more than a fixed number of neighbours.
//!
//! ```
//! use newsx::{Options, extract, ledger::Merger};
//!
//! let mut merger = Merger::new();
//! for (id, text) in [
//!     ("a", "A bomb killed nine people in Kesh on Saturday, police said."),
//!     ("b", "Saturday's bombing in Kesh killed nine people, the army said."),
//! ] {
//!     let mut options = Options::default();
//!     options.id = id.to_owned();
//!     options.published = newsx::Date::parse_iso("2025-07-21");
//!     merger.record(&extract(text, &options)?);
//! }
//! let ledger = merger.finish();
//! assert_eq!(ledger.documents.len(), 2);
//! # Ok::<(), newsx::Error>(())
//! ```
//!
//! The stage stands above `emit`: it reads the types that records are written in.

mod actors;
mod amounts;
mod as_of;
mod bare;
mod blocks;
mod conflicts;
mod copies;
mod days;
mod decisions;
mod digest;
mod entries;
mod events;
mod evidence;
mod explain;
mod groups;
mod happening;
mod linkage;
mod lists;
mod look;
mod measure;
mod merged;
mod names;
mod neighbours;
mod numbers;
mod packed;
mod parts;
mod points;
mod quotes;
pub(crate) mod select;
mod series;
mod stories;
mod surroundings;
mod told;
pub(crate) mod types;
mod words;
pub(crate) mod write;

pub use merged::Merged;
pub use types::{
    Article, Conflict, ConflictKind, Days, Entity, Happening, Ledger, Link, Member, Notice, Part, Place, Point,
    Quotation, Relation, Saying, Series, Side, Story, Telling, Trigger, Turn, schema,
};

use digest::Digest;

use crate::emit::record::{Record, SCHEMA_VERSION};

/// Takes records and ledgers, and makes one ledger of them.
#[derive(Debug, Default)]
pub struct Merger {
    digests: Vec<Digest>,
    notices: Vec<Notice>,
}

impl Merger {
    /// A merger without articles.
    pub fn new() -> Merger {
        Merger::default()
    }

    /// Takes a record. One of another schema version, or of an article that could not be read, gives a notice.
    pub fn record(&mut self, record: &Record) {
        let id = &record.document.id;
        if record.schema_version != SCHEMA_VERSION {
            let version = &record.schema_version;
            self.notice(
                id,
                "record.version",
                format!("schema version {version} is not read; extract the article again"),
            );
        } else if let Some(error) = &record.error {
            self.notice(
                id,
                "record.error",
                format!("the article could not be read: {} ({})", error.message, error.code),
            );
        } else {
            self.digests.push(Digest::of(record));
        }
    }

    /// Takes the articles of a ledger.
    pub fn ledger(&mut self, ledger: Ledger) {
        self.notices.extend(ledger.warnings.iter().cloned());
        self.digests.extend(Digest::of_ledger(ledger));
    }

    /// Tells the reader of the ledger something about an input.
    pub(crate) fn notice(&mut self, document: &str, code: &str, message: String) {
        self.notices.push(Notice {
            document: document.to_owned(),
            code: code.to_owned(),
            message,
        });
    }

    /// The number of articles.
    pub fn len(&self) -> usize {
        self.digests.len()
    }

    /// True without articles.
    pub fn is_empty(&self) -> bool {
        self.digests.is_empty()
    }

    /// Makes the ledger.
    pub fn finish(self) -> Ledger {
        self.merge().ledger()
    }

    /// Makes all decisions, from which a ledger of any size can be written.
    pub fn merge(mut self) -> Merged {
        self.sort();
        self.notices.sort();
        self.notices.dedup();
        Merged::new(self.digests, self.notices)
    }

    /// Writes the evidence for and against joining tellings, for every pair with a sum of `least` or more.
    ///
    /// # Errors
    /// Any error of writing.
    pub(crate) fn explain(mut self, least: f32, out: &mut impl std::io::Write) -> std::io::Result<()> {
        self.sort();
        explain::explain(&self.digests, least, out)
    }

    /// Puts the articles in order of publication and keeps one of each id.
    fn sort(&mut self) {
        // The order of articles with one id must not depend on the order of input.
        self.digests.sort_by(|a, b| {
            let facts = |d: &Digest| (d.events.len(), d.points.len());
            (&a.article.id, &a.article.fingerprint, facts(a))
                .cmp(&(&b.article.id, &b.article.fingerprint, facts(b)))
                .then_with(|| a.bytes().cmp(&b.bytes()))
                .then_with(|| format!("{:?}", a.article).cmp(&format!("{:?}", b.article)))
        });
        let mut repeated = Vec::new();
        self.digests.dedup_by(|later, first| {
            let same = later.article.id == first.article.id;
            if same && later != first {
                repeated.push(first.article.id.clone());
            }
            same
        });
        for id in repeated {
            let message = "several different records have this id; one of them is used".to_owned();
            self.notice(&id, "record.repeated", message);
        }
        self.digests.sort_by(|a, b| {
            let (one, other) = (&a.article, &b.article);
            (one.published.is_none(), &one.published, &one.id).cmp(&(
                other.published.is_none(),
                &other.published,
                &other.id,
            ))
        });
    }
}
