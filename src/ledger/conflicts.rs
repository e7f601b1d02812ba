//! Contradictions: between figures of one day, dates, statuses, speakers and wordings.

use rustc_hash::FxHashMap as HashMap;

use super::days::day;
use super::happening::contradict;
use super::types::{
    Article, Conflict, ConflictKind, Days, Happening, Quotation, Relation, Saying, Series, Side, Telling,
};
use crate::model::facts::{QuoteKind, Status};

/// All contradictions of a ledger, with ids by position.
pub(super) fn list(
    events: &[Happening],
    series: &[Series],
    quotes: &[Saying],
    two_speakers: &[(String, Side, Side)],
    documents: &[Article],
) -> Vec<Conflict> {
    let mut all = Vec::new();
    let copies = documents.iter().filter_map(|d| Some((&*d.id, d.copy_of.as_deref()?)));
    let copies: HashMap<&str, &str> = copies.collect();
    all.extend(series.iter().flat_map(|s| figures(s, &copies)));
    all.extend(events.iter().filter_map(dates));
    all.extend(events.iter().filter_map(status));
    all.extend(two_speakers.iter().map(|(quote, one, other)| Conflict {
        quote: Some(quote.clone()),
        ..conflict(ConflictKind::Speaker, vec![one.clone(), other.clone()])
    }));
    all.extend(quotes.iter().filter_map(wording));
    for (number, conflict) in (1..).zip(&mut all) {
        conflict.id = format!("X{number}");
    }
    all
}

fn conflict(kind: ConflictKind, sides: Vec<Side>) -> Conflict {
    Conflict {
        id: String::new(),
        kind,
        series: None,
        event: None,
        quote: None,
        sides,
    }
}

fn side(telling: &Telling) -> Side {
    Side {
        document: telling.document.clone(),
        start: telling.start,
        end: telling.end,
        text: telling.text.clone(),
    }
}

/// Contradicting figures in articles that are not copies of each other.
fn figures(series: &Series, copies: &HashMap<&str, &str>) -> Vec<Conflict> {
    fn original<'c>(copies: &HashMap<&'c str, &'c str>, id: &'c str) -> &'c str {
        copies.get(id).copied().unwrap_or(id)
    }
    let links = series.links.iter().filter(|l| l.relation == Relation::Conflict);
    let sides = links.filter_map(|link| {
        let points = [&series.points[link.from as usize], &series.points[link.to as usize]];
        let independent = original(copies, &points[0].document) != original(copies, &points[1].document);
        let side = |p: &super::types::Point| Side {
            document: p.document.clone(),
            start: p.start,
            end: p.end,
            text: p.text.clone(),
        };
        independent.then(|| points.map(side).to_vec())
    });
    let with = |sides| Conflict {
        series: Some(series.id.clone()),
        event: series.event.clone(),
        ..conflict(ConflictKind::Figure, sides)
    };
    sides.map(with).collect()
}

/// Two tellings with different days of their own.
fn dates(event: &Happening) -> Option<Conflict> {
    let own = |telling: &Telling| {
        let date = telling.date.as_ref()?;
        let days = Days {
            start: date.start.clone(),
            end: date.end.clone(),
            precision: date.precision,
            basis: date.basis,
        };
        (telling.status == Status::Asserted && day(&days.start).is_some()).then_some(days)
    };
    let told: Vec<(&Telling, Days)> = event.tellings.iter().filter_map(|t| Some((t, own(t)?))).collect();
    let (first, days) = told.first()?;
    let (other, _) = told
        .iter()
        .find(|(t, d)| t.document != first.document && contradict(days, d))?;
    Some(Conflict {
        event: Some(event.id.clone()),
        ..conflict(ConflictKind::Date, vec![side(first), side(other)])
    })
}

/// A telling that the event happened, and one that it did not.
fn status(event: &Happening) -> Option<Conflict> {
    let first = |wanted: &[Status]| {
        event
            .tellings
            .iter()
            .find(|t| t.trigger.lemma.is_some() && wanted.contains(&t.status))
    };
    let (yes, no) = (first(&[Status::Asserted])?, first(&[Status::Negated, Status::Denied])?);
    Some(Conflict {
        event: Some(event.id.clone()),
        ..conflict(ConflictKind::Status, vec![side(yes), side(no)])
    })
}

/// Two wordings of one direct quote.
fn wording(saying: &Saying) -> Option<Conflict> {
    let plain = |q: &Quotation| super::words::words(&q.text).collect::<Vec<_>>();
    let direct: Vec<&Quotation> = saying.tellings.iter().filter(|q| q.kind == QuoteKind::Direct).collect();
    let first = direct.first()?;
    let words = plain(first);
    // A shorter piece of the same words is no other wording.
    let inside = |one: &[String], other: &[String]| {
        one.len() <= other.len() && other.windows(one.len().max(1)).any(|w| w == one)
    };
    let other = direct.iter().find(|q| {
        let theirs = plain(q);
        !inside(&words, &theirs) && !inside(&theirs, &words)
    })?;
    let side = |q: &Quotation| Side {
        document: q.document.clone(),
        start: q.start,
        end: q.end,
        text: q.text.clone(),
    };
    Some(Conflict {
        quote: Some(saying.id.clone()),
        ..conflict(ConflictKind::Wording, vec![side(first), side(other)])
    })
}
