//! Evaluates tokens and sentences against a treebank, on text rebuilt from its `# text` lines.

use std::collections::BTreeSet;
use std::path::Path;

use crate::language;
use crate::model::span::Span;
use crate::parse::{Article, Paragraph};
use crate::source::Metadata;
use anyhow::Result;

use super::conllu;

/// Right, predicted, and gold spans.
#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    system: usize,
    gold: usize,
}

impl Count {
    fn add(&mut self, gold: &BTreeSet<(usize, usize)>, system: &BTreeSet<(usize, usize)>) {
        self.right += gold.intersection(system).count();
        self.system += system.len();
        self.gold += gold.len();
    }

    fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.system + self.gold).max(1) as f64
    }
}

/// Prints the F1 of tokens and of sentence ends; with `errors`, each difference. With `paragraphs`, the treebank's
/// paragraphs are set off by blank lines, else a document is one line.
pub(super) fn evaluate(path: &Path, only: &str, paragraphs: bool, errors: bool) -> Result<()> {
    let sentences = conllu::read(path)?;
    let (mut tokens, mut ends) = (Count::default(), Count::default());
    let documents = sentences.chunk_by(|a, b| a.document == b.document);
    for document in documents.filter(|d| d[0].document.contains(only)) {
        let (mut text, mut gold_tokens, mut gold_ends) = (String::new(), BTreeSet::new(), BTreeSet::new());
        for sentence in document {
            if !text.is_empty() {
                text.push_str(if paragraphs && sentence.begins_paragraph {
                    "\n\n"
                } else {
                    " "
                });
            }
            let mut at = text.len();
            text.push_str(&sentence.text);
            for word in &sentence.words {
                if let Some(found) = text[at..].find(&word.form) {
                    gold_tokens.insert((at + found, at + found + word.form.len()));
                    at += found + word.form.len();
                }
            }
            gold_ends.insert((text.trim_end().len(), 0));
        }
        let doc = language::annotate(article(&text), 1);
        let system_tokens = doc
            .tokens()
            .iter()
            .map(|t| (t.span.start as usize, t.span.end as usize))
            .collect();
        let system_ends = doc.sentences().iter().map(|s| (s.span.end as usize, 0)).collect();
        tokens.add(&gold_tokens, &system_tokens);
        ends.add(&gold_ends, &system_ends);
        if errors {
            show(&text, "token", &gold_tokens, &system_tokens);
            show(&text, "end", &gold_ends, &system_ends);
        }
    }
    println!(
        "{}: tokens F1 {:.2}, sentence ends F1 {:.2}",
        path.display(),
        tokens.f1(),
        ends.f1()
    );
    Ok(())
}

/// An article of paragraphs that empty lines set off.
pub(super) fn article(text: &str) -> Article {
    blocks(text.to_owned(), "\n\n")
}

/// An article whose lines are paragraphs.
pub(super) fn lines(text: String) -> Article {
    blocks(text, "\n")
}

fn blocks(text: String, separator: &str) -> Article {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for block in text.split(separator) {
        let span = Span::new(start, start + block.len()).trim(&text);
        paragraphs.push(Paragraph {
            span,
            section: 0,
            heading: false,
        });
        start += block.len() + separator.len();
    }
    Article {
        text,
        sections: Vec::new(),
        paragraphs,
        metadata: Metadata::default(),
        warnings: Vec::new(),
    }
}

fn show(text: &str, what: &str, gold: &BTreeSet<(usize, usize)>, system: &BTreeSet<(usize, usize)>) {
    for (sign, &(start, end)) in gold
        .difference(system)
        .map(|s| ('-', s))
        .chain(system.difference(gold).map(|s| ('+', s)))
    {
        let from = boundary(text, start.saturating_sub(30));
        let to = boundary(text, start + 30);
        let token = if end > 0 { &text[start..end] } else { "|" };
        println!(
            "{what} {sign} {token}\t{}¦{}",
            text[from..start].escape_debug(),
            text[start..to].escape_debug()
        );
    }
}

/// The nearest place at or behind a byte where the text can be cut.
fn boundary(text: &str, byte: usize) -> usize {
    (byte..text.len())
        .find(|b| text.is_char_boundary(*b))
        .unwrap_or(text.len())
}
