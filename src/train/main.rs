//! `newsx-train`: trains and evaluates the embedded models (feature `train`).

fn main() -> anyhow::Result<()> {
    newsx::train::run(std::env::args().skip(1).collect())
}
