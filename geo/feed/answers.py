"""What answers one report: a denial, a contrary claim, or the report that it denies itself."""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from geo.comparison import CONTRADICTED_BY, claims_answered
from geo.model import ReportedEvent
from geo.store import EventFilter, Store
from geo.store.records import plain_value

WITHIN_KM, WITHIN_DAYS = 10.0, 7
MOST_TOLD = 6
_LONGEST_DAYS = 28
"""Longer spans are answered by nobody (`claims_answered`), so the search need reach no further back."""

_KM_PER_DEGREE = 111.2
_READ = (
    "row", "event_id", "source_id", "place_id", "place_name", "longitude", "latitude", "where_prec", "kind", "stance",
    "actor", "opponent", "date_start", "date_end", "published_on", "quote", "status",
)  # fmt: skip
_TOLD = (
    "event_id", "row", "source_id", "place_name", "kind", "stance", "actor", "opponent", "date_start", "date_end",
    "published_on", "quote",
)  # fmt: skip


def answers_of(
    store: Store, event: ReportedEvent, *, side_of: Callable[[str], str] | None = None
) -> list[Mapping[str, Any]]:
    """The reports that answer the event, denials first, then the nearest in time; at most `MOST_TOLD`.

    Each is a dict of columns of the answering report with `relation` (`denied by`, `denies`, `contradicted by`) and
    `days_apart`; days are ISO text. Only events within `WITHIN_KM` and `WITHIN_DAYS` are read.
    """
    first, last = event.date_start or event.date_end, event.date_end or event.date_start
    if first is None or last is None or event.longitude is None or event.latitude is None:
        return []
    reach = dt.timedelta(days=WITHIN_DAYS + _LONGEST_DAYS)
    north = 1.05 * WITHIN_KM / _KM_PER_DEGREE
    lon, lat = event.longitude, event.latitude
    east = min(north / max(math.cos(math.radians(lat)), 0.01), 90.0)
    west, beyond = lon - east, lon + east
    near = store.event_arrow(
        EventFilter(
            first_day=first - reach, last_day=last + reach,
            bbox=(
                west + 360 if west < -180 else west, max(lat - north, -90.0),
                beyond - 360 if beyond > 180 else beyond, min(lat + north, 90.0),
            ),
        ),
        columns=_READ,
    )  # fmt: skip
    return _by_event(near, side_of).get(event.event_id, [])


def answers_among(
    store: Store, chosen: EventFilter | None = None, *, side_of: Callable[[str], str] | None = None
) -> Mapping[str, list[Mapping[str, Any]]]:
    """Event id to what answers it, for all chosen events at once; only chosen events answer."""
    return _by_event(store.event_arrow(chosen, columns=_READ), side_of)


def _by_event(events: pa.Table, side_of: Callable[[str], str] | None) -> dict[str, list[Mapping[str, Any]]]:
    links = claims_answered(events, km=WITHIN_KM, days=WITHIN_DAYS, side_of=side_of)
    needed = events.filter(pc.is_in(events["event_id"], value_set=pa.array(links["answer_id"].unique(), pa.string())))
    told = {row["event_id"]: {name: plain_value(row[name]) for name in _TOLD} for row in needed.to_pylist()}
    found: dict[str, list[Mapping[str, Any]]] = {}
    columns = (links[name].tolist() for name in ("event_id", "answer_id", "relation", "days_apart"))
    for event_id, answer_id, relation, days in zip(*columns, strict=True):
        found.setdefault(event_id, []).append(told[answer_id] | {"relation": relation, "days_apart": int(days)})
    return {event_id: sorted(answers, key=_order)[:MOST_TOLD] for event_id, answers in found.items()}


def _order(answer: Mapping[str, Any]) -> tuple[bool, int, str]:
    return answer["relation"] == CONTRADICTED_BY, abs(answer["days_apart"]), answer["event_id"]
