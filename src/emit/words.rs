//! Words of reports: days, amounts, statuses and attributions.
//!
//! The reports for people ([`html`](super::html), [`markdown`](super::markdown)) share them. Additions to the words of
//! the article are in square brackets.

use super::cast::Cast;
use super::record::{
    ActorRecord, AttributionRecord, DateRecord, DocumentRecord, EventRecord, FigureRecord, Number, QuoteRecord,
};
use crate::model::date::{Date, Precision};
use crate::model::facts::{ActorKind, Comparator, Confidence, DateBasis, QuoteKind, Status};
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

/// The weekday, short: "Mon".
fn weekday(date: Date) -> &'static str {
    WEEKDAYS[date.weekday() as usize - 1]
}

/// The day in words ("Mon 21 July 2025"), or the text as it is where it is no day.
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
        _ if Some(&*date.end) == published && long_ago => format!("since{GLUE}{}", start.year()),
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
    let (upper, per) = match figure.unit.as_deref() {
        Some(unit) => unit
            .split_once('/')
            .map_or((unit, None), |(upper, lower)| (upper, Some(lower))),
        None => ("", None),
    };
    let money = upper.len() == 3 && upper.chars().all(|c| c.is_ascii_uppercase());
    let said = |value: Number| if money { cents(number(value)) } else { number(value) };
    let number = match (figure.value, figure.low, figure.high) {
        (Some(value), ..) => said(value),
        (None, Some(low), Some(high)) if low != high => format!("{}–{}", said(low), said(high)),
        (None, Some(one), _) | (None, None, Some(one)) => said(one),
        (None, None, None) => figure.text.clone(),
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

/// An amount of money with its cents: "1.20".
fn cents(number: String) -> String {
    let one_digit = number.rsplit_once('.').is_some_and(|(_, rest)| rest.len() == 1);
    if one_digit { number + "0" } else { number }
}

/// The denominator of a rate, in words: "a barrel".
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

/// A number with commas between thousands; round ones in millions and billions. Endless fractions end after four digits.
pub(super) fn number(number: Number) -> String {
    for (name, size) in [("trillion", 1e12), ("billion", 1e9), ("million", 1e6)] {
        let part = number.0 / size;
        // Only where nothing is lost.
        if part.abs() >= 1.0 && ((part * 100.0).round() / 100.0 * size - number.0).abs() < size * 1e-9 {
            return format!("{}{GLUE}{name}", grouped((part * 100.0).round() / 100.0));
        }
    }
    let short = (number.0 * 1e4).round() / 1e4;
    grouped(if number.0.to_string().len() > 12 && short != 0.0 {
        short
    } else {
        number.0
    })
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
    // Words in the line itself are not repeated behind it.
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

/// The attribution, in words: "Ukrainian forces reported", "according to the ministry".
pub(super) fn says(attribution: &AttributionRecord, cast: &Cast) -> String {
    let who = cast.as_told(attribution.actor.as_deref(), &attribution.text);
    let Some(cue) = attribution.cue.as_ref().map(|cue| cue.text.trim()) else {
        return who;
    };
    match leading(cue) {
        Some(cue) => format!("{cue} {who}"),
        None => format!("{who} {cue}"),
    }
}

/// A cue that stands before its source, as it stands there: "according to", "by", "per".
pub(super) fn leading(cue: &str) -> Option<String> {
    let cue = cue.trim().to_lowercase();
    match cue.as_str() {
        according if according.starts_with("according") => Some("according to".to_owned()),
        "by" | "per" | "in" | "from" | "for" | "to" | "with" => Some(cue),
        _ => None,
    }
}

/// The roles of an actor, without those that are part of another.
pub(super) fn roles(actor: &ActorRecord) -> String {
    let part = |role: &str, of: &str| of.len() > role.len() && of.to_lowercase().contains(&role.to_lowercase());
    let whole = |role: &&String| !actor.roles.iter().any(|other| part(role, other));
    let roles: Vec<&str> = actor.roles.iter().filter(whole).map(|role| &**role).collect();
    roles.join(", ")
}

/// The cue before a paraphrase; none where the words are the speaker's own, or where the cue tells no more than that
/// somebody says it.
pub(super) fn quote_cue(quote: &QuoteRecord) -> Option<&str> {
    let cue = quote.cue.as_ref().filter(|_| quote.kind != QuoteKind::Direct)?;
    leading(&cue.text).is_none().then_some(&*cue.text)
}

/// The words of a quote, in quotation marks what is told word for word. `bare` words go without the "that" which binds
/// them to their cue.
pub(super) fn quoted(quote: &QuoteRecord, bare: bool) -> String {
    let contents: Vec<&str> = quote.content.iter().map(|c| &*c.text).collect();
    match quote.kind {
        QuoteKind::Direct => format!("“{}”", contents.join("” … “")),
        _ => {
            let words = contents.join(" … ");
            let rest = words.strip_prefix("that ").filter(|_| bare);
            rest.map_or(words.clone(), str::to_owned)
        }
    }
}

/// Returns whether an actor of low confidence is to be marked so. A group is never more than a description.
pub(super) fn is_doubtful(actor: &ActorRecord) -> bool {
    actor.confidence == Confidence::Low && actor.kind != ActorKind::Group
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

/// The origin of an article: its site, the host of its address, or the name of its file.
pub(super) fn origin(document: &DocumentRecord) -> &str {
    let file = document.id.rsplit(['/', '\\']).next().filter(|name| !name.is_empty());
    site(document).or(file).unwrap_or(&document.id)
}

/// The site of an article, or the host of its address.
pub(super) fn site(document: &DocumentRecord) -> Option<&str> {
    document.site.as_deref().or_else(|| host(document.url.as_deref()?))
}

/// The host of a web address: "news.example".
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// A number with its noun: "1 figure", "2 figures".
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
    fn amounts_are_said_as_people_write_them() {
        let said = |value: f64, unit: Option<&str>, name: Option<&str>, comparator: &str| {
            let figure = serde_json::json!({
                "id": "f1", "text": "", "start": 0, "end": 0, "kind": "measure", "value": value, "low": null,
                "high": null, "comparator": comparator, "unit": unit, "unit_name": name, "counted": null,
                "measure_of": null, "aspect": "total", "event": null, "as_of": null, "attribution": [],
                "section": null, "confidence": "high", "rule": ""
            });
            let amount = amount(&serde_json::from_value(figure).expect("a figure"));
            let said = format!("{} {} {}", amount.sign, amount.value, amount.unit);
            said.trim().replace(GLUE, " ")
        };
        for (value, unit, name, comparator, text) in [
            (1.2, Some("USD/[bbl_us]"), None, "exact", "$1.20 a barrel"),
            (1.2e6, Some("EUR"), None, "about", "≈ €1.2 million"),
            (340.0, Some("[mi_i]"), Some("miles"), "more_than", "> 340 miles"),
            (
                0.5,
                Some("[pct_pt]"),
                Some("percentage point"),
                "at_most",
                "≤ 0.5 percentage point",
            ),
            (12.5, Some("%"), Some("percent"), "exact", "12.5%"),
            (214.0, None, None, "at_least", "≥ 214"),
        ] {
            assert_eq!(said(value, unit, name, comparator), text);
        }
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
            (5.0 / 3.0, "1.6667"),
            (0.000_012_5, "0.0000125"),
        ] {
            assert_eq!(number(Number(value)).replace(GLUE, " "), text);
        }
    }
}
