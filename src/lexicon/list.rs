//! The typed loader of the word lists.
//!
//! A row is a tuple or a struct whose fields are the columns. What does not fit (a column too many or too few, a word
//! that is no variant of an enum, a number that is none) stops the program with the list's name and line, so that the
//! first test that touches a list finds it; nothing falls back to a default.

use serde::de::DeserializeOwned;

/// The entries of a list, with one column a field. `name` is the file's, for the message.
pub(crate) fn load<R: DeserializeOwned>(name: &str, list: &'static str) -> Vec<R> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .comment(Some(b'#'))
        .has_headers(false)
        .flexible(true)
        .quoting(false)
        .from_reader(list.as_bytes());
    let row = |row: csv::Result<R>| row.unwrap_or_else(|e| panic!("src/lexicon/{name}: {e}"));
    reader.deserialize().map(row).collect()
}

/// Several words in one column, separated by blanks; `-` stands for none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Words(pub(crate) Vec<String>);

impl<'de> serde::Deserialize<'de> for Words {
    fn deserialize<D: serde::Deserializer<'de>>(column: D) -> Result<Words, D::Error> {
        let column = String::deserialize(column)?;
        let words = column.split(' ').filter(|word| !matches!(*word, "" | "-"));
        Ok(Words(words.map(str::to_owned).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, PartialEq, Debug)]
    #[serde(rename_all = "snake_case")]
    enum Size {
        Small,
        VeryLarge,
    }

    #[test]
    fn columns_become_fields() {
        let rows: Vec<(String, Size, Words)> = load("x.tsv", "# A list.\nant\tsmall\t-\nwhale\tvery_large\tin sea\n");
        assert_eq!(rows[0], ("ant".into(), Size::Small, Words::default()));
        assert_eq!(rows[1].2, Words(vec!["in".into(), "sea".into()]));
    }

    #[test]
    #[should_panic(expected = "src/lexicon/x.tsv")]
    fn unknown_words_are_errors() {
        load::<(String, Size)>("x.tsv", "ant\ttiny\n");
    }
}
