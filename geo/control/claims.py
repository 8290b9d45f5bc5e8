"""Events to claims: the asserted reports of who holds a place."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.days import UNKNOWN, DayArray, IntArray, day_column, day_numbers
from geo.errors import BadTable
from geo.model import CONTROL_KINDS, PARTIAL_NOTE, Kind, Stance, Status, WherePrec

OFFENSIVE_DAYS = 30
"""How long before a capture an offensive of the same actor on the same place may begin and still be part of it."""

REQUIRED = ("event_id", "source_id", "kind", "stance", "place_id", "date_start", "date_end")
TEXT = (
    "source_id", "article_id", "kind", "actor", "opponent", "attributed_to", "place_id", "place_name", "place_kind",
    "status",
)  # fmt: skip
NUMBERS = {"longitude": "lon", "latitude": "lat", "where_prec": "where_prec", "radius_m": "radius_m"}
OPTIONAL = ("date_prec", "char_start", "published_on", "note")

CLAIM_COLUMNS = (
    "event_id", *TEXT, "lon", "lat", "where_prec", "radius_m", "date_prec", "opened_on", "date_start", "date_end",
    "published_on", "char_start",
)  # fmt: skip
"""The columns of a table of claims."""


def claims_from_events(events: pd.DataFrame | pa.Table) -> pd.DataFrame:
    """The claims among events: asserted, of a control kind, placed, dated and not rejected. Index 0..n-1.

    What is placed in a country as a whole, or on water or in the air, is left out: such a report speaks of a part that
    it does not name.

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
    opened = _opened(table, start, published)
    usable = (start != UNKNOWN) & (table["kind"] != str(Kind.OFFENSIVE)).to_numpy(dtype=bool)
    table = table.loc[usable].reset_index(drop=True)
    columns: dict[str, Any] = {"event_id": table["event_id"]}
    for name in TEXT:
        columns[name] = _category(table, name)
    for name, short in NUMBERS.items():
        columns[short] = _number(table, name)
    columns["date_prec"] = _number(table, "date_prec")
    columns["opened_on"] = day_column(opened[usable])
    columns["date_start"] = day_column(start[usable])
    columns["date_end"] = day_column(end[usable])
    columns["published_on"] = day_column(published[usable])
    columns["char_start"] = _number(table, "char_start")
    return pd.DataFrame({name: columns[name] for name in CLAIM_COLUMNS}, copy=False)


def _candidates(events: pd.DataFrame | pa.Table, names: Sequence[str]) -> pd.DataFrame:
    """The rows of `events` that can be claims, and the offensives, with the columns that claims need."""
    wanted = dict.fromkeys((*REQUIRED, *TEXT, *NUMBERS, *OPTIONAL))
    present = [name for name in wanted if name in names]
    table = (
        events.select(present).to_pandas(date_as_object=False)
        if isinstance(events, pa.Table)
        else pd.DataFrame(events[present])
    )
    keep = table["kind"].isin([str(kind) for kind in (*CONTROL_KINDS, Kind.OFFENSIVE)])
    keep &= table["stance"] == str(Stance.ASSERTED)
    keep &= table["place_id"].notna() & (table["place_id"] != "") & table["source_id"].notna()
    if "where_prec" in present:
        keep &= np.nan_to_num(_number(table, "where_prec")) < WherePrec.COUNTRY
    if "note" in present:  # a few streets, some villages: no claim on the whole, and not on its loss either
        keep &= ~table["note"].astype(object).fillna("").astype(str).str.startswith(PARTIAL_NOTE)
    if "status" in present:
        keep &= table["status"] != str(Status.REJECTED)
    return table.loc[keep]


def _opened(table: pd.DataFrame, start: DayArray, published: DayArray) -> DayArray:
    """The day from which each row's change is under way: that of the offensive that led to it, else its own first."""
    opened = start.copy()
    if "actor" not in table:
        return opened
    named = table["actor"].notna().to_numpy(dtype=bool) & (start != UNKNOWN)
    leading = np.flatnonzero(named & (table["kind"] == str(Kind.OFFENSIVE)).to_numpy(dtype=bool))
    captures = np.flatnonzero(named & (table["kind"] == str(Kind.CAPTURED)).to_numpy(dtype=bool))
    if not len(leading) or not len(captures):
        return opened
    _open(opened, table, ("source_id", "place_id", "actor"), leading, captures, start, published)
    if {"article_id", "char_start", "where_prec"} <= set(table.columns):
        # "An operation in the province on the 8th to take the town, and captured it on the 11th" is one sentence.
        wide = leading[_number(table, "where_prec")[leading] >= WherePrec.SECOND_ORDER_AREA]
        _open(opened, table, ("article_id", "char_start", "actor"), wide, captures, start, published)
    return opened


def _open(  # noqa: PLR0917  (parallel arrays of one table)
    opened: DayArray, table: pd.DataFrame, alike: Sequence[str], leading: IntArray, captures: IntArray,
    start: DayArray, published: DayArray,
) -> None:  # fmt: skip
    """Set `opened` of the captures that a leading offensive alike in some columns precedes."""
    key = np.zeros(len(table), np.int64)
    for name in alike:
        numbers = pd.factorize(table[name])[0].astype(np.int64)
        key = pd.factorize(key * (numbers.max() + 2) + numbers + 1)[0].astype(np.int64)
    day = (key << 42) + start
    leading = leading[np.argsort(day[leading], kind="stable")]
    told = np.append(day[leading], np.iinfo(np.int64).max)
    at = np.searchsorted(told, day[captures] - OFFENSIVE_DAYS, side="left")
    preceded = told[at] <= day[captures]
    for capture, first in zip(captures[preceded], at[preceded], strict=True):
        for number in range(first, np.searchsorted(told, day[capture], side="right")):
            # Known by then: published no later than the capture, as far as days of publication are known.
            if published[capture] == UNKNOWN or published[leading[number]] <= published[capture]:
                opened[capture] = min(opened[capture], start[leading[number]])
                break


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
