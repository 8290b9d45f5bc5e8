"""The compiled index, opened: records, names, spellings and outlines, and the search over them."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from shapely.geometry.base import BaseGeometry

from geo.errors import UnknownPlace
from geo.gazetteer.area_search import AreaSearch
from geo.gazetteer.areas import Outlines
from geo.gazetteer.asking import area_spellings, asked_of, asks_for_itself
from geo.gazetteer.columns import ColumnFile
from geo.gazetteer.exact import ExactNames
from geo.gazetteer.keys import KeyTable, name_key
from geo.gazetteer.kinds import AREAS, KINDS
from geo.gazetteer.matching import Match, Matcher
from geo.gazetteer.normalise import article_less, fold
from geo.gazetteer.ranking import (
    FUZZY,
    NOTHING_TOLD,
    Context,
    Ranked,
    falling,
    is_inside,
    rank_matches,
    ranked_again,
)
from geo.gazetteer.records import Records
from geo.gazetteer.spellings import Keeps, Spellings
from geo.model import Candidate, LonLat, Place

MOST_FUZZY = 16
"""Of a hundred names that are like one, only the likest are weighed; the rest is chance."""
LEAST_AREA_ALIKE = 0.8
"""An area that is only like the name told would narrow to the wrong end of the world."""
NEAR_AT_BEST = 0.67
"""What the place that a name is told to lie by counts for, where the name itself is unknown."""
LEAST_OUTLINED = 0.9
"""How like a name an area must be for its outline to lead: a like name of another area has one, too."""

KEPT_SEARCHES = 8192
"""Answers kept: articles on one war ask for the same few thousand names again and again."""


class _Search(NamedTuple):
    """A question to the index, as a key."""

    name: str
    near: tuple[LonLat, ...]
    within: str | None
    country: str | None
    kind: str | None
    limit: int
    fuzzy: bool


class GazetteerIndex:
    """Look-ups and ranked search in one index file; nothing in it changes, so threads share it."""

    def __init__(self, file: ColumnFile) -> None:
        self.header = file.header
        self.records = Records(file)
        self._outlines = Outlines(file)
        self._names, self._ids = (
            KeyTable(file[f"{table}.keys"], file[f"{table}.places"], file[f"{table}.starts"])
            for table in ("names", "ids")
        )
        spellings = Spellings(file)
        self._matcher = Matcher(self._names, spellings, AreaSearch(self.records, spellings))
        self._area_number = lru_cache(maxsize=1024)(self._find_area)
        self.place_at = lru_cache(maxsize=20_000)(self.records.place)
        self._exact = ExactNames(self.records, self._names)
        self._found = lru_cache(maxsize=KEPT_SEARCHES)(self._find)

    def search(
        self,
        name: str,
        *,
        near: Sequence[LonLat],
        within: str | None,
        country: str | None,
        kind: str | None,
        limit: int,
        fuzzy: bool,
    ) -> list[Candidate]:
        """The ranked candidates of a name, without any threshold; the words are those of `Gazetteer.candidates`."""
        if not (fuzzy or near or within or country or kind) and asks_for_itself(name):
            return self._exact.candidates(name, limit)
        return list(self._found(_Search(name, tuple(near), within, country, kind, limit, fuzzy)))

    def _find(self, asked: "_Search") -> tuple[Candidate, ...]:
        name = asked.name
        words = asked_of(name) if _has_more_words(name) else None
        context = Context(
            area=self._area_number(asked.within, asked.country) if asked.within else None,
            country=self._country_number(asked.country),
            kind=asked.kind or (words.kind if words else None),
            near=asked.near,
        )
        around = self._around(words.beside, context) if words and asked.fuzzy else []
        beside = around[0].match.number if around else context.area
        found = self._ranked(name, replace(context, area=beside), limit=asked.limit, fuzzy=asked.fuzzy)
        if around and not (found and self._is_beside(found[0].match.number, around[0].match.number)):
            known = {one.match.number for one in around}
            found = [*around, *(one for one in found if one.match.number not in known)][: asked.limit]
        return tuple(
            [
                Candidate(self.place_at(match.number), score, match.method, evidence)
                for match, score, evidence, _ in found
            ]
        )

    def _around(self, beside: Sequence[str], context: Context) -> list[Ranked]:
        """What the place is told to lie by, best first, a third of the score taken off: it is near it at best."""
        found = [self._ranked(name, replace(context, kind=None), limit=2, fuzzy=False) for name in beside]
        return [
            one._replace(
                match=one.match._replace(method="beside"),
                score=round(one.score * NEAR_AT_BEST, 4),
                evidence=(*one.evidence, "the name is told to lie by it"),
            )
            for ranked in found
            for one in ranked
        ]

    def _is_beside(self, number: int, beside: int) -> bool:
        return number != beside and is_inside(number, beside, self.records)

    def has_name(self, name: str) -> bool:
        """Whether some place is called that, but for case, accents, punctuation and the Arabic article."""
        folded = fold(name)
        if not folded:
            return False
        if name_key(folded.replace(" ", "")) in self._names:
            return True
        # A single word that only begins like an article ("Assad") is not taken apart here: scanners ask this of every
        # capitalised word.
        return " " in folded and name_key(article_less(folded)) in self._names

    def number_of(self, place_id: str) -> int:
        """The record of a place; UnknownPlace."""
        for number in self._ids.places(name_key(place_id)):
            return number
        raise UnknownPlace(f"no place {place_id!r} in the gazetteer; `python -m geo gazetteer search NAME` finds ids")

    def areas_at(self, lonlat: LonLat) -> tuple[Place, ...]:
        """The areas whose outline holds a point, smallest first."""
        return tuple([self.place_at(number) for number in self._outlines.areas_at(lonlat)])

    def area_named(self, within: str, country: str | None) -> Place | None:
        """The area of that id or name; None where there is none."""
        number = self._area_number(within, country)
        return None if number is None else self.place_at(number)

    def outline(self, place_id: str) -> BaseGeometry | None:
        """The polygons of an area, EPSG:4326; None where no outline is known. UnknownPlace."""
        return self._outlines.shape(self.number_of(place_id))

    def _ranked(self, name: str, context: Context, *, limit: int, fuzzy: bool) -> list[Ranked]:
        """The first step that finds any settles who is best. Where an area or a country is told, looser steps then fill
        the list up, all of them weighed together; what lies outside comes last, and only from the first step that
        found anything.
        """
        best: list[Ranked] = []
        looser: list[Match] = []
        outside: list[Match] = []
        seen: set[int] = set()
        fills = limit > 1 and (context.area is not None or context.country is not None)
        for step in self._steps(name, fuzzy=fuzzy, context=context):
            found = step
            if context.area is None and len(found) > MOST_FUZZY and found[0].method in FUZZY:
                found = heapq.nlargest(MOST_FUZZY, found, key=lambda match: match.similarity)
            matches = [match for match in found if match.number not in seen]
            seen.update(match.number for match in matches)
            fitting = matches
            if fills or context.is_told:
                fitting = [match for match in matches if self._is_inside(match, context)]
            if best:
                looser += fitting
            else:
                best = rank_matches(fitting, context, self.records)
            if not outside and len(fitting) < len(matches):
                outside = [match for match in matches if match not in fitting]
            if best and not fills:
                break
        if not best and fills and fuzzy and context.area is None:
            found = self._matcher.alike_in(self._country_area(context.country), asked_of(name).names)
            best = rank_matches(found, context, self.records)
        if len(best) < 2 and not looser and not outside:
            return best[:limit]
        rest = ranked_again([*best[1:], *rank_matches(looser, context, self.records)])
        return falling([*best[:1], *rest, *rank_matches(outside, context, self.records)])[:limit]

    def _is_inside(self, match: Match, context: Context) -> bool:
        if context.area is None:
            return context.country is None or self.records.country[match.number] == context.country
        return is_inside(match.number, context.area, self.records)

    def _steps(self, name: str, *, fuzzy: bool, context: Context = NOTHING_TOLD) -> Iterator[list[Match]]:
        """The cascade for the name as it stands, then for what its words ask for ("Teir Maaleh village")."""
        asked = asked_of(name).names if _has_more_words(name) else (name,)
        if asked != (name,):
            yield from self._matcher.steps((name,), fuzzy=False)
        yield from self._matcher.steps(
            asked, fuzzy=fuzzy, area=context.area, narrowed=context.is_told, keeps=self._keeps(context)
        )

    def _keeps(self, context: Context) -> Keeps | None:
        """Which records a fuzzy search is for: those of the country told, or of the area's."""
        country = context.country
        if country is None and context.area is not None:
            country = self.records.country[context.area]
        if country is None or not self.records.countries[country]:
            return None
        countries = self.records.country
        return lambda number: bool(countries[number] == country)

    def _find_area(self, within: str, country: str | None) -> int | None:
        known = self._ids.places(name_key(within))
        if known:
            return known[0]
        wanted = self._country_number(country)
        for spelled in area_spellings(within):
            for matches in self._steps(spelled, fuzzy=True):
                areas = [
                    match
                    for match in matches
                    if KINDS[self.records.kind[match.number]] in AREAS
                    and (wanted is None or self.records.country[match.number] == wanted)
                    and (match.method not in FUZZY or match.similarity >= LEAST_AREA_ALIKE)
                ]
                if areas:
                    return max(areas, key=self._standing).number
        return self._area_of_seat(within, wanted)

    def _standing(self, match: Match) -> tuple[bool, float, int]:
        """Of areas that bear a name, one with an outline goes before a circle, then the likest, then earlier layers."""
        is_outlined = match.similarity >= LEAST_OUTLINED and self._outlines.shape(match.number) is not None
        return is_outlined, match.similarity, -match.number

    def _area_of_seat(self, within: str, country: int | None) -> int | None:
        """The province of the largest town of that name: areas without an outline often bear their seat's name."""
        if country is None:
            return None
        for matches in self._steps(within, fuzzy=False):
            towns = [match.number for match in matches if self.records.country[match.number] == country]
            if towns:
                seat = max(towns, key=lambda number: self.records.population[number])
                return next(iter(self.records.area_numbers(seat)), None)
        return None

    def _country_area(self, country: int | None) -> int | None:
        if country is None:
            return None
        return next(iter(self._ids.places(name_key(f"country:{self.records.countries[country]}"))), None)

    def _country_number(self, country: str | None) -> int | None:
        if country is None or country not in self.records.countries:
            return None
        return self.records.countries.index(country)


def _has_more_words(name: str) -> bool:
    return not name.isalpha()
