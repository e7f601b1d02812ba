//! [`Ledger`](super::types::Ledger) → text for people and tables: one file per format.

mod html;
mod markdown;
mod table;
mod words;

pub use html::html;
pub use markdown::markdown;
pub use table::{csv, parquet};
