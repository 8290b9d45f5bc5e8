"""What goes out with every export: where it comes from, under which terms, and what was chosen."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from geo.store import EventFilter
from geo.store.records import plain_value

ACLED_RULE = "import:acled"
UCDP_RULE = "import:ucdp"
VERSION = "0.1.0"

_ALWAYS = (
    "Each row is what one source reported, not what happened; sources contradict each other.",
    "Quotes belong to the outlets that published them.",
    "Coordinates: Dateline's own list, GeoNames (https://www.geonames.org, CC BY 4.0), and gazetteers of the user.",
)
_UCDP = (
    "Contains UCDP GED, Uppsala Conflict Data Program, Uppsala University (https://ucdp.uu.se, CC BY 4.0); recoded:"
    " see the rule and note of each row."
)  # fmt: skip
_ACLED = (
    "Contains ACLED data (https://acleddata.com), taken from the user's own file. ACLED's terms forbid passing them on:"
    " keep this file to yourself."
)  # fmt: skip


def export_notes(table: pa.Table, chosen: EventFilter, *, left_out_acled: int, form: str) -> dict[str, Any]:
    """The notes on an export of `table`: origin, terms, settings, codes, and counts of what has gaps.

    `left_out_acled` rows from ACLED were not written.
    """
    rules = set(pc.unique(table["rule"]).to_pylist())
    licences = [*_ALWAYS]
    if UCDP_RULE in rules:
        licences.append(_UCDP)
    if ACLED_RULE in rules:
        licences.append(_ACLED)
    return {
        "program": f"Dateline {VERSION}",
        "format": form,
        "written_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "events": table.num_rows,
        "undated": _without(table, "date_start", "date_end"),
        "unplaced": _without(table, "latitude", "longitude"),
        "left_out": {"acled": left_out_acled} if left_out_acled else {},
        "settings": settings_in_words(chosen),
        "crs": "EPSG:4326",
        "codes": {
            "where_prec": "UCDP GED: 1 exact, 2 near a point, 3 second-order area, 4 first-order area,"
            " 5 larger or vague area, 6 country, 7 water or air",
            "date_prec": "UCDP GED: 1 day, 2 two to six days, 3 week, 4 month, 5 year",
            "radius_m": "metres from the point within which the event may lie",
            "date_start": "date_start and date_end are inclusive; both empty: nothing dates the event",
        },
        "attribution": licences,
    }


def settings_in_words(chosen: EventFilter) -> Mapping[str, Any]:
    """The settings of the filter that differ from its defaults, as JSON values."""
    settings: dict[str, Any] = {}
    for each in fields(chosen):
        value = getattr(chosen, each.name)
        if value != each.default:
            settings[each.name] = list(value) if isinstance(value, tuple) else plain_value(value)
    return settings


def _without(table: pa.Table, first: str, second: str) -> int:
    return int(pc.sum(pc.and_(pc.is_null(table[first]), pc.is_null(table[second]))).as_py() or 0)
