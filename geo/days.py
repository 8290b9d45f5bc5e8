"""Days as whole numbers, so that a million of them sort and compare in numpy.

A day is its number since 1970-01-01. `UNKNOWN` stands for a day that nobody gave. Spans include both ends; a span
without an end runs to `OPEN`.
"""

import datetime as dt
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from geo.errors import BadQuery, BadTable

DayArray = npt.NDArray[np.int64]
IntArray = npt.NDArray[np.int64]

UNKNOWN = -(2**40)
"""A day that nobody gave; before every real day."""

OPEN = 2**40
"""The end of a span that has none; after every real day."""


def day_numbers(column: "pd.Series[Any]") -> DayArray:
    """The days of a column as numbers since 1970-01-01, `UNKNOWN` where it is empty.

    Takes datetime64 of any unit, Arrow dates, `datetime.date` objects and ISO strings; a time of day and a time zone
    are dropped as written. Raises BadTable for anything else.
    """
    values = column
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.tz_localize(None)
    if isinstance(values.dtype, pd.ArrowDtype) or values.dtype == object:
        try:
            values = pa.array(values, from_pandas=True).cast(pa.date32()).to_pandas(date_as_object=False)
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
            values = _parsed(values)
    elif not np.issubdtype(values.to_numpy().dtype, np.datetime64):
        values = _parsed(values)
    days: DayArray = values.to_numpy().astype("datetime64[D]").astype(np.int64)
    days[values.isna().to_numpy()] = UNKNOWN
    return days


def _parsed(values: "pd.Series[Any]") -> "pd.Series[Any]":
    try:
        return pd.Series(pd.to_datetime(values, format="ISO8601"))
    except (ValueError, TypeError) as error:
        message = f"column {values.name!r} holds something that is no day: {error}"
        raise BadTable(message) from error


def day_number(day: dt.date | str | pd.Timestamp | np.datetime64 | int) -> int:
    """The number of one day; raises BadQuery for a text that is no ISO day.

    >>> day_number(dt.date(1970, 1, 2)), day_number("1970-01-03")
    (1, 2)
    """
    if isinstance(day, int):
        return day
    try:
        number = int(np.datetime64(pd.Timestamp(day).date(), "D").astype(np.int64))
    except (ValueError, TypeError) as error:
        message = f"{day!r} is no day; write it as 2016-12-11"
        raise BadQuery(message) from error
    return number


def day_column(days: DayArray) -> pd.DatetimeIndex:
    """Day numbers as datetime64[s]; `UNKNOWN` and `OPEN` become NaT."""
    known = (days > UNKNOWN) & (days < OPEN)
    stamps = np.where(known, days, 0).astype("datetime64[D]").astype("datetime64[s]")
    stamps[~known] = np.datetime64("NaT")
    return pd.DatetimeIndex(stamps)


def covered(key: IntArray, first: DayArray, last: DayArray, *, least: int = 1) -> tuple[IntArray, DayArray, DayArray]:
    """The maximal spans, per key, of the days on which at least `least` of the given spans run.

    Returns keys, first days and last days, sorted by key and day. Spans that touch (one ends the day before the next
    begins) come back as one.
    """
    where, when, running = _swept(key, first, last, np.ones(len(key), np.int64))
    return _stretches(where, when, running >= least)


def days_without(
    spans: tuple[IntArray, DayArray, DayArray], others: tuple[IntArray, DayArray, DayArray]
) -> tuple[IntArray, DayArray, DayArray]:
    """The maximal spans, per key, of the days on which a span of `spans` runs and none of `others`.

    Both are keys, first days and last days; so is what comes back, sorted by key and day.
    """
    key, first, last = (np.concatenate(columns) for columns in zip(spans, others, strict=True))
    heavy = len(spans[0]) + 1
    weight = np.repeat(np.array([1, heavy], np.int64), [len(spans[0]), len(others[0])])
    where, when, running = _swept(key, first, last, weight)
    return _stretches(where, when, (running >= 1) & (running < heavy))


def _swept(key: IntArray, first: DayArray, last: DayArray, weight: IntArray) -> tuple[IntArray, DayArray, IntArray]:
    """The days on which the weight of the spans that run changes, per key, and the weight from then on."""
    real = first <= last
    key, first, last, weight = key[real], first[real], last[real], weight[real]
    where = np.concatenate([key, key])
    when = np.concatenate([first, last + 1])
    step = np.concatenate([weight, -weight])
    order = np.lexsort((when, where))
    where, when = where[order], when[order]
    running = np.cumsum(step[order])
    final = np.append((where[1:] != where[:-1]) | (when[1:] != when[:-1]), True)[: len(where)]
    return where[final], when[final], running[final]


def _stretches(where: IntArray, when: DayArray, inside: npt.NDArray[np.bool_]) -> tuple[IntArray, DayArray, DayArray]:
    """Keys, first days and last days of the stretches that are inside."""
    before = np.append(False, inside[:-1] & (where[1:] == where[:-1]))[: len(where)]
    begins, ends = inside & ~before, ~inside & before
    return where[begins], when[begins], when[ends] - 1
