"""One change told several times in an article is one event with all its quotes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from geo.gazetteer.distance import distance_m
from geo.model import CONTROL_KINDS, DatePrec, Kind, LonLat, ReportedEvent, Stance

_MEMORY = 150
"""Events back to which a repeat is looked for: more than any article tells, little enough for a book."""
SAME_PLACE_M = 1000.0
"""Two events nearer than this are at one place; sources give the same town slightly different points."""


def merge_repeats(events: Sequence[ReportedEvent]) -> list[ReportedEvent]:
    """`events` with repeats joined: same kind, place and stance, parties that agree, days that overlap.

    The earliest telling gives its quote; the others are kept in `more_quotes`. Of two dates the more precise
    stays. Events attributed to different sources stay apart, but a stated day dates the others too.
    """
    kept: list[ReportedEvent] = []
    alike: dict[tuple[Kind, Stance], list[int]] = {}
    for event in events:
        first = len(kept) - _MEMORY
        same = alike.setdefault((event.kind, event.stance), [])
        at = next((i for i in same if i >= first and is_repeat(kept[i], event)), None)
        if at is None:
            same.append(len(kept))
            kept.append(event)
        else:
            kept[at] = _joined(kept[at], event)
    by_place: dict[str | None, list[ReportedEvent]] = {}
    for event in kept:
        by_place.setdefault(event.place_id, []).append(event)
    return [_dated_alike(event, by_place[event.place_id][:_MEMORY]) for event in kept]


def _dated_alike(event: ReportedEvent, events: Sequence[ReportedEvent]) -> ReportedEvent:
    """A change of control with the days of the most precise telling of it, whoever is cited there."""
    if event.kind not in CONTROL_KINDS or event.stance is not Stance.ASSERTED:
        return event
    same = [other for other in events if other is not event and _is_same_change(event, other)]
    best = min(same, key=_preciseness, default=event)
    if _preciseness(best) >= _preciseness(event):
        return event
    return replace(event, date_start=best.date_start, date_end=best.date_end, date_prec=best.date_prec)


def is_repeat(first: ReportedEvent, second: ReportedEvent) -> bool:
    """Whether two events of one article tell the same thing and cite the same source, if any."""
    return _is_same_change(first, second) and _agree(first.attributed_to, second.attributed_to)


def _is_same_change(first: ReportedEvent, second: ReportedEvent) -> bool:
    return same_change(first, second) and _days_overlap(first, second)


def same_change(first: ReportedEvent, second: ReportedEvent) -> bool:
    """Whether two tellings agree in kind, stance, parties and place; their days may differ."""
    return (
        first.kind is second.kind
        and first.stance is second.stance
        and _agree(first.actor, second.actor)
        and _agree(first.opponent, second.opponent)
        and same_place(first, second)
    )


def _agree(first: str | None, second: str | None) -> bool:
    return first is None or second is None or first == second


def same_place(first: ReportedEvent, second: ReportedEvent) -> bool:
    """Whether two events are told of one place, as the gazetteer or the words have it."""
    if first.place_id is not None and first.place_id == second.place_id:
        return True
    if None in (first.latitude, first.longitude, second.latitude, second.longitude):
        return first.place_id is None and second.place_id is None and first.place_mention == second.place_mention
    assert first.longitude is not None
    assert first.latitude is not None
    assert second.longitude is not None
    assert second.latitude is not None
    apart = distance_m(LonLat(first.longitude, first.latitude), LonLat(second.longitude, second.latitude))
    return apart <= SAME_PLACE_M and first.where_prec == second.where_prec


def _days_overlap(first: ReportedEvent, second: ReportedEvent) -> bool:
    if first.kind in CONTROL_KINDS and first.stance is not Stance.ASSERTED:
        return True
    low = max((day for day in (first.date_start, second.date_start) if day), default=dt.date.min)
    high = min((day for day in (first.date_end, second.date_end) if day), default=dt.date.max)
    return low <= high


def _joined(first: ReportedEvent, second: ReportedEvent) -> ReportedEvent:
    dates = first if _preciseness(first) <= _preciseness(second) else second
    span = (second.char_start, second.char_end)
    quotes = first.more_quotes
    if span != (first.char_start, first.char_end) and span not in quotes:
        quotes = (*quotes, span)
    return replace(
        first,
        actor=first.actor or second.actor,
        opponent=first.opponent or second.opponent,
        attributed_to=first.attributed_to or second.attributed_to,
        date_start=dates.date_start,
        date_end=dates.date_end,
        date_prec=dates.date_prec,
        more_quotes=(*quotes, *(q for q in second.more_quotes if q not in quotes)),
    )


def _preciseness(event: ReportedEvent) -> int:
    if event.date_start is None or event.date_end is None:
        return 99
    return int(event.date_prec or DatePrec.YEAR)
