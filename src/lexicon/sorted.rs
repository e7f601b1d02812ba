//! Long lists that are searched in place, without building a table at the start.

/// The columns behind the first of the line with `key` in the first. The lines must be sorted by it, byte by byte,
/// behind the comments.
pub(super) fn find(list: &'static str, key: &str) -> Option<impl Iterator<Item = &'static str>> {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle]
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(low, |n| low + n + 1);
        let end = bytes[start..]
            .iter()
            .position(|b| *b == b'\n')
            .map_or(bytes.len(), |n| start + n);
        let mut columns = list.get(start..end)?.split('\t');
        match columns.next()?.cmp(key) {
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
            std::cmp::Ordering::Equal => return Some(columns),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_and_nothing_else() {
        let list = "# Names.\nann\tf\nbo\nzoë\tf\tx";
        let row = |key| find(list, key).map(Iterator::collect::<Vec<_>>);
        assert_eq!(row("ann"), Some(vec!["f"]));
        assert_eq!(row("bo"), Some(vec![]));
        assert_eq!(row("zoë"), Some(vec!["f", "x"]));
        for absent in ["", "a", "annie", "zo", "zoé", "ö"] {
            assert_eq!(row(absent), None);
        }
        assert!(find("", "ann").is_none());
    }
}
