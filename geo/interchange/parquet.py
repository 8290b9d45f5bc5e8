"""The events table as GeoParquet 1.1: EVENT_COLUMNS, and a point in WKB for tools that draw it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyproj import CRS

from geo.errors import BadTable
from geo.interchange.cells import ImportPreview, RowProblem
from geo.model import EVENT_COLUMNS
from geo.store import conform_events, decoded

_RANGES = (("latitude", -90, 90), ("longitude", -180, 180), ("radius_m", 0, 20_100_000), ("where_prec", 1, 7),
           ("date_prec", 1, 5))  # fmt: skip


def write_parquet(table: pa.Table, out: Path, notes: Mapping[str, Any]) -> None:
    """Write EVENT_COLUMNS and `geometry`; the notes lie in the file's metadata under `dateline`."""
    plain = decoded(table.select(list(EVENT_COLUMNS)))
    plain = plain.append_column("geometry", _points(plain))
    column = {"encoding": "WKB", "geometry_types": ["Point"], "crs": CRS.from_epsg(4326).to_json_dict()}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    metadata = {b"geo": json.dumps(geo).encode(), b"dateline": json.dumps(notes, ensure_ascii=False).encode()}
    pq.write_table(plain.replace_schema_metadata(metadata), out, compression="zstd")


def read_parquet(path: Path) -> ImportPreview:
    """What is understood of a Parquet file with columns of the events table; BadTable where their types differ."""
    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise BadTable(f"{path}: not a readable Parquet file: {' '.join(str(error).split())[:200]}") from error
    table = conform_events(table, what=path.name)
    problems: dict[int, RowProblem] = {}
    for name, low, high in _RANGES:
        column = table[name]
        outside = pc.fill_null(pc.or_(pc.less(column, low), pc.greater(column, high)), fill_value=False)
        for row in np.flatnonzero(outside.to_numpy(zero_copy_only=False)):
            reason = f"{column[int(row)].as_py()!r} is not from {low} to {high}"
            problems.setdefault(int(row), RowProblem(int(row) + 1, name, reason))
    backwards = pc.fill_null(pc.greater(table["date_start"], table["date_end"]), fill_value=False)
    for row in np.flatnonzero(backwards.to_numpy(zero_copy_only=False)):
        problems.setdefault(int(row), RowProblem(int(row) + 1, "date_start", "is after date_end"))
    rows_read = table.num_rows
    if problems:
        good = np.ones(rows_read, dtype=bool)
        good[list(problems)] = False
        table = table.filter(pa.array(good))
    return ImportPreview(path.name, table, rows_read, tuple(problem for _, problem in sorted(problems.items())))


def _points(table: pa.Table) -> pa.Array:
    import shapely

    lon = np.asarray(table["longitude"].to_numpy(), dtype=float)
    lat = np.asarray(table["latitude"].to_numpy(), dtype=float)
    missing = np.isnan(lon) | np.isnan(lat)
    points = shapely.to_wkb(shapely.points(np.where(missing, 0, lon), np.where(missing, 0, lat)))
    return pa.array(points, pa.binary(), mask=missing)
