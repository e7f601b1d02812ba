"""Claims of records as tables with typed columns: one row for each event, figure and quote.

Each function needs the library that it is named after. The columns are described by ``newsx.schema("claims")``; days are
days, numbers numbers.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from . import _each, _newsx, extract_many

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from .records import Record


def to_parquet(records: Record | Iterable[Record]) -> bytes:
    """Return the claims as a Parquet file."""
    return _newsx.parquet([json.dumps(record) for record in _each(records)])


def to_arrow(records: Record | Iterable[Record]) -> pyarrow.Table:
    """Return the claims as a table of Arrow."""
    from pyarrow import parquet

    return parquet.read_table(io.BytesIO(to_parquet(records)))


def to_polars(records: Record | Iterable[Record]) -> polars.DataFrame:
    """Return the claims as a data frame of Polars."""
    import polars

    return polars.read_parquet(io.BytesIO(to_parquet(records)))


def to_pandas(records: Record | Iterable[Record]) -> pandas.DataFrame:
    """Return the claims as a data frame of pandas."""
    import pandas

    return pandas.read_parquet(io.BytesIO(to_parquet(records)))


def map_pandas(frames: Iterable[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
    """Yield the claims of the articles in data frames: what ``mapInPandas`` of Spark and ``map_batches`` of Ray call.

    A row is an article; its columns are the fields that `newsx.extract` reads, ``text``, ``date`` and ``id`` for
    instance. An article that cannot be read has no row in the result.
    """
    for frame in frames:
        articles = ({name: cell for name, cell in row.items() if cell == cell and cell is not None} for row in rows(frame))
        yield to_pandas(extract_many(articles, jobs=1))


def rows(frame: pandas.DataFrame) -> Iterable[dict[str, Any]]:
    """Return the rows of a data frame as dictionaries."""
    return ({str(name): cell for name, cell in row.items()} for row in frame.to_dict("records"))


def spark_schema() -> str:
    """Return the columns of claims as Spark's DDL, which ``mapInPandas`` asks for."""
    types = {"string": "STRING", "int32": "INT", "double": "DOUBLE", "date32[day]": "DATE"}
    return ", ".join(f"`{field.name}` {types[str(field.type)]}" for field in to_arrow([]).schema)
