"""Records as documents of spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from .records import Record

LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE", "group": "NORP"}
"""spaCy's label of each kind of actor."""
KINDS = ("times", "events", "figures", "quotes")


def to_spacy_doc(record: Record, nlp: Language | None = None) -> Doc:
    """Return a document of spaCy with the facts of a record.

    Named mentions of actors are its entities, with the actor's id as their ``ent_id_``. ``doc.spans`` holds the times,
    events (their triggers), figures and quotes, each with the fact's id, and ``doc._.newsx`` the record. Spans that begin
    or end within a token of spaCy's take in all of it.

    `nlp` is the pipeline whose tokens are used: one for English without any component if none is given.

    Raises `ValueError` for a record without its text.
    """
    import spacy
    from spacy.tokens import Doc

    text = record.get("text")
    if text is None:
        raise ValueError("the record has no text")
    if not Doc.has_extension("newsx"):
        Doc.set_extension("newsx", default=None)
    doc = (nlp or spacy.blank("en")).make_doc(text)
    doc._.newsx = record

    def span(fact: Mapping[str, Any], label: str, id: str) -> Any:
        return doc.char_span(fact["start"], fact["end"], label, alignment_mode="expand", span_id=id)

    named = [
        span(mention, LABELS[actor["type"]], actor["id"])
        for actor in record["actors"]
        for mention in actor["mentions"]
        if mention["kind"] == "name"
    ]
    doc.set_ents(spacy.util.filter_spans(found(named)))
    for kind in KINDS:
        facts: Iterable[Any] = record[kind]  # type: ignore[literal-required]
        doc.spans[kind] = found(
            span(fact["trigger"] if kind == "events" else fact, label(kind, fact), fact["id"]) for fact in facts
        )
    return doc


def label(kind: str, fact: Mapping[str, Any]) -> str:
    """Return the label of a fact: the class of an event, the type of a time, the kind of a figure or quote."""
    return str(fact[{"events": "class", "times": "type"}.get(kind, "kind")])


def found(spans: Iterable[Any]) -> list[Any]:
    """Return the spans that hold a token: line breaks alone do not."""
    return [span for span in spans if span is not None]
