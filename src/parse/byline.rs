//! Bylines: the authors of an article, read from a line such as "By Helena Marsh and Peter Osei, Reuters".

use crate::lexicon::article_word::{List, is};
use crate::model::date::read;

/// Maximum length of a byline, in bytes.
const LONGEST: usize = 200;
/// Maximum number of words in a person's name.
const NAME_WORDS: usize = 6;

/// The authors that a line names, if the whole line is a byline.
pub(super) fn authors(line: &str) -> Option<Vec<String>> {
    if line.len() > LONGEST || line.ends_with('.') && !line.ends_with("Jr.") {
        return None;
    }
    let names = names(after_cue(line)?);
    (!names.is_empty()).then_some(names)
}

/// Returns whether the first word of a line may begin a byline.
pub(super) fn may_begin(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    matches!(&*first, "by" | "by:") || is(&first, List::Byline)
}

/// The text behind "by", "by:", "written by" at the beginning of a line.
fn after_cue(line: &str) -> Option<&str> {
    let (first, rest) = line.split_once(' ')?;
    match &*first.to_ascii_lowercase() {
        "by" | "by:" => Some(rest),
        cue if is(cue, List::Byline) => rest
            .split_once(' ')
            .filter(|(by, _)| by.eq_ignore_ascii_case("by"))
            .map(|(_, names)| names),
        _ => None,
    }
}

/// The names of persons in a list: "Helena Marsh, Peter Osei and Marion Kelk | Reuters".
pub(super) fn names(list: &str) -> Vec<String> {
    let list = list
        .split(['|', '•', '·', '—', '–', '\n', '('])
        .next()
        .unwrap_or_default();
    let list = list.split(" - ").next().unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for part in list.split([',', ';', '&']) {
        for part in part.split(" and ") {
            let part = part.trim().trim_start_matches("and ").trim();
            let (name, more) = name(part);
            match name {
                Some(name) if !names.contains(&name) => names.push(name),
                Some(_) => {}
                // "Helena Marsh, political editor": what is no name ends the list.
                None => return names,
            }
            if more {
                return names;
            }
        }
    }
    names
}

/// The name at the start of a part, and whether something else follows it.
fn name(part: &str) -> (Option<String>, bool) {
    let mut words: Vec<&str> = Vec::new();
    let mut more = false;
    for word in part.split_whitespace() {
        let lower = word.to_lowercase();
        let particle =
            is(&lower, List::NameParticle) || ["d'", "d’", "o'", "al-", "el-"].iter().any(|p| lower.starts_with(p));
        let capital = word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_alphabetic);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            // "March 3": a month is a name elsewhere.
            words.pop_if(|last| read::month(last).is_some());
        }
        if is(&lower, List::AfterAuthor) || !(capital || particle) || read::is_weekday(word) {
            more = true;
            break;
        }
        words.push(word);
    }
    let fits = (1..=NAME_WORDS).contains(&words.len());
    (fits.then(|| words.join(" ")), more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_name_authors() {
        for (line, expected) in [
            ("By Helena Marsh", vec!["Helena Marsh"]),
            ("BY HELENA MARSH", vec!["HELENA MARSH"]),
            ("By Peter Osei and Marion Kelk", vec!["Peter Osei", "Marion Kelk"]),
            (
                "by Ana de Sousa, Rui Antunes & Lev Orlov | Reuters",
                vec!["Ana de Sousa", "Rui Antunes", "Lev Orlov"],
            ),
            ("By Helena Marsh, political editor", vec!["Helena Marsh"]),
            ("By Helena Marsh for the Selma Post", vec!["Helena Marsh"]),
            ("By Helena Marsh, March 3, 2019", vec!["Helena Marsh"]),
            ("Written by Jan O'Neil-Price", vec!["Jan O'Neil-Price"]),
        ] {
            let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(authors(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn lines_that_name_none() {
        for line in [
            "By the sea",
            "By Monday the storm had passed.",
            "By 2030",
            "Byron Lake",
            "Helena Marsh",
            "By",
        ] {
            assert_eq!(authors(line), None, "{line}");
        }
    }
}
