"""Places that are read from the index only when something of them is asked for.

An exact look-up finds its records in six microseconds; reading the place of each takes as long again, and few of those
who ask look at more than the best.
"""

import threading
from collections.abc import Callable
from typing import Any

from geo.model import LonLat, Place

_READING = threading.RLock()


class Making:
    """A place while its fields are set: a frozen one sets each through `object.__setattr__`, at four times the cost.

    It has the fields of `Place` and no others, so that it can become one.
    """

    __slots__ = Place.__slots__

    place_id: str
    name: str
    lonlat: LonLat
    kind: str
    country: str
    admin1: str
    areas: tuple[str, ...]
    other_names: tuple[str, ...]
    population: int
    layer: str
    radius_m: float

    def finished(self) -> Place:
        """The place; what was made is it from now on."""
        self.__class__ = Place  # type: ignore[assignment]
        return self  # type: ignore[return-value]


class UnreadPlace(Place):
    """A place that becomes a plain `Place` at the first look at it. Threads may look at once.

    Until then, its field `areas` holds what reads it and `population` its record number.
    """

    __slots__ = ()

    def __getattribute__(self, name: str) -> Any:
        with _READING:
            if type(self) is UnreadPlace:
                read, number = _areas_of(self), _population_of(self)
                place = read(number)
                for field in _FIELDS:
                    field.__set__(self, field.__get__(place))
                object.__setattr__(self, "__class__", Place)
        return object.__getattribute__(self, name)


_FIELDS: tuple[Any, ...] = tuple([Place.__dict__[name] for name in Place.__slots__])
_areas_of: Callable[[Place], Any] = Place.__dict__["areas"].__get__
_population_of: Callable[[Place], Any] = Place.__dict__["population"].__get__


def unread_place(read: Callable[[int], Place], number: int) -> Place:
    """The place that `read` makes of a record number, once something of it is asked for."""
    made: Any = Making()
    made.areas, made.population = read, number
    made.__class__ = UnreadPlace
    return made  # type: ignore[no-any-return]
