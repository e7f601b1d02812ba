//! What a page says of its article: title, authors, date, site, address. In order of trust: JSON-LD, Open Graph and
//! other meta elements, what is marked up in the page, what can be read in it, its address.

use super::super::byline;
use super::jsonld::{self, Linked};
use super::tree::{Id, Tree, push_text};
use crate::date::{Date, read};

/// A page's account of itself.
#[derive(Default, Debug)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<Date>,
    pub(super) site: Option<String>,
    pub(super) url: Option<String>,
}

/// Meta elements in order of trust, lower case.
const TITLES: [&str; 6] = [
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "citation_title",
];
const AUTHORS: [&str; 14] = [
    "author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "og:article:author",
    "article:author_name",
    "cxenseparse:author",
    "authors",
    "twitter:creator:name",
    "rbauthors",
];
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
const SITES: [&str; 3] = ["og:site_name", "application-name", "dc.publisher"];

/// Reads a page. `url` is what its container says.
pub(super) fn read_about(tree: &Tree, url: Option<&str>) -> About {
    let linked = jsonld::read(tree);
    let metas = metas(tree);
    let meta = |names: &[&str]| {
        let find = |name: &&str| {
            metas
                .iter()
                .find(|(known, value)| known == name && !value.trim().is_empty())
        };
        names.iter().find_map(find).map(|(_, value)| value.trim().to_owned())
    };
    let url = url
        .map(str::to_owned)
        .or_else(|| canonical(tree))
        .or_else(|| meta(&["og:url"]))
        .or_else(|| linked.url.clone());
    About {
        title: title(tree, &linked, meta(&TITLES)),
        authors: authors(tree, &linked, &metas),
        published: published(tree, &linked, &metas, url.as_deref()),
        site: meta(&SITES).or(linked.site),
        url,
    }
}

/// The meta elements, their names in lower case.
fn metas(tree: &Tree) -> Vec<(String, &str)> {
    let named = |id: Id| {
        let name = ["property", "name", "itemprop"]
            .iter()
            .find_map(|key| tree.attribute(id, key))?;
        Some((name.trim().to_ascii_lowercase(), tree.attribute(id, "content")?))
    };
    tree.elements("meta").filter_map(named).collect()
}

fn canonical(tree: &Tree) -> Option<String> {
    let link = tree
        .elements("link")
        .find(|id| tree.attribute(*id, "rel") == Some("canonical"))?;
    tree.attribute(link, "href")
        .filter(|href| href.starts_with("http"))
        .map(str::to_owned)
}

fn title(tree: &Tree, linked: &Linked, meta: Option<String>) -> Option<String> {
    let clean = |text: String| {
        let mut out = String::new();
        push_text(&mut out, &decode(&text));
        out.truncate(out.trim_end().len());
        (!out.is_empty()).then_some(out)
    };
    let page = tree.elements("title").next().map(|id| tree.text_of(id)).and_then(clean);
    let told = [linked.title.clone(), meta.clone(), page.clone()];
    // A heading that the page also tells as its title is how readers see it.
    let headings: Vec<String> = tree
        .elements("h1")
        .map(|id| tree.text_of(id))
        .filter_map(clean)
        .take(8)
        .collect();
    let same = |a: &str, b: &str| {
        let (a, b) = (words(a), words(b));
        !a.is_empty()
            && !b.is_empty()
            && (a.starts_with(&b) || b.starts_with(&a))
            && a.len().min(b.len()) * 2 > a.len().max(b.len())
    };
    let heading = headings
        .iter()
        .find(|h| h.split_whitespace().count() >= 3 && told.iter().flatten().any(|t| same(h, t)));
    let single = || {
        headings
            .first()
            .filter(|h| headings.len() == 1 && h.split_whitespace().count() >= 3)
            .cloned()
    };
    let news = linked.is_news.then(|| linked.title.clone()).flatten();
    news.and_then(clean)
        .or_else(|| {
            if linked.title.is_none() {
                meta.clone().and_then(clean).map(|t| without_site(&t))
            } else {
                None
            }
        })
        .or_else(|| heading.cloned())
        .or_else(single)
        .or_else(|| linked.title.clone().and_then(clean))
        .or_else(|| meta.and_then(clean).map(|t| without_site(&t)))
        .or_else(|| headings.first().cloned())
        .or_else(|| page.map(|t| without_site(&t)))
}

fn words(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// "Ferry sinks | The Selma Post" → "Ferry sinks": the longest part of a title with bars.
fn without_site(title: &str) -> String {
    for bar in [" | ", " — ", " – ", " - ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(bar)
            && head.split_whitespace().count() >= 3
            && tail.split_whitespace().count() <= 5
        {
            return head.trim().to_owned();
        }
    }
    title.to_owned()
}

fn authors(tree: &Tree, linked: &Linked, metas: &[(String, &str)]) -> Vec<String> {
    let from_meta = || {
        AUTHORS.iter().find_map(|name| {
            let values: Vec<String> = metas
                .iter()
                .filter(|(known, _)| known == name)
                .flat_map(|(_, value)| people(value))
                .collect();
            (!values.is_empty()).then_some(values)
        })
    };
    let linked_names = |list: &[String]| list.iter().flat_map(|name| people(name)).collect::<Vec<_>>();
    let mut names = linked_names(&linked.authors);
    if names.is_empty() {
        names = from_meta().unwrap_or_default();
    }
    if names.is_empty() {
        names = marked_authors(tree);
    }
    let mut unique: Vec<String> = Vec::new();
    for name in names {
        if !unique.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            unique.push(name);
        }
    }
    unique.truncate(12);
    unique
}

/// The names in a field that may hold several, or an address, or "By".
fn people(field: &str) -> Vec<String> {
    let field = decode(field);
    let field = field.trim();
    let head = field.get(..3).unwrap_or_default();
    let field = if head.eq_ignore_ascii_case("by ") {
        field[3..].trim()
    } else {
        field
    };
    if field.is_empty()
        || field.contains("://")
        || field.starts_with('@')
        || field.starts_with('/')
        || field.len() > 300
    {
        return Vec::new();
    }
    let mut names = Vec::new();
    for part in field
        .split([';', '|', '\n'])
        .flat_map(|part| part.split(','))
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
    {
        let part = part.trim().trim_start_matches("and ").trim();
        let part = part.split(" - ").next().unwrap_or_default().trim();
        let fits = part.chars().filter(|c| c.is_alphabetic()).count() >= 2 && part.split_whitespace().count() <= 6;
        if fits && !part.contains('@') && !is_nobody(part) {
            names.push(part.to_owned());
        }
    }
    names
}

/// What content systems put where no author is known.
fn is_nobody(name: &str) -> bool {
    [
        "admin",
        "administrator",
        "editor",
        "staff",
        "author",
        "authors",
        "webmaster",
        "none",
        "unknown",
        "null",
        "undefined",
        "by",
        "facebook",
        "twitter",
        "guest",
    ]
    .iter()
    .any(|nobody| nobody.eq_ignore_ascii_case(name))
}

/// Names in elements that are marked as the author's.
fn marked_authors(tree: &Tree) -> Vec<String> {
    let tests: [&dyn Fn(Id) -> bool; 4] = [
        &|id| {
            tree.attribute(id, "itemprop")
                .is_some_and(|p| p.eq_ignore_ascii_case("author"))
        },
        &|id| {
            tree.attribute(id, "rel")
                .is_some_and(|rel| rel.split(' ').any(|r| r.eq_ignore_ascii_case("author")))
        },
        &|id| {
            let classes = || tree.node(id).marks.split(' ');
            classes().any(|c| {
                let words = || c.split(['-', '_']);
                c.len() < 60
                    && (words().any(|w| w == "author" || w == "authors" || w == "byline")
                        || c.contains("authorname")
                        || c.contains("byline"))
                    && !words().any(|w| {
                        matches!(
                            w,
                            "bio"
                                | "image"
                                | "img"
                                | "avatar"
                                | "photo"
                                | "social"
                                | "comment"
                                | "box"
                                | "description"
                                | "date"
                                | "title"
                        )
                    })
            })
        },
        &|id| matches!(tree.tag(id), "address"),
    ];
    for test in tests {
        let mut names: Vec<String> = Vec::new();
        let mut end = 0;
        for id in tree.elements_but_text().filter(|id| test(*id)) {
            if id < end {
                continue;
            }
            end = tree.node(id).end;
            // The name property inside an author is the name.
            let name = tree.below(id).find(|n| tree.attribute(*n, "itemprop") == Some("name"));
            let content = tree.attribute(name.unwrap_or(id), "content").map(str::to_owned);
            let text = content.unwrap_or_else(|| tree.text_of(name.unwrap_or(id)));
            if text.len() > 160 {
                continue;
            }
            let with_cue = ["by ", "By ", "BY ", "Written by ", "Words by "]
                .iter()
                .find_map(|cue| text.trim().strip_prefix(cue));
            let found = byline::names(with_cue.unwrap_or(&text));
            names.extend(
                found
                    .into_iter()
                    .filter(|n| n.split_whitespace().count() >= 2 || with_cue.is_some())
                    .filter(|n| !is_nobody(n)),
            );
            if names.len() > 8 {
                break;
            }
        }
        if !names.is_empty() {
            return names;
        }
    }
    // A paragraph that is a byline.
    let line = |id: Id| {
        let text = tree.text_of(id);
        byline::authors(&text)
    };
    let short = |id: &Id| {
        tree.node(*id).end - id < 12 && matches!(tree.tag(*id), "p" | "span" | "div" | "h3" | "h4" | "h5" | "h6" | "li")
    };
    tree.elements_but_text()
        .filter(short)
        .find_map(line)
        .unwrap_or_default()
}

fn published(tree: &Tree, linked: &Linked, metas: &[(String, &str)], url: Option<&str>) -> Option<Date> {
    let from_meta = || {
        DATES.iter().find_map(|name| {
            metas
                .iter()
                .filter(|(known, _)| known == name)
                .find_map(|(_, value)| day(value))
        })
    };
    linked
        .published
        .as_deref()
        .and_then(day)
        .or_else(from_meta)
        .or_else(|| marked_date(tree))
        .or_else(|| url.and_then(in_address))
        .or_else(|| visible_date(tree))
        .or_else(|| tree.elements("time").find_map(|id| machine_date(tree, id)))
        .or_else(|| in_scripts(tree))
}

/// The date in the data from which a page's scripts build it.
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
    machine.or_else(|| {
        let text = tree.text_of(id);
        (text.len() < 120).then(|| day(&text))?
    })
}

/// A day as machines write it: ISO 8601, RFC 2822, compact, or in words.
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
    date.filter(|date| date.year() > 1990)
}

/// The date in an element that is marked as that of publication; failing that, the first `time` of the page.
fn marked_date(tree: &Tree) -> Option<Date> {
    let of = |id: Id| machine_date(tree, id);
    let property = |id: &Id| {
        tree.attribute(*id, "itemprop")
            .is_some_and(|p| p.to_ascii_lowercase().contains("datepublished"))
            || tree.attribute(*id, "pubdate").is_some()
            || tree.node(*id).marks.split(' ').any(|c| {
                let dated = c.contains("published")
                    || c.contains("pubdate")
                    || c.contains("publish-date")
                    || c.contains("publishdate");
                dated && !c.contains("modified") && !c.contains("updated")
            })
    };
    let updated = |id: Id| {
        let marks = |id: Id| tree.node(id).marks.contains("updated") || tree.node(id).marks.contains("modified");
        tree.around(id).take(2).any(marks) || tree.attribute(id, "itemprop") == Some("dateModified")
    };
    // Cards of other stories carry dates too; the article's own is by its title, before or after.
    let in_list = |id: Id| {
        tree.around(id)
            .take(6)
            .any(|a| matches!(tree.tag(a), "aside" | "nav" | "footer" | "li"))
    };
    let times = || tree.elements("time").filter(|id| !updated(*id) && !in_list(*id));
    tree.elements_but_text()
        .filter(property)
        .filter(|id| !in_list(*id))
        .find_map(of)
        .or_else(|| times().find_map(of))
}

/// The day in an address: `/2019/03/12/`, `/2019-03-12-`, `/2019/mar/12/`.
fn in_address(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(3).collect();
    for three in parts.windows(3) {
        let year = three[0]
            .parse()
            .ok()
            .filter(|y| three[0].len() == 4 && (1991..2200).contains(y));
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
        let iso = Date::parse_iso(part.get(at..at + 10)?).filter(|d| d.year() > 1990);
        iso.or_else(|| part.get(at..at + 8).filter(|_| part.len() == at + 8).and_then(day))
    })
}

/// A date in the text of a short element whose class or words say that it is one.
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
    let text = |id: Id| {
        let text = tree.text_of(id);
        (text.len() < 140).then_some(text)
    };
    let footer = |id: Id| tree.around(id).take(5).any(|a| tree.tag(a) == "footer");
    let mut others = None;
    for id in tree.elements_but_text().filter(short) {
        if classed(id) && !footer(id) {
            if let Some(date) = text(id).as_deref().and_then(day) {
                return Some(date);
            }
        } else if others.is_none() {
            let line = text(id).filter(|text| text.len() < 70);
            others = line
                .and_then(|line| super::super::dateline::line(&line))
                .and_then(|line| line.date)
                .filter(|d| d.year() > 1990);
        }
    }
    others
}

/// Entities that some systems write twice.
fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = text.to_owned();
    for (entity, character) in [
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#x27;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&#8211;", "–"),
        ("&#8212;", "—"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&hellip;", "…"),
        ("&#8230;", "…"),
        ("&pound;", "£"),
        ("&euro;", "€"),
        ("&eacute;", "é"),
    ] {
        if out.contains(entity) {
            out = out.replace(entity, character);
        }
    }
    out
}
