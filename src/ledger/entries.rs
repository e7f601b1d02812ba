//! The entries of a ledger, each made from the decisions and from the facts that it holds.

use std::cmp::Reverse;

use rustc_hash::FxHashMap as HashMap;

use super::days::{day, iso};
use super::decisions::Decisions;
use super::digest::{self, Digest};
use super::happening::{self, Told};
use super::numbers::place_of;
use super::types::*;
use crate::model::facts::{Aspect, Status};

/// Articles in order of publication, with the decisions on them. Entries have numbers; who orders them gives the ids.
pub(super) struct Entries {
    pub(super) digests: Vec<Digest>,
    pub(super) decisions: Decisions,
}

/// Names of the entries, for the entries that refer to them.
#[derive(Default)]
pub(super) struct Ids {
    /// The name of each entity.
    pub(super) names: Vec<Box<str>>,
    /// The place of each story.
    pub(super) stories: Vec<u32>,
    /// The place of each happening.
    pub(super) events: Vec<u32>,
}

impl Ids {
    fn name(&self, entity: u32) -> (String, String) {
        (format!("A{}", entity + 1), self.names[entity as usize].to_string())
    }

    /// The id of a story.
    pub(super) fn story(&self, number: u32) -> String {
        format!("s{}", self.stories[number as usize] + 1)
    }

    /// The id of a happening.
    pub(super) fn event(&self, number: u32) -> String {
        format!("E{}", self.events[number as usize] + 1)
    }
}

impl Entries {
    fn article(&self, telling: u32) -> u32 {
        place_of(&self.decisions.firsts, telling).0
    }

    fn told(&self, telling: u32) -> digest::Told {
        let (article, place) = place_of(&self.decisions.firsts, telling);
        self.digests[article as usize].events.get(place)
    }

    /// An article.
    pub(super) fn document(&self, number: u32, ids: &Ids) -> Article {
        let original = self.decisions.copies[number as usize];
        Article {
            copy_of: original.map(|of| self.digests[of as usize].article.id.clone()),
            story: Some(ids.story(self.decisions.stories.of[number as usize])),
            ..self.digests[number as usize].article.clone()
        }
    }

    /// An entity.
    pub(super) fn entity(&self, number: u32) -> Entity {
        let member = |actor: &u32| {
            let (article, place) = self.decisions.actors.place(*actor);
            self.digests[article as usize].actors.get(place)
        };
        let members = &self.decisions.actors.groups[number as usize];
        entity(format!("A{}", number + 1), members.iter().map(member).collect())
    }

    /// A happening.
    pub(super) fn happening(&self, number: u32, ids: &Ids) -> Happening {
        let list = &self.decisions.happenings[number as usize];
        let actors = &self.decisions.actors;
        let name = |entity| ids.name(entity);
        let own: Vec<digest::Told> = list.iter().map(|telling| self.told(*telling)).collect();
        let mut articles: Vec<u32> = list.iter().map(|telling| self.article(*telling)).collect();
        let told: Vec<Told> = articles
            .iter()
            .copied()
            .zip(own.iter().map(|own| &own.telling))
            .collect();
        let mut places = Vec::new();
        let mut next = 0;
        for own in &own {
            places.push(next);
            next += 1 + own.mentions.len() as u32;
        }
        articles.dedup();
        let copies = articles
            .iter()
            .filter(|a| self.decisions.copies[**a as usize].is_some_and(|of| articles.contains(&of)));
        let copies = copies.count() as u32;
        let dates = happening::dates(&told);
        let history = happening::history(&told, &places);
        let mut happening = Happening {
            id: String::new(),
            story: Some(ids.story(self.decisions.stories.home[number as usize])),
            class: happening::class(&told),
            date: happening::date(&dates, &told),
            status: history.last().map_or(Status::Asserted, |turn| turn.status),
            dates: if dates.len() > 1 { dates } else { Vec::new() },
            history,
            participants: happening::participants(&told, actors, name),
            place: happening::place(&told, actors, name),
            importance: told.iter().map(|(_, t)| t.importance).fold(0.0, f32::max),
            sources: articles.len() as u32 - copies,
            copies,
            tellings: Vec::with_capacity(next as usize),
        };
        for own in own {
            let mentions: Vec<Telling> = own.mentions.iter().map(|m| mention(&own.telling, m)).collect();
            happening.tellings.push(own.telling);
            happening.tellings.extend(mentions);
        }
        happening
    }

    /// A series.
    pub(super) fn series(&self, number: u32, ids: &Ids) -> Series {
        let row = &self.decisions.rows[number as usize];
        let copied = |article: &u32| self.decisions.copies[*article as usize];
        let point = |(article, place): &(u32, u32)| self.digests[*article as usize].points.get(*place);
        let mut points: Vec<Point> = row.points.iter().map(point).collect();
        for (at, (article, _)) in row.points.iter().enumerate() {
            let copies = row
                .points
                .iter()
                .enumerate()
                .filter(|(n, (other, _))| copied(other) == Some(*article) && points[*n].text == points[at].text);
            points[at].copies = copies.count() as u32;
        }
        let latest = &points[row.latest as usize];
        let event = row.event;
        let first = event.map(|event| self.told(self.decisions.happenings[event as usize][0]));
        Series {
            id: String::new(),
            event: event.map(|event| ids.event(event)),
            actor: self.subject(number, latest).map(|entity| ids.name(entity).0),
            counted: latest
                .counted
                .clone()
                .or_else(|| points.iter().rev().find_map(|p| p.counted.clone())),
            measure: first.and_then(|told| told.telling.trigger.lemma),
            unit: latest.unit.clone(),
            aspect: if latest.aspect == Aspect::Part {
                Aspect::Total
            } else {
                latest.aspect
            },
            links: row.links.clone(),
            latest: row.latest,
            points,
        }
    }

    /// The only entity whose name stands around the latest point of a row without a happening.
    fn subject(&self, number: u32, latest: &Point) -> Option<u32> {
        let row = &self.decisions.rows[number as usize];
        let (article, _) = row.points[row.latest as usize];
        if row.event.is_some() {
            return None;
        }
        let actors = self.digests[article as usize].actors.iter();
        let mut named = actors.filter(|a| a.named && latest.context.contains(&*a.name));
        match (named.next(), named.next()) {
            (Some(only), None) => self.decisions.actors.entity(article, &only.actor),
            _ => None,
        }
    }

    /// The happenings of each story.
    pub(super) fn events_of_stories(&self) -> Vec<Vec<u32>> {
        let stories = &self.decisions.stories;
        let mut told: Vec<Vec<u32>> = vec![Vec::new(); stories.articles.len()];
        for (happening, tellings) in (0..).zip(&self.decisions.happenings) {
            let mut numbers: Vec<u32> = tellings.iter().map(|t| stories.of[self.article(*t) as usize]).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers.into_iter().for_each(|s| told[s as usize].push(happening));
        }
        told
    }

    /// A story with these happenings; `news` has the day of each happening that is news of one day.
    pub(super) fn story(&self, number: u32, mut events: Vec<u32>, ids: &Ids, news: &[Option<i32>]) -> Story {
        let articles = &self.decisions.stories.articles[number as usize];
        let because = &self.decisions.stories.because[number as usize];
        events.sort_unstable_by_key(|event| ids.events[*event as usize]);
        let home = &self.decisions.stories.home;
        let own = events.iter().filter(|event| home[**event as usize] == number);
        let days = own.filter_map(|event| news[*event as usize]);
        let (start, end) = self.stretch(articles, days);
        Story {
            id: ids.story(number),
            title: self.title(articles, because),
            documents: articles
                .iter()
                .map(|a| self.digests[*a as usize].article.id.clone())
                .collect(),
            start,
            end,
            events: events.iter().map(|event| ids.event(*event)).collect(),
            because: because.iter().map(|event| ids.event(*event)).collect(),
        }
    }

    /// The stories by number of articles without copies, then by shared happenings, then by the earliest article.
    pub(super) fn order_of_stories(&self) -> Vec<u32> {
        let stories = &self.decisions.stories;
        let mut shared = vec![0_usize; stories.articles.len()];
        for tellings in &self.decisions.happenings {
            let mut articles: Vec<u32> = tellings.iter().map(|t| self.article(*t)).collect();
            articles.dedup();
            if articles.len() > 1 {
                shared[stories.of[articles[0] as usize] as usize] += articles.len();
            }
        }
        let originals = |story: u32| {
            let list = stories.articles[story as usize].iter();
            list.filter(|a| self.decisions.copies[**a as usize].is_none()).count()
        };
        let mut order: Vec<u32> = (0..shared.len() as u32).collect();
        order.sort_by_cached_key(|s| {
            (
                Reverse(originals(*s)),
                Reverse(shared[*s as usize]),
                stories.articles[*s as usize][0],
            )
        });
        order
    }

    /// The title of the article with most of the happenings that connect the story.
    fn title(&self, articles: &[u32], because: &[u32]) -> String {
        let mut times: HashMap<u32, u32> = HashMap::default();
        for happening in because {
            for telling in &self.decisions.happenings[*happening as usize] {
                *times.entry(self.article(*telling)).or_default() += 1;
            }
        }
        let best = articles
            .iter()
            .max_by_key(|a| (times.get(a).copied().unwrap_or(0), Reverse(**a)));
        let article = &self.digests[*best.unwrap_or(&articles[0]) as usize].article;
        article.title.clone().unwrap_or_else(|| article.id.clone())
    }

    /// The first and the last day of a story's news, within a week of its days of publication.
    fn stretch(&self, articles: &[u32], news: impl Iterator<Item = i32>) -> (Option<String>, Option<String>) {
        let published = articles
            .iter()
            .filter_map(|a| self.digests[*a as usize].article.published.clone());
        let mut days: Vec<String> = published.collect();
        let numbers: Vec<i32> = days.iter().filter_map(|d| day(d)).collect();
        let near = news.filter(|day| numbers.iter().any(|published| (published - day).abs() <= 7));
        days.extend(near.filter_map(iso));
        days.sort_unstable();
        (days.first().cloned(), days.last().cloned())
    }

    /// A quote with its tellings.
    pub(super) fn saying(&self, number: u32, ids: &Ids) -> Saying {
        let sayings = &self.decisions.sayings;
        let group = &sayings.groups[number as usize];
        let tellings: Vec<Quotation> = group.iter().map(|quote| self.quotation(*quote)).collect();
        let speaker = group.iter().find_map(|q| sayings.quotes[*q as usize].speaker);
        let mut variants: Vec<String> = Vec::new();
        for telling in &tellings {
            if !variants.contains(&telling.text) {
                variants.push(telling.text.clone());
            }
        }
        Saying {
            id: format!("Q{}", number + 1),
            speaker: speaker.map(|s| ids.name(s).0),
            tellings,
            variants,
        }
    }

    fn quotation(&self, quote: u32) -> Quotation {
        let words = &self.decisions.sayings.quotes[quote as usize];
        self.digests[words.article as usize].quotes.get(words.place)
    }

    /// Pairs of quotes that give one saying to two speakers, with the id of the first.
    pub(super) fn two_speakers(&self) -> Vec<(String, Quotation, Quotation)> {
        let sayings = &self.decisions.sayings;
        let mut places = vec![0; sayings.quotes.len()];
        for (place, group) in (0..).zip(&sayings.groups) {
            group.iter().for_each(|q| places[*q as usize] = place);
        }
        let pair = |(one, other): &(u32, u32)| {
            let id = format!("Q{}", places[*one as usize] + 1);
            (id, self.quotation(*one), self.quotation(*other))
        };
        sayings.two_speakers.iter().map(pair).collect()
    }
}

/// A further mention of an event, as a telling without facts of its own.
fn mention(telling: &Telling, mention: &crate::emit::record::SpanRecord) -> Telling {
    Telling {
        text: mention.text.clone(),
        start: mention.start,
        end: mention.end,
        trigger: Trigger {
            text: mention.text.clone(),
            lemma: None,
            start: mention.start,
            end: mention.end,
        },
        date: None,
        place: None,
        participants: Vec::new(),
        attribution: Vec::new(),
        ..telling.clone()
    }
}

/// An entity of its members.
fn entity(id: String, members: Vec<Member>) -> Entity {
    let named = members.iter().any(|m| m.named);
    let candidates = || members.iter().filter(|m| m.named == named);
    let words = |name: &str| name.split(' ').count();
    let mut times: HashMap<&str, usize> = HashMap::default();
    candidates().for_each(|m| *times.entry(&m.name).or_default() += 1);
    let best = candidates().max_by(|a, b| {
        let key = |m: &Member| (words(&m.name).min(4), times[&*m.name], Reverse(m.name.len()));
        key(a).cmp(&key(b)).then(b.name.cmp(&a.name))
    });
    let first = best.unwrap_or(&members[0]);
    let (name, kind) = (first.name.clone(), first.kind);
    let distinct = |all: Vec<String>| {
        let mut list: Vec<String> = all.into_iter().filter(|n| *n != name).collect();
        list.sort_unstable();
        list.dedup();
        list
    };
    let aliases = distinct(
        members
            .iter()
            .flat_map(|m| m.aliases.iter().chain([&m.name]).cloned())
            .collect(),
    );
    let roles = distinct(members.iter().flat_map(|m| m.roles.iter().cloned()).collect());
    let mut countries: Vec<&String> = members.iter().filter_map(|m| m.country.as_ref()).collect();
    countries.sort_unstable();
    let country = countries.first().map(|c| (*c).clone());
    Entity {
        id,
        kind,
        country,
        aliases,
        roles,
        members,
        name,
    }
}
