//! Reads CoNLL-U: one word a line, ten columns, sentences apart by empty lines.

use std::path::Path;

use anyhow::{Context, Result};

/// A word of a treebank.
#[allow(dead_code)] // the taggers' columns
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) form: String,
    pub(super) lemma: String,
    pub(super) upos: String,
    pub(super) xpos: String,
    /// Index of the head in the sentence, from 0; the root's is its own.
    pub(super) head: usize,
    pub(super) deprel: String,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentence {
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    /// True for the first sentence of a document or paragraph.
    pub(super) begins_paragraph: bool,
    /// The document's name.
    pub(super) document: String,
}

/// Reads a file.
pub(super) fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    let mut document = String::new();
    for (number, line) in text.lines().chain([""]).enumerate() {
        if line.is_empty() {
            if !sentence.words.is_empty() {
                sentence.document.clone_from(&document);
                sentences.push(std::mem::take(&mut sentence));
            }
        } else if let Some(text) = line.strip_prefix("# text = ") {
            sentence.text = text.to_owned();
        } else if line.starts_with("# newpar") || line.starts_with("# newdoc") {
            sentence.begins_paragraph = true;
            if let Some(name) = line.strip_prefix("# newdoc id = ") {
                document = name.to_owned();
            }
        } else if !line.starts_with('#') {
            let word = word(line, sentence.words.len())
                .with_context(|| format!("{}:{}: not a CoNLL-U line", path.display(), number + 1))?;
            sentence.words.extend(word);
        }
    }
    Ok(sentences)
}

/// A word line; nothing for ranges ("3-4") and empty words ("3.1").
fn word(line: &str, before: usize) -> Result<Option<Word>> {
    let mut columns = line.split('\t');
    let mut column = || columns.next().context("too few columns");
    if !column()?.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(None);
    }
    let (form, lemma) = (column()?.to_owned(), column()?.to_owned());
    let (upos, xpos) = (column()?.to_owned(), column()?.to_owned());
    let _features = column()?;
    let head: usize = column()?.parse().context("the head is no number")?;
    let deprel = column()?.to_owned();
    let head = head.checked_sub(1).unwrap_or(before);
    Ok(Some(Word {
        form,
        lemma,
        upos,
        xpos,
        head,
        deprel,
    }))
}
