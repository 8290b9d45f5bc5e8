"""Columns on the wire: the `DLN1` envelope, and events as typed arrays in it (docs/architecture.md, "The feed")."""

import datetime as dt
import json
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import BadTable
from geo.model import Kind, Source, Stance

MAGIC = b"DLN1"
UNKNOWN_DAY = -32768
OPEN_DAY = 32767
NOBODY = 65535

FEED_COLUMNS = (
    "longitude", "latitude", "date_start", "date_end", "published_on", "source_id", "kind", "stance", "actor",
    "opponent", "radius_m", "where_prec", "date_prec",
)  # fmt: skip
"""The columns of the events table that the map draws from; everything else is fetched an event at a time."""

Describe = Callable[[str], Mapping[str, Any]]

_ALIGNMENT = 8
_EPOCH = dt.date(1970, 1, 1)
_RADIUS_STEP_M = 100.0


def pack_columns(columns: Mapping[str, npt.NDArray[Any]], header: Mapping[str, Any]) -> bytes:
    """One message: magic, header length, JSON header padded to 8 bytes, then the arrays, little-endian.

    `header` is completed with `columns` (name, dtype, offset from the start of the arrays, length). All
    arrays are one-dimensional; the length of the first becomes `count`.
    """
    described: list[dict[str, Any]] = []
    parts: list[bytes] = []
    offset = 0
    for name, values in columns.items():
        little = np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<"))
        dtype = little.dtype.str.lstrip("<|")
        described.append({"name": name, "dtype": dtype, "offset": offset, "length": len(little)})
        padding = -little.nbytes % _ALIGNMENT
        parts += [little.tobytes(), b"\0" * padding]
        offset += little.nbytes + padding
    count = described[0]["length"] if described else 0
    text = json.dumps({"count": count, **header, "columns": described}, ensure_ascii=False, separators=(",", ":"))
    body = text.encode()
    body += b" " * (-(len(MAGIC) + 4 + len(body)) % _ALIGNMENT)
    return b"".join([MAGIC, struct.pack("<I", len(body)), body, *parts])


def unpack_columns(message: bytes) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """The header and the arrays of a message of `pack_columns`; BadTable where it is none."""
    if message[:4] != MAGIC:
        raise BadTable("not a column message: it does not begin with DLN1")
    (length,) = struct.unpack_from("<I", message, 4)
    header = json.loads(message[8 : 8 + length])
    columns = {
        column["name"]: np.frombuffer(message, "<" + column["dtype"], column["length"], 8 + length + column["offset"])
        for column in header["columns"]
    }
    return header, columns


def encode_events(
    table: pa.Table,
    *,
    sources: Sequence[Source],
    describe_actor: Describe,
    revision: str,
    groups: Sequence[Sequence[int]] = (),
) -> bytes:
    """The events as columns on the wire, sorted by their last day, unknown last days at the end.

    `table` has FEED_COLUMNS and may have `row` (uint32 number that `/feed/events/{row}` knows; without
    it, the index in the table). `describe_actor(name)` gives `{"colour", "side"}`. Sources that have
    no event in the table still appear in the dictionary: a silent layer is a layer. `groups` are the rows that were
    accepted as one event each.
    """
    count = table.num_rows
    table = table.unify_dictionaries()
    epoch, days = _fit_epoch({name: table[name] for name in ("date_start", "date_end", "published_on")})
    order = _order_by_day(days["date_end"])
    source_codes, source_ids = _codes(table["source_id"], [source.source_id for source in sources])
    kind_codes, kinds = _codes(table["kind"], list(Kind))
    stance_codes, stances = _codes(table["stance"], list(Stance))
    actor_codes, actors = _codes(table["actor"], [])
    opponent_codes, actors = _codes(table["opponent"], actors)
    if len(actors) >= NOBODY:
        raise BadTable(f"{len(actors)} different actors; the feed carries fewer than {NOBODY}")
    rows = table["row"].to_numpy() if "row" in table.column_names else np.arange(count)
    columns: dict[str, npt.NDArray[Any]] = {
        "lon": _floats(table["longitude"]),
        "lat": _floats(table["latitude"]),
        "row": rows.astype(np.uint32),
        "first": days["date_start"],
        "last": days["date_end"],
        "published": days["published_on"],
        "actor": actor_codes.astype(np.uint16),
        "opponent": opponent_codes.astype(np.uint16),
        "radius": _hundreds_of_metres(table["radius_m"]),
        "source": source_codes.astype(np.uint8 if len(source_ids) < 255 else np.uint16),
        "kind": kind_codes.astype(np.uint8),
        "stance": stance_codes.astype(np.uint8),
        "prec": _small_ints(table["where_prec"]) | (_small_ints(table["date_prec"]) << 4),
    }
    counts = np.bincount(source_codes, minlength=len(source_ids)).tolist() if count else [0] * len(source_ids)
    known = {source.source_id: source for source in sources}
    header = {
        "epoch": epoch.isoformat(),
        "revision": revision,
        "dictionaries": {
            "sources": [
                _source_entry(known.get(source_id) or Source(source_id, source_id), events)
                for source_id, events in zip(source_ids, counts, strict=True)
            ],
            "actors": [{"name": name, **describe_actor(name)} for name in actors],
            "kinds": kinds,
            "stances": stances,
        },
        "groups": [list(group) for group in groups],
        "unplaced": int(np.isnan(columns["lon"]).sum()),
        "undated": int(((columns["first"] == UNKNOWN_DAY) & (columns["last"] == UNKNOWN_DAY)).sum()),
    }
    return pack_columns({name: values[order] for name, values in columns.items()}, header)


def _source_entry(source: Source, events: int) -> dict[str, Any]:
    return {
        "id": source.source_id,
        "name": source.name,
        "colour": source.colour,
        "group": source.group,
        "events": events,
    }


def _fit_epoch(columns: Mapping[str, pa.ChunkedArray]) -> tuple[dt.date, dict[str, npt.NDArray[np.int16]]]:
    """Days as int16 from an epoch that reaches them: 1970 (1880-2059), or the middle of a war further off."""
    numbers = {name: column.cast(pa.int32()) for name, column in columns.items()}
    ends = [end for column in numbers.values() for end in pc.min_max(column).as_py().values() if end is not None]
    low, high = min(ends, default=0), max(ends, default=0)
    shift = 0 if low > UNKNOWN_DAY and high < OPEN_DAY else (low + high) // 2
    is_within = low - shift > UNKNOWN_DAY and high - shift < OPEN_DAY
    fitted = {}
    for name, column in numbers.items():
        days = np.asarray(pc.fill_null(column, UNKNOWN_DAY + shift).to_numpy())
        days = days - shift if shift else days
        if not is_within:  # more than 179 years in one table: the far ends are drawn at its edges
            days = np.where(np.asarray(column.is_null()), UNKNOWN_DAY, np.clip(days, UNKNOWN_DAY + 1, OPEN_DAY - 1))
        fitted[name] = days.astype(np.int16)
    return _EPOCH + dt.timedelta(days=shift), fitted


def _order_by_day(last: npt.NDArray[np.int16]) -> npt.NDArray[np.int64]:
    keys = np.where(last == UNKNOWN_DAY, OPEN_DAY, last).astype(np.int16)
    return np.argsort(keys, kind="stable")  # radix sort for int16: linear


def _codes(column: pa.ChunkedArray, known: Sequence[str]) -> tuple[npt.NDArray[np.int64], list[str]]:
    """An index for every row into `known` continued by the column's other values; nothing is NOBODY."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    encoded = column if pa.types.is_dictionary(column.type) else pc.dictionary_encode(column)
    names = [str(name) for name in known]
    place = {name: index for index, name in enumerate(names)}
    values = encoded.dictionary.to_pylist()
    used = set(pc.unique(encoded.indices).to_pylist())
    remap = np.full(len(values) + 1, NOBODY, dtype=np.int64)
    for index, value in sorted(enumerate(values), key=lambda entry: str(entry[1])):
        if not value or index not in used:
            continue
        if value not in place:
            place[value] = len(names)
            names.append(value)
        remap[index] = place[value]
    indices = pc.fill_null(encoded.indices.cast(pa.int64()), len(values))
    return remap[np.asarray(indices)], names


def _floats(column: pa.ChunkedArray) -> npt.NDArray[np.float32]:
    return np.asarray(column.cast(pa.float64()).to_numpy(), dtype=np.float32)


def _small_ints(column: pa.ChunkedArray) -> npt.NDArray[np.uint8]:
    return np.asarray(pc.fill_null(column.cast(pa.int8()), 0).to_numpy(), dtype=np.uint8)


def _hundreds_of_metres(column: pa.ChunkedArray) -> npt.NDArray[np.uint16]:
    # Rounded up: a mark is never drawn crisper than its report.
    metres = np.nan_to_num(_floats(column), nan=0.0)
    return np.asarray(np.clip(np.ceil(metres / _RADIUS_STEP_M), 0, NOBODY), dtype=np.uint16)
