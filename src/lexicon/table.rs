//! A read-only table from hashed keys to numbers, viewed in place in the bytes of a file.
//!
//! Layout, all little-endian: magic, version, number of slots, number of entries (`u32` each), then for every slot the
//! lower and the upper `u16` of its key's distance, apart, and then the values (`u32`). Keys are hashes, the texts
//! themselves are not kept: with 32 bits and 100,000 entries about one unknown word in 40,000 is taken for a known one.
//!
//! A key belongs into the slot that is as far in the table as the key is among all numbers, or else into the next free
//! one. What is stored is how far it is from the end of its slot: a small number, which packs well. 0 marks an empty
//! slot.

const MAGIC: u32 = 0x5457_584e; // "NXWT"
const VERSION: u32 = 2;
const HEADER: usize = 16;

/// A table of hashed keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'b> {
    lower: &'b [[u8; 2]],
    upper: &'b [[u8; 2]],
    values: &'b [[u8; 4]],
    entries: usize,
}

impl<'b> Table<'b> {
    /// Views a table in the bytes of a file.
    ///
    /// # Errors
    /// Says what is wrong when the bytes are no table or one of another version.
    pub(crate) fn view(bytes: &'b [u8]) -> Result<Table<'b>, &'static str> {
        let (header, body) = bytes.split_first_chunk::<HEADER>().ok_or("too short for a table")?;
        let [magic, version, slots, entries] = [0, 4, 8, 12].map(|at| {
            let [a, b, c, d] = [0, 1, 2, 3].map(|i| header[at + i]);
            u32::from_le_bytes([a, b, c, d])
        });
        if magic != MAGIC {
            return Err("not a word table");
        }
        if version != VERSION {
            return Err("a word table of another version");
        }
        let (slots, entries) = (slots as usize, entries as usize);
        if slots.checked_mul(8) != Some(body.len()) || entries >= slots {
            return Err("a word table with the wrong size");
        }
        let (lower, rest) = body.split_at(2 * slots);
        let (upper, values) = rest.split_at(2 * slots);
        Ok(Table {
            lower: lower.as_chunks().0,
            upper: upper.as_chunks().0,
            values: values.as_chunks().0,
            entries,
        })
    }

    /// Number of keys.
    pub(crate) fn len(&self) -> usize {
        self.entries
    }

    /// The value of a key.
    #[inline]
    pub(crate) fn get(&self, key: u32) -> Option<u32> {
        let mut place = Place::of(key, self.values.len());
        // There is an empty slot, the view has made sure of that.
        loop {
            let lower = u16::from_le_bytes(self.lower[place.slot]);
            if lower == place.distance as u16 || lower == 0 {
                let upper = u16::from_le_bytes(self.upper[place.slot]);
                match u32::from(upper) << 16 | u32::from(lower) {
                    0 => return None,
                    distance if distance == place.distance => {
                        return Some(u32::from_le_bytes(self.values[place.slot]));
                    }
                    _ => {}
                }
            }
            place.advance();
        }
    }
}

/// A slot for a key.
struct Place {
    slot: usize,
    /// From the key to the end of the slot.
    distance: u32,
    slots: usize,
    /// Keys of a slot, rounded up, so that no distance is 0.
    width: u32,
}

impl Place {
    #[inline]
    fn of(key: u32, slots: usize) -> Place {
        let slot = ((u64::from(key) * slots as u64) >> 32) as usize;
        let width = u32::MAX / slots as u32 + 1;
        let distance = (slot as u32 + 1).wrapping_mul(width).wrapping_sub(key);
        Place {
            slot,
            distance,
            slots,
            width,
        }
    }

    #[inline]
    fn advance(&mut self) {
        self.slot += 1;
        self.distance = self.distance.wrapping_add(self.width);
        if self.slot == self.slots {
            self.slot = 0;
        }
    }
}

/// Writes a table, for the trainer. The same entries in the same order give the same bytes; of two entries with one key the first stays.
#[cfg(any(test, feature = "train"))]
pub(crate) fn build(entries: impl Iterator<Item = (u32, u32)> + Clone) -> Vec<u8> {
    let count = entries.clone().count();
    let slots = count + count / 3 + 1;
    let (mut distances, mut values) = (vec![0u32; slots], vec![0u32; slots]);
    let mut stored = 0u32;
    for (key, value) in entries {
        let mut place = Place::of(key, slots);
        while distances[place.slot] != 0 && distances[place.slot] != place.distance {
            place.advance();
        }
        if distances[place.slot] == 0 {
            stored += 1;
            (distances[place.slot], values[place.slot]) = (place.distance, value);
        }
    }
    let mut bytes = Vec::with_capacity(HEADER + 8 * slots);
    for number in [MAGIC, VERSION, slots as u32, stored] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(distances.iter().flat_map(|distance| (*distance as u16).to_le_bytes()));
    bytes.extend(
        distances
            .iter()
            .flat_map(|distance| ((distance >> 16) as u16).to_le_bytes()),
    );
    bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    bytes
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
