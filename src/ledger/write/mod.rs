//! [`Ledger`] → text for people and tables: one file per format.

mod csv;
mod markdown;
mod words;

pub use csv::csv;
pub use markdown::markdown;
