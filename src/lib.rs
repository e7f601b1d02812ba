//! newsx extracts what news articles claim: dated events, actors, figures and quotes, each grounded in the text.
//!
//! [`extract()`] reads an English article and returns a [`Record`]: its facts as typed values that point into the text. The same
//! record is what the command `newsx extract -f json` writes; [`schema`] returns its JSON Schema.
//!
//! ```
//! let mut options = newsx::Options::default();
//! options.published = newsx::Date::parse_iso("2025-07-21");
//! let text = "Rebels attacked the port of Kesh on Saturday, killing nine people, the army said.";
//! let record = newsx::extract(text, &options)?;
//!
//! let event = &record.events[0];
//! assert_eq!((event.trigger.text.as_str(), event.participants[0].text.as_str()), ("attacked", "Rebels"));
//! assert_eq!(event.date.as_ref().map(|date| date.start.as_str()), Some("2025-07-19"));
//! # Ok::<(), newsx::Error>(())
//! ```
//!
//! | for | use |
//! |---|---|
//! | a text, a page of HTML | [`extract()`], [`extract_page`] |
//! | JSON Lines, tables, archives, compressed or not: a record for each article | [`extract_all`] |
//! | flat rows, one for each event, figure and quote | [`claims`] |
//! | what many articles tell together | [`ledger`] |
//!
//! Offsets in a record are Unicode code points, `[start, end)`. Nothing depends on the clock: without a publication date
//! relative times stay unresolved. The same text and options give the same record.
//!
//! The stages are private modules; [`record`], [`claims`] and [`ledger`] hold the types of what comes out:
//!
//! ```text
//! bytes ─source→ Source ─parse::article→ Article ─language::annotate→ Document
//!       ─extract::facts→ Facts ─link::link→ Report ─emit→ JSON, Markdown, …
//! records ─ledger::Merger→ Ledger
//! ```

#![forbid(unsafe_code)]
// Dead code is looked for with every feature on: much is there for the command line or for the trainer alone.
#![cfg_attr(not(all(feature = "cli", feature = "train")), allow(dead_code, unused_imports))]

mod api;
#[cfg(feature = "cli")]
mod cli;
mod corpus;
mod emit;
mod extract;
#[doc(hidden)]
pub mod internals;
mod language;
pub mod ledger;
mod lexicon;
mod link;
mod model;
mod parse;
mod pipeline;
mod source;
#[cfg(feature = "train")]
mod train;

pub use api::{Options, claims, extract, extract_all, extract_page};
pub use emit::record::{self, Record};
pub use emit::schema;
pub use model::date::Date;
pub use model::error::{Error, Result};
pub use source::Kind as InputKind;
