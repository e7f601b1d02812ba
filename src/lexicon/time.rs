//! Words for the extractor of times: months, weekdays, units, modifiers, numerals, holidays.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::list::{Words, load};
use crate::model::date::Date;

/// The class of a word in a time expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Class {
    /// Value: 1 to 12.
    Month,
    /// Value: Monday = 1.
    Weekday,
    /// A plural of days or parts of days: "Mondays", "evenings".
    PluralDay,
    /// Value: spring = 1.
    Season,
    /// Value: the number of the unit in the list.
    Unit,
    /// The plural of a unit.
    Plural,
    /// Value: morning = 1, afternoon = 3, evening = 4, night = 5.
    Part,
    /// Dawn and dusk, which need no article; values as of parts.
    Dawn,
    /// Value: the hour.
    Noon,
    /// Value: days from today.
    Deictic,
    /// "tonight".
    Tonight,
    /// "last".
    Last,
    /// "past".
    Past,
    /// "next".
    Next,
    /// "this".
    This,
    /// "that".
    That,
    /// "same".
    Same,
    /// "previous".
    Previous,
    /// "following".
    Following,
    /// "coming".
    Coming,
    /// "current".
    Current,
    /// "these", "those".
    These,
    /// "the".
    The,
    /// "a", "an".
    Article,
    /// "early".
    Early,
    /// "late".
    Late,
    /// "mid", "middle".
    Mid,
    /// "earlier".
    Earlier,
    /// "later".
    Later,
    /// "every".
    Every,
    /// "each".
    Each,
    /// "per".
    Per,
    /// "beginning", "start".
    Begin,
    /// "middle" as a noun.
    Middle,
    /// "end".
    Close,
    /// "about".
    Approx,
    /// "over".
    More,
    /// "nearly".
    Almost,
    /// "under".
    Less,
    /// "several".
    Several,
    /// Value: the number.
    Ordinal,
    /// "final", "last" as the last of a series.
    Final,
    /// "half".
    Half,
    /// "sixties"; value: 60.
    Decade,
    /// The first word of a reference to present, past or future.
    Reference,
    /// A noun at the end of a time: "the latest period", "to date".
    Head,
    /// "latest".
    Latest,
    /// The first word of a bound: "more (than)", "at (least)".
    Bound,
    /// A lemma of planning: times attached to it lie ahead.
    Planning,
    /// "daily"; value: the unit.
    FixedSet,
    /// "twice"; value: how often.
    Times,
    /// Value: the hours to add.
    #[serde(rename = "ampm")]
    AmPm,
    /// A time zone.
    Zone,
    /// Value: -1 before Christ.
    Era,
    /// "fiscal".
    Fiscal,
}

impl Class {
    /// Returns whether the class only stands before other words of a time: articles, directions, modifiers.
    pub(crate) fn introduces(self) -> bool {
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
pub(crate) type Entry = &'static [(Class, i32)];

static WORDS: LazyLock<HashMap<&'static str, Vec<(Class, i32)>>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, Vec<(Class, i32)>> = HashMap::default();
    for (class, value, list) in load::<(Class, i32, Words)>("time_words.tsv", include_str!("time_words.tsv")) {
        for word in list {
            words.entry(word).or_default().push((class, value));
        }
    }
    words
});

/// The classes of a lower-cased word; empty if it plays no part in times.
pub(crate) fn entry(lower: &str) -> Entry {
    if lower.len() > 14 {
        return &[];
    }
    WORDS.get(lower).map_or(&[], Vec::as_slice)
}

/// A position beside a possible time, in which a word is evidence for or against it: a context of `time_context.tsv`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Context {
    /// Introduces a month that is also another word: "in March".
    Date,
    /// Introduces a season without an article.
    Season,
    /// Stands before "the" and a season.
    ArticleSeason,
    /// May stand before the season "fall" alone.
    Fall,
    /// Introduces a number that is a year, however it goes on.
    Year,
    /// The same for years that could as well be amounts: 1066.
    OldYear,
    /// Makes the number behind it an amount.
    Amount,
    /// Makes the number before it an amount.
    Counted,
    /// Makes the number behind it a name or a code.
    Code,
    /// Stands before a surname.
    Title,
    /// Follows a family name that the members share: "the May family".
    Kin,
    /// Stands before "2:58:14" where it is what something took.
    Took,
    /// Introduces a bare number that is an hour where "last night" follows.
    Hour,
    /// Introduces the first of two hours.
    Hours,
    /// Lemma of a verb whose infinitive lies ahead of it.
    Commits,
    /// Follows a day that is still ahead.
    Nears,
    /// Stands before a weekday in the name of an event: "Black Monday".
    NamedDay,
    /// Follows a day in the name of an event: "the September 11th attacks".
    DayEvent,
    /// Such a day.
    EventDay,
    /// Follows "today's" where it means these days.
    Nowadays,
    /// Follows a weekday in the name of a newspaper.
    Paper,
    /// Follows a season in the name of something else: "Summer Olympics".
    SeasonName,
    /// Follows a feast in the name of something else: "Christmas Island".
    FeastName,
    /// Follows "quarterly" and "annual" as what they are reckoned of.
    Account,
    /// Stands before a length of time without a number.
    Lasting,
    /// The same for short units.
    LastingShort,
    /// Stands before "over two years" where "over" bounds the length.
    Bounded,
    /// Marks a thing as an earlier one: "a prior exchange in January".
    EarlierOne,
    /// Stands between a number and its unit: "three consecutive days".
    UnitAdjective,
    /// Stands between an article and a unit: "a full week".
    SingleAdjective,
    /// Stands between "several" and a unit: "several more days".
    VagueAdjective,
    /// Stands between "the" and a length that is part of a longer one: "the first two weeks".
    PartOfLength,
    /// Stands before "time" in the name of a time zone: "Eastern time".
    ZonePlace,
    /// Tells a birth or a beginning long ago, whose date begins no story.
    Birth,
    /// Lemma of a verb that sets something for a time: "set a hearing for April 3".
    Appoints,
    /// Lemma of a verb that moves something to a time: "put off to Wednesday".
    Moves,
    /// Lemma of a verb whose simple present tells what is on the calendar: "the ministers meet on Monday".
    Scheduled,
}

static CONTEXTS: LazyLock<HashMap<&'static str, Vec<Context>>> = LazyLock::new(|| {
    let mut contexts: HashMap<&'static str, Vec<Context>> = HashMap::default();
    for (context, words) in load::<(Context, Words)>("time_context.tsv", include_str!("time_context.tsv")) {
        for word in words {
            contexts.entry(word).or_default().push(context);
        }
    }
    contexts
});

/// Returns whether a lower-cased word is listed for a context.
pub(crate) fn speaks(lower: &str, context: Context) -> bool {
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
    let read = |(rule, names): (Rule, &'static str)| {
        let names = names.split(',').map(|name| name.split(' ').collect()).collect();
        Holiday { rule, names }
    };
    load("time_holidays.tsv", include_str!("time_holidays.tsv"))
        .map(read)
        .collect()
});

impl Deserialize<'static> for Rule {
    fn deserialize<D: Deserializer<'static>>(column: D) -> Result<Rule, D::Error> {
        let text = <&'static str>::deserialize(column)?;
        rule(text).ok_or_else(|| D::Error::custom(format_args!("no rule for a day: {text}")))
    }
}

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
pub(crate) fn starts_holiday(lower: &str) -> bool {
    FIRST.contains_key(lower)
}

/// The holiday that begins with a word, as far as the words that follow match: its number and how many words it has.
/// `word(n)` is the n-th lower-cased word from there.
pub(crate) fn holiday<'w>(word: impl Fn(u32) -> Option<&'w str>) -> Option<(u16, u32)> {
    let candidates = FIRST.get(word(0)?)?;
    let same = |have: &str, want: &str| have == want || (have == "’s" && want == "'s") || (have == "’" && want == "'");
    let matching = candidates.iter().filter_map(|&(number, which)| {
        let name = &HOLIDAYS[number as usize].names[which as usize];
        let all = (0..)
            .zip(name)
            .all(|(n, want)| word(n).is_some_and(|have| same(have, want)));
        all.then_some((number, name.len() as u32))
    });
    matching.max_by_key(|(_, len)| *len)
}

/// The day of a holiday in a year; `None` where it is one day of history and that is in another year.
pub(crate) fn holiday_in(number: u16, year: i32) -> Option<Date> {
    match HOLIDAYS.get(number as usize)?.rule {
        Rule::Fixed(month, day) => Date::new(year, month, day),
        Rule::Easter(days) => Some(easter(year)?.plus_days(days)),
        Rule::Once(day) => (day.year() == year).then_some(day),
        Rule::Weekday(month, weekday, which, after) => {
            Some(Date::weekday_of_month(year, month, weekday, which)?.plus_days(after))
        }
    }
}

/// The day of a name that stands for one day of history ("9/11").
pub(crate) fn holiday_once(number: u16) -> Option<Date> {
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
        assert!(speaks("in", Context::Date) && speaks("flight", Context::Code));
        assert!(!speaks("flight", Context::Date));
    }

    #[test]
    fn holidays_fall_on_their_days() {
        let day = |name: &str, year| {
            let words: Vec<&str> = name.split(' ').collect();
            let (number, len) = holiday(|n| words.get(n as usize).copied()).unwrap();
            assert_eq!(len as usize, words.len(), "{name}");
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
