"""A small map of a few points on our own basemap, for picking one or clicking a new one."""

import gzip
import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import folium
import shapely
from shapely.geometry import box, mapping, shape
from shapely.geometry.base import BaseGeometry

from geo.model import LonLat
from geo.resources import data_path

_LOOKS = {
    "light": {
        "sea": "#dfe8ec",
        "land": "#f7f4ec",
        "border": "#b9b3a4",
        "province": "#d5cfc0",
        "river": "#a9c4d4",
        "ink": "#5f6775",
    },
    "dark": {
        "sea": "#0f1620",
        "land": "#232a36",
        "border": "#475065",
        "province": "#38414f",
        "river": "#2f4a5e",
        "ink": "#98a2b3",
    },
}


MOST_LABELS = 14
DARK_ZOOM = (
    ".leaflet-touch .leaflet-bar,.leaflet-bar{border:1px solid #38414f!important}"
    ".leaflet-bar a,.leaflet-bar a:hover"
    "{background:#1b212c!important;color:#e9ecf2!important;border-color:#38414f!important}"
)
NEAR_DEGREES = 0.18


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A point to draw, EPSG:4326, with what is said when it is pointed at; `radius_m` draws its uncertainty."""

    lonlat: LonLat
    label: str
    colour: str = "#2f5fa8"
    radius_m: float = 0.0


def point_map(
    points: Sequence[MapPoint],
    *,
    centre: LonLat | None = None,
    reach_degrees: float = 4.6,
    dark: bool = False,
    leaflet_url: str = "../../leaflet",
) -> folium.Map:
    """A folium map around the points (or `centre`), on the part of the basemap that lies within reach.

    Its script is the same for the same arguments, so that streamlit-folium keeps it on screen between runs. A click
    anywhere comes back as streamlit-folium's `last_clicked`.
    """
    lonlats = [point.lonlat for point in points] or [centre or LonLat(38.5, 35.0)]
    lons, lats = [p.lon for p in lonlats], [p.lat for p in lonlats]
    west, south, east, north = min(lons), min(lats), max(lons), max(lats)
    look = _LOOKS["dark" if dark else "light"]
    built = folium.Map(
        location=((south + north) / 2, (west + east) / 2), zoom_start=7, tiles=None, min_zoom=2, max_zoom=15,
        world_copy_jump=True, prefer_canvas=True, attribution_control=False,
    )  # fmt: skip
    built.default_js = [("leaflet", f"{leaflet_url}/leaflet.js")]
    built.default_css = [("leaflet_css", f"{leaflet_url}/leaflet.css")]
    if dark:
        # streamlit-folium takes style sheets by address alone.
        built.default_css.append(("zoom_look", "data:text/css," + quote(DARK_ZOOM)))
    reach = max(reach_degrees, (east - west) * 0.8, (north - south) * 0.8)
    window = (round(west - reach, 1), round(south - reach, 1), round(east + reach, 1), round(north + reach, 1))
    folium.Rectangle(
        ((-85, -180), (85, 180)), stroke=False, fill=True, fill_color=look["sea"], fill_opacity=1, interactive=False
    ).add_to(built)
    for layer, style in (
        ("countries", {"fillColor": look["land"], "fillOpacity": 1, "color": look["border"], "weight": 1.2}),
        ("provinces", {"fill": False, "color": look["province"], "weight": 1}),
        ("rivers", {"fill": False, "color": look["river"], "weight": 1.4}),
        ("lakes", {"fillColor": look["river"], "fillOpacity": 1, "weight": 0}),
    ):
        clipped = _clipped(layer, window)
        if clipped["features"]:
            folium.GeoJson(clipped, style_function=lambda _feature, style=style: style, interactive=False).add_to(built)
    taken = [point.lonlat for point in points]
    for label in _labels(window):
        if all(abs(label["lon"] - at.lon) + abs(label["lat"] - at.lat) > NEAR_DEGREES for at in taken):
            _label(label["name"], label["lat"], label["lon"], look["ink"], italic=label["kind"] == "province").add_to(
                built
            )
    if len(points) == 1:
        ink = "#e9ecf2" if dark else "#1d2433"
        _label(points[0].label, points[0].lonlat.lat, points[0].lonlat.lon, ink, bold=True).add_to(built)
    for point in points:
        at = (point.lonlat.lat, point.lonlat.lon)
        if point.radius_m:
            disc = folium.Circle(at, radius=point.radius_m, color=point.colour, weight=1, fill=True, fill_opacity=0.12)
            disc.add_to(built)
        folium.CircleMarker(
            at, radius=7, color="#ffffff", weight=2, fill=True, fill_color=point.colour, fill_opacity=0.95,
            tooltip=folium.Tooltip(html.escape(point.label)),
        ).add_to(built)  # fmt: skip
    if len(points) > 1:
        built.fit_bounds([(south, west), (north, east)], padding=(30, 30), max_zoom=9)
    return built


def _label(
    name: str, lat: float, lon: float, colour: str, *, italic: bool = False, bold: bool = False
) -> folium.Marker:
    """A name beside a point; it takes no clicks."""
    style = f"color:{colour};font:{'italic ' if italic else ''}{600 if bold else 400} 11px system-ui,sans-serif"
    text = f'<span style="{style};white-space:nowrap;pointer-events:none">{html.escape(name)}</span>'
    icon = folium.DivIcon(html=text, icon_size=(1, 1), icon_anchor=(-10, 8))
    return folium.Marker((lat, lon), icon=icon, interactive=False)


def _labels(window: tuple[float, float, float, float]) -> list[dict[str, Any]]:
    """The names of provinces and of the largest towns in the window."""
    west, south, east, north = window
    inside = [
        label for label in _basemap()["labels"]
        if label["kind"] in ("town", "province") and west < label["lon"] < east and south < label["lat"] < north
    ]  # fmt: skip
    return sorted(inside, key=lambda label: (label["min_zoom"], -label["rank"]))[:MOST_LABELS]


@lru_cache(maxsize=1)
def _basemap() -> dict[str, Any]:
    with gzip.open(data_path("basemap", "basemap.json.gz"), "rt", encoding="utf-8") as file:
        basemap: dict[str, Any] = json.load(file)
    return basemap


@lru_cache(maxsize=64)
def _clipped(layer: str, window: tuple[float, float, float, float]) -> dict[str, Any]:
    """The features of a layer that touch the window, cut at it."""
    frame = box(*window)
    features = []
    for feature in _basemap()["layers"][layer]["features"]:
        geometry = shape(feature["geometry"])
        if geometry.intersects(frame):
            cut = _of_one_dimension(shapely.make_valid(geometry).intersection(frame), shapely.get_dimensions(geometry))
            if not cut.is_empty:
                features.append({"type": "Feature", "properties": {}, "geometry": mapping(cut)})
    return {"type": "FeatureCollection", "features": features}


def _of_one_dimension(cut: BaseGeometry, dimension: int) -> BaseGeometry:
    """The parts of that dimension: a cut leaves points and lines behind where a shape only touches the frame."""
    if cut.geom_type != "GeometryCollection":
        return cut
    parts = shapely.get_parts(cut)
    kept = parts[shapely.get_dimensions(parts) == dimension]
    return shapely.union_all(kept) if len(kept) else shapely.Polygon()
