//! W3C Web Annotation (JSON-LD): a page of annotations an article, selected by position and by quotation.

use serde_json::{Value, json};

use super::{Labelled, spans};
use crate::emit::record::Record;
use crate::emit::slices::Slices;

/// Code points of context around what is selected.
const CONTEXT: u32 = 32;

/// The annotations of a record.
pub(in crate::emit) fn page(record: &Record) -> Value {
    let document = &record.document;
    let name = format!("urn:sha256:{}", document.sha256.as_deref().unwrap_or("unknown"));
    let source = document.url.clone().unwrap_or_else(|| name.clone());
    let slices = Slices::new(record.text.as_deref().unwrap_or_default());
    let items: Vec<Value> = spans(record)
        .iter()
        .map(|span| annotation(span, &name, &source, &slices))
        .collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{name}:annotations"),
        "type": "AnnotationPage",
        "items": items,
    })
}

fn annotation(span: &Labelled, name: &str, source: &str, slices: &Slices) -> Value {
    let prefix = slices
        .get(span.start.saturating_sub(CONTEXT), span.start)
        .unwrap_or_default();
    let suffix = slices
        .get(span.end, (span.end + CONTEXT).min(slices.len()))
        .unwrap_or_default();
    json!({
        "id": format!("{name}:{}", span.id),
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": span.label},
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {"type": "TextQuoteSelector", "exact": span.text, "prefix": prefix, "suffix": suffix},
            ],
        },
    })
}
