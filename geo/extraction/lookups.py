"""Looking names up for one article: exact names once each, likeness of spelling within a budget."""

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from geo.gazetteer import Gazetteer, LayeredGazetteer
from geo.gazetteer.normalise import fold, words_without_articles
from geo.model import Candidate, Place

EXACT_METHODS = frozenset({"exact", "article-less", "correction"})
"""Methods of the gazetteer that leave no doubt that the place is called so."""
WORLD = "world"
"""The gazetteer's layer of all towns of the world; its small ones share their names with persons and plain words."""
WELL_KNOWN = 100_000
"""Inhabitants from which a town abroad may be meant without its country being named."""

_LIKE = {"skeleton": 0.55, "jaro-winkler": 0.8, "similar": 0.8}
"""How alike (0..1) a name must be that the gazetteer found by that method."""
_AREA_KINDS = frozenset({"country", "province", "region"})
_LIMIT, _LIMIT_ALIKE = 12, 40
_MOST_KEPT = 20_000


class LookUps:
    """The gazetteer as one article asks it.

    Likeness costs far more than names do, so an article of `length` code points has a budget of it: a text made of
    unknown names still ends.
    """

    def __init__(self, gazetteer: Gazetteer, short_forms: Mapping[str, str], *, length: int) -> None:
        self._gazetteer = gazetteer
        self._short_forms = short_forms
        self._named: MutableMapping[str, list[Candidate]] = self.kept("named")
        self._alike: dict[tuple[str, str], list[Candidate]] = {}
        self._alike_left = 8 + length // 500
        self._in_area_left = 2 + length // 50_000

    def kept(self, what: str) -> MutableMapping[Any, Any]:
        """A table of what follows from the gazetteer's answers alone, for all articles where these never change."""
        if not isinstance(self._gazetteer, LayeredGazetteer):
            return {}
        table = self._gazetteer.kept.setdefault(what, {})
        if len(table) > _MOST_KEPT:
            table.clear()
        return table

    def asked_for(self, name: str) -> str:
        """The name that the gazetteer is asked for: the whole one for a short form ("Ky.")."""
        return self._short_forms.get(name, name)

    def named(self, name: str) -> list[Candidate]:
        """The places of exactly that name, best first by the gazetteer's own ranking."""
        asked = self._short_forms.get(name, name)
        found = self._named.get(asked)
        if found is None:
            found = self._named[asked] = self._gazetteer.candidates(asked, limit=_LIMIT, fuzzy=False)
        return found

    def alike(self, name: str, *, areas: Sequence[str], countries: Sequence[str]) -> list[tuple[Candidate, float]]:
        """Places of the countries with a like spelling, and how alike (0..1).

        The areas (place_ids) are searched only where nothing alike is found by the spelling's consonants.
        """
        folded = _letters(name)
        found: dict[str, tuple[Candidate, float]] = {}
        for candidates in self._steps(name, areas, countries):
            for candidate in candidates:
                place = candidate.place
                if place.country not in countries or place.place_id in found:
                    continue
                likeness = 1.0 if candidate.method in EXACT_METHODS else _likeness(folded, place)
                if likeness >= _LIKE.get(candidate.method, 1.0):
                    found[place.place_id] = candidate, likeness
            if found:
                break
        return list(found.values())

    def _steps(self, name: str, areas: Sequence[str], countries: Sequence[str]) -> Iterator[list[Candidate]]:
        if not self._named.get(self.asked_for(name)):
            yield self._anywhere(name)
        # an exact name abroad ends the gazetteer's search, unless an area is asked for
        for area in areas[:1]:
            yield self._in(area, name)

    def _in(self, area: str, name: str) -> list[Candidate]:
        key = (name, area)
        found = self._alike.get(key)
        if found is None:
            if self._in_area_left <= 0:
                return []
            self._in_area_left -= 1
            found = self._alike[key] = self._gazetteer.candidates(name, within=area, limit=2)
        return found

    def _anywhere(self, name: str) -> list[Candidate]:
        found = self._alike.get((name, ""))
        if found is None:
            if self._alike_left <= 0:
                return []
            self._alike_left -= 1
            found = self._alike[name, ""] = self._gazetteer.candidates(name, limit=_LIMIT_ALIKE)
        return found


def may_stand_for(kind: str, asked: str | None) -> bool:
    """Whether a place found by likeness may stand at all: an area does only where an area is asked for."""
    return kind not in _AREA_KINDS or asked in _AREA_KINDS


def _likeness(folded: str, place: Place) -> float:
    best = 0.0
    for name in (place.name, *place.other_names):
        if name.isascii() or not best:
            best = max(best, fuzz.ratio(folded, _letters(name)))
    return best / 100


@lru_cache(maxsize=16_384)
def _letters(name: str) -> str:
    return "".join(words_without_articles(fold(name)))
