//! Links of figures: their event, the time at which they held, their attribution, and units that depend on the context.

use std::collections::BTreeMap;

use super::Report;
use super::time::is_as_of;
use crate::language::{Deprel, Document};
use crate::lexicon::unit::{self, Member};
use crate::model::facts::{Figure, TimeKind};
use crate::model::ids::{EventId, FigureId, TimeId, TokenId};
use crate::model::unit::{Currency, Unit};

/// Maximum number of governors between a figure and its event; farther is another clause.
const CLIMB: usize = 8;

/// Completes the report's figures. All other facts must be linked before.
pub(super) fn link(doc: &Document, report: &mut Report) {
    currencies(report);
    events(doc, report);
    as_of(doc, report);
    attribution(report);
}

/// Sets the event of each figure: the first trigger on the way up the tree, else one beside the figure in its clause
/// ("the attack left five dead").
fn events(doc: &Document, report: &mut Report) {
    let mut triggers = BTreeMap::new();
    for (number, event) in (0..).zip(&report.events) {
        triggers.insert(event.trigger.head, EventId(number));
        for mention in &event.mentions {
            triggers.entry(mention.head).or_insert(EventId(number));
        }
    }
    for (number, figure) in (0..).zip(&mut report.figures) {
        figure.event = event_of(doc, figure, &triggers);
        if let Some(event) = figure.event {
            report.events[event.0 as usize].figures.push(FigureId(number));
        }
    }
}

fn event_of(doc: &Document, figure: &Figure, triggers: &BTreeMap<TokenId, EventId>) -> Option<EventId> {
    let mut at = figure.head;
    for _ in 0..CLIMB {
        if let Some(event) = triggers.get(&at) {
            return Some(*event);
        }
        let relation = doc.token(at).deprel;
        let head = doc.head(at)?;
        if matches!(
            relation,
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl | Deprel::Xcomp
        ) {
            let beside = doc.children(head).find_map(|child| triggers.get(&child));
            if let Some(event) = triggers.get(&head).or(beside) {
                return Some(*event);
            }
        }
        // An event in a clause reported beside the figure's is not its event.
        if matches!(relation, Deprel::Parataxis | Deprel::Ccomp) {
            return None;
        }
        at = head;
    }
    None
}

/// Sets the time at which each figure held: "as of Wednesday" first, then the time of its event, then a date in its
/// clause.
fn as_of(doc: &Document, report: &mut Report) {
    let mut next = 0;
    let mut last = None;
    for figure in &mut report.figures {
        let sentence = doc.sentence(doc.sentence_of(figure.head));
        if last != Some(sentence.span) {
            last = Some(sentence.span);
            while report
                .times
                .get(next)
                .is_some_and(|t| t.span.end <= sentence.span.start)
            {
                next += 1;
            }
        }
        let times = (next..report.times.len())
            .take_while(|i| report.times[*i].span.start < sentence.span.end)
            .filter(|i| {
                matches!(report.times[*i].kind, TimeKind::Date | TimeKind::Time)
                    && !report.times[*i].span.overlaps(figure.span)
            });
        let own = figure
            .event
            .and_then(|event| report.events[event.0 as usize].date.as_ref()?.time);
        let home = clause(doc, figure.head);
        figure.as_of = times
            .clone()
            .find(|i| is_as_of(doc, report.times[*i].tokens))
            .or_else(|| own.map(|time| time.0 as usize))
            .or_else(|| {
                times
                    .clone()
                    .find(|i| clause(doc, report.times[*i].tokens.start) == home)
            })
            .map(|i| TimeId(i as u32));
    }
}

/// The verb or other predicate that governs a token.
fn clause(doc: &Document, token: TokenId) -> TokenId {
    crate::language::clause::predicate_of(doc, token)
}

/// Sets the attribution of each figure.
fn attribution(report: &mut Report) {
    let (sayings, quotes) = (&report.sayings, &report.quotes);
    for figure in &mut report.figures {
        figure.attribution = sayings.attribution(quotes, figure.head);
    }
}

/// Decides between currencies of one name, such as the dollars: the only one that a country of the article uses, else
/// the usual one.
fn currencies(report: &mut Report) {
    let open = |figure: &Figure| figure.unit.as_ref().and_then(Unit::open_family);
    if !report.figures.iter().any(|figure| open(figure).is_some()) {
        return;
    }
    let known = |figure: &Figure| match figure.unit {
        Some(Unit::Money {
            currency: Currency::Known(code),
            ..
        }) => Some(code),
        _ => None,
    };
    let named: Vec<&str> = report.figures.iter().filter_map(known).collect();
    let countries: Vec<String> = report.actors.iter().filter_map(|a| a.country.clone()).collect();
    for figure in &mut report.figures {
        if let Some(Unit::Money { currency, .. }) = &mut figure.unit
            && let Currency::Open(family) = *currency
            && let Some(member) = member(unit::family(family), &named, &countries)
        {
            *currency = Currency::Known(member.code);
        }
    }
}

/// The member of a family that the context indicates. A currency that the article writes in full ("A$5 million ($3.4
/// million)") is not the one of the bare sign.
fn member<'f>(family: &'f [Member], named: &[&str], countries: &[String]) -> Option<&'f Member> {
    let usual = family.first()?;
    let full = |m: &Member| named.contains(&m.code);
    let used = |m: &Member| countries.iter().any(|country| m.countries.contains(&&**country));
    let mut spoken_of = family.iter().filter(|m| used(m));
    match (spoken_of.next(), spoken_of.next()) {
        (Some(only), None) if !full(only) => Some(only),
        _ => Some(usual),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::report;
    use crate::model::date::Date;

    #[test]
    fn a_figure_has_the_event_and_attribution_of_its_clause() {
        let text = "On Monday a bomb killed seven people. Police said that the blast wounded 30 soldiers.";
        let (_, report) = report(text, Date::parse_iso("2025-07-23"));
        let trigger = |figure: &Figure| {
            let event = figure.event.expect("an event");
            assert!(
                report.events[event.0 as usize]
                    .figures
                    .iter()
                    .any(|f| report.figures[f.0 as usize].span == figure.span)
            );
            report.events[event.0 as usize].trigger.span.of(text)
        };
        assert_eq!(trigger(&report.figures[0]), "killed");
        assert_eq!(trigger(&report.figures[1]), "wounded");
        let time = report.figures[0].as_of.expect("a time");
        assert_eq!(report.times[time.0 as usize].value.to_string(), "2025-07-21");
        assert!(report.figures[0].attribution.is_empty());
        assert_eq!(report.figures[1].attribution[0].source.of(text), "Police");
    }

    fn choose(family: &str, named: &[&str], countries: &[&str]) -> &'static str {
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        member(unit::family(family), named, &owned(countries)).map_or("", |m| m.code)
    }

    #[test]
    fn the_countries_of_an_article_choose_its_dollar() {
        assert_eq!(choose("dollar", &[], &[]), "USD");
        assert_eq!(choose("dollar", &[], &["AU"]), "AUD");
        assert_eq!(choose("dollar", &[], &["AU", "US"]), "USD");
        assert_eq!(choose("dollar", &["AUD"], &["AU"]), "USD");
        assert_eq!(choose("peso", &[], &["CL", "FR"]), "CLP");
        assert_eq!(choose("pound", &[], &["EG"]), "EGP");
    }
}
