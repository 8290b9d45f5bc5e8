"""What the sides of actors are to a reader of reports: states, insurgents, guests; as `[sides]` of the files says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Sides:
    """Groups of sides, by the names that `actor.side` uses; `aloof` and `bystanders` hold names of actors.

    `states` are nobody's militants; `armies` are states whose army a text may mean by "a military source". `insurgents`
    fight states, and each other only where a clash is told; `flightless` have no aircraft. `guests` hold no towns of
    their own that a party of the war could take. `never_militants` are not called terrorists or jihadists by those
    who fight these. `aloof` strike from the air for others: an attack of theirs does not say whose advance a report
    tells of. `bystanders` bomb or stand between others, and hold no towns: no camp of theirs faces another.
    """

    states: frozenset[str] = frozenset()
    armies: frozenset[str] = frozenset()
    insurgents: frozenset[str] = frozenset()
    flightless: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()
    never_militants: frozenset[str] = frozenset()
    aloof: frozenset[str] = frozenset()
    bystanders: frozenset[str] = frozenset()


SIDE_KEYS = frozenset(field.name for field in fields(Sides))
"""The keys that `[sides]` of a lexicon file may have."""


def merged_sides(tables: Iterable[Mapping[str, tuple[str, ...]]]) -> Sides:
    """The sides that any of the files puts into a group."""
    groups: dict[str, set[str]] = {key: set() for key in SIDE_KEYS}
    for table in tables:
        for key, names in table.items():
            groups[key].update(names)
    return Sides(**{key: frozenset(names) for key, names in groups.items()})
