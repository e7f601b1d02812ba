//! Measures who is whom: chains against treebanks with coreference, and pronouns against the GAP data.
//!
//! *Chains* (`newsx-train coref FOLDER`): the CoNLL average of MUC (Vilain and others 1995), B³ (Bagga and Baldwin 1998)
//! and CEAF-φ4 (Luo 2005), over named and pronominal mentions in chains that have a name. Mentions are told by their head
//! words, since annotations differ in how much of a phrase they mark. The annotation does not tell what kind of thing a
//! chain is: chains whose names are dates are left out, those of named things stay in and count as missed.
//!
//! *Pronouns* (`newsx-train gap FILE`): Webster and others 2018, <https://github.com/google-research-datasets/gap-coreference>.
//! An example has a pronoun and two names; each name is the pronoun's or not. F1 over names, for all examples, for
//! masculine and feminine pronouns, and the ratio of these.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};

use crate::corpus;
use crate::model::facts::MentionKind;

/// Chains of an article: the bytes where their mentions' head words begin.
type Chains = Vec<BTreeSet<u32>>;

/// Scores the chains of every `.conllu` file of a folder and prints the averages.
pub(super) fn chains(folder: &Path, errors: bool) -> Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = entries.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "conllu"));
    files.sort();
    let (mut with, mut without) = (Scores::default(), Scores::default());
    for file in &files {
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let gold = Gold::read(&text);
        without.add(&gold.chains(false), &found(&gold.text, false));
        let (wanted, got) = (gold.chains(true), found(&gold.text, true));
        if errors {
            list(&gold.text, &wanted, &got);
        }
        with.add(&wanted, &got);
    }
    println!("names and pronouns      {}", without.line());
    println!("nouns too               {}", with.line());
    Ok(())
}

/// newsx's chains: of named actors, as the gold ones.
fn found(text: &str, nouns: bool) -> Chains {
    let (doc, report) = corpus::report(text, None);
    let wanted = |kind: MentionKind| nouns || kind != MentionKind::Nominal;
    let chain = |actor: &crate::model::facts::Actor| -> BTreeSet<u32> {
        let named = actor.mentions.iter().any(|m| m.kind == MentionKind::Name);
        let mentions = actor.mentions.iter().filter(|m| named && wanted(m.kind));
        mentions.map(|m| doc.token(m.head).span.start).collect()
    };
    report.actors.iter().map(chain).filter(|c| c.len() > 1).collect()
}

fn list(text: &str, wanted: &Chains, got: &Chains) {
    let show = |chain: &BTreeSet<u32>| {
        let word = |at: &u32| text[*at as usize..].split_whitespace().next().unwrap_or_default();
        chain
            .iter()
            .map(|at| format!("{}@{at}", word(at)))
            .collect::<Vec<_>>()
            .join(" ")
    };
    for chain in wanted.iter().filter(|c| !got.contains(c)) {
        println!("wanted {}", show(chain));
    }
    for chain in got.iter().filter(|c| !wanted.contains(c)) {
        println!("   got {}", show(chain));
    }
    println!();
}

/// A word of an annotated article.
struct Word {
    form: String,
    at: u32,
    upos: String,
    /// Index of the head, from 0; the root's is its own.
    head: usize,
}

/// An article with its chains.
#[derive(Default)]
struct Gold {
    text: String,
    words: Vec<Word>,
    /// First word, last word, chain.
    mentions: Vec<(usize, usize, String)>,
}

impl Gold {
    fn read(conllu: &str) -> Gold {
        let mut gold = Gold::default();
        let mut open: Vec<(String, usize)> = Vec::new();
        let (mut first, mut cursor) = (0, 0);
        for line in conllu.lines() {
            if line.starts_with("# newpar") && !line.starts_with("# newpar_block") && !gold.text.is_empty() {
                gold.text.push_str("\n\n");
            } else if let Some(text) = line.strip_prefix("# text = ") {
                if !gold.text.is_empty() && !gold.text.ends_with('\n') {
                    gold.text.push(' ');
                }
                (first, cursor) = (gold.words.len(), gold.text.len());
                gold.text.push_str(text);
            }
            let columns: Vec<&str> = line.split('\t').collect();
            let &[id, form, _, upos, _, _, head, _, _, misc] = &columns[..] else {
                continue;
            };
            if !id.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            let at = gold.text[cursor..].find(form).map_or(cursor, |i| cursor + i);
            cursor = (at + form.len()).min(gold.text.len());
            let own = gold.words.len();
            let head = head
                .parse::<usize>()
                .ok()
                .and_then(|h| h.checked_sub(1))
                .map_or(own, |h| first + h);
            gold.words.push(Word {
                form: form.to_owned(),
                at: at as u32,
                upos: upos.to_owned(),
                head,
            });
            if let Some(entity) = misc.split('|').find_map(|m| m.strip_prefix("Entity=")) {
                gold.brackets(entity, own, &mut open);
            }
        }
        gold
    }

    /// Reads "(3", "3)", "(3)" and their sequences.
    fn brackets(&mut self, written: &str, word: usize, open: &mut Vec<(String, usize)>) {
        let mut rest = written;
        while !rest.is_empty() {
            let begins = rest.starts_with('(');
            rest = rest.trim_start_matches('(');
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (chain, after) = rest.split_at(digits);
            let ends = after.starts_with(')');
            rest = if ends { &after[1..] } else { after };
            if digits == 0 && !begins {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            if begins && !ends {
                open.push((chain.to_owned(), word));
            } else if begins {
                self.mentions.push((word, word, chain.to_owned()));
            } else if let Some(i) = open.iter().rposition(|(c, _)| c == chain) {
                let (chain, first) = open.remove(i);
                self.mentions.push((first, word, chain));
            }
        }
    }

    /// Chains that have a name, of their names and pronouns, and of their nouns too if wanted.
    fn chains(&self, nouns: bool) -> Chains {
        const DAYS: &[&str] = &[
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let mut chains: BTreeMap<&str, (bool, BTreeSet<u32>)> = BTreeMap::new();
        for (first, last, chain) in &self.mentions {
            let inside = |w: usize| (*first..=*last).contains(&w);
            let head = (*first..=*last).find(|w| !inside(self.words[*w].head) || self.words[*w].head == *w);
            let head = &self.words[head.unwrap_or(*last)];
            let named = head.upos == "PROPN" && !DAYS.contains(&&*head.form);
            let (has_name, heads) = chains.entry(chain).or_default();
            *has_name |= named;
            if named || head.upos == "PRON" || nouns {
                heads.insert(head.at);
            }
        }
        let chains = chains.into_values().filter(|(named, heads)| *named && heads.len() > 1);
        chains.map(|(_, heads)| heads).collect()
    }
}

/// Sums over articles: for each measure what is right of the gold and of the found side.
#[derive(Default)]
struct Scores {
    muc: [f64; 4],
    b_cubed: [f64; 4],
    ceaf: [f64; 4],
}

impl Scores {
    fn add(&mut self, gold: &Chains, found: &Chains) {
        let sides = [(gold, found), (found, gold)];
        for (side, (of, by)) in sides.into_iter().enumerate() {
            let chain_of: BTreeMap<u32, usize> = by
                .iter()
                .enumerate()
                .flat_map(|(i, c)| c.iter().map(move |m| (*m, i)))
                .collect();
            for chain in of {
                let mut parts: BTreeSet<usize> = BTreeSet::new();
                let alone = chain.iter().filter(|m| !chain_of.contains_key(m)).count();
                parts.extend(chain.iter().filter_map(|m| chain_of.get(m)).copied());
                self.muc[2 * side] += (chain.len() - parts.len() - alone) as f64;
                self.muc[2 * side + 1] += (chain.len() - 1) as f64;
                for mention in chain {
                    let common = chain_of.get(mention).map_or(0, |i| by[*i].intersection(chain).count());
                    self.b_cubed[2 * side] += common as f64 / chain.len() as f64;
                    self.b_cubed[2 * side + 1] += 1.0;
                }
            }
        }
        let similar = best_matching(gold, found);
        self.ceaf[0] += similar;
        self.ceaf[1] += gold.len() as f64;
        self.ceaf[2] += similar;
        self.ceaf[3] += found.len() as f64;
    }

    fn line(&self) -> String {
        let measures = [f1(self.muc), f1(self.b_cubed), f1(self.ceaf)];
        let average = measures.iter().sum::<f64>() / 3.0;
        let [muc, b, ceaf] = measures;
        format!("CoNLL {average:.1}  MUC {muc:.1}  B³ {b:.1}  CEAF-φ4 {ceaf:.1}")
    }
}

fn f1([right, gold, right_found, found]: [f64; 4]) -> f64 {
    let (recall, precision) = (right / gold.max(1.0), right_found / found.max(1.0));
    if recall + precision == 0.0 {
        0.0
    } else {
        200.0 * recall * precision / (recall + precision)
    }
}

/// CEAF-φ4: the best one-to-one matching of chains, weighed by the share of mentions in common.
fn best_matching(gold: &Chains, found: &Chains) -> f64 {
    let weight =
        |g: &BTreeSet<u32>, f: &BTreeSet<u32>| 2.0 * g.intersection(f).count() as f64 / (g.len() + f.len()) as f64;
    let n = gold.len().max(found.len());
    // The Hungarian method on costs (potentials `u`, `v`; `way` is the alternating path), rows and columns from 1.
    let cost = |i: usize, j: usize| match (gold.get(i - 1), found.get(j - 1)) {
        (Some(g), Some(f)) => -weight(g, f),
        _ => 0.0,
    };
    let (mut u, mut v, mut matched) = (vec![0.0; n + 1], vec![0.0; n + 1], vec![0usize; n + 1]);
    for i in 1..=n {
        matched[0] = i;
        let (mut j0, mut least, mut used, mut way) =
            (0, vec![f64::INFINITY; n + 1], vec![false; n + 1], vec![0; n + 1]);
        while matched[j0] != 0 {
            used[j0] = true;
            let (i0, mut delta, mut j1) = (matched[j0], f64::INFINITY, 0);
            for j in (1..=n).filter(|j| !used[*j]) {
                let reduced = cost(i0, j) - u[i0] - v[j];
                if reduced < least[j] {
                    (least[j], way[j]) = (reduced, j0);
                }
                if least[j] < delta {
                    (delta, j1) = (least[j], j);
                }
            }
            for j in 0..=n {
                if used[j] {
                    u[matched[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            j0 = j1;
        }
        while j0 != 0 {
            matched[j0] = matched[way[j0]];
            j0 = way[j0];
        }
    }
    (1..=n).map(|j| -cost(matched[j], j)).sum()
}

/// Scores the pronouns of a GAP file and prints F1 and ratio.
pub(super) fn gap(file: &Path, errors: bool) -> Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut counts: BTreeMap<bool, [f64; 4]> = BTreeMap::new();
    let (mut neither, mut left) = (0, 0);
    for (number, line) in text.lines().enumerate().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, text, pronoun, at, a, a_at, a_is, b, b_at, b_is, ..] = &columns[..] else {
            anyhow::bail!("{}:{}: not a GAP line", file.display(), number + 1);
        };
        let byte = |points: &str| -> Result<u32> {
            let points: usize = points
                .parse()
                .with_context(|| format!("{id}: an offset is no number"))?;
            Ok(text.char_indices().nth(points).map_or(text.len(), |(byte, _)| byte) as u32)
        };
        let (doc, report) = corpus::report(text, None);
        let actor = doc.token_at(byte(at)?).and_then(|t| report.index.at(t));
        let names = [(a, byte(a_at)?, a_is == "TRUE"), (b, byte(b_at)?, b_is == "TRUE")];
        let mut wrong = false;
        let female = matches!(&*pronoun.to_lowercase(), "she" | "her" | "hers" | "herself");
        let count = counts.entry(female).or_default();
        for (name, start, is) in names {
            let end = start + name.len() as u32;
            let covers = |m: &crate::model::facts::Mention| {
                m.kind == MentionKind::Name && m.span.start < end && start < m.span.end
            };
            let said = actor.is_some_and(|id| report.actors[id.0 as usize].mentions.iter().any(covers));
            let hit = f64::from(u8::from(said && is));
            count[0] += hit;
            count[1] += f64::from(u8::from(is));
            count[2] += hit;
            count[3] += f64::from(u8::from(said));
            wrong |= said != is;
        }
        neither += usize::from(a_is != "TRUE" && b_is != "TRUE");
        left += usize::from(actor.is_none());
        if errors && wrong {
            let who = actor.map_or("nobody", |id| &*report.actors[id.0 as usize].name);
            println!("{id}: {pronoun}@{at} is {who}; {a} {a_is}, {b} {b_is}\n    {text}");
        }
    }
    let side = |female| counts.get(&female).copied().unwrap_or_default();
    let (m, f) = (side(false), side(true));
    let all = std::array::from_fn(|i| m[i] + f[i]);
    println!(
        "GAP F1 {:.1}  masculine {:.1}  feminine {:.1}  ratio f/m {:.3}",
        f1(all),
        f1(m),
        f1(f),
        f1(f) / f1(m).max(f64::MIN_POSITIVE)
    );
    let share = |right: f64, of: f64| 100.0 * right / of.max(1.0);
    println!(
        "recall {:.1}  precision {:.1}  neither name {neither}  pronoun left alone {left}",
        share(all[0], all[1]),
        share(all[2], all[3])
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chains(written: &[&[u32]]) -> Chains {
        written.iter().map(|c| c.iter().copied().collect()).collect()
    }

    /// The example of Luo 2005, worked by hand: two gold chains, found as one.
    #[test]
    fn measures_of_a_known_example() {
        let gold = chains(&[&[1, 2, 3, 4, 5], &[6, 7], &[8, 9, 10, 11, 12]]);
        let found = chains(&[&[1, 2, 3, 4, 5], &[6, 7, 8, 9, 10, 11, 12]]);
        let mut scores = Scores::default();
        scores.add(&gold, &found);
        assert!((f1(scores.muc) - 94.7).abs() < 0.1, "{:?}", scores.muc);
        assert!((f1(scores.b_cubed) - 86.5).abs() < 0.1, "{:?}", scores.b_cubed);
        let ceaf = best_matching(&gold, &found);
        assert!((ceaf - (1.0 + 10.0 / 12.0)).abs() < 1e-9, "{ceaf}");
    }

    #[test]
    fn brackets_of_the_annotation() {
        let line = |id: usize, form: &str, upos: &str, entity: &str| {
            format!(
                "{id}\t{form}\t_\t{upos}\t_\t_\t{}\t_\t_\tEntity={entity}\n",
                usize::from(id > 1)
            )
        };
        let text = [
            "# text = Ann saw Bob\n",
            &line(1, "Ann", "PROPN", "(1)(2"),
            &line(2, "saw", "VERB", "_"),
            &line(3, "her", "PRON", "2)(1)"),
        ];
        let gold = Gold::read(&text.concat());
        assert_eq!(gold.mentions.len(), 3);
        assert_eq!(gold.chains(false).len(), 1);
    }
}
