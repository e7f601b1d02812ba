//! Metadata of an article from the page's JSON-LD (schema.org).

use std::borrow::Cow;

use serde_json::Value;

use super::tree::Tree;
use crate::model::date::Date;
use crate::source::limits;

/// The properties that newsx reads.
#[derive(Default, Debug)]
pub(super) struct Linked {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    /// True if the date is that of the last change.
    pub(super) saved: bool,
    pub(super) site: Option<String>,
    pub(super) url: Option<String>,
    /// True if the title is the headline of a news article; those of blogs are often written for search engines.
    pub(super) is_news: bool,
}

/// Types of schema.org that are articles.
const ARTICLES: [&str; 17] = [
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "SocialMediaPosting",
    "TechArticle",
    "ScholarlyArticle",
    "MedicalScholarlyArticle",
    "Report",
    "Review",
    "AdvertiserContentArticle",
];

/// Reads all JSON-LD blocks; a property is taken from the first article that has it.
pub(super) fn read(tree: &Tree) -> Linked {
    let mut linked = Linked::default();
    let mut other = Linked::default();
    let mut news = false;
    for text in blocks(tree) {
        let Some(value) = parse(&text) else {
            other.published = other.published.or_else(|| quoted(&text, &["datePublished"]));
            continue;
        };
        // Nested lists and graphs, without recursion.
        let mut open = vec![&value];
        let mut steps = 0;
        while let Some(value) = open.pop() {
            steps += 1;
            match value {
                Value::Array(list) => open.extend(list.iter().rev()),
                Value::Object(map) if steps < 4000 => {
                    match kinds(value) {
                        kinds if kinds.iter().any(|kind| ARTICLES.contains(kind)) => {
                            news |= linked.title.is_none()
                                && kinds
                                    .iter()
                                    .any(|kind| kind.contains("News") || *kind == "LiveBlogPosting");
                            fill(&mut linked, value);
                        }
                        kinds if kinds.iter().any(|kind| kind.contains("WebPage")) => fill(&mut other, value),
                        _ => {}
                    }
                    for key in ["mainEntity", "mainEntityOfPage", "@graph", "hasPart", "itemReviewed"] {
                        open.extend(map.get(key).filter(|v| v.is_object() || v.is_array()));
                    }
                }
                _ => {}
            }
        }
    }
    Linked {
        is_news: news,
        title: linked.title.or(other.title),
        authors: if linked.authors.is_empty() {
            other.authors
        } else {
            linked.authors
        },
        saved: if linked.published.is_some() {
            linked.saved
        } else {
            other.saved
        },
        published: linked.published.or(other.published),
        site: linked.site.or(other.site),
        url: linked.url.or(other.url),
    }
}

/// The texts of the blocks: scripts, and what some frameworks make of them, meta elements.
fn blocks(tree: &Tree) -> impl Iterator<Item = Cow<'_, str>> {
    let says = |id, name| {
        let value = tree.attribute(id, name);
        value.is_some_and(|value| value.to_ascii_lowercase().contains("ld+json"))
    };
    tree.elements_but_text().filter_map(move |id| match tree.tag(id) {
        "script" if says(id, "type") => Some(tree.below(id).map(|id| tree.own_text(id)).collect()),
        "meta" if says(id, "name") => tree.attribute(id, "content").map(Cow::from),
        _ => None,
    })
}

/// Parses a block leniently: many have raw line breaks, comments around them, or a final semicolon.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    limits::check_record(text.as_bytes()).ok()?;
    let text = text.strip_prefix("<!--").unwrap_or(text);
    let text = text
        .strip_prefix("//<![CDATA[")
        .or_else(|| text.strip_prefix("<![CDATA["))
        .unwrap_or(text);
    let text = text.trim_end_matches(['>', '-', ']', ';', '/']).trim();
    let restored = |text: &str| -> String { text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect() };
    let whole = serde_json::from_str(text).ok();
    let decoded = |text: &str| serde_json::from_str(&text.replace("&quot;", "\"").replace("&amp;", "&")).ok();
    whole
        .or_else(|| serde_json::from_str(&restored(text)).ok())
        .or_else(|| decoded(text))
        .or_else(|| {
            // The closing bracket of the list may have been trimmed.
            serde_json::from_str(&format!("{}]", restored(text))).ok()
        })
}

/// The value behind a key in what looks like JSON: `"datePublished": "2024-03-12"`.
pub(super) fn quoted(text: &str, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        text.match_indices(key).find_map(|(at, key)| {
            let rest = text[at + key.len()..]
                .strip_prefix('"')
                .or_else(|| text[at + key.len()..].strip_prefix("\\\""))?;
            let rest = rest.trim_start().strip_prefix(':')?.trim_start();
            let rest = rest.strip_prefix('"').or_else(|| rest.strip_prefix("\\\""))?;
            let value = rest.split(['"', '\\']).next()?;
            (4..40).contains(&value.len()).then(|| value.to_owned())
        })
    })
}

fn kinds(value: &Value) -> Vec<&str> {
    match value.get("@type") {
        Some(Value::String(kind)) => vec![kind.rsplit('/').next().unwrap_or(kind)],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn fill(linked: &mut Linked, value: &Value) {
    let text = |name: &str| {
        let text = match value.get(name)? {
            Value::String(text) => text.as_str(),
            Value::Array(list) => list.first()?.as_str()?,
            _ => return None,
        };
        (!text.trim().is_empty()).then(|| text.trim().to_owned())
    };
    let set = |field: &mut Option<String>, value: Option<String>| {
        if field.is_none() {
            *field = value;
        }
    };
    set(&mut linked.title, text("headline").or_else(|| text("name")));
    let mut dates = ["datePublished", "dateCreated", "uploadDate"]
        .into_iter()
        .filter_map(text);
    if let Some(published) = dates.next().filter(|_| linked.published.is_none()) {
        linked.saved = text("dateModified").is_some_and(|modified| is_save(&published, &modified));
        linked.published = Some(published);
    }
    set(&mut linked.url, text("url"));
    let publisher = value
        .get("publisher")
        .and_then(|p| p.as_array().and_then(|p| p.first()).or(Some(p)));
    set(
        &mut linked.site,
        publisher
            .and_then(|p| p.get("name"))
            .and_then(Value::as_str)
            .map(str::to_owned),
    );
    if linked.authors.is_empty() {
        let author = value.get("author").or_else(|| value.get("creator"));
        linked.authors = author.map(names).unwrap_or_default();
    }
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(names_of_one).collect(),
        one => names_of_one(one),
    }
}

fn names_of_one(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.clone()],
        Value::Object(map) => match map.get("name") {
            Some(Value::String(name)) => vec![name.clone()],
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
/// Returns whether the time of publication is that of a save: it is not before the last change.
pub(super) fn is_save(published: &str, modified: &str) -> bool {
    let comparable = published.len() == modified.len() && Date::parse_iso(published).is_some();
    published == modified || comparable && modified < published
}
