//! `newsx-train`: trains and evaluates the embedded models (feature `train`).

use clap::Parser;

fn main() -> anyhow::Result<()> {
    newsx::train::run(&newsx::train::Cli::parse())
}
