//! The command line of `newsx-train`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Makes the files that are embedded in newsx, and measures them.
#[derive(Parser, Debug)]
#[command(name = "newsx-train", version, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Writes word clusters (word, coarse, middle, fine; most frequent first) as a table
    Clusters { words: String, out: String },
    /// Scores tokens and sentence ends on a treebank's text
    Segment {
        /// A document is one line, without paragraphs
        #[arg(long)]
        lines: bool,
        #[command(flatten)]
        show: Show,
        trees: PathBuf,
        /// Only documents whose name contains this
        #[arg(default_value = "")]
        name: String,
    },
    /// Scores triggers and dates (MEANTIME) or classes (PLOVER records)
    Events {
        gold_kind: GoldKind,
        #[command(flatten)]
        show: Show,
        gold: PathBuf,
    },
    /// Prints every candidate of the event scorers with its features, one JSON line each
    Features {
        task: Task,
        /// The features' names instead of their hashes
        #[arg(long)]
        names: bool,
        /// Finds the events itself; otherwise the articles' `events` are taken as known
        #[arg(long)]
        free: bool,
        articles: PathBuf,
    },
    /// Writes learnt weights ([feature, [[class, weight], …]] on each line) as a model
    Weights {
        /// Four letters
        kind: String,
        classes: usize,
        weights: String,
        out: String,
    },
    /// Scores the chains of names and pronouns on treebanks with coreference (CoNLL-U with `Entity=`)
    Coref {
        #[command(flatten)]
        show: Show,
        folder: PathBuf,
    },
    /// Scores who is meant by pronouns, for masculine and feminine ones
    Gap {
        #[command(flatten)]
        show: Show,
        file: PathBuf,
    },
    /// Writes the inputs of the encoder for treebanks, with what it is to learn, into a folder
    Inputs(InputsArgs),
    /// Packs the learnt weights of the encoder
    Encoder {
        /// Folder of the inputs that it learnt from
        inputs: String,
        weights: String,
        out: String,
    },
    /// Trains the attachment of punctuation in the tree
    Punctuation {
        out: String,
        #[arg(required = true)]
        trees: Vec<String>,
    },
    /// Prints the scores of tags and trees by the models of a folder
    ScoreEncoder {
        #[command(flatten)]
        show: Show,
        /// `-` for the embedded models
        folder: String,
        trees: Vec<String>,
    },
    /// Writes lists of names (name, lists as bits) as a table
    Gazetteer { out: String, lists: Vec<String> },
    /// Trains the tagger of names on BIO and JSON Lines files
    Names {
        out: String,
        /// FILE@2 counts twice
        #[arg(required = true)]
        files: Vec<String>,
    },
    /// Prints precision, recall and F1 of a model's names by kind
    ScoreNames {
        #[command(flatten)]
        show: Show,
        model: String,
        files: Vec<String>,
    },
    /// Prints the share of words that get their lemma, with the embedded encoder
    ScoreLemmas {
        #[command(flatten)]
        show: Show,
        trees: Vec<String>,
    },
    /// Writes the sizes and hashes of the models of a folder into its MODELS.md
    Manifest { folder: PathBuf },
}

/// Output of a scoring command beside its figures.
#[derive(Args, Debug)]
pub(super) struct Show {
    /// Prints the commonest errors
    #[arg(long)]
    pub(super) errors: bool,
}

#[derive(Clone, Copy, ValueEnum, Debug)]
pub(super) enum GoldKind {
    Meantime,
    Plover,
}

#[derive(Clone, Copy, ValueEnum, Debug)]
pub(super) enum Task {
    Events,
}

#[derive(Args, Debug)]
pub(super) struct InputsArgs {
    /// One sentence of so many is also learnt as a headline; 0 for none
    #[arg(long, default_value_t = 10)]
    pub(super) headlines: usize,
    /// Least count of a word with a row of its own
    #[arg(long, default_value_t = 3)]
    pub(super) least: u32,
    /// Takes the vocabulary of these inputs
    #[arg(long)]
    pub(super) like: Option<String>,
    pub(super) out: String,
    /// FILE@2 counts twice
    #[arg(required = true)]
    pub(super) trees: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
        let parsed = Cli::try_parse_from(["newsx-train", "names", "out.bin", "a.bio@2"]);
        assert!(parsed.is_ok());
    }
}
