//! Metadata of a page's article: title, authors, date, site, address. In order of trust: JSON-LD, Open Graph and
//! other meta elements, what is marked up in the page, what can be read in it, its address.

use super::super::byline;
use super::jsonld::{self, Linked};
use super::tree::{Id, Tree, push_text, words};
use super::when;
use crate::lexicon::article_word::{self, List};
use crate::model::date::Date;

/// Metadata of a page.
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
/// Number of first headings that are compared with the page's title.
const HEADINGS: usize = 8;
/// Maximum number of authors.
const MOST_AUTHORS: usize = 12;

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
    // "The Selma Post | All about Selma": the publisher's name may be told without its motto.
    let publisher = linked.site.clone().filter(|name| !words(name).is_empty());
    let site = match (meta(&SITES), publisher) {
        (Some(site), Some(publisher)) if words(&site).contains(&words(&publisher)) => Some(publisher),
        (site, publisher) => site.or(publisher),
    };
    let sites = [meta(&SITES), site.clone()];
    let title = title(tree, &linked, meta(&TITLES)).map(|title| {
        let sites = sites.iter().flatten();
        sites.fold(title, |title, site| without_end(title, site))
    });
    About {
        authors: authors(tree, &linked, &metas),
        published: when::published(tree, &linked, &metas, url.as_deref(), title.as_deref()),
        site,
        title,
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
    // A heading that agrees with the page's title is the visible form of it.
    let headings: Vec<String> = tree
        .elements("h1")
        .filter_map(|id| tree.short_text(id, 1000))
        .filter_map(clean)
        .take(HEADINGS)
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

/// The longest part of a title with bars: "Ferry sinks | The Selma Post" → "Ferry sinks".
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

/// A title without a dash or a bar and the name of the site behind it.
fn without_end(title: String, site: &str) -> String {
    let head = title.strip_suffix(site).map(str::trim_end);
    let stem = head.and_then(|head| head.strip_suffix(['|', '-', '–', '—', '•', '·', ':']));
    match stem.map(str::trim_end).filter(|stem| !stem.is_empty()) {
        Some(stem) => stem.to_owned(),
        None => title,
    }
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
        if unique.len() == MOST_AUTHORS {
            break;
        }
        if !unique.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            unique.push(name);
        }
    }
    unique
}

/// The persons in a field that may hold several names, an address, or "By".
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

/// Returns whether a name is a placeholder that content systems write for an unknown author.
fn is_nobody(name: &str) -> bool {
    article_word::is(&name.to_ascii_lowercase(), List::Nobody)
}

/// Signs that an element holds the author, the surest first.
static AUTHOR_SIGNS: [fn(&Tree, Id) -> bool; 4] = [
    |tree, id| {
        tree.attribute(id, "itemprop")
            .is_some_and(|p| p.eq_ignore_ascii_case("author"))
    },
    |tree, id| {
        tree.attribute(id, "rel")
            .is_some_and(|rel| rel.split(' ').any(|r| r.eq_ignore_ascii_case("author")))
    },
    |tree, id| tree.node(id).marks.split(' ').any(is_author_class),
    |tree, id| tree.tag(id) == "address",
];

/// Returns whether a class of an element is that of an author's name.
fn is_author_class(class: &str) -> bool {
    const LONGEST: usize = 60;
    let words = || class.split(['-', '_']);
    let author = words().any(|w| matches!(w, "author" | "authors" | "byline"))
        || class.contains("authorname")
        || class.contains("byline");
    class.len() < LONGEST && author && !words().any(|w| article_word::is(w, List::BesideAuthor))
}

/// Names in elements that are marked as the author's.
fn marked_authors(tree: &Tree) -> Vec<String> {
    let marked = AUTHOR_SIGNS.iter().map(|sign| names_in_marked(tree, *sign));
    let mut names = marked.filter(|names| !names.is_empty());
    names.next().unwrap_or_else(|| byline_paragraph(tree))
}

/// Names in the elements with a sign of the author.
fn names_in_marked(tree: &Tree, sign: fn(&Tree, Id) -> bool) -> Vec<String> {
    /// Maximum length of the words of an author, in bytes.
    const LONGEST: usize = 160;
    /// Number of names from which on no further element is read.
    const MANY: usize = 8;
    let mut names: Vec<String> = Vec::new();
    let mut end = 0;
    for id in tree.elements_but_text().filter(|id| sign(tree, *id)) {
        if id < end {
            continue;
        }
        end = tree.node(id).end;
        // The name property inside an author is the name.
        let name = tree.below(id).find(|n| tree.attribute(*n, "itemprop") == Some("name"));
        let content = tree.attribute(name.unwrap_or(id), "content").map(str::to_owned);
        let text = content.or_else(|| tree.short_text(name.unwrap_or(id), LONGEST));
        let Some(text) = text.filter(|text| text.len() <= LONGEST) else {
            continue;
        };
        let with_cue = ["by ", "By ", "BY ", "Written by ", "Words by "]
            .iter()
            .find_map(|cue| text.trim().strip_prefix(cue));
        let whole = |name: &String| name.split_whitespace().count() >= 2 || with_cue.is_some();
        let found = byline::names(with_cue.unwrap_or(&text)).into_iter();
        names.extend(found.filter(|name| whole(name) && !is_nobody(name)));
        if names.len() > MANY {
            break;
        }
    }
    names
}

/// Names in a paragraph that is a byline.
fn byline_paragraph(tree: &Tree) -> Vec<String> {
    /// Maximum number of elements in it.
    const ELEMENTS: Id = 12;
    /// Maximum length of its text, in bytes.
    const LONGEST: usize = 200;
    let line = |id: Id| {
        // Nearly all elements fail this first, cheap check.
        let mut texts = tree.below(id).map(|id| tree.own_text(id).trim_start());
        texts
            .find(|text| !text.is_empty())
            .filter(|text| byline::may_begin(text))?;
        byline::authors(&tree.short_text(id, LONGEST)?)
    };
    let short = |id: &Id| {
        tree.node(*id).end - id < ELEMENTS
            && matches!(tree.tag(*id), "p" | "span" | "div" | "h3" | "h4" | "h5" | "h6" | "li")
    };
    tree.elements_but_text()
        .filter(short)
        .find_map(line)
        .unwrap_or_default()
}

/// A text without character references, which some systems write twice: "Q&amp;amp;A", "it&#39;s".
fn decode(text: &str) -> String {
    let once = html_escape::decode_html_entities(text);
    html_escape::decode_html_entities(&once).replace('\u{a0}', " ")
}
