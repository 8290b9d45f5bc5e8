"""Which of the places that share a name is meant: containment, kind, nearness, population, layer."""

import math
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from geo.gazetteer.distance import distance_m
from geo.gazetteer.kinds import AREAS, KINDS, kind_agreement
from geo.gazetteer.layers import CURATED, OUTLINES, WORLD
from geo.gazetteer.matching import RANK_ALIKE, Match
from geo.gazetteer.records import MOST_SPELLINGS, Records
from geo.model import LonLat, Place

_KIND_PRIOR = {
    "country": 1.0, "city": 0.9, "province": 0.75, "town": 0.7, "region": 0.7, "airbase": 0.6, "village": 0.55,
    "district": 0.5, "camp": 0.5, "quarter": 0.5,
}  # fmt: skip
_METHOD_TRUST = {"exact": 1.0, "article-less": 1.0, "skeleton": 0.9, "similar": 0.75, "jaro-winkler": 0.6, "part": 0.55}
NAMED_BY = {method: f"name: {method}" for method in _METHOD_TRUST}
_TOLD_OF = frozenset({CURATED, OUTLINES})
UNCOUNTED_WEIGHT = 0.65
"""A region or an airbase has no population, and is in the curated layer because it is told of."""
KIND_WEIGHT = tuple([0.55 + 0.45 * _KIND_PRIOR.get(kind, 0.4) for kind in KINDS])
"""What a place's kind lowers its fit to where the words ask for none, by its number in `KINDS`."""
BY_CONSONANTS = frozenset({"skeleton", "similar"})
CHOSEN_POWER = 0.8
"""What the fit of a place is raised to (and so lifted) that stands in a layer smaller than the world."""
FUZZY = frozenset({"skeleton", "similar", "jaro-winkler", "part"})
NEAR_A_TOWN_M = 10_000.0
_KIND_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_RANK_ALIKE_CHOSEN = tuple([-(alike**CHOSEN_POWER) for alike in RANK_ALIKE])
_NEAR_HALF_M = 60_000.0
_BY_SPELLINGS = tuple([1.0 + 0.01 * math.log1p(count) for count in range(MOST_SPELLINGS + 1)])


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the place that is meant. `area` is the record of the area asked for."""

    area: int | None = None
    country: int | None = None
    kind: str | None = None
    near: tuple[LonLat, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether anything says where in the world to look."""
        return self.area is not None or self.country is not None or bool(self.near)


NOTHING_TOLD = Context()


class Ranked(NamedTuple):
    """A match with its score in 0..1 and the evidence in words; `fit` is the score before others were weighed."""

    match: Match
    score: float
    evidence: tuple[str, ...]
    fit: float


def rank_matches(matches: Iterable[Match], context: Context, records: Records) -> list[Ranked]:
    """The matches, best first. The score says how well one fits, lowered where another fits as well."""
    return ranked_again([Ranked(match, 0.0, *_fit(match, context, records)) for match in matches])


def ranked_again(weighed: Sequence[Ranked]) -> list[Ranked]:
    """Ranked matches as if only these had been found."""
    if len(weighed) > 1:
        weighed = sorted(weighed, key=_best_first)
    total = sum([one.fit for one in weighed])
    return [Ranked(match, score_of(fit, total), evidence, fit) for match, _, evidence, fit in weighed]


def _best_first(one: Ranked) -> tuple[float, int]:
    return -one.fit, one.match.number


def falling(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The same in the same order, no score above the one before it: a looser step never outdoes a stricter."""
    lowest = 1.0
    fallen = []
    for one in ranked:
        lowest = min(lowest, one.score)
        fallen.append(one if one.score == lowest else one._replace(score=lowest))
    return fallen


def score_of(fit: float, total: float) -> float:
    """The score of a place that fits so well, lowered by its share of what all fits of the name are in `total`."""
    share = fit / total if total else 0.0
    return round(min(1.0, fit * (0.6 + 0.4 * share)), 4)


def size_weight(population: int, layer: str) -> float:
    """How much a place's population speaks for it, 0..1."""
    if not population and layer in _TOLD_OF:
        return UNCOUNTED_WEIGHT
    return min(1.0, math.log10(population + 10) / 7)


def telling_weight(population: int, other_names: int) -> float:
    """Of namesakes nothing else is known of, the one that is spelled in more ways goes first: more maps tell of it."""
    return 1.0 if population else _BY_SPELLINGS[min(MOST_SPELLINGS, other_names)]


def standing_columns(places: Sequence[Place]) -> dict[str, tuple[str, bytes]]:
    """The column `standing`: what kind, size, layer and spellings make of a place's fit where nothing else is told.

    The fit is the likeness of the spelling times that, both to the power `CHOSEN_POWER` for places of layers that were
    chosen; theirs is written below zero, so that one number a record tells all (`plain_fit`).
    """
    values = array("d")
    for place in places:
        weight = 0.55 + 0.45 * size_weight(place.population, place.layer)
        standing = KIND_WEIGHT[_KIND_NUMBER[place.kind]] * weight
        standing *= telling_weight(place.population, len(place.other_names))
        values.append(standing if place.layer == WORLD else -(standing**CHOSEN_POWER))
    return {"standing": ("d", np.array(values, dtype="<f8").tobytes())}


def plain_fit(rank: int, standing: float) -> float:
    """How well a record fits a name of that `NameRank` where nothing else is told: what `_fit` says, in one step."""
    return RANK_ALIKE[rank] * standing if standing > 0 else _RANK_ALIKE_CHOSEN[rank] * standing


def is_inside(number: int, area: int, records: Records) -> bool:
    """Whether the record is the area or lies in it; a region without an outline is a circle, a town one of 10 km."""
    if number == area or area in records.area_numbers(number):
        return True
    kind = KINDS[records.kind[area]]
    if kind in {"province", "country"}:
        return False
    reach = records.radius[area] if kind in AREAS else max(records.radius[area], NEAR_A_TOWN_M)
    return distance_m(records.lonlat(number), records.lonlat(area)) <= reach


def _fit(match: Match, context: Context, records: Records) -> tuple[tuple[str, ...], float]:
    number = match.number
    evidence = [NAMED_BY[match.method]]
    fit = _spelling(match)
    if context.area is not None:
        inside = is_inside(number, context.area, records)
        fit *= 1.0 if inside else 0.4
        evidence.append("inside the area" if inside else "outside the area")
    if context.country is not None and records.country[number] != context.country:
        fit *= 0.3
        evidence.append("another country")
    if context.kind is not None:
        kind = KINDS[records.kind[number]]
        agreement = kind_agreement(context.kind, kind)
        fit *= 0.4 + 0.6 * agreement
        evidence.append(f"{kind} where a {context.kind} is asked for")
    else:
        fit *= KIND_WEIGHT[records.kind[number]]
    population = records.population[number]
    if population:
        evidence.append(f"{population:,} inhabitants")
    layer = records.layers[records.layer[number]]
    weight = size_weight(population, layer)
    fit *= 0.55 + 0.45 * weight if context.area is None else 0.8 + 0.2 * weight
    fit *= telling_weight(population, records.spellings[number])
    if context.near:
        nearest = min(distance_m(records.lonlat(number), point) for point in context.near)
        fit *= 0.15 + 0.85 / (1 + nearest / _NEAR_HALF_M)
        evidence.append(f"{nearest / 1000:.0f} km from the nearest other place")
    if layer != WORLD:
        fit = fit if match.method in BY_CONSONANTS and context.area is not None else fit**CHOSEN_POWER
    elif match.method in FUZZY and not context.is_told:
        fit *= 0.5
        evidence.append("only like a name, anywhere in the world")
    return tuple(evidence), fit


def _spelling(match: Match) -> float:
    if match.method in BY_CONSONANTS:
        return float(match.similarity**1.5) * _METHOD_TRUST[match.method]
    return match.similarity * _METHOD_TRUST[match.method]
