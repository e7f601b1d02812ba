//! Publication date of a page. Sources in order of trust: JSON-LD, meta elements, marked-up elements, dates beside the
//! title, the address, other dates in the text, the data of its scripts.
//!
//! The trap: many content systems give the time of the last save as that of publication. A sign of it is a modification
//! date that is not later; then an earlier date beside the title goes first.

use std::ops::Range;

use super::jsonld::{self, Linked, is_save};
use super::tree::{Id, Tree, words};
use crate::model::date::{Date, read};

/// Meta elements of the publication date in order of trust, lower case.
const DATES: [&str; 31] = [
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "publicationdate",
    "published_at",
    "date_published",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "dcterms.date",
    "dcterms.issued",
    "citation_publication_date",
    "citation_date",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "og:published_time",
    "datecreated",
    "date",
    "article.created",
    "displaydate",
];
/// Meta elements of the last change.
const CHANGES: [&str; 3] = ["article:modified_time", "og:updated_time", "datemodified"];

/// Distance behind the title, in nodes, within which its date is looked for.
const BY_TITLE: usize = 400;
/// Length of a paragraph, in bytes: text that is longer is no date, and ends the search for one behind the title.
const PARAGRAPH: usize = 140;
/// Maximum length of a line with a date and no sign that it is one, in bytes.
const LINE: usize = 70;
/// Maximum length of the label of an update, in bytes.
const LABEL: usize = 40;
/// Years in which web pages are published.
const WEB: Range<i32> = 1991..2200;
/// Number of elements, from a date's own outwards, in which it is looked for that the date is of a change.
const MARKED: usize = 2;
/// The same, for a list or card of other stories.
const LISTED: usize = 6;
/// The same, for a footer.
const FOOTED: usize = 5;

/// Returns whether a date is late enough for a web page.
fn is_of_web(date: &Date) -> bool {
    date.year() >= WEB.start
}

/// The day of publication. `metas` are the meta elements by their names in lower case.
pub(super) fn published(
    tree: &Tree,
    linked: &Linked,
    metas: &[(String, &str)],
    url: Option<&str>,
    title: Option<&str>,
) -> Option<Date> {
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let mut named = metas.iter().filter(|(known, _)| known == name);
            named.find_map(|(_, value)| Some((value.trim(), day(value)?)))
        })
    };
    let told = match linked.published.as_deref().and_then(day) {
        Some(date) => Some((date, linked.saved)),
        None => meta(&DATES).map(|(value, date)| {
            let change = meta(&CHANGES);
            (date, change.is_some_and(|(change, _)| is_save(value, change)))
        }),
    };
    let seen = || marked(tree).or_else(|| by_title(tree, title?));
    match told {
        Some((date, false)) => Some(date),
        Some((date, true)) => seen().filter(|seen| *seen < date).or(Some(date)),
        None => seen()
            .or_else(|| first_time(tree))
            .or_else(|| url.and_then(in_address))
            .or_else(|| visible_date(tree))
            .or_else(|| tree.elements("time").find_map(|id| machine_date(tree, id)))
            .or_else(|| in_scripts(tree)),
    }
}

/// The date under the title of an article, before its text.
fn by_title(tree: &Tree, title: &str) -> Option<Date> {
    let title = words(title);
    let is_title = |id: &Id| {
        let own = words(&tree.short_text(*id, 1000).unwrap_or_default());
        own.len() * 2 > title.len() && (title.starts_with(&own) || own.starts_with(&title))
    };
    let mut headings = tree
        .elements_but_text()
        .filter(|id| matches!(tree.tag(*id), "h1" | "h2"));
    let heading = headings.find(|id| tree.node(*id).end - id < 60 && is_title(id))?;
    // The last text before: "Updated" may be an element of its own.
    let mut label = String::new();
    for id in tree.ids().skip(tree.node(heading).end as usize).take(BY_TITLE) {
        let text = tree.own_text(id).trim();
        if tree.tag(id) == "time" && !is_change(&label) && !is_changed(tree, id) {
            if let Some(date) = machine_date(tree, id) {
                return Some(date);
            }
        } else if text.len() > PARAGRAPH {
            return None;
        } else if !text.is_empty() {
            let line = super::super::dateline::line(text).filter(|line| !line.updated);
            if let Some(date) = line.and_then(|line| line.date).filter(|_| !is_change(&label)) {
                return Some(date).filter(is_of_web);
            }
            label = text.to_lowercase();
        }
    }
    None
}

/// Returns whether a label is that of an update: "Last updated on", "Page updated:".
fn is_change(label: &str) -> bool {
    ["updated", "modified", "reviewed", "revised"]
        .iter()
        .any(|word| label.contains(word))
        && label.len() < LABEL
}

/// Returns whether an element is marked as the time of a change.
fn is_changed(tree: &Tree, id: Id) -> bool {
    let marks = |id: Id| tree.node(id).marks.contains("updated") || tree.node(id).marks.contains("modified");
    tree.around(id).take(MARKED).any(marks) || tree.attribute(id, "itemprop") == Some("dateModified")
}

/// Returns whether an element is in a list or card of other stories, which have dates, too.
fn in_list(tree: &Tree, id: Id) -> bool {
    let around = tree.around(id).take(LISTED);
    around
        .map(|id| tree.tag(id))
        .any(|tag| matches!(tag, "aside" | "nav" | "footer" | "li"))
}

/// The date in the data of a page's scripts.
fn in_scripts(tree: &Tree) -> Option<Date> {
    const KEYS: [&str; 8] = [
        "datePublished",
        "published_date",
        "publishedDate",
        "publishDate",
        "publishedAt",
        "published_at",
        "publicationDate",
        "firstPublished",
    ];
    tree.elements("script").find_map(|script| {
        let text: String = tree.below(script).map(|id| tree.own_text(id)).collect();
        jsonld::quoted(&text, &KEYS).as_deref().and_then(day)
    })
}

fn machine_date(tree: &Tree, id: Id) -> Option<Date> {
    let machine = tree
        .attribute(id, "datetime")
        .or_else(|| tree.attribute(id, "content"))
        .and_then(day);
    machine.or_else(|| day(&tree.short_text(id, 120)?))
}

/// Parses a date: ISO 8601, RFC 2822, compact, or in words.
fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    let compact = || {
        let digits = value.get(..8)?;
        let all =
            digits.bytes().all(|b| b.is_ascii_digit()) && value.as_bytes().get(8).is_none_or(|b| !b.is_ascii_digit());
        all.then(|| Date::parse_iso(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])))?
    };
    let date = Date::parse_iso(value)
        .or_else(|| read::first(value).map(|written| written.date))
        .or_else(compact);
    date.filter(is_of_web)
}

/// The date in an element that is marked as that of publication.
fn marked(tree: &Tree) -> Option<Date> {
    let property = |id: &Id| {
        tree.attribute(*id, "itemprop")
            .is_some_and(|p| p.to_ascii_lowercase().contains("datepublished"))
            || tree.attribute(*id, "pubdate").is_some()
            || tree.node(*id).marks.split(' ').any(|c| {
                let dated = ["published", "pubdate", "publish-date", "publishdate"]
                    .iter()
                    .any(|mark| c.contains(mark));
                dated && !c.contains("modified") && !c.contains("updated")
            })
    };
    let marked = tree.elements_but_text().filter(property);
    marked
        .filter(|id| !in_list(tree, *id))
        .find_map(|id| machine_date(tree, id))
}

/// The first `time` of the page that is not another story's.
fn first_time(tree: &Tree) -> Option<Date> {
    let mut times = tree
        .elements("time")
        .filter(|id| !is_changed(tree, *id) && !in_list(tree, *id));
    times.find_map(|id| machine_date(tree, id))
}

/// The day in an address: `/2019/03/12/`, `/2019-03-12-`, `/2019/mar/12/`.
fn in_address(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(3).collect();
    for three in parts.windows(3) {
        let year = three[0].parse::<i32>().ok();
        let year = year.filter(|y| three[0].len() == 4 && WEB.contains(y));
        let month = three[1]
            .parse()
            .ok()
            .filter(|_| three[1].len() <= 2)
            .or_else(|| read::month(three[1]));
        let digits = three[2].bytes().take_while(u8::is_ascii_digit).count();
        let last = digits == three[2].len() || three[2].as_bytes()[digits] == b'-';
        let day = three[2][..digits]
            .parse()
            .ok()
            .filter(|_| (1..=2).contains(&digits) && last);
        if let (Some(year), Some(month), Some(day)) = (year, month, day)
            && let Some(date) = Date::new(year, month, day)
        {
            return Some(date);
        }
    }
    parts.iter().find_map(|part| {
        let at = part.find(|c: char| c.is_ascii_digit())?;
        let iso = Date::parse_iso(part.get(at..at + 10)?).filter(is_of_web);
        iso.or_else(|| part.get(at..at + 8).filter(|_| part.len() == at + 8).and_then(day))
    })
}

/// A date in the text of a short element that its class or words mark as one.
fn visible_date(tree: &Tree) -> Option<Date> {
    let short = |id: &Id| {
        tree.node(*id).end - id < 14
            && matches!(
                tree.tag(*id),
                "p" | "span"
                    | "div"
                    | "li"
                    | "small"
                    | "em"
                    | "td"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "abbr"
                    | "a"
                    | "strong"
                    | "i"
                    | "b"
            )
    };
    let classed = |id: Id| {
        let marks = &tree.node(id).marks;
        ["date", "time", "publish", "posted", "meta", "byline"]
            .iter()
            .any(|word| marks.contains(word))
    };
    // Nearly all elements fail this first, cheap check.
    let has_digit = |id: Id| {
        tree.below(id)
            .any(|id| tree.own_text(id).bytes().any(|b| b.is_ascii_digit()))
    };
    let text = |id: Id| has_digit(id).then(|| tree.short_text(id, PARAGRAPH))?;
    let footer = |id: Id| tree.around(id).take(FOOTED).any(|a| tree.tag(a) == "footer");
    let mut others = None;
    for id in tree.elements_but_text().filter(short) {
        if classed(id) && !footer(id) {
            if let Some(date) = text(id).as_deref().and_then(day) {
                return Some(date);
            }
        } else if others.is_none() {
            let line = text(id).filter(|text| text.len() < LINE);
            others = line
                .and_then(|line| super::super::dateline::line(&line))
                .and_then(|line| line.date)
                .filter(is_of_web);
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::super::page;

    fn published(html: &str) -> Option<String> {
        page(html, None, None).published.map(|date| date.to_string())
    }

    #[test]
    fn dates_in_order_of_trust() {
        let linked =
            |dates: &str| format!("<script type=application/ld+json>{{\"@type\":\"Article\",{dates}}}</script>");
        let shown = "<h1>Ferry runs aground off Selma</h1><div>By Ida Moe</div><div>May 4, 2021</div>";
        let title = "<title>Ferry runs aground off Selma</title>";
        for (page, date) in [
            (linked("\"datePublished\":\"2021-05-06\"") + shown, "2021-05-06"),
            // The moment of the last save is no publication, where readers see an earlier day.
            (
                linked("\"datePublished\":\"2022-01-02T03:04:05Z\",\"dateModified\":\"2022-01-02T03:04:05Z\"")
                    + title
                    + shown,
                "2021-05-04",
            ),
            (
                linked("\"datePublished\":\"2022-01-02T03:04:05Z\",\"dateModified\":\"2022-01-05T03:04:05Z\"")
                    + title
                    + shown,
                "2022-01-02",
            ),
            (
                "<meta property=article:published_time content=2022-01-02><meta property=article:modified_time content=2022-01-02>".to_owned()
                    + title
                    + "<h1>Ferry runs aground off Selma</h1><div>Updated on</div><div>May 4, 2021</div>",
                "2022-01-02",
            ),
            (
                "<meta name=script:ld+json content='{\"@type\":\"Article\",\"datePublished\":\"2021-05-06\"}'>".to_owned(),
                "2021-05-06",
            ),
            // Another story's date stands before the title.
            (
                title.to_owned() + "<div><time datetime=2023-07-08>8 July</time></div>" + shown,
                "2021-05-04",
            ),
            (
                title.to_owned() + "<h1>Ferry runs aground off Selma</h1><p>Updated <time>June 5, 2021</time> <p>First published <time>May 4, 2021</time>",
                "2021-05-04",
            ),
        ] {
            assert_eq!(published(&page).as_deref(), Some(date), "{page}");
        }
    }
}
