"""Stretches of days on places, and which rows of a table of spans fall into them."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from geo.days import OPEN, UNKNOWN, DayArray, IntArray, day_numbers

_SPREAD = 1 << 42  # days that a key of place and day leaves room for


class Stretches(NamedTuple):
    """Places by number, each with a first and a last day (both included)."""

    place: IntArray
    first: DayArray
    last: DayArray


def live_days(spans: pd.DataFrame, carry_forward_days: int) -> tuple[DayArray, DayArray]:
    """The first and the last day on which each span is not yet stale; last before first where it is at once."""
    last = day_numbers(spans["to"])
    last = np.where(last == UNKNOWN, OPEN, last)
    return day_numbers(spans["from"]), np.minimum(last, day_numbers(spans["claim"]) + carry_forward_days)


def rows_within(rows: Stretches, stretches: Stretches) -> tuple[IntArray, IntArray]:
    """The pairs (number of a stretch, number of a row) that share a place and a day, sorted.

    `stretches` are sorted by place and day and never overlap. A row that ends before it begins is in none.
    """
    real = np.flatnonzero(rows.first <= rows.last)
    place = rows.place[real] * _SPREAD
    # Stretches of one place are apart, so a row meets a run of them: find the first of it and the one past its last.
    low = np.searchsorted(stretches.place * _SPREAD + stretches.last, place + rows.first[real], side="left")
    high = np.searchsorted(stretches.place * _SPREAD + stretches.first, place + rows.last[real], side="right")
    count = np.maximum(high - low, 0)
    row = np.repeat(real, count)
    begin = np.append(0, np.cumsum(count)[:-1])[: len(count)]
    stretch = np.repeat(low - begin, count) + np.arange(int(count.sum()))
    order = np.lexsort((row, stretch))
    return stretch[order], row[order]
