//! The counted phrase of a figure with no noun behind it: the subject or object of its clause ("the death toll rose to
//! 18", "shares fell 5%", "the package is worth $2 million"), or the noun before "of" ("at a cost of $3 million").

use super::super::draft::{Draft, Line, Sort};
use super::Counted;
use super::noun_phrase::chunk;
use crate::extract::number::Form;
use crate::language::{Deprel, Document, Upos, Xpos, clause};
use crate::lexicon::figure_word::{List, is};
use crate::model::facts::{Aspect, Comparator, FigureKind};
use crate::model::ids::{TokenId, TokenRange};

/// The phrase as the counted one, if no figure of the sentence lies in it.
fn free(drafts: &[Draft], phrase: TokenRange) -> Option<Counted> {
    let overlaps = |d: &Draft| d.tokens.start < phrase.end && phrase.start < d.tokens.end;
    (!drafts.iter().any(overlaps)).then(|| Counted::elsewhere(phrase))
}

/// The subject of a headline, by the order of words, which is surer there than the tree: "Death Toll Rises to 18".
pub(super) fn before_rise(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let start = drafts[i].tokens.start;
    let verb = line.lower(start - 2);
    let rises = line.is(start - 1, &["to"]) && (is(verb, List::Up) || is(verb, List::Down));
    before_verb(line, drafts, i).filter(|_| rises)
}

/// The noun before "worth": "economies worth $3 trillion", "goods of the region worth $2 million"; behind a verb ("is
/// worth") the subject.
pub(super) fn before_worth(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let worth = drafts[i].tokens.start - 1;
    let start = start_of_nominals(line, worth);
    if !line.is(worth, &["worth"]) || start == worth {
        return None;
    }
    let mut of = start - 1;
    while line.has(of) && line.doc.token(of).upos == Upos::Det {
        of -= 1;
    }
    let whole = start_of_nominals(line, of);
    let owned = TokenRange::new(whole, of);
    // "12 kg of cocaine worth $1.2 million"
    let beside = i.checked_sub(1).is_some_and(|i| drafts[i].tokens.end == worth);
    if line.is(of, &["of"]) && whole < of && !beside {
        return free(drafts, owned);
    }
    Some(Counted::elsewhere(TokenRange::new(start, worth)))
}

/// The noun before "of" and the figure: "a cost of one billion", "the value of 681 million", "a high of 61.8".
pub(super) fn noun_before(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let draft = &drafts[i];
    let of = draft.tokens.start - 1;
    let noun = of - 1;
    let measures = matches!(
        draft.kind(),
        FigureKind::Money | FigureKind::Measure | FigureKind::Percent
    );
    let sums = is(line.lower(noun), List::Amount);
    if !(measures && !sums && line.is(of, &["of"]) && line.has(noun) && line.doc.token(noun).upos == Upos::Noun) {
        return None;
    }
    let start = start_of_nominals(line, noun);
    // "sales of 3 million, a rise of 6%": the rise is no thing that is measured.
    let change =
        draft.sort == Sort::Percent && (is(line.lower(noun), List::Rising) || is(line.lower(noun), List::Falling));
    if change && start == noun {
        return None;
    }
    free(drafts, TokenRange::new(start, of))
}

/// The noun before a bound that compares: "levels above 15 ppb", "a strength lower than 9 kPa".
pub(super) fn before_bound(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let draft = &drafts[i];
    let bound = draft.tokens.start;
    let measures = matches!(
        draft.kind(),
        FigureKind::Money | FigureKind::Measure | FigureKind::Percent
    );
    let compares = is(line.lower(bound), List::Compares) && bound < draft.core.start;
    let noun = bound - 1;
    let named = line.has(noun) && line.doc.token(noun).upos == Upos::Noun;
    let phrase = TokenRange::new(start_of_nominals(line, bound), bound);
    free(drafts, phrase).filter(|_| measures && compares && named)
}

/// The first token of an unbroken row of nouns, adjectives and names before a token.
fn start_of_nominals(line: Line, mut start: TokenId) -> TokenId {
    let nominal = |t: TokenId| line.has(t) && matches!(line.doc.token(t).upos, Upos::Noun | Upos::Adj | Upos::Propn);
    loop {
        let before = start - 1;
        // "year-end deficit", "year-on-year growth"
        let hyphen = line.is_hyphen(before) && line.joined_to_next(before) && line.joined_to_next(before - 1);
        if nominal(before) || hyphen && line.has(before - 1) {
            start = before.step(-i32::from(hyphen && !nominal(before)));
        } else {
            return start;
        }
    }
}

/// Distance before a figure, in tokens, within which its verb is looked for.
const NEAR: i32 = 9;

/// Maximum number of prepositional phrases between a subject and its verb.
const PHRASES: usize = 3;

/// The subject by the order of words, for where the tree has none: "winds were near 180 mph", "turnout fell by 3
/// points".
pub(super) fn before_verb(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let draft = &drafts[i];
    if !is_said_of(line, draft) {
        return None;
    }
    let mut end = (1..NEAR)
        .map(|i| draft.tokens.start.step(-i))
        .find(|t| tells(line, draft, *t))?;
    while line.has(end - 1) && matches!(line.doc.token(end - 1).upos, Upos::Aux | Upos::Adv) {
        end -= 1;
    }
    let phrase = first_noun(line, end);
    let noun = !phrase.is_empty() && line.doc.token(phrase.end - 1).upos != Upos::Adj;
    free(drafts, phrase).filter(|_| noun)
}

/// Returns whether a token is the verb that relates the figure to its subject.
fn tells(line: Line, draft: &Draft, at: TokenId) -> bool {
    let (lower, beside) = (line.lower(at), at + 1 == draft.tokens.start);
    let changes = is(lower, List::Up) || is(lower, List::Down) || is(lower, List::Change);
    // In a headline the verb may be tagged as a name; "slid" in "profit slid 14%" is often tagged as a noun.
    let headline = line.form(at).starts_with(char::is_uppercase) && lower.ends_with('s');
    let moved = is(lower, List::Moved) || changes && lower.ends_with("ed");
    let verb = line.has(at) && (headline || moved || matches!(line.doc.token(at).upos, Upos::Verb | Upos::Aux));
    let up = line.is(at + 1, &["up", "down"]) && at + 2 == draft.tokens.start;
    let copula = is(lower, List::Copula) && (beside || up);
    // "Oil costs $50" may be taken for a noun.
    let costs = line.is(at, &["costs", "worth"]) && beside;
    costs || verb && (copula || (changes && draft.aspect != Aspect::Total))
}

/// The noun phrase before a token, without prepositional phrases: "the dose" of "the dose from a scan of the body"; but
/// "the cases" of "the number of cases".
fn first_noun(line: Line, end: TokenId) -> TokenRange {
    let mut phrase = TokenRange::new(start_of_nominals(line, end), end);
    for _ in 0..PHRASES {
        let mut of = phrase.start - 1;
        while line.has(of) && line.doc.token(of).upos == Upos::Det {
            of -= 1;
        }
        let noun = of - 1;
        let joins = is(line.lower(of), List::Preposition) && line.has(noun);
        if !joins
            || !matches!(line.doc.token(noun).upos, Upos::Noun | Upos::Propn)
            || is(line.lower(noun), List::Amount)
        {
            break;
        }
        phrase = TokenRange::new(start_of_nominals(line, of), of);
    }
    phrase
}

/// The subject of the clause, or the object of a verb of raising or lowering, or of setting: "raised the toll to six",
/// "set bail at $1 million".
pub(super) fn subject(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let draft = &drafts[i];
    if !is_said_of(line, draft) {
        return None;
    }
    let doc = line.doc;
    let verb = predicate(line, draft)?;
    let figure = |noun: TokenId| drafts.iter().any(|d| d.tokens.contains(noun));
    let object = clause::object(doc, verb);
    // "set bail at $1 million"
    let noun = |t: TokenId| matches!(doc.token(t).upos, Upos::Noun | Upos::Propn);
    let at = line.is(draft.tokens.start - 1, &["at"]) && draft.sort == Sort::Money && object.is_some_and(noun);
    if at && object.is_some_and(figure) {
        return None;
    }
    let object = object.filter(|o| (draft.tells_change() || at) && !figure(*o));
    let noun = object
        .or_else(|| acting(doc, verb))
        .filter(|n| !draft.tokens.contains(*n))?;
    free(drafts, noun_phrase(line, noun)?)
}

/// The subject of a verb, or of the verb that governs it: "gained 2% to close at 1,378".
fn acting(doc: &Document, verb: TokenId) -> Option<TokenId> {
    /// Maximum number of verbs.
    const VERBS: usize = 3;
    let mut at = verb;
    for _ in 0..VERBS {
        if let Some(subject) = clause::subject(doc, at) {
            return Some(subject);
        }
        let goes_on = matches!(doc.token(at).deprel, Deprel::Xcomp | Deprel::Advcl | Deprel::Conj);
        at = doc.head(at).filter(|_| goes_on)?;
    }
    None
}

/// Returns whether a figure measures its subject or object, not things that it counts itself.
fn is_said_of(line: Line, draft: &Draft) -> bool {
    let changes = draft.tells_change();
    let before = line.lower(draft.tokens.start - 1);
    // "rose to $84 a barrel"
    let level = draft.aspect == Aspect::Rate && ["to", "from", "by"].contains(&before);
    let worth = level || is(before, List::Worth);
    // "a total of $3 million" says nothing of what it is.
    if before == "of" && is(line.lower(draft.tokens.start - 2), List::Amount) {
        return false;
    }
    let exceeded = draft.comparator == Comparator::MoreThan && line.lower(draft.tokens.start).starts_with("exceed");
    match draft.kind() {
        FigureKind::Count => draft.form != Form::Many && (changes || exceeded),
        FigureKind::Score => draft.sort != Sort::Score,
        FigureKind::Percent | FigureKind::Money | FigureKind::Measure => changes || worth,
        FigureKind::Rate => changes,
        FigureKind::Duration => false,
    }
}

/// The verb or predicate noun that governs the figure.
fn predicate(line: Line, draft: &Draft) -> Option<TokenId> {
    /// Maximum number of governors.
    const STEPS: usize = 4;
    let doc = line.doc;
    let mut at = top(doc, draft);
    for _ in 0..STEPS {
        let token = doc.token(at);
        let copular = doc.child(at, Deprel::Cop).is_some() || doc.child(at, Deprel::Nsubj).is_some();
        if copular || matches!(token.upos, Upos::Verb) {
            return Some(at);
        }
        at = doc.head(at)?;
    }
    None
}

/// The syntactic head of a figure: the token whose governor lies outside it.
fn top(doc: &Document, draft: &Draft) -> TokenId {
    let outside = |t: &TokenId| doc.head(*t).is_none_or(|h| !draft.core.contains(h));
    draft.core.iter().rev().find(outside).unwrap_or(draft.head)
}

/// The noun phrase of a head, without its determiners; for "the number of casualties" the casualties.
fn noun_phrase(line: Line, noun: TokenId) -> Option<TokenRange> {
    let doc = line.doc;
    if !matches!(doc.token(noun).upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    let mut start = clause::noun_phrase(doc, noun).start.max(line.tokens.start);
    while start < noun
        && (matches!(
            doc.token(start).upos,
            Upos::Det | Upos::Pron | Upos::Punct | Upos::Adp | Upos::Cconj
        ) || doc.token(start).xpos == Xpos::PrpPoss)
    {
        start += 1;
    }
    // "category 5 storms": the number is part of the name.
    let label = start - 1;
    if doc.token(start).upos == Upos::Num && line.has(label) && is(line.lower(label), List::Label) {
        start = label;
    }
    let mut end = noun + 1;
    while line.has(end) && doc.token(end).upos == Upos::Propn && doc.head(end) == Some(noun) {
        end += 1;
    }
    let name = index_name(line, TokenRange::new(start, end));
    if name.end > end || name.start < start {
        return Some(name);
    }
    if line.is(end, &["of"]) {
        let mut inner = end + 1;
        while line.has(inner) && doc.token(inner).upos == Upos::Det {
            inner += 1;
        }
        if let Some(whole) = chunk(line, inner, line.tokens.end, true) {
            if is(line.lower(noun), List::Amount) {
                return Some(whole);
            }
            end = whole.end;
        }
    }
    Some(TokenRange::new(start, end))
}

/// Widens a phrase to the name of an index, which the tree often breaks: "the benchmark KX-70 index edged up".
fn index_name(line: Line, phrase: TokenRange) -> TokenRange {
    let named = |t: TokenId| {
        line.has(t)
            && (matches!(line.doc.token(t).upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj)
                || line.is_hyphen(t) && line.joined_to_next(t))
    };
    let (mut start, mut end) = (phrase.start, phrase.end);
    while named(end) {
        end += 1;
    }
    while named(start - 1) {
        start -= 1;
    }
    let last = end - 1;
    let index = is(line.lower(last), List::Index) && line.form(last).starts_with(char::is_alphabetic);
    if index { TokenRange::new(start, end) } else { phrase }
}
