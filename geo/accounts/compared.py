"""Rows of several sources in groups (a place on a day, a place over some days), to be laid beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.accounts.sides import SideOf, origin_labels, side_numbers
from geo.days import OPEN, UNKNOWN, DayArray, IntArray, covered, day_numbers

Mask = npt.NDArray[np.bool_]

CONTESTED_ANSWER, NOBODY_ANSWER, FIRST_ANSWER = 0, 1, 2
"""Answers to "who holds it": contested, nobody named, and from `FIRST_ANSWER` on the number of a side."""

_SPREAD = 1 << 22  # days that a key of group, answer and day leaves room for


@dataclass(frozen=True, slots=True)
class Compared:
    """Parallel arrays, one item a row of holdings or spans.

    `group` numbers what is compared (0 to `count` - 1), `answer` says who holds; `since` and `until` are the first and
    last day of which the source's own claims speak (`since` is `OPEN` where they speak of none); `next_answer` and
    `next_from` what ends the answer, -1 and `UNKNOWN` where nothing does.
    """

    count: int
    group: IntArray
    answer: IntArray
    since: DayArray
    until: DayArray
    next_answer: IntArray
    next_from: DayArray

    @classmethod
    def of(cls, table: pd.DataFrame, group: IntArray, count: int, side_of: SideOf | None) -> "Compared":
        """The rows of a table of holdings or spans, grouped."""
        holder, following = side_numbers((table["holder"], table["next_holder"]), side_of)
        contested = (table["state"] == "contested").to_numpy(dtype=bool)
        named = np.where(holder < 0, NOBODY_ANSWER, holder + FIRST_ANSWER)
        since = day_numbers(table["certain_from"])
        return cls(
            count=count,
            group=group,
            answer=np.where(contested, CONTESTED_ANSWER, named),
            since=np.where(since == UNKNOWN, OPEN, since),
            until=day_numbers(table["certain_to"]),
            next_answer=np.where(following < 0, -1, following + FIRST_ANSWER),
            next_from=day_numbers(table["next_from"]),
        )

    @property
    def width(self) -> int:
        """How many numbers a group takes in `key`."""
        return int(max(self.answer.max(initial=0), self.next_answer.max(initial=0))) + 1

    def key(self) -> IntArray:
        """One number a group and answer."""
        return self.group * self.width + self.answer

    def distinct(self, chosen: Mask) -> IntArray:
        """How many different answers the chosen rows of each group give."""
        keys = np.unique(self.key()[chosen])
        return np.bincount(keys // self.width, minlength=self.count).astype(np.int64)

    def told_elsewhere(self, chosen: Mask, tolerance_days: int) -> Mask:
        """Which chosen rows end in a change that another row of the group tells of as well.

        The two may date it at most `tolerance_days` apart.
        """
        told = np.sort((self.key() * _SPREAD + self.since + (_SPREAD >> 1))[chosen & (self.since < OPEN)])
        able = chosen & (self.next_answer >= 0) & (self.next_from != UNKNOWN) & (self.next_answer != self.answer)
        result = np.zeros(len(self.group), bool)
        if not len(told):
            return result
        asked = (self.group * self.width + self.next_answer)[able] * _SPREAD + self.next_from[able] + (_SPREAD >> 1)
        position = np.searchsorted(told, asked)
        below, above = told[np.maximum(position - 1, 0)], told[np.minimum(position, len(told) - 1)]
        result[able] = np.minimum(np.abs(asked - below), np.abs(above - asked)) <= tolerance_days
        return result

    def differences(self, chosen: Mask, tolerance_days: int) -> npt.NDArray[np.object_]:
        """How the chosen rows of each group differ, given that they do: contradiction, date or age.

        Rows that only date a change later than another row are set aside first. If the rest still differ, they
        contradict each other where claims speak of the same days; else one is older than the other.
        """
        late = self.told_elsewhere(chosen, tolerance_days)
        left = chosen & ~late
        key, first, last = covered(self.key()[left], self.since[left], self.until[left])
        clash = np.zeros(self.count, bool)
        clash[covered(key // self.width, first, last, least=2)[0]] = True
        dated = (self.distinct(left) <= 1) & (np.bincount(self.group[late], minlength=self.count) > 0)
        kinds: npt.NDArray[np.object_] = np.select([clash, dated], ["contradiction", "date"], "age").astype(object)
        return kinds


def answers_listed(
    table: pd.DataFrame, compared: Compared, chosen: Mask, origins: Mapping[str, str] | None
) -> tuple[list[list[dict[str, Any]]], list[int]]:
    """Who says what in each group, most origins first, and how many origins the group has in all.

    Each answer is a dict of holder, state, sources (sorted), n_sources, n_origins.
    """
    rows = np.flatnonzero(chosen)
    part = table.iloc[rows]
    group = compared.group[rows]
    origin = origin_labels(group, part["source_id"], part["attributed_to"], part["article_id"], origins)
    listed: list[dict[int, dict[str, Any]]] = [{} for _ in range(compared.count)]
    columns = (part[name].astype(object) for name in ("holder", "state", "source_id"))
    for at, answer, label, holder, state, source in zip(group, compared.answer[rows], origin, *columns, strict=True):
        named = holder if isinstance(holder, str) else None
        said = listed[at].setdefault(
            int(answer), {"holder": named, "state": state, "sources": set(), "n_sources": 0, "n_origins": set()}
        )
        said["sources"].add(source)
        said["n_origins"].add(int(label))
    totals = [len(set().union(*(said["n_origins"] for said in answers.values()))) for answers in listed]
    for answers in listed:
        for said in answers.values():
            said["n_sources"], said["n_origins"] = len(said["sources"]), len(said["n_origins"])
            said["sources"] = sorted(said["sources"])
    return [sorted(answers.values(), key=_weight) for answers in listed], totals


def _weight(said: dict[str, Any]) -> tuple[int, int, str]:
    return -said["n_origins"], -said["n_sources"], str(said["holder"])
