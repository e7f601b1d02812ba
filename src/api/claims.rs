//! Claims: the facts of records as flat rows, one for each event, figure and quote, for tables and databases.
//!
//! Participants have three columns: as written (`who`, "He"), by id (`who_id`) and by name (`who_name`). Several values in
//! one field are separated by `; `, sources of an attribution by ` < `, outermost first. Rows are in order of date, undated
//! ones after them in order of text.
//!
//! ```
//! let text = "Rebels attacked the port of Kesh, killing nine people, the army said.";
//! let record = newsx::extract(text, &newsx::Options::default())?;
//! let rows = newsx::claims::of(&record, false);
//! assert_eq!((rows[0].who.as_deref(), rows[0].trigger), (Some("Rebels"), Some("attacked")));
//! # Ok::<(), newsx::Error>(())
//! ```

use std::io::{self, Write};

pub use crate::emit::claims::{Claim, schema};

use crate::emit::parquet::Writer;
use crate::emit::{Record, View};

/// The claims of a record; those of other stories (teasers, captions) only if `related`.
pub fn of(record: &Record, related: bool) -> Vec<Claim<'_>> {
    crate::emit::claims::of(record, &View { related, number: 0 })
}

/// Writes the claims of records as a Parquet file with typed columns.
///
/// # Errors
/// What writing gives.
pub fn parquet<'r>(records: impl IntoIterator<Item = &'r Record>, out: impl Write) -> io::Result<()> {
    let mut writer = Writer::claims(out)?;
    for record in records {
        writer.lines(&crate::emit::claims::lines(record, &View::default()))?;
    }
    writer.finish()?.flush()
}
