//! Lemmas, by the Penn tag: irregular forms from a list, regular ones by rule.
//!
//! A rule alone cannot tell "hoped" (hope) from "hopped" (hop) and "visited" (visit), so where an ending may have
//! swallowed an "e", a doubled letter or a "y", the candidates are looked up in the
//! [word clusters](crate::lexicon::clusters): the commonest word is the lemma.
//!
//! Lemmas are lower-cased, also of names ("oslo"): they are for looking words up. Plurals of names lose their ending
//! ("Olympics" stays). Otherwise the conventions are those of UD English: "an" is "a", "them" is "they", "n't" is "not",
//! "better" is "good" or "well", the possessive "her" stays.

use crate::language::{Token, Xpos};
use crate::lexicon::clusters;
use crate::lexicon::lemma::{self, Class};

/// Gives every tagged token its lemma, kept in `words`.
pub(crate) fn lemmatise(tokens: &mut [Token], words: &mut String) {
    let mut scratch = String::new();
    for i in 0..tokens.len() {
        let token = tokens[i];
        let form = token.lower.of(words);
        let next = tokens.get(i + 1).map_or("", |t| t.lower.of(words));
        if lemma_of(form, token.xpos, next, &mut scratch) {
            let start = words.len();
            words.push_str(&scratch);
            tokens[i].lemma = crate::model::span::Span::new(start, words.len());
        }
    }
}

/// Writes the lemma of a word into `out`; false if it is the word itself.
fn lemma_of(form: &str, xpos: Xpos, next: &str, out: &mut String) -> bool {
    out.clear();
    if let Some(lemma) = lemma::irregular(form, xpos) {
        // "he's been" against "he's here"; before other participles "is" is as likely.
        let perfect =
            xpos == Xpos::Vbz && matches!(form, "'s" | "’s") && matches!(next, "been" | "got" | "had" | "become");
        out.push_str(if perfect { "have" } else { lemma });
        return true;
    }
    match Class::of(xpos) {
        Class::Noun => plural(form, out),
        Class::Verb => match xpos {
            Xpos::Vbz => third_person(form, out),
            Xpos::Vbg => inflected(form, "ing", out),
            Xpos::Vbd | Xpos::Vbn => inflected(form, "ed", out),
            _ => false,
        },
        Class::Grade => {
            let ending = if matches!(xpos, Xpos::Jjr | Xpos::Rbr) {
                "er"
            } else {
                "est"
            };
            inflected(form, ending, out)
        }
        Class::Other => xpos == Xpos::Cd && without_commas(form, out),
    }
}

/// Writes a number without its commas: "1,500" → "1500".
fn without_commas(form: &str, out: &mut String) -> bool {
    let number = form.contains(',') && form.starts_with(|c: char| c.is_ascii_digit());
    if number {
        out.extend(form.chars().filter(|c| *c != ','));
    }
    number
}

/// Writes the singular of a plural: "cities" → "city", "boxes" → "box", "houses" → "house", "policemen" → "policeman".
fn plural(form: &str, out: &mut String) -> bool {
    if let Some(stem) = form.strip_suffix("men").filter(|stem| stem.len() > 2) {
        return set(out, stem, "man");
    }
    if form.ends_with("ss") || form.ends_with("'s") || form.len() < 3 || !form.ends_with('s') {
        return false;
    }
    if form.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    without_s(form, out)
}

/// Writes the base of a third person: "carries" → "carry", "watches" → "watch", "uses" → "use".
fn third_person(form: &str, out: &mut String) -> bool {
    form.len() > 2 && form.ends_with('s') && !form.ends_with("ss") && without_s(form, out)
}

fn without_s(form: &str, out: &mut String) -> bool {
    if let Some(stem) = form.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return choose(out, &[(stem, "y"), (stem, "ie")]);
    }
    let hisses = |stem: &&str| stem.ends_with(['s', 'x', 'z', 'o']) || stem.ends_with("ch") || stem.ends_with("sh");
    if let Some(stem) = form.strip_suffix("es").filter(hisses) {
        // "buses" against "houses": after a vowel and one s the e is the word's own more often.
        let own = stem.len() > 2 && !stem.ends_with("ss") && stem.ends_with(['s', 'z']);
        return match own {
            true => choose(out, &[(stem, "e"), (stem, "")]),
            false => choose(out, &[(stem, ""), (stem, "e")]),
        };
    }
    set(out, &form[..form.len() - 1], "")
}

/// Takes "ed", "ing", "er" or "est" off: "stopped" → "stop", "hoped" → "hope", "tried" → "try".
fn inflected(form: &str, ending: &str, out: &mut String) -> bool {
    let Some(stem) = form
        .strip_suffix(ending)
        .filter(|stem| stem.len() > 1 && stem.contains(|c| is_vowel(c) || c == 'y'))
    else {
        // "makin'" and "dyin".
        return ending == "ing" && form.len() > 4 && form.ends_with("in'") && inflected_in(form, out);
    };
    if let Some(short) = stem
        .strip_suffix('i')
        .filter(|short| ending != "ing" && short.len() > 1)
    {
        return choose(out, &[(short, "y"), (short, "ie")]);
    }
    let last = stem.chars().next_back().unwrap_or(' ');
    let doubled = stem.len() > 3 && stem.is_char_boundary(stem.len() - 1) && {
        let before = &stem[..stem.len() - 1];
        before.ends_with(last) && !is_vowel(last)
    };
    if doubled {
        let short = &stem[..stem.len() - 1];
        return match last {
            'l' | 's' | 'f' | 'z' => choose(out, &[(stem, ""), (short, "")]),
            _ => choose(out, &[(short, ""), (stem, "")]),
        };
    }
    match swallows_e(stem) {
        Some(true) => set(out, stem, "e"),
        Some(false) => set(out, stem, ""),
        None if prefers_e(stem) => choose(out, &[(stem, "e"), (stem, "")]),
        None => choose(out, &[(stem, ""), (stem, "e")]),
    }
}

fn inflected_in(form: &str, out: &mut String) -> bool {
    let whole = format!("{}g", &form[..form.len() - 1]);
    inflected(&whole, "ing", out)
}

/// Guess by the letters alone: a short syllable with one consonant behind ("hop-") would have doubled it; "w", "x" and
/// "y" neither double nor, behind a vowel, swallow; two vowels "ee" or "oo" swallow nothing in "seeing", but in "freed".
fn swallows_e(stem: &str) -> Option<bool> {
    let bytes = stem.as_bytes();
    let [.., before, last] = *bytes else { return None };
    let vowel = |b: u8| is_vowel(b as char);
    match last {
        b'w' | b'x' if vowel(before) => return (last == b'x').then_some(false),
        b'y' if before != b'd' => return Some(false),
        b'v' | b'u' => return Some(true),
        b'o' | b'i' => return Some(false),
        _ => {}
    }
    let start = bytes.iter().position(|b| vowel(*b))?;
    let start = if start > 0 && bytes[start] == b'u' && bytes[start - 1] == b'q' {
        start + 1
    } else {
        start
    };
    let monosyllable = start + 2 == bytes.len() && vowel(bytes[start]) && !vowel(last);
    monosyllable.then_some(true)
}

/// Consonants that seldom end a verb without "e".
fn prefers_e(stem: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| stem.ends_with(ending));
    ends(&[
        "c", "s", "z", "dg", "rg", "bl", "dl", "fl", "gl", "kl", "pl", "tl", "zl",
    ]) && !stem.ends_with("ss")
        || stem.len() > 4 && ends(&["at", "ir", "ur"]) && !ends(&["eat", "oat", "our", "eir", "air"])
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The commonest of the candidates; of equals the first.
fn choose(out: &mut String, candidates: &[(&str, &str)]) -> bool {
    let mut best: Option<(u8, usize)> = None;
    for (number, (stem, ending)) in candidates.iter().enumerate() {
        set(out, stem, ending);
        let rarity = clusters::of(out).map_or(u8::MAX, |c| c.rarity);
        if best.is_none_or(|(least, _)| rarity < least) {
            best = Some((rarity, number));
        }
    }
    let (stem, ending) = best.map_or(("", ""), |(_, number)| candidates[number]);
    set(out, stem, ending)
}

fn set(out: &mut String, stem: &str, ending: &str) -> bool {
    out.clear();
    out.push_str(stem);
    out.push_str(ending);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(xpos: Xpos, pairs: &[(&str, &str)]) {
        for (form, lemma) in pairs {
            let mut out = String::new();
            let changed = lemma_of(form, xpos, "", &mut out);
            assert_eq!(if changed { &out } else { *form }, *lemma, "{form}");
        }
    }

    #[test]
    fn past_forms() {
        check(
            Xpos::Vbd,
            &[
                ("hoped", "hope"),
                ("hopped", "hop"),
                ("visited", "visit"),
                ("announced", "announce"),
            ],
        );
        check(
            Xpos::Vbd,
            &[
                ("called", "call"),
                ("controlled", "control"),
                ("passed", "pass"),
                ("tried", "try"),
            ],
        );
        check(
            Xpos::Vbd,
            &[
                ("showed", "show"),
                ("played", "play"),
                ("issued", "issue"),
                ("agreed", "agree"),
            ],
        );
        check(
            Xpos::Vbn,
            &[
                ("written", "write"),
                ("held", "hold"),
                ("overthrown", "overthrow"),
                ("died", "die"),
            ],
        );
        check(
            Xpos::Vbg,
            &[
                ("using", "use"),
                ("dying", "die"),
                ("seeing", "see"),
                ("planning", "plan"),
            ],
        );
    }

    #[test]
    fn plurals() {
        check(
            Xpos::Nns,
            &[
                ("cities", "city"),
                ("movies", "movie"),
                ("boxes", "box"),
                ("houses", "house"),
            ],
        );
        check(
            Xpos::Nns,
            &[
                ("churches", "church"),
                ("losses", "loss"),
                ("women", "woman"),
                ("1990s", "1990s"),
            ],
        );
        check(
            Xpos::Nns,
            &[
                ("policemen", "policeman"),
                ("crises", "crisis"),
                ("police", "police"),
                ("heroes", "hero"),
            ],
        );
    }

    #[test]
    fn grades_and_small_words() {
        check(
            Xpos::Jjr,
            &[
                ("larger", "large"),
                ("bigger", "big"),
                ("easier", "easy"),
                ("higher", "high"),
            ],
        );
        check(
            Xpos::Jjs,
            &[("best", "good"), ("latest", "late"), ("smallest", "small")],
        );
        check(Xpos::Rb, &[("n't", "not"), ("never", "never")]);
        check(
            Xpos::Vbz,
            &[("'s", "be"), ("has", "have"), ("goes", "go"), ("carries", "carry")],
        );
    }
}
