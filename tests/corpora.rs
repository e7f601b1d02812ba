//! Every line of every corpus gives exactly the facts that it says, and every rule that fires has a description.

use std::collections::BTreeSet;
use std::fs;

#[test]
fn every_line_of_every_corpus() {
    let checked = newsx::internals::corpora();
    assert!(
        checked.differences.is_empty(),
        "{} of {} lines differ\n{}",
        checked.differences.len(),
        checked.lines,
        checked.differences.join("\n")
    );
    let list = fs::read_to_string("src/cli/rules.tsv").expect("the descriptions");
    let described: BTreeSet<&str> = list.lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect();
    // Clauses are no facts.
    let untold: Vec<&str> = checked
        .rules
        .into_iter()
        .filter(|rule| *rule != "clause" && !described.contains(rule))
        .collect();
    assert!(untold.is_empty(), "src/cli/rules.tsv has no sentence for {untold:?}");
}
