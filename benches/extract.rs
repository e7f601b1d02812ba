//! Throughput of the extractors: `cargo bench --bench extract`. Times are found and resolved at 2 MB of text per second
//! or more on one core.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsx::internals::Bench;
use newsx::{Date, Options};

const TEXT: &str = include_str!("article.txt");

fn stages(criterion: &mut Criterion) {
    let mut options = Options::default();
    options.published = Date::new(2024, 3, 14);
    let bench = Bench::new(TEXT, &options);
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(TEXT.len() as u64));
    group.bench_function("times", |b| b.iter(|| bench.times()));
    group.bench_function("figures", |b| b.iter(|| bench.figures()));
    group.bench_function("facts", |b| b.iter(|| bench.facts()));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
