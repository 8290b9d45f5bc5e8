"""Places from any table: a plain CSV, a Who's On First or an OCHA one, by naming its columns."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

from geo.errors import BadGazetteerFile
from geo.gazetteer.kinds import KINDS, RADIUS_M
from geo.gazetteer.normalise import fold
from geo.gazetteer.refusals import Refusals
from geo.gazetteer.world import kind_by_population
from geo.model import LonLat, Place

_SPLIT_NAMES = re.compile(r"[|;]")
MOST_SHOWN = 300
"""Characters of a header that an error shows."""
_KIND_WORDS = {
    "locality": "town", "neighbourhood": "quarter", "neighborhood": "quarter", "localadmin": "district",
    "county": "district", "macrohood": "quarter", "hamlet": "village", "governorate": "province", "state": "province",
    "airport": "airbase", "airfield": "airbase", "suburb": "quarter", "subdistrict": "district",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what; "" where a table has none. `others` are columns with other names."""

    name: str = "name"
    latitude: str = "lat"
    longitude: str = "lon"
    place_id: str = ""
    others: tuple[str, ...] = ()
    kind: str = ""
    admin1: str = ""
    country: str = ""
    population: str = ""


PLAIN = Columns(
    place_id="id", others=("other_names",), kind="kind", admin1="admin1", country="country", population="population"
)
WHOS_ON_FIRST = Columns(
    name="name", latitude="lat", longitude="lon", place_id="id", kind="placetype", country="iso",
    others=("name_ara", "name_eng", "name_tur", "name_kur"), population="population",
)  # fmt: skip
OCHA = Columns(
    name="admin4Name_en", latitude="latitude", longitude="longitude", place_id="admin4Pcode", admin1="admin1Pcode",
    others=("admin4Name_ar", "admin4RefName_en"), country="iso2",
)  # fmt: skip
PROFILES = {"plain": PLAIN, "wof": WHOS_ON_FIRST, "ocha": OCHA}
_LATITUDES, _LONGITUDES = ("lat", "latitude", "y", "point_y"), ("lon", "longitude", "lng", "long", "x", "point_x")
_ALSO_CALLED = dict.fromkeys(_LATITUDES[:2], _LATITUDES) | dict.fromkeys(_LONGITUDES[:2], _LONGITUDES)
_OCHA_LEVEL = re.compile(r"adm(?:in)?(?P<level>[1-5])(?:name)?_en", re.IGNORECASE)


def columns_from_text(text: str, base: Columns = PLAIN) -> Columns:
    """The columns that `name=village,lat=y,lon=x,others=name_ar+name_ku` names, the others as in `base`.

    BadGazetteerFile where the text is no such list.

    >>> columns_from_text("name=village,lat=y,others=name_ar+name_ku").others
    ('name_ar', 'name_ku')
    """
    chosen = {field.name: getattr(base, field.name) for field in fields(Columns)}
    for part in text.split(","):
        key, _, column = part.strip().partition("=")
        field = {"lat": "latitude", "lon": "longitude", "id": "place_id"}.get(key, key)
        if field not in chosen or not column:
            known = "name, lat, lon, id, others, kind, admin1, country, population"
            raise BadGazetteerFile(f"{part!r} names no column; write one of {known}, = and the table's column")
        chosen[field] = tuple(column.split("+")) if field == "others" else column
    return Columns(**chosen)


def ocha_columns(titles: Iterable[str]) -> Columns:
    """The columns of the deepest level that a table of OCHA names, in either of its styles (admin4Name_en, ADM3_EN).

    >>> ocha_columns(["ADM1_EN", "ADM3_EN", "ADM3_AR", "ADM3_PCODE"]).name
    'ADM3_EN'
    """
    found = [match for title in titles if (match := _OCHA_LEVEL.fullmatch(title.strip()))]
    if not found:
        return OCHA
    deepest = max(found, key=lambda match: int(match["level"]))
    name, level = deepest[0], deepest["level"]
    bare = name[:-3]
    style = "ADM{}_PCODE" if bare == f"ADM{level}" else "admin{}Pcode"
    code, first = style.format(level), style.format(1)
    others = (*(f"{bare}_{script}" for script in ("ar", "AR", "fr", "FR", "uk", "UA", "ru")), f"admin{level}RefName_en")
    return replace(OCHA, name=name, place_id=code, admin1=first, others=others)


def places_from_table(
    lines: Iterable[str], columns: Columns, *, layer: str, country: str, refusals: Refusals
) -> Iterator[Place]:
    """The places of a comma- or tab-separated table with a header.

    `country` (ISO 3166 alpha-2) is taken for rows that name none. BadGazetteerFile where a needed column is
    missing; broken rows go to `refusals` with their line.
    """
    numbered = iter(lines)
    header = next(numbered, "").lstrip("\ufeff")
    delimiter = max(",;\t", key=header.count)
    titles = next(csv.reader([header], delimiter=delimiter), [])
    if columns == OCHA:
        columns = ocha_columns(titles)
    chosen = {
        needed: _column(needed, titles, refusals.source)
        for needed in (columns.name, columns.latitude, columns.longitude)
    }
    rows = csv.DictReader(numbered, fieldnames=titles, delimiter=delimiter)
    for row in rows:
        line = rows.line_num + 1
        if None in row or None in row.values():
            refusals.add(line, f"not {len(titles)} columns")
            continue
        try:
            yield _place(row, chosen, columns, layer, country)
        except ValueError as error:
            refusals.add(line, str(error))


def _column(needed: str, titles: list[str], source: str) -> str:
    for name in (needed, *_ALSO_CALLED.get(needed, ())):
        for title in titles:
            if title.strip().lower() == name.lower():
                return title
    if not titles:
        raise BadGazetteerFile(f"{source} is empty")
    raise BadGazetteerFile(
        f"{source}: no column {needed!r}; it has {_shown(titles)}. Name the columns, "
        "for example --columns name=village,lat=y,lon=x"
    )


def _shown(titles: list[str]) -> str:
    """A header in a line, without what a terminal cannot show."""
    text = ", ".join(titles)
    text = "".join([sign if sign.isprintable() else "?" for sign in text])
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."


def _place(row: dict[str, str], chosen: dict[str, str], columns: Columns, layer: str, country: str) -> Place:
    name = row[chosen[columns.name]].strip()
    if not name:
        raise ValueError("no name")
    lat, lon = (
        _degrees(row[chosen[columns.latitude]], "latitude", 90),
        _degrees(row[chosen[columns.longitude]], "longitude", 180),
    )
    population = _whole(row.get(columns.population, ""))
    kind = _kind(row.get(columns.kind, ""), population)
    identifier = row.get(columns.place_id, "").strip() or f"{fold(name)}@{lat:.4f},{lon:.4f}"
    others = [
        other.strip() for column in columns.others for other in _SPLIT_NAMES.split(row.get(column, "")) if other.strip()
    ]
    return Place(
        place_id=f"{layer}:{identifier}",
        name=name,
        lonlat=LonLat(lon, lat),
        kind=kind,
        country=row.get(columns.country, "").strip().upper()[:2] or country,
        admin1=row.get(columns.admin1, "").strip(),
        other_names=tuple([other for other in dict.fromkeys(others) if other != name]),
        population=population,
        layer=layer,
        radius_m=RADIUS_M[kind],
    )


def _degrees(text: str, axis: str, most: int) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise ValueError(f"{axis} {text!r} is no number") from None
    if not -most <= value <= most:
        raise ValueError(f"{axis} {text} is not between -{most} and {most}")
    return value


def _whole(text: str) -> int:
    try:
        return max(0, int(float(text or 0)))
    except ValueError:
        raise ValueError(f"population {text!r} is no number") from None


def _kind(text: str, population: int) -> str:
    word = text.strip().lower()
    if word in KINDS:
        return word
    return _KIND_WORDS.get(word) or kind_by_population(population)
