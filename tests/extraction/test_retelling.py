"""A change told again takes the day of the telling that states one; the reports are of Wednesday, 12 October 2016."""

import datetime as dt

import pytest

from geo.extraction import events_from_article
from geo.lexicon import Lexicon, load_lexicon
from geo.model import Article, LonLat, Mention, Place, ReportedEvent, Role, WherePrec

WEDNESDAY = dt.date(2016, 10, 12)
PLACES = {
    "Kula": Place("kula", "Kula", LonLat(36.00, 35.0), "town", country="SY"),
    "Bara": Place("bara", "Bara", LonLat(37.00, 35.0), "city", country="SY"),
    "Sakhur": Place("sakhur", "Sakhur", LonLat(37.04, 35.0), "quarter", country="SY"),
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def read(lexicon: Lexicon, text: str) -> list[ReportedEvent]:
    mentions = []
    for name, place in PLACES.items():
        at = text.find(name)
        while at >= 0:
            mention = Mention(name, at, at + len(name), Role.LOCATION, place, WherePrec.EXACT, 1000.0, place.lonlat)
            mentions.append(mention)
            at = text.find(name, at + 1)
    mentions.sort(key=lambda mention: mention.start)
    article = Article("a", "s", text, published_on=WEDNESDAY)
    return events_from_article(article, None, lexicon, mentions=mentions)  # type: ignore[arg-type]


FILLER = "Residents spoke of empty markets. Bread was dear. Queues were long. "
DAYS = {
    "headline": ("Army Seizes Kula From Rebels. The army seized Kula on Sunday evening.", "Kula", "2016-10-09"),
    "a later sentence": (
        f"The army seized Kula from rebels on Sunday. {FILLER}The capture of Kula by the army is a blow.",
        "Kula",
        "2016-10-09",
    ),
    "told from the other side": (
        f"Rebels withdrew from Kula on Sunday. {FILLER}The army seized Kula from rebels without a fight.",
        "Kula",
        "2016-10-09",
    ),
    "a district that is named later": (
        f"The army seized a neighbourhood in the north of Bara on Tuesday. {FILLER}The army captured Sakhur.",
        "Sakhur",
        "2016-10-11",
    ),
    "the week of which another telling gives the day": (
        f"The army entered Kula on Monday. {FILLER}The capture of Kula by the army this week was brief.",
        "Kula",
        "2016-10-10",
    ),
    "nothing is stated": ("The army seized Kula. Rebels fled.", "Kula", "2016-10-11/2016-10-12"),
    "a day too long ago": (
        f"The army seized Kula on 2 May 2016. {FILLER}The army seized Kula, state media said.",
        "Kula",
        "2016-05-02 2016-10-11/2016-10-12",
    ),
    "another party's day": (
        f"Rebels seized Kula on Monday. {FILLER}The army seized Kula, state media said.",
        "Kula",
        "2016-10-10 2016-10-10/2016-10-12",
    ),
}


@pytest.mark.parametrize(("text", "place", "expected"), DAYS.values(), ids=DAYS.keys())
def test_days_of_what_is_told_again(lexicon: Lexicon, text: str, place: str, expected: str) -> None:
    captures = [event for event in read(lexicon, text) if event.kind == "captured" and event.place_name == place]
    found = [(event.date_start, event.date_end) for event in captures]
    assert " ".join(dict.fromkeys(str(a) if a == b else f"{a}/{b}" for a, b in found)) == expected


def test_a_headline_is_one_event_with_the_body_and_cites_whom_the_body_cites(lexicon: Lexicon) -> None:
    text = "Army Seizes Kula From Rebels. A military source said on Sunday that the army had seized Kula."
    (event,) = [event for event in read(lexicon, text) if event.kind == "captured"]
    assert event.attributed_to == "Syrian military source"
    assert len(event.more_quotes) == 1
