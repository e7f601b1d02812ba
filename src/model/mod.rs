//! The vocabulary that every stage shares: positions, ids, dates, time values, tag sets, facts and errors.
//!
//! It uses nothing else of the crate.

#[macro_use]
mod words;

pub(crate) mod date;
pub(crate) mod error;
pub(crate) mod facts;
pub(crate) mod ids;
pub(crate) mod span;
pub(crate) mod tags;
pub(crate) mod timex;
pub(crate) mod unit;
