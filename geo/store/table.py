"""The events table as Arrow columns: its schema, and the doors from dataclasses and to GeoDataFrames."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import BadTable
from geo.model import EVENT_COLUMNS, Kind, ReportedEvent, Stance, Status

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

_TYPES: Mapping[str, pa.DataType] = {
    "published_on": pa.date32(),
    "date_start": pa.date32(),
    "date_end": pa.date32(),
    "latitude": pa.float64(),
    "longitude": pa.float64(),
    "radius_m": pa.float64(),
    "where_prec": pa.int8(),
    "date_prec": pa.int8(),
    "char_start": pa.int32(),
    "char_end": pa.int32(),
    "reviewed_at": pa.timestamp("ms", tz="UTC"),
}
EVENT_SCHEMA: pa.Schema = pa.schema([(name, _TYPES.get(name, pa.string())) for name in EVENT_COLUMNS])
"""EVENT_COLUMNS with their Arrow types: days are date32, `reviewed_at` is a time in UTC, degrees are float64."""

REPETITIVE_COLUMNS = (
    "source_id", "kind", "stance", "actor", "opponent", "attributed_to", "place_id", "place_name", "place_mention",
    "rule", "status", "reviewer",
)  # fmt: skip
"""Text columns with few distinct values; a dictionary holds them at a fraction of the size."""

_REQUIRED = ("event_id", "source_id", "kind")
_VOCABULARIES: Mapping[str, frozenset[str]] = {
    "kind": frozenset(Kind),
    "stance": frozenset(Stance),
    "status": frozenset(Status),
}
_DEFAULTS: Mapping[str, str | int] = {
    "stance": Stance.ASSERTED,
    "status": Status.UNREVIEWED,
    "article_id": "",
    "url": "",
    "quote": "",
    "rule": "",
    "note": "",
    "char_start": 0,
    "char_end": 0,
}


def table_from_events(events: Iterable[ReportedEvent]) -> pa.Table:
    """The events as an Arrow table of EVENT_SCHEMA."""
    rows = list(events)
    return pa.table(
        {name: pa.array([getattr(event, name) for event in rows], EVENT_SCHEMA.field(name).type)
         for name in EVENT_COLUMNS},
        schema=EVENT_SCHEMA,
    )  # fmt: skip


def conform_events(table: pa.Table, *, what: str = "table", columns: Sequence[str] = EVENT_COLUMNS) -> pa.Table:
    """The table with exactly `columns` of the events table, typed as EVENT_SCHEMA; others are left out.

    `event_id`, `source_id` and `kind`, where asked for, must be there; other missing columns are empty, or
    their default (`asserted`, `unreviewed`, empty text). Dictionary-encoded text stays encoded. Raises
    BadTable that names the column, and the first wrong value, where a column is missing or holds what it
    cannot.
    """
    missing = [name for name in _REQUIRED if name in columns and name not in table.column_names]
    if missing:
        raise BadTable(f"{what}: no column {', '.join(missing)}; an events table needs {', '.join(_REQUIRED)}")
    typed = {name: _typed(table, name, what) for name in columns}
    for name in _VOCABULARIES.keys() & typed.keys():
        foreign = sorted({str(value) for value in pc.unique(typed[name]).to_pylist()} - _VOCABULARIES[name])
        if foreign:
            raise BadTable(f"{what}: {name} {foreign[0]!r} is none of {' '.join(sorted(_VOCABULARIES[name]))}")
    for name in typed.keys() & {"event_id", "source_id"}:
        if typed[name].null_count:
            raise BadTable(f"{what}: {typed[name].null_count} rows have no {name}")
    return pa.table(typed)


def _typed(table: pa.Table, name: str, what: str) -> pa.ChunkedArray:
    wanted = EVENT_SCHEMA.field(name).type
    column = table.column(name) if name in table.column_names else pa.chunked_array([pa.nulls(table.num_rows, wanted)])
    is_encoded_text = pa.types.is_dictionary(column.type) and pa.types.is_string(column.type.value_type)
    if not (is_encoded_text and pa.types.is_string(wanted)):
        try:
            column = column.cast(wanted)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise BadTable(f"{what}: column {name} is not {wanted}: {error}") from error
    if name in _DEFAULTS and column.null_count:
        column = pc.fill_null(column.cast(wanted), pa.scalar(_DEFAULTS[name], wanted))
    return column


def geodataframe(table: pa.Table) -> "GeoDataFrame":
    """The table as a GeoDataFrame in EPSG:4326; an unplaced event has an empty (None) geometry.

    Days are datetime64, missing numbers NaN, missing text None.
    """
    import geopandas as gpd
    import pandas as pd
    import shapely

    plain = table.select([name for name in table.column_names if name != "geometry"])
    frame = plain.to_pandas(date_as_object=False)
    for name in plain.column_names:
        field = plain.schema.field(name).type
        if pa.types.is_dictionary(field) or pa.types.is_string(field):
            frame[name] = frame[name].astype(object).where(frame[name].notna(), None)
        elif pa.types.is_date(field):
            frame[name] = pd.to_datetime(frame[name])
    lon = frame["longitude"].to_numpy(dtype=float, na_value=float("nan"))
    lat = frame["latitude"].to_numpy(dtype=float, na_value=float("nan"))
    geometry = shapely.points(lon, lat)
    geometry[pd.isna(lon) | pd.isna(lat)] = None
    return gpd.GeoDataFrame(frame, geometry=geometry, crs="EPSG:4326")


def decoded(table: pa.Table) -> pa.Table:
    """The table with dictionary-encoded text as plain text."""
    for index, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            table = table.set_column(index, field.name, table.column(index).cast(pa.string()))
    return table


def columns_from_rows(rows: Sequence[Sequence[Any]], names: Sequence[str]) -> pa.Table:
    """An Arrow table of rows as the database gives them: days and times are ISO text there."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    arrays = []
    for name, values in zip(names, columns, strict=True):
        wanted = EVENT_SCHEMA.field(name).type if name in EVENT_COLUMNS else None
        if wanted is None:
            arrays.append(pa.array(values, pa.int64() if name == "row" else pa.string()))
        elif pa.types.is_date(wanted) or pa.types.is_timestamp(wanted):
            arrays.append(pa.array(values, pa.string()).cast(wanted))
        else:
            arrays.append(pa.array(values, wanted))
    return pa.table(arrays, names=list(names))
