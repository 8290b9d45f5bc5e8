"""Which place a name means in an article: containment, kind asked for, country, nearness, population, or none.

The order of evidence is that of measured practice: an explicit container first, then the kind that the words ask
for, then distance to the article's other places, then population; and no answer where nothing is plausible.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.gazetteer import Gazetteer
from geo.model import Candidate, LonLat, Place

_KIND_PRIOR = {
    "country": 1.1, "city": 0.55, "town": 0.4, "province": 0.2, "region": 0.3, "village": 0.25, "district": 0.15,
    "airbase": 0.1, "river": 0.2, "lake": 0.1, "mountain": 0.1, "quarter": 0.1,
}  # fmt: skip
_WEIGHT_OF_AREAS = {"country": 1e7, "province": 1e6, "region": 1e6, "district": 1e4, "river": 1e5, "lake": 1e4}
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
_SAME_SENTENCE_KM = 40.0
_SAME_ARTICLE_KM = 120.0
_BEST_POSSIBLE = 5.0
_KEPT = 6
_CLEAR_LEAD = 0.06
LEAST_FUZZY = 0.35
"""A spelling found only by likeness needs at least this score of the gazetteer's."""


@dataclass(frozen=True, slots=True)
class Question:
    """A name with what its surroundings ask for.

    `within` are place_ids of areas said to hold it, `beside` those of the areas of other places in its sentence;
    `near` points of the same sentence, `around` points of the article.
    """

    name: str
    kind: str | None = None
    within: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    near: tuple[LonLat, ...] = ()
    around: tuple[LonLat, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The place chosen, or None, with every candidate and its score in 0..1, best first; `strength` is unbounded."""

    place: Place | None
    candidates: tuple[Candidate, ...] = ()
    strength: float = 0.0
    is_exact: bool = False


class Resolver:
    """Answers the questions of one article; `countries` are the shares of its attention, ISO code to 0..1."""

    def __init__(self, gazetteer: Gazetteer, short_forms: Mapping[str, str]) -> None:
        self._gazetteer = gazetteer
        self._short_forms = short_forms
        self.countries: Mapping[str, float] = {}
        self._found: dict[tuple[str, str, bool], list[Candidate]] = {}

    def named(self, name: str) -> list[Candidate]:
        """The places of exactly that name, best first by the gazetteer's own ranking."""
        return self._look_up(name, "", fuzzy=False)

    def country_of(self, name: str) -> tuple[str, str]:
        """Country code and kind of what a name means to a reader who knows nothing else; empty where that is open."""
        answer = self._best(Question(name), self.named(name))
        if answer.place is None:
            return "", ""
        rival = next((c.score for c in answer.candidates if c.place.country != answer.place.country), 0.0)
        clear = answer.candidates[0].score - rival >= _CLEAR_LEAD
        return (answer.place.country, answer.place.kind) if clear else ("", "")

    def answer(self, question: Question, *, fuzzy: bool) -> Answer:
        """The place that the question means. With `fuzzy`, likeness of spelling counts in the article's countries."""
        pool = {c.place.place_id: c for c in self.named(question.name)}
        main = [code for code, share in self.countries.items() if share >= 0.15][:2]
        if fuzzy and not any(c.place.country in main or c.place.kind == "country" for c in pool.values()):
            for code in main:
                for c in self._look_up(question.name, code, fuzzy=True):
                    if c.place.country == code and c.score >= LEAST_FUZZY:
                        pool.setdefault(c.place.place_id, c)
        return self._best(question, pool.values())

    def _look_up(self, name: str, country: str, *, fuzzy: bool) -> list[Candidate]:
        name = self._short_forms.get(name, name)
        key = (name, country, fuzzy)
        found = self._found.get(key)
        if found is None:
            found = self._gazetteer.candidates(name, country=country or None, limit=12, fuzzy=fuzzy)
            self._found[key] = found
        return found

    def _best(self, question: Question, pool: Iterable[Candidate]) -> Answer:
        scored = [(*self._strength(question, candidate), candidate) for candidate in pool]
        if not scored:
            return Answer(None)
        scored.sort(key=lambda row: (-row[0], -row[2].place.population, row[2].place.place_id))
        kept = tuple(
            Candidate(c.place, round(max(0.0, min(1.0, strength / _BEST_POSSIBLE)), 3), c.method, evidence)
            for strength, evidence, c in scored[:_KEPT]
        )
        return Answer(kept[0].place, kept, scored[0][0], _is_exact(kept[0]))

    def _strength(self, question: Question, candidate: Candidate) -> tuple[float, tuple[str, ...]]:
        place = candidate.place
        evidence = [f"name: {candidate.method}"]
        strength = 1.0 if _is_exact(candidate) else 0.9 * candidate.score
        if is_own_name(question.name, place):
            strength += 0.3
            evidence.append("its own name")
        share = self.countries.get(place.country, 0.0)
        if self.countries:
            strength += 1.2 * math.sqrt(share)
            if share:
                evidence.append(f"{place.country}: {share:.0%} of the article's attention")
            elif place.kind != "country":
                strength -= 0.4
                evidence.append(f"{place.country}: not named in the article")
        strength += _containment(question, place, evidence)
        strength += _kind_fit(question.kind, place, evidence)
        strength += _nearness(question, place, evidence)
        strength += 0.2 * math.log10((place.population or _WEIGHT_OF_AREAS.get(place.kind, 0.0)) + 1)
        if place.population:
            evidence.append(f"{place.population:,} inhabitants")
        return strength, tuple(evidence)


def areas_of(place: Place) -> frozenset[str]:
    """The place_ids of the areas, below the country, that a place lies in or is."""
    own = {place.place_id} if place.kind in {"province", "district", "region"} else set()
    return frozenset(own | {area for area in place.areas if not area.startswith("country:")})


def is_own_name(name: str, place: Place) -> bool:
    """Whether the place is called that first of all, and not by one of its other names."""
    own, asked = _letters(place.name), _letters(name)
    return own == asked or own.removesuffix("province") == asked


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _is_exact(candidate: Candidate) -> bool:
    return candidate.method in {"exact", "article-less", "folded"}


def _containment(question: Question, place: Place, evidence: list[str]) -> float:
    areas = areas_of(place) | {place.place_id} | set(place.areas)
    if question.within:
        if areas & question.within:
            evidence.append("inside the area that the text names")
            return 1.2
        evidence.append("outside the area that the text names")
        return -0.6
    if question.beside & areas_of(place):
        evidence.append("in the same area as its neighbours in the sentence")
        return 0.35
    return 0.0


def _kind_fit(asked: str | None, place: Place, evidence: list[str]) -> float:
    prior = _KIND_PRIOR.get(place.kind, 0.0)
    if asked is None:
        return prior
    if asked == place.kind:
        evidence.append(f"a {asked}, as the text says")
        return prior + 0.9
    if any(asked in family and place.kind in family for family in _FAMILIES):
        evidence.append(f"{place.kind} where the text says {asked}")
        return prior + 0.45
    evidence.append(f"{place.kind}, yet the text says {asked}")
    return prior - 0.5


def _nearness(question: Question, place: Place, evidence: list[str]) -> float:
    if place.kind == "country":
        return 0.0
    gain = 0.0
    if question.near:
        distance = min(km_between(place.lonlat, point) for point in question.near)
        gain += 0.6 * math.exp(-distance / _SAME_SENTENCE_KM)
        evidence.append(f"{distance:.0f} km from the nearest place in the sentence")
    if question.around:
        distance = min(km_between(place.lonlat, point) for point in question.around)
        gain += 0.4 * math.exp(-distance / _SAME_ARTICLE_KM)
        evidence.append(f"{distance:.0f} km from the nearest place in the article")
    return gain


def km_between(a: LonLat, b: LonLat) -> float:
    """Kilometres between two points on a plane through their middle latitude; good to 1% up to 500 km."""
    dx = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(min(abs(dx), 360 - abs(dx)), a.lat - b.lat)


def country_shares(votes: Mapping[str, float]) -> dict[str, float]:
    """Votes for countries as shares of the whole, largest first."""
    total = sum(votes.values())
    ranked = sorted(votes.items(), key=lambda row: (-row[1], row[0]))
    return {code: count / total for code, count in ranked if count > 0} if total else {}


def points_of(places: Sequence[Place]) -> tuple[LonLat, ...]:
    """The points of those places that are small enough to tell where something is."""
    return tuple(dict.fromkeys(place.lonlat for place in places if place.kind not in {"country", "region", "river"}))
