//! Bytes → [`Source`]: folders, encodings, compression, plain text, HTML, JSON, tables, WARC.
//!
//! [`walk`] finds files. [`read`] opens one, unpacks it, finds its kind and returns its articles one by one, so that an
//! archive of any size needs memory for one article. An article that cannot be read is an [`Item`] with an error in its
//! position.

pub(crate) mod encoding;
mod field;
mod file_id;
mod http;
mod json;
mod kind;
pub(crate) mod limits;
mod packed;
mod table;
pub(crate) mod walk;
mod warc;
mod window;

pub(crate) use field::FieldMap;
pub(crate) use file_id::FileId;

use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

use hmac_sha256::Hash as Sha256;

use crate::model::date::Date;
use crate::model::error::{Error, Result};

/// One input article before parsing: its content and the metadata of its container.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The path as given, a record's own id, the WARC-Record-ID, or `-`.
    pub id: String,
    /// SHA-256 of the input bytes of this article.
    pub sha256: [u8; 32],
    /// `text/plain`, `text/html`, `application/json`.
    pub media_type: &'static str,
    /// The label of the encoding the bytes were in, lower case (`utf-8`, `windows-1252`).
    pub encoding: &'static str,
    /// Metadata from the container: a JSON record, a WARC header, a command-line option.
    pub metadata: Metadata,
    /// The decoded content.
    pub content: Content,
    /// Warnings on reading (a guessed encoding).
    pub warnings: Vec<crate::model::error::Warning>,
}

impl Source {
    /// A plain text as an article, without metadata.
    pub(crate) fn text(id: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        Source {
            id: id.into(),
            sha256: Sha256::hash(text.as_bytes()),
            media_type: "text/plain",
            encoding: "utf-8",
            metadata: Metadata::default(),
            content: Content::Text(text),
            warnings: Vec::new(),
        }
    }

    /// A page as an article, without metadata.
    pub(crate) fn page(id: impl Into<String>, html: impl Into<String>) -> Source {
        let html = html.into();
        Source {
            id: id.into(),
            sha256: Sha256::hash(html.as_bytes()),
            media_type: "text/html",
            encoding: "utf-8",
            metadata: Metadata::default(),
            content: Content::Html(html),
            warnings: Vec::new(),
        }
    }

    /// The article in this language (ISO 639-1), which is not detected then.
    pub(crate) fn in_language(mut self, lang: &str) -> Source {
        self.metadata.lang = Some(lang.to_owned());
        self
    }

    /// The article as published on the day that its user gives.
    pub(crate) fn published(mut self, day: Option<Date>) -> Source {
        self.metadata.published = day.map(|date| Published {
            date,
            basis: PublishedBasis::Option,
        });
        self
    }
}

/// The decoded content of an article.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// Plain text, exactly as decoded: offsets of all facts point into it.
    Text(String),
    /// An HTML page; its main text is made by `parse`.
    Html(String),
}

/// Facts about an article that come from outside its text. The publication date's basis says from where.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(crate) struct Metadata {
    /// Address or name of the publication.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// BCP 47 primary language tag, lower case.
    pub lang: Option<String>,
    /// Its publication date.
    pub published: Option<Published>,
    /// Order of day and month in dates like 03/04/2020, if the user gives one.
    pub date_order: Option<DateOrder>,
}

/// Order of day and month in dates like 03/04/2020.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub(crate) enum DateOrder {
    /// Day, month, year.
    #[cfg_attr(feature = "cli", value(name = "dmy"))]
    DayFirst,
    /// Month, day, year.
    #[cfg_attr(feature = "cli", value(name = "mdy"))]
    MonthFirst,
}

/// A publication date with its basis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Published {
    /// The day.
    pub date: Date,
    /// Basis.
    pub basis: PublishedBasis,
}

/// Basis of a publication date, most trusted first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum PublishedBasis {
    /// The command line (`--date`).
    Option,
    /// A field of the input record, or the page's metadata.
    Metadata,
    /// A dateline in the text.
    Dateline,
    /// The first fully dated sentence of the lead that reports the news.
    Text,
}

/// Kind of an input.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Kind {
    /// The kind that the name says, else the one that the first bytes say.
    #[default]
    Auto,
    /// Plain text.
    Text,
    /// An HTML page.
    Html,
    /// JSON records, one per line or in a list.
    #[cfg_attr(feature = "cli", value(name = "jsonl"))]
    Json,
    /// A WARC archive.
    Warc,
    /// A table of comma-separated values with a header and an article per row.
    Csv,
    /// A table of tab-separated values.
    Tsv,
}

/// Options of reading inputs.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// Kind of the inputs.
    pub kind: Kind,
    /// Fields of JSON records.
    pub map: FieldMap,
    /// Encoding, if the user gives one.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// The publication date of all articles, before every other.
    pub date: Option<Date>,
    /// Order of day and month in dates like 03/04/2020.
    pub date_order: Option<DateOrder>,
    /// The language of all articles.
    pub lang: Option<String>,
    /// The most bytes that one article may have.
    pub limit: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            kind: Kind::Auto,
            map: FieldMap::default(),
            encoding: None,
            date: None,
            date_order: None,
            lang: None,
            limit: limits::INPUT,
        }
    }
}

impl Options {
    /// Applies the user's options, which go before what the input says.
    fn apply(&self, source: &mut Source) {
        source.metadata.date_order = self.date_order;
        if let Some(date) = self.date {
            source.metadata.published = Some(Published {
                date,
                basis: PublishedBasis::Option,
            });
        }
        if let Some(lang) = &self.lang {
            source.metadata.lang = Some(lang.clone());
        }
    }
}

/// One article, or the error in its place.
#[derive(Debug)]
pub(crate) struct Item {
    /// The document's id.
    pub id: String,
    /// The article.
    pub source: Result<Source>,
}

/// The articles of an input.
pub(crate) struct Items {
    /// True if the input may hold several articles.
    pub many: bool,
    /// The articles, read lazily.
    pub items: Box<dyn Iterator<Item = Item> + Send>,
}

/// Returns whether an input of this name may hold several articles.
pub(crate) fn may_hold_many(name: &str) -> bool {
    !matches!(kind::by_name(name), Some(Kind::Text | Kind::Html))
}

/// Opens an input: a file's bytes, by its name, or a stream of any name.
pub(crate) fn read(name: &str, input: impl Read + Send + 'static, options: &Arc<Options>) -> Items {
    let failed = |error: Error| Items {
        many: false,
        items: Box::new(std::iter::once(Item {
            id: name.to_owned(),
            source: Err(error),
        })),
    };
    // Archives are unpacked member by member.
    let mut input: packed::Bytes = Box::new(BufReader::with_capacity(1 << 16, input));
    let named = kind::by_name(name);
    let kind = match options.kind {
        Kind::Auto => named,
        kind => Some(kind),
    };
    let packed_warc = || matches!(kind, Some(Kind::Warc));
    if !packed_warc() || !kind::is_gzip(&mut input) {
        input = match packed::unpack(input) {
            Ok(input) => input,
            Err(error) => return failed(error),
        };
    }
    let kind = match kind {
        Some(kind) => kind,
        None => match input.fill_buf() {
            Ok(head) => kind::by_content(head),
            Err(error) => return failed(packed::damaged(&error)),
        },
    };
    match kind {
        Kind::Json => Items {
            many: !name.ends_with(".json"),
            items: Box::new(json::items(name, input, options)),
        },
        Kind::Csv | Kind::Tsv => {
            let delimiter = if kind == Kind::Csv { b',' } else { b'\t' };
            Items {
                many: true,
                items: Box::new(table::items(name, input, delimiter, options)),
            }
        }
        Kind::Warc => Items {
            many: true,
            items: Box::new(warc::items(name, input, options)),
        },
        kind => {
            let (id, options) = (name.to_owned(), Arc::clone(options));
            // Read lazily, so that a worker does it.
            let one = move || Item {
                source: single(&id, kind, &mut input, &options),
                id,
            };
            Items {
                many: false,
                items: Box::new(std::iter::once_with(one)),
            }
        }
    }
}

/// A text or a page that is a whole input.
fn single(id: &str, kind: Kind, input: &mut packed::Bytes, options: &Options) -> Result<Source> {
    let bytes = packed::read_all(input, options.limit)?;
    let sha256 = Sha256::hash(&bytes);
    if let Some(what) = kind::foreign(&bytes) {
        let message = format!("is {what}, which newsx does not read; turn it into text first");
        return Err(Error::new("input.binary", message));
    }
    let (decoded, content): (_, fn(String) -> Content) = match kind {
        Kind::Html => (encoding::page(&bytes, options.encoding, None)?, Content::Html),
        _ => (encoding::text(bytes, options.encoding)?, Content::Text),
    };
    let content = content(decoded.text);
    let mut source = Source {
        id: id.to_owned(),
        sha256,
        media_type: match &content {
            Content::Html(_) => "text/html",
            Content::Text(_) => "text/plain",
        },
        encoding: decoded.encoding,
        metadata: Metadata::default(),
        content,
        warnings: decoded.warnings,
    };
    options.apply(&mut source);
    Ok(source)
}
