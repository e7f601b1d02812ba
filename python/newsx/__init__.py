"""newsx extracts what news articles claim: dated events, actors, figures and quotes, each grounded in the text.

>>> record = extract("Rebels attacked the port of Kesh on Saturday, the army said.", date="2025-07-21")
>>> event = record["events"][0]
>>> event["trigger"]["text"], event["date"]["start"]
('attacked', '2025-07-19')

Records are those of the command ``newsx extract``: plain dictionaries, typed in `newsx.records`. Offsets count code
points, as Python's own slices do: ``record["text"][event["start"]:event["end"]] == event["text"]``.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date as Date
from typing import TYPE_CHECKING, Any, cast

from . import _newsx

if TYPE_CHECKING:
    from .records import Claim, Ledger, Record

__all__ = ["Error", "extract", "extract_many", "merge", "schema", "to_dicts"]
__version__: str = _newsx.__version__

Article = str | Mapping[str, Any]
"""A text, a page of HTML, or a dictionary with the fields of an article."""


class Error(Exception):
    """An article that cannot be read. `code` is the stable name that ``newsx explain`` describes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.message} ({self.code})"


def extract(
    article: Article,
    *,
    date: str | Date | None = None,
    url: str | None = None,
    title: str | None = None,
    id: str | None = None,
    lang: str | None = None,
) -> Record:
    """Return the facts of one article.

    `article` is plain text, a page of HTML (it begins with ``<``), or a dictionary with the fields that ``newsx extract``
    reads from JSON, those of trafilatura and newspaper4k among them: text or html, title, date, url, authors. `date` is
    the day of publication, against which "on Tuesday" is resolved; `lang` spares the detection of the language, of which
    only ``en`` is analysed.

    Raises `Error` if the article cannot be read.
    """
    record = _extract(article, "-", {"date": date, "url": url, "title": title, "id": id, "lang": lang})
    if error := record["error"]:
        raise Error(error["code"], error["message"])
    return record


def extract_many(articles: Iterable[Article], *, jobs: int = 0, lang: str | None = None) -> Iterator[Record]:
    """Yield a record for each article, in their order, worked on by so many threads (0: one for each core).

    Articles are taken when there is a thread for them, so that a stream of any length needs memory for a few. One that
    cannot be read has a record with its `error`, and the others go on. Articles without an ``id`` are called ``-:1``,
    ``-:2`` and so on.
    """
    jobs = jobs or os.cpu_count() or 1
    waiting: deque[Future[Record]] = deque()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            for number, article in enumerate(articles, 1):
                waiting.append(pool.submit(_extract, article, f"-:{number}", {"lang": lang}))
                if len(waiting) >= 2 * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def merge(records: Iterable[Record | Ledger | Mapping[str, Any]]) -> Ledger:
    """Return the ledger of records: what many articles tell together. Ledgers are merged again.

    Raises `ValueError` for what is neither a record nor a ledger.
    """
    merger = _newsx.Merger()
    for record in records:
        merger.add(json.dumps(record))
    return cast("Ledger", json.loads(merger.finish()))


def to_dicts(records: Record | Iterable[Record], *, related: bool = False) -> list[Claim]:
    """Return the claims of records as flat rows: one for each event, figure and quote.

    With `related`, facts of other stories (teasers, captions) are rows as well. `newsx.tables` makes data frames of
    records, with typed columns.
    """
    rows: list[Claim] = []
    for record in _each(records):
        rows.extend(json.loads(line) for line in _newsx.claims(json.dumps(record), related).splitlines())
    return rows


def schema(kind: str = "record") -> dict[str, Any]:
    """Return the JSON Schema of a ``"record"``, of a row of ``"claims"``, or of a ``"ledger"``."""
    return cast("dict[str, Any]", json.loads(_newsx.schema(kind)))


def _each(records: Record | Iterable[Record]) -> Iterable[Record]:
    return [cast("Record", records)] if isinstance(records, Mapping) else records


def _extract(article: Article, name: str, known: Mapping[str, Any]) -> Record:
    """Return the record of an article. `name` is its id if it has none."""
    told = {key: str(value) for key, value in known.items() if value is not None}
    if isinstance(article, str):
        kind = "html" if article.lstrip().startswith("<") else "text"
        return _parsed(article, kind, {"id": name, **told})
    # What a dictionary is told of itself stands in its fields; a date or a language given beside it goes before them.
    fields = {key: told.pop(key) for key in ("id", "title", "url") if key in told}
    return _parsed(json.dumps({**article, **fields}, default=str), "json", {"id": name, **told})


def _parsed(content: str, kind: str, options: Mapping[str, str]) -> Record:
    return cast("Record", json.loads(_newsx.extract(content, kind=kind, **options)))
