"""The dead and hurt: how many, and whether they are an event or a detail of the attack that caused them."""

from collections.abc import Sequence
from dataclasses import replace

from geo.extraction.frame import Frame
from geo.extraction.units import Unit
from geo.model import Kind, ReportedEvent, Stance

_CAUSES = frozenset({Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.CLASH, Kind.REPELLED})
_HURT = {"wound": "wounded", "injure": "injured", "maim": "injured"}
_NUMBERS = frozenset(
    {
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "scores", "hundreds",
    }
)  # fmt: skip
_NUMBER_REACH = 12


def toll_of(frame: Frame, units: Sequence[Unit]) -> str:
    """The number of dead or hurt with its verb ("13 killed"), "" where none is given."""
    for unit in units[max(frame.start, frame.index - _NUMBER_REACH) : frame.end]:
        number = unit.low.replace(",", "")
        if number.isdigit() and not 1900 <= int(number) <= 2100:
            return f"{int(number)} {_HURT.get(frame.trigger.first, 'killed')}"
        if number in _NUMBERS:
            return f"{number} {_HURT.get(frame.trigger.first, 'killed')}"
    return ""


def with_casualties(events: Sequence[ReportedEvent]) -> list[ReportedEvent]:
    """`events` of a sentence, its dead and hurt told as a note to the attack at the same place that caused them."""
    causes = [event for event in events if event.kind in _CAUSES and event.stance is Stance.ASSERTED]
    kept: list[ReportedEvent] = []
    notes: dict[str, str] = {}
    for event in events:
        same = [cause for cause in causes if cause.place_mention == event.place_mention]
        if event.kind is Kind.CASUALTIES and same:
            if event.note and not same[0].note:
                notes[same[0].event_id] = event.note
            continue
        kept.append(event)
    return [replace(event, note=notes[event.event_id]) if event.event_id in notes else event for event in kept]
