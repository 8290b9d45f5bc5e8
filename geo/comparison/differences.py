"""Two sets of sources laid side by side: where, when and how what they say of a place differs."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from geo.accounts import Compared, SideOf, answers_listed, side_numbers
from geo.accounts.stretches import Stretches, live_days, rows_within
from geo.days import OPEN, IntArray, covered, day_column, day_number, days_without

DIFFERENCE_COLUMNS = (
    "place_id", "place_name", "lon", "lat", "from", "to", "days", "difference", "first_says", "second_says", "first",
    "second", "area_id", "area_name", "event_ids",
)  # fmt: skip
"""The columns of a table of differences."""


def differences(
    spans: pd.DataFrame,
    first: Sequence[str],
    second: Sequence[str],
    *,
    first_day: dt.date | str | None = None,
    last_day: dt.date | str | None = None,
    carry_forward_days: int = 180,
    date_tolerance_days: int = 7,
    side_of: SideOf | None = None,
    origins: Mapping[str, str] | None = None,
    areas: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """Every stretch of days on which two sets of sources differ about a place (`DIFFERENCE_COLUMNS`).

    `spans` come from `holding_spans`; `first` and `second` are ids of sources. Only claims that are not older than
    `carry_forward_days` count, and only the days from `first_day` to `last_day` (both included). `difference` is

    - `contradiction`: claims of both speak of the same days and name different holders;
    - `date`: both tell of one change, dated at most `date_tolerance_days` apart;
    - `age`: the holders differ, but the claims are not of the same days: one is older;
    - `area`: one speaks of a place and the other says otherwise of an area around it (needs `areas`, place to the
      areas that hold it);
    - `only_first`, `only_second`: one of them speaks.

    `first_says` and `second_says` are lists of dicts of holder, state, sources, n_sources, n_origins; `first` and
    `second` the same in words. Sorted by place and day.
    """
    low = -OPEN if first_day is None else day_number(first_day)
    high = OPEN if last_day is None else day_number(last_day)
    held = spans["state"].isin(["holds", "contested"]).to_numpy(dtype=bool)
    chosen = held & spans["source_id"].isin([*first, *second]).to_numpy(dtype=bool)
    table = spans.iloc[np.flatnonzero(chosen)]
    place, place_ids = pd.factorize(table["place_id"])
    begins, ends = live_days(table, carry_forward_days)
    rows = Stretches(place.astype(np.int64), np.maximum(begins, low), np.minimum(ends, high))
    in_first = table["source_id"].isin(list(first)).to_numpy(dtype=bool)
    in_second = table["source_id"].isin(list(second)).to_numpy(dtype=bool)
    said = Compared.of(table, rows.place, len(place_ids), side_of)
    key, from_day, to_day = covered(said.key(), rows.first, rows.last)
    several = covered(key // said.width, from_day, to_day, least=2)
    spoken = [covered(rows.place[mask], rows.first[mask], rows.last[mask]) for mask in (in_first, in_second)]
    both_and_several = (np.concatenate(columns) for columns in zip(several, *spoken, strict=True))
    differ = Stretches(*covered(*both_and_several, least=3))
    alone = [Stretches(*days_without(spoken[0], spoken[1])), Stretches(*days_without(spoken[1], spoken[0]))]
    parts = []
    for stretches, kind in ((differ, ""), (alone[0], "only_first"), (alone[1], "only_second")):
        group, row = rows_within(rows, stretches)
        part = table.iloc[row]
        compared = Compared.of(part, group, len(stretches.place), side_of)
        kinds = (
            np.full(len(stretches.place), kind, dtype=object)
            if kind
            else compared.differences(np.ones(len(group), bool), date_tolerance_days)
        )
        says = [answers_listed(part, compared, mask[row], origins)[0] for mask in (in_first, in_second)]
        parts.append(_table(part, place_ids, stretches, kinds, group) | {"first_says": says[0], "second_says": says[1]})
    found = pd.concat([pd.DataFrame(part) for part in parts], ignore_index=True)
    found["area_id"] = found["area_name"] = pd.Series(None, index=found.index, dtype=object)
    if areas is not None:
        sets = (frozenset(first), frozenset(second))
        found = pd.concat([found, _area_differences(table, rows, areas, sets, side_of)], ignore_index=True)
    found["first"] = pd.Series([_words(said) for said in found["first_says"]], dtype=object)
    found["second"] = pd.Series([_words(said) for said in found["second_says"]], dtype=object)
    found["days"] = (found["to"] - found["from"]).dt.days + 1 if len(found) else pd.Series(dtype="int64")
    return found.sort_values(["place_id", "from", "difference"], ignore_index=True)[list(DIFFERENCE_COLUMNS)]


def _table(
    part: pd.DataFrame, place_ids: Any, stretches: Stretches, kinds: Any, group: IntArray
) -> dict[str, Any]:  # fmt: skip
    count = len(stretches.place)
    at = np.zeros(count, np.int64)
    at[group[::-1]] = np.arange(len(group))[::-1]
    events: list[dict[str, None]] = [{} for _ in range(count)]
    for stretch, event in zip(group, part["event_id"], strict=True):
        events[stretch][event] = None
    return {
        "place_id": np.asarray(place_ids, dtype=object)[stretches.place],
        "place_name": part["place_name"].astype(object).to_numpy()[at],
        "lon": part["lon"].to_numpy()[at],
        "lat": part["lat"].to_numpy()[at],
        "from": day_column(stretches.first),
        "to": day_column(stretches.last),
        "difference": kinds,
        "event_ids": [list(named) for named in events],
    }


def _area_differences(
    table: pd.DataFrame, rows: Stretches, areas: Mapping[str, Sequence[str]], sets: tuple[frozenset[str], ...],
    side_of: SideOf | None,
) -> pd.DataFrame:  # fmt: skip
    """Days on which one set speaks of a place and the other says otherwise of an area around it."""
    (side,) = side_numbers((table["holder"],), side_of)
    words = ("place_id", "place_name", "source_id", "holder", "event_id")
    said = pd.DataFrame({name: table[name].astype(object).to_numpy() for name in words})
    said = said.assign(side=side, lon=table["lon"].to_numpy(), lat=table["lat"].to_numpy())
    said = said.assign(first=rows.first, last=rows.last)
    said = said[(said["first"] <= said["last"]) & (said["side"] >= 0)]
    known = set(said["place_id"])
    links = [(place, area) for place in sorted(known) for area in areas.get(place, ()) if area in known - {place}]
    inside = pd.DataFrame(links, columns=["place_id", "area_id"], dtype=object).merge(said, on="place_id")
    pairs = inside.merge(said.rename(columns={"place_id": "area_id"}), on="area_id", suffixes=("", "_area"))
    begins = np.maximum(*(pairs[name].to_numpy(dtype=np.int64) for name in ("first", "first_area")))
    ends = np.minimum(*(pairs[name].to_numpy(dtype=np.int64) for name in ("last", "last_area")))
    by = [(pairs["source_id"].isin(one), pairs["source_id_area"].isin(other)) for one, other in (sets, sets[::-1])]
    across = (by[0][0] & by[0][1]) | (by[1][0] & by[1][1])
    keep = ((pairs["side"] != pairs["side_area"]) & across).to_numpy(dtype=bool) & (begins <= ends)
    found = []
    for row, begin, end in zip(pairs[keep].itertuples(), begins[keep], ends[keep], strict=True):
        place_says, area_says = _one(row.holder, row.source_id), _one(row.holder_area, row.source_id_area)
        place_first = row.source_id in sets[0]
        found.append(
            {
                "place_id": row.place_id, "place_name": row.place_name, "lon": row.lon, "lat": row.lat,
                "from": day_column(np.array([begin]))[0], "to": day_column(np.array([end]))[0], "difference": "area",
                "first_says": place_says if place_first else area_says,
                "second_says": area_says if place_first else place_says,
                "area_id": row.area_id, "area_name": row.place_name_area,
                "event_ids": [row.event_id, row.event_id_area],
            }
        )  # fmt: skip
    return pd.DataFrame(found)


def _one(holder: Any, source: Any) -> list[dict[str, Any]]:
    return [{"holder": holder, "state": "holds", "sources": [source], "n_sources": 1, "n_origins": 1}]


def _words(says: Sequence[Mapping[str, Any]]) -> str:
    """Answers in words: "ISIS (jnn, sana); contested (reuters)"."""
    return "; ".join(f"{said['holder'] or said['state']} ({', '.join(said['sources'])})" for said in says)
