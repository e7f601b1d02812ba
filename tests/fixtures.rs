//! Snapshots of the facts in the articles of `fixtures/`, for review.
//!
//! `INSTA_UPDATE=always cargo test --test fixtures` updates them; look at the difference.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use newsx::Options;
use newsx::internals::{Format, Page, View};

fn page(name: &str) -> Page {
    let text = fs::read_to_string(Path::new("fixtures").join(name)).expect("a fixture");
    let mut options = Options::default();
    options.id = name.to_owned();
    newsx::internals::page(&text, &options).expect("a fixture is analysed")
}

/// Sections and times, which the report for people leaves out.
fn frame(page: &Page) -> String {
    let record = &page.record;
    let text: Vec<char> = record.text.as_deref().unwrap_or_default().chars().collect();
    let mut out = String::new();
    for section in &record.sections {
        let slice: String = text[section.start as usize..section.end as usize]
            .iter()
            .take(40)
            .collect();
        let heading = section.heading.as_deref().unwrap_or("-");
        writeln!(out, "{:?} [{heading}] {}", section.kind, slice.replace('\n', " ")).expect("memory");
    }
    for time in &record.times {
        writeln!(out, "{:?} {} = {}", time.kind, time.text, time.value).expect("memory");
    }
    out
}

fn check(name: &str) {
    let page = page(&format!("{name}.txt"));
    let report = String::from_utf8(Format::Md.write(&page, &View::default())).expect("UTF-8");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, format!("{}\n{report}", frame(&page)));
    });
}

#[test]
fn conflict_with_headings_not_set_off() {
    check("ceasefire");
}

#[test]
fn science_without_a_date() {
    check("comet");
}

#[test]
fn accident_with_a_dateline() {
    check("ferry");
}

#[test]
fn sport() {
    check("final");
}

#[test]
fn disaster() {
    check("flood");
}

#[test]
fn economy() {
    check("rates");
}

#[test]
fn court_with_a_quote_across_paragraphs() {
    check("verdict");
}
