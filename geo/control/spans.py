"""Claims to spans: the whole history of who is said to hold what, exact at every boundary."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.control.answers import Answers
from geo.control.statements import (
    CONTESTED,
    FIRST_HOLDER,
    NOBODY,
    NONE,
    Statements,
    actors_of,
    counted,
    statements_of,
)
from geo.days import UNKNOWN, IntArray, day_column

STATES = ("holds", "contested", "changing", "nobody")
"""In the feed's order: a place is held, contested, changing hands, or nobody is said to hold it."""

HOLDS_STATE, CONTESTED_STATE, CHANGING_STATE, NOBODY_STATE = range(4)

SPAN_COLUMNS = (
    "place_id", "place_name", "lon", "lat", "place_kind", "where_prec", "radius_m", "source_id", "state", "holder",
    "besieger", "previous", "from", "to", "certain_from", "certain_to", "claim", "next_holder", "next_from", "event_id",
    "event_ids", "article_id", "attributed_to", "published_on",
)  # fmt: skip
"""The columns of a table of spans."""


def holding_spans(
    claims: pd.DataFrame,
    *,
    by: str = "happened",
    min_date_prec: int | None = None,
    reviewed_only: bool = False,
    without: Sequence[str] = (),
    side_of: Callable[[str], str] | None = None,
) -> pd.DataFrame:
    """Who is said to hold what, as spans of days: one row a source, place and unchanged answer, sorted so.

    `claims` come from `claims_from_events`. `by="happened"` lets a claim stand from the day it speaks of,
    `by="published"` from its publication at the earliest, so that no day rests on what was published after it; claims
    without a day of publication are left out of that view. `min_date_prec` is the coarsest `date_prec` that counts,
    claims without one are then left out; `reviewed_only` counts accepted and edited events alone; `without` names
    sources to leave out. `side_of` maps an actor to its side: names of one side restate each other.

    Columns (`SPAN_COLUMNS`): `from` and `to` are the first and last day of the answer, both included, `to` is NaT
    where no later claim ends it. `state` is holds, contested, changing or nobody; while a place is `changing`, `holder`
    is the new holder that is claimed and `previous` the one who stood. `certain_from` and `certain_to` are the first
    and the last day that the source's own claims speak of while the holder stays the same (NaT while changing, and
    where only a siege is told of); days of the span outside them are carried forward. `claim` is the day of the last
    claim, from which its age counts. `next_holder` and `next_from` tell what ends the stay of the holder
    (empty in the published view). `event_id` is the claim that the row rests on, `event_ids` all of them; `article_id`,
    `attributed_to` and `published_on` are that event's. Raises BadQuery for an unknown `by`.
    """
    keep = counted(claims, by=by, min_date_prec=min_date_prec, reviewed_only=reviewed_only, without=without)
    claims = claims.loc[keep].reset_index(drop=True) if not keep.all() else claims
    actors, actor, opponent = actors_of(claims, side_of)
    source_count = max(len(claims["source_id"].cat.categories), 1)
    pair = claims["place_id"].cat.codes.to_numpy().astype(np.int64) * source_count
    pair += claims["source_id"].cat.codes.to_numpy()
    holders, sieges = statements_of(claims, pair, actors, actor, opponent, by=by)
    answers = Answers(holders, sieges, actors, published=by == "published")
    return _table(answers, claims, source_count)


def _table(answers: Answers, claims: pd.DataFrame, source_count: int) -> pd.DataFrame:
    """The answers as a table of `SPAN_COLUMNS`."""
    holders, sieges = answers.holders, answers.sieges
    standing, changing, siege = answers.standing, answers.changing, answers.siege
    is_changing, bare = changing != NONE, (standing == NONE) & (changing == NONE)
    shown = np.where(is_changing, changing, standing)
    settled = ~is_changing & ~bare
    run = answers.runs()
    claim = np.where(is_changing, answers.last, _at(holders.end, shown, UNKNOWN))
    claim = np.where(bare, _at(sieges.end, siege, UNKNOWN), claim)
    certain_to = claim if answers.published else run.last[standing] if len(run.last) else claim
    event_rows, event_first = _event_rows(answers, shown)
    last_row = np.where(bare, _last_row(sieges, siege), _last_row(holders, shown))
    place, source = answers.pair // source_count, answers.pair % source_count
    names = answers.actors.names
    nobody = np.full(len(standing), NONE)
    columns: dict[str, Any] = {
        "place_id": _categories(place, claims["place_id"]),
        **_place_columns(claims, place),
        "source_id": _categories(source, claims["source_id"]),
        "state": pd.Categorical.from_codes(_states(holders.outcome, shown, is_changing), categories=_objects(STATES)),
        "holder": _named(_at(holders.actor, shown, NONE), names),
        "besieger": _named(_at(sieges.actor, siege, NONE), names),
        "previous": _named(np.where(is_changing, _at(holders.actor, standing, NONE), NONE), names),
        "from": day_column(answers.first),
        "to": day_column(answers.last),
        "certain_from": day_column(np.where(settled, _at(run.first, standing, UNKNOWN), UNKNOWN)),
        "certain_to": day_column(np.where(settled, certain_to, UNKNOWN)),
        "claim": day_column(claim),
        "next_holder": _named(np.where(settled, _at(run.next_actor, standing, NONE), nobody), names),
        "next_from": day_column(np.where(settled, _at(run.next_first, standing, UNKNOWN), UNKNOWN)),
        "event_id": claims["event_id"].take(last_row).array,
        "event_ids": _lists(claims["event_id"], event_rows, event_first),
    }
    for name in ("article_id", "attributed_to"):
        columns[name] = _categories(claims[name].cat.codes.to_numpy()[last_row], claims[name])
    columns["published_on"] = claims["published_on"].take(last_row).array
    return pd.DataFrame({name: columns[name] for name in SPAN_COLUMNS}, copy=False)


def _at(values: IntArray, index: IntArray, otherwise: int) -> IntArray:
    if not len(values):
        return np.full(len(index), otherwise)
    return np.where(index == NONE, otherwise, values[index])


def _states(outcome: IntArray, shown: IntArray, is_changing: "np.typing.NDArray[np.bool_]") -> IntArray:
    said = _at(outcome, shown, NOBODY)
    state = np.where(said >= FIRST_HOLDER, HOLDS_STATE, np.where(said == CONTESTED, CONTESTED_STATE, NOBODY_STATE))
    return np.where(is_changing, CHANGING_STATE, state)


def _last_row(said: Statements, index: IntArray) -> IntArray:
    """The row of the last claim of each statement; 0 where there is none (the caller masks it)."""
    if not len(said):
        return np.zeros(len(index), np.int64)
    return np.where(index == NONE, 0, said.rows[said.event_first[index] + said.event_count[index] - 1])


def _event_rows(answers: Answers, shown: IntArray) -> tuple[IntArray, IntArray]:
    """The claims each answer rests on, as one flat array of row numbers, and where each answer's begin."""
    parts = []
    for said, index in ((answers.holders, shown), (answers.sieges, answers.siege)):
        answer = np.flatnonzero(index != NONE)
        count = said.event_count[index[answer]]
        first = np.repeat(said.event_first[index[answer]] - np.append(0, np.cumsum(count)[:-1])[: len(count)], count)
        parts.append((np.repeat(answer, count), said.rows[first + np.arange(int(count.sum()))]))
    owner = np.concatenate([part[0] for part in parts])
    rows = np.concatenate([part[1] for part in parts])
    order = np.argsort(owner, kind="stable")
    begins = np.searchsorted(owner[order], np.arange(len(shown) + 1))
    return rows[order], begins


def _lists(values: "pd.Series[Any]", rows: IntArray, begins: IntArray) -> Any:
    taken = pa.array(values.take(rows), type=pa.large_string(), from_pandas=True)
    if isinstance(taken, pa.ChunkedArray):  # what pandas hands over for an empty column
        taken = taken.combine_chunks()
    lists = pa.LargeListArray.from_arrays(pa.array(begins, pa.int64()), taken)
    return pd.arrays.ArrowExtensionArray(lists)


def _objects(values: Sequence[str]) -> Any:
    return pd.Index(np.array(list(values), dtype=object))


def _categories(codes: "np.typing.NDArray[np.integer[Any]]", like: "pd.Series[Any]") -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories=like.cat.categories)


def _named(actor: IntArray, names: "np.typing.NDArray[np.object_]") -> pd.Categorical:
    return pd.Categorical.from_codes(actor, categories=_objects(names.tolist()))


def _place_columns(claims: pd.DataFrame, place: IntArray) -> dict[str, Any]:
    """What the claims say of each place: name, point, kind and precision, from the most precise claim on it.

    A report "50 km west of Raqqa" has a point of its own; Raqqa's is that of a report from Raqqa.
    """
    codes = claims["place_id"].cat.codes.to_numpy()
    count = len(claims["place_id"].cat.categories)
    precision = np.nan_to_num(claims["where_prec"].to_numpy(dtype=float), nan=9.0)
    worst_first = np.lexsort((-np.arange(len(codes)), -precision))
    best = np.zeros(count, np.int64)
    best[codes[worst_first]] = worst_first
    row = best[place]
    columns: dict[str, Any] = {
        name: _categories(claims[name].cat.codes.to_numpy()[row], claims[name]) for name in ("place_name", "place_kind")
    }
    return columns | {name: claims[name].to_numpy()[row] for name in ("lon", "lat", "where_prec", "radius_m")}
