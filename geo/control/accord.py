"""Holdings of several sources laid beside each other: do they agree, and if not, in what way do they differ?"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from geo.accounts.compared import Compared, answers_listed
from geo.accounts.sides import SideOf
from geo.control.areas import area_differences

DATE_TOLERANCE_DAYS = 7
"""How far apart two sources may date one change for it to count as a mere difference of date."""

ACCORD_COLUMNS = (
    "place_id", "place_name", "lon", "lat", "accord", "difference", "holder", "answers", "n_sources", "n_origins",
    "n_stale",
)  # fmt: skip
"""The columns of a table of accords."""

_CLASS = {"holds": 0, "contested": 0, "changing": 1, "nobody": 2}
"""How much a state says; where a source says more, those that say less are not compared."""


def accord_on(
    holdings: pd.DataFrame,
    *,
    side_of: SideOf | None = None,
    origins: Mapping[str, str] | None = None,
    areas: Mapping[str, Sequence[str]] | None = None,
    date_tolerance_days: int = DATE_TOLERANCE_DAYS,
) -> pd.DataFrame:
    """One row a place: `accord` is agree, disagree, single or silent, and `difference` how the sources differ.

    Only live claims count; a place of which nothing but stale claims is left is silent. Sources are compared by whom
    they say holds the place (by side, where `side_of` is given) or that it is contested; one that says it is changing
    hands, or that somebody left it, contradicts nobody and is compared only where no other says more.

    `difference` is `contradiction` (the sources' own claims speak of the same days and name different holders), `date`
    (they tell of the same change, at most `date_tolerance_days` apart), `age` (the claims that differ are not of the
    same days, or one of them is stale), `area` (no difference on the place, but another source says otherwise of an
    area that holds it or of a place within; needs `areas`, place to the areas that hold it), `only_one` or empty.

    `answers` lists who says what, most origins first: dicts of holder, state, sources, n_sources, n_origins. Reports
    of one origin count once in `n_origins`: those that cite the same speaker, and those whose articles `origins`
    (article to origin) maps to one text. `holder` is named where all agree; `n_stale` counts the sources left out as
    stale.
    """
    if not len(holdings):
        return pd.DataFrame(columns=list(ACCORD_COLUMNS))
    place, place_ids = pd.factorize(holdings["place_id"])
    count = len(place_ids)
    said = Compared.of(holdings, place.astype(np.int64), count, side_of)
    live = ~holdings["stale"].to_numpy(dtype=bool)
    rank = holdings["state"].astype(object).map(_CLASS).to_numpy(dtype=np.int64)
    best = np.full(count, len(_CLASS))
    np.minimum.at(best, place[live], rank[live])
    compared = live & (rank == best[place])
    n_sources = np.bincount(place[compared], minlength=count)
    accord = np.select(
        [n_sources == 0, n_sources == 1, said.distinct(compared) == 1], ["silent", "single", "agree"], "disagree"
    )
    odd = np.zeros(count, bool)
    stale = ~live & (rank == 0)
    odd[place[stale & ~np.isin(said.key(), said.key()[compared])]] = True
    difference = np.select(
        [accord == "disagree", odd & (accord != "silent")],
        [said.differences(compared, date_tolerance_days), np.full(count, "age", dtype=object)],
        np.full(count, "", dtype=object),
    )
    if areas is not None:
        elsewhere = area_differences(holdings, areas, side_of=side_of)
        differs = np.isin(place_ids.astype(object), [*elsewhere["place_id"], *elsewhere["area_id"]])
        difference[(difference == "") & differs] = "area"
    difference[(difference == "") & (accord == "single")] = "only_one"
    answers, n_origins = answers_listed(holdings, said, compared, origins)
    agreed = np.isin(accord, ["agree", "single"])
    first = np.full(count, len(place))
    np.minimum.at(first, place, np.arange(len(place)))
    table: dict[str, Any] = {
        "place_id": place_ids,
        **{name: holdings[name].to_numpy()[first] for name in ("place_name", "lon", "lat")},
        "accord": accord.astype(object),
        "difference": difference,
        "holder": [listed[0]["holder"] if same else None for listed, same in zip(answers, agreed, strict=True)],
        "answers": answers,
        "n_sources": n_sources,
        "n_origins": n_origins,
        "n_stale": np.bincount(place[~live], minlength=count),
    }
    table["holder"] = pd.Series(table["holder"], dtype=object)
    return pd.DataFrame(table)[list(ACCORD_COLUMNS)].sort_values("place_id", ignore_index=True)


def silent_sources(holdings: pd.DataFrame, place_id: str, sources: Sequence[str]) -> list[str]:
    """Those of `sources` that have no live claim on a place, in the given order."""
    speaking = set(holdings.loc[(holdings["place_id"] == place_id) & ~holdings["stale"].astype(bool), "source_id"])
    return [source for source in sources if source not in speaking]
