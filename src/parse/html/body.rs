//! Selection of the article: the part of a page that holds it, and the pieces of that part that belong to it.

use std::collections::HashSet;
use std::ops::Range;

use super::super::{byline, dateline};
use super::marks::Reader;
use super::piece::{Kind, Piece};
use super::tree::{Id, Tree, words};
use crate::lexicon::block::{BlockKind, block_kind};

/// Number of characters of running text before each node.
struct Prose(Vec<u32>);

impl Prose {
    fn new(tree: &Tree, pieces: &[Piece]) -> Prose {
        let mut before = vec![0; tree.nodes.len() + 1];
        for piece in pieces.iter().filter(|piece| !piece.cruft && piece.is_prose()) {
            before[piece.node as usize + 1] += piece.text.len() as u32;
        }
        for at in 1..before.len() {
            before[at] += before[at - 1];
        }
        Prose(before)
    }

    fn of(&self, tree: &Tree, id: Id) -> u32 {
        self.inside(id..tree.node(id).end)
    }

    fn inside(&self, range: Range<Id>) -> u32 {
        self.0[range.end as usize] - self.0[range.start as usize]
    }

    fn total(&self) -> u32 {
        self.0[self.0.len() - 1]
    }
}

/// Marks the pieces inside elements that hold anything but the article. An element with most of the page's running text
/// is never one of them, whatever its name.
pub(super) fn mark_cruft(tree: &Tree, pieces: &mut [Piece], suspects: &[Id]) {
    let prose = Prose::new(tree, pieces);
    let most = prose.total() / 5 * 2;
    let mut end = 0;
    for &id in suspects {
        if id < end || prose.of(tree, id) > most {
            continue;
        }
        end = tree.node(id).end;
        let from = pieces.partition_point(|piece| piece.node < id);
        let to = pieces.partition_point(|piece| piece.node < end);
        pieces[from..to].iter_mut().for_each(|piece| piece.cruft = true);
    }
}

/// Least share of a page's running text in an element that is marked as the article: by `articleBody`, by its class, as
/// `article`, as `main`. The weaker the mark, the larger the share.
const SHARES: [f64; 4] = [0.4, 0.45, 0.5, 0.6];
/// Share of the largest candidate's running text from which a smaller element inside of it is preferred.
const NEARLY_ALL: f64 = 0.92;
/// Share of the running text of like candidates from which the largest is taken alone.
const ALONE: f64 = 0.6;
/// Share of an element's running text from which the search goes down into a child.
const MOST: f64 = 0.8;

/// The parts of a page that hold the article.
pub(super) fn parts<'t>(tree: &'t Tree, pieces: &[Piece], marks: &mut Reader<'t>) -> Vec<Range<Id>> {
    let prose = Prose::new(tree, pieces);
    let total = prose.total();
    let marked = |id: &Id| {
        let itemprop = tree.attribute(*id, "itemprop");
        itemprop.is_some_and(|prop| prop.eq_ignore_ascii_case("articleBody"))
    };
    let bodies: Vec<Id> = tree.elements_but_text().filter(|id| marked(id)).collect();
    let classed: Vec<Id> = tree
        .elements_but_text()
        .filter(|id| matches!(tree.tag(*id), "div" | "section" | "article" | "main" | "td" | "span"))
        .filter(|id| marks.read(&tree.node(*id).marks).body)
        .collect();
    let articles: Vec<Id> = tree.elements("article").collect();
    let mains: Vec<Id> = tree
        .elements_but_text()
        .filter(|id| tree.tag(*id) == "main" || tree.node(*id).marks.split(' ').any(|mark| mark == "main"))
        .collect();
    for (candidates, share) in [bodies, classed, articles, mains].into_iter().zip(SHARES) {
        if let Some(parts) = pick(tree, &prose, &candidates, share * f64::from(total)) {
            return parts;
        }
    }
    vec![densest(tree, &prose)]
}

/// The candidate with most of the running text, or all those of the same kind, where a page divides its article.
fn pick(tree: &Tree, prose: &Prose, candidates: &[Id], enough: f64) -> Option<Vec<Range<Id>>> {
    let range = |id: Id| id..tree.node(id).end;
    let most = candidates.iter().map(|id| prose.of(tree, *id)).max()?;
    if most == 0 {
        return None;
    }
    // The innermost that holds nearly all.
    let inner = candidates
        .iter()
        .copied()
        .filter(|id| f64::from(prose.of(tree, *id)) >= NEARLY_ALL * f64::from(most));
    let best = inner.min_by_key(|id| tree.node(*id).end - id)?;
    let mut alike: Vec<Range<Id>> = Vec::new();
    for &id in candidates
        .iter()
        .filter(|id| tree.node(**id).marks == tree.node(best).marks)
    {
        if alike.last().is_none_or(|last| last.end <= id) {
            alike.push(range(id));
        }
    }
    let together: u32 = alike.iter().map(|part| prose.inside(part.clone())).sum();
    match f64::from(most) >= enough && f64::from(most) >= ALONE * f64::from(together) {
        true => Some(vec![range(best)]),
        false if f64::from(together) >= enough.max(1.0) => Some(alike),
        false => None,
    }
}

/// The deepest element that still holds most of the running text.
fn densest(tree: &Tree, prose: &Prose) -> Range<Id> {
    let mut id = 0;
    'down: loop {
        let all = prose.of(tree, id);
        let mut child = id + 1;
        while child < tree.node(id).end {
            if all > 0 && f64::from(prose.of(tree, child)) >= MOST * f64::from(all) && !tree.tag(child).is_empty() {
                id = child;
                continue 'down;
            }
            child = tree.node(child).end;
        }
        break;
    }
    // A paragraph is no article: take the element around it.
    let mut around = tree.around(id);
    let id = around
        .find(|id| !matches!(tree.tag(*id), "p" | "span" | "b" | "strong" | "em" | "i" | "a" | "font"))
        .unwrap_or(0);
    id..tree.node(id).end
}

/// Returns whether the parts hold a list of several stories, each with a heading and a time of its own.
pub(super) fn is_list(tree: &Tree, pieces: &[Piece], parts: &[Range<Id>]) -> bool {
    let within = |id: Id, tags: &[&str]| (id + 1..tree.node(id).end).any(|inner| tags.contains(&tree.tag(inner)));
    let mut stories = 0;
    let (mut listed, mut all, mut end) = (0, 0, 0);
    for part in parts {
        for id in part
            .clone()
            .skip(1)
            .filter(|id| matches!(tree.tag(*id), "li" | "article"))
        {
            if id >= end && within(id, &["h2", "h3", "h4"]) && within(id, &["time"]) {
                stories += 1;
                end = tree.node(id).end;
                listed += length(pieces, id..end);
            }
        }
        all += length(pieces, part.clone());
    }
    stories >= 3 && listed * 10 >= all * 6
}

/// The numbers of the pieces in a range of nodes.
fn inside(pieces: &[Piece], range: Range<Id>) -> Range<usize> {
    let from = pieces.partition_point(|piece| piece.node < range.start);
    let to = pieces.partition_point(|piece| piece.node < range.end);
    from..to.max(from)
}

/// Bytes of text in a range of nodes.
fn length(pieces: &[Piece], range: Range<Id>) -> usize {
    let pieces = &pieces[inside(pieces, range)];
    pieces.iter().map(|piece| piece.text.len()).sum()
}

/// A box of other stories in the article, from the line that stands over it ("Read more").
enum Story {
    /// It lies in an element of its own, which ends here.
    Element(Id),
    /// It lies among the article's paragraphs: up to the next running text.
    Lines,
}

/// The pieces of the article, in order.
pub(super) fn pieces(tree: &Tree, pieces: &[Piece], parts: &[Range<Id>], title: Option<&str>) -> Vec<Piece> {
    let mut seen = HashSet::new();
    let mut kept: Vec<Piece> = Vec::new();
    let mut story: Option<Story> = None;
    let sentences = Sentences::new(pieces);
    let prose = |piece: &Piece| {
        if piece.is_prose() && !piece.cruft {
            piece.text.len()
        } else {
            0
        }
    };
    let all: usize = pieces
        .iter()
        .filter(|p| parts.iter().any(|part| part.contains(&p.node)))
        .map(prose)
        .sum();
    let mut before = 0;
    let in_parts = |piece: &&Piece| parts.iter().any(|part| part.contains(&piece.node));
    for piece in pieces.iter().filter(in_parts) {
        if piece.cruft || piece.kind == Kind::Caption || is_title(&piece.text, title) {
            continue;
        }
        let words = block_kind(&piece.text);
        let own_element = || {
            let part = parts.iter().find(|part| part.contains(&piece.node))?;
            let end = sentences.box_around(tree, pieces, part, piece)?;
            Some(Story::Element(end))
        };
        // Comments and other stories follow the article.
        if is_end(piece) && before * 5 >= all * 2 {
            match own_element() {
                Some(found) => story = Some(found),
                None => break,
            }
        }
        before += prose(piece);
        // Under a line such as "Read more", links and titles are teasers.
        story = match (words, story) {
            (Some(BlockKind::Header), _) => Some(own_element().unwrap_or(Story::Lines)),
            (_, Some(Story::Element(end))) if piece.node >= end => None,
            (_, Some(Story::Lines)) if piece.is_prose() => None,
            (_, story) => story,
        };
        if words.is_some() || story.is_some() || !is_text(piece) {
            continue;
        }
        if piece.text.len() > 40 && !seen.insert(piece.text.clone()) {
            continue;
        }
        kept.push(piece.clone());
    }
    trim(&mut kept);
    without_bare_headings(kept)
}

/// Number of sentences before each piece, links left out.
struct Sentences(Vec<u32>);

impl Sentences {
    fn new(pieces: &[Piece]) -> Sentences {
        let mut before = Vec::with_capacity(pieces.len() + 1);
        let mut count = 0;
        before.push(count);
        for piece in pieces {
            count += u32::from(piece.ends_sentence() && piece.links * 2 < piece.text.len());
            before.push(count);
        }
        Sentences(before)
    }

    /// The end of the largest element around a line, inside a part, that holds no sentence and something beside the line.
    fn box_around(&self, tree: &Tree, pieces: &[Piece], part: &Range<Id>, line: &Piece) -> Option<Id> {
        let of = |id: Id| inside(pieces, id..tree.node(id).end);
        let around = tree.around(line.node).take_while(|id| part.start < *id);
        let silent = |id: &Id| self.0[of(*id).start] == self.0[of(*id).end];
        let largest = around.take_while(silent).last()?;
        (of(largest).len() > 1).then(|| tree.node(largest).end)
    }
}

/// Returns whether a line stands over readers' comments or over other stories.
fn is_end(piece: &Piece) -> bool {
    if piece.text.len() > 48 || piece.ends_sentence() && !piece.text.ends_with(':') {
        return false;
    }
    let text = piece.text.to_lowercase();
    let few = text.split_whitespace().count() <= 5;
    let comments = text
        .split(|c: char| !c.is_alphabetic())
        .any(|word| matches!(word, "comments" | "comment" | "replies"));
    let reply = [
        "leave a reply",
        "join the discussion",
        "join the conversation",
        "about the author",
        "share your thoughts",
        "post navigation",
    ];
    let heading = matches!(piece.kind, Kind::Heading(_));
    (few && comments)
        || reply.iter().any(|start| text.starts_with(start))
        || heading && (text.starts_with("more ") && few || block_kind(&piece.text) == Some(BlockKind::Header))
}

fn is_title(text: &str, title: Option<&str>) -> bool {
    title.is_some_and(|title| text.len() < 2 * title.len() + 8 && words(text) == words(title))
}

/// Returns whether a piece has the shape of the article's text.
fn is_text(piece: &Piece) -> bool {
    let length = piece.text.len();
    let share = |part: usize| piece.links * 100 >= part * length;
    match piece.kind {
        Kind::Heading(_) => !share(80) || length < 60 && !share(95),
        Kind::Paragraph => !(share(75) && length < 250),
        Kind::Item => !share(75),
        Kind::Row => !share(50),
        Kind::Loose => !share(50) && (length >= 30 || piece.ends_sentence()),
        Kind::Caption => false,
    }
}

/// Removes pieces before the first and behind the last running text: dates, bylines, labels.
fn trim(kept: &mut Vec<Piece>) {
    let is_label = |piece: &Piece| {
        let short = piece.text.len() < 60 && !piece.ends_sentence();
        !matches!(piece.kind, Kind::Heading(_)) && (short || dateline::line(&piece.text).is_some())
            || byline::authors(&piece.text).is_some()
    };
    let first = kept.iter().position(Piece::is_prose).unwrap_or(0);
    let mut number = 0;
    kept.retain(|piece| {
        number += 1;
        number > first || !is_label(piece)
    });
    while kept.len() > 1
        && kept.last().is_some_and(is_label)
        && kept.last().is_some_and(|p| p.kind != Kind::Item && p.kind != Kind::Row)
    {
        kept.pop();
    }
}

/// The pieces without headings that nothing follows.
fn without_bare_headings(kept: Vec<Piece>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(kept.len());
    for piece in kept {
        if let Kind::Heading(level) = piece.kind {
            while let Some(Kind::Heading(before)) = pieces.last().map(|p| p.kind)
                && before >= level
            {
                pieces.pop();
            }
        }
        pieces.push(piece);
    }
    while pieces.last().is_some_and(|p| matches!(p.kind, Kind::Heading(_))) {
        pieces.pop();
    }
    pieces
}
