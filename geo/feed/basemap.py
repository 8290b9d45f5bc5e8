"""The basemap as columns: its lines on the map's plane, so that a browser need not read megabytes of JSON."""

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.feed.columns import pack_columns

_MERCATOR_EDGE = 85.0511287
_LABEL_KINDS = ("country", "town", "province", "river")


def basemap_message(path: Path) -> bytes:
    """A basemap's file (GeoJSON by layer, gzipped or not) as columns of the feed.

    `points` (f4) are x, y, x, y … on EPSG:3857 scaled to 0..1, y southwards; points beyond 0..1 go on where a line
    crosses 180 degrees. `boxes` (f4) has the least x, least y, greatest x, greatest y of each line. `shape_starts` (u4)
    tells where each line begins among the points, `feature_starts` where each feature begins among the lines; both end
    with the total. The header has `layers` (name and number of features, in their
    order), `label_names` (one a line, in the order in which they claim their room), `label_kinds` and `attribution`;
    `label_lon`, `label_lat` (f4, WGS 84), `label_kind` (u1, a place in `label_kinds`), `label_min_zoom` (u1) and
    `label_rank` (u4) go with the names.
    """
    data = path.read_bytes()
    basemap = json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
    lines: list[npt.NDArray[np.float64]] = []
    feature_starts, layers = [0], []
    for name, collection in basemap["layers"].items():
        found = collection.get("features", ())
        layers.append([name, len(found)])
        for feature in found:
            lines += [np.asarray(line, dtype=np.float64) for line in lines_of(feature["geometry"]) if len(line) > 1]
            feature_starts.append(len(lines))
    shape_starts = np.concatenate([[0], np.cumsum([len(line) for line in lines], dtype=np.uint32)])
    plane = [np.column_stack([_plane_x(line[:, 0]), _plane_y(line[:, 1])]).astype(np.float32) for line in lines]
    boxes = [np.concatenate([points.min(axis=0), points.max(axis=0)]) for points in plane]
    labels = sorted(basemap.get("labels", []), key=_right_of_way)
    kinds = sorted({label["kind"] for label in labels})
    return pack_columns(
        {
            "points": np.concatenate([np.empty((0, 2), np.float32), *plane]).ravel(),
            "boxes": np.concatenate([np.empty(0, np.float32), *boxes]),
            "shape_starts": shape_starts.astype(np.uint32),
            "feature_starts": np.array(feature_starts, dtype=np.uint32),
            "label_lon": np.array([label.get("lon", 0.0) for label in labels], dtype=np.float32),
            "label_lat": np.array([label.get("lat", 0.0) for label in labels], dtype=np.float32),
            "label_kind": np.array([kinds.index(label["kind"]) for label in labels], dtype=np.uint8),
            "label_min_zoom": np.array([label.get("min_zoom", 0) for label in labels], dtype=np.uint8),
            "label_rank": np.array([label.get("rank") or 0 for label in labels], dtype=np.uint32),
        },
        {
            "epoch": "1970-01-01",
            "layers": layers,
            "label_kinds": kinds,
            "label_names": "\n".join(label["name"].replace("\n", " ") for label in labels),
            "attribution": basemap.get("attribution", ""),
        },
    )


def _right_of_way(label: Mapping[str, Any]) -> tuple[int, float]:
    kind = label.get("kind")
    return (_LABEL_KINDS.index(kind) if kind in _LABEL_KINDS else len(_LABEL_KINDS), -(label.get("rank") or 0))


def lines_of(geometry: Mapping[str, Any] | None) -> Iterator[list[Any]]:
    """The lines of a GeoJSON geometry, the rings of its areas included."""
    match geometry:
        case {"type": "LineString", "coordinates": line}:
            yield line
        case {"type": "Polygon" | "MultiLineString", "coordinates": lines}:
            yield from lines
        case {"type": "MultiPolygon", "coordinates": polygons}:
            for polygon in polygons:
                yield from polygon
        case {"type": "GeometryCollection", "geometries": parts}:
            for part in parts:
                yield from lines_of(part)


def _plane_x(lon: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Longitudes on the plane; a line that crosses 180 degrees goes on beyond it, not back across the world."""
    jumps = np.diff(lon, prepend=lon[:1])
    turns = np.cumsum(np.where(np.abs(jumps) > 180, -np.sign(jumps), 0.0))
    plane: npt.NDArray[np.float64] = (lon + turns * 360) / 360 + 0.5
    return plane


def _plane_y(lat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    sine = np.sin(np.radians(np.clip(lat, -_MERCATOR_EDGE, _MERCATOR_EDGE)))
    plane: npt.NDArray[np.float64] = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return plane
