//! Countries: their names, demonyms, capitals and seats of power, by ISO 3166-1 alpha-2 code.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::rows;

/// Kind of a word that points to a country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Its name.
    Name,
    /// Its adjective or the name of its people.
    Demonym,
    /// Its capital.
    Capital,
    /// A building that stands for its government.
    Seat,
    /// A region or city in it.
    Region,
}

/// A country as a word points to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// Kind of the word.
    pub form: Form,
}

/// The columns of the list after the code, weakest last: a word keeps what it was first entered as.
const COLUMNS: [(usize, Form); 5] = [
    (1, Form::Name),
    (3, Form::Capital),
    (4, Form::Seat),
    (2, Form::Demonym),
    (5, Form::Region),
];

static COUNTRIES: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let list: Vec<Vec<&'static str>> = rows(include_str!("countries.tsv")).collect();
    let mut countries = HashMap::default();
    for (column, form) in COLUMNS {
        for row in &list {
            let entries = row.get(column).into_iter().flat_map(|cell| cell.split(';'));
            for entry in entries.filter(|e| !e.is_empty()) {
                let country = Country { code: row[0], form };
                countries.entry(entry.to_lowercase()).or_insert(country);
            }
        }
    }
    countries
});

/// The country that a name, demonym, capital, seat or region points to, in any case, with or without "the".
pub fn lookup(written: &str) -> Option<Country> {
    let lower = written.to_lowercase().replace('’', "'");
    let word = lower.strip_prefix("the ").unwrap_or(&lower);
    COUNTRIES.get(word).copied().or_else(|| {
        let singular = COUNTRIES.get(word.strip_suffix('s')?)?;
        (singular.form == Form::Demonym).then_some(*singular)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_points_to_its_country() {
        let points = |word: &str| lookup(word).map(|c| (c.code, c.form));
        assert_eq!(points("the United States"), Some(("US", Form::Name)));
        assert_eq!(points("U.S."), Some(("US", Form::Name)));
        assert_eq!(points("Russians"), Some(("RU", Form::Demonym)));
        assert_eq!(points("Kyiv"), Some(("UA", Form::Capital)));
        assert_eq!(points("Kremlin"), Some(("RU", Form::Seat)));
        assert_eq!(points("Bavaria"), Some(("DE", Form::Region)));
        assert_eq!(points("Danes"), Some(("DK", Form::Demonym)));
        assert_eq!(points("Atlantis"), None);
    }
}
