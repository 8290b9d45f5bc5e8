"""One record for a place that several layers know: the first layer's point, everybody's names."""

from collections.abc import Iterable
from dataclasses import replace

from geo.gazetteer.distance import distance_m
from geo.gazetteer.kinds import SETTLEMENTS
from geo.gazetteer.layers import OUTLINES, WORLD
from geo.gazetteer.normalise import article_less, fold
from geo.model import Place

SAME_PLACE_M = 3000.0


def merged(layers: Iterable[Iterable[Place]]) -> tuple[list[Place], dict[str, int]]:
    """The places of all layers in order, and the ids that were merged into another's record.

    Two are one place when they have one id; or when a name, the sort of kind and the country agree and they lie
    within 3 km (areas: anywhere in the country, as an area's point is a matter of taste).
    """
    places: list[Place] = []
    aliases: dict[str, int] = {}
    by_id: dict[str, int] = {}
    by_name: dict[tuple[str, str, str], list[int]] = {}
    peopled: set[tuple[str, str]] = set()
    for position, layer in enumerate(layers):
        added: list[tuple[tuple[str, str, str], int]] = []
        for place in layer:
            twin = by_id.get(place.place_id)
            # Folding the names of the whole world takes long; most of it has no place of an earlier layer near.
            keys = _keys(place) if place.layer != WORLD or (place.country, _sort(place.kind)) in peopled else []
            if twin is None and position:
                twin = _twin(place, keys, places, by_name)
            if twin is None:
                number = len(places)
                places.append(place)
                by_id[place.place_id] = number
                if place.layer != WORLD:
                    added.extend((key, number) for key in keys)
            else:
                places[twin] = _joined(places[twin], place)
                if place.place_id != places[twin].place_id:
                    aliases[place.place_id] = twin
        for key, number in added:
            peopled.add((key[2], key[1]))
            by_name.setdefault(key, []).append(number)
    return places, aliases


def _twin(
    place: Place, keys: list[tuple[str, str, str]], places: list[Place], by_name: dict[tuple[str, str, str], list[int]]
) -> int | None:
    for key in keys:
        for number in by_name.get(key, ()):
            other = places[number]
            if key[1] == "area" or distance_m(place.lonlat, other.lonlat) <= SAME_PLACE_M:
                return number
    return None


def _keys(place: Place) -> list[tuple[str, str, str]]:
    """By its own name first: which of two twins a place joins must not hang on the order of a set."""
    sort = _sort(place.kind)
    names = (place.name, *place.other_names)
    return [(key, sort, place.country) for key in dict.fromkeys([article_less(fold(name)) for name in names]) if key]


def _sort(kind: str) -> str:
    if kind in SETTLEMENTS:
        return "settlement"
    return "area" if kind in {"province", "country"} else kind


def _joined(first: Place, second: Place) -> Place:
    known = {first.name, *first.other_names}
    more = tuple(dict.fromkeys([name for name in (second.name, *second.other_names) if name not in known]))
    return replace(
        first,
        other_names=first.other_names + more,
        population=first.population or second.population,
        admin1=first.admin1 or second.admin1,
        radius_m=second.radius_m if second.layer == OUTLINES else first.radius_m,
    )
