//! The bytes of an output: those of a format before, between and behind articles, or a Parquet table of their claims.

use std::io;

use crate::emit::parquet::Writer;
use crate::emit::{Format, Page, View};

use super::args::FormatName;

/// Message for several articles in one file of a format of one article.
pub(crate) const ONE: &str = "brat has one article a file; name a folder for several: -o DIR/";

/// Encoder of an output. The bytes that its functions return are to be written in order.
pub(crate) enum Encoder {
    /// A format, and whether it holds an article already.
    Plain(Format, bool),
    Table(Writer<Vec<u8>>),
}

impl Encoder {
    pub(crate) fn new(format: FormatName) -> io::Result<Encoder> {
        Ok(match format {
            FormatName::Parquet => Encoder::Table(Writer::claims(Vec::new())?),
            other => Encoder::Plain(other.format(), false),
        })
    }

    /// The bytes before the first article.
    pub(crate) fn begin(&mut self) -> Vec<u8> {
        match self {
            Encoder::Plain(format, _) => format.begin(),
            Encoder::Table(table) => std::mem::take(table.out()),
        }
    }

    /// The bytes of an article.
    pub(crate) fn article(&mut self, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        match self {
            Encoder::Plain(Format::Brat, true) => Err(io::Error::other(ONE)),
            Encoder::Plain(_, written) => {
                *written = true;
                Ok(bytes)
            }
            Encoder::Table(table) => {
                table.lines(&bytes)?;
                Ok(std::mem::take(table.out()))
            }
        }
    }

    /// The bytes behind the last article.
    pub(crate) fn end(self) -> io::Result<Vec<u8>> {
        match self {
            Encoder::Plain(format, _) => Ok(format.end()),
            Encoder::Table(table) => table.finish(),
        }
    }

    /// The complete output of one article.
    pub(crate) fn whole(format: FormatName, page: &Page, view: &View) -> io::Result<Vec<u8>> {
        let mut encoder = Encoder::new(format)?;
        let begin = encoder.begin();
        let article = encoder.article(format.format().write(page, view))?;
        Ok([begin, article, encoder.end()?].concat())
    }
}
