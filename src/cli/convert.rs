//! `newsx select` and `newsx convert`: stored records → fewer facts, other formats, without reading an article again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::emit::select::Selection;
use crate::emit::{Format, Page, Record, View};
use crate::model::facts::Confidence;
use clap::Args;

use super::args::{FormatName, each_once, is_folder};
use super::extract::{SEVERAL, fault_error, stdout};
use super::filters::Filters;
use super::output::Output;
use super::pages::{Pages, file_name};
use super::records::each;
use super::reporter::Reporter;
use super::{Status, Usage, precheck};

/// Arguments of `select`.
#[derive(Args, Debug)]
pub(crate) struct Select {
    /// Files of records, or - for standard input
    pub(crate) files: Vec<PathBuf>,
    /// Output file, as JSON Lines
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Leave out events, figures and quotes of less confidence
    #[arg(long, value_name = "LEVEL", default_value = "low", help_heading = "Selection")]
    pub(crate) min_confidence: Confidence,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Arguments of `convert`.
#[derive(Args, Debug)]
pub(crate) struct Convert {
    /// Files of records, or - for standard input
    pub(crate) files: Vec<PathBuf>,
    /// Output format; several, separated by commas, into a folder
    #[arg(short, long, value_name = "FORMAT", required = true, value_delimiter = ',')]
    pub(crate) format: Vec<FormatName>,
    /// Output: a file, or a folder (with a final /) with a file per article
    #[arg(short, long, value_name = "FILE|DIR/")]
    pub(crate) output: Option<PathBuf>,
    /// Include facts of other stories (teasers, captions)
    #[arg(long, help_heading = "Selection")]
    pub(crate) related: bool,
    /// Leave out events, figures and quotes of less confidence
    #[arg(long, value_name = "LEVEL", default_value = "low", help_heading = "Selection")]
    pub(crate) min_confidence: Confidence,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Runs `select`: writes the records with their remaining facts, without those that have none.
pub(crate) fn select(args: &Select, reporter: &Reporter) -> anyhow::Result<Status> {
    let extension = args.output.as_ref().and_then(|path| path.extension()?.to_str());
    if let Some(extension) = extension.filter(|extension| !["json", "jsonl", "ndjson"].contains(extension)) {
        return Err(Usage::error(&format!(
            "select writes records, which are no {extension}; try: newsx select … | newsx convert - -f FORMAT"
        )));
    }
    let selection = selection(args.min_confidence, &args.filters);
    let mut out = output(args.output.as_deref(), &args.files, FormatName::Jsonl)?;
    let (mut read, mut kept, mut bad) = (0, 0, 0);
    each(&args.files, |(place, record)| {
        let Some(mut record) = readable(&place, record, &mut bad, reporter) else {
            return Ok(());
        };
        read += 1;
        selection.apply(&mut record);
        if record.events.len() + record.figures.len() + record.quotes.len() > 0 {
            kept += 1;
            let page = Page {
                record,
                sentences: Vec::new(),
            };
            out.put(Format::Jsonl.write(&page, &View::default()))?;
        }
        Ok(())
    })?;
    out.finish()?;
    reporter.note(&format!("{kept} of {read} records"));
    Ok(if bad > 0 { Status::Failed } else { Status::Done })
}

/// Runs `convert`.
pub(crate) fn convert(args: &Convert, reporter: &Reporter) -> anyhow::Result<Status> {
    let selection = selection(args.min_confidence, &args.filters);
    let mut bad = 0;
    let mut records = |take: &mut dyn FnMut(Page) -> anyhow::Result<()>| {
        each(&args.files, |(place, record)| {
            match readable(&place, record, &mut bad, reporter) {
                Some(mut record) => {
                    selection.apply(&mut record);
                    take(Page::of(record))
                }
                None => Ok(()),
            }
        })
    };
    let mut view = View {
        related: args.related,
        number: 0,
    };
    match (&args.output, &*each_once(&args.format)) {
        (Some(folder), formats) if is_folder(folder) => {
            let mut pages = Pages::new(folder);
            records(&mut |page| {
                let name = file_name(&page.record.document.id);
                pages.write(&name, &page, formats, &view)
            })?;
            pages.finish()?;
        }
        (path, [name]) => {
            let mut out = output(path.as_deref(), &args.files, *name)?;
            records(&mut |page| {
                out.put(name.format().write(&page, &view))?;
                view.number += 1;
                Ok(())
            })?;
            out.finish()?;
        }
        _ => return Err(Usage::error(SEVERAL)),
    }
    Ok(if bad > 0 { Status::Failed } else { Status::Done })
}

fn selection(min_confidence: Confidence, filters: &Filters) -> Selection {
    filters.narrow(Selection {
        min_confidence,
        ..Selection::default()
    })
}

fn readable(place: &str, record: serde_json::Result<Record>, bad: &mut usize, reporter: &Reporter) -> Option<Record> {
    record
        .map_err(|error| {
            *bad += 1;
            reporter.error(&format!("{place}: not a newsx record: {error}"));
        })
        .ok()
}

/// The output: standard output, or a file that is no input.
fn output(path: Option<&Path>, inputs: &[PathBuf], format: FormatName) -> anyhow::Result<Output> {
    let stdin = [PathBuf::from("-")];
    let inputs = if inputs.is_empty() { &stdin } else { inputs };
    let Some(path) = path else {
        precheck::stdout(inputs)?;
        return stdout(format);
    };
    precheck::file(inputs, &[], path)?;
    Output::file(format, false, &Arc::from(path))
        .map_err(|fault| fault_error(fault, &format!("{} cannot be written", path.display())))
}
