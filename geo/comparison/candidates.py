"""Pairs of events near each other in space and time, found through a grid and never by looking at all pairs."""

from itertools import product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.days import DayArray, IntArray

Floats = npt.NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0088

MOST_NEIGHBOURS = 16
"""How many events of one cell an event is laid beside, the most alike in day, kind and actor first.

A place with hundreds of reports a day would otherwise cost the square of its reports.
"""

_CELL_BITS = 16
_HALF_OF_THE_NEIGHBOURS = [step for step in product((-1, 0, 1), repeat=3) if step >= (0, 0, 0)]


class Points(NamedTuple):
    """Events as parallel arrays: degrees, the first and last day, the family compared and what like events share."""

    lon: Floats
    lat: Floats
    first: DayArray
    last: DayArray
    family: IntArray
    likeness: IntArray


def near_pairs(points: Points, *, km: float, days: int, most: int = MOST_NEIGHBOURS) -> tuple[IntArray, IntArray]:
    """The pairs of events of one family at most `km` apart whose days are at most `days` apart, each pair once.

    The smaller number of a pair comes first. Days of overlapping spans are 0 apart. Where more than `most` events of a
    neighbouring cell are in reach of an event, those next to it in the order of day and `likeness` are taken, so that
    time and memory grow with the number of events and not with its square. Poles and the date line are no edges: the
    grid is one of cubes through which the globe passes.
    """
    count = len(points.lon)
    if count < 2:
        empty = np.empty(0, np.int64)
        return empty, empty
    cell = np.floor(_on_globe(points.lon, points.lat) / max(km, 0.5)).astype(np.int64) + (1 << (_CELL_BITS - 1))
    cells, at = np.unique(_packed(cell, points.family), return_inverse=True)
    span = int((points.last - points.first).max())
    origin = int(points.first.min()) - span - days
    reach = int(points.last.max()) + days + 1 - origin
    like = int(points.likeness.max()) + 1
    order = np.lexsort((points.likeness, points.first, at))
    # In that order neighbours are asked for one after another, which is several times faster than at random.
    cell, family, at = cell[order], points.family[order], at[order]
    begin, end, likeness = points.first[order], points.last[order], points.likeness[order]
    sorted_day = at * reach + begin - origin
    sorted_like = sorted_day * like + likeness
    found: list[IntArray] = []
    for step in _HALF_OF_THE_NEIGHBOURS:
        wanted = _packed(cell + np.array(step), family)
        target = np.minimum(np.searchsorted(cells, wanted), len(cells) - 1)
        rows = np.flatnonzero(cells[target] == wanted)
        base = target[rows] * reach - origin
        low = np.searchsorted(sorted_day, base + begin[rows] - span - days, side="left")
        high = np.searchsorted(sorted_day, base + end[rows] + days, side="right")
        middle = np.searchsorted(sorted_like, (base + begin[rows]) * like + likeness[rows])
        low, high = np.maximum(low, middle - most // 2), np.minimum(high, middle + most // 2)
        number = np.maximum(high - low, 0)
        first = order[np.repeat(rows, number)]
        begins = np.append(0, np.cumsum(number)[:-1])
        second = order[np.repeat(low - begins, number) + np.arange(int(number.sum()))]
        found.append(np.minimum(first, second) * count + np.maximum(first, second))
    pairs = np.concatenate(found)
    first, second = pairs // count, pairs % count
    gap = np.maximum(points.first[first], points.first[second]) - np.minimum(points.last[first], points.last[second])
    fits = (first != second) & (gap <= days)
    pairs, first, second = pairs[fits], first[fits], second[fits]
    pairs = np.sort(pairs[distance_km(points, first, second) <= km])
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]]
    return pairs // count, pairs % count


def distance_km(points: Points, first: IntArray, second: IntArray) -> Floats:
    """The great-circle distance between the events of each pair."""
    on_globe = _on_globe(points.lon, points.lat)
    chord = np.sqrt(sum((axis[first] - axis[second]) ** 2 for axis in on_globe.T.copy()))
    arc: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chord / (2 * EARTH_RADIUS_KM), 1))
    return arc


def _on_globe(lon: Floats, lat: Floats) -> Floats:
    """Points on a globe as three coordinates in kilometres from its middle."""
    east, north = np.radians(lon), np.radians(lat)
    x, y, z = np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)
    return EARTH_RADIUS_KM * np.stack([x, y, z], axis=1)


def _packed(cell: IntArray, family: IntArray) -> IntArray:
    """One number a cell and family."""
    packed: IntArray = ((family << _CELL_BITS | cell[:, 0]) << _CELL_BITS | cell[:, 1]) << _CELL_BITS | cell[:, 2]
    return packed
