"""Distances and moves on the sphere; a third of a percent from the ellipsoid, enough for places."""

import math

from geo.model import LonLat

EARTH_RADIUS_M = 6_371_008.8


def distance_m(first: LonLat, second: LonLat) -> float:
    """The great-circle distance, metres.

    >>> round(distance_m(LonLat(37.13, 36.2), LonLat(36.72, 34.73)) / 1000)
    168
    """
    lon1, lat1, lon2, lat2 = map(math.radians, (*first, *second))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def moved(start: LonLat, bearing_degrees: float, metres: float) -> LonLat:
    """The point that lies so far from `start` in that direction (0 north, 90 east).

    >>> moved(LonLat(37.0, 36.0), 90, 10_000).lon > 37.1
    True
    """
    lon, lat, bearing = math.radians(start.lon), math.radians(start.lat), math.radians(bearing_degrees)
    angle = metres / EARTH_RADIUS_M
    sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing)
    new_lat = math.asin(sine)
    new_lon = lon + math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * sine
    )
    return LonLat((math.degrees(new_lon) + 540) % 360 - 180, math.degrees(new_lat))


def bearing_degrees(start: LonLat, end: LonLat) -> float:
    """The initial direction from `start` to `end`, degrees clockwise from north.

    >>> round(bearing_degrees(LonLat(37.0, 36.0), LonLat(37.0, 37.0)))
    0
    """
    lon1, lat1, lon2, lat2 = map(math.radians, (*start, *end))
    east = math.sin(lon2 - lon1) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
    return math.degrees(math.atan2(east, north)) % 360
