"""Events to claims: the asserted reports of who holds a place."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.days import UNKNOWN, day_column, day_numbers
from geo.errors import BadTable
from geo.model import CONTROL_KINDS, Stance, Status

REQUIRED = ("event_id", "source_id", "kind", "stance", "place_id", "date_start", "date_end")
TEXT = (
    "source_id", "article_id", "kind", "actor", "opponent", "attributed_to", "place_id", "place_name", "place_kind",
    "status",
)  # fmt: skip
NUMBERS = {"longitude": "lon", "latitude": "lat", "where_prec": "where_prec", "radius_m": "radius_m"}
OPTIONAL = ("date_prec", "char_start", "published_on")

CLAIM_COLUMNS = (
    "event_id", *TEXT, "lon", "lat", "where_prec", "radius_m", "date_prec", "date_start", "date_end", "published_on",
    "char_start",
)  # fmt: skip
"""The columns of a table of claims."""


def claims_from_events(events: pd.DataFrame | pa.Table) -> pd.DataFrame:
    """The claims among events: asserted, of a control kind, placed, dated and not rejected. Index 0..n-1.

    `events` has the columns of the events table (`REQUIRED` at least); days may be datetime64, Arrow dates or
    `datetime.date`. Text columns come back as categories, days as datetime64. A claim with only an earliest day is
    taken to end on the day its article was published, since a report is not of the future; one with only a latest
    day is taken to lie on it; one with neither is left out, as it would never begin. Raises BadTable where a column
    is missing or holds no days.
    """
    names = events.column_names if isinstance(events, pa.Table) else list(events.columns)
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        message = f"the events table lacks {', '.join(missing)}; the columns are named in geo.model.EVENT_COLUMNS"
        raise BadTable(message)
    table = _candidates(events, names)
    start, end = day_numbers(table["date_start"]), day_numbers(table["date_end"])
    published = _days_or_unknown(table, "published_on")
    # max: where the publication is unknown or earlier, the claim lies on its first day
    end = np.where((end == UNKNOWN) & (start != UNKNOWN), np.maximum(start, published), end)
    start = np.where(start == UNKNOWN, end, start)
    start, end = np.minimum(start, end), np.maximum(start, end)
    usable = start != UNKNOWN
    table = table.loc[usable].reset_index(drop=True)
    columns: dict[str, Any] = {"event_id": table["event_id"]}
    for name in TEXT:
        columns[name] = _category(table, name)
    for name, short in NUMBERS.items():
        columns[short] = _number(table, name)
    columns["date_prec"] = _number(table, "date_prec")
    columns["date_start"] = day_column(start[usable])
    columns["date_end"] = day_column(end[usable])
    columns["published_on"] = day_column(published[usable])
    columns["char_start"] = _number(table, "char_start")
    return pd.DataFrame(columns)[list(CLAIM_COLUMNS)]


def _candidates(events: pd.DataFrame | pa.Table, names: Sequence[str]) -> pd.DataFrame:
    """The rows of `events` that can be claims, with the columns that claims need."""
    wanted = dict.fromkeys((*REQUIRED, *TEXT, *NUMBERS, *OPTIONAL))
    present = [name for name in wanted if name in names]
    table = (
        events.select(present).to_pandas(date_as_object=False)
        if isinstance(events, pa.Table)
        else pd.DataFrame(events[present])
    )
    keep = table["kind"].isin([str(kind) for kind in CONTROL_KINDS])
    keep &= table["stance"] == str(Stance.ASSERTED)
    keep &= table["place_id"].notna() & (table["place_id"] != "") & table["source_id"].notna()
    if "status" in present:
        keep &= table["status"] != str(Status.REJECTED)
    return table.loc[keep]


def _category(table: pd.DataFrame, name: str) -> pd.Categorical:
    if name not in table:
        return pd.Categorical.from_codes(np.full(len(table), -1, np.int8), categories=pd.Index([], dtype=object))
    column = table[name]
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.cat.remove_unused_categories()
        if "" not in column.cat.categories:
            return pd.Categorical(column)
    codes, found = pd.factorize(column, sort=True)
    values = np.array([str(value) for value in found], dtype=object)
    if len(values) and values[0] == "":  # an empty cell of a CSV is no name
        codes, values = codes - 1, values[1:]
    return pd.Categorical.from_codes(np.maximum(codes, -1), categories=pd.Index(values, dtype=object))


def _number(table: pd.DataFrame, name: str) -> Any:
    if name not in table:
        return np.full(len(table), np.nan)
    return pd.to_numeric(table[name], errors="coerce").to_numpy(dtype=float, na_value=np.nan)


def _days_or_unknown(table: pd.DataFrame, name: str) -> Any:
    return day_numbers(table[name]) if name in table else np.full(len(table), UNKNOWN)
