//! Attribution: the sources to which the text attributes an event or a figure, by the quotes around its word.
//!
//! Events and figures both use this, so that the same word has the same attribution.

use crate::language::Document;
use crate::model::facts::{Attribution, Quote};
use crate::model::ids::{QuoteId, TokenId};

/// The quotes around each token of an article.
///
/// A quote lies in another if its cue stands in the other's content: in "Reuters reported that police said that he
/// fled", `fled` has the attribution Reuters, then police.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sayings {
    /// The innermost quote around each token.
    innermost: Vec<Option<QuoteId>>,
    /// The next quote around each quote.
    outer: Vec<Option<QuoteId>>,
}

impl Sayings {
    /// Indexes the contents of quotes, whose ids are their positions in the list.
    pub(super) fn new(doc: &Document, quotes: &[Quote]) -> Sayings {
        let length = |q: &Quote| q.content.iter().map(|s| s.len()).sum::<usize>();
        let mut order: Vec<u32> = (0..quotes.len() as u32).collect();
        order.sort_by_key(|i| std::cmp::Reverse(length(&quotes[*i as usize])));
        let mut sayings = Sayings {
            innermost: vec![None; doc.tokens().len()],
            outer: vec![None; quotes.len()],
        };
        // Longer contents first: shorter ones overwrite the words that they share.
        for number in order {
            let quote = &quotes[number as usize];
            let cue = quote.cue.as_ref().map(|c| c.head);
            let home = cue.or_else(|| quote.content.first().and_then(|c| doc.token_at(c.start)));
            sayings.outer[number as usize] = home.and_then(|t| sayings.innermost[t.0 as usize]);
            for span in &quote.content {
                let tokens = doc.tokens_in(*span).range();
                sayings.innermost[tokens].fill(Some(QuoteId(number)));
            }
        }
        sayings
    }

    /// The innermost quote with a token in its content.
    pub(crate) fn at(&self, token: TokenId) -> Option<QuoteId> {
        self.innermost.get(token.0 as usize).copied().flatten()
    }

    /// The quotes around a token, innermost first.
    pub(crate) fn around(&self, token: TokenId) -> impl Iterator<Item = QuoteId> + '_ {
        std::iter::successors(self.at(token), |q| self.outer[q.0 as usize])
    }

    /// The sources to which a token is attributed, outermost first; empty in the article's own voice. Quotes without a
    /// source are left out of the chain.
    pub(crate) fn attribution(&self, quotes: &[Quote], token: TokenId) -> Vec<Attribution> {
        let link = |id: QuoteId| {
            let quote = &quotes[id.0 as usize];
            Some(Attribution {
                source: quote.source?,
                actor: quote.speaker,
                cue: quote.cue.as_ref().map(|c| c.span),
            })
        };
        let mut chain: Vec<Attribution> = self.around(token).filter_map(link).collect();
        chain.reverse();
        chain
    }
}
