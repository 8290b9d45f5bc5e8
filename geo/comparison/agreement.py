"""How far each two sources agree about who holds what: the agreement matrix."""

import numpy as np
import pandas as pd

from geo.accounts import Compared, SideOf
from geo.accounts.stretches import live_days
from geo.days import IntArray

AGREEMENT_COLUMNS = (
    "source_a", "source_b", "shared_places", "shared_place_days", "agreeing_place_days", "agreement",
)  # fmt: skip
"""The columns of a table of agreement."""

_CHUNK = 200_000


def agreement_matrix(
    spans: pd.DataFrame, *, carry_forward_days: int = 180, side_of: SideOf | None = None
) -> pd.DataFrame:
    """For each two sources on how many days of how many places both speak, and the share on which they agree.

    One row a pair in either order (so that it draws as a square), sources without a common day included: their
    `agreement` is missing, not 0. A place-day is one day of one place; only claims not older than
    `carry_forward_days` count. Two sources agree where they name holders of one side, or both say contested.
    """
    names = sorted(map(str, spans["source_id"].astype(object).unique()))
    table = spans.iloc[np.flatnonzero(spans["state"].isin(["holds", "contested"]).to_numpy(dtype=bool))]
    first, last = live_days(table, carry_forward_days)
    table, first, last = table[first <= last], first[first <= last], last[first <= last]
    place = pd.factorize(table["place_id"])[0].astype(np.int64)
    source = pd.Categorical(table["source_id"].astype(object), categories=names).codes.astype(np.int64)
    answer = Compared.of(table, place, int(place.max(initial=-1)) + 1, side_of).answer
    count = len(names)
    shared, agreed, places = (np.zeros((count, count)) for _ in range(3))
    spread = 1 << 42
    edges = np.unique(np.concatenate([place * spread + first, place * spread + last + 1]))
    low = np.searchsorted(edges, place * spread + first)
    high = np.searchsorted(edges, place * spread + last + 1)
    for begin in range(0, len(edges), _CHUNK):
        grid = _answers_grid(
            (np.maximum(low - begin, 0), np.minimum(high - begin, _CHUNK)), source, answer,
            (min(_CHUNK, len(edges) - begin), count),
        )  # fmt: skip
        ends = np.append(edges[begin + 1 : begin + _CHUNK + 1], edges[-1:])[: len(grid)]
        days = (ends - edges[begin : begin + len(grid)]).astype(float)
        speaks = (grid >= 0).astype(float)
        days = np.where(speaks.any(axis=1), days, 0.0)
        shared += (speaks * days[:, None]).T @ speaks
        for said in np.unique(grid[grid >= 0]):
            named = (grid == said).astype(float)
            agreed += (named * days[:, None]).T @ named
    for number in range(count):
        mine = np.isin(place, place[source == number])
        pairs = pd.DataFrame({"place": place[mine], "source": source[mine]}).drop_duplicates()
        places[number] = np.bincount(pairs["source"], minlength=count)
    rows = [
        (names[a], names[b], int(places[a, b]), int(shared[a, b]), int(agreed[a, b]),
         round(agreed[a, b] / shared[a, b], 4) if shared[a, b] else np.nan)
        for a in range(count) for b in range(count) if a != b
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(AGREEMENT_COLUMNS))


def _answers_grid(
    reach: tuple[IntArray, IntArray], source: IntArray, answer: IntArray, shape: tuple[int, int]
) -> IntArray:
    """Who says what in each stretch (rows) by source (columns), -1 where a source is silent."""
    grid = np.full(shape, -1, np.int64)
    low, high = reach
    number = np.maximum(high - low, 0)
    begins = np.append(0, np.cumsum(number)[:-1])[: len(number)]
    row = np.repeat(low - begins, number) + np.arange(int(number.sum()))
    grid[row, np.repeat(source, number)] = np.repeat(answer, number)
    return grid
