"""The types of records, claims and ledgers. Made by `make_types.py` from the JSON Schema; do not edit."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

ActorKind = Literal['person', 'organization', 'place', 'group']
"""Kind of an actor."""

Aspect = Literal['total', 'part', 'increase', 'decrease', 'change_from', 'change_to', 'rate']
"""Part that an amount plays: total, part, change or rate."""

Comparator = Literal['exact', 'at_least', 'more_than', 'at_most', 'less_than', 'about', 'between', 'vague']
"""Way in which the stated number bounds the real one."""

Confidence = Literal['low', 'medium', 'high']
"""Confidence in a fact."""

ConflictKind = Literal['figure', 'date', 'status', 'speaker', 'wording']
"""Kind of contradiction."""

DateBasis = Literal['explicit', 'relative', 'inherited', 'publication']
"""Basis of an event's date."""

EventClass = Literal['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'DEATH', 'INJURY', 'DISASTER', 'ACCIDENT', 'CRIME', 'JUSTICE', 'ELECTION', 'POLICY', 'BUSINESS', 'ECONOMY', 'SCIENCE', 'SPORT', 'CULTURE', 'MOVEMENT', 'APPOINTMENT', 'OTHER']
"""Class of an event: a PLOVER category where one fits, else one of newsx's own."""

FigureKind = Literal['count', 'money', 'percent', 'measure', 'duration', 'rate', 'score']
"""Kind of amount."""

MentionKind = Literal['name', 'nominal', 'pronoun']
"""Kind of a mention."""

Number = float
"""A number that prints as an integer where it is one."""

Precision = Literal['day', 'week', 'month', 'part_of_month', 'season', 'quarter', 'year', 'decade', 'range']
"""The precision of a date."""

PublishedBasis = Literal['option', 'metadata', 'dateline', 'text']
"""Basis of a publication date, most trusted first."""

QuoteKind = Literal['direct', 'indirect', 'mixed']
"""Kind of reported speech."""

Relation = Literal['same', 'refines', 'update_up', 'update_down', 'part_of', 'conflict', 'correction']
"""Relation of a later figure to an earlier one."""

Role = Literal['agent', 'patient', 'recipient', 'instrument']
"""Role of a participant in an event."""

SectionKind = Literal['headline', 'byline', 'dateline', 'lead', 'body', 'related', 'boilerplate']
"""Kind of a section."""

Status = Literal['asserted', 'planned', 'proposed', 'threatened', 'demanded', 'predicted', 'possible', 'conditional', 'negated', 'denied']
"""Status of an event: whether the article says that it happened."""

TimeKind = Literal['DATE', 'TIME', 'DURATION', 'SET']
"""TIMEX3 type."""

TimeMod = Literal['BEFORE', 'AFTER', 'ON_OR_BEFORE', 'ON_OR_AFTER', 'LESS_THAN', 'MORE_THAN', 'EQUAL_OR_LESS', 'EQUAL_OR_MORE', 'START', 'MID', 'END', 'APPROX']
"""TIMEX3 `mod`."""


class ActorRecord(TypedDict):
    """An actor."""

    aliases: list[str]
    """Other names in the article."""
    confidence: Confidence
    """Confidence in the actor: high for a full or repeated name, low for a description."""
    country: str | None
    """ISO 3166-1 alpha-2 code of the country that it is or belongs to."""
    id: str
    """Id, unique in the record (`a1`)."""
    members: list[str]
    """For a group that stands for listed actors, their ids."""
    mentions: list[MentionRecord]
    """Every mention, in order of position."""
    name: str
    """The fullest form of its name in the article; of an unnamed actor its description."""
    roles: list[str]
    """Titles and descriptions, as written."""
    rule: str
    """Name of the rule that made it an actor."""
    salience: float
    """Share of the article's mentions of actors, 0 to 1, weighted by the kind of section."""
    type: ActorKind
    """Kind of actor."""


class AttributionRecord(TypedDict):
    """A source to which a fact is attributed."""

    actor: str | None
    """Id of the source's actor."""
    cue: SpanRecord | None
    """The reporting word or phrase; null where no word reports."""
    end: int
    """One past the last code point of the source."""
    start: int
    """First code point of the source."""
    text: str
    """The source as written."""


class DateRecord(TypedDict):
    """The date of an event: ISO 8601 days, both inclusive."""

    basis: DateBasis
    """Basis of the days."""
    end: str
    """Last day, ISO 8601, inclusive."""
    precision: Precision
    """Precision with which the days are stated."""
    start: str
    """First day, ISO 8601."""
    time: str | None
    """Id of the time expression that states them."""


class DocumentRecord(TypedDict):
    """The article itself."""

    authors: list[str]
    """Authors."""
    chars: int
    """Code points of `text`."""
    encoding: str | None
    """Encoding of the input."""
    id: str
    """The path as given, a record's own id, the WARC-Record-ID, or `-`."""
    lang: str | None
    """Language of the text."""
    media_type: str
    """Media type of the input."""
    published: PublishedRecord | None
    """Publication date."""
    sha256: str | None
    """SHA-256 of the input bytes, lower-case hex."""
    site: str | None
    """Name of the site."""
    title: str | None
    """Headline."""
    url: str | None
    """Address of the article."""


class ErrorRecord(TypedDict):
    """An error."""

    byte: int | None
    """Byte of the input at which it happened, if one can be named."""
    code: str
    """Stable code (`encoding.invalid`); `newsx explain CODE` describes it."""
    message: str
    """Message for the reader."""


EventRecord = TypedDict(
    'EventRecord',
    {
        # The sources to which it is attributed, outermost first; empty in the article's own voice.
        'attribution': 'list[AttributionRecord]',
        # Category: of PLOVER where one fits.
        'class': 'EventClass',
        # Confidence in the fact.
        'confidence': 'Confidence',
        # The day or days on which it happened or is to happen.
        'date': 'DateRecord | None',
        # One past the last code point of the clause.
        'end': 'int',
        # Ids of the figures that belong to it.
        'figures': 'list[str]',
        # Id, unique in the record (`e1`).
        'id': 'str',
        # Importance of the event for the story of the article, 0 to 1: high for the lines of a short
        # timeline.
        'importance': 'float',
        # All mentions of the event by their triggers, its own trigger first.
        'mentions': 'list[SpanRecord]',
        # Participants, in order of position.
        'participants': 'list[ParticipantRecord]',
        # The most specific stated place.
        'place': 'PlaceRecord | None',
        # Name of the rule that found it; `newsx explain RULE` describes it.
        'rule': 'str',
        # Id of its section.
        'section': 'str | None',
        # First code point of the clause.
        'start': 'int',
        # Whether the article says that it happened.
        'status': 'Status',
        # The clause that tells the event.
        'text': 'str',
        # Id of the time of the event, also of one without days: before Christ, or millions of years ago.
        'time': 'str | None',
        # The verb or noun that tells the event.
        'trigger': 'LemmaRecord',
    },
)
"""An event."""


class FigureRecord(TypedDict):
    """A figure."""

    as_of: str | None
    """First day, ISO 8601, on which the amount is said to hold."""
    aspect: Aspect
    """Part that the amount plays: total, part, change, rate."""
    attribution: list[AttributionRecord]
    """The sources to which it is attributed, outermost first; empty in the article's own voice."""
    comparator: Comparator
    """Way in which the stated number bounds the real one."""
    confidence: Confidence
    """Confidence in the fact."""
    counted: SpanRecord | None
    """The counted or measured noun phrase."""
    end: int
    """One past the last code point."""
    event: str | None
    """Id of the event that it belongs to."""
    high: Number | None
    """Upper bound, inclusive."""
    id: str
    """Id, unique in the record (`f1`)."""
    kind: FigureKind
    """Kind of amount."""
    low: Number | None
    """Lower bound, inclusive."""
    measure_of: SpanRecord | None
    """The predicate of a number of people: "injured" in "five were injured"."""
    rule: str
    """Name of the rule that found it; `newsx explain RULE` describes it."""
    section: str | None
    """Id of its section."""
    start: int
    """First code point."""
    text: str
    """The document's text at code points `[start, end)`: from the comparator to the counted noun."""
    unit: str | None
    """Unit: UCUM code, ISO 4217 currency, or `%`."""
    unit_name: str | None
    """The unit as people write it behind the number: "miles", "percentage points", "US dollars a barrel"."""
    value: Number | None
    """The number; absent for ranges and vague amounts."""


class Generator(TypedDict):
    """The program that wrote a record."""

    model: str
    """Name of the embedded models."""
    name: str
    """Name of the program: `newsx`."""
    options: list[str]
    """The options that changed the record (`skip=times`)."""
    version: str
    """Version of the program."""


class LemmaRecord(TypedDict):
    """A word with its lemma."""

    end: int
    """One past the last code point."""
    lemma: str
    """Dictionary form, lower case."""
    start: int
    """First code point."""
    text: str
    """The document's text at code points `[start, end)`."""


class MentionRecord(TypedDict):
    """A mention of an actor."""

    end: int
    """One past the last code point."""
    kind: MentionKind
    """Kind of mention."""
    start: int
    """First code point."""
    text: str
    """The document's text at code points `[start, end)`."""


class ParticipantRecord(TypedDict):
    """A participant of an event."""

    actor: str | None
    """Id of the actor."""
    end: int
    """One past the last code point."""
    role: Role
    """Role in the event."""
    start: int
    """First code point."""
    text: str
    """The document's text at code points `[start, end)`."""


class PlaceRecord(TypedDict):
    """The place of an event."""

    actor: str | None
    """Id of the actor of type `place`."""
    end: int
    """One past the last code point."""
    start: int
    """First code point."""
    text: str
    """The document's text at code points `[start, end)`."""


class PublishedRecord(TypedDict):
    """A publication date with its basis."""

    basis: PublishedBasis
    """Basis of the date."""
    value: str
    """ISO 8601 day."""


class QuoteDateRecord(TypedDict):
    """The date of an utterance: ISO 8601 days, both inclusive."""

    end: str
    """Last day, ISO 8601, inclusive."""
    precision: Precision
    """Precision with which the days are stated."""
    start: str
    """First day, ISO 8601."""


class QuoteRecord(TypedDict):
    """A quote."""

    confidence: Confidence
    """Confidence in the fact."""
    content: list[SpanRecord]
    """The reported words in one or more pieces, without quotation marks, cue and source."""
    cue: LemmaRecord | None
    """The reporting word or phrase."""
    date: QuoteDateRecord | None
    """The day or days of the utterance."""
    end: int
    """One past the last code point."""
    id: str
    """Id, unique in the record (`q1`)."""
    kind: QuoteKind
    """Kind of report: direct, indirect or mixed."""
    rule: str
    """Name of the rule that found it; `newsx explain RULE` describes it."""
    section: str | None
    """Id of its section."""
    source: SpanRecord | None
    """Name, noun phrase or pronoun of the source, as written."""
    speaker: str | None
    """Id of the actor that the source refers to."""
    start: int
    """First code point."""
    text: str
    """The document's text at code points `[start, end)`: content, cue and source."""


class SectionRecord(TypedDict):
    """A section."""

    end: int
    """One past the last code point."""
    heading: str | None
    """Text of its heading, if it has one."""
    id: str
    """Id, unique in the record (`s1`)."""
    kind: SectionKind
    """Kind of the section."""
    level: int
    """Depth of the heading: 1 for the headline, 2 below it; 0 without a heading."""
    start: int
    """First code point."""


class SpanRecord(TypedDict):
    """A span of text: `text` = the document's text at code points `[start, end)`."""

    end: int
    """One past the last code point."""
    start: int
    """First code point."""
    text: str
    """The document's text at code points `[start, end)`."""


class TimeRecord(TypedDict):
    """A time expression, as TIMEX3."""

    anchor: str | None
    """Id of the time, or `published`, that it was resolved against."""
    end: int
    """One past the last code point."""
    freq: str | None
    """TIMEX3 `freq`, of sets (`2X`)."""
    id: str
    """Id, unique in the record (`t1`)."""
    mod: TimeMod | None
    """TIMEX3 `mod`."""
    quant: str | None
    """TIMEX3 `quant`, of sets (`EVERY`)."""
    rule: str
    """Name of the rule that found it; `newsx explain RULE` describes it."""
    section: str | None
    """Id of its section."""
    start: int
    """First code point."""
    text: str
    """The document's text at code points `[start, end)`."""
    type: TimeKind
    """TIMEX3 type."""
    value: str
    """TIMEX3 value (ISO 8601 with the extensions of ISO-TimeML)."""


class WarningRecord(TypedDict):
    """A warning."""

    code: str
    """Stable code (`date.no_reference`); `newsx explain CODE` describes it."""
    message: str
    """Message for the reader."""


class Record(TypedDict):
    """One article's facts."""

    actors: list[ActorRecord]
    """Its actors."""
    document: DocumentRecord
    """The article."""
    error: ErrorRecord | None
    """The error, if the article could not be read; then the lists are empty."""
    events: list[EventRecord]
    """Its events."""
    figures: list[FigureRecord]
    """Its figures."""
    generator: Generator
    """The program that wrote the record."""
    quotes: list[QuoteRecord]
    """Its quotes."""
    schema_version: str
    """Always `1.0` in this version."""
    sections: list[SectionRecord]
    """Its sections."""
    text: NotRequired[str | None]
    """The text that offsets point into; absent with `--no-text`."""
    times: list[TimeRecord]
    """Its time expressions."""
    warnings: list[WarningRecord]
    """Warnings for the reader."""


Claim = TypedDict(
    'Claim',
    {
        # Time at which a figure held, as a TIMEX3 value.
        'as_of': 'str | None',
        # Part that the amount plays: total, part, change, rate.
        'aspect': 'Aspect | None',
        # Sources to which it is attributed, outermost first.
        'attribution': 'str | None',
        # Class of an event.
        'class': 'EventClass | None',
        # Way in which the stated number bounds the real one.
        'comparator': 'Comparator | None',
        # Confidence in the fact.
        'confidence': 'Confidence',
        # Reported words of a quote, without cue and source.
        'content': 'str | None',
        # The counted or measured noun phrase.
        'counted': 'str | None',
        # First day of an event or quote, ISO 8601.
        'date': 'str | None',
        # Basis of the days.
        'date_basis': 'DateBasis | None',
        # Last day, ISO 8601, inclusive.
        'date_end': 'str | None',
        # Precision with which the days are stated.
        'date_precision': 'Precision | None',
        # Id of the document; together with `id` unique in a collection.
        'doc': 'str',
        # One past the last code point.
        'end': 'int',
        # Upper bound of a figure, inclusive.
        'high': 'Number | None',
        # Id of the fact in its record.
        'id': 'str',
        # Importance of an event for the story of the article, 0 to 1.
        'importance': 'float | None',
        # Lower bound of a figure, inclusive.
        'low': 'Number | None',
        # Place of an event.
        'place': 'str | None',
        # Publication date, ISO 8601.
        'published': 'str | None',
        # Name of the rule that found it; `newsx explain RULE` describes it.
        'rule': 'str',
        # Id of the section.
        'section': 'str | None',
        # Kind of the section.
        'section_kind': 'SectionKind | None',
        # Name of the site.
        'site': 'str | None',
        # Speaker of a quote: the name, or the source as written.
        'speaker': 'str | None',
        # First code point of `text` in the article.
        'start': 'int',
        # Status of an event, or of a figure's event: whether it happened.
        'status': 'Status | None',
        # The fact as written: the clause of an event, the words of a figure, the whole of a quote.
        'text': 'str',
        # Headline of the article.
        'title': 'str | None',
        # Trigger of an event: the verb or noun that tells it.
        'trigger': 'str | None',
        # `event`, `figure` or `quote`.
        'type': 'str',
        # Unit of a figure: UCUM code, ISO 4217 currency, or `%`.
        'unit': 'str | None',
        # The unit as people write it behind the number.
        'unit_name': 'str | None',
        # Address of the article.
        'url': 'str | None',
        # Number of a figure; empty for ranges and vague amounts.
        'value': 'Number | None',
        # Agents of an event, as written.
        'who': 'str | None',
        # The ids of those actors.
        'who_id': 'str | None',
        # Their names; the words as written where no actor is known.
        'who_name': 'str | None',
        # Patients and recipients of an event, as written.
        'whom': 'str | None',
        # The ids of those actors.
        'whom_id': 'str | None',
        # Their names; the words as written where no actor is known.
        'whom_name': 'str | None',
    },
)
"""One row. The order of the fields is the order of the columns."""


class Article(TypedDict):
    """An article."""

    copy_of: str | None
    """The earliest article that has nearly the same text."""
    fingerprint: str
    """A sample of the hashes of the text's five-word sequences, in hexadecimal digits, eight a hash."""
    id: str
    """The record's `document.id`."""
    published: str | None
    """ISO 8601 day of publication."""
    site: str | None
    """Name of the site."""
    story: str | None
    """The story it belongs to."""
    title: str | None
    """Headline."""
    url: str | None
    """Address."""


class Conflict(TypedDict):
    """A contradiction."""

    event: str | None
    """Id of the event: of the series, or with dates or statuses in conflict."""
    id: str
    """`X1`, `X2`, …"""
    kind: ConflictKind
    """The kind of contradiction."""
    quote: str | None
    """Id of the quote whose speakers or wordings are in conflict."""
    series: str | None
    """Id of the series, for figures in conflict."""
    sides: list[Side]
    """The contradicting places."""


class Days(TypedDict):
    """Days, both inclusive."""

    basis: DateBasis
    """Basis of the days."""
    end: str
    """Last day, ISO 8601, inclusive."""
    precision: Precision
    """Precision with which the days are stated."""
    start: str
    """First day, ISO 8601."""


class Entity(TypedDict):
    """A person, organization, place or group over all articles."""

    aliases: list[str]
    """Other names."""
    country: str | None
    """ISO 3166-1 alpha-2 code of the country that it is or belongs to."""
    id: str
    """`A1`, `A2`, …"""
    members: list[Member]
    """The actors of the records that were joined."""
    name: str
    """The fullest name."""
    roles: list[str]
    """Titles and descriptions as written."""
    type: ActorKind
    """Kind of actor."""


Happening = TypedDict(
    'Happening',
    {
        # The class that most tellings give it.
        'class': 'EventClass',
        # Number of copies among the articles with it.
        'copies': 'int',
        # The most precise days that most other tellings do not contradict.
        'date': 'Days | None',
        # All different days in its tellings.
        'dates': 'list[Days]',
        # The changes of its status.
        'history': 'list[Turn]',
        # `E1`, `E2`, …
        'id': 'str',
        # The highest importance among its tellings, 0 to 1.
        'importance': 'float',
        # Participants, those of most tellings first.
        'participants': 'list[Part]',
        # Its place in most tellings.
        'place': 'Place | None',
        # Number of articles with it, without copies.
        'sources': 'int',
        # Its latest status: whether it happened.
        'status': 'Status',
        # The story it belongs to.
        'story': 'str | None',
        # Every mention of it, by publication day and position.
        'tellings': 'list[Telling]',
    },
)
"""An event over all articles."""


Link = TypedDict(
    'Link',
    {
        # Index of the earlier point; for `part_of`, of the part.
        'from': 'int',
        # Relation of the later point to the earlier one.
        'relation': 'Relation',
        # Index of the later point; for `part_of`, of the whole.
        'to': 'int',
    },
)
"""The relation of a point to an earlier one."""


class Member(TypedDict):
    """An actor of one record."""

    actor: str
    """Its id in the record."""
    aliases: list[str]
    """Other names in the article."""
    country: str | None
    """ISO 3166-1 alpha-2 code of the country that it is or belongs to."""
    document: str
    """Id of its document."""
    name: str
    """The fullest form of its name in the article."""
    named: bool
    """True if the record has a name, not only descriptions."""
    roles: list[str]
    """Titles and descriptions, as written."""
    type: ActorKind
    """Kind of actor."""


class Notice(TypedDict):
    """A warning about an input."""

    code: str
    """Stable code (`record.repeated`); `newsx explain CODE` describes it."""
    document: str
    """The input or the document that it is about."""
    message: str
    """Message for the reader."""


class Part(TypedDict):
    """A participant of an event."""

    actor: str | None
    """Id of the actor in the ledger (`A3`)."""
    role: Role
    """Role in the event."""
    text: str
    """Its name, or the words of the article where it is no actor."""


class Place(TypedDict):
    """The place of an event."""

    actor: str | None
    """Id of the actor in the ledger (`A3`)."""
    text: str
    """Its name, or the words of the article where it is no actor."""


class Point(TypedDict):
    """A figure of one record."""

    as_of: str | None
    """ISO 8601 day on which it holds; null for the day of publication."""
    aspect: Aspect
    """Part that the amount plays: total, part, change, rate."""
    attribution: list[AttributionRecord]
    """The sources to which it is attributed, outermost first; empty in the article's own voice."""
    comparator: Comparator
    """Way in which the stated number bounds the real one."""
    context: str
    """The text around the figure."""
    copies: int
    """Number of copies of the article with it."""
    counted: str | None
    """The counted or measured noun phrase."""
    document: str
    """Id of its document."""
    end: int
    """One past the last code point of the figure."""
    event: str | None
    """The event in the record that it belongs to."""
    figure: str
    """The figure's id in the record."""
    high: Number | None
    """Upper bound, inclusive."""
    kind: FigureKind
    """Kind of amount."""
    low: Number | None
    """Lower bound, inclusive."""
    published: str | None
    """Day of publication, ISO 8601."""
    start: int
    """First code point of the figure."""
    text: str
    """The figure as written."""
    unit: str | None
    """Unit: UCUM code, ISO 4217 currency, or `%`."""
    value: Number | None
    """The number; null for ranges and vague amounts."""


class Quotation(TypedDict):
    """A quote of one record."""

    document: str
    """Id of its document."""
    end: int
    """One past the last code point of the quote."""
    kind: QuoteKind
    """Kind of reported speech: direct, indirect or mixed."""
    published: str | None
    """Day of publication, ISO 8601."""
    quote: str
    """The quote's id in the record."""
    source: str | None
    """The source as written."""
    speaker: str | None
    """The speaker's id in the record."""
    start: int
    """First code point of the quote."""
    text: str
    """The content, its pieces joined by a space."""


class Saying(TypedDict):
    """A quote over all articles: the same words of one speaker."""

    id: str
    """`Q1`, `Q2`, …"""
    speaker: str | None
    """Id of the actor in the ledger (`A3`)."""
    tellings: list[Quotation]
    """The quotes of the records, by publication day."""
    variants: list[str]
    """Its wordings, the earliest first."""


class Series(TypedDict):
    """A series of figures of one quantity."""

    actor: str | None
    """Id of the actor that they belong to, where they have no event."""
    aspect: Aspect
    """Part that the amounts play: total, part, change, rate."""
    counted: str | None
    """The counted or measured phrase of the latest point."""
    event: str | None
    """Id of the event that they belong to."""
    id: str
    """`N1`, `N2`, …"""
    latest: int
    """Index of the latest point that is a total."""
    links: list[Link]
    """Relations between points."""
    measure: str | None
    """The lemma of the event's trigger ("kill")."""
    points: list[Point]
    """By the day for which they hold, then by publication and position."""
    unit: str | None
    """Unit: UCUM code, ISO 4217 currency, or `%`."""


class Side(TypedDict):
    """One side of a contradiction."""

    document: str
    """Id of its document."""
    end: int
    """One past the last code point."""
    start: int
    """First code point."""
    text: str
    """The document's text at code points `[start, end)`."""


class Story(TypedDict):
    """Articles that share happenings."""

    because: list[str]
    """The happenings and actors that connect its articles."""
    documents: list[str]
    """Ids of its articles, by publication day."""
    end: str | None
    """Last day of its happenings, or of publication."""
    events: list[str]
    """Its happenings."""
    id: str
    """`s1`, `s2`, …"""
    start: str | None
    """First day of its happenings, or of publication."""
    title: str
    """The headline of the article that shares most with the others."""


Telling = TypedDict(
    'Telling',
    {
        # The sources to which it is attributed, outermost first.
        'attribution': 'list[AttributionRecord]',
        # Class of the event.
        'class': 'EventClass',
        # Date of the event in the article.
        'date': 'DateRecord | None',
        # Id of its document.
        'document': 'str',
        # One past the last code point.
        'end': 'int',
        # The event's id in the record; null where the article names what everybody knows of ("the pandemic")
        # and the record has no event for it.
        'event': 'str | None',
        # Importance of the event for the story of the article, 0 to 1.
        'importance': 'float',
        # True if it is news in this article: told in the headline or the first paragraphs.
        'news': 'bool',
        # Participants, with the actors of the record.
        'participants': 'list[ParticipantRecord]',
        # Place of the event, with the actor of the record.
        'place': 'PlaceRecord | None',
        # Day of publication.
        'published': 'str | None',
        # First code point.
        'start': 'int',
        # Status of the event in the article.
        'status': 'Status',
        # The clause that tells the event.
        'text': 'str',
        # The verb or noun that tells the event.
        'trigger': 'Trigger',
    },
)
"""A mention of an event in an article."""


class Trigger(TypedDict):
    """The verb or noun that tells an event. Only the telling with the record's facts has a `lemma`; further
    mentions of the same event in the same article have none."""

    end: int
    """One past the last code point."""
    lemma: str | None
    """Dictionary form, lower case."""
    start: int
    """First code point."""
    text: str
    """The document's text at code points `[start, end)`."""


class Turn(TypedDict):
    """The first telling of a status."""

    published: str | None
    """Day of publication, ISO 8601, of the article that gives the status."""
    status: Status
    """The status."""
    telling: int
    """Index in `tellings`."""


class Ledger(TypedDict):
    """The facts of many articles."""

    actors: list[Entity]
    """Persons, organizations, places and groups over all articles."""
    conflicts: list[Conflict]
    """Contradictions."""
    documents: list[Article]
    """The articles, by publication day, then by id."""
    events: list[Happening]
    """Events, each with all its tellings."""
    generator: Generator
    """The program that wrote the ledger."""
    quotes: list[Saying]
    """Quotes, each with all its tellings."""
    schema_version: str
    """Always `1.0` in this version."""
    series: list[Series]
    """Series of figures of one quantity."""
    stories: list[Story]
    """Groups of articles about the same events, the largest first."""
    warnings: list[Notice]
    """Warnings about the input."""
