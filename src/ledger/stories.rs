//! Joins articles into stories: they share a happening that is news in one of them, or are copies.

use rustc_hash::FxHashMap as HashMap;

use super::groups::Groups;
use super::look::Look;
use super::neighbours::Neighbours;

/// Least similarity of articles that share a happening which is background in one of them.
const BACKGROUND: f32 = 0.3;
/// Least similarity of articles that share a happening which is news in both.
const NEWS: f32 = 0.15;

/// The articles of each story, in order, and the happenings that connect them.
pub(super) struct Stories {
    pub(super) articles: Vec<Vec<u32>>,
    /// The story of each article.
    pub(super) of: Vec<u32>,
    /// For each story the happenings that connect it.
    pub(super) because: Vec<Vec<u32>>,
    /// The story of each happening: that of its first telling as news, or else of its first.
    pub(super) home: Vec<u32>,
}

/// Joins articles.
pub(super) fn join(
    looks: &[Look],
    happenings: &[Vec<u32>],
    neighbours: &Neighbours,
    copies: &[Option<u32>],
) -> Stories {
    let mut groups = Groups::new(copies.len());
    let mut connects = Vec::new();
    for (number, tellings) in (0..).zip(happenings) {
        for (a, b) in connected(tellings, looks, neighbours) {
            groups.join(a, b);
            connects.push((number, a));
        }
    }
    for (article, of) in (0..).zip(copies) {
        of.iter().for_each(|of| groups.join(*of, article));
    }
    let articles = groups.lists();
    let mut of = vec![0; copies.len()];
    for (story, members) in (0..).zip(&articles) {
        members.iter().for_each(|m| of[*m as usize] = story);
    }
    let mut because = vec![Vec::new(); articles.len()];
    for (happening, article) in connects {
        let list: &mut Vec<u32> = &mut because[of[article as usize] as usize];
        if list.last() != Some(&happening) {
            list.push(happening);
        }
    }
    let home = |tellings: &Vec<u32>| {
        let news = tellings
            .iter()
            .find(|t| looks[**t as usize].news)
            .unwrap_or(&tellings[0]);
        of[looks[*news as usize].article as usize]
    };
    Stories {
        home: happenings.iter().map(home).collect(),
        articles,
        of,
        because,
    }
}

/// The pairs of articles that a happening connects.
fn connected(tellings: &[u32], looks: &[Look], neighbours: &Neighbours) -> Vec<(u32, u32)> {
    let mut news: HashMap<u32, bool> = HashMap::default();
    for telling in tellings {
        let look = &looks[*telling as usize];
        *news.entry(look.article).or_default() |= look.news;
    }
    let mut articles: Vec<(u32, bool)> = news.into_iter().collect();
    articles.sort_unstable();
    let mut pairs = Vec::new();
    for (place, (one, here)) in articles.iter().enumerate() {
        for (other, there) in &articles[place + 1..] {
            let least = match (here, there) {
                (true, true) => NEWS,
                (false, false) => continue,
                _ => BACKGROUND,
            };
            if neighbours.alike(*one, *other).is_some_and(|alike| alike.words >= least) {
                pairs.push((*one, *other));
            }
        }
    }
    pairs
}
