"""How much speaks for a place that a name may mean: the question, the weights, the evidence in words.

The order of evidence is that of measured practice: an explicit container first, then the kind that the words ask
for, then distance to the article's other places, then population.
"""

import math
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from geo.extraction.lookups import EXACT_METHODS
from geo.gazetteer.normalise import fold
from geo.model import Candidate, LonLat, Place

SHORT_FORM = "short form"
"""The method of a candidate that the article calls by a fuller name elsewhere."""

_KIND_PRIOR = {
    "country": 1.1, "city": 0.55, "town": 0.4, "province": 0.2, "region": 0.3, "village": 0.25, "district": 0.15,
    "airbase": 0.1, "river": 0.2, "lake": 0.1, "mountain": 0.1, "quarter": 0.1,
}  # fmt: skip
_WEIGHT_OF_AREAS = {"country": 1e7, "province": 1e6, "region": 1e7, "district": 1e4, "river": 1e5, "lake": 1e4}
"""Inhabitants that stand for how well an area is known, where the gazetteer gives none."""
_FAMILIES = (
    frozenset({"city", "town", "village", "quarter", "camp"}),
    frozenset({"province", "district", "region"}),
    frozenset({"airbase", "base"}),
    frozenset({"hill", "mountain"}),
    frozenset({"quarter", "district", "other"}),
    frozenset({"lake", "dam", "river"}),
    frozenset({"crossing", "border", "road"}),
)
_KIND_GAIN = (0.9, 0.45, -0.5)
_SHARE_OF_REGIONS = 0.3
"""What a region of several countries counts as: no country's share is its own."""
_FAMOUS = 1_000_000
_CURATED, _CHOSEN = "curated", 0.4
"""What a place of the hand-kept list has over a namesake of the world's: it was listed because wars name it so."""
_ALIKE_ABROAD = 1.5
"""What speaks against a name that is only like that of a place in a country the article does not speak of."""
_SAME_SENTENCE_KM = 40.0
_SAME_ARTICLE_KM = 120.0


@dataclass(slots=True, unsafe_hash=True)
class Question:
    """A name with what its surroundings ask for.

    `longer` is a fuller name used elsewhere in the article ("Castello Road" for "Castello"). `within` are place_ids
    of areas said to hold it, `beside` those of the areas of other places in its sentence; `near` points of the same
    sentence, `around` points of the article; `host` the town of which a quarter or building is asked for.
    """

    name: str
    longer: str | None = None
    kind: str | None = None
    within: frozenset[str] = field(default=frozenset(), hash=False)  # the rest is seldom all that differs
    beside: frozenset[str] = field(default=frozenset(), hash=False)
    near: tuple[LonLat, ...] = ()
    around: tuple[LonLat, ...] = field(default=(), hash=False)
    host: LonLat | None = None


class Scales:
    """Weighs candidates for one article; `countries` are the shares of its attention, ISO code to 0..1.

    `own` keeps what speaks for a place whatever the article.
    """

    def __init__(self, own: MutableMapping[tuple[str, str, str], float] | None = None) -> None:
        self.countries: Mapping[str, float] = {}
        self.main_share = 0.0
        self.own = {} if own is None else own

    def strength(self, question: Question, candidate: Candidate, likeness: float = 1.0) -> float:
        """What speaks for a candidate, without bound; about 1 for a bare name, 4 for a sure one."""
        place = candidate.place
        strength = self._own_strength(question.name, candidate, likeness)
        if self.countries:
            share = self.countries.get(place.country, 0.0)
            strength += 1.6 * math.sqrt(share if place.country else _SHARE_OF_REGIONS)
            if not share and place.kind != "country" and place.country:
                fame = 1.0 if place.population >= _FAMOUS else math.log10(place.population + 1) / 12
                strength -= (0.3 + 0.5 * self.main_share) * (1.0 - fame)
                if not _is_spelt_so(candidate):
                    strength -= _ALIKE_ABROAD * self.main_share
        if question.within:
            strength += 1.2 if _is_within(question, place) else -0.6 if _is_spelt_so(candidate) else -1.2
        elif question.beside and not question.beside.isdisjoint(areas_of(place)):
            strength += 0.35
        if question.kind is not None:
            strength += _KIND_GAIN[kind_fit(question.kind, place.kind)]
        if place.kind != "country":
            if question.near:
                strength += 0.6 * math.exp(-_nearest_km(place, question.near) / _SAME_SENTENCE_KM)
            if question.around:
                strength += 0.4 * math.exp(-_nearest_km(place, question.around) / _SAME_ARTICLE_KM)
        return strength

    def evidence(self, question: Question, candidate: Candidate) -> tuple[str, ...]:
        """The same in words, for and against."""
        place = candidate.place
        words = [*candidate.evidence] if candidate.method == "correction" else [f"name: {candidate.method}"]
        if is_own_name(question.name, place):
            words.append("its own name")
        if self.countries and place.country:
            words.append(f"{place.country}: {self.countries.get(place.country, 0.0):.0%} of the article's attention")
        if question.within:
            words.append(f"{'inside' if _is_within(question, place) else 'outside'} the area that the text names")
        elif question.beside & areas_of(place):
            words.append("in the same area as its neighbours in the sentence")
        if question.kind is not None:
            agrees = kind_fit(question.kind, place.kind) == 0
            words.append(f"a {place.kind}, as the text says" if agrees else f"{place.kind}; the text: {question.kind}")
        if place.kind != "country" and question.near:
            words.append(f"{_nearest_km(place, question.near):.0f} km from the nearest place in the sentence")
        if place.kind != "country" and question.around:
            words.append(f"{_nearest_km(place, question.around):.0f} km from the nearest place in the article")
        if place.population:
            words.append(f"{place.population:,} inhabitants")
        return tuple(words)

    def _own_strength(self, name: str, candidate: Candidate, likeness: float) -> float:
        """What speaks for a candidate whatever the article: spelling, its own name, kind, size."""
        key = (name, candidate.place.place_id, candidate.method)
        known = self.own.get(key)
        if known is None:
            place = candidate.place
            size = math.log10((place.population or _WEIGHT_OF_AREAS.get(place.kind, 0.0)) + 1)
            known = _KIND_PRIOR.get(place.kind, 0.0)
            if candidate.method in EXACT_METHODS:
                known += 1.0 + 0.2 * size + (0.3 if is_own_name(name, place) else 0.0)
                known += _CHOSEN if place.layer == _CURATED else 0.0
                known += 0.5 if place.population >= _FAMOUS else 0.0
                known += 100.0 if candidate.method == "correction" else 0.0
            elif candidate.method == SHORT_FORM:
                known += 1.5 + 0.2 * size
            else:
                known += 2.0 * likeness - 0.8 + 0.1 * size
            self.own[key] = known
        return known


def _is_spelt_so(candidate: Candidate) -> bool:
    """Whether the name is one of the place's own, and not only like one."""
    return candidate.method in EXACT_METHODS or candidate.method == SHORT_FORM


def areas_of(place: Place) -> frozenset[str]:
    """The place_ids of the areas, below the country, that a place lies in or is."""
    return _below_country(place.areas, place.place_id if place.kind in {"province", "district", "region"} else None)


@lru_cache(maxsize=4096)
def _below_country(areas: tuple[str, ...], own: str | None) -> frozenset[str]:
    below = {area for area in areas if not area.startswith("country:")}
    return frozenset(below if own is None else below | {own})


def is_own_name(name: str, place: Place) -> bool:
    """Whether the place is called that first of all, and not by one of its other names."""
    own, asked = _letters(place.name), _letters(name)
    return own == asked or own.removesuffix("province") == asked


def kind_fit(asked: str, kind: str) -> int:
    """0 where the kind is the one asked for, 1 where it is akin, 2 where it is another."""
    if asked == kind:
        return 0
    return 1 if any(asked in family and kind in family for family in _FAMILIES) else 2


def km_between(a: LonLat, b: LonLat) -> float:
    """Kilometres between two points on a plane through their middle latitude; good to 1% up to 500 km."""
    dx = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(min(abs(dx), 360 - abs(dx)), a.lat - b.lat)


def tells_where(place: Place) -> bool:
    """Whether a place is small enough for its point to tell where something is."""
    return place.kind not in {"country", "region", "river"}


def _is_within(question: Question, place: Place) -> bool:
    return place.place_id in question.within or not question.within.isdisjoint(place.areas)


def _nearest_km(place: Place, points: Sequence[LonLat]) -> float:
    if len(points) == 1:
        return km_between(place.lonlat, points[0])
    lon, lat = place.lonlat
    nearest = math.inf
    for other_lon, other_lat in points:
        if abs(other_lat - lat) < nearest:
            dx = abs(lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
            nearest = min(nearest, math.hypot(min(dx, 360 - dx), lat - other_lat))
    return 111.2 * nearest


@lru_cache(maxsize=16_384)
def _letters(name: str) -> str:
    return fold(name).replace(" ", "")
