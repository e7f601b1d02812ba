//! Shares the sentences of one article among threads, so that a single article is done sooner.
//!
//! In a batch each thread has an article of its own instead. The work on a part goes sentence by sentence, so that the
//! result does not depend on where the parts are cut.

use std::ops::Range;
use std::thread;

use super::{Sentence, Token};

/// Least number of tokens that are worth a thread.
const LEAST: usize = 250;

/// Cuts sentences into at most so many runs of about equally many tokens. There is at least one.
pub(super) fn of(sentences: &[Sentence], most: usize) -> Vec<&[Sentence]> {
    let tokens = sentences.last().map_or(0, |s| s.tokens.end.0 as usize);
    let number = most.min(tokens / LEAST).max(1);
    let mut parts = Vec::with_capacity(number);
    let mut rest = sentences;
    for part in 1..number {
        // A sentence belongs where its middle is.
        let twice_end = 2 * tokens * part / number;
        let before = |s: &Sentence| (s.tokens.start.0 + s.tokens.end.0) as usize <= twice_end;
        let (own, others) = rest.split_at(rest.partition_point(before));
        parts.push(own);
        rest = others;
    }
    parts.push(rest);
    parts
}

/// The tokens of a part.
pub(super) fn tokens(part: &[Sentence]) -> Range<usize> {
    match part {
        [] => 0..0,
        [first, .., last] => first.tokens.range().start..last.tokens.range().end,
        [only] => only.tokens.range(),
    }
}

/// Does the same to each part at once, and gives what comes of it in the order of the parts.
pub(super) fn each<P: Sync, R: Send>(parts: &[P], work: impl Fn(&P) -> R + Sync) -> Vec<R> {
    let work = &work;
    let Some((first, others)) = parts.split_first() else {
        return Vec::new();
    };
    thread::scope(|scope| {
        let others: Vec<_> = others.iter().map(|part| scope.spawn(move || work(part))).collect();
        let mut all = vec![work(first)];
        all.extend(others.into_iter().map(joined));
        all
    })
}

/// Like [`each`], with mutable access to the tokens of each part.
pub(super) fn each_with(
    parts: &[&[Sentence]],
    mut tokens: &mut [Token],
    work: impl Fn(&[Sentence], &mut [Token]) + Sync,
) {
    let work = &work;
    let Some((first, others)) = parts.split_first() else {
        return;
    };
    thread::scope(|scope| {
        let mut take = |part| tokens.split_off_mut(..self::tokens(part).len()).unwrap_or_default();
        let own = take(first);
        let others: Vec<_> = others
            .iter()
            .map(|part| (part, take(part)))
            .map(|(part, tokens)| scope.spawn(move || work(part, tokens)))
            .collect();
        work(first, own);
        others.into_iter().for_each(joined);
    });
}

/// Result of a thread; if that panicked, so does this one.
fn joined<R>(thread: thread::ScopedJoinHandle<'_, R>) -> R {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::{TokenId, TokenRange};
    use crate::model::span::Span;

    fn sentences(lengths: &[u32]) -> Vec<Sentence> {
        let mut start = 0;
        let sentence = |length: &u32| {
            let tokens = TokenRange::new(TokenId(start), TokenId(start + length));
            start += length;
            Sentence {
                span: Span::default(),
                tokens,
                paragraph: 0,
            }
        };
        lengths.iter().map(sentence).collect()
    }

    #[test]
    fn parts_are_about_equal_and_lose_nothing() {
        let sentences = sentences(&[20; 100]);
        for (most, expected) in [(0, 1), (1, 1), (3, 3), (50, 8)] {
            let parts = of(&sentences, most);
            assert_eq!(parts.len(), expected);
            assert_eq!(parts.concat().len(), sentences.len());
            let most = parts.iter().map(|part| tokens(part).len()).max();
            assert!(most <= Some(2000 / expected + 20));
        }
        assert_eq!(of(&[], 4).len(), 1);
    }

    #[test]
    fn each_part_has_its_tokens_and_its_place() {
        let sentences = sentences(&[400, 10, 400, 400]);
        let parts = of(&sentences, 3);
        let numbers = each(&parts, |part| tokens(part));
        assert_eq!(numbers, [0..400, 400..810, 810..1210]);
    }
}
