import datetime as dt
import gzip
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import BadTable
from geo.feed import encode_events, pack_columns, unpack_columns
from geo.feed.columns import NOBODY, UNKNOWN_DAY
from geo.feed.encoded import gzip_bytes
from geo.model import DatePrec, Kind, ReportedEvent, Source, Stance, WherePrec
from geo.store import table_from_events

EVENT = ReportedEvent(
    "e1", "jnn", "a1", Kind.CAPTURED, actor="ISIS", opponent="SDF", latitude=35.5, longitude=40.25,
    where_prec=WherePrec.FIRST_ORDER_AREA, radius_m=1234.0, date_start=dt.date(2016, 12, 8),
    date_end=dt.date(2016, 12, 11), date_prec=DatePrec.FEW_DAYS, published_on=dt.date(2016, 12, 12),
)  # fmt: skip
SOURCES = [Source("alalam", "Alalam", colour="#000001"), Source("jnn", "JNN", "agencies", "#000002")]


def looks(name):
    return {"colour": "#ff0000", "side": f"side of {name}"}


def encode(*events, sources=SOURCES):
    return unpack_columns(encode_events(table_from_events(events), sources=sources, describe_actor=looks, revision="r"))


def day(text):
    return (dt.date.fromisoformat(text) - dt.date(1970, 1, 1)).days


def test_an_event_as_columns():
    header, columns = encode(EVENT)
    assert header["count"] == 1
    assert header["epoch"] == "1970-01-01"
    assert header["revision"] == "r"
    assert {name: values[0] for name, values in columns.items()} == {
        "lon": np.float32(40.25), "lat": np.float32(35.5), "first": day("2016-12-08"), "last": day("2016-12-11"),
        "published": day("2016-12-12"), "source": 1, "kind": header["dictionaries"]["kinds"].index("captured"),
        "stance": header["dictionaries"]["stances"].index("asserted"), "actor": 0, "opponent": 1,
        "radius": 13, "prec": 4 | 2 << 4, "row": 0,
    }  # fmt: skip


def test_the_bytes_are_as_documented():
    message = encode_events(table_from_events([EVENT]), sources=SOURCES, describe_actor=looks, revision="r")
    length = int.from_bytes(message[4:8], "little")
    assert message[:4] == b"DLN1"
    assert (8 + length) % 8 == 0
    header, _ = unpack_columns(message)
    for column in header["columns"]:
        assert column["offset"] % 8 == 0
        assert column["length"] == 1
    assert {column["name"]: column["dtype"] for column in header["columns"]} == {
        "lon": "f4", "lat": "f4", "first": "i2", "last": "i2", "published": "i2", "source": "u1", "kind": "u1",
        "stance": "u1", "actor": "u2", "opponent": "u2", "radius": "u2", "prec": "u1", "row": "u4",
    }  # fmt: skip


def test_dictionaries_hold_every_source_and_only_the_actors_named():
    header, _ = encode(EVENT)
    assert header["dictionaries"]["sources"] == [
        {"id": "alalam", "name": "Alalam", "colour": "#000001", "group": None, "events": 0},
        {"id": "jnn", "name": "JNN", "colour": "#000002", "group": "agencies", "events": 1},
    ]
    assert [actor["name"] for actor in header["dictionaries"]["actors"]] == ["ISIS", "SDF"]
    assert header["dictionaries"]["actors"][0]["side"] == "side of ISIS"


def test_gaps_travel_as_gaps():
    bare = ReportedEvent("e2", "unheard-of", "a2", Kind.OTHER, stance=Stance.DENIED)
    header, columns = encode(EVENT, bare)
    assert np.isnan(columns["lon"][1])
    assert np.isnan(columns["lat"][1])
    assert [columns[name][1] for name in ("first", "last", "published")] == [UNKNOWN_DAY] * 3
    assert [columns[name][1] for name in ("actor", "opponent")] == [NOBODY, NOBODY]
    assert [columns[name][1] for name in ("prec", "radius")] == [0, 0]
    assert header["dictionaries"]["sources"][columns["source"][1]]["id"] == "unheard-of"
    assert (header["undated"], header["unplaced"]) == (1, 1)


def test_sorted_by_last_day_with_unknown_ones_at_the_end():
    days = [None, "2016-01-03", "2015-01-01", None, "2016-01-02"]
    events = [
        replace(EVENT, event_id=str(n), date_start=None, date_end=dt.date.fromisoformat(d) if d else None)
        for n, d in enumerate(days)
    ]
    _, columns = encode(*events)
    assert columns["row"].tolist() == [2, 4, 1, 0, 3]


def test_more_than_254_sources_take_two_bytes():
    sources = [Source(f"s{n}", f"S{n}") for n in range(300)]
    header, columns = encode(replace(EVENT, source_id="s299"), sources=sources)
    assert columns["source"].dtype == np.dtype("<u2")
    assert header["dictionaries"]["sources"][columns["source"][0]]["id"] == "s299"


def test_wars_before_1880_move_the_epoch():
    old = replace(EVENT, date_start=dt.date(1863, 7, 1), date_end=dt.date(1863, 7, 3), published_on=None)
    header, columns = encode(old)
    epoch = dt.date.fromisoformat(header["epoch"])
    assert epoch + dt.timedelta(days=int(columns["first"][0])) == dt.date(1863, 7, 1)
    assert epoch + dt.timedelta(days=int(columns["last"][0])) == dt.date(1863, 7, 3)


def test_a_table_of_more_than_179_years_keeps_its_middle_and_its_gaps():
    first = replace(EVENT, event_id="old", date_start=dt.date(1700, 1, 1), date_end=dt.date(1700, 1, 1))
    last = replace(EVENT, event_id="new", date_start=None, date_end=dt.date(2016, 1, 1), published_on=None)
    _, columns = encode(first, last)
    assert columns["last"].tolist() == [UNKNOWN_DAY + 1, 32766]
    assert columns["first"].tolist()[1] == columns["published"].tolist()[1] == UNKNOWN_DAY


def test_an_empty_table_is_a_message_too():
    header, columns = encode()
    assert header["count"] == 0
    assert all(len(values) == 0 for values in columns.values())


def test_other_bytes_are_refused():
    with pytest.raises(BadTable, match="DLN1"):
        unpack_columns(b"PAR1....")


@settings(deadline=None)
@given(
    st.dictionaries(
        st.text(min_size=1, max_size=8),
        st.sampled_from(["f4", "i2", "u1", "u2", "u4"]),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 40),
    st.dictionaries(st.sampled_from(["epoch", "note"]), st.text(max_size=20)),
)
def test_any_columns_survive_the_wire(dtypes, length, header):
    columns = {name: (np.arange(length) % 200).astype(dtype) for name, dtype in dtypes.items()}
    seen, back = unpack_columns(pack_columns(columns, header))
    assert {name: seen[name] for name in header} == header
    assert list(back) == list(columns)
    for name, values in columns.items():
        assert back[name].dtype == values.dtype
        assert back[name].tolist() == values.tolist()


@settings(deadline=None)
@given(st.integers(0, 3), st.binary(max_size=2000))
def test_gzip_joined_from_pieces_is_one_stream(megabytes, tail):
    data = bytes(megabytes << 20) + tail
    assert gzip.decompress(gzip_bytes(data)) == data
