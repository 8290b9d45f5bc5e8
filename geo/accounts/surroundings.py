"""The areas around places: the provinces that hold them, and for a quarter its city."""

import math
from collections.abc import Iterable

from geo.errors import UnknownPlace
from geo.gazetteer import Gazetteer
from geo.model import Place

QUARTER_REACH_KM = 12.0
"""How far from a city's middle a quarter of it may lie."""

_CITIES = ("city", "town")
_KM_PER_DEGREE = 111.2


def areas_of(place_ids: Iterable[str], gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    """For each known place the ids of the areas that hold it, smallest first; a quarter's city is one of them.

    The city of a quarter is the nearest city or town among the places given, of the same province and at most
    `QUARTER_REACH_KM` away. Countries are left out: a place's holder says nothing of its country's. Places that the
    gazetteer does not know have no areas.
    """
    places: list[Place] = []
    for place_id in dict.fromkeys(place_ids):
        try:
            places.append(gazetteer.place(place_id))
        except UnknownPlace:
            continue
    cities = [place for place in places if place.kind in _CITIES]
    found = {}
    for place in places:
        within = tuple(area for area in place.areas if not area.startswith("country:"))
        city = _city_of(place, cities) if place.kind == "quarter" else None
        found[place.place_id] = within if city is None or city.place_id in within else (city.place_id, *within)
    return found


def _city_of(quarter: Place, cities: list[Place]) -> Place | None:
    near = [(_km(quarter, city), city.place_id, city) for city in cities if set(city.areas) & set(quarter.areas)]
    near = [item for item in near if item[0] <= QUARTER_REACH_KM]
    return min(near, key=lambda item: item[:2])[2] if near else None


def _km(one: Place, other: Place) -> float:
    """Distance on a plane, good enough for a few kilometres."""
    east = (one.lonlat.lon - other.lonlat.lon) * math.cos(math.radians(one.lonlat.lat))
    return _KM_PER_DEGREE * math.hypot(east, one.lonlat.lat - other.lonlat.lat)
