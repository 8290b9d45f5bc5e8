"""Who took a place that a report only says was taken: the party that the text around it shows taking ground."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from geo.model import Kind, ReportedEvent, Stance

INFERRED_NOTE = "party inferred from the text around"
_CHANGES = frozenset({Kind.CAPTURED, Kind.LOST, Kind.WITHDREW})
_AGAIN = ("re", "win back", "take back", "liberat", "free", "won back")


def fill_parties(events: Sequence[ReportedEvent]) -> list[ReportedEvent]:
    """`events` of an article in order, take-overs that name nobody given the party that the text implies.

    That is who took the same place before (who lost it, for a recapture), else who gained last before, else
    next after. Such events carry a note; where nobody gains in the whole article they stay without a party.
    """
    filled: list[ReportedEvent] = []
    parties = Counter(name for event in events for name in (event.actor, event.opponent) if name)
    for number, event in enumerate(events):
        if event.kind in (Kind.CAPTURED, Kind.LOST) and not event.actor and not event.opponent:
            winner = _winner_for(event, filled, events[number + 1 :], parties)
            if winner is not None:
                note = f"{event.note}; {INFERRED_NOTE}" if event.note else INFERRED_NOTE
                if event.kind is Kind.CAPTURED:
                    filled.append(replace(event, actor=winner, note=note))
                else:
                    filled.append(replace(event, opponent=winner, note=note))
                continue
        filled.append(event)
    return filled


def _winner_for(
    event: ReportedEvent, before: Sequence[ReportedEvent], after: Sequence[ReportedEvent], parties: Counter[str]
) -> str | None:
    told = [other for other in before if other.kind in _CHANGES and other.stance is Stance.ASSERTED and _winner(other)]
    same = [other for other in told if other.place_id is not None and other.place_id == event.place_id]
    trigger = event.rule.rpartition("'")[0].rpartition("'")[2]
    if same and trigger.startswith(_AGAIN) and event.kind is Kind.CAPTURED:
        taker = _winner(same[-1])
        loser = same[-1].opponent if same[-1].kind is Kind.CAPTURED else same[-1].actor
        rival = next((name for name, _ in parties.most_common() if name != taker), None)
        return loser or rival
    if same:
        return _winner(same[-1])
    if told:
        return _winner(told[-1])
    return next((_winner(other) for other in after if other.kind in _CHANGES and _winner(other)), None)


def _winner(event: ReportedEvent) -> str | None:
    return event.actor if event.kind is Kind.CAPTURED else event.opponent
