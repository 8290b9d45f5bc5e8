"""What other sources claim of the same place at about the same time."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from geo.model import CONTROL_KINDS, ReportedEvent, Status
from geo.store.schema import event_table

_MOST_READ = 500
_COLUMNS = (
    "event_id", "row", "source_id", "kind", "stance", "actor", "opponent", "date_start", "date_end", "date_prec",
    "published_on", "quote",
)  # fmt: skip


def neighbours_of(
    connection: Connection, event: ReportedEvent, *, within_days: int, limit: int
) -> list[dict[str, Any]]:
    """Other sources' claims on the event's place, not rejected, nearest in time first; days as ISO text.

    Empty for an event without a place_id or a day.
    """
    start, end = event.date_start or event.date_end, event.date_end or event.date_start
    if not event.place_id or start is None or end is None:
        return []
    columns = event_table.c
    first = func.coalesce(columns.date_start, columns.date_end)
    last = func.coalesce(columns.date_end, columns.date_start)
    reach = dt.timedelta(days=within_days)
    query = select(*(columns[name] for name in _COLUMNS)).where(
        columns.place_id == event.place_id,
        columns.source_id != event.source_id,
        columns.kind.in_(sorted(kind.value for kind in CONTROL_KINDS)),
        columns.status != Status.REJECTED.value,
        last >= (start - reach).isoformat(),
        first <= (end + reach).isoformat(),
    )
    found = [dict(row) for row in connection.execute(query.limit(_MOST_READ)).mappings()]
    return sorted(found, key=lambda row: (_days_apart(row, end), row["event_id"]))[:limit]


def _days_apart(row: Mapping[str, Any], day: dt.date) -> int:
    return abs((dt.date.fromisoformat(row["date_end"] or row["date_start"]) - day).days)
