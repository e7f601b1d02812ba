//! Parts of speech and lemmas: the tagger, a repair of its tags where a sentence would have no finite verb, the lemmatizer.

pub(crate) mod finite;
pub(crate) mod lemma;
pub(crate) mod tagger;
