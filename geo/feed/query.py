"""The query of a feed request as an EventFilter; what is not understood is refused in one line."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from geo.errors import BadQuery
from geo.model import Kind, Stance, Status
from geo.store import EventFilter

_LISTS: Mapping[str, tuple[str, frozenset[str] | None]] = {
    "source": ("sources", None),
    "kind": ("kinds", frozenset(Kind)),
    "actor": ("actors", None),
    "stance": ("stances", frozenset(Stance)),
    "status": ("statuses", frozenset(Status)),
    "place": ("place_ids", None),
}
_SHOWN_STATUSES = tuple(status.value for status in Status if status is not Status.REJECTED)


def filter_from_query(items: Iterable[tuple[str, str]]) -> EventFilter:
    """The filter that a query's `(name, value)` pairs ask for.

    Lists (`source kind actor stance status place`) may repeat or hold commas; `from` and `to` are ISO days,
    inclusive; `by` is happened or published; `bbox` is west,south,east,north; `text` is searched for;
    `undated` is 0 or 1 and keeps undated events beside a span of days. Rejected events are left out unless
    `status` asks for them. Raises BadQuery for an unknown name, a repeated single value or a wrong value.
    """
    asked: dict[str, Any] = {}
    for name, value in items:
        if name in _LISTS:
            field, vocabulary = _LISTS[name]
            asked[field] = asked.get(field, ()) + _members(name, value, vocabulary)
        elif name in _SINGLES:
            field, parse = _SINGLES[name]
            if field in asked:
                raise BadQuery(f"{name} is given twice")
            asked[field] = parse(name, value)
        else:
            raise BadQuery(f"unknown parameter {name[:40]!r}; known: {' '.join([*_LISTS, *_SINGLES])}")
    asked.setdefault("statuses", _SHOWN_STATUSES)
    return EventFilter(**{name: value for name, value in asked.items() if value is not None})


def _members(name: str, value: str, vocabulary: frozenset[str] | None) -> tuple[str, ...]:
    # Names of actors may hold commas, so a list of actors is repeated, not joined.
    members = (value,) if name == "actor" else tuple(value.split(","))
    members = tuple(member for member in members if member)
    for member in members:
        if vocabulary is not None and member not in vocabulary:
            raise BadQuery(f"{name}={member[:40]!r} is none of {' '.join(sorted(vocabulary))}")
    return members


def day_from_query(name: str, value: str) -> dt.date | None:
    """The ISO day; None for an empty value. BadQuery for anything else."""
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise BadQuery(f"{name}={value[:40]!r} is no day; write YYYY-MM-DD") from error


def flag_from_query(name: str, value: str) -> bool:
    """True for 1, False for 0 or nothing; BadQuery for anything else."""
    if value not in ("", "0", "1"):
        raise BadQuery(f"{name}={value[:40]!r} is neither 0 nor 1")
    return value == "1"


def _bbox(name: str, value: str) -> tuple[float, ...] | None:
    if not value:
        return None
    try:
        corners = tuple(float(part) for part in value.split(","))
    except ValueError as error:
        raise BadQuery(f"{name}={value[:40]!r} is not west,south,east,north") from error
    if len(corners) != 4:
        raise BadQuery(f"{name}={value[:40]!r} is not west,south,east,north")
    return corners


def _by(name: str, value: str) -> str:
    if value not in ("", "happened", "published"):
        raise BadQuery(f"{name}={value[:40]!r} is neither happened nor published")
    return value or "happened"


def _text(_name: str, value: str) -> str:
    return value


_SINGLES: Mapping[str, tuple[str, Callable[[str, str], Any]]] = {
    "from": ("first_day", day_from_query),
    "to": ("last_day", day_from_query),
    "by": ("by", _by),
    "bbox": ("bbox", _bbox),
    "text": ("text", _text),
    "undated": ("undated", flag_from_query),
}
