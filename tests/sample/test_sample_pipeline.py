"""What the pipeline itself makes of the sample on a first start: the five places, the years, and disagreement."""

from pathlib import Path

import pandas as pd
import pytest

from geo.control import claims_from_events, disagreements, holding_spans, holdings_on
from geo.gazetteer import open_gazetteer
from geo.ingest import ensure_sample
from geo.lexicon import load_lexicon
from geo.store import EventFilter, Store, open_store

PLACES = ("Aleppo", "Deir ez-Zor", "Idlib", "Palmyra", "Saraqib")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("sample")
    opened = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    assert ensure_sample(opened, open_gazetteer(), load_lexicon())
    return opened


@pytest.fixture(scope="module")
def events(store: Store) -> pd.DataFrame:
    found: pd.DataFrame = store.events(EventFilter())
    return found[found["stance"] == "asserted"]


@pytest.fixture(scope="module")
def spans(events: pd.DataFrame) -> pd.DataFrame:
    return holding_spans(claims_from_events(events))


def test_every_source_has_its_name(store: Store) -> None:
    names = {source.source_id: source.name for source in store.sources()}
    assert len(names) >= 10
    assert names["jnn"] == "JNN"
    assert names["sana"] == "SANA"


@pytest.mark.parametrize("place", PLACES)
def test_three_sources_tell_of_the_place(events: pd.DataFrame, place: str) -> None:
    told = events[events["place_name"].fillna("").isin([place, f"{place} province"])]
    assert told["source_id"].nunique() >= 3


@pytest.mark.parametrize("year", range(2013, 2021))
def test_something_happens_in_the_year(events: pd.DataFrame, year: int) -> None:
    days = pd.to_datetime(events["date_start"])
    assert (days.dt.year == year).any()


@pytest.mark.parametrize(
    ("day", "holder"),
    [("2015-07-01", "ISIS"), ("2016-05-01", "Syrian government"), ("2016-12-15", "ISIS")],
    ids=["after May 2015", "after March 2016", "after 11 December 2016"],
)
def test_palmyra_changes_hands_as_reported(spans: pd.DataFrame, day: str, holder: str) -> None:
    answer = holdings_on(spans, pd.Timestamp(day).date())
    at_palmyra = answer[(answer["place_name"] == "Palmyra") & (answer["source_id"] == "unknown-001")]
    assert at_palmyra["holder"].tolist() == [holder]


def test_disagreement_shows(spans: pd.DataFrame) -> None:
    found = disagreements(spans)
    assert not found.empty
    assert (found["n_sources"] >= 2).all()
