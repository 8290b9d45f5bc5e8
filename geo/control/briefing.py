"""What a reader is told of one day: the places that are disputed or changed hands, and who says what of each."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from geo.accounts.sides import SideOf
from geo.control.accord import accord_on, silent_sources
from geo.control.holdings import CARRY_FORWARD_DAYS, holdings_on

CHANGE_DAYS = 30
"""A claim this young on the day makes its place one that changed hands lately."""

_DIFFERENCE_RANK = {"contradiction": 0, "date": 1, "area": 2, "age": 3}


@dataclass(frozen=True, slots=True)
class SourceSays:
    """What one source's claims say of a place on the day. Days are inclusive; `age_days` counts from its last claim."""

    source_id: str
    state: str
    holder: str | None
    previous: str | None
    besieger: str | None
    since: dt.date | None
    claim: dt.date | None
    age_days: int
    stale: bool
    event_id: str
    attributed_to: str | None


@dataclass(frozen=True, slots=True)
class PlaceBriefing:
    """One place on the day: accord and difference after `accord_on`, a row a speaking source, and who is silent."""

    place_id: str
    place_name: str
    lon: float
    lat: float
    accord: str
    difference: str
    n_sources: int
    n_origins: int
    is_recent: bool
    says: tuple[SourceSays, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayBriefing:
    """The places worth telling of, the disputed first; `n_places` counts all with a live claim."""

    day: dt.date
    places: tuple[PlaceBriefing, ...] = ()
    n_places: int = 0
    n_disputed: int = 0
    n_recent: int = 0
    event_ids: tuple[str, ...] = field(default=())


def briefing_on(
    spans: pd.DataFrame,
    day: dt.date,
    *,
    sources: Sequence[str],
    carry_forward_days: int = CARRY_FORWARD_DAYS,
    without: Sequence[str] = (),
    side_of: SideOf | None = None,
    origins: Mapping[str, str] | None = None,
    areas: Mapping[str, Sequence[str]] | None = None,
    first: str | None = None,
    limit: int = 12,
) -> DayBriefing:
    """The briefing of a day from spans (`holding_spans`): disputed places, then those that changed lately, then others.

    `sources` are all sources in the order to name them; those in `without` neither speak nor count as silent. At most
    `limit` places are told of, with differences of area where `areas` says what holds what; the place_id `first`, where
    it has a live claim, leads. `event_ids` are the claims that the told rows rest on.
    """
    visible = [source for source in sources if source not in set(without)]
    holdings = holdings_on(spans, day, carry_forward_days=carry_forward_days, without=without)
    accords = accord_on(holdings, side_of=side_of, origins=origins, areas=areas)
    accords = accords.loc[accords["accord"] != "silent"]
    if not len(accords):
        return DayBriefing(day)
    live = holdings.loc[~holdings["stale"].astype(bool)]
    youngest = live.groupby("place_id", observed=True)["age_days"].min()
    told = accords.assign(age=accords["place_id"].map(youngest))
    told["is_recent"] = told["age"] <= CHANGE_DAYS
    kind = np.array([_DIFFERENCE_RANK.get(difference, 9) for difference in told["difference"]])
    told["rank"] = np.where(told["accord"] == "disagree", 0, 10) + kind
    told.loc[told["place_id"] == first, "rank"] = -1
    told = told.sort_values(
        ["rank", "is_recent", "n_sources", "age", "place_name"], ascending=[True, False, False, True, True]
    )
    rows_of = {str(key): group for key, group in holdings.groupby("place_id", observed=True)}
    places = tuple(
        _place(row, rows_of[row["place_id"]], tuple(silent_sources(holdings, row["place_id"], visible)))
        for row in told.head(limit).to_dict("records")
    )
    return DayBriefing(
        day=day,
        places=places,
        n_places=len(told),
        n_disputed=int((told["accord"] == "disagree").sum()),
        n_recent=int(told["is_recent"].sum()),
        event_ids=tuple(says.event_id for place in places for says in place.says),
    )


def _place(row: Mapping[Any, Any], holdings: pd.DataFrame, silent: tuple[str, ...]) -> PlaceBriefing:
    ordered = holdings.sort_values(["stale", "age_days", "source_id"])
    return PlaceBriefing(
        place_id=str(row["place_id"]),
        place_name=str(row["place_name"]),
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        accord=str(row["accord"]),
        difference=str(row["difference"]),
        n_sources=int(row["n_sources"]),
        n_origins=int(row["n_origins"]),
        is_recent=bool(row["is_recent"]),
        says=tuple(_says(one) for one in ordered.to_dict("records")),
        silent=silent,
    )


def _says(row: Mapping[Any, Any]) -> SourceSays:
    return SourceSays(
        source_id=str(row["source_id"]),
        state=str(row["state"]),
        holder=_text(row["holder"]),
        previous=_text(row["previous"]),
        besieger=_text(row["besieger"]),
        since=_day(row["since"]),
        claim=_day(row["claim"]),
        age_days=int(row["age_days"]),
        stale=bool(row["stale"]),
        event_id=str(row["event_id"]),
        attributed_to=_text(row["attributed_to"]),
    )


def _text(value: Any) -> str | None:
    return None if value is None or pd.isna(value) or value == "" else str(value)


def _day(value: Any) -> dt.date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()
