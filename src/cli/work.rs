//! The work on each input between reading and writing: its output file is chosen, and a worker makes its record.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use crate::api::INTERNAL;
use crate::emit::html::index::Entry as Listed;
use crate::emit::select::Selection;
use crate::emit::{Format, Page, Record, View};
use crate::model::error::{Error, Warning};
use crate::source::{Source, limits};

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

/// The position of an article in an output.
#[derive(Clone)]
pub(crate) struct Place {
    /// The file; `None` for standard output.
    target: Option<Arc<Path>>,
    /// Number of articles before it in the same output.
    number: u32,
}

/// An input with its positions in the outputs, or a skipped entry.
pub(crate) enum Job {
    Article {
        input: Box<Input>,
        /// Its positions, one in each format.
        places: Vec<Place>,
        earlier: Option<Arc<Earlier>>,
    },
    Skipped(String, Warning),
}

impl Job {
    /// Maximum memory of the work, in bytes.
    pub(crate) fn weight(&self) -> u64 {
        match self {
            Job::Article { input, .. } => input.source.as_ref().map_or(0, limits::weight),
            Job::Skipped(..) => 0,
        }
    }
}

/// Assigns positions in the outputs to inputs.
pub(crate) struct Jobs {
    pub(crate) entries: Box<dyn Iterator<Item = Entry> + Send>,
    pub(crate) targets: Targets,
    /// With `--resume`, the options of records that are kept.
    pub(crate) resume: Option<Vec<String>>,
    /// The earlier records for the file that was the target last.
    pub(crate) earlier: Option<(Arc<Path>, Arc<Earlier>)>,
    /// The positions of the article before.
    pub(crate) last: Vec<Place>,
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
        let targets = match &mut self.targets {
            Targets::Stdout => vec![None],
            Targets::File(file) => vec![Some(Arc::clone(file))],
            Targets::Folder(mirror) => mirror.of(&input).into_iter().map(Some).collect(),
        };
        let last = std::mem::take(&mut self.last);
        let place = |(i, target): (usize, Option<Arc<Path>>)| {
            let before = last.get(i).filter(|last| last.target == target);
            let number = before.map_or(0, |last| last.number + 1);
            Place { target, number }
        };
        let places: Vec<Place> = targets.into_iter().enumerate().map(place).collect();
        self.last.clone_from(&places);
        // A resumed run has one format.
        let target = places.first().and_then(|place| place.target.clone());
        let earlier = target.and_then(|target| self.earlier(&target));
        Some(Job::Article { input, places, earlier })
    }
}

/// The result of an input.
pub(crate) struct Done {
    pub(crate) id: String,
    /// The output in each format: the file, and the bytes. Empty for skipped entries.
    pub(crate) written: Vec<(Option<Arc<Path>>, Vec<u8>)>,
    /// True if an earlier run made the record.
    pub(crate) kept: bool,
    pub(crate) facts: usize,
    pub(crate) warnings: Vec<String>,
    pub(crate) error: Option<String>,
    /// The entry of its page in the index.
    pub(crate) entry: Option<Listed>,
}

/// Turns inputs into bytes.
pub(crate) struct Worker {
    pub(crate) formats: Vec<Format>,
    /// True to include facts of other stories.
    pub(crate) related: bool,
    /// True if pages are listed in an index.
    pub(crate) list: bool,
    pub(crate) selection: Selection,
    pub(crate) options: Vec<String>,
    pub(crate) no_text: bool,
    /// Number of threads for an article that is processed alone.
    pub(crate) spare: usize,
    pub(crate) stages: Arc<Stages>,
}

impl Worker {
    pub(crate) fn work(&self, job: Job) -> Done {
        match job {
            Job::Skipped(id, warning) => Done {
                id,
                written: Vec::new(),
                kept: false,
                facts: 0,
                warnings: vec![format!("{} ({})", warning.message, warning.code)],
                error: None,
                entry: None,
            },
            Job::Article { input, places, earlier } => {
                let source = input.source.as_ref().ok();
                let kept = source.and_then(|source| earlier?.line(source));
                let (bytes, record, kept) = match kept {
                    Some((line, record)) => (vec![line], record, true),
                    None => {
                        let (bytes, record) = self.extract(&input, &places);
                        (bytes, record, false)
                    }
                };
                let entry = self.list.then(|| Listed::of(&record));
                let written = places.into_iter().map(|place| place.target).zip(bytes).collect();
                Done {
                    entry,
                    ..done(input.id, written, record, kept)
                }
            }
        }
    }

    fn extract(&self, input: &Input, places: &[Place]) -> (Vec<Vec<u8>>, Record) {
        let mut page = self.page(input);
        page.record.generator.options.clone_from(&self.options);
        self.selection.apply(&mut page.record);
        let bytes = self.stages.emit(|| {
            let written = self.formats.iter().zip(places);
            written
                .map(|(format, place)| self.write(*format, &mut page, place))
                .collect()
        });
        (bytes, page.record)
    }

    fn write(&self, format: Format, page: &mut Page, place: &Place) -> Vec<u8> {
        let view = View {
            related: self.related,
            number: place.number,
        };
        if !self.no_text || !matches!(format, Format::Json | Format::Jsonl) {
            return format.write(page, &view);
        }
        let text = page.record.text.take();
        let bytes = format.write(page, &view);
        page.record.text = text;
        bytes
    }

    /// The page of an input. A failure affects no other article.
    fn page(&self, input: &Input) -> Page {
        let source = match &input.source {
            Ok(source) => source,
            Err(error) => return Page::failed(input.id.clone(), error),
        };
        let threads = if input.file.many { 1 } else { self.spare };
        let analysed = catch_unwind(AssertUnwindSafe(|| self.analysed(source, threads)));
        analysed.unwrap_or_else(|_| Page::failed(input.id.clone(), &Error::new("internal", INTERNAL)))
    }

    fn analysed(&self, source: &Source, threads: usize) -> Page {
        match crate::pipeline::analyse_with(source, threads, &*self.stages) {
            Ok((doc, report)) => Page::new(source, &doc, &report),
            Err(error) => Page::refused(source, &error),
        }
    }
}

fn done(id: String, written: Vec<(Option<Arc<Path>>, Vec<u8>)>, record: Record, kept: bool) -> Done {
    let facts =
        record.times.len() + record.actors.len() + record.events.len() + record.figures.len() + record.quotes.len();
    let warnings = record.warnings.into_iter();
    Done {
        id,
        written,
        kept,
        facts,
        warnings: warnings.map(|w| format!("{} ({})", w.message, w.code)).collect(),
        error: record.error.map(|e| format!("{} ({})", e.message, e.code)),
        entry: None,
    }
}
