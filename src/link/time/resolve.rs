//! Resolution of a point to a period of the calendar.

use super::calendar::{moved, within_year};
use super::reported::Reported;
use super::tense::{self, Tense};
use crate::language::{Deprel, Document};
use crate::lexicon::time::{Context as Listed, holiday_once, speaks};
use crate::model::date::Date;
use crate::model::facts::{Anchor, TimeExpression};
use crate::model::ids::{TimeId, TokenId, TokenRange};
use crate::model::timex::{Base, Calendar, Clock, Form, Lean, Origin, Point, Sub, Unit};

/// The time in focus: the last one that the text has introduced.
#[derive(Clone, Copy, Debug)]
pub(super) struct Focus {
    pub(super) time: TimeId,
    pub(super) calendar: Calendar,
    /// True if its year is explicit: its own, or that of the time in the same sentence that it was resolved against.
    pub(super) explicit_year: bool,
    /// Its first token.
    pub(super) at: TokenId,
    /// Minutes from midnight, if it has a clock time.
    pub(super) clock: Option<u32>,
}

/// The state against which times are resolved while an article is read.
pub(super) struct Context<'d> {
    doc: &'d Document,
    published: Option<Date>,
    history: bool,
    focus: Option<Focus>,
    /// The last focus that is a day.
    day: Option<(TimeId, Date)>,
    /// The last such day before the publication.
    past_day: Option<(TimeId, Date)>,
    /// The last focus that is a month or lies in one, in the year before the publication: its first day.
    month: Option<(TimeId, Date)>,
    reported: Reported,
    /// The first year that an article of history tells, for what it tells before.
    opening: Option<(i32, TimeId)>,
    /// The last year at the head of a section.
    chronicle: Option<Chronicle>,
    trees: bool,
}

/// A year that heads a section, whose months and days are in it: "2008: Elections".
#[derive(Clone, Copy)]
struct Chronicle {
    year: i32,
    time: TimeId,
    section: u32,
}

type Resolved = (Calendar, Option<Anchor>);

impl<'d> Context<'d> {
    pub(super) fn new(doc: &'d Document, published: Option<Date>, times: &[TimeExpression]) -> Context<'d> {
        let history = super::tells_history(times, published);
        let year = |(number, time): (u32, &TimeExpression)| match time.form {
            Form::Point(Point {
                base: Base::Year(year), ..
            }) => Some((year, TimeId(number))),
            _ => None,
        };
        Context {
            opening: (0..).zip(times).find_map(year).filter(|_| history),
            doc,
            published,
            history,
            focus: None,
            day: None,
            past_day: None,
            month: None,
            reported: Reported::default(),
            chronicle: None,
            trees: tense::has_trees(doc),
        }
    }

    /// Moves the focus to a resolved time.
    pub(super) fn turn_to(&mut self, focus: Focus) {
        if let Calendar::Year(year) = focus.calendar
            && self.heads_a_section(focus.at)
        {
            let (time, section) = (focus.time, self.section_of(focus.at));
            self.chronicle = Some(Chronicle { year, time, section });
        }
        if let Calendar::Day(day) = focus.calendar {
            self.day = Some((focus.time, day));
            if self.published.is_some_and(|p| day <= p) {
                self.past_day = self.day;
            }
        }
        if focus.calendar.month().is_some()
            && let Some(days) = focus.calendar.days()
            && self.published.is_none_or(|p| p.days_since(days.start) <= YEAR)
        {
            self.month = Some((focus.time, days.start));
        }
        if let Calendar::Quarter(year, quarter) = focus.calendar
            && self.is_reported(focus)
        {
            self.reported.record_quarter(focus.time, year, quarter, focus.at);
        }
        // "On December 7 (December 8 in Tokyo), 1941": a year behind the focus that it lies in only makes it sure.
        if let (Calendar::Year(year), Some(told)) = (focus.calendar, self.focus)
            && told.calendar.month().is_some()
            && told.calendar.year() == year
            && self.near(told.at, TokenRange::one(focus.at), 0)
        {
            let calendar = told.calendar;
            self.focus = Some(Focus { calendar, ..focus });
            return;
        }
        // A decade is too long for a focus: the earlier focus stays.
        if self.focus.is_none() || !matches!(focus.calendar, Calendar::Decade(_) | Calendar::Century(_)) {
            self.focus = Some(focus);
        }
    }

    /// Returns whether a quarter is no forecast: it is over, or has begun and is told in the past tense (the fourth quarter of
    /// a year that began in autumn).
    fn is_reported(&self, focus: Focus) -> bool {
        let Some((days, published)) = focus.calendar.days().zip(self.published) else {
            return true;
        };
        let tokens = TokenRange::one(focus.at);
        days.end < published || days.start <= published && self.tense(tokens) == Tense::Past
    }

    /// Returns whether the year of a resolved time is explicit: "2019", "Last year, …", and "March 20" behind them.
    pub(super) fn has_explicit_year(&self, point: Point, time: &TimeExpression) -> bool {
        let first = self.doc.sentence(self.doc.sentence_of(time.tokens.start)).tokens.start;
        match point.base {
            Base::Year(_) => true,
            Base::Shift(_, Unit::Year, Origin::Published) => point.sub == Sub::Whole && time.tokens.start == first,
            Base::Open(Lean::Tense) => self.focus.is_some_and(|focus| {
                let against = time.anchor == Some(Anchor::Time(focus.time));
                focus.explicit_year && against && self.near(focus.at, time.tokens, STORY)
            }),
            _ => false,
        }
    }

    /// Records a length, which may be the period reported on.
    pub(super) fn record_length(&mut self, time: &TimeExpression) {
        self.reported.record_length(self.doc, time);
    }

    /// Returns whether the article tells history.
    pub(super) fn tells_history(&self) -> bool {
        self.history
    }

    /// The time of day of the focus, in minutes from midnight.
    pub(super) fn focus_clock(&self) -> Option<u32> {
        self.focus.and_then(|f| f.clock)
    }

    /// The period of a point; `None` if its reference is not known or the calendar has no such day.
    pub(super) fn resolve(&self, point: Point, tokens: TokenRange) -> Option<Resolved> {
        let fixed = |calendar| Some((calendar, None));
        let of_day_told = point.base == Base::Shift(0, Unit::Day, Origin::Focus);
        if of_day_told && matches!(point.clock, Clock::At(..)) && self.is_in_background(tokens) {
            let (day, anchor) = self.today()?;
            return Some((Calendar::Day(day), anchor));
        }
        match point.base {
            Base::Year(year) if point.sub == Sub::Compared => fixed(self.reported.in_year(year)),
            Base::Year(year) => fixed(within_year(year, point.sub)?),
            Base::Decade(year) => fixed(Calendar::Decade(year)),
            Base::Century(century) => fixed(Calendar::Century(century)),
            Base::Fiscal(year) => fixed(Calendar::Fiscal(year)),
            Base::Shift(n, unit, origin) => self.shift(n, unit, origin, point.sub, tokens),
            Base::Distance(n, unit, origin) => self.distance(n, unit, origin, tokens),
            Base::Open(lean) => self.open(lean, point.sub, tokens),
        }
    }

    /// The publication date.
    fn today(&self) -> Option<(Date, Option<Anchor>)> {
        Some((self.published?, Some(Anchor::Published)))
    }

    /// The first day of the focus; the publication date if there is none yet.
    fn focus_day(&self) -> Option<(Date, Option<Anchor>)> {
        let focus = self
            .focus
            .and_then(|f| Some((f.calendar.days()?.start, Some(Anchor::Time(f.time)))));
        focus.or_else(|| self.today())
    }

    /// The focus, if it is a day, with the token of its time.
    fn day_in_focus(&self) -> Option<(Date, TokenId)> {
        self.focus.and_then(|focus| match focus.calendar {
            Calendar::Day(day) => Some((day, focus.at)),
            _ => None,
        })
    }

    /// Returns whether the focus is a whole year.
    fn is_in_year(&self) -> bool {
        self.focus
            .is_some_and(|focus| matches!(focus.calendar, Calendar::Year(_)))
    }

    /// The start of the last month or day that the text named in the year before, or else the focus.
    fn told_month(&self) -> Option<(Date, Option<Anchor>)> {
        let told = self.month.map(|(time, start)| (start, Some(Anchor::Time(time))));
        told.or_else(|| self.focus_day())
    }

    fn told_day(&self, tokens: TokenRange) -> Option<(Date, Option<Anchor>)> {
        let ahead = |(_, day): (TimeId, Date)| self.published.is_some_and(|p| day > p);
        match self.focus {
            // "It takes effect on Monday. The rules were released the same day": not on the day that lies ahead.
            _ if self.day.is_some_and(ahead) && self.past_day.is_some() && self.tense(tokens) == Tense::Past => {
                self.past_day.map(|(time, day)| (day, Some(Anchor::Time(time))))
            }
            // The focus is a period, not a day; in history the last day may be over.
            Some(Focus {
                calendar: Calendar::Day(day),
                time,
                ..
            }) => Some((day, Some(Anchor::Time(time)))),
            _ => self
                .day
                .map(|(time, day)| (day, Some(Anchor::Time(time))))
                .filter(|_| !self.history)
                .or_else(|| self.today().filter(|_| !self.history)),
        }
    }

    /// Returns whether the focus is a day long before the publication and the time to be resolved is not in the past tense:
    /// "The club was founded on May 4, 1921. The match starts at 8 p.m.".
    fn is_in_background(&self, tokens: TokenRange) -> bool {
        let Some((day, _)) = self.day_in_focus() else {
            return false;
        };
        let old = self.published.is_some_and(|p| p.days_since(day) > BACKGROUND);
        old && !self.history && self.tense(tokens) != Tense::Past
    }

    fn origin(&self, origin: Origin, unit: Unit, tokens: TokenRange) -> Option<(Date, Option<Anchor>)> {
        match origin {
            // In history, "this day" is the day in focus.
            Origin::Published if self.history && self.focus.is_some() && unit <= Unit::Year => {
                if unit <= Unit::Week {
                    self.told_day(tokens)
                } else {
                    self.focus_day()
                }
            }
            Origin::Published => self.today(),
            Origin::Near if !self.history && !self.focus.is_some_and(|f| self.near(f.at, tokens, 1)) => self.today(),
            Origin::Focus | Origin::Near if unit <= Unit::Week => self.told_day(tokens),
            // "The firm was founded in 2001. Sales fell at the end of the month": a year does not tell which month.
            Origin::Focus | Origin::Near if unit == Unit::Month && self.is_in_year() => self.told_month(),
            Origin::Focus | Origin::Near => self.focus_day(),
        }
    }

    /// The period at a number of units from its origin: "last week", "the following day", "this year's third quarter".
    fn shift(&self, n: i32, unit: Unit, origin: Origin, sub: Sub, tokens: TokenRange) -> Option<Resolved> {
        if unit == Unit::Quarter
            && origin == Origin::Focus
            && let Some(told) = self.reported.quarter()
        {
            let quarters = told.year * 4 + told.number as i32 - 1 + n;
            let quarter = Calendar::Quarter(quarters.div_euclid(4), quarters.rem_euclid(4) as u32 + 1);
            return Some((quarter, Some(Anchor::Time(told.time))));
        }
        if sub == Sub::Compared
            && let Some((year, time)) = self.reported.year(self.doc, None)
        {
            return Some((self.reported.in_year(year + n), Some(Anchor::Time(time))));
        }
        let (from, anchor) = self.origin(origin, unit, tokens)?;
        let (n, anchor) = if unit == Unit::Quarter && origin == Origin::Focus {
            (n - 1, anchor)
        } else {
            (n, anchor)
        };
        // "the quarter", "the week": the last one in the text, whatever is in focus now.
        if sub == Sub::Weekend && origin == Origin::Focus {
            return self.weekend(tokens);
        }
        let over = sub == Sub::Weekend && n == 0 && self.is_last_weekend(from, tokens);
        // "was held this weekend", told on a Monday
        let day = moved(from, if over { -1 } else { n }, unit);
        let calendar = match sub {
            Sub::Whole => Calendar::around(day, unit),
            Sub::Weekday(weekday) => {
                let monday = day.plus_days(1 - i64::from(day.weekday()));
                Calendar::Day(monday.plus_days(i64::from(weekday) - 1))
            }
            Sub::Weekend => Calendar::around(day, Unit::Weekend),
            Sub::Compared => self.reported.in_year(day.year()),
            sub => within_year(day.year(), sub)?,
        };
        Some((calendar, anchor))
    }

    /// Returns whether "this weekend" is the one before: early in the week, and not in the future tense.
    fn is_last_weekend(&self, today: Date, tokens: TokenRange) -> bool {
        match self.tense(tokens) {
            Tense::Past => today.weekday() < 5,
            Tense::Open => today.weekday() < 3,
            Tense::Future => false,
        }
    }

    /// The point at a distance from its origin: "two weeks ago", "a year earlier", "three days later".
    fn distance(&self, n: i32, unit: Unit, origin: Origin, tokens: TokenRange) -> Option<Resolved> {
        // Business news compares a quarter with the same one of another year, even "a year ago".
        if unit == Unit::Year
            && n == -1
            && let Some((year, time)) = self.reported.year(self.doc, Some(tokens.start))
        {
            return Some((self.reported.in_year(year + n), Some(Anchor::Time(time))));
        }
        let (from, anchor) = self.origin(origin, unit, tokens)?;
        Some((Calendar::around(moved(from, n, unit), unit), anchor))
    }

    /// Returns whether a token is in the same paragraph, at most `sentences` before.
    fn near(&self, at: TokenId, tokens: TokenRange, sentences: u32) -> bool {
        let (a, b) = (self.doc.sentence_of(at), self.doc.sentence_of(tokens.start));
        let paragraph = |s| self.doc.sentence(s).paragraph;
        b.0 - a.0 <= sentences && paragraph(a) == paragraph(b)
    }

    fn tense(&self, tokens: TokenRange) -> Tense {
        tense::of(self.doc, tokens, self.trees)
    }

    /// The period of a calendar name without year: "Friday", "last October", "June 5", "the third quarter",
    /// "Christmas".
    fn open(&self, lean: Lean, sub: Sub, tokens: TokenRange) -> Option<Resolved> {
        if let Sub::Holiday(number) = sub
            && let Some(day) = holiday_once(number)
        {
            return Some((Calendar::Day(day), None));
        }
        if let Some((year, time)) = self.narrative_year(lean, sub, tokens) {
            return Some((within_year(year, sub)?, Some(Anchor::Time(time))));
        }
        let told = matches!(lean, Lean::Focus | Lean::Following | Lean::Previous);
        let (from, anchor) = if told { self.focus_day()? } else { self.today()? };
        let calendar = match sub {
            Sub::Weekday(weekday) => self.weekday(weekday, from, lean, tokens)?,
            Sub::Weekend => return self.weekend(tokens),
            Sub::DayOfMonth(day) => {
                let (month, anchor) = self.focus_day()?;
                return Some((
                    Calendar::Day(Date::new(month.year(), month.month(), u32::from(day))?),
                    anchor,
                ));
            }
            sub => self.yearly(sub, from, lean, tokens)?,
        };
        Some((calendar, anchor))
    }

    /// Returns whether a year is a heading, or begins one before a colon or dash.
    fn heads_a_section(&self, year: TokenId) -> bool {
        let sentence = self.doc.sentence_tokens(year);
        let alone = year + 1 == sentence.end || matches!(self.doc.lower(year + 1), ":" | "–" | "—");
        self.doc.is_heading(year) && year == sentence.start && alone
    }

    fn section_of(&self, token: TokenId) -> u32 {
        let paragraph = self.doc.paragraph_of(token);
        self.doc.article.paragraphs[paragraph as usize].section
    }

    /// The year that heads the section of a time, unless the paragraph has come to speak of another. In an article of
    /// history the headings that follow belong to the year, too.
    fn year_of_section(&self, focus: Focus, tokens: TokenRange) -> Option<(i32, TimeId)> {
        let chronicle = self.chronicle?;
        let inside = self.history || chronicle.section == self.section_of(tokens.start);
        let other = focus.calendar.year() != chronicle.year && self.near(focus.at, tokens, u32::MAX);
        (inside && !other).then_some((chronicle.year, chronicle.time))
    }

    /// The year of a month, day or season in an article of history, or right behind a date of an earlier year.
    fn narrative_year(&self, lean: Lean, sub: Sub, tokens: TokenRange) -> Option<(i32, TimeId)> {
        let month = match sub {
            Sub::Month(month)
            | Sub::Day(month, _)
            | Sub::WeekOf(month, _)
            | Sub::WeekOfMonth(month, _)
            | Sub::WeekdayOfMonth(month, ..) => Some(u32::from(month)),
            Sub::Quarter(_) | Sub::Half(_) if !self.history => return None,
            Sub::Season(_) | Sub::Quarter(_) | Sub::Half(_) | Sub::Holiday(_) => None,
            _ => return None,
        };
        let Some(focus) = self.focus else {
            return self.opening.filter(|_| lean == Lean::Tense);
        };
        let year = focus.calendar.year();
        let wide = matches!(focus.calendar, Calendar::Decade(_) | Calendar::Century(_));
        match lean {
            Lean::Focus if !wide => return Some((year, focus.time)),
            Lean::Following => {
                let same = focus
                    .calendar
                    .month()
                    .is_some_and(|m| month.is_some_and(|month| month > m));
                return Some((year + i32::from(!same), focus.time));
            }
            Lean::Tense | Lean::This if !wide => {}
            Lean::Last | Lean::Next if self.history && !wide => {
                let earlier = focus
                    .calendar
                    .month()
                    .is_some_and(|m| month.is_some_and(|month| month < m));
                let n = if lean == Lean::Last {
                    i32::from(!earlier)
                } else {
                    -i32::from(!earlier)
                };
                return Some((year - n, focus.time));
            }
            _ => return None,
        }
        // "In December 1941 … In January": the next one.
        let wrapped = matches!((focus.calendar.month(), month), (Some(m), Some(month)) if m >= month + 6);
        if let Some((year, time)) = self.year_of_section(focus, tokens) {
            let wrapped = wrapped && self.near(focus.at, tokens, STORY);
            return Some((year + i32::from(wrapped), time));
        }
        let earlier = self.published.is_none_or(|p| year < p.year());
        // "chosen in 2017, it will meet in June"
        let told = || self.tense(tokens) != Tense::Future;
        let behind = !self.history && focus.explicit_year && earlier && self.near(focus.at, tokens, 0);
        let behind = behind && told() && !tense::is_as_of(self.doc, tokens) && !self.is_of_a_thing(focus.at, tokens);
        let goes_on = !self.history && lean == Lean::Tense && earlier && self.goes_on(focus, month, tokens);
        (self.history || behind || goes_on).then_some((year + i32::from(wrapped), focus.time))
    }

    /// Returns whether a month in the past tense goes on with what the sentence before tells of an earlier year: "On 12
    /// March 2021 he was arrested. In June, a court freed him." A birth tells no story that goes on.
    fn goes_on(&self, focus: Focus, month: Option<u32>, tokens: TokenRange) -> bool {
        let (Some(first), Some(month), Some(published)) = (focus.calendar.month(), month, self.published) else {
            return false;
        };
        let before = self.doc.sentence(self.doc.sentence_of(focus.at)).tokens;
        let birth = before.iter().any(|t| speaks(self.doc.lower(t), Listed::Birth));
        // "He was tried in May 2021 for what he told on Aug. 2": days of the last weeks are news.
        let back = (published.month() + 12 - month) % 12;
        // The months behind that of last year may be this year's.
        let later = month > first || published.year() > focus.calendar.year() + 1;
        let story = focus.explicit_year && later && !birth && back > NEWS_MONTHS;
        story && self.near(focus.at, tokens, STORY) && self.tense(tokens) == Tense::Past
    }

    /// Returns whether a time dates a thing, and another time of the sentence does not: "a plan approved in 1987, …
    /// through Sept. 29".
    fn is_of_a_thing(&self, time: TokenId, other: TokenRange) -> bool {
        let up = |from| std::iter::successors(Some(from), |t| self.doc.head(*t)).take(CLIMB);
        let described = |t: &TokenId| matches!(self.doc.token(*t).deprel, Deprel::Acl | Deprel::AclRelcl);
        let clause = up(time).find(described);
        clause.is_some_and(|clause| !up(other.start).any(|t| t == clause))
    }

    /// The day of a weekday: by the tense on or before, or on or after the reference.
    fn weekday(&self, weekday: u8, from: Date, lean: Lean, tokens: TokenRange) -> Option<Calendar> {
        let back = i64::from((from.weekday() + 7 - u32::from(weekday)) % 7);
        let ahead = (7 - back) % 7;
        let full = |days: i64| if days == 0 { 7 } else { days };
        if lean == Lean::Tense
            && let Some(first) = self.first_of_range(tokens).or_else(|| self.day_of_report(tokens))
        {
            let after = i64::from((7 + u32::from(weekday) - first.weekday()) % 7);
            return Some(Calendar::Day(first.plus_days(full(after))));
        }
        let days = match lean {
            Lean::Last => -full(back),
            Lean::Next => full(ahead),
            Lean::This => ahead,
            Lean::Previous => -full(back),
            Lean::Following => full(ahead),
            Lean::Focus => i64::from(weekday) - i64::from(from.weekday()),
            Lean::Tense => match self.tense(tokens) {
                Tense::Future if tense::is_surely_ahead(self.doc, tokens) => ahead,
                Tense::Open if tense::runs_through(self.doc, tokens) => ahead,
                _ => -back,
            },
        };
        Some(Calendar::Day(from.plus_days(days)))
    }

    /// The day before "through" ("Wednesday through Friday"), or before "or" if it lies ahead ("Thursday or Friday").
    fn first_of_range(&self, tokens: TokenRange) -> Option<Date> {
        let (day, at) = self.day_in_focus()?;
        let joined = matches!(self.doc.lower(at + 1), "through" | "to" | "-" | "–" | "until");
        let ahead = self.published.is_some_and(|published| day > published);
        let either = ahead && (at + 2..=at + 3).contains(&tokens.start);
        let either = either && matches!(self.doc.lower(tokens.start - 1), "or" | "and");
        (tokens.start == at + 2 && joined || either).then_some(day)
    }

    /// The day of a report that tells what would happen then: "announced on Friday that it would meet on Monday".
    fn day_of_report(&self, tokens: TokenRange) -> Option<Date> {
        let (day, at) = self.day_in_focus()?;
        let doc = self.doc;
        let verb = doc.head(doc.head_of(tokens))?;
        let report = doc.head(verb).filter(|_| doc.token(verb).deprel == Deprel::Ccomp)?;
        let would = doc.children(verb).any(|c| doc.lower(c) == "would");
        let told = std::iter::successors(doc.head(at), |t| doc.head(*t))
            .take(2)
            .any(|t| t == report);
        let over = self.published.is_some_and(|published| day <= published);
        (would && told && over).then_some(day)
    }

    /// The days of "the weekend".
    fn weekend(&self, tokens: TokenRange) -> Option<Resolved> {
        let (from, anchor) = self.today()?;
        let future = self.tense(tokens) == Tense::Future || from.weekday() >= 6;
        let day = if future { from } else { from.plus_days(-7) };
        Some((Calendar::around(day, Unit::Weekend), anchor))
    }

    /// The period of a month, day, quarter, season or holiday, which recurs every year.
    fn yearly(&self, sub: Sub, from: Date, lean: Lean, tokens: TokenRange) -> Option<Calendar> {
        let candidate = |year: i32| {
            let calendar = within_year(year, sub)?;
            Some((calendar, calendar.days()?))
        };
        let all: Vec<_> = (from.year() - 4..=from.year() + 4).filter_map(candidate).collect();
        let holds = |days: &crate::model::date::DateRange| days.start <= from && from <= days.end;
        // A quarter is reported when it is over, also in the future tense ("will report").
        let quarter = matches!(sub, Sub::Quarter(_) | Sub::Half(_));
        let before = || all.iter().rev().find(|(_, days)| days.end < from);
        let after = || all.iter().find(|(_, days)| days.start > from);
        let now = || all.iter().find(|(_, days)| holds(days));
        let found = match lean {
            Lean::Last | Lean::Previous => before(),
            Lean::Next | Lean::Following => after(),
            Lean::This => all.iter().find(|(calendar, _)| calendar.year() == from.year()),
            Lean::Focus => all.iter().find(|(calendar, _)| calendar.year() == from.year()),
            Lean::Tense => {
                let since = || before().filter(|_| tense::runs_since(self.doc, tokens));
                let tense = match self.tense(tokens) {
                    Tense::Future if quarter => None,
                    Tense::Past | Tense::Open if tense::runs_through(self.doc, tokens) => None,
                    tense => Some(tense),
                };
                let over = || before().filter(|_| !quarter && tense::is_plainly_past(self.doc, tokens));
                now()
                    .or_else(over)
                    .or_else(since)
                    .or_else(|| by_tense(before(), after(), from, tense))
            }
        };
        found.map(|(calendar, _)| *calendar)
    }
}

type Dated = (Calendar, crate::model::date::DateRange);

/// Prefers the side that the tense indicates unless the other is close; without a tense the nearer.
fn by_tense<'c>(
    before: Option<&'c Dated>,
    after: Option<&'c Dated>,
    from: Date,
    tense: Option<Tense>,
) -> Option<&'c Dated> {
    let (Some(a), Some(b)) = (before, after) else {
        return before.or(after);
    };
    let (back, ahead) = (from.days_since(a.1.end), b.1.start.days_since(from));
    let past = match tense {
        Some(Tense::Past | Tense::Open) => back <= ahead || ahead > CLOSE,
        Some(Tense::Future) => back <= CLOSE / 2 && ahead > 3 * CLOSE,
        None => back <= ahead,
    };
    Some(if past { a } else { b })
}

/// Maximum number of governors between a time and the clause that modifies a thing.
const CLIMB: usize = 8;

/// Maximum number of sentences by which a story goes on without another date.
const STORY: u32 = 3;

/// Number of months before the publication whose days are news where no year is told.
const NEWS_MONTHS: u32 = 2;

/// Age in days, at the publication, up to which a month may be meant by "the month".
const YEAR: i64 = 366;

/// Age in days, at the publication, from which a day is background to the news.
const BACKGROUND: i64 = 31;

/// Days ahead within which a date is close: it may stand in any tense ("a dividend was declared, payable on December
/// 15"), and last year's day would have its year.
const CLOSE: i64 = 62;
