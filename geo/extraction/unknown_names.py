"""Names that no layer knows: parted where commas were lost, and placed in the area that holds them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from geo.extraction.names import Name
from geo.extraction.place_cues import PlaceCues
from geo.model import LonLat, Place, WherePrec

AREA_PRECISION = {
    "district": WherePrec.SECOND_ORDER_AREA, "province": WherePrec.FIRST_ORDER_AREA, "region": WherePrec.VAGUE_AREA,
    "country": WherePrec.COUNTRY,
}  # fmt: skip
"""UCDP's code for something known only to lie in an area of that kind."""
HOSTS = frozenset({"city", "town"})
"""Kinds of places that hold quarters and buildings."""

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
    """The area that holds an unknown name, as a place to show it."""
    prec = AREA_PRECISION.get(area.kind, WherePrec.NEAR)
    return Holding(area.lonlat, prec, area.radius_m, f"not in the gazetteer; shown in {area.name}")


def parts_of(name: Name, article_text: str, is_place: Callable[[str], bool]) -> list[Name]:
    """The places in an unknown stretch of capitals, longest parts first; words that resemble no place are left out.

    "Tibet al-Imam al-Masasneh" gives two names where `is_place` knows both.
    """
    words = _words(article_text[name.start : name.end], name.start)[:_MOST_WORDS]
    found: list[Name] = []
    i = 0
    while i < len(words):
        for j in range(min(len(words), i + _LONGEST_PART), i, -1):
            start, end = words[i][0], words[j - 1][1]
            part = article_text[start:end]
            if j - i < len(words) and is_place(part):
                found.append(Name(part, start, end, name.first + i, name.first + j, known=False))
                i = j
                break
        else:
            i += 1
    return found


def _words(text: str, offset: int) -> list[tuple[int, int]]:
    words: list[tuple[int, int]] = []
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        words.append((offset + start, offset + at))
    return words


def short_forms(names: Iterable[str], cues: PlaceCues) -> dict[str, str]:
    """The names, in lower case and without the kind word that ends them: "castello" for "Castello Road"."""
    found: dict[str, str] = {}
    for name in names:
        if " " not in name:
            continue
        words = name.lower().split()
        if len(words) > 1 and words[-1] in cues.kinds:
            short = " ".join(words[:-1])
            found.setdefault(short, name)
            found.setdefault(short.removeprefix("al-"), name)
    return found


def holding_area(areas: Sequence[Place]) -> Place | None:
    """The smallest of the areas that may hold an unknown name, or None."""
    order = {"city": 0, "town": 0, "district": 1, "province": 2, "region": 3, "country": 4}
    ranked = sorted((area for area in areas if area.kind in order), key=lambda area: order[area.kind])
    return ranked[0] if ranked else None
