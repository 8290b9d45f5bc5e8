"""Differences between a place and the area that holds it: a city and its province, a quarter and its city."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from geo.accounts.sides import SideOf, side_numbers

AREA_COLUMNS = (
    "place_id", "place_name", "source_id", "holder", "area_id", "area_name", "area_source_id", "area_holder",
)  # fmt: skip
"""The columns of a table of differences of area."""


def area_differences(
    holdings: pd.DataFrame, areas: Mapping[str, Sequence[str]], *, side_of: SideOf | None = None
) -> pd.DataFrame:
    """Where one source says who holds a place and another names a different holder for an area around it.

    `areas` maps a place's id to the ids of the areas that hold it. Both may be right (a province is rarely held
    whole), so these are told apart from disagreements. Stale claims are left out. Columns: `AREA_COLUMNS`.
    """
    held = holdings.loc[(holdings["state"] == "holds") & ~holdings["stale"].astype(bool)]
    (side,) = side_numbers((held["holder"],), side_of)
    said = held[["place_id", "place_name", "source_id", "holder"]].assign(side=side)
    ids = said["place_id"].unique()
    told = set(ids)
    links = [(place, area) for place in ids for area in areas.get(place, ()) if area in told and area != place]
    inside = pd.DataFrame(links, columns=["place_id", "area_id"], dtype=object).merge(said, on="place_id")
    around = said.rename(columns={"place_id": "area_id"})
    pairs = inside.merge(around, on="area_id", suffixes=("", "_around"))
    differ = (pairs["side"] != pairs["side_around"]) & (pairs["source_id"] != pairs["source_id_around"])
    named = pairs.loc[np.asarray(differ, dtype=bool)].rename(
        columns={"place_name_around": "area_name", "source_id_around": "area_source_id", "holder_around": "area_holder"}
    )
    return named[list(AREA_COLUMNS)].reset_index(drop=True)
