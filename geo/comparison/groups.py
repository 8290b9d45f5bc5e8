"""Pairs of proposals to groups, and what a person decided about them. Nothing is ever merged away.

A group that is accepted is shown as one mark with the number of its sources and counts once; its events stay as they
are. A rejected group is not proposed again in any part that holds two of its events. To split a group is to reject it
and accept its parts.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

OPEN, ACCEPTED, REJECTED = "open", "accepted", "rejected"

GROUP_COLUMNS = (
    "group_id", "event_ids", "sources", "n_sources", "n_origins", "score", "reason", "decision",
)  # fmt: skip
"""The columns of a table of groups."""

Decision = tuple[str, str, str]
"""A group's id, the id of one of its events, and the decision; as `Store.same_event_decisions` gives them."""


def group_id_of(event_ids: Iterable[str]) -> str:
    """The id of a group of events: the same for the same events in any order."""
    joined = "\n".join(sorted(event_ids))
    return f"same-{hashlib.sha256(joined.encode()).hexdigest()[:16]}"


def event_groups(
    proposals: pd.DataFrame,
    *,
    decisions: Sequence[Decision] = (),
    source_of: Mapping[str, str] | None = None,
    origin_of: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Groups of reports that may be one event, accepted ones first, then by score (`GROUP_COLUMNS`).

    Proposed pairs are joined from the best down, and only where every pair of different sources in the joined group is
    itself proposed, so that a chain of likenesses makes no group. `decisions` come from the store: accepted groups are
    given as they were accepted, rejected pairs are not proposed again. `source_of` maps events that are no longer
    proposed to their source, `origin_of` events to the origin of their text; without it each source is an origin.
    """
    source = dict(source_of or {})
    for side in ("a", "b"):
        source |= dict(zip(proposals[f"event_{side}"], proposals[f"source_{side}"], strict=True))
    decided: dict[str, tuple[list[str], str]] = {}
    for group_id, event_id, decision in decisions:
        decided.setdefault(group_id, ([], decision))[0].append(event_id)
    accepted = [(group_id, events) for group_id, (events, decision) in decided.items() if decision == ACCEPTED]
    rejected = {
        frozenset((first, second))
        for events, decision in decided.values()
        if decision == REJECTED
        for first in events
        for second in events
        if first != second
    }
    groups = [_Group(events, 1.0, "accepted by a reviewer", group_id) for group_id, events in accepted]
    groups += _joined(proposals, source, {event for _, events in accepted for event in events}, rejected)
    origins = origin_of or {}
    rows = []
    for group in groups:
        sources = sorted({source[event] for event in group.events if event in source})
        said_by = {origins.get(event) or source.get(event, event) for event in group.events}
        group_id = group.accepted_as or group_id_of(group.events)
        decision = ACCEPTED if group.accepted_as else OPEN
        rows.append(
            (group_id, sorted(group.events), sources, len(sources), len(said_by), group.score, group.reason, decision)
        )
    return pd.DataFrame(rows, columns=list(GROUP_COLUMNS))


def counted_once(groups: pd.DataFrame) -> dict[str, str]:
    """Event to the group it counts in, for the events of accepted groups; every other event counts for itself."""
    accepted = groups[groups["decision"] == ACCEPTED]
    return {
        event: group_id
        for group_id, events in zip(accepted["group_id"], accepted["event_ids"], strict=True)
        for event in events
    }


@dataclass(eq=False, slots=True)
class _Group:
    """Events that may be one, with the score and the reason of their best pair."""

    events: list[str]
    score: float = 0.0
    reason: str = ""
    accepted_as: str = ""


def _joined(
    proposals: pd.DataFrame, source: Mapping[str, str], taken: set[str], rejected: set[frozenset[str]]
) -> list[_Group]:
    """Groups of proposed events, best first."""
    columns = (proposals[name] for name in ("event_a", "event_b", "score", "reason"))
    pairs = [
        (first, second, score, reason)
        for first, second, score, reason in zip(*columns, strict=True)
        if first not in taken and second not in taken and frozenset((first, second)) not in rejected
    ]
    proposed = {frozenset((first, second)) for first, second, _, _ in pairs}

    def may_be_one(one: str, other: str) -> bool:
        pair = frozenset((one, other))
        return pair in proposed or (source[one] == source[other] and pair not in rejected)

    group_of: dict[str, _Group] = {}
    for first, second, score, reason in pairs:
        left, right = (group_of.get(event) or _Group([event]) for event in (first, second))
        if left is right or not all(may_be_one(one, other) for one in left.events for other in right.events):
            continue
        best = max((left, right, _Group([], score, reason)), key=lambda group: group.score)
        joined = _Group(left.events + right.events, best.score, best.reason)
        group_of |= dict.fromkeys(joined.events, joined)
    groups = {id(group): group for group in group_of.values()}.values()
    return sorted(groups, key=lambda group: (-group.score, group.events))
