"""What a reader's words for a place ask for: the bare names, and the kind that a word beside them tells.

"Teir Maaleh village" asks for a village called Teir Maaleh; "Kobane/Ayn al-Arab town" for a town of either name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from geo.gazetteer.kinds import KINDS

_KIND_WORDS = {
    "village": "village", "villages": "village", "hamlet": "village", "town": "town", "towns": "town", "city": "city",
    "quarter": "quarter", "neighborhood": "quarter", "neighbourhood": "quarter", "suburb": "quarter",
    "province": "province", "governorate": "province", "oblast": "province", "muhafazah": "province",
    "state": "province", "prefecture": "province",
    "wilayat": "province", "wilaya": "province", "wilayah": "province", "emirate": "province", "voblast": "province",
    "viloyat": "province", "ostan": "province", "vilayet": "province", "область": "province", "ولاية": "province",
    "استان": "province", "ولایت": "province",
    "district": "district", "subdistrict": "district",
    "sub-district": "district", "county": "district", "raion": "district", "airbase": "airbase", "airport": "airbase",
    "airfield": "airbase", "air base": "airbase", "military airbase": "airbase", "military airport": "airbase",
    "army airport": "airbase",
    "military air base": "airbase", "base": "base", "military base": "base", "army base": "base", "camp": "camp",
    "refugee camp": "camp", "idp camp": "camp", "hill": "hill", "hills": "hill", "mountain": "mountain",
    "mountains": "mountain", "dam": "dam", "lake": "lake", "river": "river", "road": "road", "highway": "road",
    "border crossing": "crossing", "crossing": "crossing", "region": "region", "plain": "region", "plains": "region",
    "field": "other", "fields": "other", "gas field": "other", "oil field": "other", "oil fields": "other",
    "oilfield": "other", "checkpoint": "other", "crossroad": "other", "crossroads": "other", "junction": "other",
    "reservoir": "lake", "island": "other", "tower": "other", "ruin": "other", "ruins": "other", "stream": "river",
    "prison": "other", "power plant": "other", "thermal power plant": "other", "factory": "other", "station": "other",
    "محافظة": "province", "مدينة": "city", "قرية": "village", "بلدة": "town", "حي": "quarter", "مطار": "airbase",
    "مخيم": "camp", "سد": "dam", "نهر": "river",
}  # fmt: skip
_PART_OF_NAME = frozenset({"airbase", "base", "camp", "crossing", "dam"})
"""Kinds whose word belongs to the name: "Hama military airport" is Hama airbase before it is Hama."""
_VAGUE_WORDS = (
    "area", "areas", "outskirts", "countryside", "suburbs", "surroundings", "vicinity", "pocket", "front", "axis",
    "farms", "farm",
)  # fmt: skip
_LONGEST_FIRST = sorted((*_KIND_WORDS, *_VAGUE_WORDS), key=len, reverse=True)
_WORDS = "|".join(re.escape(word) for word in _LONGEST_FIRST)
_BEHIND = re.compile(rf"[\s-]+(?P<word>{_WORDS})$", re.IGNORECASE)
_BEFORE = re.compile(rf"^(?:the\s+)?(?P<word>{_WORDS})\s+(?:(?:of|in|at)\s+)?(?:the\s+)?", re.IGNORECASE)

_DIRECTIONS = {
    "eastern": "sharqi", "east": "sharqi", "western": "gharbi", "west": "gharbi", "northern": "shamali",
    "north": "shamali", "southern": "janubi", "south": "janubi", "upper": "fawqani", "lower": "tahtani",
    "great": "kabir", "greater": "kabir", "little": "saghir", "lesser": "saghir", "old": "qadim", "new": "jadid",
}  # fmt: skip
"""What these words are called in Arabic names; "Eastern Ghariyah" is Ghariyah al-Sharqiyah there."""
_DIRECTED = re.compile(rf"^({'|'.join(_DIRECTIONS)})\s+(.+)$", re.IGNORECASE)
_ADJECTIVES = {"north": "northern", "south": "southern", "east": "eastern", "west": "western"}
_COMPASS_WORD = re.compile(r"^(north|south|east|west|northern|southern|eastern|western)\b", re.IGNORECASE)
_SLAVIC_ADJECTIVE = re.compile(r"^(\w{3,}?)s['’]?k(?:a|aya|yi|iy|oi)\b(?:\s+\w+)?$", re.IGNORECASE)
"""Kharkivska oblast is Kharkiv's."""
_ROUTE = re.compile(r"^(\w[\w' ]{3,}?)\s*[-–]\s*(\w[\w' ]{3,})$")
_BESIDE = re.compile(
    r"^(?P<name>.{3,}?),?\s+(?:in|of|near|outside|inside|at|next to|close to|opposite|on the edge of|by)\s+"
    r"(?:the\s+)?(?P<beside>\w.{2,})$",
    re.IGNORECASE,
)
_INSTITUTIONS = (
    "hospital", "university", "academy", "college", "school", "mosque", "church", "market", "stadium", "barracks",
    "garrison", "headquarters", "depot", "depots", "silo", "silos", "roundabout", "bridge", "bakery",
)  # fmt: skip
_PARTS = (
    "complex", "compound", "building", "gate", "square", "street", "site", "zone", "unit", "city", "staff", "workers",
)  # fmt: skip
_NO_PLACE = "|".join(("in", "of", "near", "and", *_INSTITUTIONS, *_PARTS))
_BEHIND_ITS_KIND = re.compile(
    rf"^(?P<name>\w.+\b(?:base|camp|airport|airbase|checkpoint|prison|factory|{'|'.join(_INSTITUTIONS)}))\s+"
    rf"(?P<beside>(?!(?:{_WORDS}|{_NO_PLACE})\b)[^\W\d_][\w'-]{{3,}}(?:\s+[\w'-]+)?)$",
    re.IGNORECASE,
)
"""What stands behind the word of a kind is where it lies: "Military Hospital Harasta"."""
_NUMBERED = re.compile(r"[\s-]+(?:(?:no|nr)\.?\s*)?(?:[IVX]{1,4}|\d{1,2})$")
_PARENTHESIS = re.compile(r"\s*\(([^)]*)\)\s*")
_ALTERNATIVES = re.compile(r"\s*/\s*|\s+or\s+|\s*;\s*")

_SEVERAL = re.compile("[(/;]")
_TELLING_WORDS = frozenset(
    {
        *(part for word in _LONGEST_FIRST for part in word.replace("-", " ").split()),
        *_DIRECTIONS,
        *_INSTITUTIONS,
        *("in", "of", "near", "outside", "inside", "at", "next", "close", "opposite", "on", "by", "or"),
    }
)
"""A name with none of these is asked for as it stands: every word that any of the patterns begins or ends by."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The bare names, likeliest first, the kind their words ask for (None: nothing), and what it is told to lie by.

    `beside` are names of a place around or near it: it narrows, and stands in where the place itself is not known.
    """

    names: tuple[str, ...]
    kind: str | None
    beside: tuple[str, ...] = ()


def asks_for_itself(name: str) -> bool:
    """Whether the words tell nothing but the name: no word of kind, direction or nearness, no second name.

    Then `asked_of` gives the name alone. A set of words says so in a tenth of the time.

    >>> asks_for_itself("Deir ez-Zor"), asks_for_itself("Teir Maaleh village"), asks_for_itself("Kobane (Ayn al-Arab)")
    (True, False, False)
    """
    if name.isalpha():
        return True
    words = name.split()
    if " ".join(words) != name or name.isdigit() or _SEVERAL.search(name):
        return False
    return _TELLING_WORDS.isdisjoint(name.lower().replace("-", " ").split())


def kind_named(word: str) -> str | None:
    """The kind that a word means, one of `KINDS`; None where it means none.

    >>> kind_named("Province"), kind_named("military airport"), kind_named("banana")
    ('province', 'airbase', None)
    """
    lower = " ".join(word.lower().split())
    return lower if lower in KINDS else _KIND_WORDS.get(lower)


def phrased(name: str, kind: str | None) -> str:
    """The name as an article would say it of that kind, where the word of the kind belongs to the name.

    >>> phrased("Hama", "airbase"), phrased("Hama airport", "airbase"), phrased("Hama", "city")
    ('Hama airbase', 'Hama airport', 'Hama')
    """
    return f"{name} {kind}" if kind in _PART_OF_NAME and asked_of(name).kind is None else name


@lru_cache(maxsize=1024)
def asked_of(name: str) -> Asked:
    """What the words ask for.

    >>> asked_of("Teir Maaleh village")
    Asked(names=('Teir Maaleh',), kind='village', beside=())
    >>> asked_of("Kobane/Ayn al Arab town").names
    ('Kobane', 'Ayn al Arab')
    >>> asked_of("Ashrafiyah quarter of Aleppo")
    Asked(names=('Ashrafiyah',), kind='quarter', beside=('Aleppo',))
    >>> asked_of("Military Hospital Harasta")
    Asked(names=('Military Hospital',), kind=None, beside=('Harasta',))
    >>> asked_of("Homs Governorate").kind, asked_of("Aleppo").kind
    ('province', None)
    """
    kinds: list[str] = []
    outer = _PARENTHESIS.sub(" ", name).strip() or name
    inner = [part for part in _PARENTHESIS.findall(name) if part != outer]
    told, beside = _parted(outer)
    names = [
        bare
        for part in [*_ALTERNATIVES.split(told), *inner]
        if (bare := _without_kind_words(part, kinds)) and not bare.isdigit()
    ]
    around = tuple([bare for part in _ALTERNATIVES.split(beside) if (bare := _without_kind_words(part, []))])
    kind = kinds[0] if kinds else None
    if kind == "road" and len(names) == 1 and (route := _ROUTE.match(names[0])):
        names += route.groups()
    for bare in tuple(names):
        if kind != "province" and (directed := _DIRECTED.match(bare)):
            names += [f"{directed[2]} {_DIRECTIONS[directed[1].lower()]}", directed[2]]
    if kind in _PART_OF_NAME:
        names = [*(f"{bare} {kind}" for bare in names), *names]
    return Asked(tuple(dict.fromkeys(names)), kind, around)


def _parted(name: str) -> tuple[str, str]:
    """What is named, and the place it is told to lie by ("": none). "Village of X" names X."""
    found = _BESIDE.match(name) or _BEHIND_ITS_KIND.match(name)
    if found is None or _BEFORE.match(f"{found['name']} "):
        return name, ""
    return found["name"], found["beside"]


def area_spellings(within: str) -> Iterator[str]:
    """Spellings of an area's name, likeliest first: as told, with the other form of a point of the compass, its parts.

    >>> list(area_spellings("Northern Darfur state"))
    ['Northern Darfur state', 'North Darfur state']
    >>> list(area_spellings("Ariha district, Idlib"))
    ['Ariha district, Idlib', 'Ariha district', 'Idlib']
    """
    bare = " ".join(within.split())
    yield bare
    found = _COMPASS_WORD.match(bare)
    if found:
        word = found[1].lower()
        other = _ADJECTIVES.get(word) or next((noun for noun, told in _ADJECTIVES.items() if told == word), word)
        yield f"{other.capitalize()}{bare[found.end(1) :]}"
    slavic = _SLAVIC_ADJECTIVE.match(bare)
    if slavic:
        yield slavic[1]
    parts = [part.strip() for part in bare.split(",")]
    if len(parts) > 1:
        yield from filter(None, parts)


def _without_kind_words(part: str, kinds: list[str]) -> str:
    bare = " ".join(part.split())
    bare = _NUMBERED.sub("", bare) if _BEHIND.search(_NUMBERED.sub("", bare)) else bare
    for pattern in (_BEHIND, _BEFORE, _BEHIND):
        found = pattern.search(bare)
        if found is None:
            continue
        rest = bare[: found.start()] if pattern is _BEHIND else bare[found.end() :]
        if not rest:
            continue
        kind = _KIND_WORDS.get(found["word"].lower())
        if kind:
            kinds.append(kind)
        bare = rest
    return bare
