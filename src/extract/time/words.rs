//! The words of a sentence as the time grammar reads them, and its terminals: months, weekdays, years, days.

use std::ops::Deref;

use super::years;
use crate::extract::number::{self, Form};
use crate::language::clause::Cursor;
use crate::language::{Document, Upos};
use crate::lexicon::number::{Kind, word};
use crate::lexicon::time::{Class, Context, Entry, entry, speaks, starts_holiday};
use crate::model::ids::{TokenId, TokenRange};
use crate::model::timex::{DayPart, Season};

/// Returns whether a word begins with a digit, an apostrophe ("'90s") or "mid-".
fn spelled(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '\'' | '’')) || word.starts_with("mid-")
}

/// Maximum number of tokens between the first word of a time and its first word of a class that names times ("the
/// latter part of that year").
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

/// The part of the day of a number in the lexicon.
pub(super) fn day_part(number: i32) -> DayPart {
    match number {
        1 => DayPart::Morning,
        2 => DayPart::Midday,
        3 => DayPart::Afternoon,
        4 => DayPart::Evening,
        _ => DayPart::Night,
    }
}

/// Classes of a word in time expressions.
#[derive(Clone, Copy)]
struct Sense {
    /// Its classes in the lexicon.
    entry: Entry,
    /// It may begin a time expression.
    begins: bool,
}

/// A [`Cursor`] over one sentence with the classes of each word.
pub(super) struct Words<'d> {
    cursor: Cursor<'d>,
    senses: Vec<Sense>,
    /// True if the document has part-of-speech tags.
    pub(super) tagged: bool,
}

impl<'d> Deref for Words<'d> {
    type Target = Cursor<'d>;

    fn deref(&self) -> &Cursor<'d> {
        &self.cursor
    }
}

impl<'d> Words<'d> {
    /// An empty view, to be filled sentence by sentence.
    pub(super) fn new(doc: &'d Document) -> Words<'d> {
        Words {
            cursor: Cursor::new(doc, TokenRange::new(TokenId(0), TokenId(0))),
            senses: Vec::new(),
            tagged: doc.tokens().iter().any(|t| t.upos != Upos::X),
        }
    }

    /// Moves to another sentence. Returns whether any word of it can begin a time expression.
    pub(super) fn fill(&mut self, tokens: TokenRange) -> bool {
        self.cursor.tokens = tokens;
        self.senses.clear();
        for id in tokens.iter() {
            let lower = self.doc.lower(id);
            let entry = entry(lower);
            let begins = !entry.is_empty() || spelled(lower) || starts_holiday(lower) || word(lower).is_some();
            self.senses.push(Sense { entry, begins });
        }
        self.look_ahead()
    }

    /// Clears the mark of words without a time word behind them within reach. Returns whether any marked word is left.
    fn look_ahead(&mut self) -> bool {
        let (mut ahead, mut any) = (REACH + 1, false);
        for word in self.senses.iter_mut().rev() {
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
        let mark = |t: &TokenId| !matches!(self.lower(*t), "\"" | "”" | "''" | "’" | ")");
        let last = self.tokens.iter().rev().find(mark);
        last.is_some_and(|t| matches!(self.lower(t), "." | "!" | "?" | ":" | "…"))
    }

    fn sense(&self, at: TokenId) -> Option<&Sense> {
        self.senses.get(at.0.wrapping_sub(self.tokens.start.0) as usize)
    }

    /// The lower-cased word `steps` tokens ahead; `None` outside the sentence.
    pub(super) fn ahead(&self, at: TokenId, steps: u32) -> Option<&'d str> {
        self.has(at + steps).then(|| self.lower(at + steps))
    }

    /// The value of a class of a word.
    pub(super) fn get(&self, i: TokenId, class: Class) -> Option<i32> {
        let entry = self.sense(i)?.entry;
        entry.iter().find(|(c, _)| *c == class).map(|(_, value)| *value)
    }

    /// Returns whether the word is of a class.
    pub(super) fn is_a(&self, i: TokenId, class: Class) -> bool {
        self.get(i, class).is_some()
    }

    /// Returns whether the word may begin a time expression.
    pub(super) fn begins(&self, i: TokenId) -> bool {
        self.sense(i).is_some_and(|w| w.begins)
    }

    /// Returns one past a hyphen or dash without a blank before it, else the same token.
    pub(super) fn hyphen(&self, i: TokenId) -> TokenId {
        let hyphen = self.joined_to_prev(i) && self.is(i, &["-", "‐", "–"]);
        i + u32::from(hyphen)
    }

    /// Returns one past a comma, else the same token.
    pub(super) fn comma(&self, i: TokenId) -> TokenId {
        i + u32::from(self.is(i, &[","]))
    }

    /// Returns one past one of the words, else the same token.
    pub(super) fn skip(&self, i: TokenId, words: &[&str]) -> TokenId {
        i + u32::from(self.is(i, words))
    }

    /// Returns one past a word of a context, else the same token.
    pub(super) fn skip_in(&self, i: TokenId, context: Context) -> TokenId {
        i + u32::from(speaks(self.lower(i), context))
    }

    /// Returns whether the word is "'s" or the lone apostrophe of a possessive.
    pub(super) fn possessive(&self, i: TokenId) -> bool {
        self.is(i, &["'s", "’s"]) || (self.is(i, &["'", "’"]) && self.joined_to_prev(i))
    }

    /// The value of a token of digits only.
    pub(super) fn digits(&self, i: TokenId) -> Option<u32> {
        let text = self.ahead(i, 0)?;
        let plain = text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    }

    /// A cardinal number of any length, and one past its last token.
    pub(super) fn number(&self, i: TokenId) -> Option<(TokenId, f64)> {
        let number = number::read(self.doc, i, self.tokens.end).filter(|_| self.has(i))?;
        match number.form {
            // "two quarters" are periods here, not a half, and "one second" is no part of anything.
            Form::Fraction => Some((i + 1, self.cardinal(i)?)),
            Form::Many => None,
            _ => Some((number.tokens.end, number.value)),
        }
    }

    /// The value of a number word of one token: "five", "twenty".
    pub(super) fn cardinal(&self, i: TokenId) -> Option<f64> {
        match word(self.lower(i))? {
            (Kind::Unit | Kind::Ten, value) => Some(value),
            _ => None,
        }
    }

    /// The number of a month, 1 to 12.
    pub(super) fn month(&self, i: TokenId) -> Option<u8> {
        let month = self.get(i, Class::Month)? as u8;
        let form = self.form(i);
        let capital = form.starts_with(|c: char| c.is_ascii_uppercase());
        capital.then_some(month)
    }

    /// A part of the day, including dawn and dusk.
    pub(super) fn part(&self, i: TokenId) -> Option<DayPart> {
        let number = self.get(i, Class::Part).or(self.get(i, Class::Dawn))?;
        Some(day_part(number))
    }

    /// A season.
    pub(super) fn season(&self, i: TokenId) -> Option<Season> {
        self.get(i, Class::Season).map(season)
    }

    /// The number of a weekday, Monday = 1.
    pub(super) fn weekday(&self, i: TokenId) -> Option<u8> {
        let day = self.get(i, Class::Weekday)? as u8;
        let form = self.form(i);
        let capital = form.starts_with(|c: char| c.is_ascii_uppercase());
        let short = form.len() <= 4 || form.ends_with('.') || form.len() == 5 && form.ends_with('s');
        (capital && (!short || self.begins_date(i + 1))).then_some(day)
    }

    /// Returns whether a date begins here, as it must behind an abbreviated weekday.
    fn begins_date(&self, i: TokenId) -> bool {
        let i = self.comma(i);
        self.month(i).is_some() || self.digits(i).is_some_and(|d| d <= 31) && self.month(i + 1).is_some()
    }

    /// A day of a month and one past its last token: "5", "05", "2nd", "eighth", "twenty-first".
    pub(super) fn day(&self, i: TokenId) -> Option<(TokenId, u8)> {
        if let Some(day) = self.digits(i) {
            let short = self.lower(i).len() <= 2;
            return (short && (1..=31).contains(&day)).then_some((i + 1, day as u8));
        }
        let (end, day) = self.ordinal(i)?;
        (1..=31).contains(&day).then_some((end, day as u8))
    }

    /// An ordinal number and one past its last token: "2nd", "eighth", "twenty-first".
    pub(super) fn ordinal(&self, i: TokenId) -> Option<(TokenId, i32)> {
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

    /// A year in astronomical numbering, and one past its last token: with its era, of four digits, or in words.
    pub(super) fn year(&self, i: TokenId) -> Option<(TokenId, i32)> {
        if self.is(i, &["ad", "a.d."]) && self.digits(i + 1).is_some_and(|y| y > 0) {
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

    fn is_upper(&self, i: TokenId) -> bool {
        self.form(i).chars().all(|c| !c.is_ascii_lowercase())
    }

    /// A year of two digits behind an apostrophe: "'99".
    fn short_year(&self, i: TokenId) -> Option<(TokenId, i32)> {
        let digits = self.lower(i).strip_prefix(['\'', '’'])?;
        let year: i32 = digits.parse().ok().filter(|_| digits.len() == 2)?;
        Some((i + 1, years::of_apostrophe(year)))
    }

    /// A year in words: "nineteen ninety-six", "two thousand (and) five".
    fn spelled_year(&self, i: TokenId) -> Option<(TokenId, i32)> {
        let century = self.cardinal(i)? as i32;
        if matches!(century, 17..=20) {
            let (end, rest) = self.number(i + 1)?;
            let tens = self.cardinal(i + 1).is_some_and(|n| n >= 10.0);
            return (tens && rest.fract() == 0.0 && rest < 100.0).then_some((end, century * 100 + rest as i32));
        }
        if century == 2 && self.is(i + 1, &["thousand"]) {
            let (end, year) = self.number(i)?;
            return (2000.0..2100.0).contains(&year).then_some((end, year as i32));
        }
        None
    }
}
