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
//! Offsets in a record are Unicode code points, `[start, end)`. Nothing depends on the clock: without a publication date
//! relative times stay unresolved. The same text and options give the same record.
//!
//! The stages are modules of their own, hidden here: they may change in any version.
//!
//! ```text
//! bytes ─source→ Source ─parse::article→ Article ─language::annotate→ Document
//!       ─extract::facts→ Facts ─link::link→ Report ─emit→ JSON, Markdown, …
//! records ─ledger::Merger→ Ledger
//! ```

// The command line names the library as its users do.
#[cfg(feature = "cli")]
extern crate self as newsx;

mod api;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod corpus;
#[doc(hidden)]
pub mod emit;
#[doc(hidden)]
pub mod extract;
#[doc(hidden)]
pub mod language;
#[doc(hidden)]
pub mod ledger;
mod lexicon;
#[doc(hidden)]
pub mod link;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod parse;
mod pipeline;
#[doc(hidden)]
pub mod source;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod train;

pub use api::{Options, extract};
#[doc(inline)]
pub use emit::record::{self, Record};
pub use emit::schema;
pub use model::date::Date;
pub use model::error::{Error, Result};
#[doc(hidden)]
pub use pipeline::{Observer, Stage, analyse, analyse_with};
