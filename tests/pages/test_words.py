"""How days, spans, ages and counts read."""

import datetime as dt

import pandas as pd
import pytest

from pages.parts.words import age_words, counted, day_words, esc, span_words


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param("2016-12-11", "2016-12-11", "11 Dec 2016", id="one day"),
        pytest.param("2016-12-08", "2016-12-11", "between 8 and 11 Dec 2016", id="within a month"),
        pytest.param("2016-03-01", "2016-04-11", "between 1 Mar and 11 Apr 2016", id="within a year"),
        pytest.param("2015-12-31", "2016-01-01", "between 31 Dec 2015 and 1 Jan 2016", id="over New Year"),
        pytest.param(None, "2016-12-11", "by 11 Dec 2016", id="no start"),
        pytest.param(dt.date(2016, 12, 11), pd.NaT, "since 11 Dec 2016", id="no end"),
        pytest.param(None, pd.NaT, "undated", id="neither"),
    ],
)
def test_spans(first: object, last: object, expected: str) -> None:
    assert span_words(first, last) == expected


def test_small_words() -> None:
    assert day_words(pd.Timestamp("2016-12-01 10:00")) == "1 Dec 2016"
    assert day_words("not a day") == "undated"
    assert [age_words(days) for days in (None, 0, 1, 1258)] == ["", "today", "1 day old", "1,258 days old"]
    assert [counted(1, "place"), counted(0, "place")] == ["1 place", "0 places"]
    assert counted(2000, "city", "cities") == "2,000 cities"
    assert esc('<a href="x">') == "&lt;a href=&quot;x&quot;&gt;"
    assert esc(None) == esc(float("nan")) == ""
