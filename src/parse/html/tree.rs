//! A page as a flat list of nodes in document order, so that every query is a pass over a range.
//!
//! The HTML itself is read by html5ever, as browsers do. Pages may be hostile: nothing here recurses.

use std::ops::Range;

use super::dom::{self, Content, ROOT};
use super::shallow::shallow;

/// The number of a node.
pub(super) type Id = u32;

/// An element or a stretch of text.
#[derive(Debug)]
pub(super) struct Node {
    /// The name of an element; empty for text.
    pub(super) tag: Box<str>,
    pub(super) parent: Id,
    /// One past the last node below.
    pub(super) end: Id,
    /// The range of a text in [`Tree::text`], or of an element's attributes in [`Tree::attributes`].
    data: Range<u32>,
    /// Class, id and role in lower case.
    pub(super) marks: Box<str>,
}

/// A page.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    text: String,
    attributes: Vec<(&'static str, Box<str>)>,
}

/// The attributes that are kept beside class, id and role.
const KEPT: [&str; 17] = [
    "href",
    "pubdate",
    "itemprop",
    "rel",
    "datetime",
    "content",
    "name",
    "property",
    "style",
    "type",
    "hidden",
    "aria-hidden",
    "title",
    "lang",
    "data-component",
    "itemtype",
    "data-testid",
];

impl Tree {
    pub(super) fn new(page: &str) -> Tree {
        let nodes = dom::read(&shallow(page));
        let mut tree = Tree {
            nodes: Vec::with_capacity(nodes.len()),
            text: String::with_capacity(page.len() / 4),
            attributes: Vec::new(),
        };
        let mut open: Vec<Id> = Vec::new();
        let mut next = nodes[ROOT].first_child;
        while let Some(mut at) = next {
            let number = tree.enter(&nodes[at].content, open.last().copied().unwrap_or(0));
            next = nodes[at].first_child;
            if next.is_some() {
                open.extend(number);
                continue;
            }
            // On to the next node behind this one, or behind those that end with it.
            next = loop {
                match (nodes[at].next, nodes[at].parent) {
                    (None, Some(parent)) if parent != ROOT => at = parent,
                    (next, _) => break next,
                }
                if let Some(number) = open.pop() {
                    tree.nodes[number as usize].end = tree.nodes.len() as Id;
                }
            };
        }
        tree
    }

    /// Adds a text or element without what is below it.
    fn enter(&mut self, content: &Content, parent: Id) -> Option<Id> {
        let number = self.nodes.len() as Id;
        let (data, tag, marks): (_, Box<str>, _) = match content {
            Content::Text(text) => {
                let start = self.text.len() as u32;
                self.text.push_str(text);
                (start..self.text.len() as u32, "".into(), String::new())
            }
            Content::Element(element) => {
                let start = self.attributes.len() as u32;
                let mut marks = String::new();
                for attribute in &element.attributes {
                    let name: &str = &attribute.name.local;
                    if matches!(name, "class" | "id" | "role") {
                        marks.push(' ');
                        marks.extend(attribute.value.chars().map(|c| c.to_ascii_lowercase()));
                    } else if let Some(kept) = KEPT.iter().find(|kept| **kept == name) {
                        self.attributes.push((kept, (&*attribute.value).into()));
                    }
                }
                (
                    start..self.attributes.len() as u32,
                    (&*element.name.local).into(),
                    marks,
                )
            }
            Content::Other => return None,
        };
        self.nodes.push(Node {
            tag,
            parent,
            end: number + 1,
            data,
            marks: marks.into(),
        });
        Some(number)
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    pub(super) fn tag(&self, id: Id) -> &str {
        &self.node(id).tag
    }

    /// The text of a text node.
    pub(super) fn own_text(&self, id: Id) -> &str {
        let node = self.node(id);
        match node.tag.is_empty() {
            true => &self.text[node.data.start as usize..node.data.end as usize],
            false => "",
        }
    }

    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let node = self.node(id);
        if node.tag.is_empty() {
            return None;
        }
        let all = &self.attributes[node.data.start as usize..node.data.end as usize];
        all.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
    }

    /// The nodes below a node, without itself.
    pub(super) fn below(&self, id: Id) -> Range<Id> {
        id + 1..self.node(id).end
    }

    pub(super) fn ids(&self) -> Range<Id> {
        0..self.nodes.len() as Id
    }

    /// The elements of a name.
    pub(super) fn elements<'t>(&'t self, tag: &'t str) -> impl Iterator<Item = Id> + 't {
        self.ids().filter(move |id| self.tag(*id) == tag)
    }

    /// All elements.
    pub(super) fn elements_but_text(&self) -> impl Iterator<Item = Id> + '_ {
        self.ids().filter(|id| !self.tag(*id).is_empty())
    }

    /// The whole text below a node, white space as one space each.
    pub(super) fn text_of(&self, id: Id) -> String {
        let mut out = String::new();
        for id in id..self.node(id).end {
            let text = self.own_text(id);
            if text.is_empty() {
                if matches!(self.tag(id), "br" | "p" | "div" | "li" | "td") {
                    push_space(&mut out);
                }
                continue;
            }
            push_text(&mut out, text);
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// The text below a node, if it is no longer than that many bytes.
    pub(super) fn short_text(&self, id: Id, most: usize) -> Option<String> {
        // White space between the words may be as long again, and more.
        let (mut nodes, mut bytes) = (0, 0);
        for id in id..self.node(id).end {
            nodes += 1;
            bytes += self.own_text(id).len();
            if nodes > 60 || bytes > 8 * most {
                return None;
            }
        }
        Some(self.text_of(id)).filter(|text| text.len() <= most)
    }

    /// The node and those around it, from the inside out.
    pub(super) fn around(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), |id| (*id > 0).then(|| self.node(*id).parent))
    }
}

/// Appends text with its white space collapsed, also across the seam.
pub(super) fn push_text(out: &mut String, text: &str) {
    for (number, word) in text.split(is_white).enumerate() {
        if number > 0 {
            push_space(out);
        }
        out.push_str(word);
    }
}

pub(super) fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '\n']) {
        out.push(' ');
    }
}

fn is_white(c: char) -> bool {
    matches!(
        c,
        ' ' | '\n' | '\r' | '\t' | '\x0c' | '\u{a0}' | '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2028}' | '\u{2029}'
    )
}

/// The letters and digits of a text in lower case, for comparison of titles.
pub(super) fn words(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_in_order_with_their_ends() {
        let tree = Tree::new(
            "<html><body class='Big'><p>A <b>ferry</b> sank.</p><!-- x --><p itemprop=y>Yes.</p></body></html>",
        );
        let tags: Vec<&str> = tree.ids().map(|id| tree.tag(id)).collect();
        assert_eq!(tags, ["html", "head", "body", "p", "", "b", "", "", "p", ""]);
        assert_eq!((tree.node(3).end, tree.node(3).parent), (8, 2));
        assert_eq!(tree.text_of(3), "A ferry sank.");
        assert_eq!(&*tree.node(2).marks, " big");
        assert_eq!(tree.attribute(8, "itemprop"), Some("y"));
        assert_eq!(tree.around(5).collect::<Vec<_>>(), [5, 3, 2, 0]);
    }

    #[test]
    fn formatting_is_not_opened_again_without_end() {
        let page: String = (0..20_000).map(|n| format!("<b id={n}><p>x")).collect();
        assert!(Tree::new(&page).nodes.len() < 20_000 * 9);
    }

    #[test]
    fn depth_is_cut_off_and_text_is_kept() {
        let page = format!(
            "{}A ferry sank.{}<p>Yes.",
            "<div>".repeat(100_000),
            "</div>".repeat(100_000)
        );
        let tree = Tree::new(&page);
        assert!(tree.nodes.len() < 300);
        assert!(tree.text_of(0).contains("A ferry sank.") && tree.text_of(0).contains("Yes."));
    }
}
