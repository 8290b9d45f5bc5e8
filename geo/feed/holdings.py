"""Who says who holds what, as columns on the wire (docs/architecture.md, "The feed")."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.control import claims_from_events, holding_spans, side_lookup
from geo.errors import BadQuery, BadTable
from geo.feed.actors import ActorLooks
from geo.feed.columns import NOBODY, OPEN_DAY, UNKNOWN_DAY, Describe, pack_columns
from geo.feed.query import flag_from_query
from geo.model import Source
from geo.store import Store

STATES = ("holds", "contested", "changing", "nobody")


@dataclass(frozen=True, slots=True)
class HoldingsQuery:
    """Which claims count: the assumptions a reader sets."""

    by: str = "happened"
    min_date_prec: int | None = None
    reviewed_only: bool = False
    without: tuple[str, ...] = ()


def holdings_from_query(items: Iterable[tuple[str, str]]) -> HoldingsQuery:
    """The assumptions that a query's `(name, value)` pairs set: `by min_date_prec reviewed without`. BadQuery."""
    asked: dict[str, Any] = {}
    for name, value in items:
        if name == "by":
            if value not in ("", "happened", "published"):
                raise BadQuery(f"by={value[:40]!r} is neither happened nor published")
            asked["by"] = value or "happened"
        elif name == "min_date_prec":
            if value not in ("", "1", "2", "3", "4", "5"):
                raise BadQuery(f"min_date_prec={value[:40]!r} is no date_prec; write 1 (day) to 5 (year)")
            asked["min_date_prec"] = int(value) if value else None
        elif name == "reviewed":
            asked["reviewed_only"] = flag_from_query(name, value)
        elif name == "without":
            more = tuple(source for source in value.split(",") if source)
            asked["without"] = tuple(sorted({*asked.get("without", ()), *more}))
        else:
            raise BadQuery(f"unknown parameter {name[:40]!r}; known: by min_date_prec reviewed without")
    return HoldingsQuery(**asked)


def holdings_message(store: Store, query: HoldingsQuery, *, looks: ActorLooks, revision: str) -> bytes:
    """The store's holdings under these assumptions, as columns. Actors of one side restate each other."""
    events = store.claims_arrow()
    spans = holding_spans(
        claims_from_events(events),
        by=query.by,
        min_date_prec=query.min_date_prec,
        reviewed_only=query.reviewed_only,
        without=query.without,
        side_of=side_lookup(looks.lexicon),
    )
    rows = pd.Series(events["row"].to_numpy(), index=pd.Index(events["event_id"].to_pylist(), dtype=object))
    numbers = rows.reindex(pd.Index(spans["event_id"].to_numpy(dtype=object))).to_numpy()
    return encode_holdings(spans, rows=numbers, sources=store.sources(), describe_actor=looks, revision=revision)


def encode_holdings(
    spans: pd.DataFrame,
    *,
    rows: npt.NDArray[Any],
    sources: Sequence[Source],
    describe_actor: Describe,
    revision: str,
) -> bytes:
    """The spans of `geo.control.holding_spans` as columns, sorted by place, source and first day.

    `rows` is the row number of each span's event. Only places with spans are in the dictionary.
    """
    places = spans.drop_duplicates("place_id").sort_values("place_id", key=lambda column: column.astype(str))
    place_index = {str(place): index for index, place in enumerate(places["place_id"])}
    source_ids = [source.source_id for source in sources]
    source_ids += sorted({str(source) for source in spans["source_id"].unique()} - set(source_ids))
    source_index = {source: index for index, source in enumerate(source_ids)}
    holders = sorted({str(name) for column in ("holder", "besieger") for name in spans[column].dropna().unique()})
    holder_index = {name: index for index, name in enumerate(holders)}
    foreign = {str(state) for state in spans["state"].unique()} - set(STATES)
    if foreign:
        raise BadTable(f"holding state {min(foreign)!r} is none of {' '.join(STATES)}")
    if len(holders) >= NOBODY:
        raise BadTable(f"{len(holders)} different holders; the feed carries fewer than {NOBODY}")
    state_index = {state: index for index, state in enumerate(STATES)}
    columns: dict[str, npt.NDArray[Any]] = {
        "place": _indexes(spans["place_id"], place_index).astype(np.uint32),
        "from": _days(spans["from"], UNKNOWN_DAY),
        "to": _days(spans["to"], OPEN_DAY),
        "claim": _days(spans["claim"], UNKNOWN_DAY),
        "since": _days(spans["certain_from"].fillna(spans["from"]), UNKNOWN_DAY),
        "holder": _indexes(spans["holder"], holder_index).astype(np.uint16),
        "besieger": _indexes(spans["besieger"], holder_index).astype(np.uint16),
        "source": _indexes(spans["source_id"], source_index).astype(np.uint8 if len(source_ids) < 255 else np.uint16),
        "state": _indexes(spans["state"], state_index).astype(np.uint8),
        "event": rows.astype(np.uint32),
    }
    order = np.lexsort((columns["from"], columns["source"], columns["place"]))
    known = {source.source_id: source for source in sources}
    header = {
        "epoch": "1970-01-01",
        "revision": revision,
        "dictionaries": {
            "places": [_place_entry(place) for place in places.to_dict("records")],
            "sources": [_source_entry(known.get(source) or Source(source, source)) for source in source_ids],
            "holders": [{"name": name, **describe_actor(name)} for name in holders],
            "states": list(STATES),
        },
    }
    return pack_columns({name: values[order] for name, values in columns.items()}, header)


def _indexes(names: "pd.Series[Any]", index: Mapping[str, int]) -> npt.NDArray[np.int64]:
    """The index of every name; NOBODY where there is none. Categories are looked up once, not a row at a time."""
    column = names.astype("category")
    lookup = np.array([index.get(str(name), NOBODY) for name in column.cat.categories] or [NOBODY])
    codes = column.cat.codes.to_numpy()
    return np.where(codes < 0, NOBODY, lookup[codes]).astype(np.int64)


def _days(days: "pd.Series[Any]", missing: int) -> npt.NDArray[np.int16]:
    values = days.to_numpy(dtype="datetime64[D]")
    unknown = np.isnat(values)
    numbers = np.clip(np.where(unknown, 0, values.astype(np.int64)), UNKNOWN_DAY + 1, OPEN_DAY - 1)
    return np.where(unknown, missing, numbers).astype(np.int16)


def _source_entry(source: Source) -> dict[str, Any]:
    return {"id": source.source_id, "name": source.name, "colour": source.colour, "group": source.group}


def _place_entry(place: Mapping[Any, Any]) -> dict[str, Any]:
    def number(name: str) -> float | None:
        return None if pd.isna(place[name]) else round(float(place[name]), 5)

    return {
        "id": place["place_id"],
        "name": _text(place["place_name"]),
        "lon": number("lon"),
        "lat": number("lat"),
        "kind": _text(place["place_kind"]),
        "where_prec": None if pd.isna(place["where_prec"]) else int(place["where_prec"]),
        "radius_m": number("radius_m"),
    }


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
