"""The data of the figures: agreement, lag, who is first, coverage, kinds; each laid beside a count by hand."""

import numpy as np
import pandas as pd
import pytest

from geo.comparison import (
    agreement_matrix,
    coverage_by_month,
    event_groups,
    kinds_by_source,
    lag_between,
    reporting_lag,
    who_is_first,
)
from geo.control import holding_spans, holdings_on
from geo.errors import BadQuery
from geo.model import Kind
from tests.comparison.test_groups import proposals
from tests.control.histories import claims, day, events


def test_agreement_counts_days_and_places() -> None:
    lines = (
        "holds A 1", "holds A 11 source t", "captured B 21 source t", "holds A 1 place q", "holds A 1 place q source t",
        "holds C 1 source u place r",
    )  # fmt: skip
    table = agreement_matrix(holding_spans(claims(*lines)), carry_forward_days=29)
    pairs = table.set_index(["source_a", "source_b"])
    # p: s speaks on days 1-30, t says A on 11-20 and B on 21-50; q: both say A on 1-30
    assert pairs.loc[("s", "t"), ["shared_places", "shared_place_days", "agreeing_place_days"]].tolist() == [2, 50, 40]
    assert pairs.loc[("s", "t"), "agreement"] == pytest.approx(0.8)
    assert pairs.loc[("t", "s"), "agreement"] == pytest.approx(0.8)
    assert np.isnan(pairs.loc[("s", "u"), "agreement"])
    assert len(table) == 6


def test_agreement_is_that_of_the_single_days() -> None:
    lines = ("captured A 3-6", "captured B 9", "contested A<B 15 source t", "holds A 4 source t", "holds B 20 source t")
    spans = holding_spans(claims(*lines))
    shared = agreed = 0
    for number in range(1, 60):
        held = holdings_on(spans, day(number), carry_forward_days=12)
        held = held[~held["stale"] & held["state"].isin(["holds", "contested"])]
        if len(held) == 2:
            shared += 1
            agreed += held["state"].nunique() == 1 and held["holder"].nunique(dropna=False) == 1
    row = agreement_matrix(spans, carry_forward_days=12).iloc[0]
    assert (row["shared_place_days"], row["agreeing_place_days"]) == (shared, agreed)
    assert 0 < agreed < shared


def test_agreement_of_one_source_or_none() -> None:
    assert len(agreement_matrix(holding_spans(claims("holds A 1")))) == 0
    assert len(agreement_matrix(holding_spans(claims("clash A 1")))) == 0


def test_reporting_lag() -> None:
    table = events(
        "clash A 5 pub 5", "clash A 5 pub 6", "clash A 5 pub 9", "clash A 1 pub 99", "clash A 9 pub 5",
        "clash A ? pub 5", "clash A 5 pub ?", "clash A 1-30 pub 31 prec 4", "clash A 5 pub 7 source t",
    )  # fmt: skip
    rows = reporting_lag(table).set_index("source_id")
    assert rows.loc["s", ["n", "median_days", "n_background"]].tolist() == [3, 1, 1]
    assert rows.loc["s", "same_day_share"] == pytest.approx(1 / 3, abs=1e-4)
    assert rows.loc["t", ["n", "median_days", "n_background"]].tolist() == [1, 2, 0]


GROUPED = pd.DataFrame(
    [("a1", "a", day(3)), ("b1", "b", day(5)), ("c1", "c", day(3)), ("a2", "a", day(9)), ("b2", "b", day(8)),
     ("a3", "a", None), ("b3", "b", day(1)), ("b4", "b", day(4))],
    columns=["event_id", "source_id", "published_on"],
)  # fmt: skip
PAIRS = proposals("a1-b1 0.9", "a1-c1 0.9", "b1-c1 0.9", "a1-b4 0.85", "b4-c1 0.85", "a2-b2 0.8", "a3-b3 0.7")


def test_lag_between_sources_of_one_event() -> None:
    rows = lag_between(event_groups(PAIRS), GROUPED).set_index(["source_a", "source_b"])
    # a1, b1, b4 and c1 are one event: b's first word of it is of day 4
    assert rows.loc[("a", "b")].tolist() == [2, 0.0, 1, 0, 1]
    assert rows.loc[("a", "c")].tolist() == [1, 0.0, 0, 1, 0]
    assert rows.loc[("b", "c")].tolist() == [1, -1.0, 0, 0, 1]


def test_who_is_first() -> None:
    rows = who_is_first(event_groups(PAIRS), GROUPED).set_index("source_id")
    assert rows.loc["a", ["n_groups", "first", "median_days_behind"]].tolist() == [2, 1, 0.5]
    assert rows.loc["b", ["n_groups", "first"]].tolist() == [2, 1]
    assert rows.loc["c", ["n_groups", "first", "first_share"]].tolist() == [1, 1, 1.0]


def test_no_groups_no_lag() -> None:
    assert len(lag_between(event_groups(proposals()), GROUPED)) == 0
    assert len(who_is_first(event_groups(proposals()), GROUPED)) == 0


def test_coverage_shows_months_of_silence() -> None:
    table = coverage_by_month(
        events("clash A 5 article x", "clash A 6 article x", "holds B 70 source t", "clash A ? pub ?"), sources=["mute"]
    )
    assert table["month"].dt.strftime("%Y-%m").unique().tolist() == ["2016-01", "2016-02", "2016-03"]
    counts = {(row.month.month, row.source_id): (row.n, row.n_articles) for row in table.itertuples()}
    assert counts[1, "s"] == (2, 1)
    assert counts[2, "s"] == counts[3, "s"] == counts[1, "mute"] == (0, 0)
    assert counts[3, "t"] == (1, 1)
    assert len(counts) == 9


def test_coverage_by_either_day() -> None:
    table = events("clash A 5 pub 40")
    months = [coverage_by_month(table, by=by)["month"].dt.month.tolist() for by in ("happened", "published")]
    assert months == [[1], [2]]
    with pytest.raises(BadQuery, match="written"):
        coverage_by_month(table, by="written")


def test_kinds_by_source() -> None:
    table = kinds_by_source(events("clash A 5", "clash A 6", "holds A 5", "holds A 5 source t"), sources=["mute"])
    rows = table.set_index(["source_id", "kind"])
    assert rows.loc[("s", "clash")].tolist() == [2, pytest.approx(0.6667)]
    assert rows.loc[("t", "clash"), "n"] == 0
    assert np.isnan(rows.loc[("mute", "clash"), "share"])
    assert len(table) == 3 * len(Kind)
