//! Meanings of the words in records: classes, statuses, bases of dates, units.

use crate::lexicon::{rows, unit};

const TERMS: &str = include_str!("terms.tsv");

/// The meaning of a word, or of a list of words (`classes`, `statuses`, `bases`, `units`).
pub(crate) fn explain(name: &str) -> Option<String> {
    if name == "units" {
        return Some(unit::codes().into_iter().filter_map(unit).collect());
    }
    let line = |row: &Vec<&str>| format!("{}\n    {}\n", row[1], row.get(2).unwrap_or(&""));
    let all: Vec<Vec<&str>> = rows(TERMS).collect();
    let list: String = all.iter().filter(|row| row[0] == name).map(line).collect();
    if !list.is_empty() {
        return Some(list);
    }
    let word = all.iter().find(|row| row.get(1) == Some(&name)).map(line);
    word.or_else(|| unit(name))
}

/// The name of a UCUM or ISO 4217 code.
fn unit(code: &str) -> Option<String> {
    let (one, many) = (unit::name(code, true)?, unit::name(code, false)?);
    let names = if one == many { one } else { format!("{one}, {many}") };
    Some(format!("{code}\n    A unit of figures: {names}.\n"))
}
