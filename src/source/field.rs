//! Fields of JSON records and columns of tables: the names in `fields.tsv` for text, title, date and so on.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::DateTime;
use serde_json::Value;

use super::{Content, Metadata, Published, PublishedBasis};
use crate::lexicon::rows;
use crate::model::date::{Date, read};
use crate::model::error::{Error, Result, Warning};

/// Fields that newsx reads from a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Field {
    /// The record's id.
    Id,
    /// The article as plain text.
    Text,
    /// The article as a page, read where there is no text.
    Html,
    /// The headline.
    Title,
    /// The publication date.
    Published,
    /// The address.
    Url,
    /// The authors.
    Authors,
    /// The name of the site.
    Site,
    /// The language.
    Lang,
}

/// The fields, with their names in `fields.tsv`.
const FIELDS: [(Field, &str); 9] = [
    (Field::Id, "id"),
    (Field::Text, "text"),
    (Field::Html, "html"),
    (Field::Title, "title"),
    (Field::Published, "date"),
    (Field::Url, "url"),
    (Field::Authors, "author"),
    (Field::Site, "site"),
    (Field::Lang, "lang"),
];

/// Names that programs give to fields → the field, and how much the name is trusted: the lower, the more.
static NAMES: LazyLock<HashMap<&str, (Field, usize)>> = LazyLock::new(|| {
    let named = |row: Vec<&'static str>| {
        let (field, _) = FIELDS.into_iter().find(|(_, name)| *name == row[0])?;
        Some((row[1], field))
    };
    let names = rows(include_str!("fields.tsv")).filter_map(named);
    names
        .enumerate()
        .map(|(rank, (name, field))| (name, (field, rank)))
        .collect()
});

/// A name without what spelling adds: "Publication Date" and "publicationDate" are one.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The field that a name and its value are of, and how much the name is trusted.
fn of(name: &str, value: &Value) -> Option<(Field, usize)> {
    let name = plain(name);
    let (field, rank) = *NAMES.get(&*name)?;
    // A source is an address or a newspaper.
    let address = value.as_str().is_some_and(|text| text.starts_with("http"));
    let newspaper = name == "source" && !address;
    Some(if newspaper {
        (Field::Site, usize::MAX)
    } else {
        (field, rank)
    })
}

impl Field {
    /// The value of the field in a record: of its most trusted name that is not null.
    fn find(self, record: &Value) -> Option<&Value> {
        let entries = record.as_object()?.iter().filter(|(_, value)| !value.is_null());
        let named = entries.filter_map(|(name, value)| Some((of(name, value)?, value)));
        let own = named.filter(|((field, _), _)| *field == self);
        own.min_by_key(|((_, rank), _)| *rank).map(|(_, value)| value)
    }

    fn by_name(name: &str) -> Option<Field> {
        let name = match name {
            "published" => "date",
            "authors" => "author",
            name => name,
        };
        FIELDS
            .into_iter()
            .find(|(_, known)| *known == name)
            .map(|(field, _)| field)
    }
}

/// Fields by the user's `--map`: JSON pointers (RFC 6901), or names of fields or columns.
#[derive(Clone, Default, Debug)]
pub(crate) struct FieldMap(Vec<(Field, String)>);

impl FieldMap {
    /// Reads entries such as `text=/body`.
    ///
    /// # Errors
    /// Message on a wrong entry.
    pub(crate) fn parse(entries: &[String]) -> std::result::Result<FieldMap, String> {
        let parse = |entry: &String| {
            let (name, pointer) = entry
                .split_once('=')
                .ok_or(format!("--map {entry}: write it like text=/body"))?;
            let field = Field::by_name(name.trim()).ok_or(format!(
                "--map {entry}: there is no field {name}; there are id, text, html, title, date, url, authors, site, lang"
            ))?;
            // A plain name is that of a field, or of a column.
            let pointer = match pointer.starts_with('/') {
                true => pointer.to_owned(),
                false => format!("/{}", pointer.replace('~', "~0").replace('/', "~1")),
            };
            match pointer.len() {
                1 => Err(format!("--map {entry}: write it like text=/body")),
                _ => Ok((field, pointer)),
            }
        };
        entries
            .iter()
            .map(parse)
            .collect::<std::result::Result<_, _>>()
            .map(FieldMap)
    }

    /// The value of a field that is not null.
    fn get<'v>(&self, field: Field, record: &'v Value) -> Option<&'v Value> {
        let told = self.0.iter().find(|(told, _)| *told == field);
        match told {
            Some((_, pointer)) => record.pointer(pointer).filter(|value| !value.is_null()),
            None => field.find(record),
        }
    }
}

/// Metadata of an article in a JSON record.
pub(super) struct Fields {
    pub(super) id: Option<String>,
    pub(super) content: Content,
    pub(super) metadata: Metadata,
    pub(super) warnings: Vec<Warning>,
}

/// The id of a record, if it has one.
pub(super) fn id(record: &Value, map: &FieldMap) -> Option<String> {
    map.get(Field::Id, record).and_then(text).filter(|id| !id.is_empty())
}

/// Reads a record.
///
/// # Errors
/// `json.invalid` if it is no object, `json.no_text` if there is neither text nor page in it.
pub(super) fn read(record: &Value, map: &FieldMap) -> Result<Fields> {
    if !record.is_object() {
        return Err(Error::new("json.invalid", "is not a JSON object"));
    }
    let string = |field| map.get(field, record).and_then(Value::as_str);
    let content = match (string(Field::Text), string(Field::Html)) {
        (Some(text), Some(html)) if text.trim().is_empty() && !html.trim().is_empty() => Content::Html(html.to_owned()),
        (Some(text), _) => Content::Text(text.to_owned()),
        (None, Some(html)) => Content::Html(html.to_owned()),
        (None, None) => {
            let message = "has neither text nor html; --map text=/FIELD tells where the text is";
            return Err(Error::new("json.no_text", message));
        }
    };
    let mut warnings = Vec::new();
    let published = map.get(Field::Published, record).and_then(|value| {
        let date = date(value);
        if date.is_none() && value.as_str().is_none_or(|text| !text.trim().is_empty()) {
            warnings.push(Warning {
                code: "date.unreadable",
                message: format!("the publication date {value} is not read; write it like 2025-07-21"),
            });
        }
        date
    });
    let some = |field| {
        map.get(field, record)
            .and_then(text)
            .filter(|text| !text.trim().is_empty())
    };
    let lang = some(Field::Lang).map(|lang| lang.split(['-', '_']).next().unwrap_or_default().to_lowercase());
    Ok(Fields {
        id: id(record, map),
        content,
        metadata: Metadata {
            url: some(Field::Url),
            title: some(Field::Title).map(|title| title.trim().to_owned()),
            authors: map.get(Field::Authors, record).map(authors).unwrap_or_default(),
            site: map.get(Field::Site, record).and_then(name),
            lang,
            date_order: None,
            published: published.map(|date| Published {
                date,
                basis: PublishedBasis::Metadata,
            }),
        },
        warnings,
    })
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A day, or a moment in seconds or milliseconds since 1970.
fn date(value: &Value) -> Option<Date> {
    match value {
        Value::String(text) => Date::parse_iso(text).or_else(|| read::first(text).map(|written| written.date)),
        Value::Number(number) => {
            let number = number.as_i64()?;
            let seconds = if number.abs() > 100_000_000_000 {
                number / 1000
            } else {
                number
            };
            let day = DateTime::from_timestamp(seconds, 0)?.date_naive().to_string();
            Date::parse_iso(&day)
        }
        _ => None,
    }
}

/// A name, or an object that has one.
fn name(value: &Value) -> Option<String> {
    let name = match value {
        Value::Object(named) => named.get("name").and_then(text),
        other => text(other),
    };
    name.filter(|name| !name.trim().is_empty())
}

fn authors(value: &Value) -> Vec<String> {
    let names: Vec<String> = match value {
        Value::Array(list) => list.iter().filter_map(name).collect(),
        Value::String(list) => list.split(';').map(str::to_owned).collect(),
        other => name(other).into_iter().collect(),
    };
    let trimmed = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
    trimmed.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str, map: &[&str]) -> Result<Fields> {
        let map: Vec<String> = map.iter().map(|m| (*m).to_owned()).collect();
        read(&serde_json::from_str(json).unwrap(), &FieldMap::parse(&map).unwrap())
    }

    #[test]
    fn records_of_other_programs() {
        for json in [
            r#"{"id": "7", "text": "A ferry sank.", "title": "Ferry sinks", "published": "2024-03-12", "url": "http://x.org/1", "authors": ["Ana Prates", "Lev Orlov"]}"#,
            r#"{"title": "Ferry sinks", "author": "Ana Prates; Lev Orlov", "hostname": "x.org", "date": "2024-03-12", "id": 7, "raw_text": "x", "text": "A ferry sank.", "source": "http://x.org/1", "language": null}"#,
            r#"{"id": "7", "url": "http://x.org/1", "title": " Ferry sinks ", "authors": ["Ana Prates", "Lev Orlov"], "text": "A ferry sank.", "html": "<p>A ferry sank.", "publish_date": "2024-03-12 00:00:00"}"#,
            r#"{"guid": "7", "link": "http://x.org/1", "headline": "Ferry sinks", "author": [{"name": "Ana Prates"}, {"name": "Lev Orlov"}], "maintext": "A ferry sank.", "pubDate": "Tue, 12 Mar 2024 10:00:00 GMT"}"#,
            r#"{"id": "7", "url": "http://x.org/1", "title": "Ferry sinks", "authors": "Ana Prates;Lev Orlov", "text": "A ferry sank.", "published": 1710237600}"#,
            r#"{"source": {"id": null, "name": "The Herald"}, "uri": "7", "url": "http://x.org/1", "title": "Ferry sinks", "author": "Ana Prates; Lev Orlov", "description": "x", "content": "A ferry sank.", "publishedAt": "2024-03-12T10:00:00Z"}"#,
            r#"{"Store ID": "7", "Document URL": "http://x.org/1", "Title": "Ferry sinks", "Authors": "Ana Prates; Lev Orlov", "Full text": "A ferry sank.", "Publication date": "Mar 12, 2024"}"#,
            r#"{"id": "7", "webUrl": "http://x.org/1", "webTitle": "Ferry sinks", "byline": "Ana Prates; Lev Orlov", "bodyText": "A ferry sank.", "webPublicationDate": "2024-03-12T10:00:00Z"}"#,
        ] {
            let fields = fields(json, &[]).unwrap();
            let meta = &fields.metadata;
            assert_eq!(fields.id.as_deref(), Some("7"), "{json}");
            assert!(
                matches!(&fields.content, Content::Text(text) if text == "A ferry sank."),
                "{json}"
            );
            assert_eq!(meta.title.as_deref(), Some("Ferry sinks"), "{json}");
            assert_eq!(meta.authors, ["Ana Prates", "Lev Orlov"], "{json}");
            assert_eq!(
                meta.published.map(|p| p.date.to_string()).as_deref(),
                Some("2024-03-12"),
                "{json}"
            );
            assert_eq!(meta.url.as_deref(), Some("http://x.org/1"), "{json}");
        }
    }

    #[test]
    fn the_map_overrides_known_names() {
        let json = r#"{"data": {"body": "Yes."}, "text": "No.", "pub": "soon"}"#;
        let fields = fields(json, &["text=/data/body", "date=/pub"]).unwrap();
        assert!(matches!(&fields.content, Content::Text(text) if text == "Yes."));
        assert_eq!(fields.metadata.published, None);
        assert_eq!(fields.warnings[0].code, "date.unreadable");
    }

    #[test]
    fn unreadable_records_are_errors() {
        assert_eq!(fields("[1]", &[]).err().unwrap().code(), "json.invalid");
        assert_eq!(fields(r#"{"title": "x"}"#, &[]).err().unwrap().code(), "json.no_text");
        assert_eq!(
            fields(r#"{"text": "x"}"#, &["text=/body"]).err().unwrap().code(),
            "json.no_text"
        );
        for wrong in ["text", "text=", "colour=/x"] {
            assert!(FieldMap::parse(&[wrong.to_owned()]).is_err(), "{wrong}");
        }
    }
}
