//! Counts of a run: errors are reported at once, a summary in one line at the end.

use std::time::Instant;

use super::reporter::Reporter;
use super::work::Done;

/// The counts of a run.
pub(crate) struct Summary {
    started: Instant,
    pub(crate) inputs: usize,
    kept: usize,
    pub(crate) facts: usize,
    pub(crate) failed: usize,
    warnings: usize,
    /// The id and warnings of the first article, reported if it is the only one.
    first: Option<(String, Vec<String>)>,
}

impl Summary {
    pub(crate) fn new() -> Summary {
        Summary {
            started: Instant::now(),
            inputs: 0,
            kept: 0,
            facts: 0,
            failed: 0,
            warnings: 0,
            first: None,
        }
    }

    /// Adds an input; reports its error, and with `--verbose` its warnings.
    pub(crate) fn add(&mut self, done: Done, reporter: &Reporter) {
        self.inputs += usize::from(!done.written.is_empty());
        self.facts += done.facts;
        self.kept += usize::from(done.kept);
        self.warnings += done.warnings.len();
        if let Some(error) = &done.error {
            self.failed += 1;
            reporter.error(&format!("{}: {error}", done.id));
        }
        if reporter.verbose {
            warn(reporter, &done.id, &done.warnings);
        } else if !done.written.is_empty() && self.inputs == 1 {
            self.first = Some((done.id, done.warnings));
        }
        reporter.advance();
    }

    /// Reports the warnings of a single article; for several articles a summary in one line.
    pub(crate) fn tell(&mut self, reporter: &Reporter) {
        let single = self.inputs == 1 && !reporter.verbose;
        if single && let Some((id, warnings)) = self.first.take() {
            self.warnings -= warnings.len();
            warn(reporter, &id, &warnings);
        }
        if single && self.warnings == 0 {
            return;
        }
        let kept = match self.kept {
            0 => String::new(),
            kept => format!(" ({kept} kept)"),
        };
        let warnings = match self.warnings {
            0 => String::new(),
            1 => ", 1 warning".to_owned(),
            n => format!(", {n} warnings"),
        };
        let listed = match self.warnings > 0 && !reporter.verbose {
            true => " (-v lists the warnings)",
            false => "",
        };
        let seconds = self.started.elapsed().as_secs_f64();
        reporter.note(&format!(
            "{} inputs{kept}, {} facts{warnings}, {} failed, {seconds:.1} s{listed}",
            self.inputs, self.facts, self.failed
        ));
    }
}

fn warn(reporter: &Reporter, id: &str, warnings: &[String]) {
    for warning in warnings {
        reporter.warning(&format!("{id}: {warning}"));
    }
}
