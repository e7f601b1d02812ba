//! Time of each stage on an article of 400 words: `cargo bench`.
//!
//! Each runs for half a second; the median and the text that it does in a second are printed. Times vary with the machine:
//! compare two builds in one go.

use std::hint::black_box;
use std::time::{Duration, Instant};

use newsx::internals::Bench;
use newsx::{Date, Options};

const TEXT: &str = include_str!("article.txt");
const LENGTH: Duration = Duration::from_millis(500);

fn main() -> newsx::Result<()> {
    let mut options = Options::default();
    options.published = Date::new(2024, 3, 14);
    let mut bench = Bench::new(TEXT, &options);
    show("tokens", || bench.segment());
    show("tags and trees", || bench.analyse());
    show("language", || bench.annotate());
    show("times", || bench.times());
    show("figures", || bench.figures());
    show("all facts", || bench.facts());
    let record = newsx::extract(TEXT, &options)?;
    show("record", || {
        newsx::extract(TEXT, &options).map_or(0, |record| record.events.len())
    });
    show("JSON", || serde_json::to_string(&record).map_or(0, |json| json.len()));
    Ok(())
}

/// Prints the median time of a stage, whose result is used so that it is not left out.
fn show(stage: &str, mut run: impl FnMut() -> usize) {
    let begin = Instant::now();
    let mut times = Vec::new();
    while begin.elapsed() < LENGTH {
        let start = Instant::now();
        black_box(run());
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let seconds = times[times.len() / 2].as_secs_f64();
    let megabytes = TEXT.len() as f64 / 1e6;
    println!("{stage:<16} {:9.3} ms {:9.2} MB/s", seconds * 1e3, megabytes / seconds);
}
