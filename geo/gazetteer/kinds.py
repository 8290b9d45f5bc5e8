"""The kinds of places, the words that name them in reports, and how they go together."""

KINDS = (
    "city", "town", "village", "district", "province", "region", "country", "airbase", "base", "river", "road",
    "crossing", "camp", "hill", "dam", "quarter", "mountain", "lake", "border", "other",
)  # fmt: skip
"""The kinds of `Place.kind`; the index stores their position."""

SETTLEMENTS = frozenset({"city", "town", "village", "camp", "quarter"})
AREAS = frozenset({"district", "province", "region", "country"})

RADIUS_M = {
    "city": 6000.0, "town": 3000.0, "village": 1500.0, "district": 15000.0, "province": 60000.0, "region": 40000.0,
    "country": 400000.0, "airbase": 3000.0, "base": 2000.0, "river": 100000.0, "road": 5000.0, "crossing": 1000.0,
    "camp": 1000.0, "hill": 1500.0, "dam": 1500.0, "quarter": 1000.0, "mountain": 10000.0, "lake": 15000.0,
    "border": 50000.0, "other": 2000.0,
}  # fmt: skip
"""How far from the point something in a place of that kind may lie, metres, where nothing better is known."""

_RELATED = (
    frozenset({"city", "town", "village", "quarter", "camp"}),
    frozenset({"province", "district", "region"}),
    frozenset({"airbase", "base"}),
    frozenset({"hill", "mountain"}),
    frozenset({"quarter", "district"}),
    frozenset({"lake", "dam", "river"}),
    frozenset({"crossing", "border"}),
)


def kind_agreement(wanted: str, kind: str) -> float:
    """How well a place's kind fits the kind that the words ask for: 1 the same, 0.6 related, 0.15 another.

    >>> kind_agreement("village", "village"), kind_agreement("village", "town"), kind_agreement("airbase", "village")
    (1.0, 0.6, 0.15)
    """
    if wanted == kind:
        return 1.0
    if any(wanted in family and kind in family for family in _RELATED):
        return 0.6
    return 0.15
