//! An HTML page → text and blocks of its article, with metadata.
//!
//! Most of a page is not its article. The page is cut into pieces (paragraphs, headings, items). Pieces inside elements
//! named or classed as navigation, advertising, sharing and so on are left out, unless most of the page's running text
//! is there. The element with most of the rest is the article. Its text is composed here, and offsets point into it:
//! the headline, then paragraphs and headings, with empty lines between them.

mod about;
mod body;
mod jsonld;
mod marks;
mod piece;
mod shallow;
mod tree;
mod when;

use super::block::{Block, Role};
use crate::model::date::Date;
use crate::model::span::Span;
use piece::Kind;
use tree::Tree;

/// A page's article.
pub(super) struct Page {
    /// The text that is made of it.
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<Date>,
    pub(super) site: Option<String>,
    pub(super) url: Option<String>,
}

/// Reads a page. `url` and `title` come from its container.
pub(super) fn page(html: &str, url: Option<&str>, title: Option<&str>) -> Page {
    let tree = Tree::new(html);
    let about = about::read_about(&tree, url);
    let title = title.map(str::to_owned).or(about.title);
    let mut marks = marks::Reader::default();
    let (mut pieces, suspects) = piece::pieces(&tree, &mut marks);
    body::mark_cruft(&tree, &mut pieces, &suspects);
    let parts = body::parts(&tree, &pieces, &mut marks);
    let kept = body::pieces(&pieces, &parts, title.as_deref());
    let (text, blocks) = compose(title.as_deref(), &kept);
    Page {
        text,
        blocks,
        title,
        authors: about.authors,
        published: about.published,
        site: about.site,
        url: about.url,
    }
}

/// The text of a page, with its blocks.
fn compose(title: Option<&str>, pieces: &[piece::Piece]) -> (String, Vec<Block>) {
    let mut text = String::new();
    let mut blocks = Vec::with_capacity(pieces.len() + 1);
    let mut put = |words: &str, role: Role| {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(words);
        blocks.push(Block {
            span: Span::new(start, text.len()),
            role,
        });
    };
    if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
        put(title, Role::Headline);
    }
    for piece in pieces {
        let role = match piece.kind {
            Kind::Heading(level) => Role::Heading(level.max(2)),
            _ => Role::Text,
        };
        put(&piece.text, role);
    }
    (text, blocks)
}
