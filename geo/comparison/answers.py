"""Claims that answer each other: a denial of what another reports, a contrary claim about the same place."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.accounts.sides import side_numbers
from geo.comparison.candidates import Points, distance_km, near_pairs
from geo.comparison.likeness import kind_families, kind_likeness
from geo.days import UNKNOWN, IntArray, day_numbers
from geo.model import Kind, Stance, Status, WherePrec

ANSWER_COLUMNS = ("event_id", "answer_id", "relation", "days_apart", "km", "reason")
"""The columns of a table of answers."""

_LIKE = 0.5
_UNNAMED_DAYS = 1
_MOST_CONTRARY = 200
"""A claim is laid beside so many that follow on the same place, the nearest first: a place with hundreds of claims a
week would otherwise cost the square of its claims."""

DENIED_BY, DENIES, CONTRADICTED_BY = "denied by", "denies", "contradicted by"

_NAMES_ACTOR = (str(Kind.CAPTURED), str(Kind.HOLDS), str(Kind.REPELLED))
_NAMES_OPPONENT = (str(Kind.LOST), str(Kind.WITHDREW))


def claims_answered(
    events: pd.DataFrame | pa.Table,
    *,
    km: float = 10.0,
    days: int = 7,
    side_of: Callable[[str], str] | None = None,
) -> pd.DataFrame:
    """Which events answer each other, each link in both directions (`ANSWER_COLUMNS`).

    `denied by` and `denies` link an asserted event with a denied one at most `km` apart; they may be of one source,
    which reports a claim and its denial. Where both name one actor their kinds are alike and they lie at most `days`
    apart; where one of them names nobody, a denial is only linked with a report of the same kind on the same day or
    the next, for a denial that is laid at the wrong door is worse than one that is not linked.
    `contradicted by` (both ways) links asserted claims of different sources that name holders of different sides for
    one place at most `days` apart, of the 200 that follow a claim. `days_apart` runs from the event to its answer and
    is negative where the answer is of an earlier day. Left out are events that are unplaced, undated, dated to a month
    or worse, or rejected.
    """
    table = _usable(pd.DataFrame(events.to_pandas(date_as_object=False) if isinstance(events, pa.Table) else events))
    if len(table) < 2:
        return pd.DataFrame(columns=list(ANSWER_COLUMNS))
    (actor, opponent) = side_numbers((table["actor"], table["opponent"]), side_of)
    points = Points(
        table["longitude"].to_numpy(dtype=float), table["latitude"].to_numpy(dtype=float),
        day_numbers(table["date_start"]), day_numbers(table["date_end"]),
        kind_families(table["kind"]), np.zeros(len(table), np.int64),
    )  # fmt: skip
    event, denial = _denials(table, points, actor, km=km, days=days)
    one, other = _contraries(table, points, actor, opponent, days=days)
    links = pd.concat(
        [
            _linked(table, points, (event, denial), DENIED_BY),
            _linked(table, points, (denial, event), DENIES),
            _linked(table, points, (one, other), CONTRADICTED_BY),
            _linked(table, points, (other, one), CONTRADICTED_BY),
        ],
        ignore_index=True,
    )
    return links.sort_values(["event_id", "relation", "answer_id"], ignore_index=True)[list(ANSWER_COLUMNS)]


def _usable(table: pd.DataFrame) -> pd.DataFrame:
    start, end = day_numbers(table["date_start"]), day_numbers(table["date_end"])
    keep = (start != UNKNOWN) & (end != UNKNOWN) & (end >= start) & (end - start < 28)
    keep &= table["longitude"].notna().to_numpy() & table["latitude"].notna().to_numpy()
    keep &= ~(table["where_prec"] >= WherePrec.VAGUE_AREA).to_numpy(dtype=bool, na_value=False)
    keep &= (table["status"] != str(Status.REJECTED)).to_numpy(dtype=bool)
    keep &= table["stance"].isin([str(Stance.ASSERTED), str(Stance.DENIED)]).to_numpy(dtype=bool)
    usable: pd.DataFrame = table.loc[keep].reset_index(drop=True)
    return usable


def _denials(
    table: pd.DataFrame, points: Points, actor: IntArray, *, km: float, days: int
) -> tuple[IntArray, IntArray]:
    """Pairs of an asserted event and a denied one."""
    denied = (table["stance"] == str(Stance.DENIED)).to_numpy(dtype=bool)
    # Denials are few among many reports, so an event is laid beside more neighbours than for proposals.
    first, second = near_pairs(points, km=km, days=days, most=100)
    keep = denied[first] != denied[second]
    first, second = first[keep], second[keep]
    kinds, names = pd.factorize(table["kind"])
    like = kind_likeness([str(name) for name in names])[kinds[first], kinds[second]]
    named = (actor[first] >= 0) & (actor[second] >= 0)
    gap = np.maximum(points.first[first], points.first[second]) - np.minimum(points.last[first], points.last[second])
    keep = np.where(named, (like >= _LIKE) & (actor[first] == actor[second]), (like >= 1) & (gap <= _UNNAMED_DAYS))
    first, second = first[keep], second[keep]
    return np.where(denied[first], second, first), np.where(denied[first], first, second)


def _contraries(
    table: pd.DataFrame, points: Points, actor: IntArray, opponent: IntArray, *, days: int
) -> tuple[IntArray, IntArray]:
    """Pairs of asserted claims that name holders of different sides for one place, the earlier one first."""
    kind = table["kind"].astype(object)
    holder = np.where(kind.isin(_NAMES_ACTOR), actor, np.where(kind.isin(_NAMES_OPPONENT), opponent, -1))
    holder[(table["stance"] == str(Stance.DENIED)).to_numpy(dtype=bool) | table["place_id"].isna().to_numpy()] = -1
    rows = np.flatnonzero(holder >= 0)
    place = pd.factorize(table["place_id"])[0].astype(np.int64)
    source = pd.factorize(table["source_id"])[0]
    order = rows[np.lexsort((points.first[rows], place[rows]))]
    spread = 1 << 42
    key = place[order] * spread + points.first[order]
    high = np.searchsorted(key, place[order] * spread + points.last[order] + days, side="right")
    count = np.clip(high - np.arange(len(order)) - 1, 0, _MOST_CONTRARY)
    first = np.repeat(np.arange(len(order)), count)
    begins = np.append(0, np.cumsum(count)[:-1])[: len(count)]
    second = order[np.arange(int(count.sum())) - np.repeat(begins, count) + first + 1]
    first = order[first]
    keep = (holder[first] != holder[second]) & (source[first] != source[second])
    return first[keep], second[keep]


def _linked(table: pd.DataFrame, points: Points, pair: tuple[IntArray, IntArray], relation: str) -> pd.DataFrame:
    """The links from the first events of pairs to the second."""
    one, other = pair
    gap = points.last[other] - points.last[one]
    ids = table["event_id"].to_numpy(dtype=object)
    columns = (table["source_id"].to_numpy(dtype=object)[other], table["place_name"].to_numpy(dtype=object)[other], gap)
    return pd.DataFrame(
        {
            "event_id": ids[one],
            "answer_id": ids[other],
            "relation": relation,
            "days_apart": gap,
            "km": np.round(distance_km(points, one, other), 1),
            "reason": [
                f"{relation} {source}, {place}, {_away(days)}" for source, place, days in zip(*columns, strict=True)
            ],
        }
    )


def _away(days: int) -> str:
    if days == 0:
        return "on the same day"
    return f"{abs(days)} day{'s' if abs(days) > 1 else ''} {'later' if days > 0 else 'before'}"
