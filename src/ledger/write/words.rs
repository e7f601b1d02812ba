//! Words shared by the formats for people: days, amounts, sources.

use std::collections::HashMap;

use crate::emit::record::Number;
use crate::ledger::types::{
    Conflict, ConflictKind, Days, Happening, Ledger, Point, Relation, Saying, Series, Story, Telling,
};
use crate::model::facts::{Comparator, Role, Status};

/// Maximum number of happenings in a story's summary.
const SHORT: usize = 10;
/// Least number of words of a happening in a summary.
const CLAUSE: usize = 3;

/// A ledger with its entries by id.
pub(super) struct Index<'l> {
    pub(super) ledger: &'l Ledger,
    events: HashMap<&'l str, &'l Happening>,
    stories: HashMap<&'l str, &'l Story>,
    names: HashMap<&'l str, &'l str>,
    documents: HashMap<&'l str, &'l crate::ledger::types::Article>,
    series: HashMap<&'l str, Vec<&'l Series>>,
    loose: HashMap<&'l str, Vec<&'l Series>>,
    quotes: HashMap<&'l str, Vec<&'l Saying>>,
    conflicts: HashMap<&'l str, Vec<&'l Conflict>>,
}

impl<'l> Index<'l> {
    pub(super) fn new(ledger: &'l Ledger) -> Index<'l> {
        let documents: HashMap<_, _> = ledger.documents.iter().map(|d| (&*d.id, d)).collect();
        let story = |document: &str| documents.get(document).and_then(|d| d.story.as_deref());
        let mut index = Index {
            ledger,
            events: ledger.events.iter().map(|e| (&*e.id, e)).collect(),
            stories: ledger.stories.iter().map(|s| (&*s.id, s)).collect(),
            names: ledger.actors.iter().map(|a| (&*a.id, &*a.name)).collect(),
            series: HashMap::new(),
            loose: HashMap::new(),
            quotes: HashMap::new(),
            conflicts: HashMap::new(),
            documents: HashMap::new(),
        };
        for series in &ledger.series {
            match &series.event {
                Some(event) => index.series.entry(&**event).or_default().push(series),
                None => {
                    if let Some(story) = story(&series.points[0].document) {
                        index.loose.entry(story).or_default().push(series);
                    }
                }
            }
        }
        for quote in ledger.quotes.iter().filter(|q| q.tellings.len() > 1) {
            if let Some(story) = story(&quote.tellings[0].document) {
                index.quotes.entry(story).or_default().push(quote);
            }
        }
        for conflict in &ledger.conflicts {
            if let Some(story) = story(&conflict.sides[0].document) {
                index.conflicts.entry(story).or_default().push(conflict);
            }
        }
        index.documents = documents;
        index
    }

    /// The stories of several articles; all stories, if there is none.
    pub(super) fn stories(&self) -> Vec<&'l Story> {
        let many = || self.ledger.stories.iter().filter(|s| s.documents.len() > 1);
        if many().next().is_some() {
            many().collect()
        } else {
            self.ledger.stories.iter().collect()
        }
    }

    pub(super) fn story(&self, id: &str) -> Option<&'l Story> {
        self.stories.get(id).copied()
    }

    /// The happenings of a story: its own, and the others in its articles.
    pub(super) fn events(&self, story: &Story) -> Vec<&'l Happening> {
        story
            .events
            .iter()
            .filter_map(|id| self.events.get(&**id).copied())
            .collect()
    }

    /// The most important happenings, by day.
    pub(super) fn short(&self, story: &Story) -> Vec<&'l Happening> {
        let mut events: Vec<(usize, &Happening)> = self.events(story).into_iter().enumerate().collect();
        let says = |e: &Happening| best(e).text.split_whitespace().count() >= CLAUSE;
        events.retain(|(_, e)| e.story.as_ref() == Some(&story.id) && says(e));
        events.sort_by(|(a, one), (b, other)| {
            let key = |e: &Happening| {
                e.importance + 0.15 * (e.sources.min(8) as f32).sqrt() + if e.date.is_some() { 0.1 } else { 0.0 }
            };
            key(other).total_cmp(&key(one)).then(a.cmp(b))
        });
        events.truncate(SHORT);
        events.sort_by_key(|(place, _)| *place);
        events.into_iter().map(|(_, e)| e).collect()
    }

    /// The series of a happening that say more than one article says at once.
    pub(super) fn series(&self, event: &str) -> Vec<&'l Series> {
        self.developing(self.series.get(event))
    }

    /// The series of a story that belong to no happening and say more than one article says at once.
    pub(super) fn loose(&self, story: &str) -> Vec<&'l Series> {
        self.developing(self.loose.get(story))
    }

    /// The series with points of several articles, copies aside, or for several days.
    fn developing(&self, list: Option<&Vec<&'l Series>>) -> Vec<&'l Series> {
        let original = |id: &str| self.document(id).is_none_or(|article| article.copy_of.is_none());
        let several = |series: &&Series| {
            let places = series.points.iter().filter(|point| original(&point.document));
            let mut places = places.map(|point| (&point.document, &point.as_of));
            let first = places.next();
            places.any(|place| Some(place) != first)
        };
        list.into_iter().flatten().copied().filter(several).collect()
    }

    /// The quotes in several articles of a story.
    pub(super) fn quotes(&self, story: &str) -> &[&'l Saying] {
        self.quotes.get(story).map_or(&[], |list| list)
    }

    pub(super) fn conflicts(&self, story: &str) -> &[&'l Conflict] {
        self.conflicts.get(story).map_or(&[], |list| list)
    }

    pub(super) fn name(&self, actor: &str) -> &'l str {
        self.names.get(actor).copied().unwrap_or("")
    }

    pub(super) fn document(&self, id: &str) -> Option<&'l crate::ledger::types::Article> {
        self.documents.get(id).copied()
    }

    /// The name of an article: its site and day, else its id.
    pub(super) fn called(&self, id: &str) -> String {
        let article = self.document(id);
        let site = article.and_then(|a| a.site.clone()).unwrap_or_else(|| id.to_owned());
        match article.and_then(|a| a.published.as_ref()) {
            Some(day) => format!("{site}, {day}"),
            None => site,
        }
    }

    /// The participants in some roles.
    pub(super) fn who(&self, event: &Happening, roles: &[Role]) -> String {
        let parts = event.participants.iter().filter(|p| roles.contains(&p.role));
        parts.map(|p| &*p.text).collect::<Vec<_>>().join("; ")
    }
}

/// The best telling of a happening: the first in the news, with a date, of middling length.
pub(super) fn best(event: &Happening) -> &Telling {
    let full = event.tellings.iter().filter(|t| t.trigger.lemma.is_some());
    let key = |t: &&Telling| {
        let length = t.text.chars().count();
        (
            !t.news,
            t.status != event.status,
            !(30..240).contains(&length),
            t.date.is_none(),
        )
    };
    full.min_by_key(key).unwrap_or(&event.tellings[0])
}

/// Days in words.
pub(super) fn days(date: &Days) -> String {
    if date.start == date.end {
        date.start.clone()
    } else {
        format!("{} – {}", date.start, date.end)
    }
}

/// A status in words; empty for asserted.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Asserted => "",
        Status::Planned => "planned",
        Status::Proposed => "proposed",
        Status::Threatened => "threatened",
        Status::Demanded => "demanded",
        Status::Predicted => "predicted",
        Status::Possible => "possible",
        Status::Conditional => "conditional",
        Status::Negated => "did not happen",
        Status::Denied => "denied",
    }
}

/// A number of things: "1 source", "3 sources".
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// "3 sources, 1 copy".
pub(super) fn sources(event: &Happening) -> String {
    let sources = count(event.sources as usize, "source", "sources");
    match event.copies {
        0 => sources,
        n => format!("{sources}, {}", count(n as usize, "copy", "copies")),
    }
}

/// "5 reports, 1 of them a copy".
pub(super) fn reports(story: &Story, index: &Index) -> String {
    let is_copy = |id: &&String| index.document(id).is_some_and(|article| article.copy_of.is_some());
    let reports = count(story.documents.len(), "report", "reports");
    match story.documents.iter().filter(is_copy).count() {
        0 => reports,
        1 => format!("{reports}, 1 of them a copy"),
        n => format!("{reports}, {n} of them copies"),
    }
}

/// A point's amount with its comparator: "≥10", "≈350", "20–30".
pub(super) fn amount(point: &Point) -> String {
    let show = |n: Option<Number>| n.map_or("?".to_owned(), |n| grouped(&n.0.to_string()));
    let unit = match point.unit.as_deref() {
        Some("%") => "%".to_owned(),
        Some(unit) => format!(" {unit}"),
        None => String::new(),
    };
    let low = point.value.or(point.low);
    match point.comparator {
        Comparator::Exact => format!("{}{unit}", show(low)),
        Comparator::AtLeast => format!("≥{}{unit}", show(low)),
        Comparator::MoreThan => format!(">{}{unit}", show(low)),
        Comparator::AtMost => format!("≤{}{unit}", show(point.value.or(point.high))),
        Comparator::LessThan => format!("<{}{unit}", show(point.value.or(point.high))),
        Comparator::About | Comparator::Vague => format!("≈{}{unit}", show(low.or(point.high))),
        Comparator::Between => format!("{}–{}{unit}", show(point.low), show(point.high)),
    }
}

/// A number with commas between thousands from 10,000 on.
fn grouped(number: &str) -> String {
    let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    let digits = whole.trim_start_matches('-');
    if digits.len() < 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = whole[..whole.len() - digits.len()].to_owned();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

/// The totals of a series, each amount once: "≥10 → 14 → 18".
pub(super) fn chain(series: &Series) -> String {
    let part = |n: usize| {
        series
            .links
            .iter()
            .any(|l| l.from as usize == n && l.relation == Relation::PartOf)
    };
    let mut shown: Vec<String> = Vec::new();
    for (_, point) in series.points.iter().enumerate().filter(|(n, _)| !part(*n)) {
        let amount = amount(point);
        if shown.last() != Some(&amount) {
            shown.push(amount);
        }
    }
    shown.join(" → ")
}

/// The relation of a point to the one before, in words.
pub(super) fn relation(series: &Series, place: usize) -> &'static str {
    let mut links = series.links.iter().filter(|l| match l.relation {
        Relation::PartOf => l.from as usize == place,
        _ => l.to as usize == place,
    });
    // A point that contradicts one and repeats another is shown as a contradiction.
    let link = links
        .clone()
        .find(|l| l.relation == Relation::Conflict)
        .or_else(|| links.next());
    match link.map(|l| l.relation) {
        None => "first",
        Some(Relation::Same) => "same",
        Some(Relation::Refines) => "more exact",
        Some(Relation::UpdateUp) => "higher",
        Some(Relation::UpdateDown) => "lower",
        Some(Relation::PartOf) => "a part",
        Some(Relation::Conflict) => "contradicts",
        Some(Relation::Correction) => "corrects",
    }
}

/// The title of a series.
pub(super) fn title(series: &Series) -> String {
    let nothing = if series.unit.as_deref() == Some("%") {
        "share"
    } else {
        "number"
    };
    let counted = series.counted.as_deref().unwrap_or(nothing);
    match &series.measure {
        Some(measure) if measure != counted => format!("{counted} ({measure})"),
        _ => counted.to_owned(),
    }
}

/// A kind of contradiction, as a question.
pub(super) fn question(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Figure => "How many?",
        ConflictKind::Date => "When?",
        ConflictKind::Status => "Did it happen?",
        ConflictKind::Speaker => "Who said it?",
        ConflictKind::Wording => "In which words?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_news() {
        assert_eq!(count(1, "story", "stories"), "1 story");
        assert_eq!(count(0, "story", "stories"), "0 stories");
        for (number, shown) in [
            ("1204000", "1,204,000"),
            ("-12500.5", "-12,500.5"),
            ("1991", "1991"),
            ("48.2", "48.2"),
        ] {
            assert_eq!(grouped(number), shown);
        }
    }
}
