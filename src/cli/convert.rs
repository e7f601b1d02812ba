//! `newsx select` and `newsx convert`: stored records → fewer facts, other formats, without reading an article again.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use newsx::emit::parquet::Writer;
use newsx::emit::select::Selection;
use newsx::emit::{Format, Page, Record, View};

use super::args::{ConfidenceName, FormatName, is_folder};
use super::filters::Filters;
use super::pages::{Pages, file_name};
use super::records::each;
use super::talk::Talk;
use super::{Status, Usage};

/// Arguments of `select`.
#[derive(Args, Debug)]
pub(crate) struct Select {
    /// Files of records, or - for standard input
    pub(crate) files: Vec<PathBuf>,
    /// Where to write, as JSON Lines
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Leave out events, figures and quotes of less confidence
    #[arg(long, value_name = "LEVEL", default_value = "low", help_heading = "Selection")]
    pub(crate) min_confidence: ConfidenceName,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Arguments of `convert`.
#[derive(Args, Debug)]
pub(crate) struct Convert {
    /// Files of records, or - for standard input
    pub(crate) files: Vec<PathBuf>,
    /// What to write; several, separated by commas, into a folder
    #[arg(short, long, value_name = "FORMAT", required = true, value_delimiter = ',')]
    pub(crate) format: Vec<FormatName>,
    /// Where to write: a file, or a folder (with a final /) with a file an article
    #[arg(short, long, value_name = "FILE|DIR/")]
    pub(crate) output: Option<PathBuf>,
    /// Facts of other stories (teasers, captions) too
    #[arg(long, help_heading = "Selection")]
    pub(crate) related: bool,
    /// Leave out events, figures and quotes of less confidence
    #[arg(long, value_name = "LEVEL", default_value = "low", help_heading = "Selection")]
    pub(crate) min_confidence: ConfidenceName,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Runs `select`: records with what is left of them; those with nothing left go.
pub(crate) fn select(args: &Select, talk: &Talk) -> anyhow::Result<Status> {
    let selection = selection(args.min_confidence, &args.filters);
    let mut out = writer(args.output.as_deref(), &args.files)?;
    let (mut read, mut kept, mut bad) = (0, 0, 0);
    each(&args.files, |(place, record)| {
        let Some(mut record) = readable(&place, record, &mut bad, talk) else {
            return Ok(());
        };
        read += 1;
        selection.apply(&mut record);
        if record.events.len() + record.figures.len() + record.quotes.len() > 0 {
            kept += 1;
            out.write_all(&Format::Jsonl.write(
                &Page {
                    record,
                    sentences: Vec::new(),
                },
                &View::default(),
            ))?;
        }
        Ok(())
    })?;
    out.flush()?;
    talk.note(&format!("{kept} of {read} records"));
    Ok(if bad > 0 { Status::Failed } else { Status::Done })
}

/// Runs `convert`.
pub(crate) fn convert(args: &Convert, talk: &Talk) -> anyhow::Result<Status> {
    let selection = selection(args.min_confidence, &args.filters);
    let mut bad = 0;
    let mut records = |take: &mut dyn FnMut(Page) -> anyhow::Result<()>| {
        each(&args.files, |(place, record)| {
            match readable(&place, record, &mut bad, talk) {
                Some(mut record) => {
                    selection.apply(&mut record);
                    take(Page::of(record))
                }
                None => Ok(()),
            }
        })
    };
    if let [FormatName::Parquet] = *args.format {
        let out = writer(args.output.as_deref(), &args.files)?;
        let mut table = Writer::new(out)?;
        let view = View {
            related: args.related,
            number: 0,
        };
        records(&mut |page| Ok(table.write(&Format::Claims.write(&page, &view))?))?;
        table.finish()?;
        return Ok(if bad > 0 { Status::Failed } else { Status::Done });
    }
    let formats: Option<Vec<Format>> = args.format.iter().map(|name| name.format()).collect();
    let formats = formats.ok_or_else(|| Usage::error("parquet is one file: convert to it alone"))?;
    let view = View {
        related: args.related,
        number: 0,
    };
    match (&args.output, &*formats) {
        (Some(folder), formats) if is_folder(folder) => {
            let mut pages = Pages::new(folder);
            records(&mut |page| {
                let name = file_name(&page.record.document.id);
                pages.write(&name, &page, formats, &view)
            })?;
            pages.finish()?;
        }
        (_, [format]) => {
            let mut out = writer(args.output.as_deref(), &args.files)?;
            out.write_all(&format.begin())?;
            let mut view = view;
            records(&mut |page| {
                out.write_all(&format.write(&page, &view))?;
                view.number += 1;
                Ok(())
            })?;
            out.write_all(&format.end())?;
            out.flush()?;
        }
        _ => return Err(Usage::error("several formats go into a folder: -o DIR/")),
    }
    Ok(if bad > 0 { Status::Failed } else { Status::Done })
}

fn selection(confidence: ConfidenceName, filters: &Filters) -> Selection {
    filters.narrow(Selection {
        min_confidence: confidence.confidence(),
        ..Selection::default()
    })
}

fn readable(place: &str, record: serde_json::Result<Record>, bad: &mut usize, talk: &Talk) -> Option<Record> {
    record
        .map_err(|error| {
            *bad += 1;
            talk.error(&format!("{place}: not a newsx record: {error}"));
        })
        .ok()
}

/// Standard output, or a file that is no input.
fn writer(output: Option<&Path>, inputs: &[PathBuf]) -> anyhow::Result<Box<dyn Write>> {
    let Some(path) = output else {
        return Ok(Box::new(std::io::BufWriter::new(std::io::stdout().lock())));
    };
    let same = |input: &PathBuf| match (input.canonicalize(), path.canonicalize()) {
        (Ok(input), Ok(output)) => input == output,
        _ => false,
    };
    if inputs.iter().any(same) {
        return Err(Usage::error(&format!(
            "{}: the output is also an input",
            path.display()
        )));
    }
    let file = std::fs::File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(Box::new(std::io::BufWriter::new(file)))
}
