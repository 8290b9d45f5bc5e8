"""Which differences the table shows, in which order, what an address asks for, and what the export says."""

import datetime as dt
import io

import pandas as pd
import pytest

from pages.parts.difference_list import MOST_ROWS, TELLING, Asked, differences_csv, rows_asked
from pages.parts.place_lanes import TimeAxis, lane_bars
from pages.parts.words import stretch_words


def said(holder: str, *sources: str) -> list[dict[str, object]]:
    return [{"holder": holder, "state": "holds", "sources": list(sources), "n_sources": len(sources), "n_origins": 1}]


FOUND = pd.DataFrame(
    {
        "place_id": ["p:1", "p:2", "p:3"],
        "place_name": ["Palmyra", "Aleppo", "Homs"],
        "lon": [38.3, 37.2, None],
        "lat": [34.6, 36.2, None],
        "from": pd.to_datetime(["2016-12-11", "2016-12-01", "2016-12-10"]),
        "to": pd.to_datetime(["2016-12-20", "2016-12-12", "2016-12-10"]),
        "days": [10, 12, 1],
        "difference": ["contradiction", "age", "only_first"],
        "first": ["ISIS (a)", "army (a)", "army (a)"],
        "second": ["army (b)", "rebels (b)", ""],
        "first_says": [said("ISIS", "a"), said("army", "a"), said("army", "a")],
        "second_says": [said("army", "b"), said("rebels", "b"), []],
        "area_name": [None, None, None],
        "event_ids": [["e1", "e2"], ["e3"], ["e4"]],
    }
)
DAY = dt.date(2016, 12, 12)


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        (Asked(), ["Aleppo", "Palmyra"]),
        (Asked(by="from", down=True), ["Palmyra", "Aleppo"]),
        (Asked("period", (*TELLING, "only_first"), by="place_name", down=False), ["Aleppo", "Homs", "Palmyra"]),
        (Asked(text="PALM"), ["Palmyra"]),
        (Asked(kinds=("age",)), ["Aleppo"]),
        (Asked(kinds=()), []),
    ],
    ids=["longest first", "latest first", "by name over the period", "by a part of a name", "one kind", "no kind"],
)  # fmt: skip
def test_rows(asked: Asked, places: list[str]) -> None:
    shown, counts = rows_asked(FOUND, asked, DAY)
    assert shown["place_name"].tolist() == places
    assert counts["only_first"] == (1 if asked.scope == "period" else 0)


@pytest.mark.parametrize("asked", [Asked(), Asked("period", ("area",), "Pal", "from", down=False), Asked(kinds=())])
def test_an_address_brings_the_same_list_back(asked: Asked) -> None:
    assert Asked.from_query(asked.to_query()) == asked


def test_a_damaged_address_falls_back() -> None:
    assert Asked.from_query({"scope": "ever", "differ": "drop,table", "sort": "-nothing"}) == Asked(kinds=())
    assert Asked.from_told({"most": "many", "by": 3}) == Asked()
    assert Asked.from_told({"most": MOST_ROWS + 200}) == Asked(most=MOST_ROWS)


def test_the_export_says_what_was_assumed() -> None:
    text = differences_csv(FOUND, {"a": "Agency A"}, "a claim counts for 90 days").decode()
    table = pd.read_csv(io.StringIO(text))
    assert set(table["assumptions"]) == {"a claim counts for 90 days"}
    assert table["left_says"][0] == "ISIS (Agency A)"
    assert table["from"][0] == "2016-12-11"
    assert table["event_ids"][0] == "e1 e2"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2016-12-11", "2016-12-11", "11 Dec 2016"),
        ("2016-12-11", "2016-12-14", "11–14 Dec 2016"),
        ("2016-11-28", "2016-12-04", "28 Nov – 4 Dec 2016"),
        ("2016-12-28", "2017-01-04", "28 Dec 2016 – 4 Jan 2017"),
        ("2016-12-28", pd.NaT, "from 28 Dec 2016"),
    ],
)
def test_stretches_of_days(first: str, last: str, words: str) -> None:
    assert stretch_words(first, last) == words


def spans(*rows: tuple[str, str, str | None, str]) -> pd.DataFrame:
    """Spans as source, from, to, last claim."""
    return pd.DataFrame(
        {
            "place_id": "p:1", "place_name": "Palmyra", "source_id": [row[0] for row in rows], "state": "holds",
            "holder": "ISIS", "from": pd.to_datetime([row[1] for row in rows]),
            "to": pd.to_datetime([row[2] for row in rows]), "claim": pd.to_datetime([row[3] for row in rows]),
        }
    )  # fmt: skip


def test_one_old_report_does_not_squeeze_the_axis() -> None:
    many = spans(*[("a", f"2016-{month:02d}-01", None, f"2016-{month:02d}-01") for month in range(1, 13)] * 8)
    axis = TimeAxis.over(pd.concat([spans(("a", "1967-06-05", "1967-06-10", "1967-06-05")), many]), 180)
    assert axis.first > pd.Timestamp("2015-11-01")
    assert axis.at("1967-06-05") == 0
    assert axis.at(None) == 100
    assert axis.ticks().count("<span") == 2


def test_a_bar_ends_when_its_claim_is_stale() -> None:
    axis = TimeAxis(pd.Timestamp("2016-01-01"), pd.Timestamp("2016-04-10"))
    (bar,) = lane_bars(spans(("a", "2016-01-11", None, "2016-01-11")), axis, 9)["p:1"]
    assert bar[4] == "left:10.00%;width:10.00%"
