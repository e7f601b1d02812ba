//! Throughput of the language stage: `cargo bench --bench language`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsx::language::{self, steps};
use newsx::parse::Article;
use newsx::source::Source;

const TEXT: &str = include_str!("article.txt");

fn article() -> Article {
    newsx::parse::article(&Source::text("article", TEXT)).expect("an article")
}

fn stages(criterion: &mut Criterion) {
    let (mut tokens, sentences, words) = steps::segment(&article());
    let mut group = criterion.benchmark_group("language");
    group.throughput(Throughput::Elements(tokens.len() as u64));
    let cut = article();
    group.bench_function("tokens", |b| b.iter(|| steps::segment(&cut)));
    group.bench_function("tags and trees", |b| {
        b.iter(|| steps::analyse(&cut, &sentences, &mut tokens, &words));
    });
    group.bench_function("annotate", |b| {
        b.iter_with_setup(article, |article| language::annotate(article, 1));
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
