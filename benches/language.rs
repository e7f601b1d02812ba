//! Throughput of the language stage: `cargo bench --bench language`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsx::Options;
use newsx::internals::Bench;

const TEXT: &str = include_str!("article.txt");

fn stages(criterion: &mut Criterion) {
    let mut bench = Bench::new(TEXT, &Options::default());
    let mut group = criterion.benchmark_group("language");
    group.throughput(Throughput::Elements(bench.segment() as u64));
    group.bench_function("tokens", |b| b.iter(|| bench.segment()));
    group.bench_function("tags and trees", |b| b.iter(|| bench.analyse()));
    group.bench_function("annotate", |b| b.iter(|| bench.annotate()));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
