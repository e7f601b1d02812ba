//! Parts of speech and lemmas: the tag sets, the use of capitals, repairs of tags that the rest of the sentence rules out,
//! the lemmatizer. The tags themselves are chosen by the [encoder](super::encoder).

pub(crate) mod finite;
pub(crate) mod joined;
pub(crate) mod lemma;
pub(crate) mod quoted;
pub(crate) mod style;
pub(crate) mod tags;
