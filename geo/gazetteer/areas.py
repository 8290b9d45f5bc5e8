"""Which areas hold each place: provinces by their outline or their code, and the country."""

from collections.abc import Sequence

from geo.model import Place


def area_numbers(places: Sequence[Place]) -> tuple[list[list[int]], dict[str, tuple[str, bytes]]]:
    """For each place the record numbers of the areas that hold it, smallest first; and the outlines' columns."""
    countries = {place.country: number for number, place in enumerate(places) if place.kind == "country"}
    provinces = {
        (place.country, place.admin1): number
        for number, place in enumerate(places)
        if place.kind == "province" and place.admin1
    }
    numbers = []
    for number, place in enumerate(places):
        holding = [provinces.get((place.country, place.admin1)), countries.get(place.country)]
        numbers.append([area for area in holding if area is not None and area != number])
    return numbers, {}
