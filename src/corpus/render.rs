//! Rendering of facts in the corpora: one line each, for review at a glance.

use super::{Extractor, Rendered, rendered};
use crate::language::Document;
use crate::language::clause::{Argument, Found, Negation, VerbGroup};
use crate::link::Report;
use crate::model::facts::{Actor, Aspect, Comparator, Event, Figure, Quote, QuoteKind, Role, TimeExpression, TimeKind};
use crate::model::ids::TokenId;

/// Every kind of fact with its corpus. Registering one is one line.
pub(crate) static EXTRACTORS: &[Extractor] = &[
    // A time: type, value, and `mod`, `quant`, `freq` where it has them.
    Extractor {
        name: "time",
        corpus: include_str!("time.txt"),
        render: |_, report| rendered(&report.times, time),
    },
    // An actor at its first mention, with its other mentions and its roles.
    Extractor {
        name: "actor",
        corpus: include_str!("actor.txt"),
        render: |doc, report| report.actors.iter().map(|a| actor(doc, a)).collect(),
    },
    // A figure: kind, value with comparator sign and unit, what is counted, the aspect unless it is the total:
    // `count >340 "drones"`, `money 5e9..7e9 USD`, `percent 7% decrease`.
    Extractor {
        name: "figure",
        corpus: include_str!("figure.txt"),
        render: |doc, report| rendered(&report.figures, |f| figure(doc, f)),
    },
    // A quote. Its brackets stand around contents, not around whole quotes: content in several pieces is bracketed
    // from the first to the last.
    Extractor {
        name: "quote",
        corpus: include_str!("quote.txt"),
        render: |doc, report| quotes(report, |q| quote(doc, q)),
    },
    // An event. Its brackets stand around triggers.
    Extractor {
        name: "event",
        corpus: include_str!("event.txt"),
        render: |doc, report| {
            let one = |e: &Event| Rendered {
                span: e.trigger.span,
                rule: e.rule,
                text: event(doc, e),
            };
            report.events.iter().map(one).collect()
        },
    },
];

/// Analyses below the extractors. A verb group's brackets stand around its head.
pub(crate) static ANALYSES: &[Extractor] = &[Extractor {
    name: "clause",
    corpus: include_str!("clause.txt"),
    render: |doc, _| {
        let one = |group: &VerbGroup| Rendered {
            span: doc.token(group.head).span,
            rule: "clause",
            text: verb_group(doc, group),
        };
        doc.verb_groups().iter().map(one).collect()
    },
}];

/// A time on one line: type, value, and `mod`, `quant`, `freq` where it has them.
fn time(time: &TimeExpression) -> String {
    let kind = match time.kind {
        TimeKind::Date => "DATE",
        TimeKind::Time => "TIME",
        TimeKind::Duration => "DURATION",
        TimeKind::Set => "SET",
    };
    let mut line = format!("{kind} {}", time.value);
    if let Some(modifier) = time.modifier {
        line += &format!(" mod={modifier}");
    }
    if let Some(quant) = time.quant {
        line += &format!(" quant={quant}");
    }
    if let Some(times) = time.freq {
        line += &format!(" freq={times}X");
    }
    line
}

/// The kind, name, other mentions and roles of an actor: "Person Ann Lee = she = the minister (Finance Minister)".
fn actor(doc: &Document, found: &Actor) -> Rendered {
    let mut text = format!("{:?} {}", found.kind, found.name);
    for mention in found.mentions.iter().skip(1) {
        text += " = ";
        text += mention.span.of(doc.text());
    }
    if !found.roles.is_empty() {
        text += &format!(" ({})", found.roles.join("; "));
    }
    Rendered {
        span: found.mentions.first().map(|m| m.span).unwrap_or_default(),
        rule: found.rule,
        text,
    }
}

fn figure(doc: &Document, found: &Figure) -> String {
    let sign = match found.comparator {
        Comparator::Exact | Comparator::Between => "",
        Comparator::AtLeast => ">=",
        Comparator::MoreThan => ">",
        Comparator::AtMost => "<=",
        Comparator::LessThan => "<",
        Comparator::About => "~",
        Comparator::Vague => "many ",
    };
    let number = match (found.value, found.low, found.high) {
        (Some(value), _, _) => format!("{}", rounded(value)),
        (None, Some(low), Some(high)) => format!("{}..{}", rounded(low), rounded(high)),
        (None, low, high) => format!("{}", rounded(low.or(high).unwrap_or_default())),
    };
    let mut text = format!("{} {sign}{number}", name(&found.kind));
    if let Some(unit) = &found.unit {
        text += &format!(" {unit}");
    }
    if let Some(counted) = found.counted {
        text += &format!(" \"{}\"", counted.of(doc.text()));
    }
    if found.aspect != Aspect::Total {
        text += &format!(" {}", name(&found.aspect));
    }
    text
}

/// A value as the record spells it.
fn name<T: serde::Serialize>(value: &T) -> String {
    let word = serde_json::to_value(value).ok();
    word.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A value rounded to four decimals.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// The quotes in order of their contents, each written by a function.
fn quotes(report: &Report, write: impl Fn(&Quote) -> String) -> Vec<Rendered> {
    let one = |q: &Quote| Rendered {
        span: q.content.iter().skip(1).fold(q.content[0], |all, s| all.cover(*s)),
        rule: q.rule,
        text: write(q),
    };
    let mut rendered: Vec<Rendered> = report.quotes.iter().map(one).collect();
    rendered.sort_by_key(|r| (r.span.start, std::cmp::Reverse(r.span.end)));
    rendered
}

/// A quote on one line: kind, cue and source, and the content where it is not what the corpus brackets.
fn quote(doc: &Document, found: &Quote) -> String {
    let text = doc.text();
    let kind = match found.kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Mixed => "mixed",
    };
    let cue = found.cue.as_ref().map_or("-", |c| c.lemma.as_str());
    let source = found.source.map_or("-", |s| s.of(text));
    format!("{kind} {cue} ({source})")
}

/// An event on one line: class, status, days, who to whom, and where.
fn event(doc: &Document, found: &Event) -> String {
    let text = doc.text();
    let status = format!("{:?}", found.status).to_lowercase();
    let mut line = format!("{} {status}", format!("{:?}", found.class).to_uppercase());
    if let Some(date) = found.date {
        line.push_str(&format!(" {}", date.days.start));
        if date.days.end != date.days.start {
            line.push_str(&format!("/{}", date.days.end));
        }
    }
    let mut who = |role: Role, mark: &str| {
        let spans = found.participants.iter().filter(|p| p.role == role);
        let names: Vec<&str> = spans.map(|p| p.span.of(text)).collect();
        if !names.is_empty() {
            line.push_str(&format!(" {mark}{}", names.join("+")));
        }
    };
    who(Role::Agent, "by ");
    who(Role::Patient, "of ");
    who(Role::Recipient, "to ");
    who(Role::Instrument, "with ");
    if let Some(place) = found.place {
        line.push_str(&format!(" at {}", place.span.of(text)));
    }
    line
}

/// A verb group on one line: "past passive not (particle), under said (reported), subject port, agent rebels".
fn verb_group(doc: &Document, group: &VerbGroup) -> String {
    let mut parts = vec![shape(group)];
    for governor in doc.governors(group.head) {
        if let Some(sense) = governor.sense {
            parts.push(format!("under {} ({})", doc.lower(governor.token), word(&sense)));
        }
    }
    let arguments = doc.arguments(group.head);
    let mut argument = |name: &str, argument: Option<Argument>| {
        if let Some(Argument { head, found }) = argument {
            let how = if found == Found::Own {
                String::new()
            } else {
                format!(" ({})", word(&found))
            };
            parts.push(format!("{name} {}{how}", doc.lower(head)));
        }
    };
    argument("subject", arguments.subject);
    argument("object", arguments.object);
    let own = |head: Option<TokenId>| {
        head.map(|head| Argument {
            head,
            found: Found::Own,
        })
    };
    argument("indirect", own(arguments.indirect));
    argument("agent", own(arguments.agent));
    parts.join(", ")
}

/// Tense or form, aspect, voice, modality and negation of a verb group.
fn shape(group: &VerbGroup) -> String {
    let mut words = vec![group.tense.map_or_else(|| word(&group.form), |tense| word(&tense))];
    words.extend(group.perfect.then(|| "perfect".to_owned()));
    words.extend(group.progressive.then(|| "progressive".to_owned()));
    words.extend(group.is_passive().then(|| "passive".to_owned()));
    words.extend(group.modality.map(|m| word(&m)).filter(|m| *m != words[0]));
    let negation = group.negation.filter(|n| *n != Negation::Until);
    words.extend(negation.map(|n| format!("not ({})", word(&n))));
    words.join(" ")
}

/// The name of an enum's variant in snake case.
fn word(variant: &impl std::fmt::Debug) -> String {
    let mut word = String::new();
    for c in format!("{variant:?}").chars() {
        if c.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.extend(c.to_lowercase());
    }
    word
}
