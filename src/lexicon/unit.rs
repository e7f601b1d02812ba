//! Units of measure and currencies, from `units.tsv` and `currencies.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Deserialize;

use super::list::load;
use crate::model::unit::{Currency, Unit};

/// A unit with the factor of a name or symbol of it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Named {
    /// The unit.
    pub(crate) unit: Unit,
    /// Factor of the unit: 0.01 for a cent, 10 for a decade.
    pub(crate) factor: f64,
    /// True for a symbol that must stand right behind the number, without blank.
    glued: bool,
}

impl Named {
    /// The currency, if it is one.
    pub(crate) fn currency(&self) -> Option<Currency> {
        match self.unit {
            Unit::Money { currency, .. } => Some(currency),
            _ => None,
        }
    }

    /// Returns true for a unit of time.
    pub(crate) fn is_duration(&self) -> bool {
        matches!(self.unit, Unit::Duration(_))
    }
}

/// A currency of a family, with the countries that use it.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// ISO 4217 code.
    pub(crate) code: &'static str,
    /// ISO 3166-1 alpha-2.
    pub(crate) countries: Vec<&'static str>,
}

#[derive(Default)]
struct Lists {
    /// Code and name of each prefix.
    prefixes: Vec<(&'static str, &'static str)>,
    words: HashMap<Cow<'static, str>, Named>,
    symbols: HashMap<&'static str, Named>,
    families: HashMap<&'static str, Vec<Member>>,
    /// Singular and plural names of each code, as written behind a number.
    names: HashMap<Cow<'static, str>, (String, String)>,
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

    /// Stores the name of a code: its first words, or its first symbol where it has no words.
    fn name(&mut self, code: &'static str, words: &'static str, symbols: &'static str, of_money: bool) {
        let show = |word: &str| if of_money { capitalised(word) } else { word.to_owned() };
        let names = if words == "-" { symbols } else { words };
        let mut names = names.split(',');
        let one = names.next().unwrap_or_default();
        let several = names
            .next()
            .filter(|name| words != "-" && name.get(..1) == one.get(..1));
        let base = |name: &'static str| name.strip_suffix(['*', '?']).unwrap_or(name);
        let pair = (show(base(one)), show(base(several.unwrap_or(one))));
        if one.ends_with('*') {
            for (prefix, name) in self.prefixes.clone() {
                let names = ([name, &*pair.0].concat(), [name, &*pair.1].concat());
                self.names.entry(Cow::Owned([prefix, code].concat())).or_insert(names);
            }
        }
        self.names.entry(Cow::Borrowed(code)).or_insert(pair);
    }

    fn unit(&mut self, row: &UnitRow) {
        let unit = match row.kind {
            UnitKind::Prefix => {
                self.prefixes.push((row.code, row.factor));
                return;
            }
            UnitKind::Measure => Unit::Measure(Cow::Borrowed(row.code)),
            UnitKind::Duration => Unit::Duration(row.code),
            UnitKind::Percent => Unit::Percent(row.code),
            UnitKind::Point => Unit::Point,
        };
        let unit = Named::new(unit, number("units.tsv", row.code, row.factor));
        self.add(&unit, row.words, row.symbols);
        if unit.factor == 1.0 {
            self.name(row.code, row.written.unwrap_or(row.words), row.symbols, false);
        }
    }

    fn currency(&mut self, row: &CurrencyRow) {
        let open = row.code.strip_prefix('?');
        let currency = open.map_or(Currency::Known(row.code), Currency::Open);
        let money = Named::new(Unit::money(currency), number("currencies.tsv", row.code, row.factor));
        self.add(&money, row.words, row.symbols);
        if money.factor == 1.0 {
            self.name(row.code, row.words, row.symbols, true);
        }
        if let Some(family) = row.family.filter(|_| open.is_none() && money.factor == 1.0) {
            self.families.entry(family).or_default().push(Member {
                code: row.code,
                countries: row.countries.split(' ').collect(),
            });
        }
    }
}

impl Named {
    fn new(unit: Unit, factor: f64) -> Named {
        Named {
            unit,
            factor,
            glued: false,
        }
    }
}

/// A line of `units.tsv`.
#[derive(Deserialize)]
struct UnitRow {
    code: &'static str,
    kind: UnitKind,
    /// The name of a prefix; else the factor of the unit in terms of the code.
    factor: &'static str,
    #[serde(default)]
    words: &'static str,
    #[serde(default)]
    symbols: &'static str,
    /// Its name behind a number, where that is not its first words.
    #[serde(default)]
    written: Option<&'static str>,
}

/// Kind of a line of `units.tsv`.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum UnitKind {
    Measure,
    Duration,
    Percent,
    Point,
    Prefix,
}

/// A line of `currencies.tsv`.
#[derive(Deserialize)]
struct CurrencyRow {
    code: &'static str,
    family: Option<&'static str>,
    countries: &'static str,
    factor: &'static str,
    words: &'static str,
    symbols: &'static str,
}

/// Parses a factor; an invalid number stops the program as in the loader.
fn number(list: &str, code: &str, written: &str) -> f64 {
    let number = written.parse();
    number.unwrap_or_else(|e| panic!("src/lexicon/{list}: {code}: {written}: {e}"))
}

/// A measure with a prefix: "kilo" and "metres". Its code lives as long as the program.
fn prefixed(prefix: &str, named: &Named) -> Named {
    let unit = match &named.unit {
        Unit::Measure(code) => Unit::Measure(Cow::Borrowed([prefix, code].concat().leak())),
        unit => unit.clone(),
    };
    Named { unit, ..named.clone() }
}

/// The name of money: "us dollars" → "US dollars", "euros" → "euros".
fn capitalised(name: &str) -> String {
    let (country, last) = name.rsplit_once(' ').unwrap_or(("", name));
    let word = |word: &str| match word {
        "us" | "uk" => word.to_uppercase(),
        "and" => word.to_owned(),
        _ => word[..1].to_uppercase() + &word[1..],
    };
    let words: Vec<String> = country.split_whitespace().map(word).chain([last.to_owned()]).collect();
    words.join(" ")
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for row in load("units.tsv", include_str!("units.tsv")) {
        lists.unit(&row);
    }
    for row in load("currencies.tsv", include_str!("currencies.tsv")) {
        lists.currency(&row);
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
pub(crate) fn word(lower: &str) -> Option<Named> {
    LISTS.words.get(lower).cloned()
}

/// The unit that a symbol stands for, in its exact case. `glued`: no blank between it and the number.
pub(crate) fn symbol(text: &str, glued: bool) -> Option<Named> {
    LISTS.symbols.get(text).filter(|unit| glued || !unit.glued).cloned()
}

/// Number of units `to` in one unit `from`, for UCUM codes of one dimension.
pub(crate) fn ratio(from: &str, to: &str) -> Option<f64> {
    let (from, to) = (SIZES.get(from)?, SIZES.get(to)?);
    (from.0 == to.0).then(|| from.1 / to.1)
}

/// The codes of all units, in order.
#[cfg(any(test, feature = "cli"))]
pub(crate) fn codes() -> Vec<&'static str> {
    let mut codes: Vec<&str> = LISTS.names.keys().map(|code| &**code).collect();
    codes.sort_unstable();
    codes
}

/// The name of a code as written behind a number: "miles", "percentage points", "US dollars a barrel".
pub(crate) fn name(code: &str, one: bool) -> Option<String> {
    let find = |code: &str| LISTS.names.get(code);
    let pick = |names: &(String, String), one| if one { names.0.clone() } else { names.1.clone() };
    if let Some(names) = find(code) {
        return Some(pick(names, one));
    }
    // So much of one thing for one of another: "USD/[bbl_us]".
    let (upper, lower) = code.rsplit_once('/')?;
    let lower = pick(find(lower)?, true);
    let article = if lower.starts_with(['a', 'e', 'i', 'o', 'u']) || lower == "hour" {
        "an"
    } else {
        "a"
    };
    match upper {
        "" => Some(format!("{article} {lower}")),
        upper => Some(format!("{} {article} {lower}", pick(find(upper)?, one))),
    }
}

/// The members of a family of currencies ("dollar"), the usual one first.
pub(crate) fn family(name: &str) -> &'static [Member] {
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
    }

    #[test]
    fn codes_have_names() {
        for (code, one, name) in [
            ("[mi_i]", false, "miles"),
            ("[mi_i]", true, "mile"),
            ("[ft_i]", false, "feet"),
            ("km", false, "km"),
            ("kg", false, "kg"),
            ("m", false, "metres"),
            ("MW", false, "megawatts"),
            ("GW.h", false, "gigawatt hours"),
            ("a", false, "years"),
            ("min", true, "minute"),
            ("%", false, "percent"),
            ("[pct_pt]", false, "percentage points"),
            ("USD", false, "US dollars"),
            ("GBP", false, "British pounds"),
            ("JPY", false, "yen"),
            ("EUR", true, "euro"),
            ("USD/[bbl_us]", false, "US dollars a barrel"),
            ("L/h", false, "litres an hour"),
            ("/d", false, "a day"),
            ("[mi_i]/h", false, "mph"),
            ("Cel", false, "°C"),
        ] {
            assert_eq!(super::name(code, one).as_deref(), Some(name), "{code}");
        }
        assert_eq!(super::name("?", false), None);
    }

    #[test]
    fn every_family_has_members() {
        let families = LISTS.words.values().filter_map(|named| named.unit.open_family());
        assert!(families.into_iter().all(|name| !family(name).is_empty()));
    }
}
