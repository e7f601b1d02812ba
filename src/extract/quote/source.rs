//! The source of a cue, as written.
//!
//! The subject in the tree is corrected by the words right before the cue: a pronoun there is the subject whatever the
//! tree says, and a phrase that the tree splits ("Mayor | Ann Lee said") is taken up to the cue.

use super::context::Context;
use super::draft::trim;
use super::phrase::{whole, without_time};
use crate::language::clause;
use crate::language::{Deprel, Document, NameKind, Upos, Xpos};
use crate::lexicon::cue;
use crate::model::facts::ActorKind;
use crate::model::ids::{TokenId, TokenRange};

/// Distance before a participle, in tokens, within which the text that it describes is looked for.
const NEAR: usize = 20;
/// Maximum number of governors above a verb that are searched for a shared subject.
const DEPTH: usize = 4;

/// The source of a reporting verb: its subject with all modifiers, or the agent of a passive.
pub(super) fn of_verb(ctx: &Context, verb: TokenId) -> Option<TokenRange> {
    find(ctx, verb).map(|range| without_time(ctx, with_name(ctx, range, verb)))
}

/// Adds the name before a description, which trees often separate: "Lee" in "Lee, 56, who runs the mill, said".
fn with_name(ctx: &Context, range: TokenRange, verb: TokenId) -> TokenRange {
    let doc = ctx.doc;
    let sentence = ctx.sentence(verb);
    let first = doc.token(range.start);
    let describes = matches!(first.upos, Upos::Num | Upos::Det | Upos::Noun | Upos::Adj);
    let closed = range.end < verb && doc.form(range.end) == ",";
    let comma = range.start.back(1);
    if !(describes && closed && comma > sentence.start && doc.form(comma) == ",") {
        return range;
    }
    let named = |t: &TokenId| doc.token(*t).upos == Upos::Propn && !ctx.is_time(*t);
    let name = TokenRange::new(sentence.start, comma)
        .iter()
        .rev()
        .take_while(named)
        .last();
    // "In Oslo, the mayor, …": what a preposition leads is a place. "Ann Lee, Carl Moss, the mayor": a list.
    let leads = |t: TokenId| {
        ctx.previous(t)
            .is_none_or(|p| matches!(doc.token(p).upos, Upos::Sconj | Upos::Cconj) || doc.form(p) == "\u{201d}")
    };
    match name {
        Some(name) if leads(name) => TokenRange::new(name, range.end),
        _ => range,
    }
}

fn find(ctx: &Context, verb: TokenId) -> Option<TokenRange> {
    let doc = ctx.doc;
    if ctx.is_passive(verb) {
        return agent(ctx, verb);
    }
    if let Some(quoted) = quoted_as(ctx, verb) {
        return Some(quoted);
    }
    if let Some(pronoun) = pronoun_before(ctx, verb) {
        return Some(pronoun);
    }
    let own = doc
        .children(verb)
        .find(|c| matches!(doc.token(*c).deprel, Deprel::Nsubj | Deprel::NsubjOuter))
        .filter(|c| !is_empty(doc, *c) && !behind_clause(ctx, verb, *c));
    if let Some(own) = own {
        let head = name_before(ctx, own)
            .or_else(|| clause::antecedent(doc, own, verb))
            .unwrap_or(own);
        let range = whole(doc, head, verb);
        return Some(if head == own {
            with_joined(ctx, widen(ctx, range, verb))
        } else {
            range
        });
    }
    if has_tense(ctx, verb)
        && !matches!(doc.token(verb).deprel, Deprel::Conj | Deprel::AclRelcl)
        && let Some(range) = phrase_before(ctx, verb)
    {
        return Some(with_joined(ctx, range));
    }
    if let Some(earlier) = earlier_saying(ctx, verb).or_else(|| joined_saying(ctx, verb)) {
        return find(ctx, earlier).or_else(|| phrase_after(ctx, earlier));
    }
    if let Some(speaker) = beside_participle(ctx, verb) {
        return Some(speaker);
    }
    let head = described_text(ctx, verb)
        .or_else(|| controller(doc, verb))
        .or_else(|| governor(ctx, verb))
        .filter(|h| !is_empty(doc, *h))?;
    Some(whole(doc, head, verb))
}

/// The name right before a relative pronoun, whatever the tree says: "a plea from Ann Lee, who said …".
fn name_before(ctx: &Context, pronoun: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    let comma = ctx.previous(pronoun).filter(|c| doc.form(*c) == ",")?;
    let last = ctx.previous(comma).filter(|_| doc.lower(pronoun) == "who")?;
    let names = doc.names();
    let name = names.get(names.partition_point(|n| n.tokens.end <= last))?;
    // "a nurse from Lund, who": the noun before is the person.
    let noun = ctx
        .previous(name.tokens.start)
        .filter(|p| doc.token(*p).upos == Upos::Adp)
        .and_then(|p| ctx.previous(p));
    let of_person = noun.is_some_and(|n| doc.token(n).xpos == Xpos::Nn && is_person_noun(doc, n));
    let person = name.kind == NameKind::Person && name.tokens.end == comma && !of_person;
    person.then(|| doc.head_of(name.tokens))
}

fn is_person_noun(doc: &Document, noun: TokenId) -> bool {
    crate::lexicon::actor::noun(doc.lemma(noun)).is_some_and(|n| n.kind == ActorKind::Person)
}

/// The source of a participle behind a comma, which belongs to the clause and not to the noun or adverbial clause
/// before it: Lee in "Lee criticised the scheme drawn up by Berg, adding: …", but Berg in "…, with Berg stating …".
fn beside_participle(ctx: &Context, verb: TokenId) -> Option<TokenRange> {
    let doc = ctx.doc;
    if doc.token(verb).xpos != Xpos::Vbg || ctx.marks.around(verb).is_some() {
        return None;
    }
    if let Some(phrase) = phrase_before(ctx, verb)
        && ctx.previous(phrase.start).is_some_and(|w| doc.lower(w) == "with")
    {
        return Some(phrase);
    }
    ctx.previous(verb).filter(|p| doc.form(*p) == ",")?;
    let is_subject = |c: &TokenId| matches!(doc.token(*c).deprel, Deprel::Nsubj | Deprel::NsubjPass) && *c < verb;
    let above = std::iter::successors(doc.head(verb), |t| doc.head(*t)).take(2 * DEPTH);
    let adverbial = |t: TokenId| doc.token(t).deprel == Deprel::Advcl && doc.child(t, Deprel::Mark).is_some();
    let (clause, subject) = above
        .filter(|t| !adverbial(*t))
        .find_map(|t| Some((t, doc.children(t).find(is_subject)?)))?;
    let head = clause::antecedent(doc, subject, clause).unwrap_or(subject);
    (!is_empty(doc, head)).then(|| whole(doc, head, verb))
}

/// The earlier cue with the same source: "said" in "She said that it was closed, adding that …". In the tree the
/// subject is often that of the content.
fn earlier_saying(ctx: &Context, verb: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    let floor = ctx.sentence(verb).start;
    let skipped = |t: &TokenId| {
        doc.token(*t).upos == Upos::Adv
            || matches!(doc.token(*t).xpos, Xpos::CloseQuote | Xpos::OpenQuote)
            || matches!(doc.lower(*t), "while" | "whilst")
    };
    let before = TokenRange::new(floor, verb).iter().rev().find(|t| !skipped(t));
    if doc.token(verb).xpos != Xpos::Vbg || before.is_none_or(|p| doc.form(p) != ",") {
        return None;
    }
    let says = |t: &TokenId| {
        doc.token(*t).upos == Upos::Verb
            && doc.token(*t).xpos != Xpos::Vbg
            && cue::verb(doc.lemma(*t)).is_some_and(|f| f.quoted && f.that)
            && ctx.marks.around(*t) == ctx.marks.around(verb)
    };
    TokenRange::new(ctx.sentence(verb).start, verb).iter().rev().find(says)
}

/// The object of "quoted" before "as saying": "Lee" in "The paper quoted Lee, a lawyer, as saying".
fn quoted_as(ctx: &Context, verb: TokenId) -> Option<TokenRange> {
    let doc = ctx.doc;
    let marked = ctx.previous(verb).is_some_and(|p| doc.lower(p) == "as");
    if !marked || doc.token(verb).xpos != Xpos::Vbg {
        return None;
    }
    let quotes =
        |t: &TokenId| doc.token(*t).upos == Upos::Verb && cue::verb(doc.lemma(*t)).is_some_and(|f| f.quotes_another);
    let by = TokenRange::new(ctx.sentence(verb).start, verb)
        .iter()
        .rev()
        .find(quotes)?;
    if ctx.is_passive(by) {
        None
    } else {
        phrase_after(ctx, by)
    }
}

/// The earlier cue that this one is joined to: "said" in "She said that it was closed and denied …".
fn joined_saying(ctx: &Context, verb: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    let before = |t: &TokenId| doc.token(*t).upos != Upos::Adv;
    let start = ctx.sentence(verb).start;
    let joined = TokenRange::new(start, verb).iter().rev().find(before)?;
    if doc.token(joined).upos != Upos::Cconj {
        return None;
    }
    // "explained that the company held a share and stated": what has another object says nothing.
    let says = |t: &TokenId| {
        let says = |f: &cue::Frames| f.noun_phrase || f.tell || doc.child(*t, Deprel::Obj).is_none();
        doc.token(*t).upos == Upos::Verb
            && cue::verb(doc.lemma(*t)).is_some_and(|f| (f.that || f.bare) && says(f))
            && super::further::is_next(ctx, *t, joined)
    };
    TokenRange::new(start, joined).iter().rev().find(says)
}

/// The noun phrase right behind a verb, as its source: "said the ministry".
pub(super) fn phrase_after(ctx: &Context, verb: TokenId) -> Option<TokenRange> {
    let doc = ctx.doc;
    let mut end = ctx.next(verb)?;
    let start = end;
    let sentence = ctx.sentence(verb);
    while sentence.contains(end) && is_nominal(ctx, end) && !matches!(doc.form(end), ".") {
        end += 1;
    }
    let range = TokenRange::new(start, end);
    let noun = range
        .iter()
        .any(|t| matches!(doc.token(t).upos, Upos::Noun | Upos::Propn));
    (noun && doc.token(start).upos != Upos::Adp).then(|| trim(doc, range))
}

/// Returns whether a subject stands behind its verb and a conjunction, so that it belongs to the clause and not the
/// cue.
fn behind_clause(ctx: &Context, verb: TokenId, subject: TokenId) -> bool {
    let start = ctx.doc.subtree(subject).start;
    subject > verb
        && TokenRange::new(verb.next(), start)
            .iter()
            .any(|t| ctx.doc.token(t).upos == Upos::Sconj || ctx.doc.is_tensed(t))
}

/// Returns whether a verb group has tense: "said", "has said", "is saying", but not "saying" and "to say".
fn has_tense(ctx: &Context, verb: TokenId) -> bool {
    ctx.doc.is_finite(verb) || ctx.is_misread_past(verb)
}

/// The last token before a verb that is neither auxiliary nor adverb.
fn last_before(ctx: &Context, verb: TokenId) -> Option<TokenId> {
    /// Maximum number of auxiliaries, adverbs and words of time between.
    const BETWEEN: usize = 8;
    let doc = ctx.doc;
    let sentence = ctx.sentence(verb);
    let mut timed = false;
    TokenRange::new(sentence.start, verb)
        .iter()
        .rev()
        .take(BETWEEN + 1)
        // "Ann Lee on Thursday evening said"
        .find(|t| {
            let time = ctx.is_time(*t) || timed && doc.token(*t).upos == Upos::Adp;
            timed = ctx.is_time(*t);
            !time && is_core(doc, *t)
        })
}

/// Returns whether a token is neither auxiliary nor adverb.
fn is_core(doc: &Document, t: TokenId) -> bool {
    !matches!(doc.token(t).upos, Upos::Aux | Upos::Adv | Upos::Part) || doc.token(t).xpos == Xpos::Pos
}

/// The pronoun before a verb: "he" in "which he said", "he has also said".
fn pronoun_before(ctx: &Context, verb: TokenId) -> Option<TokenRange> {
    let doc = ctx.doc;
    let to = doc.children(verb).any(|c| doc.token(c).xpos == Xpos::To);
    let last = last_before(ctx, verb)?;
    // "Some called for an inquiry": at the start, and of persons.
    let some = ctx.previous(last).is_none()
        && last.next() == verb
        && matches!(doc.lower(last), "some" | "many" | "others" | "most" | "several" | "few");
    let speaks = some || matches!(doc.lower(last), "he" | "she" | "they" | "we" | "i");
    (speaks && !to && doc.token(verb).xpos != Xpos::Vbg || speaks && has_tense(ctx, verb))
        .then(|| TokenRange::one(last))
}

/// The noun phrase right before a verb with tense.
pub(super) fn phrase_before(ctx: &Context, verb: TokenId) -> Option<TokenRange> {
    let doc = ctx.doc;
    let mut last = last_before(ctx, verb)?;
    let end = last.next();
    let described = matches!(doc.form(last), "," | ")");
    if described {
        last = before_description(ctx, last)?;
    }
    if !matches!(doc.token(last).upos, Upos::Noun | Upos::Propn | Upos::Num) || ctx.is_time(last) {
        return None;
    }
    let floor = ctx.sentence(verb).start;
    let mut start = last;
    while start > floor && is_nominal(ctx, start - 1) {
        start -= 1;
    }
    while start < last && matches!(doc.token(start).upos, Upos::Adp | Upos::Part | Upos::Cconj) {
        start += 1;
    }
    let end = if described {
        end - u32::from(doc.form(end - 1) == ",")
    } else {
        last.next()
    };
    Some(TokenRange::new(start, end))
}

/// The token before a description of the subject between commas or in brackets: "Lee" in "Ann Lee, the mayor, said".
fn before_description(ctx: &Context, closing: TokenId) -> Option<TokenId> {
    /// Maximum length of a description, in tokens.
    const DESCRIPTION: u32 = 25;
    let doc = ctx.doc;
    let partner = if doc.form(closing) == ")" { "(" } else { "," };
    let floor = ctx.sentence(closing).start.max(closing.back(DESCRIPTION));
    let partners = || {
        TokenRange::new(floor.next(), closing)
            .iter()
            .filter(|t| doc.form(*t) == partner)
    };
    // "Lee, who farms in Oslo, Rome and Kesh, said": the comma before "who", not one of the list.
    let relative = |t: &TokenId| matches!(doc.lower(t.next()), "who" | "which" | "whose");
    let opening = partners().rfind(relative).or_else(|| partners().next_back())?;
    let first = opening.next();
    let relative = matches!(doc.lower(first), "who" | "which" | "whose");
    let verbs = TokenRange::new(first, closing).iter().any(|t| ctx.doc.is_tensed(t));
    (relative || !verbs).then(|| opening - 1)
}

/// Returns whether a token may be part of a noun phrase.
fn is_nominal(ctx: &Context, token: TokenId) -> bool {
    let doc = ctx.doc;
    let kind = doc.token(token);
    match kind.upos {
        Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj | Upos::Det => !ctx.is_time(token),
        Upos::Part => kind.xpos == Xpos::Pos,
        Upos::Adp => matches!(doc.lower(token), "of" | "for" | "from" | "at"),
        Upos::Verb => kind.deprel == Deprel::Amod,
        Upos::Pron => kind.xpos == Xpos::PrpPoss,
        Upos::Punct => matches!(doc.form(token), "-" | "." | "\u{2013}" | "&"),
        _ => false,
    }
}

/// Widens a source that stops before its cue or begins inside a name.
fn widen(ctx: &Context, range: TokenRange, verb: TokenId) -> TokenRange {
    let doc = ctx.doc;
    let (mut start, mut end) = (range.start, range.end);
    if range.end <= verb
        && let Some(last) = last_before(ctx, verb)
        && last >= range.end
        && TokenRange::new(end, last.next())
            .iter()
            .all(|t| is_nominal(ctx, t) || doc.name_at(t).is_some())
    {
        end = last.next();
    }
    let floor = ctx.sentence(verb).start;
    let glued = |t: TokenId| {
        matches!(doc.token(t).upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Num) && !ctx.is_time(t)
            || doc.token(t).xpos == Xpos::Pos
            // "state-owned news agency"
            || doc.token(t).deprel == Deprel::Amod
            || doc.form(t) == "-" && t > floor && doc.span(TokenRange::new(t - 1, t)).end == doc.token(t).span.start
            || matches!(doc.token(t).upos, Upos::Det) && doc.token(t.next()).upos != Upos::Det
    };
    let begins = doc.token(range.start);
    if !matches!(begins.upos, Upos::Det | Upos::Pron) && range.start <= verb {
        // "after the vote | Ann Lee": a thing before a name is not part of it.
        let thing = |t: TokenId| {
            doc.token(t).upos == Upos::Noun
                && doc.token(t.next()).upos == Upos::Propn
                && doc.form(t).starts_with(char::is_lowercase)
                && crate::lexicon::actor::noun(doc.lemma(t)).is_none()
        };
        loop {
            // "Kesh University (KU) | data"
            start = before_aside(ctx, start).unwrap_or(start);
            if start == floor || !glued(start - 1) || thing(start - 1) {
                break;
            }
            start -= 1;
        }
    }
    TokenRange::new(start, end)
}

/// The start of an abbreviation in brackets right before a token, behind a name.
fn before_aside(ctx: &Context, token: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    let closing = ctx.previous(token).filter(|t| doc.form(*t) == ")")?;
    let opening = ctx.previous(ctx.previous(closing)?).filter(|t| doc.form(*t) == "(")?;
    let named = ctx.previous(opening).is_some_and(|t| doc.token(t).upos == Upos::Propn);
    named.then_some(opening)
}

/// The text that a participle describes, rather than the noun right before it: "issued a statement at his club in Kesh
/// saying …".
fn described_text(ctx: &Context, verb: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    let text = |t: &TokenId| {
        let issued = || doc.head(*t).is_some_and(|v| cue::is_light(doc.lemma(v)));
        cue::is_text(doc.lemma(*t)) && doc.token(*t).deprel == Deprel::Obj && issued()
    };
    let before = TokenRange::new(ctx.sentence(verb).start, verb).iter().rev().take(NEAR);
    let plain = { before }.take_while(|t| doc.form(*t) != "," || doc.token(t.next()).upos == Upos::Propn);
    (doc.token(verb).xpos == Xpos::Vbg).then(|| { plain }.find(text))?
}

/// The understood subject of a verb: the one that it shares with another verb, or the noun that it modifies.
fn controller(doc: &Document, verb: TokenId) -> Option<TokenId> {
    clause::subject(doc, verb).filter(|subject| *subject != verb)
}

/// The subject of the clause that a participle is attached to as its complement: "Lee tweeted her reasons | saying".
fn governor(ctx: &Context, verb: TokenId) -> Option<TokenId> {
    let doc = ctx.doc;
    let complement = doc.token(verb).xpos == Xpos::Vbg && doc.token(verb).deprel == Deprel::Ccomp;
    let clause = doc.head(verb).filter(|_| complement)?;
    clause::subject(doc, clause).filter(|s| *s < verb)
}

/// Adds the source joined before: "the union and | its lawyers said". It must begin the sentence, since elsewhere the
/// conjunction may join anything.
fn with_joined(ctx: &Context, range: TokenRange) -> TokenRange {
    let doc = ctx.doc;
    let floor = ctx.sentence(range.start).start;
    let joined = ctx
        .previous(range.start)
        .filter(|p| matches!(doc.lower(*p), "and" | "or"));
    let Some(joined) = joined.filter(|j| *j > floor) else {
        return range;
    };
    let mut start = joined;
    let list = |t: TokenId| is_nominal(ctx, t) || doc.form(t) == "," || doc.token(t).upos == Upos::Cconj;
    // "…, but both Norland and | Sudland said"
    let both = |t: TokenId| doc.lower(t) == "both";
    let opens = |t: TokenId| t == floor || doc.lower(t - 1) == "but" || both(t);
    while !opens(start) && list(start - 1) {
        start -= 1;
    }
    let first = doc.token(start);
    let begins = both(start)
        || opens(start) && matches!(first.upos, Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
    if begins {
        TokenRange::new(start, range.end)
    } else {
        range
    }
}

/// The agent of a passive: "by the ministry".
fn agent(ctx: &Context, verb: TokenId) -> Option<TokenRange> {
    let doc = ctx.doc;
    let by = |c: &TokenId| {
        matches!(doc.token(*c).deprel, Deprel::OblAgent | Deprel::Obl)
            && clause::preposition(doc, *c).is_some_and(|p| doc.lower(p) == "by")
            && matches!(doc.token(*c).upos, Upos::Propn | Upos::Noun | Upos::Pron)
    };
    if let Some(head) = doc.children(verb).find(by) {
        return Some(whole(doc, head, verb));
    }
    // "was quoted as saying": the one quoted is the subject of the passive above.
    (doc.token(verb).xpos == Xpos::Vbg)
        .then(|| controller(doc, verb))
        .flatten()
        .map(|head| whole(doc, head, verb))
}

/// Returns whether a word stands for nobody: expletive "it" and "there", question words.
fn is_empty(doc: &Document, head: TokenId) -> bool {
    doc.token(head).deprel == Deprel::Expl
        || doc.token(head).xpos == Xpos::Ex
        || matches!(doc.lower(head), "what" | "whatever" | "nothing" | "that" | "this")
            && !matches!(doc.token(head).xpos, Xpos::Wdt)
}
