"""The gazetteer that all rooms ask: the user's corrections first, then the compiled layers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo.errors import UnknownPlace
from geo.gazetteer.corrections import Correction, corrections_for, name_key_of
from geo.gazetteer.index import GazetteerIndex
from geo.model import Candidate, LonLat, Place

MIN_SCORE = 0.2
"""Below it nothing is a candidate: an honest shrug."""
MIN_LISTED = 0.05
"""Behind the first, places down to this score are listed for a reader to pick from."""
_WHOSE = {"article": "picked by hand for this article", "source": "picked by hand for this source"}


class LayeredGazetteer:
    """Names to candidate places over corrections, curated, added and world layers. Threads may share it.

    Corrections that hold for one article or source apply in what `for_article` returns.
    """

    def __init__(
        self,
        index: GazetteerIndex,
        corrections: Iterable[Correction] = (),
        *,
        article_id: str | None = None,
        source_id: str | None = None,
    ) -> None:
        self.index = index
        self.corrections = tuple(corrections)
        self._corrected = corrections_for(self.corrections, article_id=article_id, source_id=source_id)
        self._by_hand = {correction.place.place_id: correction.place for correction in self.corrections}
        self.kept: dict[str, dict[Any, Any]] = {}
        """What those who ask work out from the answers, which never change, by what it is."""
        self.has_name = lru_cache(maxsize=100_000)(self._has_name)

    def for_article(self, article_id: str | None = None, source_id: str | None = None) -> "LayeredGazetteer":
        """The same gazetteer with the corrections that hold for that article of that source."""
        concerned = any(
            correction.scope_id and correction.scope_id in {article_id, source_id} for correction in self.corrections
        )
        if not concerned:
            return self
        return LayeredGazetteer(self.index, self.corrections, article_id=article_id, source_id=source_id)

    def candidates(
        self,
        name: str,
        *,
        near: Sequence[LonLat] = (),
        within: str | None = None,
        country: str | None = None,
        kind: str | None = None,
        limit: int = 5,
        fuzzy: bool = True,
    ) -> list[Candidate]:
        """The places that the name may mean, best first; see `Gazetteer.candidates`. What was picked by hand leads."""
        found = self.index.search(name, near=near, within=within, country=country, kind=kind, limit=limit, fuzzy=fuzzy)
        if found and found[0].score < MIN_SCORE:
            found = []
        if len(found) > 1:
            found = [candidate for candidate in found if candidate.score >= MIN_LISTED]
        correction = self._corrected.get(name_key_of(name)) if self._corrected else None
        if correction is None:
            return found
        place = self.place(correction.place.place_id)
        evidence = (_WHOSE.get(correction.scope.value, "picked by hand"),)
        others = [
            replace(candidate, score=round(candidate.score / 2, 4))
            for candidate in found
            if candidate.place.place_id != place.place_id
        ]
        return [Candidate(place, 1.0, "correction", evidence), *others][:limit]

    def guesses(
        self,
        name: str,
        *,
        within: str | None = None,
        country: str | None = None,
        kind: str | None = None,
        limit: int = 5,
    ) -> list[Candidate]:
        """What `candidates` shrugs at: places too unlike or too many to be an answer, for a reader to pick from."""
        found = self.index.search(name, near=(), within=within, country=country, kind=kind, limit=limit, fuzzy=True)
        return [candidate for candidate in found if candidate.score < MIN_SCORE]

    def place(self, place_id: str) -> Place:
        """The place of that id; UnknownPlace."""
        by_hand = self._by_hand.get(place_id)
        try:
            return self.index.place_at(self.index.number_of(place_id))
        except UnknownPlace:
            if by_hand is None:
                raise
            return by_hand

    def area_at(self, lonlat: LonLat) -> tuple[Place, ...]:
        """The areas that hold a point, smallest first."""
        return self.index.areas_at(lonlat)

    def area_named(self, within: str, *, country: str | None = None) -> Place | None:
        """The area that `within` names (an id or a name), as `candidates` understands it; None where it names none."""
        return self.index.area_named(within, country)

    def outline(self, place_id: str) -> BaseGeometry | None:
        """The polygons of an area, EPSG:4326; None where no outline is known. UnknownPlace."""
        return None if place_id in self._by_hand else self.index.outline(place_id)

    def _has_name(self, name: str) -> bool:
        return self.index.has_name(name) or (bool(self._corrected) and name_key_of(name) in self._corrected)
