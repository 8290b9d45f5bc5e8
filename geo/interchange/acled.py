"""ACLED's tables: a user's own file in, and our events in its columns out.

ACLED's terms forbid passing its data on. What comes in is marked by its rule, and exports leave it out unless asked.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from geo.interchange.cells import CellReader, ImportPreview, read_cells
from geo.interchange.day_order import day_order, iso_days
from geo.interchange.notes import ACLED_RULE
from geo.interchange.precision import (
    DATE_PREC_OF_TIME_PRECISION,
    GEO_PRECISION_OF_WHERE_PREC,
    RADIUS_M_OF_WHERE_PREC,
    TIME_PRECISION_OF_DATE_PREC,
    WHERE_PREC_OF_GEO_PRECISION,
)
from geo.interchange.sources import ActorNames, named_sources
from geo.model import EVENT_COLUMNS, Kind

_REQUIRED = ("event_date", "event_type", "actor1", "latitude", "longitude")

# Sub-event types of ACLED's codebook (2023 and later); where a file has only event types, the second table.
_KIND_OF_SUB_EVENT: Mapping[str, Kind] = {
    "armed clash": Kind.CLASH,
    "government regains territory": Kind.CAPTURED,
    "non-state actor overtakes territory": Kind.CAPTURED,
    "non-violent transfer of territory": Kind.CAPTURED,
    "air/drone strike": Kind.AIRSTRIKE,
    "shelling/artillery/missile attack": Kind.SHELLING,
    "suicide bomb": Kind.BOMBING,
    "remote explosive/landmine/ied": Kind.BOMBING,
    "grenade": Kind.BOMBING,
    "chemical weapon": Kind.BOMBING,
    "attack": Kind.CASUALTIES,
}
_KIND_OF_EVENT: Mapping[str, Kind] = {
    "battles": Kind.CLASH,
    "explosions/remote violence": Kind.BOMBING,
    "violence against civilians": Kind.CASUALTIES,
}
_STATE_FORCES = ("1", "state forces")
_TYPES_OF_KIND: Mapping[str, tuple[str, str]] = {
    Kind.CLASH: ("Battles", "Armed clash"),
    Kind.OFFENSIVE: ("Battles", "Armed clash"),
    Kind.CONTESTED: ("Battles", "Armed clash"),
    Kind.REPELLED: ("Battles", "Armed clash"),
    Kind.CAPTURED: ("Battles", "Non-state actor overtakes territory"),
    Kind.LOST: ("Battles", "Non-state actor overtakes territory"),
    Kind.WITHDREW: ("Strategic developments", "Non-violent transfer of territory"),
    Kind.AIRSTRIKE: ("Explosions/Remote violence", "Air/drone strike"),
    Kind.SHELLING: ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    Kind.BOMBING: ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    Kind.CASUALTIES: ("Violence against civilians", "Attack"),
    Kind.CEASEFIRE: ("Strategic developments", "Agreement"),
}
_OTHER_TYPES = ("Strategic developments", "Other")

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type", "actor1", "actor2",
    "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities",
)  # fmt: skip


def read_acled(
    path: Path, *, order: str | None = None, actor_names: ActorNames | None = None
) -> ImportPreview:  # fmt: skip
    """What is understood of an ACLED export (CSV). Days in either order: see `day_order`; `order` tells it.

    `time_precision` 2 widens the day to the week around it, 3 to its month; sub-events that move territory
    become `captured` by the side that got it. BadTable where it is no such file.
    """
    cells = read_cells(path, required=_REQUIRED, what="an ACLED table")
    reader = CellReader(cells)
    raw_days = reader.text("event_date")
    days = iso_days(raw_days, day_order(raw_days, told=order))
    reader.refuse(days.isna(), "event_date", lambda row: f"{raw_days[row]!r} is no day that ACLED writes")
    time_precision = reader.code("time_precision", (1, 2, 3)).fillna(1)
    start, end = _spans(days, time_precision)
    kind = _kinds(reader)
    actor, opponent = _sides(reader, kind)
    named = actor_names or (lambda name: name)
    first_sources = reader.text("source", "ACLED").str.split(";").str[0].str.strip().replace("", "ACLED")
    source_ids, names = named_sources(first_sources)
    all_sources = reader.text("source")
    where_prec = reader.code("geo_precision", (1, 2, 3)).map(WHERE_PREC_OF_GEO_PRECISION)
    ids = reader.text("event_id_cnty")
    ids = ids.where(ids.notna(), pd.Series(np.arange(1, len(reader) + 1).astype(str), dtype=object))
    location = reader.text("location")
    latitude, longitude = reader.number("latitude", -90, 90), reader.number("longitude", -180, 180)
    point = latitude.map("{:.4f}".format) + "," + longitude.map("{:.4f}".format)
    columns: dict[str, Any] = {
        "event_id": "acled-" + ids,
        "source_id": source_ids,
        "article_id": "acled-" + ids,
        "kind": kind,
        "actor": actor.map(named, na_action="ignore"),
        "opponent": opponent.map(named, na_action="ignore"),
        "attributed_to": all_sources.where(all_sources.fillna("").str.contains(";"), None),
        "place_id": ("acled:" + point).where(latitude.notna() & longitude.notna(), None),
        "place_name": location,
        "place_mention": location,
        "latitude": latitude,
        "longitude": longitude,
        "where_prec": where_prec,
        "radius_m": where_prec.map(RADIUS_M_OF_WHERE_PREC),
        "date_start": start,
        "date_end": end,
        "date_prec": time_precision.map(DATE_PREC_OF_TIME_PRECISION),
        "quote": reader.text("notes"),
        "rule": pd.Series([ACLED_RULE] * len(reader)),
        "note": _notes(reader),
    }
    return reader.preview(
        columns,
        what=path.name,
        notes=(
            "ACLED's terms forbid passing the data on: these events are marked and left out of exports unless asked",
            "geo_precision 2 and 3 are read as where_prec 3 and 4, time_precision 2 and 3 as a week and a month",
            "sub-events that move territory are read as captured by the side that got it",
        ),
        source_names=names,
    )


def write_acled(table: pa.Table, out: Path) -> None:
    """Write the events in ACLED's columns; what has no day or place keeps its row with empty cells.

    The span's first day is `event_date`. Codes of precision become coarser on the way (precision.py).
    """
    written = [_acled_row(row) for row in table.select(list(EVENT_COLUMNS)).to_pylist()]
    columns = {name: pa.array([row[name] for row in written], pa.string()) for name in ACLED_COLUMNS}
    pacsv.write_csv(pa.table(columns), out, pacsv.WriteOptions(quoting_style="needed"))


def _acled_row(row: Mapping[str, Any]) -> dict[str, str | None]:
    day = row["date_start"] or row["date_end"]
    event_type, sub_event_type = _TYPES_OF_KIND.get(row["kind"], _OTHER_TYPES)
    stance = f"stance: {row['stance']}; kind: {row['kind']}"
    values: dict[str, Any] = {
        "event_id_cnty": str(row["event_id"]).removeprefix("acled-"),
        "event_date": f"{day.day:02d} {day:%B} {day.year}" if day else None,
        "year": day.year if day else None,
        "time_precision": TIME_PRECISION_OF_DATE_PREC.get(row["date_prec"]),
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "actor1": row["actor"],
        "actor2": row["opponent"],
        "location": row["place_name"],
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "geo_precision": GEO_PRECISION_OF_WHERE_PREC.get(row["where_prec"]),
        "source": row["attributed_to"] if row["rule"] == ACLED_RULE and row["attributed_to"] else row["source_id"],
        "notes": row["quote"] if row["rule"] == ACLED_RULE else f"{row['quote']} [{stance}]",
        "fatalities": None,
    }
    return {name: None if value is None else str(value) for name, value in values.items()}


def _spans(days: "pd.Series[Any]", time_precision: "pd.Series[Any]") -> tuple["pd.Series[Any]", "pd.Series[Any]"]:
    """The first and last day: the day itself, the seven days around it, or its month."""
    stamps = pd.to_datetime(days, format="%Y-%m-%d", errors="coerce")
    week, month = time_precision == 2, time_precision == 3
    start = stamps.where(~week, stamps - pd.Timedelta(days=3)).where(~month, stamps.dt.to_period("M").dt.start_time)
    end = stamps.where(~week, stamps + pd.Timedelta(days=3))
    end = end.where(~month, stamps.dt.to_period("M").dt.end_time.dt.normalize())
    return _iso(start), _iso(end)


def _iso(stamps: "pd.Series[Any]") -> "pd.Series[Any]":
    days: pd.Series[Any] = stamps.dt.strftime("%Y-%m-%d").astype(object)
    return days.where(stamps.notna(), None)


def _kinds(reader: CellReader) -> "pd.Series[Any]":
    sub_event = reader.text("sub_event_type", "").str.lower().map(_KIND_OF_SUB_EVENT)
    event = reader.text("event_type", "").str.lower().map(_KIND_OF_EVENT)
    # A sub-event that is known but moves nothing (a protest, an arrest) is `other`, not its event type's kind.
    has_sub_event = reader.text("sub_event_type").notna()
    kinds = sub_event.where(has_sub_event, event).fillna(Kind.OTHER)
    return pd.Series([str(kind) for kind in kinds], dtype=object)


def _sides(reader: CellReader, kind: "pd.Series[Any]") -> tuple["pd.Series[Any]", "pd.Series[Any]"]:
    """The actor and the opponent; for a change of territory the actor is who got it, on whichever side it stands."""
    first, second = reader.text("actor1"), reader.text("actor2")
    sub_event = reader.text("sub_event_type", "").str.lower()
    first_is_state = reader.text("inter1", "").str.lower().isin(_STATE_FORCES)
    second_is_state = reader.text("inter2", "").str.lower().isin(_STATE_FORCES)
    turned = (sub_event == "government regains territory") & second_is_state & ~first_is_state
    turned |= (sub_event == "non-state actor overtakes territory") & first_is_state & ~second_is_state
    turned &= (kind == Kind.CAPTURED.value) & second.notna()
    return first.where(~turned, second), second.where(~turned, first)


def _notes(reader: CellReader) -> "pd.Series[Any]":
    parts = []
    for name in ("sub_event_type", "geo_precision", "time_precision", "fatalities"):
        cells = reader.text(name)
        parts.append((name.replace("_", " ") + " " + cells.fillna("")).where(cells.notna(), ""))
    rows = zip(*parts, strict=True)
    return pd.Series(["; ".join(part for part in row if part) for row in rows], dtype=object)
