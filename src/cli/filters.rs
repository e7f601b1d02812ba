//! The options that select events, common to `extract`, `select` and `convert`.

use crate::emit::select::{Selection, Wanted};
use crate::model::date::Date;
use crate::model::facts::{EventClass, Status};
use clap::Args;
use serde::de::DeserializeOwned;

use super::args::day;

/// Conditions on events; figures and quotes stay with their events.
#[derive(Args, Clone, Default, Debug)]
pub(crate) struct Filters {
    /// Only events on this day or later
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Selection")]
    since: Option<Date>,
    /// Only events on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Selection")]
    until: Option<Date>,
    /// Only events of these classes: ASSAULT,DEATH (newsx explain lists them)
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = class, help_heading = "Selection")]
    class: Vec<EventClass>,
    /// Only events of these statuses: asserted,planned,denied (newsx explain lists them)
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = status, help_heading = "Selection")]
    status: Vec<Status>,
    /// Only events with this actor: a name, part of one, or an id
    #[arg(long, value_name = "NAME", help_heading = "Selection")]
    actor: Option<String>,
    /// Only events of at least this importance, 0 to 1
    #[arg(long, value_name = "NUMBER", value_parser = share, help_heading = "Selection")]
    min_importance: Option<f32>,
    /// Only events with a date
    #[arg(long, help_heading = "Selection")]
    dated: bool,
    /// Only events with a date by their own words
    #[arg(long, help_heading = "Selection")]
    explicit_dates: bool,
    /// Events in order of date instead of text
    #[arg(long, value_name = "ORDER", value_parser = ["date"], help_heading = "Selection")]
    sort: Option<String>,
}

fn class(text: &str) -> Result<EventClass, String> {
    word(&text.to_uppercase()).ok_or_else(|| "no class is called so; `newsx explain classes` lists them".to_owned())
}

fn status(text: &str) -> Result<Status, String> {
    word(&text.to_lowercase()).ok_or_else(|| "no status is called so; `newsx explain statuses` lists them".to_owned())
}

/// Parses a word of records.
fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

fn share(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|n| (0.0..=1.0).contains(n));
    number.ok_or_else(|| "not a number from 0 to 1".to_owned())
}

impl Filters {
    /// Adds the conditions to a selection.
    pub(crate) fn narrow(&self, selection: Selection) -> Selection {
        Selection {
            events: Wanted {
                since: self.since.map(|day| day.to_string()),
                until: self.until.map(|day| day.to_string()),
                classes: self.class.clone(),
                statuses: self.status.clone(),
                actor: self.actor.clone(),
                min_importance: self.min_importance.unwrap_or(0.0),
                dated: self.dated,
                explicit_dates: self.explicit_dates,
            },
            by_date: self.sort.is_some(),
            ..selection
        }
    }

    /// The options as they stand in records.
    pub(crate) fn record_options(&self) -> Vec<(&'static str, String)> {
        let list = |words: Vec<String>| (!words.is_empty()).then(|| words.join(",").to_uppercase());
        let options = [
            ("since", self.since.map(|day| day.to_string())),
            ("until", self.until.map(|day| day.to_string())),
            ("class", list(self.class.iter().map(|c| format!("{c:?}")).collect())),
            ("status", list(self.status.iter().map(|s| format!("{s:?}")).collect())),
            ("actor", self.actor.clone()),
            ("min-importance", self.min_importance.map(|n| n.to_string())),
            ("dated", self.dated.then(|| "true".to_owned())),
            ("explicit-dates", self.explicit_dates.then(|| "true".to_owned())),
            ("sort", self.sort.clone()),
        ];
        options
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }
}
