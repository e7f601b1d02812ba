//! Normalized words of names, for comparison: without case, diacritics, full stops and possessive endings.

use crate::lexicon::actor_word::{self, List};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a name.
pub(super) fn words(name: &str) -> Vec<String> {
    let cut = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '"' | '“' | '”');
    let mut words: Vec<String> = name.split(cut).map(word).filter(|w| !w.is_empty()).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    abbreviate(&mut words);
    words
}

/// Replaces states and unions inside longer names by their initials: "United States Congress".
fn abbreviate(words: &mut Vec<String>) {
    const SHORT: [(&str, &str, &str); 4] = [
        ("united", "states", "us"),
        ("united", "kingdom", "uk"),
        ("united", "nations", "un"),
        ("european", "union", "eu"),
    ];
    let mut i = 0;
    while i + 1 < words.len() {
        if let Some((_, _, short)) = SHORT.iter().find(|(a, b, _)| words[i] == *a && words[i + 1] == *b) {
            words[i] = (*short).to_owned();
            words.remove(i + 1);
        }
        i += 1;
    }
}

/// One word: lower case, without diacritics, full stops, quotation marks at its ends and a final "'s".
fn word(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    for c in written.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '.' => {}
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            '’' | '‘' | 'ʼ' => out.push('\''),
            '‐' | '‑' | '–' => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
    let out = out.trim_matches('\'');
    let out = out.strip_suffix("'s").unwrap_or(out);
    actor_word::in_full(out).unwrap_or(out).to_owned()
}

/// The words of an organization's name without its legal form.
pub(super) fn without_legal_form(words: &[String]) -> &[String] {
    let mut end = words.len();
    while end > 1 && List::LegalForm.has(&words[end - 1]) {
        end -= 1;
    }
    &words[..end]
}

/// A person's names without "Jr." and numbers, and the part cut off.
pub(super) fn without_suffix(words: &[String]) -> (&[String], Option<&str>) {
    match words {
        [first @ .., last] if !first.is_empty() && List::Suffix.has(last) => (first, Some(last)),
        _ => (words, None),
    }
}

/// A family name without its article: "sisi" of "el-sisi".
pub(super) fn bare_surname(word: &str) -> &str {
    let hyphen = word.find('-').map_or(0, |hyphen| hyphen + 1);
    let (article, rest) = word.split_at(hyphen);
    if List::JoinedArticle.has(article) && rest.len() > 2 {
        rest
    } else {
        word
    }
}

/// The initials of a name as an acronym may have them: of all words, and without function words.
pub(super) fn initials(words: &[String]) -> [String; 2] {
    let letters = |w: &String| w.split('-').filter_map(|p| p.chars().next()).collect::<String>();
    [
        words.iter().map(letters).collect(),
        words.iter().filter(|w| !List::Small.has(w)).map(letters).collect(),
    ]
}

/// Returns whether two long words are spelling variants: one letter is added, lost or changed, or two are swapped.
pub(super) fn is_variant(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().min(b.len()) < 6 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - back], &b[..b.len() - back]);
    // The final letter counts: "Georgia" and "Georgian" are two words.
    let inside = back > 0
        || matches!(
            (a, b),
            (['y' | 'i' | 'j'], ['y' | 'i' | 'j']) | (['y'], []) | ([], ['y'])
        );
    inside
        && match (a, b) {
            ([_], [_]) | ([_], []) | ([], [_]) => true,
            ([x, y], [v, w]) => x == w && y == v,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_comparable() {
        assert_eq!(words("the Łódź’s U.S.-led"), ["lodz", "us-led"]);
        assert_eq!(words("Viktor Orbán"), ["viktor", "orban"]);
        assert_eq!(
            without_legal_form(&words("Kesh Motors Co., Ltd.")).join(" "),
            "kesh motors"
        );
        assert_eq!(without_suffix(&words("Anton Berg Jr.")).1, Some("jr"));
        assert_eq!(bare_surname("el-sisi"), "sisi");
    }

    #[test]
    fn initials_with_and_without_small_words() {
        let [all, main] = initials(&words("Bureau of Harbour Affairs"));
        assert_eq!((&*all, &*main), ("boha", "bha"));
    }

    #[test]
    fn variants_differ_in_one_letter() {
        assert!(is_variant("zelensky", "zelenskyy") && is_variant("zelenskiy", "zelensky"));
        assert!(is_variant("kadafi", "kadaffi"));
        assert!(!is_variant("georgia", "georgian") && !is_variant("berg", "burg") && !is_variant("keller", "kessel"));
    }
}
