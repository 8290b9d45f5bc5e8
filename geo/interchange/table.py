"""The events table as CSV."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from geo.interchange.cells import CellReader, ImportPreview, read_cells
from geo.model import EVENT_COLUMNS, Kind, Stance, Status

_FAR = 20_100_000  # half the way around the Earth, metres
_LONGEST_TEXT = 2_000_000_000


def write_table(table: pa.Table, out: Path) -> None:
    """Write EVENT_COLUMNS as CSV: UTF-8, comma, header; days and times in ISO, empty cells for gaps."""
    plain = pa.table({name: _as_text(table[name]) for name in EVENT_COLUMNS})
    pacsv.write_csv(plain, out, pacsv.WriteOptions(quoting_style="needed"))


def read_table(path: Path) -> ImportPreview:
    """What is understood of a CSV with columns of the events table; `event_id source_id kind` must be there."""
    return preview_from_cells(
        CellReader(read_cells(path, required=("event_id", "source_id", "kind"), what="a table of events")),
        what=path.name,
    )


def preview_from_cells(reader: CellReader, *, what: str) -> ImportPreview:
    """What is understood of text cells with columns of the events table."""
    columns: dict[str, Any] = {
        "event_id": reader.needed("event_id"),
        "source_id": reader.needed("source_id"),
        "kind": reader.choice("kind", [kind.value for kind in Kind]),
        "stance": reader.choice("stance", [stance.value for stance in Stance], Stance.ASSERTED.value),
        "status": reader.choice("status", [status.value for status in Status], Status.UNREVIEWED.value),
        "latitude": reader.number("latitude", -90, 90),
        "longitude": reader.number("longitude", -180, 180),
        "radius_m": reader.number("radius_m", 0, _FAR),
        "where_prec": reader.code("where_prec", range(1, 8)),
        "date_prec": reader.code("date_prec", range(1, 6)),
        "char_start": reader.number("char_start", 0, _LONGEST_TEXT),
        "char_end": reader.number("char_end", 0, _LONGEST_TEXT),
        "published_on": reader.day("published_on"),
        "date_start": reader.day("date_start"),
        "date_end": reader.day("date_end"),
        "reviewed_at": reader.moment("reviewed_at"),
    }
    for name in EVENT_COLUMNS:
        if name not in columns:
            columns[name] = reader.text(name)
    return reader.preview(columns, what=what)


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column.cast(pa.timestamp("s", tz="UTC")), "%Y-%m-%dT%H:%M:%SZ")
    return column
