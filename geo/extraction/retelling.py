"""Which stated day dates the tellings of a change that state none: headlines, summaries, "the brief seizure of Bara".

A report gives the day of what it tells once, mostly where it tells it best. Headlines and later sentences leave it out.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geo.extraction.carrying import STORY_DAYS
from geo.extraction.merging import same_change, same_place
from geo.gazetteer.distance import distance_m
from geo.model import CONTROL_KINDS, PARTIAL_NOTE, DatePrec, DateSpan, Kind, LonLat, ReportedEvent, Stance

_MEMORY = 150
"""Tellings at one place that are looked at: more than any article has, little enough for a book."""
_CITY_M = 15_000.0
"""How far from the middle of a city a quarter of it may lie."""
_LOSSES = frozenset({Kind.LOST, Kind.WITHDREW})
_WIDE = frozenset({DatePrec.FEW_DAYS, DatePrec.WEEK, DatePrec.MONTH})


def dated_by_retellings(
    events: Sequence[ReportedEvent], anchors: Mapping[str, DateSpan], published_on: dt.date | None, lead_end: int
) -> list[ReportedEvent]:
    """`events` where a change of control that no word dates has the day of another telling of it.

    `anchors` are the dates of the tellings by event id; `lead_end` is the offset at which the report's first
    sentences end. A day counts where it is stated at most `STORY_DAYS` before publication: by a telling of the same
    change at the same place, by the lead's telling of a part of the city ("seized a district of Aleppo on Tuesday"),
    or, for a change told of a whole week, by the day on which the same party is told to have entered.
    """
    if published_on is None:
        return list(events)
    changes = [e for e in events if e.stance is Stance.ASSERTED and (e.kind in CONTROL_KINDS or e.kind is Kind.OTHER)]
    stated = [e for e in changes if _is_stated(e, anchors.get(e.event_id), published_on)]
    if not stated:
        return list(events)
    by_place: dict[str | None, list[ReportedEvent]] = {}
    for event in stated:
        by_place.setdefault(event.place_id, []).append(event)
    lead = [e for e in stated[:_MEMORY] if e.note == PARTIAL_NOTE and e.char_start < lead_end]
    return [_dated(e, anchors.get(e.event_id), by_place.get(e.place_id, [])[:_MEMORY], lead) for e in events]


def _is_stated(event: ReportedEvent, anchor: DateSpan | None, published_on: dt.date) -> bool:
    day = event.date_start
    one = day is not None and day == event.date_end
    words = anchor is not None and anchor.basis in ("explicit", "relative")
    return one and words and day is not None and (published_on - day).days <= STORY_DAYS


def _dated(
    event: ReportedEvent, anchor: DateSpan | None, here: Sequence[ReportedEvent], lead: Sequence[ReportedEvent]
) -> ReportedEvent:
    if event.kind not in CONTROL_KINDS or event.stance is not Stance.ASSERTED or anchor is None:
        return event
    best = None
    if anchor.basis == "publication_default":
        whole = [e for e in here if e is not event and e.note != PARTIAL_NOTE and _is_same(event, e)]
        best = next(iter(whole), None) or next((e for e in lead if _is_part(event, e)), None)
    elif anchor.basis == "relative" and event.date_prec in _WIDE:
        best = next((e for e in here if _is_entry(event, e) and _holds(event, e)), None)
    if best is None:
        return event
    return replace(event, date_start=best.date_start, date_end=best.date_end, date_prec=best.date_prec)


def _is_same(event: ReportedEvent, other: ReportedEvent) -> bool:
    """Whether two tellings are of one change, the loser's side of it included: "left Bara", "the fall of Bara"."""
    if same_change(event, other):
        return True
    if not same_place(event, other) or (event.kind in _LOSSES) == (other.kind in _LOSSES):
        return False
    gain, loss = (other, event) if event.kind in _LOSSES else (event, other)
    loser = gain.opponent is not None and loss.actor is not None and gain.opponent == loss.actor
    return gain.kind is Kind.CAPTURED and loser and loss.opponent in (None, gain.actor)


def _is_part(event: ReportedEvent, told: ReportedEvent) -> bool:
    """Whether the lead's "a district of the city" can be the place that a later sentence names."""
    if event.kind is not told.kind or event.actor is None or event.actor != told.actor or event is told:
        return False
    spots = (event.longitude, event.latitude, told.longitude, told.latitude)
    if None in spots or event.place_id == told.place_id:
        return False
    assert event.longitude is not None
    assert event.latitude is not None
    assert told.longitude is not None
    assert told.latitude is not None
    apart = distance_m(LonLat(event.longitude, event.latitude), LonLat(told.longitude, told.latitude))
    return apart <= _CITY_M


def _is_entry(event: ReportedEvent, other: ReportedEvent) -> bool:
    entered = other.kind is Kind.OTHER and any(word in other.rule for word in ("'enter", "'storm"))
    same = event.kind is Kind.CAPTURED and (entered or same_change(event, other))
    return same and event.actor is not None and event.actor == other.actor and same_place(event, other)


def _holds(wide: ReportedEvent, day: ReportedEvent) -> bool:
    """Whether the day of the other telling lies in the stretch of this one."""
    if wide.date_start is None or wide.date_end is None or day.date_start is None:
        return False
    return wide.date_start <= day.date_start <= wide.date_end
