//! `newsx explain`: the meaning of a rule or code, or the analysis of an article.
//!
//! The examples of a rule are the lines of the corpora on which it fires, run at the time of the request: the output is
//! what this build does.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;

use crate::corpus::EXTRACTORS;
use crate::corpus::{self, Case, Extractor};
use crate::emit::conllu;
use crate::language::scorer::{Trace, UNIT};
use crate::lexicon::rows;
use crate::source::limits;
use clap::Parser;

use super::args::{Cli, Command, Explain, StageName};
use super::input::{Entry, entries, paths};
use super::reporter::Reporter;
use super::stdout::stdout;
use super::{Status, Usage, terms};

/// Codes of errors and warnings: code, meaning, remedy.
const CODES: &str = include_str!("codes.tsv");

/// Descriptions of the rules: rule, sentence. A test of the corpora finds rules without one.
const RULES: &str = include_str!("rules.tsv");

/// Runs the command.
pub(crate) fn run(args: &Explain, reporter: &Reporter) -> anyhow::Result<Status> {
    let text = match &args.name {
        Some(path) if args.stage.is_some() => return stage(path, args.stage.unwrap_or(StageName::Tokens), reporter),
        None => everything(),
        Some(name) => code(name)
            .or_else(|| rules(name))
            .or_else(|| terms::explain(name)).ok_or_else(|| {
            Usage::error(&format!(
                "nothing is called {name}; `newsx explain` lists rules and codes, `newsx explain classes` (statuses, bases, units) other words"
            ))
        })?,
    };
    stdout()?.write_all(text.as_bytes())?;
    Ok(Status::Done)
}

/// Prints the analysis of the articles of a file, or the evidence for joining tellings of records.
fn stage(path: &str, stage: StageName, reporter: &Reporter) -> anyhow::Result<Status> {
    let stage = match stage {
        StageName::Ledger => return super::merge::explain(path.as_ref(), reporter),
        StageName::Tokens => Some(conllu::Stage::Tokens),
        StageName::Names => Some(conllu::Stage::Names),
        StageName::Trees => Some(conllu::Stage::Trees),
        StageName::Events => None,
    };
    // Read as `newsx extract` would.
    let Command::Extract(args) = Cli::parse_from(["newsx", "extract", "--", path]).command else {
        unreachable!("the subcommand is given")
    };
    for entry in entries(&args, paths(&args)?, Vec::new(), &std::sync::Arc::default())? {
        let Entry::Article(input) = entry else { continue };
        let source = input
            .source
            .map_err(|error| anyhow::Error::new(error).context(input.id.clone()))?;
        let doc = crate::language::annotate(crate::parse::article(&source)?, 1);
        let text = match stage {
            Some(stage) => conllu::write(&input.id, &doc, stage),
            None => judgements(&doc),
        };
        stdout()?.write_all(text.as_bytes())?;
    }
    Ok(Status::Done)
}

/// Every judgement on the events of an article: the question, the trigger, the candidate with the rules that propose
/// it, `*` if it was chosen, its score in log-odds, and the features of greatest weight.
fn judgements(doc: &crate::language::Document) -> String {
    let facts = crate::extract::facts_traced(doc, Trace::on());
    let report = crate::link::link(doc, facts);
    let mut text = String::new();
    for judged in report.trace.judgements().iter().filter(|j| j.task != "antecedent") {
        let mark = if judged.chosen { '*' } else { ' ' };
        let best = judged.scores.iter().max().copied().unwrap_or(0);
        let trigger = judged.trigger.of(doc.text());
        let (task, candidate, rule) = (judged.task, &judged.candidate, &judged.rule);
        let score = best as f32 / UNIT;
        let _ = write!(text, "{mark} {task}\t{trigger}\t{candidate}\t{rule}\t{score:+.2}\t");
        for (name, weight) in &judged.reasons {
            let _ = write!(text, " {name} {:+.2}", *weight as f32 / UNIT);
        }
        text.push('\n');
    }
    text
}

fn code(name: &str) -> Option<String> {
    let row = rows(CODES).find(|row| row[0] == name)?;
    let (meaning, remedy) = (row.get(1)?.replace("{limits}", &limits::told()), row.get(2)?);
    Some(format!("{name}\n    {meaning}\n    {remedy}\n"))
}

/// The description, examples and counter-examples of the rule of this name, or of all rules that begin with it.
fn rules(name: &str) -> Option<String> {
    let mut shown = String::new();
    let family = format!("{name}.");
    let asked = |rule: &str| rule == name || rule.starts_with(&family);
    let named = name.split('.').next();
    // To run a corpus takes a second.
    let extractor = EXTRACTORS
        .iter()
        .find(|e| Some(e.name) == named && described().any(|(rule, _)| asked(rule)));
    for (rule, lines) in extractor.map(examples).unwrap_or_default() {
        if asked(rule) {
            writeln!(shown, "{rule}").ok()?;
            if let Some((_, sentence)) = described().find(|(described, _)| *described == rule) {
                writeln!(shown, "    {sentence}").ok()?;
            }
            for example in lines.examples {
                writeln!(shown, "    {example}").ok()?;
            }
            if !lines.counter_examples.is_empty() {
                writeln!(shown, "  but not:").ok()?;
            }
            for example in lines.counter_examples {
                writeln!(shown, "    {example}").ok()?;
            }
        }
    }
    let decisions = match name {
        "figure" => crate::extract::figure::decisions().to_vec(),
        "time" => crate::extract::time::decisions().to_vec(),
        _ => Vec::new(),
    };
    for (question, rules) in decisions {
        let rules = rules.join(", ");
        writeln!(shown, "decides {question}:\n    {rules}").ok()?;
    }
    (!shown.is_empty()).then_some(shown)
}

/// Every rule with its description in one sentence.
fn described() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(RULES).filter_map(|row| Some((*row.first()?, *row.get(1)?)))
}

fn everything() -> String {
    let mut text = String::from("Rules (newsx explain RULE shows examples):\n");
    for (rule, sentence) in described() {
        text.push_str(&format!("    {rule}  {sentence}\n"));
    }
    text.push_str("\nOther words: newsx explain classes, statuses, bases, or a unit's code\n");
    text.push_str("\nCodes of errors and warnings:\n");
    for row in rows(CODES) {
        text.push_str(&format!(
            "    {}  {}\n",
            row[0],
            row.get(1).unwrap_or(&"").replace("{limits}", &limits::told())
        ));
    }
    text
}

/// Lines of the corpora that show a rule.
#[derive(Default)]
struct Lines {
    /// Lines on which it fires.
    examples: Vec<String>,
    /// Lines behind them in the corpus without facts.
    counter_examples: Vec<String>,
}

/// The rules of an extractor with their lines, in order of names.
fn examples(extractor: &Extractor) -> BTreeMap<&'static str, Lines> {
    let mut examples = BTreeMap::<_, Lines>::new();
    let mut last = BTreeSet::new();
    for case in corpus::parse(extractor.corpus).unwrap_or_default() {
        if case.expected.is_empty() {
            for rule in &last {
                let lines: &mut Lines = examples.entry(*rule).or_default();
                lines.counter_examples.push(case.text.replace('\n', "\\n"));
            }
            continue;
        }
        last.clear();
        for (rule, line) in fired(extractor, &case) {
            last.insert(rule);
            examples.entry(rule).or_default().examples.push(line);
        }
    }
    examples
}

/// The rules that fire on a line, each with the line and the facts found.
fn fired(extractor: &Extractor, case: &Case) -> Vec<(&'static str, String)> {
    let (doc, report) = corpus::report(&case.text, case.date);
    let show = |fact: corpus::Rendered| {
        let text = &case.text;
        let (before, after) = (&text[..fact.span.start as usize], &text[fact.span.end as usize..]);
        let line = format!("{before}[{}]{after}  →  {}", fact.span.of(text), fact.text);
        (fact.rule, line.replace('\n', "\\n"))
    };
    (extractor.render)(&doc, &report).into_iter().map(show).collect()
}
