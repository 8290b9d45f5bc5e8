"""Text cells to typed columns, with every cell that cannot be understood named by row and column."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import BadTable
from geo.model import EVENT_COLUMNS
from geo.store import EVENT_SCHEMA


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A cell that could not be understood: the row (1 is the first below the header), the column, the reason."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What was understood of a file, before anything is stored.

    `table` holds the understood rows with EVENT_COLUMNS; `problems` name the others, which are not in it.
    `notes` say in words how codes were read; `source_names` are names of sources by `source_id`.
    """

    what: str
    table: pa.Table
    rows_read: int
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[str, ...] = ()
    source_names: Mapping[str, str] = field(default_factory=dict)

    def summary(self) -> dict[str, Any]:
        """What was understood, in figures: rows, sources, kinds, first and last day, gaps, notes."""
        table = self.table
        days = pc.min_max(pa.chunked_array([*table["date_start"].chunks, *table["date_end"].chunks], pa.date32()))
        first, last = days["min"].as_py(), days["max"].as_py()
        return {
            "file": self.what,
            "rows": self.rows_read,
            "understood": table.num_rows,
            "problems": len(self.problems),
            "sources": _counts(table["source_id"]),
            "kinds": _counts(table["kind"]),
            "first_day": first.isoformat() if first else None,
            "last_day": last.isoformat() if last else None,
            "undated": pc.and_(pc.is_null(table["date_start"]), pc.is_null(table["date_end"])).to_pylist().count(True),
            "unplaced": table["latitude"].null_count,
            "notes": list(self.notes),
        }


def _counts(column: pa.ChunkedArray) -> dict[str, int]:
    """How often each value occurs, the most frequent first."""
    found = [(str(entry["values"]), int(entry["counts"])) for entry in pc.value_counts(column).to_pylist()]
    return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def read_cells(path: Path, *, required: Sequence[str], what: str) -> pd.DataFrame:
    """The cells of a CSV file as text, empty ones as "". BadTable where it is no table or lacks a column.

    Comma or semicolon, UTF-8 with or without a mark.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline()
        separator = ";" if head.count(";") > head.count(",") else ","
        cells = pd.read_csv(
            path, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig", sep=separator, engine="c"
        )
    except OSError as error:
        raise BadTable(f"{path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise BadTable(f"{path}: not UTF-8; save it as UTF-8") from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise BadTable(f"{path}: not a table: {' '.join(str(error).split())}") from error
    cells.columns = pd.Index([str(name).strip() for name in cells.columns])
    missing = [name for name in required if name not in cells.columns]
    if missing:
        found = ", ".join(map(str, cells.columns))[:200]
        raise BadTable(f"{path}: no column {', '.join(missing)}, so not {what} (its columns: {found})")
    return cells.reset_index(drop=True)


class CellReader:
    """The columns of a table of text cells, read one at a time; what is wrong is gathered, not raised."""

    def __init__(self, cells: pd.DataFrame) -> None:
        self.cells = cells
        self._problems: dict[int, RowProblem] = {}

    def __len__(self) -> int:
        return len(self.cells)

    def text(self, name: str, default: str | None = None) -> "pd.Series[Any]":
        """The cells of a column, stripped; `default` where they are empty or the column is missing."""
        if name not in self.cells.columns:
            return pd.Series([default] * len(self), dtype=object)
        cells = self.cells[name].astype(object).map(str.strip)
        return cells.where(cells != "", default)

    def number(self, name: str, low: float, high: float) -> "pd.Series[Any]":
        """Numbers from `low` to `high`; NaN where the cell is empty."""
        cells = self.text(name)
        numbers = pd.to_numeric(cells, errors="coerce").astype(float)
        wrong = cells.notna() & ~numbers.between(low, high)
        self.refuse(wrong, name, lambda row: f"{cells[row]!r} is no number from {low:g} to {high:g}")
        return numbers

    def code(self, name: str, allowed: Collection[int]) -> "pd.Series[Any]":
        """Whole numbers among `allowed`; NaN where the cell is empty."""
        cells = self.text(name)
        numbers = pd.to_numeric(cells, errors="coerce").astype(float)
        wrong = cells.notna() & ~numbers.isin(list(allowed))
        known = " ".join(map(str, sorted(allowed)))
        self.refuse(wrong, name, lambda row: f"{cells[row]!r} is none of {known}")
        return numbers

    def choice(self, name: str, allowed: Collection[str], default: str | None = None) -> "pd.Series[Any]":
        """Words among `allowed`; `default` where the cell is empty (a problem where there is no default)."""
        cells = self.text(name, default)
        known = " ".join(sorted(allowed))
        self.refuse(~cells.isin(list(allowed)), name, lambda row: f"{cells[row] or ''!r} is none of {known}")
        return cells

    def needed(self, name: str) -> "pd.Series[Any]":
        """The cells of a column that may not be empty."""
        cells = self.text(name)
        self.refuse(cells.isna(), name, lambda row: "is empty")
        return cells

    def day(self, name: str) -> "pd.Series[Any]":
        """ISO days as text; a time behind the day is dropped."""
        cells = self.text(name)
        days = pd.to_datetime(cells.str.slice(0, 10), format="%Y-%m-%d", errors="coerce") if len(cells) else cells
        self.refuse(cells.notna() & days.isna(), name, lambda row: f"{cells[row]!r} is no day; write YYYY-MM-DD")
        return cells.str.slice(0, 10) if len(cells) else cells

    def moment(self, name: str) -> "pd.Series[Any]":
        """ISO times as text in UTC, to the second."""
        cells = self.text(name)
        times = pd.to_datetime(cells, format="ISO8601", errors="coerce", utc=True)
        self.refuse(cells.notna() & times.isna(), name, lambda row: f"{cells[row]!r} is no ISO time")
        return times.dt.strftime("%Y-%m-%dT%H:%M:%SZ").astype(object).where(times.notna(), None)

    def refuse(self, wrong: "pd.Series[Any]", name: str, reason: Callable[[int], str]) -> None:
        """Mark the rows where `wrong` holds; the first problem of a row is the one that is told."""
        for row in wrong.index[wrong.fillna(value=True).astype(bool)]:
            self._problems.setdefault(int(row), RowProblem(int(row) + 1, name, reason(int(row))))

    def preview(
        self,
        columns: Mapping[str, Any],
        *,
        what: str,
        notes: Sequence[str] = (),
        source_names: Mapping[str, str] | None = None,
    ) -> ImportPreview:
        """The preview of these columns of the events table, without the rows that have a problem."""
        frame = pd.DataFrame({name: columns.get(name) for name in EVENT_COLUMNS}, index=self.cells.index)
        self._check_spans(frame)
        self._check_points(frame)
        ids = frame["event_id"]
        self.refuse(ids.duplicated() & ids.notna(), "event_id", lambda row: f"{ids[row]!r} stands above already")
        good = frame.drop(index=list(self._problems))
        return ImportPreview(
            what=what,
            table=_arrow(good),
            rows_read=len(self),
            problems=tuple(problem for _, problem in sorted(self._problems.items())),
            notes=tuple(notes),
            source_names=source_names or {},
        )

    def _check_spans(self, frame: pd.DataFrame) -> None:
        start, end = frame["date_start"], frame["date_end"]
        both = start.notna() & end.notna()
        self.refuse(both & (start.where(both, "") > end.where(both, "")), "date_start",
                    lambda row: f"{start[row]} is after date_end {end[row]}")  # fmt: skip

    def _check_points(self, frame: pd.DataFrame) -> None:
        half = frame["latitude"].isna() != frame["longitude"].isna()
        self.refuse(half, "latitude", lambda row: "latitude and longitude go together; one is empty")


_NEVER_NULL: Mapping[str, Any] = {
    "stance": "asserted", "status": "unreviewed", "article_id": "", "url": "", "quote": "", "rule": "", "note": "",
    "char_start": 0, "char_end": 0,
}  # fmt: skip


def _arrow(frame: pd.DataFrame) -> pa.Table:
    arrays = []
    for name in EVENT_COLUMNS:
        wanted = EVENT_SCHEMA.field(name).type
        column = frame[name].astype(object)
        column = column.where(column.notna(), _NEVER_NULL.get(name))
        if pa.types.is_integer(wanted):
            array = pa.array(column.tolist(), pa.float64(), from_pandas=True).cast(wanted)
        elif pa.types.is_floating(wanted):
            array = pa.array(column.tolist(), wanted, from_pandas=True)
        else:
            array = pa.array(column.tolist(), pa.string(), from_pandas=True).cast(wanted)
        arrays.append(array)
    return pa.table(arrays, schema=EVENT_SCHEMA)
