//! What is counted or measured: the noun phrase behind the amount ("340 explosive and decoy drones"), behind "of"
//! ("half of the seats"), or before it ("the cost was $5 million"), without number, qualifier and relative clauses.

use super::amount::Unit;
use super::draft::{Draft, Line, step};
use super::noun_phrase::chunk;
use crate::extract::number::Form;
use crate::language::{Deprel, Upos, Xpos};
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::unit::{UnitKind, word};
use crate::model::facts::{Aspect, FigureKind};
use crate::model::ids::{TokenId, TokenRange};

/// Finds the counted phrase of every figure of a sentence. `drafts` are in order.
pub(super) fn count(line: Line, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if drafts[i].counted.is_some() {
            continue;
        }
        let limit = drafts.get(i + 1).map_or(line.tokens.end, |d| d.tokens.start);
        or_two(line, &mut drafts[i]);
        if drafts[i].counted.is_none() {
            direct(line, &mut drafts[i], limit);
        }
        if drafts[i].counted.is_none() && i > 0 {
            let (before, rest) = drafts.split_at_mut(i);
            inherit(line, before, &mut rest[0]);
        }
    }
    for i in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(i);
        look_ahead(line, &mut before[i - 1], &rest[0]);
    }
}

/// "four-, five- and six-cylinder", "two or maybe three teams": the noun stands at the last.
fn look_ahead(line: Line, draft: &mut Draft, next: &Draft) {
    let end = draft.core.end;
    let hanging =
        line.is_hyphen(end) && line.glued(step(end, -1)) && (!line.glued(end) || line.is(step(end, 1), &[","]));
    let or = line.is(end, &["or"]) && step(end, 1) == next.tokens.start;
    if !draft.is_bare() || draft.counted.is_some() {
        return;
    }
    // "grew from 200 to 340 clinics"
    let to =
        line.is(end, &["to"]) && step(end, 1) == next.tokens.start && line.is(step(draft.tokens.start, -1), &["from"]);
    if next.kind == FigureKind::Count && (hanging || or || to) {
        draft.counted = next.counted;
    }
    // "29 out of 30 charges"
    let out_of = line.is(end, &["out"]) && line.is(step(end, 1), &["of"]);
    if next.kind == FigureKind::Count && out_of && step(end, 5) > next.core.start {
        (draft.counted, draft.aspect) = (next.counted, Aspect::Part);
        return;
    }
    // "3 million 9-litre cases", "five of the three-ton lorries": what is counted is itself measured.
    let of = line.is(end, &["of"]) && (1..3).any(|i| step(end, i) == next.tokens.start);
    if let Some(noun) = next.counted.filter(|noun| noun.start >= next.core.end)
        && next.unit != Unit::None
        && (of || end == next.tokens.start)
    {
        let phrase = TokenRange {
            start: next.tokens.start,
            end: noun.end,
        };
        (draft.counted, draft.aspect) = (Some(phrase), if of { Aspect::Part } else { draft.aspect });
        draft.to(phrase.end);
    }
}

/// "another day or two", "a pick or two": the noun stands before the number.
fn or_two(line: Line, draft: &mut Draft) {
    let or = step(draft.tokens.start, -1);
    let noun = step(or, -1);
    let article = step(noun, -1);
    let follows = line.has(draft.core.end)
        && matches!(
            line.doc.token(draft.core.end).upos,
            Upos::Noun | Upos::Adj | Upos::Propn
        );
    if draft.is_bare()
        && line.is(or, &["or"])
        && line.is(article, &["a", "an", "another"])
        && nominal(line, noun)
        && !follows
    {
        draft.counted = Some(TokenRange { start: noun, end: or });
    }
}

/// The phrase that stands behind the amount.
fn direct(line: Line, draft: &mut Draft, limit: TokenId) {
    let mut at = draft.core.end;
    if draft.conversion {
        return;
    }
    // "30 inches (76 cm) of rain": over the conversion in brackets.
    if line.is(at, &["("])
        && let Some(close) = (1..8).map(|i| step(at, i)).find(|t| line.is(*t, &[")"]))
        && close > limit
        && matches!(draft.kind, FigureKind::Measure | FigureKind::Money)
    {
        at = step(close, 1);
    }
    let end = line.tokens.end;
    if line.is_hyphen(at) && line.glued(at) && line.glued(step(at, -1)) {
        hyphenated(line, draft, step(at, 1));
        return;
    }
    if line.is(at, &["of"]) && of_counts(line, draft) {
        return of_phrase(line, draft, step(at, 1));
    }
    // "half the seats", "twice the price"
    let mut noun = at;
    if draft.form == Form::Fraction {
        while line.has(noun) && determines(line, noun) {
            noun = step(noun, 1);
        }
    }
    if draft.kind == FigureKind::Money && line.is(noun, &["in"]) && !followed_by_date(line, step(noun, 1)) {
        // "$50 billion in extra funding", but not "$50 billion in London"
        if let Some(phrase) = chunk(line, step(noun, 1), end, false).filter(|p| is_common(line, *p)) {
            set(line, draft, phrase, true);
            return;
        }
    }
    if !takes_noun(line, draft, noun) {
        return;
    }
    let (words, tree) = (chunk(line, noun, end, false), head_of_number(line, draft, noun));
    // "a five-month high"
    let extreme = (draft.kind == FigureKind::Duration && line.is(noun, &["high", "low"])).then(|| TokenRange {
        start: noun,
        end: step(noun, 1),
    });
    let Some(phrase) = [words, tree, extreme].into_iter().flatten().max_by_key(|p| p.end) else {
        return;
    };
    // "15 ppb requiring action": a clause about the amount.
    let first = line.doc.token(phrase.start);
    let clause = first.xpos == Xpos::Vbg && first.deprel == Deprel::Acl;
    if clause && matches!(draft.kind, FigureKind::Measure | FigureKind::Duration) {
        return;
    }
    let state = phrase.len() == 1 && is(line.lower(phrase.start), List::State);
    if lasts(line, draft, phrase) || state {
        return;
    }
    let name = line.doc.token(step(phrase.end, -1)).upos == Upos::Propn;
    if name && matches!(draft.unit, Unit::Age(_)) {
        return;
    }
    set(line, draft, phrase, true);
    per(line, draft);
}

/// The phrase behind "of", which begins at `noun`: "half of the seats", "three of the twelve lanes".
fn of_phrase(line: Line, draft: &mut Draft, noun: TokenId) {
    let (mut noun, end) = (noun, line.tokens.end);
    let definite = line.has(noun) && matches!(line.doc.token(noun).upos, Upos::Det | Upos::Pron);
    while line.has(noun) && determines(line, noun) {
        noun = step(noun, 1);
    }
    // "two-thirds of the joint 2.6M sales"
    if line.has(noun)
        && matches!(line.doc.token(noun).upos, Upos::Adj | Upos::Verb)
        && line.has(step(noun, 1))
        && line.doc.token(step(noun, 1)).upos == Upos::Num
    {
        noun = step(noun, 1);
    }
    // "three of the twelve lanes": what follows is a figure of its own; "two-party vote" is the whole itself.
    let compound = line.is_hyphen(step(noun, 1)) && line.glued(noun) && line.glued(step(noun, 1));
    let number = line.has(noun) && line.doc.token(noun).upos == Upos::Num;
    let whole = number && (!compound || of_unit(line, noun));
    let pronoun = line.is(step(noun, -1), &["those", "these"]) && !nominal(line, noun);
    // "a third of those screened"
    let participle = |t: TokenId| line.has(t) && line.doc.token(t).upos == Upos::Verb && line.lower(t).ends_with("ed");
    if pronoun && (participle(noun) || line.has(noun) && line.doc.token(noun).xpos == Xpos::Vbn) {
        let phrase = TokenRange {
            start: step(noun, -1),
            end: step(noun, 1),
        };
        set(line, draft, phrase, true);
    } else if pronoun || line.is(noun, &["them", "whom", "which"]) {
        return;
    } else if let Some(phrase) = chunk(line, if whole { after_number(line, noun) } else { noun }, end, true) {
        match owned(line, phrase) {
            Some(owned) => draft.counted = Some(owned),
            None if whole && of_unit(line, noun) => {}
            None => set(line, draft, phrase, !whole),
        }
    }
    if matches!(draft.kind, FigureKind::Percent | FigureKind::Rate) && draft.counted.is_some() {
        draft.aspect = Aspect::Part;
    }
    if draft.form != Form::Many && draft.kind == FigureKind::Count && definite {
        draft.aspect = Aspect::Part;
    }
    if draft.kind == FigureKind::Measure && draft.tokens.end > draft.core.end {
        per(line, draft);
    }
}

/// "three straight weeks", "50 previous years": what is counted is a unit of time.
fn lasts(line: Line, draft: &mut Draft, phrase: TokenRange) -> bool {
    if !draft.is_bare() || phrase.len() < 2 {
        return false;
    }
    let of_time = |t: TokenId| word(line.lower(t)).filter(|u| u.kind == UnitKind::Duration);
    let Some((at, unit)) = phrase.iter().find_map(|t| of_time(t).map(|u| (t, u))) else {
        return false;
    };
    let adjectives = TokenRange {
        start: phrase.start,
        end: at,
    }
    .iter()
    .all(|t| line.doc.token(t).upos == Upos::Adj && !line.is(t, &["last", "next", "this"]));
    if !adjectives {
        return false;
    }
    (draft.kind, draft.unit, draft.rule) = (FigureKind::Duration, Unit::Duration(unit.code), "figure.duration");
    draft.value *= unit.factor;
    draft.to(step(at, 1));
    true
}

/// True if a word may begin a noun phrase.
fn nominal(line: Line, at: TokenId) -> bool {
    line.has(at)
        && matches!(
            line.doc.token(at).upos,
            Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn
        )
}

fn set(line: Line, draft: &mut Draft, phrase: TokenRange, widen: bool) {
    // "spent R$3M last year": no day or year is counted, wherever the tree hangs the number.
    if phrase.iter().any(|t| line.is_date(t)) {
        return;
    }
    draft.counted = Some(phrase);
    if widen {
        draft.to(phrase.end);
    }
}

/// "the", "its", "these": what may stand between "of" and its noun.
fn determines(line: Line, at: TokenId) -> bool {
    let token = line.doc.token(at);
    matches!(token.upos, Upos::Det) || token.xpos == Xpos::PrpPoss || line.is(at, &["all", "those", "these"])
}

/// True for a number with a unit: "an eighteen-year sentence" is nothing that fourteen years are a part of.
fn of_unit(line: Line, at: TokenId) -> bool {
    let end = after_number(line, at);
    word(line.lower(end)).is_some()
}

fn after_number(line: Line, mut at: TokenId) -> TokenId {
    let scale = |at| matches!(line.form(at), "k" | "K" | "m" | "M" | "bn") && line.glued(step(at, -1));
    while line.has(at) && (line.doc.token(at).upos == Upos::Num || line.is_hyphen(at) || scale(at)) {
        at = step(at, 1);
    }
    at
}

/// "five days of rain", "half of the seats", "12 of the deceased", but not "the age of", "8 of March".
fn of_counts(line: Line, draft: &Draft) -> bool {
    let noun = step(draft.core.end, 1);
    let month = is(line.lower(noun), List::Month) && line.form(noun).starts_with(char::is_uppercase);
    // "within 12 miles of the shore", "50 km north of the city"
    let distance = draft.kind == FigureKind::Measure && line.is(draft.tokens.start, &["within"]);
    !month && !distance && draft.kind != FigureKind::Score && !matches!(draft.unit, Unit::Age(_))
}

fn followed_by_date(line: Line, at: TokenId) -> bool {
    line.has(at) && (line.doc.token(at).upos == Upos::Num || is(line.lower(at), List::Month))
}

fn is_common(line: Line, phrase: TokenRange) -> bool {
    line.doc.token(step(phrase.end, -1)).upos == Upos::Noun
}

/// True if a noun right behind the amount is what it counts or measures. Behind "seven weeks" or "50 miles" it is the
/// next phrase ("seven weeks officials say"); behind "12-day", "25 foot", "5%" and "$20" it belongs to the amount.
fn takes_noun(line: Line, draft: &Draft, noun: TokenId) -> bool {
    if !line.has(noun) {
        return false;
    }
    let last = line.lower(step(draft.core.end, -1));
    let symbol = !last.starts_with(|c: char| c.is_alphabetic());
    match draft.kind {
        FigureKind::Count => !draft.rate,
        FigureKind::Rate => draft.form == Form::Fraction,
        FigureKind::Percent | FigureKind::Money => !draft.rate,
        // "8 in thick", but "a 75 ft long boat"
        FigureKind::Measure if is(line.lower(noun), List::Extent) && !nominal(line, step(noun, 1)) => false,
        FigureKind::Measure => symbol || !last.ends_with('s') || last.len() <= 3,
        FigureKind::Duration => {
            let written = last.starts_with(|c: char| c.is_alphabetic());
            written && (last == "old" || !matches!(draft.unit, Unit::Age(_)) && !last.ends_with('s'))
        }
        FigureKind::Score => false,
    }
}

/// "55-member", "12-day siege", "5-year-old girl", "20-plus"
fn hyphenated(line: Line, draft: &mut Draft, at: TokenId) {
    if !line.has(at) {
        return;
    }
    let token = line.doc.token(at);
    // "a 500-strong crowd"
    if draft.is_bare() && line.is(at, &["strong", "odd"]) {
        if let Some(phrase) = chunk(line, step(at, 1), line.tokens.end, false) {
            set(line, draft, phrase, true);
        }
        return;
    }
    // "a three-year-long siege", "the 12-metre-high wall"
    let extent = line.is(at, &["long", "high", "deep", "wide", "tall", "thick"]);
    if matches!(draft.kind, FigureKind::Duration | FigureKind::Measure) && extent {
        draft.to(step(at, 1));
        if let Some(phrase) = chunk(line, step(at, 1), line.tokens.end, false) {
            set(line, draft, phrase, true);
        }
        return;
    }
    if draft.is_bare()
        && matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Verb | Upos::Propn)
        && token.xpos != Xpos::Jjr
    {
        let mut end = step(at, 1);
        while line.is_hyphen(end) && line.glued(end) && line.glued(step(end, -1)) && line.has(step(end, 1)) {
            end = step(end, 2);
        }
        set(line, draft, TokenRange { start: at, end }, true);
    }
}

/// "15 people a year", "20 burglaries per week", "900 tons of copper a year": how often.
fn per(line: Line, draft: &mut Draft) {
    let at = draft.tokens.end;
    let unit = word(line.lower(step(at, 1))).filter(|u| u.kind == UnitKind::Duration);
    let later = is(line.lower(step(at, 2)), List::Back);
    if unit.is_some() && !later && line.is(at, &["a", "an", "per", "every", "each"]) {
        draft.to(step(at, 2));
        draft.rate = true;
        draft.aspect = Aspect::Rate;
    }
}

/// The noun that the tree hangs the number on, where it stands right behind it: "20 decently sized coal-fired power
/// plants". Nothing that cannot be inside a noun phrase may come between.
fn head_of_number(line: Line, draft: &Draft, from: TokenId) -> Option<TokenRange> {
    let doc = line.doc;
    let head = doc
        .head(draft.head)
        .filter(|_| doc.token(draft.head).deprel == Deprel::Nummod)?;
    let near = from < head && head.0 <= from.0 + 8 && matches!(doc.token(head).upos, Upos::Noun);
    let inside = |t: TokenId| match doc.token(t).upos {
        Upos::Noun | Upos::Adj | Upos::Adv | Upos::Propn => true,
        Upos::Verb => matches!(doc.token(t).xpos, Xpos::Vbn | Xpos::Vbg),
        Upos::Punct => line.is_hyphen(t) && line.glued(t),
        _ => false,
    };
    let phrase = TokenRange {
        start: from,
        end: step(head, 1),
    };
    (near && phrase.iter().all(inside)).then_some(phrase)
}

/// "39 of the state's 40 delegates", "two of Khan's victims": what the owner owns.
fn owned(line: Line, phrase: TokenRange) -> Option<TokenRange> {
    let mut at = phrase.end;
    if !(line.has(at) && line.doc.token(at).xpos == Xpos::Pos) {
        return None;
    }
    at = step(at, 1);
    let number = |t: TokenId| line.has(t) && matches!(line.doc.token(t).upos, Upos::Num | Upos::Adv);
    while number(at) {
        at = step(at, 1);
    }
    chunk(line, at, line.tokens.end, true)
}

/// A number without noun counts what the one before it counted: "40 in the north, 25 in the south",
/// "twelve miners died and 20 were rescued".
fn inherit(line: Line, before: &[Draft], draft: &mut Draft) {
    let Some(last) = before.last() else { return };
    if draft.conversion {
        (draft.counted, draft.comparator, draft.aspect) = (last.counted, last.comparator, last.aspect);
        return;
    }
    if !draft.is_bare() || draft.form == Form::Fraction {
        return;
    }
    let of_them = line.is(draft.core.end, &["of"])
        && line.is(step(draft.core.end, 1), &["them", "those", "these", "whom", "which"]);
    let Some(model) = before
        .iter()
        .rev()
        .find(|d| d.kind == FigureKind::Count && d.counted.is_some())
    else {
        return;
    };
    let after = draft.tokens.end;
    if !line.has(after) {
        return;
    }
    if of_them {
        (draft.counted, draft.aspect) = (model.counted, Aspect::Part);
        return;
    }
    // "an average of 20 per week"
    per(line, draft);
    if draft.rate {
        draft.counted = model.counted;
        return;
    }
    let token = line.doc.token(after);
    let start = step(draft.tokens.start, -1);
    // "40 camps, down from a high of over 90"
    let peak = line.is(start, &["of"])
        && line.is(step(start, -1), &["peak", "high", "low", "record"])
        && (2..5).any(|i| line.is(step(start, -i), &["from", "to"]));
    if peak && !matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn) {
        draft.counted = model.counted;
        return;
    }
    let parallel = line.is(start, &[",", "and", "but", "only", "to", "while", ";"]);
    let goes_on = match token.upos {
        Upos::Adp => line.is(after, &["in", "at", "from", "on", "for"]),
        Upos::Aux | Upos::Verb => matches!(token.xpos, Xpos::Vbd | Xpos::Vbp | Xpos::Vbz | Xpos::Md),
        _ => false,
    };
    if parallel && goes_on {
        draft.counted = model.counted;
        if token.upos != Upos::Adp {
            draft.aspect = Aspect::Part;
        }
    }
}
