"""Rows of a GeoNames country file (`SY.txt`, also inside `SY.zip`) as places.

The form is told at https://download.geonames.org/export/dump/readme.txt: nineteen columns, tabs, no header, UTF-8.
"""

from collections.abc import Iterable, Iterator

from geo.gazetteer.kinds import RADIUS_M
from geo.gazetteer.refusals import Refusals
from geo.gazetteer.world import kind_by_population
from geo.model import LonLat, Place

COLUMN_COUNT = 19
_KIND_BY_CODE = {
    "PCLI": "country", "PCLD": "country", "PCLS": "country", "ADM1": "province", "ADM2": "district",
    "ADM3": "district", "ADM4": "district", "PPLC": "city", "PPLA": "city", "PPLA2": "town", "PPLX": "quarter",
    "STLMT": "village", "AIRP": "airbase", "AIRB": "airbase", "AIRF": "airbase", "INSM": "base", "MILB": "base",
    "DAM": "dam", "CMP": "camp", "CMPRF": "camp", "HLL": "hill", "HLLS": "hill", "BDY": "border",
    "PSTB": "crossing", "CSTM": "crossing", "GATE": "crossing", "BDG": "crossing",
}  # fmt: skip
_KIND_BY_CLASS = {
    "A": "district",
    "H": "river",
    "L": "region",
    "R": "road",
    "S": "other",
    "T": "mountain",
    "V": "region",
}
_LAKES = ("LK", "RSV", "SBKH", "LGN")


def places_from_geonames(lines: Iterable[str], *, layer: str, refusals: Refusals) -> Iterator[Place]:
    """The places of such lines; a broken line goes to `refusals` with its number."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) != COLUMN_COUNT:
            refusals.add(number, f"{len(fields)} columns where GeoNames has {COLUMN_COUNT}")
            continue
        try:
            yield _place(fields, layer)
        except ValueError as error:
            refusals.add(number, str(error))


def kind_from_feature(feature_class: str, feature_code: str, population: int) -> str:
    """Our kind for a GeoNames feature.

    >>> kind_from_feature("P", "PPL", 800), kind_from_feature("S", "AIRB", 0), kind_from_feature("H", "LKS", 0)
    ('village', 'airbase', 'lake')
    """
    known = _KIND_BY_CODE.get(feature_code)
    if known and not (feature_code == "PPLA2" and population >= 100_000):
        return known
    if feature_class == "P":
        return kind_by_population(population)
    if feature_class == "H" and feature_code.startswith(_LAKES):
        return "lake"
    return _KIND_BY_CLASS.get(feature_class, "other")


def _place(fields: list[str], layer: str) -> Place:
    geoname_id, name, ascii_name, alternates, latitude, longitude = fields[:6]
    if not name:
        raise ValueError("no name")
    try:
        lat, lon = float(latitude), float(longitude)
    except ValueError:
        raise ValueError(f"latitude {latitude!r}, longitude {longitude!r} are no numbers") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"latitude {latitude}, longitude {longitude} are not on Earth")
    population = int(fields[14] or 0)
    kind = kind_from_feature(fields[6], fields[7], population)
    names = dict.fromkeys(other.strip() for other in (ascii_name, *alternates.split(",")))
    names.pop(name, None)
    return Place(
        place_id=f"country:{fields[8]}" if kind == "country" else f"geonames:{geoname_id}",
        name=name,
        lonlat=LonLat(lon, lat),
        kind=kind,
        country=fields[8],
        admin1=fields[10],
        other_names=tuple([other for other in names if other]),
        population=population,
        layer=layer,
        radius_m=RADIUS_M[kind],
    )
