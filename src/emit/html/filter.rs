//! The form that narrows the lists: by words, kind, status, confidence, and who takes part. It is shown by the script.

use std::fmt::Write;

use super::escape::Text;
use super::put;
use super::report::Report;
use crate::emit::words;
use crate::model::facts::{ActorKind, Status};

const STATUSES: [Status; 10] = [
    Status::Asserted,
    Status::Planned,
    Status::Proposed,
    Status::Threatened,
    Status::Demanded,
    Status::Predicted,
    Status::Possible,
    Status::Conditional,
    Status::Negated,
    Status::Denied,
];
/// Maximum number of actors to choose from.
const ACTORS: usize = 60;

pub(super) fn write(report: &Report, out: &mut String) {
    put!(
        out,
        "<form class=\"find\" role=\"search\" aria-label=\"Filter the facts{}\" hidden>\n",
        report.which()
    );
    out.push_str(
        "<div class=\"row\"><input type=\"search\" name=\"text\" aria-label=\"Filter facts by words\" \
         placeholder=\"Filter facts\" autocomplete=\"off\" spellcheck=\"false\"><kbd aria-hidden=\"true\">/</kbd>\
         <details class=\"more\"><summary>Filters</summary>\n<div class=\"pop\">\n<fieldset><legend>Kinds</legend><div>",
    );
    for (kind, title) in [
        ("e", "Events"),
        ("a name", "People"),
        ("f", "Figures"),
        ("q", "Quotes"),
        ("t", "Dates"),
    ] {
        let value = &kind[..1];
        put!(
            out,
            "<label><input type=\"checkbox\" name=\"kind\" value=\"{value}\" checked> <span class=\"m {kind}\">{title}</span></label> "
        );
    }
    out.push_str("</div></fieldset>\n<label>Status <select name=\"status\"><option value=\"\">any status</option>");
    for status in STATUSES {
        if report.record.events.iter().any(|e| e.status == status) {
            option(out, &format!("{status:?}").to_lowercase(), words::status(status));
        }
    }
    out.push_str("</select></label>\n<label>Confidence <select name=\"confidence\">");
    for (value, title) in [
        ("", "any confidence"),
        ("medium", "medium and high"),
        ("high", "high only"),
    ] {
        option(out, value, title);
    }
    out.push_str("</select></label>\n<label>Who <select name=\"who\"><option value=\"\">anybody</option>");
    let mut actors: Vec<_> = report.record.actors.iter().collect();
    actors.retain(|a| matches!(a.kind, ActorKind::Person | ActorKind::Organization) || a.salience > 0.02);
    actors.sort_by(|a, b| b.salience.total_cmp(&a.salience).then_with(|| a.name.cmp(&b.name)));
    for actor in actors.into_iter().take(ACTORS) {
        option(out, &format!("{}{}", report.prefix, actor.id), &actor.name);
    }
    out.push_str("</select></label>\n</div></details></div>\n");
    out.push_str(
        "<p class=\"found\" role=\"status\" hidden><span></span> <button type=\"reset\">Clear</button></p>\n</form>\n",
    );
}

fn option(out: &mut String, value: &str, title: &str) {
    put!(out, "<option value=\"{}\">{}</option>", Text(value), Text(title));
}
