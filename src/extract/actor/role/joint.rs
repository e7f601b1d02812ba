//! Roles that joint names share: "Senators Ann Lee and Tom Berg".

use super::{Bearer, Role, apposition, before as previous, name_at, title};
use crate::extract::actor::nominal;
use crate::language::{Deprel, Document, clause};
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of names passed on the way to the first of a list.
const NAMES: usize = 6;

/// Roles from a plural title before joint names, which belongs to each of them: "Senators Ann Lee and Tom Berg", "two
/// pilots, Ann Lee and Tom Berg".
pub(super) fn shared(bearer: &Bearer) -> Vec<Role> {
    let doc = bearer.doc;
    let by_tree = name_at(doc, clause::first_conjunct(doc, bearer.head)).filter(|n| n.start < bearer.name.start);
    let Some(name) = by_tree.or_else(|| first_of_list(doc, bearer.name)) else {
        return Vec::new();
    };
    let first = Bearer {
        doc,
        name,
        head: doc.head_of(name),
        kind: bearer.kind,
    };
    let plural = |role: &Role| nominal::is_plural(doc, role.noun);
    let mut told = title::before(&first);
    told.extend(apposition::before(&first));
    let shared = told.into_iter().filter(plural);
    shared
        .map(|role| Role {
            stands_for: false,
            ..role
        })
        .collect()
}

/// The plural noun before "such as" and names: "painters such as Ann Lee and Tom Berg".
pub(super) fn example(bearer: &Bearer) -> Vec<Role> {
    let doc = bearer.doc;
    let first = first_of_list(doc, bearer.name).unwrap_or(bearer.name).start;
    let found = || {
        let as_ = previous(doc, first).filter(|t| doc.lower(*t) == "as")?;
        let such = previous(doc, as_).filter(|t| doc.lower(*t) == "such")?;
        let last = previous(doc, such)?;
        // "members of the party such as": the noun before the preposition.
        let above = |t: &TokenId| doc.head(*t).filter(|h| h < t && doc.token(*t).deprel == Deprel::Nmod);
        let fits = |t: &TokenId| nominal::is_plural(doc, *t) && bearer.fits(*t);
        let noun = std::iter::successors(Some(last), above).find(fits)?;
        let start = clause::noun_phrase(doc, noun).start.min(noun);
        super::role(doc, TokenRange::new(start, such), noun)
    };
    let apart = |role| Role {
        stands_for: false,
        ..role
    };
    found().map(apart).into_iter().collect()
}

/// The first of names that commas and "and" join: "Ann Lee" for "Eva Holm" in "Ann Lee, Tom Berg and Eva Holm".
fn first_of_list(doc: &Document, name: TokenRange) -> Option<TokenRange> {
    let mut first = name;
    for _ in 0..NAMES {
        let mut joint = previous(doc, first.start).filter(|t| is_joint_word(doc, *t));
        if let Some(comma) = joint.and_then(|t| previous(doc, t)).filter(|t| doc.form(*t) == ",") {
            joint = Some(comma);
        }
        let before = joint.and_then(|t| name_at(doc, previous(doc, t)?).filter(|n| n.end == t));
        match before {
            Some(before) => first = before,
            None => break,
        }
    }
    (first != name).then_some(first)
}

fn is_joint_word(doc: &Document, token: TokenId) -> bool {
    matches!(doc.lower(token), "," | "and" | "&")
}
