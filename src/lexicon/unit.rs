//! Units of measure and currencies, from `units.tsv` and `currencies.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

use super::list::load;
use super::rows;
use crate::model::unit::{Currency, Unit};

/// A unit as a word or symbol names it.
#[derive(Clone, PartialEq, Debug)]
pub struct Named {
    /// The unit.
    pub unit: Unit,
    /// How many of the unit one of it is: 0.01 for a cent, 10 for a decade.
    pub factor: f64,
    /// As a symbol it must touch the number.
    glued: bool,
}

impl Named {
    /// The currency, for the name or sign of one.
    pub fn currency(&self) -> Option<Currency> {
        match self.unit {
            Unit::Money { currency, .. } => Some(currency),
            _ => None,
        }
    }

    /// True for a unit of time.
    pub fn is_duration(&self) -> bool {
        matches!(self.unit, Unit::Duration(_))
    }
}

/// A currency of a family, with the countries that use it.
#[derive(Clone, Debug)]
pub struct Member {
    /// ISO 4217 code.
    pub code: &'static str,
    /// ISO 3166-1 alpha-2.
    pub countries: Vec<&'static str>,
}

#[derive(Default)]
struct Lists {
    /// Code and name of each prefix.
    prefixes: Vec<(&'static str, &'static str)>,
    words: HashMap<Cow<'static, str>, Named>,
    symbols: HashMap<&'static str, Named>,
    families: HashMap<&'static str, Vec<Member>>,
}

impl Lists {
    fn add(&mut self, named: &Named, words: &'static str, symbols: &'static str) {
        for word in words.split(',').filter(|w| *w != "-") {
            let base = word.strip_suffix('*');
            self.words.insert(Cow::Borrowed(base.unwrap_or(word)), named.clone());
            for (code, name) in base.iter().flat_map(|_| &self.prefixes) {
                let word = [name, base.unwrap_or_default()].concat();
                self.words.insert(Cow::Owned(word), prefixed(code, named));
            }
        }
        for symbol in symbols.split(',').filter(|s| *s != "-") {
            let bare = symbol.strip_suffix('?');
            let glued = bare.is_some();
            let named = Named { glued, ..named.clone() };
            self.symbols.insert(bare.unwrap_or(symbol), named);
        }
    }

    fn unit(&mut self, row: &[&'static str]) -> Option<()> {
        let code = row[0];
        let unit = match *row.get(1)? {
            "prefix" => {
                self.prefixes.push((code, row.get(2)?));
                return Some(());
            }
            "measure" => Unit::Measure(Cow::Borrowed(code)),
            "duration" => Unit::Duration(code),
            "percent" => Unit::Percent(code),
            "point" => Unit::Point,
            _ => return None,
        };
        self.add(&named(unit, row.get(2)?)?, row.get(3)?, row.get(4)?);
        Some(())
    }

    fn currency(&mut self, row: &[&'static str]) -> Option<()> {
        let (code, family) = (row[0], *row.get(1)?);
        let open = code.strip_prefix('?');
        let currency = open.map_or(Currency::Known(code), Currency::Open);
        let money = named(Unit::money(currency), row.get(3)?)?;
        self.add(&money, row.get(4)?, row.get(5)?);
        if family != "-" && open.is_none() && money.factor == 1.0 {
            let countries = row[2].split(' ').collect();
            self.families
                .entry(family)
                .or_default()
                .push(Member { code, countries });
        }
        Some(())
    }
}

fn named(unit: Unit, factor: &str) -> Option<Named> {
    let factor = factor.parse().ok()?;
    Some(Named {
        unit,
        factor,
        glued: false,
    })
}

/// A measure with a prefix: "kilo" and "metres". Its code lives as long as the program.
fn prefixed(prefix: &str, named: &Named) -> Named {
    let unit = match &named.unit {
        Unit::Measure(code) => Unit::Measure(Cow::Borrowed([prefix, code].concat().leak())),
        unit => unit.clone(),
    };
    Named { unit, ..named.clone() }
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for row in rows(include_str!("units.tsv")) {
        let read = lists.unit(&row);
        debug_assert!(read.is_some(), "{row:?}");
    }
    for row in rows(include_str!("currencies.tsv")) {
        let read = lists.currency(&row);
        debug_assert!(read.is_some(), "{row:?}");
    }
    lists
});

/// Dimension and size of each unit that has one, by UCUM code.
static SIZES: LazyLock<HashMap<&str, (&str, f64)>> = LazyLock::new(|| {
    let sizes = load("unit_sizes.tsv", include_str!("unit_sizes.tsv"));
    sizes
        .map(|(code, dimension, size): (&str, &str, f64)| (code, (dimension, size)))
        .collect()
});

/// The unit that a lower-cased word or phrase names ("kilometres per hour", "australian dollars").
pub fn word(lower: &str) -> Option<Named> {
    LISTS.words.get(lower).cloned()
}

/// The unit that a symbol stands for, in its exact case. `glued`: no blank between it and the number.
pub fn symbol(text: &str, glued: bool) -> Option<Named> {
    LISTS.symbols.get(text).filter(|unit| glued || !unit.glued).cloned()
}

/// How many of the unit `to` one of the unit `from` is, for UCUM codes of one dimension.
pub fn ratio(from: &str, to: &str) -> Option<f64> {
    let (from, to) = (SIZES.get(from)?, SIZES.get(to)?);
    (from.0 == to.0).then(|| from.1 / to.1)
}

/// The members of a family of currencies ("dollar"), the usual one first.
pub fn family(name: &str) -> &'static [Member] {
    LISTS.families.get(name).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_symbols() {
        let code = |found: Option<Named>| found.map(|n| (n.unit.to_string(), n.factor));
        let one = |text: &str| Some((text.to_owned(), 1.0));
        assert_eq!(code(word("kilometres")), one("km"));
        assert_eq!(code(word("gigajoules")), one("GJ"));
        assert_eq!(code(word("kilowatt hours")), one("kW.h"));
        assert_eq!(code(word("decades")), Some(("a".to_owned(), 10.0)));
        assert_eq!(code(symbol("m", false)), one("m"));
        assert!(symbol("s", false).is_none() && symbol("s", true).is_some());
        assert_eq!(family("dollar")[0].code, "USD");
        assert_eq!(family("pound")[0].code, "GBP");
    }

    #[test]
    fn units_of_one_dimension_are_converted() {
        assert_eq!(ratio("a", "mo"), Some(12.0));
        assert_eq!(ratio("km", "m"), Some(1000.0));
        assert_eq!(ratio("km", "kg"), None);
        assert_eq!(SIZES.len(), rows(include_str!("unit_sizes.tsv")).count());
    }

    #[test]
    fn every_family_has_members() {
        let families = LISTS.words.values().filter_map(|named| named.unit.open_family());
        assert!(families.into_iter().all(|name| !family(name).is_empty()));
    }
}
