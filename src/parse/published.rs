//! Publication date from the lead: its first complete date, if that is the day of the news.
//!
//! "On July 21, 2025, the minister announced …" was published about that day; "The law, which was passed on July 21,
//! 2015, …" was not. So a date behind a word for background is not used: a wrong publication date shifts every relative
//! time of the article.

use crate::lexicon::article_word::{List, is};
use crate::model::date::{Date, read};
use crate::model::span::head;

/// Number of bytes of a paragraph that are looked at.
const LONGEST: usize = 4000;
/// Number of words behind a date at the start of a sentence that may show that it lies ahead.
const CLAUSE: usize = 12;

/// The date of the first sentence in the lead that reports news with a complete date.
pub(super) fn of_lead<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Option<Date> {
    let mut found: Option<Date> = None;
    for paragraph in paragraphs {
        let paragraph = head(paragraph, LONGEST);
        for written in read::all(paragraph) {
            match found {
                // A later day in the past shows that the first one is history.
                Some(date) if written.date > date && !leads_away(paragraph, written) => return None,
                Some(_) => {}
                None if leads_away(paragraph, written) => {}
                None => found = Some(written.date),
            }
        }
    }
    found
}

fn leads_away(paragraph: &str, written: read::Written) -> bool {
    let sentence = &paragraph[sentence_start(paragraph, written.start)..written.start];
    let mut words = sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.clone().next();
    // A sentence that begins with its date is about that day, unless it is in the future tense.
    if first.is_none_or(|word| word == "On") && words.clone().count() <= 1 {
        let after = &paragraph[written.end..];
        let clause = &after[..after.find(['.', ';']).unwrap_or(after.len())];
        return clause
            .split_whitespace()
            .take(CLAUSE)
            .any(|word| matches!(word, "will" | "would"));
    }
    words.any(|word| is(&word.to_ascii_lowercase(), List::Away)) || sentence.contains(['(', '–', '—'])
}

/// The start of the sentence around a byte: after a stop and a space before a capital.
fn sentence_start(text: &str, at: usize) -> usize {
    let head = &text[..at];
    let stops = head.rmatch_indices(['.', '!', '?', '\n']);
    for (stop, mark) in stops {
        let after = &head[stop + mark.len()..];
        let begins = mark == "\n" || after.starts_with(char::is_whitespace) || after.is_empty();
        let word = head[..stop].rsplit(char::is_whitespace).next().unwrap_or_default();
        let abbreviation = mark == "." && (word.chars().count() <= 3 || word.contains('.'));
        if begins && !abbreviation {
            return stop + mark.len();
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        of_lead(text.lines()).map(|date| date.to_string())
    }

    #[test]
    fn sentences_that_report_news() {
        for (text, date) in [
            ("Talks stalled. On July 21, 2025, Keller said so.", "2025-07-21"),
            ("March 3, 2019, was a good day for the port.", "2019-03-03"),
            (
                "The mayor resigned on March 3, 2019. She was elected on May 5, 2015.",
                "2019-03-03",
            ),
            ("Sen. Keller resigned on Tuesday, March 3, 2019.", "2019-03-03"),
        ] {
            assert_eq!(read(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn dates_of_something_else() {
        for text in [
            "The law, which was passed on July 21, 2015, is void.",
            "The fair will open on July 21, 2025.",
            "Born on May 3, 1950, she was a nurse.",
            "On June 6, 2031, the lease will end.",
            "He has been in prison since March 3, 2019.",
            "On June 6, 1944, they landed.\nThe mayor laid a wreath on June 6, 2024.",
            "Prices rose.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
