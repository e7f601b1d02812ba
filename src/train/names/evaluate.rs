//! Precision, recall and F1 of names by kind, and the commonest kinds of errors.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::data::{self, Text};
use crate::language::NameKind;
use crate::language::names::labels::{KINDS, LABELS};
use crate::language::names::{KIND, Tagger};
use crate::language::tables::Model;
use crate::model::span::Span;

/// Right, found, and true names.
#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    found: usize,
    gold: usize,
}

/// Prints how well a model does on files. A name is right if its first and last token and its kind are. Kinds that a file
/// does not mark count for nothing, nor do names found where the file has a mark of unknown or open kind.
pub(crate) fn evaluate(model: &str, files: &[&str], errors: bool) -> Result<()> {
    let bytes = std::fs::read(model).with_context(|| format!("cannot read {model}"))?;
    let tagger = Tagger::new(Model::view(&bytes, KIND, LABELS).with_context(|| model.to_owned())?);
    for file in files {
        let texts = data::read(file)?;
        let mut counts = [Count::default(); KINDS.len()];
        let mut mistakes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for text in &texts {
            score(&tagger, text, &mut counts, &mut mistakes);
        }
        report(file, &counts);
        if errors {
            table(&mistakes);
        }
    }
    Ok(())
}

fn score(
    tagger: &Tagger<Model<'_>>,
    text: &Text,
    counts: &mut [Count; KINDS.len()],
    mistakes: &mut BTreeMap<String, Vec<String>>,
) {
    let names = tagger.find(text.read(), &[&text.sentences]);
    let open = |span: Span| text.gold.iter().any(|g| g.kinds.len() != 1 && g.span.overlaps(span));
    let mut found = Vec::new();
    for name in names {
        let tokens = &text.tokens[name.tokens.range()];
        let span = tokens[0].span.cover(tokens[tokens.len() - 1].span);
        if !open(span) {
            found.push((span, number(name.kind)));
        }
    }
    let gold: Vec<(Span, usize)> = text
        .gold
        .iter()
        .filter(|g| g.kinds.len() == 1)
        .map(|g| (g.span, g.kinds[0]))
        .collect();
    for &(span, kind) in &found {
        counts[kind].found += 1;
        counts[kind].right += usize::from(gold.contains(&(span, kind)));
    }
    for &(_, kind) in &gold {
        counts[kind].gold += 1;
    }
    compare(text, &gold, &found, mistakes);
}

fn compare(text: &Text, gold: &[(Span, usize)], found: &[(Span, usize)], mistakes: &mut BTreeMap<String, Vec<String>>) {
    let mut note = |what: String, span: Span| {
        let from = (0..=span.start.saturating_sub(40) as usize)
            .rev()
            .find(|i| text.text.is_char_boundary(*i));
        let to = (span.end as usize + 30..).find(|i| text.text.is_char_boundary(*i) || *i >= text.text.len());
        let to = to.unwrap_or(text.text.len()).min(text.text.len());
        let (before, after) = (
            &text.text[from.unwrap_or(0)..span.start as usize],
            &text.text[span.end as usize..to],
        );
        let line = format!("{before}[{}]{after}", span.of(&text.text)).replace('\n', " / ");
        mistakes.entry(what).or_default().push(line);
    };
    for &(span, kind) in gold {
        if found.contains(&(span, kind)) {
            continue;
        }
        let what = match found.iter().find(|(other, _)| other.overlaps(span)) {
            None => format!("{:?} missed", KINDS[kind]),
            Some((other, as_kind)) if *other == span => format!("{:?} taken for {:?}", KINDS[kind], KINDS[*as_kind]),
            Some((_, as_kind)) if *as_kind == kind => format!("{:?} with other bounds", KINDS[kind]),
            Some((_, as_kind)) => format!("{:?} with other bounds, taken for {:?}", KINDS[kind], KINDS[*as_kind]),
        };
        note(what, span);
    }
    for &(span, kind) in found {
        if !gold.iter().any(|(other, _)| other.overlaps(span)) {
            note(format!("{:?} invented", KINDS[kind]), span);
        }
    }
}

fn report(file: &str, counts: &[Count; KINDS.len()]) {
    println!("{file}");
    let line = |name: &str, count: Count| {
        let ratio = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        println!(
            "    {name:14} P {:5.1}  R {:5.1}  F1 {:5.1}   {} true",
            ratio(count.right, count.found),
            ratio(count.right, count.gold),
            ratio(2 * count.right, count.found + count.gold),
            count.gold
        );
    };
    let mut all = Count::default();
    for (kind, count) in counts.iter().enumerate() {
        if count.gold == 0 {
            continue;
        }
        line(&format!("{:?}", KINDS[kind]).to_lowercase(), *count);
        if matches!(KINDS[kind], NameKind::Person | NameKind::Organization | NameKind::Place) {
            all.right += count.right;
            all.found += count.found;
            all.gold += count.gold;
        }
    }
    line("first three", all);
}

/// The commonest kinds of mistakes, most first, with examples.
fn table(mistakes: &BTreeMap<String, Vec<String>>) {
    let mut kinds: Vec<_> = mistakes.iter().collect();
    kinds.sort_by_key(|(_, examples)| std::cmp::Reverse(examples.len()));
    for (kind, examples) in kinds {
        println!("  {:5} {kind}", examples.len());
        let step = (examples.len() / 12).max(1);
        for example in examples.iter().step_by(step).take(12) {
            println!("          {example}");
        }
    }
}

fn number(kind: NameKind) -> usize {
    KINDS.iter().position(|k| *k == kind).expect("every kind has a number")
}
