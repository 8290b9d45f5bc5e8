"""Events in the Linked Places format (GeoJSON with time and attestation, https://github.com/LinkedPasts/linked-places-format)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from geo.interchange.edtf import edtf_from_span
from geo.model import EVENT_COLUMNS
from geo.store.records import plain_value

_CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
_CERTAIN, _VAGUE = 2, 4


def write_linked_places(table: pa.Table, out: Path, notes: Mapping[str, Any]) -> None:
    """Write a feature an event: place names, type, time span, citation, and `geometry: null` where nothing places it.

    `properties` hold EVENT_COLUMNS, so nothing is lost; `when` bounds the span by `earliest` and `latest`.
    """
    with out.open("w", encoding="utf-8") as file:
        head = json.dumps({"metadata": notes, "@context": _CONTEXT}, ensure_ascii=False)
        file.write(head[:-1] + ', "type": "FeatureCollection", "features": [')
        for number, row in enumerate(table.select(list(EVENT_COLUMNS)).to_pylist()):
            file.write((",\n" if number else "\n") + json.dumps(_feature(row), ensure_ascii=False))
        file.write("\n]}\n")


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    when = _when(row)
    toponym = row["place_mention"] or row["place_name"] or "unplaced"
    citation = {"@id": row["url"] or f"urn:dateline:article:{row['article_id']}", "label": row["source_id"]}
    if row["published_on"]:
        citation["year"] = row["published_on"].year
    feature: dict[str, Any] = {
        "@id": f"urn:dateline:event:{row['event_id']}",
        "type": "Feature",
        "properties": {"title": f"{row['kind']}: {toponym}", **{n: plain_value(row[n]) for n in EVENT_COLUMNS}},
        "names": [{"toponym": toponym, "citations": [citation]}],
        "types": [{"identifier": f"urn:dateline:kind:{row['kind']}", "label": row["kind"]}],
        "geometry": _geometry(row),
        "descriptions": [{"@id": citation["@id"], "value": row["quote"]}] if row["quote"] else [],
    }
    if when is not None:
        feature["when"] = when
    return feature


def _when(row: Mapping[str, Any]) -> dict[str, Any] | None:
    start, end = row["date_start"], row["date_end"]
    if start is None and end is None:
        return None
    if start == end:
        span = {"start": {"in": start.isoformat()}, "end": {"in": end.isoformat()}}
    else:
        # Some day of the span, not all of it: both ends are bounded by the same two days.
        bounds = {name: day.isoformat() for name, day in (("earliest", start), ("latest", end)) if day}
        span = {"start": bounds, "end": bounds}
    return {"timespans": [span], "label": edtf_from_span(start, end)}


def _geometry(row: Mapping[str, Any]) -> dict[str, Any] | None:
    if row["latitude"] is None or row["longitude"] is None:
        return None
    where_prec = row["where_prec"] or 0
    certainty = "certain" if 0 < where_prec <= _CERTAIN else "less-certain" if where_prec <= _VAGUE else "uncertain"
    return {"type": "Point", "coordinates": [row["longitude"], row["latitude"]], "certainty": certainty}
