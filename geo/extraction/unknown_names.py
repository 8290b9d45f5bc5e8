"""Names that no layer knows: parted where commas were lost, and placed in the area that holds them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.extraction.names import Name
from geo.extraction.resolution import Answer, Question, Resolver
from geo.model import LonLat, Place, WherePrec

AREA_PRECISION = {
    "district": WherePrec.SECOND_ORDER_AREA, "province": WherePrec.FIRST_ORDER_AREA, "region": WherePrec.VAGUE_AREA,
    "country": WherePrec.COUNTRY,
}  # fmt: skip
"""UCDP's code for something known only to lie in an area of that kind."""

_LONGEST_PART = 3
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Holding:
    """Where a name that nobody knows is put: the area's point, precision and radius in metres."""

    lonlat: LonLat
    where_prec: WherePrec
    radius_m: float
    note: str


def place_in_area(area: Place) -> Holding:
    """The holding area of an unknown name as a place to show it."""
    prec = AREA_PRECISION.get(area.kind, WherePrec.NEAR)
    radius_m = area.radius_m if area.kind in AREA_PRECISION else max(area.radius_m, 15_000.0)
    return Holding(area.lonlat, prec, radius_m, f"not in the gazetteer; shown in {area.name}")


def parts_of(name: Name, article_text: str, resolver: Resolver, questions: Question) -> list[tuple[Name, Answer]]:
    """The places in an unknown stretch of capitals, by likeness of spelling, longest parts first.

    "Tibet al-Imam al-Masasneh" gives two names. Words that resemble no place are left out.
    """
    text = article_text[name.start : name.end]
    words = _words(text, name.start)[:_MOST_WORDS]
    found: list[tuple[Name, Answer]] = []
    i = 0
    while i < len(words):
        for j in range(min(len(words), i + _LONGEST_PART), i, -1):
            start, end = words[i][0], words[j - 1][1]
            part = article_text[start:end]
            answer = resolver.answer(_renamed(questions, part), fuzzy=True)
            if answer.place is not None and (j - i < _LONGEST_PART or answer.is_exact):
                found.append((Name(part, start, end, name.first + i, name.first + j, answer.is_exact), answer))
                i = j
                break
        else:
            i += 1
    return found


def _renamed(question: Question, name: str) -> Question:
    return replace(question, name=name)


def _words(text: str, offset: int) -> list[tuple[int, int]]:
    words: list[tuple[int, int]] = []
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        words.append((offset + start, offset + at))
    return words


def holding_area(areas: Sequence[Place]) -> Place | None:
    """The smallest of the areas that may hold an unknown name, or None."""
    order = {"district": 0, "province": 1, "region": 2, "country": 3}
    ranked = sorted(areas, key=lambda area: order.get(area.kind, -1))
    return ranked[0] if ranked else None
