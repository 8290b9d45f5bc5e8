"""Writing and removing many events at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, delete, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite

from geo.errors import BadTable
from geo.model import EVENT_COLUMNS, Status
from geo.store.arrangements import ensure_sources
from geo.store.articles import remove_rows
from geo.store.schema import article_table, event_table
from geo.store.table import conform_events

_BATCH_ROWS = 20_000


def write_events(connection: Connection, table: pa.Table, *, what: str, revision: int) -> int:
    """Insert the table's events, or replace the unreviewed ones of the same id; the number of rows given."""
    table = conform_events(table, what=what)
    ids = table["event_id"].cast(pa.string())
    if len(ids.unique()) != len(ids):
        raise BadTable(f"{what}: an event_id occurs twice; ids must be unique")
    sources = table["source_id"].unique().to_pylist()
    ensure_sources(connection, {str(source_id): "" for source_id in sorted(sources)})
    statement = _upsert(connection)
    names = ["changed", *EVENT_COLUMNS]
    for start in range(0, table.num_rows, _BATCH_ROWS):
        rows = zip(*_columns(table.slice(start, _BATCH_ROWS), names, revision), strict=True)
        if connection.dialect.positional:
            # The values need none of the conversions that SQLAlchemy would look for in every row.
            text = str(statement.compile(dialect=connection.dialect, column_keys=names))
            connection.exec_driver_sql(text, list(rows))
        else:
            connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])
    return int(table.num_rows)


def remove_article(connection: Connection, article_id: str, revision: int) -> bool:
    """Whether there was such an article; it is gone with its events."""
    rows = connection.execute(select(event_table.c.row).where(event_table.c.article_id == article_id)).scalars().all()
    if rows:
        remove_rows(connection, list(rows), revision)
    gone = connection.execute(delete(article_table).where(article_table.c.article_id == article_id))
    return bool(gone.rowcount or rows)


def _upsert(connection: Connection) -> Any:
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(event_table)
    replaced = {name: statement.excluded[name] for name in (*EVENT_COLUMNS, "changed") if name != "event_id"}
    return statement.on_conflict_do_update(
        index_elements=["event_id"],
        set_=replaced,
        where=event_table.c.status == literal_column(f"'{Status.UNREVIEWED.value}'"),
    )


def _columns(table: pa.Table, names: Sequence[str], revision: int) -> list[list[Any]]:
    """The columns as the database keeps them, in the order of the statement's parameters."""
    return [_values(table[name]) if name in EVENT_COLUMNS else [revision] * table.num_rows for name in names]


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The column as Python values, days and times as ISO text; several times faster than `to_pylist`."""
    if pa.types.is_timestamp(column.type):
        column = pc.strftime(column.cast(pa.timestamp("s", tz="UTC")), "%Y-%m-%dT%H:%M:%S+00:00")
    elif pa.types.is_date(column.type):
        column = column.dictionary_encode().cast(pa.dictionary(pa.int32(), pa.string()))
    if pa.types.is_dictionary(column.type):
        whole = column.unify_dictionaries().combine_chunks()
        words = np.array([*whole.dictionary.to_pylist(), None], dtype=object)
        codes = pc.fill_null(whole.indices, len(words) - 1)
        return list(words[np.asarray(codes)])
    values = column.to_numpy()
    if column.null_count and not pa.types.is_string(column.type):
        values = values.astype(object)
        values[np.asarray(column.is_null())] = None
    return list(values.tolist())
