//! Datelines: the place and date of writing, on a line of its own or before the first sentence.

use crate::lexicon::article_word::{List, is};
use crate::model::date::{Date, read};

/// Maximum length of a dateline on a line of its own, in bytes.
const LINE: usize = 100;
/// Maximum length of a dateline at the start of a sentence, in bytes.
const LONGEST: usize = 120;

/// A line with a date and nothing else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct DateLine {
    /// The day, if the line has the year.
    pub(super) date: Option<Date>,
    /// True for the date of an update.
    pub(super) updated: bool,
}

/// Reads a line with the date, and perhaps the place, of publication and nothing else.
pub(super) fn line(line: &str) -> Option<DateLine> {
    if line.len() > LINE {
        return None;
    }
    let dates: Vec<read::Written> = read::all(line).collect();
    let mut others = 0;
    let mut month_and_day = (false, false);
    let mut at = 0;
    for word in line.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '/' | '•' | '·' | '-' | '–' | '—' | ':')
    }) {
        let start = at;
        at += word.len() + line[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        let lower = word.trim_matches('.').to_lowercase();
        let dated = dates.iter().any(|d| d.start <= start && start < d.end);
        if lower.is_empty() || dated || is(&lower, List::BesideDate) || read::is_weekday(&lower) {
            continue;
        }
        if read::month(&lower).is_some() {
            month_and_day.0 = true;
        } else if lower.starts_with(|c: char| c.is_ascii_digit()) {
            month_and_day.1 = true;
        } else {
            // The place: capitals only.
            others += if word.chars().next().is_some_and(char::is_uppercase) {
                1
            } else {
                9
            };
        }
    }
    let whole = !dates.is_empty() && others <= 3;
    let without_year = dates.is_empty() && month_and_day == (true, true) && others == 0;
    (whole || without_year).then(|| DateLine {
        date: dates.first().map(|d| d.date),
        updated: line.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("updated"))
            || line.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("last")),
    })
}

/// The bytes of a dateline at the start of a paragraph, its dash included: "PORT SELMA, March 12 —",
/// "LONDON, 3 March 2019 (Reuters) -", "NAIROBI, Kenya (AP) _".
pub(super) fn before_text(paragraph: &str) -> Option<usize> {
    let mut from = 0;
    while let Some((dash, end)) = dash(paragraph, from) {
        let head = paragraph[..dash].trim();
        if is_place(head) {
            return Some(end);
        }
        // "PORT-AU-PRINCE, Haiti - …": the first dash may be one of several.
        from = end;
    }
    None
}

/// The next dash that may end a dateline: its first byte, and one past it.
fn dash(text: &str, from: usize) -> Option<(usize, usize)> {
    let limit = text.len().min(LONGEST);
    let bytes = text.as_bytes();
    let mut at = from;
    while at < limit {
        let rest = text.get(at..);
        for mark in ["—", "–", "--", "-", "_"] {
            if rest.is_some_and(|rest| rest.starts_with(mark)) {
                let end = at + mark.len();
                let spaced = at > 0
                    && (bytes[at - 1].is_ascii_whitespace() || bytes[at - 1] == b')' || matches!(mark, "—" | "--"));
                let follows = bytes
                    .get(end)
                    .is_none_or(|b| b.is_ascii_whitespace() || mark == "—" || mark == "--");
                if spaced && follows {
                    return Some((at, end));
                }
            }
        }
        at += 1;
    }
    None
}

/// Returns whether the words before the dash are a place with or without a date and an agency.
fn is_place(head: &str) -> bool {
    if head.is_empty() || head.contains(['.', '!', '?', ':', ';', '"', '“']) && !abbreviated(head) {
        return false;
    }
    let (head, agency) = match head.strip_suffix(')').and_then(|head| head.rsplit_once('(')) {
        Some((before, inside)) => (before.trim(), inside.split_whitespace().count() <= 4),
        None => (head, false),
    };
    if head.is_empty() {
        return agency;
    }
    let date = read::first(head).is_some();
    let mut parts = head.split(',').map(str::trim);
    let place = parts.next().unwrap_or_default();
    let letters = || place.chars().filter(|c| c.is_alphabetic());
    let shouted = letters().count() >= 2 && letters().all(char::is_uppercase);
    let mut dated = date;
    for part in parts {
        for word in part.split([' ', '\u{a0}', '/']) {
            let bare = word.trim_matches('.');
            dated |= read::month(bare).is_some() || read::is_weekday(bare);
            let name = word
                .chars()
                .next()
                .is_none_or(|c| c.is_uppercase() || c.is_ascii_digit());
            if !name && word != "of" {
                return false;
            }
        }
    }
    let words = place.split_whitespace().count();
    let named = place
        .split_whitespace()
        .all(|word| word.chars().next().is_some_and(|c| c.is_uppercase() || c == '('));
    // "COVID-19 - …": digits are in no place's name.
    let plain = !place.bytes().any(|b| b.is_ascii_digit()) || date;
    plain && (shouted || ((agency || dated) && named && words <= 5)) && words <= 6
}

/// Returns whether every full stop belongs to an abbreviation: "ST. LOUIS", "Washington, D.C.", "Sept. 3".
fn abbreviated(head: &str) -> bool {
    !head.contains(['!', '?', ':', ';', '"', '“'])
        && head
            .split_whitespace()
            .filter(|word| word.trim_end_matches([',', ')']).ends_with('.'))
            .all(|word| word.trim_matches(['.', ',', '(', ')']).chars().count() <= 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_their_own() {
        for (text, date) in [
            ("Saturday, January 12, 2019", Some("2019-01-12")),
            ("March 01, 2008", Some("2008-03-01")),
            ("Published 21 February 2023", Some("2023-02-21")),
            ("PORT SELMA, March 12, 2024", Some("2024-03-12")),
            ("3 March 2019, 10:30 GMT", Some("2019-03-03")),
            ("Posted at 9:15 am on Tuesday, 3 March 2019 | Oslo", Some("2019-03-03")),
            ("Saturday, January 12", None),
        ] {
            let found = line(text).expect(text);
            assert_eq!(found.date.map(|d| d.to_string()).as_deref(), date, "{text}");
        }
        for text in [
            "On March 3, 2019, the dam burst",
            "March 3, 2019: the day the dam burst",
            "Saturday",
            "12 dead",
            "",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
        assert!(line("Updated 3 March 2019").is_some_and(|d| d.updated));
    }

    #[test]
    fn before_the_first_sentence() {
        for text in [
            "PORT SELMA, March 12 —",
            "PORT SELMA, March 12, 2024 —",
            "LONDON, 3 March 2019 (Reuters) -",
            "NAIROBI, Kenya (AP) _",
            "ST. LOUIS --",
            "PORT-AU-PRINCE, Haiti (AP) —",
            "WASHINGTON -",
            "Oslo, Sept. 3 –",
            "(CNN) —",
            "London (CNN) —",
        ] {
            let paragraph = format!("{text} A ferry sank on Monday.");
            assert_eq!(before_text(&paragraph), Some(text.len()), "{text}");
        }
        for paragraph in [
            "A ferry — the third this year — sank.",
            "COVID-19 - a disease",
            "The mayor, Marion Kelk - who was there - left.",
            "Monday - a holiday - was quiet.",
            "He waited. London — he said",
            "- ",
            "—",
            "-",
            "",
        ] {
            assert_eq!(before_text(paragraph), None, "{paragraph}");
        }
    }
}
