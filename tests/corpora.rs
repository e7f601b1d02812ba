//! Every line of every corpus gives exactly the facts that it says.

use newsx::corpus::{self, ANALYSES, EXTRACTORS, LINKS};

#[test]
fn every_line_of_every_corpus() {
    let mut failures = Vec::new();
    let mut lines = 0;
    for extractor in EXTRACTORS.iter().chain(LINKS).chain(ANALYSES) {
        let cases = corpus::parse(extractor.corpus).unwrap_or_else(|e| panic!("{}: {e}", extractor.name));
        lines += cases.len();
        for case in cases.iter().filter(|c| !c.waits) {
            if let Some(difference) = corpus::check(extractor, case) {
                let place = format!("src/corpus/{}.txt:{}", extractor.name, case.line);
                failures.push(format!("{place}: {difference}"));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {lines} lines differ\n{}",
        failures.len(),
        failures.join("\n")
    );
}
