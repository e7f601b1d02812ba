//! Words for the extractor of times: months, weekdays, units, modifiers, numerals, holidays.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::rows;
use crate::model::date::Date;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// The class of a word in a time expression.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Class { $($(#[$doc])* $name),+ }

        fn class(text: &str) -> Option<Class> {
            match text { $($text => Some(Class::$name),)+ _ => None }
        }
    };
}

classes! {
    /// Value: 1 to 12.
    Month = "month",
    /// Value: Monday = 1.
    Weekday = "weekday",
    /// A plural of days or parts of days: "Mondays", "evenings".
    PluralDay = "plural_day",
    /// Value: spring = 1.
    Season = "season",
    /// Value: the number of the unit in the list.
    Unit = "unit",
    /// The plural of a unit.
    Plural = "plural",
    /// Value: morning = 1, afternoon = 3, evening = 4, night = 5.
    Part = "part",
    /// Dawn and dusk, which need no article; values as of parts.
    Dawn = "dawn",
    /// Value: the hour.
    Noon = "noon",
    /// Value: days from today.
    Deictic = "deictic",
    /// "tonight".
    Tonight = "tonight",
    /// "last".
    Last = "last",
    /// "past".
    Past = "past",
    /// "next".
    Next = "next",
    /// "this".
    This = "this",
    /// "that".
    That = "that",
    /// "same".
    Same = "same",
    /// "previous".
    Previous = "previous",
    /// "following".
    Following = "following",
    /// "coming".
    Coming = "coming",
    /// "current".
    Current = "current",
    /// "these", "those".
    These = "these",
    /// "the".
    The = "the",
    /// "a", "an".
    Article = "article",
    /// "early".
    Early = "early",
    /// "late".
    Late = "late",
    /// "mid", "middle".
    Mid = "mid",
    /// "earlier".
    Earlier = "earlier",
    /// "later".
    Later = "later",
    /// "every".
    Every = "every",
    /// "each".
    Each = "each",
    /// "per".
    Per = "per",
    /// "beginning", "start".
    Begin = "begin",
    /// "middle" as a noun.
    Middle = "middle",
    /// "end".
    Close = "close",
    /// "about".
    Approx = "approx",
    /// "over".
    More = "more",
    /// "nearly".
    Almost = "almost",
    /// "under".
    Less = "less",
    /// "several".
    Several = "several",
    /// Value: the number.
    Ordinal = "ordinal",
    /// "final", "last" as the last of a series.
    Final = "final",
    /// "half".
    Half = "half",
    /// "sixties"; value: 60.
    Decade = "decade",
    /// The first word of a reference to present, past or future.
    Reference = "reference",
    /// A noun at the end of a time: "the latest period", "to date".
    Head = "head",
    /// "latest".
    Latest = "latest",
    /// The first word of a bound: "more (than)", "at (least)".
    Bound = "bound",
    /// A lemma of planning: times attached to it lie ahead.
    Planning = "planning",
    /// "daily"; value: the unit.
    FixedSet = "fixed_set",
    /// "twice"; value: how often.
    Times = "times",
    /// Value: the hours to add.
    AmPm = "ampm",
    /// A time zone.
    Zone = "zone",
    /// Value: -1 before Christ.
    Era = "era",
    /// "fiscal".
    Fiscal = "fiscal",
}

impl Class {
    /// Returns whether the class only stands before other words of a time: articles, directions, modifiers.
    pub fn introduces(self) -> bool {
        use Class as C;
        matches!(
            self,
            C::Last
                | C::Next
                | C::This
                | C::That
                | C::Same
                | C::Previous
                | C::Following
                | C::Coming
                | C::These
                | C::The
                | C::Article
                | C::Early
                | C::Late
                | C::Mid
                | C::Earlier
                | C::Later
                | C::Every
                | C::Each
                | C::Per
                | C::Begin
                | C::Middle
                | C::Close
                | C::Approx
                | C::More
                | C::Almost
                | C::Less
                | C::Several
                | C::Final
                | C::Half
                | C::Latest
                | C::Bound
                | C::Times
                | C::Planning
        )
    }
}

/// The classes of a word, each with its value.
pub type Entry = &'static [(Class, i32)];

static WORDS: LazyLock<HashMap<&'static str, Vec<(Class, i32)>>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, Vec<(Class, i32)>> = HashMap::default();
    for row in rows(include_str!("time_words.tsv")) {
        let class = class(row[0]);
        let value = row[1].parse().ok();
        debug_assert!(class.is_some() && value.is_some(), "{row:?}");
        if let (Some(class), Some(value)) = (class, value) {
            for word in row[2].split(' ') {
                words.entry(word).or_default().push((class, value));
            }
        }
    }
    words
});

/// The classes of a lower-cased word; empty if it plays no part in times.
pub fn entry(lower: &str) -> Entry {
    if lower.len() > 14 {
        return &[];
    }
    WORDS.get(lower).map_or(&[], Vec::as_slice)
}

static CONTEXTS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut contexts: HashMap<&'static str, Vec<&'static str>> = HashMap::default();
    for row in rows(include_str!("time_context.tsv")) {
        for word in row[1].split(' ') {
            contexts.entry(word).or_default().push(row[0]);
        }
    }
    contexts
});

/// Returns whether a lower-cased word stands in a context of `time_context.tsv`.
pub fn speaks(lower: &str, context: &str) -> bool {
    CONTEXTS.get(lower).is_some_and(|contexts| contexts.contains(&context))
}

/// The rule for the day of a holiday.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rule {
    Fixed(u32, u32),
    /// Month, weekday, which of them, days after it.
    Weekday(u32, u32, i32, i64),
    Easter(i64),
    Once(Date),
}

struct Holiday {
    rule: Rule,
    names: Vec<Vec<&'static str>>,
}

static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(|| {
    let read = |row: Vec<&'static str>| {
        let names = row[1].split(',').map(|name| name.split(' ').collect()).collect();
        Some(Holiday {
            rule: rule(row[0])?,
            names,
        })
    };
    rows(include_str!("time_holidays.tsv")).filter_map(read).collect()
});

fn rule(text: &str) -> Option<Rule> {
    if let Some(days) = text.strip_prefix("easter") {
        return Some(Rule::Easter(days.parse().ok()?));
    }
    if let Some(day) = Date::parse_iso(text) {
        return Some(Rule::Once(day));
    }
    if let Some((month, rest)) = text.split_once('/') {
        let (weekday, rest) = rest.split_once('/')?;
        let (which, after) = rest.split_once('+').unwrap_or((rest, "0"));
        return Some(Rule::Weekday(
            month.parse().ok()?,
            weekday.parse().ok()?,
            which.parse().ok()?,
            after.parse().ok()?,
        ));
    }
    let (month, day) = text.split_once('-')?;
    Some(Rule::Fixed(month.parse().ok()?, day.parse().ok()?))
}

/// First words of holiday names → holiday and name.
static FIRST: LazyLock<HashMap<&'static str, Vec<(u16, u16)>>> = LazyLock::new(|| {
    let mut first: HashMap<&'static str, Vec<(u16, u16)>> = HashMap::default();
    for (number, holiday) in (0u16..).zip(HOLIDAYS.iter()) {
        for (which, name) in (0u16..).zip(&holiday.names) {
            first.entry(name[0]).or_default().push((number, which));
        }
    }
    first
});

/// Returns whether a lower-cased word begins the name of a holiday.
pub fn starts_holiday(lower: &str) -> bool {
    FIRST.contains_key(lower)
}

/// The holiday that begins with a word, as far as the words that follow match: its number and how many words it has.
/// `word(n)` is the n-th lower-cased word from there.
pub fn holiday<'w>(word: impl Fn(usize) -> Option<&'w str>) -> Option<(u16, usize)> {
    let candidates = FIRST.get(word(0)?)?;
    let same = |have: &str, want: &str| have == want || (have == "’s" && want == "'s") || (have == "’" && want == "'");
    let matching = candidates.iter().filter_map(|&(number, which)| {
        let name = &HOLIDAYS[number as usize].names[which as usize];
        let all = (0..name.len()).all(|n| word(n).is_some_and(|w| same(w, name[n])));
        all.then_some((number, name.len()))
    });
    matching.max_by_key(|(_, len)| *len)
}

/// The day of a holiday in a year; `None` where it is one day of history and that is in another year.
pub fn holiday_in(number: u16, year: i32) -> Option<Date> {
    match HOLIDAYS.get(number as usize)?.rule {
        Rule::Fixed(month, day) => Date::new(year, month, day),
        Rule::Easter(days) => Some(easter(year)?.plus_days(days)),
        Rule::Once(day) => (day.year() == year).then_some(day),
        Rule::Weekday(month, weekday, which, after) => {
            let day = if which < 0 {
                let last = Date::last_of_month(year, month)?;
                last.plus_days(-i64::from((last.weekday() + 7 - weekday) % 7))
            } else {
                let first = Date::new(year, month, 1)?;
                first.plus_days(i64::from((weekday + 7 - first.weekday()) % 7) + 7 * i64::from(which - 1))
            };
            Some(day.plus_days(after))
        }
    }
}

/// The one day of history that a name stands for ("9/11").
pub fn holiday_once(number: u16) -> Option<Date> {
    match HOLIDAYS.get(number as usize)?.rule {
        Rule::Once(day) => Some(day),
        _ => None,
    }
}

/// Western Easter Sunday (Meeus/Jones/Butcher).
fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_their_contexts() {
        assert!(speaks("in", "date") && speaks("flight", "code") && !speaks("flight", "date"));
        assert!(rows(include_str!("time_words.tsv")).all(|row| class(row[0]).is_some()));
    }

    #[test]
    fn every_holiday_has_a_rule() {
        assert_eq!(HOLIDAYS.len(), rows(include_str!("time_holidays.tsv")).count());
    }

    #[test]
    fn holidays_fall_on_their_days() {
        let day = |name: &str, year| {
            let words: Vec<&str> = name.split(' ').collect();
            let (number, len) = holiday(|n| words.get(n).copied()).unwrap();
            assert_eq!(len, words.len(), "{name}");
            holiday_in(number, year).unwrap().to_string()
        };
        assert_eq!(day("easter", 2024), "2024-03-31");
        assert_eq!(day("good friday", 2019), "2019-04-19");
        assert_eq!(day("labor day", 2019), "2019-09-02");
        assert_eq!(day("thanksgiving", 1999), "1999-11-25");
        assert_eq!(day("memorial day", 2021), "2021-05-31");
        assert_eq!(day("election day", 1998), "1998-11-03");
        assert_eq!(day("christmas day", 2020), "2020-12-25");
    }
}
