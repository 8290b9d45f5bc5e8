"""What a row of the spans says beside its state: certain days, what comes before and after, the claims it rests on."""

import pandas as pd

from geo.control import SPAN_COLUMNS, holder_runs, holding_spans, holdings_on
from tests.control.histories import claims, day


def days_of(column: "pd.Series") -> list[int | None]:
    return [None if pd.isna(value) else (value.date() - day(1)).days + 1 for value in column]


def test_columns_of_a_history() -> None:
    spans = holding_spans(claims("captured A 5", "holds A 9 by SANA", "captured B<A 12-15"))
    assert list(spans.columns) == list(SPAN_COLUMNS)
    assert spans["state"].tolist() == ["holds", "holds", "changing", "holds"]
    assert days_of(spans["from"]) == [5, 9, 12, 15]
    assert days_of(spans["to"]) == [8, 11, 14, None]
    assert days_of(spans["certain_from"]) == [5, 5, None, 15]
    assert days_of(spans["certain_to"]) == [9, 9, None, 15]
    assert days_of(spans["claim"]) == [5, 9, 14, 15]
    assert spans["holder"].tolist() == ["A", "A", "B", "B"]
    assert spans["previous"].astype(object).where(spans["previous"].notna(), None).tolist() == [None, None, "A", None]
    assert days_of(spans["next_from"]) == [15, 15, None, None]
    assert [list(ids) for ids in spans["event_ids"]] == [["e1"], ["e2"], ["e3"], ["e3"]]
    assert spans["attributed_to"].astype(object).tolist()[1] == "SANA"


def test_claims_of_one_day_are_one_span_that_names_all() -> None:
    spans = holding_spans(claims("captured A 5 at 30", "holds A 5 at 10"))
    assert len(spans) == 1
    assert list(spans["event_ids"].iloc[0]) == ["e2", "e1"]
    assert spans["event_id"].iloc[0] == "e1"


def test_a_siege_is_among_the_claims_that_a_row_rests_on() -> None:
    spans = holding_spans(claims("holds A 1", "besieged B 5"))
    assert [list(ids) for ids in spans["event_ids"]] == [["e1"], ["e1", "e2"]]


def test_the_published_view_tells_nothing_of_what_comes_later() -> None:
    spans = holding_spans(claims("captured A 5", "holds A 9 pub 20", "captured B 12 pub 30"), by="published")
    assert days_of(spans["certain_to"]) == [5, 9, 12]
    assert spans["next_holder"].isna().all()
    assert spans["next_from"].isna().all()


def test_age_and_staleness() -> None:
    spans = holding_spans(claims("captured A 5", "holds A 9"))
    ages = {number: holdings_on(spans, day(number), carry_forward_days=3) for number in (5, 8, 9, 12, 13)}
    assert {number: held["age_days"].iloc[0] for number, held in ages.items()} == {5: 0, 8: 3, 9: 0, 12: 3, 13: 4}
    assert {number: bool(held["stale"].iloc[0]) for number, held in ages.items()} == {
        5: False, 8: False, 9: False, 12: False, 13: True,
    }  # fmt: skip
    assert {held["since"].iloc[0] for held in ages.values()} == {pd.Timestamp(day(5))}


def test_a_changing_place_is_never_old_news() -> None:
    held = holdings_on(claims("captured A 1-300"), day(299), carry_forward_days=10)
    assert held["state"].tolist() == ["changing"]
    assert held["age_days"].tolist() == [0]
    assert held["since"].tolist() == [pd.Timestamp(day(1))]


def test_runs_join_what_stays_the_same() -> None:
    lines = ("captured A 5", "holds A 9", "repelled A<B 11", "captured B<A 14-18", "holds B 30")
    runs = holder_runs(holding_spans(claims(*lines, "captured A 2 source t")))
    mine = runs[runs["source_id"] == "s"]
    assert mine["state"].tolist() == ["holds", "changing", "holds"]
    assert days_of(mine["from"]) == [5, 14, 18]
    assert days_of(mine["to"]) == [13, 17, None]
    assert days_of(mine["certain_to"]) == [11, None, 30]
    assert mine["n_claims"].tolist() == [3, 1, 2]
    assert mine["event_ids"].tolist() == [["e1", "e2", "e3"], ["e4"], ["e4", "e5"]]
    assert len(runs) == 4


def test_runs_of_nothing_are_nothing() -> None:
    assert len(holder_runs(holding_spans(claims("clash A 4")))) == 0
