//! Features for labels: the word, its form and its company, the lists it is on, and the line it stands in.

use crate::language::Xpos;
use crate::language::tables::Feature;
use crate::lexicon::clusters::{self, Clusters};
use crate::lexicon::gazetteer::{self, Key, LISTS, LONGEST};
use crate::lexicon::table::hash;

/// What the lower-cased form of a word tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Own {
    pub(crate) lower: u32,
    prefix: [u32; 2],
    suffix: [u32; 2],
    clusters: Option<Clusters>,
}

impl Own {
    /// Where the sentence has no word.
    pub(crate) const NONE: Own = Own {
        lower: 0,
        prefix: [0; 2],
        suffix: [0; 2],
        clusters: None,
    };
}

/// What features read of one word.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    form: u32,
    pub(crate) own: Own,
    /// Runs of upper case, lower case, digits, others.
    shape: u32,
    pub(crate) case: Case,
    tag: u32,
    /// One value per list: whether the word is a whole name on it, or the beginning, the inside or the end of one.
    lists: u64,
}

/// What stands beside a sentence.
const NO_WORD: Word = Word {
    form: 0,
    own: Own::NONE,
    shape: 0,
    case: Case::None,
    tag: 0,
    lists: 0,
};

impl Word {
    /// The class of its frequency in the corpus of the clusters.
    fn rarity(&self) -> u32 {
        self.own.clusters.map_or(5, |c| u32::from(c.rarity))
    }

    /// The number of its middle cluster, from 1 on.
    fn middle(&self) -> u32 {
        self.own.clusters.map_or(0, |c| u32::from(c.middle) + 1)
    }
}

/// Shape of a word's letters.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Case {
    /// The word has no letters.
    #[default]
    None,
    Lower,
    Title,
    Upper,
    Mixed,
}

impl Case {
    /// Returns whether names may be written so.
    pub(crate) fn is_capital(self) -> bool {
        !matches!(self, Case::None | Case::Lower)
    }
}

/// Use of capitals in a line: in headlines they say little.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Line {
    #[default]
    Running,
    Title,
    Upper,
}

/// The words of a sentence. Buffers are kept between sentences.
#[derive(Default)]
pub(crate) struct Words {
    pub(crate) words: Vec<Word>,
    pub(crate) line: Line,
}

/// Words that a feature describes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tells {
    /// Spells the word itself: names that are not known have none that says much.
    Itself,
    /// Anything else.
    Other,
}

impl Words {
    /// Reads a sentence: each token's form, its lower-cased form and its tag.
    pub(crate) fn read<'t>(&mut self, tokens: impl Iterator<Item = (&'t str, &'t str, Xpos)> + Clone) {
        self.words.clear();
        self.words
            .extend(tokens.clone().map(|(form, lower, tag)| word(form, lower, tag)));
        self.line = line(&self.words);
        self.look_up(tokens.map(|(_, lower, _)| lower));
    }

    /// Marks the words that are on lists. Names begin with a capital.
    fn look_up<'t>(&mut self, lowers: impl Iterator<Item = &'t str> + Clone) {
        let count = self.words.len();
        let mut rest = lowers;
        for start in 0..count {
            let here = rest.clone();
            rest.next();
            if !self.words[start].case.is_capital() {
                continue;
            }
            let mut key = Key::EMPTY;
            let mut longest = (0, 0);
            for (length, lower) in here.take(LONGEST).enumerate() {
                key = key.with(lower);
                let lists = gazetteer::lists(key);
                if lists != 0 && length == 0 {
                    self.words[start].lists |= spread(lists, 0);
                } else if lists != 0 {
                    longest = (length, lists);
                }
            }
            let (length, lists) = longest;
            if length > 0 {
                self.words[start].lists |= spread(lists, 1);
                for word in &mut self.words[start + 1..start + length] {
                    word.lists |= spread(lists, 2);
                }
                self.words[start + length].lists |= spread(lists, 3);
            }
        }
    }

    /// Calls `each` with every feature of the token at `i`.
    #[cfg(feature = "train")]
    pub(crate) fn features(&self, i: usize, mut each: impl FnMut(Tells, u32)) {
        let mut itself = |feature| each(Tells::Itself, feature);
        self.spelling(i, &mut itself);
        self.words[i].own.spelling(itself);
        let mut other = |feature| each(Tells::Other, feature);
        for (place, word) in self.window(i).into_iter().enumerate() {
            word.own.features(place, &mut other);
        }
        self.together(i, other);
    }

    /// Calls `each` with the features of the token at `i` that spell the word and that a lower-cased form does not tell.
    #[inline]
    pub(crate) fn spelling(&self, i: usize, mut each: impl FnMut(u32)) {
        let &[_, before, here, after, _] = &self.window(i);
        let mut add = |kind: u32, parts: &[u32]| each(feature(kind, parts));
        if self.line == Line::Running {
            add(3, &[here.form]);
        }
        add(50, &[before.own.lower, here.own.lower]);
        add(51, &[here.own.lower, after.own.lower]);
        add(72, &[here.own.suffix[0], here.case as u32]);
    }

    /// Calls `each` with the features of the token at `i` that tell of its use of capitals, its line, its tags and of several words.
    #[inline]
    pub(crate) fn together(&self, i: usize, mut each: impl FnMut(u32)) {
        let window = self.window(i);
        let mut add = |kind: u32, parts: &[u32]| each(feature(kind, parts));
        add(2, &[self.line as u32]);
        for (n, word) in (0..).zip(&window) {
            add(4 + n, &[word.tag]);
        }
        self.patterns(&window, i == 0, &mut add);
        self.lists(&window, i == 0, &mut add);
    }

    fn window(&self, i: usize) -> Window<'_> {
        std::array::from_fn(|place| {
            let at = (i + place).checked_sub(MIDDLE);
            at.and_then(|at| self.words.get(at)).unwrap_or(&NO_WORD)
        })
    }

    /// The features of several words of a window together.
    #[inline]
    fn patterns(
        &self,
        &[far_before, before, here, after, far_after]: &Window<'_>,
        first: bool,
        add: &mut impl FnMut(u32, &[u32]),
    ) {
        let (line, first, case) = (self.line as u32, u32::from(first), here.case as u32);
        add(52, &[before.own.lower, after.own.lower]);
        add(53, &[before.middle(), here.middle()]);
        add(54, &[here.middle(), after.middle()]);
        add(55, &[before.middle(), case, after.middle()]);
        add(56, &[before.tag, here.tag, after.tag]);
        add(57, &[far_before.own.lower, before.own.lower, case]);
        add(58, &[after.own.lower, far_after.own.lower, case]);
        add(60, &[here.shape, line]);
        add(61, &[before.shape, line]);
        add(62, &[after.shape, line]);
        let (left, right) = (before.case as u32, after.case as u32);
        add(63, &[left, case, right, line, first]);
        add(64, &[far_before.case as u32, left, case, right, far_after.case as u32]);
        add(65, &[before.own.lower, case]);
        add(66, &[after.own.lower, case]);
        add(67, &[case, first, here.rarity(), line]);
        add(73, &[here.own.suffix[1], case]);
    }

    /// The features of the lists that the words beside and in the middle of a window are on.
    #[inline]
    fn lists(&self, &[_, before, here, after, _]: &Window<'_>, first: bool, add: &mut impl FnMut(u32, &[u32])) {
        for (n, word) in [before, here, after].into_iter().enumerate() {
            let mut lists = word.lists;
            while lists != 0 {
                let list = lists.trailing_zeros();
                add(80 + n as u32, &[list]);
                if n == 1 {
                    add(83, &[list, before.case as u32, after.case as u32]);
                    add(84, &[list, u32::from(first), here.rarity()]);
                }
                lists &= lists - 1;
            }
        }
    }
}

impl Own {
    /// Calls `each` with the features that the word has at a place of a window.
    #[inline]
    pub(crate) fn features(&self, place: usize, mut each: impl FnMut(u32)) {
        let beside = place != MIDDLE;
        let n = place as u32;
        let mut add = |kind: u32, part: u32| each(feature(kind, &[part]));
        if beside {
            add(10 + n, self.lower);
        }
        if place + 1 == MIDDLE {
            add(74, self.suffix[0]);
        } else if place == MIDDLE + 1 {
            add(75, self.suffix[0]);
        }
        let Some(clusters) = self.clusters else { return };
        add(20 + n, u32::from(clusters.coarse));
        add(30 + n, u32::from(clusters.middle));
        if beside {
            add(40 + n, u32::from(clusters.fine));
        }
    }

    /// Calls `each` with the features that the word has in the middle of a window and that spell it.
    #[inline]
    pub(crate) fn spelling(&self, mut each: impl FnMut(u32)) {
        let mut add = |kind: u32, part: u32| each(feature(kind, &[part]));
        add(12, self.lower);
        add(70, self.prefix[0]);
        add(71, self.prefix[1]);
        if let Some(clusters) = self.clusters {
            add(42, u32::from(clusters.fine));
        }
    }
}

/// Places of a window: a word with two words on either side.
pub(crate) const PLACES: usize = 5;
/// The place of the word itself.
pub(crate) const MIDDLE: usize = 2;

type Window<'w> = [&'w Word; PLACES];

/// The hash of a feature.
#[inline]
fn feature(kind: u32, parts: &[u32]) -> u32 {
    let start = Feature::new(kind);
    parts.iter().fold(start, |f, p| f.with(*p)).hash()
}

fn word(form: &str, lower: &str, tag: Xpos) -> Word {
    let affix = |n: usize| {
        let prefix = lower.char_indices().nth(n).map_or(lower, |(i, _)| &lower[..i]);
        let suffix = lower.char_indices().nth_back(n - 1).map_or(lower, |(i, _)| &lower[i..]);
        (hash(prefix.as_bytes()), hash(suffix.as_bytes()))
    };
    let ((p3, s3), p4, s2) = (affix(3), affix(4).0, affix(2).1);
    Word {
        form: hash(form.as_bytes()),
        own: Own {
            lower: hash(lower.as_bytes()),
            prefix: [p3, p4],
            suffix: [s3, s2],
            clusters: clusters::of(lower),
        },
        shape: shape(form),
        case: case(form),
        tag: tag as u32,
        lists: 0,
    }
}

fn case(form: &str) -> Case {
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Case::None;
    };
    let (mut upper, mut lower) = (0, 0);
    for c in letters {
        if c.is_uppercase() {
            upper += 1;
        } else {
            lower += 1;
        }
    }
    match (first.is_uppercase(), upper, lower) {
        (true, 0, _) => Case::Title,
        (true, _, 0) => Case::Upper,
        (false, 0, _) => Case::Lower,
        _ => Case::Mixed,
    }
}

/// Runs of letters and digits, at most two of a sort and eight in all: "Xx", "XX", "dd", "X.X.".
fn shape(form: &str) -> u32 {
    let (mut shape, mut last, mut run, mut count) = (0u32, 0, 0, 0);
    for c in form.chars() {
        let sort = match c {
            _ if c.is_uppercase() => 1,
            _ if c.is_alphabetic() => 2,
            _ if c.is_numeric() => 3,
            '.' => 4,
            '-' => 5,
            '\'' | '’' => 6,
            _ => 7,
        };
        run = if sort == last { run + 1 } else { 1 };
        last = sort;
        if run <= 2 && count < 8 {
            shape = shape << 3 | sort;
            count += 1;
        }
    }
    shape
}

/// A line without lower-case words is in capitals; one whose longer words nearly all begin with a capital is a title.
fn line(words: &[Word]) -> Line {
    let (mut lower, mut title, mut upper) = (0, 0, 0);
    for word in words {
        match word.case {
            Case::Lower if word.own.clusters.is_none_or(|c| c.rarity > 0) => lower += 1,
            Case::Title => title += 1,
            Case::Upper => upper += 1,
            _ => {}
        }
    }
    if lower + title == 0 && upper >= 3 {
        Line::Upper
    } else if lower * 6 <= title && title >= 4 && words.len() <= 30 {
        Line::Title
    } else {
        Line::Running
    }
}

/// The bits of some lists at a position: 0 a name of one word, 1 its beginning, 2 its inside, 3 its end.
fn spread(lists: u16, position: u32) -> u64 {
    u64::from(lists & ((1 << LISTS) - 1)) << (position * LISTS as u32)
}
