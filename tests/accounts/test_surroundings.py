"""Areas around places, from a gazetteer of five."""

from geo.accounts import areas_of
from geo.errors import UnknownPlace
from geo.model import LonLat, Place


def place(name: str, kind: str, lon: float, *areas: str) -> Place:
    return Place(name, name, LonLat(lon, 36.0), kind, areas=areas)


PLACES = {
    "province": place("province", "province", 37.5, "country:XX"),
    "city": place("city", "city", 37.0, "province", "country:XX"),
    "quarter": place("quarter", "quarter", 37.05, "province", "country:XX"),
    "far": place("far", "quarter", 37.9, "province", "country:XX"),
    "abroad": place("abroad", "quarter", 37.05, "elsewhere", "country:YY"),
}


class Five:
    def place(self, place_id: str) -> Place:
        if place_id not in PLACES:
            raise UnknownPlace(place_id)
        return PLACES[place_id]


def test_areas() -> None:
    assert areas_of(["city", "quarter", "far", "abroad", "province", "nowhere"], Five()) == {
        "city": ("province",),
        "quarter": ("city", "province"),
        "far": ("province",),
        "abroad": ("elsewhere",),
        "province": (),
    }


def test_a_quarter_whose_city_nobody_speaks_of() -> None:
    assert areas_of(["quarter"], Five()) == {"quarter": ("province",)}
