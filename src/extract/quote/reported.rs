//! Speech reported by a verb, over the dependency trees: clauses, infinitives, noun phrases, parentheses.
//!
//! A verb of the list reports only in its frames: "found that the road was closed" is a saying, "found the road" is not. The
//! content is what the tree hangs below the frame, without the clause of the cue where that stands in its midst.

use super::draft::{Draft, spans};
use super::marks::Marks;
use super::source;
use crate::facts::Confidence;
use crate::language::{Deprel, Document, TokenId, TokenRange, Upos, Xpos, phrase};
use crate::lexicon::cue::{self, Frames};

/// What a frame gives: pieces of content, extra words of the cue, the rule.
pub(super) struct Found {
    pub pieces: Vec<TokenRange>,
    /// A preposition or particle that belongs to the cue.
    pub particle: Option<TokenId>,
    pub rule: &'static str,
    /// The frame says nothing unless somebody speaks: noun phrases and infinitives.
    pub needs_source: bool,
}

impl Found {
    fn clause(piece: TokenRange, rule: &'static str) -> Found {
        Found {
            pieces: vec![piece],
            particle: None,
            rule,
            needs_source: false,
        }
    }

    fn phrase(piece: TokenRange, particle: Option<TokenId>, rule: &'static str) -> Found {
        Found {
            pieces: vec![piece],
            particle,
            rule,
            needs_source: true,
        }
    }
}

/// The quote that a verb reports, if it does.
pub(super) fn quote(doc: &Document, marks: &Marks, verb: TokenId) -> Option<Draft> {
    let frames = cue::verb(doc.lemma(verb))?;
    if !is_verb(doc, verb) {
        return None;
    }
    let found = frame(doc, verb, frames)?;
    let source = source::of_verb(doc, verb).filter(|s| source::can_speak(doc, *s));
    if found.needs_source && (source.is_none() || is_unreal(doc, verb)) {
        return None;
    }
    let mut content = Vec::new();
    for piece in &found.pieces {
        content.extend(spans(doc, marks, cut(doc, *piece, verb), verb));
    }
    content.retain(|s| !s.is_empty());
    if content.is_empty() {
        return None;
    }
    // Where the parser took words of the source for content, the source is wrong, not the content.
    let source = source.filter(|s| !content.iter().any(|c| c.overlaps(doc.span(*s))));
    if source.is_none() && found.needs_source {
        return None;
    }
    let cue = match found.particle {
        Some(p) if p.0 == verb.0 + 1 => TokenRange::new(verb.0, p.0 + 1),
        _ => TokenRange::new(verb.0, verb.0 + 1),
    };
    Some(Draft {
        content,
        cue: Some(cue),
        cue_head: Some(verb),
        confidence: match (source, found.needs_source) {
            (Some(_), false) => Confidence::High,
            (Some(_), true) => Confidence::Medium,
            _ => Confidence::Low,
        },
        source,
        rule: found.rule,
    })
}

pub(super) fn is_verb(doc: &Document, token: TokenId) -> bool {
    doc.token(token).upos == Upos::Verb
}

/// "hopes to announce", "wants to propose": nothing has been said.
fn is_unreal(doc: &Document, verb: TokenId) -> bool {
    let to = doc.children(verb).any(|c| doc.token(c).xpos == Xpos::To);
    let modal = doc
        .children(verb)
        .any(|c| doc.token(c).xpos == Xpos::Md && !matches!(doc.lower(c), "will" | "would" | "'d" | "'ll"));
    let above = doc.head(verb).map(|h| doc.lemma(h));
    let goes_on = matches!(above, Some("continue" | "begin" | "start" | "go" | "proceed" | "come"));
    (to && !goes_on || modal) && doc.token(verb).xpos == Xpos::Vb
}

/// Cuts off a following participle that is a saying of its own: "…, adding that …".
fn cut(doc: &Document, piece: TokenRange, verb: TokenId) -> TokenRange {
    let another = |t: TokenId| {
        doc.token(t).xpos == Xpos::Vbg
            && t.0 > piece.start.0 + 1
            && doc.form(TokenId(t.0 - 1)) == ","
            && matches!(
                doc.lemma(t),
                "add" | "say" | "note" | "stress" | "insist" | "cite" | "warn" | "call"
            )
            && t > verb
    };
    match piece.iter().find(|t| another(*t)) {
        Some(next) if verb < piece.start => TokenRange::new(piece.start.0, next.0 - 1),
        _ => piece,
    }
}

/// The frame that a verb stands in, the surest first.
fn frame(doc: &Document, verb: TokenId, frames: &Frames) -> Option<Found> {
    clause(doc, verb, frames)
        .or_else(|| parenthesis(doc, verb, frames))
        .or_else(|| infinitive(doc, verb, frames))
        .or_else(|| with_object(doc, verb, frames))
        .or_else(|| preposition(doc, verb, frames))
        .or_else(|| object(doc, verb, frames))
}

/// From the first token below `top` to its last, on one side of the verb.
fn beside(doc: &Document, top: TokenId, verb: TokenId) -> TokenRange {
    let all = doc.subtree(top);
    if top > verb {
        TokenRange::new(all.start.0.max(verb.0 + 1), all.end.0)
    } else {
        TokenRange::new(all.start.0, all.end.0.min(verb.0))
    }
}

/// "said that …", "said …", "asked whether …", and "…, said" where the tree puts the content below the cue.
fn clause(doc: &Document, verb: TokenId, frames: &Frames) -> Option<Found> {
    for child in doc.children(verb) {
        let token = doc.token(child);
        let is_clause = match token.deprel {
            Deprel::Ccomp => true,
            Deprel::Csubj | Deprel::CsubjPass => child > verb,
            // "The result is clear: the road, she said, …" is no saying of the first clause.
            Deprel::Parataxis => child < verb || child.0 > verb.0 && after_colon(doc, child, verb),
            _ => false,
        };
        if !is_clause {
            continue;
        }
        let piece = beside(doc, child, verb);
        if piece.is_empty() {
            continue;
        }
        if child < verb {
            if frames.parenthetical || frames.quoted {
                return Some(Found::clause(piece, "quote.indirect.inverted"));
            }
            continue;
        }
        match opener(doc, child, piece) {
            Opener::That if frames.that => return Some(Found::clause(piece, "quote.indirect.that")),
            Opener::Question if frames.wh => return Some(Found::clause(piece, "quote.indirect.question")),
            Opener::Infinitive if frames.infinitive || frames.object_infinitive => {
                return Some(Found::phrase(piece, None, "quote.indirect.infinitive"));
            }
            Opener::None if frames.bare => return Some(Found::clause(piece, "quote.indirect.bare")),
            _ => {}
        }
    }
    None
}

fn after_colon(doc: &Document, child: TokenId, verb: TokenId) -> bool {
    let start = doc.subtree(child).start;
    start.0 > verb.0 + 1 && (doc.form(TokenId(start.0 - 1)) == ":" || doc.form(start) == ":")
}

enum Opener {
    That,
    Question,
    Infinitive,
    None,
}

/// What opens a clause.
fn opener(doc: &Document, clause: TokenId, piece: TokenRange) -> Opener {
    let mark = doc.child(clause, Deprel::Mark).map(|m| doc.lower(m));
    match mark {
        Some("that") => return Opener::That,
        Some("whether" | "if") => return Opener::Question,
        Some("to") => return Opener::Infinitive,
        _ => {}
    }
    let first = piece.iter().find(|t| doc.token(*t).upos != Upos::Punct);
    match first {
        Some(first) if doc.lower(first) == "that" && doc.token(first).upos == Upos::Sconj => Opener::That,
        Some(first) if matches!(doc.token(first).xpos, Xpos::Wdt | Xpos::Wp | Xpos::Wrb | Xpos::WpPoss) => {
            Opener::Question
        }
        _ => Opener::None,
    }
}

/// "The road, officials said, was closed", "as she noted": the clause around is the content.
fn parenthesis(doc: &Document, verb: TokenId, frames: &Frames) -> Option<Found> {
    if !frames.parenthetical {
        return None;
    }
    let head = doc.head(verb)?;
    let as_clause = || {
        doc.token(verb).deprel == Deprel::Advcl
            && doc.child(verb, Deprel::Mark).is_some_and(|m| doc.lower(m) == "as")
            && doc.child(verb, Deprel::Obj).is_none()
    };
    let spoken = doc
        .children(verb)
        .any(|c| matches!(doc.token(c).deprel, Deprel::Nsubj | Deprel::OblAgent));
    if !(doc.token(verb).deprel == Deprel::Parataxis && spoken || as_clause()) {
        return None;
    }
    let whole = doc.subtree(head);
    let own = doc.subtree(verb);
    let before = TokenRange::new(whole.start.0, own.start.0.max(whole.start.0));
    let after = TokenRange::new(own.end.0.min(whole.end.0), whole.end.0);
    let pieces: Vec<TokenRange> = [before, after].into_iter().filter(|p| p.len() > 1).collect();
    (!pieces.is_empty()).then_some(Found {
        pieces,
        particle: None,
        rule: "quote.indirect.parenthesis",
        needs_source: false,
    })
}

/// "threatened to leave", "ordered them to leave", "was told to leave".
fn infinitive(doc: &Document, verb: TokenId, frames: &Frames) -> Option<Found> {
    let open = |c: &TokenId| {
        *c > verb
            && matches!(
                doc.token(*c).deprel,
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Acl
            )
            && doc.children(*c).any(|m| doc.token(m).xpos == Xpos::To && m < *c)
    };
    let object = doc
        .child(verb, Deprel::Obj)
        .or_else(|| doc.child(verb, Deprel::Iobj))
        .filter(|o| *o > verb);
    let of_object = || object.and_then(|o| doc.children(o).find(|c| doc.token(*c).deprel == Deprel::Acl && open(c)));
    let below = doc
        .children(verb)
        .find(|c| open(c) && doc.token(*c).deprel != Deprel::Acl)
        .or_else(|| if frames.object_infinitive { of_object() } else { None })?;
    let piece = beside(doc, below, verb);
    let adverbial = doc.token(below).deprel == Deprel::Advcl;
    match object {
        Some(object) if frames.object_infinitive => {
            let from = if frames.tell {
                piece.start
            } else {
                doc.subtree(object).start
            };
            Some(Found::phrase(
                TokenRange::new(from.0.max(verb.0 + 1), piece.end.0),
                None,
                "quote.indirect.infinitive",
            ))
        }
        None if frames.object_infinitive && phrase::is_passive(doc, verb) => {
            Some(Found::phrase(piece, None, "quote.indirect.infinitive"))
        }
        // "called on them to leave", "appealed for them to stay".
        None if frames.object_infinitive => {
            let oblique = doc.children(verb).find(|c| {
                doc.token(*c).deprel == Deprel::Obl
                    && *c < below
                    && *c > verb
                    && phrase::preposition(doc, *c)
                        .is_some_and(|p| matches!(doc.lower(p), "on" | "upon" | "for" | "to" | "with"))
            })?;
            let particle = phrase::preposition(doc, oblique);
            let from = particle.map_or(doc.subtree(oblique).start.0, |p| p.0 + 1);
            Some(Found::phrase(
                TokenRange::new(from, piece.end.0),
                particle,
                "quote.indirect.infinitive",
            ))
        }
        None if frames.infinitive && !adverbial && !phrase::is_passive(doc, verb) => {
            Some(Found::phrase(piece, None, "quote.indirect.infinitive"))
        }
        _ => None,
    }
}

/// "described it as unfair", "called it a disgrace", "accused him of theft".
fn with_object(doc: &Document, verb: TokenId, frames: &Frames) -> Option<Found> {
    let passive = phrase::is_passive(doc, verb);
    let object = doc.child(verb, Deprel::Obj).filter(|o| *o > verb);
    if object.is_none() && !passive {
        return None;
    }
    let from = |object: Option<TokenId>, complement: TokenRange| match object {
        // "it" and "him" tell nothing of what was said.
        Some(o) if doc.token(o).upos != Upos::Pron => {
            TokenRange::new(doc.subtree(o).start.0.min(complement.start.0), complement.end.0)
        }
        _ => complement,
    };
    if frames.object_complement {
        let complement = doc.children(verb).find(|c| {
            *c > verb
                && matches!(doc.token(*c).deprel, Deprel::Xcomp | Deprel::Obl | Deprel::OblUnmarked)
                && phrase::preposition(doc, *c).is_none()
                && !doc.children(*c).any(|m| doc.token(m).deprel == Deprel::Mark)
                && matches!(doc.token(*c).upos, Upos::Noun | Upos::Propn | Upos::Adj)
        });
        if let Some(complement) = complement {
            return Some(Found::phrase(
                from(object, doc.subtree(complement)),
                None,
                "quote.indirect.called",
            ));
        }
    }
    for child in doc.children(verb).filter(|c| *c > verb) {
        let marker = doc
            .children(child)
            .find(|m| *m < child && matches!(doc.token(*m).deprel, Deprel::Case | Deprel::Mark));
        let Some(marker) = marker else { continue };
        let word = doc.lower(marker);
        if word == "as" && frames.as_phrase {
            return Some(Found::phrase(
                from(object, beside(doc, child, verb)),
                None,
                "quote.indirect.as",
            ));
        }
        if frames.object_prepositions.contains(&word) {
            let piece = TokenRange::new(marker.0 + 1, doc.subtree(child).end.0);
            return Some(Found::phrase(piece, None, "quote.indirect.preposition"));
        }
    }
    None
}

/// "warned of delays", "called for talks", "complained about being late".
fn preposition(doc: &Document, verb: TokenId, frames: &Frames) -> Option<Found> {
    if frames.prepositions.is_empty() {
        return None;
    }
    let wanted = |m: &TokenId| {
        matches!(doc.token(*m).deprel, Deprel::Case | Deprel::Mark) && frames.prepositions.contains(&doc.lower(*m))
    };
    for child in doc.children(verb).filter(|c| *c > verb) {
        if !matches!(
            doc.token(child).deprel,
            Deprel::Obl | Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp | Deprel::Nmod
        ) {
            continue;
        }
        let Some(marker) = doc.children(child).find(wanted) else {
            continue;
        };
        // "called on Tuesday", "spoke for an hour".
        if matches!(doc.lower(marker), "on" | "for" | "about" | "to") && is_time(doc, child) {
            continue;
        }
        if doc.lower(marker) == "on" && doc.lemma(verb) == "call" {
            continue;
        }
        let piece = TokenRange::new(marker.0 + 1, doc.subtree(child).end.0.max(marker.0 + 1));
        if phrase_says_something(doc, child) {
            return Some(Found::phrase(piece, Some(marker), "quote.indirect.preposition"));
        }
    }
    None
}

fn is_time(doc: &Document, noun: TokenId) -> bool {
    matches!(
        doc.lemma(noun),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "hour"
            | "minute"
            | "week"
            | "month"
            | "year"
            | "day"
            | "morning"
            | "night"
            | "evening"
    )
}

/// "announced a new round of talks".
fn object(doc: &Document, verb: TokenId, frames: &Frames) -> Option<Found> {
    if !frames.noun_phrase || phrase::is_passive(doc, verb) {
        return None;
    }
    let object = doc.child(verb, Deprel::Obj).filter(|o| *o > verb)?;
    // The content ends where a cue noun of its own begins: "repeated a warning that …" is read there.
    if !phrase_says_something(doc, object)
        || is_time(doc, object)
        || cue::noun(doc.lemma(object)).is_some_and(|_| cue::is_light(doc.lemma(verb)))
    {
        return None;
    }
    Some(Found::phrase(beside(doc, object, verb), None, "quote.indirect.object"))
}

/// A bare pronoun carries no content.
fn phrase_says_something(doc: &Document, head: TokenId) -> bool {
    !matches!(doc.token(head).upos, Upos::Pron | Upos::Det)
}
