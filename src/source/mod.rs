//! Bytes → [`Source`]: walking folders, encodings, compression, plain text, HTML, JSON Lines, WARC.

use crate::date::Date;

/// One input article before parsing: its content and what its container said about it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as given, a record's own id, the WARC-Record-ID, or `-`.
    pub id: String,
    /// SHA-256 of the input bytes of this article.
    pub sha256: [u8; 32],
    /// `text/plain`, `text/html`, `application/json`.
    pub media_type: &'static str,
    /// The label of the encoding the bytes were in, lower case (`utf-8`, `windows-1252`).
    pub encoding: &'static str,
    /// What the container (a JSON record, a WARC header, a command-line option) says.
    pub metadata: Metadata,
    /// The decoded content.
    pub content: Content,
    /// What happened on reading (a guessed encoding).
    pub warnings: Vec<crate::error::Warning>,
}

/// The decoded content of an article.
#[derive(Clone, Debug)]
pub enum Content {
    /// Plain text, exactly as decoded: offsets of all facts point into it.
    Text(String),
    /// An HTML page; its main text is made by `parse`.
    Html(String),
}

/// Facts about an article that come from outside its text. The publication date's basis says from where.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Metadata {
    /// Where the article was published.
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
}

/// A publication date and how it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// How it is known.
    pub basis: PublishedBasis,
}

/// Where a publication date comes from, most trusted first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
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
