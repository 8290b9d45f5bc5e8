"""Who took a place that a report only says was taken: the party that the text around it shows taking ground."""

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from geo.model import PARTIAL_NOTE, Kind, ReportedEvent, Stance

INFERRED_NOTE = "party inferred from the text around"
_REACH = 60
"""Events before and after one that say who acts around it."""
_LEAD_CHARS = 700
"""How far from its first event a text's opening reaches: who wins there is whose advance the report tells of."""
_NEAR_CHARS = 250
"""How far apart sentences may stand that tell of one advance."""
_STORY_DAYS = 60
_STORY_DAYS_AGAIN = 400
"""Days around the lead's that a change may lie from it to belong to the same advance; a recapture may lie farther."""
_CHANGES = frozenset({Kind.CAPTURED, Kind.LOST, Kind.WITHDREW})
_ADVANCES = frozenset({Kind.CAPTURED, Kind.OFFENSIVE, Kind.OTHER})
_LOST_TO = "lost:loses:passive 'lose"
_AGAIN = ("re", "win back", "take back", "liberat", "free")


def fill_parties(
    events: Sequence[ReportedEvent],
    *,
    home: str | None = None,
    speakers: Mapping[str, str] | None = None,
    named: Container[str] = (),
    aloof: Container[str] = (),
) -> list[ReportedEvent]:
    """`events` of an article in order, take-overs that name nobody given the party that the text implies.

    `speakers` are the parties of those cited, by how events cite them: who speaks of a success has had it. Then that
    is who is told to have taken the same place at that time, else who wins in the title and the first sentences,
    where the change belongs to that advance. Where these disagree, or it could be who held the place before, nobody.
    For a loss the rival of that party is the loser; `home` is the state of the article's country. Such events carry
    a note. `aloof` are parties that strike for others: their attacks do not say whose advance it is. Events whose ids
    are in `named` name somebody whom nothing known stands for: they stay without a party.
    """
    events = _with_datives(events, home)
    lead = _lead(events, home, aloof)
    filled: list[ReportedEvent] = []
    for number, event in enumerate(events):
        known = bool(event.actor) or event.kind not in (Kind.CAPTURED, Kind.LOST)
        known = known or (bool(event.opponent) and event.kind is not Kind.CAPTURED)
        told_by = (speakers or {}).get(event.attributed_to or "")
        if _is_own_success(event, told_by):
            filled.append(replace(event, actor=told_by, note=inferred(event)))
            continue
        near = (filled[-_REACH:], events[number + 1 : number + 1 + _REACH])
        winner = None
        known = known or event.event_id in named or _is_undone(event, near[1])
        if not known and not _is_made_good(event, near):
            winner = _winner_for(event, near[0], lead, told_by)
        if winner is None or winner == event.opponent:
            filled.append(event)
            continue
        note = inferred(event)
        if event.kind is Kind.CAPTURED:
            filled.append(replace(event, actor=winner, note=note))
        else:
            filled.append(replace(event, actor=_rival(winner, [*near[0], *near[1]], home), opponent=winner, note=note))
    return _with_leavers(filled)


def _with_datives(events: Sequence[ReportedEvent], home: str | None) -> Sequence[ReportedEvent]:
    """`events` where "A and B were lost to Z" is Z's loss if Z is told to have taken one of them long before."""
    flipped = {
        (event.char_start, event.opponent)
        for event in events
        if event.rule.startswith(_LOST_TO) and not event.actor and event.opponent and _took_before(event, events)
    }
    if not flipped:
        return events
    return [
        replace(event, actor=event.opponent, opponent=_rival(event.opponent, events, home))
        if event.opponent and event.rule.startswith(_LOST_TO) and (event.char_start, event.opponent) in flipped
        else event
        for event in events
    ]


def _took_before(event: ReportedEvent, events: Iterable[ReportedEvent]) -> bool:
    """Whether the last change of the place before this one is told to have been its opponent's gain."""
    before = [
        other
        for other in events
        if other.place_id == event.place_id and other.kind in _CHANGES and other.stance is Stance.ASSERTED
        and other.date_end is not None and event.date_start is not None and other.date_end < event.date_start
    ]  # fmt: skip
    last = max(before, key=lambda other: other.date_end or dt.date.min, default=None)
    return last is not None and event.place_id is not None and _winner(last) == event.opponent


def _with_leavers(events: Sequence[ReportedEvent]) -> list[ReportedEvent]:
    """`events` where who leaves a place, told in one sentence with its capture, is whom it was taken from.

    "The SDF took Manbij on Friday after Daesh retreated".
    """
    takers: dict[tuple[int, str | None], ReportedEvent] = {}
    leavers: dict[tuple[int, str | None], ReportedEvent] = {}
    for event in events:
        if event.stance is Stance.ASSERTED and event.actor and event.kind in (Kind.CAPTURED, Kind.WITHDREW):
            sides = takers if event.kind is Kind.CAPTURED else leavers
            sides.setdefault((event.char_start, event.place_id), event)
    told = []
    for event in events:
        key = (event.char_start, event.place_id)
        other = leavers.get(key) if event is takers.get(key) else takers.get(key) if event is leavers.get(key) else None
        fits = other is not None and event.opponent is None and other.actor != event.actor
        fits = fits and other is not None and _apart_days(event, other) <= 1
        told.append(replace(event, opponent=other.actor) if fits and other is not None else event)
    return told


def inferred(event: ReportedEvent) -> str:
    """The note of `event` with the word that a party of it is inferred."""
    return f"{event.note}; {INFERRED_NOTE}" if event.note else INFERRED_NOTE


def _is_undone(event: ReportedEvent, after: Sequence[ReportedEvent]) -> bool:
    """Whether a fall is told of only to say that the place has been won back: the foe of this advance had taken it."""
    return not _is_again(event) and any(
        o.char_start == event.char_start and o.place_id == event.place_id and _is_again(o) for o in after
    )


def _is_made_good(event: ReportedEvent, near: Sequence[Sequence[ReportedEvent]]) -> bool:
    """Whether who took another place may be who lost this one: "avenged the loss of A by taking B"."""
    return event.kind is Kind.LOST and any(
        o.char_start == event.char_start and o.place_id != event.place_id and ":takes:active" in o.rule
        for side in near
        for o in side
    )


def _is_own_success(event: ReportedEvent, speaker: str | None) -> bool:
    """Whether a party tells of a place taken back from its foe without saying by whom: it means itself."""
    if event.actor or speaker is None or event.opponent in (None, speaker):
        return False
    return event.stance is Stance.ASSERTED and _is_again(event)


def _winner_for(
    event: ReportedEvent, before: Sequence[ReportedEvent], lead: ReportedEvent | None, speaker: str | None
) -> str | None:
    again = _is_again(event)
    by_story = _by_place(event, before, again=again) or _by_sentence(event, before, again=again)
    by_story = by_story or _by_neighbour(event, before, again=again) or _by_lead(event, lead, again=again)
    if speaker is None or not again or event.stance is not Stance.ASSERTED:
        return by_story
    return speaker if by_story in (speaker, None) else None


def _by_place(event: ReportedEvent, before: Sequence[ReportedEvent], *, again: bool) -> str | None:
    """Who is told to have taken the same place; for a recapture at another time who had lost it."""
    same = _told_of_place(event, before)
    if not same:
        return None
    together = [] if again and not _is_again(same[-1]) else [o for o in same if _apart_days(event, o) <= 1]
    if together:
        return _winner(together[-1])
    return _loser(same[-1]) if again else None


def _by_sentence(event: ReportedEvent, before: Sequence[ReportedEvent], *, again: bool) -> str | None:
    """Who wins in the sentence itself, about the same time: "A fell to them a day after the loss of B"."""
    for other in reversed(before):
        if other.char_start != event.char_start:
            break
        near = other.kind in _CHANGES and other.stance is Stance.ASSERTED and _apart_days(event, other) <= _STORY_DAYS
        if near and _is_again(other) == again and other.place_id != event.place_id and _winner(other):
            return _winner(other)
    return None


def _by_neighbour(event: ReportedEvent, before: Sequence[ReportedEvent], *, again: bool) -> str | None:
    """Who is told to win in the sentences right before, at the same time: a report may have left its lead's front."""
    for other in reversed(before):
        if event.char_start - other.char_end > _NEAR_CHARS:
            break
        near = other.kind in _CHANGES and other.stance is Stance.ASSERTED and _apart_days(event, other) <= 1
        if near and _is_again(other) == again and other.place_id != event.place_id and _winner(other):
            return _winner(other)
    return None


def _by_lead(event: ReportedEvent, lead: ReportedEvent | None, *, again: bool) -> str | None:
    if lead is None:
        return None
    apart = _apart_days(event, lead)
    if apart > (_STORY_DAYS_AGAIN if again else _STORY_DAYS):
        return None
    if again and lead.place_id == event.place_id and apart > 1 and event.note != PARTIAL_NOTE:
        return None
    return lead.actor


def _lead(events: Sequence[ReportedEvent], home: str | None, aloof: Container[str]) -> ReportedEvent | None:
    """The event that says whose advance a report tells of, with that party as its actor.

    That is the first change of the opening that says who won or lost, else the first attack of the opening.
    """
    end = events[0].char_start + _LEAD_CHARS if events else 0
    opening = [e for e in events if e.stance is Stance.ASSERTED and e.char_start <= end]
    changes = [e for e in opening if e.kind in _CHANGES and (e.actor or e.opponent)]
    latest = max((e.date_end for e in changes if e.date_end), default=None)
    for change in changes:
        if change.date_end is None or latest is None or (latest - change.date_end).days <= _STORY_DAYS:
            loser = _loser(change)
            winner = _winner(change) or (_rival(loser, events, home) if loser else None)
            if winner is not None:
                return replace(change, actor=winner)
    attack = next((e for e in opening if e.kind in _ADVANCES and e.actor and e.actor not in aloof), None)
    told = (e for e in events if e.kind in _CHANGES and e.stance is Stance.ASSERTED and _winner(e))
    return attack or next((replace(e, actor=_winner(e)) for e in told), None)


def _apart_days(first: ReportedEvent, second: ReportedEvent) -> int:
    """Days between two events, 0 where they may lie together or one has no days."""
    if None in (first.date_start, first.date_end, second.date_start, second.date_end):
        return 0
    assert first.date_start is not None
    assert first.date_end is not None
    assert second.date_start is not None
    assert second.date_end is not None
    return max(0, (first.date_start - second.date_end).days, (second.date_start - first.date_end).days)


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
