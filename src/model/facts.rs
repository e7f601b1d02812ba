//! The types of facts: times, actors, figures, quotes, events. All positions are [`Span`]s of bytes.
//!
//! `extract` fills what the text alone says; the fields marked *linked* are filled by `link`.

use super::ids::{ActorId, EventId, FigureId, TimeId, TokenId, TokenRange};
use crate::model::date::DateRange;
use crate::model::span::Span;
pub use crate::model::timex::TimeMod;
use crate::model::timex::{Form, Value};
use crate::model::unit::Unit;

words!(
    /// Confidence in a fact.
    #[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
    "lowercase" Confidence {
        /// A guess that a person should check.
        Low,
        /// Usually right.
        Medium,
        /// The rules leave little doubt.
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

/// Reference of a relative time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Anchor {
    /// The publication date.
    Published,
    /// An earlier time of the article.
    Time(TimeId),
}

/// TIMEX3 `quant` of a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Quant {
    /// "every".
    Every,
    /// "each".
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
pub(crate) struct TimeExpression {
    /// Its bytes in the text.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value. *Linked* where relative; before that, the value of the words alone.
    pub value: Value,
    /// TIMEX3 `mod`.
    pub modifier: Option<TimeMod>,
    /// TIMEX3 `quant` of a set ("EVERY").
    pub quant: Option<Quant>,
    /// Number of recurrences of a set in its period: TIMEX3 `freq`, without the `X` behind it.
    pub freq: Option<f64>,
    /// The time from which it was reckoned. *Linked.*
    pub anchor: Option<Anchor>,
    /// The days that a resolved DATE or TIME covers. *Linked.*
    pub days: Option<DateRange>,
    /// Meaning of the words before resolution.
    pub form: Form,
    /// Name of the rule that found it.
    pub rule: &'static str,
}

// ---- actors

words!(
    /// Kind of an actor.
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
    /// Kind of a mention.
    "lowercase" MentionKind {
        /// A name ("Zelensky").
        Name,
        /// A noun phrase ("the president").
        Nominal,
        /// A pronoun ("he", "their").
        Pronoun,
    }
);

/// A mention of an actor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mention {
    /// Its bytes in the text.
    pub span: Span,
    /// The head word of the phrase.
    pub head: TokenId,
    /// Its kind.
    pub kind: MentionKind,
}

/// One real-world entity of the article.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    /// The fullest name in the article; for unnamed actors the first description.
    pub name: String,
    /// Its kind.
    pub kind: ActorKind,
    /// Other name forms.
    pub aliases: Vec<String>,
    /// Titles and descriptions as written.
    pub roles: Vec<String>,
    /// For a group that stands for listed actors ("both sides"), their ids.
    pub members: Vec<ActorId>,
    /// ISO 3166-1 alpha-2, where the actor is or plainly belongs to a country.
    pub country: Option<String>,
    /// Share of the article's actor mentions, section kinds weighted, 0 to 1.
    pub salience: f32,
    /// Its mentions, in order of position.
    pub mentions: Vec<Mention>,
    /// Confidence.
    pub confidence: Confidence,
    /// Name of the rule that made it an actor.
    pub rule: &'static str,
}

/// A source to which a fact is attributed.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    /// The source as written.
    pub source: Span,
    /// The actor. *Linked.*
    pub actor: Option<ActorId>,
    /// The reporting word or phrase; `None` where no word reports ("Anna Berg: …").
    pub cue: Option<Span>,
}

// ---- figures

words!(
    /// Way in which the stated number bounds the real one.
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
    /// Kind of amount.
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
        /// An amount per unit of something else.
        Rate,
        /// A score, index, ratio or vote.
        Score,
    }
);

words!(
    /// Part that an amount plays: total, part, change or rate.
    "snake_case" Aspect {
        /// The whole.
        Total,
        /// A part of a whole.
        Part,
        /// The amount of a rise.
        Increase,
        /// The amount of a fall.
        Decrease,
        /// The value before a change.
        ChangeFrom,
        /// The value after a change.
        ChangeTo,
        /// An amount per unit of something else.
        Rate,
    }
);

/// A number that tells an amount or a count.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// Its bytes, from the comparator to the head of the counted phrase.
    pub span: Span,
    /// The token of the number's last word, which represents the figure in the tree.
    pub head: TokenId,
    /// Kind of amount.
    pub kind: FigureKind,
    /// The number; `None` if vague or a range.
    pub value: Option<f64>,
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Way in which the stated number bounds the real one.
    pub comparator: Comparator,
    /// The unit; `None` for counts. A family of currencies is *linked* to one of its members.
    pub unit: Option<Unit>,
    /// The counted or measured noun phrase, without the number.
    pub counted: Option<Span>,
    /// The predicate of a number of people: "injured" in "five were injured".
    pub measure_of: Option<Span>,
    /// Part that it plays.
    pub aspect: Aspect,
    /// The event of its clause. *Linked.*
    pub event: Option<EventId>,
    /// The time at which it held. *Linked.*
    pub as_of: Option<TimeId>,
    /// Sources, outermost first. *Linked.*
    pub attribution: Vec<Attribution>,
    /// Confidence.
    pub confidence: Confidence,
    /// Name of the rule that found it.
    pub rule: &'static str,
}

// ---- quotes

words!(
    /// Kind of reported speech.
    "lowercase" QuoteKind {
        /// All inside quotation marks.
        Direct,
        /// Reported without quotation marks.
        Indirect,
        /// Partly inside quotation marks.
        Mixed,
    }
);

/// The reporting word or phrase of a quote.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// Its bytes in the text.
    pub span: Span,
    /// Its head word.
    pub head: TokenId,
    /// Its lemma ("say", "according to").
    pub lemma: String,
}

/// Reported speech or writing.
#[derive(Clone, Debug)]
pub(crate) struct Quote {
    /// The span of content, cue and source together.
    pub span: Span,
    /// Kind of report.
    pub kind: QuoteKind,
    /// Reported words, without quotation marks, cue and source.
    pub content: Vec<Span>,
    /// The reporting word.
    pub cue: Option<Cue>,
    /// The source, as written.
    pub source: Option<Span>,
    /// The actor. *Linked.*
    pub speaker: Option<ActorId>,
    /// Days of the utterance. *Linked.*
    pub date: Option<DateRange>,
    /// Confidence.
    pub confidence: Confidence,
    /// Name of the rule that found it.
    pub rule: &'static str,
}

// ---- events

words!(
    /// Class of an event: a PLOVER category where one fits, else one of newsx's own.
    "UPPERCASE" EventClass {
        /// PLOVER: to agree or promise to act together.
        Agree,
        /// PLOVER: to meet, talk, visit or negotiate.
        Consult,
        /// PLOVER: to back, endorse or sign with somebody.
        Support,
        /// PLOVER: to give way: release, ease, allow, apologise.
        Concede,
        /// PLOVER: to act together materially or militarily.
        Cooperate,
        /// PLOVER: to give help: money, rescue, shelter.
        Aid,
        /// PLOVER: to withdraw, disarm or cease fire.
        Retreat,
        /// PLOVER: to ask, urge or demand.
        Request,
        /// PLOVER: to criticise, blame, charge or sue.
        Accuse,
        /// PLOVER: to refuse, deny or veto.
        Reject,
        /// PLOVER: to threaten or warn of own acts.
        Threaten,
        /// PLOVER: to demonstrate, strike or riot.
        Protest,
        /// PLOVER: to cut ties, expel, embargo or fine.
        Sanction,
        /// PLOVER: to prepare or move forces.
        Mobilize,
        /// PLOVER: to arrest, seize, ban or repress.
        Coerce,
        /// PLOVER: to use violence.
        Assault,
        /// A death in no assault.
        Death,
        /// An injury in no assault.
        Injury,
        /// A natural disaster, fire or epidemic.
        Disaster,
        /// An accident.
        Accident,
        /// A crime without violence.
        Crime,
        /// A step of courts or prosecutors.
        Justice,
        /// A vote or election.
        Election,
        /// A law, rule or public decision.
        Policy,
        /// An act of companies.
        Business,
        /// A change of prices, rates or markets.
        Economy,
        /// A discovery, launch or trial.
        Science,
        /// A sporting event.
        Sport,
        /// A work, show, award or ceremony.
        Culture,
        /// A journey or transport.
        Movement,
        /// A start or end of an office.
        Appointment,
        /// Anything else that happened.
        Other,
    }
);

words!(
    /// Status of an event: whether the article says that it happened.
    "lowercase" Status {
        /// Stated as a fact.
        Asserted,
        /// Scheduled, agreed or ordered.
        Planned,
        /// Suggested.
        Proposed,
        /// Threatened.
        Threatened,
        /// Asked for.
        Demanded,
        /// Expected or forecast.
        Predicted,
        /// May be or may have been.
        Possible,
        /// If something else happens.
        Conditional,
        /// Did not happen.
        Negated,
        /// Denied by a source.
        Denied,
    }
);

words!(
    /// Role of a participant in an event.
    "lowercase" Role {
        /// The one that acts.
        Agent,
        /// The one that is acted upon.
        Patient,
        /// The one that receives something or is addressed.
        Recipient,
        /// The means.
        Instrument,
    }
);

words!(
    /// Basis of an event's date.
    "lowercase" DateBasis {
        /// A calendar or weekday expression of its own.
        Explicit,
        /// "yesterday", "an hour later", "that day".
        Relative,
        /// The date of the event or sentence that it belongs to.
        Inherited,
        /// The publication date, for an event in the present.
        Publication,
    }
);

/// A participant of an event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Participant {
    /// Its role.
    pub role: Role,
    /// Its bytes in the text.
    pub span: Span,
    /// The head word of the phrase.
    pub head: TokenId,
    /// The log-odds that it takes part, rather than nobody in its role.
    pub odds: f32,
    /// The actor. *Linked.*
    pub actor: Option<ActorId>,
}

/// Place of an event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Its bytes in the text.
    pub span: Span,
    /// The actor of kind place. *Linked.*
    pub actor: Option<ActorId>,
}

/// Date of an event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EventDate {
    /// The days.
    pub days: DateRange,
    /// Basis of the days.
    pub basis: DateBasis,
    /// The time expression that gives them.
    pub time: Option<TimeId>,
}

/// The trigger of an event: the word that expresses it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Trigger {
    /// Its bytes in the text.
    pub span: Span,
    /// The token.
    pub head: TokenId,
}

/// An event of any status: past, present, future or unreal.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// Its clause.
    pub span: Span,
    /// Its trigger.
    pub trigger: Trigger,
    /// Its class.
    pub class: EventClass,
    /// The triggers of all mentions of the event, its own included, in order of position. *Linked.*
    pub mentions: Vec<Trigger>,
    /// Participants, in order of position.
    pub participants: Vec<Participant>,
    /// Place.
    pub place: Option<Place>,
    /// Date. *Linked.*
    pub date: Option<EventDate>,
    /// Its time, where that is too distant for days of the calendar. *Linked.*
    pub distant: Option<TimeId>,
    /// Its figures. *Linked.*
    pub figures: Vec<FigureId>,
    /// Status of an event: whether the article says that it happened.
    pub status: Status,
    /// Importance for the story of the article, 0 to 1. *Linked.*
    pub importance: f32,
    /// Log-odds that its trigger tells an event.
    pub odds: f32,
    /// Sources to which it is attributed, outermost first.
    pub attribution: Vec<Attribution>,
    /// Confidence.
    pub confidence: Confidence,
    /// Name of the rule that found it.
    pub rule: &'static str,
}
