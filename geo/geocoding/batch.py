"""A table of names to a table of places: what `python -m geo geocode` does."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.errors import BadTable
from geo.gazetteer import Gazetteer, relative_place
from geo.model import Candidate

ADDED_COLUMNS = ("place_id", "place_name", "latitude", "longitude", "score", "method", "candidates")
MOST_CANDIDATES = 5


def read_names(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The columns and rows of a CSV with a column `name`. BadTable where it is none."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file, restval="")
            columns = [column for column in rows.fieldnames or () if column is not None]
            if "name" not in columns:
                raise BadTable(f"{path}: no column 'name'; it has {', '.join(columns) or 'no header'}")
            return columns, [{column: row[column] or "" for column in columns} for row in rows]
    except OSError as error:
        raise BadTable(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadTable(f"{path} is not UTF-8 text") from None
    except csv.Error as error:
        raise BadTable(f"{path}: {error}") from None


def geocoded(rows: Iterable[dict[str, str]], gazetteer: Gazetteer) -> Iterator[dict[str, str]]:
    """The same rows with `ADDED_COLUMNS`; what has no place keeps them empty.

    Rows may say `within` (an area's id or name), `country` (ISO alpha-2) and `kind`. `candidates` is JSON: up to five
    `{place_id, name, kind, latitude, longitude, score, method}`, best first.
    """
    for row in rows:
        name = row["name"].strip()
        within, country = row.get("within", "").strip() or None, row.get("country", "").strip().upper() or None
        kind = row.get("kind", "").strip() or None
        if not name:
            yield {**row, **dict.fromkeys(ADDED_COLUMNS, "")}
            continue
        told = relative_place(name, gazetteer, within=within, country=country)
        found = gazetteer.candidates(name, within=within, country=country, kind=kind, limit=MOST_CANDIDATES)
        added = dict.fromkeys(ADDED_COLUMNS, "")
        if told is not None and not (found and found[0].method in {"exact", "article-less", "correction"}):
            anchor = told.anchors[0]
            added |= {
                "place_id": anchor.place_id,
                "place_name": name,
                "latitude": f"{told.lonlat.lat:.5f}",
                "longitude": f"{told.lonlat.lon:.5f}",
                "score": "0.5",
                "method": told.rule,
            }
        elif found:
            best = found[0]
            added |= {
                "place_id": best.place.place_id,
                "place_name": best.place.name,
                "latitude": f"{best.place.lonlat.lat:.5f}",
                "longitude": f"{best.place.lonlat.lon:.5f}",
                "score": f"{best.score:.4f}",
                "method": best.method,
            }
        added["candidates"] = json.dumps([_told(one) for one in found], ensure_ascii=False)
        yield {**row, **added}


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
