"""Writing and removing many events at once."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, delete, select
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
    for start in range(0, table.num_rows, _BATCH_ROWS):
        connection.execute(statement, _rows(table.slice(start, _BATCH_ROWS), revision))
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
        where=event_table.c.status == Status.UNREVIEWED.value,
    )


def _rows(table: pa.Table, revision: int) -> list[dict[str, Any]]:
    names, columns = ["changed"], [[revision] * table.num_rows]
    for name in EVENT_COLUMNS:
        column = table[name]
        if pa.types.is_date(column.type):
            column = column.cast(pa.string())
        elif pa.types.is_timestamp(column.type):
            column = pc.strftime(column, "%Y-%m-%dT%H:%M:%S+00:00")
        names.append(name)
        columns.append(column.to_pylist())
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
