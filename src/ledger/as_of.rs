//! The day for which a figure holds: that of its time in the record, or of the only date that its sentence names before
//! it.

use super::surroundings::ends;
use crate::emit::record::{FigureRecord, TimeRecord};
use crate::emit::slices::Slices;
use crate::model::date::Date;
use crate::model::facts::TimeKind;
use crate::model::timex::TimeMod;

/// Number of code points on either side of a figure in which its sentence begins and ends.
const SENTENCE: u32 = 400;

/// The day of a time; of a longer one the last, unless its beginning is meant, and at most the day of publication.
pub(super) fn day(time: &TimeRecord, published: Option<&str>) -> Option<String> {
    let (first, last) = days(&time.value)?;
    if first == last || matches!(time.modifier, Some(TimeMod::Start)) {
        return Some(first.to_string());
    }
    let published = published.and_then(Date::parse_iso);
    let last = published.filter(|day| (first..last).contains(day)).unwrap_or(last);
    Some(last.to_string())
}

/// The only day or month in the sentence of a figure, if it stands before it: "At the end of May she led by 49 percent".
pub(super) fn told<'t>(times: &'t [TimeRecord], slices: &Slices, figure: &FigureRecord) -> Option<&'t TimeRecord> {
    let before = slices.get(figure.start.saturating_sub(SENTENCE), figure.start)?;
    let after = slices.get(figure.end, (figure.end + SENTENCE).min(slices.len()))?;
    let (start, end) = sentence(before, after);
    let length = |text: &str| text.chars().count() as u32;
    let (start, end) = (
        figure.start - length(&before[start..]),
        figure.end + length(&after[..end]),
    );
    let is_date =
        |time: &&TimeRecord| time.kind == TimeKind::Date && time.value.len() > 4 && days(&time.value).is_some();
    let inside = |time: &&TimeRecord| (start..end).contains(&time.start);
    let mut dates = times.iter().filter(inside).filter(is_date);
    let only = dates.next().filter(|time| time.end <= figure.start)?;
    dates.next().is_none().then_some(only)
}

/// The place where a sentence starts in the text before one of its figures, and where it ends in the text behind it.
fn sentence(before: &str, after: &str) -> (usize, usize) {
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let start = ends(&before[line..]).last().map_or(line, |end| line + end);
    let line = after.find('\n').unwrap_or(after.len());
    (start, ends(&after[..line]).next().unwrap_or(line))
}

/// The first and the last day of a TIMEX3 value: a day, with or without a clock time, a month or a year.
fn days(value: &str) -> Option<(Date, Date)> {
    let digits = |from: usize, to: usize| value.get(from..to)?.parse::<u32>().ok();
    let month = |month: u32| {
        let year = i32::try_from(digits(0, 4)?).ok()?;
        Some((Date::new(year, month, 1)?, Date::last_of_month(year, month)?))
    };
    match value.len() {
        4 => Some((month(1)?.0, month(12)?.1)),
        7 => month(digits(5, 7)?),
        _ => {
            let day = Date::parse_iso(value.split('T').next()?)?;
            Some((day, day))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_line() {
        let (before, after) = (
            "In May it was 7. Now, in June, it is ",
            " percent. In July it was 9.\nAugust",
        );
        let (start, end) = sentence(before, after);
        assert_eq!(
            (&before[start..], &after[..end]),
            ("Now, in June, it is ", " percent. ")
        );
        assert_eq!(sentence("Title\nNow ", " percent\nNext"), (6, 8));
    }
}
