"""Laws that hold for every history, tried on histories that Hypothesis makes up."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.control import claims_from_events, holding_spans, holdings_on
from geo.model import CONTROL_KINDS
from tests.control.histories import day, event, expected_of, told, told_by_spans

ACTORS = st.sampled_from(["A", "B", "C", "-"])
HORIZON = 40


@st.composite
def lines(draw: st.DrawFn, **fixed: str) -> str:
    kind = draw(st.sampled_from(sorted(str(kind) for kind in CONTROL_KINDS)))
    first = draw(st.integers(1, 30))
    last = first + draw(st.sampled_from([0, 0, 0, 1, 2, 5, 9]))
    opponent = draw(st.sampled_from(["", "<A", "<B"]))
    said = {
        "pub": str(last + draw(st.sampled_from([-2, 0, 1, 4]))), "source": draw(st.sampled_from("st")),
        "place": draw(st.sampled_from("pq")), "at": str(draw(st.integers(0, 3))), **fixed,
    }  # fmt: skip
    options = " ".join(f"{key} {value}" for key, value in said.items())
    return f"{kind} {draw(ACTORS)}{opponent} {first}-{last} {options}"


HISTORY = st.lists(lines(), max_size=9)
VIEWS = pytest.mark.parametrize("by", ["happened", "published"])


def table(texts: list[str]) -> pd.DataFrame:
    columns = event(0, "holds A 1")
    return pd.DataFrame([event(number, text) for number, text in enumerate(texts)], columns=list(columns))


DAYS = range(1, HORIZON + 8)


def every_day(spans: pd.DataFrame) -> list[dict[tuple[str, str], str]]:
    return told_by_spans(spans, DAYS)


@VIEWS
@given(HISTORY)
@settings(max_examples=90, deadline=None)
def test_spans_agree_with_the_rules_on_every_day(by: str, texts: list[str]) -> None:
    claims = claims_from_events(table(texts))
    spans = holding_spans(claims, by=by)
    records = claims.to_dict("records")
    for number, said in zip(DAYS, every_day(spans), strict=True):
        assert said == expected_of(records, day(number), by), f"day {number}"


@VIEWS
@given(HISTORY, st.integers(1, HORIZON))
@settings(max_examples=30, deadline=None)
def test_spans_and_days_agree(by: str, texts: list[str], number: int) -> None:
    claims = claims_from_events(table(texts))
    spans = holding_spans(claims, by=by)
    (said,) = told_by_spans(spans, [number])
    assert told(holdings_on(spans, day(number))) == said == told(holdings_on(claims, day(number), by=by))


@VIEWS
@given(HISTORY)
@settings(max_examples=40, deadline=None)
def test_spans_of_a_pair_never_overlap_and_are_sorted(by: str, texts: list[str]) -> None:
    spans = holding_spans(claims_from_events(table(texts)), by=by)
    last = spans["to"].fillna(pd.Timestamp("2100-01-01"))
    assert (spans["from"] <= last).all()
    for _, rows in spans.groupby(["place_id", "source_id"], observed=True):
        assert (rows["from"].iloc[1:].array > last.loc[rows.index].iloc[:-1].array).all()
    order = list(zip(spans["place_id"].astype(str), spans["source_id"].astype(str), spans["from"], strict=True))
    assert order == sorted(order)


@VIEWS
@given(HISTORY, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_rows_is_no_matter(by: str, texts: list[str], random: Any) -> None:
    events = table(texts)
    order = list(range(len(events)))
    random.shuffle(order)
    before, after = (holding_spans(claims_from_events(part), by=by) for part in (events, events.iloc[order]))
    pd.testing.assert_frame_equal(_uncoded(before), _uncoded(after))


def _uncoded(spans: pd.DataFrame) -> pd.DataFrame:
    coded = spans.select_dtypes("category").columns
    return spans.astype(dict.fromkeys(coded, object)).assign(event_ids=spans["event_ids"].map(list))


@VIEWS
@given(HISTORY, st.sampled_from(["planned", "denied", "hypothetical", "failed"]), st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_not_asserted_never_changes_a_holding(
    by: str, texts: list[str], stance: str, data: st.DataObject
) -> None:
    more = texts + data.draw(st.lists(lines(stance=stance), min_size=1, max_size=4))
    before, after = (holding_spans(claims_from_events(table(part)), by=by) for part in (texts, more))
    assert every_day(before) == every_day(after)


@given(HISTORY, lines(source="s", place="p"))
@settings(max_examples=120, deadline=None)
def test_an_older_claim_never_changes_a_later_holding(texts: list[str], older: str) -> None:
    """Where a later claim names a holder, what the place was before it cannot matter."""
    added = event(99, older)
    newer = [event(number, text) for number, text in enumerate(texts)]
    settling = [
        row["date_end"] for row in newer
        if (row["source_id"], row["place_id"]) == ("s", "p") and row["date_end"] > added["date_end"]
        and (row["actor"] or row["opponent"]) and row["kind"] in ("captured", "lost", "withdrew", "contested")
    ]  # fmt: skip
    if not settling:
        return
    before, after = (
        holding_spans(claims_from_events(pd.DataFrame(rows))) for rows in (newer, [*newer, added])
    )  # fmt: skip
    for number, said, said_after in zip(DAYS, every_day(before), every_day(after), strict=True):
        if day(number) >= min(settling):
            holders = [words.get(("s", "p"), "").partition("/")[0] for words in (said, said_after)]
            assert holders[0] == holders[1], f"day {number}"


@given(HISTORY, st.integers(1, HORIZON))
@settings(max_examples=90, deadline=None)
def test_publication_view_uses_nothing_published_later(texts: list[str], number: int) -> None:
    events = table(texts)
    known = events[np.array([published <= day(number) for published in events["published_on"]], dtype=bool)]
    whole, part = (holding_spans(claims_from_events(rows), by="published") for rows in (events, known))
    assert told(holdings_on(whole, day(number))) == told(holdings_on(part, day(number)))


@given(HISTORY, st.integers(1, HORIZON))
@settings(max_examples=30, deadline=None)
def test_one_source_never_bears_on_another(texts: list[str], number: int) -> None:
    events = table(texts)
    whole = told(holdings_on(claims_from_events(events), day(number)))
    alone = told(holdings_on(claims_from_events(events[events["source_id"] == "s"]), day(number)))
    left_out = told(holdings_on(claims_from_events(events), day(number), without=["t"]))
    assert {key: said for key, said in whole.items() if key[0] == "s"} == alone == left_out


@VIEWS
@given(HISTORY)
@settings(max_examples=30, deadline=None)
def test_certain_days_lie_where_the_source_spoke(by: str, texts: list[str]) -> None:
    spans = holding_spans(claims_from_events(table(texts)), by=by)
    settled = spans[spans["certain_from"].notna()]
    assert (settled["certain_from"] <= settled["from"]).all()
    assert (settled["claim"] <= settled["certain_to"]).all()
    assert (spans.loc[spans["certain_from"].isna(), "state"].isin(["changing", "nobody"])).all()
    assert spans["event_ids"].map(len).gt(0).all()
