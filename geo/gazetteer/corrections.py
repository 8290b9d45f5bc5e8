"""Places picked by hand: remembered for one article, for a source, or always; the gazetteer's first layer."""

import csv
import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from geo.errors import BadGazetteerFile
from geo.gazetteer.filelock import file_lock
from geo.gazetteer.kinds import KINDS, RADIUS_M
from geo.gazetteer.normalise import article_less, fold
from geo.model import LonLat, Place
from geo.resources import home_path

CORRECTIONS = "corrections"
COLUMNS = ("name", "place_id", "place_name", "kind", "country", "latitude", "longitude", "scope", "scope_id", "made_on")


class Scope(StrEnum):
    """Where a correction holds; the narrowest that fits wins."""

    ARTICLE = "article"
    SOURCE = "source"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Correction:
    """A name and the place that a reader picked for it. `scope_id`: the article's or the source's id, else ""."""

    name: str
    place: Place
    scope: Scope = Scope.ALWAYS
    scope_id: str = ""
    made_on: dt.date | None = None

    @property
    def key(self) -> tuple[str, Scope, str]:
        """What a later correction replaces: the name's folded form, the scope and whose it is."""
        return name_key_of(self.name), self.scope, self.scope_id


def name_key_of(name: str) -> str:
    """The form in which corrections compare names: folded, without the Arabic article.

    >>> name_key_of("Al-Qantara") == name_key_of("Qantara")
    True
    """
    folded = fold(name)
    return article_less(folded) or folded


def clicked_place(name: str, lonlat: LonLat, *, kind: str = "other", country: str = "") -> Place:
    """A place that stands nowhere yet: a name put on the map by hand."""
    place_id = f"hand:{fold(name).replace(' ', '-')}@{lonlat.lat:.4f},{lonlat.lon:.4f}"
    return Place(
        place_id, name, lonlat, kind, country=country, layer=CORRECTIONS, radius_m=RADIUS_M.get(kind, RADIUS_M["other"])
    )


def corrections_path() -> Path:
    """The file of the user's corrections, below the home folder."""
    return home_path("gazetteer", "corrections.csv")


def read_corrections(path: Path | None = None) -> tuple[Correction, ...]:
    """The corrections of a CSV file (default: the user's own); () where there is none. BadGazetteerFile by line."""
    source = path or corrections_path()
    if path is None and not source.exists():
        return ()
    try:
        with source.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            missing = {"name", "latitude", "longitude"} - set(rows.fieldnames or ())
            if missing:
                raise BadGazetteerFile(f"{source.name}: no column {', '.join(sorted(missing))}")
            read = []
            for row in rows:
                try:
                    read.append(_correction(row))
                except (ValueError, AttributeError) as error:
                    raise BadGazetteerFile(f"{source.name}, line {rows.line_num}: {error}") from None
    except OSError as error:
        raise BadGazetteerFile(f"{source}: {error.strerror}") from None
    except csv.Error as error:
        raise BadGazetteerFile(f"{source.name} is no table: {error}") from None
    except UnicodeDecodeError:
        raise BadGazetteerFile(f"{source.name} is not UTF-8 text") from None
    return tuple(read)


def write_corrections(corrections: Iterable[Correction], path: Path) -> None:
    """Write corrections as CSV, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    with partial.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for correction in corrections:
            place = correction.place
            writer.writerow(
                (
                    correction.name, place.place_id, place.name, place.kind, place.country, place.lonlat.lat,
                    place.lonlat.lon, correction.scope.value, correction.scope_id, correction.made_on or "",
                )
            )  # fmt: skip
    partial.replace(path)


def remember(corrections: Iterable[Correction], path: Path | None = None) -> tuple[Correction, ...]:
    """Keep these among the user's corrections, each in place of an earlier one of its key; all there are now."""
    target = path or corrections_path()
    with file_lock(target.with_name("corrections.lock"), timeout_seconds=30):
        kept = {old.key: old for old in (read_corrections(target) if target.exists() else ())}
        kept |= {new.key: new for new in corrections}
        write_corrections(kept.values(), target)
    return tuple(kept.values())


def forget(keys: Iterable[tuple[str, Scope, str]], path: Path | None = None) -> tuple[Correction, ...]:
    """Drop the corrections of these keys; all there are now."""
    target, dropped = path or corrections_path(), set(keys)
    with file_lock(target.with_name("corrections.lock"), timeout_seconds=30):
        kept = [old for old in (read_corrections(target) if target.exists() else ()) if old.key not in dropped]
        write_corrections(kept, target)
    return tuple(kept)


def corrections_for(
    corrections: Iterable[Correction], *, article_id: str | None = None, source_id: str | None = None
) -> dict[str, Correction]:
    """What holds for an article of a source, by the names' folded form: its own before its source's before always."""
    fitting = [
        correction
        for correction in corrections
        if correction.scope is Scope.ALWAYS
        or (correction.scope is Scope.SOURCE and correction.scope_id == source_id)
        or (correction.scope is Scope.ARTICLE and correction.scope_id == article_id)
    ]
    widest_first = (Scope.ALWAYS, Scope.SOURCE, Scope.ARTICLE)
    ordered = sorted(fitting, key=lambda correction: widest_first.index(correction.scope))
    return {correction.key[0]: correction for correction in ordered}


def _correction(row: dict[str, str]) -> Correction:
    name = row["name"].strip()
    if not name:
        raise ValueError("no name")
    try:
        lat, lon = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        raise ValueError(f"latitude {row['latitude']!r}, longitude {row['longitude']!r} are no numbers") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"latitude {lat}, longitude {lon} are not on Earth")
    kind = row.get("kind") or "other"
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of place")
    scope = Scope(row.get("scope") or "always")
    scope_id = (row.get("scope_id") or "").strip()
    if (scope is Scope.ALWAYS) != (not scope_id):
        raise ValueError(f"scope {scope.value!r} with scope_id {scope_id!r}")
    place = clicked_place(row.get("place_name") or name, LonLat(lon, lat), kind=kind, country=row.get("country") or "")
    if row.get("place_id"):
        place = replace(place, place_id=row["place_id"])
    made_on = row.get("made_on")
    return Correction(name, place, scope, scope_id, dt.date.fromisoformat(made_on) if made_on else None)
