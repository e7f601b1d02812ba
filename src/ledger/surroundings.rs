//! What stands around a figure in its sentence: whose it is, where it holds, and whether it is one of a pair.

use super::measure::toll_of;
use super::types::{Member, Point};
use super::words::{Word, hash, words};
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::ActorKind;

/// The entity of the whole world, as a place that a figure holds for.
const WORLD: u32 = u32::MAX;

/// Number of words beside a figure in which its measure is looked for.
const NEAR: usize = 3;
/// Maximum length in bytes of what a figure of a list counts.
const ITEM: usize = 40;

/// The place of a figure in "47 to 42 percent".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Pair {
    First,
    Second,
}

/// The sentence of a figure, in parts.
pub(super) struct Surroundings<'p> {
    before: &'p str,
    figure: &'p str,
    after: &'p str,
}

impl Surroundings<'_> {
    /// The surroundings of a figure in its context.
    pub(super) fn of(point: &Point) -> Surroundings<'_> {
        Surroundings::within(&point.context, &point.text)
    }

    fn within<'t>(context: &'t str, figure: &'t str) -> Surroundings<'t> {
        let (before, after) = context.split_once(figure).unwrap_or_default();
        let start = ends(before).last().unwrap_or(0);
        let end = ends(after).next().unwrap_or(after.len());
        Surroundings {
            before: &before[start..],
            figure,
            after: &after[..end],
        }
    }

    /// The surname of the named actor nearest before the figure, if that is a person.
    pub(super) fn subject(&self, actors: &[Member]) -> Option<Word> {
        let named = actors.iter().filter(|a| a.named && a.kind != ActorKind::Place);
        let place = |a: &Member| {
            let last = a.name.rsplit(' ').next().filter(|word| word.len() > 2)?;
            self.before.rfind(last)
        };
        let nearest = named
            .filter_map(|a| Some((place(a)?, a)))
            .max_by_key(|(place, _)| *place);
        let (_, person) = nearest.filter(|(_, actor)| actor.kind == ActorKind::Person)?;
        Some(hash(&words(&person.name).last()?))
    }

    /// The place that is named right behind the figure, in it, or nearest before it.
    pub(super) fn scope(&self, actors: &[Member], entity: impl Fn(&str) -> Option<u32>) -> Option<u32> {
        let close = self.after.find([',', ';', ':']).unwrap_or(self.after.len());
        let close = &self.after[..close];
        let close = close.split(" and ").next().unwrap_or(close);
        let close = close.split(|c: char| c.is_ascii_digit()).next().unwrap_or(close);
        let first = |text| places(text, actors, &entity).into_iter().min();
        let last = places(self.before, actors, &entity).into_iter().max();
        let found = first(close).or_else(|| first(self.figure)).or(last);
        let found = found.or_else(|| first(self.after).filter(|_| self.is_in_list()));
        found.map(|(_, place)| place)
    }

    /// Returns whether another figure follows as in a list: "80 deaths, 461 severe cases and 37 others in Ardeval".
    fn is_in_list(&self) -> bool {
        let next = [", and ", ", ", " and "].into_iter();
        let next = next
            .filter_map(|link| self.after.split_once(link))
            .min_by_key(|(item, _)| item.len());
        next.is_some_and(|(item, next)| item.len() <= ITEM && next.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// The measure of a count of people that stands right behind the figure or before it: "left seven riders dead",
    /// "the toll of 12".
    pub(super) fn toll(&self) -> Option<u32> {
        let close = self.after.split([',', ';', ':', '.']).next().unwrap_or_default();
        let behind = words(close).take(NEAR).find_map(|word| toll_of(&word));
        let before: Vec<String> = words(self.before).collect();
        behind.or_else(|| before.iter().rev().take(NEAR).find_map(|word| toll_of(word)))
    }

    /// Returns whether the figure adds to an earlier count: "five new deaths", "12 more cases".
    pub(super) fn adds(&self, counted: Option<&str>) -> bool {
        let words: Vec<String> = words(self.figure).chain(words(counted.unwrap_or_default())).collect();
        let than = |n: usize| words.get(n + 1).is_some_and(|next| next == "than");
        (0..words.len()).any(|n| is(&words[n], List::Added) && !than(n))
    }

    /// Returns whether the figure is said not to hold.
    pub(super) fn rejected(&self) -> bool {
        let last = self.before.trim_end().rsplit(' ').next();
        last.is_some_and(|word| is(&word.to_lowercase(), List::Rejects))
    }

    /// The place of the figure in a pair.
    pub(super) fn pair(&self) -> Option<Pair> {
        let next = [" to ", " against "]
            .into_iter()
            .find_map(|to| self.after.strip_prefix(to));
        if next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit())) {
            let range = self
                .before
                .split(' ')
                .rev()
                .take(3)
                .any(|word| matches!(word, "from" | "between"));
            return (!range).then_some(Pair::First);
        }
        let before = [" to ", " against "]
            .into_iter()
            .find_map(|to| self.before.strip_suffix(to))?;
        let amount = |c: char| c.is_ascii_digit() || c == '%';
        (before.ends_with(amount) || before.ends_with("percent")).then_some(Pair::Second)
    }
}

/// The places behind the ends of the sentences in a text.
pub(super) fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(['.', '!', '?']).filter_map(move |(place, mark)| {
        let rest = &text[place + mark.len()..];
        let open = rest.trim_start_matches(['"', '”']);
        let next = open.strip_prefix(' ')?;
        let begins = next.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '('));
        begins.then_some(text.len() - next.len())
    })
}

/// The places that a text names, each with where it stands.
fn places(text: &str, actors: &[Member], entity: &impl Fn(&str) -> Option<u32>) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    for actor in actors.iter().filter(|a| a.named && a.kind == ActorKind::Place) {
        for name in actor.aliases.iter().chain([&actor.name]) {
            let here = text
                .match_indices(&**name)
                .filter_map(|(place, _)| Some((place, entity(&actor.actor)?)));
            found.extend(here);
        }
    }
    let mut place = 0;
    for word in text.split([' ', ',', ';', '.']) {
        if is(&word.to_lowercase(), List::World) {
            found.push((place, WORLD));
        }
        place += word.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::names::tests::member;

    #[test]
    fn a_sentence_says_whose_figure_it_is_and_where_it_holds() {
        let actors = [
            member("a1", "Vera Holm", ActorKind::Person, &[]),
            member("a2", "Josef Lindt", ActorKind::Person, &[]),
            member("a3", "Halden", ActorKind::Place, &[]),
        ];
        let entity = |id: &str| Some(u32::from(id == "a3"));
        let context = "Holm led in Tarnow. Lindt had 54 delegates in Halden, and 70 worldwide.";
        let around = Surroundings::within(context, "54");
        assert_eq!(around.subject(&actors), Some(hash("lindt")));
        assert_eq!(around.scope(&actors, entity), Some(1));
        assert_eq!(around.pair(), None);
        let list = "There were 80 deaths, 461 severe cases and 37 others in Halden.";
        for (figure, place) in [("80 deaths", Some(1)), ("461 severe cases", Some(1))] {
            assert_eq!(Surroundings::within(list, figure).scope(&actors, entity), place);
        }
    }

    #[test]
    fn a_figure_may_be_rejected() {
        assert!(Surroundings::within("It killed 16 people, not 17.", "17").rejected());
        assert!(!Surroundings::within("It killed 16 people, not 17.", "16 people").rejected());
    }

    #[test]
    fn a_count_says_what_it_measures() {
        let toll = |context, figure| Surroundings::within(context, figure).toll();
        let dead = toll("It left seven riders dead.", "seven riders");
        assert!(dead.is_some());
        assert_eq!(toll("It killed 12 in Kesh.", "12"), dead);
        assert_ne!(toll("It injured three more.", "three more"), dead);
        assert_eq!(toll("It sold 12 cars.", "12 cars"), None);
        let adds = |figure, counted| Surroundings::within(figure, figure).adds(counted);
        assert!(adds("five new deaths", Some("new deaths")));
        assert!(!adds("more than 20 deaths", Some("deaths")));
    }

    #[test]
    fn two_shares_of_a_vote_are_a_pair() {
        let context = "Holm led Lindt 50.0 percent to 40.4 percent in May.";
        assert_eq!(Surroundings::within(context, "50.0 percent").pair(), Some(Pair::First));
        assert_eq!(Surroundings::within(context, "40.4 percent").pair(), Some(Pair::Second));
        let change = Surroundings::within("The rate rose from 4 percent to 6 percent.", "4 percent");
        assert_eq!(change.pair(), None);
    }
}
