//! Word clusters as text → the table that [`crate::lexicon::clusters`] looks words up in.

use anyhow::{Context, Result};

use crate::lexicon::clusters::Clusters;
use crate::lexicon::table::{build, hash};

/// Compiles a list of `word coarse middle fine` lines, separated by tabs, the most frequent word first.
pub(super) fn compile(list: &str, out: &str) -> Result<()> {
    let text = std::fs::read_to_string(list).with_context(|| format!("cannot read {list}"))?;
    let entries = text
        .lines()
        .enumerate()
        .map(|(rank, line)| entry(rank, line).with_context(|| format!("{list}:{}: not a word with clusters", rank + 1)))
        .collect::<Result<Vec<(u32, u32)>>>()?;
    std::fs::write(out, build(entries.iter().copied())).with_context(|| format!("cannot write {out}"))
}

fn entry(rank: usize, line: &str) -> Option<(u32, u32)> {
    let mut columns = line.split('\t');
    let word = columns.next()?;
    let clusters = Clusters {
        coarse: columns.next()?.parse().ok()?,
        middle: columns.next()?.parse().ok()?,
        fine: columns.next()?.parse().ok()?,
        rarity: match rank {
            0..500 => 0,
            500..2_000 => 1,
            2_000..8_000 => 2,
            8_000..32_000 => 3,
            _ => 4,
        },
    };
    Some((hash(word.as_bytes()), clusters.pack()))
}
