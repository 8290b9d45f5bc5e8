"""Two sets of sources: every kind of difference, its days, and agreement with a look at single days."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.comparison import differences
from geo.comparison.differences import DIFFERENCE_COLUMNS
from geo.control import claims_from_events, holding_spans, holdings_on
from tests.control.histories import claims, day, event
from tests.control.test_laws import lines as any_line


def told(*lines: str, **settings: Any) -> list[tuple[str, int, int, str]]:
    settings = {"carry_forward_days": 1000, "last_day": day(100)} | settings
    table = differences(holding_spans(claims(*lines)), ["s"], ["t"], **settings)
    assert list(table.columns) == list(DIFFERENCE_COLUMNS)
    return [
        (place, (begin.date() - day(0)).days, (end.date() - day(0)).days, kind)
        for place, begin, end, kind in zip(
            table["place_id"], table["from"], table["to"], table["difference"], strict=True
        )
    ]


CASES: dict[str, tuple[list[str], list[tuple[str, int, int, str]]]] = {
    "agreement is no difference": (["holds A 5", "holds A 5 source t"], []),
    "one speaks earlier": (["holds A 5", "holds A 9 source t"], [("p", 5, 8, "only_first")]),
    "the second alone": (["holds A 9 source t"], [("p", 9, 100, "only_second")]),
    "a contradiction": (
        ["holds A 5", "holds A 20", "holds B 5 source t", "holds B 20 source t"], [("p", 5, 100, "contradiction")]),
    "a contradiction that ends": (
        ["holds A 5", "holds A 20", "holds B 5 source t", "captured A 30 source t"], [("p", 5, 29, "contradiction")]),
    "an older claim": (["holds A 5", "holds B 9 source t"], [("p", 5, 8, "only_first"), ("p", 9, 100, "age")]),
    "one change, dated apart": (
        ["holds A 1", "captured B 10", "holds A 1 source t", "captured B 13 source t"], [("p", 10, 12, "date")]),
    "contested against a holder": (
        ["contested A<B 5", "holds B 5 source t"], [("p", 5, 100, "contradiction")]),
    "while it changes, nobody is contradicted": (
        ["holds A 1", "captured B 10-20", "holds A 1 source t", "captured B 20 source t"],
        [("p", 10, 19, "only_second")]),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES.keys())
def test_differences(lines: list[str], expected: list[tuple[str, int, int, str]]) -> None:
    assert told(*lines) == expected


def test_a_period_cuts_them() -> None:
    lines = ("holds A 5", "holds A 20", "holds B 5 source t")
    assert told(*lines, first_day=day(8), last_day=day(12)) == [("p", 8, 12, "contradiction")]
    assert told(*lines, first_day=day(8), last_day=day(7)) == []


def test_stale_claims_end_them() -> None:
    assert told("holds A 5", "holds B 5 source t", carry_forward_days=10) == [("p", 5, 15, "contradiction")]


def test_sides() -> None:
    lines = ("holds army 5", "holds government 5 source t")
    assert told(*lines) == [("p", 5, 100, "contradiction")]
    assert told(*lines, side_of=lambda name: "state") == []


def test_sets_of_several_sources_and_the_words() -> None:
    lines = ("holds A 5 by X", "holds A 5 source u by X", "holds B 5 source t", "holds C 5 source v")
    table = differences(holding_spans(claims(*lines)), ["s", "u"], ["t"], last_day=day(9))
    (row,) = table.to_dict("records")
    assert (row["first"], row["second"]) == ("A (s, u)", "B (t)")
    assert (row["first_says"][0]["n_sources"], row["first_says"][0]["n_origins"]) == (2, 1)
    assert sorted(row["event_ids"]) == ["e1", "e2", "e3"]


AREAS = {"city": ("province",)}


def test_a_place_and_its_area() -> None:
    lines = ("holds A 5 place province", "holds B 9 place city source t")
    assert ("city", 9, 100, "area") in told(*lines, areas=AREAS)
    assert "area" not in {kind for *_, kind in told(*lines)}
    assert "area" not in {kind for *_, kind in told(lines[0], "holds A 9 place city source t", areas=AREAS)}
    assert "area" not in {kind for *_, kind in told(lines[0], "holds B 9 place city", areas=AREAS)}
    table = differences(holding_spans(claims(*lines)), ["s"], ["t"], areas=AREAS)
    row = table[table["difference"] == "area"].iloc[0]
    assert (row["first"], row["second"], row["area_name"]) == ("A (s)", "B (t)", "PROVINCE")


def test_nothing_to_compare() -> None:
    assert told("clash A<B 5") == []
    assert told("holds A 5 source x") == []


@given(st.lists(any_line(place="p"), max_size=9), st.integers(0, 25))
@settings(max_examples=25, deadline=None)
def test_differences_agree_with_every_day(texts: list[str], carry: int) -> None:
    columns = event(0, "holds A 1")
    table = pd.DataFrame([event(number, text) for number, text in enumerate(texts)], columns=list(columns))
    spans = holding_spans(claims_from_events(table))
    found = differences(spans, ["s"], ["t"], carry_forward_days=carry)
    for number in range(1, 60, 3):
        held = holdings_on(spans, day(number), carry_forward_days=carry)
        held = held[~held["stale"] & held["state"].isin(["holds", "contested"])]
        says = {source: (state, holder) for source, state, holder in held[["source_id", "state", "holder"]].values}
        stamp = pd.Timestamp(day(number))
        kinds = found.loc[(found["from"] <= stamp) & (found["to"] >= stamp), "difference"].tolist()
        if len(says) == 2 and says["s"] != says["t"]:
            assert len(kinds) == 1
            assert kinds[0] in ("contradiction", "date", "age")
        elif len(says) == 1:
            assert kinds == ["only_first" if "s" in says else "only_second"]
        else:
            assert kinds == []
