"""The briefing of a day: disputed places first, silence named, what is turned off neither speaks nor is silent."""

import datetime as dt

import pandas as pd
import pytest

from geo.control import claims_from_events, holding_spans
from geo.control.briefing import briefing_on

DAY = dt.date(2016, 12, 12)


def event(n: int, source: str, place: str, actor: str, day: str, **more: object) -> dict[str, object]:
    return {
        "event_id": f"e{n}", "source_id": source, "article_id": f"a{n}", "kind": "captured", "stance": "asserted",
        "actor": actor, "opponent": None, "attributed_to": None, "place_id": place, "place_name": place.title(),
        "longitude": 38.0, "latitude": 34.0, "where_prec": 1, "radius_m": 1000.0,
        "date_start": dt.date.fromisoformat(day),
        "date_end": dt.date.fromisoformat(day), "date_prec": 1, "char_start": 0,
        "published_on": dt.date.fromisoformat(day),
        "status": "unreviewed", **more,
    }  # fmt: skip


@pytest.fixture(scope="module")
def spans() -> pd.DataFrame:
    events = pd.DataFrame([
        event(1, "sana", "palmyra", "Syrian government", "2016-12-10"),
        event(2, "reuters", "palmyra", "ISIS", "2016-12-11"),
        event(3, "reuters", "manbij", "SDF/YPG", "2016-08-12"),
        event(4, "sana", "aleppo", "Syrian government", "2016-12-12"),
        event(5, "trt", "raqqa", "ISIS", "2014-01-14"),
    ])  # fmt: skip
    return holding_spans(claims_from_events(events))


def test_disputed_first_then_recent(spans: pd.DataFrame) -> None:
    told = briefing_on(spans, DAY, sources=["sana", "reuters", "trt"])
    assert [place.place_id for place in told.places] == ["palmyra", "aleppo", "manbij"]
    assert (told.n_places, told.n_disputed, told.n_recent) == (3, 1, 2)
    palmyra = told.places[0]
    assert palmyra.accord == "disagree"
    assert {(s.source_id, s.holder) for s in palmyra.says} == {("sana", "Syrian government"), ("reuters", "ISIS")}
    assert palmyra.silent == ("trt",)
    assert [s.age_days for s in palmyra.says] == [1, 2]


def test_a_source_turned_off(spans: pd.DataFrame) -> None:
    told = briefing_on(spans, DAY, sources=["sana", "reuters", "trt"], without=["sana"])
    assert [place.place_id for place in told.places] == ["palmyra", "manbij"]
    assert told.n_disputed == 0
    assert told.places[0].silent == ("trt",)


def test_stale_claims_do_not_speak(spans: pd.DataFrame) -> None:
    assert briefing_on(spans, DAY, sources=["trt"], without=["sana", "reuters"]).places == ()
    assert briefing_on(spans, dt.date(2013, 1, 1), sources=["trt"]).n_places == 0
