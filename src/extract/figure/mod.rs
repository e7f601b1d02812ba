//! Figures: finds every [`Figure`] of a document, which is a number that tells an amount or a count.
//!
//! Each sentence goes through these steps: numbers that are no figures are excluded (`excluded`), units and scales are
//! shared among neighbours (`shared_unit`), two amounts become one figure (`join`), comparators set bounds (`bounds`),
//! plain numbers get their sort of amount (`sort`), then the counted phrase beside them (`counted`), their aspect
//! (`aspect`), and the counted phrase elsewhere in the clause (`counted` again). `link` decides which dollar a "$" is,
//! and to which event and time a figure belongs.
//!
//! A percentage of a half is 50 %, other parts are rates ("a third" is 0.333…). A cent is 0.01 of its currency, a decade
//! ten years: values are always in the unit that is told. A score or vote ("3-1", "52 to 48") has its two sides as
//! bounds, and is exact.

mod amount;
mod aspect;
mod bounds;
mod counted;
mod draft;
mod excluded;
mod gap;
mod join;
mod shared_unit;
mod sort;

use crate::language::Document;
use crate::model::facts::{Confidence, Figure, FigureKind, TimeKind};
use crate::model::ids::TokenRange;
use draft::{Draft, Line};

/// Maximum number of earlier counts among which a repeated number is looked for.
const ANAPHORA: usize = 12;

/// The decisions made for each figure, with the names of their rules, in order of precedence.
pub(crate) fn decisions() -> [(&'static str, Vec<&'static str>); 6] {
    [
        ("which numbers are no figures, the first that fires", excluded::names()),
        ("which two numbers are one figure, the first that fires", join::names()),
        (
            "which words before a number bound nothing, the first that fires",
            bounds::names(),
        ),
        (
            "what sort of amount a plain number is, the first that fires",
            sort::names(),
        ),
        (
            "where the counted phrase stands, the first that fires",
            counted::names(),
        ),
        (
            "what part a figure plays in a change, the first that fires",
            aspect::names(),
        ),
    ]
}

/// The figures of a document, in order of position.
pub(crate) fn extract(doc: &Document, facts: &super::Facts) -> Vec<Figure> {
    let dates: Vec<TokenRange> = facts
        .times
        .iter()
        .filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time))
        .map(|t| t.tokens)
        .collect();
    let (mut figures, mut known, mut first) = (Vec::new(), Vec::new(), 0);
    for sentence in doc.sentences() {
        while dates.get(first).is_some_and(|d| d.end <= sentence.tokens.start) {
            first += 1;
        }
        let line = Line::new(doc, sentence.tokens, &dates[first..]);
        let amounts = excluded::amounts(line);
        if amounts.is_empty() {
            continue;
        }
        let mut drafts = join::drafts(line, amounts);
        bounds::decide(line, &mut drafts);
        join::bounded(line, &mut drafts);
        sort::decide(line, &mut drafts);
        counted::beside(line, &mut drafts);
        drafts.iter_mut().for_each(|draft| bounds::behind(line, draft));
        aspect::decide(line, &mut drafts);
        sort::levels(line, &mut drafts);
        counted::in_clause(line, &mut drafts);
        anaphora(line, &known, &mut drafts);
        for draft in &mut drafts {
            draft.measure_of = counted::measure_of(line, draft);
        }
        for draft in drafts.iter().filter(|d| d.kind() == FigureKind::Count) {
            known.extend(draft.counted.map(|counted| (draft.value, counted)));
        }
        figures.extend(drafts.into_iter().map(|draft| finish(doc, draft)));
    }
    figures
}

/// Gives a definite number without noun the counted phrase of the same number before: "the 36 must face charges".
fn anaphora(line: Line, known: &[(f64, TokenRange)], drafts: &mut [Draft]) {
    let bare = |d: &&mut Draft| {
        d.is_bare() && d.counted.is_none() && line.is(d.tokens.start - 1, &["the", "those", "these", "all"])
    };
    for draft in drafts.iter_mut().filter(bare) {
        let same = known
            .iter()
            .rev()
            .take(ANAPHORA)
            .find(|(value, _)| *value == draft.value);
        draft.counted = same.map(|(_, counted)| *counted);
    }
}

fn finish(doc: &Document, draft: Draft) -> Figure {
    let (value, low, high) = bounds::limits(doc, &draft);
    let sure = draft.counted.is_some() || draft.unit.is_some();
    Figure {
        span: doc.span(draft.tokens),
        head: draft.head,
        kind: draft.kind(),
        value,
        low,
        high,
        comparator: draft.comparator,
        unit: draft.unit,
        counted: draft.counted.map(|c| doc.span(c)),
        measure_of: draft.measure_of.map(|t| doc.span(t)),
        aspect: draft.aspect,
        event: None,
        as_of: None,
        attribution: Vec::new(),
        confidence: if sure { Confidence::High } else { Confidence::Medium },
        rule: draft.sort.rule(),
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::report;
    use proptest::prelude::*;

    proptest! {
        /// Checks that the figure of a number is a piece of the text with its bounds in order, whatever stands around it.
        #[test]
        fn figures_are_grounded(text in "[0-9$€%a-z .,()/–-]{0,60}") {
            let (doc, report) = report(&text, None);
            for figure in &report.figures {
                prop_assert!(doc.text().get(figure.span.range()).is_some());
                if let (Some(low), Some(high)) = (figure.low, figure.high) {
                    prop_assert!(low <= high);
                }
                prop_assert!(figure.value.is_none_or(f64::is_finite));
            }
        }
    }
}
