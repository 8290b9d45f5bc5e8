"""Where and when the sources disagree about who holds a place, the most telling first."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from geo.accounts.compared import Compared, Mask, answers_listed
from geo.accounts.sides import SideOf
from geo.accounts.stretches import Stretches, live_days, rows_within
from geo.control.accord import DATE_TOLERANCE_DAYS
from geo.control.holdings import CARRY_FORWARD_DAYS
from geo.days import IntArray, covered, day_column, day_number, day_numbers

DISAGREEMENT_COLUMNS = (
    "place_id", "place_name", "lon", "lat", "from", "to", "days", "difference", "answers", "sources", "n_sources",
    "n_origins", "days_since", "score", "event_ids",
)  # fmt: skip
"""The columns of a table of disagreements."""

_HALF_LIFE_DAYS = 365.0
_WEIGHTS = {"contradiction": 1.0, "age": 0.5, "date": 0.25}
_AREA_WEIGHTS = (1.0, 1.0, 1.0, 0.4, 0.4, 0.1, 0.1, 0.1)
"""By `where_prec`: that two sources name different holders of a province, or of a country, says little, as each may
speak of another part of it."""


def disagreements(
    spans: pd.DataFrame,
    *,
    carry_forward_days: int = CARRY_FORWARD_DAYS,
    side_of: SideOf | None = None,
    origins: Mapping[str, str] | None = None,
    date_tolerance_days: int = DATE_TOLERANCE_DAYS,
    today: dt.date | str | None = None,
) -> pd.DataFrame:
    """Every stretch of days on which live claims of two sources name different holders of one place, ranked.

    A stretch is as long as it can be: `from` and `to` are its first and last day, both included. `difference` is
    contradiction, date or age, as in `accord_on`; `answers` says who says what, `sources` names all that take part.
    `score` grows with the length, with the number of origins on the second side and with the recency (it halves with
    every year between `to` and `today`, by default the last day of any claim), and is larger for a contradiction
    than for a difference of age or date, and for a town than for a province or a country. Sorted by score, largest
    first; columns: `DISAGREEMENT_COLUMNS`.
    """
    told = np.flatnonzero(spans["state"].isin(["holds", "contested"]).to_numpy())
    table = spans.iloc[told]
    place, place_ids = pd.factorize(table["place_id"])
    first, last = live_days(table, carry_forward_days)
    said = Compared.of(table, place.astype(np.int64), len(place_ids), side_of)
    key, begins, ends = covered(said.key(), first, last)
    stretches = Stretches(*covered(key // said.width, begins, ends, least=2))
    where, begins, ends = stretches
    if not len(where):
        return pd.DataFrame(columns=list(DISAGREEMENT_COLUMNS))
    group, rows = rows_within(Stretches(said.group, first, last), stretches)
    part = table.iloc[rows]
    taking_part = Compared.of(part, group, len(where), side_of)
    everyone: Mask = np.ones(len(rows), bool)
    difference = taking_part.differences(everyone, date_tolerance_days)
    answers, n_origins = answers_listed(part, taking_part, everyone, origins)
    at = np.full(len(place_ids), len(place))
    np.minimum.at(at, place, np.arange(len(place)))
    latest = day_numbers(table["claim"]).max() if today is None else day_number(today)
    days = ends - begins + 1
    ages = np.maximum(latest - ends, 0)
    second = np.array([listed[1]["n_origins"] for listed in answers])
    weight = np.array([_WEIGHTS[kind] for kind in difference])
    precision = np.nan_to_num(table["where_prec"].to_numpy(dtype=float), nan=1.0).astype(np.int64)
    weight *= np.array(_AREA_WEIGHTS)[np.clip(precision[at[where]], 0, 7)]
    score = weight * np.log2(1 + days) * np.sqrt(second) * 0.5 ** (ages / _HALF_LIFE_DAYS)
    columns: dict[str, Any] = {
        "place_id": np.asarray(place_ids, dtype=object)[where],
        "place_name": table["place_name"].to_numpy(dtype=object)[at[where]],
        "lon": table["lon"].to_numpy()[at[where]],
        "lat": table["lat"].to_numpy()[at[where]],
        "from": day_column(begins),
        "to": day_column(ends),
        "days": days,
        "difference": difference,
        "answers": answers,
        "sources": [sorted({name for one in listed for name in one["sources"]}) for listed in answers],
        "n_origins": n_origins,
        "days_since": ages,
        "score": np.round(score, 3),
        "event_ids": _events(part, group, len(where)),
    }
    ranked = pd.DataFrame(columns)
    ranked["n_sources"] = ranked["sources"].map(len)
    order = ["score", "place_id", "from"]
    ranked = ranked.sort_values(order, ascending=[False, True, True], ignore_index=True)
    return ranked[list(DISAGREEMENT_COLUMNS)]


def _events(part: pd.DataFrame, group: IntArray, count: int) -> list[list[str]]:
    """The claims that the rows of each stretch rest on, each once."""
    named: list[dict[str, None]] = [{} for _ in range(count)]
    for stretch, event in zip(group, part["event_id"], strict=True):
        named[stretch][event] = None
    return [list(events) for events in named]
