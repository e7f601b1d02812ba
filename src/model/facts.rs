//! The vocabulary of what newsx finds: times, actors, figures, quotes, events. All positions are byte [`Span`]s.
//!
//! `extract` fills what the text alone says; the fields marked *linked* are filled by `link`.

use serde::{Deserialize, Serialize};

use super::ids::{ActorId, EventId, FigureId, TimeId, TokenId, TokenRange};
use crate::model::date::DateRange;
use crate::model::span::Span;
use crate::model::timex::{Form, Value};

macro_rules! words {
    ($(#[$doc:meta])* $case:literal $name:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = $case)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
    };
}

words!(
    /// How sure newsx is of a fact.
    "lowercase" Confidence {
        /// A guess that a person should check.
        Low,
        /// Usually right.
        Medium,
        /// As sure as the rules get.
        High,
    }
);

// ---- times

words!(
    /// TIMEX3 type.
    "UPPERCASE" TimeKind {
        /// A calendar expression of a day or longer.
        Date,
        /// A point or part of a day.
        Time,
        /// A length of time.
        Duration,
        /// Something that recurs.
        Set,
    }
);

words!(
    /// TIMEX3 `mod`.
    "SCREAMING_SNAKE_CASE" TimeMod {
        /// "before June", "more than a year ago".
        Before,
        /// "after June", "less than a year ago".
        After,
        /// "no later than".
        OnOrBefore,
        /// "no earlier than".
        OnOrAfter,
        /// "under a year".
        LessThan,
        /// "over a year".
        MoreThan,
        /// "up to a year".
        EqualOrLess,
        /// "at least a year".
        EqualOrMore,
        /// "early June".
        Start,
        /// "mid-June".
        Mid,
        /// "late June".
        End,
        /// "about a year".
        Approx,
    }
);

impl std::fmt::Display for TimeMod {
    /// As TIMEX3 writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            TimeMod::Before => "BEFORE",
            TimeMod::After => "AFTER",
            TimeMod::OnOrBefore => "ON_OR_BEFORE",
            TimeMod::OnOrAfter => "ON_OR_AFTER",
            TimeMod::LessThan => "LESS_THAN",
            TimeMod::MoreThan => "MORE_THAN",
            TimeMod::EqualOrLess => "EQUAL_OR_LESS",
            TimeMod::EqualOrMore => "EQUAL_OR_MORE",
            TimeMod::Start => "START",
            TimeMod::Mid => "MID",
            TimeMod::End => "END",
            TimeMod::Approx => "APPROX",
        })
    }
}

/// What a relative time was resolved against.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// The publication date.
    Published,
    /// An earlier time of the article.
    Time(TimeId),
}

/// TIMEX3 `quant` of a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Quant {
    Every,
    Each,
}

impl std::fmt::Display for Quant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Quant::Every => "EVERY",
            Quant::Each => "EACH",
        })
    }
}

/// A time expression with its TIMEX3 value.
#[derive(Clone, Debug)]
pub struct TimeExpression {
    /// Where it is.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value. *Linked* where relative; before that what the words alone tell.
    pub value: Value,
    /// TIMEX3 `mod`.
    pub modifier: Option<TimeMod>,
    /// TIMEX3 `quant` of a set ("EVERY").
    pub quant: Option<Quant>,
    /// How often a set recurs in its period; TIMEX3 `freq`, with `X` behind it.
    pub freq: Option<f64>,
    /// What it was resolved against. *Linked.*
    pub anchor: Option<Anchor>,
    /// The days that a resolved DATE or TIME covers. *Linked.*
    pub days: Option<DateRange>,
    /// What the words say, before it is resolved.
    pub form: Form,
    /// What produced it.
    pub rule: &'static str,
}

// ---- actors

words!(
    /// What an actor is.
    "lowercase" ActorKind {
        /// A human being.
        Person,
        /// A company, agency, party, army, medium, court, alliance.
        Organization,
        /// A country, city, region, facility, also when it acts.
        Place,
        /// Nationals, members of religious or political groups, described collectives.
        Group,
    }
);

words!(
    /// How a mention mentions.
    "lowercase" MentionKind {
        /// A name ("Zelensky").
        Name,
        /// A noun phrase ("the president").
        Nominal,
        /// A pronoun ("he", "their").
        Pronoun,
    }
);

/// One place where an actor is mentioned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mention {
    /// Where it is.
    pub span: Span,
    /// The head word of the phrase.
    pub head: TokenId,
    /// How it mentions.
    pub kind: MentionKind,
}

/// One real-world entity of the article.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The fullest name in the article; for unnamed actors the first description.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Other name forms.
    pub aliases: Vec<String>,
    /// Titles and descriptions as written.
    pub roles: Vec<String>,
    /// ISO 3166-1 alpha-2, where the actor is or plainly belongs to a country.
    pub country: Option<String>,
    /// Share of the article's actor mentions, section kinds weighted, 0 to 1.
    pub salience: f32,
    /// In order of position.
    pub mentions: Vec<Mention>,
}

/// On whose word something is told.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The source as written.
    pub source: Span,
    /// Who that is. *Linked.*
    pub actor: Option<ActorId>,
    /// The reporting word or phrase.
    pub cue: Span,
}

// ---- figures

words!(
    /// How the stated number bounds the real one.
    "snake_case" Comparator {
        /// "340".
        Exact,
        /// "at least 340".
        AtLeast,
        /// "over 340".
        MoreThan,
        /// "up to 340".
        AtMost,
        /// "under 340".
        LessThan,
        /// "about 340".
        About,
        /// "300 to 340".
        Between,
        /// "dozens".
        Vague,
    }
);

words!(
    /// What sort of amount a figure is.
    "lowercase" FigureKind {
        /// A number of things.
        Count,
        /// An amount of money.
        Money,
        /// A percentage.
        Percent,
        /// A physical measure.
        Measure,
        /// A length of time as an amount.
        Duration,
        /// Something per something.
        Rate,
        /// A score, index, ratio or vote.
        Score,
    }
);

words!(
    /// What part a figure plays among others.
    "snake_case" Aspect {
        /// The whole.
        Total,
        /// A part of a whole that is also told.
        Part,
        /// By how much it rose.
        Increase,
        /// By how much it fell.
        Decrease,
        /// From what it changed.
        ChangeFrom,
        /// To what it changed.
        ChangeTo,
        /// So many per something.
        Rate,
    }
);

/// A number that says how much or how many.
#[derive(Clone, Debug)]
pub struct Figure {
    /// From the comparator to the head of the counted phrase.
    pub span: Span,
    /// The token that holds the number's last word: where the figure hangs in the tree.
    pub head: TokenId,
    /// What sort of amount.
    pub kind: FigureKind,
    /// The number; `None` if vague or a range.
    pub value: Option<f64>,
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// How the number bounds the real one.
    pub comparator: Comparator,
    /// ISO 4217 code, UCUM code, `%`; `None` for counts.
    pub unit: Option<String>,
    /// What is counted or measured, without the number.
    pub counted: Option<Span>,
    /// What part it plays.
    pub aspect: Aspect,
    /// The event of its clause. *Linked.*
    pub event: Option<EventId>,
    /// The time it held. *Linked.*
    pub as_of: Option<TimeId>,
    /// On whose word. *Linked.*
    pub attribution: Vec<Attribution>,
    /// How sure.
    pub confidence: Confidence,
    /// What produced it.
    pub rule: &'static str,
}

// ---- quotes

words!(
    /// How speech is reported.
    "lowercase" QuoteKind {
        /// All inside quotation marks.
        Direct,
        /// Without quotation marks.
        Indirect,
        /// Partly inside quotation marks.
        Mixed,
    }
);

/// The word or phrase that tells the saying.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Where it is.
    pub span: Span,
    /// Its head word.
    pub head: TokenId,
    /// Its lemma ("say", "according to").
    pub lemma: String,
}

/// Reported speech or writing.
#[derive(Clone, Debug)]
pub struct Quote {
    /// The whole: content, cue and source.
    pub span: Span,
    /// How it is reported.
    pub kind: QuoteKind,
    /// What was said, without quotation marks, cue and source.
    pub content: Vec<Span>,
    /// The reporting word.
    pub cue: Option<Cue>,
    /// Who says it, as written.
    pub source: Option<Span>,
    /// Who that is. *Linked.*
    pub speaker: Option<ActorId>,
    /// When it was said. *Linked.*
    pub date: Option<DateRange>,
    /// How sure.
    pub confidence: Confidence,
    /// What produced it.
    pub rule: &'static str,
}

// ---- events

words!(
    /// Class of an event: a PLOVER category where one fits, else one of newsx's own.
    "UPPERCASE" EventClass {
        #[allow(missing_docs)] Agree, #[allow(missing_docs)] Consult, #[allow(missing_docs)] Support,
        #[allow(missing_docs)] Concede, #[allow(missing_docs)] Cooperate, #[allow(missing_docs)] Aid,
        #[allow(missing_docs)] Retreat, #[allow(missing_docs)] Request, #[allow(missing_docs)] Accuse,
        #[allow(missing_docs)] Reject, #[allow(missing_docs)] Threaten, #[allow(missing_docs)] Protest,
        #[allow(missing_docs)] Sanction, #[allow(missing_docs)] Mobilize, #[allow(missing_docs)] Coerce,
        #[allow(missing_docs)] Assault, #[allow(missing_docs)] Death, #[allow(missing_docs)] Injury,
        #[allow(missing_docs)] Disaster, #[allow(missing_docs)] Accident, #[allow(missing_docs)] Crime,
        #[allow(missing_docs)] Justice, #[allow(missing_docs)] Election, #[allow(missing_docs)] Policy,
        #[allow(missing_docs)] Business, #[allow(missing_docs)] Economy, #[allow(missing_docs)] Science,
        #[allow(missing_docs)] Sport, #[allow(missing_docs)] Culture, #[allow(missing_docs)] Movement,
        #[allow(missing_docs)] Appointment, #[allow(missing_docs)] Other,
    }
);

words!(
    /// Whether it happened.
    "lowercase" Status {
        /// Told as a fact.
        Asserted,
        /// Scheduled, agreed or ordered.
        Planned,
        /// Suggested.
        Proposed,
        /// Threatened.
        Threatened,
        /// Asked for.
        Demanded,
        /// Foretold.
        Predicted,
        /// May be or may have been.
        Possible,
        /// If something else happens.
        Conditional,
        /// Did not happen.
        Negated,
        /// Somebody says that it did not happen.
        Denied,
    }
);

words!(
    /// What a participant does in an event.
    "lowercase" Role {
        /// Who does.
        Agent,
        /// To whom or what it is done.
        Patient,
        /// Who gets something.
        Recipient,
        /// With what.
        Instrument,
    }
);

words!(
    /// How an event's date is known.
    "lowercase" DateBasis {
        /// A calendar or weekday expression of its own.
        Explicit,
        /// "yesterday", "an hour later", "that day".
        Relative,
        /// From the event or sentence it belongs to.
        Inherited,
        /// The publication date, for what is told as going on now.
        Publication,
    }
);

/// Somebody or something that takes part in an event.
#[derive(Clone, Copy, Debug)]
pub struct Participant {
    /// What it does.
    pub role: Role,
    /// As written.
    pub span: Span,
    /// The head word of the phrase.
    pub head: TokenId,
    /// Who that is. *Linked.*
    pub actor: Option<ActorId>,
}

/// Where an event happens.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// As written.
    pub span: Span,
    /// Which place that is. *Linked.*
    pub actor: Option<ActorId>,
}

/// When an event happens.
#[derive(Clone, Copy, Debug)]
pub struct EventDate {
    /// The days.
    pub days: DateRange,
    /// How they are known.
    pub basis: DateBasis,
    /// The time expression that tells them.
    pub time: Option<TimeId>,
}

/// The word that tells an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trigger {
    /// Where it is.
    pub span: Span,
    /// The token.
    pub head: TokenId,
}

/// Something that happened, is happening, or is said to be going to happen.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its clause.
    pub span: Span,
    /// The word that tells it.
    pub trigger: Trigger,
    /// Its class.
    pub class: EventClass,
    /// The triggers of every telling, its own among them, in order. *Linked.*
    pub mentions: Vec<Trigger>,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// Where.
    pub place: Option<Place>,
    /// When. *Linked.*
    pub date: Option<EventDate>,
    /// The time that tells when, where it is too far for days of the calendar. *Linked.*
    pub distant: Option<TimeId>,
    /// Its figures. *Linked.*
    pub figures: Vec<FigureId>,
    /// Whether it happened.
    pub status: Status,
    /// How much it matters to the story of the article, 0 to 1. *Linked.*
    pub importance: f32,
    /// On whose word, outermost first.
    pub attribution: Vec<Attribution>,
    /// How sure.
    pub confidence: Confidence,
    /// What produced it.
    pub rule: &'static str,
}
