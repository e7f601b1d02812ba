//! Part-of-speech tags (UPOS and XPOS), from left to right in one pass.
//!
//! A word's tag is chosen among [`PAIRS`] by the sum of the weights of its features: the word itself, its ending,
//! shape and [clusters](crate::lexicon::clusters), the words around it and the tags before it. What a word looks like
//! is worked out once ([`Look`]) and read by its neighbours too.
//!
//! Capitals are evidence only where the sentence uses them as evidence. In a headline ("Court Approves New Rules") or
//! a line in capitals they say nothing, so each shape is seen together with the [`Style`] of its sentence, and the
//! trainer shows the tagger copies of sentences written in each style.
//!
//! The tag sets are those of UD English, with one difference: whatever is part of a name (NNP, NNPS) is `PROPN`, where
//! the treebanks write `ADJ` or `VERB` for the "Supreme" and "United" of names.

use std::sync::LazyLock;

use crate::language::tables::{Feature, Model, Weights};
use crate::language::{Token, Upos, Xpos};
use crate::lexicon::{clusters, table};

static BYTES: &[u8] = include_bytes!("../models/tagger.bin");
static MODEL: LazyLock<Model<'static>> = LazyLock::new(|| Model::embedded(BYTES, KIND, PAIRS.len()));

/// The kind that the model file is marked with.
pub(crate) const KIND: [u8; 4] = *b"TAGS";

/// The classes: which universal tag goes with which Penn tag. The commonest of a Penn tag comes first.
#[rustfmt::skip]
pub(crate) const PAIRS: &[(Xpos, Upos)] = &[
    (Xpos::Nn, Upos::Noun), (Xpos::In, Upos::Adp), (Xpos::Dt, Upos::Det), (Xpos::Nnp, Upos::Propn),
    (Xpos::Jj, Upos::Adj), (Xpos::Prp, Upos::Pron), (Xpos::Period, Upos::Punct), (Xpos::Comma, Upos::Punct),
    (Xpos::Nns, Upos::Noun), (Xpos::Rb, Upos::Adv), (Xpos::Vb, Upos::Verb), (Xpos::Cc, Upos::Cconj),
    (Xpos::Cd, Upos::Num), (Xpos::Vbn, Upos::Verb), (Xpos::In, Upos::Sconj), (Xpos::Vbd, Upos::Verb),
    (Xpos::Vbg, Upos::Verb), (Xpos::Vbz, Upos::Aux), (Xpos::To, Upos::Part), (Xpos::Md, Upos::Aux),
    (Xpos::PrpPoss, Upos::Pron), (Xpos::Vbp, Upos::Verb), (Xpos::Vbp, Upos::Aux), (Xpos::Vbd, Upos::Aux),
    (Xpos::Rb, Upos::Part), (Xpos::Vbz, Upos::Verb), (Xpos::Uh, Upos::Intj), (Xpos::Colon, Upos::Punct),
    (Xpos::Vb, Upos::Aux), (Xpos::Rrb, Upos::Punct), (Xpos::Lrb, Upos::Punct), (Xpos::Dt, Upos::Pron),
    (Xpos::Wdt, Upos::Pron), (Xpos::Wrb, Upos::Adv), (Xpos::Wp, Upos::Pron), (Xpos::Hyph, Upos::Punct),
    (Xpos::OpenQuote, Upos::Punct), (Xpos::CloseQuote, Upos::Punct), (Xpos::Rp, Upos::Adp), (Xpos::Pos, Upos::Part),
    (Xpos::Nnps, Upos::Propn), (Xpos::Nn, Upos::Pron), (Xpos::Jjr, Upos::Adj), (Xpos::Jjs, Upos::Adj),
    (Xpos::Ex, Upos::Pron), (Xpos::Rbr, Upos::Adv), (Xpos::Vbn, Upos::Aux), (Xpos::Sym, Upos::Sym),
    (Xpos::Dollar, Upos::Sym), (Xpos::Pdt, Upos::Det), (Xpos::Add, Upos::Propn), (Xpos::Nfp, Upos::Punct),
    (Xpos::Vbg, Upos::Aux), (Xpos::Fw, Upos::X), (Xpos::Gw, Upos::X), (Xpos::Rbs, Upos::Adv),
    (Xpos::Wdt, Upos::Det), (Xpos::Ls, Upos::Num), (Xpos::Nfp, Upos::Sym), (Xpos::Comma, Upos::Sym),
    (Xpos::Nn, Upos::Sym), (Xpos::Afx, Upos::X), (Xpos::WpPoss, Upos::Pron), (Xpos::Hash, Upos::Sym),
    (Xpos::Hyph, Upos::Sym), (Xpos::Sym, Upos::Punct), (Xpos::Xx, Upos::X),
];

/// The model that the program was built with.
pub(crate) fn embedded() -> &'static Model<'static> {
    &MODEL
}

/// Ranking of a token's tags: the best classes with their margins.
#[derive(Clone, Copy)]
pub(crate) struct Ranking {
    /// Best first.
    pub(crate) classes: [u8; RANKS],
    /// Margin of each behind the best, in points. Classes that are not listed have at least the margin of the last.
    pub(crate) behind: [i32; RANKS],
}

/// Number of classes that a ranking keeps.
pub(crate) const RANKS: usize = 3;

/// Divisor for the tagger's margins in title case.
const TITLE: i32 = 2;

impl Ranking {
    fn new(scores: &[i32; PAIRS.len()]) -> Ranking {
        let mut best = [(i32::MIN, 0u8); RANKS];
        for (class, &score) in scores.iter().enumerate() {
            if score <= best[RANKS - 1].0 {
                continue;
            }
            let rank = best.iter().position(|b| score > b.0).unwrap_or(RANKS - 1);
            best[rank..].rotate_right(1);
            best[rank] = (score, class as u8);
        }
        Ranking {
            classes: best.map(|b| b.1),
            behind: best.map(|b| best[0].0 - b.0),
        }
    }

    /// The ranking with smaller margins.
    fn divided(self, by: i32) -> Ranking {
        Ranking {
            behind: self.behind.map(|points| points / by),
            ..self
        }
    }
}

/// Tags sentence after sentence, in the same memory.
pub(crate) struct Tagger<'m> {
    model: &'m Model<'m>,
    line: Line,
    features: Vec<u32>,
    /// Rankings of the tokens of the last sentence.
    pub(crate) rankings: Vec<Ranking>,
}

impl<'m> Tagger<'m> {
    pub(crate) fn new(model: &'m Model<'m>) -> Tagger<'m> {
        Tagger {
            model,
            line: Line::default(),
            features: Vec::with_capacity(64),
            rankings: Vec::new(),
        }
    }

    /// Tags the tokens of a sentence. `words` holds the lower-cased forms. In title case its points count less: the
    /// parser has seen more headlines.
    pub(crate) fn tag(&mut self, text: &str, tokens: &mut [Token], words: &str) {
        self.line.read(text, tokens, words);
        self.rankings.clear();
        let weight = if self.line.style == Style::Title { TITLE } else { 1 };
        for (i, token) in tokens.iter_mut().enumerate() {
            let mut scores = [0i32; PAIRS.len()];
            self.line.score(i, self.model, &mut self.features, &mut scores);
            let ranking = Ranking::new(&scores);
            let class = usize::from(ranking.classes[0]);
            self.line.set(i, class);
            (token.xpos, token.upos) = PAIRS[class];
            self.rankings.push(ranking.divided(weight));
        }
    }
}

/// Use of capitals in a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Style {
    /// Names and the first word have capitals.
    #[default]
    Plain,
    /// Every content word has a capital (title case).
    Title,
    /// Every letter is a capital.
    Capitals,
    /// No word has a capital.
    Small,
}

/// Shape of a word: its ending, capitals and digits.
#[derive(Clone, Copy, Default)]
struct Look {
    /// Hash of the lower-cased word, digits as 0.
    word: u32,
    /// Hash of the runs of capitals, small letters, digits and other characters, with the style.
    shape: u32,
    /// The last 1 to 4 bytes, as a number.
    endings: [u32; 4],
    /// The first 2 and 3 bytes.
    starts: [u32; 2],
    coarse: u32,
    middle: u32,
    fine: u32,
    /// Not among the commonest words, so that its letters tell more than itself.
    rare: bool,
}

/// A sentence while it is tagged. The looks have two more on both sides, for what lies beyond.
#[derive(Default)]
pub(crate) struct Line {
    style: Style,
    looks: Vec<Look>,
    /// The classes so far, + 1; two zeros first.
    tags: Vec<u32>,
    /// The last verb before each token: its class and its word.
    verbs: Vec<(u32, u32)>,
}

/// The features of every word, and those that rarer words have besides.
const COMMON: usize = 35;
const RARE: usize = 9;

/// Number of shapes and tags in front of the first word.
const EDGE: usize = 2;

impl Line {
    /// Reads a sentence.
    pub(crate) fn read(&mut self, text: &str, tokens: &[Token], words: &str) {
        let style = style(tokens.iter().map(|t| t.span.of(text)));
        self.style = style;
        self.looks.clear();
        self.looks.resize(EDGE, beyond(1));
        self.looks
            .extend(tokens.iter().map(|t| look(t.span.of(text), t.lower.of(words), style)));
        self.looks.resize(tokens.len() + 2 * EDGE, beyond(2));
        self.tags.clear();
        self.tags.resize(tokens.len() + EDGE, 0);
        self.verbs.clear();
        self.verbs.resize(tokens.len() + 1, (0, 0));
    }

    /// A word's hash, by which the trainer counts how common it is.
    #[cfg(feature = "train")]
    pub(crate) fn word(&self, i: usize) -> u32 {
        self.looks[i + EDGE].word
    }

    /// Makes a word look like another that was never seen, so that its letters and neighbours have to tell.
    #[cfg(feature = "train")]
    pub(crate) fn hide(&mut self, i: usize, word: u32) {
        self.looks[i + EDGE].word = word;
    }

    /// The number of words.
    #[cfg(feature = "train")]
    pub(crate) fn len(&self) -> usize {
        self.verbs.len() - 1
    }

    /// Decides the class of a word; the words before it are decided.
    pub(crate) fn set(&mut self, i: usize, class: usize) {
        let xpos = PAIRS[class].0;
        self.tags[i + EDGE] = class as u32 + 1;
        self.verbs[i + 1] = match xpos {
            Xpos::Md | Xpos::To | Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz => {
                (class as u32 + 1, self.looks[i + EDGE].word)
            }
            Xpos::Period | Xpos::Colon | Xpos::Wdt | Xpos::Wp => (0, class as u32),
            _ => self.verbs[i],
        };
    }

    /// The best class of a word by a model.
    #[cfg(feature = "train")]
    pub(crate) fn choose(&self, i: usize, weights: &impl Weights, features: &mut Vec<u32>) -> usize {
        let mut scores = [0i32; PAIRS.len()];
        self.score(i, weights, features, &mut scores);
        let mut best = 0;
        for (class, &score) in scores.iter().enumerate() {
            if score > scores[best] {
                best = class;
            }
        }
        best
    }

    /// The scores of all classes for a word, and the features that give them.
    pub(crate) fn score(
        &self,
        i: usize,
        weights: &impl Weights,
        features: &mut Vec<u32>,
        scores: &mut [i32; PAIRS.len()],
    ) {
        features.clear();
        self.features(i, features);
        let (common, rare) = features.split_at(COMMON);
        let fixed = "the number of features is fixed";
        weights.add_all::<COMMON>(common.try_into().expect(fixed), scores);
        if !rare.is_empty() {
            weights.add_all::<RARE>(rare.try_into().expect(fixed), scores);
        }
    }

    fn features(&self, i: usize, out: &mut Vec<u32>) {
        let at = i + EDGE;
        let [before2, before, this, after, after2] =
            [at - 2, at - 1, at, at + 1, at + 2].map(|place| &self.looks[place]);
        let (tag, tag2) = (self.tags[at - 1], self.tags[at - 2]);
        let tags = tag | tag2 << 8;
        let (verb, verb_word) = self.verbs[i];
        let mut kind = 0;
        let mut add = |parts: &[u32]| {
            kind += 1;
            let feature = parts.iter().fold(Feature::new(kind), |f, part| f.with(*part));
            out.push(feature.hash());
        };
        add(&[this.word]);
        add(&[this.word, this.shape]);
        add(&[this.shape, tag]);
        add(&[this.middle, this.endings[1]]);
        add(&[this.fine]);
        add(&[this.word, tag]);
        add(&[this.word, tags]);
        add(&[this.middle, tag]);
        add(&[tags]);
        add(&[before.word]);
        add(&[after.word]);
        add(&[before2.word]);
        add(&[after2.word]);
        add(&[before.word, this.word]);
        add(&[this.word, after.word]);
        add(&[before.word, after.word]);
        add(&[tag, after.word]);
        add(&[before.fine]);
        add(&[after.fine]);
        add(&[after2.middle]);
        add(&[this.word, after.middle]);
        add(&[this.word, before.middle]);
        add(&[this.middle, after.middle, tag]);
        add(&[after.endings[2], after.shape]);
        add(&[before.shape, this.shape, after.shape]);
        add(&[after.shape, this.word]);
        add(&[verb, verb_word, this.endings[1]]);
        add(&[verb, this.word]);
        add(&[after.middle, after2.coarse, tag]);
        add(&[this.middle, after.middle, after2.coarse]);
        add(&[before2.coarse, before.middle, this.middle]);
        add(&[this.endings[1], after.endings[1], tag]);
        add(&[before.endings[1], this.endings[1], after.endings[1]]);
        add(&[this.endings[2], before.word]);
        add(&[this.endings[2], after.word]);
        if this.rare {
            add(&[this.endings[0], this.shape]);
            add(&[this.endings[1]]);
            add(&[this.endings[2]]);
            add(&[this.endings[3]]);
            add(&[this.starts[0]]);
            add(&[this.starts[1]]);
            add(&[this.endings[2], tag]);
            add(&[this.endings[1], tags]);
            add(&[this.endings[2], after.middle]);
        }
    }
}

/// Shapes that stand for the space before (1) and behind (2) the sentence.
fn beyond(side: u32) -> Look {
    Look {
        word: side,
        shape: side,
        ..Look::default()
    }
}

fn look(form: &str, lower: &str, style: Style) -> Look {
    let cluster = clusters::of(lower);
    let digits = lower.bytes().any(|b| b.is_ascii_digit());
    let word = if digits {
        let normal = |b: u8| if b.is_ascii_digit() { b'0' } else { b };
        table::finish(lower.bytes().fold(table::START, |h, b| table::feed(h, &[normal(b)])))
    } else {
        table::hash(lower.as_bytes())
    };
    let bytes = lower.as_bytes();
    let pack = |part: &[u8]| part.iter().fold(0, |n, b| n << 8 | u32::from(*b));
    let ending = |len: usize| pack(&bytes[bytes.len().saturating_sub(len)..]);
    let start = |len: usize| pack(&bytes[..len.min(bytes.len())]);
    // Without a cluster: 0, which no cluster + 1 is.
    let number = |get: fn(clusters::Clusters) -> u32| cluster.map_or(0, |c| get(c) + 1);
    Look {
        word,
        shape: shape(form, style),
        endings: [ending(1), ending(2), ending(3), ending(4)],
        starts: [start(2), start(3)],
        coarse: number(|c| c.coarse.into()),
        middle: number(|c| c.middle.into()),
        fine: number(|c| c.fine.into()),
        rare: cluster.is_none_or(|c| c.rarity > 1),
    }
}

/// Runs of capitals, small letters and digits each count once, other characters as they are.
fn shape(form: &str, style: Style) -> u32 {
    let mut state = table::feed(table::START, &[style as u8]);
    let mut last = ' ';
    for (i, c) in form.chars().enumerate() {
        let class = match c {
            c if c.is_lowercase() => 'x',
            c if c.is_uppercase() => 'X',
            c if c.is_numeric() => '0',
            c if c.is_alphabetic() => 'y',
            c => c,
        };
        // One capital is another shape than several.
        if class != last || (i == 1 && class == 'X') {
            state = table::feed(state, &(class as u32).to_le_bytes());
        }
        last = class;
    }
    table::finish(state)
}

/// Looks at which words of a sentence begin with capitals.
pub(crate) fn style<'t>(forms: impl Iterator<Item = &'t str>) -> Style {
    let (mut high, mut low, mut longer_low, mut shouted, mut letters) = (0, 0, 0, 0, 0);
    for (i, form) in forms.enumerate() {
        let mut chars = form.chars();
        let Some(first) = chars.next().filter(|c| c.is_alphabetic()) else {
            continue;
        };
        letters += 1;
        if first.is_lowercase() {
            low += 1;
            longer_low += usize::from(form.len() >= 5);
        } else {
            high += usize::from(i > 0);
            shouted += usize::from(form.len() > 1 && !chars.any(char::is_lowercase));
        }
    }
    if letters > 1 && low == 0 && shouted * 4 >= letters * 3 {
        Style::Capitals
    } else if letters > 1 && high >= 2 && longer_low * 6 <= high && low <= high {
        Style::Title
    } else if high == 0 && low == letters {
        Style::Small
    } else {
        Style::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style_of(text: &str) -> Style {
        style(text.split(' '))
    }

    #[test]
    fn styles_are_seen() {
        assert_eq!(style_of("The court in Oslo approved new rules ."), Style::Plain);
        assert_eq!(style_of("Court Approves New Rules for Oil Firms"), Style::Title);
        assert_eq!(style_of("COURT APPROVES NEW RULES"), Style::Capitals);
        assert_eq!(style_of("so they left"), Style::Small);
        assert_eq!(style_of(""), Style::Small);
    }

    #[test]
    fn shapes_forget_lengths() {
        let shape = |form| super::shape(form, Style::Plain);
        assert_eq!(shape("Oslo"), shape("Bergen"));
        assert_eq!(shape("NATO"), shape("EU"));
        assert_ne!(shape("A"), shape("EU"));
        assert_eq!(shape("1,500"), shape("23,000"));
    }
}
