"""Places told by others: "12 km south of X", "east of X", "between X and Y", "X's western countryside".

What such words mean is wide. The point is moved, the radius grows with what is not said, and `where_prec` says
"near" at best: EXACT is kept for names alone.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.gazetteer.distance import bearing_degrees, distance_m, moved
from geo.gazetteer.kinds import AREAS
from geo.gazetteer.protocol import Gazetteer
from geo.model import LonLat, Place, WherePrec

_BEARING = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
    "west": 270.0, "northwest": 315.0,
}  # fmt: skip
_DIRECTION = r"(?:north|south)[- ]?(?:east|west)|north|south|east|west"
_UNIT_M = {
    "km": 1000.0, "kilometre": 1000.0, "kilometer": 1000.0, "mile": 1609.344, "mi": 1609.344, "m": 1.0, "metre": 1.0,
    "meter": 1.0,
}  # fmt: skip
_NUMBER_WORDS = {
    "a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0,
    "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "twenty-five": 25.0,
    "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "a hundred": 100.0,
    "one hundred": 100.0, "a couple of": 2.0, "half a": 0.5, "a few": 4.0, "several": 6.0, "some": 5.0,
    "dozens of": 40.0,
}  # fmt: skip
_AMOUNT = rf"(?P<amount>\d+(?:[.,]\d+)?|{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})"
_UNIT = r"[\s-]*(?P<unit>km|kilomet(?:re|er)s?|miles?|mi|met(?:re|er)s?|m)\b\.?"
_NAME = r"(?P<name>\S.*?)"
_SIDE_WORDS = r"countryside|outskirts|suburbs?|parts?|areas?|edges?|entrances?|axis|flanks?|sectors?|front|approaches"

_ABOUT = r"^(?:(?:about|around|some|nearly|roughly|just|immediately)\s+)?"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern, re.IGNORECASE))
    for rule, pattern in (
        (
            "distance",
            rf"{_ABOUT}{_AMOUNT}{_UNIT}\s+(?:to the )?(?P<direction>{_DIRECTION})\w*\s+(?:of|from)\s+{_NAME}$",
        ),
        ("away", rf"{_ABOUT}{_AMOUNT}{_UNIT}\s+(?:away )?(?:from|outside(?: of)?)\s+{_NAME}$"),
        ("between", r"^(?:.*\b)?between\s+(?P<name>\S.*?)\s+and\s+(?P<other>\S.*)$"),
        ("between", r"^(?:the )?(?P<name>\w[^-–]{2,}?)\s*[-–]\s*(?P<other>\w[^-–]{2,}?)\s+(?:road|highway|motorway)$"),
        ("side of", rf"^(?:the )?(?P<direction>{_DIRECTION})(?:ern)?\s+(?:{_SIDE_WORDS})\s+of\s+(?:the )?{_NAME}$"),
        ("direction", rf"^(?:.*?\b)?(?P<direction>{_DIRECTION})\s+(?:of|from)\s+{_NAME}$"),
        ("side", rf"^{_NAME}(?:['’]s)?\s+(?P<direction>{_DIRECTION})(?:ern)?\s+(?:{_SIDE_WORDS})$"),
        ("side", rf"^(?P<direction>{_DIRECTION})ern\s+{_NAME}(?:\s+(?:{_SIDE_WORDS}))?$"),
        ("around", rf"^(?:near|around|outside|close to|not far from|in the vicinity of)\s+{_NAME}$"),
        ("around", rf"^(?:on )?(?:the )?(?:outskirts|edges?|surroundings|countryside) of\s+(?:the )?{_NAME}$"),
        ("around", rf"^{_NAME}(?:['’]s)?\s+(?:countryside|outskirts|suburbs|surroundings)$"),
    )
)
_IN_OTHER_UNITS = re.compile(r"\s*\(\s*(?:about\s+)?\d[\d.,]*[\s-]*[a-z]+\s*\)\s*", re.IGNORECASE)
_LEADING_THE = re.compile("^the ", re.IGNORECASE)
COUNTRYSIDE_M = {"city": 20_000.0, "town": 8_000.0, "village": 4_000.0}
"""How far the country around a settlement reaches that reports call its countryside."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What the words say: the rule, the names it leans on, metres and degrees where they are told."""

    rule: str
    name: str
    other: str | None = None
    metres: float | None = None
    bearing: float | None = None
    is_countryside: bool = False


@dataclass(frozen=True, slots=True)
class RelativePlace:
    """Where it may be: a point, how far from it (metres), the precision, and the places it leans on."""

    lonlat: LonLat
    radius_m: float
    where_prec: WherePrec
    anchors: tuple[Place, ...]
    rule: str


def relation_of(text: str) -> Relation | None:
    """What the words say about a place by another; None where they say no such thing.

    >>> relation_of("12 km south of Aleppo")
    Relation(rule='distance', name='Aleppo', other=None, metres=12000.0, bearing=180.0, is_countryside=False)
    >>> relation_of("between Ariha and Jisr al-Shughur").other
    'Jisr al-Shughur'
    >>> relation_of("Aleppo's western countryside").bearing, relation_of("Aleppo")
    (270.0, None)
    """
    bare = " ".join(_IN_OTHER_UNITS.sub(" ", text).split())
    for rule, pattern in _PATTERNS:
        found = pattern.match(bare)
        if found:
            groups = found.groupdict()
            direction = groups.get("direction")
            return Relation(
                rule=rule,
                name=_LEADING_THE.sub("", groups["name"]),
                other=groups.get("other"),
                metres=_metres(groups["amount"], groups["unit"]) if groups.get("amount") else None,
                bearing=None if direction is None else _BEARING[re.sub("[- ]", "", direction.lower())],
                is_countryside="countryside" in bare.lower(),
            )
    return None


def relative_place(
    text: str,
    gazetteer: Gazetteer,
    *,
    near: Sequence[LonLat] = (),
    within: str | None = None,
    country: str | None = None,
) -> RelativePlace | None:
    """Where such words lead; None where they tell no relation, are a name themselves, or lean on an unknown place.

    "Eastern Ghouta" and "Northern Syria" are in the gazetteer: what has a name is not computed.
    """
    relation = None if gazetteer.has_name(text) else relation_of(text)
    if relation is None:
        return None

    def place_of(name: str) -> Place | None:
        found = gazetteer.candidates(name, near=near, within=within, country=country, limit=1)
        return found[0].place if found else None

    return resolve_relation(relation, place_of)


def resolve_relation(relation: Relation, place_of: Callable[[str], Place | None]) -> RelativePlace | None:
    """The point and radius that a relation tells; None where an anchor is unknown.

    `place_of` finds the place of a name, in whatever context its caller knows.
    """
    anchor = place_of(relation.name)
    if anchor is None:
        return None
    if relation.other is not None:
        other = place_of(relation.other)
        return None if other is None else between(anchor, other)
    if relation.bearing is None:
        around = COUNTRYSIDE_M.get(anchor.kind) if relation.is_countryside else None
        return away_from(anchor, relation.metres if around is None else around)
    if relation.metres is not None:
        return at_distance(anchor, relation.bearing, relation.metres)
    if relation.is_countryside and anchor.kind in COUNTRYSIDE_M:
        reach = COUNTRYSIDE_M[anchor.kind]
        point = moved(anchor.lonlat, relation.bearing, reach)
        return RelativePlace(point, reach, WherePrec.NEAR, (anchor,), "relative: countryside")
    return on_side(anchor, relation.bearing, outside=relation.rule == "direction")


def at_distance(anchor: Place, bearing: float, metres: float) -> RelativePlace:
    """So far from the anchor in that direction: within a quarter of the way, as directions are told by eighths."""
    radius = max(1000.0, 0.25 * metres) + (0.5 * anchor.radius_m if anchor.kind not in AREAS else 0.0)
    return RelativePlace(
        moved(anchor.lonlat, bearing, metres), radius, WherePrec.NEAR, (anchor,), "relative: distance and direction"
    )


def away_from(anchor: Place, metres: float | None) -> RelativePlace:
    """That far from the anchor in no told direction, or just near it: the point stays, the radius grows."""
    radius = anchor.radius_m * 2 if metres is None else metres + anchor.radius_m
    prec = WherePrec.NEAR if anchor.kind not in AREAS else _area_prec(anchor)
    return RelativePlace(anchor.lonlat, radius, prec, (anchor,), "relative: near")


def on_side(anchor: Place, bearing: float, *, outside: bool) -> RelativePlace:
    """The part of an area, or the country beside a town, that lies in that direction.

    `outside` for "east of X": from the edge outwards. Otherwise the side of X itself; of a settlement, a side is its
    countryside, which reaches as far again as the settlement.
    """
    if anchor.kind in AREAS:
        shift, radius = anchor.radius_m * (1.4 if outside else 0.5), anchor.radius_m * 0.6
        prec = WherePrec.VAGUE_AREA if outside else max(_area_prec(anchor), WherePrec.SECOND_ORDER_AREA)
    else:
        shift = radius = max(5000.0, anchor.radius_m * 1.5)
        prec = WherePrec.NEAR
    return RelativePlace(moved(anchor.lonlat, bearing, shift), radius, prec, (anchor,), "relative: direction")


def between(first: Place, second: Place) -> RelativePlace:
    """Half-way: the radius is half of what lies between them, so that the two are on its edge."""
    distance = distance_m(first.lonlat, second.lonlat)
    middle = moved(first.lonlat, bearing_degrees(first.lonlat, second.lonlat), distance / 2)
    radius = max(distance / 2, 1000.0)
    prec = WherePrec.NEAR if radius <= 15_000 else WherePrec.VAGUE_AREA
    return RelativePlace(middle, radius, prec, (first, second), "relative: between")


def _area_prec(area: Place) -> WherePrec:
    return {"country": WherePrec.COUNTRY, "province": WherePrec.FIRST_ORDER_AREA}.get(
        area.kind, WherePrec.SECOND_ORDER_AREA
    )


def _metres(amount: str, unit: str) -> float:
    words = _NUMBER_WORDS.get(amount.lower())
    number = float(amount.replace(",", ".")) if words is None else words
    metres = number * _UNIT_M[unit.lower().rstrip(".").removesuffix("s") or "m"]
    return metres if math.isfinite(metres) else 0.0
