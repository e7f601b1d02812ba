//! Recognition of headings by their shape: short, without final full stop, and with the beginning of one.

/// Maximum length of a heading, in characters; a headline may be twice as long.
const LONGEST: usize = 110;
const MOST_WORDS: usize = 16;

/// Returns whether a line could be a heading.
pub(super) fn is_heading_like(line: &str) -> bool {
    let words = line.split_whitespace().count();
    line.len() <= 4 * LONGEST
        && words <= MOST_WORDS
        && line.chars().count() <= LONGEST
        && begins_like_title(line)
        && !ends_like_text(line)
}

/// Returns whether the first line of a text could be its headline.
pub(super) fn is_headline_like(line: &str) -> bool {
    line.chars().count() <= 2 * LONGEST
        && begins_like_title(line)
        && (!ends_like_text(line) || (is_title_case(line) && line.ends_with('.')))
}

fn begins_like_title(line: &str) -> bool {
    let first =
        |c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '‘' | '\'' | '«' | '$' | '€' | '£');
    // Names such as iPhone and eBay begin titles too.
    let mut chars = line.chars();
    match (chars.next(), chars.next()) {
        (Some(c), _) if first(c) => true,
        (Some(a), Some(b)) => a.is_lowercase() && b.is_uppercase(),
        _ => false,
    }
}

/// Returns whether a line ends like a sentence or like an unfinished one.
fn ends_like_text(line: &str) -> bool {
    let inside = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    let quoted = inside.len() < line.len();
    match inside.chars().next_back() {
        Some('.') => !is_initials(inside),
        Some(',' | ';' | ':' | '…' | '—' | '–' | '-' | '_') => true,
        // "What next?" is a heading; a quoted question is speech.
        Some('!' | '?') => quoted,
        _ => false,
    }
}

/// Returns whether the final full stop belongs to initials or an abbreviation: "Who runs the U.S.", "Fire at Smith
/// Inc."
fn is_initials(line: &str) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    let stem = last.trim_end_matches('.');
    stem.contains('.') || matches!(stem, "Inc" | "Ltd" | "Co" | "Corp" | "Jr" | "Sr" | "St" | "vs")
}

/// Returns whether nearly all words of a line begin with capitals: a title that ends with a stop.
fn is_title_case(line: &str) -> bool {
    let long = || line.split_whitespace().filter(|word| word.chars().count() > 3);
    let capital = |word: &&str| {
        word.trim_start_matches(['‘', '“', '"', '\'', '('])
            .chars()
            .next()
            .is_some_and(|c| !c.is_lowercase())
    };
    let (words, capitals) = (long().count(), long().filter(capital).count());
    words >= 3 && capitals * 5 >= words * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_other_lines() {
        for line in [
            "What It Costs",
            "Prisoners remain the sticking point",
            "Who will pay?",
            "‘A gift from the sea’",
            "2. The dam",
            "iPhones for everyone",
            "Voters turn to the U.S.",
        ] {
            assert!(is_heading_like(line), "{line}");
        }
        for line in [
            "The dam had burst.",
            "He said:",
            "—Rui Antunes",
            "\"Where were they?\"",
            "and then it rained",
            "- milk",
            "",
        ] {
            assert!(!is_heading_like(line), "{line}");
        }
        assert!(is_headline_like("Ferry Runs Aground off Port Selma, Two Injured."));
        assert!(!is_headline_like("The ferry ran aground off Port Selma on Monday."));
    }
}
