"""UCDP's Georeferenced Event Dataset, in and out.

A row counts deaths in one place; it says nothing of who held it. So `type_of_violence` 1 (a state takes part)
and 2 (between others) become `clash`, 3 (one-sided) becomes `casualties`, side A the actor, side B the opponent.
The first office named is the source; all are kept in `attributed_to`. Deaths go into the note, and from there
back into their columns on the way out.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from geo.interchange.cells import CellReader, ImportPreview, read_cells
from geo.interchange.notes import UCDP_RULE
from geo.interchange.precision import RADIUS_M_OF_WHERE_PREC
from geo.interchange.sources import ActorNames, named_sources
from geo.model import EVENT_COLUMNS, Kind

_REQUIRED = ("id", "type_of_violence", "side_a", "side_b", "where_prec", "latitude", "longitude", "date_prec",
             "date_start", "date_end")  # fmt: skip
_KIND_OF_VIOLENCE = {1: Kind.CLASH.value, 2: Kind.CLASH.value, 3: Kind.CASUALTIES.value}
_VIOLENCE_OF_KIND = {Kind.CASUALTIES.value: 3}
_DEATHS = ("best", "low", "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_DEATHS_NOTE = re.compile(r"deaths: " + ", ".join(rf"{name} (?P<{name}>\d+)" for name in _DEATHS))

UCDP_COLUMNS = (
    "id", "type_of_violence", "side_a", "side_b", "source_office", "source_date", "source_headline", "where_prec",
    "where_coordinates", "latitude", "longitude", "date_prec", "date_start", "date_end", *_DEATHS, "dateline_kind",
    "dateline_event_id",
)  # fmt: skip


def read_ucdp(path: Path, *, actor_names: ActorNames | None = None) -> ImportPreview:
    """What is understood of a UCDP GED file (CSV, any version with `source_office`, `where_coordinates` or not).

    `actor_names` gives the name under which the program knows a party. BadTable where it is no such file.
    """
    cells = read_cells(path, required=_REQUIRED, what="UCDP GED")
    reader = CellReader(cells)
    offices = reader.text("source_office", "UCDP").str.split(";").map(_distinct)
    source_ids, names = named_sources(offices.map(lambda found: found[0] if found else "UCDP"))
    where_prec = reader.code("where_prec", range(1, 8))
    violence = reader.code("type_of_violence", (1, 2, 3))
    latitude, longitude = reader.number("latitude", -90, 90), reader.number("longitude", -180, 180)
    published = reader.text("source_date").map(_first_day, na_action="ignore")
    place = reader.text("where_coordinates")
    ids = reader.needed("id")
    named = actor_names or (lambda name: name)
    columns: dict[str, Any] = {
        "event_id": "ucdp-" + ids.fillna(""),
        "source_id": source_ids,
        "article_id": "ucdp-" + ids.fillna(""),
        "published_on": published,
        "kind": violence.map(_KIND_OF_VIOLENCE),
        "actor": reader.text("side_a").map(named, na_action="ignore"),
        "opponent": reader.text("side_b").map(named, na_action="ignore"),
        "attributed_to": offices.map("; ".join).where(offices.map(len) > 1, None),
        "place_id": _place_ids(place, latitude, longitude),
        "place_name": place,
        "place_mention": place,
        "latitude": latitude,
        "longitude": longitude,
        "where_prec": where_prec,
        "radius_m": where_prec.map(RADIUS_M_OF_WHERE_PREC),
        "date_start": reader.day("date_start"),
        "date_end": reader.day("date_end"),
        "date_prec": reader.code("date_prec", range(1, 6)),
        "quote": reader.text("source_headline"),
        "rule": pd.Series([UCDP_RULE] * len(reader)),
        "note": _notes(reader, published, reader.text("date_end")),
    }
    return reader.preview(
        columns,
        what=path.name,
        notes=(
            "type_of_violence 1 and 2 are read as clash, 3 as casualties: the file counts deaths, it names no holder",
            "the first source_office is the source; all offices are kept in attributed_to",
            "UCDP GED, Uppsala Conflict Data Program, Uppsala University, CC BY 4.0",
        ),
        source_names=names,
    )


def write_ucdp(table: pa.Table, out: Path) -> None:
    """Write the events in UCDP GED's columns, with two of our own at the end.

    Kinds have no counterpart there: everything but `casualties` goes out as type_of_violence 1, and
    `dateline_kind` keeps what it was. Events without a day or a place keep their row with empty cells.
    """
    rows = table.select(list(EVENT_COLUMNS)).to_pylist()
    written = [_ucdp_row(number, row) for number, row in enumerate(rows, start=1)]
    columns = {name: pa.array([row[name] for row in written], pa.string()) for name in UCDP_COLUMNS}
    pacsv.write_csv(pa.table(columns), out, pacsv.WriteOptions(quoting_style="needed"))


def _ucdp_row(number: int, row: Mapping[str, Any]) -> dict[str, str | None]:
    deaths = _DEATHS_NOTE.search(row["note"] or "")
    event_id = str(row["event_id"])
    of_ucdp = row["rule"] == UCDP_RULE and event_id.startswith("ucdp-")
    values: dict[str, Any] = {
        "id": event_id.removeprefix("ucdp-") if of_ucdp else f"{number}",
        "type_of_violence": _VIOLENCE_OF_KIND.get(row["kind"], 1),
        "side_a": row["actor"],
        "side_b": row["opponent"],
        "source_office": row["attributed_to"] or row["source_id"] if of_ucdp else row["source_id"],
        "source_date": row["published_on"],
        "source_headline": row["quote"],
        "where_coordinates": row["place_name"],
        "dateline_kind": row["kind"],
        "dateline_event_id": event_id,
    }
    for name in ("where_prec", "latitude", "longitude", "date_prec", "date_start", "date_end"):
        values[name] = row[name]
    values |= {name: deaths[name] if deaths else None for name in _DEATHS}
    return {name: None if value is None else str(value) for name, value in values.items()}


def _distinct(names: list[str]) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _first_day(days: str) -> str | None:
    """The first of several days that is one: `2016-01-03;2016-01-04` -> `2016-01-03`."""
    for day in days.split(";"):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day.strip()):
            return day.strip()
    return None


def _place_ids(place: "pd.Series[Any]", latitude: "pd.Series[Any]", longitude: "pd.Series[Any]") -> "pd.Series[Any]":
    point = latitude.map("{:.4f}".format) + "," + longitude.map("{:.4f}".format)
    return ("ucdp:" + point).where(latitude.notna() & longitude.notna() & place.notna(), None)


def _notes(reader: CellReader, published: "pd.Series[Any]", end: "pd.Series[Any]") -> "pd.Series[Any]":
    cells = [reader.text(name, "") for name in _DEATHS]
    complete = pd.concat([cell != "" for cell in cells], axis=1).all(axis=1)
    deaths = pd.Series("deaths: ", index=complete.index)
    for number, (name, cell) in enumerate(zip(_DEATHS, cells, strict=True)):
        deaths = deaths + (", " if number else "") + name + " " + cell
    early = published.notna() & end.notna() & (published.fillna("") < reader.text("date_start", "").fillna(""))
    late = pd.Series("; its source_date lies before the event, as in the file", index=complete.index).where(early, "")
    return deaths.where(complete, "") + late


def is_ucdp(columns: list[str]) -> bool:
    """Whether these are the columns of a UCDP GED file."""
    return set(_REQUIRED) <= set(columns)
