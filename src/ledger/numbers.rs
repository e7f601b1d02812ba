//! Numbers of facts over all articles, in order of the articles.

/// The number of the first fact of each article and, last, of all facts, where `of` tells the article of a fact.
pub(super) fn firsts_of(articles: u32, facts: usize, of: impl Fn(usize) -> u32) -> Vec<u32> {
    let mut firsts = vec![0];
    let mut fact = 0;
    for article in 0..articles {
        while fact < facts && of(fact) == article {
            fact += 1;
        }
        firsts.push(fact as u32);
    }
    firsts
}

/// The article of a fact, and the place of the fact in it.
pub(super) fn place_of(firsts: &[u32], fact: u32) -> (u32, u32) {
    let article = firsts.partition_point(|first| *first <= fact) - 1;
    (article as u32, fact - firsts[article])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_have_their_places() {
        let articles = [0, 0, 2];
        let firsts = firsts_of(4, articles.len(), |fact| articles[fact]);
        assert_eq!(firsts, [0, 2, 2, 3, 3]);
        let places: Vec<_> = (0..3).map(|fact| place_of(&firsts, fact)).collect();
        assert_eq!(places, [(0, 0), (0, 1), (2, 0)]);
    }
}
