//! Noun phrases by tags and order of words, up to the head: "explosive and decoy drones", "coal-fired power plants".
//! The tree is not used: it is least reliable around numbers.

use super::super::draft::Line;
use crate::language::{Upos, Xpos};
use crate::lexicon::cue;
use crate::lexicon::figure_word::{List, is};
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of tokens before the noun of a phrase.
const LONG: usize = 6;
/// Maximum number of tokens between a conjunction and the plural head that both sides modify.
const MODIFIERS: usize = 5;

/// The noun phrase from a token to its head. With `bare`, an adjective may be the head ("the deceased").
pub(super) fn chunk(line: Line, start: TokenId, end: TokenId, bare: bool) -> Option<TokenRange> {
    let (mut at, mut head, mut noun) = (start, None, None::<Xpos>);
    while at < end && !line.is_date(at) {
        let token = line.doc.token(at);
        let next = at + 1;
        let behind_hyphen = at > start && line.is_hyphen(at - 1) && line.joined_to_next(at - 1);
        let plural = noun.is_some_and(|x| matches!(x, Xpos::Nns | Xpos::Nnps));
        match token.upos {
            Upos::Noun => {
                if plural && !behind_hyphen && !compounds(line, at) {
                    break;
                }
                (head, noun) = (Some(next), Some(token.xpos));
            }
            Upos::Propn if !plural && !is_calendar_name(line.lower(at)) => {
                (head, noun) = (Some(next), Some(token.xpos));
            }
            // "three others"
            Upos::Adj if noun.is_none() && is(line.lower(at), List::People) => head = Some(next),
            Upos::Adj if noun.is_none() || (!plural && noun_follows(line, next, end)) => {
                if bare && noun.is_none() {
                    head = Some(next);
                }
            }
            Upos::Verb | Upos::Adj if behind_hyphen && noun_follows(line, next, end) => {}
            Upos::Verb
                if bare
                    && noun.is_none()
                    && matches!(token.xpos, Xpos::Vbn | Xpos::Vbd)
                    && !noun_follows(line, next, end) =>
            {
                head = Some(next);
                break;
            }
            Upos::Verb if noun.is_none() && modifies(line, at) && noun_follows(line, next, end) => {}
            Upos::Adv
                if noun.is_none()
                    && next < end
                    && matches!(line.doc.token(next).upos, Upos::Adj | Upos::Verb)
                    && noun_follows(line, next + 1, end) => {}
            // "52,000 Model 3 sedans"
            Upos::Num if is_named_number(line, at) && at > start && noun_follows(line, next, end) => {}
            Upos::Num if noun.is_none() && (at > start || line.is_hyphen(next)) && noun_follows(line, next, end) => {}
            Upos::Punct if line.is_hyphen(at) && line.joined_to_next(at) && at > start => {}
            // "the Chad–Libya border"
            Upos::Punct if line.is(at, &["–"]) && line.joined_to_next(at) && behind_name(line, at) => {}
            Upos::Sym if line.is(at, &["/", "&"]) && line.joined_to_next(at) => {}
            Upos::Part if token.xpos == Xpos::Pos && noun.is_some() && noun_follows(line, next, end) => noun = None,
            Upos::Cconj if at > start && joins(line, at, noun, end) => noun = None,
            Upos::Punct if line.is(at, &[","]) && adjective_list(line, at, start, noun, end) => {}
            Upos::Punct
                if line.is(at, &["\"", "“", "”", "'", "‘", "’"]) && noun.is_none() && noun_follows(line, next, end) =>
                {}
            _ => break,
        }
        at = next;
    }
    let letters = |p: &TokenRange| p.iter().any(|t| line.form(t).contains(char::is_alphabetic));
    Some(TokenRange::new(start, head?)).filter(letters)
}

/// Returns whether a number is part of a capitalised name: "Model 3".
fn is_named_number(line: Line, at: TokenId) -> bool {
    let name = at - 1;
    let digits = line.form(at).bytes().all(|b| b.is_ascii_digit());
    digits
        && line.form(name).starts_with(char::is_uppercase)
        && matches!(line.doc.token(name).upos, Upos::Propn | Upos::Noun)
}

/// Returns whether a participle modifies the noun behind it: "recorded accidents", but not "three facing Avenatti".
fn modifies(line: Line, verb: TokenId) -> bool {
    let name = line.has(verb + 1) && line.doc.token(verb + 1).upos == Upos::Propn;
    match line.doc.token(verb).xpos {
        Xpos::Vbn => true,
        Xpos::Vbg => !name,
        Xpos::Vbd => is_object(line, verb - 1),
        _ => false,
    }
}

/// Returns whether a number stands right behind a verb with a tense that takes no clause: what follows is no verb then ("saw
/// 40 recorded accidents", but "said 40 reported symptoms").
fn is_object(line: Line, number: TokenId) -> bool {
    let verb = number - 1;
    let named = |t: TokenId, upos| line.has(t) && line.doc.token(t).upos == upos;
    named(number, Upos::Num) && named(verb, Upos::Verb) && cue::verb(line.doc.lemma(verb)).is_none()
}

/// Returns whether a dash stands between two names.
fn behind_name(line: Line, dash: TokenId) -> bool {
    let name = |t: TokenId| line.has(t) && line.doc.token(t).upos == Upos::Propn;
    name(dash - 1) && name(dash + 1) && line.joined_to_next(dash - 1)
}

/// Returns whether a word is the name of a month or weekday.
fn is_calendar_name(lower: &str) -> bool {
    is(lower, List::Month) || is(lower, List::Weekday)
}

/// Returns whether a plural before another noun is its modifier: "sports clubs".
fn compounds(line: Line, at: TokenId) -> bool {
    is(line.lower(at - 1), List::Modifier)
}

/// Returns whether a noun follows before any token that cannot be part of a noun phrase.
fn noun_follows(line: Line, mut at: TokenId, end: TokenId) -> bool {
    for _ in 0..LONG {
        if at >= end {
            return false;
        }
        let token = line.doc.token(at);
        match token.upos {
            Upos::Noun => return true,
            Upos::Propn => return !is_calendar_name(line.lower(at)),
            Upos::Adj | Upos::Cconj => {}
            Upos::Verb if matches!(token.xpos, Xpos::Vbn | Xpos::Vbg) => {}
            Upos::Punct if line.is_hyphen(at) || line.is(at, &[",", "\"", "“", "”"]) => {}
            _ => return false,
        }
        at += 1;
    }
    false
}

/// Returns whether a conjunction joins modifiers of one plural head, not two phrases: "explosive and decoy drones",
/// "cruise and ballistic missiles".
fn joins(line: Line, at: TokenId, noun: Option<Xpos>, end: TokenId) -> bool {
    if !line.is(at, &["and", "or", "&"]) || noun.is_some_and(|x| matches!(x, Xpos::Nns | Xpos::Nnps)) {
        return false;
    }
    let mut next = at + 1;
    let mut seen = 0;
    while next < end && seen < MODIFIERS {
        match line.doc.token(next).xpos {
            Xpos::Nns | Xpos::Nnps => return true,
            Xpos::Jj | Xpos::Nn | Xpos::Nnp | Xpos::Vbn | Xpos::Vbg | Xpos::Hyph => {}
            _ => return false,
        }
        next += 1;
        seen += 1;
    }
    false
}

/// Returns whether a comma stands in a list of adjectives: "large, modern ships".
fn adjective_list(line: Line, at: TokenId, start: TokenId, noun: Option<Xpos>, end: TokenId) -> bool {
    let adjective = |t: TokenId| t >= start && t < end && line.doc.token(t).upos == Upos::Adj;
    noun.is_none()
        && adjective(at - 1)
        && (adjective(at + 1) || line.doc.token(at).upos == Upos::Cconj)
        && noun_follows(line, at + 1, end)
}
