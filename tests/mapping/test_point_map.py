"""The small map: its points, its part of the basemap, escaped names, the same script for the same arguments."""

import pytest

from geo.mapping.point_map import MapPoint, point_map
from geo.model import LonLat

PALMYRA = MapPoint(LonLat(38.281, 34.561), "Palmyra <b>", radius_m=3000)


def script(*points: MapPoint, **options: object) -> str:
    return point_map(points, **options).get_root().render()  # type: ignore[arg-type]


def test_a_point_with_its_surroundings() -> None:
    drawn = script(PALMYRA)
    assert "34.561" in drawn
    assert "\\u0026lt;b\\u0026gt;" in drawn
    assert "<b>" not in drawn.split("<body>")[1]
    assert "Homs" in drawn
    assert "cdn" not in drawn


def test_only_what_lies_near_is_drawn() -> None:
    assert len(script(PALMYRA)) < 250_000


def test_two_points_are_both_in_view() -> None:
    drawn = script(PALMYRA, MapPoint(LonLat(37.1343, 36.2021), "Aleppo"))
    assert "fitBounds" in drawn


@pytest.mark.parametrize(
    "lonlat",
    [(36.0, 36.0), (37.17, 36.05), (13.2, 32.9), (36.2, 50.0), (-1.6, 16.8), (96.0, 20.0)],
    ids=["Latakia", "Aleppo", "Tripoli", "Kharkiv", "Mopti", "Myanmar"],
)
def test_a_frame_that_only_touches_a_country_is_drawn(lonlat: tuple[float, float]) -> None:
    assert "GeometryCollection" not in script(MapPoint(LonLat(*lonlat), "here"))
