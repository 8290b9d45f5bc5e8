"""Events from a Parquet file in the home folder, answered like the store's."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geo.errors import BadQuery, BadTable, UnknownRecord
from geo.model import EVENT_COLUMNS, Source
from geo.resources import home_path
from geo.store import EventFilter, apply_filter, decoded, source_colour
from geo.store.table import REPETITIVE_COLUMNS, conform_events


@dataclass(frozen=True, slots=True)
class ParquetEvents:
    """The events of one Parquet file; a row number is the row's place in the file."""

    path: Path

    def fingerprint(self) -> str:
        """What names this state of the file: its name, size and time of change."""
        stamp = self.path.stat()
        return f"{self.path.name}-{stamp.st_size:x}-{stamp.st_mtime_ns:x}"

    def event_arrow(self, chosen: EventFilter, *, columns: Sequence[str], encoded: bool = True) -> pa.Table:
        """The chosen events with the asked columns, as `Store.event_arrow`; `row` is the place in the file."""
        wanted = [name for name in EVENT_COLUMNS if name in {*columns, *chosen.columns()}]
        table = conform_events(self._read(wanted), what=self.path.name, columns=wanted)
        table = table.append_column("row", pa.array(np.arange(table.num_rows, dtype=np.uint32)))
        table = apply_filter(table, chosen).select(list(columns))
        return table if encoded else decoded(table)

    def sources(self) -> list[Source]:
        """The sources in the file, by name, with a colour each."""
        names = sorted(str(name) for name in self._read(["source_id"])["source_id"].unique().to_pylist() if name)
        return [Source(name, name, colour=source_colour(index)) for index, name in enumerate(names)]

    def detail(self, row: str) -> Mapping[str, Any]:
        """One event whole by its row number; UnknownRecord where the file has no such row."""
        file = pq.ParquetFile(self.path)
        if not (row.isascii() and row.isdigit()) or int(row) >= file.metadata.num_rows:
            raise UnknownRecord(f"{self.path.name} has no row {row[:40]!r}; it has {file.metadata.num_rows}")
        left = int(row)
        for group in range(file.num_row_groups):
            size = file.metadata.row_group(group).num_rows
            if left < size:
                columns = [name for name in EVENT_COLUMNS if name in file.schema_arrow.names]
                found = file.read_row_group(group, columns=columns).slice(left, 1).to_pylist()[0]
                break
            left -= size
        event = {name: json_value(found.get(name)) for name in EVENT_COLUMNS}
        return {
            **event,
            "row": int(row),
            "article": None,
            "source": {"id": event["source_id"]},
            "answers": [],
            "neighbours": [],
        }

    def _read(self, names: Sequence[str]) -> pa.Table:
        try:
            present = set(pq.read_schema(self.path).names)
            columns = [name for name in names if name in present]
            return pq.read_table(self.path, columns=columns, read_dictionary=list(REPETITIVE_COLUMNS))
        except (pa.ArrowInvalid, OSError) as error:
            raise BadTable(f"{self.path.name}: not a readable Parquet file: {error}") from error


def open_parquet(name: str) -> ParquetEvents:
    """The file of that name, which must lie in the home folder: a query never reads elsewhere. BadQuery if not."""
    home = home_path().resolve()
    if "\0" in name:
        raise BadQuery("parquet= holds a zero byte; it must name a .parquet file in the home folder")
    path = (home / name).resolve()
    if not path.is_relative_to(home) or path.suffix != ".parquet":
        raise BadQuery(f"parquet={name[:80]!r} is not a .parquet file in the home folder {home}")
    if not path.is_file():
        raise BadQuery(f"parquet={name[:80]!r}: no such file in the home folder {home}")
    return ParquetEvents(path)


def json_value(value: Any) -> Any:
    """The value as JSON has it: days and times as ISO text, NaN as null."""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, float) and math.isnan(value):
        return None
    return value
