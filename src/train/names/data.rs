//! Texts with names, from JSON Lines and BIO files.

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::language::names::labels::{self, LabelSet, OUTSIDE};
use crate::language::{self, Sentence, Token, names};
use crate::lexicon::gazetteer::{self, Key};
use crate::model::span::Span;

/// Possible kinds of a name in a corpus, as numbers of [`labels::KINDS`].
/// None: the corpus marks it for another purpose, and nothing is known.
pub(super) type Kinds = Vec<usize>;

/// A name as a corpus marks it.
#[derive(Clone, Debug)]
pub(super) struct Gold {
    pub(super) span: Span,
    pub(super) kinds: Kinds,
}

/// A text with its names and tokens.
pub(super) struct Text {
    pub(super) text: String,
    pub(super) gold: Vec<Gold>,
    pub(super) tokens: Vec<Token>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) words: String,
    /// Weight of the sample.
    pub(super) weight: usize,
}

const PERSON: usize = 0;
const ORGANIZATION: usize = 1;
const PLACE: usize = 2;
const GROUP: usize = 3;

/// The kinds that a corpus's type may mean.
fn kinds(corpus_type: &str, name: &str) -> Kinds {
    match corpus_type.to_ascii_lowercase().as_str() {
        "per" | "person" | "politician" | "writer" => vec![PERSON],
        "org" | "organization" | "organisation" | "politicalparty" => vec![ORGANIZATION],
        "loc" | "gpe" | "location" | "country" | "fac" | "facility" | "place" => vec![PLACE],
        "group" | "norp" => vec![GROUP],
        "event" | "election" => vec![4],
        "product" => vec![5],
        "work" => vec![6],
        "law" => vec![7],
        "misc" if is_demonym(name) => vec![GROUP],
        "misc" | "oth" => vec![GROUP, 4, 5, 6, 7],
        _ => Vec::new(),
    }
}

fn is_demonym(name: &str) -> bool {
    let words = language::segment::words(name);
    let key = words.iter().fold(Key::EMPTY, |key, word| key.with(word));
    gazetteer::lists(key) & 4 != 0
}

/// Reads a file, JSON Lines or BIO by its name.
pub(super) fn read(file: &str) -> Result<Vec<Text>> {
    let content = std::fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
    match file.rsplit_once('.') {
        Some((_, "jsonl")) => json_lines(&content).with_context(|| file.to_owned()),
        Some((_, "bio")) => bio(&content).with_context(|| file.to_owned()),
        _ => bail!("{file}: neither .jsonl nor .bio"),
    }
}

#[derive(Deserialize)]
struct Record {
    text: String,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

fn json_lines(content: &str) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    for (number, line) in content.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let record: Record = serde_json::from_str(line).with_context(|| format!("line {}", number + 1))?;
        let starts: Vec<usize> = record
            .text
            .char_indices()
            .map(|(i, _)| i)
            .chain([record.text.len()])
            .collect();
        let byte = |n: usize| starts.get(n).copied().context("an offset beyond the text");
        let mut gold = Vec::new();
        for entity in &record.entities {
            let span = Span::new(byte(entity.start)?, byte(entity.end)?);
            gold.push(marked(&record.text, span, &entity.kind));
        }
        gold.sort_by_key(|g| g.span.start);
        texts.push(cut(record.text, gold));
    }
    Ok(texts)
}

/// A sentence a text; its tokens are set off by spaces, which tells newsx's own tokens apart well enough.
fn bio(content: &str) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    let (mut text, mut gold) = (String::new(), Vec::<(Span, String)>::new());
    for (number, line) in content.lines().chain([""]).enumerate() {
        if line.is_empty() {
            if !text.is_empty() {
                let text = std::mem::take(&mut text);
                let names = std::mem::take(&mut gold);
                let names = names
                    .into_iter()
                    .map(|(span, kind)| marked(&text, span, &kind))
                    .collect();
                texts.push(cut(text, names));
            }
            continue;
        }
        let (word, label) = line
            .split_once('\t')
            .with_context(|| format!("line {}: no tab", number + 1))?;
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        let span = Span::new(start, text.len());
        match label.split_once('-') {
            Some(("I", _)) if !gold.is_empty() => {
                let last = gold.last_mut().expect("not empty");
                last.0 = last.0.cover(span);
            }
            Some((_, kind)) => gold.push((span, kind.to_owned())),
            None => {}
        }
    }
    Ok(texts)
}

/// A name without leading "the" and final "'s".
fn marked(text: &str, mut span: Span, kind: &str) -> Gold {
    let name = span.of(text);
    if name.len() > 4 && name.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the ")) {
        span.start += 4;
    }
    for ending in ["'s", "’s", "'", "’"] {
        if span.of(text).ends_with(ending) {
            span.end -= ending.len() as u32;
            break;
        }
    }
    span = span.trim(text);
    Gold {
        span,
        kinds: kinds(kind, span.of(text)),
    }
}

fn cut(text: String, gold: Vec<Gold>) -> Text {
    let article = super::super::segment::lines(text);
    let (mut tokens, sentences, words) = language::segment::segment(&article);
    language::analyse(&article, &sentences, &mut tokens, &words);
    Text {
        text: article.text,
        gold,
        tokens,
        sentences,
        words,
        weight: 1,
    }
}

/// Style of a headline.
#[derive(Clone, Copy)]
pub(super) enum Headline {
    /// The First Letters of the Longer Words.
    Title,
    /// ALL LETTERS.
    Capitals,
}

impl Text {
    /// The sample as the tagger reads it.
    pub(super) fn read(&self) -> names::Text<'_> {
        names::Text {
            text: &self.text,
            tokens: &self.tokens,
            words: &self.words,
        }
    }

    /// The same text written as headlines are. Only ASCII letters change, so that every span stays.
    pub(super) fn as_headline(&self, style: Headline) -> Text {
        let mut bytes = self.text.clone().into_bytes();
        for token in &self.tokens {
            let word = &mut bytes[token.span.range()];
            match style {
                Headline::Capitals => word.make_ascii_uppercase(),
                Headline::Title if word.len() > 3 => word[0].make_ascii_uppercase(),
                Headline::Title => {}
            }
        }
        let text = String::from_utf8(bytes).expect("ASCII letters stay ASCII letters");
        let mut copy = cut(text, self.gold.clone());
        copy.weight = 1;
        copy
    }

    /// The labels that each token may have.
    pub(super) fn allowed(&self) -> Vec<LabelSet> {
        let mut sets: Vec<LabelSet> = vec![1 << OUTSIDE; self.tokens.len()];
        for gold in &self.gold {
            let first = self.tokens.partition_point(|t| t.span.end <= gold.span.start);
            let end = self.tokens.partition_point(|t| t.span.start < gold.span.end);
            for (i, set) in sets[first..end].iter_mut().enumerate() {
                let label = |kind: &usize| {
                    1 << if i == 0 {
                        labels::begin(*kind)
                    } else {
                        labels::inside(*kind)
                    }
                };
                *set = match gold.kinds.is_empty() {
                    true => labels::ANY,
                    false => gold.kinds.iter().map(label).sum(),
                };
            }
        }
        sets
    }
}
