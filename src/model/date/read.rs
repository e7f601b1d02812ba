//! Reads dates that are written out whole: "Saturday, January 12, 2019", "3 March 2019", "2019-03-12".
//!
//! This is for what surrounds an article: datelines, bylines, a page's metadata. Times in running text are the matter
//! of `extract`. A date without a year is none here, since a year would have to be invented; neither is "03/04/2019",
//! which is two days on two continents.

use super::Date;

/// A written date with its bytes in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Written {
    /// First byte, that of a weekday if one is named.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The day.
    pub date: Date,
}

/// The first date of a text.
pub(crate) fn first(text: &str) -> Option<Written> {
    all(text).next()
}

/// All dates of a text, in order.
pub(crate) fn all(text: &str) -> impl Iterator<Item = Written> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, end) = word(text, at)?;
            at = end;
            if let Some(found) = at_word(text, start, end) {
                at = found.end;
                return Some(found);
            }
        }
    })
}

/// The number of a month, by its name or its common abbreviations, in any case.
pub(crate) fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let is = |name: &&str| {
        let short = word.len() == 3 || (word.len() == 4 && *name == "september");
        let length = if short { word.len() } else { name.len() };
        word.len() == length && name[..length].eq_ignore_ascii_case(word)
    };
    let number = NAMES.iter().position(is)?;
    Some(number as u32 + 1)
}

/// Returns whether a word is the name of a weekday or its abbreviation.
pub(crate) fn is_weekday(word: &str) -> bool {
    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    const SHORT: [&str; 4] = ["tues", "thur", "thurs", "weds"];
    let is = |name: &&str| name.eq_ignore_ascii_case(word) || name[..3].eq_ignore_ascii_case(word);
    NAMES.iter().any(is) || SHORT.iter().any(|name| name.eq_ignore_ascii_case(word))
}

/// The next run of letters and digits.
fn word(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text.get(from..)?.find(char::is_alphanumeric)?;
    let length = text[start..].find(|c: char| !c.is_alphanumeric());
    Some((start, length.map_or(text.len(), |n| start + n)))
}

/// The next word, if what lies between is at most a comma, a full stop and white space.
fn near(text: &str, from: usize) -> Option<(usize, usize)> {
    let (start, end) = word(text, from)?;
    let gap = |c: char| matches!(c, ' ' | ',' | '.' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}');
    (start - from <= 5 && text[from..start].chars().all(gap)).then_some((start, end))
}

fn at_word(text: &str, start: usize, end: usize) -> Option<Written> {
    let this = &text[start..end];
    let found = |(end, date): (usize, Date)| Written { start, end, date };
    match this.as_bytes()[0] {
        b'0'..=b'9' => numeric(text, start, end)
            .or_else(|| day_month_year(text, start, end))
            .map(found),
        _ if is_weekday(this) => {
            let (next, next_end) = near(text, end)?;
            match is_weekday(&text[next..next_end]) {
                true => None,
                false => at_word(text, next, next_end).map(|w| Written { start, ..w }),
            }
        }
        _ => month_day_year(text, start, end).map(found),
    }
}

fn month_day_year(text: &str, start: usize, end: usize) -> Option<(usize, Date)> {
    let month = month(&text[start..end])?;
    let (day_at, day_end) = near(text, end)?;
    let day = day(&text[day_at..day_end])?;
    let (year_at, year_end) = near(text, day_end)?;
    Some((year_end, Date::new(year(&text[year_at..year_end])?, month, day)?))
}

fn day_month_year(text: &str, start: usize, end: usize) -> Option<(usize, Date)> {
    let day = day(&text[start..end])?;
    let hyphen = text[end..].starts_with('-');
    let after = |at: usize| match hyphen {
        true => word(text, at).filter(|(next, _)| *next == at + 1),
        false => near(text, at),
    };
    let (mut month_at, mut month_end) = after(end)?;
    if text[month_at..month_end].eq_ignore_ascii_case("of") {
        (month_at, month_end) = near(text, month_end)?;
    }
    let month = month(&text[month_at..month_end])?;
    let (year_at, year_end) = after(month_end)?;
    Some((year_end, Date::new(year(&text[year_at..year_end])?, month, day)?))
}

/// `2019-03-12`, `2019/03/12`, `2019.03.12`, `12.03.2019`, and `25/03/2019` where only one order is in the calendar.
fn numeric(text: &str, start: usize, _end: usize) -> Option<(usize, Date)> {
    let bytes = text.as_bytes();
    let number = |at: usize| {
        let length = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let value: u32 = text[at..at + length.min(4)].parse().ok()?;
        (length <= 4).then_some((value, length, at + length))
    };
    let (a, a_length, at) = number(start)?;
    let separator = *bytes.get(at).filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
    let (b, b_length, at) = number(at + 1)?;
    let at = bytes.get(at).filter(|b| **b == separator).map(|_| at + 1)?;
    let (c, c_length, end) = number(at)?;
    let ends = bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric()) || matches!(bytes[end], b'T' | b't');
    if b_length > 2 || !ends {
        return None;
    }
    let date = match (a_length, c_length) {
        (4, 1 | 2) => Date::new(year_of(a)?, b, c)?,
        (1 | 2, 4) if separator == b'.' => Date::new(year_of(c)?, b, a)?,
        (1 | 2, 4) if a > 12 => Date::new(year_of(c)?, b, a)?,
        (1 | 2, 4) if b > 12 => Date::new(year_of(c)?, a, b)?,
        (1 | 2, 4) if a == b => Date::new(year_of(c)?, a, b)?,
        _ => return None,
    };
    Some((end, date))
}

fn day(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = &word[digits..];
    let fits = suffix.is_empty() || ["st", "nd", "rd", "th"].iter().any(|s| s.eq_ignore_ascii_case(suffix));
    match digits {
        1 | 2 if fits => word[..digits].parse().ok(),
        _ => None,
    }
}

fn year(word: &str) -> Option<i32> {
    let all_digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    year_of(all_digits.then(|| word.parse().ok())??)
}

/// A year in which news was printed.
fn year_of(number: u32) -> Option<i32> {
    (1600..2200).contains(&number).then_some(number as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, String)> {
        first(text).map(|w| (&text[w.start..w.end], w.date.to_string()))
    }

    #[test]
    fn dates_written_out_whole() {
        for (text, written, date) in [
            ("Saturday, January 12, 2019", "Saturday, January 12, 2019", "2019-01-12"),
            ("on July 4th 1976.", "July 4th 1976", "1976-07-04"),
            ("It was Sept. 3, 2020", "Sept. 3, 2020", "2020-09-03"),
            ("Tue., 3 Mar 2019 10:00", "Tue., 3 Mar 2019", "2019-03-03"),
            ("the 21st of February, 2023", "21st of February, 2023", "2023-02-21"),
            ("DECEMBER 9, 2021 —", "DECEMBER 9, 2021", "2021-12-09"),
            ("2019-03-12T10:00:00Z", "2019-03-12", "2019-03-12"),
            ("Stand: 12.03.2019", "12.03.2019", "2019-03-12"),
            ("25/03/2019", "25/03/2019", "2019-03-25"),
            ("03/25/2019", "03/25/2019", "2019-03-25"),
            ("4-Jun-2018", "4-Jun-2018", "2018-06-04"),
            ("March\u{a0}3,\u{a0}2019", "March\u{a0}3,\u{a0}2019", "2019-03-03"),
        ] {
            assert_eq!(read(text), Some((written, date.to_owned())), "{text}");
        }
    }

    #[test]
    fn incomplete_dates_are_not_read() {
        for text in [
            "March 12",
            "PORT SELMA, March 12 —",
            "03/04/2019",
            "February 30, 2020",
            "May 2019",
            "March of 2019",
            "12 people in 2019",
            "version 2.1.2019a",
            "1/2/3",
            "Friday the 13th",
            "",
            "é",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
