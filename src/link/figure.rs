//! Figures: their event, the time they held, on whose word, and units that depend on the context.

use super::Report;
use crate::facts::{Figure, FigureKind};
use crate::language::Document;
use crate::lexicon::unit::{self, Member};

/// Completes the report's figures. All other facts are linked.
pub(super) fn link(_doc: &Document, report: &mut Report) {
    currencies(report);
}

/// Decides which dollar a "$" is, which pound a pound: the member of the family that the article itself names in full,
/// or that the countries it speaks of use; else the usual one.
fn currencies(report: &mut Report) {
    let is_family = |f: &Figure| f.unit.as_deref().is_some_and(|u| u.starts_with('?'));
    if !report.figures.iter().any(is_family) {
        return;
    }
    let named: Vec<String> = report
        .figures
        .iter()
        .filter(|f| f.kind == FigureKind::Money && !is_family(f))
        .filter_map(|f| f.unit.clone())
        .collect();
    let countries: Vec<String> = report.actors.iter().filter_map(|a| a.country.clone()).collect();
    for figure in report.figures.iter_mut().filter(|f| is_family(f)) {
        let family = unit::family(figure.unit.as_deref().unwrap_or_default());
        let member = member(family, &named, &countries).map_or("XXX", |m| m.code);
        figure.unit = Some(member.to_owned());
    }
}

/// The member that the context speaks for.
fn member<'f>(family: &'f [Member], named: &[String], countries: &[String]) -> Option<&'f Member> {
    let usual = family.first()?;
    let used = |m: &Member| countries.iter().any(|c| m.countries.contains(&&**c));
    let mut in_words = family.iter().filter(|m| named.iter().any(|n| n == m.code));
    // "A$5 million ($3.4 million)": what is written differently is something else.
    let only = in_words.next().filter(|_| in_words.next().is_none());
    let candidates: Vec<&Member> = family.iter().filter(|m| used(m)).collect();
    match (only, &candidates[..]) {
        (Some(only), _) if only.code == usual.code => Some(usual),
        (_, [one]) if only.is_none() => Some(one),
        _ => Some(usual),
    }
}
