"""A gazetteer of two dozen places, so that tests of names depend on nothing installed."""

from collections.abc import Sequence

from geo.errors import UnknownPlace
from geo.gazetteer.normalise import article_less, fold
from geo.model import Candidate, LonLat, Place

SYRIA, UKRAINE, RUSSIA, TURKEY = "country:SY", "country:UA", "country:RU", "country:TR"
PLACES = [
    Place(SYRIA, "Syria", LonLat(38.3, 35.0), "country", "SY", radius_m=3e5),
    Place(RUSSIA, "Russia", LonLat(90.0, 60.0), "country", "RU", radius_m=2e6),
    Place(TURKEY, "Turkey", LonLat(35.0, 39.0), "country", "TR", radius_m=5e5),
    Place(UKRAINE, "Ukraine", LonLat(32.0, 49.0), "country", "UA", radius_m=5e5),
    Place("p:aleppo", "Aleppo province", LonLat(37.6, 36.2), "province", "SY", "9", (SYRIA,), ("Aleppo",), 0, "x", 7e4),
    Place("p:idlib", "Idlib province", LonLat(36.6, 35.8), "province", "SY", "12", (SYRIA,), ("Idlib",), 0, "x", 5e4),
    Place("p:homs", "Homs province", LonLat(38.0, 34.3), "province", "SY", "11", (SYRIA,), ("Homs",), 0, "x", 9e4),
    Place("aleppo", "Aleppo", LonLat(37.15, 36.2), "city", "SY", "09", ("p:aleppo", SYRIA), (), 1_600_000, "x"),
    Place("idlib", "Idlib", LonLat(36.63, 35.93), "city", "SY", "12", ("p:idlib", SYRIA), (), 128_000, "x"),
    Place("homs", "Homs", LonLat(36.72, 34.73), "city", "SY", "11", ("p:homs", SYRIA), (), 775_000, "x"),
    Place("damascus", "Damascus", LonLat(36.3, 33.51), "city", "SY", "13", (SYRIA,), (), 1_500_000, "x"),
    Place("saraqib", "Saraqib", LonLat(36.8, 35.86), "town", "SY", "12", ("p:idlib", SYRIA), (), 32_000, "x"),
    Place("salma", "Salma", LonLat(36.1, 35.7), "village", "SY", "10", (SYRIA,), (), 0, "x"),
    Place("karim", "Karim", LonLat(36.3, 35.5), "village", "SY", "05", (SYRIA,), (), 0, "x"),
    Place("abukamal", "Abu Kamal", LonLat(40.9, 34.45), "town", "SY", "07", (SYRIA,), (), 57_000, "x"),
    Place("moscow", "Moscow", LonLat(37.6, 55.75), "city", "RU", "48", (RUSSIA,), (), 10_000_000, "world"),
    Place("ankara", "Ankara", LonLat(32.85, 39.92), "city", "TR", "68", (TURKEY,), (), 3_500_000, "world"),
    Place("nayrab-idlib", "Al-Nayrab", LonLat(36.75, 35.9), "village", "SY", "12", ("p:idlib", SYRIA), (), 0, "x"),
    Place("nayrab-aleppo", "Al-Nayrab", LonLat(37.22, 36.17), "camp", "SY", "09", ("p:aleppo", SYRIA), (), 0, "x"),
    Place("castello", "Castello Road", LonLat(37.13, 36.25), "road", "SY", "09", ("p:aleppo", SYRIA), (), 0, "x"),
    Place("balad-tr", "Balad", LonLat(44.1, 37.9), "town", "TR", "30", (TURKEY,), (), 42_000, "x"),
    Place("many", "Many", LonLat(-93.5, 31.6), "village", "US", "LA", (), (), 2_800, "world"),
    Place("reading", "Reading", LonLat(-0.97, 51.45), "city", "GB", "ENG", (), (), 244_000, "world"),
    Place("izium", "Izyum", LonLat(37.27, 49.2), "town", "UA", "07", (UKRAINE,), ("Izium",), 45_000, "world"),
    Place("kupiansk", "Kupiansk", LonLat(37.61, 49.71), "town", "UA", "07", (UKRAINE,), (), 27_000, "world"),
    Place("borova", "Borova", LonLat(37.62, 49.38), "town", "UA", "07", (UKRAINE,), (), 5_000, "world"),
    Place("ivanivka-w", "Ivanivka", LonLat(30.47, 46.97), "village", "UA", "17", (UKRAINE,), (), 2_200, "world"),
    Place("ivanivka-n", "Ivanivka", LonLat(31.1, 51.2), "village", "UA", "02", (UKRAINE,), (), 1_100, "world"),
    Place("snihurivka", "Snihurivka", LonLat(32.8, 47.07), "town", "UA", "16", (UKRAINE,), (), 12_000, "world"),
]  # fmt: skip


def _key(name: str) -> str:
    return article_less(fold(name)) or fold(name)


class SmallGazetteer:
    """Exact names only; `asked` counts the questions."""

    def __init__(self) -> None:
        self.asked = 0
        self._names: dict[str, list[Place]] = {}
        for place in PLACES:
            for name in (place.name, *place.other_names):
                self._names.setdefault(_key(name), []).append(place)

    def candidates(
        self,
        name: str,
        *,
        near: Sequence[LonLat] = (),
        within: str | None = None,
        country: str | None = None,
        kind: str | None = None,
        limit: int = 5,
        fuzzy: bool = True,
    ) -> list[Candidate]:
        self.asked += 1
        found = self._names.get(_key(name), [])
        return [Candidate(place, 0.9, "exact") for place in found if within is None or within in place.areas][:limit]

    def place(self, place_id: str) -> Place:
        for place in PLACES:
            if place.place_id == place_id:
                return place
        raise UnknownPlace(place_id)

    def has_name(self, name: str) -> bool:
        return _key(name) in self._names

    def area_at(self, lonlat: LonLat) -> tuple[Place, ...]:
        return ()
