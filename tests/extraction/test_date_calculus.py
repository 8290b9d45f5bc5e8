import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.extraction import date_calculus as calculus
from geo.model import DatePrec

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(DAYS, st.integers(0, 6))
def test_a_weekday_looks_back_at_most_six_days(day: dt.date, weekday: int) -> None:
    found = calculus.weekday_before(day, weekday)
    assert found.weekday() == weekday
    assert 0 <= (day - found).days <= 6
    assert 1 <= (day - calculus.weekday_before(day, weekday, same_day=False)).days <= 7


@given(DAYS, st.integers(0, 6))
def test_a_weekday_ahead(day: dt.date, weekday: int) -> None:
    found = calculus.weekday_after(day, weekday)
    assert found.weekday() == weekday
    assert 1 <= (found - day).days <= 7


@given(DAYS, st.integers(-500, 500))
def test_shifting_months_keeps_the_day_or_takes_the_last(day: dt.date, months: int) -> None:
    moved = calculus.shift_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + dt.timedelta(1)).day == 1)


@given(DAYS, st.integers(-(10**6), 10**6), st.sampled_from(["hour", "day", "week", "month", "year", "century"]))
def test_shifting_never_leaves_the_calendar(day: dt.date, number: int, unit: str) -> None:
    assert dt.date.min <= calculus.shift(day, number, unit) <= dt.date.max


@given(DAYS)
def test_a_week_runs_from_monday_and_holds_its_day(day: dt.date) -> None:
    week = calculus.week_days(day)
    assert week.first.weekday() == 0
    assert (week.last - week.first).days == 6
    assert week.first <= day <= week.last


@given(DAYS)
def test_the_latest_weekend_has_begun(day: dt.date) -> None:
    weekend = calculus.weekend_days(day)
    assert weekend.first <= day
    assert (day - weekend.first).days <= 6
    assert weekend.last - weekend.first == dt.timedelta(1)


PARTS = {
    "month": (calculus.month_days(2016, 2), "2016-02-01 2016-02-29"),
    "early": (calculus.month_days(2016, 2, "early"), "2016-02-01 2016-02-10"),
    "late": (calculus.month_days(2016, 2, "late"), "2016-02-20 2016-02-29"),
    "year": (calculus.year_days(2016), "2016-01-01 2016-12-31"),
    "late year": (calculus.year_days(2016, "late"), "2016-09-01 2016-12-31"),
    "decade": (calculus.decade_days(1990), "1990-01-01 1999-12-31"),
    "early decade": (calculus.decade_days(1990, "early"), "1990-01-01 1993-12-31"),
    "winter": (calculus.season_days(2015, "winter"), "2015-12-01 2016-02-29"),
    "late summer": (calculus.season_days(2015, "summer", "late"), "2015-08-01 2015-08-31"),
    "quarter": (calculus.quarter_days(2016, 4), "2016-10-01 2016-12-31"),
    "half": (calculus.half_days(2016, 1), "2016-01-01 2016-06-30"),
}


@pytest.mark.parametrize(("days", "expected"), PARTS.values(), ids=PARTS.keys())
def test_periods(days: calculus.Days, expected: str) -> None:
    assert f"{days.first} {days.last}" == expected


PRECISIONS = {
    1: DatePrec.DAY,
    2: DatePrec.FEW_DAYS,
    6: DatePrec.FEW_DAYS,
    7: DatePrec.WEEK,
    14: DatePrec.WEEK,
    15: DatePrec.MONTH,
    62: DatePrec.MONTH,
    63: DatePrec.YEAR,
}


@pytest.mark.parametrize(("length", "expected"), PRECISIONS.items())
def test_precision_by_length(length: int, expected: DatePrec) -> None:
    first = dt.date(2016, 1, 1)
    assert calculus.date_prec(first, first + dt.timedelta(length - 1)) is expected


def test_the_29th_of_february_takes_a_leap_year() -> None:
    assert calculus.latest_before(dt.date(2015, 6, 1), 2, 29) == dt.date(2012, 2, 29)
    assert calculus.first_after(dt.date(2013, 6, 1), 2, 29) == dt.date(2016, 2, 29)
    assert calculus.latest_before(dt.date(2015, 6, 1), 2, 30) is None
