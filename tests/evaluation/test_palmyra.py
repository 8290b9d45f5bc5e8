"""Who is said to hold Palmyra, by the five seed articles as they are, read and extracted: four days."""

import datetime as dt

import pandas as pd
import pytest

from geo.control import claims_from_events, holdings_on
from geo.resources import PROJECT_ROOT

SEEDS = PROJECT_ROOT.parent / "shared" / "articles" / "seeds"
DAYS = {
    dt.date(2016, 1, 1): ("holds", "ISIS"),
    dt.date(2016, 5, 1): ("holds", "Syrian government"),
    dt.date(2016, 12, 9): ("changing", "ISIS"),
    dt.date(2016, 12, 12): ("holds", "ISIS"),
}

pytestmark = [
    pytest.mark.evaluation,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seed articles in the shared folder beside the project"),
]


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    from geo.extraction import extract
    from geo.gazetteer import open_gazetteer
    from geo.lexicon import load_lexicon
    from geo.reading import article_from_file
    from geo.store import table_from_events

    gazetteer, lexicon = open_gazetteer(), load_lexicon()
    paths = sorted(SEEDS.glob("*.txt"))
    assert len(paths) == 5
    found = [extract(article_from_file(path, source_id=path.stem), gazetteer, lexicon).events for path in paths]
    return claims_from_events(table_from_events([event for events in found for event in events]))


@pytest.mark.parametrize(("day", "answer"), DAYS.items(), ids=[day.isoformat() for day in DAYS])
def test_one_source_says_so_and_the_others_are_silent(
    claims: pd.DataFrame, day: dt.date, answer: tuple[str, str]
) -> None:
    held = holdings_on(claims, day)
    palmyra = held[held["place_name"] == "Palmyra"]
    assert list(zip(palmyra["state"], palmyra["holder"], strict=True)) == [answer]
    assert palmyra["source_id"].str.startswith("001_").all()
