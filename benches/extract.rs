//! Throughput of the extractors: `cargo bench --bench extract`. Times are found and resolved at 2 MB of text per second
//! or more on one core.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsx::extract::{self, Facts, figure, time};
use newsx::model::date::Date;
use newsx::source::Source;
use newsx::{language, link};

const TEXT: &str = include_str!("article.txt");

fn stages(criterion: &mut Criterion) {
    let source = Source::text("article", TEXT).published(Date::new(2024, 3, 14));
    let doc = language::annotate(newsx::parse::article(&source).expect("an article"), 1);
    let facts = Facts {
        times: time::extract(&doc),
        ..Facts::default()
    };
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(TEXT.len() as u64));
    group.bench_function("times", |b| b.iter(|| link::resolve(&doc, time::extract(&doc))));
    group.bench_function("figures", |b| b.iter(|| figure::extract(&doc, &facts)));
    group.bench_function("facts", |b| b.iter(|| extract::facts(&doc)));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
