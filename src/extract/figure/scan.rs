//! The amounts of a sentence, without the numbers that are no figures: dates, clock times, ordinals, years, names with
//! numbers, labels, list numbers, "one" as a pronoun.

use super::amount::{self, Amount, Unit};
use super::draft::{Line, step};
use crate::extract::number::Form;
use crate::language::{Deprel, Upos, Xpos};
use crate::lexicon::figure_word::{List, is};
use crate::model::ids::{TokenId, TokenRange};

/// The amounts of a sentence, in order.
pub(super) fn amounts(line: Line) -> Vec<Amount> {
    let (mut found, mut at) = (Vec::new(), line.tokens.start);
    let mut dates = line.dates.iter().copied().peekable();
    while at < line.tokens.end {
        while dates.next_if(|d| d.end <= at).is_some() {}
        if let Some(date) = dates.peek().filter(|d| d.contains(at)) {
            at = date.end;
            continue;
        }
        match amount::read(line.doc, at, line.tokens.end) {
            Some(amount) => {
                at = amount.tokens.end.max(step(at, 1));
                if !is_no_figure(line, &amount) {
                    found.push(amount);
                }
            }
            None => at = step(at, 1),
        }
    }
    found
}

fn is_no_figure(line: Line, amount: &Amount) -> bool {
    let bare = amount.unit == Unit::None;
    is_fragment(line, amount)
        || is_telephone(line, amount)
        || is_part_of_code(line, amount)
        || is_one(line, amount)
        || is_lettered_label(line, amount)
        || (bare && (is_label(line, amount) || is_date(line, amount) || is_list_number(line, amount)))
        || is_part(line, amount)
}

/// The rest of a code ("J1149.5"), digits that only name ("007", "0401"), the second year of "2013-14".
fn is_fragment(line: Line, amount: &Amount) -> bool {
    let (start, before) = (amount.tokens.start, step(amount.tokens.start, -1));
    let text = line.form(start);
    let zero = text.len() > 1 && text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    let stuck = line.glued(before)
        && line
            .form(before)
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '_' | '.' | '^'));
    let dash = line.is(before, &["-", "–", "/"]) && line.glued(before) && line.glued(step(before, -1));
    let year = |at: TokenId| {
        let text = line.form(at);
        text.len() == 4
            && text.bytes().all(|b| b.is_ascii_digit())
            && (text.starts_with("19") || text.starts_with("20"))
    };
    let of_years = dash && year(step(before, -1)) && amount.unit == Unit::None && (text.len() == 2 || year(start));
    zero || (stuck && amount.number.form == Form::Digits) || of_years
}

/// "+1-555-0100": groups of digits that a plus sign opens.
fn is_telephone(line: Line, amount: &Amount) -> bool {
    const LONGEST: usize = 10;
    let mut at = amount.tokens.start;
    for _ in 0..LONGEST {
        if line.form(at).starts_with('+') {
            let end = step(at, 1);
            return line.is_hyphen(end) && line.glued(at) && line.glued(end);
        }
        let before = step(at, -1);
        let digits = line
            .form(at)
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/'));
        if !(digits && line.glued(before)) {
            return false;
        }
        at = before;
    }
    false
}

/// "F-16", "COVID-19", "Su-35", "8-K", "@user5"; the right end of a range has a number before its hyphen.
fn is_part_of_code(line: Line, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    let before = step(start, -1);
    let glued_hyphen = line.is_hyphen(before) && line.glued(before) && line.glued(step(before, -1));
    if glued_hyphen {
        let word = line.form(step(before, -1));
        let numeric = word
            .chars()
            .all(|c| c.is_numeric() || matches!(c, '.' | ',' | '$' | '€' | '£'))
            || crate::lexicon::number::word(&word.to_lowercase()).is_some();
        let joins = [
            "to", "in", "by", "sub", "minus", "and", "foot", "x", "plus", "now", "then", "mid", "between",
        ]
        .contains(&line.lower(step(before, -1)));
        // "5 km-10 km", "5k-20k"
        let scale = matches!(word, "k" | "K" | "m" | "M" | "bn" | "b") && line.glued(step(before, -2));
        let unit = scale || crate::lexicon::unit::word(line.lower(step(before, -1))).is_some();
        if !(numeric || joins || unit) {
            return true;
        }
    }
    let end = amount.tokens.end;
    if line.is_hyphen(end) && line.glued(end) && line.glued(step(end, -1)) && amount.unit == Unit::None {
        let after = line.form(step(end, 1));
        return after.len() <= 2 && after.starts_with(|c: char| c.is_ascii_uppercase());
    }
    false
}

/// "one" is a number only before what it counts: "one hospital", but not "one of them", "no one", "one day".
fn is_one(line: Line, amount: &Amount) -> bool {
    let zero = line.is(amount.tokens.start, &["zero", "nil"]);
    let named = line.is(
        step(amount.tokens.start, -1),
        &["ground", "net", "patient", "day", "year", "absolute"],
    );
    if zero && (named || line.is_hyphen(amount.tokens.end)) {
        return true; // "zero-sum", "ground zero"
    }
    let head = step(amount.tokens.start, 0);
    if amount.number.tokens.len() != 1 || line.lower(amount.number.tokens.start) != "one" {
        return false;
    }
    let (before, after) = (line.lower(step(head, -1)), step(amount.tokens.end, 0));
    if [
        "no", "any", "every", "each", "some", "this", "that", "which", "another", "the",
    ]
    .contains(&before)
        && amount.unit == Unit::None
    {
        return true;
    }
    if amount.unit != Unit::None {
        // "one day" is some day or a day.
        return line.lower(step(head, 1)) == "day"
            && !["in", "for", "within", "than", "least", "about", "just", "only"].contains(&before);
    }
    let joint = if line.is_hyphen(after) { step(after, 1) } else { after };
    let number_at = |t: TokenId| {
        line.form(t).starts_with(|c: char| c.is_ascii_digit()) || crate::lexicon::number::word(line.lower(t)).is_some()
    };
    // "one to two metres", "one-to-two hundred", "one or two"
    let end = step(joint, 1);
    let far = if line.is_hyphen(end) { step(end, 1) } else { end };
    if line.is(joint, &["to", "or"]) && number_at(far) {
        return line.is(far, &["one"]);
    }
    // "one in five", "one out of every three", "one-in-five"
    if line.is(joint, &["in", "out"]) {
        return !(1..4).any(|i| number_at(step(joint, i)));
    }
    if line.is_hyphen(after) {
        return true;
    }
    // "the only one facing it"
    let clause =
        line.has(after) && line.doc.token(after).xpos == Xpos::Vbg && line.doc.token(after).deprel == Deprel::Acl;
    let noun = line.has(after)
        && matches!(
            line.doc.token(after).upos,
            Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb | Upos::Num
        )
        && !is(line.lower(after), List::Vague)
        && !clause;
    !noun
}

/// "Category 5", "Boeing 737", "Route 66", "World War II": the number is the name.
fn is_label(line: Line, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    let before = step(start, -1);
    if in_name(line, amount.tokens)
        || names_model(line, amount)
        || is_address(line, amount)
        || is_capital_name(line, amount)
    {
        return true;
    }
    if line.is(before, &["#"]) {
        return true;
    }
    if !line.has(before) || amount.number.form == Form::Many || amount.number.form == Form::Fraction {
        return false;
    }
    let words = line.form(start).starts_with(char::is_alphabetic);
    let scaled = amount.number.tokens.len() > 1;
    if scaled && !words {
        return false;
    }
    let text = line.form(start);
    if text.contains([',', '.']) {
        return false;
    }
    if is(line.lower(before), List::Label) && !labels_nothing(line, amount, before) {
        return true;
    }
    // A capitalised name before the number, no comma between: "Boeing 737", "Voyager 2", "S&P 500".
    let score = line.is(amount.tokens.end, &["-", "–"])
        && line
            .form(step(amount.tokens.end, 1))
            .starts_with(|c: char| c.is_ascii_digit());
    if score && !line.glued(before) {
        return false;
    }
    let first = before == line.tokens.start;
    // "Windows 10 needs an update", "iPhone 12 is on sale"
    let after = amount.tokens.end;
    let verb = line.has(after) && matches!(line.doc.token(after).upos, Upos::Verb | Upos::Aux) && !words;
    let (form, capital) = (line.form(before), |c: char| c.is_uppercase());
    let camel = form.contains(|c: char| c.is_lowercase()) && form.chars().skip(1).any(capital) && !words;
    if camel
        || (first
            && verb
            && line.form(before).starts_with(char::is_uppercase)
            && line.doc.token(before).upos == Upos::Noun)
    {
        return true;
    }
    let noun = matches!(line.doc.token(before).upos, Upos::Noun | Upos::Adj) && !first && !words;
    let name =
        (line.doc.token(before).upos == Upos::Propn || noun) && line.form(before).starts_with(char::is_uppercase);
    name && (!words || line.form(start).starts_with(char::is_uppercase)) && !counts_after_name(line, amount)
}

/// "the group 20 people strong", "Day 5 saw": a label only if no thing that is counted follows the number; but "category
/// 1 storms" are storms of a category.
fn labels_nothing(line: Line, amount: &Amount, before: TokenId) -> bool {
    let after = amount.tokens.end;
    let plural = line.has(after) && line.doc.token(after).xpos == Xpos::Nns;
    let grade = line.is(
        before,
        &["category", "grade", "level", "phase", "stage", "tier", "type"],
    );
    plural && !grade && line.form(before).starts_with(char::is_lowercase)
}

/// "Advisory Number 25A": behind a word that numbers are names for, a letter that touches the number is no unit.
fn is_lettered_label(line: Line, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    let before = step(start, -1);
    let letter = amount.tokens.len() == 1 && line.form(start).ends_with(|c: char| c.is_ascii_uppercase());
    letter && line.form(start).starts_with(|c: char| c.is_ascii_digit()) && is(line.lower(before), List::Label)
}

/// "the Seven Sisters", "Four Corners": a number word in capitals inside a sentence in small letters is part of a name.
fn is_capital_name(line: Line, amount: &Amount) -> bool {
    let (start, after) = (amount.tokens.start, amount.tokens.end);
    let small = |t: TokenId| line.form(t).starts_with(char::is_lowercase);
    let capital = |t: TokenId| line.form(t).starts_with(char::is_uppercase);
    let prose = small(step(start, -1)) && small(step(start, -2));
    amount.number.tokens.len() == 1 && prose && capital(start) && capital(after)
}

/// In a headline the verb is capitalised too: "Bus Crash Kills 5 Children".
fn counts_after_name(line: Line, amount: &Amount) -> bool {
    let before = step(amount.tokens.start, -1);
    let verb = !crate::lexicon::event::verb(line.doc.lemma(before)).is_empty();
    let after = amount.tokens.end;
    let plural = line.has(after) && line.doc.token(after).upos == Upos::Noun && line.lower(after).ends_with('s');
    (verb && plural) || line.is(after, &["times", "people"])
}

/// "the 787 Dreamliner": a number before a single name is part of it; "235 Democrats" counts.
fn names_model(line: Line, amount: &Amount) -> bool {
    let name = amount.tokens.end;
    let proper = |t: TokenId| {
        line.has(t)
            && matches!(line.doc.token(t).xpos, Xpos::Nnp | Xpos::Nn)
            && line.form(t).starts_with(char::is_uppercase)
    };
    let after = step(name, 1);
    let goes_on = line.has(after)
        && matches!(
            line.doc.token(after).upos,
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj | Upos::Punct
        );
    let form = line.form(amount.tokens.start);
    amount.number.form == Form::Digits
        && form.len() == 3
        && proper(name)
        && (!goes_on || line.is(after, &[".", ",", "\"", "”"]))
}

/// "36 Rue Blanche", "10 Mill Street": a number before several words of a name in the singular.
fn is_address(line: Line, amount: &Amount) -> bool {
    let start = amount.tokens.end;
    let mut end = start;
    while line.has(end) && line.doc.token(end).xpos == Xpos::Nnp && line.form(end).starts_with(char::is_uppercase) {
        end = step(end, 1);
    }
    let goes_on = line.has(end)
        && matches!(
            line.doc.token(end).upos,
            Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj
        )
        || line.is_hyphen(end);
    let plain = amount.number.tokens.len() == 1 && line.form(amount.tokens.start).bytes().all(|b| b.is_ascii_digit());
    let bounded = is(line.lower(step(amount.tokens.start, -1)), List::Bound);
    plain && !bounded && !goes_on && end.0.saturating_sub(start.0) >= 2 && !line.lower(step(end, -1)).ends_with('s')
}

fn in_name(line: Line, tokens: TokenRange) -> bool {
    let names = line.doc.names();
    let i = names.partition_point(|n| n.tokens.end <= tokens.start);
    names
        .get(i)
        .is_some_and(|n| n.tokens.contains(tokens.start) && n.tokens.len() > 1 && n.tokens.start < tokens.start)
}

/// What the time expressions have left: years, days beside months, hours.
fn is_date(line: Line, amount: &Amount) -> bool {
    let (before, after) = (step(amount.tokens.start, -1), amount.tokens.end);
    if amount.number.form != Form::Digits {
        return is(line.lower(after), List::Clock) && !line.is(after, &["am"]);
    }
    let text = line.form(amount.tokens.start);
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    // In lower case only the names that are no other word, and others where a date is told ("on may 5,").
    let month = |at: TokenId, told: bool| {
        let lower = line.lower(at);
        is(lower, List::Month)
            && (line.form(at).starts_with(char::is_uppercase) || told || !matches!(lower, "may" | "march" | "mar"))
    };
    // "nov. 6": in lower case the full stop is a token of its own, and ends the sentence for all that is known.
    let doc = line.doc;
    let back = |n: u32| amount.tokens.start.0.checked_sub(n).map(TokenId);
    let stop = back(1).is_some_and(|t| doc.lower(t) == ".");
    let abbreviated = back(2).is_some_and(|t| stop && is(doc.lower(t), List::Month) && doc.lower(t) != "may");
    let name = if abbreviated { step(before, -1) } else { before };
    let told = line.is(after, &[","]) || line.is(step(name, -1), &["on", "since", "until"]);
    let day = plain && text.len() <= 2;
    if day && (abbreviated || month(name, told) || month(after, line.is(before, &["on", "since", "until"]))) {
        return true;
    }
    if is(line.lower(after), List::Clock) {
        return true;
    }
    plain && is_year(line, amount, text, before, after)
}

/// A number of four digits that is not said to count anything.
fn is_year(line: Line, amount: &Amount, text: &str, before: TokenId, after: TokenId) -> bool {
    if text.len() != 4 || !(1000.0..2100.0).contains(&amount.value) {
        return false;
    }
    let likely = (1900.0..2060.0).contains(&amount.value);
    if is(line.lower(before), List::Bound) {
        return false;
    }
    let bounded = line.is(before, &["around", "to", "of"]);
    // "from 1000 to 2000 hires"
    let other = line.is(after, &["to", "-", "–"])
        && line.has(step(after, 1))
        && line.doc.token(step(after, 1)).upos == Upos::Num;
    let thing = if other && line.has(step(after, 2)) {
        step(after, 2)
    } else {
        after
    };
    let noun = line.has(thing) && line.doc.token(thing).upos == Upos::Noun && line.lower(thing).ends_with('s');
    // "2000 to 2500 homes": 2500 is no year.
    let beyond = |text: &str| text.len() == 4 && text.parse::<u32>().is_ok_and(|n| n > 2100);
    if noun && other && beyond(line.form(step(after, 1))) {
        return false;
    }
    if noun && (bounded || !likely || line.is(before, &["the", ""])) {
        return false;
    }
    let place = line.is(
        before,
        &[
            "in", "since", "by", "until", "till", "from", "during", "before", "after", "of", "early", "late", "mid",
            "year", "for", "and", "-", "–", "(", ",",
        ],
    );
    likely || (place && !noun)
}

/// "1. First item", "2) Second item"
fn is_list_number(line: Line, amount: &Amount) -> bool {
    let opened = (1..8).any(|i| line.is(step(amount.tokens.start, -i), &["("]));
    if line.is(amount.tokens.end, &[")"]) && !opened && amount.number.form == Form::Digits {
        return true;
    }
    amount.tokens.start == line.tokens.start
        && amount.number.form == Form::Digits
        && line.is(amount.tokens.end, &[".", ")", "]"])
}

/// "first half", "a third person", "every quarter": ordinals and parts that are no share of anything.
fn is_part(line: Line, amount: &Amount) -> bool {
    if amount.number.form != Form::Fraction || amount.unit != Unit::None {
        return false;
    }
    let (start, after) = (amount.tokens.start, amount.tokens.end);
    let word = line.lower(step(after, -1));
    let before = line.lower(step(start, -1));
    // "a million-and-a-half"
    let joint = if line.is_hyphen(step(start, -1)) {
        step(start, -2)
    } else {
        step(start, -1)
    };
    if word == "half" && line.is(start, &["a"]) && line.is(joint, &["and"]) {
        return true;
    }
    if word == "half" || word == "halves" {
        let compound = line.is_hyphen(after) && line.glued(after);
        let of = line.is(
            after,
            &[
                "of", "the", "its", "their", "his", "her", "all", "that", "those", "these", "our", "my",
            ],
        );
        let pronoun = line.has(after)
            && matches!(
                line.doc.token(after).upos,
                Upos::Verb | Upos::Aux | Upos::Adp | Upos::Punct
            );
        let noun = line.has(after) && line.doc.token(after).upos == Upos::Noun;
        let than = is(before, List::Share);
        return is(before, List::Half)
            || compound
            || !(of || than || (pronoun && before != "the") || noun && before.is_empty());
    }
    // "a third person", "one fifth round": a share has a whole ("of", a plural) or stands alone.
    let single = line.is(start, &["a", "an", "one"]);
    let of = line.is(after, &["of", "the", "less", "more", "fewer", "lower", "higher", "as"]);
    let ends = !line.has(after) || matches!(line.doc.token(after).upos, Upos::Aux | Upos::Punct);
    let alone = ends && (word != "fourth" || line.is(start, &["one"]));
    // "by a third and", "nearly a third in May"
    let measured = is(line.lower(step(start, -1)), List::Share);
    let quarter = word == "quarter" && !of;
    single && !measured && (!(of || alone) || quarter)
}
