import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mapping import MapState

DAY = dt.date(2016, 12, 11)
WHOLE = MapState(
    day=DAY, start=dt.date(2016, 11, 12), end=DAY, mode="upto", by="published", sources=("sana", "reuters"), kinds=(),
    colour_by="source", place="geonames:163808", lat=34.55, lon=38.27, zoom=7.25, carry=90, speed=7.0, minprec=3,
    reviewed=True,
)  # fmt: skip

DAMAGED = [
    ("not a day", {"day": "2016-13-45"}),
    ("a day with a time", {"day": "2016-12-11T10:00"}),
    ("a mode that is none", {"mode": "sideways"}),
    ("no number", {"zoom": "near"}),
    ("not finite", {"lat": "nan", "lon": "inf"}),
    ("out of range", {"lat": "123", "carry": "-4", "minprec": "9"}),
    ("an unknown name", {"colour": "red"}),
    ("empty", {"sources": "", "day": "", "place": ""}),
]


@pytest.mark.parametrize("params", [params for _, params in DAMAGED], ids=[name for name, _ in DAMAGED])
def test_what_is_damaged_falls_back_to_the_default(params):
    assert MapState.from_query(params) == MapState()


def test_a_damaged_part_leaves_the_others():
    assert MapState.from_query({"day": "2016-12-11", "zoom": "x", "mode": "day"}) == MapState(day=DAY, mode="day")


def test_an_address_brings_the_whole_view_back():
    assert MapState.from_query(WHOLE.to_query()) == WHOLE


def test_defaults_leave_the_address_bare():
    assert MapState().to_query() == {}


def test_what_the_browser_hands_back_is_the_same_state():
    assert MapState.from_component(WHOLE.to_browser()) == WHOLE
    assert MapState.from_component({"visible": 3, "serial": 1, "sources": []}) == MapState(sources=())
    assert MapState.from_component(None) == MapState()


def test_the_window_moves_with_the_day():
    moved = WHOLE.on_day(dt.date(2016, 12, 21))
    assert (moved.start, moved.end) == (dt.date(2016, 11, 22), dt.date(2016, 12, 21))
    assert MapState().on_day(DAY) == MapState(day=DAY)


texts = st.text("abcdefghij:-_0123456789", min_size=1, max_size=8).filter(lambda name: name != "none")
ids = st.lists(texts, max_size=4)
names = st.none() | ids.map(tuple)
days = st.none() | st.dates(dt.date(1800, 1, 1), dt.date(2100, 1, 1))


@given(day=days, start=days, end=days, sources=names, kinds=names, lat=st.none() | st.floats(-90, 90))
def test_any_state_survives_its_address(day, start, end, sources, kinds, lat):
    rounded = None if lat is None else round(lat, 4)
    state = MapState(day=day, start=start, end=end, sources=sources, kinds=kinds, lat=rounded)
    assert MapState.from_query(state.to_query()) == state


@given(st.dictionaries(st.sampled_from(["day", "from", "mode", "lat", "zoom", "carry", "sources", "x"]), st.text()))
def test_no_address_raises(params):
    assert isinstance(MapState.from_query(params), MapState)
