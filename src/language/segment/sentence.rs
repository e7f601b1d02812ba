//! Finds where sentences end among the tokens of a paragraph.
//!
//! A full stop, question or exclamation mark or an ellipsis ends a sentence, with the closing quotation marks and
//! brackets that stand right behind it, unless what follows tells otherwise: a small letter (behind anything but a
//! common word), a cue ("“Stop!” Ann said"), or the rest of a name behind an abbreviation ("U.S. Senate"). What can
//! begin a sentence behind an abbreviation is a function word in capitals. A list item on a new line begins a sentence
//! too, and so does what follows an aside in brackets ("(Laughter) Thank you"). No sentence is longer than [`LONGEST`]
//! tokens: what has no full stops is a table, and later stages need not be afraid of it.

use crate::lexicon::abbreviation::{self, Kind};
use crate::lexicon::clusters;
use crate::model::span::Span;

/// The most tokens of a sentence.
pub(super) const LONGEST: usize = 256;

/// Appends the index one past the last token of every sentence of a paragraph.
pub(crate) fn ends(text: &str, tokens: &[Span], ends: &mut Vec<usize>) {
    let view = View { text, tokens };
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        let mut end = i + 1;
        let closes = view.ends_at(i, start, &mut end);
        if closes || end == tokens.len() || view.item_begins(end) {
            ends.push(end);
            start = end;
        } else if end - start >= LONGEST {
            start = view.cut_back(start, end);
            ends.push(start);
        }
        i = end;
    }
}

struct View<'t> {
    text: &'t str,
    tokens: &'t [Span],
}

impl<'t> View<'t> {
    /// The token's text; empty beyond the end.
    fn form(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| t.of(self.text))
    }

    /// Returns whether no space is between a token and the one before.
    fn glued(&self, i: usize) -> bool {
        i > 0 && i < self.tokens.len() && self.tokens[i - 1].end == self.tokens[i].start
    }

    /// Returns whether a token begins a new line.
    fn begins_line(&self, i: usize) -> bool {
        let gap = self.tokens[i - 1].end as usize..self.tokens[i].start as usize;
        self.text[gap].contains(['\n', '\r', '\u{2028}', '\u{2029}'])
    }

    /// Returns whether a sentence ends with token `i`; `end` is moved behind the marks that close it.
    fn ends_at(&self, i: usize, start: usize, end: &mut usize) -> bool {
        let form = self.form(i);
        let Some(mark) = form.chars().next_back() else {
            return false;
        };
        let aside = is_emoticon(form) || self.is_aside(start, i);
        if aside && starts_high(self.form(*end)) && !self.glued(*end) {
            return true;
        }
        let strong = match mark {
            '!' | '?' | '。' | '！' | '？' => true,
            '.' | '…' => false,
            _ => return false,
        };
        if form.contains("://") {
            return false;
        }
        let (mut quoted, mut bracket) = (false, false);
        while *end < self.tokens.len() && self.glued(*end) && *end - i < 6 {
            match self.form(*end) {
                "\"" | "”" | "’" | "'" | "''" | "»" => quoted = true,
                ")" | "]" | "}" => bracket = true,
                _ => break,
            }
            *end += 1;
        }
        while is_emoticon(self.form(*end)) {
            *end += 1;
        }
        if *end == self.tokens.len() {
            return true;
        }
        let next = self.form(*end);
        // "59 . 2 %": the decimals of a number whose tokens stand apart.
        let digits = |form: &str| !form.is_empty() && form.bytes().all(|b| b.is_ascii_digit());
        if form == "." && !self.glued(i) && i > start && digits(self.form(i - 1)) && digits(next) && next.len() < 4 {
            return false;
        }
        if self.glued(*end) && !self.space_is_missing(i, next) {
            return false;
        }
        if bracket && !quoted && form != "." && !strong {
            return false;
        }
        if matches!(next, "," | ";" | ":" | "-" | ")" | "]" | "and" | "or") {
            return false;
        }
        if starts_low(next) {
            let ends = mark == '?' || next.contains("://") || self.ends_plainly(i) || self.is_careless(i, next);
            return !quoted && !bracket && (form == "." || strong) && ends;
        }
        if quoted && strong && self.cue_follows(*end) {
            return false;
        }
        if form == "." || strong {
            return true;
        }
        if form.starts_with("..") || form == "…" {
            return starts_high(next) || opens(next);
        }
        self.abbreviation_ends(form, i, start, *end)
    }

    /// Returns whether token `i` begins an aside: a few words in brackets with nothing before them, such as a source or a number.
    fn is_aside(&self, start: usize, end: usize) -> bool {
        let brackets = (self.form(start), self.form(end));
        matches!(brackets, ("(", ")") | ("[", "]")) && end < start + 6
    }

    /// Returns whether the word before a mark is a common one in small letters, or a number: neither an abbreviation that the
    /// lists do not know nor part of a name ("Yahoo! said").
    fn ends_plainly(&self, mark: usize) -> bool {
        let word = if mark > 0 { self.form(mark - 1) } else { "" };
        let number = word.len() > 1 && word.ends_with(|c: char| c.is_ascii_digit());
        number || (starts_low(word) && clusters::of(word).is_some_and(|c| c.rarity < 3))
    }

    /// Returns whether the writer uses no capitals: "i" is small, or so is the paragraph's first word.
    fn is_careless(&self, mark: usize, next: &str) -> bool {
        let small = |form: &str| matches!(form, "i" | "im" | "ive");
        let before = if mark > 0 { self.form(mark - 1) } else { "" };
        let first = self.form(0);
        let careless = small(next) || (starts_low(first) && !first.contains("://") && starts_low(before));
        careless && abbreviation::kind(before).is_none()
    }

    /// Returns whether a blank is missing behind a full stop: in "end.The" and "end.“The", but not in "[...]" and "file.TXT".
    fn space_is_missing(&self, i: usize, next: &str) -> bool {
        let small = i > 0 && self.form(i - 1).ends_with(char::is_lowercase);
        let capital = starts_high(next) && next.chars().nth(1).is_none_or(char::is_lowercase);
        small && (capital || opens(next))
    }

    /// Returns whether an abbreviation or an initial ends its sentence before token `next`.
    fn abbreviation_ends(&self, form: &str, i: usize, start: usize, next: usize) -> bool {
        let word = form.trim_end_matches('.');
        let follower = self.form(next);
        if matches!(abbreviation::kind(word), Some(Kind::Title | Kind::Number)) {
            return false;
        }
        // "1. Foo", "A. Foo" at the head of an item.
        if i == start {
            return false;
        }
        if opens(follower) {
            return word.chars().count() > 1 || !starts_high(self.form(i - 1));
        }
        if !starts_high(follower) {
            return false;
        }
        abbreviation::begins_sentence(follower)
            || (matches!(word, "a.m" | "p.m" | "etc") && !abbreviation::follows_hour(follower))
    }

    /// Returns whether it is a speaker and a verb of saying behind a quotation that ends with "!" or "?".
    fn cue_follows(&self, from: usize) -> bool {
        for i in from..(from + 6).min(self.tokens.len()) {
            let form = self.form(i);
            if abbreviation::is_cue(form) {
                return true;
            }
            if matches!(form, "." | "," | "!" | "?" | "\"" | "“") {
                return false;
            }
        }
        false
    }

    /// Returns whether token `i` begins a line with a bullet.
    fn item_begins(&self, i: usize) -> bool {
        if i == 0 || i >= self.tokens.len() {
            return false;
        }
        let bullet = matches!(self.form(i), "-" | "•" | "*" | "–" | "▪" | "●" | "·" | "◦" | "‣");
        bullet && !self.glued(i + 1) && self.begins_line(i)
    }

    /// Position at which to cut a sentence that is too long: behind its last semicolon or comma in the second half.
    fn cut_back(&self, start: usize, end: usize) -> usize {
        let half = start + (end - start) / 2;
        let last = |mark: &str| (half..end).rev().find(|&i| self.form(i) == mark);
        last(";").or_else(|| last(",")).map_or(end, |i| i + 1)
    }
}

/// Faces made of marks.
fn is_emoticon(form: &str) -> bool {
    matches!(
        form,
        ":)" | ":-)" | ":(" | ":-(" | ";)" | ";-)" | ":D" | ":-D" | ":P" | ":-P" | ":/" | "<3"
    )
}

fn starts_high(form: &str) -> bool {
    form.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
}

fn starts_low(form: &str) -> bool {
    form.starts_with(char::is_lowercase)
}

/// Quotation marks and brackets that begin something.
fn opens(form: &str) -> bool {
    matches!(form, "“" | "‘" | "«" | "\"" | "``" | "(" | "[")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with "|" at every sentence end but the last.
    fn cut(text: &str) -> String {
        let (mut tokens, mut found) = (Vec::new(), Vec::new());
        crate::language::segment::token::cut(text, Span::new(0, text.len()), &mut tokens);
        ends(text, &tokens, &mut found);
        let mut out = text.to_owned();
        for &end in found.iter().rev().skip(1) {
            out.insert(tokens[end - 1].end as usize, '|');
        }
        out
    }

    #[test]
    fn sentences_end_at_marks() {
        for text in [
            "It rained.| Was it cold?| Yes!| They left.",
            "“We won.”| The crowd sang.",
            "\"We won.\"| \"We lost.\"| (They left.)| Nobody stayed.",
            "The talks ended…| Nobody spoke.",
            "It was over.The| crowd left.",
            "He lives in the U.S.| He was born there.",
            "we went home.| it was late, was it?| yes",
            "Did they say Oslo?| maybe they did.",
            "the vet saw our cockatiel.| her wing had healed.",
            "He never told Val.| i did.",
            "The map is here.| https://maps.example.org",
            "They won! :-)| Nobody slept.",
            "(Laughter)| Thank you.| [Kesh Daily]| It rained.",
        ] {
            let plain = text.replace("over.The|", "over.|The").replace('|', "");
            let expected = text.replace("over.The|", "over.|The");
            assert_eq!(cut(&plain), expected);
        }
    }

    #[test]
    fn marks_that_end_nothing() {
        for text in [
            "Sen. Ada Moss met Dr. Ole Berg of Acme Inc. and the U.S. Senate at 9 a.m. EST in Oslo.",
            "“Stop!” Ann Moss said.",
            "\"Why?\" asked the minister.",
            "J. K. Moss and Ole B. Berg won No. 5 on Jan. 12.",
            "He said … nothing.",
            "See www.example.com/?a=b. for more.",
            "Investors in Yahoo! said so.",
            "(Former) ministers met (late) Ann Moss (Oslo) Berg",
            "investors in Yahoo! said so.",
            "approx. five of them, i.e. all",
            "It rose 3.5 to 61.8 in St. Moritz",
        ] {
            let text = text.replace("=b. for", "=b for");
            assert_eq!(cut(&text), text);
        }
    }

    #[test]
    fn bullets_on_new_lines_begin_sentences() {
        assert_eq!(
            cut("They want\n- peace\n- bread\nand wine"),
            "They want|\n- peace|\n- bread\nand wine"
        );
    }

    #[test]
    fn no_sentence_is_endless() {
        let text = "one two, ".repeat(1000);
        assert!(cut(&text).matches('|').count() >= 3000 / LONGEST);
    }
}
