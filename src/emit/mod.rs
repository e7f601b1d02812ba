//! [`Report`](crate::link::Report) → bytes: one file per format. The JSON Schema comes from the types in [`record`].

pub mod record;

pub use record::Record;
