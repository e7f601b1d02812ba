//! The trainer: makes the files that are embedded in the program, and measures them (feature `train`).
//!
//! It runs the feature code of the taggers themselves, so that training and use cannot drift apart. Every command is
//! deterministic: the same files in give the same bytes out.

mod clusters;
mod conllu;
mod coref;
mod events;
mod gazetteer;
mod gold;
mod headline;
mod manifest;
mod matrix;
mod names;
mod network;
mod parser;
pub mod perceptron;
mod segment;
mod tagger;

use anyhow::bail;

const USAGE: &str = concat!(
    "usage:\n",
    "  newsx-train clusters WORDS.tsv OUT
        word clusters (word, coarse, middle, fine; most frequent first) to a table\n",
    "  newsx-train segment [--lines] [--errors] TREES.conllu [NAME]
        scores tokens and sentence ends on a treebank's text; --lines: a document is one line, without paragraphs;
        NAME: only documents whose name contains it\n",
    "  newsx-train events meantime|plover [--errors] GOLD.jsonl
        scores triggers and dates (MEANTIME) or classes (PLOVER records)\n",
    "  newsx-train features events [--names] [--free] ARTICLES.jsonl
        every candidate of the event scorers with its features, one JSON line each; the articles' `events` are taken as
        known, unless --free; --names: the features' names instead of their hashes\n",
    "  newsx-train weights KIND CLASSES WEIGHTS.jsonl OUT
        learnt weights ([feature, [[class, weight], …]] on each line) to a model\n",
    "  newsx-train coref [--errors] FOLDER
        scores the chains of names and pronouns on treebanks with coreference (CoNLL-U with `Entity=`)\n",
    "  newsx-train gap [--errors] GAP.tsv
        scores who is meant by pronouns, for masculine and feminine ones\n",
    "  newsx-train tagger OUT TREES.conllu…
        trains the part-of-speech tagger\n",
    "  newsx-train score-tagger [--errors] MODEL TREES.conllu…
        the share of words that a model tags right; --errors: what it confuses\n",
    "  newsx-train parser [--tags=FILE] [--dev=TREES.conllu,…] FOLDER TREES.conllu…
        trains the dependency parser on jackknifed tags and writes parser.bin and punctuation.bin; --tags: keeps these
        tags in a file; --dev: measures on treebanks; for experiments --epochs=N, --batch=N, --seed=N, --one-of=N,
        --least=N, --headlines=N, and in thousandths --rate, --input, --layer, --hidden, --word, --tag (what is
        dropped), --weight-of-tags, --decay\n",
    "  newsx-train score-parser [--errors] FOLDER TREES.conllu…
        scores of tags and trees by the models of a folder, or by the embedded ones (FOLDER -); --errors: the commonest
        kinds\n",
    "  newsx-train gazetteer OUT LIST…
        lists of names (name, lists as bits) to a table\n",
    "  newsx-train names OUT FILE[@WEIGHT]…
        trains the tagger of names on BIO and JSON Lines files; a file of weight 2 counts twice\n",
    "  newsx-train score-names [--errors] MODEL FILE…
        precision, recall and F1 of a model's names by kind\n",
    "  newsx-train score-lemmas [--errors] TREES.conllu…
        the share of words that get their lemma, with the embedded tagger\n",
    "  newsx-train manifest FOLDER
        writes the sizes and hashes of the models of a folder into its MODELS.md\n",
);

/// Runs the command that the arguments name.
///
/// # Errors
/// If the command is unknown, or a file cannot be read, understood or written.
pub fn run(arguments: Vec<String>) -> anyhow::Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (flags, words): (Vec<&str>, Vec<&str>) = words.iter().partition(|w| w.starts_with("--"));
    match words[..] {
        ["segment", trees, ref only @ ..] => segment::evaluate(
            trees.as_ref(),
            only.first().unwrap_or(&""),
            !flags.contains(&"--lines"),
            flags.contains(&"--errors"),
        ),
        ["events", "meantime", gold] => events::meantime(gold.as_ref(), flags.contains(&"--errors")),
        ["events", "plover", gold] => events::plover(gold.as_ref(), flags.contains(&"--errors")),
        ["features", "events", articles] => {
            events::features(articles.as_ref(), flags.contains(&"--names"), flags.contains(&"--free"))
        }
        ["weights", kind, classes, weights, out] => events::weights(kind, classes.parse()?, weights, out),
        ["gazetteer", out, ref lists @ ..] => gazetteer::compile(lists, out),
        ["names", out, ref files @ ..] => names::train(out, files),
        ["score-names", model, ref files @ ..] => names::evaluate(model, files, flags.contains(&"--errors")),
        ["coref", folder] => coref::chains(folder.as_ref(), flags.contains(&"--errors")),
        ["gap", file] => coref::gap(file.as_ref(), flags.contains(&"--errors")),
        ["clusters", words, out] => clusters::compile(words, out),
        ["tagger", out, ref treebanks @ ..] => tagger::train(out, treebanks),
        ["score-tagger", model, ref treebanks @ ..] => tagger::evaluate(model, treebanks, flags.contains(&"--errors")),
        ["parser", folder, ref treebanks @ ..] => parser::train(folder, treebanks, &flags),
        ["score-parser", folder, ref treebanks @ ..] => {
            parser::evaluate(folder, treebanks, flags.contains(&"--errors"))
        }
        ["score-lemmas", ref treebanks @ ..] => tagger::evaluate_lemmas(treebanks, flags.contains(&"--errors")),
        ["manifest", folder] => manifest::update(folder.as_ref()),
        _ => bail!("{USAGE}"),
    }
}
