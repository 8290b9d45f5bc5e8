"""Places as they lie in the index: fixed columns, and one text a place with its names."""

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer.columns import ColumnFile
from geo.gazetteer.kinds import KINDS
from geo.gazetteer.unread import Making
from geo.model import LonLat, Place

_FIELD = "\x1f"
NO_AREA = 0xFFFFFFFF
MAX_AREAS = 4
MOST_SPELLINGS = 8
"""Up to which other names of a place are counted."""
_AREAS_SIZE = 4 * MAX_AREAS
"""Bytes of a place's row in the column of areas."""


def record_columns(
    places: Sequence[Place], area_numbers: Sequence[Sequence[int]], layers: Sequence[str], countries: Sequence[str]
) -> dict[str, tuple[str, bytes]]:
    """The columns of the places; `area_numbers` are the records of the areas that hold each, smallest first."""
    texts, ends = bytearray(), array("I", [0])
    for place in places:
        texts += _FIELD.join((place.place_id, place.name, place.admin1, *place.other_names)).encode()
        ends.append(len(texts))
    kind_number = {kind: number for number, kind in enumerate(KINDS)}
    layer_number = {layer: number for number, layer in enumerate(layers)}
    country_number = {country: number for number, country in enumerate(countries)}
    areas = np.full((len(places), MAX_AREAS), NO_AREA, dtype="<u4")
    for row, numbers in enumerate(area_numbers):
        areas[row, : min(len(numbers), MAX_AREAS)] = numbers[:MAX_AREAS]
    return {
        "text": ("B", bytes(texts)),
        "text_ends": ("I", np.array(ends, dtype="<u4").tobytes()),
        "lon": ("d", _array((place.lonlat.lon for place in places), "<f8")),
        "lat": ("d", _array((place.lonlat.lat for place in places), "<f8")),
        "kind": ("B", _array((kind_number[place.kind] for place in places), "u1")),
        "country": ("H", _array((country_number[place.country] for place in places), "<u2")),
        "layer": ("B", _array((layer_number[place.layer] for place in places), "u1")),
        "population": ("I", _array((place.population for place in places), "<u4")),
        "radius": ("f", _array((place.radius_m for place in places), "<f4")),
        "spellings": ("B", _array((min(MOST_SPELLINGS, len(place.other_names)) for place in places), "u1")),
        "areas": ("I", areas.tobytes()),
    }


class Records:
    """The places of an open index, by record number. Columns are public: ranking reads them without making places."""

    def __init__(self, file: ColumnFile) -> None:
        self.lon, self.lat = file["lon"], file["lat"]
        self.kind, self.country, self.layer = file["kind"], file["country"], file["layer"]
        self.population, self.radius = file["population"], file["radius"]
        self.standing, self.spellings = file["standing"], file["spellings"]
        self._areas, self._text, self._ends = file["areas"], file["text"], file["text_ends"]
        self._area_ids: dict[bytes, tuple[str, ...]] = {}
        self._area_bytes = self._areas.cast("B")
        self.layers: list[str] = file.header["layers"]
        self.countries: list[str] = file.header["countries"]

    def __len__(self) -> int:
        return len(self.kind)

    def lonlat(self, number: int) -> LonLat:
        """The point of a place."""
        return LonLat(self.lon[number], self.lat[number])

    def area_numbers(self, number: int) -> list[int]:
        """The records of the areas that hold a place, smallest first."""
        row = self._areas[number * MAX_AREAS : (number + 1) * MAX_AREAS]
        return [area for area in row if area != NO_AREA]

    def is_in(self, area: int) -> NDArray[np.bool_]:
        """For every record whether that area holds it."""
        areas = np.frombuffer(self._areas, dtype="<u4").reshape(-1, MAX_AREAS)
        return np.asarray((areas == area).any(axis=1))

    def texts(self, number: int) -> list[str]:
        """`[place_id, name, admin1, *other names]`."""
        return str(self._text[self._ends[number] : self._ends[number + 1]], "utf-8").split(_FIELD)

    def _ids_of_areas(self, number: int) -> tuple[str, ...]:
        """The ids of the areas that hold a place; the same few thousand lists hold all places."""
        row = bytes(self._area_bytes[number * _AREAS_SIZE : (number + 1) * _AREAS_SIZE])
        known = self._area_ids.get(row)
        if known is None:
            known = self._area_ids[row] = tuple([self.texts(area)[0] for area in self.area_numbers(number)])
        return known

    def place(self, number: int) -> Place:
        """The place of a record number."""
        made = Making()
        made.place_id, made.name, made.admin1, *others = self.texts(number)
        made.other_names = tuple(others)
        made.lonlat = LonLat(self.lon[number], self.lat[number])
        made.kind = KINDS[self.kind[number]]
        made.country = self.countries[self.country[number]]
        made.areas = self._ids_of_areas(number)
        made.population = self.population[number]
        made.layer = self.layers[self.layer[number]]
        made.radius_m = self.radius[number]
        return made.finished()


def _array(values: Iterable[float], dtype: str) -> bytes:
    return np.fromiter(values, dtype=dtype).tobytes()
