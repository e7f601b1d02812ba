//! [`Ledger`](super::types::Ledger) → text for people and tables: one file per format.

mod csv;
mod html;
mod markdown;
mod words;

pub use csv::csv;
pub use html::html;
pub use markdown::markdown;
