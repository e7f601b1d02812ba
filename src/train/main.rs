//! `newsx-train`: trains and evaluates the embedded models (feature `train`).

fn main() -> anyhow::Result<()> {
    newsx::internals::train()
}
