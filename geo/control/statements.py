"""Claims to statements: what each says of the holder or of the siege, in the order in which they supersede each other.

The order within one source and one place: by the latest day the thing can have happened, then by the earliest (the
narrower claim is the better informed), then by the day of publication (the later text corrects the earlier). Claims
alike in all three are one statement: where they name one holder it stands, where they name several the source
contradicts itself and the place is contested.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.days import DayArray, IntArray, day_numbers
from geo.errors import BadQuery
from geo.model import Kind, Status

NOBODY, CONTESTED, FIRST_HOLDER = 0, 1, 2
"""Outcomes: nobody is said to hold, contested, and from `FIRST_HOLDER` on the number of a side."""

NONE = -1
"""No actor, no row, nothing."""

UNNAMED = "unnamed"
"""The besieger of a siege whose besieger no report names."""

VIEWS = ("happened", "published")

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of a table of claims by number, and the number of the side of each."""

    names: npt.NDArray[np.object_]
    sides: IntArray

    def side(self, actor: IntArray) -> IntArray:
        """The sides of actors; `NONE` stays."""
        return np.where(actor == NONE, NONE, self.sides[actor])


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements sorted by pair (a source on a place), then from superseded to superseding.

    `outcome` is a holder's side or a besieger's side, `actor` the number of the actor named (`NONE`: nobody),
    `event_first`/`event_count` the slice of `rows` that holds the row numbers of its claims. `from_day` is the day
    from which it stands, `opens` the first day on which it makes the place uncertain (`from_day` where it never does).
    """

    pair: IntArray
    outcome: IntArray
    actor: IntArray
    start: DayArray
    end: DayArray
    opens: DayArray
    from_day: DayArray
    rows: IntArray
    event_first: IntArray
    event_count: IntArray

    def __len__(self) -> int:
        return len(self.pair)


def counted(
    claims: pd.DataFrame, *, by: str, min_date_prec: int | None, reviewed_only: bool, without: Sequence[str]
) -> Mask:
    """Which claims count under the reader's assumptions. Raises BadQuery for an unknown view."""
    if by not in VIEWS:
        message = f"by={by!r} is no view; it is one of {', '.join(VIEWS)}"
        raise BadQuery(message)
    keep = np.ones(len(claims), bool)
    if by == "published":
        keep &= claims["published_on"].notna().to_numpy()
    if min_date_prec is not None:
        keep &= (claims["date_prec"] <= min_date_prec).to_numpy()
    if reviewed_only:
        keep &= claims["status"].isin([str(Status.ACCEPTED), str(Status.EDITED)]).to_numpy()
    if len(without):
        keep &= ~claims["source_id"].isin(list(without)).to_numpy()
    return keep


def actors_of(claims: pd.DataFrame, side_of: Callable[[str], str] | None) -> tuple[Actors, IntArray, IntArray]:
    """All actors and opponents as one list, and the number of each claim's actor and opponent."""
    actor, opponent = claims["actor"].cat, claims["opponent"].cat
    names = sorted({*actor.categories, *opponent.categories, UNNAMED})
    sides = [side_of(name) if side_of else name for name in names]
    numbers = {name: number for number, name in enumerate(names)}
    side_numbers = {side: number for number, side in enumerate(sorted(set(sides)))}
    listed = Actors(np.array(names, dtype=object), np.array([side_numbers[side] for side in sides], np.int64))
    return listed, _renumbered(actor, numbers), _renumbered(opponent, numbers)


def _renumbered(column: Any, numbers: dict[str, int]) -> IntArray:
    table = np.array([*(numbers[name] for name in column.categories), NONE], np.int64)
    numbered: IntArray = table[column.codes.to_numpy().astype(np.int64)]
    return numbered


def statements_of(
    claims: pd.DataFrame, pair: IntArray, actors: Actors, actor: IntArray, opponent: IntArray, *, by: str
) -> tuple[Statements, Statements]:
    """The statements about holders and those about sieges; `pair` numbers the source and place of each claim."""
    kind = _kind_masks(claims)
    named = actor != NONE
    gains = kind[Kind.CAPTURED] | ((kind[Kind.HOLDS] | kind[Kind.REPELLED]) & named)
    gives_up = kind[Kind.LOST] | kind[Kind.WITHDREW]
    holder = np.where(gains, actor, np.where(gives_up, opponent, NONE))
    loser = np.where(gives_up & (actor != holder), actor, NONE)
    outcome = np.where(holder != NONE, FIRST_HOLDER + actors.side(holder), NOBODY)
    outcome[kind[Kind.CONTESTED]] = CONTESTED
    order = _Order(claims, pair, by)
    about_holder = gains | gives_up | kind[Kind.CONTESTED]
    holders = order.statements(about_holder, outcome, holder, FIRST_HOLDER + actors.side(loser))
    unnamed = actors.names.tolist().index(UNNAMED)
    besieger = np.where(kind[Kind.BESIEGED], np.where(named, actor, unnamed), NONE)
    about_siege = kind[Kind.BESIEGED] | kind[Kind.SIEGE_LIFTED]
    return holders, order.statements(about_siege, actors.side(besieger), besieger, None)


def _kind_masks(claims: pd.DataFrame) -> dict[Kind, Mask]:
    codes, known = claims["kind"].cat.codes.to_numpy(), list(claims["kind"].cat.categories)
    return {kind: codes == (known.index(str(kind)) if str(kind) in known else -2) for kind in Kind}


class _Order:
    """Sorts chosen claims into statements."""

    def __init__(self, claims: pd.DataFrame, pair: IntArray, by: str) -> None:
        self.pair = pair
        self.start = day_numbers(claims["date_start"])
        self.opened = day_numbers(claims["opened_on"])
        self.end = day_numbers(claims["date_end"])
        self.published = day_numbers(claims["published_on"])
        self.by = by
        self.within = claims["char_start"].fillna(0).to_numpy(), claims["event_id"]

    def statements(self, chosen: Mask, outcome: IntArray, actor: IntArray, loser: IntArray | None) -> Statements:
        """The statements that the chosen claims make; without `loser` the last of several alike wins."""
        rows = np.flatnonzero(chosen)
        rows = rows[np.lexsort((self.published[rows], self.start[rows], self.end[rows], self.pair[rows]))]
        keys = self.pair[rows], self.end[rows], self.start[rows], self.published[rows]
        new = np.ones(len(rows), bool)
        new[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
        rows = self._event_order(rows, new)
        first = np.flatnonzero(new)
        count = np.diff(np.append(first, len(rows)))
        last = rows[first + count - 1]
        said, who = outcome[last], actor[last]
        if loser is not None and len(first) < len(rows):
            said, who = _reconciled(outcome[rows], actor[rows], loser[rows], first, count)
        end, published = self.end[last], self.published[last]
        opens = np.minimum.reduceat(self.opened[rows], first) if len(first) else first
        from_day = end
        if self.by == "published":
            from_day = np.maximum(end, published)
            opens = np.maximum(opens, published)
        opens = np.where(opens < end, opens, from_day)
        return Statements(self.pair[last], said, who, self.start[last], end, opens, from_day, rows, first, count)

    def _event_order(self, rows: IntArray, new: Mask) -> IntArray:
        """Claims alike put in the order in which they stand in their text, so that the input's order is no matter."""
        tie = ~new
        tie[:-1] |= ~new[1:]
        if not tie.any():
            return rows
        places, tied = np.flatnonzero(tie), rows[tie]
        offset, ids = self.within
        order = np.lexsort((ids.iloc[tied].astype(str).to_numpy(), offset[tied], np.cumsum(new)[tie]))
        rows = rows.copy()
        rows[places] = tied[order]
        return rows


def _reconciled(
    outcome: IntArray, actor: IntArray, loser: IntArray, first: IntArray, count: IntArray
) -> tuple[IntArray, IntArray]:
    """One outcome and actor a statement.

    The holder that is named, if it is one and no claim beside it says that it lost the place; contested where several
    are, or where one claim says contested; else nobody.
    """
    held = outcome >= FIRST_HOLDER
    low = np.minimum.reduceat(np.where(held, outcome, np.iinfo(np.int64).max), first)
    high = np.maximum.reduceat(np.where(held, outcome, NONE), first)
    disputed = np.logical_or.reduceat(outcome == CONTESTED, first) | ((high != NONE) & (low != high))
    disputed |= np.logical_or.reduceat(loser == np.repeat(high, count), first) & (high != NONE)
    position = np.maximum.reduceat(np.where(held, np.arange(len(outcome)), NONE), first)
    said = np.where(disputed, CONTESTED, np.where(high != NONE, high, NOBODY))
    who = np.where(said >= FIRST_HOLDER, actor[np.maximum(position, 0)], NONE)
    return said, who


__all__ = ["CONTESTED", "FIRST_HOLDER", "NOBODY", "NONE", "UNNAMED", "Actors", "Statements"]
