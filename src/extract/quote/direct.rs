//! Quotations with a cue beside them: `"…," she said`, `He replied: "…"`, `"…," she said, "…"`.
//!
//! Quotation marks lead here and trees only help, since parsers are unreliable around quotations of several sentences.
//! A verb that introduces quotations is looked for between a closing mark and the end of its sentence, and between the
//! start of a sentence and an opening mark.

use super::context::{Context, is_verb};
use super::draft::{Draft, tidy, trim};
use super::marks::{Marks, Quoted};
use super::{phrase, source};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::cue;
use crate::lexicon::quote_word::List;
use crate::model::facts::Confidence;
use crate::model::ids::{TokenId, TokenRange};
use crate::model::span::Span;

/// Distance from a quotation mark, in tokens, within which a cue is looked for.
const NEAR: usize = 20;
/// Distance before a colon, in tokens, within which a cue is looked for.
const FAR: usize = 35;
/// Distance before a comma, in tokens, within which a cue is looked for.
const BEFORE_COMMA: usize = 10;
/// Distance before a quotation without comma or colon, in tokens, within which a cue is looked for, past an addressee.
const PAST_ADDRESSEE: usize = 5;
/// Maximum number of tokens between two quotations of one quote.
const BETWEEN: usize = 12;
/// Distance before a verb, in tokens, within which a relative pronoun is looked for.
const RELATIVE: usize = 4;
/// Maximum number of words in a fragment, a name or a title.
const FEW: usize = 3;

/// Results: the drafts, the quotations in them, and the verbs that need no further pass.
pub(super) struct Direct {
    pub drafts: Vec<Draft>,
    pub taken: Vec<bool>,
    pub used: Vec<bool>,
}

struct Hit {
    verb: TokenId,
    source: Option<TokenRange>,
    /// One past the last token of the cue's clause.
    end: TokenId,
    side: Side,
}

/// Where a cue stands, seen from its quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

impl Side {
    fn rule(self) -> &'static str {
        match self {
            Side::Before => "quote.direct.before",
            Side::After => "quote.direct.after",
        }
    }
}

/// Finds every quotation with a cue beside it.
pub(super) fn find(ctx: &Context) -> Direct {
    let (doc, marks) = (ctx.doc, &ctx.marks);
    let mut direct = Direct {
        drafts: Vec::new(),
        taken: vec![false; marks.all.len()],
        used: vec![false; doc.tokens().len()],
    };
    for number in 0..marks.all.len() {
        let quoted = &marks.all[number];
        let tokens = Marks::tokens(doc, quoted);
        if quoted.nested || direct.taken[number] || tokens.is_empty() {
            continue;
        }
        // A cue right before a quotation belongs to it, whatever follows: `Saying "we lost", Lee added, "…"`.
        let led = tokens
            .start
            .0
            .checked_sub(1)
            .map(TokenId)
            .is_some_and(|t| is_verb(doc, t) && cue::verb(doc.lemma(t)).is_some_and(|f| f.quoted));
        let hit = if led {
            before(ctx, quoted, tokens, &direct.used)
        } else {
            None
        };
        let hit = hit
            .or_else(|| after(doc, marks, quoted, tokens))
            .or_else(|| before(ctx, quoted, tokens, &direct.used));
        let Some(hit) = hit.filter(|h| !direct.used[h.verb.0 as usize] && !is_title(ctx, h, tokens)) else {
            continue;
        };
        direct.used[hit.verb.0 as usize] = true;
        direct.taken[number] = true;
        let mut content: Vec<Span> = quoted.inner.iter().map(|s| tidy(doc, *s)).collect();
        if hit.side == Side::After {
            if let Some(start) = lead_in(doc, marks, tokens) {
                content[0].start = start;
            }
            continued(doc, marks, number, hit.end, &mut direct, &mut content);
        }
        content.retain(|s| !s.is_empty());
        if content.is_empty() {
            continue;
        }
        direct.drafts.push(Draft {
            content,
            whole: true,
            cue: Some(TokenRange::one(hit.verb)),
            cue_head: Some(hit.verb),
            source: hit.source.map(|s| phrase::without_time(ctx, s)),
            confidence: Confidence::High,
            rule: hit.side.rule(),
        });
    }
    direct
}

/// Adds the quotations behind the cue that continue the same quote, up to the next one with a cue of its own.
fn continued(doc: &Document, marks: &Marks, number: usize, end: TokenId, direct: &mut Direct, content: &mut Vec<Span>) {
    let mut end = end;
    for (next, quoted) in marks.all.iter().enumerate().skip(number + 1).filter(|(_, q)| !q.nested) {
        let tokens = Marks::tokens(doc, quoted);
        if tokens.is_empty() || doc.paragraph_of(tokens.start) != paragraph(doc, end) {
            return;
        }
        let between = TokenRange::new(end, tokens.start);
        // In a sentence of its own the quotation must open it, right behind the sentence of the cue or of the previous
        // quotation; in the same sentence a comma must stand before it.
        let sentence = doc.sentence_of(tokens.start);
        let last = end.back(1);
        let opens = doc.sentence(sentence).tokens.start == tokens.start
            && sentence <= doc.sentence_of(last).next()
            && ends_sentence(doc, tokens);
        let told = |t: TokenId| matches!(doc.token(t).upos, Upos::Verb) || doc.form(t) == ":";
        let same = doc.sentence_of(last) == sentence && goes_on(doc, marks, number, quoted, between);
        if !opens && !same && (between.len() > BETWEEN || between.iter().any(told)) {
            return;
        }
        let comma = same || tokens.start.prev().is_some_and(|t| doc.form(t) == ",");
        if !(opens || comma) || after(doc, marks, quoted, tokens).is_some() || words(doc, tokens) < 2 && !comma {
            return;
        }
        direct.taken[next] = true;
        content.extend(quoted.inner.iter().map(|s| tidy(doc, *s)));
        end = tokens.end;
    }
}

/// Returns whether nothing but punctuation follows a quotation in its sentence.
fn ends_sentence(doc: &Document, tokens: TokenRange) -> bool {
    let end = doc.sentence(doc.sentence_of(tokens.last())).tokens.end;
    TokenRange::new(tokens.end, end)
        .iter()
        .all(|t| doc.token(t).upos == Upos::Punct)
}

/// Returns whether a quotation continues the sentence behind the cue and an aside: `"If they ask," Lee said, pointing
/// to the door, "send them away"` and `"…," Lee said, but "we lost"`.
fn goes_on(doc: &Document, marks: &Marks, number: usize, quoted: &Quoted, between: TokenRange) -> bool {
    let broken_off = marks.all[number].inner.last().is_some_and(|s| {
        s.of(doc.text())
            .trim_end()
            .ends_with(|c: char| c == ',' || c.is_alphanumeric())
    });
    let lower = quoted.inner[0].of(doc.text()).starts_with(char::is_lowercase);
    let comma = between.iter().last().is_some_and(|t| doc.form(t) == ",");
    let joined = between
        .iter()
        .all(|t| matches!(doc.token(t).upos, Upos::Punct | Upos::Cconj | Upos::Adv) && doc.form(t) != ":");
    let says = |t: TokenId| cue::verb(doc.lemma(t)).is_some_and(|f| f.quoted) && is_verb(doc, t);
    broken_off && lower && between.len() <= NEAR && (joined || comma && !between.iter().any(says))
}

/// Returns whether a quotation before a cue with another content belongs to the words before it: the title of a programme
/// or text (`In an interview on "Morning Line," Lee said the road would stay closed`) or the end of a clause (`Berg called
/// it "a farce", but Lee said the road would stay closed`).
fn is_title(ctx: &Context, hit: &Hit, tokens: TokenRange) -> bool {
    let doc = ctx.doc;
    let start = doc.sentence(doc.sentence_of(tokens.start)).tokens.start;
    let leads = start < tokens.start && doc.token(start).upos == Upos::Adp;
    let lead = || TokenRange::new(start, tokens.start).iter();
    let verbless = !lead().any(|t| ctx.doc.is_tensed(t));
    let told_before = lead().any(|t| is_verb(doc, t) && cue::verb(doc.lemma(t)).is_some());
    let told = hit.source.map_or(hit.verb, |s| s.end.max(hit.verb.next()) - 1);
    let goes_on = ctx
        .next(told)
        .is_some_and(|t| !matches!(doc.token(t).upos, Upos::Punct | Upos::Adp | Upos::Adv) && !ctx.is_time(t));
    hit.side == Side::After && goes_on && (leads && verbless || told_before)
}

fn words(doc: &Document, tokens: TokenRange) -> usize {
    tokens.iter().filter(|t| doc.token(*t).upos != Upos::Punct).count()
}

fn paragraph(doc: &Document, token: TokenId) -> u32 {
    let token = token.back(1).min(doc.whole().last());
    doc.paragraph_of(token)
}

/// The start of the words before a quotation that belong to its content: `The plan is "dead," he said.`
fn lead_in(doc: &Document, marks: &Marks, tokens: TokenRange) -> Option<u32> {
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let lead = TokenRange::new(sentence.start, tokens.start);
    let clean = |t: TokenId| marks.around(t).is_none() && !matches!(doc.form(t), ":" | "(");
    let cue = |t: TokenId| is_verb(doc, t) && cue::verb(doc.lemma(t)).is_some();
    let first = lead.iter().find(|t| doc.token(*t).upos != Upos::Punct)?;
    lead.iter()
        .all(|t| clean(t) && !cue(t))
        .then(|| doc.token(first).span.start)
}

/// The cue behind the closing mark.
fn after(doc: &Document, marks: &Marks, quoted: &Quoted, tokens: TokenRange) -> Option<Hit> {
    let last = tokens.last();
    let sentence = doc.sentence(doc.sentence_of(last)).tokens;
    let mut tail = TokenRange::new(tokens.end, sentence.end);
    // `…, 'Go home,'" she said`: the comma within the inner marks.
    let inner = quoted.inner.last()?.of(doc.text()).trim_end();
    let ends = inner.trim_end_matches(['\'', '\u{2019}']).chars().next_back()?;
    let separates = |c: char| matches!(c, ',' | '?' | '!' | '\u{2026}' | '-' | '\u{2014}' | '\u{2013}');
    if !tail.iter().any(|t| doc.token(t).upos != Upos::Punct) {
        // "Will they come?" he asked. The question mark may have ended a sentence.
        let next = doc.sentences().get(doc.sentence_of(last).0 as usize + 1)?;
        if next.paragraph != doc.paragraph_of(last) || !separates(ends) || next.tokens.len() > NEAR + FAR {
            return None;
        }
        tail = next.tokens;
    }
    let start = tail.iter().find(|t| doc.token(*t).upos != Upos::Punct)?;
    let comma = start > tail.start && doc.form(tail.start) == ",";
    // `"Our firm" the director said "has lost its way."`: no comma, but the quotation goes on in the sentence.
    let split = || {
        let opens = doc.sentence(doc.sentence_of(tokens.start)).tokens.start == tokens.start;
        let lower = |q: &Quoted| q.inner[0].of(doc.text()).starts_with(char::is_lowercase);
        let next = TokenRange::new(start, tail.end).iter().find_map(|t| marks.around(t));
        opens && next.is_some_and(|n| lower(&marks.all[n]))
    };
    let separated = comma || separates(ends) || split();
    if ends == '.' && !comma
        || matches!(
            doc.lower(start),
            "and" | "but" | "or" | "that" | "because" | "while" | "when" | "which"
        )
    {
        return None;
    }
    let end = tail
        .iter()
        .find(|t| marks.around(*t).is_some() || doc.form(*t) == ";")
        .unwrap_or(tail.end);
    let search = TokenRange::new(start, end);
    let may_be_verb = |t: TokenId| is_verb(doc, t) || cue::is_past(doc.lower(t));
    let first = search
        .iter()
        .take(NEAR)
        .find(|t| may_be_verb(*t) && !in_relative(doc, *t, search));
    let Some(verb) = first.filter(|v| introduces(doc, *v)) else {
        return behind_description(doc, search).filter(|_| separated);
    };
    if !separated && verb > start.next() {
        return None;
    }
    // "…?" She said: "…" belongs to what follows.
    let next = verb.next();
    if end < tail.end
        && marks.around(end).is_some()
        && !comma
        && matches!(ends, '?' | '!')
        && (doc.form(end - 1) == ":" || next == end)
    {
        return None;
    }
    let source = beside(doc, verb, TokenRange::new(start, search.end));
    // `"Storm the Hill", was posted as a joke`: what the marks name was posted.
    let passive = TokenRange::new(start, verb).iter().any(|t| doc.lemma(t) == "be");
    if source.is_none() && (!separated || passive) {
        return None;
    }
    Some(Hit {
        verb,
        source,
        end: clause_end(doc, verb, source, search),
        side: Side::After,
    })
}

/// Returns whether a verb introduces quotations and has tense.
fn introduces(doc: &Document, verb: TokenId) -> bool {
    let past = cue::is_past(doc.lower(verb));
    past || cue::verb(doc.lemma(verb)).is_some_and(|f| f.quoted) && doc.is_finite(verb)
}

/// The cue at the end of a sentence, behind a name with a long description between commas: `"…," Ann Lee, 52, a teacher
/// who lost her home and now leads the group, said on Tuesday`.
fn behind_description(doc: &Document, search: TokenRange) -> Option<Hit> {
    const REST: usize = 8;
    let comma = |t: TokenId| t > search.start && doc.form(t - 1) == ",";
    let verb = search
        .iter()
        .take(NEAR + FAR)
        .rfind(|t| comma(*t) && is_verb(doc, *t) && introduces(doc, *t))?;
    let rest = TokenRange::new(verb.next(), search.end);
    let verbs = rest.iter().any(|t| matches!(doc.token(t).upos, Upos::Verb | Upos::Aux));
    let named = doc.token(search.start).upos == Upos::Propn;
    (named && !verbs && rest.len() <= REST).then(|| Hit {
        verb,
        source: Some(trim(doc, TokenRange::new(search.start, verb - 1))),
        end: search.end,
        side: Side::After,
    })
}

/// One past the cue's clause, at the end of the sentence or where the quotation goes on.
fn clause_end(doc: &Document, verb: TokenId, source: Option<TokenRange>, search: TokenRange) -> TokenId {
    let told = source.map_or(verb.next(), |s| s.end.max(verb.next()));
    let rest = TokenRange::new(told, search.end);
    // A further verb ("…, he said, adding that …") ends the cue's clause.
    match rest.iter().find(|t| doc.token(*t).upos == Upos::Verb) {
        Some(verb) => verb,
        None => search.end,
    }
}

/// Returns whether a verb is in a relative clause about the source: "the man who led the raid said". Trees are not
/// used: beside quotations of several sentences they are mostly wrong.
fn in_relative(doc: &Document, verb: TokenId, search: TokenRange) -> bool {
    let pronoun = TokenRange::new(search.start, verb)
        .iter()
        .rev()
        .take(RELATIVE)
        .any(|t| matches!(doc.lower(t), "who" | "which" | "whose" | "that"));
    let token = doc.token(verb);
    // "a lawyer representing the families said"
    let describes = token.deprel == Deprel::Amod || token.deprel == Deprel::Acl && cue::verb(doc.lemma(verb)).is_none();
    pronoun || verb > search.start && describes && matches!(token.xpos, Xpos::Vbn | Xpos::Vbg)
}

/// The source of a verb within some tokens: by the tree, else by the order of words.
fn beside(doc: &Document, verb: TokenId, within: TokenRange) -> Option<TokenRange> {
    let inside = |s: &TokenRange| s.start >= within.start && s.end <= within.end && (s.end <= verb || s.start > verb);
    let by_tree = doc
        .children(verb)
        .filter(|c| matches!(doc.token(*c).deprel, Deprel::Nsubj | Deprel::NsubjOuter))
        .map(|c| phrase::whole(doc, c, verb))
        .find(inside);
    by_tree
        .filter(|s| phrase::can_speak(doc, *s))
        .or_else(|| by_place(doc, verb, within))
}

fn by_place(doc: &Document, verb: TokenId, within: TokenRange) -> Option<TokenRange> {
    let side = |t: &TokenId| !matches!(doc.token(*t).upos, Upos::Adv | Upos::Aux | Upos::Punct);
    let left = TokenRange::new(within.start, verb);
    let front = left.iter().rev().find(side).map(|last| within.start.through(last));
    // "what came was a note saying": what holds a verb with tense is no phrase.
    let plain = |f: &TokenRange| {
        let tense = |t: TokenId| matches!(doc.token(t).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        let relative = |t: TokenId| matches!(doc.token(t).xpos, Xpos::Wp | Xpos::Wdt);
        f.iter().all(|t| doc.form(t) != ":") && (!f.iter().any(tense) || f.iter().any(relative))
    };
    if let Some(front) = front.filter(|f| phrase::can_speak(doc, *f) && plain(f)) {
        return Some(trim(doc, front));
    }
    let right = TokenRange::new(verb.next(), within.end);
    let stop = right
        .iter()
        .find(|t| {
            matches!(doc.form(*t), "," | "." | ":" | ";" | "(" | "\u{2014}" | "\u{2013}")
                || doc.token(*t).upos == Upos::Adp && !matches!(doc.lower(*t), "of" | "for" | "from")
                || matches!(doc.token(*t).upos, Upos::Sconj | Upos::Adv)
        })
        .unwrap_or(right.end);
    let back = TokenRange::new(right.start, described(doc, stop, right));
    let names = back
        .iter()
        .any(|t| matches!(doc.token(t).upos, Upos::Propn | Upos::Noun | Upos::Pron));
    (!back.is_empty() && names).then(|| trim(doc, back))
}

/// The end of a source with a description behind a comma, which runs to the end of the sentence: "said Ann Lee, who
/// runs the clinic".
fn described(doc: &Document, stop: TokenId, right: TokenRange) -> TokenId {
    let next = stop.next();
    if !right.contains(next) || doc.form(stop) != "," {
        return stop;
    }
    let describes = matches!(
        doc.token(next).upos,
        Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num
    ) || matches!(doc.lower(next), "who" | "whose");
    let mut rest = TokenRange::new(next, right.end).iter();
    let ends = |t: &TokenId| {
        matches!(doc.form(*t), ";" | ":" | "\u{2014}") || doc.token(*t).xpos == Xpos::Vbg && doc.form(*t - 1) == ","
    };
    match rest.find(ends) {
        _ if !describes => stop,
        Some(end) => end,
        None => right.end,
    }
}

/// The cue before the opening mark.
fn before(ctx: &Context, quoted: &Quoted, tokens: TokenRange, used: &[bool]) -> Option<Hit> {
    let (doc, marks) = (ctx.doc, &ctx.marks);
    let sentence = doc.sentence_of(tokens.start);
    let mut head = TokenRange::new(doc.sentence(sentence).tokens.start, tokens.start);
    if head.is_empty() {
        // A colon may end the sentence or the paragraph before.
        let previous = doc.sentences().get((sentence.0 as usize).checked_sub(1)?)?;
        let last = previous.tokens.last();
        if !matches!(doc.form(last), ":") {
            return None;
        }
        head = previous.tokens;
    }
    let last = head.last();
    // A cue before or inside an earlier quotation cannot introduce this one.
    let start = head
        .iter()
        .rev()
        .find(|t| marks.around(*t).is_some())
        .map_or(head.start, TokenId::next);
    let head = TokenRange::new(start.min(head.end), head.end);
    if head.is_empty() {
        return None;
    }
    let reach = match doc.form(last) {
        ":" => FAR,
        "," => BEFORE_COMMA,
        _ if is_verb(doc, last) => 1,
        // told Reuters "…"
        _ if matches!(doc.token(last).upos, Upos::Propn | Upos::Pron | Upos::Noun)
            && sentence_like(doc, quoted, tokens) =>
        {
            PAST_ADDRESSEE
        }
        _ => return None,
    };
    let verb = head.iter().rev().take(reach).find(|t| is_verb(doc, *t))?;
    let frames = cue::verb(doc.lemma(verb))?;
    // `a programme called "Go on"`
    let names = doc.token(verb).xpos == Xpos::Vbn && List::Naming.has(doc.lemma(verb));
    if names
        || !frames.quoted
        || used[verb.0 as usize]
        || reach == PAST_ADDRESSEE && !(frames.tell || doc.lemma(verb) == "say")
    {
        return None;
    }
    if clause_goes_on(ctx, tokens) && !sentence_like(doc, quoted, tokens) {
        return None;
    }
    // A fragment after a comma belongs to the clause before it, unless the comma follows the cue.
    let after_cue = last == verb.next() && words(doc, tokens) > FEW;
    if doc.form(last) == "," && !sentence_like(doc, quoted, tokens) && !after_cue {
        return None;
    }
    if reach == 1 && fragment(doc, quoted) && !List::BeforeFragment.has(doc.lemma(verb)) {
        return None;
    }
    let source = source::of_verb(ctx, verb)
        // `Saying "we lost", Lee left`
        .filter(|s| phrase::can_speak(doc, *s) && (s.end <= tokens.start || opening_participle(doc, verb)))
        .or_else(|| by_place(doc, verb, head));
    Some(Hit {
        verb,
        source,
        end: tokens.end,
        side: Side::Before,
    })
}

/// Returns whether quoted words are part of a clause that goes on behind them: `said "local forces" must lead`, `said "budget
/// cuts" and new taxes would pay for it`, `claimed "the mayor exaggerates" the costs`.
fn clause_goes_on(ctx: &Context, tokens: TokenRange) -> bool {
    let doc = ctx.doc;
    let verbal = |t: TokenId| matches!(doc.token(t).upos, Upos::Verb | Upos::Aux);
    let last = tokens.last();
    let Some(next) = ctx.next(last) else { return false };
    let rest = TokenRange::new(next, ctx.sentence(last).end);
    let joined = || {
        let mut clause = rest
            .iter()
            .take_while(|t| !matches!(doc.form(*t), "," | ";" | ":") && ctx.marks.around(*t).is_none());
        // "said "budget cuts" and left": the verb behind "and" has no subject of its own.
        let noun = next.next();
        doc.token(next).upos == Upos::Cconj && !verbal(noun) && clause.any(|t| doc.is_finite(t))
    };
    let verbless = !tokens.iter().any(verbal);
    let object = matches!(doc.token(next).upos, Upos::Det) || doc.token(next).xpos == Xpos::PrpPoss;
    verbal(next) || verbless && joined() || object && verbal(tokens.iter().rfind(|t| ctx.is_word(*t)).unwrap_or(last))
}

/// Returns whether a verb is a participle at the start of a sentence ("Saying …"), whose source is the subject of the
/// main clause.
fn opening_participle(doc: &Document, verb: TokenId) -> bool {
    doc.token(verb).xpos == Xpos::Vbg && doc.sentence(doc.sentence_of(verb)).tokens.start == verb
}

/// Returns whether a quotation is a fragment: a few words in lower case without full stop.
fn fragment(doc: &Document, quoted: &Quoted) -> bool {
    let text = quoted.inner[0].of(doc.text());
    text.starts_with(char::is_lowercase) && text.split_whitespace().count() <= FEW
}

/// Returns whether a quotation is speech by itself: it begins with a capital and is longer than a name or title.
pub(super) fn sentence_like(doc: &Document, quoted: &Quoted, tokens: TokenRange) -> bool {
    let text = quoted.inner[0].of(doc.text());
    let capital =
        text.starts_with(|c: char| c.is_uppercase() || c == '[' || c == '.' || c == '\u{2026}' || c.is_ascii_digit());
    let ends = quoted.inner.last().is_some_and(|s| {
        s.of(doc.text())
            .trim_end()
            .ends_with(['.', ',', '!', '?', '\u{2026}', '-', '\u{2014}'])
    });
    let verb = tokens
        .iter()
        .any(|t| matches!(doc.token(t).upos, Upos::Verb | Upos::Aux));
    capital && (ends || !quoted.closed || verb && words(doc, tokens) > FEW)
}
