//! A read-only table from hashed keys to numbers, viewed in place in the bytes of a file.
//!
//! Layout, all little-endian `u32`: magic, version, number of slots, number of entries, then all keys
//! and then all values. A slot whose key is 0 is empty; collisions go to the next slot. Keys are hashes, the texts
//! themselves are not kept: with 32 bits and 100,000 entries about one unknown word in 40,000 is taken for a known one.

const MAGIC: u32 = 0x5457_584e; // "NXWT"
const VERSION: u32 = 1;
const HEADER: usize = 4;

/// A table of hashed keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'b> {
    keys: &'b [[u8; 4]],
    values: &'b [[u8; 4]],
    entries: usize,
}

impl<'b> Table<'b> {
    /// Views a table in the bytes of a file.
    ///
    /// # Errors
    /// Says what is wrong when the bytes are no table or one of another version.
    pub(crate) fn view(bytes: &'b [u8]) -> Result<Table<'b>, &'static str> {
        let (words, []) = bytes.as_chunks() else {
            return Err("not a whole number of words");
        };
        let (header, body) = words.split_first_chunk::<HEADER>().ok_or("too short for a table")?;
        let [magic, version, slots, entries] = header.map(u32::from_le_bytes);
        if magic != MAGIC {
            return Err("not a word table");
        }
        if version != VERSION {
            return Err("a word table of another version");
        }
        let (slots, entries) = (slots as usize, entries as usize);
        if body.len() != 2 * slots || entries >= slots {
            return Err("a word table with the wrong size");
        }
        let (keys, values) = body.split_at(slots);
        Ok(Table { keys, values, entries })
    }

    /// Number of keys.
    pub(crate) fn len(&self) -> usize {
        self.entries
    }

    /// The value of a key.
    #[inline]
    pub(crate) fn get(&self, key: u32) -> Option<u32> {
        let key = key.max(1);
        let slots = self.keys.len();
        let mut slot = place(key, slots);
        // There is an empty slot, the view has made sure of that.
        loop {
            match u32::from_le_bytes(self.keys[slot]) {
                0 => return None,
                k if k == key => return Some(u32::from_le_bytes(self.values[slot])),
                _ => slot = next(slot, slots),
            }
        }
    }
}

#[inline]
fn place(key: u32, slots: usize) -> usize {
    ((u64::from(key) * slots as u64) >> 32) as usize
}

#[inline]
fn next(slot: usize, slots: usize) -> usize {
    if slot + 1 == slots { 0 } else { slot + 1 }
}

/// Writes a table, for the trainer. The same entries in the same order give the same bytes; of two entries with one key the first stays.
#[cfg(any(test, feature = "train"))]
pub(crate) fn build(entries: impl Iterator<Item = (u32, u32)> + Clone) -> Vec<u8> {
    let count = entries.clone().count();
    let slots = count + count / 3 + 1;
    let (mut keys, mut values) = (vec![0u32; slots], vec![0u32; slots]);
    let mut stored = 0u32;
    for (key, value) in entries {
        let key = key.max(1);
        let mut slot = place(key, slots);
        while keys[slot] != 0 && keys[slot] != key {
            slot = next(slot, slots);
        }
        if keys[slot] == 0 {
            stored += 1;
            (keys[slot], values[slot]) = (key, value);
        }
    }
    let header = [MAGIC, VERSION, slots as u32, stored];
    let words = header.iter().chain(&keys).chain(&values);
    words.flat_map(|word| word.to_le_bytes()).collect()
}

/// Hash of some bytes (FNV-1a with a final mix), the same on every machine.
#[inline]
pub(crate) fn hash(bytes: &[u8]) -> u32 {
    finish(feed(START, bytes))
}

/// The state of an empty running hash.
pub(crate) const START: u64 = 0xcbf2_9ce4_8422_2325;

/// Feeds bytes to a running hash.
#[inline]
pub(crate) fn feed(state: u64, bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(state, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The 32 bits of a running hash.
#[inline]
pub(crate) fn finish(state: u64) -> u32 {
    let mixed = (state ^ (state >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_entries_are_found() {
        let words = ["the", "of", "Oslo", "naïve"];
        let entries = words.iter().enumerate().map(|(i, w)| (hash(w.as_bytes()), i as u32));
        let bytes = build(entries);
        let table = Table::view(&bytes).unwrap();
        for (i, word) in words.iter().enumerate() {
            assert_eq!(table.get(hash(word.as_bytes())), Some(i as u32));
        }
        assert_eq!(table.get(hash(b"Bergen")), None);
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let mut bytes = build([(7, 9)].into_iter());
        assert!(Table::view(&bytes[..9]).is_err());
        assert!(Table::view(&bytes[..20]).is_err());
        bytes[4] ^= 1;
        assert_eq!(Table::view(&bytes).unwrap_err(), "a word table of another version");
    }
}
