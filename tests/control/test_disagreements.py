"""Ranked disagreements, laid beside the accord of every single day."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.control import accord_on, claims_from_events, disagreements, holding_spans, holdings_on
from tests.control.histories import claims, day, event
from tests.control.test_laws import lines as any_line


def numbered(column: "pd.Series") -> list[int]:
    return [(value.date() - day(1)).days + 1 for value in column]


def test_a_disagreement_lasts_as_long_as_both_speak() -> None:
    table = disagreements(
        holding_spans(claims("holds A 5", "holds A 15", "holds B 10 source t", "captured A 30 source t")),
        carry_forward_days=100,
    )
    (row,) = table.to_dict("records")
    assert (numbered(table["from"]), numbered(table["to"]), row["days"]) == ([10], [29], 20)
    assert (row["difference"], row["sources"]) == ("contradiction", ["s", "t"])
    assert sorted(row["event_ids"]) == ["e1", "e2", "e3"]
    assert [said["holder"] for said in row["answers"]] == ["A", "B"]


def test_a_stale_claim_ends_it() -> None:
    table = disagreements(holding_spans(claims("holds A 5", "holds B 10 source t")), carry_forward_days=20)
    assert (numbered(table["from"]), numbered(table["to"])) == ([10], [25])


def test_longer_newer_and_contradictory_come_first() -> None:
    table = disagreements(
        holding_spans(
            claims(
                "holds A 5 place old", "holds A 60 place old", "holds B 10 place old source t",
                "holds A 800 place new", "holds A 860 place new", "holds B 810 place new source t",
                "holds A 800 place aged", "holds B 810 place aged source t",
                "holds A 800 place dated", "captured B 810 place dated", "captured B 805 place dated source t",
            )
        ),
        carry_forward_days=50,
    )  # fmt: skip
    assert table["place_id"].tolist()[0] == "new"
    assert dict(zip(table["place_id"], table["difference"], strict=True)) == {
        "new": "contradiction", "old": "contradiction", "aged": "age", "dated": "date",
    }  # fmt: skip
    assert table["score"].is_monotonic_decreasing
    assert table["place_id"].tolist().index("aged") < table["place_id"].tolist().index("dated")


def test_a_town_counts_more_than_a_province() -> None:
    lines = ["holds A 5 place {0}", "holds A 15 place {0}", "holds B 10 place {0} source t"]
    table = claims(*(line.format(place) for place in ("town", "province") for line in lines))
    table.loc[table["place_id"] == "province", "where_prec"] = 4
    ranked = disagreements(holding_spans(table))
    assert ranked["place_id"].tolist() == ["town", "province"]


def test_agreement_is_none() -> None:
    assert len(disagreements(holding_spans(claims("holds A 5", "holds A 6 source t", "withdrew B 7-9 source u")))) == 0


HISTORY = st.lists(any_line(place="p"), max_size=9)


@given(HISTORY, st.integers(0, 30))
@settings(max_examples=25, deadline=None)
def test_disagreements_and_accord_agree_on_every_day(texts: list[str], carry: int) -> None:
    columns = event(0, "holds A 1")
    table = pd.DataFrame([event(number, text) for number, text in enumerate(texts)], columns=list(columns))
    spans = holding_spans(claims_from_events(table))
    ranked = disagreements(spans, carry_forward_days=carry)
    for number in range(1, 60, 3):
        stamp = pd.Timestamp(day(number))
        inside = ranked[(ranked["from"] <= stamp) & (ranked["to"] >= stamp)]
        held = holdings_on(spans, day(number), carry_forward_days=carry)
        told = held[held["state"].isin(["holds", "contested"])]
        told = accord_on(told)
        expected = set(told.loc[told["accord"] == "disagree", "place_id"]) if len(told) else set()
        assert set(inside["place_id"]) == expected
