//! The vocabulary that every stage shares: positions, ids, dates, time values, tag sets, facts and errors.
//!
//! It uses nothing else of the crate.

#[macro_use]
mod words;

pub mod date;
pub mod error;
pub mod facts;
pub mod ids;
pub mod span;
pub mod tags;
pub mod timex;
pub mod unit;
