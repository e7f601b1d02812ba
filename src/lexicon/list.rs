//! The typed loader of the word lists.
//!
//! A row is a tuple or a struct whose fields are the columns. A row that does not fit (too many or too few columns, a
//! word that is no variant of an enum, an invalid number) stops the program with the list's name and line, so that the
//! first test that uses a list finds it; there are no defaults. Words stay slices of the list.

use std::fmt::Display;

use serde::de::value::{BorrowedStrDeserializer, Error};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// The entries of a list, one column for each field. `name` is the file's, for the message.
pub(crate) fn load<R: Deserialize<'static>>(name: &str, list: &'static str) -> impl Iterator<Item = R> {
    let entries = (1..).zip(list.lines());
    let entries = entries.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    entries.map(move |(number, line)| row(line).unwrap_or_else(|e| panic!("src/lexicon/{name}:{number}: {e}")))
}

fn row<R: Deserialize<'static>>(line: &'static str) -> Result<R, Error> {
    let mut columns = Columns(split(line, b'\t'));
    let row = R::deserialize(&mut columns)?;
    match columns.0.next() {
        Some(column) => Err(Error::custom(format_args!("a column too many: {column}"))),
        None => Ok(row),
    }
}

/// Several words in one column, separated by blanks; a column of `-` alone stands for none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Words(pub(crate) Vec<&'static str>);

impl IntoIterator for Words {
    type Item = &'static str;
    type IntoIter = std::vec::IntoIter<&'static str>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Deserialize<'static> for Words {
    fn deserialize<D: Deserializer<'static>>(column: D) -> Result<Words, D::Error> {
        let column = <&'static str>::deserialize(column)?;
        let words = split(column, b' ').filter(|word| !word.is_empty() && column != "-");
        Ok(Words(words.collect()))
    }
}

/// The columns of a row that are still to be read.
struct Columns(Split);

/// The parts of a line between separators, which are short: looking at byte after byte is quicker than to prepare a search.
struct Split {
    rest: Option<&'static str>,
    separator: u8,
}

fn split(line: &'static str, separator: u8) -> Split {
    Split {
        rest: Some(line),
        separator,
    }
}

impl Iterator for Split {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let rest = self.rest?;
        let end = rest.bytes().position(|byte| byte == self.separator);
        self.rest = end.map(|end| &rest[end + 1..]);
        Some(end.map_or(rest, |end| &rest[..end]))
    }
}

impl Deserializer<'static> for &mut Columns {
    type Error = Error;

    fn deserialize_any<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    forward_to_deserialize_any! {
        <V: Visitor<'static>>
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl SeqAccess<'static> for Columns {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'static>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|column| seed.deserialize(Column(column))).transpose()
    }
}

/// One column.
struct Column(&'static str);

impl Column {
    fn number<N: std::str::FromStr<Err: Display>>(&self) -> Result<N, Error> {
        self.0
            .parse()
            .map_err(|e| Error::custom(format_args!("{}: {e}", self.0)))
    }
}

impl Deserializer<'static> for Column {
    type Error = Error;

    fn deserialize_any<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.0)
    }

    /// `-` stands for nothing.
    fn deserialize_option<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0 == "-" {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_i32<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i32(self.number()?)
    }

    fn deserialize_f64<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(self.number()?)
    }

    fn deserialize_enum<V: Visitor<'static>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        BorrowedStrDeserializer::new(self.0).deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        <V: Visitor<'static>>
        bool i8 i16 i64 u8 u16 u32 u64 f32 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct identifier ignored_any
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

    type Row = (&'static str, Size, Option<f64>, Words);

    #[test]
    fn columns_become_fields() {
        let rows: Vec<Row> = load("x.tsv", "# A list.\nant\tsmall\t-\t-\nwhale\tvery_large\t1.5\tin sea\n").collect();
        assert_eq!(rows[0], ("ant", Size::Small, None, Words::default()));
        assert_eq!(rows[1], ("whale", Size::VeryLarge, Some(1.5), Words(vec!["in", "sea"])));
    }

    #[test]
    #[should_panic(expected = "src/lexicon/x.tsv:2: unknown variant `tiny`")]
    fn unknown_words_are_errors() {
        load::<(&str, Size)>("x.tsv", "# A list.\nant\ttiny\n").for_each(drop);
    }

    #[test]
    #[should_panic(expected = "a column too many")]
    fn too_many_columns_are_errors() {
        load::<(&str, Size)>("x.tsv", "ant\tsmall\tin sea\n").for_each(drop);
    }
}
