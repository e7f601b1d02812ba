//! A second look at each name, knowing which labels the same words got elsewhere in the article.
//!
//! A surname is the person whose full name stands two paragraphs above, an abbreviation the body whose name it is made
//! of, and a capitalised word at the beginning of a sentence that is lower-cased elsewhere is likely no name.

use rustc_hash::FxHashMap as HashMap;

use super::UNIT;
use super::decode::Scores;
use super::features::Line;
use super::labels::{KINDS, OUTSIDE, begin, inside, kind};
use crate::language::NameKind;
use crate::lexicon::table::{START, feed, finish};

/// One token of the article, at the second look.
#[derive(Clone, Copy)]
pub(crate) struct Seen {
    /// Hash of the lower-cased form.
    pub(crate) lower: u32,
    pub(crate) capital: bool,
    /// True for the first token of a sentence.
    pub(crate) first: bool,
    pub(crate) line: Line,
    /// Label that the first pass gave it.
    pub(crate) label: u8,
}

/// Weight of the article's evidence against the sentence's, in the unit of the model ([`UNIT`]): where the word was
/// taken for a kind three times or more elsewhere, and for nothing else.
const WORD: i32 = 87 * UNIT;
/// Weight where the word was part of a name together with the word beside it.
const PAIR: i32 = 17 * UNIT;
/// Weight where the word was lower-cased or in no name, and never in one.
const NO_NAME: i32 = 17 * UNIT;

/// Position of a word in a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    First,
    Middle,
    Last,
    /// The abbreviation of it.
    Initials,
}

const PARTS: usize = 5;

/// Counts of the labels that a word was given.
#[derive(Clone, Copy, Default)]
struct Votes {
    parts: [[u16; PARTS]; KINDS.len()],
    /// Capitalised inside a sentence, yet in no name.
    outside: u16,
    lower: u16,
}

impl Votes {
    /// The number of mentions with this kind, in halves: a part of a longer name counts half, but of a person's, who
    /// may be called by either.
    fn kind(&self, kind: usize) -> i32 {
        let parts = &self.parts[kind];
        let whole = parts[Part::Whole as usize] + parts[Part::Initials as usize];
        let some = parts[Part::First as usize] + parts[Part::Last as usize];
        let some = if KINDS[kind] == NameKind::Person {
            2 * some
        } else {
            some
        };
        i32::from(2 * whole + some)
    }

    fn add(&mut self, kind: usize, part: Part) {
        self.parts[kind][part as usize] += 1;
    }
}

/// Counts of the labels of every word of an article.
#[derive(Default)]
pub(crate) struct Memory {
    words: HashMap<u32, Votes>,
    /// Two words that follow each other inside a name of a kind.
    pairs: HashMap<(u32, u32), [u16; KINDS.len()]>,
}

impl Memory {
    /// Counts over an article. `form` gives a token's text.
    pub(crate) fn new<'t>(tokens: &[Seen], form: impl Fn(usize) -> &'t str) -> Memory {
        let mut memory = Memory::default();
        let mut i = 0;
        while i < tokens.len() {
            let token = tokens[i];
            let label = usize::from(token.label);
            if label == OUTSIDE {
                if !token.capital {
                    memory.words.entry(token.lower).or_default().lower += 1;
                } else if !token.first && token.line == Line::Running {
                    memory.words.entry(token.lower).or_default().outside += 1;
                }
                i += 1;
                continue;
            }
            let kind = kind(label);
            let more = tokens[i + 1..].iter();
            let end = i + 1 + more.take_while(|t| usize::from(t.label) == inside(kind)).count();
            if token.line == Line::Running {
                memory.name(tokens, i, end, kind);
                memory.initials((i..end).map(&form), kind);
            }
            i = end;
        }
        memory
    }

    fn name(&mut self, tokens: &[Seen], start: usize, end: usize, kind: usize) {
        for i in start..end {
            let votes = self.words.entry(tokens[i].lower).or_default();
            votes.add(kind, part(i, start, end));
            if i + 1 < end {
                let pair = self.pairs.entry((tokens[i].lower, tokens[i + 1].lower)).or_default();
                pair[kind] += 1;
            }
        }
    }

    fn initials<'t>(&mut self, forms: impl Iterator<Item = &'t str>, kind: usize) {
        let (mut state, mut count) = (START, 0);
        for initial in forms.filter_map(|f| f.chars().next()).filter(|c| c.is_uppercase()) {
            for c in initial.to_lowercase() {
                state = feed(state, c.encode_utf8(&mut [0; 4]).as_bytes());
            }
            count += 1;
        }
        if count >= 2 {
            self.words.entry(finish(state)).or_default().add(kind, Part::Initials);
        }
    }

    /// Adds to the scores of the token at `i` what the rest of the article says about it.
    pub(crate) fn remember(&self, tokens: &[Seen], i: usize, scores: &mut Scores) {
        let token = tokens[i];
        if !token.capital {
            return;
        }
        let Some(mut votes) = self.words.get(&token.lower).copied() else {
            return;
        };
        // The token does not speak for itself.
        self.forget(tokens, i, &mut votes);
        let counts: [i32; KINDS.len()] = std::array::from_fn(|kind| votes.kind(kind));
        let total = counts.iter().sum::<i32>() + 2 * i32::from(votes.outside);
        for (kind, &count) in counts.iter().enumerate().filter(|(_, n)| **n > 0) {
            let bonus = WORD / 6 * count.min(6) * count / total;
            scores[begin(kind)] += bonus;
            scores[inside(kind)] += bonus;
        }
        let weak = token.first || token.line != Line::Running;
        if counts == [0; KINDS.len()] && (weak && votes.lower > 0 || votes.outside > 0) {
            scores[OUTSIDE] += NO_NAME;
        }
        for j in [i.checked_sub(1), Some(i)]
            .into_iter()
            .flatten()
            .filter(|j| j + 1 < tokens.len())
        {
            let Some(counts) = self.pairs.get(&(tokens[j].lower, tokens[j + 1].lower)) else {
                continue;
            };
            let own = usize::from(tokens[j].label);
            let follows = own != OUTSIDE && usize::from(tokens[j + 1].label) == inside(kind(own));
            for (k, &count) in counts.iter().enumerate() {
                let itself = follows && tokens[j].line == Line::Running && kind(own) == k;
                if count > u16::from(itself) {
                    scores[if j < i { inside(k) } else { begin(k) }] += PAIR;
                    if j == i {
                        scores[inside(k)] += PAIR;
                    }
                }
            }
        }
    }

    /// Takes out what the token itself has voted.
    fn forget(&self, tokens: &[Seen], i: usize, votes: &mut Votes) {
        let token = tokens[i];
        let label = usize::from(token.label);
        if label == OUTSIDE {
            if !token.capital {
                votes.lower = votes.lower.saturating_sub(1);
            } else if !token.first && token.line == Line::Running {
                votes.outside = votes.outside.saturating_sub(1);
            }
        } else if token.line == Line::Running {
            let kind = kind(label);
            let mut start = i;
            while usize::from(tokens[start].label) == inside(kind) && start > 0 {
                start -= 1;
            }
            let more = tokens[i + 1..].iter();
            let end = i + 1 + more.take_while(|t| usize::from(t.label) == inside(kind)).count();
            let cell = &mut votes.parts[kind][part(i, start, end) as usize];
            *cell = cell.saturating_sub(1);
        }
    }
}

fn part(i: usize, start: usize, end: usize) -> Part {
    match (i == start, i + 1 == end) {
        (true, true) => Part::Whole,
        (true, false) => Part::First,
        (false, true) => Part::Last,
        (false, false) => Part::Middle,
    }
}
