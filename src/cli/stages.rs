//! The time that each stage takes, summed over all workers, for `--verbose`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use newsx::language::Document;
use newsx::link::Report;
use newsx::model::error::Error;
use newsx::source::Source;

use super::talk::Talk;

/// Nanoseconds per stage.
#[derive(Default)]
pub(crate) struct Stages {
    parse: AtomicU64,
    language: AtomicU64,
    extract: AtomicU64,
    link: AtomicU64,
    emit: AtomicU64,
}

impl Stages {
    /// [`newsx::analyse`], stage by stage.
    pub(crate) fn analyse(&self, source: &Source, threads: usize) -> Result<(Document, Report), Error> {
        let article = timed(&self.parse, || newsx::parse::article(source))?;
        let doc = timed(&self.language, || newsx::language::annotate(article, threads));
        let facts = timed(&self.extract, || newsx::extract::facts(&doc));
        let report = timed(&self.link, || newsx::link::link(&doc, facts));
        report.check_size()?;
        Ok((doc, report))
    }

    pub(crate) fn emit<T>(&self, work: impl FnOnce() -> T) -> T {
        timed(&self.emit, work)
    }

    pub(crate) fn tell(&self, talk: &Talk) {
        let stages = [
            ("parse", &self.parse),
            ("language", &self.language),
            ("extract", &self.extract),
            ("link", &self.link),
            ("emit", &self.emit),
        ];
        let times = stages.map(|(name, nanos)| format!("{name} {:.1} ms", nanos.load(Ordering::Relaxed) as f64 / 1e6));
        talk.note(&times.join(", "));
    }
}

fn timed<T>(nanos: &AtomicU64, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    nanos.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
    result
}
