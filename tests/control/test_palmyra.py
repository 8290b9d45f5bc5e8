"""Palmyra as one of the seed articles tells it, its facts restated: one source speaks, the other is silent."""

import datetime as dt

import pandas as pd
import pytest

from geo.control import claims_from_events, holding_spans, holdings_on, silent_sources
from tests.control.histories import event

REPORTS = (
    ("captured", "ISIS", dt.date(2015, 5, 1), dt.date(2015, 5, 31)),
    ("captured", "Syrian government", dt.date(2016, 3, 1), dt.date(2016, 3, 31)),
    ("offensive", "ISIS", dt.date(2016, 12, 8), dt.date(2016, 12, 8)),
    ("captured", "ISIS", dt.date(2016, 12, 11), dt.date(2016, 12, 11)),
)
DAYS = {
    dt.date(2015, 4, 30): None,
    dt.date(2015, 5, 10): ("changing", "ISIS"),
    dt.date(2016, 1, 1): ("holds", "ISIS"),
    dt.date(2016, 3, 15): ("changing", "Syrian government"),
    dt.date(2016, 5, 1): ("holds", "Syrian government"),
    dt.date(2016, 12, 7): ("holds", "Syrian government"),
    dt.date(2016, 12, 9): ("changing", "ISIS"),
    dt.date(2016, 12, 12): ("holds", "ISIS"),
}


@pytest.fixture(scope="module")
def spans() -> pd.DataFrame:
    rows = [
        event(number, "holds A 1 source one place palmyra")
        | {"kind": kind, "actor": actor, "date_start": first, "date_end": last, "published_on": dt.date(2017, 2, 10)}
        for number, (kind, actor, first, last) in enumerate(REPORTS)
    ]
    return holding_spans(claims_from_events(pd.DataFrame(rows)))


@pytest.mark.parametrize(("day", "answer"), DAYS.items(), ids=[day.isoformat() for day in DAYS])
def test_palmyra(spans: pd.DataFrame, day: dt.date, answer: tuple[str, str] | None) -> None:
    held = holdings_on(spans, day)
    said = list(zip(held["state"], held["holder"], strict=True))
    assert said == ([] if answer is None else [answer])
    silent = silent_sources(held, "palmyra", ["one", "two"])
    assert "two" in silent


def test_since_when_it_is_told(spans: pd.DataFrame) -> None:
    held = holdings_on(spans, dt.date(2016, 12, 12)).iloc[0]
    assert held["since"].date() == dt.date(2016, 12, 11)
    assert (held["age_days"], bool(held["stale"])) == (1, False)
