"""Events of short sentences from many wars: kind, parties, place and stance.

`event_cases.tsv` holds a case a row, written for this test: `places` is "IQ: Mosul, Anbar=province", `events` are
joined by "; ", each "kind actor > opponent @ place [stance]" with "-" for nobody and no bracket for asserted.
"""

import csv
from itertools import count
from pathlib import Path

import pytest

from geo.extraction import events_from_article
from geo.lexicon import Lexicon, load_lexicon
from geo.model import Article, LonLat, Mention, Place, ReportedEvent, Role, WherePrec

with (Path(__file__).parent / "event_cases.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
NUMBERS = count(1)
CASES = [
    pytest.param(row["text"], row["places"], row["events"], id=f"{row['war']}-{next(NUMBERS)}-{row['text'][:40]}")
    for row in ROWS
]
HELD = {"captured", "lost", "withdrew"}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def places_of(text: str, listed: str) -> list[Mention]:
    """Mentions of the listed places wherever they stand in the text; the points are made up."""
    country, _, names = listed.partition(": ")
    mentions = []
    for number, entry in enumerate(names.split(", ")):
        name, _, kind = entry.partition("=")
        point = LonLat(30.0 + number, 30.0)
        place = Place(f"test:{name}", name, point, kind or "town", country=country)
        prec = WherePrec.FIRST_ORDER_AREA if kind == "province" else WherePrec.EXACT
        at = text.find(name)
        while at >= 0:
            mentions.append(Mention(name, at, at + len(name), Role.LOCATION, place, prec, 1000.0, point))
            at = text.find(name, at + 1)
    return sorted(mentions, key=lambda mention: mention.start)


def events_of(text: str, listed: str, lexicon: Lexicon) -> list[ReportedEvent]:
    article = Article("a", "test", text)
    return events_from_article(article, None, lexicon, mentions=places_of(text, listed), dates=[])  # type: ignore[arg-type]


def told(event: ReportedEvent) -> str:
    stance = "" if event.stance == "asserted" else f" [{event.stance}]"
    return f"{event.kind} {event.actor or '-'} > {event.opponent or '-'} @ {event.place_name}{stance}"


@pytest.mark.parametrize(("text", "places", "expected"), CASES)
def test_sentence_tells(lexicon: Lexicon, text: str, places: str, expected: str) -> None:
    found = [told(event) for event in events_of(text, places, lexicon)]
    wanted = [event for event in expected.split("; ") if event]
    assert [event for event in wanted if event not in found] == [], f"found {found}"
    changes = sorted(event for event in found if event.split()[0] in HELD and "[" not in event)
    assert changes == sorted(event for event in wanted if event.split()[0] in HELD and "[" not in event)
