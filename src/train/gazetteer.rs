//! Lists of names as text → the table that [`crate::lexicon::gazetteer`] looks names up in.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use crate::language;
use crate::lexicon::gazetteer::{Key, LONGEST};
use crate::lexicon::table::build;

/// Compiles `name TAB lists` lines, where the lists are a number with one bit for each.
pub(super) fn compile(files: &[&str], out: &str) -> Result<()> {
    let mut names: BTreeMap<u32, u32> = BTreeMap::new();
    for file in files {
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
        for (number, line) in text.lines().enumerate() {
            let entry = line.split_once('\t');
            let entry = entry.and_then(|(name, lists)| Some((name, lists.parse::<u32>().ok()?)));
            let Some((name, lists)) = entry else {
                bail!("{file}:{}: not a name and its lists", number + 1);
            };
            let words: Vec<String> = language::segment::words(name);
            if (1..=LONGEST).contains(&words.len()) {
                let key = words.iter().fold(Key::EMPTY, |key, word| key.with(word));
                *names.entry(key.hash()).or_default() |= lists;
            }
        }
    }
    eprintln!("{} names", names.len());
    std::fs::write(out, build(names.iter().map(|(key, lists)| (*key, *lists))))
        .with_context(|| format!("cannot write {out}"))
}
