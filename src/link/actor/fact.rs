//! Mentions that take part in facts: sources of quotes, participants and places of events.
//!
//! Unnamed actors are listed only if they are among these. Some do not look like mentions by themselves ("three were
//! killed", "some say", "the dead", "reports say"); they become mentions here.

use rustc_hash::FxHashMap as HashMap;

use super::chain::head_of;
use crate::extract::actor::nominal;
use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::actor_word::List;
use crate::lexicon::cue;
use crate::link::Report;
use crate::model::facts::{EventClass, Mention, MentionKind, Role};
use crate::model::ids::TokenId;
use crate::model::span::Span;

/// Maximum length of a source that is a text, in tokens.
const LONG: usize = 16;

/// The heads of all phrases that take part in a fact, in order of position.
pub(super) fn heads(doc: &Document, report: &Report) -> Vec<TokenId> {
    let sources = report.quotes.iter().filter_map(|q| head_of(doc, q.source?));
    let mut heads: Vec<TokenId> = sources.flat_map(|head| clause::conjuncts(doc, head)).collect();
    heads.extend(report.quotes.iter().filter_map(|q| core_noun(doc, q.source?)));
    for event in &report.events {
        let acting = event.participants.iter().filter(|p| p.role != Role::Instrument);
        heads.extend(acting.map(|p| p.head));
        heads.extend(event.place.and_then(|p| head_of(doc, p.span)));
    }
    heads.sort_unstable();
    heads.dedup();
    heads
}

/// The last noun of a source before its first preposition or comma, which is its head where the tree is wrong.
fn core_noun(doc: &Document, source: Span) -> Option<TokenId> {
    let words = doc.tokens_in(source);
    let core = words
        .iter()
        .take_while(|t| !matches!(doc.token(*t).upos, Upos::Adp | Upos::Punct));
    core.last().filter(|t| doc.token(*t).upos == Upos::Noun)
}

/// Returns whether a source is a text, which speaks for whoever wrote it: "reports", "the study".
pub(super) fn is_text(doc: &Document, head: TokenId) -> bool {
    doc.token(head).upos == Upos::Noun && cue::is_text(doc.lemma(head)) && nominal::noun(doc, head).is_none()
}

/// Mentions by a number or indefinite pronoun among the participants of facts, and by a text among the sources.
pub(super) fn counted(doc: &Document, report: &Report) -> Vec<Mention> {
    let mut heads: Vec<TokenId> = Vec::new();
    for event in &report.events {
        // Numbers may be prices or scores elsewhere.
        let persons = matches!(
            event.class,
            EventClass::Death
                | EventClass::Injury
                | EventClass::Assault
                | EventClass::Coerce
                | EventClass::Crime
                | EventClass::Aid
        );
        let taking_part = event
            .participants
            .iter()
            .filter(|p| p.role != Role::Instrument)
            .map(|p| p.head);
        heads.extend(taking_part.filter(|h| stands_for_persons(doc, *h, persons)));
    }
    let sources = report.quotes.iter().filter_map(|q| head_of(doc, q.source?));
    let speaks = |h: &TokenId| {
        stands_for_persons(doc, *h, true) || is_text(doc, *h) || nominal::counts_persons(doc, *h) || is_people(doc, *h)
    };
    heads.extend(sources.filter(speaks));
    heads.sort_unstable();
    heads.dedup();
    // An unnamed text is mentioned by its whole phrase: "figures to be published on Friday".
    let sources = report.quotes.iter().filter_map(|q| q.source);
    let text = |s: Span| {
        let head = head_of(doc, s).filter(|head| is_text(doc, *head))?;
        // "a posting | made on Friday"
        let made = |c: &TokenId| {
            *c > head
                && doc.token(*c).deprel == Deprel::Acl
                && doc.token(*c).xpos == Xpos::Vbn
                && doc.child(*c, Deprel::Mark).is_none()
                && s.end > doc.token(*c).span.start
        };
        let cut = doc.children(head).find(made);
        let end = cut.map_or(s.end, |c| doc.token(doc.subtree(c).start - 1).span.end);
        Some((head, Span { end, ..s }))
    };
    let texts: HashMap<TokenId, Span> = sources
        .filter(|s| doc.tokens_in(*s).len() <= LONG)
        .filter_map(text)
        .collect();
    let whole = |head: TokenId| texts.get(&head).copied();
    let mention = |head: TokenId| Mention {
        span: whole(head).unwrap_or_else(|| doc.span(nominal::span(doc, head))),
        head,
        kind: MentionKind::Nominal,
    };
    heads.into_iter().map(mention).collect()
}

/// Returns whether a source stands for people by its form: "commenters", "63 percent".
fn is_people(doc: &Document, head: TokenId) -> bool {
    let lemma = doc.lemma(head);
    let doers = ["er", "or"].iter().any(|end| lemma.ends_with(end)) && doc.token(head).xpos == Xpos::Nns;
    doc.token(head).upos == Upos::Noun && (doers && !cue::is_text(lemma) || lemma == "percent")
}

fn stands_for_persons(doc: &Document, head: TokenId, numbers: bool) -> bool {
    match doc.token(head).upos {
        Upos::Num => numbers,
        // "Both he and she": a conjunction.
        _ if doc.token(head).deprel == Deprel::CcPreconj => false,
        Upos::Det | Upos::Pron | Upos::Adj | Upos::Noun => List::Quantity.has(doc.lower(head)),
        _ => false,
    }
}
