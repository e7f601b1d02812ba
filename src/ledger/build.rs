//! Builds the ledger from the decisions: entries in order of their first day, ids by position.

use std::cmp::Reverse;

use rustc_hash::FxHashMap as HashMap;

use super::actors::Actors;
use super::digest::{Digest, number};
use super::happening::{self, Told};
use super::look::Look;
use super::neighbours::Neighbours;
use super::series::{Known, Row, rows};
use super::stories::Stories;
use super::types::*;
use super::{conflicts, copies, events, quotes, stories};
use crate::emit::record::Generator;
use crate::model::facts::{Aspect, Status};

/// Makes all decisions on articles in order of publication, and builds the ledger.
pub(super) fn ledger(mut digests: Vec<Digest>, warnings: Vec<Notice>) -> Ledger {
    let copies = copies::copies(&digests);
    let neighbours = Neighbours::find(&digests);
    let actors = Actors::join(&digests, &neighbours);
    let (looks, telling) = looks(&digests, &actors);
    let firsts = events::firsts_of(digests.len() as u32, looks.len(), |n| looks[n].article);
    let happenings = events::join(&looks, &neighbours, &firsts);
    let mut happening = vec![0; looks.len()];
    for (number, tellings) in (0..).zip(&happenings) {
        tellings.iter().for_each(|t| happening[*t as usize] = number);
    }
    let stories = stories::join(&looks, &happenings, &neighbours, &copies);
    let rows = rows(&Known {
        digests: &digests,
        neighbours: &neighbours,
        actors: &actors,
        looks: &looks,
        happening: &happening,
        telling: &telling,
    });
    let sayings = quotes::join(&digests, &actors);
    for (article, copy) in (0..).zip(&copies) {
        let of = copy.map(|c| digests[c as usize].article.id.clone());
        digests[article as usize].article.copy_of = of;
    }
    let facts = Facts::taken(&mut digests, &rows, &actors);
    let builder = Builder {
        digests: &digests,
        actors: &actors,
        looks: &looks,
        copies: &copies,
        stories: &stories,
    };
    let mut ledger = builder.ledger(facts, &happenings, &rows, &sayings);
    ledger.warnings = warnings;
    ledger
}

/// The looks of all tellings, article by article, and the number of each by article and event.
pub(super) fn looks(digests: &[Digest], actors: &Actors) -> (Vec<Look>, HashMap<(u32, u32), u32>) {
    let (mut looks, mut telling) = (Vec::new(), HashMap::default());
    for (article, digest) in (0..).zip(digests) {
        for told in &digest.events {
            telling.insert((article, number(&told.telling.event)), looks.len() as u32);
            looks.push(Look::of(article, told, actors));
        }
    }
    (looks, telling)
}

/// The facts of all articles, which go into the entries: each belongs to one, so that none is held twice.
struct Facts {
    /// By number over all articles.
    told: Vec<Option<super::digest::Told>>,
    members: Vec<Option<Member>>,
    /// By article and place.
    points: Vec<Vec<Option<Point>>>,
    quotes: Vec<Vec<Option<Quotation>>>,
    /// The entity of a row without happening.
    subjects: Vec<Option<u32>>,
}

impl Facts {
    fn taken(digests: &mut [Digest], rows: &[Row], actors: &Actors) -> Facts {
        fn some<T>(list: &mut Vec<T>) -> Vec<Option<T>> {
            std::mem::take(list).into_iter().map(Some).collect()
        }
        let subjects = rows.iter().map(|row| subject(row, digests, actors)).collect();
        Facts {
            told: digests.iter_mut().flat_map(|d| some(&mut d.events)).collect(),
            members: digests.iter_mut().flat_map(|d| some(&mut d.actors)).collect(),
            points: digests.iter_mut().map(|d| some(&mut d.points)).collect(),
            quotes: digests.iter_mut().map(|d| some(&mut d.quotes)).collect(),
            subjects,
        }
    }
}

/// The only entity whose name stands around the latest point of a row without a happening.
fn subject(row: &Row, digests: &[Digest], actors: &Actors) -> Option<u32> {
    let (article, place) = row.points[row.latest as usize];
    let digest = &digests[article as usize];
    let context = &digest.points[place as usize].context;
    let mut named = digest.actors.iter().filter(|a| a.named && context.contains(&*a.name));
    let first = named.next().filter(|_| row.event.is_none())?;
    match named.next() {
        None => actors.entity(article, &first.actor),
        Some(_) => None,
    }
}

struct Builder<'b> {
    digests: &'b [Digest],
    actors: &'b Actors,
    looks: &'b [Look],
    copies: &'b [Option<u32>],
    stories: &'b Stories,
}

impl Builder<'_> {
    fn ledger(&self, mut facts: Facts, happenings: &[Vec<u32>], rows: &[Row], sayings: &quotes::Sayings) -> Ledger {
        let entities = self.entities(&mut facts);
        let name = |entity: u32| {
            let entity: &Entity = &entities[entity as usize];
            (entity.id.clone(), entity.name.clone())
        };
        let (story_ids, order) = self.story_ids(happenings);
        let (events, event_ids) = self.events(&mut facts, happenings, &story_ids, &name);
        let series = self.series(&mut facts, rows, &events, &event_ids, &name);
        let documents = self.documents(&story_ids);
        let two = two_speakers(&facts, sayings);
        let quotes = quotes(&mut facts, sayings, &name);
        let conflicts = conflicts::list(&events, &series, &quotes, &two, &documents);
        Ledger {
            schema_version: SCHEMA_VERSION.to_owned(),
            generator: Generator::current(Vec::new()),
            stories: self.stories(&order, &events, &event_ids, happenings),
            documents,
            actors: entities,
            events,
            series,
            conflicts,
            quotes,
            warnings: Vec::new(),
        }
    }

    fn documents(&self, story_ids: &[String]) -> Vec<Article> {
        let article = |(number, digest): (usize, &Digest)| Article {
            story: Some(story_ids[self.stories.of[number] as usize].clone()),
            ..digest.article.clone()
        };
        self.digests.iter().enumerate().map(article).collect()
    }

    /// The entities, in order of their first mention.
    fn entities(&self, facts: &mut Facts) -> Vec<Entity> {
        let groups = (1..).zip(&self.actors.groups);
        let entities = groups.map(|(number, members)| {
            let members = members.iter().filter_map(|m| facts.members[*m as usize].take());
            entity(format!("A{number}"), members.collect())
        });
        entities.collect()
    }

    /// The happenings in order of their first day, and the place of each among them.
    fn events(
        &self,
        facts: &mut Facts,
        happenings: &[Vec<u32>],
        story_ids: &[String],
        name: &impl Fn(u32) -> (String, String),
    ) -> (Vec<Happening>, Vec<usize>) {
        let mut events: Vec<(usize, Happening)> = (happenings.iter())
            .map(|tellings| self.happening(facts, tellings, story_ids, name))
            .enumerate()
            .collect();
        events.sort_by(|(a, one), (b, other)| {
            let key = |e: &Happening| {
                let first = &e.tellings[0];
                let date = e.date.as_ref().map(|d| (d.start.clone(), d.end.clone()));
                let day = date.or_else(|| first.published.clone().map(|p| (p.clone(), p)));
                (day.is_none(), day)
            };
            key(one).cmp(&key(other)).then(a.cmp(b))
        });
        let mut places = vec![0; happenings.len()];
        for (place, (number, event)) in events.iter_mut().enumerate() {
            places[*number] = place;
            event.id = format!("E{}", place + 1);
        }
        (events.into_iter().map(|(_, event)| event).collect(), places)
    }

    fn happening(
        &self,
        facts: &mut Facts,
        list: &[u32],
        story_ids: &[String],
        name: &impl Fn(u32) -> (String, String),
    ) -> Happening {
        let own = list.iter().filter_map(|t| facts.told[*t as usize].take());
        let own: Vec<super::digest::Told> = own.collect();
        let articles = list.iter().map(|t| self.looks[*t as usize].article);
        let told: Vec<Told> = articles.zip(own.iter().map(|own| &own.telling)).collect();
        let mut places = Vec::new();
        let mut next = 0;
        for own in &own {
            places.push(next);
            next += 1 + own.mentions.len() as u32;
        }
        let mut articles: Vec<u32> = told.iter().map(|(article, _)| *article).collect();
        articles.dedup();
        let copies = articles
            .iter()
            .filter(|a| self.copies[**a as usize].is_some_and(|of| articles.contains(&of)));
        let copies = copies.count() as u32;
        let dates = happening::dates(&told);
        let history = happening::history(&told, &places);
        let news = list.iter().find(|t| self.looks[**t as usize].news).unwrap_or(&list[0]);
        let story = self.stories.of[self.looks[*news as usize].article as usize];
        let mut happening = Happening {
            id: String::new(),
            story: Some(story_ids[story as usize].clone()),
            class: happening::class(&told),
            date: happening::date(&dates, &told),
            status: history.last().map_or(Status::Asserted, |turn| turn.status),
            dates: if dates.len() > 1 { dates } else { Vec::new() },
            history,
            participants: happening::participants(&told, self.actors, name),
            place: happening::place(&told, self.actors, name),
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

    fn series(
        &self,
        facts: &mut Facts,
        rows: &[Row],
        events: &[Happening],
        event_ids: &[usize],
        name: &impl Fn(u32) -> (String, String),
    ) -> Vec<Series> {
        let mut all: Vec<Series> = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            let points = row.points.iter();
            let points = points.filter_map(|(article, place)| facts.points[*article as usize][*place as usize].take());
            let event = row.event.map(|e| &events[event_ids[e as usize]]);
            let subject = facts.subjects[number].map(|entity| name(entity).0);
            all.push(self.one_series(row, points.collect(), event, subject));
        }
        all.sort_by_cached_key(|s| {
            let first = &s.points[0];
            let day = first.as_of.clone().or_else(|| first.published.clone());
            (day.is_none(), day, first.document.clone(), first.start)
        });
        for (place, series) in (1..).zip(&mut all) {
            series.id = format!("N{place}");
        }
        all
    }

    fn one_series(
        &self,
        row: &Row,
        mut points: Vec<Point>,
        event: Option<&Happening>,
        subject: Option<String>,
    ) -> Series {
        let copied = |document: &u32| self.copies[*document as usize];
        for (at, (article, _)) in row.points.iter().enumerate() {
            let copies = row
                .points
                .iter()
                .enumerate()
                .filter(|(n, (other, _))| copied(other) == Some(*article) && points[*n].text == points[at].text);
            points[at].copies = copies.count() as u32;
        }
        let latest = &points[row.latest as usize];
        Series {
            id: String::new(),
            event: event.map(|e| e.id.clone()),
            actor: subject,
            counted: latest
                .counted
                .clone()
                .or_else(|| points.iter().rev().find_map(|p| p.counted.clone())),
            measure: event.and_then(|e| e.tellings[0].trigger.lemma.clone()),
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

    /// The id of each story, and the stories in order of their ids: most articles first, then the earliest.
    fn story_ids(&self, happenings: &[Vec<u32>]) -> (Vec<String>, Vec<usize>) {
        let mut shared = vec![0_usize; self.stories.articles.len()];
        for tellings in happenings {
            let mut articles: Vec<u32> = tellings.iter().map(|t| self.looks[*t as usize].article).collect();
            articles.dedup();
            if articles.len() > 1 {
                shared[self.stories.of[articles[0] as usize] as usize] += articles.len();
            }
        }
        let originals = |story: usize| {
            let list = self.stories.articles[story].iter();
            list.filter(|a| self.copies[**a as usize].is_none()).count()
        };
        let mut order: Vec<usize> = (0..shared.len()).collect();
        order.sort_by_key(|s| {
            (
                Reverse(originals(*s)),
                Reverse(shared[*s]),
                self.stories.articles[*s][0],
            )
        });
        let mut ids = vec![String::new(); order.len()];
        for (place, story) in order.iter().enumerate() {
            ids[*story] = format!("s{}", place + 1);
        }
        (ids, order)
    }

    fn stories(&self, order: &[usize], events: &[Happening], places: &[usize], happenings: &[Vec<u32>]) -> Vec<Story> {
        let mut told: Vec<Vec<usize>> = vec![Vec::new(); order.len()];
        for (happening, tellings) in happenings.iter().enumerate() {
            let mut stories: Vec<u32> = tellings
                .iter()
                .map(|t| self.stories.of[self.looks[*t as usize].article as usize])
                .collect();
            stories.sort_unstable();
            stories.dedup();
            stories
                .into_iter()
                .for_each(|s| told[s as usize].push(places[happening]));
        }
        let story = |(place, number): (usize, &usize)| {
            let articles = &self.stories.articles[*number];
            let mut own = std::mem::take(&mut told[*number]);
            own.sort_unstable();
            let id = format!("s{}", place + 1);
            let (start, end) = self.stretch(
                articles,
                own.iter()
                    .map(|e| &events[*e])
                    .filter(|e| e.story.as_ref() == Some(&id)),
            );
            let because = self.stories.because[*number]
                .iter()
                .map(|h| events[places[*h as usize]].id.clone());
            Story {
                title: self.title(articles, &self.stories.because[*number], happenings),
                documents: articles
                    .iter()
                    .map(|a| self.digests[*a as usize].article.id.clone())
                    .collect(),
                start,
                end,
                events: own.iter().map(|e| events[*e].id.clone()).collect(),
                because: because.collect(),
                id,
            }
        };
        order.iter().enumerate().map(story).collect()
    }

    /// The title of the article with most of the happenings that connect the story.
    fn title(&self, articles: &[u32], because: &[u32], happenings: &[Vec<u32>]) -> String {
        let mut times: HashMap<u32, u32> = HashMap::default();
        for happening in because {
            for telling in &happenings[*happening as usize] {
                *times.entry(self.looks[*telling as usize].article).or_default() += 1;
            }
        }
        let best = articles
            .iter()
            .max_by_key(|a| (times.get(a).copied().unwrap_or(0), Reverse(**a)));
        let article = &self.digests[*best.unwrap_or(&articles[0]) as usize].article;
        article.title.clone().unwrap_or_else(|| article.id.clone())
    }

    /// The first and the last day of a story's news, within a week of its days of publication.
    fn stretch<'e>(
        &self,
        articles: &[u32],
        events: impl Iterator<Item = &'e Happening>,
    ) -> (Option<String>, Option<String>) {
        let published = articles
            .iter()
            .filter_map(|a| self.digests[*a as usize].article.published.clone());
        let news = events
            .filter(|e| e.importance > 0.5)
            .filter_map(|e| e.date.as_ref())
            .filter(|d| d.start == d.end);
        let near = |day: &str| {
            let day = super::days::day(day)?;
            let near = articles
                .iter()
                .filter_map(|a| super::days::day(self.digests[*a as usize].article.published.as_ref()?));
            Some(near.into_iter().any(|p| (p - day).abs() <= 7))
        };
        let news = news.map(|d| d.start.clone()).filter(|d| near(d) == Some(true));
        let mut days: Vec<String> = published.chain(news).collect();
        days.sort_unstable();
        (days.first().cloned(), days.last().cloned())
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

/// The quotes, each with its tellings.
fn quotes(facts: &mut Facts, sayings: &quotes::Sayings, name: &impl Fn(u32) -> (String, String)) -> Vec<Saying> {
    let mut all = Vec::new();
    for (number, group) in (1..).zip(&sayings.groups) {
        let quotation = |q: &u32| {
            let words = &sayings.quotes[*q as usize];
            facts.quotes[words.article as usize][words.place as usize].take()
        };
        let tellings: Vec<Quotation> = group.iter().filter_map(quotation).collect();
        let speaker = group.iter().find_map(|q| sayings.quotes[*q as usize].speaker);
        let mut variants: Vec<String> = Vec::new();
        for telling in &tellings {
            if !variants.contains(&telling.text) {
                variants.push(telling.text.clone());
            }
        }
        all.push(Saying {
            id: format!("Q{number}"),
            speaker: speaker.map(|s| name(s).0),
            tellings,
            variants,
        });
    }
    all
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

/// Pairs of quotes that give one saying to two speakers, with the id of the first.
fn two_speakers(facts: &Facts, sayings: &quotes::Sayings) -> Vec<(String, Side, Side)> {
    if sayings.two_speakers.is_empty() {
        return Vec::new();
    }
    let mut ids = vec![0; sayings.quotes.len()];
    for (number, group) in (1..).zip(&sayings.groups) {
        group.iter().for_each(|q| ids[*q as usize] = number);
    }
    let side = |quote: u32| {
        let words = &sayings.quotes[quote as usize];
        let quotation = facts.quotes[words.article as usize][words.place as usize].as_ref()?;
        Some(Side {
            document: quotation.document.clone(),
            start: quotation.start,
            end: quotation.end,
            text: quotation.text.clone(),
        })
    };
    let one = |(a, b): &(u32, u32)| Some((format!("Q{}", ids[*a as usize]), side(*a)?, side(*b)?));
    sayings.two_speakers.iter().filter_map(one).collect()
}
