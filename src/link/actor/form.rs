//! The different forms of names in an article, grouped by the entity that they name.
//!
//! Names are linked by form, not by mention: all mentions of "Keller" that look alike are one form, and forms are
//! linked by words that they share, looked up in tables. So the work grows with the number of mentions, whatever
//! their order: a headline's "Keller" finds the "Maria Keller" of the next line.

use rustc_hash::FxHashMap as HashMap;

use super::words::{bare_surname, initials, is_variant, without_legal_form, without_suffix};
use crate::lexicon::actor::{self, Gender};
use crate::lexicon::actor_word::List;
use crate::lexicon::country::{self, Form as CountryForm};
use crate::model::facts::ActorKind;

/// Maximum number of forms with a common word that are compared; more are a sign of a list, not of many names of one
/// actor.
const COMPARED: usize = 12;

/// A form of a name.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// Its words, normalized for comparison.
    pub(super) words: Vec<String>,
    /// The form as first written.
    pub(super) written: String,
    pub(super) kind: ActorKind,
    /// Gender by a form of address or given name.
    pub(super) gender: Gender,
    /// Number of mentions with this form.
    pub(super) count: usize,
}

/// The forms that an ambiguous short form may stand for.
pub(super) type Candidates = Vec<usize>;

/// The forms of an article, linked to the forms that they are short for.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub(super) forms: Vec<Form>,
    parent: Vec<usize>,
    /// The candidates of each form that may be short for several others.
    pub(super) ambiguous: HashMap<usize, Candidates>,
}

impl Forms {
    /// Links forms.
    pub(super) fn link(forms: Vec<Form>) -> Forms {
        let mut linked = Forms {
            parent: (0..forms.len()).collect(),
            forms,
            ambiguous: HashMap::default(),
        };
        linked.countries();
        linked.full_persons();
        linked.short_persons();
        linked.addressed();
        let contained = Words::of(&linked.forms, |f| f.kind != ActorKind::Person && f.words.len() > 1);
        linked.acronyms();
        linked.reversed();
        linked.parts(&contained);
        linked.variants();
        linked
    }

    /// The representative of the forms linked with this one.
    pub(super) fn root(&self, mut form: usize) -> usize {
        while self.parent[form] != form {
            form = self.parent[form];
        }
        form
    }

    /// Links two forms; the earlier one becomes the representative of both.
    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (a, b) = (self.root(one), self.root(other));
        let (first, second) = (a.min(b), a.max(b));
        self.parent[second] = first;
        // Path compression.
        self.parent[one.max(other)] = first;
    }

    /// Links the names of a country: "US" and "United States".
    fn countries(&mut self) {
        let mut by_code: HashMap<&str, usize> = HashMap::default();
        for i in 0..self.forms.len() {
            let form = &self.forms[i];
            if form.kind == ActorKind::Person || form.kind == ActorKind::Group {
                continue;
            }
            let named = country::lookup(&form.written).filter(|c| c.form == CountryForm::Name);
            if let Some(country) = named {
                match by_code.get(country.code) {
                    Some(&known) => self.join(known, i),
                    None => _ = by_code.insert(country.code, i),
                }
            }
        }
    }

    /// Links full names of persons: "Maria Keller", "Maria T. Keller", "M. Keller".
    fn full_persons(&mut self) {
        let mut by_surname: HashMap<String, Vec<usize>> = HashMap::default();
        for i in 0..self.forms.len() {
            let (name, _) = without_suffix(&self.forms[i].words);
            if self.forms[i].kind != ActorKind::Person || name.len() < 2 {
                continue;
            }
            let surname = bare_surname(&name[name.len() - 1]).to_owned();
            let known = by_surname.entry(surname).or_default();
            let same = known.iter().rev().take(COMPARED).copied();
            let mut same = same.filter(|k| one_person(&self.forms[*k].words, &self.forms[i].words));
            if let Some(same) = same.next_back() {
                self.join(same, i);
            }
            by_surname.entry(surname_of(&self.forms[i])).or_default().push(i);
        }
    }

    /// Links parts of names to the persons whose full names hold them: "Keller", "Maria", "bin Salman".
    fn short_persons(&mut self) {
        let full = Words::of(&self.forms, |f| f.kind == ActorKind::Person && f.words.len() > 1);
        for i in 0..self.forms.len() {
            let form = &self.forms[i];
            let (name, _) = without_suffix(&form.words);
            let known_place = country::lookup(&form.written).is_some();
            let may_be = form.kind == ActorKind::Person
                || (name.len() == 1 && !known_place && form.kind != ActorKind::Group && form.count <= 2);
            let counted = name.iter().filter(|w| !List::Particle.has(w)).count();
            if !may_be || name.is_empty() || counted > 2 {
                continue;
            }
            let sure = form.kind == ActorKind::Person;
            let last = bare_surname(&name[name.len() - 1]);
            let holders = full.holders(last);
            let with = |end: bool| -> Vec<usize> {
                let fits = |k: &usize| {
                    let (whole, _) = without_suffix(&self.forms[*k].words);
                    // "Elizabeth" is as long as "Elizabeth II" without its number.
                    let longer = whole.len() > name.len() || self.forms[*k].words.len() > form.words.len();
                    let gender = self.forms[*k].gender.agrees(form.gender);
                    *k != i && longer && gender && contains(whole, name, last) && ends(whole, last) == end
                };
                let mut roots: Vec<usize> = holders.iter().copied().filter(fits).map(|k| self.root(k)).collect();
                roots.sort_unstable();
                roots.dedup();
                roots
            };
            // A family name before a given name.
            let mut candidates = with(true);
            if candidates.is_empty() && sure {
                candidates = with(false);
            }
            match candidates[..] {
                [] => {}
                [one] => self.join(one, i),
                _ => _ = self.ambiguous.insert(i, candidates),
            }
        }
    }

    /// Links a surname to the same one with a form of address, where the article has no full name: "Berg" and "Mrs
    /// Berg".
    fn addressed(&mut self) {
        let mut told: HashMap<&[String], Vec<usize>> = HashMap::default();
        for (i, form) in self.forms.iter().enumerate() {
            if form.gender != Gender::Unknown && form.words.len() == 1 {
                told.entry(&form.words).or_default().push(i);
            }
        }
        let mut links = Vec::new();
        for (i, form) in self.forms.iter().enumerate() {
            let alone = form.gender == Gender::Unknown && form.kind == ActorKind::Person && self.root(i) == i;
            if let Some(others) = told
                .get(&form.words[..])
                .filter(|_| alone && !self.ambiguous.contains_key(&i))
            {
                let mut roots: Vec<usize> = others.iter().map(|k| self.root(*k)).collect();
                roots.sort_unstable();
                roots.dedup();
                links.push((i, roots));
            }
        }
        for (i, roots) in links {
            match roots[..] {
                [one] => self.join(one, i),
                _ => _ = self.ambiguous.insert(i, roots),
            }
        }
    }

    /// Links acronyms: "WHO" and "World Health Organization".
    fn acronyms(&mut self) {
        let mut by_initials: HashMap<String, usize> = HashMap::default();
        let long = |f: &Form| f.words.len() > 1 && matches!(f.kind, ActorKind::Organization | ActorKind::Place);
        for (i, form) in self.forms.iter().enumerate().filter(|(_, f)| long(f)) {
            for letters in initials(&form.words)
                .into_iter()
                .chain(initials(without_legal_form(&form.words)))
            {
                by_initials.entry(letters).or_insert(i);
            }
        }
        for i in 0..self.forms.len() {
            let form = &self.forms[i];
            let capitals = form.written.chars().filter(|c| c.is_uppercase()).count();
            let letters = form.written.chars().filter(|c| c.is_alphabetic()).count();
            if form.words.len() == 1
                && letters > 1
                && capitals + 1 >= letters
                && form.kind != ActorKind::Person
                && let Some(&long) = by_initials.get(&form.words[0].replace('-', ""))
            {
                self.join(long, i);
            }
        }
    }

    /// Links names in reverse order: "State Department" and "Department of State".
    fn reversed(&mut self) {
        let mut turned: HashMap<Vec<String>, usize> = HashMap::default();
        for (i, form) in self
            .forms
            .iter()
            .enumerate()
            .filter(|(_, f)| f.kind != ActorKind::Person)
        {
            let Some(of) = form.words.iter().position(|w| w == "of").filter(|of| *of > 0) else {
                continue;
            };
            let body = &form.words[of - 1];
            if actor::noun(body).is_some_and(|n| n.kind == ActorKind::Organization) {
                let rest = form.words[of + 1..].iter().filter(|w| *w != "the");
                turned.entry(rest.chain([body]).cloned().collect()).or_insert(i);
            }
        }
        for i in 0..self.forms.len() {
            let long = turned.get(&self.forms[i].words).copied();
            if let Some(long) = long.filter(|long| *long != i && self.forms[i].kind != ActorKind::Person) {
                self.join(long, i);
            }
        }
    }

    /// Links parts of names of organizations: "House" and "House of Representatives", "Supreme Court" and "US Supreme
    /// Court", "Kesh Motors" with and without "Inc.".
    fn parts(&mut self, long: &Words) {
        for i in 0..self.forms.len() {
            let form = &self.forms[i];
            if form.kind == ActorKind::Person || form.kind == ActorKind::Group {
                continue;
            }
            let short = without_legal_form(&form.words);
            let Some(rarest) = short.iter().min_by_key(|w| long.holders(w).len()) else {
                continue;
            };
            let fits = |k: &usize| {
                let whole = &self.forms[*k];
                *k != i
                    && whole.words.len() >= form.words.len()
                    && kinds_fit(whole, form)
                    && !is_inside(whole, form)
                    && (is_part(short, &whole.words) || is_short_form(form, &whole.words))
            };
            let holders = long.holders(rarest);
            let mut roots: Vec<usize> = holders
                .iter()
                .take(COMPARED)
                .copied()
                .filter(fits)
                .map(|k| self.root(k))
                .collect();
            roots.sort_unstable();
            roots.dedup();
            if let [one] = roots[..] {
                self.join(one, i);
            }
        }
    }

    /// Links spelling variants: "Zelensky" and "Zelenskyy".
    fn variants(&mut self) {
        let mut by_start: HashMap<(ActorKind, String), Vec<usize>> = HashMap::default();
        for i in 0..self.forms.len() {
            let form = &self.forms[i];
            let Some(last) = form.words.last().filter(|w| w.chars().count() >= 6) else {
                continue;
            };
            let start: String = last.chars().take(4).collect();
            let known = by_start.entry((form.kind, start)).or_default();
            let same = |k: &usize| {
                let other = &self.forms[*k].words;
                let [.., end] = &other[..] else { return false };
                let fronts = (&other[..other.len() - 1], &form.words[..form.words.len() - 1]);
                (fronts.0 == fronts.1 || fronts.0.is_empty() || fronts.1.is_empty()) && is_variant(end, last)
            };
            let found = known.iter().rev().take(COMPARED).copied().find(same);
            known.push(i);
            if let Some(same) = found
                && !self.ambiguous.contains_key(&i)
            {
                self.join(same, i);
            }
        }
    }
}

/// The forms that hold each word.
struct Words(HashMap<String, Vec<usize>>);

impl Words {
    fn of(forms: &[Form], which: impl Fn(&Form) -> bool) -> Words {
        let mut table: HashMap<String, Vec<usize>> = HashMap::default();
        for (i, form) in forms.iter().enumerate().filter(|(_, f)| which(f)) {
            for word in &form.words {
                let holders = table.entry(bare_surname(word).to_owned()).or_default();
                if holders.len() < COMPARED && holders.last() != Some(&i) {
                    holders.push(i);
                }
            }
        }
        Words(table)
    }

    fn holders(&self, word: &str) -> &[usize] {
        self.0.get(bare_surname(word)).map_or(&[], Vec::as_slice)
    }
}

fn surname_of(form: &Form) -> String {
    let (name, _) = without_suffix(&form.words);
    name.last().map_or_else(String::new, |w| bare_surname(w).to_owned())
}

fn ends(name: &[String], last: &str) -> bool {
    name.last().is_some_and(|w| bare_surname(w) == last)
}

/// Returns whether all words of a short name are words of the full one.
fn contains(whole: &[String], short: &[String], last: &str) -> bool {
    whole.iter().any(|w| bare_surname(w) == last) && short[..short.len() - 1].iter().all(|w| whole.contains(w))
}

/// Returns whether two full names may be one person's: the given names are equal, or one is the initial or the short
/// form of the other.
fn one_person(one: &[String], other: &[String]) -> bool {
    let ((a, end_a), (b, end_b)) = (without_suffix(one), without_suffix(other));
    if end_a.is_some() && end_b.is_some() && end_a != end_b {
        return false;
    }
    let (Some(x), Some(y)) = (a.first(), b.first()) else {
        return false;
    };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    x == y || initial(x, y) || initial(y, x) || actor::is_short_for(x, y)
}

/// Returns whether the kinds allow one form to be part of the other: a city and an organization do not, unless the
/// tagger was uncertain about a word.
fn kinds_fit(whole: &Form, part: &Form) -> bool {
    whole.kind == part.kind || (part.words.len() > 1 && whole.words.len() == part.words.len())
}

/// Returns whether a name is that of something in a place: "Norland Embassy" for "Norland", "Kesh Airport" for "Kesh", but
/// not "Kesh City".
fn is_inside(whole: &Form, place: &Form) -> bool {
    let longer = whole.words.len() > place.words.len() && whole.words.starts_with(&place.words);
    let kind = whole.words.last().filter(|w| !List::KindOfPlace.has(w));
    place.kind == ActorKind::Place && longer && kind.is_some()
}

/// Returns whether the short name is the long one without the words that later mentions omit: the country before, "of
/// …" or the kind of organization behind.
fn is_part(short: &[String], long: &[String]) -> bool {
    let long = without_legal_form(long);
    let Some(at) = long.windows(short.len()).position(|w| w == short) else {
        return false;
    };
    let (before, after) = (&long[..at], &long[at + short.len()..]);
    let left_out = |w: &String| country::lookup(w).is_some() || w.ends_with("th") || List::LeftOut.has(w);
    let generic = |w: &String| {
        actor::noun(w).is_some_and(|n| matches!(n.kind, ActorKind::Organization | ActorKind::Place | ActorKind::Group))
            || List::KindOfCompany.has(w)
    };
    let whole_words = |w: &String| !generic(w);
    // The short form must be distinctive: "Party" is no short form of "Green Party", "House" is one of "House of …".
    let told = short.iter().any(whole_words)
        || after.first().is_some_and(|w| w == "of")
        || !before.is_empty() && short.len() > 1;
    let front = before.is_empty() || before.iter().all(left_out) || two_words_country(before);
    // "House of Deputies" is complete, and no short form of its library's name.
    let complete = short.iter().any(|w| w == "of");
    let back = after.is_empty() || after[0] == "of" || after[0] == "for" || !complete && after.iter().all(generic);
    told && front && back
}

/// Returns whether a form is the capitalised noun of a longer name: "the Council" for "the City Council".
fn is_short_form(form: &Form, long: &[String]) -> bool {
    let [body] = &form.words[..] else { return false };
    long.len() > 1
        && long.last() == Some(body)
        && List::ShortForm.has(body)
        && form.written.starts_with(char::is_uppercase)
}

fn two_words_country(words: &[String]) -> bool {
    country::lookup(&words.join(" ")).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn linked(names: &[(&str, ActorKind)]) -> Vec<usize> {
        let form = |(written, kind): &(&str, ActorKind)| Form {
            words: words(written),
            written: (*written).to_owned(),
            kind: *kind,
            gender: Gender::Unknown,
            count: 1,
        };
        let forms = Forms::link(names.iter().map(form).collect());
        (0..names.len()).map(|i| forms.root(i)).collect()
    }

    #[test]
    fn persons_by_full_and_short_names() {
        use ActorKind::Person;
        let names = [
            ("Keller", Person),
            ("Maria Keller", Person),
            ("M. Keller", Person),
            ("Joe Vance", Person),
            ("Joseph R. Vance", Person),
            ("Abdel el-Masri", Person),
            ("Masri", Person),
        ];
        assert_eq!(linked(&names), [0, 0, 0, 3, 3, 5, 5]);
    }

    #[test]
    fn relatives_are_kept_apart() {
        use ActorKind::Person;
        let names = [("Anton Berg", Person), ("Lena Berg", Person), ("Berg", Person)];
        assert_eq!(linked(&names), [0, 1, 2]);
    }

    #[test]
    fn organizations_by_acronym_part_and_legal_form() {
        use ActorKind::{Organization, Place};
        let names = [
            ("World Grain Organization", Organization),
            ("WGO", Organization),
            ("House of Deputies", Organization),
            ("House", Organization),
            ("Italian Supreme Court", Organization),
            ("Supreme Court", Organization),
            ("Kesh Motors Inc.", Organization),
            ("Kesh Motors", Organization),
            ("Kesh", Place),
            ("US", Place),
            ("United States", Place),
            ("Council of Elders", Organization),
            ("Council of Elders Library", Organization),
            ("US Embassy", Place),
            ("Kesh City", Place),
        ];
        assert_eq!(linked(&names), [0, 0, 2, 2, 4, 4, 6, 6, 8, 9, 9, 11, 12, 13, 8]);
    }
}
