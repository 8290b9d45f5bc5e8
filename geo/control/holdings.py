"""Spans to holdings: who is said to hold what on one day."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from geo.control.spans import SPAN_COLUMNS, holding_spans
from geo.days import OPEN, UNKNOWN, day_number, day_numbers
from geo.errors import BadQuery

CARRY_FORWARD_DAYS = 180
"""How long a claim counts when the user sets nothing else."""

HOLDING_COLUMNS = (
    "source_id", "place_id", "place_name", "lon", "lat", "place_kind", "where_prec", "radius_m", "state", "holder",
    "besieger", "previous", "since", "claim", "age_days", "stale", "next_holder", "next_from", "certain_from",
    "certain_to", "event_id", "event_ids", "article_id", "attributed_to", "published_on",
)  # fmt: skip
"""The columns of a table of holdings."""

_WORDS = ("source_id", "place_id", "place_name", "place_kind", "state", "holder", "besieger", "previous", "next_holder",
          "article_id", "attributed_to")  # fmt: skip


def holdings_on(
    claims_or_spans: pd.DataFrame,
    day: dt.date | str,
    *,
    by: str = "happened",
    carry_forward_days: int = CARRY_FORWARD_DAYS,
    min_date_prec: int | None = None,
    reviewed_only: bool = False,
    without: Sequence[str] = (),
    side_of: Callable[[str], str] | None = None,
) -> pd.DataFrame:
    """One row a source and place of which that source says something that bears on `day`.

    Takes claims or the spans made of them; spans already carry `by` and the other assumptions, so that only
    `carry_forward_days` and `without` still act on them. `since` is the day from which the holder is said to stand
    (the first possible day while the place is changing), `age_days` the days from the last claim to `day`, never below
    0, and `stale` whether they exceed `carry_forward_days`. Sources that never spoke of a place have no row: they are
    silent. Raises BadQuery for an unreadable day or a negative number of days.
    """
    if carry_forward_days < 0:
        message = f"carry_forward_days={carry_forward_days} must not be negative"
        raise BadQuery(message)
    number = day_number(day)
    spans = claims_or_spans
    if "from" not in spans.columns:
        spans = holding_spans(
            spans, by=by, min_date_prec=min_date_prec, reviewed_only=reviewed_only, without=without, side_of=side_of
        )
    first, last = spans["from"].to_numpy(), spans["to"].to_numpy()
    stamp = np.array(number, "datetime64[D]").astype(first.dtype)
    rows = np.flatnonzero((first <= stamp) & ((last >= stamp) | np.isnat(last)))
    if len(without):
        rows = rows[~spans["source_id"].take(rows).isin(list(without)).to_numpy()]
    columns: dict[str, Any] = {name: _taken(spans[name], rows) for name in SPAN_COLUMNS if name in spans.columns}
    claim = day_numbers(spans["claim"].take(rows))
    age = np.maximum(number - np.where(claim == UNKNOWN, OPEN, claim), 0)
    begun = columns["certain_from"].to_numpy()
    columns["since"] = pd.Series(np.where(np.isnat(begun), columns["from"].to_numpy(), begun))
    columns["age_days"] = pd.Series(age)
    columns["stale"] = pd.Series(age > carry_forward_days)
    return pd.DataFrame({name: columns[name] for name in HOLDING_COLUMNS}, copy=False)


def _taken(column: "pd.Series[Any]", rows: Any) -> "pd.Series[Any]":
    """The rows of a column; categories become plain text, which any caller can compare and print."""
    values = column.array
    if column.name in _WORDS and isinstance(values, pd.Categorical):
        codes, names = values.codes.take(rows), values.categories.to_numpy(dtype=object)
        words = names.take(codes, mode="wrap") if len(names) else np.empty(len(codes), dtype=object)
        words[codes < 0] = None
        return pd.Series(words, dtype=object, copy=False)
    return column.take(rows).reset_index(drop=True)
