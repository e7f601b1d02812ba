//! Code points → text: the inverse of [`CharIndex`](crate::model::span::CharIndex), for readers of records.

/// A text that can be sliced by Unicode code points in constant time.
#[derive(Debug)]
pub(crate) struct Slices<'t> {
    text: &'t str,
    /// The byte of every code point and of the end; empty for ASCII.
    bytes: Vec<u32>,
}

impl<'t> Slices<'t> {
    /// Builds the index in one pass.
    pub(crate) fn new(text: &'t str) -> Slices<'t> {
        let mut bytes = Vec::new();
        if !text.is_ascii() {
            bytes.extend(text.char_indices().map(|(byte, _)| byte as u32));
            bytes.push(text.len() as u32);
        }
        Slices { text, bytes }
    }

    /// The number of code points.
    pub(crate) fn len(&self) -> u32 {
        match self.bytes.len() {
            0 => self.text.len() as u32,
            n => n as u32 - 1,
        }
    }

    /// The text at code points `[start, end)`, or `None` if it has no such place.
    pub(crate) fn get(&self, start: u32, end: u32) -> Option<&'t str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }

    fn byte(&self, point: u32) -> Option<usize> {
        if self.bytes.is_empty() {
            return Some(point as usize);
        }
        self.bytes.get(point as usize).map(|byte| *byte as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::Slices;

    #[test]
    fn slices_count_code_points() {
        let slices = Slices::new("“Жар” 🚀");
        assert_eq!(slices.len(), 7);
        assert_eq!(slices.get(1, 4), Some("Жар"));
        assert_eq!(slices.get(6, 7), Some("🚀"));
        assert_eq!(slices.get(6, 8), None);
        assert_eq!(slices.get(4, 1), None);
    }

    #[test]
    fn ascii_needs_no_index() {
        let slices = Slices::new("plain");
        assert_eq!(slices.get(0, 5), Some("plain"));
        assert_eq!(slices.get(0, 6), None);
        assert_eq!(Slices::new("").get(0, 0), Some(""));
    }
}
