"""What a reader's words for a place ask for: the bare names, and the kind that a word beside them tells.

"Teir Maaleh village" asks for a village called Teir Maaleh; "Kobane/Ayn al-Arab town" for a town of either name.
"""

import re
from dataclasses import dataclass

_KIND_WORDS = {
    "village": "village", "villages": "village", "hamlet": "village", "town": "town", "towns": "town", "city": "city",
    "quarter": "quarter", "neighborhood": "quarter", "neighbourhood": "quarter", "suburb": "quarter",
    "province": "province", "governorate": "province", "oblast": "province", "muhafazah": "province",
    "state": "province", "prefecture": "province", "district": "district", "subdistrict": "district",
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
_ROUTE = re.compile(r"^(\w[\w' ]{3,}?)\s*[-–]\s*(\w[\w' ]{3,})$")
_PARENTHESIS = re.compile(r"\s*\(([^)]*)\)\s*")
_ALTERNATIVES = re.compile(r"\s*/\s*|\s+or\s+|\s*;\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """The bare names, likeliest first, and the kind their words ask for (None: nothing)."""

    names: tuple[str, ...]
    kind: str | None


def asked_of(name: str) -> Asked:
    """What the words ask for.

    >>> asked_of("Teir Maaleh village")
    Asked(names=('Teir Maaleh',), kind='village')
    >>> asked_of("Kobane/Ayn al Arab town")
    Asked(names=('Kobane', 'Ayn al Arab'), kind='town')
    >>> asked_of("Homs Governorate").kind, asked_of("Aleppo")
    ('province', Asked(names=('Aleppo',), kind=None))
    """
    kinds: list[str] = []
    outer = _PARENTHESIS.sub(" ", name).strip() or name
    inner = [part for part in _PARENTHESIS.findall(name) if part != outer]
    names = [
        bare
        for part in [*_ALTERNATIVES.split(outer), *inner]
        if (bare := _without_kind_words(part, kinds)) and not bare.isdigit()
    ]
    kind = kinds[0] if kinds else None
    if kind == "road" and len(names) == 1 and (route := _ROUTE.match(names[0])):
        names += route.groups()
    for bare in tuple(names):
        if kind != "province" and (directed := _DIRECTED.match(bare)):
            names += [f"{directed[2]} {_DIRECTIONS[directed[1].lower()]}", directed[2]]
    if kind in _PART_OF_NAME:
        names = [*(f"{bare} {kind}" for bare in names), *names]
    return Asked(tuple(dict.fromkeys(names)), kind)


def _without_kind_words(part: str, kinds: list[str]) -> str:
    bare = " ".join(part.split())
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
