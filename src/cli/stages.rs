//! The time that each stage takes, summed over all workers, for `--verbose`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use crate::pipeline::{Observer, Stage};

use super::reporter::Reporter;

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
    pub(crate) fn emit<T>(&self, work: impl FnOnce() -> T) -> T {
        timed(&self.emit, work)
    }

    pub(crate) fn tell(&self, reporter: &Reporter) {
        let stages = [
            ("parse", &self.parse),
            ("language", &self.language),
            ("extract", &self.extract),
            ("link", &self.link),
            ("emit", &self.emit),
        ];
        let times = stages.map(|(name, nanos)| format!("{name} {:.1} ms", nanos.load(Ordering::Relaxed) as f64 / 1e6));
        reporter.note(&times.join(", "));
    }
}

impl Observer for Stages {
    fn run<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let nanos = match stage {
            Stage::Parse => &self.parse,
            Stage::Language => &self.language,
            Stage::Extract => &self.extract,
            Stage::Link => &self.link,
        };
        timed(nanos, work)
    }
}

fn timed<T>(nanos: &AtomicU64, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    nanos.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
    result
}
