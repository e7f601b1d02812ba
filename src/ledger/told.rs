//! An event of one article, as a digest keeps it.

use serde::{Deserialize, Serialize};

use super::types::Telling;
use crate::emit::record::SpanRecord;

/// An event of one article.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) telling: Telling,
    /// Its further mentions in the article.
    pub(super) mentions: Vec<SpanRecord>,
}
