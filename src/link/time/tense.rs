//! The tense of a time: that of the verb that governs it.

use crate::language::clause::{Cursor, Form, Modality, Tense as VerbTense, VerbGroup};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::time::{Class, Context, entry, speaks};
use crate::model::ids::{TokenId, TokenRange};
use crate::parse::SectionKind;

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

/// Maximum number of governors between a time and its verb.
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
    if beside_past(doc, tokens) || is_of_earlier(doc, at) {
        return Tense::Past;
    }
    if is_invited_to(doc, tokens, at)
        || is_committed_to(doc, tokens)
        || is_appointed_for(doc, tokens)
        || begins_then(doc, at)
    {
        return Tense::Future;
    }
    if runs_since(doc, tokens) || in_pluperfect(doc, at) {
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
            && (step > 1 || !belongs_to_verb(doc, at))
            && let Some(tense) = of_predicate(doc, at)
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
    let past = |group: &VerbGroup| group.tense == Some(VerbTense::Past) && !group.perfect;
    let finite = doc
        .verb_group(verb)
        .is_some_and(|group| past(group) && group.modality.is_none());
    let sentence = doc.sentence(doc.sentence_of(verb)).tokens;
    let ahead = |t: TokenId| {
        is_planning(doc, t)
            || doc.token(t).xpos == Xpos::Md
            || doc.token(t).xpos == Xpos::To
            || crate::lexicon::event::frame(doc.lemma(t)).reporting
    };
    let nears = tokens.end < sentence.end && speaks(doc.lower(tokens.end), Context::Nears);
    let bounded = nears
        || is_appointed_for(doc, tokens)
        || limits(doc, tokens, LIMITS)
        || limits(doc, tokens, &["by", "through", "from", "to"]);
    finite && !bounded && !sentence.iter().any(ahead)
}

/// Returns whether a time belongs to the complement of a noun of planning, also where the tree attaches it to the verb:
/// "had sent an invitation for talks on Friday".
fn is_invited_to(doc: &Document, tokens: TokenRange, at: TokenId) -> bool {
    let before = |n: u32| tokens.start.before(n);
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
    purpose && [at, noun].into_iter().any(|t| doc.head(t).is_some_and(planned))
}

/// Returns whether a time belongs to an act that somebody agreed, promised or was told to do: right behind the
/// infinitive ("agreed to meet on Monday"), or a deadline ("pledged to lift the curfew by Sunday"). Behind an object, a
/// weekday mostly belongs to the main verb ("ordered the firm to pay damages on Monday").
fn is_committed_to(doc: &Document, tokens: TokenRange) -> bool {
    let before = |n: u32| tokens.start.before(n);
    let preposition = before(1).filter(|t| doc.token(*t).upos == Upos::Adp);
    let by = preposition.is_some_and(|t| doc.lower(t) == "by");
    let governor = |verb: TokenId| {
        let group = doc.verb_group(verb)?;
        doc.head(verb).filter(|_| group.form == Form::Infinitive)
    };
    let infinitive = |verb: TokenId| governor(verb).is_some_and(|g| speaks(doc.lemma(g), Context::Commits));
    // "a plan to cut staff by year-end"
    let planned = |verb: TokenId| governor(verb).is_some_and(|g| is_planning(doc, g));
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let last = before(1 + u32::from(preposition.is_some())).filter(|t| sentence.contains(*t));
    let outside = tokens.iter().find_map(|t| doc.head(t).filter(|h| !tokens.contains(*h)));
    last.is_some_and(infinitive) || by && outside.is_some_and(|verb| infinitive(verb) || planned(verb))
}

/// Returns whether a time is the one for which something is set, or to which it is put off: "set a hearing for April 3",
/// "called a vote for Sunday", "moved the talks to Wednesday".
fn is_appointed_for(doc: &Document, tokens: TokenRange) -> bool {
    let outside = tokens.iter().find_map(|t| doc.head(t).filter(|h| !tokens.contains(*h)));
    let governors = std::iter::successors(outside, |t| doc.head(*t)).take(GOVERNORS);
    let context = if limits(doc, tokens, &["for"]) {
        Context::Appoints
    } else if limits(doc, tokens, &["to"]) {
        Context::Moves
    } else {
        return false;
    };
    // "set a record for March"
    let weekday = |t: TokenId| entry(doc.lower(t)).iter().any(|(class, _)| *class == Class::Weekday);
    let day = tokens
        .iter()
        .any(|t| weekday(t) || doc.form(t).starts_with(|c: char| c.is_ascii_digit()));
    let mut verbs = governors.filter(|t| doc.token(*t).upos == Upos::Verb);
    day && verbs.next().is_some_and(|verb| speaks(doc.lemma(verb), context))
}

/// Maximum number of governors between a time and the verb that sets it.
const GOVERNORS: usize = 3;

/// Returns whether a time belongs to a beginning or end in the simple present, which lies ahead ("the trial starts on
/// Monday", "voting ends the week of June 9"), or is itself the predicate: "the vote is in June".
fn begins_then(doc: &Document, time: TokenId) -> bool {
    let phase = |verb: TokenId| {
        let simple = |group: &VerbGroup| group.tense == Some(VerbTense::Present) && !group.perfect;
        matches!(doc.token(verb).xpos, Xpos::Vbz | Xpos::Vbp)
            && doc
                .verb_group(verb)
                .is_some_and(|group| simple(group) && group.modality.is_none())
            && (crate::lexicon::event::frame(doc.lemma(verb)).aspectual || is_scheduled(doc, verb))
            && verb < time
    };
    let present = |t: TokenId| matches!(doc.token(t).xpos, Xpos::Vbz | Xpos::Vbp);
    let is_then = doc.child(time, Deprel::Cop).is_some_and(present) && doc.child(time, Deprel::Nsubj).is_some();
    is_then || doc.head(time).is_some_and(phase)
}

/// Returns whether a verb in the simple present tells what is on the calendar: "the ministers meet on Monday". In a
/// headline the simple present tells what has happened.
fn is_scheduled(doc: &Document, verb: TokenId) -> bool {
    let section = doc.section_at(doc.token(verb).span.start);
    let headline = section.is_some_and(|(_, section)| section.kind == SectionKind::Headline);
    !headline && speaks(doc.lemma(verb), Context::Scheduled)
}

/// Returns whether a time belongs to a plan in the pluperfect, which lies in the past: "had set Friday as the
/// deadline", "had been due to expire on Friday"; but not "had sent an invitation to talks on Friday".
fn in_pluperfect(doc: &Document, mut at: TokenId) -> bool {
    for _ in 0..DEPTH {
        let past = |group: &VerbGroup| group.perfect && group.tense == Some(VerbTense::Past);
        if doc.verb_group(at).is_some_and(past) {
            return true;
        }
        let verb = matches!(doc.token(at).upos, Upos::Verb | Upos::Aux);
        if !verb && is_planning(doc, at) {
            let cursor = Cursor::sentence(doc, at);
            return cursor.is(at - 1, &["been"]) && cursor.is(at - 2, &["had"]);
        }
        match doc.head(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    false
}

/// Returns whether a verb of saying behind a comma governs the time in the tree, which belongs to the clause before:
/// "will be payable Jan. 3, the company said".
fn is_reporting(doc: &Document, tokens: TokenRange, at: TokenId) -> bool {
    let mut between = TokenRange::new(tokens.end, at).iter();
    doc.lemma(at) == "say" && between.any(|t| doc.lower(t) == ",")
}

/// Returns whether a time behind the object of a past verb belongs to the verb, also where the tree attaches it to a
/// noun of planning: "rejected the plan on Tuesday".
fn belongs_to_verb(doc: &Document, noun: TokenId) -> bool {
    let past = |verb| doc.token(verb).xpos == Xpos::Vbd;
    doc.token(noun).deprel == Deprel::Obj && doc.head(noun).is_some_and(past)
}

/// Returns whether a time stands right beside a verb in the past tense, to which it belongs: "said Monday that", "fell
/// on Friday", "on Sunday issued".
fn beside_past(doc: &Document, tokens: TokenRange) -> bool {
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let past = |at: TokenId| sentence.contains(at) && doc.token(at).xpos == Xpos::Vbd;
    let skip = |steps: u32| tokens.start.before(steps).filter(|t| sentence.contains(*t));
    let before = skip(1).map_or("", |t| doc.lower(t));
    let verb = skip(if matches!(before, "on" | "in" | "at" | "late" | "early") {
        2
    } else {
        1
    });
    verb.is_some_and(past) || past(tokens.end) && before != "until"
}

/// Returns whether a time dates an earlier thing: "following a prior exchange in January".
fn is_of_earlier(doc: &Document, time: TokenId) -> bool {
    /// Maximum number of nouns between a time and the one that it dates.
    const NOUNS: usize = 3;
    let noun = |t: &TokenId| doc.token(*t).upos == Upos::Noun;
    let nouns = std::iter::successors(doc.head(time).filter(noun), |t| doc.head(*t).filter(noun));
    let earlier = |t: TokenId| doc.token(t).deprel == Deprel::Amod && speaks(doc.lower(t), Context::EarlierOne);
    nouns.take(NOUNS).any(|noun| doc.children(noun).any(earlier))
}

/// Prepositions before a time that lies ahead.
const LIMITS: &[&str] = &["until", "till"];

/// Returns whether one of the prepositions stands before a time: "until Friday", "as early as Friday", "no later than
/// Friday".
fn limits(doc: &Document, tokens: TokenRange, words: &[&str]) -> bool {
    let before = |n: u32| tokens.start.before(n).map_or("", |t| doc.lower(t));
    let soon = matches!((before(2), before(1)), ("soon" | "early", "as") | ("later", "than"));
    words.contains(&before(1)) || soon && words == LIMITS
}

/// Returns whether a time is the day of a count: "as of February".
pub(in crate::link) fn is_as_of(doc: &Document, tokens: TokenRange) -> bool {
    let before = |n: u32| tokens.start.before(n).map_or("", |t| doc.lower(t));
    before(1) == "of" && before(2) == "as"
}

/// Returns whether a time is the end of a period: "closed until Friday", "open till May".
pub(super) fn runs_until(doc: &Document, tokens: TokenRange) -> bool {
    limits(doc, tokens, &["until"]) || limits(doc, tokens, &["till"])
}

/// Returns whether a time is the start of a period: "closed since May", "the change since year-end".
pub(super) fn runs_since(doc: &Document, tokens: TokenRange) -> bool {
    limits(doc, tokens, &["since"])
}

/// Returns whether a time stands behind "through", in any tense: "loans through January", "open through Friday".
pub(super) fn runs_through(doc: &Document, tokens: TokenRange) -> bool {
    limits(doc, tokens, &["through"])
}

/// Returns whether no past tense stands between a time and the sign of its future: weekdays are past in most news, and
/// a parse error must not move them by a week.
pub(super) fn is_surely_ahead(doc: &Document, tokens: TokenRange) -> bool {
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let plans = sentence.iter().any(|t| is_planning(doc, t));
    let outside = tokens.iter().find(|t| doc.head(*t).is_none_or(|h| !tokens.contains(h)));
    let begins = outside.is_some_and(|time| begins_then(doc, time));
    plans
        || begins
        || is_committed_to(doc, tokens)
        || is_appointed_for(doc, tokens)
        || limits(doc, tokens, LIMITS)
        || by_order(doc, tokens) == Tense::Future
}

/// The tense that a predicate shows; `None` if it shows none of its own.
fn of_predicate(doc: &Document, at: TokenId) -> Option<Tense> {
    // "is due to report in September", of which the tree makes a preposition
    let due = |c: TokenId| doc.token(c).deprel == Deprel::Case && doc.lower(c) == "due";
    let due = || doc.token(at).xpos == Xpos::Vb && doc.children(at).any(due);
    if is_planning(doc, at) || is_to(doc, at) || due() {
        return Some(Tense::Future);
    }
    let Some(group) = doc.verb_group(at) else {
        // "killed on Friday" beside a noun is past, too.
        return matches!(doc.token(at).xpos, Xpos::Vbd | Xpos::Vbn).then_some(Tense::Past);
    };
    match (group.modality, group.tense) {
        (Some(Modality::Future), _) | (None, Some(VerbTense::Future)) => Some(Tense::Future),
        // "should have closed in May"
        (Some(_), _) if group.perfect => Some(Tense::Past),
        (Some(_), _) => Some(Tense::Future),
        (None, Some(VerbTense::Past)) => Some(Tense::Past),
        (None, Some(VerbTense::Present)) => Some(if group.perfect { Tense::Past } else { Tense::Open }),
        // "is expected to be sworn in on Sunday": an infinitive has the tense of what governs it.
        (None, None) => (doc.token(at).xpos == Xpos::Vbn && group.form != Form::Infinitive).then_some(Tense::Past),
    }
}

/// Returns whether a verb is an infinitive behind "is to": "is to resume".
fn is_to(doc: &Document, at: TokenId) -> bool {
    let to = |child: &TokenId| doc.token(*child).xpos == Xpos::To;
    let be = |to: TokenId| Cursor::sentence(doc, to).is(to - 1, &["is", "are", "was", "were"]);
    doc.children(at).find(to).is_some_and(be)
}

/// Returns whether a word is one of planning: "scheduled for Friday", "the invitation to talks on Friday", "due in
/// June".
pub(super) fn is_planning(doc: &Document, at: TokenId) -> bool {
    let next = Some(at.next()).filter(|t| doc.whole().contains(*t));
    let next = next.map_or("", |t| doc.lower(t));
    // "is set to resume", "was forecast to rise", but not "set an example", "a forecast on Monday".
    matches!(doc.lemma(at), "set" | "forecast" | "predict" | "project") && matches!(next, "to" | "for")
        || entry(doc.lemma(at)).iter().any(|(class, _)| *class == Class::Planning)
}

/// The tense without trees: that of the nearest verb before the time in its sentence, else of the first behind it.
fn by_order(doc: &Document, tokens: TokenRange) -> Tense {
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let before = TokenRange::new(sentence.start, tokens.start);
    let after = TokenRange::new(tokens.end, sentence.end);
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
