//! Every line of every corpus gives exactly the facts that it says.

#[test]
fn every_line_of_every_corpus() {
    let (differences, lines) = newsx::internals::corpora();
    assert!(
        differences.is_empty(),
        "{} of {lines} lines differ\n{}",
        differences.len(),
        differences.join("\n")
    );
}
