//! Contradictions: between figures of one day, dates, statuses, speakers and wordings. Who orders the entries gives
//! the ids.

use rustc_hash::FxHashMap as HashMap;

use super::days::day;
use super::happening::contradict;
use super::types::{Conflict, ConflictKind, Days, Happening, Quotation, Relation, Saying, Series, Side, Telling};
use crate::model::facts::{QuoteKind, Status};

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

/// Contradicting figures of a series: of two sources in one article, or in articles that are not copies of each other.
pub(super) fn of_series(series: &Series, copies: &HashMap<&str, &str>) -> Vec<Conflict> {
    fn original<'c>(copies: &HashMap<&'c str, &'c str>, id: &'c str) -> &'c str {
        copies.get(id).copied().unwrap_or(id)
    }
    let links = series.links.iter().filter(|l| l.relation == Relation::Conflict);
    let sides = links.filter_map(|link| {
        let points = [&series.points[link.from as usize], &series.points[link.to as usize]];
        let one_article = points[0].document == points[1].document;
        let independent = one_article || original(copies, &points[0].document) != original(copies, &points[1].document);
        let side = |p: &super::types::Point| Side {
            document: p.document.clone(),
            start: p.start,
            end: p.end,
            text: p.text.clone(),
        };
        independent.then(|| points.map(side).to_vec())
    });
    let with = |sides| Conflict {
        event: series.event.clone(),
        ..conflict(ConflictKind::Figure, sides)
    };
    sides.map(with).collect()
}

/// Contradicting tellings of a happening.
pub(super) fn of_event(event: &Happening) -> impl Iterator<Item = Conflict> {
    dates(event).into_iter().chain(status(event))
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
    Some(conflict(ConflictKind::Date, vec![side(first), side(other)]))
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
    Some(conflict(ConflictKind::Status, vec![side(yes), side(no)]))
}

/// One saying of two speakers, with its id.
pub(super) fn of_speakers((saying, one, other): (String, Quotation, Quotation)) -> Conflict {
    Conflict {
        quote: Some(saying),
        ..conflict(ConflictKind::Speaker, vec![words(&one), words(&other)])
    }
}

fn words(quote: &Quotation) -> Side {
    Side {
        document: quote.document.clone(),
        start: quote.start,
        end: quote.end,
        text: quote.text.clone(),
    }
}

/// Two wordings of one direct quote.
pub(super) fn of_wordings(saying: &Saying) -> Option<Conflict> {
    let plain = |q: &Quotation| super::words::words(&q.text).collect::<Vec<_>>();
    let direct: Vec<&Quotation> = saying.tellings.iter().filter(|q| q.kind == QuoteKind::Direct).collect();
    let first = direct.first()?;
    let wording = plain(first);
    // A shorter piece of the same words is no other wording.
    let inside = |one: &[String], other: &[String]| {
        one.len() <= other.len() && other.windows(one.len().max(1)).any(|w| w == one)
    };
    let other = direct.iter().find(|q| {
        let theirs = plain(q);
        !inside(&wording, &theirs) && !inside(&theirs, &wording)
    })?;
    Some(Conflict {
        quote: Some(saying.id.clone()),
        ..conflict(ConflictKind::Wording, vec![words(first), words(other)])
    })
}
