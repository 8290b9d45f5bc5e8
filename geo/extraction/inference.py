"""Who took a place that a report only says was taken: the party that the text around it shows taking ground."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.model import Kind, ReportedEvent, Stance

INFERRED_NOTE = "party inferred from the text around"
_REACH = 60
"""Events before and after one that say who acts around it."""
_CHANGES = frozenset({Kind.CAPTURED, Kind.LOST, Kind.WITHDREW})
_ADVANCES = frozenset({Kind.CAPTURED, Kind.OFFENSIVE, Kind.OTHER})
_AGAIN = ("re", "win back", "take back", "liberat", "free")


def fill_parties(events: Sequence[ReportedEvent], *, home: str | None = None) -> list[ReportedEvent]:
    """`events` of an article in order, take-overs that name nobody given the party that the text implies.

    That is who took the same place before (for a recapture: who lost it), else who gained last before, else next
    after, else who attacks most; a recapture without a known retaker is the state's, `home`, where it takes part.
    For a loss the rival of that party is the loser. Such events carry a note; where nobody gains or attacks in the
    whole article they stay without a party.
    """
    filled: list[ReportedEvent] = []
    for number, event in enumerate(events):
        known = event.actor or event.opponent or event.kind not in (Kind.CAPTURED, Kind.LOST)
        near = (filled[-_REACH:], events[number + 1 : number + 1 + _REACH])
        winner = None if known else _winner_for(event, *near, home)
        if winner is None:
            filled.append(event)
            continue
        note = f"{event.note}; {INFERRED_NOTE}" if event.note else INFERRED_NOTE
        if event.kind is Kind.CAPTURED:
            filled.append(replace(event, actor=winner, note=note))
        else:
            filled.append(replace(event, actor=_rival(winner, [*near[0], *near[1]], home), opponent=winner, note=note))
    return filled


def _winner_for(
    event: ReportedEvent, before: Sequence[ReportedEvent], after: Sequence[ReportedEvent], home: str | None
) -> str | None:
    told = _changes(before)
    everything = (*before, *after)
    same = _told_of_place(event, before)
    again = event.kind is Kind.CAPTURED and _is_again(event)
    if same:
        taker = _winner(same[-1])
        if taker is None:
            loser = _loser(same[-1])
            taker = _rival(loser, everything, home) if loser else None
        if not (again and taker):
            return taker
        return _loser(same[-1]) or _rival(taker, everything, home)
    coming = _changes(after)
    if again:
        retakers = [other for other in (*reversed(told), *coming) if _is_again(other)]
        if retakers:
            return _winner(retakers[0])
        if home is not None and any(home in (other.actor, other.opponent) for other in everything):
            return home
    nearest = told[-1:] or coming[:1]
    return _winner(nearest[0]) if nearest else _attacker(everything)


def _told_of_place(event: ReportedEvent, before: Sequence[ReportedEvent]) -> list[ReportedEvent]:
    """The changes told of the place of `event` that name somebody."""
    return [
        other
        for other in before
        if other.kind in _CHANGES
        and other.stance is Stance.ASSERTED
        and event.place_id is not None
        and other.place_id == event.place_id
        and (other.actor or other.opponent)
    ]


def _loser(event: ReportedEvent) -> str | None:
    return event.opponent if event.kind is Kind.CAPTURED else event.actor


def _changes(events: Iterable[ReportedEvent]) -> list[ReportedEvent]:
    return [e for e in events if e.kind in _CHANGES and e.stance is Stance.ASSERTED and _winner(e)]


def _is_again(event: ReportedEvent) -> bool:
    """Whether the words of the event say that a place was taken back."""
    return event.kind is Kind.CAPTURED and event.rule.partition("'")[2].startswith(_AGAIN)


def _winner(event: ReportedEvent) -> str | None:
    return event.actor if event.kind is Kind.CAPTURED else event.opponent


def _rival(party: str, events: Iterable[ReportedEvent], home: str | None) -> str | None:
    """Whom a party fights: the state where it takes part, else whom it meets most, else the other party named most."""
    against: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for event in events:
        pair = (event.actor, event.opponent)
        named.update(name for name in pair if name and name != party)
        if party in pair:
            against.update(name for name in pair if name and name != party)
    if home is not None and home in named:
        return home
    best = against or named
    return best.most_common(1)[0][0] if best else None


def _attacker(events: Iterable[ReportedEvent]) -> str | None:
    """The party that attacks, advances or means to take ground most often."""
    attacks = Counter(event.actor for event in events if event.actor and event.kind in _ADVANCES)
    return attacks.most_common(1)[0][0] if attacks else None
