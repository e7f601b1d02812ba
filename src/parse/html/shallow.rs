//! Removal of tags that would make a page slow to parse.
//!
//! A parser that does what browsers do walks through all open elements at many tags, opens formatting elements (`b`)
//! again in every paragraph, and compares every attribute of a tag with those before it: a hostile page of a megabyte
//! keeps it busy for minutes. Here the tags of a page are read as the parser reads them, and those that would open
//! too much are left out; no text is lost. Where this reading and the parser's differ, it must be on the side of
//! more that is open, so that nothing hides.

use std::borrow::Cow;

/// The most elements that are open at once. Those of news pages are some thirty deep.
const DEEPEST: usize = 128;

/// The most formatting elements that are open at once.
const FORMATTING: usize = 5;

/// The most attributes of one tag.
const ATTRIBUTES: usize = 200;

/// The most attributes of a page. Those of news pages have some ten thousand.
const ALL_ATTRIBUTES: usize = 500_000;

/// The most tags of `html` and `body`: each is merged into the first.
const ROOTS: usize = 8;

/// The page without the tags that open too much.
pub(super) fn shallow(page: &str) -> Cow<'_, str> {
    let mut reader = Reader::new(page);
    let mut kept = String::new();
    let mut from = 0;
    while let Some(tag) = reader.tag() {
        if reader.opens_too_much(&tag) {
            kept.push_str(&page[from..tag.start]);
            kept.push(' ');
            from = tag.end;
        }
    }
    match from {
        0 => Cow::Borrowed(page),
        _ => Cow::Owned(kept + &page[from..]),
    }
}

/// A tag in the page.
struct Tag<'p> {
    start: usize,
    end: usize,
    name: Name<'p>,
    closes: bool,
    closes_itself: bool,
    attributes: usize,
}

/// The name of an element, in any case.
#[derive(Clone, Copy)]
struct Name<'p> {
    written: &'p str,
    kind: Kind,
}

impl Name<'_> {
    fn is(self, name: &str) -> bool {
        self.written.eq_ignore_ascii_case(name)
    }
}

/// Treatment of an element by the HTML parser.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Has no content.
    Void,
    /// `html`, `head`, `body`.
    Root,
    /// Its content is no markup.
    Raw,
    /// `b`: opened again in every paragraph until it is closed.
    Formatting,
    /// `a`: at most one of them is open.
    Single,
    /// `h1`: closed by the end of any other.
    Heading,
    /// `td`: a part of a table, closed by the next.
    Cell,
    Row,
    RowGroup,
    /// Scope: an element that is open around it cannot be closed inside of it.
    Scope,
    /// A block that ends a paragraph and is ended by its own end tag alone.
    Block,
    /// Other elements that end tags of unknown names do not reach through.
    Special,
    /// `span`, unknown names.
    Plain,
}

const NAMES: [(Kind, &str); 12] = [
    (
        Kind::Void,
        "area base br col embed img input link meta param source track wbr bgsound frame image keygen",
    ),
    (Kind::Root, "html head body"),
    (
        Kind::Raw,
        "script style textarea title noscript xmp iframe noembed noframes plaintext",
    ),
    (Kind::Formatting, "b big code em font i s small strike strong tt u"),
    (Kind::Single, "a nobr"),
    (Kind::Heading, "h1 h2 h3 h4 h5 h6"),
    (Kind::Cell, "td th"),
    (Kind::Row, "tr"),
    (Kind::RowGroup, "tbody thead tfoot colgroup caption"),
    (
        Kind::Scope,
        "table template object applet marquee foreignobject desc annotation-xml mi mo mn ms mtext",
    ),
    (
        Kind::Block,
        "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form \
         header hgroup hr li dd dt listing main menu nav ol p pre search section summary ul",
    ),
    (Kind::Special, "button select frameset"),
];

fn kind(name: &str) -> Kind {
    let mut lower = [0; 14];
    let Some(place) = lower.get_mut(..name.len()) else {
        return Kind::Plain;
    };
    place.copy_from_slice(name.as_bytes());
    place.make_ascii_lowercase();
    let is = |known: &str| known.as_bytes() == &*place;
    let found = NAMES.iter().find(|(_, names)| names.split_ascii_whitespace().any(is));
    found.map_or(Kind::Plain, |(kind, _)| *kind)
}

/// Reads tags in order and keeps the elements that are open.
struct Reader<'p> {
    page: &'p str,
    at: usize,
    open: Vec<Name<'p>>,
    formatting: usize,
    roots: usize,
    attributes: usize,
    /// The kinds of names that were seen lately.
    known: Vec<Name<'p>>,
}

impl<'p> Reader<'p> {
    fn new(page: &'p str) -> Reader<'p> {
        Reader {
            page,
            at: 0,
            open: Vec::new(),
            formatting: 0,
            roots: 0,
            attributes: 0,
            known: Vec::new(),
        }
    }

    /// The next tag.
    fn tag(&mut self) -> Option<Tag<'p>> {
        let bytes = self.page.as_bytes();
        loop {
            let start = self.at + self.page.get(self.at..)?.find('<')?;
            let closes = bytes.get(start + 1) == Some(&b'/');
            let name_at = start + 1 + usize::from(closes);
            match bytes.get(name_at) {
                Some(b'a'..=b'z' | b'A'..=b'Z') => {}
                Some(b'!' | b'?') if !closes => {
                    self.at = self.after_comment(start);
                    continue;
                }
                // "</ x>" is a comment, "< x" is text.
                Some(_) if closes => {
                    self.at = after(self.page, start, ">");
                    continue;
                }
                _ => {
                    self.at = start + 1;
                    continue;
                }
            }
            let rest = &bytes[name_at..];
            let length = rest
                .iter()
                .position(|b| is_space(*b) || matches!(b, b'/' | b'>'))
                .unwrap_or(rest.len());
            let name = self.name(&self.page[name_at..name_at + length]);
            let (end, attributes) = attributes(bytes, name_at + length);
            self.at = end;
            return Some(Tag {
                start,
                end,
                name,
                closes,
                closes_itself: end >= 2 && bytes[end - 2] == b'/',
                attributes,
            });
        }
    }

    fn name(&mut self, written: &'p str) -> Name<'p> {
        if let Some(name) = self.known.iter().find(|name| name.written == written) {
            return *name;
        }
        let kind = kind(written);
        let name = Name { written, kind };
        if self.known.len() < 64 {
            self.known.push(name);
        }
        name
    }

    fn after_comment(&self, start: usize) -> usize {
        let page = self.page;
        if page[start..].starts_with("<!--") {
            // "<!-->" is a whole comment.
            let ends = |at: &usize| {
                let before = &page.as_bytes()[start + 2..start + 4 + at];
                before.ends_with(b"--") || before.len() > 4 && before.ends_with(b"--!")
            };
            let mut marks = page[start + 4..].match_indices('>').map(|(at, _)| at);
            return marks.find(ends).map_or(page.len(), |at| start + 4 + at + 1);
        }
        match page[start..].starts_with("<![CDATA[") && self.in_drawing() {
            true => after(page, start, "]]>"),
            false => after(page, start, ">"),
        }
    }

    /// Returns whether the place is inside `svg` and `math`, where names mean something else.
    fn in_drawing(&self) -> bool {
        let open = self.open.iter().rev();
        let mut inner = open.skip_while(|name| matches!(name.kind, Kind::Plain | Kind::Raw) && !is_drawing(**name));
        inner.next().is_some_and(|name| is_drawing(*name))
    }

    /// Follows the parser by a tag. True if it opens too much.
    fn opens_too_much(&mut self, tag: &Tag<'p>) -> bool {
        let name = tag.name;
        self.attributes += tag.attributes;
        if tag.attributes > ATTRIBUTES || tag.attributes > 0 && self.attributes > ALL_ATTRIBUTES {
            return true;
        }
        match (name.kind, tag.closes) {
            (Kind::Void, _) | (Kind::Root, true) => false,
            (Kind::Root, false) => {
                self.roots += 1;
                self.roots > ROOTS
            }
            (Kind::Formatting, true) => {
                self.formatting = self.formatting.saturating_sub(1);
                self.formatting >= FORMATTING
            }
            (Kind::Formatting, false) => {
                self.formatting += 1;
                self.formatting > FORMATTING
            }
            (Kind::Raw, false) if !self.in_drawing() && (name.is("script") || !self.is_open("select")) => {
                self.at = self.after_raw(name, tag.end);
                false
            }
            (_, true) => {
                self.close(name);
                false
            }
            (_, false) => self.open(tag),
        }
    }

    fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.is(name))
    }

    /// The place after the end tag of an element whose content is no markup.
    fn after_raw(&self, name: Name, from: usize) -> usize {
        if name.is("plaintext") {
            return self.page.len();
        }
        let mut at = from;
        while let Some(found) = self.page[at..].find("</") {
            at += found + 2;
            let rest = &self.page.as_bytes()[at..];
            let ends = rest
                .get(name.written.len())
                .is_none_or(|b| is_space(*b) || matches!(b, b'/' | b'>'));
            let named = rest.get(..name.written.len());
            if ends && named.is_some_and(|named| named.eq_ignore_ascii_case(name.written.as_bytes())) {
                return attributes(self.page.as_bytes(), at + name.written.len()).0;
            }
        }
        self.page.len()
    }

    fn open(&mut self, tag: &Tag<'p>) -> bool {
        let name = tag.name;
        let ends_paragraph = matches!(name.kind, Kind::Block | Kind::Heading) || name.is("table");
        if ends_paragraph && !self.in_drawing() {
            self.pop(
                |open| open.is("p"),
                |open| open.kind == Kind::Scope || open.is("button"),
            );
        }
        let outer = |open: Name| {
            let through = matches!(open.kind, Kind::Plain | Kind::Single | Kind::Raw);
            !(through || open.is("div") || open.is("address") || open.is("p"))
        };
        match name.kind {
            Kind::Block if name.is("li") => self.pop(|open| open.is("li"), outer),
            Kind::Block if name.is("dt") || name.is("dd") => {
                self.pop(|open| open.is("dt") || open.is("dd"), outer);
            }
            Kind::Block if name.is("hr") => return false,
            Kind::Cell | Kind::Row | Kind::RowGroup => {
                // Outside of tables the parser passes them over.
                if !self.is_open("table") && !self.is_open("template") {
                    return false;
                }
                let inner = |open: Name| match name.kind {
                    Kind::Cell => open.kind == Kind::Cell,
                    Kind::Row => matches!(open.kind, Kind::Row),
                    _ => matches!(open.kind, Kind::RowGroup),
                };
                self.pop(inner, |open| open.kind == Kind::Scope);
            }
            Kind::Heading => drop(self.open.pop_if(|open| open.kind == Kind::Heading)),
            Kind::Single => self.remove(name),
            Kind::Special if name.is("button") => self.pop(|open| open.is("button"), |open| open.kind == Kind::Scope),
            Kind::Plain if name.is("option") => drop(self.open.pop_if(|open| open.is("option"))),
            Kind::Plain if tag.closes_itself && self.in_drawing() => return false,
            _ => {}
        }
        if self.open.len() >= DEEPEST {
            return true;
        }
        self.open.push(name);
        false
    }

    fn close(&mut self, name: Name) {
        let same = |open: Name| open.is(name.written);
        let scope = |open: Name| open.kind == Kind::Scope;
        match name.kind {
            Kind::Heading => self.pop(|open| open.kind == Kind::Heading, scope),
            Kind::Scope if name.is("table") => self.pop(same, |open| open.is("template")),
            Kind::Scope if name.is("template") => self.pop(same, |_| false),
            Kind::Block if name.is("li") => self.pop(same, |open| scope(open) || open.is("ul") || open.is("ol")),
            Kind::Plain | Kind::Raw => {
                let through = |open: Name| matches!(open.kind, Kind::Plain | Kind::Single | Kind::Raw);
                self.pop(same, |open| !through(open));
            }
            Kind::Single => self.remove(name),
            _ => self.pop(same, scope),
        }
    }

    /// Closes a link, but not the blocks inside of it.
    fn remove(&mut self, name: Name) {
        let inner = self.open.iter().rev().take_while(|open| open.kind != Kind::Scope);
        let depth = inner
            .enumerate()
            .find(|(_, open)| open.is(name.written))
            .map(|(depth, _)| depth);
        if let Some(depth) = depth {
            self.open.remove(self.open.len() - 1 - depth);
        }
    }

    /// Closes the innermost element that is looked for, and all inside of it, unless another is in the way.
    fn pop(&mut self, wanted: impl Fn(Name) -> bool, stops: impl Fn(Name) -> bool) {
        for at in (0..self.open.len()).rev() {
            let open = self.open[at];
            if wanted(open) {
                return self.open.truncate(at);
            }
            if stops(open) {
                return;
            }
        }
    }
}

fn is_drawing(name: Name) -> bool {
    name.is("svg") || name.is("math")
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// The place after a mark, or the end of the page.
fn after(page: &str, from: usize, mark: &str) -> usize {
    page[from..].find(mark).map_or(page.len(), |at| from + at + mark.len())
}

/// The end of a tag whose attributes begin at a place, and how many they are.
fn attributes(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let skip = |at: usize, while_in: &dyn Fn(u8) -> bool| {
        let rest = bytes.get(at..).unwrap_or_default();
        at + rest.iter().position(|b| !while_in(*b)).unwrap_or(rest.len())
    };
    let mut number = 0;
    loop {
        at = skip(at, &|b| is_space(b) || b == b'/');
        match bytes.get(at) {
            None => return (bytes.len(), number),
            Some(b'>') => return (at + 1, number),
            Some(_) => {}
        }
        number += 1;
        // A name may begin with "=".
        at = skip(at + 1, &|b| !is_space(b) && !matches!(b, b'/' | b'>' | b'='));
        let value = skip(at, &is_space);
        if bytes.get(value) != Some(&b'=') {
            continue;
        }
        at = skip(value + 1, &is_space);
        at = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => skip(at + 1, &|b| b != *quote) + 1,
            _ => skip(at, &|b| !is_space(b) && b != b'>'),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of times that a piece is kept whole, of many.
    fn kept(piece: &str) -> usize {
        let page = format!("<body>{}", piece.repeat(1000));
        shallow(&page).matches(piece).count()
    }

    #[test]
    fn elements_that_stay_open_are_limited() {
        for piece in [
            "<div>",
            "<div/>",
            "<DIV class='a>b'>",
            "<div></x>",
            "<div><span></div><x>",
            "<div><table></div>",
            "<span><div></span>",
            "<div><title></title>",
            "<a><div>",
            "<b><div></b>",
            "<svg><title><div>",
            "<svg><path>",
            "<svg><div><title><!--</title>",
            "<div><!-- x --!>",
            "<div><!-->",
            "<li><section>",
            "<table><td>",
            "<font>",
            "<html a=b>",
        ] {
            assert!(kept(piece) <= DEEPEST, "{piece}");
        }
    }

    #[test]
    fn closed_elements_are_kept() {
        for piece in [
            "<p>",
            "<p><span></p>",
            "<ul><li><div><li>x</ul>",
            "<td>",
            "<table><tr><td><div><td><tr><td></table>",
            "<a href=x>",
            "<a><div></a></div>",
            "<b><i></i></b>",
            "<h1></h2>",
            "<svg><path/><g></g></svg>",
            "<script>if (a<b) '<div>'</script>",
            "<style><div></style>",
            "<!-- <div> -->",
            "<br><img src='a' alt='>'>",
            "<button>",
            "<dl><dt><dd><dt></dl>",
            "<select><option><option></select>",
        ] {
            assert_eq!(kept(piece), 1000, "{piece}");
        }
        assert!(matches!(shallow("<p>One <b>two</b>"), Cow::Borrowed(_)));
    }

    #[test]
    fn tags_with_too_many_attributes_are_left_out() {
        let attributes: String = (0..5000).map(|n| format!(" a{n}='>'")).collect();
        assert_eq!(shallow(&format!("<p{attributes}>x<p b>")), " x<p b>");
    }
}
