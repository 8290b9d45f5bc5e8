"""Days as numbers, and spans of days laid over each other."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.days import OPEN, UNKNOWN, covered, day_column, day_number, day_numbers, days_without
from geo.errors import BadQuery, BadTable

COLUMNS = {
    "dates": pd.Series([dt.date(1970, 1, 3), None], dtype=object),
    "texts": pd.Series(["1970-01-03", None]),
    "seconds": pd.Series(pd.to_datetime(["1970-01-03 23:59", None]).astype("datetime64[s]")),
    "nanoseconds": pd.Series(pd.to_datetime(["1970-01-03", None]).astype("datetime64[ns]")),
    "a time zone": pd.Series(pd.to_datetime(["1970-01-03 23:00", None]).tz_localize("Asia/Damascus")),
    "arrow": pd.Series([dt.date(1970, 1, 3), None], dtype="date32[day][pyarrow]"),
}


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS.keys())
def test_day_numbers(column: pd.Series) -> None:
    assert day_numbers(column).tolist() == [2, UNKNOWN]


def test_a_column_of_something_else_is_named() -> None:
    with pytest.raises(BadTable, match="when"):
        day_numbers(pd.Series(["soon"], name="when"))


@pytest.mark.parametrize("day", ["soon", "2016-13-01", None])
def test_what_is_no_day_is_refused(day) -> None:
    with pytest.raises(BadQuery, match="2016-12-11"):
        day_number(day)


def test_there_and_back() -> None:
    days = np.array([-30000, 0, 17000, UNKNOWN, OPEN])
    assert day_numbers(pd.Series(day_column(days))).tolist() == [-30000, 0, 17000, UNKNOWN, UNKNOWN]


SPANS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(0, 6)), max_size=12)


def arrays(spans) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    columns = np.array([(key, first, first + length - 1) for key, first, length in spans], np.int64).reshape(-1, 3)
    return columns[:, 0], columns[:, 1], columns[:, 2]


def counted(spans) -> dict[tuple[int, int], int]:
    counts: dict[tuple[int, int], int] = {}
    for key, first, length in spans:
        for day in range(first, first + length):
            counts[key, day] = counts.get((key, day), 0) + 1
    return counts


def unrolled(stretches) -> list[tuple[int, int]]:
    return [(key, day) for key, first, last in zip(*stretches, strict=True) for day in range(first, last + 1)]


@given(SPANS, st.integers(1, 3))
def test_covered_is_every_day_that_enough_spans_share(spans, least: int) -> None:
    stretches = covered(*arrays(spans), least=least)
    assert unrolled(stretches) == sorted(day for day, count in counted(spans).items() if count >= least)
    assert maximal(stretches)


@given(SPANS, SPANS)
def test_days_without_is_what_the_others_leave(spans, others) -> None:
    stretches = days_without(arrays(spans), arrays(others))
    assert unrolled(stretches) == sorted(set(counted(spans)) - set(counted(others)))
    assert maximal(stretches)


def maximal(stretches) -> bool:
    key, first, last = stretches
    return bool((((key[1:] > key[:-1]) | (first[1:] > last[:-1] + 1)) & (first[1:] <= last[1:])).all())
