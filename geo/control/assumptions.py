"""The reader's assumptions: what they are, in words, and what a change of them does to the picture."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.control.holdings import CARRY_FORWARD_DAYS, holdings_on
from geo.control.spans import holding_spans
from geo.control.statements import VIEWS
from geo.errors import BadQuery
from geo.model import DatePrec

_PRECISION_WORDS = {
    DatePrec.DAY: "to the day", DatePrec.FEW_DAYS: "to a few days or better", DatePrec.WEEK: "to the week or better",
    DatePrec.MONTH: "to the month or better", DatePrec.YEAR: "to the year or better",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a reader takes for granted when asking who holds what; printed on the map and in every export."""

    by: str = "happened"
    carry_forward_days: int = CARRY_FORWARD_DAYS
    min_date_prec: int | None = None
    reviewed_only: bool = False
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.by not in VIEWS:
            raise BadQuery(f"by={self.by!r} is no view; it is one of {', '.join(VIEWS)}")
        if self.carry_forward_days < 0:
            raise BadQuery(f"carry_forward_days={self.carry_forward_days} must not be negative")
        if self.min_date_prec is not None and self.min_date_prec not in _PRECISION_WORDS:
            raise BadQuery(f"min_date_prec={self.min_date_prec} is none of 1 (day) to 5 (year)")

    def words(self) -> str:
        """The assumptions in one line.

        >>> Assumptions(carry_forward_days=90, without=("jnn",)).words()
        'as reported of the day; a claim counts for 90 days; without jnn'
        """
        parts = [
            "as published by the day" if self.by == "published" else "as reported of the day",
            f"a claim counts for {_counted(self.carry_forward_days, 'day')}",
        ]
        if self.min_date_prec is not None:
            parts.append(f"only claims dated {_PRECISION_WORDS[DatePrec(self.min_date_prec)]}")
        if self.reviewed_only:
            parts.append("reviewed claims only")
        if self.without:
            parts.append(f"without {', '.join(self.without)}")
        return "; ".join(parts)

    def spans(self, claims: pd.DataFrame, *, side_of: Callable[[str], str] | None = None) -> pd.DataFrame:
        """The spans of `claims` under these assumptions (`holding_spans`)."""
        return holding_spans(
            claims, by=self.by, min_date_prec=self.min_date_prec, reviewed_only=self.reviewed_only,
            without=self.without, side_of=side_of,
        )  # fmt: skip

    def holdings(
        self, claims: pd.DataFrame, day: dt.date | str, *, side_of: Callable[[str], str] | None = None
    ) -> pd.DataFrame:
        """The holdings on a day under these assumptions (`holdings_on`)."""
        return holdings_on(self.spans(claims, side_of=side_of), day, carry_forward_days=self.carry_forward_days)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of assumptions does on one day: ids of places, sorted."""

    lose_holder: tuple[str, ...] = ()
    gain_holder: tuple[str, ...] = ()
    change_holder: tuple[str, ...] = ()
    begin_to_disagree: tuple[str, ...] = ()
    no_longer_disagree: tuple[str, ...] = ()

    def words(self) -> str:
        """The effect as one sentence for a person: "3 places lose their holder, 1 place gains one"."""
        parts = [
            _clause(self.lose_holder, "loses its holder", "lose their holder"),
            _clause(self.gain_holder, "gains a holder", "gain a holder"),
            _clause(self.change_holder, "has other holders", "have other holders"),
            _clause(self.begin_to_disagree, "becomes disputed between sources", "become disputed between sources"),
            _clause(self.no_longer_disagree, "is no longer disputed", "are no longer disputed"),
        ]
        return ", ".join(part for part in parts if part) or "nothing changes on this day"


def assumptions_effect(
    before: pd.DataFrame, after: pd.DataFrame, *, side_of: Callable[[str], str] | None = None
) -> Effect:
    """What differs between two tables of holdings of one day, made under different assumptions.

    A place has a holder where a claim that is not stale says so; it is disputed where two such claims name holders of
    different sides. `change_holder` are the places that have a holder in both tables, but not the same ones.
    """
    held = [_live_holders(table, side_of) for table in (before, after)]
    places = [set(table) for table in held]
    both = places[0] & places[1]
    disputed = [{place for place, sides in table.items() if len(sides) > 1} for table in held]
    return Effect(
        lose_holder=tuple(sorted(places[0] - places[1])),
        gain_holder=tuple(sorted(places[1] - places[0])),
        change_holder=tuple(sorted(place for place in both if held[0][place] != held[1][place])),
        begin_to_disagree=tuple(sorted(disputed[1] - disputed[0])),
        no_longer_disagree=tuple(sorted(disputed[0] - disputed[1])),
    )


def _live_holders(holdings: pd.DataFrame, side_of: Callable[[str], str] | None) -> dict[str, frozenset[str]]:
    live = (holdings["state"] == "holds").to_numpy(dtype=bool) & ~holdings["stale"].to_numpy(dtype=bool)
    place, places = pd.factorize(holdings["place_id"][live])
    holder, holders = pd.factorize(holdings["holder"][live])
    sides = [side_of(name) if side_of else name for name in holders]
    pairs = np.unique(np.stack([place, holder]), axis=1) if len(place) else np.empty((2, 0), np.int64)
    found: dict[str, set[str]] = {}
    for at, who in pairs.T:
        found.setdefault(places[at], set()).add(sides[who])
    return {name: frozenset(named) for name, named in found.items()}


def _clause(places: tuple[str, ...], one: str, many: str) -> str:
    return f"{_counted(len(places), 'place')} {one if len(places) == 1 else many}" if places else ""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
