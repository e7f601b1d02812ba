//! Classes of the tags of treebanks, and the share of lemmas that come out right.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

use crate::language::tag::lemma;
use crate::language::tag::tags::PAIRS;
use crate::language::{Analyser, Upos, Xpos, encoder, tree};

use super::conllu::{self, Word};
use super::gold::Gold;

/// The class of a word; where its pair of tags is none of [`PAIRS`], the commonest with its Penn tag.
pub(super) fn class(word: &Word) -> Result<usize> {
    let xpos = Xpos::parse(&word.xpos).with_context(|| format!("unknown tag {:?} of {:?}", word.xpos, word.form))?;
    let upos = Upos::parse(&word.upos).with_context(|| format!("unknown tag {:?} of {:?}", word.upos, word.form))?;
    let exact = PAIRS.iter().position(|pair| *pair == (xpos, upos));
    let class = exact.or_else(|| PAIRS.iter().position(|pair| pair.0 == xpos));
    class.with_context(|| format!("no class for {:?} of {:?}", word.xpos, word.form))
}

/// Prints how many words of treebanks get the lemma that they have there, ignoring case, with predicted tags; with
/// `errors`, the commonest differences.
pub(super) fn evaluate_lemmas(treebanks: &[&str], errors: bool) -> Result<()> {
    for path in treebanks {
        let sentences = conllu::read(Path::new(path))?;
        let mut gold = Gold::new(sentences.iter());
        let mut analyser = Analyser::new(encoder::embedded(), tree::embedded());
        for sentence in &gold.sentences {
            let tokens = &mut gold.tokens[sentence.tokens.range()];
            analyser.analyse(&gold.text, (sentence.tokens.start.0, tokens), &gold.words);
        }
        lemma::lemmatise(&mut gold.tokens, &mut gold.words);
        let words = sentences.iter().flat_map(|s| &s.words);
        let mut right = 0usize;
        let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
        for (token, word) in gold.tokens.iter().zip(words) {
            let (lemma, expected) = (token.lemma.of(&gold.words), word.lemma.to_lowercase());
            if lemma == expected {
                right += 1;
            } else {
                let tags = format!("{} as {}", word.xpos, token.xpos.as_str());
                *wrong
                    .entry(format!("{} {lemma}, not {expected} ({tags})", word.form))
                    .or_default() += 1;
            }
        }
        println!(
            "{path}: lemmas {:.2}",
            100.0 * right as f64 / gold.tokens.len().max(1) as f64
        );
        if errors {
            let mut wrong: Vec<_> = wrong.into_iter().collect();
            wrong.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), name.clone()));
            for (name, count) in wrong.iter().take(200) {
                println!("{count:5} {name}");
            }
        }
    }
    Ok(())
}
