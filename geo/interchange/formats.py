"""Every format by name: exporting a choice of the store's events, reading a file, taking it in."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from geo.errors import BadTable
from geo.interchange import acled, geojson, linked_places, parquet, table, ucdp
from geo.interchange.cells import ImportPreview
from geo.interchange.notes import ACLED_RULE, export_notes
from geo.interchange.sources import lexicon_names
from geo.lexicon import Lexicon
from geo.model import Source
from geo.store import EventFilter, Store

Writer = Callable[[pa.Table, Path, Mapping[str, Any]], None]

EXPORT_FORMATS = ("csv", "geojson", "parquet", "acled", "ucdp", "lpf")
IMPORT_FORMATS = ("csv", "geojson", "parquet", "acled", "ucdp")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where, and what was left out."""

    out: Path
    notes: Mapping[str, Any]

    @property
    def events(self) -> int:
        """The number of events written."""
        return int(self.notes["events"])

    @property
    def left_out_acled(self) -> int:
        """The number of ACLED's events that were not written."""
        return int(self.notes["left_out"].get("acled", 0))


def export_events(
    store: Store,
    out: Path,
    form: str,
    chosen: EventFilter | None = None,
    *,
    with_acled: bool = False,
    settings: Mapping[str, Any] | None = None,
) -> ExportReport:
    """Write the chosen events to `out`, undated and unplaced ones too, with notes on origin, terms and settings.

    Events that came from an ACLED file are left out unless `with_acled`. `settings` are further assumptions of
    the view that is exported (carry-forward days, for example) for the notes. The notes stand in the file
    (GeoJSON, LPF, Parquet) or in `<out>.meta.json` beside it (csv, acled, ucdp). BadTable for an unknown format or
    a file that cannot be written.
    """
    if form not in EXPORT_FORMATS:
        raise BadTable(f"format {form!r} is none of {' '.join(EXPORT_FORMATS)}")
    chosen = chosen or EventFilter()
    events = store.event_arrow(chosen)
    left_out = 0
    if not with_acled:
        everything = events.num_rows
        without = dataclasses.replace(chosen, without_rules=(*chosen.without_rules, ACLED_RULE))
        events = store.event_arrow(without)
        left_out = everything - events.num_rows
    notes = export_notes(events, chosen, left_out_acled=left_out, form=form)
    notes["settings"] = {**notes["settings"], **(settings or {})}
    try:
        _WRITERS[form](events, out, notes)
    except OSError as error:
        raise BadTable(f"{out}: cannot be written ({error.strerror or error})") from error
    return ExportReport(out, notes)


def read_file(path: Path, form: str, *, lexicon: Lexicon | None = None, order: str | None = None) -> ImportPreview:
    """What is understood of a file of that format (`auto` looks at it); nothing is stored.

    `lexicon` gives parties their canonical names in UCDP's and ACLED's files; `order` (dmy or mdy) is the order of
    numeric days in ACLED's. BadTable where the file is not of that format at all.
    """
    form = guess_format(path) if form == "auto" else form
    names = lexicon_names(lexicon) if lexicon else None
    if form == "ucdp":
        return ucdp.read_ucdp(path, actor_names=names)
    if form == "acled":
        return acled.read_acled(path, order=order, actor_names=names)
    readers = {"csv": table.read_table, "geojson": geojson.read_geojson, "parquet": parquet.read_parquet}
    if form not in readers:
        raise BadTable(f"format {form!r} is none of {' '.join(IMPORT_FORMATS)}")
    return readers[form](path)


def take_in(store: Store, preview: ImportPreview, *, skip_problems: bool = False) -> int:
    """Put the understood rows into the store, all or none; their number.

    A file with problems is refused whole (BadTable) unless `skip_problems` leaves those rows out.
    """
    if preview.problems and not skip_problems:
        first = "; ".join(str(problem) for problem in preview.problems[:3])
        count = f"{len(preview.problems)} of {preview.rows_read} rows"
        raise BadTable(f"{preview.what}: {count} cannot be understood ({first}); nothing was imported")
    written = store.add_events(preview.table, what=preview.what)
    known = {source.source_id: source for source in store.sources()}
    for source_id, name in preview.source_names.items():
        source = known.get(source_id)
        if source is not None and source.name == source_id and name != source_id:
            store.set_source(Source(source_id, name, source.group))
    return written


def guess_format(path: Path) -> str:
    """The format of a file by its ending and, for CSV, by its columns."""
    suffix = path.suffix.lower()
    if suffix in (".parquet", ".geojson", ".json"):
        return "parquet" if suffix == ".parquet" else "geojson"
    try:
        with path.open(encoding="utf-8-sig") as file:
            columns = [name.strip().strip('"') for name in file.readline().replace(";", ",").split(",")]
    except (OSError, UnicodeDecodeError) as error:
        raise BadTable(f"{path}: cannot be read: {error}") from error
    if "event_type" in columns and "event_date" in columns:
        return "acled"
    return "ucdp" if ucdp.is_ucdp(columns) else "csv"


def _with_sidecar(write: Callable[[pa.Table, Path], None]) -> Writer:
    """The writer of a format that has no room for notes, with the notes in `<out>.meta.json` beside its file."""

    def write_both(events: pa.Table, out: Path, notes: Mapping[str, Any]) -> None:
        write(events, out)
        text = json.dumps(notes, ensure_ascii=False, indent=2) + "\n"
        out.with_name(out.name + ".meta.json").write_text(text, encoding="utf-8")

    return write_both


_WRITERS: Mapping[str, Writer] = {
    "csv": _with_sidecar(table.write_table),
    "geojson": geojson.write_geojson,
    "parquet": parquet.write_parquet,
    "acled": _with_sidecar(acled.write_acled),
    "ucdp": _with_sidecar(ucdp.write_ucdp),
    "lpf": linked_places.write_linked_places,
}
