//! The line of an event: its clause as written, and in brackets what the clause leaves to other words of the article.

use std::ops::Range;

use super::reading::Reading;
use super::record::{EventRecord, ParticipantRecord};
use super::slices::Slices;
use crate::model::facts::{MentionKind, Role};

/// A piece of an event's line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Words of the article.
    Text(&'t str),
    /// The word that tells the event.
    Trigger(&'t str),
    /// An addition by newsx: the antecedent of a pronoun, or the agent.
    Note(String),
    /// Words of the sentence outside the clause, where the clause alone says too little.
    Around(String),
}

/// Words that join a clause to what came before it.
const JOINTS: [&str; 9] = [
    "and ",
    "as ",
    "after ",
    "but ",
    "while ",
    "when ",
    "because ",
    "along with ",
    "However, ",
];
/// Words that stand for somebody before the clause.
const RELATIVES: [&str; 3] = ["who ", "which ", "that "];

/// The words of a sentence on both sides of a stretch of it.
pub(super) struct Around {
    /// Four words at most, with the blank behind them.
    pub(super) before: String,
    /// Six words at most, with the blank before them.
    pub(super) after: String,
}

impl<'p> Reading<'p> {
    /// The words of the sentence around a stretch of it.
    pub(super) fn around(&self, span: &Range<u32>) -> Around {
        let sentence = self.blocks.sentence(span.start).unwrap_or(span.clone());
        let text = self.slice(sentence.start.min(span.start), span.start);
        let words: Vec<&str> = text.split_whitespace().collect();
        let from = words.len().saturating_sub(4);
        let cut = if from > 0 { "… " } else { "" };
        let gap = if text.ends_with(char::is_whitespace) { " " } else { "" };
        let before = format!("{cut}{}{gap}", words[from..].join(" "));
        let text = self.slice(span.end, sentence.end.max(span.end));
        let words: Vec<&str> = text.split_whitespace().collect();
        let to = words.len().min(6);
        let cut = if to < words.len() { " …" } else { "" };
        let gap = if text.starts_with(char::is_whitespace) { " " } else { "" };
        let after = format!("{gap}{}{cut}", words[..to].join(" "));
        Around { before, after }
    }

    /// The line of an event.
    pub(super) fn line<'e>(&'e self, event: &'e EventRecord) -> Vec<Piece<'e>> {
        if self.record.text.is_none() {
            return clause_alone(event);
        }
        let trigger = &event.trigger;
        let (start, end) = (event.start.min(trigger.start), event.end.max(trigger.end));
        let mut start = self.skip(start, trigger.start, &JOINTS);
        let mut pieces = Vec::new();
        match self.actor(event).filter(|who| who.start < start || who.end > end) {
            Some(who) => {
                start = self.skip(start, trigger.start, &RELATIVES);
                pieces.push(Piece::Note(format!("[{}]", self.noted(who))));
                pieces.push(Piece::Text(" "));
                self.clause(event, start..end, &mut pieces);
            }
            None if start == trigger.start => {
                let Around { before, after } = self.around(&(start..end));
                pieces.push(Piece::Around(before));
                self.clause(event, start..end, &mut pieces);
                if end == trigger.end {
                    pieces.push(Piece::Around(after));
                }
                pieces.retain(|piece| *piece != Piece::Around(String::new()));
            }
            None => self.clause(event, start..end, &mut pieces),
        }
        pieces
    }

    /// The place behind the first of these words that a clause begins with before its trigger.
    fn skip(&self, start: u32, trigger: u32, words: &[&str]) -> u32 {
        let text = self.slice(start, trigger.max(start));
        let word = words.iter().find(|word| text.starts_with(**word));
        start + word.map_or(0, |word| word.chars().count() as u32)
    }

    /// The agent, or the patient if that stands before the trigger.
    fn actor<'e>(&self, event: &'e EventRecord) -> Option<&'e ParticipantRecord> {
        let agent = event.participants.iter().find(|p| p.role == Role::Agent);
        let before = |p: &ParticipantRecord| p.role == Role::Patient && p.end <= event.trigger.start;
        agent.or_else(|| event.participants.iter().find(|p| before(p)))
    }

    /// A participant as a note names it: by its name, else as written, if that is short and no pronoun.
    fn noted(&self, who: &ParticipantRecord) -> String {
        let id = who.actor.as_deref();
        let long = who.text.chars().count() > 40;
        match long || self.cast.has_name(id) || self.cast.is_pronoun(id, who.start, &who.text) {
            true => self.cast.called(id, &who.text),
            false => who.text.clone(),
        }
    }

    /// The clause, with a note behind every pronoun whose name is not in it.
    fn clause<'e>(&'e self, event: &EventRecord, span: Range<u32>, pieces: &mut Vec<Piece<'e>>) {
        let clause = self.slice(span.start, span.end);
        let unclear = |p: &&ParticipantRecord| {
            let mention = self.cast.mention(p.actor.as_deref(), p.start);
            mention == Some(MentionKind::Pronoun) && p.start >= span.start && p.end <= span.end
        };
        let mut notes: Vec<(u32, String)> = (event.participants.iter().filter(unclear))
            .map(|p| (p.end, self.cast.called(p.actor.as_deref(), &p.text)))
            .filter(|(_, name)| !clause.contains(&**name))
            .collect();
        notes.sort();
        notes.dedup();
        let mut at = span.start;
        for (place, name) in notes {
            self.words(event, at..place, pieces);
            pieces.push(Piece::Text(" "));
            pieces.push(Piece::Note(format!("[{name}]")));
            at = at.max(place);
        }
        self.words(event, at..span.end, pieces);
    }

    /// Words of the article, the trigger apart.
    fn words<'e>(&'e self, event: &EventRecord, span: Range<u32>, pieces: &mut Vec<Piece<'e>>) {
        let trigger = event.trigger.start..event.trigger.end;
        let mut push = |from: u32, to: u32, piece: fn(&'e str) -> Piece<'e>| {
            if from < to {
                pieces.push(piece(self.slice(from, to)));
            }
        };
        push(span.start, span.end.min(trigger.start), Piece::Text);
        push(span.start.max(trigger.start), span.end.min(trigger.end), Piece::Trigger);
        push(span.start.max(trigger.end), span.end, Piece::Text);
    }
}

/// The clause as the event holds it, for a record without text.
fn clause_alone(event: &EventRecord) -> Vec<Piece<'_>> {
    let slices = Slices::new(&event.text);
    let place = |at: u32| at.saturating_sub(event.start).min(slices.len());
    let (start, end) = (place(event.trigger.start), place(event.trigger.end));
    let piece = |from, to| slices.get(from, to).unwrap_or_default();
    vec![
        Piece::Text(piece(0, start)),
        Piece::Trigger(piece(start, end)),
        Piece::Text(piece(end, slices.len())),
    ]
}
