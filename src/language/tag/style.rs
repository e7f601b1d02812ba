//! [`Style`]: the use of capitals in a sentence.
//!
//! Capitals are evidence only where the sentence uses them as evidence. In a headline ("Court Approves New Rules") or
//! a line in capitals they say nothing, so the encoder sees each word's capitals together with the style of its sentence.

/// Use of capitals in a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Style {
    /// Names and the first word have capitals.
    #[default]
    Plain,
    /// Every content word has a capital (title case).
    Title,
    /// Every letter is a capital.
    Capitals,
    /// No word has a capital.
    Small,
}

/// Looks at which words of a sentence begin with capitals.
pub(crate) fn style<'t>(forms: impl Iterator<Item = &'t str>) -> Style {
    let (mut high, mut low, mut longer_low, mut shouted, mut letters) = (0, 0, 0, 0, 0);
    for (i, form) in forms.enumerate() {
        let mut chars = form.chars();
        let Some(first) = chars.next().filter(|c| c.is_alphabetic()) else {
            continue;
        };
        letters += 1;
        if first.is_lowercase() {
            low += 1;
            longer_low += usize::from(form.len() >= 5);
        } else {
            high += usize::from(i > 0);
            shouted += usize::from(form.len() > 1 && !chars.any(char::is_lowercase));
        }
    }
    if letters > 1 && low == 0 && shouted * 4 >= letters * 3 {
        Style::Capitals
    } else if letters > 1 && high >= 2 && longer_low * 6 <= high && low <= high {
        Style::Title
    } else if high == 0 && low == letters {
        Style::Small
    } else {
        Style::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style_of(text: &str) -> Style {
        style(text.split(' '))
    }

    #[test]
    fn styles_are_seen() {
        assert_eq!(style_of("The court in Oslo approved new rules ."), Style::Plain);
        assert_eq!(style_of("Court Approves New Rules for Oil Firms"), Style::Title);
        assert_eq!(style_of("COURT APPROVES NEW RULES"), Style::Capitals);
        assert_eq!(style_of("so they left"), Style::Small);
        assert_eq!(style_of(""), Style::Small);
    }
}
