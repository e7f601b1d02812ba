//! A page for people: the article with its facts marked, beside the lists of them, and an index of many pages.
//!
//! A page is one file that loads nothing from the network. It is readable without script, which adds links that keep
//! the reading position, a filter, keys and details. Everything from the article is escaped, and the page's policy
//! allows no style or script but its own two.

mod article;
mod cards;
pub(super) mod escape;
mod filter;
pub(crate) mod index;
mod marks;
mod page;
mod report;
mod short;

use super::{Page, View};
use page::{LEGEND, SCRIPT, STYLE, Shell};
use report::Report;

/// Writes to memory, which does not fail.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => { write!($out, $($arg)*).expect("written to memory") };
}
use put;

/// An article; the first of a page opens it.
pub(super) fn article(page: &Page, view: &View) -> String {
    let document = &page.record.document;
    let mut out = String::new();
    if view.number == 0 {
        let shell = Shell {
            title: document.title.as_deref().unwrap_or(&document.id),
            kind: "article",
            skips: &[("#text", "Skip to the article"), ("#facts", "Skip to the facts")],
            style: &STYLE,
            script: &SCRIPT,
            generator: &page.record.generator,
        };
        out.push_str(&shell.begin());
    }
    article::write(&Report::new(page, view), &mut out);
    out
}

/// The end of a page.
pub(super) fn end() -> String {
    page::end(LEGEND, &SCRIPT)
}
