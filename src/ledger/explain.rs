//! Explanation of joins: every compared pair of tellings with the evidence for and against it.

use std::io::{self, Write};

use super::digest::Digest;
use super::evidence::{NAMES, comparable, features, score, weights};
use super::neighbours::Neighbours;
use super::numbers::{firsts_of, place_of};
use super::{decisions, events};

/// Writes the pairs whose evidence adds up to `least` or more, in order of articles, a block each:
///
/// ```text
/// together 2.41: a.txt e4 "killed" (A landslide killed ten people) + b.txt e2 "deaths" (the deaths of 14 people)
///     for trigger.family 1.60, articles.alike 3.10 …
///     against bias -5.00, days.next -0.80
/// ```
pub(super) fn explain(digests: &[Digest], least: f32, out: &mut impl Write) -> io::Result<()> {
    let neighbours = Neighbours::find(digests);
    let (looks, bags, _) = decisions::looks(digests);
    let mut happening = vec![0; looks.len()];
    let firsts = firsts_of(digests.len() as u32, looks.len(), |n| looks[n].article);
    for (number, tellings) in events::join(&looks, &bags, &neighbours, &firsts).iter().enumerate() {
        tellings.iter().for_each(|t| happening[*t as usize] = number);
    }
    let mut result = Ok(());
    events::blocks(&looks, &firsts).pairs(&neighbours, |one, other, alike| {
        if !comparable(&looks[one as usize], &looks[other as usize]) {
            return;
        }
        let features = features(&looks[one as usize], &looks[other as usize], &bags, alike);
        let score = score(&features);
        if score < least || result.is_err() {
            return;
        }
        let together = happening[one as usize] == happening[other as usize];
        let side = |n: u32| {
            let (article, place) = place_of(&firsts, n);
            let telling = digests[article as usize].events.get(place).telling;
            format!(
                "{} {} {:?} ({})",
                telling.document,
                telling.event.as_deref().unwrap_or("-"),
                telling.trigger.text,
                telling.text.replace('\n', " ")
            )
        };
        let list = |wanted: fn(f32) -> bool| {
            let parts = NAMES.iter().zip(features).zip(weights());
            let parts = parts.filter(|((_, value), weight)| *value != 0.0 && wanted(value * **weight));
            parts
                .map(|((name, value), weight)| format!("{name} {:.2}", value * weight))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let word = if together { "together" } else { "apart" };
        result = writeln!(
            out,
            "{word} {score:.2}: {} + {}\n    for {}\n    against {}",
            side(one),
            side(other),
            list(|sum| sum >= 0.0),
            list(|sum| sum < 0.0)
        );
    });
    result
}
