//! What a figure is said of when no noun follows it: the subject or object of its clause ("the death toll rose to 18",
//! "shares fell 5%", "the package is worth $2 million"), or the noun before "of" ("at a cost of $3 million").

use super::draft::{Draft, Line, step};
use super::noun_phrase::chunk;
use crate::extract::number::Form;
use crate::language::{Deprel, Document, Upos, Xpos, phrase};
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::{Aspect, Comparator, FigureKind};
use crate::model::ids::{TokenId, TokenRange};

/// Gives the figures that have no counted phrase the noun that they are said of.
pub(super) fn subjects(line: Line, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if drafts[i].conversion && i > 0 {
            drafts[i].counted = drafts[i - 1].counted;
        } else if drafts[i].counted.is_none() {
            let figures: Vec<TokenRange> = drafts.iter().map(|d| d.tokens).collect();
            let free = |phrase: &TokenRange| !figures.iter().any(|f| f.start < phrase.end && phrase.start < f.end);
            // "Death Toll Rises to 18": the words beside it are surer than the tree of a headline.
            let plain = says_it(line, &drafts[i])
                .then(|| before_verb(line, &drafts[i]))
                .flatten();
            drafts[i].counted = plain
                .filter(free)
                .or_else(|| noun_before(line, &drafts[i]).filter(free))
                .or_else(|| subject(line, &drafts[i], &figures).filter(free))
                .or_else(|| before_verb(line, &drafts[i]).filter(free));
        }
    }
}

/// "a cost of one billion", "the value of 681 million", "a high of 61.8"
fn noun_before(line: Line, draft: &Draft) -> Option<TokenRange> {
    let of = step(draft.tokens.start, -1);
    let noun = step(of, -1);
    let measures = matches!(
        draft.kind,
        FigureKind::Money | FigureKind::Measure | FigureKind::Percent
    );
    let sums = is(line.lower(noun), List::Amount);
    if !(measures && !sums && line.is(of, &["of"]) && line.has(noun) && line.doc.token(noun).upos == Upos::Noun) {
        return None;
    }
    let mut start = noun;
    while line.has(step(start, -1))
        && matches!(
            line.doc.token(step(start, -1)).upos,
            Upos::Noun | Upos::Adj | Upos::Propn
        )
    {
        start = step(start, -1);
    }
    Some(TokenRange { start, end: of })
}

/// True if "rose to", "falls to" stands right before the figure.
fn says_it(line: Line, draft: &Draft) -> bool {
    let verb = line.lower(step(draft.tokens.start, -2));
    line.is(step(draft.tokens.start, -1), &["to"]) && (is(verb, List::Up) || is(verb, List::Down))
}

/// How far before a figure the verb may be that it belongs to.
const NEAR: i32 = 9;

/// "winds were near 180 mph", "turnout fell by 3 points": the words say it where the tree does not.
fn before_verb(line: Line, draft: &Draft) -> Option<TokenRange> {
    if !is_said_of(line, draft) {
        return None;
    }
    let changes = |lower: &str| is(lower, List::Up) || is(lower, List::Down) || is(lower, List::Change);
    let tells = |t: TokenId| {
        // In a headline the verb may be taken for a name.
        let headline = line.form(t).starts_with(char::is_uppercase) && line.lower(t).ends_with('s');
        // "profit slid 14%" is often taken for a noun, too.
        let moved = is(line.lower(t), List::Moved) || changes(line.lower(t)) && line.lower(t).ends_with("ed");
        let verb = line.has(t) && (headline || moved || matches!(line.doc.token(t).upos, Upos::Verb | Upos::Aux));
        let near = line.is(
            t,
            &["is", "was", "are", "were", "be", "costs", "cost", "totaled", "totalled"],
        );
        let copula = near
            && (step(t, 1) == draft.tokens.start
                || (line.is(step(t, 1), &["up", "down"]) && step(t, 2) == draft.tokens.start));
        // "Oil costs $50" may be taken for a noun.
        let costs = line.is(t, &["costs"]) && step(t, 1) == draft.tokens.start;
        costs || verb && (copula || (changes(line.lower(t)) && draft.aspect != Aspect::Total))
    };
    let mut end = (1..NEAR).map(|i| step(draft.tokens.start, -i)).find(|t| tells(*t))?;
    while line.has(step(end, -1)) && matches!(line.doc.token(step(end, -1)).upos, Upos::Aux | Upos::Adv) {
        end = step(end, -1);
    }
    let nominal = |t: TokenId| line.has(t) && matches!(line.doc.token(t).upos, Upos::Noun | Upos::Adj | Upos::Propn);
    let mut start = end;
    while nominal(step(start, -1)) {
        start = step(start, -1);
    }
    // "the dose from a scan of the body is": the phrases behind prepositions belong to the first noun.
    for _ in 0..3 {
        let mut of = step(start, -1);
        while line.has(of) && line.doc.token(of).upos == Upos::Det {
            of = step(of, -1);
        }
        let joins = line.is(of, &["of", "from", "in", "on", "for", "at", "to", "with"]);
        if !(joins && nominal(step(of, -1)) && line.doc.token(step(of, -1)).upos != Upos::Adj) {
            break;
        }
        let mut first = of;
        while nominal(step(first, -1)) {
            first = step(first, -1);
        }
        // "the number of cases": the cases
        if is(line.lower(step(of, -1)), List::Amount) {
            break;
        }
        (start, end) = (first, of);
    }
    Some(TokenRange { start, end }).filter(|p| !p.is_empty() && line.doc.token(step(end, -1)).upos != Upos::Adj)
}

fn subject(line: Line, draft: &Draft, figures: &[TokenRange]) -> Option<TokenRange> {
    if !is_said_of(line, draft) {
        return None;
    }
    let doc = line.doc;
    let verb = predicate(line, draft)?;
    // "raised the toll to six": what is raised.
    let changed = matches!(
        draft.aspect,
        Aspect::ChangeTo | Aspect::ChangeFrom | Aspect::Increase | Aspect::Decrease
    );
    let object =
        phrase::object(doc, verb).filter(|o| changed && !inside(draft, *o) && !figures.iter().any(|f| f.contains(*o)));
    let noun = object.or_else(|| acting(doc, verb)).filter(|n| !inside(draft, *n))?;
    nominal(line, noun)
}

/// The subject of a verb, or of the verb that it goes on from: "gained 2% to close at 1,378".
fn acting(doc: &Document, verb: TokenId) -> Option<TokenId> {
    let mut at = verb;
    for _ in 0..3 {
        if let Some(subject) = phrase::subject(doc, at) {
            return Some(subject);
        }
        let goes_on = matches!(doc.token(at).deprel, Deprel::Xcomp | Deprel::Advcl | Deprel::Conj);
        at = doc.head(at).filter(|_| goes_on)?;
    }
    None
}

fn inside(draft: &Draft, token: TokenId) -> bool {
    draft.tokens.contains(token)
}

/// True for a figure that tells the size of something else than the things that it names.
fn is_said_of(line: Line, draft: &Draft) -> bool {
    let changes = matches!(
        draft.aspect,
        Aspect::ChangeTo | Aspect::ChangeFrom | Aspect::Increase | Aspect::Decrease
    );
    let before = line.lower(step(draft.tokens.start, -1));
    // "rose to $84 a barrel"
    let level = draft.aspect == Aspect::Rate && ["to", "from", "by"].contains(&before);
    let worth = level || is(before, List::Worth);
    // "a total of $3 million" says nothing of what it is.
    if before == "of" && is(line.lower(step(draft.tokens.start, -2)), List::Amount) {
        return false;
    }
    let exceeded = draft.comparator == Comparator::MoreThan && line.lower(draft.tokens.start).starts_with("exceed");
    match draft.kind {
        FigureKind::Count => draft.form != Form::Many && (changes || exceeded),
        FigureKind::Score => !matches!(draft.rule, "figure.score"),
        FigureKind::Percent => changes || worth,
        FigureKind::Money => changes || worth,
        FigureKind::Measure => changes || worth,
        FigureKind::Duration | FigureKind::Rate => false,
    }
}

/// The verb or predicate noun that the figure hangs on.
fn predicate(line: Line, draft: &Draft) -> Option<TokenId> {
    let doc = line.doc;
    let mut at = top(doc, draft);
    for _ in 0..4 {
        let token = doc.token(at);
        let copular = doc.child(at, Deprel::Cop).is_some() || doc.child(at, Deprel::Nsubj).is_some();
        if copular || matches!(token.upos, Upos::Verb) {
            return Some(at);
        }
        at = doc.head(at)?;
    }
    None
}

/// The token of a figure that hangs on something outside it.
fn top(doc: &Document, draft: &Draft) -> TokenId {
    let outside = |t: &TokenId| doc.head(*t).is_none_or(|h| !draft.core.contains(h));
    draft.core.iter().rev().find(outside).unwrap_or(draft.head)
}

/// The noun phrase of a head, without its determiners; of "the number of casualties", the casualties.
fn nominal(line: Line, noun: TokenId) -> Option<TokenRange> {
    let doc = line.doc;
    if !matches!(doc.token(noun).upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    let mut start = phrase::noun_phrase(doc, noun).start.max(line.tokens.start);
    while start < noun
        && (matches!(
            doc.token(start).upos,
            Upos::Det | Upos::Pron | Upos::Punct | Upos::Adp | Upos::Cconj
        ) || doc.token(start).xpos == Xpos::PrpPoss)
    {
        start = step(start, 1);
    }
    // "category 5 storms": the number is part of the name.
    let label = step(start, -1);
    if doc.token(start).upos == Upos::Num && line.has(label) && is(line.lower(label), List::Label) {
        start = label;
    }
    let mut end = step(noun, 1);
    while line.has(end) && doc.token(end).upos == Upos::Propn && doc.head(end) == Some(noun) {
        end = step(end, 1);
    }
    let name = index_name(line, TokenRange { start, end });
    if name.end > end || name.start < start {
        return Some(name);
    }
    if line.is(end, &["of"]) {
        let mut inner = step(end, 1);
        while line.has(inner) && doc.token(inner).upos == Upos::Det {
            inner = step(inner, 1);
        }
        if let Some(whole) = chunk(line, inner, line.tokens.end, true) {
            if is(line.lower(noun), List::Amount) {
                return Some(whole);
            }
            end = whole.end;
        }
    }
    Some(TokenRange { start, end })
}

/// "the benchmark KX-70 index edged up": the tree rarely holds the name of an index together.
fn index_name(line: Line, phrase: TokenRange) -> TokenRange {
    let named = |t: TokenId| {
        line.has(t)
            && (matches!(line.doc.token(t).upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj)
                || line.is_hyphen(t) && line.glued(t))
    };
    let (mut start, mut end) = (phrase.start, phrase.end);
    while named(end) {
        end = step(end, 1);
    }
    while named(step(start, -1)) {
        start = step(start, -1);
    }
    let last = step(end, -1);
    let index = is(line.lower(last), List::Index) && line.form(last).starts_with(char::is_alphabetic);
    if index { TokenRange { start, end } } else { phrase }
}
