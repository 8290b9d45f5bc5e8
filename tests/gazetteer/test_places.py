"""The curated places: their form, their number, and their points against a country gazetteer where that is at hand."""

import pytest
from shapely import Point, unary_union

from geo.gazetteer.distance import distance_m
from geo.gazetteer.geonames import places_from_geonames
from geo.gazetteer.kinds import SETTLEMENTS
from geo.gazetteer.normalise import article_less, fold, has_arabic
from geo.gazetteer.places_csv import read_places
from geo.gazetteer.refusals import Refusals
from geo.resources import PROJECT_ROOT, data_path

COUNTRY_FILE = PROJECT_ROOT.parent / "shared" / "gazetteer" / "SY.txt"
SAME_NAME_REACH_M = 15_000
"""A namesake farther off is another place."""
MOST_APART_M = 3_000


@pytest.fixture(scope="module")
def places():
    return list(read_places(data_path("gazetteer", "places.csv"), layer="curated"))


def keys(place):
    return {article_less(fold(name)) for name in (place.name.split(" (")[0], *place.other_names)}


def test_there_are_enough_and_ids_are_unique(places):
    assert len(places) >= 2400
    assert len({place.place_id for place in places}) == len(places)
    assert sum(place.country == "SY" for place in places) >= 1150


@pytest.mark.parametrize("country", ["SY", "IQ", "UA", "SD", "LY", "YE", "AF", "ET", "ML"])
def test_each_war_has_towns_areas_and_airbases(places, country):
    kinds = {place.kind for place in places if place.country == country}
    assert {"airbase", "province", "country"} <= kinds
    assert kinds & SETTLEMENTS


def test_most_syrian_settlements_have_their_arabic_name(places):
    syrian = [place for place in places if place.country == "SY" and place.kind in SETTLEMENTS]
    assert sum(any(map(has_arabic, place.other_names)) for place in syrian) / len(syrian) > 0.97


def test_names_are_neither_empty_nor_repeated(places):
    for place in places:
        names = [place.name, *place.other_names]
        assert all(names), place
        assert len(set(names)) == len(names), place
        assert place.radius_m > 0, place


@pytest.mark.skipif(not COUNTRY_FILE.exists(), reason="the country gazetteer to check against is not at hand")
def test_points_agree_with_the_country_gazetteer(places):
    refusals = Refusals("SY.txt")
    with COUNTRY_FILE.open(encoding="utf-8") as lines:
        known = [
            place for place in places_from_geonames(lines, layer="SY", refusals=refusals) if place.kind in SETTLEMENTS
        ]
    refusals.raise_if_any()
    by_key = {}
    for place in known:
        for key in keys(place):
            by_key.setdefault(key, []).append(place)
    checked, apart = 0, []
    for place in places:
        if place.country != "SY" or place.kind not in {"city", "town", "village"}:
            continue  # a quarter's namesakes are villages near by
        distances = [distance_m(place.lonlat, other.lonlat) for key in keys(place) for other in by_key.get(key, ())]
        nearest = min(distances, default=float("inf"))
        if nearest <= SAME_NAME_REACH_M:
            checked += 1
            if nearest > MOST_APART_M:
                apart.append((place.name, round(nearest)))
    assert checked >= 200
    assert apart == []


BORDER_DEGREES = 0.12
"""Outlines of the basemap are simplified: a place on a border or a coast may lie so far outside."""
NO_GROUND = frozenset({"country", "lake", "river", "region"})
NOT_DRAWN = frozenset({"curated:ua-snake-island", "curated:ua-crimean-bridge", "curated:ru-olenya-airbase"})
"""An islet, a bridge over the sea, and Russia north of the place where its outline is torn at the date line."""
CRIMEA = ("area:UA-crimea", "area:UA-sevastopol")
"""The basemap draws who administers an area; the gazetteer files it under Ukraine."""


def test_places_lie_in_the_country_that_they_are_given(places, curated):
    outlines, checked, outside = {}, 0, []
    crimea = unary_union([curated.outline(area) for area in CRIMEA]).buffer(BORDER_DEGREES)
    for place in places:
        if not place.country or place.kind in NO_GROUND or place.place_id in NOT_DRAWN:
            continue
        if place.country not in outlines:
            outline = curated.outline(f"country:{place.country}")
            outlines[place.country] = outline.buffer(BORDER_DEGREES) if outline is not None else None
            if place.country == "UA":
                outlines["UA"] = outlines["UA"].union(crimea)
        outline = outlines[place.country]
        if outline is not None:
            checked += 1
            if not outline.contains(Point(place.lonlat)):
                outside.append((place.place_id, place.country))
    assert checked >= 1000
    assert not outside, outside
