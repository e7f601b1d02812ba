//! Cuts text into tokens as UD English does.
//!
//! White space separates; inside a run of other characters, clitics ("do" + "n't", "Ann" + "'s", "can" + "not"),
//! punctuation, currency and percent signs, the parts of hyphenated and slashed compounds and the unit behind a number
//! ("9" + "am") are tokens of their own. Kept whole are numbers with their separators ("1,500", "61.8", "10:30",
//! "9/11", "2019-03-12"), addresses of the web and of mail, abbreviations with their full stop ("U.S.", "Sen."), words
//! with a bound prefix ("re-elected"), runs of one mark ("...", "--", "?!"), and emoji with their modifiers.
//!
//! Every character that is not [space](is_space) is in exactly one token. The time is linear in the text, also for
//! text without any white space: what is looked at ahead is either taken or bounded by [`NEAR`].

use crate::lexicon::abbreviation::{self, Kind};
use crate::model::span::Span;

/// The farthest look ahead for something that may not be taken, in bytes.
const NEAR: usize = 128;

/// Returns whether a character separates tokens and is in none of them: white space, control characters, invisible joiners and marks.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Appends the tokens of `text[span]`, in order.
pub(crate) fn cut(text: &str, span: Span, tokens: &mut Vec<Span>) {
    let mut cutter = Cutter {
        text: &text[..span.end as usize],
        at: span.start as usize,
        tokens,
    };
    while let Some(c) = cutter.peek() {
        if is_space(c) {
            cutter.at += c.len_utf8();
        } else {
            cutter.token(c);
        }
    }
}

struct Cutter<'t, 'o> {
    text: &'t str,
    at: usize,
    tokens: &'o mut Vec<Span>,
}

impl Cutter<'_, '_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes `len` bytes as one token.
    fn take(&mut self, len: usize) {
        self.tokens.push(Span::new(self.at, self.at + len));
        self.at += len;
    }

    /// Takes the token that begins here, with `c`, and what is cut off from it.
    fn token(&mut self, c: char) {
        if c.is_alphanumeric() || c == '@' || c == '#' {
            let address = address(self.rest());
            if address > 0 {
                return self.take(address);
            }
        }
        if c.is_numeric() || (matches!(c, '.' | '+') && self.rest()[1..].starts_with(|d: char| d.is_ascii_digit())) {
            let glued = self.tokens.last().is_some_and(|t| t.end as usize == self.at);
            if c.is_numeric() || !glued {
                return self.number();
            }
        }
        if is_word(c) {
            return self.word();
        }
        if is_apostrophe(c) {
            let len = elision(self.rest());
            if len > 0 {
                return self.take(len);
            }
        }
        self.mark(c);
    }

    /// A number with its separators; an ordinal, plural or code suffix stays, a unit becomes the next token.
    fn number(&mut self) {
        let (digits, groups) = digits(self.rest());
        let len = if groups >= 3 || (groups == 2 && is_telephone(&self.rest()[..digits])) {
            digits
        } else {
            plain_number(self.rest())
        };
        let suffix = word_length(&self.rest()[len..]);
        let unit = &self.rest()[len..len + suffix];
        if suffix == 0 || abbreviation::is_unit(unit) {
            return self.take(len);
        }
        // "5th", "1990s", "3D", "777X".
        self.take(len + suffix);
    }

    /// A word with its clitics, or an abbreviation with its full stop.
    fn word(&mut self) {
        let rest = self.rest();
        let len = word_length(rest);
        // "US$", "A$"
        if len <= 3 && rest[len..].starts_with('$') && rest[..len].bytes().all(|b| b.is_ascii_uppercase()) {
            return self.take(len + 1);
        }
        let word = &rest[..len];
        if rest[len..].starts_with('.') && self.keeps_stop(word, &rest[len + 1..]) {
            return self.take(len + 1);
        }
        let (first, second) = clitics(word, &rest[len..]);
        self.take(first);
        if second > 0 {
            self.take(second);
        }
    }

    /// Returns whether the full stop belongs to the word.
    fn keeps_stop(&self, word: &str, after: &str) -> bool {
        let mut letters = word.chars();
        let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        if single {
            return self.is_initial(word, after);
        }
        // "U.S", "a.m", "Ph.D": single letters between full stops.
        if word.contains('.') {
            return word.split('.').all(|part| part.chars().count() <= 2) && word.chars().any(char::is_alphabetic);
        }
        match abbreviation::kind(word) {
            Some(Kind::Number) => after.trim_start().starts_with(|c: char| c.is_ascii_digit()),
            Some(Kind::Title) => !after.trim_start().is_empty(),
            Some(Kind::Name) => word.starts_with(char::is_uppercase),
            Some(Kind::Plain) => true,
            None => false,
        }
    }

    /// Returns whether it is the initial of a name, but not for "Plan B." at the end of a text, nor for the pronoun "I".
    fn is_initial(&self, letter: &str, after: &str) -> bool {
        let next = after.trim_start();
        let name = || {
            let before = self.tokens.last().map_or("", |t| t.of(self.text));
            before.starts_with(char::is_uppercase) && next.starts_with(char::is_uppercase)
        };
        !next.is_empty() && (letter != "I" || after.starts_with(char::is_uppercase) || name())
    }

    /// Punctuation, a symbol, an emoji.
    fn mark(&mut self, c: char) {
        let rest = self.rest();
        let run = |same: fn(char) -> bool| rest.find(|c| !same(c)).unwrap_or(rest.len());
        let len = match c {
            '.' => run(|c| c == '.'),
            '!' | '?' => run(|c| matches!(c, '!' | '?')),
            '-' => run(|c| c == '-'),
            '*' => run(|c| c == '*'),
            '_' => run(|c| c == '_'),
            '=' => run(|c| c == '='),
            '~' => run(|c| c == '~'),
            '`' => run(|c| c == '`').min(2),
            '\'' if rest.starts_with("''") => 2,
            '°' if rest.starts_with("°C") || rest.starts_with("°F") => 3,
            ':' | ';' => emoticon(rest).unwrap_or(1),
            c if is_pictograph(c) => emoji_length(rest),
            c => c.len_utf8(),
        };
        self.take(len);
    }
}

/// Letters, digits and the marks that combine with them.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c) || c == '\u{AD}'
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{64B}'..='\u{65F}'
        | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}' | '\u{200C}' | '\u{200D}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// The length of the word at the start: letters and digits, with inner apostrophes, full stops ("U.S"), ampersands
/// between capitals ("AT&T"), underscores, and hyphens behind a bound prefix.
fn word_length(text: &str) -> usize {
    let mut len = 0;
    let mut before = ' ';
    loop {
        let mut chars = text[len..].chars();
        let Some(c) = chars.next() else { return len };
        let next = chars.next().unwrap_or(' ');
        let joins = is_word(c)
            || (len > 0
                && match c {
                    '\'' | '’' | 'ʼ' => before.is_alphabetic() && next.is_alphabetic(),
                    '.' => next.is_alphabetic() && inner_stop(&text[..len], &text[len + 1..]),
                    '&' => before.is_uppercase() && next.is_uppercase(),
                    '_' => next.is_alphanumeric(),
                    '-' => next.is_alphabetic() && abbreviation::is_prefix(&text[..len]),
                    _ => false,
                });
        if !joins {
            return len;
        }
        before = c;
        len += c.len_utf8();
    }
}

/// Returns whether a full stop between letters does not end a sentence: "U.S", "e.g", "example.com", but not "end.The".
fn inner_stop(before: &str, after: &str) -> bool {
    let piece = before.rsplit('.').next().unwrap_or(before);
    let next: usize = after.chars().take(4).take_while(|c| c.is_alphabetic()).count();
    if piece.chars().take(2).count() == 1 {
        // "J.Smith" is an initial and a name, "U.S" goes on.
        return next <= 2 || !piece.chars().all(char::is_uppercase);
    }
    if abbreviation::kind(piece).is_some() {
        return false;
    }
    let lower = after.chars().next().is_some_and(char::is_lowercase);
    lower || (next == 1 && piece.chars().count() <= 2)
}

/// Positions at which to cut a word that may carry clitics: the lengths in bytes of the first and the second part. `after` follows the word.
fn clitics(word: &str, after: &str) -> (usize, usize) {
    let len = word.len();
    if let Some((at, apostrophe)) = word.char_indices().rev().find(|(_, c)| is_apostrophe(*c)) {
        let tail = &word[at + apostrophe.len_utf8()..];
        let is = |clitic: &str| tail.eq_ignore_ascii_case(clitic);
        if is("t") && word[..at].ends_with(['n', 'N']) && at > 1 {
            return (at - 1, len - at + 1);
        }
        if ["s", "m", "d", "re", "ve", "ll"].into_iter().any(is) {
            return (at, len - at);
        }
        return (len, 0);
    }
    if after.starts_with(is_apostrophe) || !word.is_ascii() {
        return (len, 0);
    }
    let cut = abbreviation::fused(word);
    if cut > 0 { (cut, len - cut) } else { (len, 0) }
}

/// The length of a word or number that begins with an apostrophe: clitics cut from quotation marks or numbers ("'s"),
/// "'90s", "'em".
fn elision(text: &str) -> usize {
    let mark = text.chars().next().map_or(0, char::len_utf8);
    let rest = &text[mark..];
    let len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    let word = &rest[..len];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let decade = digits == 2 && matches!(&word[2..], "" | "s");
    let known = ["s", "m", "d", "re", "ve", "ll", "em", "til", "cause", "tis", "twas"];
    if decade || known.iter().any(|k| word.eq_ignore_ascii_case(k)) {
        mark + len
    } else {
        0
    }
}

/// The length of a number: digits, with separators that have digits on both sides.
fn plain_number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut len = usize::from(matches!(bytes.first(), Some(b'.' | b'+')));
    loop {
        let rest = &text[len..];
        let c = rest.chars().next().unwrap_or(' ');
        let separator = matches!(c, '.' | ',' | ':' | '/' | '’' | '\'')
            && rest[c.len_utf8()..].starts_with(|d: char| d.is_ascii_digit());
        if !(c.is_numeric() || separator) {
            return len;
        }
        len += c.len_utf8();
    }
}

/// Returns whether digits with hyphens are a telephone number: "555-0123".
fn is_telephone(number: &str) -> bool {
    number.len() == 8 && number.as_bytes()[3] == b'-'
}

/// The length of groups of digits joined by hyphens, and how many there are: dates and telephone numbers.
fn digits(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let (mut len, mut groups) = (0, 0);
    while len < NEAR {
        let run = bytes[len..]
            .iter()
            .take(NEAR)
            .take_while(|b| b.is_ascii_digit())
            .count();
        if run == 0 {
            return (len.saturating_sub(1), groups);
        }
        groups += 1;
        len += run;
        if bytes.get(len) != Some(&b'-') {
            return (len, groups);
        }
        len += 1;
    }
    (0, 0)
}

/// The length of an address of the web or of mail, of a @name or a #tag; 0 if there is none.
fn address(text: &str) -> usize {
    let near = &text.as_bytes()[..text.len().min(NEAR)];
    let starts =
        |prefix: &str| near.len() > prefix.len() && near[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes());
    if ["http://", "https://", "ftp://", "www."].into_iter().any(starts) {
        let end = text.find(|c| is_space(c) || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '‘' | '’'));
        let url = text[..end.unwrap_or(text.len())].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
        let closed = url.matches(')').count() > url.matches('(').count();
        return if closed {
            url.trim_end_matches(')').len()
        } else {
            url.len()
        };
    }
    if matches!(near[0], b'@' | b'#') {
        let name = near[1..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || **b == b'_')
            .count();
        let tag = near
            .get(1)
            .is_some_and(|b| b.is_ascii_alphabetic() || (near[0] == b'@' && *b == b'_'));
        return if tag && name + 1 < NEAR { name + 1 } else { 0 };
    }
    mail(near)
}

fn mail(near: &[u8]) -> usize {
    let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+');
    let name = near.iter().take_while(|b| part(b)).count();
    if near.get(name) != Some(&b'@') {
        return 0;
    }
    let host = near[name + 1..].iter().take_while(|b| part(b)).count();
    let mut end = name + 1 + host;
    while matches!(near[end - 1], b'.' | b'-') {
        end -= 1;
    }
    if near[name + 1..end.max(name + 1)].contains(&b'.') {
        end
    } else {
        0
    }
}

/// The length of an emoticon such as ":-)".
fn emoticon(text: &str) -> Option<usize> {
    let faces = [
        ":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P", ":-D", ":-P", ":/", ":-/",
    ];
    let face = faces.into_iter().find(|face| text.starts_with(face))?;
    let alone = text[face.len()..]
        .chars()
        .next()
        .is_none_or(|c| is_space(c) || c.is_ascii_punctuation());
    alone.then_some(face.len())
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{2190}'..='\u{21FF}')
}

/// An emoji with skin tone, variation selector, keycap and joined parts; a pair of regional letters is a flag.
fn emoji_length(text: &str) -> usize {
    let flag = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    let mut len = 0;
    let mut before = ' ';
    for c in text.chars() {
        let modifies = matches!(
            c,
            '\u{FE0E}' | '\u{FE0F}' | '\u{200D}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}'
        );
        let joined = before == '\u{200D}' && is_pictograph(c);
        let pair = flag(before) && flag(c) && len == before.len_utf8();
        if len > 0 && !(modifies || joined || pair) {
            break;
        }
        before = c;
        len += c.len_utf8();
    }
    len
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<&str> {
        let mut spans = Vec::new();
        cut(text, Span::new(0, text.len()), &mut spans);
        spans.into_iter().map(|s| s.of(text)).collect()
    }

    /// The text is written with "|" between tokens that no space parts.
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split([' ', '|']).filter(|t| !t.is_empty()).collect();
        assert_eq!(tokens(&marked.replace('|', "")), expected);
    }

    #[test]
    fn clitics_are_cut() {
        check("Ann|'s dogs|' bowls do|n't move|, they|'re full|; Moss|’s ca|n’t");
        check("O'Brien can|not say five o'clock in the '90s|, gon|na see");
    }

    #[test]
    fn compounds_are_cut_at_hyphens_but_not_behind_prefixes() {
        check("a Kyiv|-|based|, re-elected non-profit cease-fire F|-|16 10|-|year|-|old U.S.|-|led and|/|or e-mail");
    }

    #[test]
    fn numbers_keep_their_separators() {
        check("1,500 61.8 3|-|1 9/11 10:30 2019-03-12 |.5 555-0123 1½ 20th 1990s |5|% $|5|bn US$|40 €|5|k 9|am 30|°C");
    }

    #[test]
    fn addresses_are_whole() {
        check(
            "(|https://example.org/a_(b)?c=1&d=2|)|, www.example.com|. mail ann.moss@example.org|, @moss #vote example.com",
        );
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        check("Sen. Moss|, J. K. Berg|, the U.S. and e.g. Acme Inc. at 9 a.m. on Jan. 5|, No. 5|. No|. I|.");
        check("AT&T Ph.D. D.C. Dr.|Moss end|.|The");
    }

    #[test]
    fn marks_and_pictures() {
        check("Well|...|!? -- “|So|” –|a|–| 👍🏽|👩\u{200D}🚀|🇺🇦 :-) ``|x|`");
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_spaces(text in "\\PC{0,60}|[a-zA-Z0-9 .,'’@#/:\\-\n$%!?&é“”°½_+]{0,80}") {
            let mut spans = Vec::new();
            cut(&text, Span::new(0, text.len()), &mut spans);
            let mut at = 0;
            for span in &spans {
                prop_assert!(span.start as usize >= at && !span.is_empty());
                prop_assert!(text[at..span.start as usize].chars().all(is_space));
                prop_assert!(!span.of(&text).chars().any(is_space), "{:?}", span.of(&text));
                at = span.end as usize;
            }
            prop_assert!(text[at..].chars().all(is_space));
            let mut ends = Vec::new();
            crate::language::segment::sentence::ends(&text, &spans, &mut ends);
            prop_assert_eq!(ends.last().copied().unwrap_or(0), spans.len());
        }
    }
}
