//! Exports for annotation tools: each holds the same spans, counted as its tool counts them.

use std::collections::BTreeSet;
use std::fs;

use newsx::Options;
use newsx::internals::{Format, Page, View};
use newsx::record::{ActorKind, EventClass, Role, Status, TimeKind};
use serde_json::Value;

/// Code points beyond the first plane, Windows line breaks, a tab, a quote over two lines.
const ODD: &str = "On Monday 🚀 Żaneta Kowalska said “the ferry\nsank with 214 people on board”.\r\n\r\nA\ttab 🇵🇱: he paid \
                   $4.5 million in May.\n";

/// A span as every tool knows it: label, code points, text.
type Span = (String, usize, usize, String);

fn page(text: &str) -> Page {
    let mut options = Options::default();
    options.id = "article".to_owned();
    options.lang = Some("en".to_owned());
    newsx::internals::page(text, &options).expect("an article")
}

fn pages() -> Vec<Page> {
    let files = fs::read_dir("fixtures").expect("fixtures");
    let paths = files.map(|file| file.expect("a file").path());
    let texts = paths
        .filter(|path| path.is_file())
        .map(|path| fs::read_to_string(path).expect("a text"));
    texts.chain([ODD.to_owned()]).map(|text| page(&text)).collect()
}

fn written(page: &Page, format: Format) -> String {
    String::from_utf8(format.write(page, &View::default())).expect("UTF-8")
}

fn slice(text: &[char], start: usize, end: usize) -> String {
    text[start..end].iter().collect()
}

/// The spans of brat standoff; a span over several lines is joined by blanks.
fn brat(page: &Page, text: &[char]) -> BTreeSet<Span> {
    let standoff = written(page, Format::Brat);
    let mut spans = BTreeSet::new();
    let (mut bound, mut events) = (BTreeSet::new(), BTreeSet::new());
    for line in standoff.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        match (&line[..1], &*columns) {
            ("T", [id, place, words]) => {
                let (label, pieces) = place.split_once(' ').expect("a label");
                let pieces = pieces.split(';').map(|piece| {
                    let (start, end) = piece.split_once(' ').expect("two offsets");
                    (start.parse().expect("a number"), end.parse().expect("a number"))
                });
                let pieces: Vec<(usize, usize)> = pieces.collect();
                let sliced: Vec<String> = pieces.iter().map(|(start, end)| slice(text, *start, *end)).collect();
                assert_eq!(sliced.join(" ").replace(char::is_control, " "), *words);
                let (start, end) = (pieces[0].0, pieces[pieces.len() - 1].1);
                spans.insert((label.to_owned(), start, end, slice(text, start, end)));
                assert!(bound.insert((*id).to_owned()), "{id} twice");
            }
            ("E", [id, arguments]) => {
                let named = arguments
                    .split(' ')
                    .map(|argument| argument.split_once(':').expect("a role").1);
                named.for_each(|target| assert!(bound.contains(target), "{line}"));
                events.insert((*id).to_owned());
            }
            ("A", [_, attribute]) => {
                let parts: Vec<&str> = attribute.split(' ').collect();
                assert!(parts[0] == "Status" && events.contains(parts[1]), "{line}");
            }
            _ => panic!("{line}"),
        }
    }
    spans
}

/// The spans of a task of Label Studio, which counts UTF-16 code units.
fn label_studio(page: &Page) -> BTreeSet<Span> {
    let task: Value = serde_json::from_str(&written(page, Format::LabelStudio)).expect("a task");
    let units: Vec<u16> = task["data"]["text"].as_str().expect("a text").encode_utf16().collect();
    let points = |unit: &Value| {
        let before = &units[..unit.as_u64().expect("a number") as usize];
        String::from_utf16(before).expect("whole characters").chars().count()
    };
    let result = task["predictions"][0]["result"].as_array().expect("regions");
    let regions = result.iter().filter(|region| region["type"] == "labels");
    let ids: BTreeSet<&str> = regions
        .clone()
        .map(|region| region["id"].as_str().expect("an id"))
        .collect();
    for relation in result.iter().filter(|region| region["type"] == "relation") {
        for end in ["from_id", "to_id"] {
            assert!(ids.contains(relation[end].as_str().expect("an id")), "{relation}");
        }
    }
    let span = |region: &Value| {
        let value = &region["value"];
        let string = |value: &Value| value.as_str().expect("a string").to_owned();
        let (start, end) = (points(&value["start"]), points(&value["end"]));
        (string(&value["labels"][0]), start, end, string(&value["text"]))
    };
    regions.map(span).collect()
}

/// The spans of a page of Web Annotation, with both of its selectors.
fn web_annotation(page: &Page, text: &[char]) -> BTreeSet<Span> {
    let annotations: Value = serde_json::from_str(&written(page, Format::WebAnnotation)).expect("a page");
    assert_eq!(annotations["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(annotations["type"], "AnnotationPage");
    let items = annotations["items"].as_array().expect("annotations");
    let mut ids = BTreeSet::new();
    let span = |item: &Value| {
        assert!(item["type"] == "Annotation" && ids.insert(item["id"].as_str().expect("an id").to_owned()));
        let [position, quote] = &**item["target"]["selector"].as_array().expect("selectors") else {
            panic!("{item}")
        };
        assert_eq!(
            (&position["type"], &quote["type"]),
            (&"TextPositionSelector".into(), &"TextQuoteSelector".into())
        );
        let place = |end: &str| position[end].as_u64().expect("a number") as usize;
        let string = |value: &Value| value.as_str().expect("a string").to_owned();
        let (start, end) = (place("start"), place("end"));
        assert!(slice(text, 0, start).ends_with(&string(&quote["prefix"])));
        assert!(slice(text, end, text.len()).starts_with(&string(&quote["suffix"])));
        (string(&item["body"]["value"]), start, end, string(&quote["exact"]))
    };
    items.iter().map(span).collect()
}

#[test]
fn all_hold_the_same_spans() {
    let mut all = 0;
    for page in pages() {
        let text: Vec<char> = page.record.text.as_deref().expect("a text").chars().collect();
        let spans = web_annotation(&page, &text);
        for (_, start, end, words) in &spans {
            assert_eq!(slice(&text, *start, *end), *words);
        }
        assert_eq!(label_studio(&page), spans);
        assert_eq!(brat(&page, &text), spans);
        all += spans.len();
    }
    assert!(all > 300, "{all}");
}

/// What a project is set up with knows every label.
#[test]
fn the_settings_of_projects_name_every_label() {
    let studio = fs::read_to_string("examples/annotation/label-studio.xml").expect("a file");
    let brat = fs::read_to_string("examples/annotation/annotation.conf").expect("a file");
    let kinds = ActorKind::ALL.iter().map(|kind| kind.label());
    let kinds = kinds
        .chain(TimeKind::ALL.iter().map(|kind| kind.label()))
        .chain(["Figure", "Quote"]);
    for label in kinds.chain(EventClass::ALL.iter().map(|class| class.label())) {
        assert!(studio.contains(&format!("<Label value=\"{label}\"/>")), "{label}");
        let line = |line: &str| line.split('\t').next() == Some(label);
        assert!(brat.lines().any(line), "{label}");
    }
    for role in Role::ALL.iter().map(|role| role.label()) {
        assert!(
            studio.contains(&format!("<Relation value=\"{}\"/>", role.to_lowercase())),
            "{role}"
        );
        assert!(brat.contains(&format!("{role}*:<ENTITY>")), "{role}");
    }
    let statuses: Vec<&str> = Status::ALL.iter().map(|status| status.label()).collect();
    assert!(brat.contains(&format!("Value:{}\n", statuses.join("|"))));
}
