//! Words of reports: days, amounts, statuses and attributions.
//!
//! The reports for people ([`html`](super::html), [`markdown`](super::markdown)) share them. Additions to the words of
//! the article are in square brackets.

use super::cast::Cast;
use super::record::{AttributionRecord, DateRecord, EventRecord, FigureRecord, Number};
use crate::model::date::{Date, Precision};
use crate::model::facts::{ActorKind, Comparator, DateBasis, MentionKind, Role, Status};
use crate::source::PublishedBasis;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Keeps the parts of a day on one line.
const GLUE: char = '\u{a0}';

fn month(date: Date) -> &'static str {
    MONTHS[date.month() as usize - 1]
}

fn short_month(date: Date) -> &'static str {
    match month(date) {
        "September" => "Sept",
        "June" | "July" => month(date),
        long => &long[..3],
    }
}

/// "Mon".
fn weekday(date: Date) -> &'static str {
    WEEKDAYS[date.weekday() as usize - 1]
}

/// "Mon 21 July 2025", or the text as it is where it is no day.
pub(super) fn long_day(iso: &str) -> String {
    match Date::parse_iso(iso) {
        Some(day) => format!("{} {} {} {}", weekday(day), day.day(), month(day), day.year()),
        None => iso.to_owned(),
    }
}

/// A date in short form.
pub(super) struct ShortDate {
    /// "Mon", for a single day.
    pub(super) weekday: Option<&'static str>,
    /// "21 July", "early June", "since 2014": with the year where it is not the year of publication.
    pub(super) text: String,
}

/// The short form of a date, in an article published on a day.
pub(super) fn short_date(date: &DateRecord, published: Option<&str>) -> ShortDate {
    let plain = |text: String| ShortDate { weekday: None, text };
    let (Some(start), Some(end)) = (Date::parse_iso(&date.start), Date::parse_iso(&date.end)) else {
        return plain(format!("{} – {}", date.start, date.end));
    };
    let this_year = published.and_then(Date::parse_iso).map(Date::year);
    let year = |day: Date| match Some(day.year()) == this_year {
        true => String::new(),
        false => format!(" {}", day.year()),
    };
    let day = |day: Date, year: &str| format!("{}{GLUE}{}{year}", day.day(), short_month(day));
    let long_ago = start.month() == 1 && start.day() == 1;
    plain(match date.precision {
        Precision::Year | Precision::Decade if start.year() == end.year() => start.year().to_string(),
        Precision::Year | Precision::Decade => format!("{}–{}", start.year(), end.year()),
        Precision::Quarter => format!("Q{} {}", (start.month() - 1) / 3 + 1, start.year()),
        Precision::Season => format!("{} {}", season(start), start.year()),
        Precision::Month => format!("{} {}", short_month(start), start.year()),
        Precision::PartOfMonth => format!("{}{GLUE}{}{}", part(start), short_month(start), year(start)),
        _ if start == end => {
            return ShortDate {
                weekday: Some(weekday(start)),
                text: day(start, &year(start)),
            };
        }
        _ if Some(&*date.end) == published && long_ago => format!("since {}", start.year()),
        _ if Some(&*date.end) == published => format!("since {}", day(start, &year(start))),
        _ if (start.year(), start.month()) == (end.year(), end.month()) => {
            format!("{}–{}", start.day(), day(end, &year(end)))
        }
        _ if start.year() == end.year() => format!("{} – {}", day(start, ""), day(end, &year(end))),
        _ => format!("{} – {}", day(start, &year(start)), day(end, &year(end))),
    })
}

fn part(start: Date) -> &'static str {
    match start.day() {
        1..=10 => "early",
        11..=20 => "mid",
        _ => "late",
    }
}

fn season(start: Date) -> &'static str {
    match start.month() {
        3..=5 => "spring",
        6..=8 => "summer",
        9..=11 => "autumn",
        _ => "winter",
    }
}

/// Returns whether an event's date comes from other words than its own.
pub(super) fn inferred(date: &DateRecord) -> bool {
    matches!(date.basis, DateBasis::Inherited | DateBasis::Publication)
}

/// The basis of the day of publication, in words.
pub(super) fn published_basis(basis: PublishedBasis) -> &'static str {
    match basis {
        PublishedBasis::Option => "given by whoever ran newsx",
        PublishedBasis::Metadata => "from the page’s metadata",
        PublishedBasis::Dateline => "from the dateline",
        PublishedBasis::Text => "from a date in the text",
    }
}

/// A figure's number for readers.
pub(super) struct Amount {
    /// `≥`, `>`, `≤`, `<`, `≈` or nothing.
    pub(super) sign: &'static str,
    /// The sign in words.
    pub(super) bound: &'static str,
    /// "340", "$1.20", "20–30%".
    pub(super) value: String,
    /// "miles", "a barrel".
    pub(super) unit: String,
}

/// The parts of a figure's number for readers.
pub(super) fn amount(figure: &FigureRecord) -> Amount {
    let open = |sign, bound| (sign, bound);
    let (sign, bound) = match (figure.comparator, figure.value.is_some(), figure.low.is_some()) {
        (Comparator::AtLeast, ..) => open("≥", "at least"),
        (Comparator::MoreThan, ..) => open(">", "more than"),
        (Comparator::AtMost, ..) => open("≤", "at most"),
        (Comparator::LessThan, ..) => open("<", "less than"),
        (Comparator::About, ..) => open("≈", "about"),
        (Comparator::Vague, false, true) if figure.high.is_none() => open("≥", "vaguely, at least"),
        (Comparator::Vague, ..) => open("≈", "vaguely"),
        (Comparator::Exact | Comparator::Between, ..) => open("", ""),
    };
    let number = match (figure.value, figure.low, figure.high) {
        (Some(value), ..) => number(value),
        (None, Some(low), Some(high)) if low != high => format!("{}–{}", number(low), number(high)),
        (None, Some(one), _) | (None, None, Some(one)) => number(one),
        (None, None, None) => figure.text.clone(),
    };
    let (upper, per) = match figure.unit.as_deref() {
        Some(unit) => unit
            .split_once('/')
            .map_or((unit, None), |(upper, lower)| (upper, Some(lower))),
        None => ("", None),
    };
    let (value, unit) = match symbol(upper) {
        Some(("%", _)) => (format!("{number}%"), per.map(rate)),
        Some((symbol, glue)) => (format!("{symbol}{glue}{number}"), per.map(rate)),
        None => (number, figure.unit_name.clone().or(figure.unit.clone())),
    };
    let unit = unit.unwrap_or_default();
    Amount {
        sign,
        bound,
        value,
        unit,
    }
}

/// "a barrel".
fn rate(lower: &str) -> String {
    crate::lexicon::unit::name(&format!("/{lower}"), true).unwrap_or_else(|| format!("/{lower}"))
}

/// The symbols of a unit before and behind the number.
fn symbol(unit: &str) -> Option<(&'static str, &'static str)> {
    Some(match unit {
        "USD" => ("$", ""),
        "EUR" => ("€", ""),
        "GBP" => ("£", ""),
        "JPY" => ("¥", ""),
        "AUD" => ("A$", ""),
        "CAD" => ("C$", ""),
        "NZD" => ("NZ$", ""),
        "HKD" => ("HK$", ""),
        "%" => ("%", ""),
        _ => return None,
    })
}

/// A number with commas between thousands; round ones in millions and billions.
pub(super) fn number(number: Number) -> String {
    for (name, size) in [("trillion", 1e12), ("billion", 1e9), ("million", 1e6)] {
        let part = number.0 / size;
        // Only where nothing is lost.
        if part.abs() >= 1.0 && ((part * 100.0).round() / 100.0 * size - number.0).abs() < size * 1e-9 {
            return format!("{}{GLUE}{name}", grouped((part * 100.0).round() / 100.0));
        }
    }
    grouped(number.0)
}

fn grouped(number: f64) -> String {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').map_or((&*text, None), |(w, f)| (w, Some(f)));
    let (minus, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut out = String::from(minus);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A status in words.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Asserted => "told as happened",
        Status::Planned => "planned",
        Status::Proposed => "proposed",
        Status::Threatened => "threatened",
        Status::Demanded => "demanded",
        Status::Predicted => "expected",
        Status::Possible => "not certain",
        Status::Conditional => "only under a condition",
        Status::Negated => "did not happen",
        Status::Denied => "denied",
    }
}

/// The end of an event's line: its status and attribution.
pub(super) struct How {
    /// "demanded by Russia"; `None` for asserted events.
    pub(super) status: Option<String>,
    /// "Zelensky revealed", outermost first.
    pub(super) says: Vec<String>,
}

/// The status and attribution of an event, in words.
pub(super) fn how(event: &EventRecord, cast: &Cast) -> How {
    let mut chain: Vec<&AttributionRecord> = event.attribution.iter().collect();
    let by_somebody = matches!(
        event.status,
        Status::Proposed | Status::Threatened | Status::Demanded | Status::Denied | Status::Predicted
    );
    let by = if by_somebody { chain.pop() } else { None };
    let word = (event.status != Status::Asserted).then(|| status(event.status));
    let status = word.map(|word| match by {
        Some(by) => format!("{word} by {}", lower_the(&cast.called(by.actor.as_deref(), &by.text))),
        None => word.to_owned(),
    });
    // What the line itself says is not said again behind it.
    let in_line = |a: &AttributionRecord| {
        let named = !cast.is_pronoun(a.actor.as_deref(), a.start, &a.text);
        named && a.start >= event.start && a.end <= event.end
    };
    let says = chain
        .into_iter()
        .filter(|a| !in_line(a))
        .map(|a| says(a, cast))
        .collect();
    How { status, says }
}

fn lower_the(name: &str) -> String {
    name.strip_prefix("The ")
        .map_or(name.to_owned(), |rest| format!("the {rest}"))
}

/// "Ukrainian forces reported", "according to the ministry".
pub(super) fn says(attribution: &AttributionRecord, cast: &Cast) -> String {
    let who = cast.as_told(attribution.actor.as_deref(), &attribution.text);
    let Some(cue) = attribution.cue.as_ref().map(|cue| cue.text.trim()) else {
        return who;
    };
    match cue.to_lowercase().starts_with("according") {
        true => format!("according to {who}"),
        false => format!("{who} {cue}"),
    }
}

/// A piece of an event's line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Words of the article.
    Text(&'t str),
    /// The word that tells the event.
    Trigger(&'t str),
    /// An addition by newsx: the antecedent of a pronoun, or the agent.
    Note(String),
}

/// Words that join a clause to what came before it.
const JOINTS: [&str; 9] = [
    "and ",
    "as ",
    "after ",
    "but ",
    "while ",
    "when ",
    "because ",
    "along with ",
    "However, ",
];

/// The line of an event: its clause as written, with notes from other words of the article.
pub(super) fn line<'t>(event: &EventRecord, cast: &Cast, slice: impl Fn(u32, u32) -> &'t str) -> Vec<Piece<'t>> {
    let trigger = &event.trigger;
    let (mut start, end) = (event.start.min(trigger.start), event.end.max(trigger.end));
    let skip = |start: u32, words: &[&str]| {
        let text = slice(start, trigger.start.max(start));
        let word = words.iter().find(|word| text.starts_with(**word));
        start + word.map_or(0, |word| word.chars().count() as u32)
    };
    start = skip(start, &JOINTS);
    let mut pieces = Vec::new();
    let inside = |from: u32, to: u32| from >= start && to <= end;
    let agent = event.participants.iter().find(|p| p.role == Role::Agent);
    let actor = agent.or(event
        .participants
        .iter()
        .find(|p| p.role == Role::Patient && p.end <= trigger.start));
    if let Some(who) = actor.filter(|p| !inside(p.start, p.end)) {
        let name = match who.text.chars().count() > 40 || cast.is_pronoun(who.actor.as_deref(), who.start, &who.text) {
            true => cast.called(who.actor.as_deref(), &who.text),
            false => who.text.clone(),
        };
        start = skip(start, &["who ", "which ", "that "]);
        pieces.push(Piece::Note(format!("[{name}]")));
        pieces.push(Piece::Text(" "));
    }
    let clause = slice(start, end);
    let unclear = |p: &&super::record::ParticipantRecord| {
        cast.mention(p.actor.as_deref(), p.start) == Some(MentionKind::Pronoun) && p.start >= start && p.end <= end
    };
    let mut notes: Vec<(u32, String)> = (event.participants.iter().filter(unclear))
        .map(|p| (p.end, cast.called(p.actor.as_deref(), &p.text)))
        .filter(|(_, name)| !clause.contains(&**name))
        .collect();
    notes.sort();
    notes.dedup();
    let mut at = start;
    let upto = |pieces: &mut Vec<Piece<'t>>, at: &mut u32, to: u32| {
        for (from, to, is_trigger) in [
            (*at, to.min(trigger.start), false),
            ((*at).max(trigger.start), to.min(trigger.end), true),
            ((*at).max(trigger.end), to, false),
        ] {
            if from < to {
                let text = slice(from, to);
                pieces.push(if is_trigger {
                    Piece::Trigger(text)
                } else {
                    Piece::Text(text)
                });
            }
        }
        *at = to.max(*at);
    };
    for (place, name) in notes {
        upto(&mut pieces, &mut at, place);
        pieces.push(Piece::Text(" "));
        pieces.push(Piece::Note(format!("[{name}]")));
    }
    upto(&mut pieces, &mut at, end);
    pieces
}

/// The kind of an actor without description.
pub(super) fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    }
}

/// The origin of an article: its site, or the name of its file.
pub(super) fn origin(document: &super::record::DocumentRecord) -> &str {
    let file = document.id.rsplit(['/', '\\']).next().filter(|name| !name.is_empty());
    document.site.as_deref().unwrap_or(file.unwrap_or(&document.id))
}

/// "1 figure", "2 figures".
pub(super) fn many(n: usize, one: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        n => format!("{} {one}s", grouped(n as f64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(start: &str, end: &str, precision: Precision) -> String {
        let date = DateRecord {
            start: start.to_owned(),
            end: end.to_owned(),
            precision,
            basis: DateBasis::Explicit,
            time: None,
        };
        let said = short_date(&date, Some("2025-07-21"));
        let weekday = said.weekday.map_or(String::new(), |day| format!("{day} "));
        format!("{weekday}{}", said.text).replace(GLUE, " ")
    }

    #[test]
    fn dates_are_said_short() {
        use Precision::{Day, Decade, Month, PartOfMonth, Quarter, Range, Season, Year};
        assert_eq!(date("2025-07-21", "2025-07-21", Day), "Mon 21 July");
        assert_eq!(date("2024-09-01", "2024-09-01", Day), "Sun 1 Sept 2024");
        assert_eq!(date("2025-06-01", "2025-06-10", PartOfMonth), "early June");
        assert_eq!(date("2024-05-01", "2024-05-31", Month), "May 2024");
        assert_eq!(date("2018-01-01", "2018-12-31", Year), "2018");
        assert_eq!(date("1990-01-01", "1999-12-31", Decade), "1990–1999");
        assert_eq!(date("2025-04-01", "2025-06-30", Quarter), "Q2 2025");
        assert_eq!(date("2025-06-01", "2025-08-31", Season), "summer 2025");
        assert_eq!(date("2014-01-01", "2025-07-21", Range), "since 2014");
        assert_eq!(date("2025-07-01", "2025-07-21", Range), "since 1 July");
        assert_eq!(date("2025-07-03", "2025-07-05", Range), "3–5 July");
        assert_eq!(date("2025-02-03", "2025-04-05", Range), "3 Feb – 5 Apr");
        assert_eq!(date("2023-12-30", "2024-01-02", Range), "30 Dec 2023 – 2 Jan 2024");
        assert_eq!(long_day("2025-07-21"), "Mon 21 July 2025");
    }

    #[test]
    fn numbers_lose_nothing() {
        for (value, text) in [
            (1.0, "1"),
            (-1234.5, "−1,234.5"),
            (999_999.0, "999,999"),
            (1_200_000.0, "1.2 million"),
            (1_007_000.0, "1,007,000"),
            (3e9, "3 billion"),
            (0.3333, "0.3333"),
        ] {
            assert_eq!(number(Number(value)).replace(GLUE, " "), text);
        }
    }
}
