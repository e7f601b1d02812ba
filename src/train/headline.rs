//! Makes headlines of sentences: news begins with a grammar that treebanks hardly have.
//!
//! "The fire killed seven people." becomes "Fire kills seven people" or "Fire Kills Seven People": articles and
//! auxiliaries go, the past becomes the present, the full stop goes, and words that matter may get capitals.

use super::conllu::{Sentence, Word};
use super::perceptron::Shuffle;

/// A headline of the sentence, if it can be one.
pub(super) fn of(sentence: &Sentence, shuffle: &mut Shuffle) -> Option<Sentence> {
    let mut copy = sentence.clone();
    copy.begins_paragraph = false;
    present(&mut copy.words);
    let without_auxiliaries = shuffle.below(3) > 0;
    drop_leaves(&mut copy.words, |word| {
        (word.xpos == "DT" && matches!(word.form.to_lowercase().as_str(), "a" | "an" | "the"))
            || (word.lemma == "be" && without_auxiliaries && matches!(word.deprel.as_str(), "aux:pass" | "aux" | "cop"))
            || word.form == "."
    });
    if copy.words.len() < 3 {
        return None;
    }
    let style = shuffle.below(8);
    for (i, word) in copy.words.iter_mut().enumerate() {
        let small = matches!(word.xpos.as_str(), "DT" | "IN" | "CC" | "TO");
        match style {
            _ if i == 0 => word.form = capitalised(&word.form),
            0..4 if !small => word.form = capitalised(&word.form),
            4 => word.form = word.form.to_uppercase(),
            _ => {}
        }
    }
    Some(copy)
}

/// The sentence in capitals (two of three) or in small letters.
pub(super) fn restyled(sentence: &Sentence, shuffle: &mut Shuffle) -> Sentence {
    let mut copy = sentence.clone();
    let small = shuffle.below(3) == 0;
    for word in &mut copy.words {
        word.form = if small {
            word.form.to_lowercase()
        } else {
            word.form.to_uppercase()
        };
    }
    copy
}

/// The word with a capital in front.
fn capitalised(form: &str) -> String {
    let mut chars = form.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// Makes presents of pasts that have a subject.
fn present(words: &mut [Word]) {
    for i in 0..words.len() {
        if words[i].xpos != "VBD" {
            continue;
        }
        let subject = words.iter().find(|w| w.head == i && w.deprel.starts_with("nsubj"));
        let Some(subject) = subject else { continue };
        let joined = words
            .iter()
            .any(|w| w.deprel == "conj" && words[w.head].form == subject.form && w.head != i);
        let many = joined || matches!(subject.xpos.as_str(), "NNS" | "NNPS" | "CD") || is_many(&subject.form);
        let lemma = words[i].lemma.to_lowercase();
        let (form, xpos) = match (lemma.as_str(), many) {
            ("be", true) => ("are".to_owned(), "VBP"),
            ("be", false) => ("is".to_owned(), "VBZ"),
            ("have", false) => ("has".to_owned(), "VBZ"),
            (_, true) => (lemma, "VBP"),
            (_, false) => (third_person(&lemma), "VBZ"),
        };
        words[i].form = form;
        words[i].xpos = xpos.to_owned();
    }
}

fn is_many(form: &str) -> bool {
    matches!(
        form.to_lowercase().as_str(),
        "they" | "we" | "i" | "you" | "people" | "police" | "these" | "those"
    )
}

fn third_person(lemma: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lemma.ends_with(end));
    match lemma.strip_suffix('y') {
        _ if sibilant => format!("{lemma}es"),
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{lemma}s"),
    }
}

/// Leaves out words without dependents.
fn drop_leaves(words: &mut Vec<Word>, what: impl Fn(&Word) -> bool) {
    let mut has_children = vec![false; words.len()];
    for (i, word) in words.iter().enumerate() {
        if word.head != i {
            has_children[word.head] = true;
        }
    }
    let stays = |(i, word): (usize, &Word)| has_children[i] || word.head == i || !what(word);
    let keep: Vec<bool> = words.iter().enumerate().map(stays).collect();
    let mut place = 0;
    let places: Vec<usize> = keep
        .iter()
        .map(|keep| {
            place += usize::from(*keep);
            place.saturating_sub(1)
        })
        .collect();
    let mut kept = keep.iter();
    words.retain(|_| kept.next().is_some_and(|keep| *keep));
    for word in words {
        word.head = places[word.head];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(form: &str, lemma: &str, xpos: &str, head: usize, deprel: &str) -> Word {
        let [form, lemma, xpos, deprel] = [form, lemma, xpos, deprel].map(str::to_owned);
        Word {
            form,
            lemma,
            upos: String::new(),
            xpos,
            head,
            deprel,
        }
    }

    #[test]
    fn a_report_becomes_a_headline() {
        let mut words = vec![
            word("The", "the", "DT", 1, "det"),
            word("storm", "storm", "NN", 2, "nsubj"),
            word("carried", "carry", "VBD", 2, "root"),
            word("off", "off", "RP", 2, "compound:prt"),
            word("roofs", "roof", "NNS", 2, "obj"),
            word(".", ".", ".", 2, "punct"),
        ];
        present(&mut words);
        drop_leaves(&mut words, |w| w.xpos == "DT" || w.form == ".");
        let shown: Vec<(&str, usize)> = words.iter().map(|w| (w.form.as_str(), w.head)).collect();
        assert_eq!(shown, [("storm", 1), ("carries", 1), ("off", 1), ("roofs", 1)]);
    }
}
