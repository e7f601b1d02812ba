//! Units of measure and currencies, from `units.tsv` and `currencies.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

use super::rows;

/// Kind of quantity that a unit measures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum UnitKind {
    Measure,
    Duration,
    Percent,
    /// Points of an index or a game.
    Point,
    Money,
}

/// A unit as a word or symbol names it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Unit {
    /// UCUM or ISO 4217 code; with `?` the family of currencies that the context chooses from.
    pub code: &'static str,
    /// Kind of quantity.
    pub kind: UnitKind,
    /// How many of the code's unit one of it is: 0.01 for a cent, 10 for a decade.
    pub factor: f64,
    /// As a symbol it must touch the number.
    glued: bool,
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
    words: HashMap<Cow<'static, str>, Unit>,
    symbols: HashMap<&'static str, Unit>,
    families: HashMap<&'static str, Vec<Member>>,
}

impl Lists {
    fn add(&mut self, unit: Unit, words: &'static str, symbols: &'static str) {
        for word in words.split(',').filter(|w| *w != "-") {
            let base = word.strip_suffix('*');
            self.words.insert(Cow::Borrowed(base.unwrap_or(word)), unit);
            for (code, name) in base.iter().flat_map(|_| &self.prefixes) {
                let code = code_of(code, unit.code);
                let word = [name, base.unwrap_or_default()].concat();
                self.words.insert(Cow::Owned(word), Unit { code, ..unit });
            }
        }
        for symbol in symbols.split(',').filter(|s| *s != "-") {
            let bare = symbol.strip_suffix('?');
            let glued = bare.is_some();
            self.symbols.insert(bare.unwrap_or(symbol), Unit { glued, ..unit });
        }
    }

    fn unit(&mut self, row: &[&'static str]) -> Option<()> {
        let kind = match *row.get(1)? {
            "prefix" => {
                self.prefixes.push((row[0], row.get(2)?));
                return Some(());
            }
            "measure" => UnitKind::Measure,
            "duration" => UnitKind::Duration,
            "percent" => UnitKind::Percent,
            "point" => UnitKind::Point,
            _ => return None,
        };
        let factor = row.get(2)?.parse().ok()?;
        let unit = Unit {
            code: row[0],
            kind,
            factor,
            glued: false,
        };
        self.add(unit, row.get(3)?, row.get(4)?);
        Some(())
    }

    fn currency(&mut self, row: &[&'static str]) -> Option<()> {
        let (code, family) = (row[0], *row.get(1)?);
        let factor = row.get(3)?.parse().ok()?;
        let unit = Unit {
            code,
            kind: UnitKind::Money,
            factor,
            glued: false,
        };
        self.add(unit, row.get(4)?, row.get(5)?);
        if family != "-" && !code.starts_with('?') && factor == 1.0 {
            let countries = row[2].split(' ').collect();
            self.families
                .entry(family)
                .or_default()
                .push(Member { code, countries });
        }
        Some(())
    }
}

/// A code with its prefix. There is one of each for as long as the program runs.
fn code_of(prefix: &str, code: &str) -> &'static str {
    [prefix, code].concat().leak()
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

/// The unit that a lower-cased word or phrase names ("kilometres per hour", "australian dollars").
pub fn word(lower: &str) -> Option<Unit> {
    LISTS.words.get(lower).copied()
}

/// The unit that a symbol stands for, in its exact case. `glued`: no blank between it and the number.
pub fn symbol(text: &str, glued: bool) -> Option<Unit> {
    LISTS.symbols.get(text).copied().filter(|unit| glued || !unit.glued)
}

/// The members of a family of currencies ("?dollar"), the usual one first.
pub fn family(code: &str) -> &'static [Member] {
    let members = code.strip_prefix('?').and_then(|name| LISTS.families.get(name));
    members.map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_symbols() {
        assert_eq!(word("kilometres").map(|u| u.code), Some("km"));
        assert_eq!(word("gigajoules").map(|u| u.code), Some("GJ"));
        assert_eq!(word("kilowatt hours").map(|u| u.code), Some("kW.h"));
        assert_eq!(word("decades").map(|u| (u.code, u.factor)), Some(("a", 10.0)));
        assert_eq!(symbol("m", false).map(|u| u.code), Some("m"));
        assert!(symbol("s", false).is_none() && symbol("s", true).is_some());
        assert_eq!(family("?dollar")[0].code, "USD");
        assert_eq!(family("?pound")[0].code, "GBP");
    }

    #[test]
    fn every_family_has_members() {
        let families = LISTS.words.values().filter(|u| u.code.starts_with('?'));
        assert!(families.into_iter().all(|u| !family(u.code).is_empty()));
    }
}
