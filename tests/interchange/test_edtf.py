import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import BadTable
from geo.interchange.edtf import edtf_from_span, span_from_edtf

D = dt.date


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("2016-12-11", (D(2016, 12, 11), D(2016, 12, 11)), id="day"),
        pytest.param("2016-12-XX", (D(2016, 12, 1), D(2016, 12, 31)), id="some day of a month"),
        pytest.param("2016-02", (D(2016, 2, 1), D(2016, 2, 29)), id="month of a leap year"),
        pytest.param("2016", (D(2016, 1, 1), D(2016, 12, 31)), id="year"),
        pytest.param("2016-12-11?", (D(2016, 12, 11), D(2016, 12, 11)), id="uncertain"),
        pytest.param("2016~", (D(2016, 1, 1), D(2016, 12, 31)), id="about"),
        pytest.param("2016-12/..", (D(2016, 12, 1), None), id="open end"),
        pytest.param("../2016-12-11", (None, D(2016, 12, 11)), id="open start"),
        pytest.param("2016-12-08/2016-12-11", (D(2016, 12, 8), D(2016, 12, 11)), id="interval"),
        pytest.param("[2016-12-08..2016-12-11]", (D(2016, 12, 8), D(2016, 12, 11)), id="one of"),
        pytest.param("[..2016-12-11]", (None, D(2016, 12, 11)), id="one of, no start"),
        pytest.param("", (None, None), id="nothing"),
    ],
)
def test_edtf_is_read(text, span):
    assert span_from_edtf(text) == span


@pytest.mark.parametrize("text", ["2016-13", "2016-02-30", "11 Dec 2016", "2016-XX-04", "201X"])
def test_what_is_no_edtf_is_refused(text):
    with pytest.raises(BadTable):
        span_from_edtf(text)


day = st.dates(D(1800, 1, 1), D(2100, 12, 31))


@settings(deadline=None)
@given(st.tuples(st.none() | day, st.none() | day))
def test_spans_survive_the_round_trip(span):
    start, end = span
    if start and end and start > end:
        start, end = end, start
    assert span_from_edtf(edtf_from_span(start, end)) == (start, end)
