"""The module makes the records of the command, on any number of threads, and fails with exceptions."""

from __future__ import annotations

import datetime
import doctest
import json
import os
import pathlib
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import newsx
import pytest
from newsx import _newsx

PROJECT = pathlib.Path(__file__).parents[2]
FIXTURES = sorted((PROJECT / "fixtures").glob("*.txt"))
TEXT = "Rebels attacked the port of Kesh on Saturday, killing nine people, the army said."
ARTICLES: list[dict[str, Any]] = [
    *({"text": path.read_text(), "id": path.name, "date": "2025-07-21"} for path in FIXTURES),
    {"text": TEXT},
    {"html": f"<html><title>Attack</title><p>{TEXT}</p></html>", "url": "http://news.example/"},
    {"title": "No text"},
    {"text": "Die Fähre lief am Montag vor der Küste auf Grund, und niemand wurde dabei verletzt, sagte die Polizei."},
    {"text": "🚀 Naïve — “Orbán” said on 3 May 2021 that 4.5 million people had voted."},
]


def command() -> str:
    """Return the path of the command, which NEWSX names or an earlier build left."""
    builds = [str(PROJECT / "target" / profile / "newsx") for profile in ("release", "fast", "debug")]
    found = [path for path in (os.environ.get("NEWSX"), *builds) if path and os.path.exists(path)]
    if not found:
        pytest.skip("no command newsx: set NEWSX to its path")
    return found[0]


def run(*arguments: object, stdin: bytes = b"") -> bytes:
    """Return what the command prints."""
    ran = subprocess.run([command(), *map(str, arguments)], input=stdin, stdout=subprocess.PIPE, check=False)
    return ran.stdout


def dumped(record: Any) -> bytes:
    """Return a record as the command writes it."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def test_lines_of_json_give_the_records_of_the_command_byte_for_byte() -> None:
    lines = [json.dumps(article) for article in ARTICLES]
    told = run("extract", "-", "--input", "jsonl", "-f", "jsonl", "-q", stdin="\n".join(lines).encode())
    ours = [_newsx.extract(line, kind="json", id=f"-:{number}") for number, line in enumerate(lines, 1)]
    theirs = [line.replace('"options":["input=jsonl"]', '"options":[]') for line in told.decode().splitlines()]
    assert ours == theirs
    assert [json.loads(line) for line in ours] == list(newsx.extract_many(ARTICLES, jobs=3))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_texts_give_the_records_of_the_command_byte_for_byte(path: pathlib.Path) -> None:
    record = newsx.extract(path.read_text(), id=str(path), date=datetime.date(2025, 7, 21))
    assert dumped(record) == run("extract", path, "-d", "2025-07-21", "-f", "jsonl", "-q")


def test_pages_give_the_records_of_the_command_byte_for_byte(tmp_path: pathlib.Path) -> None:
    # A page's own word on its bytes does not count: they are decoded.
    text = f'<html><meta charset="latin1"><title>Kesh</title><body><p>{TEXT} “Żaneta” said so.</p><p>{TEXT}</p></html>'
    page = tmp_path / "page.html"
    page.write_text(text)
    record = newsx.extract(text, id=str(page))
    assert record["document"]["media_type"] == "text/html"
    assert "“Żaneta”" in (record.get("text") or "")
    assert dumped(record) == run("extract", page, "-E", "utf-8", "-f", "jsonl", "-q").replace(b'["encoding=utf-8"]', b"[]")


def test_facts_are_grounded() -> None:
    record = newsx.extract(TEXT, date="2025-07-21", id="kesh", url="http://news.example/", title="Attack")
    document, event = record["document"], record["events"][0]
    assert (document["id"], document["url"], document["title"]) == ("kesh", "http://news.example/", "Attack")
    assert event["trigger"]["text"] == "attacked"
    assert event["date"] is not None and event["date"]["start"] == "2025-07-19"
    facts: list[Any] = [*record["events"], *record["figures"], *record["quotes"], *record["times"]]
    assert len(facts) > 3
    assert all(TEXT[fact["start"] : fact["end"]] == fact["text"] for fact in facts)


def test_what_is_given_beside_a_dictionary_goes_before_its_fields() -> None:
    record = newsx.extract({"text": TEXT, "date": "2024-01-01", "url": "a", "id": 7}, date="2025-07-21", url="b")
    document = record["document"]
    published = document["published"]
    assert published is not None and (published["value"], published["basis"]) == ("2025-07-21", "option")
    assert (document["url"], document["id"]) == ("b", "7")


def test_failures_are_exceptions_of_one_article_and_records_of_many() -> None:
    for article, code in (({"title": "No text"}, "json.no_text"), ("word " * 1_000_000, "input.too_large")):
        with pytest.raises(newsx.Error) as error:
            newsx.extract(article)
        assert error.value.code == code and code in str(error.value)
    records = list(newsx.extract_many([TEXT, {"title": "No text"}, TEXT]))
    assert [bool(record["error"]) for record in records] == [False, True, False]
    assert [record["document"]["id"] for record in records] == ["-:1", "-:2", "-:3"]


def test_wrong_values_are_exceptions() -> None:
    with pytest.raises(ValueError, match="is no day"):
        newsx.extract(TEXT, date="yesterday")
    with pytest.raises(ValueError, match="not a record"):
        newsx.merge([{}])
    with pytest.raises(ValueError, match="no schema"):
        newsx.schema("article")
    with pytest.raises(UnicodeEncodeError):
        newsx.extract("\ud800")
    with pytest.raises(TypeError):
        newsx.extract(7)  # type: ignore[arg-type]


def test_articles_are_taken_as_they_are_needed() -> None:
    taken = 0

    def articles() -> Iterator[str]:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield TEXT

    records = newsx.extract_many(articles(), jobs=2)
    next(records)
    assert taken <= 5
    records.close()  # type: ignore[attr-defined]
    assert taken <= 5


def test_any_number_of_threads_gives_the_same_records() -> None:
    articles = ARTICLES * 3
    assert list(newsx.extract_many(articles, jobs=1)) == list(newsx.extract_many(articles, jobs=8))


def test_other_threads_run_meanwhile() -> None:
    long = "\n\n".join([TEXT] * 400)
    thread = threading.Thread(target=newsx.extract, args=(long,))
    counted = 0
    thread.start()
    while thread.is_alive():
        counted += 1
    # A thread that held the interpreter's lock for all of its work would let this one count to a few.
    assert counted > 1000


def test_merged_records_give_the_ledger_of_the_command(tmp_path: pathlib.Path) -> None:
    stories = [{"text": TEXT, "id": name, "date": "2025-07-21"} for name in "ab"]
    records = list(newsx.extract_many(stories))
    ledger = newsx.merge(records)
    assert len(ledger["documents"]) == 2
    file = tmp_path / "records.jsonl"
    file.write_bytes(b"".join(map(dumped, records)))
    assert dumped(ledger) == run("merge", file, "-q")
    assert newsx.merge([newsx.merge(records[:1]), newsx.merge(records[1:])]) == ledger
    assert newsx.merge([])["documents"] == []


def test_claims_are_rows() -> None:
    records = list(newsx.extract_many(ARTICLES))
    rows = newsx.to_dicts(records)
    assert rows == [row for record in records for row in newsx.to_dicts(record)]
    assert {row["type"] for row in rows} == {"event", "figure", "quote"}
    assert set(newsx.schema("claims")["properties"]) == set(rows[0])


@pytest.mark.parametrize("library", ["arrow", "pandas", "polars"])
def test_tables_hold_the_claims(library: str) -> None:
    pytest.importorskip("pyarrow" if library == "arrow" else library)
    from newsx import tables

    records = list(newsx.extract_many(ARTICLES))
    rows = newsx.to_dicts(records)
    table = getattr(tables, f"to_{library}")(records)
    assert table.shape == (len(rows), len(rows[0]))
    texts = table["text"]
    assert list(map(str, texts.to_list() if hasattr(texts, "to_list") else texts.to_pylist())) == [row["text"] for row in rows]


def test_frames_of_articles_become_frames_of_claims() -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    from newsx import tables

    articles = [{"id": "a", "text": TEXT, "date": "2025-07-21", "title": None}, {"id": "b", "title": "No text"}]
    [claims, nothing] = tables.map_pandas([pandas.DataFrame(articles), pandas.DataFrame(articles[1:])])
    assert set(claims["doc"]) == {"a"} and datetime.date(2025, 7, 19) in set(claims["date"])
    assert len(nothing) == 0 and list(nothing.columns) == list(claims.columns)
    columns = [column.split("`")[1] for column in tables.spark_schema().split(", ")]
    assert columns == list(claims.columns)


def test_documents_of_spacy_hold_the_facts() -> None:
    pytest.importorskip("spacy")
    from newsx.spacy import to_spacy_doc

    for record in newsx.extract_many(ARTICLES):
        if record["error"]:
            with pytest.raises(ValueError, match="no text"):
                to_spacy_doc(record)
            continue
        doc = to_spacy_doc(record)
        assert doc.text == record.get("text")
        assert [span.id_ for span in doc.spans["events"]] == [event["id"] for event in record["events"]]
        for span, event in zip(doc.spans["events"], record["events"], strict=True):
            assert event["trigger"]["text"] in span.text and span.label_ == event["class"]
        names = {actor["id"]: [mention["text"] for mention in actor["mentions"]] for actor in record["actors"]}
        assert all(any(name in entity.text for name in names[entity.ent_id_]) for entity in doc.ents)
        assert doc._.newsx is record


def test_the_installed_command_is_the_program() -> None:
    newsx_command = shutil.which("newsx", path=os.path.dirname(sys.executable))
    if newsx_command is None:
        pytest.skip("the module runs from its folder: there is no command beside this Python")
    path = FIXTURES[0]
    told = subprocess.run([newsx_command, "extract", path, "-f", "md"], capture_output=True, check=True).stdout
    assert told == run("extract", path, "-f", "md")
    wrong = subprocess.run([newsx_command, "extract", "--nonsense"], capture_output=True, check=False)
    assert wrong.returncode == 2 and b"--nonsense" in wrong.stderr


def test_types_are_those_of_the_schema() -> None:
    environment = {**os.environ, "NEWSX": command()}
    subprocess.run([sys.executable, PROJECT / "python" / "make_types.py", "--check"], env=environment, check=True)


def test_examples_in_the_documentation_are_right() -> None:
    assert doctest.testmod(newsx).failed == 0
