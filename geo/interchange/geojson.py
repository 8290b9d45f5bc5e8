"""The events table as GeoJSON (RFC 7946): a feature an event, without geometry where nothing places it."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from geo.errors import BadTable
from geo.interchange.cells import CellReader, ImportPreview
from geo.interchange.table import preview_from_cells
from geo.model import EVENT_COLUMNS
from geo.store.records import plain_value

_BATCH_ROWS = 10_000


def write_geojson(table: pa.Table, out: Path, notes: Mapping[str, Any]) -> None:
    """Write a FeatureCollection with the notes in its member `metadata`; properties are EVENT_COLUMNS."""
    with out.open("w", encoding="utf-8") as file:
        metadata = json.dumps(notes, ensure_ascii=False)
        file.write(f'{{"type": "FeatureCollection", "metadata": {metadata}, "features": [')
        separator = "\n"
        for start in range(0, table.num_rows, _BATCH_ROWS):
            for row in table.slice(start, _BATCH_ROWS).to_pylist():
                file.write(separator + json.dumps(_feature(row), ensure_ascii=False))
                separator = ",\n"
        file.write("\n]}\n")


def read_geojson(path: Path) -> ImportPreview:
    """What is understood of a FeatureCollection whose properties are columns of the events table.

    A point's coordinates win over `latitude` and `longitude` among the properties; other geometries are refused.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadTable(f"{path}: cannot be read: {error}") from error
    except json.JSONDecodeError as error:
        raise BadTable(f"{path}: not JSON (line {error.lineno}: {error.msg})") from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise BadTable(f"{path}: not a GeoJSON FeatureCollection; it has no features")
    cells = pd.DataFrame([_cells(feature) for feature in features], columns=[*EVENT_COLUMNS, "geometry"])
    reader = CellReader(cells.astype(object).where(cells.notna(), ""))
    shapes = reader.text("geometry")
    reader.refuse(shapes.notna(), "geometry", lambda row: f"{shapes[row]} is no Point; an event lies at a point")
    return preview_from_cells(reader, what=path.name)


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    is_placed = row["latitude"] is not None and row["longitude"] is not None
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    return {
        "type": "Feature",
        "id": row["event_id"],
        "geometry": point if is_placed else None,
        "properties": {name: plain_value(row[name]) for name in EVENT_COLUMNS},
    }


def _cells(feature: Any) -> dict[str, str]:
    """The feature's properties as text cells; `geometry` names a shape that is no point."""
    feature = feature if isinstance(feature, dict) else {}
    properties = feature.get("properties")
    cells = {name: _text(properties.get(name)) for name in EVENT_COLUMNS} if isinstance(properties, dict) else {}
    if not cells.get("event_id") and "id" in feature:
        cells["event_id"] = _text(feature["id"])
    geometry = feature.get("geometry")
    if isinstance(geometry, dict):
        if geometry.get("type") == "Point" and _is_pair(geometry.get("coordinates")):
            cells["longitude"], cells["latitude"] = map(str, geometry["coordinates"][:2])
        else:
            cells["geometry"] = str(geometry.get("type"))
    return cells


def _is_pair(coordinates: Any) -> bool:
    return isinstance(coordinates, Iterable) and len(list(coordinates)) >= 2


def _text(value: Any) -> str:
    return "" if value is None else str(value)
