//! The corpora: examples and counter-examples of every kind of fact, as text beside this file.
//!
//! They run the whole pipeline, as tests (`tests/corpora.rs`), and are what `newsx explain RULE` shows. The format:
//!
//! ```text
//! # prose: why the block below is as it is
//! @date 2025-07-21                     the publication date of what follows; `@date none` for none
//! DATE 2025-07-16                      what is expected, as the extractor renders its facts
//!     They met on [Wednesday].         ways to write it: the fact's text in brackets, the whole line if there are none
//! DATE 2025-05-16 | DATE 2025-06-02    several facts in a line, in order
//!     on [May 16] and [June 2]
//! nothing                              counter-examples
//!     She may march.
//!     ~ He said the tax fell.           right, but the models of the moment misread the sentence: shown, not tested
//! ```
//!
//! A line must give exactly the expected facts, no others. `\[`, `\]` and `\n` stand for themselves and a line break.

mod links;
mod render;

pub(crate) use links::LINKS;
pub(crate) use render::{ANALYSES, EXTRACTORS};

use std::collections::BTreeSet;

use crate::language::Document;
use crate::link::Report;
use crate::model::date::Date;
use crate::model::facts::{Actor, Event, Figure, Quote, TimeExpression};
use crate::model::span::Span;
use crate::source::Source;

/// An extractor with its corpus. Registering one is one line in [`EXTRACTORS`].
#[derive(Clone, Copy)]
pub(crate) struct Extractor {
    /// The first part of its rules' names (`time`).
    pub name: &'static str,
    /// The text of its corpus.
    pub corpus: &'static str,
    /// Its facts in a report, each with its span, its rule and its rendering, in order of position.
    pub render: fn(&Document, &Report) -> Vec<Rendered>,
}

/// A fact as the corpora write it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Rendered {
    /// Span of the fact.
    pub span: Span,
    /// Name of the rule that found it.
    pub rule: &'static str,
    /// Its value on one line.
    pub text: String,
}

/// One line of a corpus: a text and the facts that it must give.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Case {
    /// Line number in the file, 1-based.
    pub line: usize,
    /// Publication date.
    pub date: Option<Date>,
    /// The text, without brackets.
    pub text: String,
    /// Span and rendering of each expected fact, in order.
    pub expected: Vec<(Span, String)>,
    /// True for a line with `~`: right, but misread by the present models.
    pub waits: bool,
}

/// Reads a corpus.
///
/// # Errors
/// The first malformed line, with its number.
pub(crate) fn parse(corpus: &str) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    let (mut date, mut header) = (None, "");
    for (number, line) in (1..).zip(corpus.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
        } else if let Some(value) = line.strip_prefix("@date ") {
            date = match value.trim() {
                "none" => None,
                day => Some(Date::parse_iso(day).ok_or(format!("line {number}: no such date: {day}"))?),
            };
        } else if line.starts_with([' ', '\t']) {
            cases.push(case(number, date, header, line.trim())?);
        } else {
            header = line.trim();
        }
    }
    Ok(cases)
}

fn case(line: usize, date: Option<Date>, header: &str, written: &str) -> Result<Case, String> {
    let waiting = written.strip_prefix("~ ");
    let (text, mut spans) =
        brackets(waiting.unwrap_or(written)).ok_or(format!("line {line}: a bracket without its partner"))?;
    let renderings: Vec<&str> = header.split(" | ").map(str::trim).collect();
    if header == "nothing" {
        spans.clear();
    } else if spans.is_empty() {
        spans.push(Span::new(0, text.len()));
    }
    if renderings.len() != 1 && renderings.len() != spans.len() {
        return Err(format!(
            "line {line}: {} facts for {} brackets",
            renderings.len(),
            spans.len()
        ));
    }
    let rendering = |i: usize| renderings[i.min(renderings.len() - 1)].to_owned();
    let expected = (0..).zip(spans).map(|(i, span)| (span, rendering(i))).collect();
    Ok(Case {
        line,
        date,
        text,
        expected,
        waits: waiting.is_some(),
    })
}

/// The text without its brackets, and what they enclosed, outermost spans in order of their starts.
fn brackets(written: &str) -> Option<(String, Vec<Span>)> {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut chars = written.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next()? {
                'n' => text.push('\n'),
                other => text.push(other),
            },
            '[' => {
                open.push(spans.len());
                spans.push(Span::new(text.len(), text.len()));
            }
            ']' => {
                let span: &mut Span = &mut spans[open.pop()?];
                span.end = text.len() as u32;
            }
            c => text.push(c),
        }
    }
    open.is_empty().then_some((text, spans))
}

/// What the corpora give.
#[derive(Debug, Default)]
pub struct Checked {
    /// A message for each line that differs from what newsx finds.
    pub differences: Vec<String>,
    /// The number of lines.
    pub lines: usize,
    /// The names of the rules that found facts.
    pub rules: BTreeSet<&'static str>,
}

/// Checks every line of every corpus.
///
/// # Panics
/// If a corpus has a malformed line.
pub fn checked() -> Checked {
    let mut checked = Checked::default();
    for extractor in EXTRACTORS.iter().chain(LINKS).chain(ANALYSES) {
        let cases = parse(extractor.corpus).unwrap_or_else(|e| panic!("{}: {e}", extractor.name));
        checked.lines += cases.len();
        for case in &cases {
            let (doc, report) = report(&case.text, case.date);
            let found = (extractor.render)(&doc, &report);
            checked.rules.extend(found.iter().map(|fact| fact.rule));
            if let Some(difference) = difference(case, found).filter(|_| !case.waits) {
                let name = extractor.name;
                checked
                    .differences
                    .push(format!("src/corpus/{name}.txt:{}: {difference}", case.line));
            }
        }
    }
    checked
}

/// Runs the whole pipeline on a text, as the corpora do.
pub(crate) fn report(text: &str, date: Option<Date>) -> (Document, Report) {
    let source = Source::text("", text).in_language("en").published(date);
    let analysed = crate::pipeline::analyse(&source, 1);
    analysed.expect("a text that is said to be English is analysed")
}

/// Compares a case with what newsx finds: `None` if they agree, else both sides for a message.
fn difference(case: &Case, found: Vec<Rendered>) -> Option<String> {
    let found: Vec<(Span, String)> = found.into_iter().map(|fact| (fact.span, fact.text)).collect();
    (found != case.expected).then(|| {
        let list = |facts: &[(Span, String)]| match facts {
            [] => "nothing".to_owned(),
            _ => {
                let show = |(span, text): &(Span, String)| format!("[{}] {text}", span.of(&case.text));
                facts.iter().map(show).collect::<Vec<_>>().join(" | ")
            }
        };
        format!(
            "{}\n    expected {}\n    found    {}",
            case.text,
            list(&case.expected),
            list(&found)
        )
    })
}

/// Renders facts with the function for one of them.
pub(crate) fn rendered<F: Fact>(facts: &[F], render: impl Fn(&F) -> String) -> Vec<Rendered> {
    let one = |fact: &F| Rendered {
        span: fact.span(),
        rule: fact.rule(),
        text: render(fact),
    };
    facts.iter().map(one).collect()
}

/// Properties common to all facts: a span and a rule.
pub(crate) trait Fact {
    /// Span of the fact.
    fn span(&self) -> Span;
    /// Name of the rule that found it.
    fn rule(&self) -> &'static str;
}

macro_rules! fact {
    ($($kind:ty),+) => { $(impl Fact for $kind {
        fn span(&self) -> Span { self.span }
        fn rule(&self) -> &'static str { self.rule }
    })+ };
}

fact!(TimeExpression, Figure, Quote, Event);

impl Fact for Actor {
    fn span(&self) -> Span {
        self.mentions.first().map_or(Span::default(), |m| m.span)
    }

    fn rule(&self) -> &'static str {
        self.rule
    }
}
