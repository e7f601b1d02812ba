//! The work on each input between reading and writing: its output file is found, and a worker makes its record.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use newsx::emit::html::index::Entry as Listed;
use newsx::emit::select::Selection;
use newsx::emit::{Format, Page, Record, View};
use newsx::model::error::{Error, Warning};
use newsx::source::{Source, limits};

use super::earlier::Earlier;
use super::input::{Entry, Input};
use super::mirror::Mirror;
use super::stages::Stages;

/// The destination of records.
pub(crate) enum Targets {
    Stdout,
    File(Arc<Path>),
    Folder(Mirror),
}

/// An input with its place in the output, or what is passed over.
pub(crate) enum Job {
    Article {
        input: Box<Input>,
        target: Option<Arc<Path>>,
        earlier: Option<Arc<Earlier>>,
        /// The articles before it in the same output.
        number: u32,
    },
    Skipped(String, Warning),
}

impl Job {
    /// The bytes of memory that the work may take at most.
    pub(crate) fn weight(&self) -> u64 {
        match self {
            Job::Article { input, .. } => input.source.as_ref().map_or(0, limits::weight),
            Job::Skipped(..) => 0,
        }
    }
}

/// Finds for each input its place in the output.
pub(crate) struct Jobs {
    pub(crate) entries: Box<dyn Iterator<Item = Entry> + Send>,
    pub(crate) targets: Targets,
    /// With `--resume`, the options of records that are kept.
    pub(crate) resume: Option<Vec<String>>,
    /// The records left for the file that was the target last.
    pub(crate) earlier: Option<(Arc<Path>, Arc<Earlier>)>,
    /// The target of the article before, and how many went there.
    pub(crate) last: Option<(Option<Arc<Path>>, u32)>,
}

impl Jobs {
    fn earlier(&mut self, target: &Arc<Path>) -> Option<Arc<Earlier>> {
        let options = self.resume.as_ref()?;
        if self.earlier.as_ref().is_none_or(|(path, _)| path != target) {
            self.earlier = Some((Arc::clone(target), Arc::new(Earlier::of(target, options))));
        }
        self.earlier.as_ref().map(|(_, earlier)| Arc::clone(earlier))
    }
}

impl Iterator for Jobs {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        let input = match self.entries.next()? {
            Entry::Article(input) => input,
            Entry::Skipped(id, warning) => return Some(Job::Skipped(id, warning)),
        };
        let target = match &mut self.targets {
            Targets::Stdout => None,
            Targets::File(file) => Some(Arc::clone(file)),
            Targets::Folder(mirror) => Some(mirror.of(&input)),
        };
        let number = match &mut self.last {
            Some((last, number)) if *last == target => {
                *number += 1;
                *number
            }
            last => {
                *last = Some((target.clone(), 0));
                0
            }
        };
        let earlier = target.as_ref().and_then(|target| self.earlier(target));
        Some(Job::Article {
            input,
            target,
            earlier,
            number,
        })
    }
}

/// The result of an input.
pub(crate) struct Done {
    pub(crate) id: String,
    pub(crate) target: Option<Arc<Path>>,
    /// `None` for what was passed over.
    pub(crate) record: Option<Vec<u8>>,
    /// Whether an earlier run made the record.
    pub(crate) kept: bool,
    pub(crate) facts: usize,
    pub(crate) warnings: Vec<String>,
    pub(crate) error: Option<String>,
    /// The line of its page in the index.
    pub(crate) entry: Option<Listed>,
}

/// Turns inputs into bytes.
pub(crate) struct Worker {
    pub(crate) format: Format,
    /// Facts of other stories too.
    pub(crate) related: bool,
    /// Pages are listed in an index.
    pub(crate) list: bool,
    pub(crate) selection: Selection,
    pub(crate) options: Vec<String>,
    pub(crate) no_text: bool,
    /// The threads for an article that has no others beside it.
    pub(crate) spare: usize,
    pub(crate) stages: Arc<Stages>,
}

impl Worker {
    pub(crate) fn work(&self, job: Job) -> Done {
        match job {
            Job::Skipped(id, warning) => Done {
                id,
                target: None,
                record: None,
                kept: false,
                facts: 0,
                warnings: vec![format!("{} ({})", warning.message, warning.code)],
                error: None,
                entry: None,
            },
            Job::Article {
                input,
                target,
                earlier,
                number,
            } => {
                let source = input.source.as_ref().ok();
                let kept = source.and_then(|source| earlier?.line(source));
                let (bytes, record, kept) = match kept {
                    Some((line, record)) => (line, record, true),
                    None => {
                        let (bytes, record) = self.extract(&input, number);
                        (bytes, record, false)
                    }
                };
                let entry = self.list.then(|| Listed::of(&record));
                Done {
                    entry,
                    ..done(input.id, target, bytes, record, kept)
                }
            }
        }
    }

    fn extract(&self, input: &Input, number: u32) -> (Vec<u8>, Record) {
        let mut page = self.page(input);
        page.record.generator.options.clone_from(&self.options);
        self.selection.apply(&mut page.record);
        if self.no_text && matches!(self.format, Format::Json | Format::Jsonl) {
            page.record.text = None;
        }
        let view = View {
            related: self.related,
            number,
        };
        let bytes = self.stages.emit(|| self.format.write(&page, &view));
        (bytes, page.record)
    }

    /// The page of an input. Whatever happens to one article, the others go on.
    fn page(&self, input: &Input) -> Page {
        let source = match &input.source {
            Ok(source) => source,
            Err(error) => return Page::failed(input.id.clone(), error),
        };
        let threads = if input.file.many { 1 } else { self.spare };
        let analysed = catch_unwind(AssertUnwindSafe(|| self.analysed(source, threads)));
        analysed.unwrap_or_else(|_| {
            let message = "newsx failed on this article, which is a bug; please report it with the article";
            Page::failed(input.id.clone(), &Error::new("internal", message))
        })
    }

    fn analysed(&self, source: &Source, threads: usize) -> Page {
        match newsx::analyse_with(source, threads, &*self.stages) {
            Ok((doc, report)) => Page::new(source, &doc, &report),
            Err(error) => Page::refused(source, &error),
        }
    }
}

fn done(id: String, target: Option<Arc<Path>>, bytes: Vec<u8>, record: Record, kept: bool) -> Done {
    let facts =
        record.times.len() + record.actors.len() + record.events.len() + record.figures.len() + record.quotes.len();
    let warnings = record.warnings.into_iter();
    Done {
        id,
        target,
        record: Some(bytes),
        kept,
        facts,
        warnings: warnings.map(|w| format!("{} ({})", w.message, w.code)).collect(),
        error: record.error.map(|e| format!("{} ({})", e.message, e.code)),
        entry: None,
    }
}
