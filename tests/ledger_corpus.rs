//! The corpus of the ledger: small stories, with marks for tellings of one event and figures of one series.

use std::collections::HashMap;

use newsx::internals::{Ledger, Merger};
use newsx::{Date, Options};

/// A word or a figure that a story marks.
struct Mark {
    article: String,
    /// The position in code points.
    start: u32,
    end: u32,
    text: String,
    /// True for a figure.
    figure: bool,
    /// The happening or the series that it belongs to.
    of: String,
    /// The relation of a figure to the one before.
    relation: Option<String>,
}

/// A text without its marks, and the marks.
fn read(article: &str, marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some(open) = rest.find(['[', '{']) {
        text.push_str(&rest[..open]);
        let close = rest[open..].find([']', '}']).expect("a mark is closed") + open;
        let (words, label) = rest[open + 1..close].split_once('|').expect("a mark has a label");
        let mut label = label.split(' ').map(str::to_owned);
        let start = text.chars().count() as u32;
        text.push_str(words);
        marks.push(Mark {
            article: article.to_owned(),
            start,
            end: text.chars().count() as u32,
            text: words.to_owned(),
            figure: rest[open..].starts_with('{'),
            of: label.next().expect("a label"),
            relation: label.next(),
        });
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

/// The entry of the ledger that a mark belongs to.
fn entry(ledger: &Ledger, mark: &Mark) -> Option<String> {
    let here = |document: &str, start: u32, end: u32| document == mark.article && start < mark.end && mark.start < end;
    match mark.figure {
        true => {
            let mut series = ledger.series.iter();
            let series = series.find(|s| s.points.iter().any(|p| here(&p.document, p.start, p.end)));
            series.map(|s| s.id.clone())
        }
        false => {
            let mut events = ledger.events.iter();
            let event = events.find(|event| {
                let mut tellings = event.tellings.iter();
                tellings.any(|t| here(&t.document, t.trigger.start, t.trigger.end))
            });
            event.map(|e| e.id.clone())
        }
    }
}

/// The relations of a figure to earlier ones of its series, by their names.
fn relations(ledger: &Ledger, mark: &Mark) -> Vec<String> {
    let mut found = Vec::new();
    for series in &ledger.series {
        let mut points = series.points.iter();
        let place = points.position(|p| p.document == mark.article && p.start < mark.end && mark.start < p.end);
        let links = series.links.iter().filter(|link| Some(link.to as usize) == place);
        found.extend(links.map(|link| serde_json::to_value(link.relation).expect("JSON")));
    }
    found
        .iter()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

/// The differences between a story and its ledger.
fn differences(articles: &[&str]) -> Vec<String> {
    let (mut merger, mut marks) = (Merger::new(), Vec::new());
    for (number, line) in articles.iter().enumerate() {
        let (day, marked) = line.split_once(' ').expect("a day and a text");
        let id = format!("{}", number + 1);
        let (text, found) = read(&id, &marked.replace("\\n", "\n"));
        let mut options = Options::default();
        options.lang = Some("en".to_owned());
        options.published = Date::parse_iso(day);
        let mut record = newsx::extract(&text, &options).expect("a text");
        record.document.id = id;
        merger.record(&record);
        marks.extend(found);
    }
    let ledger = merger.finish();
    let mut wrong = Vec::new();
    // The entry of each label, and the label of each entry.
    let (mut entries, mut labels) = (HashMap::new(), HashMap::new());
    for mark in &marks {
        let Some(entry) = entry(&ledger, mark) else {
            wrong.push(format!("nothing is found at {:?}", mark.text));
            continue;
        };
        let first = entries.entry((mark.figure, &mark.of)).or_insert_with(|| entry.clone());
        if *first != entry {
            wrong.push(format!("{:?} of article {} stands apart", mark.text, mark.article));
        }
        if *labels.entry(entry).or_insert(&mark.of) != &mark.of {
            wrong.push(format!(
                "{:?} of article {} stands with another",
                mark.text, mark.article
            ));
        }
        if let Some(relation) = &mark.relation {
            let found = relations(&ledger, mark);
            if !found.contains(relation) {
                wrong.push(format!("{:?} is {found:?}, not {relation}", mark.text));
            }
        }
    }
    wrong
}

#[test]
fn every_story_of_the_corpus() {
    let mut stories: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in include_str!("../src/corpus/ledger.txt").lines() {
        match line.strip_prefix("  ") {
            Some(article) => stories.last_mut().expect("a story has a name").1.push(article),
            None if line.is_empty() || line.starts_with('#') => {}
            None => stories.push((line, Vec::new())),
        }
    }
    assert!(stories.len() > 10);
    let mut failures = Vec::new();
    for (name, articles) in stories.iter().filter(|(name, _)| !name.starts_with('~')) {
        let wrong = differences(articles);
        failures.extend((!wrong.is_empty()).then(|| format!("{name}: {}", wrong.join("; "))));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
