"""Places for the locations of an article, found in two rounds: each alone, then each beside the others."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from geo.extraction.place_cues import PlaceCues
from geo.extraction.resolution import Answer, Resolver
from geo.extraction.sightings import Sighting
from geo.extraction.unknown_names import AREA_PRECISION, HOSTS, short_forms
from geo.extraction.weighing import Question, areas_of, points_of
from geo.model import LonLat, Place

_SURE = 2.0
_MOST_POINTS = 40
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
        self._sentences: dict[int, list[int]] = defaultdict(list)
        for k in located:
            self._sentences[sightings[k].sentence].append(k)

    def answers(self) -> dict[int, Answer]:
        """The answer for every located sighting."""
        answers = {k: self._resolver.answer(self._question(k, {}, {}, None)) for k in self._located}
        first = {k: answer.place for k, answer in answers.items() if answer.place is not None}
        sure = {
            self._sightings[k].base.lower(): first[k]
            for k in self._located
            if k in first and answers[k].strength >= _SURE
        }
        towns = Counter(first[k] for k in self._located if k in first and first[k].kind in HOSTS)
        main_town = towns.most_common(1)[0][0] if towns else None
        for k in self._located:
            is_hosted = self._sightings[k].around.kind in _HOSTED
            if k in first and not answers[k].is_open and not is_hosted:
                continue
            beside = {j: first[j] for j in self._sentences[self._sightings[k].sentence] if j in first and j != k}
            host = self.host(k, beside, main_town) if is_hosted else None
            answers[k] = self._resolver.answer(self._question(k, beside, sure, host.lonlat if host else None))
        return answers

    def host(self, k: int, beside: Mapping[int, Place], main_town: Place | None) -> Place | None:
        """The town that a quarter or building is most likely part of: said to be, named next, or the article's."""
        container = self._sightings[k].container
        if container is not None and container in beside and beside[container].kind in HOSTS:
            return beside[container]
        towns = {j: place for j, place in beside.items() if place.kind in HOSTS}
        if towns:
            return towns[min(towns, key=lambda j: (abs(j - k), j < k))]
        return main_town

    def areas_beside(self, k: int, answers: Mapping[int, Answer]) -> list[Place]:
        """The places in which the text puts a name that nobody knows: its container, or the areas of its sentence."""
        sighting = self._sightings[k]
        if sighting.container is not None:
            held = answers.get(sighting.container)
            if held is not None and held.place is not None:
                return [held.place]
        found = {j: answer.place for j, answer in answers.items() if answer.place is not None}
        beside = {j: found[j] for j in self._sentences[sighting.sentence] if j in found and j != k}
        if sighting.around.kind in _HOSTED:
            towns = Counter(place for place in found.values() if place.kind in HOSTS)
            host = self.host(k, beside, towns.most_common(1)[0][0] if towns else None)
            if host is not None:
                return [host]
        return [place for place in beside.values() if place.kind not in HOSTS]

    def _question(
        self, k: int, beside: Mapping[int, Place], sure: Mapping[str, Place], host: LonLat | None
    ) -> Question:
        sighting = self._sightings[k]
        low, base = sighting.name.text.lower(), sighting.base.lower()
        container = beside.get(sighting.container) if sighting.container is not None else None
        if container is not None and sighting.by_comma and container.kind not in AREA_PRECISION:
            container = None  # "Raqqa, Hasakah" is a list
        others = [place for j, place in beside.items() if self._sightings[j].name.text.lower() != low]
        told = {place.place_id for place in others}
        return Question(
            sighting.name.text if self._resolver.named(sighting.name.text) else sighting.base,
            longer=self._long_forms.get(low),
            kind=_kind_asked(sighting),
            within=areas_of(container) | {container.place_id} if container is not None else frozenset(),
            beside=frozenset(area for place in others for area in areas_of(place)),
            near=points_of(others),
            around=points_of(
                [place for name, place in sure.items() if place.place_id not in told and name not in {low, base}]
            )[:_MOST_POINTS],
            host=host,
        )


def _kind_asked(sighting: Sighting) -> str | None:
    """The kind of place that the words ask for: "northern Aleppo" and "Aleppo countryside" ask for the province."""
    around = sighting.around
    if around.is_around:
        return "province"
    if around.direction and not around.is_offset and around.kind is None:
        return None if around.direction in _SIDES_OF_A_CITY else "province"
    return around.kind
