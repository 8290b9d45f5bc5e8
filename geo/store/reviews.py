"""What a reviewer changed about an event: checked, logged, undone."""

import datetime as dt
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from geo.errors import BadQuery, UnknownRecord
from geo.model import DatePrec, Kind, Stance, Status, WherePrec
from geo.store.records import plain_value
from geo.store.schema import event_table, review_table

REVIEWABLE = (
    "kind", "stance", "actor", "opponent", "attributed_to", "place_id", "place_name", "place_mention", "latitude",
    "longitude", "where_prec", "radius_m", "date_start", "date_end", "date_prec", "status", "note",
)  # fmt: skip
"""The columns that a review may change; the quote and where it stands are the article's."""

_CODES: Mapping[str, Any] = {
    "kind": Kind, "stance": Stance, "status": Status, "where_prec": WherePrec, "date_prec": DatePrec,
}  # fmt: skip
_NUMBERS: Mapping[str, tuple[float, float]] = {
    "latitude": (-90, 90), "longitude": (-180, 180), "radius_m": (0, 20_100_000),
}  # fmt: skip
_DAYS = ("date_start", "date_end")
_NEVER_NONE = ("kind", "stance", "status", "note")


@dataclass(frozen=True, slots=True)
class Review:
    """One entry of an event's log: which columns had which values before and after."""

    event_id: str
    reviewer: str
    reviewed_at: dt.datetime
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    undone: bool


def checked_changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes as the database keeps them. BadQuery names the first column that cannot be changed so."""
    checked: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in REVIEWABLE:
            raise BadQuery(f"{name} cannot be changed in review; what can: {' '.join(REVIEWABLE)}")
        plain = None if value is None or value == "" else value
        if plain is None and name in _NEVER_NONE:
            if name != "note":
                raise BadQuery(f"{name} cannot be empty")
            plain = ""
        checked[name] = plain_value(_checked(name, plain)) if plain is not None else None
    return checked


def _checked(name: str, value: Any) -> Any:
    try:
        if name in _CODES:
            return _CODES[name](value)
        if name in _NUMBERS:
            low, high = _NUMBERS[name]
            number = float(value)
            if not math.isfinite(number) or not low <= number <= high:
                raise ValueError(f"not between {low} and {high}")
            return number
        if name in _DAYS:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    except (ValueError, TypeError) as error:
        raise BadQuery(f"{name}={value!r}: {error}") from error
    return str(value)


def write_review(
    connection: Connection, event_id: str, changes: Mapping[str, Any], *, reviewer: str, at: dt.datetime, revision: int
) -> None:
    """Change the event and log it, inside the caller's transaction.

    Without a `status` in the changes the event becomes `edited`. UnknownRecord, BadQuery.
    """
    row = event_row(connection, event_id)
    after = {"status": Status.EDITED.value, **checked_changes(changes)}
    after |= {"reviewer": reviewer, "reviewed_at": plain_value(at)}
    result = {**row, **after}
    if result["date_start"] and result["date_end"] and result["date_start"] > result["date_end"]:
        raise BadQuery(f"the first day {result['date_start']} is after the last day {result['date_end']}")
    if (result["latitude"] is None) != (result["longitude"] is None):
        raise BadQuery("a place needs both latitude and longitude, or neither")
    before = {name: row[name] for name in after}
    connection.execute(insert(review_table).values(
        event_id=event_id, reviewer=reviewer, reviewed_at=after["reviewed_at"], before=json.dumps(before),
        after=json.dumps(after), undone=0,
    ))  # fmt: skip
    connection.execute(update(event_table).where(event_table.c.event_id == event_id).values(**after, changed=revision))


def undo_review(connection: Connection, event_id: str, *, revision: int) -> None:
    """Put back what the event's last review changed. UnknownRecord where there is none to undo."""
    query = (
        select(review_table.c.review_id, review_table.c.before)
        .where(review_table.c.event_id == event_id, review_table.c.undone == 0)
        .order_by(review_table.c.review_id.desc())
        .limit(1)
    )
    last = connection.execute(query).first()
    if last is None:
        raise UnknownRecord(f"event {event_id!r} has no review to undo")
    before = json.loads(last.before)
    connection.execute(update(event_table).where(event_table.c.event_id == event_id).values(**before, changed=revision))
    connection.execute(update(review_table).where(review_table.c.review_id == last.review_id).values(undone=1))


def reviews_of(connection: Connection, event_id: str) -> list[Review]:
    """The event's log, oldest first."""
    query = select(review_table).where(review_table.c.event_id == event_id).order_by(review_table.c.review_id)
    return [
        Review(
            event_id=row.event_id,
            reviewer=row.reviewer,
            reviewed_at=dt.datetime.fromisoformat(row.reviewed_at),
            before=json.loads(row.before),
            after=json.loads(row.after),
            undone=bool(row.undone),
        )
        for row in connection.execute(query)
    ]


def event_row(connection: Connection, event_id: str) -> dict[str, Any]:
    """The event's row; UnknownRecord where there is none."""
    row = connection.execute(select(event_table).where(event_table.c.event_id == event_id)).mappings().first()
    if row is None:
        raise UnknownRecord(f"no event {event_id!r} in the store")
    return dict(row)
