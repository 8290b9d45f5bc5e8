"""Which areas hold each place: its province, by code and by outline, and its country."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.columns import ColumnFile
from geo.gazetteer.kinds import AREAS, SETTLEMENTS
from geo.model import LonLat, Place

NEAREST_OUTLINE_DEGREES = 0.2
"""A coastal town that generalisation has put into the sea belongs to the nearest outline of its country."""
LEAST_VOTE = 0.5


def area_numbers(places: Sequence[Place], shapes: dict[str, BaseGeometry]) -> list[tuple[int, ...]]:
    """For each place the record numbers of the areas that hold it, smallest first.

    A place's province is that of its code (the outline in which most places of the code lie), which is surer than
    a generalised outline; where its point lies in another outline, that one follows.
    """
    record = {place.place_id: number for number, place in enumerate(places)}
    countries = {place.country: number for number, place in enumerate(places) if place.kind == "country"}
    provinces = [record[place_id] for place_id in shapes if not place_id.startswith("country:")]
    by_outline = _provinces_by_outline(places, provinces, [shapes[places[number].place_id] for number in provinces])
    by_code = _provinces_by_code(places, by_outline)
    numbers: list[tuple[int, ...]] = []
    for number, place in enumerate(places):
        holding: list[int | None] = []
        if place.kind not in {"country", "province"}:
            holding = [by_code.get((place.country, place.admin1)) if place.admin1 else None, by_outline[number]]
        holding.append(countries.get(place.country))
        known = [area for area in holding if area is not None and area not in {number, -1}]
        numbers.append(tuple(dict.fromkeys(known)))
    return numbers


def with_populations(places: Sequence[Place], numbers: Sequence[Sequence[int]]) -> list[Place]:
    """The places, provinces without a population with that of the towns they hold: ranking weighs them by it."""
    sums: Counter[int] = Counter()
    for number, areas in enumerate(numbers):
        if places[number].kind in SETTLEMENTS:
            for area in areas[:1]:
                sums[area] += places[number].population
    return [
        replace(place, population=sums[number]) if place.kind == "province" and not place.population else place
        for number, place in enumerate(places)
    ]


def outline_columns(places: Sequence[Place], shapes: dict[str, BaseGeometry]) -> dict[str, tuple[str, bytes]]:
    """The outlines as columns: well-known binary, where each ends, and the record of its area."""
    record = {place.place_id: number for number, place in enumerate(places)}
    packed = [shapely.to_wkb(shape) for shape in shapes.values()]
    return {
        "outline.wkb": ("B", b"".join(packed)),
        "outline.ends": ("I", np.cumsum([0, *map(len, packed)], dtype="<u4").tobytes()),
        "outline.areas": ("I", np.array([record[place_id] for place_id in shapes], dtype="<u4").tobytes()),
    }


class Outlines:
    """The outlines of an open index; read when first asked for."""

    def __init__(self, file: ColumnFile) -> None:
        self._wkb, self._ends, self._areas = file["outline.wkb"], file["outline.ends"], file["outline.areas"]
        self._row = {area: row for row, area in enumerate(self._areas)}
        self._tree: shapely.STRtree | None = None

    def shape(self, number: int) -> BaseGeometry | None:
        """The polygons of an area, EPSG:4326; None where no outline is known."""
        row = self._row.get(number)
        return None if row is None else self._shape(row)

    def areas_at(self, lonlat: LonLat) -> list[int]:
        """The records of the areas whose outline holds the point, smallest first."""
        if self._tree is None:
            self._tree = shapely.STRtree([self._shape(row) for row in range(len(self._areas))])
        rows = self._tree.query(shapely.Point(lonlat), predicate="intersects")
        ordered = sorted(rows, key=lambda row: float(self._tree.geometries[row].area) if self._tree else 0.0)
        return [self._areas[int(row)] for row in ordered]

    def _shape(self, row: int) -> BaseGeometry:
        return shapely.from_wkb(bytes(self._wkb[self._ends[row] : self._ends[row + 1]]))


def _provinces_by_outline(
    places: Sequence[Place], provinces: Sequence[int], shapes: Sequence[BaseGeometry]
) -> NDArray[np.int64]:
    found = np.full(len(places), -1, dtype=np.int64)
    if not shapes:
        return found
    tree = shapely.STRtree(shapes)
    points = shapely.points(np.array([place.lonlat for place in places]))
    country = np.array([place.country for place in places])
    province = np.array(provinces, dtype=np.int64)
    inside, rows = tree.query(points, predicate="intersects")
    fitting = country[inside] == country[province[rows]]
    found[inside[fitting]] = province[rows[fitting]]
    left = np.flatnonzero(found < 0)
    near, rows = tree.query(points[left], predicate="dwithin", distance=NEAREST_OUTLINE_DEGREES)
    fitting = country[left[near]] == country[province[rows]]
    near, rows = left[near[fitting]], rows[fitting]
    for index in np.argsort(-shapely.distance(points[near], np.array(shapes)[rows])):  # the nearest is written last
        found[near[index]] = province[rows[index]]
    return found


def _provinces_by_code(places: Sequence[Place], by_outline: NDArray[np.int64]) -> dict[tuple[str, str], int]:
    votes: dict[tuple[str, str], Counter[int]] = {}
    for number, place in enumerate(places):
        if place.admin1 and by_outline[number] >= 0 and place.kind not in AREAS:
            votes.setdefault((place.country, place.admin1), Counter())[int(by_outline[number])] += 1
    chosen = {}
    for code, counter in votes.items():
        province, count = counter.most_common(1)[0]
        if count >= LEAST_VOTE * counter.total():
            chosen[code] = province
    return chosen
