"""The CSV that curated and added layers are kept in, one row a place."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.errors import BadGazetteerFile
from geo.gazetteer.kinds import KINDS, RADIUS_M
from geo.model import LonLat, Place

COLUMNS = (
    "place_id", "name", "other_names", "kind", "country", "admin1", "latitude", "longitude", "population", "radius_m",
)  # fmt: skip
SEPARATOR = "|"


def read_places(path: Path, *, layer: str) -> Iterator[Place]:
    """The places of such a file. BadGazetteerFile names the line that breaks the form."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        missing = set(COLUMNS[:8]) - set(rows.fieldnames or ())
        if missing:
            raise BadGazetteerFile(f"{path}: no column {', '.join(sorted(missing))}")
        for row in rows:
            try:
                yield _place(row, layer)
            except (ValueError, TypeError) as error:
                raise BadGazetteerFile(f"{path}, line {rows.line_num}: {error}") from None


def write_places(path: Path, places: Iterable[Place]) -> int:
    """Write places in that form; the number written."""
    count = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for place in places:
            writer.writerow(
                (
                    place.place_id, place.name, SEPARATOR.join(place.other_names), place.kind, place.country,
                    place.admin1, f"{place.lonlat.lat:.6g}", f"{place.lonlat.lon:.6g}", place.population or "",
                    f"{place.radius_m:.0f}",
                )
            )  # fmt: skip
            count += 1
    return count


def _place(row: dict[str, str], layer: str) -> Place:
    kind = row["kind"]
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of place")
    lat, lon = float(row["latitude"]), float(row["longitude"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"latitude {lat}, longitude {lon} are not on Earth")
    return Place(
        place_id=row["place_id"],
        name=row["name"],
        lonlat=LonLat(lon, lat),
        kind=kind,
        country=row["country"],
        admin1=row["admin1"],
        other_names=tuple([name.strip() for name in row["other_names"].split(SEPARATOR) if name.strip()]),
        population=int(row.get("population") or 0),
        layer=layer,
        radius_m=float(row.get("radius_m") or RADIUS_M[kind]),
    )
