"""Places for the locations of an article, found in two rounds: each alone, then each beside the others."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from geo.extraction.lookups import WELL_KNOWN, WORLD
from geo.extraction.place_cues import PlaceCues
from geo.extraction.resolution import Answer, Resolver
from geo.extraction.sightings import Sighting
from geo.extraction.unknown_names import AREA_PRECISION, HOSTS, short_forms
from geo.extraction.weighing import Question, areas_of, km_between, tells_where
from geo.model import LonLat, Place

_SURE = 2.0
_MOST_POINTS = 30
_LARGE = 20_000
_NAMESAKES, _LEAST_OTHERS = 2, 3
_FAR_KM = 150.0
_ASTRAY_KM = 300.0
_LEAST_SHARE, _MAIN_SHARE = 0.15, 0.4
_SETTLEMENTS = frozenset({"city", "town", "village", "quarter", "camp"})
_SHORTEST_TOWN = 4
_REACH = 8
"""Names of the same sentence, on either side, that count as neighbours."""
_HOSTED = frozenset({"quarter", "other", "road"})
_SIDES_OF_A_CITY = frozenset({"east", "west", "eastern", "western", "central"})


class Placer:
    """Answers for the located sightings of one article, by their indexes."""

    def __init__(
        self, sightings: Sequence[Sighting], located: Sequence[int], resolver: Resolver, cues: PlaceCues
    ) -> None:
        self._sightings = sightings
        self._located = located
        self._resolver = resolver
        self._long_forms = short_forms(
            (sightings[k].name.text for k in located if resolver.named(sightings[k].name.text)), cues
        )
        self._placed: dict[int, Place] = {}
        self._main_town: Place | None = None

    def answers(self) -> dict[int, Answer]:
        """The answer for every located sighting."""
        answers = {k: self._resolver.answer(self._question(k, {}, (), None)) for k in self._located}
        first = {k: answer.place for k, answer in answers.items() if answer.place is not None}
        sure: dict[str, Place] = {}
        for k, place in first.items():
            if answers[k].strength >= _SURE and len(sure) < _MOST_POINTS:
                sure[self._sightings[k].base.lower()] = place
        points = [(name, place.place_id, place.lonlat) for name, place in sure.items() if tells_where(place)]
        main_town = _commonest_town(first.values())
        for k in self._located:
            is_hosted = self._is_hosted(k, first)
            if k in first and not answers[k].is_open and not is_hosted:
                continue
            beside = self._beside(k, first)
            host = self.host(k, beside, main_town) if is_hosted else None
            question = self._question(k, beside, points, host.lonlat if host else None)
            answers[k] = self._resolver.answer(question)
        for k, answer in answers.items():
            if self._is_mere_namesake(k, answer, points) or self._is_astray(k, answer, first, points):
                answers[k] = Answer(None)
        self._placed = {k: answer.place for k, answer in answers.items() if answer.place is not None}
        self._main_town = _commonest_town(self._placed.values())
        return answers

    def _is_mere_namesake(self, k: int, answer: Answer, points: Sequence[tuple[str, str, LonLat]]) -> bool:
        """Whether a small place of a common name lies far from all others of the article: the one meant is unlisted."""
        place, around = answer.place, self._sightings[k].around
        if place is None or place.layer != WORLD or place.population >= _LARGE or not tells_where(place):
            return False
        if len(answer.candidates) < _NAMESAKES or around.is_offset or self._sightings[k].container is not None:
            return False
        own = self._sightings[k].base.lower()
        others = [point for name, place_id, point in points if name != own and place_id != place.place_id]
        return len(others) >= _LEAST_OTHERS and all(km_between(place.lonlat, point) > _FAR_KM for point in others)

    def _is_astray(
        self, k: int, answer: Answer, placed: Mapping[int, Place], points: Sequence[tuple[str, str, LonLat]]
    ) -> bool:
        """Whether a settlement lies in a country of which nothing else in an article on another one speaks."""
        place, shares = answer.place, self._resolver.countries
        if place is None or place.kind not in _SETTLEMENTS or place.population >= WELL_KNOWN or not place.country:
            return False
        share = shares.get(place.country, 0.0)
        if share >= _LEAST_SHARE or max(shares.values(), default=0.0) < _MAIN_SHARE:
            return False
        if any(candidate.method == "correction" for candidate in answer.candidates[:1]):
            return False
        own = self._sightings[k].base.lower()
        if any(p.country == place.country and self._sightings[j].base.lower() != own for j, p in placed.items()):
            return False
        others = [point for name, place_id, point in points if name != own and place_id != place.place_id]
        return bool(others) and all(km_between(place.lonlat, point) > _ASTRAY_KM for point in others)

    def _is_hosted(self, k: int, placed: Mapping[int, Place]) -> bool:
        """Whether a name is told to be a part of a town: a quarter, a building, or a district said to be in a town."""
        sighting = self._sightings[k]
        if sighting.around.kind == "district":
            container = placed.get(sighting.container) if sighting.container is not None else None
            return container is not None and container.kind in HOSTS
        return sighting.around.kind in _HOSTED

    def host(self, k: int, beside: Mapping[int, Place], main_town: Place | None) -> Place | None:
        """The town that a quarter or building is most likely part of: said to be, named next, or the article's."""
        container = self._sightings[k].container
        if container is not None and container in beside and beside[container].kind in HOSTS:
            return beside[container]
        towns = {j: place for j, place in beside.items() if place.kind in HOSTS}
        if towns:
            return towns[min(towns, key=lambda j: (abs(j - k), j < k))]
        return main_town

    def areas_beside(self, k: int) -> list[Place]:
        """The places in which the text puts a name that nobody knows: its container, or the areas of its sentence.

        To be asked after `answers`.
        """
        sighting = self._sightings[k]
        if sighting.container is not None and sighting.container in self._placed:
            return [self._placed[sighting.container]]
        if (named := self._named_in(sighting.name.text)) is not None:
            return [named]
        beside = self._beside(k, self._placed)
        if sighting.around.kind in _HOSTED:
            host = self.host(k, beside, self._main_town)
            if host is not None:
                return [host]
        return [place for place in beside.values() if place.kind not in HOSTS]

    def _named_in(self, name: str) -> Place | None:
        """The town whose name a longer unknown name begins with: "Daraa al-Balad" is in Daraa."""
        low = name.lower()
        for j, place in self._placed.items():
            town = self._sightings[j].name.text.lower()
            if place.kind in HOSTS and len(town) >= _SHORTEST_TOWN and low.startswith(town + " "):
                return place
        return None

    def _water_asked(self, sighting: Sighting) -> str | None:
        """A river, where "the" stands before a bare name that one bears: "crossed the Dnipro"."""
        around = sighting.around
        if not around.has_article or around.is_attribute or around.direction or around.is_edge:
            return None
        waters = (c for c in self._resolver.named(sighting.name.text) if c.place.kind == "river")
        return "river" if next(waters, None) is not None else None

    def _beside(self, k: int, placed: Mapping[int, Place]) -> dict[int, Place]:
        """The places of the names that stand nearest in the same sentence, by their indexes."""
        sighting = self._sightings[k]
        near = range(max(0, k - _REACH), min(len(self._sightings), k + _REACH + 1))
        found = {j: placed[j] for j in near if j in placed and j != k}
        beside = {j: place for j, place in found.items() if self._sightings[j].sentence == sighting.sentence}
        if sighting.container is not None and sighting.container in placed:
            beside[sighting.container] = placed[sighting.container]
        return beside

    def _question(
        self, k: int, beside: Mapping[int, Place], sure: Sequence[tuple[str, str, LonLat]], host: LonLat | None
    ) -> Question:
        sighting = self._sightings[k]
        low, base = sighting.name.text.lower(), sighting.base.lower()
        container = beside.get(sighting.container) if sighting.container is not None else None
        if container is not None and sighting.by_comma and container.kind not in AREA_PRECISION:
            container = None  # "Raqqa, Hasakah" is a list
        others = [place for j, place in beside.items() if self._sightings[j].name.text.lower() != low]
        told = {place.place_id for place in others}
        far = [point for name, place_id, point in sure if place_id not in told and name not in (low, base)]
        return Question(
            sighting.name.text if self._resolver.named(sighting.name.text) else sighting.base,
            longer=self._long_forms.get(low),
            kind=_kind_asked(sighting) or self._water_asked(sighting),
            within=areas_of(container) | {container.place_id} if container is not None else frozenset(),
            beside=frozenset().union(*map(areas_of, others)),
            near=tuple(dict.fromkeys(place.lonlat for place in others if tells_where(place))) if others else (),
            around=tuple(dict.fromkeys(far)),
            host=host,
        )


def _commonest_town(places: Collection[Place]) -> Place | None:
    """The city or town that most of the places are."""
    towns = {place.place_id: place for place in places if place.kind in HOSTS}
    if not towns:
        return None
    counted = Counter(place.place_id for place in places if place.kind in HOSTS)
    return towns[counted.most_common(1)[0][0]]


def _kind_asked(sighting: Sighting) -> str | None:
    """The kind of place that the words ask for: "northern Aleppo" and "Aleppo countryside" ask for the province."""
    around = sighting.around
    if around.is_around:
        return "province"
    if around.direction and not around.is_offset and around.kind is None:
        return None if around.direction in _SIDES_OF_A_CITY else "province"
    return around.kind
