"""The event table as columns: read from the database once, then kept up to date by what changed.

A database hands over a million rows in several seconds; a Parquet file hands over the columns that are
asked for in a fraction of one. So a large table is written once to a Parquet file beside the store, and what was
changed since (every event carries the revision of its last change) is laid over it. The file can be
deleted at any time: it is made again.
"""

import os
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sqlalchemy import Connection, Engine, func, select

from geo.model import EVENT_COLUMNS
from geo.store.schema import event_table, removed_table
from geo.store.table import EVENT_SCHEMA, REPETITIVE_COLUMNS, columns_from_rows

SNAPSHOT_COLUMNS = ("row", *EVENT_COLUMNS)
_FILE_FROM_ROWS = 20_000
_BATCH_ROWS = 50_000
_FORM = b"1"


@dataclass(slots=True)
class Snapshot:
    """Columns of all events of one store, at its current revision.

    `path` is where a large table's Parquet file lies; None keeps everything in memory.
    """

    engine: Engine
    store_id: str
    path: Path | None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _base: pa.Table | None = None
    _base_file: Path | None = None
    _base_revision: int = -1
    _revision: int = -1
    _changed: pa.Table | None = None
    _gone: pa.Array | None = None

    def columns(
        self, names: Sequence[str], revision: int, keep: Callable[[pa.Table], pa.Table] | None = None
    ) -> pa.Table:
        """The named columns (of SNAPSHOT_COLUMNS) of every event, in the order of their rows.

        Text of few values comes dictionary-encoded. `revision` is the store's, as just read. `keep` drops rows from a
        table of the named columns; a file is read a part at a time, so that what is dropped takes no memory.
        """
        with self._lock:
            if revision != self._revision:
                self._refresh(revision)
            base, changed, gone = self._base, self._changed, self._gone
            file = self._base_file
        wanted = list(dict.fromkeys([*names, "row"]))
        table = base.select(wanted) if base is not None else _read(file, wanted, keep)
        if keep is not None and base is not None:
            table = keep(table)
        if changed is not None and gone is not None and len(gone):
            kept = table.filter(pc.invert(pc.is_in(table["row"], value_set=gone)))
            newer = _encode(changed.select(wanted))
            table = pa.concat_tables([kept, newer if keep is None else keep(newer)])
            table = table.unify_dictionaries().sort_by("row")
        return table.select(list(names))

    def few(self, column: str, values: Sequence[str], names: Sequence[str]) -> pa.Table:
        """The named columns of the events whose `column` is among `values`, asked of the database, by row.

        For an indexed column and few values this beats reading a million rows' columns.
        """
        query = _query().where(event_table.c[column].in_(values))
        with self.engine.connect() as connection:
            table = columns_from_rows(connection.execute(query).fetchall(), SNAPSHOT_COLUMNS)
        return _encode(table.select(list(names)))

    def _refresh(self, revision: int) -> None:
        with self.engine.connect() as connection:
            if self._base_revision < 0:
                self._open_base(connection, revision)
            self._changed, self._gone = self._since(connection, self._base_revision)
            base_rows = self._base.num_rows if self._base is not None else _rows_of(self._base_file)
            if len(self._gone) > max(_FILE_FROM_ROWS, base_rows // 10):
                self._make_base(connection, revision)
                self._changed, self._gone = self._since(connection, self._base_revision)
        self._revision = revision

    def _open_base(self, connection: Connection, revision: int) -> None:
        kept = _kept_revision(self.path, self.store_id)
        if kept is not None and kept <= revision:
            self._base, self._base_file, self._base_revision = None, self.path, kept
        else:
            self._make_base(connection, revision)

    def _make_base(self, connection: Connection, revision: int) -> None:
        count = connection.execute(select(func.count()).select_from(event_table)).scalar_one()
        if self.path is not None and count >= _FILE_FROM_ROWS and self._write_file(connection, revision):
            self._base, self._base_file = None, self.path
        else:
            batches = list(_batches(connection))
            self._base = _encode(pa.concat_tables(batches)).combine_chunks()
            self._base_file = None
        self._base_revision = revision

    def _write_file(self, connection: Connection, revision: int) -> bool:
        """Whether the file could be written; a read-only folder only costs memory."""
        assert self.path is not None
        notes = {b"dateline_form": _FORM, b"store_id": self.store_id.encode(), b"revision": str(revision).encode()}
        schema = pa.schema([("row", pa.int64()), *EVENT_SCHEMA], metadata=notes)
        try:
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name, suffix=".part")
            os.close(handle)
        except OSError:
            return False
        made = Path(name)
        try:
            with pq.ParquetWriter(made, schema, compression="zstd", compression_level=1) as writer:
                for batch in _batches(connection):
                    writer.write_table(batch.cast(schema))
            made.replace(self.path)
        except OSError:
            return False
        finally:
            made.unlink(missing_ok=True)
        return True

    def _since(self, connection: Connection, revision: int) -> tuple[pa.Table, pa.Array]:
        query = _query().where(event_table.c.changed > revision)
        changed = columns_from_rows(connection.execute(query).fetchall(), SNAPSHOT_COLUMNS)
        removed = connection.execute(select(removed_table.c.row).where(removed_table.c.revision > revision)).fetchall()
        rows = np.concatenate([changed["row"].to_numpy(), np.array([row for (row,) in removed], dtype=np.int64)])
        return changed, pa.array(rows, pa.int64())


def _query() -> Any:
    return select(*(event_table.c[name] for name in SNAPSHOT_COLUMNS)).order_by(event_table.c.row)


def _batches(connection: Connection) -> Any:
    """All events in tables of some ten thousand rows; one empty table where there is none."""
    result = connection.execution_options(yield_per=_BATCH_ROWS).execute(_query())
    found = False
    for rows in result.partitions():
        found = True
        yield columns_from_rows(rows, SNAPSHOT_COLUMNS)
    if not found:
        yield columns_from_rows([], SNAPSHOT_COLUMNS)


def _encode(table: pa.Table) -> pa.Table:
    for index, name in enumerate(table.column_names):
        if name in REPETITIVE_COLUMNS and not pa.types.is_dictionary(table.schema.field(name).type):
            table = table.set_column(index, name, table[name].dictionary_encode())
    return table


def _read(file: Path | None, names: Sequence[str], keep: Callable[[pa.Table], pa.Table] | None) -> pa.Table:
    assert file is not None
    if keep is None:
        table = pq.read_table(file, columns=list(names), read_dictionary=list(REPETITIVE_COLUMNS))
        return table.replace_schema_metadata(None).unify_dictionaries()
    with pq.ParquetFile(file, read_dictionary=list(REPETITIVE_COLUMNS)) as opened:
        parts = [keep(opened.read_row_group(at, columns=list(names))) for at in range(opened.num_row_groups)]
    if not parts:
        return keep(pq.read_table(file, columns=list(names), read_dictionary=list(REPETITIVE_COLUMNS)))
    return pa.concat_tables(parts).select(list(names)).replace_schema_metadata(None).unify_dictionaries()


def _rows_of(file: Path | None) -> int:
    assert file is not None
    return int(pq.read_metadata(file).num_rows)


def _kept_revision(path: Path | None, store_id: str) -> int | None:
    """The revision of the store that the file holds; None where there is no file, or it is another store's."""
    if path is None or not path.is_file():
        return None
    try:
        notes = pq.read_schema(path).metadata or {}
    except (pa.ArrowInvalid, OSError):
        return None
    if notes.get(b"dateline_form") != _FORM or notes.get(b"store_id") != store_id.encode():
        return None
    return int(notes[b"revision"])
