//! The claims as comma- or tab-separated values.
//!
//! Fields are quoted where needed, line breaks inside them too. An unknown is an empty field. Control characters are
//! left out, and what a spreadsheet would run as a formula is marked as text ([`clean::for_cell`]).

use serde_json::Value;

use super::View;
use super::claims::{self, Claim};
use super::clean;
use super::record::Record;

/// The header line.
pub(super) fn header(delimiter: u8) -> Vec<u8> {
    write(delimiter, |writer| writer.write_record(Claim::COLUMNS))
}

/// One line per claim.
pub(super) fn rows(record: &Record, view: &View, delimiter: u8) -> Vec<u8> {
    write(delimiter, |writer| {
        claims::of(record, view)
            .iter()
            .try_for_each(|claim| writer.write_record(cells(claim)))
    })
}

/// The cells of a row, in the order of the columns.
fn cells(claim: &Claim) -> impl Iterator<Item = String> {
    let row = serde_json::to_value(claim).expect("claims have string keys");
    Claim::COLUMNS.into_iter().map(move |column| match &row[column] {
        Value::Null => String::new(),
        Value::String(text) => clean::for_cell(text).into_owned(),
        number => number.to_string(),
    })
}

fn write(delimiter: u8, fill: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    fill(&mut writer).expect("claims are flat and written to memory");
    writer.into_inner().expect("written to memory")
}
