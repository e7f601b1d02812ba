//! A page's text in pieces: paragraphs, headings, list items, rows, and text outside of these.

use super::marks::{Holds, Reader};
use super::tree::{Id, Tree, push_space, push_text};

/// Kind of a piece by its tags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A heading with its level, 1 to 6; one paragraph in bold counts as 4.
    Heading(u8),
    Paragraph,
    Item,
    Row,
    /// Text right inside a `div` or the like.
    Loose,
    Caption,
}

/// A stretch of text between two breaks.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) node: Id,
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Bytes of the text that are links.
    pub(super) links: usize,
    /// True inside navigation, advertising and so on.
    pub(super) cruft: bool,
}

impl Piece {
    /// Returns whether it is running text.
    pub(super) fn is_prose(&self) -> bool {
        /// Least length of a sentence, in bytes.
        const SENTENCE: usize = 60;
        /// Least length of running text that does not end like a sentence, in bytes.
        const UNENDED: usize = 140;
        let long = self.text.len() >= SENTENCE;
        matches!(self.kind, Kind::Paragraph | Kind::Loose | Kind::Item)
            && long
            && self.links * 2 < self.text.len()
            && (self.ends_sentence() || self.text.len() >= UNENDED)
    }

    /// Returns whether the text ends as sentences do.
    pub(super) fn ends_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*']);
        text.ends_with(['.', '!', '?', '…', ':', '。'])
    }
}

/// Elements that begin and end a piece.
fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tr"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "address"
            | "form"
            | "fieldset"
            | "hr"
            | "aside"
            | "nav"
            | "details"
            | "summary"
            | "body"
            | "center"
            | "tbody"
            | "thead"
            | "caption"
            | "label"
            | "button"
            | "dialog"
    )
}

/// Elements whose text is not shown.
fn is_unread(tag: &str) -> bool {
    matches!(
        tag,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "canvas"
            | "iframe"
            | "object"
            | "select"
            | "option"
            | "textarea"
            | "input"
            | "audio"
            | "video"
            | "picture"
            | "map"
            | "datalist"
            | "meter"
            | "progress"
            | "title"
    )
}

/// Elements that never hold the article.
fn is_cruft(tag: &str) -> bool {
    matches!(
        tag,
        "nav" | "aside" | "footer" | "button" | "form" | "dialog" | "menu" | "label" | "fieldset"
    )
}

fn is_hidden(tree: &Tree, id: Id) -> bool {
    let style = || {
        tree.attribute(id, "style")
            .map(|style| style.replace(' ', "").to_ascii_lowercase())
    };
    // React sends parts of a page in hidden elements (`S:1`) and moves them to their places.
    (tree.attribute(id, "hidden").is_some() && !tree.node(id).marks.starts_with(" s:"))
        || tree.attribute(id, "aria-hidden") == Some("true")
        || style().is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"))
}

/// Elements that are open around the text.
#[derive(Clone, Copy)]
struct Open {
    end: Id,
    block: bool,
    span: bool,
    bold: bool,
    link: bool,
    kind: Option<Kind>,
}

/// Cuts a page into pieces. Returns them with the elements that may hold anything but the article.
pub(super) fn pieces<'t>(tree: &'t Tree, marks: &mut Reader<'t>) -> (Vec<Piece>, Vec<Id>) {
    let mut builder = Builder::default();
    let mut suspects = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut id = 0;
    while id < tree.nodes.len() as Id {
        while open.last().is_some_and(|last| last.end <= id) {
            let last = open.pop();
            if let Some(last) = last {
                builder.leave(last);
            }
        }
        let tag = tree.tag(id);
        if tag.is_empty() {
            builder.text(tree.own_text(id), id, &open);
            id += 1;
            continue;
        }
        if is_unread(tag) {
            id = tree.node(id).end;
            continue;
        }
        let holds: Holds = marks.read(&tree.node(id).marks);
        if (is_cruft(tag) || holds.cruft || holds.caption || is_hidden(tree, id)) && !matches!(tag, "html" | "body") {
            suspects.push(id);
        }
        match tag {
            "br" => builder.line_break(),
            "td" | "th" => builder.cell(),
            _ => {}
        }
        let block = is_block(tag);
        if block {
            builder.flush();
        }
        let kind = match tag {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Kind::Heading(tag.as_bytes()[1] - b'0')),
            "p" | "blockquote" | "pre" | "dd" => Some(Kind::Paragraph),
            "li" | "dt" => Some(Kind::Item),
            "tr" => Some(Kind::Row),
            "figcaption" | "caption" => Some(Kind::Caption),
            "figure" => Some(Kind::Caption),
            "div" | "section" | "article" | "main" => Some(Kind::Loose),
            _ => None,
        };
        open.push(Open {
            end: tree.node(id).end,
            block,
            span: tag == "span",
            bold: matches!(tag, "b" | "strong"),
            link: tag == "a",
            kind,
        });
        id += 1;
    }
    builder.flush();
    (builder.pieces, suspects)
}

#[derive(Default)]
struct Builder {
    pieces: Vec<Piece>,
    text: String,
    node: Id,
    links: usize,
    bold: usize,
    breaks: usize,
    /// Length of the text where the last `span` ended.
    span_end: usize,
    kind: Option<Kind>,
}

impl Builder {
    fn text(&mut self, text: &str, node: Id, open: &[Open]) {
        if self.text.is_empty() {
            self.node = node;
            self.kind = Some(kind(open));
        }
        let two_spans = self.span_end == self.text.len() && open.last().is_some_and(|o| o.span);
        if two_spans && are_two_lines(&self.text, text) {
            push_space(&mut self.text);
        }
        let before = self.text.len();
        push_text(&mut self.text, text);
        let added = self.text.len() - before;
        if added > 0 && !text.trim().is_empty() {
            self.breaks = 0;
        }
        if open.iter().any(|o| o.link) {
            self.links += added;
        }
        if open.iter().any(|o| o.bold) {
            self.bold += added;
        }
    }

    /// Adds a line break: one stays, two are a new paragraph.
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.flush();
        } else if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        }
    }

    fn cell(&mut self) {
        if !self.text.trim().is_empty() {
            push_space(&mut self.text);
            self.text.push_str("| ");
        }
    }

    fn leave(&mut self, last: Open) {
        if last.block {
            self.flush();
        } else if last.span {
            self.span_end = self.text.len();
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (links, bold) = (std::mem::take(&mut self.links), std::mem::take(&mut self.bold));
        self.breaks = 0;
        self.span_end = 0;
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return;
        }
        let kind = match self.kind {
            Some(Kind::Paragraph | Kind::Loose)
                if bold * 10 >= trimmed.len() * 9 && super::super::heading::is_heading_like(trimmed) =>
            {
                Kind::Heading(4)
            }
            Some(kind) => kind,
            None => Kind::Loose,
        };
        self.pieces.push(Piece {
            node: self.node,
            kind,
            text: trimmed.to_owned(),
            links: links.min(trimmed.len()),
            cruft: false,
        });
    }
}

/// Returns whether the texts of two neighbouring `span`s are set apart by the page's style alone: a dateline and a sentence
/// ("LODZ", "The dam burst"), not the parts of a word ("N", "ATO").
fn are_two_lines(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let begins = after.starts_with(char::is_uppercase) && after.trim().contains(char::is_whitespace);
    word.chars().nth(1).is_some() && begins
}

/// The kind of text by the elements around it: by the innermost with a kind, except that a heading or caption is one
/// whatever is inside it.
fn kind(open: &[Open]) -> Kind {
    let strong = |kind: &Kind| matches!(kind, Kind::Heading(_) | Kind::Caption);
    let kinds = || open.iter().rev().filter_map(|o| o.kind);
    match (kinds().next(), kinds().find(strong)) {
        (_, Some(kind)) => kind,
        // A paragraph in a list item is an item.
        (Some(Kind::Paragraph | Kind::Loose), None) if kinds().take(3).any(|kind| kind == Kind::Item) => Kind::Item,
        (Some(kind), None) => kind,
        (None, None) => Kind::Loose,
    }
}
