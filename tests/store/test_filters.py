import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import BadQuery
from geo.model import Kind, ReportedEvent, Stance, Status
from geo.store import EventFilter, apply_filter, table_from_events

D = dt.date
SOURCES, ACTORS, PLACES = ("a", "b", "c"), ("X", "Y", None), ("p1", "p2", None)
RESTRICTIONS = (
    "sources", "kinds", "actors", "stances", "statuses", "place_ids", "first_day", "last_day", "bbox", "text",
    "without_rules",
)  # fmt: skip
PAIRS = list(itertools.combinations_with_replacement(RESTRICTIONS, 2))
days = st.dates(D(2016, 1, 1), D(2016, 1, 20))


@st.composite
def reported(draw):
    span = draw(st.none() | st.tuples(days, days).map(sorted))
    point = draw(st.none() | st.tuples(st.floats(30, 40), st.floats(30, 40)))
    opening = draw(st.sampled_from(["none", "start", "end"]))
    return ReportedEvent(
        str(draw(st.integers(0, 10**9))), draw(st.sampled_from(SOURCES)), "a1", draw(st.sampled_from(list(Kind)[:3])),
        draw(st.sampled_from(Stance)), actor=draw(st.sampled_from(ACTORS)), opponent=draw(st.sampled_from(ACTORS)),
        place_id=draw(st.sampled_from(PLACES)), status=draw(st.sampled_from(Status)),
        date_start=span[0] if span and opening != "start" else None,
        date_end=span[1] if span and opening != "end" else None,
        latitude=point[0] if point else None, longitude=point[1] if point else None,
        published_on=draw(st.none() | days), quote=draw(st.sampled_from(["Aleppo fell", "quiet", ""])),
        rule=draw(st.sampled_from(["took", "import:acled"])),
    )  # fmt: skip


def some(values):
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)


@st.composite
def filters(draw):
    first, last = draw(st.tuples(days, days).map(sorted))
    west, east = draw(st.floats(30, 40)), draw(st.floats(30, 40))
    south, north = draw(st.tuples(st.floats(30, 40), st.floats(30, 40)).map(sorted))
    restrictions = {
        "sources": draw(some(SOURCES)), "kinds": draw(some([kind.value for kind in list(Kind)[:3]])),
        "actors": draw(some(["X", "Y"])), "stances": draw(some([stance.value for stance in Stance])),
        "statuses": draw(some([status.value for status in Status])), "place_ids": draw(some(["p1", "p2"])),
        "first_day": first, "last_day": last, "bbox": (west, south, east, north), "text": "aleppo",
        "without_rules": ("import:acled",),
    }  # fmt: skip
    # Few at a time: with all of them hardly any event would pass, and nothing would be tested.
    chosen = draw(st.sampled_from(PAIRS))
    by, undated = draw(st.sampled_from(["happened", "published"])), draw(st.booleans())
    return EventFilter(**{name: restrictions[name] for name in set(chosen)}, by=by, undated=undated)


def passes(event, chosen):
    """The filter once more, as a person would put it."""
    if chosen.sources and event.source_id not in chosen.sources:
        return False
    if chosen.kinds and event.kind not in chosen.kinds:
        return False
    if chosen.stances and event.stance not in chosen.stances:
        return False
    if chosen.statuses and event.status not in chosen.statuses:
        return False
    if chosen.place_ids and event.place_id not in chosen.place_ids:
        return False
    if chosen.actors and not {event.actor, event.opponent} & set(chosen.actors):
        return False
    if chosen.without_rules and event.rule in chosen.without_rules:
        return False
    if chosen.text and chosen.text not in event.quote.lower():
        return False
    if chosen.bbox:
        west, south, east, north = chosen.bbox
        if event.latitude is None or not south <= event.latitude <= north:
            return False
        inside = west <= event.longitude <= east
        across = event.longitude >= west or event.longitude <= east
        if not (inside if west <= east else across):
            return False
    if chosen.first_day or chosen.last_day:
        published = chosen.by == "published"
        start = event.published_on if published else event.date_start
        end = event.published_on if published else event.date_end
        if start is None and end is None:
            return chosen.undated
        if chosen.first_day and end and end < chosen.first_day:
            return False
        if chosen.last_day and start and start > chosen.last_day:
            return False
    return True


@settings(deadline=None, max_examples=150)
@given(st.lists(reported(), max_size=30), filters())
def test_the_columns_are_filtered_as_a_plain_filter_would(events, chosen):
    table = apply_filter(table_from_events(events), chosen)
    assert table["event_id"].to_pylist() == [event.event_id for event in events if passes(event, chosen)]


@settings(deadline=None, max_examples=150)
@given(st.lists(reported(), max_size=30), filters())
def test_encoded_columns_are_filtered_alike(events, chosen):
    table = table_from_events(events)
    encoded = table
    for name in ("source_id", "kind", "actor", "opponent", "place_id", "status", "stance", "rule"):
        column = table[name].dictionary_encode()
        encoded = encoded.set_column(encoded.column_names.index(name), name, column)
    assert apply_filter(encoded, chosen)["event_id"].to_pylist() == apply_filter(table, chosen)["event_id"].to_pylist()


@settings(deadline=None, max_examples=150)
@given(st.lists(reported(), max_size=20), filters())
def test_a_wider_span_never_loses_an_event(events, chosen):
    narrow = set(apply_filter(table_from_events(events), chosen)["event_id"].to_pylist())
    wider = replace(
        chosen,
        first_day=chosen.first_day and chosen.first_day - dt.timedelta(days=3),
        last_day=chosen.last_day and chosen.last_day + dt.timedelta(days=3),
    )
    assert narrow <= set(apply_filter(table_from_events(events), wider)["event_id"].to_pylist())


@settings(deadline=None, max_examples=150)
@given(filters())
def test_the_columns_named_are_enough_to_filter(chosen):
    event = ReportedEvent("1", "a", "a1", Kind.CLASH)
    apply_filter(table_from_events([event]).select(sorted(chosen.columns() | {"event_id"})), chosen)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        pytest.param({"by": "read"}, "neither happened nor published", id="by"),
        pytest.param({"first_day": D(2016, 1, 2), "last_day": D(2016, 1, 1)}, "after the last day", id="backwards"),
        pytest.param({"bbox": (0, 10, 1, 5)}, "in degrees", id="upside down"),
        pytest.param({"bbox": (-200, 0, 1, 5)}, "in degrees", id="off the globe"),
    ],
)
def test_impossible_filters_are_refused(wrong, words):
    with pytest.raises(BadQuery, match=words):
        EventFilter(**wrong)


def test_an_empty_filter_knows_that_it_is():
    assert EventFilter().is_empty
    assert EventFilter(by="published").is_empty
    assert not EventFilter(text="x").is_empty
