//! An HTML page → text and blocks of its article, with metadata.
//!
//! Most of a page is not its article. The page is cut into pieces (paragraphs, headings, items). Pieces inside elements
//! named or classed as navigation, advertising, sharing and so on are left out, unless most of the page's running text
//! is there. The element with most of the rest is the article. Its text is composed here, and offsets point into it:
//! the headline, then paragraphs and headings, with empty lines between them.

mod about;
mod body;
mod dom;
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
    /// True if the page lists several stories.
    pub(super) is_list: bool,
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
    let kept = body::pieces(&tree, &pieces, &parts, title.as_deref());
    let (text, blocks) = compose(title.as_deref(), &kept);
    Page {
        text,
        blocks,
        title,
        authors: about.authors,
        published: about.published,
        site: about.site,
        url: about.url,
        is_list: body::is_list(&tree, &pieces, &parts),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn text(body: &str) -> String {
        page(
            &format!("<html><body><article><h1>Dam bursts</h1>{body}</article></body></html>"),
            None,
            None,
        )
        .text
    }

    const LEAD: &str = "<p>The dam above the town burst on Monday morning after a week of rain, officials said.</p>";

    #[test]
    fn a_box_of_other_stories_ends_with_its_element() {
        let teasers =
            "<div class=x><h2>More on this story</h2><ul><li><a href=/a>Ferry sinks off Orsk</a></li></ul></div>";
        let text = text(&format!("{LEAD}{teasers}<p>Two bridges fell.</p>"));
        assert!(text.ends_with("Two bridges fell.") && !text.contains("Ferry"), "{text}");
    }

    #[test]
    fn other_stories_behind_a_bare_line_end_the_article() {
        let teasers = "<h2>More on this story</h2><ul><li><a href=/a>Ferry sinks off Orsk</a></li></ul>";
        let text = text(&format!("{LEAD}{teasers}<p>Two bridges fell.</p>"));
        assert!(!text.contains("bridges") && !text.contains("Ferry"), "{text}");
    }

    #[test]
    fn a_list_of_stories_is_told_from_an_article() {
        let story =
            |name| format!("<li><h2>{name}</h2><p>It was a quiet day in the town.</p><time>9 May 2025</time></li>");
        let is_list = |body: &str| page(&format!("<html><body>{body}</body></html>"), None, None).is_list;
        let three = format!(
            "<ul>{}{}{}</ul>",
            story("Dam bursts"),
            story("Firm sacks 90"),
            story("Club names coach")
        );
        assert!(is_list(&three));
        assert!(!is_list(&format!(
            "<article><h1>Dam bursts</h1>{LEAD}{LEAD}{LEAD}{LEAD}{three}</article>"
        )));
        assert!(!is_list(&format!("<ul>{}</ul>", story("Dam bursts"))));
    }

    #[test]
    fn neighbouring_spans_are_one_word_or_two_lines() {
        assert!(
            text("<p><span>ORSK</span><span>The dam burst on Monday.</span></p>")
                .ends_with("ORSK The dam burst on Monday.")
        );
        assert!(text("<p><span>N</span><span>ATO is there.</span></p>").ends_with("NATO is there."));
        assert!(text("<p>A <span>sky</span><span>line</span> of towers.</p>").ends_with("A skyline of towers."));
    }
}
