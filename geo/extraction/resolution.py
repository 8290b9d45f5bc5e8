"""Which place a name means in an article: containment, kind asked for, country, nearness, population, or none.

The order of evidence is that of measured practice: an explicit container first, then the kind that the words ask
for, then distance to the article's other places, then population; and no answer where nothing is plausible.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
_OPEN_LEAD = 0.3
_FUZZY_SHARE = 0.15
_KIND_GAIN = (0.9, 0.45, -0.5)
SHORT_FORM = "short form"
"""The method of a candidate that the article calls by a fuller name elsewhere."""
_EXACT_METHODS = frozenset({"exact", "article-less"})
_SURE_METHODS = _EXACT_METHODS | {SHORT_FORM}
LEAST_FUZZY = 0.35
"""A spelling found only by likeness needs at least this score of the gazetteer's."""


@dataclass(frozen=True, slots=True)
class Question:
    """A name with what its surroundings ask for.

    `longer` is a fuller name used elsewhere in the article ("Castello Road" for "Castello"). `within` are place_ids of areas said to hold it, `beside` those of the areas of other places in its sentence;
    `near` points of the same sentence, `around` points of the article.
    """

    name: str
    longer: str | None = None
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
    question: Question | None = None

    @property
    def is_open(self) -> bool:
        """Whether more evidence could change the choice."""
        return len(self.candidates) > 1 and self.candidates[0].score - self.candidates[1].score < _OPEN_LEAD


class Resolver:
    """Answers the questions of one article; `countries` are the shares of its attention, ISO code to 0..1."""

    def __init__(self, gazetteer: Gazetteer, short_forms: Mapping[str, str]) -> None:
        self._gazetteer = gazetteer
        self._short_forms = short_forms
        self.countries: Mapping[str, float] = {}
        self._main_share = 0.0
        self._main: tuple[str, ...] = ()
        self._own: dict[tuple[str, str, str], float] = {}
        self._answers: dict[Question, Answer] = {}
        self._countries_of: dict[str, tuple[str, str]] = {}
        self._found: dict[tuple[str, str, bool], list[Candidate]] = {}

    def named(self, name: str) -> list[Candidate]:
        """The places of exactly that name, best first by the gazetteer's own ranking."""
        return self._look_up(name, "", fuzzy=False)

    def set_countries(self, shares: Mapping[str, float]) -> None:
        """Tell of which countries the article speaks, ISO code to 0..1, before any question is answered."""
        self.countries = shares
        self._main_share = max(shares.values(), default=0.0)
        self._main = tuple(code for code, share in shares.items() if share >= _FUZZY_SHARE)[:2]

    def country_of(self, name: str) -> tuple[str, str]:
        """Country code and kind of what a name means to a reader who knows nothing else; empty where that is open."""
        known = self._countries_of.get(name)
        if known is None:
            known = "", ""
            answer = self._best(Question(name), self.named(name))
            if answer.place is not None:
                rival = next((c.score for c in answer.candidates if c.place.country != answer.place.country), 0.0)
                if answer.candidates[0].score - rival >= _CLEAR_LEAD:
                    known = answer.place.country, answer.place.kind
            self._countries_of[name] = known
        return known

    def answer(self, question: Question, *, fuzzy: bool) -> Answer:
        """The place that the question means. With `fuzzy`, likeness of spelling counts in the article's countries."""
        known = self._answers.get(question)
        if known is not None:
            return known
        pool = {c.place.place_id: c for c in self.named(question.name)}
        if fuzzy and not any(c.place.country in self._main or c.place.kind == "country" for c in pool.values()):
            for code in self._main:
                for c in self._look_up(question.name, code, fuzzy=True):
                    if c.place.country == code and c.score >= LEAST_FUZZY:
                        pool.setdefault(c.place.place_id, c)
        if question.longer is not None:
            for c in self.named(question.longer):
                pool.setdefault(c.place.place_id, Candidate(c.place, c.score, SHORT_FORM))
        answer = self._best(question, pool.values())
        self._answers[question] = answer
        return answer

    def _look_up(self, name: str, country: str, *, fuzzy: bool) -> list[Candidate]:
        name = self._short_forms.get(name, name)
        key = (name, country, fuzzy)
        found = self._found.get(key)
        if found is None:
            found = self._gazetteer.candidates(name, country=country or None, limit=12, fuzzy=fuzzy)
            self._found[key] = found
        return found

    def _best(self, question: Question, pool: Iterable[Candidate]) -> Answer:
        scored = [(self._strength(question, candidate), candidate) for candidate in pool]
        if not scored:
            return Answer(None)
        scored.sort(key=lambda row: (-row[0], -row[1].place.population, row[1].place.place_id))
        kept = tuple(
            Candidate(c.place, round(max(0.0, min(1.0, strength / _BEST_POSSIBLE)), 3), c.method)
            for strength, c in scored[:_KEPT]
        )
        return Answer(kept[0].place, kept, scored[0][0], _is_exact(kept[0]), question)

    def explained(self, answer: Answer) -> tuple[Candidate, ...]:
        """The candidates of an answer with the evidence for and against each in words."""
        if answer.question is None:
            return answer.candidates
        return tuple(replace(c, evidence=self._evidence(answer.question, c)) for c in answer.candidates)

    def _strength(self, question: Question, candidate: Candidate) -> float:
        place = candidate.place
        strength = self._own_strength(question.name, candidate)
        if self.countries:
            share = self.countries.get(place.country, 0.0)
            strength += 1.2 * math.sqrt(share)
            if not share and place.kind != "country" and place.country:
                strength -= 0.3 + 0.5 * self._main_share
        if question.within:
            strength += 1.2 if _is_within(question, place) else -0.6
        elif question.beside and not question.beside.isdisjoint(areas_of(place)):
            strength += 0.35
        if question.kind is not None:
            strength += _KIND_GAIN[_kind_fit(question.kind, place.kind)]
        if place.kind != "country":
            if question.near:
                strength += 0.6 * math.exp(-_nearest_km(place, question.near) / _SAME_SENTENCE_KM)
            if question.around:
                strength += 0.4 * math.exp(-_nearest_km(place, question.around) / _SAME_ARTICLE_KM)
        return strength

    def _own_strength(self, name: str, candidate: Candidate) -> float:
        """What speaks for a candidate whatever the article: spelling, its own name, kind, size."""
        key = (name, candidate.place.place_id, candidate.method)
        known = self._own.get(key)
        if known is None:
            place = candidate.place
            exact = 1.0 if _is_exact(candidate) else 0.9
            known = exact if candidate.method in _SURE_METHODS else exact * candidate.score
            known += 0.3 if is_own_name(name, place) else 0.0
            known += _KIND_PRIOR.get(place.kind, 0.0)
            known += 0.2 * math.log10((place.population or _WEIGHT_OF_AREAS.get(place.kind, 0.0)) + 1)
            self._own[key] = known
        return known

    def _evidence(self, question: Question, candidate: Candidate) -> tuple[str, ...]:
        place = candidate.place
        words = [f"name: {candidate.method}"]
        if is_own_name(question.name, place):
            words.append("its own name")
        if self.countries and place.country:
            share = self.countries.get(place.country, 0.0)
            words.append(f"{place.country}: {share:.0%} of the article's attention")
        if question.within:
            words.append(f"{'inside' if _is_within(question, place) else 'outside'} the area that the text names")
        elif question.beside & areas_of(place):
            words.append("in the same area as its neighbours in the sentence")
        if question.kind is not None:
            fit = _kind_fit(question.kind, place.kind)
            words.append(
                f"a {place.kind}, as the text says" if fit == 0 else f"{place.kind}, the text says {question.kind}"
            )
        if place.kind != "country" and question.near:
            words.append(f"{_nearest_km(place, question.near):.0f} km from the nearest place in the sentence")
        if place.kind != "country" and question.around:
            words.append(f"{_nearest_km(place, question.around):.0f} km from the nearest place in the article")
        if place.population:
            words.append(f"{place.population:,} inhabitants")
        return tuple(words)


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
    return candidate.method in _EXACT_METHODS


def _is_within(question: Question, place: Place) -> bool:
    return place.place_id in question.within or not question.within.isdisjoint(place.areas)


def _kind_fit(asked: str, kind: str) -> int:
    """0 where the kind is the one asked for, 1 where it is akin, 2 where it is another."""
    if asked == kind:
        return 0
    return 1 if any(asked in family and kind in family for family in _FAMILIES) else 2


def _nearest_km(place: Place, points: Sequence[LonLat]) -> float:
    return min(km_between(place.lonlat, point) for point in points)


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
