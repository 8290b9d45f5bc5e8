"""Statements to answers: from which day to which day each of them is the answer for its source and place."""

from dataclasses import dataclass

import numpy as np

from geo.control.statements import FIRST_HOLDER, NONE, Actors, Statements
from geo.days import OPEN, UNKNOWN, DayArray, IntArray

_KEY_BITS = 21  # days within a pair's key: 5,700 years on both sides of 1970
_ZERO_DAY = 1 << (_KEY_BITS - 1)
_NEVER = OPEN << _KEY_BITS


def _key(pair: IntArray, day: DayArray) -> IntArray:
    return (pair << _KEY_BITS) + np.asarray(day) + _ZERO_DAY


@dataclass(frozen=True, slots=True)
class Runs:
    """For each statement about a holder, the run of statements of one outcome that it belongs to.

    `first` and `last` are the days the run's first and last statement speak of; `next_actor` and `next_first` the
    holder named by the run after it and its first day.
    """

    first: DayArray
    last: DayArray
    next_actor: IntArray
    next_first: DayArray


class Steps:
    """Which statement stands from when: keys of pair and day, and the statement that stands from there on."""

    def __init__(self, said: Statements) -> None:
        rank = np.arange(len(said))
        order = np.lexsort((rank, _key(said.pair, said.from_day)))
        key = _key(said.pair, said.from_day)[order]
        # Statements are sorted by pair, then by rank: the highest so far never comes from an earlier pair.
        standing = np.maximum.accumulate(order) if len(order) else order
        last = np.append(key[1:] != key[:-1], True)[: len(key)]
        self.key, self.standing = key[last], standing[last]

    def at(self, pair: IntArray, key: IntArray) -> IntArray:
        """The number of the statement that stands at each key, `NONE` before the first."""
        position = np.searchsorted(self.key, key, side="right") - 1
        found = np.maximum(position, 0)
        if not len(self.key):
            return np.full(len(key), NONE)
        same = (position >= 0) & ((self.key[found] >> _KEY_BITS) == pair)
        return np.where(same, self.standing[found], NONE)


class Answers:
    """The rows of the spans as arrays: pair, first and last day, and which statements each rests on."""

    def __init__(self, holders: Statements, sieges: Statements, actors: Actors, *, published: bool) -> None:
        self.holders, self.sieges, self.actors, self.published = holders, sieges, actors, published
        self.steps, siege_steps = Steps(holders), Steps(sieges)
        ended = _siege_ends(sieges, holders, actors)
        key = self._boundaries(ended)
        pair = key >> _KEY_BITS
        standing = self.steps.at(pair, key)
        siege = siege_steps.at(pair, key)
        if len(sieges):
            over = (siege != NONE) & ((key >= ended[siege]) | (sieges.actor[siege] == NONE))
            siege = np.where(over, NONE, siege)
        changing = self._changing(pair, key, standing)
        said = (standing != NONE) | (changing != NONE) | (siege != NONE)
        new = np.ones(len(key), bool)
        new[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in (pair, standing, changing, siege)])
        key, pair, standing, changing, siege = (
            column[new] for column in (key, pair, standing, changing, siege)
        )  # fmt: skip
        said = said[new]
        last = np.full(len(key), OPEN)
        if len(key):
            follows = pair[1:] == pair[:-1]
            days = (key & ((1 << _KEY_BITS) - 1)) - _ZERO_DAY
            last[:-1][follows] = days[1:][follows] - 1
            self.first: DayArray = days[said]
        else:
            self.first = np.empty(0, np.int64)
        self.pair, self.last = pair[said], last[said]
        self.standing, self.changing, self.siege = standing[said], changing[said], siege[said]

    def runs(self) -> Runs:
        """The runs of the statements that ever stand; what follows a run is left out of the published view."""
        holders = self.holders
        ever = self.steps.standing[np.append(True, np.diff(self.steps.standing) != 0)[: len(self.steps.standing)]]
        pair, outcome, end = holders.pair[ever], holders.outcome[ever], holders.end[ever]
        begins = np.ones(len(ever), bool)
        begins[1:] = (pair[1:] != pair[:-1]) | (outcome[1:] != outcome[:-1])
        run = np.cumsum(begins) - 1
        first = np.flatnonzero(begins)
        last = np.append(first[1:], len(ever)) - 1 if len(first) else first
        next_actor, next_first = np.full(len(first), NONE), np.full(len(first), UNKNOWN)
        if len(first) and not self.published:
            follows = np.append(pair[first][1:] == pair[first][:-1], False)
            next_actor[follows] = holders.actor[ever[first[1:]]][follows[:-1]]
            next_first[follows] = end[first[1:]][follows[:-1]]
        filled = [np.full(len(holders), UNKNOWN) for _ in range(4)]
        for column, values in zip(filled, (end[first], end[last], next_actor, next_first), strict=True):
            column[ever] = values[run]
        return Runs(*filled)

    def _boundaries(self, siege_ended: IntArray) -> IntArray:
        """Every key at which an answer may change, sorted."""
        holders, sieges = self.holders, self.sieges
        open_ = holders.opens < holders.from_day
        keys = [
            _key(holders.pair, holders.from_day),
            _key(holders.pair[open_], holders.opens[open_]),
            _key(holders.pair[open_], holders.end[open_]),
            _key(sieges.pair, sieges.from_day),
            siege_ended[siege_ended < _NEVER],
        ]
        key = np.sort(np.concatenate(keys))  # np.unique hashes, which is four times slower here
        distinct: IntArray = key[np.append(True, key[1:] != key[:-1])[: len(key)]]
        return distinct

    def _changing(self, pair: IntArray, key: IntArray, standing: IntArray) -> IntArray:
        """The statement that makes each boundary's days uncertain, `NONE` where none does.

        It is the next to stand of those that are open on the day and name another outcome than the standing one.
        """
        holders = self.holders
        open_ = np.flatnonzero(holders.opens < holders.from_day)
        result = np.full(len(key), NONE)
        if not len(open_):
            return result
        opens = _key(holders.pair[open_], holders.opens[open_])
        closes = _key(holders.pair[open_], holders.end[open_])
        count = np.searchsorted(np.sort(opens), key, side="right") - np.searchsorted(np.sort(closes), key, side="right")
        todo = np.flatnonzero(count > 0)
        outcome = np.where(standing == NONE, NONE, holders.outcome[standing])
        # `open_` is sorted by pair and end, as statements are; start at the first that ends after the day.
        candidate = np.searchsorted(closes, key[todo], side="right")
        while len(todo):
            inside = candidate < len(open_)
            todo, candidate = todo[inside], candidate[inside]
            same_pair = holders.pair[open_[candidate]] == pair[todo]
            todo, candidate = todo[same_pair], candidate[same_pair]
            fits = (opens[candidate] <= key[todo]) & (holders.outcome[open_[candidate]] != outcome[todo])
            result[todo[fits]] = open_[candidate[fits]]
            todo, candidate = todo[~fits], candidate[~fits] + 1
        return result


def _siege_ends(sieges: Statements, holders: Statements, actors: Actors) -> IntArray:
    """For each siege statement the key from which it is over because its besieger is said to hold the place."""
    never = np.full(len(sieges), _NEVER)
    if not len(sieges) or not len(holders):
        return never
    besieger = np.where(sieges.actor == NONE, NONE, FIRST_HOLDER + actors.side(sieges.actor))
    # Statements of both kinds in one order: pair, side, then the order of superseding; a siege goes before its end.
    pair = np.concatenate([holders.pair, sieges.pair])
    side = np.concatenate([holders.outcome, besieger])
    end, start = np.concatenate([holders.end, sieges.end]), np.concatenate([holders.start, sieges.start])
    from_day = np.concatenate([holders.from_day, np.zeros(len(sieges), np.int64)])
    is_siege = np.repeat([False, True], [len(holders), len(sieges)])
    order = np.lexsort((~is_siege, start, end, side, pair))
    group = np.append(0, np.cumsum((np.diff(pair[order]) != 0) | (np.diff(side[order]) != 0)))
    # The earliest day from which one that follows stands: a running least from the back. Keys of a group are less than
    # those of the groups behind it, so a least that came from another group is told by its group.
    keys = np.where(is_siege[order], _NEVER, _key(group, from_day[order]))
    least = np.minimum.accumulate(keys[::-1])[::-1]
    day = (least & ((1 << _KEY_BITS) - 1)) - _ZERO_DAY
    ends = np.where(least >> _KEY_BITS == group, _key(pair[order], day), _NEVER)
    result = np.empty(len(order), np.int64)
    result[order] = ends
    return np.maximum(result[len(holders) :], _key(sieges.pair, sieges.from_day))
