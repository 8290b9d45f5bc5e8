"""A place picked by hand for a name leads when the article is read again, and only where it was meant to."""

import dataclasses

import pytest

from geo.extraction import extract
from geo.gazetteer import LayeredGazetteer, open_gazetteer
from geo.gazetteer.corrections import Correction, Scope, clicked_place
from geo.lexicon import load_lexicon
from geo.model import Article, LonLat

TEXT = "Syrian troops captured the village of Qantara from militants on Sunday, a military source said."
ARTICLE = Article("a1", "alalam", TEXT, body_end=len(TEXT))
PICKED = clicked_place("Qantara", LonLat(36.9101, 34.9202), kind="village", country="SY")


@pytest.mark.parametrize(
    ("scope", "scope_id", "applies"),
    [
        pytest.param(Scope.ALWAYS, "", True, id="always"),
        pytest.param(Scope.SOURCE, "alalam", True, id="this source"),
        pytest.param(Scope.SOURCE, "reuters", False, id="another source"),
        pytest.param(Scope.ARTICLE, "a1", True, id="this article"),
        pytest.param(Scope.ARTICLE, "a2", False, id="another article"),
    ],
)
def test_picked_place_leads(scope: Scope, scope_id: str, *, applies: bool) -> None:
    gazetteer = open_gazetteer()
    corrected = LayeredGazetteer(gazetteer.index, [Correction("Qantara", PICKED, scope, scope_id)])
    events = extract(dataclasses.replace(ARTICLE), corrected, load_lexicon()).events
    assert events
    assert all((event.place_id == PICKED.place_id) is applies for event in events)
