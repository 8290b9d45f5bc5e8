"""Which events are asked for: a frozen filter, applied to Arrow columns in one vectorised pass."""

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import BadQuery

_MEMBERSHIP: Mapping[str, str] = {
    "sources": "source_id",
    "kinds": "kind",
    "stances": "stance",
    "statuses": "status",
    "place_ids": "place_id",
    "article_ids": "article_id",
    "event_ids": "event_id",
}

_FEW = 500


@dataclass(frozen=True, slots=True)
class EventFilter:
    """A choice of events; what is left empty does not restrict.

    `actors` matches the actor or the opponent. `first_day`/`last_day` are inclusive and keep every event
    whose span touches them (`by="published"`: whose article appeared on one of them); an undated event
    passes unless a day is asked for, then only with `undated=True`. `bbox` is west, south, east, north in
    EPSG:4326 and keeps placed events only (west > east crosses the date line). `text` is looked for in
    quote, place, actors and note, in any case.
    """

    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    place_ids: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    event_ids: tuple[str, ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    by: str = "happened"
    undated: bool = False
    bbox: tuple[float, float, float, float] | None = None
    text: str = ""
    without_rules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.by not in ("happened", "published"):
            raise BadQuery(f"by={self.by!r} is neither happened nor published")
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise BadQuery(f"the first day {self.first_day} is after the last day {self.last_day}")
        if self.bbox is not None:
            west, south, east, north = self.bbox
            if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
                raise BadQuery(f"bbox {self.bbox} is not west,south,east,north in degrees")

    @property
    def is_empty(self) -> bool:
        """Whether every event passes."""
        return all(getattr(self, field.name) == field.default for field in fields(self) if field.name != "by")

    def narrowest(self) -> tuple[str, tuple[str, ...]] | None:
        """An indexed column and the few values of it that are asked for; None where the filter is wide."""
        for column, values in (
            ("event_id", self.event_ids), ("article_id", self.article_ids), ("place_id", self.place_ids),
        ):  # fmt: skip
            if 0 < len(values) <= _FEW:
                return column, values
        return None

    def columns(self) -> frozenset[str]:
        """The columns that the filter reads."""
        read = {column for name, column in _MEMBERSHIP.items() if getattr(self, name)}
        if self.actors:
            read |= {"actor", "opponent"}
        if self.first_day or self.last_day:
            read |= {"published_on"} if self.by == "published" else {"date_start", "date_end"}
        if self.bbox:
            read |= {"longitude", "latitude"}
        if self.text:
            read |= set(_SEARCHED)
        if self.without_rules:
            read.add("rule")
        return frozenset(read)


_SEARCHED = ("quote", "place_name", "place_mention", "actor", "opponent", "attributed_to", "note")


def apply_filter(table: pa.Table, chosen: EventFilter) -> pa.Table:
    """The rows of the table that pass, in their order. The table must hold `chosen.columns()`."""
    masks = [_is_among(table[column], getattr(chosen, name)) for name, column in _MEMBERSHIP.items()
             if getattr(chosen, name)]  # fmt: skip
    if chosen.actors:
        masks.append(pc.or_(_is_among(table["actor"], chosen.actors), _is_among(table["opponent"], chosen.actors)))
    masks += _day_masks(table, chosen)
    if chosen.bbox:
        masks += _bbox_masks(table, chosen.bbox)
    if chosen.text:
        masks.append(_holds_text(table, chosen.text))
    if chosen.without_rules:
        masks.append(pc.invert(_is_among(table["rule"], chosen.without_rules)))
    if not masks:
        return table
    mask = functools.reduce(pc.and_, (pc.fill_null(mask, fill_value=False) for mask in masks))
    return table if pc.all(mask, min_count=0).as_py() else table.filter(mask)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def _is_among(column: pa.ChunkedArray, values: Sequence[str]) -> pa.ChunkedArray:
    wanted = pa.array(list(values), pa.string())
    if not pa.types.is_dictionary(column.type):
        return pc.is_in(column, value_set=wanted)
    # Looked up once a word of the dictionary, not once a row.
    chunks = [pc.take(pc.is_in(chunk.dictionary, value_set=wanted), chunk.indices) for chunk in column.chunks]
    return pc.fill_null(pa.chunked_array(chunks, pa.bool_()), fill_value=False)


def _day_masks(table: pa.Table, chosen: EventFilter) -> list[pa.ChunkedArray]:
    if chosen.first_day is None and chosen.last_day is None:
        return []
    published = chosen.by == "published"
    start, end = (table["published_on"],) * 2 if published else (table["date_start"], table["date_end"])
    unknown = pc.and_(pc.is_null(start), pc.is_null(end))
    masks = []
    # An open end reaches as far as it may: "by 3 May" touches every day up to the third.
    for day, reach, touches in ((chosen.first_day, end, pc.greater_equal), (chosen.last_day, start, pc.less_equal)):
        if day is not None:
            dated = pc.fill_null(touches(reach, pa.scalar(day, pa.date32())), fill_value=True)
            masks.append(pc.if_else(unknown, chosen.undated, dated))
    return masks


def _bbox_masks(table: pa.Table, bbox: tuple[float, float, float, float]) -> list[pa.ChunkedArray]:
    west, south, east, north = bbox
    lon, lat = table["longitude"], table["latitude"]
    beyond_west, before_east = pc.greater_equal(lon, west), pc.less_equal(lon, east)
    across = pc.and_(beyond_west, before_east) if west <= east else pc.or_(beyond_west, before_east)
    return [across, pc.greater_equal(lat, south), pc.less_equal(lat, north)]


def _holds_text(table: pa.Table, text: str) -> pa.ChunkedArray:
    found = [pc.fill_null(pc.match_substring(_plain(table[name]), text, ignore_case=True), fill_value=False)
             for name in _SEARCHED]  # fmt: skip
    return functools.reduce(pc.or_, found)
