//! The tense that a time stands in: that of the verb that governs it.

use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::time::{Class, entry, speaks};
use crate::model::ids::{TokenId, TokenRange};

/// The side of the publication date on which a time lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tense {
    Past,
    Future,
    /// Present, or not known.
    Open,
}

/// Returns whether the document has dependency trees.
pub(super) fn has_trees(doc: &Document) -> bool {
    doc.tokens()
        .iter()
        .any(|t| !matches!(t.deprel, Deprel::Dep | Deprel::Root))
}

/// The tense of a time expression.
pub(super) fn of(doc: &Document, tokens: TokenRange, trees: bool) -> Tense {
    if trees {
        by_tree(doc, tokens)
    } else {
        by_order(doc, tokens)
    }
}

/// How many words are climbed to a verb.
const DEPTH: usize = 8;

fn by_tree(doc: &Document, tokens: TokenRange) -> Tense {
    let outside = tokens.iter().find(|t| doc.head(*t).is_none_or(|h| !tokens.contains(h)));
    let mut at = outside.unwrap_or(tokens.start);
    // "Friday's invitation" was sent on Friday.
    if doc.token(at).deprel == Deprel::NmodPoss
        && let Some(owned) = doc.head(at)
    {
        at = doc.head(owned).unwrap_or(at);
    }
    if beside_past(doc, tokens) {
        return Tense::Past;
    }
    if is_invited_to(doc, tokens, at) || is_committed_to(doc, tokens) {
        return Tense::Future;
    }
    if limits(doc, tokens, &["since"]) || in_pluperfect(doc, at) {
        return Tense::Past;
    }
    if limits(doc, tokens, LIMITS) {
        return Tense::Future;
    }
    let ahead = limits(doc, tokens, &["by"]);
    for step in 0..DEPTH {
        if is_reporting(doc, tokens, at) {
            return by_order(doc, tokens);
        }
        if !tokens.contains(at)
            && (step > 1 || !is_told_of(doc, at))
            && let Some(tense) = told(doc, at)
        {
            return if tense == Tense::Past || !ahead {
                tense
            } else {
                Tense::Future
            };
        }
        match doc.head(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    Tense::Open
}

/// Returns whether a time is attached to a finite verb in the past tense, in a sentence without words of planning,
/// expecting or reporting ("The bridge collapsed on October 12").
pub(super) fn is_plainly_past(doc: &Document, tokens: TokenRange) -> bool {
    let outside = tokens.iter().find(|t| doc.head(*t).is_none_or(|h| !tokens.contains(h)));
    let adverbial = |t: &TokenId| matches!(doc.token(*t).deprel, Deprel::Obl | Deprel::OblUnmarked);
    let Some(verb) = outside.filter(adverbial).and_then(|t| doc.head(t)) else {
        return false;
    };
    let finite = doc.token(verb).xpos == Xpos::Vbd
        || doc.token(verb).xpos == Xpos::Vbn
            && doc
                .children(verb)
                .any(|c| doc.token(c).deprel == Deprel::AuxPass && doc.token(c).xpos == Xpos::Vbd);
    let sentence = doc.sentence(doc.sentence_of(verb)).tokens;
    let ahead = |t: TokenId| {
        is_planning(doc, t)
            || doc.token(t).xpos == Xpos::Md
            || doc.token(t).xpos == Xpos::To
            || crate::lexicon::event::frame(doc.lemma(t)).reporting
    };
    let nears = tokens.end < sentence.end && speaks(doc.lower(tokens.end), "nears");
    let bounded = nears || limits(doc, tokens, LIMITS) || limits(doc, tokens, &["by", "through", "from", "to"]);
    finite && !bounded && !sentence.iter().any(ahead)
}

/// "had sent an invitation for talks on Friday": the time right behind what an object of planning is for is that one's, also
/// where the tree hangs it on the verb.
fn is_invited_to(doc: &Document, tokens: TokenRange, at: TokenId) -> bool {
    let before = |n: u32| tokens.start.0.checked_sub(n).map(TokenId);
    let preposition = before(1).is_some_and(|t| matches!(doc.lower(t), "on" | "in" | "at"));
    let Some(noun) = before(1 + u32::from(preposition)).filter(|t| doc.token(*t).upos == Upos::Noun) else {
        return false;
    };
    let purpose = doc
        .children(noun)
        .any(|c| doc.token(c).deprel == Deprel::Case && matches!(doc.lower(c), "for" | "to"));
    let planned = |verb: TokenId| {
        doc.children(verb)
            .any(|c| doc.token(c).deprel == Deprel::Obj && c < noun && is_planning(doc, c))
    };
    purpose && doc.head(at).is_some_and(planned)
}

/// Returns whether a time is that of an act which somebody agreed, promised or was told to do: right behind the infinitive
/// ("agreed to meet on Monday"), or a term ("pledged to lift the curfew by Sunday"). Behind an object, a weekday is that of
/// the main verb in most news ("ordered the firm to pay damages on Monday").
fn is_committed_to(doc: &Document, tokens: TokenRange) -> bool {
    let before = |n: u32| tokens.start.0.checked_sub(n).map(TokenId);
    let preposition = before(1).filter(|t| doc.token(*t).upos == Upos::Adp);
    let by = preposition.is_some_and(|t| doc.lower(t) == "by");
    let infinitive = |verb: TokenId| {
        doc.token(verb).xpos == Xpos::Vb
            && doc.children(verb).any(|c| doc.token(c).xpos == Xpos::To)
            && doc
                .head(verb)
                .is_some_and(|governor| speaks(doc.lemma(governor), "commits"))
    };
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let last = before(1 + u32::from(preposition.is_some())).filter(|t| sentence.contains(*t));
    let outside = tokens.iter().find_map(|t| doc.head(t).filter(|h| !tokens.contains(*h)));
    last.is_some_and(infinitive) || by && outside.is_some_and(infinitive)
}

/// "had set Friday as the deadline", "had been due to expire on Friday": over when it is told, whatever was planned then.
/// But "had sent an invitation to talks on Friday" tells when the talks are.
fn in_pluperfect(doc: &Document, mut at: TokenId) -> bool {
    for _ in 0..DEPTH {
        let had = |child: &TokenId| doc.token(*child).deprel == Deprel::Aux && doc.lower(*child) == "had";
        if doc.token(at).xpos == Xpos::Vbn && doc.children(at).any(|child| had(&child)) {
            return true;
        }
        let verb = matches!(doc.token(at).upos, Upos::Verb | Upos::Aux);
        if !verb && is_planning(doc, at) {
            return false;
        }
        match doc.head(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    false
}

/// "will be payable Jan. 3, the company said": a verb of saying behind a comma is not what the time is of.
fn is_reporting(doc: &Document, tokens: TokenRange, at: TokenId) -> bool {
    let mut between = (tokens.end.0..at.0).map(TokenId);
    doc.lemma(at) == "say" && between.any(|t| doc.lower(t) == ",")
}

/// "rejected the plan on Tuesday": a time behind the object of a past verb is the verb's, also where the tree hangs it on
/// a noun of planning.
fn is_told_of(doc: &Document, noun: TokenId) -> bool {
    let past = |verb| doc.token(verb).xpos == Xpos::Vbd;
    doc.token(noun).deprel == Deprel::Obj && doc.head(noun).is_some_and(past)
}

/// "said Monday that", "fell on Friday", "on Sunday issued": right beside a verb in the past tense a time is that verb's.
fn beside_past(doc: &Document, tokens: TokenRange) -> bool {
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let past = |at: u32| sentence.contains(TokenId(at)) && doc.token(TokenId(at)).xpos == Xpos::Vbd;
    let skip = |n: u32| tokens.start.0.checked_sub(n).filter(|t| *t >= sentence.start.0);
    let before = skip(1).map_or("", |t| doc.lower(TokenId(t)));
    let verb = skip(if matches!(before, "on" | "in" | "at" | "late" | "early") {
        2
    } else {
        1
    });
    verb.is_some_and(past) || past(tokens.end.0) && before != "until"
}

/// Prepositions before a time that lies ahead.
const LIMITS: &[&str] = &["until", "till"];

/// Returns whether one of some prepositions stands before a time: "until Friday", "as early as Friday", "no later than Friday".
fn limits(doc: &Document, tokens: TokenRange, words: &[&str]) -> bool {
    let before = |n: u32| tokens.start.0.checked_sub(n).map_or("", |t| doc.lower(TokenId(t)));
    let soon = matches!((before(2), before(1)), ("soon" | "early", "as") | ("later", "than"));
    words.contains(&before(1)) || soon && words == LIMITS
}

/// Returns whether a time is the day of a count: "as of February".
pub(super) fn is_as_of(doc: &Document, tokens: TokenRange) -> bool {
    let before = |n: u32| tokens.start.0.checked_sub(n).map_or("", |t| doc.lower(TokenId(t)));
    before(1) == "of" && before(2) == "as"
}

/// "loans through January", "open through Friday": told in any tense.
pub(super) fn runs_through(doc: &Document, tokens: TokenRange) -> bool {
    limits(doc, tokens, &["through"])
}

/// Returns whether nothing between a time and the sign of its future is in the past tense: weekdays are past in most news, and
/// a wrong tree must not move them by a week.
pub(super) fn is_sure(doc: &Document, tokens: TokenRange) -> bool {
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let plans = sentence.iter().any(|t| is_planning(doc, t));
    plans || is_committed_to(doc, tokens) || limits(doc, tokens, LIMITS) || by_order(doc, tokens) == Tense::Future
}

/// The tense that a word and its auxiliaries show; `None` if it shows none of its own.
fn told(doc: &Document, at: TokenId) -> Option<Tense> {
    if is_planning(doc, at) {
        return Some(Tense::Future);
    }
    let form = doc.token(at).xpos;
    let mut tense = match form {
        // "killed on Friday" beside a noun is past, too.
        Xpos::Vbd | Xpos::Vbn => Some(Tense::Past),
        Xpos::Vbz | Xpos::Vbp => Some(Tense::Open),
        _ => None,
    };
    for child in doc.children(at) {
        let token = doc.token(child);
        // "is to resume"
        let to = token.xpos == Xpos::To && child.0 > 0;
        if to && matches!(doc.lower(TokenId(child.0 - 1)), "is" | "are" | "was" | "were") {
            return Some(Tense::Future);
        }
        if !matches!(token.deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop) {
            continue;
        }
        let word = doc.lower(child);
        match token.xpos {
            Xpos::Md if AHEAD.contains(&word) => return Some(Tense::Future),
            Xpos::Md => tense = Some(Tense::Open),
            Xpos::Vbd => tense = Some(Tense::Past),
            // "has met" is past; "is held", "is meeting", "are due" are neither.
            Xpos::Vbz | Xpos::Vbp if !(form == Xpos::Vbn && PERFECT.contains(&word)) => tense = Some(Tense::Open),
            _ => {}
        }
    }
    tense
}

/// Auxiliaries of the future.
const AHEAD: &[&str] = &["will", "would", "'ll", "’ll", "shall", "wo", "must", "should", "can"];
/// Auxiliaries of the perfect.
const PERFECT: &[&str] = &["has", "have", "'ve", "’ve", "'s", "’s"];

/// "scheduled for Friday", "the invitation to talks on Friday", "due in June".
pub(super) fn is_planning(doc: &Document, at: TokenId) -> bool {
    let next = TokenId(at.0 + 1);
    let next = if (next.0 as usize) < doc.tokens().len() {
        doc.lower(next)
    } else {
        ""
    };
    // "is set to resume", "was forecast to rise", but not "set an example", "a forecast on Monday".
    matches!(doc.lemma(at), "set" | "forecast" | "predict" | "project") && matches!(next, "to" | "for")
        || entry(doc.lemma(at)).iter().any(|(class, _)| *class == Class::Planning)
}

/// Without trees: the nearest verb before the time in its sentence, else the first behind it.
fn by_order(doc: &Document, tokens: TokenRange) -> Tense {
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let before = TokenRange {
        start: sentence.start,
        end: tokens.start,
    };
    let after = TokenRange {
        start: tokens.end,
        end: sentence.end,
    };
    let near = before.iter().rev().find_map(|t| finite(doc, t));
    near.or_else(|| after.iter().find_map(|t| finite(doc, t)))
        .unwrap_or(Tense::Past)
}

/// The tense that a word alone shows.
fn finite(doc: &Document, at: TokenId) -> Option<Tense> {
    match (doc.lower(at), doc.token(at).xpos) {
        ("will" | "would" | "'ll" | "’ll" | "shall" | "wo", _) => Some(Tense::Future),
        ("said" | "was" | "were" | "had" | "did", _) | (_, Xpos::Vbd) => Some(Tense::Past),
        ("to", Xpos::To) => Some(Tense::Future),
        _ => None,
    }
}
