//! Plain text → blocks: the role of every line or paragraph, by its shape, position and words.
//!
//! Text files do not mark headings; a heading has no final full stop and a paragraph behind it. Lists and photo
//! captions look alike, so three or more such lines in a row are no headings.

use super::block::{Block, Role};
use super::{byline, dateline, heading, line};
use crate::lexicon::block::{BlockKind, block_kind};
use crate::model::span::Span;

/// Number of blocks in which headline, byline and dateline are looked for.
const TOP: usize = 8;
/// Maximum number of consecutive lines without full stop that are still headings.
const HEADINGS: usize = 2;
/// Number of first paragraphs that may begin with a dateline: a deck may come before it.
const LEADS: usize = 2;

/// Cuts a text into blocks with roles. `title` is the title given by the container.
pub(super) fn blocks(text: &str, title: Option<&str>) -> Vec<Block> {
    let spans = line::blocks(text);
    let mut blocks: Vec<Block> = Vec::with_capacity(spans.len() + 1);
    let body = top(text, &spans, title, &mut blocks);
    rest(text, &spans[body..], &mut blocks);
    split_dateline(text, &mut blocks);
    blocks
}

/// Headline, byline, dateline; returns the number of the first block of the body.
fn top(text: &str, spans: &[Span], title: Option<&str>, blocks: &mut Vec<Block>) -> usize {
    let mut number = 0;
    let mut put = |number: &mut usize, role| {
        blocks.push(Block {
            span: spans[*number],
            role,
        });
        *number += 1;
    };
    // A text of one block is text, whatever it looks like.
    if spans.len() < 2 {
        return 0;
    }
    let mut headline = false;
    while number < spans.len().min(TOP) {
        let block = spans[number].of(text);
        let last = number + 1 == spans.len();
        if !headline && !last && is_headline(block, title) && !is_top_line(block) {
            put(&mut number, Role::Headline);
            headline = true;
        } else if byline::authors(block).is_some() && !last {
            put(&mut number, Role::Byline);
        } else if dateline::line(block).is_some() || dateline::before_text(block) == Some(block.len()) {
            put(&mut number, Role::Dateline);
        } else if block_kind(block) == Some(BlockKind::Boilerplate) {
            put(&mut number, Role::Boilerplate);
        } else if is_deck(text, spans, number) {
            put(&mut number, Role::Text);
        } else {
            break;
        }
    }
    number
}

fn is_top_line(block: &str) -> bool {
    byline::authors(block).is_some() || dateline::line(block).is_some() || block_kind(block).is_some()
}

fn is_headline(block: &str, title: Option<&str>) -> bool {
    let same = |title: &str| {
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        block.len() < 2 * title.len() + 16 && letters(block) == letters(title)
    };
    title.is_some_and(same) || heading::is_headline_like(block.trim_start_matches(['#', ' ']))
}

/// Returns whether a block is the deck (standfirst): a line between headline and byline.
fn is_deck(text: &str, spans: &[Span], number: usize) -> bool {
    let next = spans.get(number + 1).map(|span| span.of(text));
    number > 0
        && spans[number].len() < 300
        && next.is_some_and(|next| byline::authors(next).is_some() || dateline::line(next).is_some())
}

/// Separates a dateline from the first paragraph: "PORT SELMA, March 12 — A ferry …".
pub(super) fn split_dateline(text: &str, blocks: &mut Vec<Block>) {
    // A deck may come before it.
    let texts = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.role == Role::Text)
        .take(LEADS);
    let cut = |(number, block): (usize, &Block)| Some((number, dateline::before_text(block.span.of(text))?));
    let Some((first, length)) = texts.into_iter().find_map(cut) else {
        return;
    };
    let span = blocks[first].span;
    let cut = span.start as usize + length;
    let rest = Span::new(cut, span.end as usize).trim(text);
    if rest.is_empty() {
        return;
    }
    blocks[first].span = rest;
    let span = Span::new(span.start as usize, cut);
    let role = Role::Dateline;
    blocks.insert(first, Block { span, role });
}

/// The blocks of the body with its headings, and the blocks behind it.
fn rest(text: &str, spans: &[Span], blocks: &mut Vec<Block>) {
    let roles = roles(text, spans);
    for (span, role) in spans.iter().zip(roles) {
        match role {
            Role::Heading(level) => {
                let marks = span.of(text).bytes().take_while(|b| *b == b'#').count();
                let span = Span::new(span.start as usize + marks, span.end as usize).trim(text);
                blocks.push(Block {
                    span,
                    role: Role::Heading(level),
                });
            }
            role => blocks.push(Block { span: *span, role }),
        }
    }
}

/// Shape of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Title,
    /// A marked heading (`## What It Costs`).
    Marked(u8),
    Text,
    Kind(BlockKind),
}

fn shape(block: &str) -> Shape {
    let marks = block.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&marks) && block[marks..].starts_with(' ') {
        return Shape::Marked((marks as u8).max(2));
    }
    match block_kind(block) {
        Some(kind) => Shape::Kind(kind),
        None if is_attribution(block) => Shape::Kind(BlockKind::Boilerplate),
        None if heading::is_heading_like(block) => Shape::Title,
        None => Shape::Text,
    }
}

/// Returns whether a block is the attribution of a pull quote: "—Rui Antunes".
fn is_attribution(block: &str) -> bool {
    let name = block.trim_start_matches(['—', '–', '―']).trim_start();
    name.len() < block.len()
        && name.chars().count() <= 80
        && name.chars().next().is_some_and(char::is_uppercase)
        && !name.ends_with(['.', ',', '!', '?', '"', '”'])
}

fn roles(text: &str, spans: &[Span]) -> Vec<Role> {
    let shapes: Vec<Shape> = spans.iter().map(|span| shape(span.of(text))).collect();
    let mut roles = Vec::with_capacity(spans.len());
    let mut at = 0;
    while at < shapes.len() {
        match shapes[at] {
            Shape::Marked(level) => roles.push(Role::Heading(level)),
            Shape::Text => roles.push(Role::Text),
            Shape::Kind(BlockKind::Boilerplate) => roles.push(Role::Boilerplate),
            Shape::Kind(BlockKind::Related) => roles.push(Role::Related),
            Shape::Kind(BlockKind::Header) => {
                let teaser = |i: usize| Some(teaser(*shapes.get(i)?, spans[i].of(text)));
                let end = end_of_teasers(at + 1, teaser);
                roles.extend((at..end).filter_map(teaser).map(|shape| match shape {
                    Shape::Kind(BlockKind::Boilerplate) => Role::Boilerplate,
                    Shape::Text | Shape::Kind(BlockKind::Related) => Role::Related,
                    Shape::Title | Shape::Marked(_) | Shape::Kind(BlockKind::Header) => Role::RelatedTitle,
                }));
                at = end;
                continue;
            }
            Shape::Title => {
                let run = shapes[at..].iter().take_while(|shape| **shape == Shape::Title).count();
                let text_follows = shapes.get(at + run) == Some(&Shape::Text);
                let role = match run <= HEADINGS && text_follows {
                    true => Role::Heading(2),
                    false => Role::Text,
                };
                roles.extend(std::iter::repeat_n(role, run));
                at += run;
                continue;
            }
        }
        at += 1;
    }
    roles
}

/// Kind of a block in a box of teasers, whose titles may be as long as headlines.
fn teaser(shape: Shape, block: &str) -> Shape {
    match shape {
        Shape::Text if heading::is_headline_like(block) => Shape::Title,
        shape => shape,
    }
}

/// The end of a box of teasers that goes on at a block. Titles and single paragraphs are teasers; two paragraphs one
/// after the other are the article, which goes on after the box.
fn end_of_teasers(mut at: usize, shape: impl Fn(usize) -> Option<Shape>) -> usize {
    loop {
        match (shape(at), shape(at + 1)) {
            (None | Some(Shape::Marked(_)), _) | (Some(Shape::Text), Some(Shape::Text)) => return at,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(Role, &str)> {
        let blocks = blocks(text, None);
        blocks.iter().map(|block| (block.role, block.span.of(text))).collect()
    }

    #[test]
    fn a_headline_is_never_alone() {
        assert_eq!(cut("Ferry sinks"), [(Role::Text, "Ferry sinks")]);
        assert_eq!(cut("A ferry sank."), [(Role::Text, "A ferry sank.")]);
        assert_eq!(
            cut("A ferry sank.\nNobody died."),
            [(Role::Text, "A ferry sank."), (Role::Text, "Nobody died.")]
        );
    }

    #[test]
    fn headings_are_set_off_or_not() {
        let text = "Ferry Sinks\nTwo Missing\nA ferry sank.\nNobody knows why.\nThe Search\nIt went on.\n\nWhat Next\n\nTime will tell.";
        let roles: Vec<Role> = cut(text).iter().map(|(role, _)| *role).collect();
        use Role::{Heading, Headline, Text};
        assert_eq!(
            roles,
            [Headline, Heading(2), Text, Text, Heading(2), Text, Heading(2), Text]
        );
    }

    #[test]
    fn headline_byline_and_dateline() {
        let text = "Ferry sinks\n\nA night at sea ends badly\n\nBy Helena Marsh\nMarch 3, 2019\n\nPORT SELMA, March 3 — A ferry sank.";
        let roles: Vec<Role> = cut(text).iter().map(|(role, _)| *role).collect();
        use Role::{Byline, Dateline, Headline, Text};
        assert_eq!(roles, [Headline, Text, Byline, Dateline, Dateline, Text]);
    }

    #[test]
    fn teasers_end_the_text_or_interrupt_it() {
        let end = "Ferry sinks\nA ferry sank.\nDiscover More\n\nGrain Prices Climb\nThey rose.\n\nBakers Strike\nBread is rare.";
        let roles: Vec<Role> = cut(end).iter().map(|(role, _)| *role).collect();
        use Role::{Headline, Related, RelatedTitle, Text};
        assert_eq!(roles[2..], [RelatedTitle, RelatedTitle, Related, RelatedTitle, Related]);
        let inside = "Ferry sinks\nA ferry sank.\nRead also\nGrain Prices Climb\nNobody died.\nThe search goes on.";
        let roles: Vec<Role> = cut(inside).iter().map(|(role, _)| *role).collect();
        assert_eq!(roles, [Headline, Text, RelatedTitle, RelatedTitle, Text, Text]);
    }

    #[test]
    fn lists_and_captions_are_no_headings() {
        let text = "Fair opens\nThe fair opened.\nA clown\nTwo jugglers\nThe mayor\nIt closes on Sunday.";
        assert!(cut(text)[1..].iter().all(|(role, _)| *role == Role::Text));
        let text = "Fair opens\nThe fair opened.\n—Rui Antunes\nThe tent. Image: Ana Prates.";
        assert_eq!(cut(text)[2].0, Role::Boilerplate);
        assert_eq!(cut(text)[3].0, Role::Boilerplate);
    }
}
