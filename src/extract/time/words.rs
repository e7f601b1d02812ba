//! The words of a sentence as the grammar reads them, and the atoms of the calendar: months, weekdays, years, days.

use super::years;
use crate::extract::number::{self, Form};
use crate::language::{Document, Upos, Xpos};
use crate::lexicon::number::{Kind, word};
use crate::lexicon::time::{Class, Entry, entry, starts_holiday};
use crate::model::ids::{TokenId, TokenRange};
use crate::model::timex::Season;

/// Returns whether a word begins with a digit, an apostrophe ("'90s") or "mid-".
fn spelled(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '\'' | '’')) || word.starts_with("mid-")
}

/// The most words between the first word of a time and its first telling word ("the latter part of that year").
const REACH: usize = 6;

/// The season of a number in the lexicon.
pub(super) fn season(number: i32) -> Season {
    match number {
        1 => Season::Spring,
        2 => Season::Summer,
        3 => Season::Autumn,
        _ => Season::Winter,
    }
}

/// A token with its entry in the lexicon.
#[derive(Clone, Copy)]
pub(super) struct Word<'d> {
    pub(super) form: &'d str,
    pub(super) lower: &'d str,
    entry: Entry,
    /// It may begin a time expression.
    begins: bool,
    /// No space before it.
    pub(super) glued: bool,
    pub(super) xpos: Xpos,
    pub(super) upos: Upos,
}

/// The words of one sentence. Positions are counted from its first word; positions behind its end hold nothing.
pub(super) struct Words<'d> {
    pub(super) doc: &'d Document,
    /// Number of the sentence's first token.
    pub(super) first: u32,
    list: Vec<Word<'d>>,
    /// Whether the document has part-of-speech tags at all.
    pub(super) tagged: bool,
}

impl<'d> Words<'d> {
    /// An empty reader, to be filled sentence by sentence.
    pub(super) fn new(doc: &'d Document) -> Words<'d> {
        Words {
            doc,
            first: 0,
            list: Vec::new(),
            tagged: doc.tokens().iter().any(|t| t.upos != Upos::X),
        }
    }

    /// Turns to another sentence; false if no word of it can begin a time expression.
    pub(super) fn fill(&mut self, tokens: TokenRange) -> bool {
        self.first = tokens.start.0;
        self.list.clear();
        let mut end = None;
        for id in tokens.iter() {
            let token = self.doc.token(id);
            let lower = self.doc.lower(id);
            let entry = entry(lower);
            let begins = !entry.is_empty() || spelled(lower) || starts_holiday(lower) || word(lower).is_some();
            self.list.push(Word {
                form: self.doc.form(id),
                lower,
                entry,
                begins,
                glued: end == Some(token.span.start),
                xpos: token.xpos,
                upos: token.upos,
            });
            end = Some(token.span.end);
        }
        self.look_ahead()
    }

    /// Only words that are followed by a word of time begin anything; false if there are none.
    fn look_ahead(&mut self) -> bool {
        let (mut ahead, mut any) = (REACH + 1, false);
        for word in self.list.iter_mut().rev() {
            let telling = word.begins && !word.entry.iter().all(|(class, _)| class.introduces());
            ahead = if telling || word.begins && word.entry.is_empty() {
                0
            } else {
                ahead + 1
            };
            word.begins &= ahead <= REACH;
            any |= word.begins;
        }
        any
    }

    /// Returns whether the sentence ends in a full stop, which most headings lack.
    pub(super) fn is_prose(&self) -> bool {
        let marks = |w: &&Word| !matches!(w.lower, "\"" | "”" | "''" | "’" | ")");
        let last = self.list.iter().rev().find(marks);
        last.is_some_and(|w| matches!(w.lower, "." | "!" | "?" | ":" | "…"))
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn id(&self, i: usize) -> TokenId {
        TokenId(self.first + i as u32)
    }

    pub(super) fn at(&self, i: usize) -> Option<&Word<'d>> {
        self.list.get(i)
    }

    pub(super) fn before(&self, i: usize) -> Option<&Word<'d>> {
        self.list.get(i.checked_sub(1)?)
    }

    pub(super) fn lower(&self, i: usize) -> &'d str {
        self.list.get(i).map_or("", |w| w.lower)
    }

    pub(super) fn form(&self, i: usize) -> &'d str {
        self.list.get(i).map_or("", |w| w.form)
    }

    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.lower(i) == word
    }

    pub(super) fn any(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(i))
    }

    /// The value of a class of a word.
    pub(super) fn get(&self, i: usize, class: Class) -> Option<i32> {
        let entry = self.list.get(i)?.entry;
        entry.iter().find(|(c, _)| *c == class).map(|(_, value)| *value)
    }

    pub(super) fn has(&self, i: usize, class: Class) -> bool {
        self.get(i, class).is_some()
    }

    /// Returns whether the word may begin a time expression.
    pub(super) fn begins(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|w| w.begins)
    }

    /// Past a hyphen or dash that is glued to the word before it.
    pub(super) fn hyphen(&self, i: usize) -> usize {
        let hyphen = self
            .list
            .get(i)
            .is_some_and(|w| w.glued && matches!(w.lower, "-" | "‐" | "–"));
        i + usize::from(hyphen)
    }

    /// Past a comma.
    pub(super) fn comma(&self, i: usize) -> usize {
        i + usize::from(self.is(i, ","))
    }

    /// Past one of some words.
    pub(super) fn skip(&self, i: usize, words: &[&str]) -> usize {
        i + usize::from(self.any(i, words))
    }

    /// Returns whether the word is "'s" or the lone apostrophe of a possessive.
    pub(super) fn possessive(&self, i: usize) -> bool {
        self.any(i, &["'s", "’s"]) || (self.any(i, &["'", "’"]) && self.list[i].glued)
    }

    /// A number of figures only.
    pub(super) fn digits(&self, i: usize) -> Option<u32> {
        let text = self.list.get(i)?.lower;
        let plain = text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    }

    /// A cardinal number.
    pub(super) fn number(&self, i: usize) -> Option<(usize, f64)> {
        let end = self.id(self.list.len());
        let number = number::read(self.doc, self.id(i), end).filter(|_| i < self.list.len())?;
        match number.form {
            // "two quarters" are periods here, not a half, and "one second" is no part of anything.
            Form::Fraction => Some((i + 1, self.cardinal(i)?)),
            Form::Many => None,
            _ => Some(((number.tokens.end.0 - self.first) as usize, number.value)),
        }
    }

    /// A number word of one token: "five", "twenty".
    pub(super) fn cardinal(&self, i: usize) -> Option<f64> {
        match word(self.lower(i))? {
            (Kind::Unit | Kind::Ten, value) => Some(value),
            _ => None,
        }
    }

    /// A month: its number.
    pub(super) fn month(&self, i: usize) -> Option<u8> {
        let month = self.get(i, Class::Month)? as u8;
        let form = self.form(i);
        let capital = form.starts_with(|c: char| c.is_ascii_uppercase());
        capital.then_some(month)
    }

    /// A season.
    pub(super) fn season(&self, i: usize) -> Option<Season> {
        self.get(i, Class::Season).map(season)
    }

    /// A weekday: its number.
    pub(super) fn weekday(&self, i: usize) -> Option<u8> {
        let day = self.get(i, Class::Weekday)? as u8;
        let form = self.form(i);
        let capital = form.starts_with(|c: char| c.is_ascii_uppercase());
        let short = form.len() <= 4 || form.ends_with('.') || form.len() == 5 && form.ends_with('s');
        (capital && (!short || self.begins_date(i + 1))).then_some(day)
    }

    /// Returns whether a date begins here, as it must behind an abbreviated weekday.
    fn begins_date(&self, i: usize) -> bool {
        let i = self.comma(i);
        self.month(i).is_some() || self.digits(i).is_some_and(|d| d <= 31) && self.month(i + 1).is_some()
    }

    /// A day of a month: "5", "05", "2nd", "eighth", "twenty-first".
    pub(super) fn day(&self, i: usize) -> Option<(usize, u8)> {
        if let Some(day) = self.digits(i) {
            let short = self.lower(i).len() <= 2;
            return (short && (1..=31).contains(&day)).then_some((i + 1, day as u8));
        }
        let (end, day) = self.ordinal(i)?;
        (1..=31).contains(&day).then_some((end, day as u8))
    }

    /// An ordinal number: "2nd", "eighth", "twenty-first".
    pub(super) fn ordinal(&self, i: usize) -> Option<(usize, i32)> {
        if let Some(ordinal) = self.get(i, Class::Ordinal) {
            return Some((i + 1, ordinal));
        }
        let text = self.lower(i);
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = text.strip_suffix("th").or(text.strip_suffix("st"))?;
            return Some((i + 1, digits.parse().ok()?));
        }
        let tens = self.cardinal(i).filter(|n| *n >= 20.0)? as i32;
        let next = self.hyphen(i + 1);
        let ones = self.get(next, Class::Ordinal).filter(|n| *n < 10)?;
        Some((next + 1, tens + ones))
    }

    /// A year with its era, or one of four digits, or in words: astronomical numbering.
    pub(super) fn year(&self, i: usize) -> Option<(usize, i32)> {
        if self.any(i, &["ad", "a.d."]) && self.digits(i + 1).is_some_and(|y| y > 0) {
            return Some((i + 2, self.digits(i + 1)? as i32));
        }
        if let Some(number) = self.digits(i) {
            if let Some(era) = self.get(i + 1, Class::Era).filter(|_| self.is_upper(i + 1)) {
                let year = number as i32;
                return years::WITH_ERA
                    .contains(&year)
                    .then_some((i + 2, if era < 0 { 1 - year } else { year }));
            }
            let plausible = self.lower(i).len() == 4 && years::PLAUSIBLE.contains(&number);
            return plausible.then_some((i + 1, number as i32));
        }
        self.short_year(i).or_else(|| self.spelled_year(i))
    }

    fn is_upper(&self, i: usize) -> bool {
        self.form(i).chars().all(|c| !c.is_ascii_lowercase())
    }

    /// "'99": of the century that is nearest to ours.
    fn short_year(&self, i: usize) -> Option<(usize, i32)> {
        let digits = self.lower(i).strip_prefix(['\'', '’'])?;
        let year: i32 = digits.parse().ok().filter(|_| digits.len() == 2)?;
        Some((i + 1, years::of_apostrophe(year)))
    }

    /// "nineteen ninety-six", "two thousand (and) five".
    fn spelled_year(&self, i: usize) -> Option<(usize, i32)> {
        let century = self.cardinal(i)? as i32;
        if matches!(century, 17..=20) {
            let (end, rest) = self.number(i + 1)?;
            let tens = self.cardinal(i + 1).is_some_and(|n| n >= 10.0);
            return (tens && rest.fract() == 0.0 && rest < 100.0).then_some((end, century * 100 + rest as i32));
        }
        if century == 2 && self.is(i + 1, "thousand") {
            let (end, year) = self.number(i)?;
            return (2000.0..2100.0).contains(&year).then_some((end, year as i32));
        }
        None
    }
}
