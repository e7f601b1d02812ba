//! The inputs of a run, one by one.
// A stand-in until the readers land.

use std::path::PathBuf;

use newsx::date::Date;
use newsx::error::Error;
use newsx::source::{Content, Metadata, Published, PublishedBasis, Source};

use super::args::Extract;

/// One article to be, or why there is none.
pub(crate) struct Input {
    /// The document's id.
    pub(crate) id: String,
    /// The file it comes from, relative to the folder that was given.
    pub(crate) path: PathBuf,
    /// True if the file may hold several articles.
    pub(crate) many: bool,
    pub(crate) source: Result<Source, Error>,
}

pub(crate) fn inputs(args: &Extract) -> anyhow::Result<Box<dyn Iterator<Item = Input> + Send>> {
    let date = args.date;
    Ok(Box::new(args.paths.clone().into_iter().flat_map(move |path| {
        let id = path.display().to_string();
        let many = path.extension().is_some_and(|e| e == "jsonl");
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                let source = Err(Error::new("io.read", format!("cannot be read: {error}")));
                return vec![Input { id, path, many, source }];
            }
        };
        let records: Vec<(String, String, Option<Date>)> = if many {
            let read = |line: &str| {
                let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
                let field = |name: &str| value[name].as_str().map(str::to_owned);
                let date = field("published").and_then(|d| Date::parse_iso(&d));
                (field("id").unwrap_or_default(), field("text").unwrap_or_default(), date)
            };
            text.lines().map(read).collect()
        } else {
            vec![(id, text, None)]
        };
        let one = |(id, text, published): (String, String, Option<Date>)| {
            let source = Source {
                id: id.clone(),
                sha256: [0; 32],
                media_type: "text/plain",
                encoding: "utf-8",
                metadata: Metadata {
                    published: date.or(published).map(|date| Published {
                        date,
                        basis: PublishedBasis::Metadata,
                    }),
                    ..Metadata::default()
                },
                content: Content::Text(text),
                warnings: Vec::new(),
            };
            Input {
                id,
                path: path.clone(),
                many,
                source: Ok(source),
            }
        };
        records.into_iter().map(one).collect()
    })))
}
