//! An article on a page, as all parts of its report need it.

use std::ops::Deref;

use super::escape::Text;
use crate::emit::blocks::Place;
use crate::emit::reading::Reading;
use crate::emit::{Page, View};

/// A reading on a page.
pub(in crate::emit) struct Report<'p> {
    reading: Reading<'p>,
    /// Prefix of every id, so that several articles on a page do not share one.
    pub(in crate::emit) prefix: String,
}

impl<'p> Deref for Report<'p> {
    type Target = Reading<'p>;

    fn deref(&self) -> &Reading<'p> {
        &self.reading
    }
}

impl<'p> Report<'p> {
    pub(in crate::emit) fn new(page: &'p Page, view: &View) -> Report<'p> {
        let prefix = match view.number {
            0 => String::new(),
            number => format!("d{}-", number + 1),
        };
        Report {
            reading: Reading::of(page, view),
            prefix,
        }
    }

    /// A link to a fact's place in the text.
    pub(in crate::emit) fn reference(&self, id: &str, at: u32) -> String {
        let (prefix, id) = (&self.prefix, Text(id));
        match self.blocks.place(at) {
            _ if self.blocks.0.is_empty() => String::new(),
            Place::Paragraph(n) => format!(
                "<a class=\"ref\" href=\"#{prefix}{id}\"><span class=\"sr\">paragraph {n}</span><span aria-hidden=\"true\">¶{n}</span></a>"
            ),
            Place::Word(word) => format!("<a class=\"ref\" href=\"#{prefix}{id}\">{word}</a>"),
        }
    }

    /// A label that distinguishes several articles on a page for screen readers.
    pub(in crate::emit) fn which(&self) -> String {
        let number = self.prefix.trim_matches(['d', '-']);
        if number.is_empty() {
            String::new()
        } else {
            format!(" of article {number}")
        }
    }
}
