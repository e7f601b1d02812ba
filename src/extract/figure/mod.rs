//! Figures: finds every [`Figure`] of a document: numbers that say how much or how many.
//!
//! One walk over each sentence. `scan` reads the amounts (numbers with their units) and leaves out the numbers that are
//! no figures; `join` puts together what is one figure in several numbers (ranges, scores, ratios); then each figure gets
//! its bounds (`bounds`), what it counts (`counted`), whether it is a score (`score`), and what part it plays in a
//! change (`aspect`). Which dollar a "$" is, which event and which time a figure belongs to, is for `link` to say.
//!
//! A percentage of a half is 50 %, other parts are rates ("a third" is 0.333…). A cent is 0.01 of its currency, a decade
//! ten years: values are always in the unit that is told. A score or vote ("3-1", "52 to 48") has its two sides as
//! bounds, and is exact.

mod amount;
mod aspect;
mod bounds;
mod counted;
mod draft;
mod join;
mod noun_phrase;
mod said_of;
mod scan;
mod score;

use super::number::Form;
use crate::language::Document;
use crate::model::facts::{Confidence, Figure, FigureKind, TimeKind};
use crate::model::ids::TokenRange;
use amount::Unit;
use draft::{Draft, Line};

/// The figures of a document, in order of position.
pub fn extract(doc: &Document, facts: &super::Facts) -> Vec<Figure> {
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
        let line = Line {
            doc,
            tokens: sentence.tokens,
            dates: &dates[first..],
        };
        let amounts = scan::amounts(line);
        if amounts.is_empty() {
            continue;
        }
        let mut drafts = join::drafts(line, amounts);
        for draft in &mut drafts {
            parts(draft);
            bounds::bound(line, draft);
            score::magnitude(line, draft);
        }
        join::bounded(line, &mut drafts);
        score::ages(line, &mut drafts);
        counted::count(line, &mut drafts);
        for draft in &mut drafts {
            bounds::after(line, draft);
        }
        aspect::mark(line, &mut drafts);
        score::indices(line, &mut drafts);
        said_of::subjects(line, &mut drafts);
        anaphora(line, &known, &mut drafts);
        for draft in drafts.iter().filter(|d| d.kind == FigureKind::Count) {
            known.extend(draft.counted.map(|counted| (draft.value, counted)));
        }
        figures.extend(drafts.into_iter().map(|draft| finish(doc, draft)));
    }
    figures
}

/// "the 36 must face charges": a definite number without noun counts what the same number counted before.
fn anaphora(line: Line, known: &[(f64, TokenRange)], drafts: &mut [Draft]) {
    let bare = |d: &&mut Draft| {
        d.is_bare()
            && d.counted.is_none()
            && line.is(draft::step(d.tokens.start, -1), &["the", "those", "these", "all"])
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

/// How many counts back a number may be taken up again.
const ANAPHORA: usize = 12;

/// A half is 50 %, other fractions are rates.
fn parts(draft: &mut Draft) {
    if draft.form != Form::Fraction || draft.unit != Unit::None || draft.kind != FigureKind::Count {
        return;
    }
    if draft.value == 0.5 {
        (draft.kind, draft.value, draft.unit) = (FigureKind::Percent, 50.0, Unit::Percent("%"));
    } else {
        draft.kind = FigureKind::Rate;
    }
    draft.rule = "figure.part";
}

fn finish(doc: &Document, draft: Draft) -> Figure {
    let (value, low, high) = bounds::limits(&draft);
    let unit = match draft.unit {
        Unit::None => None,
        Unit::Money(code) | Unit::Percent(code) | Unit::Duration(code) | Unit::Age(code) => Some(code.to_owned()),
        Unit::Measure(code) => Some(code.into_owned()),
        Unit::Point => Some("point".to_owned()),
    };
    let sure = draft.counted.is_some() || unit.is_some();
    Figure {
        span: doc.span(draft.tokens),
        head: draft.head,
        kind: draft.kind,
        value,
        low,
        high,
        comparator: draft.comparator,
        unit,
        counted: draft.counted.map(|c| doc.span(c)),
        aspect: draft.aspect,
        event: None,
        as_of: None,
        attribution: Vec::new(),
        confidence: if sure { Confidence::High } else { Confidence::Medium },
        rule: draft.rule,
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::report;
    use proptest::prelude::*;

    proptest! {
        /// Whatever stands around a number, its figure is a piece of the text, with its bounds in order.
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
