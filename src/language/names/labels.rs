//! Labels of tokens: outside, or the beginning or the inside of a name of a kind (BIO).

use crate::language::NameKind;

/// Every kind of name, in the order of the labels.
pub(crate) const KINDS: [NameKind; 8] = [
    NameKind::Person,
    NameKind::Organization,
    NameKind::Place,
    NameKind::Group,
    NameKind::Event,
    NameKind::Product,
    NameKind::Work,
    NameKind::Law,
];

/// Outside, and two for each kind.
pub(crate) const LABELS: usize = 1 + 2 * KINDS.len();

/// The label of a token that is in no name.
pub(crate) const OUTSIDE: usize = 0;

/// The label of the first token of a name.
pub(crate) const fn begin(kind: usize) -> usize {
    1 + 2 * kind
}

/// The label of a further token of a name.
pub(crate) const fn inside(kind: usize) -> usize {
    2 + 2 * kind
}

/// The kind that a label other than [`OUTSIDE`] speaks of.
pub(crate) const fn kind(label: usize) -> usize {
    (label - 1) / 2
}

/// A set of labels, one bit each.
pub(crate) type LabelSet = u32;

/// Every label.
pub(crate) const ANY: LabelSet = (1 << LABELS) - 1;

/// The names that a sequence of labels spells: start, end, kind.
pub(crate) fn names(labels: &[u8]) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next + labels[next..].iter().position(|l| usize::from(*l) != OUTSIDE)?;
        let kind = kind(usize::from(labels[start]));
        let more = labels[start + 1..].iter();
        let end = start + 1 + more.take_while(|l| usize::from(**l) == inside(kind)).count();
        next = end;
        Some((start, end, kind))
    })
}
