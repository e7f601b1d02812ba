//! The claims as comma- or tab-separated values.
//!
//! Fields are quoted where needed, line breaks inside them too. An unknown is an empty field. NUL, at which many readers
//! of tables stop, is left out.

use super::claims::{self, Claim};
use super::record::Record;

/// The header line.
pub(super) fn header(delimiter: u8) -> Vec<u8> {
    write(delimiter, |writer| writer.write_record(Claim::COLUMNS))
}

/// One line per claim.
pub(super) fn rows(record: &Record, delimiter: u8) -> Vec<u8> {
    write(delimiter, |writer| {
        claims::of(record).iter().try_for_each(|claim| writer.serialize(claim))
    })
}

fn write(delimiter: u8, fill: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_writer(Vec::new());
    fill(&mut writer).expect("claims are flat and written to memory");
    let mut table = writer.into_inner().expect("written to memory");
    table.retain(|byte| *byte != 0);
    table
}
