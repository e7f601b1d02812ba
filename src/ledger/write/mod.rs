//! [`Ledger`](super::types::Ledger) → text for people and tables: one file per format.

mod html;
mod markdown;
mod table;
mod words;

pub(crate) use html::html;
pub(crate) use markdown::markdown;
pub(crate) use table::{csv, parquet};
pub(crate) use words::count;
