//! "One" as a pronoun, zero in idioms, and ordinals that look like shares: "the first half", "a third person".

use super::super::amount::Amount;
use super::super::draft::Line;
use crate::extract::number::Form;
use crate::language::{Deprel, Upos, Xpos};
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::number;
use crate::model::ids::TokenId;

/// Returns whether zero is part of an idiom: "zero-sum", "ground zero".
pub(super) fn is_idiom_of_zero(line: Line, amount: &Amount) -> bool {
    let before = line.lower(amount.tokens.start - 1);
    let zero = line.is(amount.tokens.start, &["zero", "nil"]);
    zero && (is(before, List::OfZero) || line.is_hyphen(amount.tokens.end))
}

/// Returns whether "one" is a pronoun: it is a number only before a counted noun ("one hospital", but not "one of
/// them", "no one", "one day").
pub(super) fn is_pronoun(line: Line, amount: &Amount) -> bool {
    let one = amount.number.tokens.start;
    if amount.number.tokens.len() != 1 || line.lower(one) != "one" {
        return false;
    }
    let (before, after) = (line.lower(amount.tokens.start - 1), amount.tokens.end);
    if amount.unit.is_some() {
        // "one day" is some day or a day.
        return line.is(one + 1, &["day"]) && !is(before, List::OneDay);
    }
    if is(before, List::NotOne) {
        return true;
    }
    let joint = if line.is_hyphen(after) { after + 1 } else { after };
    // "one to two metres", "one-to-two hundred", "one or two"
    let end = joint + 1;
    let far = if line.is_hyphen(end) { end + 1 } else { end };
    if line.is(joint, &["to", "or"]) && is_number(line, far) {
        return line.is(far, &["one"]);
    }
    // "one in five", "one out of every three", "one-in-five"
    if line.is(joint, &["in", "out"]) {
        return !(1..4).any(|i| is_number(line, joint.step(i)));
    }
    line.is_hyphen(after) || !takes_noun(line, after)
}

fn is_number(line: Line, at: TokenId) -> bool {
    line.form(at).starts_with(|c: char| c.is_ascii_digit()) || number::word(line.lower(at)).is_some()
}

/// Returns whether a token may be, or stand before, a noun counted by "one": not in "the only one facing it".
fn takes_noun(line: Line, at: TokenId) -> bool {
    if !line.has(at) {
        return false;
    }
    let token = line.doc.token(at);
    let clause = token.xpos == Xpos::Vbg && token.deprel == Deprel::Acl;
    matches!(
        token.upos,
        Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb | Upos::Num
    ) && !is(line.lower(at), List::Vague)
        && !clause
}

/// Returns whether a half is no share: "the first half", "half-empty", "half past".
pub(super) fn is_half_of_time(line: Line, amount: &Amount) -> bool {
    let (start, after) = (amount.tokens.start, amount.tokens.end);
    if !line.is(after - 1, &["half", "halves"]) || amount.number.form != Form::Fraction {
        return false;
    }
    // "a million-and-a-half"
    let before = start - 1;
    let joint = if line.is_hyphen(before) { before - 1 } else { before };
    if line.is(after - 1, &["half"]) && line.is(start, &["a"]) && line.is(joint, &["and"]) {
        return true;
    }
    let before = line.lower(before);
    let compound = line.is_hyphen(after) && line.joined_to_next(after);
    let upos = line.has(after).then(|| line.doc.token(after).upos);
    let alone = matches!(upos, Some(Upos::Verb | Upos::Aux | Upos::Adp | Upos::Punct)) && before != "the";
    let first = upos == Some(Upos::Noun) && before.is_empty();
    let share = is(line.lower(after), List::HalfOf) || is(before, List::Share) || alone || first;
    is(before, List::Half) || compound || !share
}

/// Returns whether a fraction is an ordinal or a quarter of a year: "a third person", "one fifth round", "every
/// quarter". A share has a whole ("of", a plural) or stands alone.
pub(super) fn is_ordinal(line: Line, amount: &Amount) -> bool {
    let (start, after) = (amount.tokens.start, amount.tokens.end);
    let word = line.lower(after - 1);
    if amount.number.form != Form::Fraction || matches!(word, "half" | "halves") {
        return false;
    }
    let of = is(line.lower(after), List::PartOf);
    // "a third-party app"
    let compound = line.is_hyphen(after) && line.joined_to_next(after) && line.joined_to_next(after - 1);
    let ends = !line.has(after) || matches!(line.doc.token(after).upos, Upos::Aux | Upos::Punct);
    let alone = ends && (word != "fourth" || line.is(start, &["one"]));
    // "by a third and", "nearly a third in May", "fell a third to", but not "rose a third time"
    let before = line.lower(start - 1);
    let noun = line.has(after) && matches!(line.doc.token(after).upos, Upos::Noun | Upos::Adj | Upos::Propn);
    let changes = (is(before, List::Up) || is(before, List::Down)) && !noun;
    let measured = is(before, List::Share) || changes;
    let quarter = word == "quarter" && !of;
    line.is(start, &["a", "an", "one"]) && !measured && (!(of || alone) || quarter || compound)
}
