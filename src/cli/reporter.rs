//! Diagnostics and progress on standard error. Standard output is data only.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::emit::clean::for_terminal;

use super::args::{Global, When};
use super::bar_lines::Lines;
use super::input::Total;

/// Diagnostics and progress on standard error.
pub(crate) struct Reporter {
    quiet: bool,
    pub(crate) verbose: bool,
    color: bool,
    bar: Option<Bar>,
}

/// A progress bar, of articles or, where these cannot be counted, of the bytes read so far.
struct Bar {
    bar: ProgressBar,
    read: Option<Arc<AtomicU64>>,
    articles: Cell<u64>,
}

impl Reporter {
    pub(crate) fn new(global: &Global) -> Reporter {
        Reporter {
            quiet: global.quiet,
            verbose: global.verbose,
            color: match global.color {
                When::Always => true,
                When::Never => false,
                When::Auto => AutoStream::choice(&std::io::stderr()) != ColorChoice::Never,
            },
            bar: None,
        }
    }

    /// Shows a progress bar from now on, if one is wanted: by default on a terminal that shows nothing else. `total`
    /// counts the inputs, where they can be counted; `read` holds the bytes read so far.
    pub(crate) fn progress(&mut self, when: When, output: bool, total: impl FnOnce() -> Total, read: Arc<AtomicU64>) {
        let terminal = std::io::stderr().is_terminal() && !(output && std::io::stdout().is_terminal());
        let wanted = match when {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && !self.quiet,
        };
        // Counting walks through folders: only for a visible bar.
        let total = if wanted { total() } else { Total::Unknown };
        if !wanted || (when == When::Auto && total == Total::Articles(1)) {
            return;
        }
        let bar = match total {
            Total::Articles(total) => ProgressBar::new(total)
                .with_style(style("{bar:30} {human_pos}/{human_len} articles, {rate}/s, {eta} left")),
            Total::Bytes(total) => {
                ProgressBar::new(total).with_style(style("{bar:30} {bytes}/{total_bytes}, {msg} articles, {eta} left"))
            }
            Total::Unknown => ProgressBar::no_length().with_style(style("{spinner} {human_pos} articles, {rate}/s")),
        };
        bar.set_draw_target(match std::io::stderr().is_terminal() {
            true => ProgressDrawTarget::stderr_with_hz(5),
            false => ProgressDrawTarget::term_like_with_hz(Box::new(Lines), 1),
        });
        self.bar = Some(Bar {
            bar,
            read: matches!(total, Total::Bytes(_)).then_some(read),
            articles: Cell::new(0),
        });
    }

    /// Counts one more article on the bar.
    pub(crate) fn advance(&self) {
        let Some(Bar { bar, read, articles }) = &self.bar else {
            return;
        };
        match read {
            None => bar.inc(1),
            Some(read) => {
                articles.set(articles.get() + 1);
                bar.set_message(articles.get().to_string());
                bar.set_position(read.load(Ordering::Relaxed));
            }
        }
    }

    /// Removes the bar.
    pub(crate) fn done(&mut self) {
        if let Some(Bar { bar, .. }) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Writes an error, also with `--quiet`.
    pub(crate) fn error(&self, message: &str) {
        self.line("error", AnsiColor::Red, message);
    }

    /// Writes a warning.
    pub(crate) fn warning(&self, message: &str) {
        if !self.quiet {
            self.line("warning", AnsiColor::Yellow, message);
        }
    }

    /// Writes a line about the run, unless `--quiet`.
    pub(crate) fn note(&self, message: &str) {
        if !self.quiet {
            self.print(&format!("newsx: {}", for_terminal(message)));
        }
    }

    fn line(&self, word: &str, color: AnsiColor, message: &str) {
        let style = match self.color {
            true => color.on_default().bold(),
            false => Style::new(),
        };
        self.print(&format!("newsx: {style}{word}{style:#}: {}", for_terminal(message)));
    }

    fn print(&self, message: &str) {
        // A closed standard error is no reason to fail.
        let write = || drop(writeln!(std::io::stderr().lock(), "{message}"));
        match &self.bar {
            Some(Bar { bar, .. }) => bar.suspend(write),
            None => write(),
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style.with_key("rate", |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let digits = usize::from(state.per_sec() < 10.0);
        // A bar that cannot be drawn is no reason to fail.
        write!(out, "{:.digits$}", state.per_sec()).ok();
    })
}
