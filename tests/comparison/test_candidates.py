"""Pairs near each other, laid beside what a look at all pairs finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.comparison.candidates import Points, distance_km, near_pairs


def points(lon, lat, first, last=None, family=None) -> Points:
    count = len(lon)
    first = np.asarray(first, np.int64)
    return Points(
        np.asarray(lon, float), np.asarray(lat, float), first, first if last is None else np.asarray(last, np.int64),
        np.zeros(count, np.int64) if family is None else np.asarray(family, np.int64), np.zeros(count, np.int64),
    )  # fmt: skip


def all_pairs(told: Points, km: float, days: int) -> set[tuple[int, int]]:
    first, second = np.triu_indices(len(told.lon), 1)
    gap = np.maximum(told.first[first], told.first[second]) - np.minimum(told.last[first], told.last[second])
    fits = (distance_km(told, first, second) <= km) & (gap <= days) & (told.family[first] == told.family[second])
    return set(zip(first[fits].tolist(), second[fits].tolist(), strict=True))


SPOTS = {
    "a country": (36.0, 34.0, 0.6),
    "the date line": (179.8, -17.0, 0.4),
    "the far north": (20.0, 89.5, 0.5),
    "the equator": (0.0, 0.0, 0.3),
}


@pytest.mark.parametrize(("lon", "lat", "size"), SPOTS.values(), ids=SPOTS.keys())
@given(st.integers(0, 10_000), st.sampled_from([0.0, 1.0, 10.0, 60.0]), st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_all_near_pairs_are_found_and_no_others(
    lon: float, lat: float, size: float, seed: int, km: float, days: int
) -> None:
    random = np.random.default_rng(seed)
    count = 60
    east = (lon + random.choice([0, size / 7, size / 3, size], count) + 180) % 360 - 180
    north = np.minimum(lat + random.choice([0, size / 9, size / 4, size], count), 90)
    first = random.integers(0, 12, count)
    told = points(east, north, first, first + random.choice([0, 0, 3], count), random.integers(0, 2, count))
    found = near_pairs(told, km=km, days=days, most=10_000)
    assert set(zip(*(part.tolist() for part in found), strict=True)) == all_pairs(told, km, days)


def test_each_pair_comes_once_smaller_number_first() -> None:
    told = points([36, 36, 36], [34, 34, 34], [5, 5, 6])
    first, second = near_pairs(told, km=1, days=1)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]


def test_a_crowded_place_costs_no_square() -> None:
    told = points(np.full(5000, 36.0), np.full(5000, 34.0), np.zeros(5000))
    first, _ = near_pairs(told, km=1, days=1, most=10)
    assert 5000 <= len(first) <= 50_000


@pytest.mark.parametrize("count", [0, 1])
def test_no_pair_of_less_than_two(count: int) -> None:
    told = points([36.0] * count, [34.0] * count, [0] * count)
    assert len(near_pairs(told, km=1, days=1)[0]) == 0


def test_distance_of_known_cities() -> None:
    told = points([37.1343, 36.7137], [36.2021, 34.7324], [0, 0])
    assert distance_km(told, np.array([0]), np.array([1]))[0] == pytest.approx(168, abs=3)
