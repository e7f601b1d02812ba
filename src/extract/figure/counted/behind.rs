//! The counted phrase right behind an amount, behind its hyphen, or behind "of".

use super::super::draft::{Draft, Line, Sort};
use super::noun_phrase::chunk;
use super::{Counted, limit, nominal};
use crate::extract::number::Form;
use crate::language::{Deprel, Upos, Xpos};
use crate::lexicon::country;
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::unit::word;
use crate::model::facts::FigureKind;
use crate::model::ids::{TokenId, TokenRange};
use crate::model::unit::Unit;

/// The noun before "or two": "another day or two", "a pick or two".
pub(super) fn or_two(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let draft = &drafts[i];
    let or = draft.tokens.start - 1;
    let (noun, article) = (or - 1, or - 2);
    let follows = line.has(draft.core.end)
        && matches!(
            line.doc.token(draft.core.end).upos,
            Upos::Noun | Upos::Adj | Upos::Propn
        );
    let found = draft.is_bare()
        && line.is(or, &["or"])
        && line.is(article, &["a", "an", "another"])
        && nominal(line, noun)
        && !follows;
    found.then(|| Counted::elsewhere(TokenRange::new(noun, or)))
}

/// The first token behind an amount and its conversion in brackets ("30 inches (76 cm) of rain").
fn behind(line: Line, drafts: &[Draft], i: usize) -> TokenId {
    const BRACKET: i32 = 8;
    let (draft, at) = (&drafts[i], drafts[i].core.end);
    let converts = matches!(draft.kind(), FigureKind::Measure | FigureKind::Money);
    let close = (1..BRACKET).map(|n| at.step(n)).find(|t| line.is(*t, &[")"]));
    match close {
        Some(close) if line.is(at, &["("]) && converts && close > limit(line, drafts, i) => close + 1,
        _ => at,
    }
}

/// Returns whether a token is a hyphen that joins the amount to the next word.
fn ties(line: Line, at: TokenId) -> bool {
    line.is_hyphen(at) && line.joined_to_next(at) && line.joined_to_next(at - 1)
}

/// The phrase behind the hyphen of an amount: "55-member", "12-day siege", "5-year-old girl", "20-plus".
pub(super) fn hyphenated(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (draft, hyphen) = (&drafts[i], behind(line, drafts, i));
    let at = hyphen + 1;
    if draft.conversion || !ties(line, hyphen) || !line.has(at) {
        return None;
    }
    let token = line.doc.token(at);
    // "a 500-strong crowd", "a three-year-long siege", "the 12-metre-high wall"
    let strong = draft.is_bare() && line.is(at, &["strong", "odd", "fold"]);
    let extent = matches!(draft.kind(), FigureKind::Duration | FigureKind::Measure) && is(line.lower(at), List::Extent);
    if strong || extent {
        return chunk(line, at + 1, line.tokens.end, false)
            .and_then(|phrase| undated(line, phrase))
            .map(Counted::own);
    }
    let noun = matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Verb | Upos::Propn) && token.xpos != Xpos::Jjr;
    if !draft.is_bare() || !noun {
        return None;
    }
    let mut end = at + 1;
    while ties(line, end) && line.has(end + 1) {
        end += 2;
    }
    undated(line, TokenRange::new(at, end)).map(Counted::own)
}

/// The phrase behind "in": "$50 billion in extra funding", but not "$50 billion in London".
pub(super) fn in_phrase(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (draft, at) = (&drafts[i], behind(line, drafts, i));
    let noun = at + 1;
    let date = line.has(noun) && (line.doc.token(noun).upos == Upos::Num || is(line.lower(noun), List::Month));
    if draft.conversion || draft.sort != Sort::Money || !line.is(at, &["in"]) || date {
        return None;
    }
    chunk(line, noun, line.tokens.end, false)
        .filter(|p| line.doc.token(p.end - 1).upos == Upos::Noun)
        .and_then(|phrase| undated(line, phrase))
        .map(Counted::own)
}

/// The phrase right behind an amount: "340 drones", "half the seats", "a five-month high".
pub(super) fn direct(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (draft, mut noun) = (&drafts[i], behind(line, drafts, i));
    if draft.conversion || ties(line, noun) || is_of_phrase(line, draft, noun) {
        return None;
    }
    // "half the seats", "twice the price"
    while draft.form == Form::Fraction && line.has(noun) && determines(line, noun) {
        noun += 1;
    }
    // "its 386 strong chain"
    if draft.is_bare() && line.is(noun, &["strong"]) {
        noun += 1;
    }
    if !takes_noun(line, draft, noun) {
        return None;
    }
    // "12 page reports": twelve pages
    let piece = is(line.lower(noun), List::Piece) && draft.is_bare() && draft.value != 1.0 && nominal(line, noun + 1);
    if piece {
        return Some(Counted::own(TokenRange::one(noun)));
    }
    let (words, tree) = (
        chunk(line, noun, line.tokens.end, false),
        head_of_number(line, draft, noun),
    );
    let extreme =
        (draft.kind() == FigureKind::Duration && line.is(noun, &["high", "low"])).then(|| TokenRange::one(noun));
    let phrase = [words, tree, extreme].into_iter().flatten().max_by_key(|p| p.end)?;
    // "15 ppb requiring action": a clause about the amount.
    let first = line.doc.token(phrase.start);
    let clause = first.xpos == Xpos::Vbg && first.deprel == Deprel::Acl;
    let measured = matches!(draft.kind(), FigureKind::Measure | FigureKind::Duration);
    let state = phrase.len() == 1 && is(line.lower(phrase.start), List::State);
    let name = draft.sort == Sort::Age
        && line.doc.token(phrase.end - 1).upos == Upos::Propn
        && !is_demonym(line, phrase.end - 1);
    if clause && measured || state || name || is_verb(line, draft, phrase) || is_comparison(line, phrase.start) {
        return None;
    }
    undated(line, phrase).map(Counted::own)
}

/// Returns whether a word names whoever is of a country: "a sixteen-year-old Swede".
fn is_demonym(line: Line, at: TokenId) -> bool {
    country::lookup(line.form(at)).is_some_and(|country| country.form == country::Form::Demonym)
}

/// Returns whether the "noun" behind a number is a verb: "Two million face hunger", "nine await rescue". A sign of it
/// is that it is no plural.
fn is_verb(line: Line, draft: &Draft, phrase: TokenRange) -> bool {
    let last = line.doc.token(phrase.end - 1);
    let plural = matches!(last.xpos, Xpos::Nns | Xpos::Nnps);
    draft.is_bare() && draft.value != 1.0 && !plural && is(line.lower(phrase.start), List::NeedVerb)
}

/// Returns whether a comparison of periods follows: "16.3% year on year", "6% year over year".
fn is_comparison(line: Line, at: TokenId) -> bool {
    let next = at + 1;
    let on = if line.is_hyphen(next) { next + 1 } else { next };
    word(line.lower(at)).is_some_and(|named| named.is_duration()) && line.is(on, &["on", "over", "to"])
}

/// Returns whether "of" behind the amount introduces the counted phrase.
fn is_of_phrase(line: Line, draft: &Draft, at: TokenId) -> bool {
    line.is(at, &["of"]) && of_counts(line, draft)
}

/// The phrase behind "of": "half of the seats", "three of the twelve lanes".
pub(super) fn of_phrase(line: Line, drafts: &[Draft], i: usize) -> Option<Counted> {
    let (draft, of) = (&drafts[i], behind(line, drafts, i));
    if draft.conversion || !is_of_phrase(line, draft, of) {
        return None;
    }
    let first = of + 1;
    let definite = line.has(first) && matches!(line.doc.token(first).upos, Upos::Det | Upos::Pron);
    let found = inside_of(line, first)?;
    let share = matches!(draft.kind(), FigureKind::Percent | FigureKind::Rate);
    let part = share || draft.form != Form::Many && draft.kind() == FigureKind::Count && definite;
    Some(if part { found.part() } else { found })
}

/// The noun phrase of an "of" phrase that begins at a token.
fn inside_of(line: Line, first: TokenId) -> Option<Counted> {
    let mut noun = first;
    while line.has(noun) && determines(line, noun) {
        noun += 1;
    }
    // "two-thirds of the joint 2.6M sales"
    if line.has(noun)
        && matches!(line.doc.token(noun).upos, Upos::Adj | Upos::Verb)
        && line.has(noun + 1)
        && line.doc.token(noun + 1).upos == Upos::Num
    {
        noun += 1;
    }
    // "three of the twelve lanes": what follows is a figure of its own; "two-party vote" is the whole itself.
    let compound = line.is_hyphen(noun + 1) && line.joined_to_next(noun) && line.joined_to_next(noun + 1);
    let number = line.has(noun) && line.doc.token(noun).upos == Upos::Num;
    let whole = number && (!compound || of_unit(line, noun));
    let pronoun =
        line.is(noun - 1, &["those", "these"]) && (!nominal(line, noun) || line.doc.token(noun - 1).upos == Upos::Pron);
    // "a third of those screened", but not "five of those involved knives"
    let object = line.has(noun + 1) && matches!(line.doc.token(noun + 1).upos, Upos::Noun | Upos::Propn | Upos::Det);
    let screened = line.has(noun)
        && !object
        && (line.doc.token(noun).upos == Upos::Verb && line.lower(noun).ends_with("ed")
            || line.doc.token(noun).xpos == Xpos::Vbn);
    if pronoun {
        let phrase = TokenRange::new(noun - 1, noun + 1);
        return undated(line, phrase).filter(|_| screened).map(Counted::own);
    }
    if line.is(noun, &["them", "whom", "which"]) {
        return None;
    }
    let start = if whole { after_number(line, noun) } else { noun };
    let phrase = chunk(line, start, line.tokens.end, true)?;
    if let Some(owned) = owned(line, phrase) {
        return Some(Counted::elsewhere(owned));
    }
    if whole && of_unit(line, noun) {
        return None;
    }
    // "twelve of the 15 died"
    if whole && phrase.len() == 1 && line.doc.token(phrase.start).upos == Upos::Verb {
        return None;
    }
    let phrase = undated(line, phrase)?;
    Some(if whole {
        Counted::elsewhere(phrase)
    } else {
        Counted::own(phrase)
    })
}

/// The phrase, unless it holds a day or year: not "last year" in "spent R$3M last year".
fn undated(line: Line, phrase: TokenRange) -> Option<TokenRange> {
    (!phrase.iter().any(|t| line.is_date(t))).then_some(phrase)
}

/// Returns whether a token may stand between "of" and its noun: "the", "its", "these".
fn determines(line: Line, at: TokenId) -> bool {
    let token = line.doc.token(at);
    matches!(token.upos, Upos::Det) || token.xpos == Xpos::PrpPoss || line.is(at, &["all", "those", "these"])
}

/// Returns whether a number with a unit begins at a token: years are no part of "an eighteen-year sentence".
fn of_unit(line: Line, at: TokenId) -> bool {
    word(line.lower(after_number(line, at))).is_some()
}

fn after_number(line: Line, mut at: TokenId) -> TokenId {
    let scale = |at| matches!(line.form(at), "k" | "K" | "m" | "M" | "bn") && line.joined_to_next(at - 1);
    while line.has(at) && (line.doc.token(at).upos == Upos::Num || line.is_hyphen(at) || scale(at)) {
        at += 1;
    }
    at
}

/// Returns whether an "of" phrase is what this figure counts: "five days of rain", "half of the seats", "12 of the
/// deceased", but not "the age of", "8 of March".
fn of_counts(line: Line, draft: &Draft) -> bool {
    let noun = draft.core.end + 1;
    let month = is(line.lower(noun), List::Month) && line.form(noun).starts_with(char::is_uppercase);
    // "within 12 miles of the shore", "50 km north of the city"
    let distance = draft.kind() == FigureKind::Measure && line.is(draft.tokens.start, &["within"]);
    !month && !distance && draft.kind() != FigureKind::Score && draft.sort != Sort::Age
}

/// Returns whether a noun right behind the amount is what it counts or measures. Behind "seven weeks" or "50 miles" it
/// begins the next phrase ("seven weeks officials say"); behind "12-day", "25 foot", "5%" and "$20" it belongs to the
/// amount.
fn takes_noun(line: Line, draft: &Draft, noun: TokenId) -> bool {
    if !line.has(noun) {
        return false;
    }
    let rate = draft.aspect == crate::model::facts::Aspect::Rate;
    let last = line.lower(draft.core.end - 1);
    let symbol = !last.starts_with(|c: char| c.is_alphabetic());
    match draft.kind() {
        FigureKind::Count => true,
        FigureKind::Rate => draft.form == Form::Fraction,
        FigureKind::Percent | FigureKind::Money => !rate,
        // "8 in thick", but "a 75 ft long boat"
        FigureKind::Measure if is(line.lower(noun), List::Extent) && !nominal(line, noun + 1) => false,
        FigureKind::Measure => symbol || !last.ends_with('s') || last.len() <= 3,
        FigureKind::Duration => {
            let age = matches!(draft.unit, Some(Unit::Age(_)));
            !symbol && (last == "old" || !age && !last.ends_with('s'))
        }
        FigureKind::Score => false,
    }
}

/// The noun phrase of the number's governor, where nothing stands between that cannot be part of a noun phrase: "20
/// decently sized coal-fired power plants".
fn head_of_number(line: Line, draft: &Draft, from: TokenId) -> Option<TokenRange> {
    const LONGEST: u32 = 8;
    let doc = line.doc;
    let head = doc
        .head(draft.head)
        .filter(|_| doc.token(draft.head).deprel == Deprel::Nummod)?;
    let near = from < head && head <= from + LONGEST && matches!(doc.token(head).upos, Upos::Noun);
    let inside = |t: TokenId| match doc.token(t).upos {
        Upos::Noun | Upos::Adj | Upos::Adv | Upos::Propn => true,
        Upos::Verb => matches!(doc.token(t).xpos, Xpos::Vbn | Xpos::Vbg),
        Upos::Punct => line.is_hyphen(t) && line.joined_to_next(t),
        _ => false,
    };
    let phrase = TokenRange::new(from, head + 1);
    (near && phrase.iter().all(inside)).then_some(phrase)
}

/// The phrase behind a possessor: "39 of the state's 40 delegates", "two of Khan's victims".
fn owned(line: Line, phrase: TokenRange) -> Option<TokenRange> {
    let mut at = phrase.end;
    if !(line.has(at) && line.doc.token(at).xpos == Xpos::Pos) {
        return None;
    }
    at += 1;
    let number = |t: TokenId| line.has(t) && matches!(line.doc.token(t).upos, Upos::Num | Upos::Adv);
    while number(at) {
        at += 1;
    }
    chunk(line, at, line.tokens.end, true)
}
