//! Lists kept as bytes: the facts of many articles fit into memory, and each is unpacked where it is looked at.

use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A list of facts as bytes.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Packed<T> {
    bytes: Box<[u8]>,
    /// The end of each item in `bytes`.
    ends: Box<[u32]>,
    of: PhantomData<T>,
}

impl<T: Serialize + DeserializeOwned> Packed<T> {
    /// Packs a list.
    pub(super) fn new(items: &[T]) -> Packed<T> {
        let mut bytes = Vec::new();
        let mut ends = Vec::with_capacity(items.len());
        for item in items {
            bytes = postcard::to_extend(item, bytes).expect("every fact can be written");
            ends.push(bytes.len() as u32);
        }
        Packed {
            bytes: bytes.into(),
            ends: ends.into(),
            of: PhantomData,
        }
    }

    /// The bytes of all items.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The number of items.
    pub(super) fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// The item at a place.
    pub(super) fn get(&self, place: u32) -> T {
        let place = place as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        let item = &self.bytes[start as usize..self.ends[place] as usize];
        postcard::from_bytes(item).expect("what was written can be read")
    }

    /// The items, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = T> + '_ {
        (0..self.len()).map(|place| self.get(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::record::Number;

    #[test]
    fn items_are_unpacked_as_they_were() {
        let items = [
            (Some(Number(3.0)), "three".to_owned()),
            (Some(Number(0.5)), String::new()),
            (None, "–".to_owned()),
        ];
        let packed = Packed::new(&items);
        assert_eq!(packed.len(), 3);
        assert_eq!(packed.get(2), items[2]);
        assert!(packed.iter().eq(items));
        assert_eq!(Packed::<String>::new(&[]).iter().next(), None);
    }
}
