//! Countries: their names, demonyms, capitals and seats of power, by ISO 3166-1 alpha-2 code.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

use super::list::load;

/// Kind of a word that points to a country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
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
pub(crate) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(crate) code: &'static str,
    /// Kind of the word.
    pub(crate) form: Form,
}

/// A line of the list.
#[derive(Deserialize)]
struct Row {
    code: &'static str,
    names: Names,
    #[serde(default)]
    demonyms: Names,
    #[serde(default)]
    capitals: Names,
    #[serde(default)]
    seats: Names,
    #[serde(default)]
    regions: Names,
}

/// Names in one column, separated by semicolons.
#[derive(Clone, Default)]
struct Names(Vec<&'static str>);

impl Deserialize<'static> for Names {
    fn deserialize<D: Deserializer<'static>>(column: D) -> Result<Names, D::Error> {
        let names = <&'static str>::deserialize(column)?.split(';');
        Ok(Names(names.filter(|name| !name.is_empty()).collect()))
    }
}

/// The names of one form in a row.
type Column = fn(&Row) -> &Names;

static COUNTRIES: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let list: Vec<Row> = load("countries.tsv", include_str!("countries.tsv")).collect();
    // Weakest last: a word keeps what it was first entered as.
    let columns: [(Form, Column); 5] = [
        (Form::Name, |row| &row.names),
        (Form::Capital, |row| &row.capitals),
        (Form::Seat, |row| &row.seats),
        (Form::Demonym, |row| &row.demonyms),
        (Form::Region, |row| &row.regions),
    ];
    let mut countries = HashMap::default();
    for (form, names) in columns {
        for row in &list {
            for name in &names(row).0 {
                let country = Country { code: row.code, form };
                countries.entry(name.to_lowercase()).or_insert(country);
            }
        }
    }
    countries
});

/// The country that a name, demonym, capital, seat or region points to, in any case, with or without "the".
pub(crate) fn lookup(written: &str) -> Option<Country> {
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
