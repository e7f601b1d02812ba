//! The start of a further quote, which ends the content before it: "…, adding that …", "… and said …".

use super::context::Context;
use crate::language::{Deprel, Upos, Xpos};
use crate::lexicon::cue::{self, Frames};
use crate::model::ids::{TokenId, TokenRange};

/// Maximum length of the subject of another source's cue, in tokens.
const SUBJECT: u32 = 14;
/// Distance behind "with" within which the participle of a further cue is looked for, in tokens.
const BEHIND_WITH: u32 = 8;
/// Distance behind "which" within which a further cue is looked for, in tokens.
const BEHIND_WHICH: u32 = 6;

/// Returns whether a further quote of the same source begins at a token: "…, adding that", "… and said", "…, but
/// denied".
pub(super) fn is_next(ctx: &Context, verb: TokenId, token: TokenId) -> bool {
    let doc = ctx.doc;
    let next = |t: TokenId| {
        let mut at = ctx.next(t)?;
        while doc.token(at).upos == Upos::Adv {
            at = ctx.next(at)?;
        }
        Some(at)
    };
    if ctx.marks.around(token) != ctx.marks.around(verb) {
        // `"…," further saying`: the comma within the marks.
        let closes = ctx.marks.around(verb).is_none()
            && ctx.previous(token).is_some_and(|p| doc.form(p) == ",")
            && ctx.next(token).is_some_and(|n| ctx.marks.around(n).is_none());
        let says = |t: TokenId| doc.token(t).xpos == Xpos::Vbg && cue::verb(doc.lemma(t)).is_some();
        return closes && next(token).is_some_and(says);
    }
    // "said he “never went there” but declined …": what closes in marks before a conjunction is all of the saying.
    let closed = || ctx.previous(token).is_some_and(|p| ctx.marks.around(p).is_some());
    let is_saying = |t: TokenId| {
        let speech = |f: &Frames| f.that || f.bare || f.quoted || closed();
        let deed = || closed() && cue::is_deed(doc.lemma(t));
        doc.token(t).upos == Upos::Verb
            && (cue::verb(doc.lemma(t)).is_some_and(speech) || deed())
            && doc.child(t, Deprel::Nsubj).is_none()
    };
    // "…, with the paper reporting that …"
    let with = |t: TokenId| {
        let mut words = TokenRange::new(t.next(), ctx.sentence(t).end.min(t + BEHIND_WITH)).iter();
        let verb = words.find(|w| matches!(doc.token(*w).upos, Upos::Verb | Upos::Punct));
        doc.lower(t) == "with"
            && verb.is_some_and(|v| doc.token(v).xpos == Xpos::Vbg && cue::verb(doc.lemma(v)).is_some())
    };
    // "…, which he said would help"
    let which = |t: TokenId| {
        let mut words = TokenRange::new(t.next(), ctx.sentence(t).end.min(t + BEHIND_WHICH)).iter();
        let said = words.find(|w| ctx.doc.is_tensed(*w) || doc.token(*w).upos == Upos::Punct);
        matches!(doc.lower(t), "which" | "who")
            && said.is_some_and(|s| s > t.next() && cue::verb(doc.lemma(s)).is_some_and(|f| f.bare && f.parenthetical))
    };
    if doc.form(token) == "," && ctx.next(token).is_some_and(|t| with(t) || which(t)) {
        return true;
    }
    if doc.form(token) == "," {
        // "…, while threatening to leave"
        let while_ = ctx.next(token).filter(|t| matches!(doc.lower(*t), "while" | "whilst"));
        return next(while_.unwrap_or(token)).is_some_and(|t| {
            doc.token(t).xpos == Xpos::Vbg && cue::verb(doc.lemma(t)).is_some() && doc.child(t, Deprel::Nsubj).is_none()
        });
    }
    doc.token(token).upos == Upos::Cconj
        && doc.token(verb).xpos != Xpos::Vb
        && next(token).is_some_and(|t| {
            let alike = ctx.is_same_tense(t, verb) || doc.lemma(t) == doc.lemma(verb);
            ctx.doc.is_tensed(t) && alike && is_saying(t)
        })
}

/// Returns whether a quote of another source, with subject and cue, begins at a conjunction: "… but a union said", "…
/// while the mayor wrote".
pub(super) fn is_another(ctx: &Context, verb: TokenId, token: TokenId) -> bool {
    let doc = ctx.doc;
    let joins = matches!(
        doc.lower(token),
        "but" | "while" | "whereas" | "and" | "though" | "although"
    );
    if !joins || ctx.marks.around(token) != ctx.marks.around(verb) {
        return false;
    }
    let stop = ctx.sentence(token).end.min(token + SUBJECT);
    let words = TokenRange::new(token.next(), stop).iter();
    let mut subject = words.take_while(|t| !matches!(doc.token(*t).upos, Upos::Punct | Upos::Sconj | Upos::Cconj));
    let said = subject.find(|t| doc.token(*t).upos == Upos::Verb);
    said.is_some_and(|said| {
        let before = doc.token(said.step(-1)).upos;
        let nominal = matches!(before, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adv | Upos::Aux);
        said > token.next()
            && nominal
            && ctx.is_same_tense(said, verb)
            && cue::verb(doc.lemma(said)).is_some_and(|f| f.quoted && f.that)
    })
}
