"""A table of names to a table of places: what `python -m geo geocode` does."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from geo.errors import BadTable
from geo.gazetteer import LayeredGazetteer, relative_place
from geo.gazetteer.asking import kind_named, phrased
from geo.gazetteer.countries import country_code
from geo.gazetteer.relative import RelativePlace
from geo.geocoding.online import WithOnline
from geo.model import Candidate, Place

ADDED_COLUMNS = ("place_id", "place_name", "latitude", "longitude", "score", "method", "candidates")
MOST_CANDIDATES = 5
NO_CANDIDATE, NO_NAME, AREA_ALONE = "no candidate", "no name", "area alone"
"""Methods of rows that nothing was found for, that ask for nothing, and that name an area and no place in it."""
RELATIVE_SCORE = 0.5
_TOLD = ("name", "within", "country", "kind")
_EXACT = frozenset({"exact", "article-less", "correction"})


@dataclass
class BatchNotes:
    """What a batch could not take as it was told, counted: areas, countries and kinds that are not known."""

    unknown_countries: Counter[str] = field(default_factory=Counter)
    unknown_areas: Counter[str] = field(default_factory=Counter)
    unknown_kinds: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """One line each, for a reader."""
        return [
            f"{count} row{'s' * (count > 1)}: no {what} {told!r} is known; looked up without it"
            for what, counter in (
                ("country", self.unknown_countries),
                ("area", self.unknown_areas),
                ("kind", self.unknown_kinds),
            )
            for told, count in counter.most_common()
        ]


def read_names(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The columns and rows of a table with a column `name`: commas, semicolons or tabs, UTF-8 or UTF-16 with its mark.

    `name within country kind` are found in any case. BadTable where it is no such table.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
        lines = io.StringIO(text, newline="")
        header = text.split("\n", 1)[0]
        rows = csv.DictReader(lines, restval="", delimiter=max(",;\t", key=header.count))
        columns = [_told_column(column) for column in rows.fieldnames or ()]
        if "name" not in columns:
            raise BadTable(f"{path}: no column 'name'; it has {', '.join(filter(None, columns)) or 'no header'}")
        rows.fieldnames = columns
        return columns, [{column: row[column] or "" for column in columns} for row in rows]
    except OSError as error:
        raise BadTable(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise BadTable(f"{path} is not UTF-8 text (byte {error.start}); save it as CSV UTF-8") from None
    except csv.Error as error:
        raise BadTable(f"{path}: {error}") from None


def geocoded(
    rows: Iterable[dict[str, str]], gazetteer: LayeredGazetteer | WithOnline, *, notes: BatchNotes | None = None
) -> Iterator[dict[str, str]]:
    """The same rows with `ADDED_COLUMNS`; what has no place keeps them empty but for `method`, which says why.

    Rows may say `within` (an area's id or name), `country` (ISO 3166 code or name) and `kind`; a row without a name
    gets the area that it tells. `candidates` is JSON: up to five `{place_id, name, kind, latitude, longitude, score,
    method}`, best first; where nothing is sure enough to be the place, the guesses.
    """
    told = notes if notes is not None else BatchNotes()
    code_of = lru_cache(maxsize=None)(lambda text: country_code(text, gazetteer))
    area_of = lru_cache(maxsize=None)(lambda text, code: gazetteer.area_named(text, country=code))
    for row in rows:
        name, within, country, sort = (row.get(column, "").strip() for column in _TOLD)
        code = code_of(country) if country else None
        area = area_of(within, code) if within else None
        told.unknown_countries.update([country] if country and code is None else [])
        told.unknown_areas.update([within] if within and area is None else [])
        kind = kind_named(sort)
        told.unknown_kinds.update([sort] if sort and kind is None else [])
        yield {**row, **_placed(name, area, code, kind, gazetteer)}


def _placed(
    name: str, area: Place | None, country: str | None, kind: str | None, gazetteer: LayeredGazetteer | WithOnline
) -> dict[str, str]:
    within = area.place_id if area else None
    if not name:
        if area is None and country:
            area = gazetteer.area_named(f"country:{country}")
        return _answer([Candidate(area, 1.0, AREA_ALONE)]) if area else _nothing(NO_NAME)
    relative = relative_place(name, gazetteer, within=within, country=country)
    asked = phrased(name, kind)
    found = gazetteer.candidates(asked, within=within, country=country, kind=kind, limit=MOST_CANDIDATES)
    if relative is not None and not (found and found[0].method in _EXACT and not _is_end_of(relative, found[0].place)):
        return _relative_answer(name, relative, found)
    if found:
        return _answer(found)
    guesses = gazetteer.guesses(asked, within=within, country=country, kind=kind, limit=MOST_CANDIDATES)
    return _nothing(NO_CANDIDATE, guesses)


def _is_end_of(relative: RelativePlace, place: Place) -> bool:
    """Whether the place is one of the two that a road or a stretch is told to lie between."""
    return len(relative.anchors) > 1 and any(anchor.place_id == place.place_id for anchor in relative.anchors)


def _nothing(method: str, guesses: Sequence[Candidate] = ()) -> dict[str, str]:
    listed = json.dumps([_told(one) for one in guesses], ensure_ascii=False) if guesses else ""
    return dict.fromkeys(ADDED_COLUMNS, "") | {"method": method, "candidates": listed}


def _answer(found: Sequence[Candidate]) -> dict[str, str]:
    best = found[0]
    return {
        "place_id": best.place.place_id,
        "place_name": best.place.name,
        "latitude": f"{best.place.lonlat.lat:.5f}",
        "longitude": f"{best.place.lonlat.lon:.5f}",
        "score": f"{best.score:.4f}",
        "method": best.method,
        "candidates": json.dumps([_told(one) for one in found], ensure_ascii=False),
    }


def _relative_answer(name: str, relative: RelativePlace, found: Sequence[Candidate]) -> dict[str, str]:
    """The computed point under the id of the place it leans on; behind it that place and what bears the name."""
    anchor = relative.anchors[0]
    moved = Place(anchor.place_id, name, relative.lonlat, kind="other", country=anchor.country)
    anchors = [Candidate(one, RELATIVE_SCORE / 2, "anchor") for one in relative.anchors]
    known = {one.place.place_id for one in anchors}
    listed = [
        Candidate(moved, RELATIVE_SCORE, relative.rule),
        *anchors,
        *(one for one in found if one.place.place_id not in known),
    ]
    return _answer(listed[:MOST_CANDIDATES])


def _told_column(column: str | None) -> str:
    bare = (column or "").strip()
    return bare.lower() if bare.lower() in _TOLD else bare


def _told(candidate: Candidate) -> dict[str, object]:
    place = candidate.place
    return {
        "place_id": place.place_id,
        "name": place.name,
        "kind": place.kind,
        "latitude": round(place.lonlat.lat, 5),
        "longitude": round(place.lonlat.lon, 5),
        "score": candidate.score,
        "method": candidate.method,
    }
