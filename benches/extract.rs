//! How fast the extractors are: `cargo bench --bench extract`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsx::extract::{self, Facts, figure, time};
use newsx::language;
use newsx::source::{Content, Metadata, Source};

const TEXT: &str = include_str!("article.txt");

fn stages(criterion: &mut Criterion) {
    let source = Source {
        id: "article".to_owned(),
        sha256: [0; 32],
        media_type: "text/plain",
        encoding: "utf-8",
        metadata: Metadata::default(),
        content: Content::Text(TEXT.to_owned()),
        warnings: Vec::new(),
    };
    let doc = language::annotate(newsx::parse::article(&source).expect("an article"));
    let facts = Facts {
        times: time::extract(&doc),
        ..Facts::default()
    };
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(TEXT.len() as u64));
    group.bench_function("figures", |b| b.iter(|| figure::extract(&doc, &facts)));
    group.bench_function("facts", |b| b.iter(|| extract::facts(&doc)));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
