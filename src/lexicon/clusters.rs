//! Word clusters: 100,000 English words grouped by their use, at three granularities.
//!
//! Made from k-means clusters of GloVe 6B vectors (Stanford, PDDL) by `newsx-train clusters`. Words of one cluster
//! behave alike ("Tuesday", "Friday"), so that a model that has seen one of them knows something about the others.

use std::sync::LazyLock;

use super::table::{Table, hash};

static BYTES: &[u8] = include_bytes!("clusters.bin");
static TABLE: LazyLock<Table<'static>> =
    LazyLock::new(|| Table::view(BYTES).unwrap_or_else(|e| panic!("the embedded word clusters are unusable: {e}")));

/// The clusters of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Clusters {
    /// One of 64 (0–63).
    pub(crate) coarse: u8,
    /// One of 512.
    pub(crate) middle: u16,
    /// One of 2,048.
    pub(crate) fine: u16,
    /// Frequency class: 0 for the 500 most common words, each further class four times as many, 4 for the rest.
    pub(crate) rarity: u8,
}

impl Clusters {
    /// The clusters in one number, as the table stores them.
    #[cfg(feature = "train")]
    pub(crate) fn pack(self) -> u32 {
        u32::from(self.coarse) | u32::from(self.middle) << 6 | u32::from(self.fine) << 15 | u32::from(self.rarity) << 26
    }

    fn unpack(value: u32) -> Clusters {
        Clusters {
            coarse: (value & 0x3F) as u8,
            middle: (value >> 6 & 0x1FF) as u16,
            fine: (value >> 15 & 0x7FF) as u16,
            rarity: (value >> 26) as u8,
        }
    }
}

/// The clusters of a lower-cased word, if it is among the 100,000.
pub(crate) fn of(lower: &str) -> Option<Clusters> {
    TABLE.get(hash(lower.as_bytes())).map(Clusters::unpack)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_use_share_a_cluster() {
        let (monday, friday) = (of("tuesday").unwrap(), of("friday").unwrap());
        assert_eq!(monday.fine, friday.fine);
        assert!(of("the").unwrap().rarity < of("kilowatt").unwrap().rarity);
        assert_eq!(of("qqzxv"), None);
    }
}
