"""How long a source takes to report, and who is first: from events to publication, and between sources."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from geo.days import UNKNOWN, IntArray, day_numbers
from geo.model import DatePrec

MOST_LAG_DAYS = 60
"""What is reported later is background to another story, and no measure of how fast a source reports."""

LAG_COLUMNS = ("source_id", "n", "median_days", "quarter_days", "three_quarter_days", "same_day_share", "n_background")
PAIR_LAG_COLUMNS = ("source_a", "source_b", "n", "median_days", "first_a", "same_day", "first_b")
FIRST_COLUMNS = ("source_id", "n_groups", "first", "first_share", "median_days_behind")


def reporting_lag(events: pd.DataFrame, *, most_days: int = MOST_LAG_DAYS) -> pd.DataFrame:
    """Days from what happened to its publication, a row a source (`LAG_COLUMNS`), most events first.

    Only events dated to the day or a few days, with a day of publication. `quarter_days` and `three_quarter_days` bound
    the middle half. Events told of more than `most_days` later are counted in `n_background` and left out of the
    rest; an event that would lie after its publication is an error of dating and left out.
    """
    happened, published = day_numbers(events["date_end"]), day_numbers(events["published_on"])
    known = (happened != UNKNOWN) & (published != UNKNOWN)
    known &= ~(events["date_prec"] > DatePrec.FEW_DAYS).to_numpy(dtype=bool, na_value=False)
    table = pd.DataFrame({"source_id": events["source_id"].astype(object).to_numpy(), "lag": published - happened})
    table = table[known & (table["lag"] >= 0).to_numpy()]
    late = table["lag"] > most_days
    background = table.loc[late, "source_id"].value_counts()
    grouped = table[~late].groupby("source_id")["lag"]
    result = pd.DataFrame(
        {
            "n": grouped.size(),
            "median_days": grouped.median(),
            "quarter_days": grouped.quantile(0.25),
            "three_quarter_days": grouped.quantile(0.75),
            "same_day_share": grouped.apply(lambda lags: round(float((lags == 0).mean()), 4)),
        }
    )
    result = result.reindex(sorted(set(result.index) | set(background.index)))
    result["n"] = result["n"].fillna(0).astype(int)
    result["n_background"] = background.reindex(result.index).fillna(0).astype(int)
    ordered = result.rename_axis("source_id").reset_index().sort_values(["n", "source_id"], ascending=[False, True])
    return ordered.reset_index(drop=True)[list(LAG_COLUMNS)]


def lag_between(groups: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """For each two sources, on the events that both report, by how many days the second is behind.

    `groups` come from `event_groups`; `n` is the number of groups that hold both, `median_days` the median of the
    second source's first publication less the first's (negative: the second is ahead), `first_a`, `same_day` and
    `first_b` how often which was first. Events without a day of publication are left out. `PAIR_LAG_COLUMNS`.
    """
    gaps: dict[tuple[str, str], list[int]] = {}
    for days in _first_published(groups, events):
        for one, other in combinations(sorted(days), 2):
            gaps.setdefault((one, other), []).append(days[other] - days[one])
    rows = [
        (one, other, len(found), float(np.median(found)), sum(gap > 0 for gap in found), found.count(0),
         sum(gap < 0 for gap in found))
        for (one, other), found in sorted(gaps.items())
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(PAIR_LAG_COLUMNS))


def who_is_first(groups: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """A row a source: of the events that it and another report, how many it published first (`FIRST_COLUMNS`).

    Sources that published on the same first day are all first. `median_days_behind` is the median distance to the
    first source of a group, 0 for the first themselves.
    """
    behind: dict[str, list[int]] = {}
    for days in _first_published(groups, events):
        earliest = min(days.values())
        for source, day in days.items():
            behind.setdefault(source, []).append(day - earliest)
    rows = [
        (source, len(found), found.count(0), round(found.count(0) / len(found), 4), float(np.median(found)))
        for source, found in behind.items()
    ]
    table = pd.DataFrame(rows, columns=list(FIRST_COLUMNS))
    return table.sort_values(["first", "source_id"], ascending=[False, True], ignore_index=True)


def _first_published(groups: pd.DataFrame, events: pd.DataFrame) -> list[dict[str, int]]:
    """For each group of at least two dated sources, the first day of publication of each source."""
    days: IntArray = day_numbers(events["published_on"])
    columns: list[Sequence[Any]] = [events["event_id"].tolist(), events["source_id"].tolist(), days.tolist()]
    known = {event: (source, day) for event, source, day in zip(*columns, strict=True) if day != UNKNOWN}
    found = []
    for members in groups["event_ids"]:
        first: dict[str, int] = {}
        for event in members:
            if event in known:
                source, day = known[event]
                first[source] = min(day, first.get(source, day))
        if len(first) > 1:
            found.append(first)
    return found
